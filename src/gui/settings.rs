//! What the window remembers from start to start, beside what the toolkit remembers itself.
//!
//! Never payloads or records: the file is not protected.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// How many recent projects are remembered.
const MOST_RECENT: usize = 10;

/// Choices of the user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The theme; the system's when nothing is chosen.
    pub theme: egui::ThemePreference,
    /// The zoom, 0 for 100 %.
    pub zoom: f32,
    /// Project folders, the last one first.
    pub recent: Vec<PathBuf>,
    /// The values of the evaluation stand beside the lines of a script.
    pub shows_values: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { theme: egui::ThemePreference::default(), zoom: 0.0, recent: Vec::new(), shows_values: true }
    }
}

impl Settings {
    /// The name under which the settings are stored.
    pub(super) const KEY: &'static str = "scimwright";

    /// Puts a folder in front of the recent ones.
    pub(super) fn remember(&mut self, root: &Path) {
        self.recent.retain(|known| known != root);
        self.recent.insert(0, root.to_owned());
        self.recent.truncate(MOST_RECENT);
    }

    /// Reads stored settings; what cannot be read is as on the first start.
    pub(super) fn parse(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The settings as they are stored.
    pub(super) fn render(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
