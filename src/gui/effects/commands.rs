//! What menus, palette and keys offer.

use egui::{Context, ThemePreference, ViewportCommand};

use crate::gui::app::App;
use crate::gui::dialogs::PresetOffer;
use crate::gui::files::FilePurpose;
use crate::gui::open_dialog::{Dialog, HelpPlace};
use crate::gui::ui_state::{BottomPage, FocusTarget};
use crate::gui::{UiCommand, theme};
use crate::mapping::Apply;
use crate::project::People;
use crate::workbench::{Command, RuleCommand, SampleCommand, ScriptPlace, SelectCommand, View};

impl App {
    pub(in crate::gui) fn carry_out_command(&mut self, command: UiCommand, ctx: &Context) {
        if !command.is_enabled(&self.workbench) {
            return;
        }
        match command {
            UiCommand::New => self.show(Dialog::NewProject { presets: PresetOffer::all() }),
            UiCommand::Open => self.ask_for(FilePurpose::OpenProject),
            UiCommand::Save => self.save(),
            UiCommand::SaveAs => self.save_as(),
            UiCommand::Import => self.ask_for(FilePurpose::ImportMapping),
            UiCommand::Export => self.show_export(),
            UiCommand::SignOff => self.show_sign_off(),
            UiCommand::ImportSignOff => self.ask_for(FilePurpose::ImportSignOff),
            UiCommand::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            UiCommand::Undo => self.apply(Command::Undo),
            UiCommand::Redo => self.apply(Command::Redo),
            UiCommand::Palette => self.show(Dialog::Palette { text: String::new(), chosen: 0 }),
            UiCommand::FindAttributeUses => self.find_attribute_uses(),
            UiCommand::FindInScripts
            | UiCommand::FindInScript
            | UiCommand::FindNext
            | UiCommand::FindPrevious => self.carry_out_find_command(command, ctx),
            UiCommand::ShowDesign => self.apply(Command::Select(SelectCommand::View(View::Design))),
            UiCommand::ShowGrid => self.apply(Command::Select(SelectCommand::View(View::Grid))),
            UiCommand::ShowPromote => self.apply(Command::Select(SelectCommand::View(View::Promote))),
            UiCommand::ShowSimulate => self.apply(Command::Select(SelectCommand::View(View::Simulate))),
            UiCommand::ShowCases => self.apply(Command::Select(SelectCommand::View(View::Cases))),
            UiCommand::FocusSamples => self.focus(FocusTarget::Samples),
            UiCommand::FocusPayload => self.focus(FocusTarget::Payload),
            UiCommand::FocusRules => self.focus(FocusTarget::Rules),
            UiCommand::FocusScript => self.focus(FocusTarget::Script),
            UiCommand::FocusRecord => self.focus(FocusTarget::Record),
            UiCommand::FocusProblems => self.focus(FocusTarget::Problems),
            UiCommand::FocusTrace => self.focus(FocusTarget::Trace),
            UiCommand::FocusCoverage => self.focus(FocusTarget::Coverage),
            UiCommand::FormatAll => self.apply(Command::Rule(RuleCommand::FormatAll)),
            UiCommand::ToggleValues => self.settings.shows_values = !self.settings.shows_values,
            UiCommand::StepForward => self.step(1),
            UiCommand::StepBack => self.step(-1),
            UiCommand::FocusRequests => self.focus(FocusTarget::Requests),
            UiCommand::FocusBody => self.focus(FocusTarget::Body),
            UiCommand::FocusResult => self.focus(FocusTarget::Result),
            UiCommand::ThemeSystem => self.set_theme(ThemePreference::System, ctx),
            UiCommand::ThemeDark => self.set_theme(ThemePreference::Dark, ctx),
            UiCommand::ThemeLight => self.set_theme(ThemePreference::Light, ctx),
            UiCommand::ZoomIn => self.set_zoom(ctx.zoom_factor() + theme::ZOOM_STEP, ctx),
            UiCommand::ZoomOut => self.set_zoom(ctx.zoom_factor() - theme::ZOOM_STEP, ctx),
            UiCommand::ZoomReset => self.set_zoom(1.0, ctx),
            UiCommand::Fix => self.fix_here(ctx),
            UiCommand::ExplainProblem => self.explain_here(ctx),
            UiCommand::Help => self.show(Dialog::Help(HelpPlace::default())),
            UiCommand::FunctionReference => self.show(Dialog::Functions { filter: String::new() }),
            UiCommand::Shortcuts => self.show(Dialog::Shortcuts),
            UiCommand::About => self.show(Dialog::About),
            UiCommand::AddSamples => self.ask_for(FilePurpose::LoadPayloads),
            UiCommand::PasteSample => self.show(Dialog::PasteSample { text: String::new(), problem: None }),
            UiCommand::NextProblem => self.next_problem(),
            UiCommand::EditSample
            | UiCommand::RenameSample
            | UiCommand::DuplicateSample
            | UiCommand::DeleteSample
            | UiCommand::MaskSamples
            | UiCommand::ToggleMaskOnLoad
            | UiCommand::ToggleMadeUp
            | UiCommand::NextSample
            | UiCommand::PreviousSample => self.carry_out_sample_command(command),
            UiCommand::PasteRequest
            | UiCommand::MoveRequestUp
            | UiCommand::MoveRequestDown
            | UiCommand::SaveRequest
            | UiCommand::RemoveRequest
            | UiCommand::ClearRequests => self.carry_out_request_command(command),
            UiCommand::Case(command) => self.carry_out_case_command(command),
            UiCommand::Data(command) => self.carry_out_data_command(command, ctx),
            UiCommand::Editor(command) => self.carry_out_editor_command(command, ctx),
            UiCommand::Promotion(command) => self.carry_out_promotion_command(command, ctx),
            _ => self.carry_out_rule_command(command),
        }
    }

