//! The case of letters in names that arrive in capitals or in small letters only.
//!
//! A few rules that hold for most names; a name in mixed case is right already.

use std::borrow::Cow;

use super::name::is_particle;
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use super::text::capitalized;

pub(super) const FUNCTIONS: &[Function] = &[Function {
    name: "name_case",
    category: Category::Names,
    signature: "name_case(text, language?) -> text",
    summary: "A name with capitals where names have them, when it arrives in capitals or in small \
              letters only. A name in mixed case stays as it is. With a language, its own letters \
              count: `tr` and `az` tell İ from I, `nl` writes IJ at the start of a name.",
    examples: &[
        Example::new("name_case(\"ANNA-MARIA VAN DER BERG\")", "\"Anna-Maria van der Berg\""),
        Example::new("name_case(\"mcdonald o'neil\")", "\"McDonald O'Neil\""),
        Example::new("name_case(\"Ann DeVries\")", "\"Ann DeVries\""),
        Example::new("name_case(\"IŞIL YILDIZ\", \"tr\")", "\"Işıl Yıldız\""),
    ],
}];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.text("name_case", name_case);
    registrar.text_text("name_case", name_case_in);
}

/// Particles with which a family name may begin when it stands alone; others, such as `LE` or `DO`,
/// are more often names themselves then.
const LEADING_PARTICLES: [&str; 14] =
    ["'t", "de", "del", "della", "den", "der", "du", "ten", "ter", "van", "vom", "von", "zu", "’t"];

/// Capitals where names have them; a text in mixed case is given back as it is.
pub fn name_case(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_uppercase) && text.contains(char::is_lowercase) {
        return Cow::Borrowed(text);
    }
    let small = text.to_lowercase();
    let words: Vec<&str> = small.split(' ').collect();
    let last = words.iter().rposition(|word| !word.is_empty()).unwrap_or(0);
    let first = words.iter().position(|word| !word.is_empty()).unwrap_or(0);
    let cased = words.iter().enumerate().map(|(index, word)| {
        if index < last && (is_small(word, index == first) || index > first && joins(&words, index)) {
            (*word).to_owned()
        } else if index > first && index == last && is_numeral(word) {
            word.to_uppercase()
        } else {
            word.split('-').map(name_part).collect::<Vec<_>>().join("-")
        }
    });
    Cow::Owned(cased.collect::<Vec<_>>().join(" "))
}

/// The same, with the letters of a language.
fn name_case_in<'t>(text: &'t str, language: &str) -> Cow<'t, str> {
    let is_mixed = text.contains(char::is_uppercase) && text.contains(char::is_lowercase);
    if is_mixed {
        return Cow::Borrowed(text);
    }
    if is_turkic(language) {
        return Cow::Owned(in_turkic(&lower_turkic(text)));
    }
    let cased = name_case(text);
    if language.split(['-', '_']).next().is_some_and(|language| language.eq_ignore_ascii_case("nl")) {
        let words: Vec<String> = cased.split(' ').map(with_dutch_digraph).collect();
        return Cow::Owned(words.join(" "));
    }
    cased
}

/// Whether the language is one that tells İ from I.
pub(super) fn is_turkic(language: &str) -> bool {
    let language = language.split(['-', '_']).next().unwrap_or_default();
    language.eq_ignore_ascii_case("tr") || language.eq_ignore_ascii_case("az")
}

/// Small letters, of which ı belongs to I and i to İ.
pub(super) fn lower_turkic(text: &str) -> String {
    text.replace('İ', "i").replace('I', "ı").to_lowercase()
}

/// Capitals, of which İ belongs to i and I to ı.
pub(super) fn upper_turkic(text: &str) -> String {
    text.replace('i', "İ").to_uppercase()
}

/// A name in small Turkish letters with its capitals.
fn in_turkic(small: &str) -> String {
    let cased = name_case(small);
    let is_aligned = cased.chars().count() == small.chars().count();
    let with_dot = |(small, cased): (char, char)| if small == 'i' && cased == 'I' { 'İ' } else { cased };
    if is_aligned { small.chars().zip(cased.chars()).map(with_dot).collect() } else { cased.into_owned() }
}

/// `IJsbrand` for `Ijsbrand`, after hyphens too.
fn with_dutch_digraph(word: &str) -> String {
    let names = word.split('-').map(|name| match name.strip_prefix("Ij") {
        Some(rest) => format!("IJ{rest}"),
        None => name.to_owned(),
    });
    names.collect::<Vec<_>>().join("-")
}

fn is_small(word: &str, is_first: bool) -> bool {
    if is_first { LEADING_PARTICLES.contains(&word) } else { word == "y" || is_particle(word) }
}

/// Words that are small before an article, as in `in 't Veld`, `op den Kamp` and `auf der Heide`.
const BEFORE_ARTICLES: [&str; 12] =
    ["aan", "am", "an", "auf", "aus", "bij", "in", "onder", "op", "over", "uit", "unter"];
const ARTICLES: [&str; 8] = ["'t", "de", "dem", "den", "der", "het", "’t", "la"];

/// Whether the word joins what stands beside it: before an article, or the Portuguese `e` in a name
/// with another Portuguese particle. Elsewhere `E` is an initial.
fn joins(words: &[&str], index: usize) -> bool {
    let word = words.get(index).copied().unwrap_or_default();
    let next = words.get(index + 1).copied().unwrap_or_default();
    let earlier = words.get(..index).unwrap_or_default();
    let is_portuguese = || earlier.iter().any(|word| matches!(*word, "da" | "das" | "do" | "dos"));
    word == "e" && is_portuguese() || BEFORE_ARTICLES.contains(&word) && ARTICLES.contains(&next)
}

