//! The accessible name of a widget that has none of its own.

use egui::{Response, Role, WidgetInfo};

/// Tells screen readers and tests what a widget is called.
pub fn name_ui(response: &Response, name: &str) {
    response.widget_info(|| WidgetInfo::labeled(Role::Button, response.enabled(), name));
}
