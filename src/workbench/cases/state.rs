//! What is known of cases beside the preview.

use std::sync::Arc;

use crate::mapping::{MappingRun, RuleTrace};
use crate::workbench::{ExpectPlan, ExpectQuestion, ScriptPlace, Workbench};

/// What is known of cases beside the preview.
#[derive(Debug, Default)]
pub(in crate::workbench) struct CasesState {
    /// What all samples become, once that was asked.
    pub plan: Option<Arc<ExpectPlan>>,
    /// What the case did that was asked for last.
    pub explained: Option<ExplainedCase>,
}

/// What a case did.
#[derive(Clone, Debug)]
pub(in crate::workbench) struct ExplainedCase {
    /// The revision that it is of.
    pub revision: u64,
    pub stem: String,
    pub answer: CaseAnswer,
}

/// The run of a case, with the traces of its scripts.
#[derive(Clone, Debug, Default)]
pub struct CaseAnswer {
    /// `None` when the case could not be run.
    pub run: Option<Arc<MappingRun>>,
    /// One for each script of the rule set.
    pub traces: Arc<Vec<RuleTrace>>,
}

impl Workbench {
    /// The work that finds out what all samples become.
    pub fn expect_question(&self) -> ExpectQuestion {
        ExpectQuestion {
            revision: self.revision,
            model: self.model.clone(),
            environment: self.environment.clone(),
            now: self.now,
        }
    }

    /// What all samples become, once it is found out, for the project as it is.
    pub fn expect_plan(&self) -> Option<&Arc<ExpectPlan>> {
        self.cases.plan.as_ref().filter(|plan| plan.revision == self.revision)
    }

    /// What the case of this stem did, which may be of an older revision.
    pub(in crate::workbench) fn explained_case(&self, stem: &str) -> Option<&CaseAnswer> {
        let explained = self.cases.explained.as_ref().filter(|explained| explained.stem == stem)?;
        Some(&explained.answer)
    }

    /// Whether what the selected case did is known for the project as it is.
    pub fn is_case_explained(&self) -> bool {
        let selected = self.model.cases.get_index(self.selection.case).map(|(stem, _)| stem);
        let explained = self.cases.explained.as_ref();
        explained.is_some_and(|of| of.revision == self.revision && Some(&of.stem) == selected)
    }

    /// The trace of a script of the selected case, with the record that the case begins with.
    pub fn case_trace(&self, place: ScriptPlace) -> Option<&RuleTrace> {
        let (stem, _) = self.model.cases.get_index(self.selection.case)?;
        let (rule_set, rule) = match place {
            ScriptPlace::Rule { rule_set, rule } => (rule_set, Some(rule)),
            ScriptPlace::Condition { rule_set } => (rule_set, None),
            ScriptPlace::Functions => return None,
        };
        let mut traces = self.explained_case(stem)?.traces.iter();
        traces.find(|trace| trace.rule_set_idx == rule_set && trace.rule_idx == rule)
    }
}
