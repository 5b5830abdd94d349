//! What is said of scripts that do not compile or fail: code, place, words, help.

use serde_json::json;

use crate::bench::Bench;

/// `code line:column length message / help` of the rule's first diagnostic.
#[track_caller]
fn check_with(functions: &str, script: &str, expected: &str) {
    let bench = Bench::new()
        .functions(functions)
        .rule("information", script)
        .table("labels", &[("a", "b")])
        .payload(json!({ "userName": "ann", "title": "T" }));
    let run = bench.run();
    let diagnostic = run.runs[0].outcomes[0].diagnostics.first().expect("a diagnostic");
    assert_eq!(diagnostic.place.rule.as_deref(), Some("User → person / information"));
    let span = diagnostic.place.span.map(|s| format!("{}:{} {}", s.line, s.column, s.length));
    let help = diagnostic.help.as_ref().map(|help| format!(" / {help}")).unwrap_or_default();
    let span = span.unwrap_or_else(|| "-".to_owned());
    let shown = format!("{} {span} {}{help}", diagnostic.code.id(), diagnostic.message);
    assert_eq!(shown, expected, "{script}");
}

#[track_caller]
fn check(script: &str, expected: &str) {
    check_with("", script, expected);
}

#[test]
fn scripts_that_do_not_compile() {
    check("let x = ;", "R301 1:9 1 Unexpected `;`");
    check("1 +", "R301 1:4 1 The script ends too early; a value is missing");
    check("if user.title {", "R301 1:15 1 `{` is not closed / add `}`");
    check("\n  usr.title", "R309 2:3 3 There is no variable `usr` / did you mean `user`?");
    check(
        "zebra",
        "R309 1:1 5 There is no variable `zebra` / declare it with `let`, or read an attribute of `user`",
    );
    check("\"abc", "R301 1:1 4 The text that begins with `\"` does not end / close it with `\"`");
}

#[test]
fn scripts_that_fail() {
    check("user.title + 1 - true", "R302 1:16 1 `-` does not work with text and true or false");
    check(
        "trimed(user.title)",
        "R308 1:1 6 There is no function `trimed` for text / did you mean `trimmed`?",
    );
    check(
        "\n\ntrimmed(1, 2)",
        "R308 3:1 7 `trimmed` cannot be called with a whole number and a whole number / its form is `trimmed(text) -> text`",
    );
    check("throw \"no such thing.\"", "R302 1:1 5 No such thing");
    check("lookup(\"lables\", \"a\")", "R302 1:1 6 There is no lookup table `lables` (labels)");
    check("let a = 1;\na.b", "R302 2:3 1 Unknown property 'b' - a getter is not registered for type 'i64'");
    check("upper([1])", "R302 1:1 5 `upper` expects a text, not an array");
    check("  loop {}", "R303 1:8 1 The script takes more than 1,000,000 steps; is there an endless loop?");
    check(
        "user.title = \"x\"",
        "R302 1:1 4 `user` cannot be changed / copy it first, as in `let copy = …`, and change the copy",
    );
}

#[test]
fn a_failure_in_a_helper_function_is_told_at_the_call() {
    let functions =
        "// one\n// two\nfn bad(value) {\n  value.nope(1, 2, 3)\n}\nfn worse(value) { bad(value) }";
    check_with(
        functions,
        "\n  bad(user.title)",
        "R308 2:3 3 There is no function `nope` for text and a whole number and a whole number and a whole number (in the function bad)",
    );
    check_with(
        functions,
        "\n  worse(user.title)",
        "R308 2:3 5 There is no function `nope` for text and a whole number and a whole number and a whole number (in the function bad)",
    );
    check(
        "fn own(v) {\n  v.nope()\n}\nown(1)",
        "R308 2:5 4 There is no function `nope` for a whole number (in the function own)",
    );
}

#[test]
fn helper_functions_that_do_not_compile_are_reported_once() {
    let bench = Bench::new().functions("fn broken( {").rule("name", "1").rule("primary_email", "2");
    let said = crate::bench::said(&bench.compile());
    assert_eq!(said, ["error[R301] helper functions 1:10: `(` of `broken` is not closed"]);
}