    pub(in crate::gui) fn carry_out_rule_command(&mut self, command: UiCommand) {
        let rule_set = self.workbench.selection().rule_set;
        match command {
            UiCommand::AddRule => return self.show(Dialog::AddRule { filter: String::new() }),
            UiCommand::EditScript => return self.show_script(self.rule_place(), None),
            UiCommand::EditCondition => return self.show_script(ScriptPlace::Condition { rule_set }, None),
            UiCommand::EditFunctions => return self.show_script(ScriptPlace::Functions, None),
            _ => {}
        }
        let ScriptPlace::Rule { rule_set, rule } = self.workbench.selection().script else { return };
        let Some(selected) = self.workbench.rule() else { return };
        let command = match command {
            UiCommand::DuplicateRule => RuleCommand::Duplicate { rule_set, rule },
            UiCommand::DeleteRule => RuleCommand::Delete { rule_set, rule },
            UiCommand::MoveRuleUp => RuleCommand::Move { rule_set, from: rule, to: rule.saturating_sub(1) },
            UiCommand::MoveRuleDown => RuleCommand::Move { rule_set, from: rule, to: rule + 1 },
            UiCommand::ToggleRule => RuleCommand::SetEnabled { rule_set, rule, enabled: !selected.enabled },
            UiCommand::ToggleCreateOnly => {
                let apply = if selected.apply == Apply::Create { Apply::Always } else { Apply::Create };
                RuleCommand::SetApply { rule_set, rule, apply }
            }
            UiCommand::EditNote => {
                let note = selected.note.clone();
                return self.show(Dialog::EditNote { rule_set, rule, note });
            }
            _ => return,
        };
        self.apply(Command::Rule(command));
    }

    /// The rule that was in the editor last, if it is one of the listed rule set; else the first one.
    fn rule_place(&self) -> ScriptPlace {
        let selection = self.workbench.selection();
        let last = self.state.last_rule.filter(|place| {
            matches!(place, ScriptPlace::Rule { rule_set, .. } if *rule_set == selection.rule_set)
                && self.workbench.script(*place).is_some()
        });
        last.unwrap_or(ScriptPlace::Rule { rule_set: selection.rule_set, rule: 0 })
    }

