//! Choosing files: the dialogs of the system, and a plain one inside the window where the system
//! has none.

mod browser;
mod dialogs;
mod request;
mod system;

pub use browser::{BrowserEntry, FileBrowser};
pub use dialogs::{FileAnswer, FileDialogs, NoDialogs};
pub use request::{FilePurpose, FileRequest};
pub use system::SystemDialogs;
