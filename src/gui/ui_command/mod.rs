//! What menus, palette and keys offer: each command with its title, help and shortcut.
//!
//! Not how it is carried out, which is in `effects`.

mod case_command;
mod command;
mod data_command;
mod editor_command;
mod enabled;
mod menu;
mod menu_groups;
mod promotion_command;
mod shortcut;
mod texts;

pub use case_command::CaseUiCommand;
pub use command::UiCommand;
pub use data_command::DataCommand;
pub use editor_command::EditorCommand;
pub(super) use menu::Menu;
pub use promotion_command::PromotionCommand;
