//! Commands on the project as a whole.

use scimwright::project::load_preset;
use scimwright::workbench::{Command, Notice, ProjectCommand, RuleCommand, SelectCommand, View};

use super::desk::Desk;

#[test]
fn another_project_begins_anew() {
    let mut desk = Desk::new();
    desk.apply(RuleCommand::Delete { rule_set: 0, rule: 0 });
    desk.apply(SelectCommand::View(View::Grid));
    desk.apply(SelectCommand::Sample(1));
    desk.work();
    let (model, diagnostics) = load_preset("entra-4me").expect("a preset");
    let replace = |unsaved| ProjectCommand::Replace {
        model: Box::new(model.clone()),
        root: Some("/p".into()),
        diagnostics: diagnostics.clone(),
        unsaved,
    };
    desk.apply(replace(false));
    let workbench = &desk.workbench;
    assert!(!workbench.can_undo() && !workbench.is_modified() && !workbench.is_preview_current());
    assert_eq!((workbench.environment_name(), workbench.selection().sample), ("qa", 0));
    assert_eq!(workbench.selection().view, View::Grid);
    assert_eq!(workbench.target().name, "4me");
    // Recovered work is not saved yet.
    desk.apply(replace(true));
    assert!(desk.workbench.is_modified());
    desk.apply(Command::Undo);
    assert!(desk.workbench.is_modified());
}

#[test]
fn a_preset_runs_green_in_both_environments() {
    for name in scimwright::project::preset_names() {
        let mut desk = Desk::of(load_preset(&name).expect("a preset").0);
        for environment in ["qa", "production"] {
            desk.apply(SelectCommand::Environment(environment.to_owned()));
            desk.work();
            assert!(desk.workbench.preview().cases.iter().all(|case| case.passed), "{name} {environment}");
        }
    }
}

#[test]
fn messages_are_kept_in_order_and_not_for_ever() {
    let mut desk = Desk::new();
    for number in 0..30 {
        desk.apply(ProjectCommand::Notify(Notice::note(number.to_string())));
    }
    let texts = desk.notices();
    assert_eq!((texts.len(), texts[0].as_str(), texts[19].as_str()), (20, "10", "29"));
    desk.apply(ProjectCommand::DismissNotice);
    assert!(desk.workbench.notices().is_empty());
}
