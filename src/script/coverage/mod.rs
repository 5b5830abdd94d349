//! Which ways a script can take, and which of them an evaluation took.
//!
//! Not over several scripts or resources: `mapping` counts these.

mod points;
mod watcher;

pub use points::{ScriptPoints, ScriptWay, WayKind};
pub use watcher::Came;
