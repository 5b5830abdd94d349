//! The pieces of JSON.

use crate::gui::widgets::highlight::scanner::Scanner;
use crate::gui::widgets::highlight::{Token, TokenKind};

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut scanner = Scanner::new(text);
    while let Some(first) = scanner.peek() {
        let start = scanner.position();
        match first {
            '"' => string(&mut scanner),
            '-' | '0'..='9' => {
                scanner.eat_while(|character| {
                    character.is_ascii_digit() || matches!(character, '-' | '+' | '.' | 'e' | 'E')
                });
                scanner.note(TokenKind::Number, start);
            }
            '{' | '}' | '[' | ']' => {
                scanner.bump();
                scanner.note(TokenKind::Bracket, start);
            }
            _ if first.is_alphabetic() => {
                scanner.eat_while(char::is_alphanumeric);
                if matches!(scanner.since(start), "true" | "false" | "null") {
                    scanner.note(TokenKind::Keyword, start);
                }
            }
            _ => {
                scanner.bump();
            }
        }
    }
    scanner.finish()
}

/// A string is a key when a colon follows it; one without an end stops at the end of the line.
fn string(scanner: &mut Scanner<'_>) {
    let start = scanner.position();
    scanner.bump();
    loop {
        match scanner.peek() {
            Some('\\') => {
                scanner.bump();
                if scanner.peek() != Some('\n') {
                    scanner.bump();
                }
            }
            Some('"') => {
                scanner.bump();
                break;
            }
            Some('\n') | None => break,
            Some(_) => {
                scanner.bump();
            }
        }
    }
    let is_key = scanner.rest().trim_start().starts_with(':');
    scanner.note(if is_key { TokenKind::Function } else { TokenKind::Text }, start);
}
