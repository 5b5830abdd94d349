//! Words, numbers and codes to others of the same form: the same one always to the same one, and two
//! never to one.
//!
//! Not which texts hold words of people, which `person_text` and `attributes` know.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::mask::MaskSecret;
use crate::mask::alphabet::{Alphabet, Class, Letter};
use crate::mask::kept_words::KEPT_WORDS;
use crate::mask::permutation::Permutation;
use crate::mask::word::{letters, plain, units, written};

/// So many letters or digits are changed together; a longer word is changed in parts.
const MOST_TOGETHER: usize = 24;
/// So many words are remembered.
const MOST_REMEMBERED: usize = 200_000;

/// Words, numbers and codes to their pseudonyms.
#[derive(Clone, Debug)]
pub(super) struct Pseudonyms {
    permutation: Permutation,
    alphabet: Alphabet,
    /// Words that stay, in plain letters.
    kept: HashSet<String, ahash::RandomState>,
    /// The same words by their classes, in order.
    kept_by_shape: HashMap<Vec<Class>, BTreeSet<Vec<u32>>, ahash::RandomState>,
    remembered: HashMap<Vec<Letter>, Vec<Letter>, ahash::RandomState>,
}

impl Pseudonyms {
    pub(super) fn new(secret: &MaskSecret) -> Self {
        let mut pseudonyms = Self {
            permutation: Permutation::new(secret),
            alphabet: Alphabet::new(),
            kept: HashSet::default(),
            kept_by_shape: HashMap::default(),
            remembered: HashMap::default(),
        };
        for word in KEPT_WORDS.iter().flat_map(|(_, words)| *words) {
            pseudonyms.keep(word);
        }
        pseudonyms
    }

    /// Lets a word stay as it is, in any spelling. Only before anything is masked.
    pub(super) fn keep(&mut self, word: &str) {
        let letters = self.letters(word);
        if letters.len() > 1 {
            self.kept.insert(plain(&self.alphabet, &letters));
            self.kept_by_shape.entry(shape(&letters)).or_default().insert(indices(&letters));
        }
    }

    /// Whether a word stays as it is.
    pub(super) fn is_kept(&self, letters: &[Letter]) -> bool {
        self.kept.contains(&plain(&self.alphabet, letters))
    }

    /// The letters of a word, the same ones in all its spellings.
    pub(super) fn letters(&self, word: &str) -> Vec<Letter> {
        letters(&units(&self.alphabet, word))
    }

    /// A word with other letters, otherwise written as `word`. There are as many as the word has.
    pub(super) fn rewritten(&self, word: &str, letters: &[Letter]) -> String {
        written(&self.alphabet, &units(&self.alphabet, word), letters)
    }

    /// The pseudonym of a word, as letters. Its first letter follows from the first letter alone, so
    /// that initials stay those of their names.
    pub(super) fn masked(&mut self, letters: &[Letter]) -> Vec<Letter> {
        if self.is_kept(letters) {
            return letters.to_vec();
        }
        if let Some(masked) = self.remembered.get(letters) {
            return masked.clone();
        }
        let mut masked = Vec::with_capacity(letters.len());
        for part in letters.chunk_by(|left, right| {
            !self.alphabet.is_alone(left.class) && !self.alphabet.is_alone(right.class)
        }) {
            match part {
                [letter] => masked.push(self.single(*letter)),
                _ => masked.extend(self.joined(part)),
            }
        }
        if self.remembered.len() >= MOST_REMEMBERED {
            self.remembered.clear();
        }
        self.remembered.insert(letters.to_vec(), masked.clone());
        masked
    }

    /// A letter by itself: an initial, or a sign that is a word part.
    fn single(&self, letter: Letter) -> Letter {
        let size = self.alphabet.size(letter.class);
        let tweaked = self.permutation.tweaked(&tweak(b'1', &[letter.class], &[]), u128::from(size));
        let mut next = letter;
        loop {
            next.index = tweaked.next(u128::from(next.index)) as u32;
            if self.alphabet.is_member(next) {
                return next;
            }
        }
    }

    fn joined(&self, letters: &[Letter]) -> Vec<Letter> {
        let Some((first, rest)) = letters.split_first() else { return Vec::new() };
        if self.is_beside_kept(letters, rest) {
            return self.beside_kept(letters);
        }
        let mut masked = vec![self.single(*first)];
        let mut done = 1;
        while let Some(part) = letters.get(done..(done + MOST_TOGETHER).min(letters.len())) {
            if part.is_empty() {
                break;
            }
            let before = letters.get(..done).unwrap_or_default();
            let next = self.together(before, &masked, part, letters);
            masked.extend(next);
            done += part.len();
        }
        masked
    }

