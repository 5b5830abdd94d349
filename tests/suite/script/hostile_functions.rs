//! Hostile calls: what is not there, what would make too much, and arguments out of every range.

use std::time::{Duration, Instant};

use scimwright::script::functions;
use serde_json::{Value, json};

use super::bed::Bed;
use super::hostile::check;

#[test]
fn what_a_script_must_not_reach() {
    check(&[
        ("sleep(5)", "failed: Sleep is not available"),
        ("sleep(5.0)", "failed: Sleep is not available"),
        ("5.sleep()", "failed: Sleep is not available"),
        (
            "import \"/etc/passwd\" as p; p::x",
            "failed: A script cannot `import`; it reaches nothing but its inputs and the functions",
        ),
        ("eval(\"40 + 2\")", "failed: A script cannot run text as a script"),
        ("\"40 + 2\".eval()", "failed: "),
        ("Fn(\"eval\").call(\"40 + 2\")", "failed: "),
        ("Fn(\"sleep\").call(5)", "failed: Sleep is not available"),
        ("let g = |x| 1; for i in 0..100 { g = call(Fn(\"curry\"), g, g) } 1", "failed: "),
        ("timestamp()", "failed: There is no function `timestamp`"),
        ("blob(1000000000)", "failed: There is no function `blob`"),
        ("rand()", "failed: There is no function `rand`"),
        ("open_file(\"/etc/passwd\")", "failed: There is no function `open_file`"),
        ("env(\"HOME\")", "failed: There is no function `env`"),
        ("global::X", "failed: "),
        ("this", "failed: "),
        ("exit(5)", "set \"5\""),
        ("exit(); 7", "kept null"),
        ("throw #{ a: 1 }", "failed: #{\"a\": 1}"),
        ("let s = \"\"; s.pad(100000, 'x'); throw s", "failed: Xxxx"),
        ("for i in 0..3000 { print(i); debug(i); } 1", "set \"1\""),
    ]);
}

#[test]
fn what_would_make_too_much() {
    let big = "let s = \"\"; s.pad(60000, 'x'); ";
    let with = |rest: &str| format!("{big}{rest}");
    for (script, expected) in [
        (with("s.replace(\"x\", `${s}`); s.len()"), "failed: Replace would make a text of 3600000000 bytes"),
        (with("s.replaced(\"x\", s).len()"), "failed: `replaced` would make a text of 3600000000 bytes"),
        (with("s.replaced_matching(\"x\", s).len()"), "failed: `replaced_matching` would make a text"),
        (with("let a = []; a.pad(900, s); a.len()"), "failed: Pad would make a text of 54000000 bytes"),
        (with("join_present([s, s, s], s + s).len()"), "failed: `join_present` would make a text"),
        (with("s.split(\"\").len()"), "failed: Size of array/BLOB too large"),
        (with("s.truncate(3000); let n = 0; for c in s.chars() { n += 1 } n"), "set \"3000\""),
        (with("s.matches(\"(x*)*y\")"), "set \"false\""),
    ] {
        check(&[(script.as_str(), expected)]);
    }
    check(&[
        (
            "let s = \"\"; s.pad(9223372036854775807, 'x'); s",
            "failed: Pad would make a text of 9223372036854775807 bytes",
        ),
        (
            "let a = []; a.pad(9223372036854775807, 1); a",
            "failed: Pad would make a list of 9223372036854775807 values",
        ),
        (
            "padded(\"x\", 9223372036854775807, \"y\")",
            "failed: `padded` would make a text of 9223372036854775807 bytes",
        ),
        ("let s = \"\"; s.pad(200000, ','); s.split(\",\").len()", "failed: Size of array/BLOB too large"),
        (
            "let s = \"\"; s.pad(200000, ','); s.split_trimmed(\",\").len()",
            "failed: Size of array/BLOB too large",
        ),
        ("let s = \"\"; s.pad(200000, 'x'); for i in 0..1000 { s.sha256_hex() } 1", "failed: The script "),
        ("\"a\".matches(\"a{1000}{1000}\")", "failed: `matches` cannot use `a{1000}{1000}`"),
        ("\"a\".matches(\"((a{1,100}){1,100}){1,100}\")", "failed: `matches` cannot use"),
        ("let s = \"\"; s.pad(16000, '['); parse_json(s)", "failed: "),
        ("let s = \"\"; s.pad(8000, '['); let t = \"\"; t.pad(8000, ']'); parse_json(s + t)", "failed: "),
        ("let s = \"\"; s.pad(20000, '['); parse_json(s)", "failed: Parse_json reads at most 16384 bytes"),
        ("(0..9223372036854775807).map(|x| x)", "failed: There is no function `map`"),
    ]);
}

