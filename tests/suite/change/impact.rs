//! Small edits of a mapping, and whom they are said to change, in what and why.

use std::sync::Arc;

use scimwright::mapping::{Apply, Rule};
use scimwright::project::ProjectModel;
use scimwright::scim::ResourceType;
use scimwright::table::{LookupTable, Row};
use serde_json::{Value, json};

use crate::bench::{Bench, ENVIRONMENT};
use crate::change::look::{impact_of_its_samples, impact_of_lines, lines, said};

const JOB_TITLE: &str =
    "// The title as HR writes it.\nlet title = user.title;\nif title == () { () } else { shorten(title) }";
const FUNCTIONS: &str =
    "fn shorten(text) {\n  if text.len() > 8 { text.sub_string(0, 8) } else { text }\n}\n";

fn desk() -> Bench {
    Bench::new()
        .functions(FUNCTIONS)
        .table("cities", &[("Kyiv", "Ukraine"), ("Delft", "Netherlands"), ("Bonn", "Germany")])
        .table("grades", &[("a", "senior"), ("b", "junior")])
        .variable("prefix", json!("E-"))
        .variable("unused", json!(1))
        .condition("record.job_title != \"Robot\" && user.active != false")
        .rule("primary_email", "user.userName")
        .rule("name", "user.displayName")
        .rule("job_title", JOB_TITLE)
        .rule("location", "lookup(\"cities\", user.locale)")
        .rule("employeeID", "if user.nickName == () { () } else { vars.prefix + user.nickName }")
        .rule("supportID", "lookup(\"grades\", user.userType) ?? user.userType")
}

/// Four persons: Ann has everything, Bob little, Cy is a robot, Di has left.
fn users() -> Vec<Value> {
    vec![
        json!({ "userName": "ann@acme.example", "displayName": "Ann", "title": "Engineer in chief",
                "locale": "kyiv", "nickName": "1", "userType": "a" }),
        json!({ "userName": "bob@acme.example", "displayName": "Bob", "title": "Cook", "userType": "c" }),
        json!({ "userName": "cy@acme.example", "displayName": "Cy", "title": "Robot", "locale": "Bonn" }),
        json!({ "userName": "di@acme.example", "displayName": "Di", "active": false, "locale": "Delft" }),
    ]
}

#[track_caller]
fn check(edit: impl FnOnce(&mut ProjectModel), expected: &[&str]) {
    check_between(|_| {}, edit, expected);
}

/// Holds the impact on a directory and on samples to the same.
#[track_caller]
fn check_between(
    before: impl FnOnce(&mut ProjectModel),
    edit: impl FnOnce(&mut ProjectModel),
    expected: &[&str],
) {
    let mut old = desk().model;
    before(&mut old);
    let mut new = old.clone();
    edit(&mut new);
    let (impact, rows) = impact_of_lines(&old, &new, &lines(&users()), 1);
    assert_eq!(said(&impact), expected);
    assert_eq!(impact.persons, 4);
    let counted: u64 = impact.groups.iter().map(|group| group.count).sum();
    assert_eq!(rows.lines().count() as u64, counted + 1, "{rows}");
    let mut with_samples = Bench::of(new);
    for (idx, user) in users().into_iter().enumerate() {
        with_samples = with_samples.sample(&format!("0{idx}"), "", user);
    }
    assert_eq!(said(&impact_of_its_samples(&old, &with_samples.model)), expected);
}

fn rule<'m>(model: &'m mut ProjectModel, field: &str) -> &'m mut Rule {
    let rules = &mut model.mapping.rule_sets.first_mut().expect("a rule set").rules;
    rules.iter_mut().find(|rule| rule.field == field).expect("a rule for the field")
}

fn set_script(field: &'static str, script: &'static str) -> impl Fn(&mut ProjectModel) {
    move |model| script.clone_into(&mut rule(model, field).script)
}

fn set_condition(script: &'static str) -> impl Fn(&mut ProjectModel) {
    move |model| script.clone_into(&mut model.mapping.rule_sets.first_mut().expect("a rule set").condition)
}

fn add_rule(field: &'static str, script: &'static str) -> impl Fn(&mut ProjectModel) {
    move |model| {
        let rule_set = model.mapping.rule_sets.first_mut().expect("a rule set");
        rule_set.rules.push(Rule::new(field, script));
    }
}

