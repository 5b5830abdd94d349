//! Masking samples: the key of the project, the dialog, and masking as samples are loaded.

use crate::gui::app::App;
use crate::gui::file_worker::MaskOnLoad;
use crate::gui::open_dialog::{Dialog, MaskPage};
use crate::mask::MaskSecret;
use crate::project::mask_secret_of;
use crate::workbench::{Command, ProjectCommand};

/// Why nothing can be masked.
const NOT_SAVED: &str =
    "The key of the pseudonyms is kept in the folder of the project. Save the project, then try again.";

impl App {
    /// Shows what masking would do, as soon as it is known.
    pub(in crate::gui) fn show_masking(&mut self) {
        let Some(secret) = self.mask_secret("The samples are not masked") else { return };
        let effect = self.workbench.mask_effect(secret);
        self.show(Dialog::Mask(MaskPage::default()));
        self.carry_out_effect(effect);
    }

    pub(in crate::gui) fn toggle_mask_on_load(&mut self) {
        let on_load = !self.workbench.model().settings.masking.on_load;
        self.apply(Command::Project(ProjectCommand::SetMaskOnLoad(on_load)));
    }

    /// What samples are masked with as they are loaded; `None` when they are loaded as they are.
    ///
    /// # Errors
    /// They are to be masked and cannot be; the user was told.
    pub(in crate::gui) fn mask_on_load(&mut self) -> Result<Option<Box<MaskOnLoad>>, ()> {
        if !self.workbench.model().settings.masking.on_load {
            return Ok(None);
        }
        let secret = self.mask_secret("The samples are not loaded, since they are to be masked").ok_or(())?;
        Ok(Some(Box::new(MaskOnLoad { model: self.workbench.model().clone(), secret })))
    }

    /// The key of the project, which is made at first use.
    fn mask_secret(&mut self, title: &str) -> Option<MaskSecret> {
        let Some(root) = self.workbench.root().map(std::path::Path::to_owned) else {
            let (title, text) = (title.to_owned(), NOT_SAVED.to_owned());
            self.show(Dialog::Failed { title, text });
            return None;
        };
        match mask_secret_of(&root) {
            Ok((secret, _)) => Some(secret),
            Err(error) => {
                self.fail(title, &error);
                None
            }
        }
    }
}
