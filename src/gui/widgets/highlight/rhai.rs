//! The pieces of a script.
//!
//! The script engine's own lexer drops comments and stops at errors, so this one reads by itself.

use crate::gui::widgets::highlight::scanner::Scanner;
use crate::gui::widgets::highlight::{Token, TokenKind};

const KEYWORDS: &[&str] = &[
    "as", "break", "catch", "const", "continue", "do", "else", "export", "false", "fn", "for", "global",
    "if", "import", "in", "let", "loop", "private", "return", "switch", "this", "throw", "true", "try",
    "until", "while",
];

/// The names under which a script finds what it is given.
const GIVEN_NAMES: &[&str] = &[
    "user",
    "group",
    "enterprise",
    "custom",
    "person",
    "organization",
    "site",
    "groups",
    "vars",
    "now",
    "is_new",
];

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer { scanner: Scanner::new(text), follows_dot: false, open_braces: Vec::new() };
    while lexer.scanner.peek().is_some() {
        lexer.piece();
    }
    lexer.scanner.finish()
}

struct Lexer<'a> {
    scanner: Scanner<'a>,
    /// The next name is an attribute: the piece before it was `.` or `?.`.
    follows_dot: bool,
    /// For every `${` that is open, the number of `{` open inside it.
    open_braces: Vec<usize>,
}