fn remove_rule(field: &'static str) -> impl Fn(&mut ProjectModel) {
    move |model| {
        let rule_set = model.mapping.rule_sets.first_mut().expect("a rule set");
        rule_set.rules.retain(|rule| rule.field != field);
    }
}

/// Sets a row, or takes it away with an empty value.
fn set_row(table: &'static str, key: &'static str, value: &'static str) -> impl Fn(&mut ProjectModel) {
    move |model| {
        let tables = Arc::make_mut(&mut model.tables);
        let table = tables.entry(table.to_owned()).or_default();
        let mut rows = table.rows().to_vec();
        match rows.iter().position(|row| row.key == key) {
            Some(idx) if value.is_empty() => drop(rows.remove(idx)),
            Some(idx) => value.clone_into(&mut rows[idx].value),
            None => rows.push(Row { key: key.to_owned(), value: value.to_owned() }),
        }
        *table = LookupTable::new(rows);
    }
}

fn set_variable(name: &'static str, value: Value) -> impl Fn(&mut ProjectModel) {
    move |model| {
        let state = model.environments.get_mut(ENVIRONMENT).expect("the environment");
        if value.is_null() {
            state.variables.shift_remove(name);
        } else {
            state.variables.insert(name.to_owned(), value.clone());
        }
    }
}

fn set_functions(functions: &'static str) -> impl Fn(&mut ProjectModel) {
    move |model| functions.clone_into(&mut model.mapping.functions)
}

#[test]
fn nothing_changes_without_an_edit_that_matters() {
    check(|_| {}, &[]);
    check(
        set_script(
            "employeeID",
            "if user.nickName == () {\n  ()\n} else {\n  vars.prefix + user.nickName\n}",
        ),
        &[],
    );
    check(|model| "Who you are".clone_into(&mut rule(model, "name").note), &[]);
    check(|model| model.mapping.rule_sets[0].rules.swap(2, 3), &[]);
    check(set_variable("unused", json!(2)), &[]);
    check(set_row("cities", "Rome", "Italy"), &[]);
    check(set_row("grades", "b", "beginner"), &[]);
}

#[test]
fn an_edited_rule_is_named_with_its_first_changed_line() {
    check(
        set_script(
            "job_title",
            "// The title as HR writes it.\nlet title = user.title;\nif title == () { \"Guest\" } else { shorten(title) }",
        ),
        &[],
    );
    check(
        set_script(
            "job_title",
            "// The title.\nlet title = user.title;\nif title == () { () } else { title }",
        ),
        &["job_title changes: rule job_title, line 3 | Ann Engineer→Engineer in chief"],
    );
    check(
        set_script("supportID", "user.userType"),
        &["supportID changes: rule supportID, line 1 | Ann senior→a"],
    );
}

#[test]
fn rules_come_and_go() {
    check(
        add_rule("vip", "user.userType == \"a\" || ()"),
        &[
            "vip newly fails: new rule vip | Ann null→`||` stands between true or false, not beside a missing value, Bob null→`||` stands between true or false, not beside a missing value",
        ],
    );
    check(
        add_rule("vip", "user.userType == \"a\""),
        &["vip is filled: new rule vip | Ann null→true, Bob null→false"],
    );
    check(remove_rule("location"), &["location is cleared: rule location removed | Ann Ukraine→null"]);
    check(
        |model| rule(model, "location").enabled = false,
        &["location is cleared: rule location disabled | Ann Ukraine→null"],
    );
    check_between(
        |model| rule(model, "location").enabled = false,
        |model| rule(model, "location").enabled = true,
        &["location is filled: rule location enabled | Ann null→Ukraine"],
    );
}

#[test]
fn a_table_is_named_with_the_row_that_was_hit() {
    check(
        set_row("cities", "Kyiv", "UA"),
        &["location changes: table cities, row \"Kyiv\" | Ann Ukraine→UA"],
    );
    check(
        set_row("cities", "Kyiv", ""),
        &["location is cleared: table cities, row \"Kyiv\" removed | Ann Ukraine→null"],
    );
    check(
        set_row("cities", "kyiv", "Lower"),
        &["location changes: table cities, new row \"kyiv\" | Ann Ukraine→Lower"],
    );
    check(
        set_row("grades", "c", "trainee"),
        &["supportID changes: table grades, new row \"c\" | Bob c→trainee"],
    );
    check(
        |model| {
            set_row("cities", "Kyiv", "UA")(model);
            set_row("cities", "Delft", "NL")(model);
        },
        &["location changes: table cities, row \"Kyiv\" | Ann Ukraine→UA"],
    );
    check(
        |model| drop(Arc::make_mut(&mut model.tables).shift_remove("grades")),
        &[
            "supportID newly fails: table grades removed | Ann senior→There is no lookup table `grades` (cities), Bob c→There is no lookup table `grades` (cities)",
        ],
    );
}

