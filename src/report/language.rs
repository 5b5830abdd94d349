//! The languages of documents, and all fixed words of each, as data in `assets/report`.
//!
//! Not the names of fields, which are the target's, nor messages of the engine, which are English.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;

/// A language in which documents are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// German.
    German,
    /// French.
    French,
    /// Dutch.
    Dutch,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::English, Self::German, Self::French, Self::Dutch];

    /// The two letters by which it is chosen.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
            Self::Dutch => "nl",
        }
    }

    /// The language of these two letters.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// Its words.
    pub fn words(self) -> &'static Words {
        match self {
            Self::English => &ENGLISH,
            Self::German => &GERMAN,
            Self::French => &FRENCH,
            Self::Dutch => &DUTCH,
        }
    }
}

static ENGLISH: LazyLock<Words> =
    LazyLock::new(|| Words::read(Language::English, include_str!("../../assets/report/en.json")));
static GERMAN: LazyLock<Words> =
    LazyLock::new(|| Words::read(Language::German, include_str!("../../assets/report/de.json")));
static FRENCH: LazyLock<Words> =
    LazyLock::new(|| Words::read(Language::French, include_str!("../../assets/report/fr.json")));
static DUTCH: LazyLock<Words> =
    LazyLock::new(|| Words::read(Language::Dutch, include_str!("../../assets/report/nl.json")));

/// The words of a language.
#[derive(Clone, Debug)]
pub struct Words {
    language: Language,
    texts: BTreeMap<String, String>,
}

impl Words {
    fn read(language: Language, text: &str) -> Self {
        let texts = serde_json::from_str(text).expect("the words are valid, which a test holds");
        Self { language, texts }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Keys and texts, by key.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(key, text)| (key.as_str(), text.as_str()))
    }

    /// The text of a key, `None` when there is none.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    /// The text of a key that is there.
    pub fn text(&self, key: &str) -> &str {
        self.find(key).unwrap_or_default()
    }

    /// The text of a key with these in place of `{0}`, `{1}` and so on.
    pub fn fill(&self, key: &str, parts: &[&str]) -> String {
        let text = filled(self.text(key), parts);
        if self.language == Language::French { contracted(&text) } else { text }
    }

    /// A text in the quotes of the language.
    pub fn quoted(&self, text: &str) -> String {
        self.fill("quoted", &[text])
    }

    /// Yes or no.
    pub fn boolean(&self, is_true: bool) -> &str {
        self.text(if is_true { "yes" } else { "no" })
    }

    /// A day as it is written in the language.
    pub fn date(&self, date: Date) -> String {
        let (year, month, day) = (date.year(), date.month(), date.day());
        match self.language {
            Language::English => {
                let name = MONTHS.get(usize::from(month.unsigned_abs()).saturating_sub(1)).unwrap_or(&"");
                format!("{day} {name} {year}")
            }
            Language::German => format!("{day:02}.{month:02}.{year}"),
            Language::French => format!("{day:02}/{month:02}/{year}"),
            Language::Dutch => format!("{day:02}-{month:02}-{year}"),
        }
    }
}

/// Written out, since English is read on both sides of the ocean.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// French articles behind `de`: `de le premier` is `du premier`, `de adresses` is `d’adresses`. Names
/// in quotes and with a capital stay as they are.
fn contracted(text: &str) -> String {
    let text = text.replace(" de le ", " du ").replace(" de les ", " des ");
    let mut pieces = text.split(" de ");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let is_vowel = piece.starts_with(|first: char| "aeiouyéèêâîô".contains(first));
        out.push_str(if is_vowel { " d’" } else { " de " });
        out.push_str(piece);
    }
    out
}

/// A text with parts in place of `{0}`, `{1}` and so on; braces in the parts stay as they are.
fn filled(text: &str, parts: &[&str]) -> String {
    let mut pieces = text.split('{');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let place =
            piece.split_once('}').and_then(|(number, rest)| Some((number.parse::<usize>().ok()?, rest)));
        if let Some((number, rest)) = place {
            out.push_str(parts.get(number).copied().unwrap_or_default());
            out.push_str(rest);
        } else {
            out.push('{');
            out.push_str(piece);
        }
    }
    out
}
