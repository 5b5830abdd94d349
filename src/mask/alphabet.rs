//! Which letters may take each other's place: those of one script and of one kind.
//!
//! Not how letters with marks are taken apart, which `latin` and `word` do.

use std::collections::HashMap;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::mask::han::COMMON_HAN;

/// Letters that take each other's place, small ones. Vowels stay vowels, so that a masked name can be
/// pronounced; letters that carry the same marks stand together.
const CLASSES: &[&str] = &[
    // Latin.
    "aou",
    "eiy",
    "clnrsz",
    "dghjkt",
    "bfmpvw",
    "qx",
    "þð",
    "ŋ",
    "ə",
    // Greek; ς is σ at the end of a word.
    "αεηιουω",
    "βγδζθκλμνξπρστφχψ",
    // Cyrillic. Letters that only some of its languages have stay among themselves.
    "аоуие",
    "эы",
    "юя",
    "іє",
    "ї",
    "й",
    "ё",
    "ъ",
    "ь",
    "ў",
    "бвгджзклмнпрстф",
    "хцчшщ",
    "љњћђџј",
    "әіңғүұқөһ",
    // Armenian and Georgian.
    "աեէըիոօ",
    "բգդզթժլխծկհձղճմյնշչպջռսվտրցփքֆ",
    "აეიოუ",
    "ბგდვზთკლმნპჟრსტფქღყშჩცძწჭხჯჰ",
    // Hebrew, with the letters that stand at the end of a word.
    "אבגדהוזחטיכלמנסעפצקרשת",
    "ךםןףץ",
    // Arabic and the letters of Persian and Urdu. The carriers of vowels stay as they are.
    "بتثجحخدذرزسشصضطظعغفقكلمنه",
    "پچژگکی",
    "ا",
    "و",
    "ي",
    "ى",
    "ة",
    "ء",
    "أ",
    "إ",
    "آ",
    "ؤ",
    "ئ",
    // Devanagari, Bengali, Tamil, Telugu, Thai: consonants and vowels that stand alone.
    "कखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह",
    "अआइईउऊएऐओऔ",
    "কখগঘচছজঝটঠডঢণতথদধনপফবভমযরলশষসহ",
    "অআইঈউঊএঐওঔ",
    "கஙசஞடணதநபமயரலவழளறன",
    "அஆஇஈஉஊஎஏஐஒஓ",
    "కఖగఘచఛజఝటఠడఢణతథదధనపఫబభమయరలవశషసహ",
    "అఆఇఈఉఊఎఏఐఒఓ",
    "กขคฆงจฉชซญฎฐณดตถทธนบปผฝพฟภมยรลวศษสหอฮ",
];

/// Letters of which each is a word part by itself, since names in them are written without blanks
/// between family name and given name.
const LETTERS_ALONE: &[&str] = &[
    "かきくけこさしすせそたちつてとはひふへほ",
    "がぎぐげござじずぜぞだぢづでどばびぶべぼ",
    "ぱぴぷぺぽ",
    "あいうえおなにぬねのまみむめもやゆよらりるれろわ",
    "カキクケコサシスセソタチツテトハヒフヘホ",
    "ガギグゲゴザジズゼゾダヂヅデドバビブベボ",
    "パピプペポ",
    "アイウエオナニヌネノマミムメモヤユヨラリルレロワ",
];

/// Signs that are letters to Unicode and stay as they are: marks of length and repetition.
/// Thai vowels that are written beside their consonant are among them.
const SIGNS: &str = "ะาำเแโใไๅๆฯฤฦーヽヾゝゞ々〆〱ـۀᅟᅠʼʻʹʾʿ";

/// So many signs of a script that has no class here are looked at together.
const BLOCK: u32 = 32;
/// The ideographs in use.
const HAN: std::ops::RangeInclusive<u32> = 0x4e00..=0x9fff;
const HANGUL: std::ops::RangeInclusive<u32> = 0xac00..=0xd7a3;
/// Finals that Korean names have: g, n, l, m, b, s, ng.
const COMMON_FINALS: [u32; 7] = [1, 4, 8, 16, 17, 19, 21];
const N_VOWELS: u32 = 21;
const N_FINALS: u32 = 28;
const N_INITIALS: u32 = 19;

/// A letter as a place among those that may take its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Letter {
    pub class: Class,
    /// Its place, below the size of the class.
    pub index: u32,
}

/// Letters that may take each other's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Class {
    /// One that stays as it is.
    Fixed(char),
    /// One of the classes that are listed.
    Listed(u16),
    /// The ideographs that are not listed.
    OtherHan,
    /// Korean syllables without a final, with a common one, with a rare one.
    Syllable(u8),
    /// Letters of another script near this code point.
    Block(u32),
}

/// All letters.
#[derive(Clone, Debug)]
pub(super) struct Alphabet {
    classes: Vec<Vec<char>>,
    places: HashMap<char, Letter, ahash::RandomState>,
    /// Classes from this one on are of letters that are masked one by one.
    first_alone: u16,
}