    /// Whether a word that stays differs from this one in its first letter alone.
    fn is_beside_kept(&self, letters: &[Letter], rest: &[Letter]) -> bool {
        let rest = indices(rest);
        let kept = self.kept_by_shape.get(&shape(letters));
        kept.is_some_and(|kept| kept.iter().any(|kept| kept.get(1..) == Some(&rest)))
    }

    /// A word beside one that stays: such words take each other's place, so that none of them becomes one
    /// that stays.
    fn beside_kept(&self, letters: &[Letter]) -> Vec<Letter> {
        let classes = shape(letters);
        let (Some(first), Some(kept)) = (letters.first(), self.kept_by_shape.get(&classes)) else {
            return letters.to_vec();
        };
        let n_first = self.alphabet.size(first.class);
        let beside = kept.iter().flat_map(|kept| {
            let rest = kept.get(1..).unwrap_or_default();
            (0..n_first)
                .map(move |first| std::iter::once(first).chain(rest.iter().copied()).collect::<Vec<u32>>())
        });
        let beside: BTreeSet<Vec<u32>> = beside.filter(|word| !kept.contains(word)).collect();
        let place = beside.iter().position(|word| *word == indices(letters));
        let tweaked = self.permutation.tweaked(&tweak(b'k', &classes, &[]), beside.len() as u128);
        let next = place.and_then(|place| beside.iter().nth(tweaked.next(place as u128) as usize));
        let Some(next) = next else { return letters.to_vec() };
        letters.iter().zip(next).map(|(letter, index)| Letter { index: *index, ..*letter }).collect()
    }

    /// Letters behind others. Words that would be read as other letters than they were made of, and those
    /// beside words that stay, are passed over, so that no two words meet. Whether a word is passed over
    /// does not depend on which letter of its class it begins with.
    fn together(
        &self,
        before: &[Letter],
        masked: &[Letter],
        part: &[Letter],
        whole: &[Letter],
    ) -> Vec<Letter> {
        let sizes: Vec<u128> =
            part.iter().map(|letter| u128::from(self.alphabet.size(letter.class))).collect();
        let size = sizes.iter().product();
        let tweaked = self.permutation.tweaked(&tweak(b'n', &shape(whole), before), size);
        let as_before = self.is_read_as(before, part);
        let is_whole = before.len() + part.len() == whole.len();
        let mut number = number_of(part, &sizes);
        loop {
            number = tweaked.next(number);
            let next = letters_of(number, part, &sizes);
            // The parts of a very long word are not looked at together.
            let is_fine = before.len() > 1
                || (self.is_read_as(masked, &next) == as_before
                    && !(is_whole && self.is_beside(masked, &next)));
            if is_fine || size == 1 {
                return next;
            }
        }
    }

    fn is_beside(&self, start: &[Letter], rest: &[Letter]) -> bool {
        let word: Vec<Letter> = start.iter().chain(rest).copied().collect();
        self.is_beside_kept(&word, rest)
    }

    /// Whether a word of these letters is read as these letters.
    fn is_read_as(&self, start: &[Letter], rest: &[Letter]) -> bool {
        let word: Vec<Letter> = start.iter().chain(rest).copied().collect();
        self.letters(&plain(&self.alphabet, &word)) == word
    }

    /// A number of as many digits. Zero in front stays zero, and nothing else becomes it.
    pub(super) fn digits(&self, digits: &str) -> String {
        let ranges = digits.bytes().enumerate().map(|(idx, digit)| match (idx, digit) {
            (0, b'0') => (b'0', 1),
            (0, _) => (b'1', 9),
            _ => (b'0', 10),
        });
        let ranges: Vec<(u8, u8)> = ranges.collect();
        self.characters(b'd', digits, &ranges)
    }

    /// As many digits, each of which may be any.
    pub(super) fn any_digits(&self, digits: &str) -> String {
        self.characters(b'p', digits, &vec![(b'0', 10); digits.len()])
    }

    /// Another day of a year, both from 0.
    pub(super) fn day(&self, day: u128, n_days: u128) -> u128 {
        self.permutation.tweaked(b"day", n_days).next(day)
    }

