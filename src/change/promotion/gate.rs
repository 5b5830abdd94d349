//! The gate: one checklist that stands between a project and a protected environment.
//!
//! Not how its items are found out; that takes a run of the mapping.

use std::fmt::Write as _;

use serde::Serialize;

/// The checklist, in the order in which it is shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Gate {
    /// One item for each check.
    pub items: Vec<GateItem>,
}

/// One line of the checklist.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GateItem {
    /// What is checked.
    pub check: GateCheck,
    /// How it stands.
    pub state: GateState,
    /// The state in one short sentence without a full stop.
    pub words: String,
    /// The particulars, one for each thing that is to be done or was done; may be empty.
    pub details: Vec<String>,
}

/// What is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GateCheck {
    /// The mapping compiles for the environment, and nothing in the project is an error.
    Compiles,
    /// Every variable has a value in the environment.
    Variables,
    /// Every case is green with the variables of the environment.
    Cases,
    /// No script holds an id or address of one account.
    HardCoded,
    /// Every group of persons that change is acknowledged, and no threshold is broken.
    Impact,
    /// What was edited in the account since the last exchange is settled.
    Drift,
}

/// How a check stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GateState {
    /// Nothing is to be done.
    Passed,
    /// A person has to look at it and say so.
    Open,
    /// Something has to be mended.
    Blocked,
}

impl GateCheck {
    /// Every check, in the order of the checklist.
    pub const ALL: [Self; 6] =
        [Self::Compiles, Self::Variables, Self::Cases, Self::HardCoded, Self::Impact, Self::Drift];

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Compiles => "Compiles",
            Self::Variables => "Variables",
            Self::Cases => "Cases",
            Self::HardCoded => "No hard-coded ids",
            Self::Impact => "Impact acknowledged",
            Self::Drift => "Drift settled",
        }
    }
}

impl GateState {
    /// `passed`, `open` or `blocked`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Open => "open",
            Self::Blocked => "blocked",
        }
    }
}

impl Gate {
    /// Whether every check has passed, so that the mapping may go.
    pub fn is_passed(&self) -> bool {
        self.items.iter().all(|item| item.state == GateState::Passed)
    }

    /// The item of a check; `None` when the gate does not have it.
    pub fn item(&self, check: GateCheck) -> Option<&GateItem> {
        self.items.iter().find(|item| item.check == check)
    }

    /// How many checks have not passed.
    pub fn n_left(&self) -> usize {
        self.items.iter().filter(|item| item.state != GateState::Passed).count()
    }
}

/// The checklist as text: a line for each check, its particulars indented below it.
pub fn render_gate(gate: &Gate) -> String {
    let mut text = String::new();
    for item in &gate.items {
        let _ = writeln!(text, "{:<8} {}: {}", item.state.word(), item.check.title(), item.words);
        for detail in &item.details {
            let _ = writeln!(text, "           {detail}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Gate, GateCheck, GateItem, GateState, render_gate};

    fn item(check: GateCheck, state: GateState) -> GateItem {
        GateItem { check, state, words: "words".to_owned(), details: vec!["more".to_owned()] }
    }

    #[test]
    fn one_check_that_has_not_passed_holds_the_gate() {
        let mut gate = Gate { items: vec![item(GateCheck::Compiles, GateState::Passed)] };
        assert!(gate.is_passed() && Gate::default().is_passed());
        for state in [GateState::Open, GateState::Blocked] {
            gate.items.push(item(GateCheck::Drift, state));
            assert!(!gate.is_passed());
            assert_eq!(gate.n_left(), 1);
            gate.items.pop();
        }
        assert_eq!(render_gate(&gate), "passed   Compiles: words\n           more\n");
    }
}