impl Alphabet {
    pub(super) fn new() -> Self {
        let mut alphabet =
            Self { classes: Vec::new(), places: HashMap::default(), first_alone: CLASSES.len() as u16 };
        for letters in CLASSES.iter().chain(LETTERS_ALONE).chain([&COMMON_HAN]) {
            alphabet.add(letters);
        }
        alphabet
    }

    fn add(&mut self, letters: &str) {
        let class = Class::Listed(self.classes.len() as u16);
        let mut listed = Vec::new();
        for letter in letters.chars().filter(|letter| !letter.is_whitespace()) {
            if let std::collections::hash_map::Entry::Vacant(place) = self.places.entry(letter) {
                place.insert(Letter { class, index: listed.len() as u32 });
                listed.push(letter);
            }
        }
        self.classes.push(listed);
    }

    /// The place of a small letter that is listed.
    pub(super) fn listed(&self, letter: char) -> Option<Letter> {
        self.places.get(&letter).copied()
    }

    /// The place of any small letter.
    pub(super) fn letter(&self, letter: char) -> Letter {
        let code = u32::from(letter);
        if let Some(listed) = self.listed(letter) {
            return listed;
        }
        if is_combining_mark(letter) || SIGNS.contains(letter) || !letter.is_alphabetic() {
            return Letter { class: Class::Fixed(letter), index: 0 };
        }
        if HANGUL.contains(&code) {
            return syllable(code - HANGUL.start());
        }
        if HAN.contains(&code) {
            return Letter { class: Class::OtherHan, index: code - HAN.start() };
        }
        let block = Class::Block(code / BLOCK);
        let place = self.in_block(code / BLOCK).position(|other| other == letter);
        place.map_or(Letter { class: Class::Fixed(letter), index: 0 }, |place| Letter {
            class: block,
            index: place as u32,
        })
    }

    /// How many letters there are in a class; those of `OtherHan` that are listed count as well.
    pub(super) fn size(&self, class: Class) -> u32 {
        match class {
            Class::Fixed(_) => 1,
            Class::Listed(class) => {
                self.classes.get(usize::from(class)).map_or(1, |class| class.len() as u32)
            }
            Class::OtherHan => HAN.end() - HAN.start() + 1,
            Class::Syllable(kind) => N_INITIALS * N_VOWELS * finals(kind).count() as u32,
            Class::Block(block) => self.in_block(block).count() as u32,
        }
    }

    /// The letter at a place.
    pub(super) fn character(&self, letter: Letter) -> char {
        let found = match letter.class {
            Class::Fixed(character) => Some(character),
            Class::Listed(class) => self
                .classes
                .get(usize::from(class))
                .and_then(|class| class.get(letter.index as usize))
                .copied(),
            Class::OtherHan => char::from_u32(HAN.start() + letter.index),
            Class::Syllable(kind) => {
                let n_finals = finals(kind).count() as u32;
                let last = finals(kind).nth((letter.index % n_finals) as usize).unwrap_or_default();
                char::from_u32(HANGUL.start() + letter.index / n_finals * N_FINALS + last)
            }
            Class::Block(block) => self.in_block(block).nth(letter.index as usize),
        };
        found.unwrap_or('\u{fffd}')
    }

    /// Whether a letter is masked by itself, without regard to its neighbours.
    pub(super) fn is_alone(&self, class: Class) -> bool {
        match class {
            Class::Listed(class) => class >= self.first_alone,
            Class::OtherHan | Class::Syllable(_) => true,
            Class::Fixed(_) | Class::Block(_) => false,
        }
    }

    /// Whether a letter may stand in the place of another one of its class.
    pub(super) fn is_member(&self, letter: Letter) -> bool {
        letter.class != Class::OtherHan || self.listed(self.character(letter)).is_none()
    }

    fn in_block(&self, block: u32) -> impl Iterator<Item = char> {
        let letters = (block * BLOCK..(block + 1) * BLOCK).filter_map(char::from_u32);
        letters.filter(|letter| {
            letter.is_alphabetic()
                && !letter.is_uppercase()
                && !is_combining_mark(*letter)
                && !self.places.contains_key(letter)
                && !SIGNS.contains(*letter)
                && is_whole(*letter)
        })
    }
}

fn syllable(code: u32) -> Letter {
    let last = code % N_FINALS;
    let kind = if last == 0 { 0 } else { 1 + u8::from(!COMMON_FINALS.contains(&last)) };
    let n_finals = finals(kind).count() as u32;
    let place = finals(kind).position(|other| other == last).unwrap_or_default() as u32;
    Letter { class: Class::Syllable(kind), index: code / N_FINALS * n_finals + place }
}

fn finals(kind: u8) -> impl Iterator<Item = u32> {
    (0..N_FINALS).filter(move |last| match kind {
        0 => *last == 0,
        1 => COMMON_FINALS.contains(last),
        _ => *last != 0 && !COMMON_FINALS.contains(last),
    })
}

/// Whether Unicode does not take it apart.
fn is_whole(letter: char) -> bool {
    let mut n_parts = 0;
    decompose_canonical(letter, |_| n_parts += 1);
    n_parts == 1
}
