//! The pieces into which scripts and JSON are cut.

use proptest::prelude::{any, prop_assert, proptest};
use scimwright::gui::widgets::{Language, Token, TokenKind, tokens_of};

fn letter(kind: TokenKind) -> char {
    match kind {
        TokenKind::Keyword => 'k',
        TokenKind::Text => 't',
        TokenKind::Number => 'n',
        TokenKind::Comment => 'c',
        TokenKind::Function => 'f',
        TokenKind::Variable => 'v',
        TokenKind::Bracket => 'b',
    }
}

/// Below every character of the text, the letter of its piece; `.` where it is plain.
#[track_caller]
fn check(language: Language, text: &str, expected: &str) {
    let mut letters: Vec<char> = text.chars().map(|_| '.').collect();
    for Token { kind, range } in tokens_of(language, text) {
        let start = text[..range.start].chars().count();
        for place in letters.iter_mut().skip(start).take(text[range].chars().count()) {
            *place = letter(kind);
        }
    }
    assert_eq!(letters.into_iter().collect::<String>(), expected, "\n{text}");
}

#[track_caller]
fn check_rhai(text: &str, expected: &str) {
    check(Language::Rhai, text, expected);
}

#[test]
fn scripts_have_keywords_names_and_calls() {
    check_rhai("let a = user.title;", "kkk.....vvvv.......");
    check_rhai("user.user ?? vars.now", "vvvv.........vvvv....");
    check_rhai("user?.trimmed()", "vvvv..fffffffbb");
    check_rhai("if (true) {}", "kk.bkkkkb.bb");
    check_rhai("find_person (x)", "fffffffffff.b.b");
    check_rhai("enterprise\n  .manager", "vvvvvvvvvv...........");
    check_rhai("1..now", "n..vvv");
    check_rhai("x.if", "....");
}

#[test]
fn scripts_have_numbers() {
    check_rhai("1_000 + 2.5e-3", "nnnnn...nnnnnn");
    check_rhai("0xff.foo()", "nnnn.fffbb");
    check_rhai("42.max(3)", "nn.fffbnb");
    check_rhai("a1 e5", ".....");
}

#[test]
fn scripts_have_comments() {
    check_rhai("a // user", "..ccccccc");
    check_rhai("/* a /* b */ c */ 1", "ccccccccccccccccc.n");
    check_rhai("/* open", "ccccccc");
    check_rhai("\"// no\" 1", "ttttttt.n");
}

#[test]
fn scripts_have_texts() {
    check_rhai(r#""a\"b" + 'c' + '\''"#, "tttttt...ttt...tttt");
    check_rhai("\"open\n1", "ttttt.n");
    check_rhai("\"on\\\ngoing\"", "ttttttttttt");
    check_rhai("#\"a\"b\"# 1", "ttttttt.n");
    check_rhai("#{ a: 1 }", ".b....n.b");
    check_rhai("`a ${user.b} c` 1", "ttt.bvvvv..bttt.n");
    check_rhai("`${#{a: `x`}}`", "t.b.b...tttbbt");
    check_rhai("`two\nlines", "tttttttttt");
}

#[test]
fn json_has_keys_and_values() {
    check(
        Language::Json,
        r#"{"a": "b", "c" : [1, -2.5e3, true, null]}"#,
        "bfff..ttt..fff...bn..nnnnnn..kkkk..kkkkbb",
    );
    check(Language::Json, "\"open\n1", "ttttt.n");
    check(Language::Json, r#""a\"b": x"#, "ffffff...");
}

#[test]
fn plain_text_has_no_pieces() {
    check(Language::Plain, "let a = 1", ".........");
}

proptest! {
    #[test]
    fn pieces_are_in_order_and_on_character_boundaries(text in any::<String>()) {
        for language in [Language::Rhai, Language::Json] {
            let mut end = 0;
            for token in tokens_of(language, &text) {
                prop_assert!(token.range.start >= end && token.range.start < token.range.end);
                prop_assert!(text.get(token.range.clone()).is_some());
                end = token.range.end;
            }
        }
    }

    #[test]
    fn pieces_of_scripts_are_in_order(text in "[\"'`#${}()/*\\\\ \na.1é]{0,40}") {
        let mut end = 0;
        for token in tokens_of(Language::Rhai, &text) {
            prop_assert!(token.range.start >= end && token.range.start < token.range.end);
            prop_assert!(text.get(token.range.clone()).is_some());
            end = token.range.end;
        }
    }
}
