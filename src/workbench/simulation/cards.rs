//! The requests of a story as cards.

use crate::scim::ScimError;
use crate::simulate::{ClientRequest, Label, Method, SimulationStep};
use crate::workbench::Workbench;
use crate::workbench::simulation::rows::is_beside;
use crate::workbench::simulation::words::template_words;
use crate::workbench::simulation::{RequestCard, ScenarioEntry, SimulationView};

/// One request of the story, as a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardRow {
    /// What it is, in a few words.
    pub title: String,
    /// The verb; `None` when nothing is sent.
    pub method: Option<Method>,
    /// What becomes of it.
    pub state: CardState,
    /// The state in words, such as `refused 400 noTarget`.
    pub words: String,
    /// What it changes, in words; empty when that is not known.
    pub changes: String,
    /// What is to be known of it; may be empty.
    pub note: String,
}

/// What becomes of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CardState {
    /// The service provider takes it.
    Accepted,
    /// The service provider refuses it.
    Refused,
    /// The client sends nothing.
    NothingSent,
    /// The body is not JSON; the request is kept and not sent.
    NotJson,
    /// It is not known yet.
    Waiting,
}

impl Workbench {
    /// What was simulated of the present cards: up to date, or of the story before the last edit
    /// when that left the cards as they were.
    pub(in crate::workbench) fn cards_view(&self) -> Option<&SimulationView> {
        let view = self.simulation_view()?;
        if self.is_simulation_current() {
            return Some(view);
        }
        let entries = self.scenario().entries.len();
        let known = view.cards.last().map_or(0, |card| card.entry + 1);
        (known == entries).then_some(view)
    }

    /// The requests of the story in order.
    pub fn card_rows(&self) -> Vec<CardRow> {
        let scenario = self.scenario();
        let Some(view) = self.cards_view() else {
            return scenario.entries.iter().map(waiting_row).collect();
        };
        let is_alone =
            |card: &RequestCard| view.cards.iter().filter(|one| one.entry == card.entry).count() == 1;
        view.cards
            .iter()
            .enumerate()
            .map(|(idx, card)| CardRow {
                title: card_title(scenario.entries.get(card.entry), card.request.as_ref(), is_alone(card)),
                changes: view.step(idx).map(|step| changes_words(view, idx, step)).unwrap_or_default(),
                ..card_row(card, view.step(idx))
            })
            .collect()
    }

    /// The card that is looked at; `None` when there is none.
    pub fn selected_card(&self) -> Option<usize> {
        let last = self.card_rows().len().checked_sub(1)?;
        Some(self.scenario().selected.map_or(last, |selected| selected.min(last)))
    }
}

fn waiting_row(entry: &ScenarioEntry) -> CardRow {
    let method = match entry {
        ScenarioEntry::Change(_) => None,
        ScenarioEntry::Request(request) => Some(request.method),
    };
    CardRow {
        title: card_title(Some(entry), None, true),
        method,
        state: CardState::Waiting,
        words: "running…".to_owned(),
        changes: String::new(),
        note: String::new(),
    }
}

fn card_title(entry: Option<&ScenarioEntry>, request: Option<&ClientRequest>, is_alone: bool) -> String {
    let own = request.map(|request| request.title.trim()).unwrap_or_default();
    match entry {
        Some(ScenarioEntry::Change(template)) => {
            let change = template_words(*template).title;
            if is_alone || own.is_empty() { change.to_owned() } else { format!("{change}: {own}") }
        }
        Some(ScenarioEntry::Request(edited)) if edited.title.trim().is_empty() => {
            if edited.path.trim().is_empty() {
                return "Pasted request".to_owned();
            }
            format!("{} {}", edited.method.word(), edited.path).trim_end().to_owned()
        }
        Some(ScenarioEntry::Request(edited)) => edited.title.clone(),
        None => own.to_owned(),
    }
}

fn card_row(card: &RequestCard, step: Option<&SimulationStep>) -> CardRow {
    let (state, words) = match (step, &card.problem, &card.request) {
        (Some(step), ..) => step_state(step),
        (None, Some(problem), _) => (CardState::NotJson, format!("not sent: {}", problem.message)),
        (None, None, None) => (CardState::NothingSent, "nothing is sent".to_owned()),
        (None, None, Some(_)) => (CardState::Waiting, "running…".to_owned()),
    };
    CardRow {
        title: String::new(),
        method: card.request.as_ref().map(|request| request.method),
        state,
        words,
        changes: String::new(),
        note: card.note.clone(),
    }
}

fn step_state(step: &SimulationStep) -> (CardState, String) {
    match &step.error {
        Some(ScimError { status, scim_type: Some(scim_type), .. }) => {
            (CardState::Refused, format!("refused {status} {}", scim_type.keyword()))
        }
        Some(error) => (CardState::Refused, format!("refused {}", error.status)),
        None => (CardState::Accepted, format!("accepted {}", step.status)),
    }
}

fn changes_words(view: &SimulationView, card: usize, step: &SimulationStep) -> String {
    if step.error.is_some() {
        return String::new();
    }
    let (mut changed, mut refused) = (0, 0);
    for record in step.records.iter().filter(|record| !is_beside(step, record)) {
        for field in &record.fields {
            match field.label {
                Label::Set | Label::Cleared if !view.is_behind(card, record, field) => changed += 1,
                Label::Rejected => refused += 1,
                _ => {}
            }
        }
    }
    let mut words = match changed {
        0 => "nothing changes".to_owned(),
        1 => "1 field changes".to_owned(),
        _ => format!("{changed} fields change"),
    };
    if refused > 0 {
        words = format!("{words}, {refused} rejected");
    }
    words
}
