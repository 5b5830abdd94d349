//! Lookup tables, variables and environments: commands on them, and what is known of them.

use scimwright::mapping::{VariableDeclaration, VariableType};
use scimwright::project::{Environment, EnvironmentState};
use scimwright::table::{LookupTable, Row};
use scimwright::workbench::language::RenameSubject;
use scimwright::workbench::{
    Command, Effect, EnvironmentCommand, EnvironmentDraft, ExplainCache, ExplainWanted, Job, JobEvent,
    MakeVariable, RuleCommand, ScriptPlace, SelectCommand, TableCommand, TableFacts, ValueState,
    VariableCommand, environment_losses, environment_objections, explain,
};
use serde_json::{Value, json};

use super::desk::Desk;
use crate::bench::{Bench, said};

/// Two environments, two tables, three samples.
fn desk() -> Desk {
    let user = |name: &str, country: &str| json!({ "userName": format!("{name}@acme.example"), "addresses": [{ "country": country }] });
    let mut bench = Bench::new()
        .rule("primary_email", "user.userName")
        .rule("name", r#"if user.userName.ends_with("@acme.example") ?? false { "@acme.example" } else { vars.domain }"#)
        .rule("location", r#"lookup("countries", user.addresses[0].country)"#)
        .functions(r#"fn own(text) { text.ends_with("@acme.example") }"#)
        .table("countries", &[("England", "GB"), ("france", "FR"), ("ENGLAND ", "EN"), ("france", "FR")])
        .table("languages", &[("en", "en")])
        .variable("domain", json!("acme.example"))
        .sample("01", "1", user("ann", "england"))
        .sample("02", "2", user("bob", "Atlantis"))
        .sample("03", "3", user("cid", "Atlantis"));
    bench.model.settings.environments.push(Environment {
        name: "production".to_owned(),
        account: "acme".to_owned(),
        protected: true,
        ..Environment::default()
    });
    Desk::of(bench.model)
}

fn table(command: TableCommand) -> Command {
    Command::Table(command)
}

/// The rows of a table in one line.
fn rows(desk: &Desk, table: &str) -> String {
    let table = desk.workbench.model().tables.get(table).expect("the table");
    let rows = table.rows().iter().map(|row| format!("{}={}", row.key, row.value));
    rows.collect::<Vec<_>>().join(" ")
}

fn cover(desk: &mut Desk) {
    desk.work();
    let wanted = ExplainWanted { coverage: true, ..ExplainWanted::default() };
    let mut cache = ExplainCache::default();
    for effect in desk.workbench.explain_effects(wanted) {
        let Effect::Start(job) = effect else { continue };
        let Job::Cover(question) = *job else { continue };
        let revision = question.revision;
        let mut answers = Vec::new();
        explain(&question, &mut cache, &|| false, &mut |part, answer| answers.push((part, answer)));
        for (part, answer) in answers {
            desk.workbench.receive(JobEvent::Explained { revision, part, answer });
        }
    }
}

#[test]
fn rows_are_edited_added_moved_and_removed_in_steps() {
    let mut desk = desk();
    let before = rows(&desk, "countries");
    let name = || "countries".to_owned();
    let mut check = |command: TableCommand, expected: &str| {
        desk.apply(table(command));
        assert_eq!(rows(&desk, "countries"), expected);
        desk.apply(Command::Undo);
        assert_eq!(rows(&desk, "countries"), before);
        desk.apply(Command::Redo);
        assert_eq!(rows(&desk, "countries"), expected);
        desk.apply(Command::Undo);
    };
    let (key, value) = ("Italy".to_owned(), "IT".to_owned());
    check(
        TableCommand::SetRow { table: name(), row: 1, key: key.clone(), value: value.clone() },
        "England=GB Italy=IT ENGLAND =EN france=FR",
    );
    check(
        TableCommand::InsertRow { table: name(), at: 1, key: key.clone(), value: value.clone() },
        "England=GB Italy=IT france=FR ENGLAND =EN france=FR",
    );
    check(
        TableCommand::InsertRow { table: name(), at: 99, key, value },
        "England=GB france=FR ENGLAND =EN france=FR Italy=IT",
    );
    check(TableCommand::DeleteRow { table: name(), row: 0 }, "france=FR ENGLAND =EN france=FR");
    check(
        TableCommand::MoveRow { table: name(), from: 0, to: 3 },
        "france=FR ENGLAND =EN france=FR England=GB",
    );
    check(TableCommand::SortByKey { table: name() }, "ENGLAND =EN England=GB france=FR france=FR");
    let taken = LookupTable::new(vec![Row { key: "a".to_owned(), value: "b".to_owned() }]);
    check(TableCommand::TakeRows { table: name(), rows: taken, source: "x.csv".to_owned() }, "a=b");
}

#[test]
fn what_is_not_there_changes_nothing() {
    let mut desk = desk();
    let nowhere = || "nowhere".to_owned();
    for command in [
        TableCommand::DeleteRow { table: "countries".to_owned(), row: 99 },
        TableCommand::MoveRow { table: "countries".to_owned(), from: 0, to: 99 },
        TableCommand::SortByKey { table: nowhere() },
        TableCommand::Delete { table: nowhere() },
        TableCommand::Duplicate { table: nowhere(), name: "copy".to_owned() },
        TableCommand::TakeRows { table: nowhere(), rows: LookupTable::default(), source: String::new() },
    ] {
        desk.apply(table(command));
    }
    assert!(!desk.workbench.can_undo());
}

#[test]
fn tables_are_added_copied_renamed_and_removed() {
    let mut desk = desk();
    let names = |desk: &Desk| desk.workbench.model().tables.keys().cloned().collect::<Vec<_>>().join(" ");
    desk.apply(table(TableCommand::Add { name: "sites".to_owned() }));
    assert_eq!(names(&desk), "countries languages sites");
    let copy = desk.workbench.free_table_name("countries");
    desk.apply(table(TableCommand::Duplicate { table: "countries".to_owned(), name: copy }));
    assert_eq!(names(&desk), "countries countries_2 languages sites");
    let subject = RenameSubject::Table("countries".to_owned());
    desk.apply(RuleCommand::Rename { subject, new_name: "lands".to_owned() });
    assert_eq!(names(&desk), "lands countries_2 languages sites");
    let script = desk.workbench.script(ScriptPlace::Rule { rule_set: 0, rule: 2 });
    assert_eq!(script, Some(r#"lookup("lands", user.addresses[0].country)"#));
    desk.notices();
    for (name, objection) in [
        ("LANDS", "There is a table `lands` already"),
        ("a/b", r#"A table has a name that begins with no dot and has none of / \ : * ? " < > |"#),
        ("", r#"A table has a name that begins with no dot and has none of / \ : * ? " < > |"#),
        (".x", r#"A table has a name that begins with no dot and has none of / \ : * ? " < > |"#),
    ] {
        desk.apply(table(TableCommand::Add { name: name.to_owned() }));
        assert_eq!(desk.notices(), [objection]);
    }
    desk.apply(table(TableCommand::Delete { table: "countries_2".to_owned() }));
    assert_eq!(names(&desk), "lands languages sites");
}

#[test]
fn it_is_known_what_repeats_what_is_hit_and_what_is_missing() {
    let mut desk = desk();
    let uses = desk.workbench.uses_index();
    let facts = desk.workbench.table_facts(&uses, &TableFacts::default());
    assert!(!facts.has_lookups);
    cover(&mut desk);
    let uses = desk.workbench.uses_index();
    let facts = desk.workbench.table_facts(&uses, &facts);
    assert!(facts.has_lookups);
    let countries = facts.table("countries").expect("the table");
    assert_eq!(countries.scripts, [ScriptPlace::Rule { rule_set: 0, rule: 2 }]);
    let repeats: Vec<_> = countries.repeats.values().map(|of| format!("{} {}", of.row, of.words())).collect();
    assert_eq!(
        repeats,
        ["2 conflicts with row 1, which counts for other spellings", "3 stands in row 2 already"]
    );
    assert_eq!(countries.n_conflicts(), 1);
    assert_eq!(countries.hits.iter().collect::<Vec<_>>(), [(&0, &1)]);
    assert_eq!(countries.n_unused(), 3);
    let missing: Vec<_> = countries.missing.iter().map(|of| (of.key.as_str(), &*of.samples)).collect();
    assert_eq!(missing, [("Atlantis", [1, 2].as_slice())]);
    assert_eq!(desk.workbench.sample_of_row("countries", 0), Some(0));
    assert_eq!(desk.workbench.sample_of_row("countries", 1), None);
    assert_eq!(facts.table("languages").expect("the table").scripts, []);
    // The row that was missing is hit as soon as it is there.
    let (key, value) = ("Atlantis".to_owned(), "AT".to_owned());
    desk.apply(table(TableCommand::InsertRow { table: "countries".to_owned(), at: 99, key, value }));
    cover(&mut desk);
    let uses = desk.workbench.uses_index();
    let facts = desk.workbench.table_facts(&uses, &facts);
    let countries = facts.table("countries").expect("the table");
    assert_eq!(countries.missing, []);
    assert_eq!(countries.hits.get(&4), Some(&2));
}

#[test]
fn repeated_keys_are_problems_until_they_are_mended() {
    let mut desk = desk();
    desk.work();
    let problems = |desk: &Desk| {
        let problems = desk.workbench.preview().problems.iter().map(|problem| problem.diagnostic.clone());
        said(&problems.filter(|of| of.code.id() == "L602").collect::<Vec<_>>())
    };
    assert_eq!(problems(&desk).len(), 2, "{:?}", problems(&desk));
    desk.apply(table(TableCommand::DeleteRow { table: "countries".to_owned(), row: 3 }));
    desk.apply(table(TableCommand::DeleteRow { table: "countries".to_owned(), row: 2 }));
    desk.work();
    assert_eq!(problems(&desk), Vec::<String>::new());
}

/// The variables in lines: name, type, `!` for a declared one, values with their state, number of scripts.
fn variables(desk: &Desk) -> Vec<String> {
    let uses = desk.workbench.uses_index();
    let rows = desk.workbench.variable_rows(&uses).into_iter().map(|row| {
        let values = row.values.iter().map(|value| match value.state {
            ValueState::Fine => value.text.clone(),
            ValueState::Missing => "–".to_owned(),
            ValueState::WrongType => format!("{}?", value.text),
        });
        let declared = if row.is_declared { "!" } else { "" };
        let values: Vec<_> = values.collect();
        format!("{} {}{declared}: {} ({})", row.name, row.type_, values.join(" | "), row.scripts.len())
    });
    rows.collect()
}

#[test]
fn variables_are_declared_set_renamed_and_removed() {
    let mut desk = desk();
    assert_eq!(variables(&desk), ["domain text: acme.example | – (1)"]);
    let set = |environment: &str, value: Option<Value>| {
        Command::Variable(VariableCommand::SetValue {
            environment: environment.to_owned(),
            name: "domain".to_owned(),
            value,
        })
    };
    desk.apply(set("production", Some(json!(7))));
    assert_eq!(variables(&desk), ["domain text: acme.example | 7 (1)"]);
    let declaration = VariableDeclaration { type_: VariableType::MailDomain, ..Default::default() };
    let declare = |name: &str| {
        let (name, declaration) = (name.to_owned(), declaration.clone());
        Command::Variable(VariableCommand::Declare { name, declaration })
    };
    desk.apply(declare("domain"));
    assert_eq!(variables(&desk), ["domain mail domain!: acme.example | 7? (1)"]);
    desk.work();
    let found = desk.workbench.preview().problems.iter().map(|problem| problem.diagnostic.clone());
    let found: Vec<_> = found.filter(|of| of.code.id() == "R340").collect();
    assert_eq!(
        said(&found),
        [
            "warning[R340] environments/production.json: The variable `domain` is declared as mail domain; in production it is 7"
        ]
    );
    desk.apply(set("production", None));
    desk.apply(declare("other"));
    assert_eq!(
        variables(&desk),
        ["domain mail domain!: acme.example | – (1)", "other mail domain!: – | – (0)"]
    );
    desk.work();
    let found = desk.workbench.preview().problems.iter().map(|problem| problem.diagnostic.code.id());
    let found: Vec<_> = found.filter(|id| matches!(*id, "R334" | "R340" | "R341")).collect();
    assert_eq!(found, ["R334", "R341"]);
    let subject = RenameSubject::Variable("domain".to_owned());
    desk.apply(RuleCommand::Rename { subject, new_name: "mail".to_owned() });
    assert_eq!(
        variables(&desk),
        ["mail mail domain!: acme.example | – (1)", "other mail domain!: – | – (0)"]
    );
    desk.notices();
    desk.apply(declare("1st"));
    assert_eq!(desk.notices().len(), 1);
    desk.apply(Command::Variable(VariableCommand::Delete { name: "mail".to_owned() }));
    assert_eq!(variables(&desk), ["other mail domain!: – | – (0)"]);
    desk.apply(Command::Undo);
    assert_eq!(variables(&desk).len(), 2);
}

#[test]
fn a_text_becomes_a_variable_wherever_it_stands_in_one_step() {
    let mut desk = desk();
    let place = ScriptPlace::Rule { rule_set: 0, rule: 1 };
    let before = desk.workbench.script(place).expect("a script").to_owned();
    assert_eq!(desk.workbench.variable_of_text_at(place, (1, 1)), None);
    let mut wish = desk.workbench.variable_of_text_at(place, (1, 32)).expect("a text");
    assert_eq!(
        wish,
        MakeVariable {
            text: "@acme.example".to_owned(),
            name: "mail_domain".to_owned(),
            type_: VariableType::Text,
            values: vec![
                ("qa".to_owned(), "@acme.example".to_owned()),
                ("production".to_owned(), String::new())
            ],
        }
    );
    "suffix".clone_into(&mut wish.name);
    "@acme.com".clone_into(&mut wish.values[1].1);
    let proposal = desk.workbench.variable_proposal(&wish);
    assert_eq!((proposal.n_changes(), proposal.conflicts), (2, Vec::new()));
    assert_eq!(
        proposal.warnings,
        ["It stays in helper functions, since there `vars` is not known: pass the value as an argument"]
    );
    desk.apply(Command::Variable(VariableCommand::Make(wish)));
    assert_eq!(
        desk.workbench.script(place),
        Some("if user.userName.ends_with(vars.suffix) ?? false { vars.suffix } else { vars.domain }")
    );
    assert_eq!(
        variables(&desk),
        ["suffix text!: @acme.example | @acme.com (1)", "domain text: acme.example | – (1)"]
    );
    assert_eq!(desk.notices(), ["vars.suffix stands in 2 places of scripts now"]);
    desk.apply(Command::Undo);
    assert_eq!(desk.workbench.script(place), Some(before.as_str()));
    assert_eq!(variables(&desk), ["domain text: acme.example | – (1)"]);
}

#[test]
fn a_variable_that_has_the_text_already_is_taken() {
    let mut desk = desk();
    let place = ScriptPlace::Rule { rule_set: 0, rule: 0 };
    desk.type_script(0, place, "user.userName.before(\"acme.example\")");
    let wish = desk.workbench.variable_of_text(place, 24).expect("a text");
    assert_eq!(wish.name, "domain");
    desk.apply(Command::Variable(VariableCommand::Make(wish)));
    assert_eq!(desk.workbench.script(place), Some("user.userName.before(vars.domain)"));
    let wrong = MakeVariable {
        text: "nowhere".to_owned(),
        name: "1".to_owned(),
        values: vec![("qa".to_owned(), "ten".to_owned())],
        type_: VariableType::Number,
    };
    assert_eq!(desk.workbench.variable_proposal(&wrong).conflicts.len(), 3);
}

fn draft(name: &str, was: Option<&str>) -> EnvironmentDraft {
    let environment = Environment { name: name.to_owned(), ..Environment::default() };
    EnvironmentDraft { environment, was: was.map(str::to_owned) }
}

/// The environments in their order, each with what it has.
fn environments(desk: &Desk) -> String {
    let model = desk.workbench.model();
    let names = model.settings.environments.iter().map(|environment| {
        let variables = serde_json::to_string(&model.variables(&environment.name)).expect("JSON");
        format!("{} {variables}", environment.name)
    });
    names.collect::<Vec<_>>().join(", ")
}

#[test]
fn environments_are_added_renamed_ordered_and_removed_with_what_is_theirs() {
    let mut desk = desk();
    let set = |drafts: &[EnvironmentDraft]| {
        Command::Environment(EnvironmentCommand::Set { environments: drafts.to_vec() })
    };
    assert_eq!(environments(&desk), r#"qa {"domain":"acme.example"}, production {}"#);
    desk.apply(set(&[
        draft("production", Some("production")),
        draft("test", None),
        draft("try", Some("qa")),
    ]));
    assert_eq!(environments(&desk), r#"production {}, test {}, try {"domain":"acme.example"}"#);
    assert_eq!(desk.workbench.environment_name(), "try");
    desk.apply(Command::Undo);
    assert_eq!(environments(&desk), r#"qa {"domain":"acme.example"}, production {}"#);
    let left = [draft("production", Some("production"))];
    assert_eq!(
        environment_losses(desk.workbench.model(), &left),
        ["qa goes, with the value of 1 variable; undo brings it back"]
    );
    desk.apply(set(&left));
    assert_eq!(environments(&desk), "production {}");
    assert!(!desk.workbench.model().environments.contains_key("qa"));
    desk.notices();
    desk.apply(set(&[draft("a", None), draft("A", None)]));
    assert_eq!(desk.notices(), ["The environments stay as they are: Two environments are called `A`"]);
}

#[test]
fn names_of_environments_are_names_of_files() {
    let check = |names: &[&str], n_objections: usize| {
        let drafts: Vec<_> = names.iter().map(|name| draft(name, None)).collect();
        assert_eq!(environment_objections(&drafts).len(), n_objections, "{names:?}");
    };
    check(&["qa", "production"], 0);
    check(&[""], 1);
    check(&["../x", "a:b", ".x", "a\u{0}"], 4);
    check(&["qa", "QA"], 1);
}

#[test]
fn two_environments_can_change_names() {
    let mut desk = desk();
    let state = EnvironmentState {
        variables: serde_json::from_value(json!({ "domain": "acme.com" })).expect("variables"),
        ..EnvironmentState::default()
    };
    let mut model = desk.workbench.model().clone();
    model.environments.insert("production".to_owned(), state);
    desk = Desk::of(model);
    let drafts = vec![draft("production", Some("qa")), draft("qa", Some("production"))];
    desk.apply(Command::Environment(EnvironmentCommand::Set { environments: drafts }));
    assert_eq!(environments(&desk), r#"production {"domain":"acme.example"}, qa {"domain":"acme.com"}"#);
    assert_eq!(desk.workbench.next_environment(), Some("qa"));
    desk.apply(SelectCommand::Environment("qa".to_owned()));
    assert_eq!(desk.workbench.next_environment(), Some("production"));
}