#[test]
fn numbers_out_of_range() {
    check(&[
        ("9223372036854775807 + 1", "failed: Addition overflow"),
        ("-9223372036854775807 - 2", "failed: Subtraction overflow"),
        ("9223372036854775807 * 2", "failed: Multiplication overflow"),
        ("1 / 0", "failed: Division by zero"),
        ("1 % 0", "failed: Modulo division by zero"),
        ("2 ** 9999", "failed: Exponential overflow"),
        ("2 ** -1", "failed: Integer raised to a negative power"),
        ("1 << 9999", "set \"0\""),
        ("1.1 ** 99999999.0", "failed: The script gives a number that is not finite"),
        ("0.0 / 0.0", "failed: The script gives a number that is not finite"),
        ("let m = -9223372036854775807 - 1; m / -1", "failed: Division overflow"),
        ("let m = -9223372036854775807 - 1; m % -1", "failed: Modulo division"),
        ("let m = -9223372036854775807 - 1; -m", "failed: "),
        ("let m = -9223372036854775807 - 1; m.abs()", "failed: "),
        ("9223372036854775806 in 0..9223372036854775807", "set \"true\""),
    ]);
}

#[test]
fn places_out_of_range() {
    let most = "9223372036854775807";
    let least = "(-9223372036854775807 - 1)";
    for place in [most, least] {
        for script in [
            "let a = [1]; a[P]",
            "let a = [1]; a.chop(P); a.truncate(P); a.len()",
            "let a = [1]; a.insert(P, 2); a.len()",
            "let a = [1]; a.splice(P..P, [1]); a.extract(P, P).len()",
            "let a = [1]; a.remove(P)",
            "let s = \"abc\"; s.crop(P, P); s.truncate(P); s",
            "let s = \"abc\"; s[P]",
            "\"abc\".sub_string(P, P)",
            "\"abc\".mid(P, P)",
            "\"abc\".left(P)",
            "\"abc\".right(P)",
            "\"abc\".truncated(P)",
            "\"a b\".word(P)",
            "padded(\"x\", P, \"y\")",
            "add_days(\"2026-01-01\", P)",
            "add_months(\"2026-01-01\", P)",
        ] {
            // Whatever each of them says: none ends the process or the run.
            super::hostile::outcome(&script.replace('P', place));
        }
    }
    check(&[
        ("formatted_date(\"2026-01-01\", \"%999999999Y\")", "failed: `formatted_date` cannot use the format"),
        (
            "formatted_date(\"2026-01-01\", \"%Q%5%E%-_0^#\")",
            "failed: `formatted_date` cannot use the format",
        ),
    ]);
}

#[test]
fn results_that_no_field_holds() {
    check(&[
        ("|x| x", "failed: The script gives a function"),
        ("Fn(\"f\")", "failed: The script gives a function"),
        ("0..5", "failed: The script gives a range"),
        ("[1, |x| x]", "failed: The script gives a function"),
        ("#{ a: 1.0 / 0.0 }", "failed: The script gives a number that is not finite"),
    ]);
}

/// Every function, with texts and lists as long as scripts can make them: none takes long.
#[test]
fn long_arguments() {
    let bed = Bed::with_helpers("");
    let texts = ["é", "x", " '-.", "İ@9/"];
    let inputs: Vec<Vec<Value>> = texts
        .iter()
        .map(|text| {
            let long = text.repeat(30_000 / text.len());
            let list: Vec<Value> = (0..200)
                .map(|n| json!({ "value": format!("{text}{n}"), "display": text.repeat(90) }))
                .collect();
            bed.inputs(&json!({ "long": long, "list": list }))
        })
        .collect();
    let calls = [
        "(user.long)",
        "(user.long, user.long)",
        "(user.long, user.long, user.long)",
        "(user.long, `.`, user.long)",
        "(user.list)",
        "(user.list, user.long)",
        "(user.list, user.list)",
        "(user.long, user.list)",
        "(user.long, 15000)",
        "(user.long, 1, 15000)",
        "(user.long, 1, user.long)",
        "(user.long, 70000, `x`)",
        "(user.long, `de`)",
        "(user.long, `x`, 15000)",
        "(user.long, `[^a]{1,90}b`)",
        "(user.long, `(.)`, `${1}${1}`)",
    ];
    let mut slow = Vec::new();
    for (function, inputs) in functions::all().zip(inputs.iter().cycle()) {
        for call in calls {
            let script = format!("{}{call}", function.name);
            let Ok(program) = bed.compile(&script) else { continue };
            let begin = Instant::now();
            let said = bed.given(&program, inputs);
            if begin.elapsed() > Duration::from_secs(if cfg!(debug_assertions) { 3 } else { 1 }) {
                slow.push(format!("{script} took {:?}: {said:.60}", begin.elapsed()));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
