//! What rules do, in words: a table of scripts and sentences.

use std::sync::Arc;

use scimwright::mapping::{CompileInput, compile};
use scimwright::project::load_preset;
use scimwright::report::{Language, RuleLine, RuleSubject, condition_lines, rule_lines};
use scimwright::target::built_in_target;

use crate::bench::Bench;

/// The lines about a rule for a field: `1.` before entries of a list, `|` before lines of a script.
fn said(language: Language, field: &str, script: &str) -> String {
    let bench = Bench::default_mapping_with(field, script);
    let model = &bench.model;
    let target = Arc::new(built_in_target("4me").expect("it is built in").clone());
    let (compiled, _) = compile(&CompileInput {
        mapping: &model.mapping,
        target: &target,
        tables: &model.tables,
        directory: &Arc::default(),
    });
    let meanings = compiled.describe();
    let meaning = meanings.iter().find(|meaning| meaning.rule_idx == Some(0)).expect("the rule");
    let subject = RuleSubject {
        meaning: &meaning.meaning,
        reads: meaning.reads.as_ref(),
        script,
        record_type: "person",
        field: target.record_type("person").and_then(|person| person.field(field)),
        others: &[],
    };
    shown(rule_lines(language.words(), &target, &subject))
}

fn shown(lines: Vec<RuleLine>) -> String {
    let mut n_items = 0;
    let lines = lines.into_iter().map(|line| match line {
        RuleLine::Plain(text) => text,
        RuleLine::Script(text) => format!("| {text}"),
        RuleLine::Item(text) => {
            n_items += 1;
            format!("{n_items}. {text}")
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(script: &str, expected: &str) {
    assert_eq!(said(Language::English, "job_title", script), expected, "{script}");
}

#[test]
fn values_and_fallbacks() {
    check("user.title", "Job title (title)");
    check("\"SCIM\"", "Always “SCIM”");
    check("42", "Always 42");
    check("()", "Nothing");
    check("clear()", "The field is emptied");
    check(
        "user.nickName ?? user.displayName",
        "The first of these that there is\n1. “nickName”\n2. display name (displayName)",
    );
    check(
        "first_present([user.title, enterprise.department, \"-\"])",
        "The first of these that is filled\n1. job title (title)\n2. “department”\n3. “-”",
    );
    check("first_present([user.title])", "Job title (title)");
    check("user.somethingElse", "“somethingElse”");
    check("custom.badge", "Custom field “badge”");
    check("vars.domain", "Variable “domain”");
    check("person.job_title", "The present Job title");
    check("user[\"urn:acme:1.0:User\"].level", "“level” of the extension urn:acme:1.0:User");
    check("lookup(\"languages\", user.locale)", "The value for “locale” in the table “languages”");
    check(
        "lookup_or(\"languages\", user.locale, \"en\")",
        "The value for “locale” in the table “languages”, otherwise “en”",
    );
    check(
        "find_person(enterprise.manager.value)",
        "The record (Person) that ID of the manager (manager.value) names",
    );
    check("upper(user.title)", "Job title (title) in capitals");
    check("user.title.left(3)", "The first 3 characters of job title (title)");
    check(
        "user.title + \" / \" + user.userType",
        "Job title (title) + “ / ” + user type (userType) joined together",
    );
    check("`${user.title}!`", "Job title (title) + “!” joined together");
    check("user.emails[0].value", "“value” of entry 0 of e-mail addresses (emails), counted from 0");
    check("stable_id(user.userName)", "stable_id(user name (userName))");
}

#[test]
fn conditions() {
    check("if is_new { user.title }", "Only if the record is new\nJob title (title)");
    check("if present(user.title) { user.title }", "Job title (title)");
    check(
        "if user.title == () { \"none\" } else { user.title }",
        "The first of these that there is\n1. job title (title)\n2. “none”",
    );
    check(
        "if blank(user.title) { \"none\" } else { user.title }",
        "The first of these that is filled\n1. job title (title)\n2. “none”",
    );
    check("user.userType.contains(\"VIP\")", "Yes if user type (userType) contains “VIP”, otherwise no");
    check(
        "user.userType == \"A\" || user.userType == \"B\" && is_new",
        "Yes if user type (userType) is “A” or (user type (userType) is “B” and the record is new), otherwise no",
    );
    check(
        "!(user.userType == \"A\" || is_new)",
        "Yes if user type (userType) is not “A” and the record exists already, otherwise no",
    );
    check("user.userType in [\"A\", \"B\"]", "Yes if user type (userType) is one of “A”, “B”, otherwise no");
    check(
        "if user.userType == \"A\" { \"a\" } else if user.userType == \"B\" { clear() } else { user.title }",
        "The first line whose condition is met\n1. “a” if user type (userType) is “A”\n2. the field is emptied if user type (userType) is “B”\n3. otherwise job title (title)",
    );
    check(
        "switch user.userType { \"A\" => \"a\", \"B\" | \"C\" => \"b\" }",
        "The first line whose condition is met\n1. “a” if user type (userType) is “A”\n2. “b” if user type (userType) is “B”\n3. “b” if user type (userType) is “C”\n4. otherwise nothing",
    );
    check(
        "let org = find_organization(enterprise.organization); if org.disabled == true { () } else { org }",
        "The record (Organization) that “organization” names, only if its “Disabled” is not yes",
    );
    check(
        "if user.userType == \"X\" { reject(\"no\") } else { user.title }",
        "The first line whose condition is met\n1. no record is written, because no if user type (userType) is “X”\n2. otherwise job title (title)",
    );
}

#[test]
fn statements_are_followed_as_far_as_they_go() {
    check(
        "if is_new { return user.title; } user.displayName",
        "The first line whose condition is met\n1. job title (title) if the record is new\n2. otherwise display name (displayName)",
    );
    check(
        "let a = user.title; if is_new { a = user.displayName; } a",
        "The first line whose condition is met\n1. display name (displayName) if the record is new\n2. otherwise job title (title)",
    );
    check(
        "if is_new { if user.active { return 1; } } user.title",
        "Computed by a script from the record is new, “active”, job title (title)\n| if is_new { if user.active { return 1; } } user.title",
    );
    check(
        "let n = 0; while n < 3 { n += 1; } n",
        "Computed by a script\n| let n = 0; while n < 3 { n += 1; } n",
    );
    check("let x = ;", "Computed by a script\n| let x = ;");
    check(
        "let out = []; for role in list(user.roles) { if present(role.value) { out.push(role.value); } } out",
        "For each entry of “roles”, if its “value” is filled: its “value”",
    );
    check(
        "let out = []; for role in list(user.roles) { if blank(role.value) { continue; } out.push(role.value); } out",
        "For each entry of “roles”, if its “value” is filled: its “value”",
    );
    check(
        "list(user.roles).filter(|role| role.primary == true).map(|role| role.value)",
        "For each entry of the entries of “roles” for which its “primary” is yes: its “value”",
    );
}

#[test]
fn a_script_that_grows_without_end_is_left_alone() {
    let doubled = "x = x + x; ".repeat(40);
    check(
        &format!("let x = user.title; {doubled} x").replace("x = x + x", "x = `${x}${x}`"),
        &format!("Computed by a script from job title (title)\n| let x = user.title; {doubled} x")
            .replace("x = x + x", "x = `${x}${x}`"),
    );
}

#[test]
fn other_languages() {
    let check = |language, expected: &str| {
        let script = "first_present([value_of(first(user.emails)), user.title.upper()])";
        assert_eq!(said(language, "job_title", script), expected);
    };
    check(
        Language::German,
        "Der erste ausgefüllte Wert von\n1. Wert von erster Eintrag von E-Mail-Adressen (emails)\n2. Position (title) in Großbuchstaben",
    );
    check(
        Language::French,
        "La première valeur renseignée parmi\n1. la valeur du premier élément d’adresses e-mail (emails)\n2. fonction (title) en majuscules",
    );
    check(
        Language::Dutch,
        "De eerste ingevulde waarde van\n1. de waarde van het eerste item van e-mailadressen (emails)\n2. functie (title) in hoofdletters",
    );
}

#[test]
fn every_rule_of_the_presets_can_be_said() {
    let target = Arc::new(built_in_target("4me").expect("it is built in").clone());
    for preset in ["entra-4me", "okta-4me", "google-4me", "onelogin-4me"] {
        let (model, _) = load_preset(preset).expect("it is built in");
        let (compiled, _) = compile(&CompileInput {
            mapping: &model.mapping,
            target: &target,
            tables: &model.tables,
            directory: &Arc::default(),
        });
        for meaning in compiled.describe() {
            let rule_set = &model.mapping.rule_sets[meaning.rule_set_idx];
            let rule = meaning.rule_idx.map(|rule| &rule_set.rules[rule]);
            let name = format!("{preset} {} {:?}", rule_set.title(), rule.map(|rule| &rule.field));
            assert!(!meaning.meaning.has_script(), "{name} cannot be said");
            let subject = RuleSubject {
                meaning: &meaning.meaning,
                reads: meaning.reads.as_ref(),
                script: "",
                record_type: &rule_set.record_type,
                field: None,
                others: &[],
            };
            for language in Language::ALL {
                let lines = match rule {
                    Some(_) => rule_lines(language.words(), &target, &subject),
                    None => condition_lines(language.words(), &target, &subject),
                };
                let text = shown(lines);
                assert!(!text.is_empty() && !text.contains('{'), "{name} {language:?}: {text}");
            }
        }
    }
}