    pub(in crate::gui) fn carry_out_sample_command(&mut self, command: UiCommand) {
        if command == UiCommand::ToggleMaskOnLoad {
            return self.toggle_mask_on_load();
        }
        let sample = self.workbench.selection().sample;
        let Some(selected) = self.workbench.sample() else { return };
        match command {
            UiCommand::EditSample => {
                let text = selected.payload.to_text();
                self.show(Dialog::EditSample { sample, text });
            }
            UiCommand::RenameSample => {
                let name = selected.name.clone();
                self.show(Dialog::RenameSample { sample, name });
            }
            UiCommand::DuplicateSample => {
                self.apply(Command::Sample(SampleCommand::Duplicate { sample }));
            }
            UiCommand::MaskSamples => self.show_masking(),
            UiCommand::ToggleMadeUp => {
                let people = if selected.people == People::MadeUp { People::Real } else { People::MadeUp };
                self.apply(Command::Sample(SampleCommand::SetPeople { sample, people }));
            }
            UiCommand::DeleteSample => self.apply(Command::Sample(SampleCommand::Delete { sample })),
            UiCommand::NextSample => self.apply(Command::Select(SelectCommand::Sample(sample + 1))),
            UiCommand::PreviousSample => {
                self.apply(Command::Select(SelectCommand::Sample(sample.saturating_sub(1))));
            }
            _ => {}
        }
    }

    pub(in crate::gui) fn show(&mut self, dialog: Dialog) {
        self.state.dialog = Some(Box::new(dialog));
    }

    pub(in crate::gui) fn focus(&mut self, target: FocusTarget) {
        let view = match target {
            FocusTarget::Requests | FocusTarget::Body | FocusTarget::Result => View::Simulate,
            FocusTarget::Cases | FocusTarget::CaseFields => View::Cases,
            FocusTarget::Checks
            | FocusTarget::Changes
            | FocusTarget::Impact
            | FocusTarget::Persons
            | FocusTarget::History => View::Promote,
            FocusTarget::ComparedChanges => self.workbench.selection().view,
            // Samples are in both views.
            FocusTarget::Problems
            | FocusTarget::Trace
            | FocusTarget::Coverage
            | FocusTarget::Uses
            | FocusTarget::Tables
            | FocusTarget::Variables
            | FocusTarget::Find
            | FocusTarget::Places => {
                self.state.bottom = match target {
                    FocusTarget::Problems => BottomPage::Problems,
                    FocusTarget::Trace => BottomPage::Trace,
                    FocusTarget::Coverage => BottomPage::Coverage,
                    FocusTarget::Uses => BottomPage::Uses,
                    FocusTarget::Tables => BottomPage::Tables,
                    FocusTarget::Variables => BottomPage::Variables,
                    _ => BottomPage::Find,
                };
                View::Design
            }
            FocusTarget::Samples if self.workbench.selection().view == View::Simulate => View::Simulate,
            _ => View::Design,
        };
        self.apply(Command::Select(SelectCommand::View(view)));
        self.state.focus = Some(target);
    }

    /// Goes through the steps of the evaluation; the first time to where they begin.
    fn step(&mut self, step: isize) {
        let last = self.state.explained.rows.len().saturating_sub(1);
        if self.state.bottom == BottomPage::Trace {
            self.state.trace_step = self.state.trace_step.saturating_add_signed(step).min(last);
        } else {
            self.state.bottom = BottomPage::Trace;
        }
        self.state.is_step_moved = true;
    }

    pub(in crate::gui) fn set_theme(&mut self, theme: ThemePreference, ctx: &Context) {
        self.settings.theme = theme;
        ctx.set_theme(theme);
    }

    pub(in crate::gui) fn set_zoom(&mut self, zoom: f32, ctx: &Context) {
        self.settings.zoom = zoom.clamp(theme::ZOOM_RANGE.0, theme::ZOOM_RANGE.1);
        ctx.set_zoom_factor(self.settings.zoom);
    }
}