#[test]
fn rows_are_named_also_where_scripts_run_in_rhai() {
    let script = "try { lookup(\"cities\", user.locale) } catch { () }";
    check_between(
        set_script("location", script),
        |model| {
            set_row("cities", "Kyiv", "UA")(model);
            set_row("cities", "Delft", "NL")(model);
        },
        &["location changes: table cities, row \"Kyiv\" | Ann Ukraine→UA"],
    );
}

#[test]
fn variables_and_helper_functions_are_named() {
    check(set_variable("prefix", json!("X-")), &["employeeID changes: variable prefix | Ann E-1→X-1"]);
    check(
        set_functions("fn shorten(text) {\n  if text.len() > 3 { text.sub_string(0, 3) } else { text }\n}\n"),
        &[
            "job_title changes: helper function shorten | Ann Engineer→Eng, Bob Cook→Coo",
            "person is newly written: helper function shorten | Cy The condition is not met→written",
        ],
    );
    check(
        set_functions(
            "// Cuts.\nfn shorten(text) {\n  if text.len() > 8 { text.sub_string(0, 8) } else { text }\n}\nfn other() { 1 }\n",
        ),
        &[],
    );
}

#[test]
fn of_several_edits_only_the_cause_is_named() {
    check(
        |model| {
            set_script(
                "employeeID",
                "if user.nickName == () {\n  ()\n} else {\n  vars.prefix + user.nickName\n}",
            )(model);
            set_variable("prefix", json!("X-"))(model);
        },
        &["employeeID changes: variable prefix | Ann E-1→X-1"],
    );
    check(
        |model| {
            set_script(
                "employeeID",
                "if user.nickName == () { () } else { vars.prefix + vars.infix + user.nickName }",
            )(model);
            set_variable("infix", json!("I-"))(model);
        },
        &["employeeID changes: rule employeeID, line 1 and new variable infix | Ann E-1→E-I-1"],
    );
    check(
        |model| {
            set_script("supportID", "lookup(\"grades\", user.userType) ?? \"none\"")(model);
            set_row("grades", "a", "principal")(model);
        },
        &[
            "supportID changes: rule supportID, line 1 | Bob c→none",
            "supportID changes: table grades, row \"a\" | Ann senior→principal",
        ],
    );
    check(
        |model| {
            set_script("job_title", "\"X\"")(model);
            set_functions("fn shorten(text) { \"X\" }\n")(model);
        },
        &[
            "job_title changes: rule job_title, line 1 or helper function shorten | Ann Engineer→X, Bob Cook→X",
            "person is newly written: rule job_title, line 1 or helper function shorten | Cy The condition is not met→written",
        ],
    );
}

#[test]
fn persons_come_into_scope_and_go_out_of_it() {
    check(
        set_condition("record.job_title != \"Robot\""),
        &["person is newly written: condition, line 1 | Di The condition is not met→written"],
    );
    check(
        set_condition("record.job_title != \"Robot\" && user.active != false && user.locale != ()"),
        &["person is no longer written: condition, line 1 | Bob written→The condition is not met"],
    );
    check(
        set_script("job_title", "if user.userType == \"c\" { \"Robot\" } else { \"Human\" }"),
        &[
            "job_title changes: rule job_title, line 1 | Ann Engineer→Human",
            "person is newly written: rule job_title, line 1 | Cy The condition is not met→written",
            "person is no longer written: rule job_title, line 1 | Bob written→The condition is not met",
        ],
    );
    check(
        set_script(
            "location",
            "if user.locale == () { reject(\"no place\") } else { lookup(\"cities\", user.locale) }",
        ),
        &["person is no longer written: rule location, line 1 | Bob written→no place"],
    );
    check(
        set_condition("1 / 0 == 1"),
        &[
            "person can no longer be written: condition, line 1 | Ann written→The condition fails: Division by zero: 1 / 0, Bob written→The condition fails: Division by zero: 1 / 0",
        ],
    );
}