impl Lexer<'_> {
    fn piece(&mut self) {
        let start = self.scanner.position();
        let Some(first) = self.scanner.peek() else { return };
        match first {
            '/' if self.scanner.eat("//") => {
                self.scanner.eat_line();
                self.scanner.note(TokenKind::Comment, start);
            }
            '/' if self.scanner.eat("/*") => self.block_comment(start),
            '"' => self.string(start),
            '\'' => self.character(start),
            '`' => {
                self.scanner.bump();
                self.template(start);
            }
            '#' if self.is_raw_string() => self.raw_string(start),
            '0'..='9' => self.number(start),
            _ if is_name_start(first) => self.name(start),
            '(' | ')' | '[' | ']' | '{' | '}' => self.bracket(start, first),
            _ => self.other(first),
        }
    }

    /// Whitespace, operators and punctuation.
    fn other(&mut self, first: char) {
        self.scanner.bump();
        match first {
            '.' => self.follows_dot = !self.scanner.eat("."),
            _ if first.is_whitespace() => {}
            _ => self.follows_dot = false,
        }
    }

    fn bracket(&mut self, start: usize, bracket: char) {
        self.scanner.bump();
        self.follows_dot = false;
        self.scanner.note(TokenKind::Bracket, start);
        match (bracket, self.open_braces.last_mut()) {
            ('{', Some(open)) => *open += 1,
            ('}', Some(0)) => {
                self.open_braces.pop();
                self.template(self.scanner.position());
            }
            ('}', Some(open)) => *open -= 1,
            _ => {}
        }
    }

    /// Block comments nest.
    fn block_comment(&mut self, start: usize) {
        let mut depth = 1;
        while depth > 0 && self.scanner.peek().is_some() {
            if self.scanner.eat("/*") {
                depth += 1;
            } else if self.scanner.eat("*/") {
                depth -= 1;
            } else {
                self.scanner.bump();
            }
        }
        self.scanner.note(TokenKind::Comment, start);
    }

    /// A string in double quotes ends with the line, unless a backslash stands at its end.
    fn string(&mut self, start: usize) {
        self.scanner.bump();
        loop {
            match self.scanner.peek() {
                Some('\\') => {
                    self.scanner.bump();
                    self.scanner.bump();
                }
                Some('"') => {
                    self.scanner.bump();
                    break;
                }
                Some('\n') | None => break,
                Some(_) => {
                    self.scanner.bump();
                }
            }
        }
        self.end_value(TokenKind::Text, start);
    }

    fn character(&mut self, start: usize) {
        self.scanner.bump();
        if self.scanner.peek() == Some('\\') {
            self.scanner.bump();
        }
        self.scanner.eat_while(|character| character != '\'' && character != '\n');
        self.scanner.eat("'");
        self.end_value(TokenKind::Text, start);
    }

    /// The text of a back-tick string up to its end or up to `${`, after which code follows.
    fn template(&mut self, start: usize) {
        loop {
            if self.scanner.starts_with("${") {
                self.scanner.note(TokenKind::Text, start);
                let brace = self.scanner.position();
                self.scanner.eat("${");
                self.scanner.note(TokenKind::Bracket, brace);
                self.keep_brace_only();
                self.open_braces.push(0);
                return;
            }
            match self.scanner.bump() {
                Some('`') if self.scanner.eat("`") => {}
                Some('`') | None => break,
                Some(_) => {}
            }
        }
        self.end_value(TokenKind::Text, start);
    }

    /// The bracket noted last was `${`; only its brace can have a partner.
    fn keep_brace_only(&mut self) {
        if let Some(token) = self.scanner.last_mut() {
            token.range.start += 1;
        }
    }

    fn is_raw_string(&self) -> bool {
        self.scanner.rest().trim_start_matches('#').starts_with('"')
    }

    fn raw_string(&mut self, start: usize) {
        self.scanner.eat_while(|character| character == '#');
        let hashes = self.scanner.since(start).to_owned();
        self.scanner.bump();
        let end = format!("\"{hashes}");
        while self.scanner.peek().is_some() && !self.scanner.eat(&end) {
            self.scanner.bump();
        }
        self.end_value(TokenKind::Text, start);
    }

    fn number(&mut self, start: usize) {
        let radix = ["0x", "0X", "0b", "0B", "0o", "0O"].into_iter().any(|prefix| self.scanner.eat(prefix));
        if radix {
            self.scanner.eat_while(|character| character.is_ascii_hexdigit() || character == '_');
            return self.end_value(TokenKind::Number, start);
        }
        self.digits();
        if self.scanner.peek() == Some('.')
            && self.scanner.peek_second().is_some_and(|next| next.is_ascii_digit())
        {
            self.scanner.bump();
            self.digits();
        }
        let exponent = ["e+", "e-", "E+", "E-", "e", "E"].into_iter().find(|prefix| {
            let after = self.scanner.rest().strip_prefix(prefix).unwrap_or_default();
            after.starts_with(|character: char| character.is_ascii_digit())
        });
        if let Some(prefix) = exponent {
            self.scanner.eat(prefix);
            self.digits();
        }
        self.end_value(TokenKind::Number, start);
    }

    fn digits(&mut self) {
        self.scanner.eat_while(|character| character.is_ascii_digit() || character == '_');
    }

    fn name(&mut self, start: usize) {
        self.scanner.eat_while(is_name_part);
        let name = self.scanner.since(start);
        let is_attribute = std::mem::take(&mut self.follows_dot);
        if self.is_called() && (is_attribute || !KEYWORDS.contains(&name)) {
            self.scanner.note(TokenKind::Function, start);
        } else if is_attribute {
            // An attribute keeps the plain colour, whatever it is called.
        } else if KEYWORDS.contains(&name) {
            self.scanner.note(TokenKind::Keyword, start);
        } else if GIVEN_NAMES.contains(&name) {
            self.scanner.note(TokenKind::Variable, start);
        }
    }

    fn is_called(&self) -> bool {
        let rest = self.scanner.rest();
        rest.strip_prefix('!').unwrap_or(rest).starts_with('(')
            || rest.trim_start_matches(' ').starts_with('(')
    }

    fn end_value(&mut self, kind: TokenKind, start: usize) {
        self.follows_dot = false;
        self.scanner.note(kind, start);
    }
}

fn is_name_start(character: char) -> bool {
    character.is_alphabetic() || character == '_'
}

fn is_name_part(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}
