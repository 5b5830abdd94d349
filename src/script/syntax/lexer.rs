//! Cuts a script into tokens as rhai does, but keeps comments and blanks and goes on after anything
//! that is wrong.
//!
//! The lexer of the engine drops comments and stops at errors, so this one reads by itself.

use crate::script::syntax::cursor::Cursor;
use crate::script::syntax::{KEYWORDS, Token, TokenKind};

/// The tokens of a script in order: together they are the whole text. Takes time in proportion to
/// the text; a string or comment that does not end goes to the end of its line or of the text.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer { cursor: Cursor::new(text), follows_dot: false, open_braces: Vec::new() };
    while let Some(first) = lexer.cursor.peek() {
        lexer.token(first);
    }
    lexer.cursor.finish()
}

struct Lexer<'a> {
    cursor: Cursor<'a>,
    /// The last token that counts is `.` or `?.`: a name that follows is a property or a method.
    follows_dot: bool,
    /// For every `${` that is open, the number of `{` open inside it.
    open_braces: Vec<usize>,
}

/// Operators and punctuation of more than one character, the longer ones first.
const LONG_OPERATORS: &[&str] = &[
    "===", "!==", "...", "..=", "<<=", ">>=", "**=", "?.", "??", "..", "==", "!=", "<=", ">=", "&&", "||",
    "<<", ">>", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=", "**", "=>", "->", "::", "++", "--", ":=",
];

