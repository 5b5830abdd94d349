//! A piece of a script and what it is.
//!
//! Not how a script is cut, which `lexer` knows.

use std::ops::Range;

/// What a piece of a script is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word of the language, such as `let`; also `true` and `false`.
    Keyword,
    /// A name by itself: a variable, a parameter, a key of a map.
    Name,
    /// The name after `.` or `?.` that is not called.
    Property,
    /// The name of a function where it is called or defined, and of a method.
    Function,
    /// A number.
    Number,
    /// A string, or a part of one between interpolations, with the quotes that it has.
    Text,
    /// `${` in a back-tick string.
    InterpolationStart,
    /// The `}` that ends an interpolation.
    InterpolationEnd,
    /// A character in single quotes.
    Character,
    /// An operator, also `.`, `?.`, `..` and `=>`.
    Operator,
    /// `,`, `;` and `:`.
    Punctuation,
    /// `(`, `)`, `[`, `]`, `{`, `}`, `#{` or `?[`.
    Bracket,
    /// A comment with its marks, without the end of the line.
    Comment,
    /// Blanks and ends of lines, as many as stand together.
    Blank,
    /// A character that has no meaning in scripts.
    Other,
}

/// A piece of a script. Never empty; starts and ends on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it starts, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
}

impl Token {
    /// Where it is, in bytes.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The piece of the script it was cut from; empty for another script.
    pub fn text(self, script: &str) -> &str {
        script.get(self.range()).unwrap_or_default()
    }

    /// Whether it counts for the meaning of the script.
    pub fn is_significant(self) -> bool {
        !matches!(self.kind, TokenKind::Blank | TokenKind::Comment)
    }

    /// Whether it is a name of any kind.
    pub fn is_name(self) -> bool {
        matches!(self.kind, TokenKind::Name | TokenKind::Property | TokenKind::Function)
    }
}

/// The words of the language, sorted.
pub const KEYWORDS: &[&str] = &[
    "as", "break", "catch", "const", "continue", "do", "else", "export", "false", "fn", "for", "global",
    "if", "import", "in", "let", "loop", "private", "return", "switch", "this", "throw", "true", "try",
    "until", "while",
];

/// The index of the token that holds the byte `offset`, which counts to the token that starts there.
pub fn token_at(tokens: &[Token], offset: usize) -> Option<usize> {
    let after = tokens.partition_point(|token| token.start <= offset);
    let idx = after.checked_sub(1)?;
    tokens.get(idx).filter(|token| offset < token.end).map(|_| idx)
}

/// The index of the nearest token before `idx` that is neither blank nor a comment.
pub fn significant_before(tokens: &[Token], idx: usize) -> Option<usize> {
    tokens.get(..idx)?.iter().rposition(|token| token.is_significant())
}

/// Whether a text can be the name of a variable or function: ASCII letters, digits and `_`, with a
/// letter in front of the first digit, and no word of the language.
pub fn is_name(text: &str) -> bool {
    let mut rest = text.trim_start_matches('_').chars();
    rest.next().is_some_and(|first| first.is_ascii_alphabetic())
        && rest.all(|character| character.is_ascii_alphanumeric() || character == '_')
        && KEYWORDS.binary_search(&text).is_err()
}
