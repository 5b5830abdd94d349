//! What holds for every remark on every script, however broken: it points into the script, its fix
//! can be applied, and looking at a script ends soon.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use scimwright::diagnostic::Diagnostic;

use crate::bench::Bench;

/// Scripts with something of everything.
const SCRIPTS: [&str; 14] = [
    "user.jobTitle ?? `${user.titel} ü` + \"ä${x}\"",
    "let t = user.title;\nif t == \"x\" && !user.active { return t; user.userName } else { () }",
    "switch user.active { \"true\" => 1, 1..5 => 2, () => 3, _ => lower(user.emails) }",
    "for e in user.emails { if e.type == 'w' { return e.valeu; } }\nuser.emails.value",
    "user.emails.filter(|e| e.typ == \"work\").map(|e| e.value).len() ?? 0",
    "lookup(\"countrys\", \"Hollland\") ?? lookup_or(\"countries\", user.nope, 1)",
    "fn f(a, b) { let c = a; a.titel + b } f(user, \"7f9c2b1e-1d2a-4c3b-9a8f-0123456789ab\")",
    "let list = [];\nfor e in list(user.emails) { list.push(#{ a: e.value }); }\nlist[5].a",
    "try { user.title.trim() } catch (error) { error }",
    "user.active ? \"a\" : “b”",
    "if (user.active) 1 else 2",
    "if user.title === null { 'hello' } elif x { }",
    "person.job_title = \"x\"; user.title & \" \" & user.name.givenName",
    "loop { let x = 1; x += 1; break x; }",
];

/// What is said of a script in rules for fields of several types.
fn remarks(script: &str) -> Vec<Diagnostic> {
    let fields = ["locale", "contacts", "disabled", "name", "manager"];
    let bench = Bench::default_mapping_with("information", script);
    let bench = fields.iter().fold(bench, |bench, field| bench.rule(field, script));
    bench.compile().into_iter().chain(bench.lint()).collect()
}

#[track_caller]
fn assert_lawful(script: &str) {
    let begun = Instant::now();
    for remark in remarks(script) {
        let is_helper = remark.place.rule.as_deref() == Some("helper functions");
        let Some(span) = remark.place.span.filter(|_| !is_helper) else { continue };
        let line = script.split('\n').nth(span.line - 1).unwrap_or_default();
        let n_characters = line.trim_end_matches('\r').chars().count();
        let is_inside = span.column >= 1 && span.column <= n_characters + 1 && span.length >= 1;
        assert!(is_inside, "{script:?}: {remark:?}");
        if let Some(fix) = &remark.fix {
            assert!(!fix.edits.is_empty() && fix.apply(script).is_some(), "{script:?}: {remark:?}");
        }
        assert!(!remark.message.is_empty() && !remark.message.ends_with('.'), "{remark:?}");
    }
    let took = begun.elapsed();
    let most = Duration::from_secs(10);
    assert!(took < most, "{took:?} for {}…", script.chars().take(60).collect::<String>());
}

#[test]
fn scripts_as_they_are() {
    for script in SCRIPTS {
        assert_lawful(script);
    }
}

#[test]
fn scripts_that_ask_much_of_whoever_looks_at_them() {
    assert_lawful(&"if user.title == () { return 1; }\n".repeat(400));
    assert_lawful(&"let a = user.titel; ".repeat(700));
    assert_lawful(&"user.titel;".repeat(700));
    assert_lawful(&format!("[{}]", "user.emails.value, ".repeat(800)));
    assert_lawful(&format!("{}1", "1 + ".repeat(40)));
    assert_lawful(&"{".repeat(5_000));
    assert_lawful(&"(".repeat(5_000));
    assert_lawful(&"\"${".repeat(3_000));
    assert_lawful(&"`${".repeat(3_000));
    assert_lawful(&"“".repeat(5_000));
    assert_lawful(&"a ? b : ".repeat(2_000));
    let function = |n: usize| format!("fn f{n}(x) {{ f{}(x) + f{}(x) + x.titel }}", n + 1, n + 1);
    let functions = (0..20).map(function).collect::<Vec<_>>().join("\n");
    assert_lawful(&format!("{functions}\nfn f20(x) {{ x }}\nf0(user)"));
    let arms = (0..900).map(|n| format!("\"{n}\" => {n}")).collect::<Vec<_>>().join(", ");
    assert_lawful(&format!("switch user.title {{ {arms}, _ => 0 }}"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn scripts_with_a_piece_missing_or_doubled(
        which in 0..SCRIPTS.len(), from in 0..120usize, size in 0..12usize, twice in any::<bool>(),
    ) {
        let script = SCRIPTS[which];
        let start = script.floor_char_boundary(from.min(script.len()));
        let end = script.floor_char_boundary((start + size).min(script.len()));
        let middle = if twice { script[start..end].repeat(2) } else { String::new() };
        assert_lawful(&format!("{}{middle}{}", &script[..start], &script[end..]));
    }

    #[test]
    fn pieces_of_scripts_behind_each_other(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "user", ".title", ".emails", "[0]", ".value", "(", ")", "{", "}", "[", "]", "#{", " ", "\n", ";", ",", "\"x\"",
            "`${", "`", "'a'", "“", "==", "=", "+", "&&", "!", "??", "?", ":", "=>", "|e|", "let x", "if ", "else ",
            "return ", "fn f(a) ", "switch ", "null", "and", "lookup(\"countries\", ", "/*", "//", "é", "1", "x", "_",
        ]), 0..24)
    ) {
        assert_lawful(&pieces.concat());
    }
}
