//! How large panels, columns and dialogs are at first.

/// Measures in points; shares of the room there is.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "each name says what it measures")]
pub struct Layout {
    pub left_panel: f32,
    pub right_panel: f32,
    pub side_panel_min: f32,
    pub panel_min: f32,
    pub problems_panel: f32,
    pub upper_share: f32,
    pub column_field: f32,
    pub column_rule: f32,
    pub column_type: f32,
    pub column_state: f32,
    pub record_name: f32,
    pub grid_sample: f32,
    pub grid_cell: f32,
    pub search_width: f32,
    pub notice_width: f32,
    pub dialog_width: f32,
    pub dialog_wide: f32,
    pub dialog_list: f32,
    pub dialog_editor: f32,
}

/// The measures.
pub const LAYOUT: Layout = Layout {
    left_panel: 250.0,
    right_panel: 400.0,
    side_panel_min: 200.0,
    panel_min: 120.0,
    problems_panel: 118.0,
    upper_share: 0.46,
    column_field: 96.0,
    column_rule: 128.0,
    column_type: 92.0,
    column_state: 84.0,
    record_name: 124.0,
    grid_sample: 190.0,
    grid_cell: 160.0,
    search_width: 320.0,
    notice_width: 420.0,
    dialog_width: 460.0,
    dialog_wide: 760.0,
    dialog_list: 320.0,
    dialog_editor: 420.0,
};
