//! Choosing environment and cases of an export.

use egui::{RadioButton, Ui};

use crate::diagnostic::Severity;
use crate::gui::dialogs::dialog::{buttons_ui, title_ui};
use crate::gui::export_job::ExportOptions;
use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::{environment_label_ui, environment_strip_of};
use crate::gui::theme::{LAYOUT, SIZES, Tokens};
use crate::gui::widgets::{callout_ui, paragraph_ui};
use crate::project::{CaseChoice, unmasked_cases, unmasked_words};
use crate::workbench::Workbench;

pub(super) fn export_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    (environment, cases, options): (&mut String, &mut CaseChoice, &mut ExportOptions),
    outbox: &mut Outbox,
) {
    title_ui(ui, "Export mapping file", LAYOUT.dialog_width);
    let chosen = workbench.model().environment(environment);
    environment_strip_of(ui, chosen);
    ui.add_space(SIZES.gap);
    if let Some(environment) = chosen {
        environment_label_ui(ui, environment);
        ui.add_space(SIZES.gap);
    }
    paragraph_ui(ui, "The file carries rules, functions, tables and the variables of one environment.");
    ui.add_space(SIZES.gap);
    for other in &workbench.model().settings.environments {
        let label = format!("{} · {}", other.label(), other.account);
        if ui.add(RadioButton::new(*environment == other.name, label)).clicked() {
            environment.clone_from(&other.name);
        }
    }
    ui.add_space(SIZES.gap);
    let mut with_cases = match cases {
        CaseChoice::With => true,
        CaseChoice::Without => false,
        CaseChoice::AsBefore => had_cases(workbench, environment),
    };
    let count = workbench.model().cases.len();
    let label = if count == 0 {
        "With the cases (there are none yet)".to_owned()
    } else {
        format!("With the cases ({count})")
    };
    ui.add_enabled_ui(count > 0, |ui| {
        if ui.checkbox(&mut with_cases, label).changed() {
            *cases = if with_cases { CaseChoice::With } else { CaseChoice::Without };
        }
    });
    if with_cases {
        unlock_ui(ui, workbench, options);
    }
    if workbench.root().is_none() {
        ui.add_space(SIZES.gap);
        paragraph_ui(ui, "The project is saved first, since it keeps what went out.");
    }
    ui.checkbox(&mut options.seals, "Seal it with my key");
    let objection = objection(workbench, environment);
    if let Some((text, is_blocking)) = &objection {
        ui.add_space(SIZES.gap);
        let tokens = Tokens::of(ui);
        let colour = if *is_blocking { tokens.failed } else { tokens.warning };
        callout_ui(ui, colour, |ui| paragraph_ui(ui, text));
    }
    let is_free = objection.is_none_or(|(_, is_blocking)| !is_blocking);
    if buttons_ui(ui, "Choose file…", is_free, outbox) {
        outbox.send(Intent::CloseDialog);
        outbox.send(Intent::Export { environment: environment.clone(), cases: *cases, options: *options });
    }
}

/// Records of real people leave the project only when a person says so.
fn unlock_ui(ui: &mut Ui, workbench: &Workbench, options: &mut ExportOptions) {
    let cases = unmasked_cases(workbench.model());
    if let Some(words) = unmasked_words("case", cases.iter().map(|(_, case)| case.name.as_str())) {
        ui.add_space(SIZES.gap);
        callout_ui(ui, Tokens::of(ui).warning, |ui| paragraph_ui(ui, &words));
        ui.checkbox(&mut options.unlocks_people, "Let them leave the project all the same");
    }
}

fn had_cases(workbench: &Workbench, environment: &str) -> bool {
    let state = workbench.model().environments.get(environment);
    state.and_then(|state| state.exchanged.as_ref()).is_some_and(|file| file.content.cases.is_some())
}

/// What speaks against the export, and whether it prevents it.
fn objection(workbench: &Workbench, environment: &str) -> Option<(String, bool)> {
    let problems = workbench.preview().problems.iter();
    let errors =
        problems.filter(|problem| problem.sample.is_none() && problem.diagnostic.severity == Severity::Error);
    let count = errors.count();
    let red = workbench.preview().cases.iter().filter(|case| !case.passed).count();
    let is_protected = workbench.model().environment(environment).is_some_and(|found| found.protected);
    if environment == workbench.environment_name()
        && let Some(why) = workbench.export_objection()
    {
        return Some((format!("{why}. The checklist of the Promote view says what is left"), true));
    }
    match (count, red) {
        (0, 0) => None,
        (0, red) if is_protected => {
            Some((format!("Cases that are red: {red}; this environment is protected, mend them first"), true))
        }
        (0, red) => Some((format!("Cases that are red: {red}"), false)),
        (count, _) if is_protected => Some((
            format!("The mapping has errors ({count}), and this environment is protected; mend them first"),
            true,
        )),
        (count, _) => {
            Some((format!("The mapping has errors ({count}); their rules will have no effect"), false))
        }
    }
}
