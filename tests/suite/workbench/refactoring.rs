//! Where things are used, renaming, and scripts written neatly.

use scimwright::workbench::language::{RenameSubject, ScriptUses, Used};
use scimwright::workbench::{RuleCommand, ScriptPlace};
use serde_json::json;

use super::desk::Desk;
use crate::bench::Bench;

const HELPERS: &str = "// The address that counts.\nfn known_email(user) {\n  user.userName ?? user.emails.primary_value()\n}\nfn \
                       twice(text) {\n  lookup(\"countries\", text) + known_email(#{})\n}";

fn desk() -> Desk {
    let bench = Bench::new()
        .rule("primary_email", "known_email(user)")
        .rule("job_title", "let name = user.name;\nname.givenName + vars.domain + user.title")
        .rule("location", "lookup(\"countries\", user.addresses[0].country) ?? vars[\"domain\"]")
        .rule("name", "fn known_email(x) { x } known_email(user.displayName)")
        .rule(
            "locale",
            "user.emails.filter(|e| e.type == \"work\").first().value + Fn(\"twice\").call(\"vars.domain\")",
        )
        .functions(HELPERS)
        .table("countries", &[("england", "GB")])
        .table("languages", &[("en", "en")])
        .variable("domain", json!("acme.example"))
        .variable("other", json!(1));
    let mut desk = Desk::of(bench.model);
    desk.work();
    desk
}

fn rule(rule: usize) -> ScriptPlace {
    ScriptPlace::Rule { rule_set: 0, rule }
}

/// The places where something is used, as `script:line:column name`, or `script through helper`.
#[track_caller]
fn used(used: &Used, expected: &[&str]) {
    let desk = desk();
    let rows = desk.workbench.where_used(used).into_iter().map(|row| {
        let script = row.title.rsplit(" / ").next().unwrap_or_default().to_owned();
        let text = desk.workbench.script(row.place).expect("a script");
        match row.span {
            Some(span) => format!("{script}:{}:{} {}", span.line, span.column, &text[row.range]),
            None => format!("{script} through {}", row.through.join(", ")),
        }
    });
    assert_eq!(rows.collect::<Vec<_>>(), expected, "{used:?}");
}

#[test]
fn attributes_are_found_through_variables_closures_and_helpers() {
    let attribute = |path: &str| Used::Attribute(path.to_owned());
    used(
        &attribute("user.userName"),
        &["helper functions:3:8 userName", "primary_email through known_email", "locale through twice"],
    );
    used(&attribute("user.NAME"), &["job_title:1:17 name", "job_title:2:6 givenName"]);
    used(&attribute("user.name.givenName"), &["job_title:2:6 givenName"]);
    used(&attribute("user.addresses.country"), &["location:1:39 country"]);
    used(&attribute("user.emails.type"), &["locale:1:26 type"]);
    used(&attribute("user.nothing"), &[]);
}

#[test]
fn tables_variables_and_functions_are_found() {
    used(
        &Used::Table("countries".into()),
        &["location:1:9 countries", "helper functions:6:11 countries", "locale through twice"],
    );
    used(&Used::Table("languages".into()), &[]);
    used(&Used::Variable("domain".into()), &["job_title:2:23 domain", "location:1:57 domain"]);
    used(
        &Used::Helper("known_email".into()),
        &["primary_email:1:1 known_email", "helper functions:6:31 known_email", "locale through twice"],
    );
    used(&Used::Function("first".into()), &["locale:1:42 first"]);
}

#[test]
fn what_stands_at_a_place_is_used() {
    let desk = desk();
    let at = |place, offset| desk.workbench.used_at(place, offset).map(|used| used.name().to_owned());
    assert_eq!(at(rule(0), 2).as_deref(), Some("known_email"));
    assert_eq!(at(rule(1), 13).as_deref(), Some("user"));
    assert_eq!(at(rule(1), 18).as_deref(), Some("user.name"));
    assert_eq!(at(rule(1), 30).as_deref(), Some("user.name.givenName"));
    assert_eq!(at(rule(2), 10).as_deref(), Some("countries"));
    assert_eq!(at(rule(2), 58).as_deref(), Some("domain"));
    assert_eq!(at(ScriptPlace::Functions, 33).as_deref(), Some("known_email"));
    assert_eq!(at(rule(1), 4).as_deref(), Some("user.name"));
    assert_eq!(at(rule(1), 9), None);
}

#[test]
fn what_a_script_uses() {
    let desk = desk();
    let uses = desk.workbench.script_uses(rule(1));
    let expected = ScriptUses {
        attributes: vec!["user.name.givenName".into(), "user.title".into()],
        variables: vec!["domain".into()],
        is_complete: true,
        ..ScriptUses::default()
    };
    assert_eq!(uses, expected);
    let uses = desk.workbench.script_uses(rule(0));
    assert_eq!(uses.attributes, ["user.emails.primary", "user.emails.value", "user.userName"]);
    assert_eq!(uses.helpers, ["known_email"]);
}

/// What a renaming changes, as `script:line:column`, then what else, `!` before conflicts and `?` before
/// warnings.
#[track_caller]
fn plan(subject: &RenameSubject, new_name: &str, expected: &[&str]) {
    let desk = desk();
    let plan = desk.workbench.rename_plan(subject, new_name);
    let mut lines = Vec::new();
    for edit in &plan.scripts {
        let script = edit.title.rsplit(" / ").next().unwrap_or_default();
        for change in &edit.changes {
            let span = edit.span(change);
            lines.push(format!("{script}:{}:{} {}", span.line, span.column, change.text));
        }
    }
    lines.extend(plan.others.iter().cloned());
    lines.extend(plan.conflicts.iter().map(|conflict| format!("!{conflict}")));
    lines.extend(plan.warnings.iter().map(|warning| format!("?{warning}")));
    assert_eq!(lines, expected, "{subject:?} to {new_name}");
}