impl Lexer<'_> {
    fn token(&mut self, first: char) {
        let start = self.cursor.position();
        match first {
            _ if first.is_whitespace() => {
                self.cursor.eat_while(char::is_whitespace);
                self.cursor.note(TokenKind::Blank, start);
            }
            '/' if self.cursor.eat("//") => {
                self.cursor.eat_while(|next| next != '\n');
                self.cursor.note(TokenKind::Comment, start);
            }
            '/' if self.cursor.eat("/*") => self.block_comment(start),
            '"' => self.string(start),
            '\'' => self.character(start),
            '`' => {
                self.cursor.bump();
                self.template(start);
            }
            '#' => self.hash(start),
            '0'..='9' => self.number(start),
            _ if is_name_start(first) => self.name(start),
            '(' | ')' | '[' | ']' | '{' | '}' => self.bracket(start, first),
            _ => self.operator(start, first),
        }
    }

    /// Notes a token that counts.
    fn note(&mut self, kind: TokenKind, start: usize) {
        self.follows_dot = false;
        self.cursor.note(kind, start);
    }

    /// Block comments nest.
    fn block_comment(&mut self, start: usize) {
        let mut depth = 1_usize;
        while depth > 0 && self.cursor.peek().is_some() {
            if self.cursor.eat("/*") {
                depth += 1;
            } else if self.cursor.eat("*/") {
                depth -= 1;
            } else {
                self.cursor.bump();
            }
        }
        self.cursor.note(TokenKind::Comment, start);
    }

    /// A string in double quotes ends with the line, unless a backslash stands at its end.
    fn string(&mut self, start: usize) {
        self.cursor.bump();
        while let Some(next) = self.cursor.peek().filter(|next| *next != '\n') {
            self.cursor.bump();
            match next {
                '\\' => {
                    self.cursor.eat("\r");
                    self.cursor.bump();
                }
                '"' if !self.cursor.eat("\"") => break,
                _ => {}
            }
        }
        self.note(TokenKind::Text, start);
    }

    fn character(&mut self, start: usize) {
        self.cursor.bump();
        while let Some(next) = self.cursor.peek().filter(|next| *next != '\n') {
            self.cursor.bump();
            match next {
                '\\' if self.cursor.peek() != Some('\n') => {
                    self.cursor.bump();
                }
                '\'' => break,
                _ => {}
            }
        }
        self.note(TokenKind::Character, start);
    }

    /// The text of a back-tick string up to its end or up to `${`, after which code follows.
    fn template(&mut self, start: usize) {
        while let Some(next) = self.cursor.peek() {
            if self.cursor.rest().starts_with("${") {
                self.note(TokenKind::Text, start);
                let brace = self.cursor.position();
                self.cursor.eat("${");
                self.note(TokenKind::InterpolationStart, brace);
                self.open_braces.push(0);
                return;
            }
            if self.cursor.eat("\\${") {
                continue;
            }
            self.cursor.bump();
            if next == '`' && !self.cursor.eat("`") {
                break;
            }
        }
        self.note(TokenKind::Text, start);
    }

    /// `#{`, a raw string such as `#"a"#`, or a stray `#`.
    fn hash(&mut self, start: usize) {
        self.cursor.eat_while(|next| next == '#');
        let hashes = self.cursor.since(start);
        match self.cursor.peek() {
            Some('"') => {
                self.cursor.bump();
                let end = format!("\"{hashes}");
                while self.cursor.peek().is_some() && !self.cursor.eat(&end) {
                    self.cursor.bump();
                }
                self.note(TokenKind::Text, start);
            }
            Some('{') if hashes.len() == 1 => self.bracket(start, '{'),
            _ => self.note(TokenKind::Other, start),
        }
    }

    fn bracket(&mut self, start: usize, bracket: char) {
        self.cursor.bump();
        match (bracket, self.open_braces.last_mut()) {
            ('{', Some(open)) => *open += 1,
            ('}', Some(0)) => {
                self.open_braces.pop();
                self.note(TokenKind::InterpolationEnd, start);
                return self.template(self.cursor.position());
            }
            ('}', Some(open)) => *open -= 1,
            _ => {}
        }
        self.note(TokenKind::Bracket, start);
    }

    fn operator(&mut self, start: usize, first: char) {
        if self.cursor.eat("?[") {
            return self.note(TokenKind::Bracket, start);
        }
        if self.is_not_in() {
            self.cursor.eat("!in");
            return self.note(TokenKind::Operator, start);
        }
        if !LONG_OPERATORS.iter().any(|operator| self.cursor.eat(operator)) {
            self.cursor.bump();
        }
        let kind = match first {
            _ if self.cursor.since(start).len() > 1 => TokenKind::Operator,
            ',' | ';' | ':' => TokenKind::Punctuation,
            '.' | '+' | '-' | '*' | '/' | '%' | '=' | '!' | '<' | '>' | '&' | '|' | '^' | '?' | '~' => {
                TokenKind::Operator
            }
            _ => TokenKind::Other,
        };
        self.note(kind, start);
        self.follows_dot = matches!(self.cursor.since(start), "." | "?.");
    }

    fn is_not_in(&self) -> bool {
        let behind = self.cursor.rest().strip_prefix("!in");
        behind.is_some_and(|behind| !behind.starts_with(is_name_part))
    }

    fn number(&mut self, start: usize) {
        if ["0x", "0X", "0b", "0B", "0o", "0O"].into_iter().any(|prefix| self.cursor.eat(prefix)) {
            self.cursor.eat_while(|next| next.is_ascii_hexdigit() || next == '_');
            return self.note(TokenKind::Number, start);
        }
        self.digits();
        if self.cursor.peek() == Some('.') && self.cursor.peek_second().is_some_and(ends_whole_part) {
            self.cursor.bump();
            self.digits();
        }
        if let Some('e' | 'E') = self.cursor.peek() {
            match self.cursor.peek_second() {
                Some('+' | '-') => {
                    self.cursor.bump();
                    self.cursor.bump();
                    self.digits();
                }
                Some('0'..='9') => {
                    self.cursor.bump();
                    self.digits();
                }
                _ => {}
            }
        }
        self.note(TokenKind::Number, start);
    }

    fn digits(&mut self) {
        self.cursor.eat_while(|next| next.is_ascii_digit() || next == '_');
    }

    fn name(&mut self, start: usize) {
        self.cursor.eat_while(is_name_part);
        let name = self.cursor.since(start);
        let kind = if !self.follows_dot && KEYWORDS.binary_search(&name).is_ok() {
            TokenKind::Keyword
        } else if self.is_called() {
            TokenKind::Function
        } else if self.follows_dot {
            TokenKind::Property
        } else {
            TokenKind::Name
        };
        self.note(kind, start);
    }

    fn is_called(&self) -> bool {
        let rest = self.cursor.rest().trim_start_matches([' ', '\t']);
        rest.strip_prefix('!').unwrap_or(rest).starts_with('(')
    }
}

/// Whether a dot behind digits, before this character, belongs to the number.
fn ends_whole_part(next: char) -> bool {
    next.is_ascii_digit() || !(next.is_alphabetic() || matches!(next, '_' | '.'))
}

fn is_name_start(character: char) -> bool {
    character.is_alphabetic() || character == '_'
}

fn is_name_part(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}
