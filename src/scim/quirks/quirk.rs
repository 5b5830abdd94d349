//! What is known of one deviation.
//!
//! Not the repair, which is a function beside the quirk.

use serde::Serialize;

/// A known deviation of one provisioning client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Quirk {
    /// The number by which repairs and the help speak of it, such as `Q02`.
    pub id: &'static str,
    /// The deviation in a few words.
    pub title: &'static str,
    /// Who sends it.
    pub client: &'static str,
    /// The part of a payload as it is sent, as JSON.
    pub bad: &'static str,
    /// What is meant by it, as JSON; the same as `bad` when nothing is changed.
    pub good: &'static str,
    /// What is done about it.
    pub handling: Handling,
    /// Where it is described.
    pub source: &'static str,
}

/// What is done about a quirk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Handling {
    /// Scripts see the good form, and the repair is told.
    Repaired,
    /// The payload is understood as it is.
    Understood,
    /// Left as it is, because it can be meant; functions for scripts help.
    Kept,
}
