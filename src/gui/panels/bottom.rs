//! The pages below the editor: problems, what the evaluation did, what was found.

use egui::Ui;

use crate::gui::intent::Outbox;
use crate::gui::panels::{find, problems, trace};
use crate::gui::ui_state::{BottomPage, UiState};
use crate::gui::widgets::{PanelTab, panel_tabs_ui};
use crate::workbench::Workbench;

pub(super) fn bottom_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let mut tabs: Vec<PanelTab<'_>> =
        BottomPage::ALL.into_iter().map(|page| PanelTab::new(page.title(), state.bottom == page)).collect();
    if let Some(first) = tabs.first_mut() {
        first.counts = problems::counts(ui, &workbench.preview().problems);
    }
    if let Some(page) = panel_tabs_ui(ui, &tabs, |ui| {
        if state.bottom == BottomPage::Trace {
            trace::steps_ui(ui, state, outbox);
        }
    })
    .and_then(|tab| BottomPage::ALL.get(tab))
    {
        state.bottom = *page;
    }
    match state.bottom {
        BottomPage::Problems => problems::problems_ui(ui, workbench, state, outbox),
        BottomPage::Trace => trace::trace_ui(ui, workbench, state, outbox),
        BottomPage::Find => find::find_ui(ui, workbench, state, outbox),
    }
}
