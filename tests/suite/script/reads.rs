//! What is known of scripts without running them: what they read. And that this is all: without the
//! rest of the variables they give the same.

use scimwright::script::{Program, Reads};
use scimwright::value::Selection;
use serde_json::{Map, Value as JsonValue};

use super::bed::Bed;
use super::differential::for_each_mutated;

/// A script with nothing in its variables but what it reads gives what it gives with all.
#[track_caller]
pub fn assert_reads_are_complete(bed: &Bed, script: &str, program: &Program, inputs: &[JsonValue]) {
    let reads = program.reads();
    assert!(reads.is_complete, "{script}");
    let kept: Vec<_> =
        bed.names().iter().zip(inputs).map(|(name, input)| kept(input, &selection(reads, name))).collect();
    let with_all = bed.given(program, inputs);
    let with_part = bed.given(program, &kept);
    assert_eq!(with_part, with_all, "{script}\n{:?}\n{inputs:?}", reads.paths);
}

fn selection(reads: &Reads, variable: &str) -> Selection {
    let mut selection = Selection::default();
    for path in reads.paths.iter().filter(|path| path.variable == variable) {
        let names: Vec<_> = path.names.iter().map(String::as_str).collect();
        selection.add(&names);
    }
    selection
}

fn kept(value: &JsonValue, selection: &Selection) -> JsonValue {
    match (selection, value) {
        (Selection::Nothing, _) => JsonValue::Null,
        (Selection::Whole, _) => value.clone(),
        (Selection::Members(_), JsonValue::Array(items)) => {
            items.iter().map(|item| kept(item, selection)).collect()
        }
        (Selection::Members(members), JsonValue::Object(entries)) => {
            let kept: Map<_, _> = entries
                .iter()
                .filter_map(|(name, value)| {
                    let below = members.get(&name.to_ascii_lowercase())?;
                    Some((name.clone(), kept(value, below)))
                })
                .collect();
            JsonValue::Object(kept)
        }
        (Selection::Members(_), single) => single.clone(),
    }
}

#[test]
fn what_is_not_listed_is_not_read() {
    for_each_mutated(assert_reads_are_complete);
}

/// The paths as they are written, then what else is known.
#[track_caller]
fn check(script: &str, expected: &str) {
    let helpers =
        "fn known_email(user) { first_present([email_or_unit(user.userName), primary_value(user.emails)]) }
        fn family(person) { person.name.familyName }
        fn both(person) { known_email(person) + family(person) }
        fn same(x) { x }
        fn table(x) { lookup(\"languages\", x) }
        fn found(x) { find_person(x) }";
    let program = Bed::with_helpers(helpers).compile(script).expect("the script compiles");
    let reads = program.reads();
    let paths = reads.paths.iter().map(|path| {
        let parts: Vec<&str> =
            std::iter::once(&path.variable).chain(&path.names).map(String::as_str).collect();
        parts.join(".")
    });
    let mut said = vec![paths.collect::<Vec<_>>().join(" ")];
    let joined =
        |names: &std::collections::BTreeSet<String>| names.iter().cloned().collect::<Vec<_>>().join(" ");
    if !reads.tables.is_empty() {
        said.push(format!("tables {}", joined(&reads.tables)));
    }
    if !reads.helpers.is_empty() {
        said.push(format!("helpers {}", joined(&reads.helpers)));
    }
    if reads.finds_records {
        said.push("finds".to_owned());
    }
    if reads.can_reject {
        said.push("rejects".to_owned());
    }
    if !reads.is_complete {
        said.push("and more".to_owned());
    }
    assert_eq!(said.join("; "), expected, "{script}");
}

#[test]
fn reads_are_found_without_running() {
    check("1", "");
    check("user.userName", "user.userName");
    check("user", "user");
    check("user.name.givenName + user.name.familyName", "user.name.familyName user.name.givenName");
    check("user.emails[0].value", "user.emails.value");
    check("user[\"name\"].givenName", "user.name.givenName");
    check("user[user.key].x", "user");
    check("let n = user.name; n.givenName", "user.name.givenName");
    check("let n = user.name; 1", "user.name");
    check("let n = user.name; if n.a { n } else { () }", "user.name");
    check("user.emails.find(|e| e.type == \"work\").value", "user.emails.type user.emails.value");
    check(
        "for e in user.emails { if e.primary { return e.value; } }",
        "user.emails.primary user.emails.value",
    );
    check("(user.a ?? user.b).c", "user.a.c user.b.c");
    check("known_email(user)", "user.emails.primary user.emails.value user.userName; helpers known_email");
    check(
        "let p = user; known_email(p)",
        "user.emails.primary user.emails.value user.userName; helpers known_email",
    );
    check(
        "both(user)",
        "user.emails.primary user.emails.value user.name.familyName user.userName; helpers both family known_email",
    );
    check("same(user.name).givenName", "user.name.givenName; helpers same");
    check("same(user).name", "user.name; helpers same");
    check("table(user.locale)", "user.locale; tables languages; helpers table");
    check("found(user.x)", "user.x; helpers found; finds");
    check("lookup_or(\"a\", user.x, \"b\")", "user.x; tables a");
    check(
        "lookup(user.x, 1)",
        "user.x; tables address_labels countries email_labels languages phone_labels time_zones",
    );
    check("if blank(user.a) { reject(\"no\") }", "user.a; rejects");
    check("throw user.a", "user.a");
    check("let x = user.a; x.b = user.c; x.d", "user.a.b user.a.d user.c");
    check("let x = 1; x = user.a; x", "user.a");
    check("first(user.emails).value", "user.emails.value");
    check("let a = user.emails.map(|e| e.value); a[0]", "user.emails.value");
    check("user.a.b; user.c", "user.a.b user.c");
    check("user.nope(user.a)", "user; and more");
    check("try { user.a } catch { user.b } user.c", "user.a user.b user.c; and more");
    check("vars.x + now", "now vars.x");
}