#[test]
fn a_required_field_that_is_empty_is_named() {
    check(
        set_script("name", "if user.nickName == () { () } else { user.displayName }"),
        &["person can no longer be written: rule name, line 1 | Bob written→Name is required and empty"],
    );
    check_between(
        set_script("name", "if user.nickName == () { () } else { user.displayName }"),
        set_script("name", "user.displayName"),
        &["person is newly written: rule name, line 1 | Bob Name is required and empty→written"],
    );
}

#[test]
fn rule_sets_come_and_go() {
    let sites = |model: &mut ProjectModel| {
        *model = Bench::of(model.clone())
            .rule_set(ResourceType::User, "site")
            .rule("name", "user.locale")
            .condition("user.locale != ()")
            .model;
    };
    check(
        sites,
        &[
            "site is newly written: new rule set User → site | Ann not written→written, Cy not written→written, Di not written→written",
        ],
    );
    check_between(
        sites,
        |model| drop(model.mapping.rule_sets.pop()),
        &[
            "site is no longer written: rule set User → site removed | Ann written→not written, Cy written→not written, Di written→not written",
        ],
    );
}

/// With records that the account holds.
#[track_caller]
fn check_with_records(edit: impl FnOnce(&mut ProjectModel), expected: &[&str]) {
    let old = desk()
        .record("people", json!({ "primary_email": "ann@acme.example", "name": "Ann", "location": "Ukraine", "job_title": "Boss" }))
        .record("people", json!({ "primary_email": "spare@acme.example", "name": "Spare", "information": "Kept" }));
    let mut new = old.model.clone();
    edit(&mut new);
    let (impact, _) = impact_of_lines(&old.model, &new, &lines(&users()), 1);
    assert_eq!(said(&impact), expected);
}

#[test]
fn what_the_record_has_stays_where_rules_leave_it() {
    check_with_records(|_| {}, &[]);
    check_with_records(remove_rule("location"), &[]);
    check_with_records(
        remove_rule("job_title"),
        &[
            "job_title changes: rule job_title removed | Ann Engineer→Boss",
            "job_title is cleared: rule job_title removed | Bob Cook→null",
            "person is newly written: rule job_title removed | Cy The condition is not met→written",
        ],
    );
    check_with_records(
        |model| rule(model, "job_title").apply = Apply::Create,
        &["job_title changes: rule job_title, now only on new records | Ann Engineer→Boss"],
    );
    check_with_records(
        set_script(
            "primary_email",
            "if user.nickName == () { user.userName } else { \"spare@acme.example\" }",
        ),
        &[
            "information is filled: rule primary_email, line 1, so that another record is found | Ann null→Kept",
            "primary_email changes: rule primary_email, line 1, so that another record is found | Ann ann@acme.example→spare@acme.example",
        ],
    );
}

#[test]
fn threads_and_order_do_not_matter_and_the_rows_are_complete() {
    let old = desk().model;
    let mut new = old.clone();
    set_script("supportID", "user.userType")(&mut new);
    set_variable("prefix", json!("=1+"))(&mut new);
    let many: Vec<Value> = (0..2000).flat_map(|_| users()).collect();
    let one = impact_of_lines(&old, &new, &lines(&many), 1);
    let four = impact_of_lines(&old, &new, &lines(&many), 4);
    assert_eq!(one, four);
    let (impact, rows) = one;
    assert_eq!((impact.persons, impact.changed), (8000, 2000));
    assert_eq!(rows.lines().count(), 4001);
    let first: Vec<&str> = rows.lines().take(3).collect();
    assert_eq!(
        first,
        [
            "source,id,name,record_type,kind,field,before,after,cause",
            "line 1,ann@acme.example,Ann,person,changed,employeeID,E-1,'=1+1,variable prefix",
            "line 1,ann@acme.example,Ann,person,changed,supportID,senior,a,\"rule supportID, line 1\"",
        ]
    );
    assert_eq!(impact.groups.iter().map(|group| group.persons.len()).collect::<Vec<_>>(), [3, 3]);
}

#[test]
fn what_cannot_be_used_is_counted_and_told() {
    let model = desk().model;
    let (impact, _) = impact_of_lines(&model, &model, "{\"userName\":\"a@b.example\"}\n{\n[]\n", 1);
    assert_eq!((impact.persons, impact.changed, impact.bad), (1, 0, 2));
}