fn is_numeral(word: &str) -> bool {
    matches!(word, "ii" | "iii" | "iv" | "vii" | "viii")
}

/// One part between blanks and hyphens, in small letters: every piece between full stops, and in it
/// every name between apostrophes, starts anew.
fn name_part(part: &str) -> String {
    part.split('.').map(apostrophe_part).collect::<Vec<_>>().join(".")
}

/// `O'Neil`, `D'Angelo`, but `Ta'ib` and `'t`: after an apostrophe, only a name has a capital.
fn apostrophe_part(part: &str) -> String {
    let mut result = String::with_capacity(part.len());
    for (index, piece) in part.split_inclusive(['\'', '’']).enumerate() {
        let n_letters = piece.chars().filter(|letter| letter.is_alphabetic()).count();
        if index == 0 || n_letters >= 3 {
            result.push_str(&word_case(piece));
        } else {
            result.push_str(piece);
        }
    }
    result
}

fn word_case(word: &str) -> String {
    if let Some(rest) = word.strip_prefix("mc").filter(|rest| rest.chars().count() >= 3) {
        return format!("Mc{}", capitalized(rest));
    }
    if let Some(rest) = word.strip_prefix("mac").filter(|rest| is_clan(rest)) {
        return format!("Mac{}", capitalized(rest));
    }
    let letters = word.find(char::is_alphabetic).unwrap_or(0);
    format!("{}{}", &word[..letters], capitalized(&word[letters..]))
}

/// Whether `Mac` is followed by a name of its own, as in `MacArthur` and `MacLeod`, and is not the
/// start of a name such as `Machado`, `Mackie`, `Macron` or `Macedo`.
fn is_clan(rest: &str) -> bool {
    let is_consonant = |letter: Option<char>| letter.is_some_and(|letter| !"aeiouy".contains(letter));
    let mut letters = rest.chars();
    let first = letters.next();
    let starts_clan = match first {
        Some('a') => is_consonant(letters.next()) && is_consonant(letters.next()),
        Some(letter) => "bcdfglmnpqtw".contains(letter),
        None => false,
    };
    starts_clan && rest.chars().count() >= 3
}

#[cfg(test)]
mod tests {
    use super::{name_case, name_case_in};

    #[test]
    fn names_in_one_case_get_their_capitals() {
        let check = |text: &str, expected: &str| assert_eq!(name_case(text), expected);
        check("ANN SMIT", "Ann Smit");
        check("VAN DER BERG", "van der Berg");
        check("VAN", "Van");
        check("LE VAN MINH", "Le van Minh");
        check("MARÍA DE LA CRUZ Y LÓPEZ", "María de la Cruz y López");
        check("O’BRIEN", "O’Brien");
        check("d'angelo", "D'Angelo");
        check("PINTO-DE'SILVA", "Pinto-De'Silva");
        check("'T HOOFT", "'t Hooft");
        check("TA'IB", "Ta'ib");
        check("JOHN E SMITH", "John E Smith");
        check("HANS AUF DER HEIDE", "Hans auf der Heide");
        check("AN LE", "An Le");
        check("J.R.R. TOLKIEN", "J.R.R. Tolkien");
        check("JOHN SMITH III", "John Smith III");
        check("ann (bob) smit", "Ann (Bob) Smit");
        check("МАРИЯ ИВАНОВА", "Мария Иванова");
        check("ΟΔΥΣΣΕΑΣ", "Οδυσσεας");
        check("  ANN  SMIT ", "  Ann  Smit ");
        check("北京", "北京");
        check("", "");
        check(&"A.".repeat(100_000), &"A.".repeat(100_000));
        check(&"ABC'".repeat(100_000), &"Abc'".repeat(100_000));
    }

    #[test]
    fn clans_are_told_from_other_names_with_mac() {
        let check = |text: &str, expected: &str| assert_eq!(name_case(text), expected);
        check("MCDONALD", "McDonald");
        check("MCX", "Mcx");
        for clan in ["MacArthur", "MacDonald", "MacLeod", "MacPherson", "MacAllister"] {
            check(&clan.to_uppercase(), clan);
        }
        for other in ["Machado", "Macedo", "Macron", "Mack", "Mackie", "Macaluso", "Macy", "Macias"] {
            check(&other.to_uppercase(), other);
        }
    }

    #[test]
    fn languages_have_their_own_letters() {
        let check = |text: &str, language: &str, expected: &str| {
            assert_eq!(name_case_in(text, language), expected);
        };
        check("İBRAHİM ILGAZ", "tr-TR", "İbrahim Ilgaz");
        check("ibrahim ılgaz", "TR", "İbrahim Ilgaz");
        check("IJSBRAND VAN IJZENDOORN", "nl", "IJsbrand van IJzendoorn");
        check("IJAZ KHAN", "en", "Ijaz Khan");
        check("Ijaz Khan", "nl", "Ijaz Khan");
    }

    #[test]
    fn mixed_case_is_left_alone() {
        assert_eq!(name_case("Ann de Vries-MacHale"), "Ann de Vries-MacHale");
    }
}
