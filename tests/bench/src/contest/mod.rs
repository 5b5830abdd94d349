//! The contest: who takes part, the check that all give the same people, the interleaved rounds.

mod contestant;
mod rounds;
mod setting;
mod versions;

pub use contestant::{CONTESTANTS, Contestant, Kind, Pace, Run};
pub use rounds::{Figures, Outcome, run_contest};
pub use setting::Setting;
pub use versions::{Machine, version_of};
