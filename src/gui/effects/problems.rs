//! Going to problems, mending and explaining them.

use egui::Context;

use crate::gui::app::App;
use crate::gui::help_pages::help_of_code;
use crate::gui::open_dialog::{Dialog, HelpPlace};
use crate::gui::panels::{SCRIPT_EDITOR, problem_intents};
use crate::gui::ui_state::BottomPage;
use crate::gui::widgets;
use crate::workbench::{Command, Notice, Problem, ProblemTarget, RuleCommand};

impl App {
    pub(in crate::gui) fn next_problem(&mut self) {
        let count = self.workbench.preview().problems.len();
        self.state.bottom = BottomPage::Problems;
        let next = self.state.problem.map_or(0, |problem| (problem + 1) % count.max(1));
        self.state.problem = Some(next);
        if let Some(problem) = self.workbench.preview().problems.get(next) {
            let intents = problem_intents(problem);
            for intent in intents {
                self.outbox.send(intent);
            }
        }
    }

    /// Mends the problem at the cursor while the editor has the keyboard, else the selected one.
    pub(in crate::gui) fn fix_here(&mut self, ctx: &Context) {
        let is_mendable =
            |problem: &Problem| problem.diagnostic.fix.is_some() || problem.diagnostic.suggestion.is_some();
        match self.problem_here(ctx, is_mendable) {
            Some(problem) if self.has_fix(problem) => self.fix_problem(problem),
            Some(problem) => self.make_variable_of_problem(problem),
            None => self.notify(Notice::note("No problem here has a fix")),
        }
    }

    fn has_fix(&self, problem: usize) -> bool {
        let problem = self.workbench.preview().problems.get(problem);
        problem.is_some_and(|problem| problem.diagnostic.fix.is_some())
    }

    pub(in crate::gui) fn explain_here(&mut self, ctx: &Context) {
        match self.problem_here(ctx, |_| true) {
            Some(problem) => self.explain_problem(problem),
            None => self.notify(Notice::note("There is no problem here")),
        }
    }

    pub(in crate::gui) fn explain_problem(&mut self, problem: usize) {
        let Some(problem) = self.workbench.preview().problems.get(problem) else { return };
        if let Some((page, section)) = help_of_code(problem.diagnostic.code.id()) {
            let place = HelpPlace { page, section, is_moved: true, filter: String::new() };
            self.show(Dialog::Help(place));
        }
    }

    /// Makes the changes that a problem offers, in one step. They are of the script that the problem was
    /// found in; when it is another one by now nothing is done.
    pub(in crate::gui) fn fix_problem(&mut self, problem: usize) {
        let Some(problem) = self.workbench.preview().problems.get(problem) else { return };
        let (ProblemTarget::Script(place), Some(fix)) = (problem.target, &problem.diagnostic.fix) else {
            return;
        };
        let at = fix.edits.first().map(|edit| (edit.line, edit.column));
        let title = fix.title.clone();
        let mended = self.workbench.script(place).and_then(|script| fix.apply(script));
        let Some(script) = mended.filter(|_| self.workbench.is_preview_current()) else {
            self.notify(Notice::note("The script has changed since; try again"));
            return;
        };
        self.apply(Command::Rule(RuleCommand::SetScripts { scripts: vec![(place, script)] }));
        self.notify(Notice::note(format!("Fixed: {title}")));
        self.show_script(place, at);
    }

    /// The problem at the cursor, else one in its line, else the first one of the script; the selected
    /// one when the editor does not have the keyboard.
    pub(super) fn problem_here(&self, ctx: &Context, fits: impl Fn(&Problem) -> bool) -> Option<usize> {
        let problems = &self.workbench.preview().problems;
        let id = widgets::code_editor_id(SCRIPT_EDITOR);
        if !ctx.memory(|memory| memory.has_focus(id))
            && let Some(selected) = self.state.problem
            && problems.get(selected).is_some_and(&fits)
        {
            return Some(selected);
        }
        let script = ProblemTarget::Script(self.workbench.selection().script);
        let (line, column) = self.state.cursor.unwrap_or((1, 1));
        let distance = |problem: &Problem| {
            let span = problem.diagnostic.place.span?;
            let is_here = span.line == line && (span.column..=span.column + span.length).contains(&column);
            Some(if is_here { 0 } else { span.line.abs_diff(line) + 1 })
        };
        let here =
            problems.iter().enumerate().filter(|(_, problem)| problem.target == script && fits(problem));
        here.min_by_key(|(_, problem)| distance(problem).unwrap_or(usize::MAX)).map(|(idx, _)| idx)
    }
}
