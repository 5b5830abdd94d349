//! The colours of one theme under the names by which the window knows them.
//!
//! Not their values, which are in `palette`.

use egui::{Color32, Context, Theme};

use crate::gui::theme::Sizes;
use crate::gui::theme::palette::{DARK, LIGHT};

/// The look of one theme.
///
/// Text colours have a contrast of 4.5 : 1 or better on every surface they may stand on; which those
/// are is said at each colour. "Any surface" means surfaces 0 to 3, [`Tokens::hover`],
/// [`Tokens::current_line`] and [`Tokens::accent_surface`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tokens {
    /// The theme these colours belong to.
    pub theme: Theme,

    /// Behind everything; what shows where no panel is.
    pub surface_0: Color32,
    /// Panels, bars, popups, dialogs.
    pub surface_1: Color32,
    /// Editors, text fields, cards.
    pub surface_2: Color32,
    /// Buttons.
    pub surface_3: Color32,
    /// A row under the pointer.
    pub hover: Color32,
    /// A button under the pointer. Only [`Tokens::text_strong`] stands on it.
    pub control_hover: Color32,
    /// The line of the text cursor in an editor.
    pub current_line: Color32,
    /// The line between two surfaces.
    pub line: Color32,
    /// The line between two rows.
    pub line_weak: Color32,
    /// The outline of a control.
    pub line_strong: Color32,

    /// What the user reads first: names and values. On any surface.
    pub text_strong: Color32,
    /// Running text. On any surface.
    pub text: Color32,
    /// Secondary facts. On any surface.
    pub text_weak: Color32,

    /// The one accent: selection, focus, the primary button, links. As text on any surface.
    pub accent: Color32,
    /// The primary button under the pointer.
    pub accent_hover: Color32,
    /// Behind what is selected.
    pub accent_surface: Color32,
    /// Text on [`Tokens::accent`] and [`Tokens::accent_hover`].
    pub on_accent: Color32,

    /// A value was set; something is in order. On any surface.
    pub set: Color32,
    /// A value was kept. On any surface.
    pub kept: Color32,
    /// A value was cleared. On any surface.
    pub cleared: Color32,
    /// A rule failed; an error. On any surface.
    pub failed: Color32,
    /// A warning. On any surface.
    pub warning: Color32,
    /// Behind text that was added. [`Tokens::text_strong`] stands on it.
    pub set_surface: Color32,
    /// Behind text that differs. [`Tokens::text_strong`] stands on it.
    pub warning_surface: Color32,
    /// Behind text that was taken out. [`Tokens::text_strong`] stands on it.
    pub failed_surface: Color32,

    /// Environment colour `amber`, by custom QA. On surfaces 0 to 2 and [`Tokens::hover`].
    pub amber: Color32,
    /// Environment colour `red`, by custom production. On surfaces 0 to 2 and [`Tokens::hover`].
    pub red: Color32,
    /// Environment colour `blue`. On surfaces 0 to 2 and [`Tokens::hover`].
    pub blue: Color32,
    /// Environment colour `green`. On surfaces 0 to 2 and [`Tokens::hover`].
    pub green: Color32,
    /// Environment colour `grey`. On surfaces 0 to 2 and [`Tokens::hover`].
    pub grey: Color32,

    /// The colours of scripts and JSON. On any surface.
    pub code: CodeColours,
    /// The shadow under popups and dialogs.
    pub shadow: Color32,
    /// Over the window behind a dialog.
    pub backdrop: Color32,

    /// Heights, paddings, radii, font sizes; the same in both themes.
    pub size: Sizes,
}

/// The colours of scripts and JSON.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CodeColours {
    /// Names, operators, punctuation.
    pub plain: Color32,
    /// `let`, `if`, `true`.
    pub keyword: Color32,
    /// String literals.
    pub text: Color32,
    /// Called functions; the keys of JSON objects.
    pub function: Color32,
    /// Number literals.
    pub number: Color32,
    /// Comments.
    pub comment: Color32,
    /// What a script is given: `user`, `person`, `vars` …
    pub variable: Color32,
    /// Behind a bracket at the cursor and its partner. [`CodeColours::plain`] stands on it.
    pub bracket_surface: Color32,
}

impl Tokens {
    /// The colours of the theme that is active now. A `Ui` can be given as well.
    pub fn of(ctx: &Context) -> &'static Self {
        Self::of_theme(ctx.theme())
    }

    /// The colours of a theme.
    pub fn of_theme(theme: Theme) -> &'static Self {
        match theme {
            Theme::Dark => &DARK,
            Theme::Light => &LIGHT,
        }
    }

    /// The colour of an environment by the name that stands in the project file; an unknown name is grey.
    pub fn environment_colour(&self, name: &str) -> Color32 {
        match name {
            "amber" => self.amber,
            "red" => self.red,
            "blue" => self.blue,
            "green" => self.green,
            _ => self.grey,
        }
    }
}
