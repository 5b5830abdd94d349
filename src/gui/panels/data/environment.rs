//! An environment on the views and dialogs that touch it: its strip, and the pill with its name,
//! account, and the word and sign of a protected one.

use egui::{Response, Ui};

use crate::gui::theme::{Glyph, Tokens};
use crate::gui::widgets::{environment_strip_ui, pill_label_ui, pill_ui, protected_strip_ui};
use crate::project::Environment;

/// The strip of an environment, grey for none. That of a protected one is twice as high.
pub fn environment_strip_of(ui: &mut Ui, environment: Option<&Environment>) {
    let colour = environment.map_or("grey", |environment| environment.colour.as_str());
    let colour = Tokens::of(ui).environment_colour(colour);
    if environment.is_some_and(|environment| environment.protected) {
        protected_strip_ui(ui, colour);
    } else {
        environment_strip_ui(ui, colour);
    }
}

/// The pill of the environment, to be clicked.
pub fn environment_pill_ui(ui: &mut Ui, environment: &Environment) -> Response {
    let colour = Tokens::of(ui).environment_colour(&environment.colour);
    pill_ui(ui, &pill_words(environment), colour)
}

/// The pill of an environment in a dialog, where it only tells.
pub fn environment_label_ui(ui: &mut Ui, environment: &Environment) {
    let colour = Tokens::of(ui).environment_colour(&environment.colour);
    pill_label_ui(ui, &pill_words(environment), colour);
}

fn pill_words(environment: &Environment) -> String {
    let mut words = vec![environment.label(), environment.account.as_str()];
    words.retain(|word| !word.is_empty());
    let name = words.join(" ");
    if environment.protected { format!("{} {name} · protected", Glyph::PROTECTED.0) } else { name }
}
