//! What menus, palette and keys offer: each command with its title, help and shortcut.
//!
//! Not how it is carried out, which is in `effects`.

mod command;
mod editor_command;
mod enabled;
mod menu;
mod promotion_command;
mod shortcut;
mod texts;

pub use command::UiCommand;
pub use editor_command::EditorCommand;
pub(super) use menu::Menu;
pub use promotion_command::PromotionCommand;
