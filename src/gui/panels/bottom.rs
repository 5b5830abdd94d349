//! The pages below the editor: problems, what the evaluation did, what was found.

use egui::Ui;

use crate::gui::intent::Outbox;
use crate::gui::panels::{coverage, data, find, problems, trace, uses};
use crate::gui::ui_state::{BottomPage, UiState};
use crate::gui::widgets::{PanelTab, panel_tabs_ui};
use crate::workbench::Workbench;

pub(super) fn bottom_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let mut tabs: Vec<PanelTab<'_>> =
        BottomPage::ALL.into_iter().map(|page| PanelTab::new(page.title(), state.bottom == page)).collect();
    if let Some(first) = tabs.first_mut() {
        first.counts = problems::counts(ui, &workbench.preview().problems);
    }
    if let Some(page) = panel_tabs_ui(ui, &tabs, |ui| match state.bottom {
        BottomPage::Trace => trace::steps_ui(ui, state, outbox),
        BottomPage::Coverage => coverage::smallest_ui(ui, workbench, &mut state.coverage, outbox),
        BottomPage::Uses => uses::subject_ui(ui, state),
        BottomPage::Problems | BottomPage::Find | BottomPage::Tables | BottomPage::Variables => {}
    })
    .and_then(|tab| BottomPage::ALL.get(tab))
    {
        state.bottom = *page;
    }
    match state.bottom {
        BottomPage::Problems => problems::problems_ui(ui, workbench, state, outbox),
        BottomPage::Trace => trace::trace_ui(ui, workbench, state, outbox),
        BottomPage::Coverage => coverage::coverage_ui(ui, workbench, state, outbox),
        BottomPage::Uses => uses::uses_ui(ui, workbench, state, outbox),
        BottomPage::Find => find::find_ui(ui, workbench, state, outbox),
        BottomPage::Tables => data::tables_ui(ui, workbench, state, outbox),
        BottomPage::Variables => data::variables_ui(ui, workbench, state, outbox),
    }
}
