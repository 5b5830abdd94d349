//! The forms in which a sign-off sheet is given out.

use crate::report::{Language, SheetError, SignOff, sign_off_html, sign_off_markdown, sign_off_xlsx};
use crate::target::TargetSchema;

/// A form of the sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SheetForm {
    /// A spreadsheet in which results can be corrected and confirmed.
    #[default]
    Xlsx,
    /// One self-contained page, fit for printing.
    Html,
    /// Text with tables, for a wiki or a ticket.
    Markdown,
}

impl SheetForm {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Xlsx, Self::Html, Self::Markdown];

    /// How the names of such files end, without a dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Html => "html",
            Self::Markdown => "md",
        }
    }

    /// The form of a file by how its name ends.
    pub fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending.to_lowercase().as_str() {
            "xlsx" => Self::Xlsx,
            "html" | "htm" => Self::Html,
            "md" | "markdown" => Self::Markdown,
            _ => return None,
        })
    }

    /// The sheet in this form.
    ///
    /// # Errors
    /// It does not fit into the form.
    pub fn render(
        self,
        sign_off: &SignOff,
        target: &TargetSchema,
        language: Language,
    ) -> Result<Vec<u8>, SheetError> {
        match self {
            Self::Xlsx => sign_off_xlsx(sign_off, target, language),
            Self::Html => Ok(sign_off_html(sign_off, target, language).into_bytes()),
            Self::Markdown => Ok(sign_off_markdown(sign_off, target, language).into_bytes()),
        }
    }
}
