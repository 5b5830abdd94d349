//! Commands on rules.

use scimwright::mapping::Apply;
use scimwright::workbench::{Command, RuleCommand, ScriptPlace, SelectCommand};

use super::desk::Desk;

const START: &str = "
    * User → person: [primary_email] name job_title
    Group → site: name
    samples: [01-ann] 02-bob
    qa:";

fn select(desk: &mut Desk, rule_set: usize, rule: usize) {
    desk.apply(SelectCommand::Script(ScriptPlace::Rule { rule_set, rule }));
}

#[test]
fn a_rule_is_added_behind_the_selected_one() {
    let mut desk = Desk::new();
    desk.check(START);
    desk.apply(RuleCommand::Add { rule_set: 0, field: "vip".to_owned() });
    desk.check(
        "* User → person: primary_email [vip] name job_title
        Group → site: name
        samples: [01-ann] 02-bob
        qa: modified undo",
    );
    assert_eq!(desk.workbench.rule().expect("a rule").script, "()");
    // In another rule set than the selected rule's it goes to the end.
    desk.apply(RuleCommand::Add { rule_set: 1, field: "city".to_owned() });
    desk.check(
        "User → person: primary_email vip name job_title
        * Group → site: name [city]
        samples: [01-ann] 02-bob
        qa: modified undo",
    );
    desk.apply(RuleCommand::Add { rule_set: 7, field: "vip".to_owned() });
    assert_eq!(desk.workbench.model().mapping.rule_sets[1].rules.len(), 2);
}

#[test]
fn a_copy_is_disabled_and_selected() {
    let mut desk = Desk::new();
    desk.apply(RuleCommand::Duplicate { rule_set: 0, rule: 1 });
    desk.check(
        "* User → person: primary_email name [-name] job_title
        Group → site: name
        samples: [01-ann] 02-bob
        qa: modified undo",
    );
    assert_eq!(desk.workbench.rule().expect("a rule").script, "user.displayName");
}

#[test]
fn a_deleted_rule_leaves_the_selection_where_it_was() {
    let mut desk = Desk::new();
    select(&mut desk, 0, 2);
    desk.apply(RuleCommand::Delete { rule_set: 0, rule: 0 });
    desk.check(
        "* User → person: name [job_title]
        Group → site: name
        samples: [01-ann] 02-bob
        qa: modified undo",
    );
    desk.apply(RuleCommand::Delete { rule_set: 0, rule: 1 });
    desk.check(
        "* User → person: [name]
        Group → site: name
        samples: [01-ann] 02-bob
        qa: modified undo",
    );
    desk.apply(RuleCommand::Delete { rule_set: 0, rule: 0 });
    desk.check(
        "* User → person:
        Group → site: name
        samples: [01-ann] 02-bob
        qa: modified undo",
    );
    assert!(desk.workbench.rule().is_none());
    let revision = desk.workbench.revision();
    assert!(desk.apply(RuleCommand::Delete { rule_set: 0, rule: 0 }).is_empty());
    assert_eq!(desk.workbench.revision(), revision);
}

#[test]
fn a_moved_rule_is_selected() {
    let mut desk = Desk::new();
    desk.apply(RuleCommand::Move { rule_set: 0, from: 0, to: 2 });
    desk.check(
        "* User → person: name job_title [primary_email]
        Group → site: name
        samples: [01-ann] 02-bob
        qa: modified undo",
    );
    let before = desk.text();
    for (from, to) in [(0, 0), (0, 3), (3, 0), (9, 9)] {
        assert!(desk.apply(RuleCommand::Move { rule_set: 0, from, to }).is_empty());
    }
    assert_eq!(desk.text(), before);
}

#[test]
fn rules_are_switched_and_noted() {
    let mut desk = Desk::new();
    desk.apply(RuleCommand::SetEnabled { rule_set: 0, rule: 1, enabled: false });
    desk.check(
        "* User → person: [primary_email] -name job_title
        Group → site: name
        samples: [01-ann] 02-bob
        qa: modified undo",
    );
    desk.apply(RuleCommand::SetApply { rule_set: 0, rule: 2, apply: Apply::Create });
    desk.apply(RuleCommand::SetNote { rule_set: 0, rule: 2, note: "why".to_owned() });
    let rules = &desk.workbench.model().mapping.rule_sets[0].rules;
    assert_eq!((rules[2].apply, rules[2].note.as_str()), (Apply::Create, "why"));
    // What changes nothing is no step.
    let revision = desk.workbench.revision();
    desk.apply(RuleCommand::SetEnabled { rule_set: 0, rule: 1, enabled: false });
    desk.apply(RuleCommand::SetNote { rule_set: 0, rule: 99, note: "nobody".to_owned() });
    assert_eq!(desk.workbench.revision(), revision);
    for _ in 0..3 {
        desk.apply(Command::Undo);
    }
    desk.check(&format!("{START} redo"));
}

#[test]
fn scripts_of_all_kinds_are_edited() {
    let mut desk = Desk::new();
    let places = [
        (ScriptPlace::Rule { rule_set: 1, rule: 0 }, "Group → site / name"),
        (ScriptPlace::Condition { rule_set: 0 }, "User → person / condition"),
        (ScriptPlace::Functions, "helper functions"),
    ];
    for (place, title) in places {
        desk.type_script(5_000, place, "fn f() { 1 }");
        assert_eq!(desk.workbench.script(place), Some("fn f() { 1 }"));
        assert_eq!(desk.workbench.script_title(place).as_deref(), Some(title));
    }
    let nowhere = ScriptPlace::Rule { rule_set: 9, rule: 9 };
    desk.type_script(5_000, nowhere, "x");
    assert_eq!((desk.workbench.script(nowhere), desk.workbench.script_title(nowhere)), (None, None));
}

#[test]
fn the_selection_stays_inside() {
    let mut desk = Desk::new();
    select(&mut desk, 99, 99);
    desk.check(
        "User → person: primary_email name job_title
        * Group → site: [name]
        samples: [01-ann] 02-bob
        qa:",
    );
    desk.apply(SelectCommand::Sample(99));
    desk.apply(SelectCommand::RuleSet(99));
    desk.apply(SelectCommand::Environment("nowhere".to_owned()));
    desk.check(
        "User → person: primary_email name job_title
        * Group → site: [name]
        samples: 01-ann [02-bob]
        qa:",
    );
    let mut empty = Desk::of(scimwright::project::ProjectModel::default());
    select(&mut empty, 3, 3);
    empty.apply(SelectCommand::Sample(3));
    empty.apply(RuleCommand::Add { rule_set: 0, field: "name".to_owned() });
    empty.work();
    assert!(empty.workbench.rule_rows().is_empty() && empty.workbench.record_rows().is_empty());
    assert_eq!(empty.text(), "samples:\n:");
}
