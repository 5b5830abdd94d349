//! How the tests of widgets get a window that looks like the real one.

use egui_kittest::{Harness, HarnessBuilder};
use scimwright::gui::theme::install;

/// A harness that draws with the fonts and styles of the window.
pub fn builder<State>() -> HarnessBuilder<State> {
    Harness::builder().with_size([600.0, 400.0]).with_max_steps(16).with_context_setup(install)
}