#[test]
fn renaming_is_planned() {
    let table = RenameSubject::Table("countries".into());
    plan(&table, "lands", &["location:1:9 lands", "helper functions:6:11 lands", "Table countries"]);
    let variable = RenameSubject::Variable("domain".into());
    plan(
        &variable,
        "mail_domain",
        &["job_title:2:23 mail_domain", "location:1:57 mail_domain", "Variable domain of qa"],
    );
    let helper = RenameSubject::Helper("known_email".into());
    plan(
        &helper,
        "address",
        &[
            "primary_email:1:1 address",
            "helper functions:2:4 address",
            "helper functions:6:31 address",
            "?User → person / name has a function `known_email` of its own, which stays",
        ],
    );
    plan(
        &RenameSubject::Helper("twice".into()),
        "double",
        &["locale:1:62 double", "helper functions:5:4 double"],
    );
    let local = RenameSubject::Local { place: rule(1), offset: 23 };
    plan(&local, "n", &["job_title:1:5 n", "job_title:2:1 n"]);
}

#[test]
fn conflicts_are_told() {
    let conflicts =
        |subject: &RenameSubject, new_name: &str| desk().workbench.rename_plan(subject, new_name).conflicts;
    let table = RenameSubject::Table("countries".into());
    assert_eq!(conflicts(&table, "Languages"), ["There is a table `languages` already"]);
    assert_eq!(
        conflicts(&table, "a/b"),
        [r#"The name of a table has none of the characters / \ : * ? " < > |"#]
    );
    assert_eq!(conflicts(&table, " "), ["The name of a table has 1 to 80 characters and begins with no dot"]);
    assert_eq!(conflicts(&table, "countries"), [""; 0]);
    assert_eq!(conflicts(&table, "Countries"), [""; 0]);
    let variable = RenameSubject::Variable("domain".into());
    assert_eq!(conflicts(&variable, "OTHER"), ["There is a variable `OTHER` in qa already"]);
    assert_eq!(conflicts(&variable, "let").len(), 1);
    let helper = RenameSubject::Helper("known_email".into());
    assert_eq!(conflicts(&helper, "twice"), ["There is a helper function `twice` already"]);
    assert_eq!(conflicts(&helper, "trimmed"), ["`trimmed` is a built-in function"]);
    let gone = RenameSubject::Helper("gone".into());
    assert_eq!(conflicts(&gone, "a"), ["There is no helper function `gone`"]);
    let local = RenameSubject::Local { place: rule(1), offset: 4 };
    assert_eq!(conflicts(&local, "user"), ["`user` means something else here already"]);
}

#[test]
fn what_stands_at_a_place_can_be_renamed() {
    let desk = desk();
    let subject = |place, offset| desk.workbench.rename_subject(place, offset).map(|(_, name)| name);
    assert_eq!(subject(rule(0), 3).as_deref(), Some("known_email"));
    assert_eq!(subject(rule(0), 13), None);
    assert_eq!(subject(rule(1), 5).as_deref(), Some("name"));
    assert_eq!(subject(rule(2), 10).as_deref(), Some("countries"));
    assert_eq!(subject(rule(2), 62).as_deref(), Some("domain"));
    assert_eq!(subject(ScriptPlace::Functions, 33).as_deref(), Some("known_email"));
}

#[test]
fn a_renaming_is_one_step_that_changes_no_result() {
    let mut desk = desk();
    let before = desk.workbench.model().clone();
    let rename = |subject: RenameSubject, new_name: &str| RuleCommand::Rename {
        subject,
        new_name: new_name.to_owned(),
    };
    desk.apply(rename(RenameSubject::Table("countries".into()), "lands"));
    assert_eq!(desk.workbench.model().tables.keys().collect::<Vec<_>>(), ["lands", "languages"]);
    assert_eq!(desk.notices(), ["Renamed countries to lands in 2 places of scripts"]);
    desk.apply(rename(RenameSubject::Variable("domain".into()), "mail_domain"));
    let variables = &desk.workbench.model().environments["qa"].variables;
    assert_eq!(variables.keys().collect::<Vec<_>>(), ["mail_domain", "other"]);
    let location = desk.workbench.script(rule(2)).map(str::to_owned);
    assert_eq!(
        location.as_deref(),
        Some("lookup(\"lands\", user.addresses[0].country) ?? vars[\"mail_domain\"]")
    );
    desk.apply(rename(RenameSubject::Helper("twice".into()), "trimmed"));
    assert_eq!(
        desk.notices().last().map(String::as_str),
        Some("Nothing was renamed: `trimmed` is a built-in function")
    );
    for _ in 0..2 {
        desk.apply(scimwright::workbench::Command::Undo);
    }
    assert_eq!(*desk.workbench.model(), before);
}

#[test]
fn scripts_are_written_neatly() {
    let mut desk = desk();
    desk.type_script(60_000, rule(0), "let  a=1 ;a");
    desk.apply(RuleCommand::Format { place: rule(0) });
    assert_eq!(desk.workbench.script(rule(0)), Some("let a = 1;\na"));
    desk.type_script(60_000, rule(0), "f( a");
    desk.apply(RuleCommand::FormatAll);
    assert_eq!(desk.workbench.script(rule(0)), Some("f( a"));
    assert_eq!(
        desk.workbench.script(rule(3)),
        Some("fn known_email(x) { x }\nknown_email(user.displayName)")
    );
    desk.apply(scimwright::workbench::Command::Undo);
    assert_eq!(desk.workbench.script(rule(3)), Some("fn known_email(x) { x } known_email(user.displayName)"));
}
