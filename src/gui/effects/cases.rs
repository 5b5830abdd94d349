//! What menus, panels and dialogs ask of cases.

use crate::gui::app::App;
use crate::gui::open_dialog::Dialog;
use crate::gui::ui_command::CaseUiCommand;
use crate::gui::ui_state::FocusTarget;
use crate::mapping::CaseRecord;
use crate::workbench::{
    CaseCommand, CaseFieldRow, CaseFilter, Command, FieldVerdict, Job, ScriptPlace, SelectCommand, View,
};

impl App {
    pub(in crate::gui) fn carry_out_case_command(&mut self, command: CaseUiCommand) {
        let selection = *self.workbench.selection();
        let (sample, rule_set) = (selection.sample, selection.rule_set);
        match command {
            CaseUiCommand::ExpectField => {
                let Some(field) = self.workbench.rule().map(|rule| rule.field.clone()) else { return };
                self.case(CaseCommand::ExpectField { sample, rule_set, field });
            }
            CaseUiCommand::ExpectRecord => self.case(CaseCommand::ExpectRecord { sample, rule_set }),
            CaseUiCommand::ExpectAll => self.ask_expect_all(),
            CaseUiCommand::NextRed => self.go_to_red(true),
            CaseUiCommand::PreviousRed => self.go_to_red(false),
            CaseUiCommand::AcceptListed => {
                let (listed, _) = self.state.cases.listed(&self.workbench);
                let stem = |case: &usize| Some(self.workbench.model().cases.get_index(*case)?.0.clone());
                let stems = listed.iter().filter_map(stem).collect();
                self.case(CaseCommand::Accept { stems });
            }
            CaseUiCommand::FocusList => self.focus(FocusTarget::Cases),
            CaseUiCommand::FocusFields => self.focus(FocusTarget::CaseFields),
            _ => self.carry_out_on_case(command),
        }
    }

    fn carry_out_on_case(&mut self, command: CaseUiCommand) {
        let selected = self.workbench.model().cases.get_index(self.workbench.selection().case);
        let Some((stem, case)) = selected.map(|(stem, case)| (stem.clone(), case.clone())) else { return };
        match command {
            CaseUiCommand::Accept => self.case(CaseCommand::Accept { stems: vec![stem] }),
            CaseUiCommand::Rename => self.show(Dialog::RenameCase { stem, name: case.name }),
            CaseUiCommand::EditCurrent => {
                let text = match &case.current {
                    CaseRecord::Given(record) => serde_json::to_string_pretty(record).unwrap_or_default(),
                    CaseRecord::FromRecords | CaseRecord::New => String::new(),
                };
                self.show(Dialog::CaseCurrent { stem, current: case.current, text });
            }
            CaseUiCommand::Duplicate => self.case(CaseCommand::Duplicate { stem }),
            CaseUiCommand::Delete => self.case(CaseCommand::Delete { stem }),
            _ => {
                let Some(row) = self.state.cases.selected_field(&self.workbench, self.state.answer) else {
                    return;
                };
                self.carry_out_on_case_field(command, (stem, case.record_type), row);
            }
        }
    }

    fn carry_out_on_case_field(
        &mut self,
        command: CaseUiCommand,
        (stem, record_type): (String, String),
        row: CaseFieldRow,
    ) {
        match command {
            CaseUiCommand::AcceptField if command.is_for(row.verdict) => {
                self.case(CaseCommand::AcceptField { stem, field: row.field });
            }
            CaseUiCommand::EditExpected if row.is_status() => {
                self.show(Dialog::CaseStatus { stem });
            }
            CaseUiCommand::EditExpected => {
                let (form, text) = self.workbench.value_as_text(&record_type, &row.field, &row.expected);
                self.show(Dialog::EditExpected { stem, record_type, field: row.field, form, text });
            }
            CaseUiCommand::ToggleCompared => {
                let is_compared = row.verdict == FieldVerdict::NotCompared;
                self.case(CaseCommand::SetCompared { stem, field: row.field, is_compared });
            }
            CaseUiCommand::OpenInDesign => self.open_case_in_design(row.script),
            _ => {}
        }
    }

    /// Shows the rule with the sample of the selected case.
    fn open_case_in_design(&mut self, script: Option<ScriptPlace>) {
        let Some(view) = self.state.cases.shown(&self.workbench, self.state.answer) else { return };
        if let Some(sample) = view.sample {
            self.apply(Command::Select(SelectCommand::Sample(sample)));
        }
        match script {
            Some(place) => self.show_script(place, None),
            None => self.apply(Command::Select(SelectCommand::View(View::Design))),
        }
    }

    fn go_to_red(&mut self, is_forward: bool) {
        let is_there = self.workbench.selection().view == View::Cases;
        let case =
            if is_there { self.workbench.next_red_case(is_forward) } else { self.workbench.first_red_case() };
        let Some(case) = case else { return };
        // Who comes from a rule wants to see its field; one that does not differ is passed over.
        let field = self.workbench.rule().filter(|_| !is_there).map(|rule| rule.field.clone());
        self.state.cases.field = None;
        self.apply(Command::Select(SelectCommand::Case(case)));
        // A red case that is not listed could not be seen.
        let (listed, _) = self.state.cases.listed(&self.workbench);
        if listed.binary_search(&case).is_err() {
            self.state.cases.filter = CaseFilter::default();
        }
        if let Some(view) = self.state.cases.shown(&self.workbench, self.state.answer) {
            let differs = |row: &&CaseFieldRow| row.verdict == FieldVerdict::Differs;
            self.state.cases.field =
                field.filter(|field| view.fields.iter().filter(differs).any(|row| row.field == *field));
        }
        self.focus(FocusTarget::CaseFields);
    }

    fn ask_expect_all(&mut self) {
        self.show(Dialog::ExpectAll { updates: false });
        let question = self.workbench.expect_question();
        self.worker.start(Job::Expect(question));
    }

    fn case(&mut self, command: CaseCommand) {
        self.apply(Command::Case(command));
    }
}