    /// A code of as many signs: digits stay digits, letters stay letters in their case.
    pub(super) fn code(&self, code: &str) -> String {
        let ranges: Vec<(u8, u8)> = code.bytes().map(range_of).collect();
        self.characters(b'c', code, &ranges)
    }

    /// A GUID; its version and variant stay.
    pub(super) fn guid(&self, guid: &str) -> String {
        let has_capitals = guid.bytes().any(|byte| byte.is_ascii_uppercase());
        let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| b'a' + digit as u8);
        let digits: Vec<u8> = guid.bytes().filter_map(digit).collect();
        let ranges: Vec<(u8, u8)> = digits
            .iter()
            .enumerate()
            .map(|(idx, digit)| if matches!(idx, 12 | 16) { (*digit, 1) } else { (b'a', 16) })
            .collect();
        let text = String::from_utf8(digits).unwrap_or_default();
        let masked = self.characters(b'g', &text, &ranges);
        let mut masked = masked.bytes().filter_map(|byte| char::from_digit(u32::from(byte - b'a'), 16));
        let in_case = |digit: char| if has_capitals { digit.to_ascii_uppercase() } else { digit };
        guid.chars()
            .map(|sign| if sign.is_ascii_hexdigit() { masked.next().map_or(sign, in_case) } else { sign })
            .collect()
    }

    /// Signs of ASCII, each within its range of a first sign and a size.
    fn characters(&self, kind: u8, text: &str, ranges: &[(u8, u8)]) -> String {
        let mut masked = String::with_capacity(text.len());
        let mut before = vec![kind];
        before.extend(ranges.iter().flat_map(|(first, size)| [*first, *size]));
        let bytes: Vec<u8> = text.bytes().collect();
        for (part, ranges) in bytes.chunks(MOST_TOGETHER).zip(ranges.chunks(MOST_TOGETHER)) {
            let size = ranges.iter().map(|(_, size)| u128::from(*size)).product();
            let digit = |(byte, (first, _)): (&u8, &(u8, u8))| u128::from(byte.saturating_sub(*first));
            let digits = part.iter().zip(ranges).map(digit);
            let number =
                digits.zip(ranges).fold(0, |number, (digit, (_, size))| number * u128::from(*size) + digit);
            let mut next = self.permutation.tweaked(&before, size).next(number);
            let mut signs: Vec<char> = Vec::with_capacity(part.len());
            for (first, size) in ranges.iter().rev() {
                signs.push(char::from(first + (next % u128::from(*size)) as u8));
                next /= u128::from(*size);
            }
            masked.extend(signs.iter().rev());
            before.extend(part);
        }
        masked
    }
}

/// The first sign and the size of the range that a sign of ASCII stays in.
fn range_of(byte: u8) -> (u8, u8) {
    match byte {
        b'0'..=b'9' => (b'0', 10),
        b'a'..=b'z' => (b'a', 26),
        b'A'..=b'Z' => (b'A', 26),
        _ => (byte, 1),
    }
}

fn shape(letters: &[Letter]) -> Vec<Class> {
    letters.iter().map(|letter| letter.class).collect()
}

fn indices(letters: &[Letter]) -> Vec<u32> {
    letters.iter().map(|letter| letter.index).collect()
}

fn number_of(letters: &[Letter], sizes: &[u128]) -> u128 {
    letters.iter().zip(sizes).fold(0, |number, (letter, size)| number * size + u128::from(letter.index))
}

fn letters_of(mut number: u128, like: &[Letter], sizes: &[u128]) -> Vec<Letter> {
    let mut letters = like.to_vec();
    for (letter, size) in letters.iter_mut().zip(sizes).rev() {
        letter.index = (number % size) as u32;
        number /= size;
    }
    letters
}

/// What the choice among the letters of these classes depends on, besides the letters.
fn tweak(kind: u8, classes: &[Class], before: &[Letter]) -> Vec<u8> {
    let mut tweak = vec![kind];
    let mut add = |class: Class, index: u32| {
        let (sort, number) = match class {
            Class::Fixed(character) => (0, u32::from(character)),
            Class::Listed(number) => (1, u32::from(number)),
            Class::OtherHan => (2, 0),
            Class::Syllable(kind) => (3, u32::from(kind)),
            Class::Block(block) => (4, block),
        };
        tweak.push(sort);
        tweak.extend(number.to_be_bytes());
        tweak.extend(index.to_be_bytes());
    };
    for class in classes {
        add(*class, 0);
    }
    for letter in before {
        add(letter.class, letter.index);
    }
    tweak
}
