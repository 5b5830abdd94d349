//! Version and licence.

use egui::Ui;

use crate::gui::dialogs::dialog::{close_button_ui, title_ui};
use crate::gui::intent::Outbox;
use crate::gui::theme::LAYOUT;
use crate::gui::widgets::paragraph_ui;

pub(super) fn about_ui(ui: &mut Ui, outbox: &mut Outbox) {
    title_ui(ui, "Scimwright", LAYOUT.dialog_width);
    paragraph_ui(ui, &format!("Version {}", env!("CARGO_PKG_VERSION")));
    paragraph_ui(ui, "Design, prove and promote SCIM attribute mappings. Everything stays on this machine.");
    paragraph_ui(ui, "MIT licence. The fonts Inter and JetBrains Mono have the SIL Open Font License.");
    close_button_ui(ui, outbox);
}
