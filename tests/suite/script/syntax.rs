//! Any text as tokens.

use proptest::prelude::*;

use scimwright::script::syntax::{TokenKind, is_name, token_at, tokens};

/// The tokens that count, as `kind:text` in one line.
fn shown(script: &str) -> String {
    let shown = tokens(script).into_iter().filter(|token| token.kind != TokenKind::Blank).map(|token| {
        let kind = match token.kind {
            TokenKind::Keyword => "key",
            TokenKind::Name => "name",
            TokenKind::Property => "prop",
            TokenKind::Function => "fn",
            TokenKind::Number => "num",
            TokenKind::Text => "text",
            TokenKind::InterpolationStart | TokenKind::InterpolationEnd => "inter",
            TokenKind::Character => "char",
            TokenKind::Operator => "op",
            TokenKind::Punctuation => "punct",
            TokenKind::Bracket => "br",
            TokenKind::Comment => "comment",
            TokenKind::Blank => "blank",
            TokenKind::Other => "other",
        };
        format!("{kind}:{}", token.text(script))
    });
    shown.collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(script: &str, expected: &str) {
    assert_eq!(shown(script), expected, "{script}");
}

#[test]
fn names_properties_and_functions() {
    check("user.name?.givenName", "name:user op:. prop:name op:?. prop:givenName");
    check(
        "user.\n  title // t\n .trimmed()",
        "name:user op:. prop:title comment:// t op:. fn:trimmed br:( br:)",
    );
    check("let a = if(b)", "key:let name:a op:= key:if br:( name:b br:)");
    check("user.if.in(1)", "name:user op:. prop:if op:. fn:in br:( num:1 br:)");
    check("user . /* c */ a", "name:user op:. comment:/* c */ prop:a");
    check("fn ab (x)", "key:fn fn:ab br:( name:x br:)");
    check("call!(x)", "fn:call op:! br:( name:x br:)");
    check("größe_1", "name:größe_1");
    check("a..b", "name:a op:.. name:b");
    check("\"a\".len()", "text:\"a\" op:. fn:len br:( br:)");
}

#[test]
fn strings_and_interpolations() {
    check(r#""a\"b" "c""#, r#"text:"a\"b" text:"c""#);
    check(r#""a""b""#, r#"text:"a""b""#);
    check("\"open\nnext", "text:\"open name:next");
    check("\"a\\\n b\" c", "text:\"a\\\n b\" name:c");
    check("`a${x}b`", "text:`a inter:${ name:x inter:} text:b`");
    check("`${#{a: 1}.a}`", "text:` inter:${ br:#{ name:a punct:: num:1 br:} op:. prop:a inter:} text:`");
    check("`a${`b${c}`}`", "text:`a inter:${ text:`b inter:${ name:c inter:} text:` inter:} text:`");
    check("`a\\${b}`", "text:`a\\${b}`");
    check("`a``b` c", "text:`a``b` name:c");
    check("`a${x", "text:`a inter:${ name:x");
    check("#\"a\"b\"# c", "text:#\"a\"b\"# name:c");
    check("##\"a\"# c\"## d", "text:##\"a\"# c\"## name:d");
    check("'a' '\\'' 'b", "char:'a' char:'\\'' char:'b");
    check("'' x", "char:'' name:x");
}

#[test]
fn numbers() {
    check("1 1.5 1e5 1.5e-3 0xFF 1_000", "num:1 num:1.5 num:1e5 num:1.5e-3 num:0xFF num:1_000");
    check("1..2", "num:1 op:.. num:2");
    check("1.to_string()", "num:1 op:. fn:to_string br:( br:)");
    check("(1.)", "br:( num:1. br:)");
    check("1.e", "num:1 op:. prop:e");
    check("1e", "num:1 name:e");
}

#[test]
fn operators_and_brackets() {
    check("a??b?.c?[0]", "name:a op:?? name:b op:?. prop:c br:?[ num:0 br:]");
    check("a !in b !index", "name:a op:!in name:b op:! name:index");
    check("1..=2, a==b;", "num:1 op:..= num:2 punct:, name:a op:== name:b punct:;");
    check("|x| x || !y", "op:| name:x op:| name:x op:|| op:! name:y");
    check("1 => #{}", "num:1 op:=> br:#{ br:}");
    check("# @ $ \\", "other:# other:@ other:$ other:\\");
}

#[test]
fn comments() {
    check("a // b\nc", "name:a comment:// b name:c");
    check("/* a /* b */ c */ d", "comment:/* a /* b */ c */ name:d");
    check("/* a", "comment:/* a");
    check("1 / 2", "num:1 op:/ num:2");
}

#[test]
fn a_place_belongs_to_the_token_that_starts_there() {
    let script = "ab cd";
    let cut = tokens(script);
    let at = |offset| token_at(&cut, offset).map(|idx| cut[idx].text(script));
    assert_eq!(
        [at(0), at(1), at(2), at(3), at(4), at(5)],
        [Some("ab"), Some("ab"), Some(" "), Some("cd"), Some("cd"), None]
    );
}

#[test]
fn names_of_variables() {
    let valid = ["a", "_a", "job_title2", "Über"].map(is_name);
    assert_eq!(valid, [true, true, true, false]);
    let invalid = ["", "_", "1a", "_1", "let", "a b", "a-b", "true"].map(is_name);
    assert_eq!(invalid, [false; 8]);
}

#[test]
fn the_time_grows_with_the_text() {
    for piece in ["#", "\"", "`${", "'", "/*", "a ", "a (", "{", "\\", "!in", "##\"#", "a . "] {
        let text = piece.repeat(200_000 / piece.len());
        let cut = tokens(&text);
        assert_eq!(cut.last().map(|token| token.end), Some(text.len()), "{piece}");
    }
}

/// Texts with much of what matters in scripts.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "user", ".", "?.", "if", "(", ")", "{", "}", "#{", "[", "]", "\"", "`", "${", "'", "\\", "//",
            "/*", "*/", "\n", "\r\n", " ", "1", "1.", "e", "#", "\u{e9}", "|", "||", "??", "!in", ";", ",",
            ":",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,3}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn tokens_are_the_whole_text_without_gaps(text in any_text()) {
        let cut = tokens(&text);
        let mut end = 0;
        for token in &cut {
            prop_assert_eq!(token.start, end);
            prop_assert!(token.start < token.end && text.is_char_boundary(token.end));
            end = token.end;
        }
        prop_assert_eq!(end, text.len());
    }
}
