//! Undo and redo over everything; typing is one step as long as it goes on.

use scimwright::project::{CaseChoice, ExportRequest, export_mapping_file, plan_import};
use scimwright::workbench::{
    Command, ProjectCommand, RuleCommand, SampleCommand, ScriptPlace, SelectCommand,
};

use super::desk::Desk;

const RULE: ScriptPlace = ScriptPlace::Rule { rule_set: 0, rule: 0 };

fn script(desk: &Desk) -> &str {
    desk.workbench.script(RULE).expect("a script")
}

#[test]
fn typing_with_short_pauses_is_one_step() {
    let mut desk = Desk::new();
    for text in ["u", "us", "use", "user"] {
        desk.type_script(300, RULE, text);
    }
    desk.type_script(1_400, RULE, "user.");
    desk.apply(Command::Undo);
    assert_eq!(script(&desk), "user.userName");
    assert!(!desk.workbench.can_undo() && !desk.workbench.is_modified());
    desk.apply(Command::Redo);
    assert_eq!(script(&desk), "user.");
}

#[test]
fn a_pause_another_text_or_another_command_ends_a_step() {
    let mut desk = Desk::new();
    desk.type_script(100, RULE, "a");
    desk.type_script(1_500, RULE, "ab");
    desk.type_script(100, ScriptPlace::Functions, "f");
    desk.type_script(100, RULE, "abc");
    desk.apply_after(100, RuleCommand::SetEnabled { rule_set: 0, rule: 2, enabled: false });
    desk.type_script(100, RULE, "abcd");
    let mut seen = Vec::new();
    while desk.workbench.can_undo() {
        seen.push(script(&desk).to_owned());
        desk.apply(Command::Undo);
    }
    assert_eq!(seen, ["abcd", "abc", "abc", "ab", "ab", "a"]);
    assert_eq!(script(&desk), "user.userName");
}

#[test]
fn typing_after_an_undo_is_a_new_step() {
    let mut desk = Desk::new();
    desk.type_script(100, RULE, "a");
    desk.apply_after(10, Command::Undo);
    desk.type_script(10, RULE, "b");
    assert!(!desk.workbench.can_redo());
    desk.apply_after(10, Command::Undo);
    assert_eq!(script(&desk), "user.userName");
}

#[test]
fn undo_and_redo_go_through_every_command() {
    let mut desk = Desk::new();
    let (model, _) = scimwright::project::load_preset("google-4me").expect("a preset");
    let request =
        ExportRequest { environment: "qa", cases: CaseChoice::AsBefore, now: jiff::Timestamp::UNIX_EPOCH };
    let (file, _) = export_mapping_file(&model, &request).expect("exported");
    let mut states = vec![desk.text()];
    let mut models = vec![desk.workbench.model().clone()];
    let commands: Vec<super::desk::Wish> = vec![
        RuleCommand::Add { rule_set: 0, field: "vip".to_owned() }.into(),
        RuleCommand::SetScript { place: RULE, script: "1".to_owned() }.into(),
        RuleCommand::Duplicate { rule_set: 0, rule: 0 }.into(),
        RuleCommand::Move { rule_set: 0, from: 0, to: 3 }.into(),
        RuleCommand::Delete { rule_set: 0, rule: 1 }.into(),
        SampleCommand::Rename { sample: 0, name: "Anna".to_owned() }.into(),
        SampleCommand::SetText { sample: 0, text: "{".to_owned() }.into(),
        SampleCommand::Duplicate { sample: 1 }.into(),
        SampleCommand::Delete { sample: 0 }.into(),
        ProjectCommand::Import(Box::new(plan_import(desk.workbench.model(), file))).into(),
    ];
    for command in commands {
        desk.apply(command);
        states.push(desk.text());
        models.push(desk.workbench.model().clone());
    }
    for model in models.iter().rev().skip(1) {
        desk.apply(Command::Undo);
        assert_eq!(desk.workbench.model(), model);
    }
    assert!(!desk.workbench.can_undo() && !desk.workbench.is_modified());
    for model in models.iter().skip(1) {
        desk.apply(Command::Redo);
        assert_eq!(desk.workbench.model(), model);
    }
    assert!(!desk.workbench.can_redo());
    assert_eq!(desk.text().replace(" redo", ""), states.last().expect("a state").as_str());
}

