//! Promotion as a checklist: what has to hold before a mapping goes to a protected environment.
//!
//! Plain data; `workbench::promotion` fills it in.

mod gate;

pub use gate::{Gate, GateCheck, GateItem, GateState, render_gate};
