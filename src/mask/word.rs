//! A word as letters that can be changed and the way they are written, which stays.
//!
//! Not how letters are changed, which `pseudonyms` does.

use unicode_normalization::char::is_combining_mark;

use crate::mask::alphabet::{Alphabet, Class, Letter};
use crate::mask::latin::{Marks, put_together, taken_apart};

/// One letter and how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub letter: Letter,
    form: Form,
}

/// What stays of a letter when it is changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Form {
    is_capital: bool,
    marks: Marks,
    spelling: Spelling,
}

/// How a letter is spelled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Spelling {
    #[default]
    Plain,
    /// `ue` for ü, so that Müller is Mueller; whether the e is a capital.
    WithE(bool),
    /// `ss`, which is ß elsewhere; whether the second one is a capital.
    DoubleS(bool),
}

/// ß or ss, which stay.
const SHARP_S: Letter = Letter { class: Class::Fixed('ß'), index: 0 };

/// The letters of a word. Müller, Mueller and Muller have the same ones.
pub(super) fn units(alphabet: &Alphabet, word: &str) -> Vec<Unit> {
    let mut characters = word.chars().peekable();
    let mut units: Vec<Unit> = Vec::with_capacity(word.len());
    while let Some(character) = characters.next() {
        let small = small(character);
        let is_capital = small != character || character == 'İ';
        let (letter, mut marks) = letter_of(alphabet, small);
        while let Some(mark) = characters.next_if(|next| is_combining_mark(*next)) {
            marks.separate.push(mark);
        }
        let mut unit = Unit { letter, form: Form { is_capital, marks, spelling: Spelling::Plain } };
        let mut rest = characters.clone();
        let next = rest.next();
        let is_next_plain = !rest.next().is_some_and(is_combining_mark);
        if let Some(next) = next.filter(|_| is_next_plain && unit.form.marks.is_empty()) {
            let second = (small, self::small(next));
            let is_second_capital = self::small(next) != next;
            if matches!(second, ('a' | 'o' | 'u', 'e')) {
                unit.form.spelling = Spelling::WithE(is_second_capital);
                characters.next();
            } else if second == ('s', 's') && !units.is_empty() {
                unit.letter = SHARP_S;
                unit.form.spelling = Spelling::DoubleS(is_second_capital);
                characters.next();
            }
        }
        units.push(unit);
    }
    units
}

/// The word of other letters, written as `units` are. There are as many letters as units.
pub(super) fn written(alphabet: &Alphabet, units: &[Unit], letters: &[Letter]) -> String {
    let mut word = String::new();
    for (idx, (unit, letter)) in units.iter().zip(letters).enumerate() {
        let form = &unit.form;
        if let Spelling::DoubleS(is_second_capital) = form.spelling {
            word.push_str(if form.is_capital { "S" } else { "s" });
            word.push_str(if is_second_capital { "S" } else { "s" });
            continue;
        }
        let is_last = idx > 0 && idx + 1 == units.len();
        let character = match alphabet.character(*letter) {
            'σ' if is_last && !form.is_capital => 'ς',
            other => other,
        };
        word.push_str(&put_together(character, &form.marks, form.is_capital));
        match form.spelling {
            Spelling::WithE(true) => word.push('E'),
            Spelling::WithE(false) => word.push('e'),
            Spelling::Plain | Spelling::DoubleS(_) => {}
        }
    }
    word
}

/// The letters in their plainest form: small, without marks.
pub(super) fn plain(alphabet: &Alphabet, letters: &[Letter]) -> String {
    let mut plain = String::with_capacity(letters.len());
    for letter in letters {
        match alphabet.character(*letter) {
            'ß' => plain.push_str("ss"),
            character => plain.push(character),
        }
    }
    plain
}

/// The letters of units.
pub(super) fn letters(units: &[Unit]) -> Vec<Letter> {
    units.iter().map(|unit| unit.letter).collect()
}

fn letter_of(alphabet: &Alphabet, small: char) -> (Letter, Marks) {
    if small == 'ß' {
        return (SHARP_S, Marks::default());
    }
    let small = if small == 'ς' { 'σ' } else { small };
    if small == 'İ' {
        let marks = taken_apart(small).map(|(_, marks)| marks).unwrap_or_default();
        return (alphabet.letter('i'), marks);
    }
    if let Some(letter) = alphabet.listed(small) {
        return (letter, Marks::default());
    }
    let apart = taken_apart(small);
    match apart.and_then(|(base, marks)| Some((alphabet.listed(base)?, marks))) {
        Some(found) => found,
        None => (alphabet.letter(small), Marks::default()),
    }
}

/// The small form of a letter, when that is one character; İ, which is none, is i with a dot.
fn small(character: char) -> char {
    if character == 'İ' {
        return character;
    }
    let mut small = character.to_lowercase();
    match (small.next(), small.next()) {
        (Some(small), None) => small,
        _ => character,
    }
}
