//! A text as words, numbers and what stands between them.

use unicode_normalization::char::is_combining_mark;

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextPart<'t> {
    /// Letters with their marks.
    Word(&'t str),
    /// Digits 0 to 9.
    Digits(&'t str),
    /// What is neither.
    Between(&'t str),
}

/// The pieces of a text, which together are the text.
pub(super) fn parts(text: &str) -> Vec<TextPart<'_>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut kind = None;
    for (at, character) in text.char_indices() {
        let next = kind_of(character, kind);
        if kind.is_some_and(|kind| kind != next) {
            parts.extend(part(text, start, at, kind));
            start = at;
        }
        kind = Some(next);
    }
    parts.extend(part(text, start, text.len(), kind));
    parts
}

/// A text cut at blanks and brackets; what cuts stands between, each by itself.
pub(super) fn chunks(text: &str) -> Vec<&str> {
    let mut chunks = Vec::new();
    let mut start = 0;
    for (at, character) in text.char_indices() {
        if character.is_whitespace() || "<>,;\"()[]{}|".contains(character) {
            chunks.extend(text.get(start..at).filter(|chunk| !chunk.is_empty()));
            let end = at + character.len_utf8();
            chunks.extend(text.get(at..end));
            start = end;
        }
    }
    chunks.extend(text.get(start..).filter(|chunk| !chunk.is_empty()));
    chunks
}

/// Whether a text is a GUID, with or without braces.
pub(super) fn is_guid(text: &str) -> bool {
    let inner = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).unwrap_or(text);
    let groups: Vec<&str> = inner.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    lengths == [8, 4, 4, 4, 12]
        && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Whether a text is a code in which letters and digits take turns, such as `00u1a2b3c4D5`.
pub(super) fn is_code(text: &str) -> bool {
    let is_alphanumeric = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_+/=-".contains(&byte));
    let digits: Vec<bool> = text.bytes().map(|byte| byte.is_ascii_digit()).collect();
    let n_turns = digits.windows(2).filter(|pair| pair.first() != pair.last()).count();
    is_alphanumeric && text.len() >= 8 && n_turns >= 3 && !text.contains('-')
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Digits,
    Between,
}

fn kind_of(character: char, before: Option<Kind>) -> Kind {
    match character {
        '0'..='9' => Kind::Digits,
        _ if is_combining_mark(character) && before == Some(Kind::Word) => Kind::Word,
        _ if character.is_alphabetic() => Kind::Word,
        _ => Kind::Between,
    }
}

fn part(text: &str, start: usize, end: usize, kind: Option<Kind>) -> Option<TextPart<'_>> {
    let piece = text.get(start..end)?;
    Some(match kind? {
        Kind::Word => TextPart::Word(piece),
        Kind::Digits => TextPart::Digits(piece),
        Kind::Between => TextPart::Between(piece),
    })
}
