//! What the window knows of the Cases view: which cases are listed, the selected field, and what is
//! shown of the selected case, made once for each state.
//!
//! Not how it is found out, which the workbench does.

use std::sync::Arc;

use crate::workbench::{
    CaseFieldRow, CaseFilter, CaseView, TraceRow, WhyText, Workbench, trace_remarks, trace_rows, why,
};

/// The state of the Cases view.
#[derive(Debug, Default)]
pub(super) struct CasesUi {
    /// Which cases are listed.
    pub filter: CaseFilter,
    /// The selected field, by name; the first one otherwise.
    pub field: Option<String>,
    /// The list is scrolled to this case.
    pub scrolled: Option<usize>,
    listed: Option<(ListKey, Arc<Vec<usize>>)>,
    /// The fields that differ in any case.
    red_fields: RedFields,
    shown: Option<(ShownKey, Option<Arc<CaseView>>)>,
    why: Option<(WhyKey, Arc<CaseWhy>)>,
}

/// Why a field of a case has its value.
#[derive(Clone, Debug, Default)]
pub(super) struct CaseWhy {
    /// In sentences; `None` when there is no trace.
    pub why: Option<WhyText>,
    /// The steps of the evaluation.
    pub steps: Vec<TraceRow>,
    /// What is to be known of the trace as a whole.
    pub remarks: Vec<String>,
}

/// Fields with how many cases differ in them.
pub(super) type RedFields = Arc<Vec<(String, usize)>>;
/// The revision, the preview and the filter.
type ListKey = (u64, u64, CaseFilter);
/// The revision, the preview, the answer of background work and the case.
type ShownKey = (u64, u64, u64, usize);
type WhyKey = (ShownKey, String);

impl CasesUi {
    /// The cases that are listed, and the fields that differ in any.
    pub fn listed(&mut self, workbench: &Workbench) -> (Arc<Vec<usize>>, RedFields) {
        let key = (workbench.revision(), workbench.preview_number(), self.filter.clone());
        if let Some((known, listed)) = &self.listed
            && *known == key
        {
            return (Arc::clone(listed), Arc::clone(&self.red_fields));
        }
        let listed = Arc::new(workbench.filtered_cases(&self.filter));
        self.red_fields = Arc::new(workbench.red_fields());
        self.listed = Some((key, Arc::clone(&listed)));
        (listed, Arc::clone(&self.red_fields))
    }

    /// The selected case as it is shown. `answer` is another number for everything that was received.
    pub fn shown(&mut self, workbench: &Workbench, answer: u64) -> Option<Arc<CaseView>> {
        let key = shown_key(workbench, answer);
        if let Some((known, view)) = &self.shown
            && *known == key
        {
            return view.clone();
        }
        let view = workbench.selected_case().map(Arc::new);
        self.shown = Some((key, view.clone()));
        view
    }

    /// Which row of the fields is selected.
    pub fn selected_row(&self, view: &CaseView) -> usize {
        let wanted = self.field.as_deref();
        view.fields.iter().position(|row| Some(row.field.as_str()) == wanted).unwrap_or(0)
    }

    /// The selected field of the selected case.
    pub fn selected_field(&mut self, workbench: &Workbench, answer: u64) -> Option<CaseFieldRow> {
        let view = self.shown(workbench, answer)?;
        view.fields.get(self.selected_row(&view)).cloned()
    }

    /// Why a field of the selected case has its value.
    pub fn why(&mut self, workbench: &Workbench, answer: u64, row: &CaseFieldRow) -> Arc<CaseWhy> {
        let key = (shown_key(workbench, answer), row.field.clone());
        if let Some((known, why)) = &self.why
            && *known == key
        {
            return Arc::clone(why);
        }
        let trace = row.script.and_then(|script| workbench.case_trace(script));
        let made = trace.map(|trace| CaseWhy {
            why: Some(why(trace)),
            steps: trace_rows(trace),
            remarks: trace.trace.as_ref().map(trace_remarks).unwrap_or_default(),
        });
        let made = Arc::new(made.unwrap_or_default());
        self.why = Some((key, Arc::clone(&made)));
        made
    }
}

fn shown_key(workbench: &Workbench, answer: u64) -> ShownKey {
    (workbench.revision(), workbench.preview_number(), answer, workbench.selection().case)
}