#[test]
fn an_export_is_no_step_and_no_undo_forgets_it() {
    let mut desk = Desk::new();
    desk.type_script(100, RULE, "a");
    let model = desk.workbench.model().clone();
    let request =
        ExportRequest { environment: "qa", cases: CaseChoice::AsBefore, now: jiff::Timestamp::UNIX_EPOCH };
    let (file, exported) = export_mapping_file(&model, &request).expect("exported");
    desk.apply(ProjectCommand::Exported { environment: "qa".to_owned(), file: Box::new(file.clone()) });
    assert_eq!(desk.workbench.model(), &exported);
    desk.apply(Command::Undo);
    assert_eq!(script(&desk), "user.userName");
    assert!(!desk.workbench.can_undo());
    let knows = |desk: &Desk| desk.workbench.model().environments["qa"].exchanged == Some(file.clone());
    assert!(knows(&desk));
    desk.apply(Command::Redo);
    assert!(knows(&desk) && script(&desk) == "a");
}

#[test]
fn an_import_is_one_step_with_its_environment() {
    let mut desk = Desk::new();
    let mut other = desk.workbench.model().clone();
    "staging".clone_into(&mut other.settings.environments[0].name);
    other.mapping.rule_sets[0].rules.truncate(1);
    let request = ExportRequest {
        environment: "staging",
        cases: CaseChoice::AsBefore,
        now: jiff::Timestamp::UNIX_EPOCH,
    };
    let (file, _) = export_mapping_file(&other, &request).expect("exported");
    let before = desk.workbench.model().clone();
    let plan = plan_import(desk.workbench.model(), file);
    desk.apply(ProjectCommand::Import(Box::new(plan)));
    desk.check(
        "* User → person: [primary_email]
        Group → site: name
        samples: [01-ann] 02-bob
        staging: modified undo",
    );
    assert_eq!(desk.notices(), ["Imported: 2 changes"]);
    desk.apply(Command::Undo);
    assert_eq!(desk.workbench.model(), &before);
    desk.check(
        "* User → person: [primary_email] name job_title
        Group → site: name
        samples: [01-ann] 02-bob
        qa: redo",
    );
    desk.apply(Command::Redo);
    assert!(desk.workbench.model().environment("staging").is_some());
}

#[test]
fn a_hundred_steps_are_kept() {
    let mut desk = Desk::new();
    for step in 0..130 {
        desk.type_script(5_000, RULE, &step.to_string());
    }
    let mut steps = 0;
    while desk.workbench.can_undo() {
        desk.apply(Command::Undo);
        steps += 1;
    }
    assert_eq!((steps, script(&desk)), (100, "29"));
    assert!(desk.apply(Command::Undo).is_empty());
}

#[test]
fn what_is_saved_is_not_modified_until_it_changes() {
    let mut desk = Desk::new();
    desk.type_script(5_000, RULE, "1");
    let saved =
        |desk: &Desk| ProjectCommand::Saved { root: "/p".into(), revision: desk.workbench.revision() };
    let command = saved(&desk);
    desk.type_script(5_000, RULE, "12");
    // A save that ended late is of an older state.
    desk.apply(command);
    assert!(desk.workbench.is_modified());
    let command = saved(&desk);
    desk.apply(command);
    assert!(!desk.workbench.is_modified());
    desk.apply(Command::Undo);
    assert!(desk.workbench.is_modified());
    desk.apply(Command::Redo);
    assert!(!desk.workbench.is_modified());
    assert_eq!(desk.workbench.root(), Some(std::path::Path::new("/p")));
    desk.apply(SelectCommand::Sample(1));
    assert!(!desk.workbench.is_modified());
}

#[test]
fn what_changes_much_at_once_begins_a_step() {
    let mut desk = Desk::new();
    desk.type_script(100, RULE, "");
    desk.type_script(100, RULE, "us");
    desk.type_script(100, RULE, "user.preferredLanguage");
    desk.type_script(100, RULE, "user.preferredLanguage;");
    let mut seen = Vec::new();
    while desk.workbench.can_undo() {
        desk.apply(Command::Undo);
        seen.push(script(&desk).to_owned());
    }
    assert_eq!(seen, ["us", "user.userName"]);
}
