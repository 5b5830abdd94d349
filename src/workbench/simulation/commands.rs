//! Commands on the stories of the Simulate view. None of them changes the project.

use crate::project::{Origin, Sample, SampleRequest};
use crate::simulate::{Method, Template};
use crate::workbench::import_samples::payload_from_text;
use crate::workbench::simulation::scenario::requests_of_sample;
use crate::workbench::simulation::{EditedRequest, RecordChoice, Scenario, ScenarioEntry, SimulateTab};
use crate::workbench::{Notice, Workbench};

/// What happens in the story of the selected sample, and how it is looked at. Indices that lie
/// beyond the end do nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum SimulateCommand {
    /// A change in the customer's directory happens next; a creation comes first.
    AddChange(Template),
    /// A sample is sent next.
    AddSample(usize),
    /// Requests are sent next.
    AddRequests(Vec<EditedRequest>),
    /// The body of a request, by its card; a change becomes the requests that it was written as.
    SetBody {
        /// The card.
        card: usize,
        /// The text as typed.
        text: String,
    },
    /// Take an entry out, by one of its cards.
    Remove {
        /// The card.
        card: usize,
    },
    /// Let an entry happen earlier or later, by one of its cards.
    Move {
        /// The card.
        card: usize,
        /// Later.
        is_later: bool,
    },
    /// Take everything out.
    Clear,
    /// Look at a request.
    SelectCard(usize),
    /// The client that sends.
    Client(String),
    /// The record before the first request.
    Record(RecordChoice),
    /// The sample that is stored, for a story that begins with a request.
    Subject(usize),
    /// What the lower part of the view shows.
    Tab(SimulateTab),
    /// Whether fields that stay as they are are shown as well.
    ShowAllFields(bool),
    /// The field whose ways to be empty are shown.
    Field(String),
}

impl Workbench {
    pub(in crate::workbench) fn apply_simulate(&mut self, command: SimulateCommand) {
        match command {
            SimulateCommand::Tab(tab) => self.simulation.tab = tab,
            SimulateCommand::ShowAllFields(is_shown) => self.simulation.shows_all_fields = is_shown,
            SimulateCommand::Field(field) => self.simulation.field = Some(field),
            SimulateCommand::SelectCard(card) => {
                if let Some(scenario) = self.scenario_mut() {
                    scenario.selected = Some(card);
                }
            }
            other => self.edit_scenario(other),
        }
    }

    /// What changes the story itself.
    fn edit_scenario(&mut self, command: SimulateCommand) {
        match command {
            SimulateCommand::AddSample(sample) => self.add_sample_request(sample),
            SimulateCommand::SetBody { card, text } => self.set_body(card, text),
            SimulateCommand::Remove { card } => self.remove_card(card),
            SimulateCommand::Move { card, is_later } => self.move_card(card, is_later),
            SimulateCommand::Subject(sample) => {
                let stem = self.model.samples.get(sample).map(|sample| sample.stem.clone());
                self.change_scenario(|scenario| scenario.subject = stem.or(scenario.subject.take()));
            }
            SimulateCommand::AddChange(template) => self.change_scenario(|scenario| {
                add(scenario, vec![ScenarioEntry::Change(template)]);
            }),
            SimulateCommand::AddRequests(requests) => self.change_scenario(|scenario| {
                add(scenario, requests.into_iter().map(ScenarioEntry::Request).collect());
            }),
            SimulateCommand::Clear => self.change_scenario(|scenario| {
                scenario.entries.clear();
                scenario.selected = None;
            }),
            SimulateCommand::Client(client) => {
                self.change_scenario(|scenario| scenario.client = Some(client));
            }
            SimulateCommand::Record(record) => self.change_scenario(|scenario| scenario.record = record),
            SimulateCommand::Tab(_)
            | SimulateCommand::ShowAllFields(_)
            | SimulateCommand::Field(_)
            | SimulateCommand::SelectCard(_) => {}
        }
    }

    /// The story of the selected sample, begun if it was not.
    fn scenario_mut(&mut self) -> Option<&mut Scenario> {
        let stem = self.sample()?.stem.clone();
        let scenario = self.scenario();
        Some(self.simulation.scenarios.entry(stem).or_insert(scenario))
    }

    /// Changes the story, so that it is simulated anew.
    fn change_scenario(&mut self, change: impl FnOnce(&mut Scenario)) {
        let Some(scenario) = self.scenario_mut() else { return };
        let before = scenario.clone();
        change(scenario);
        if *scenario != before {
            self.simulation.version += 1;
        }
    }

    fn add_sample_request(&mut self, sample: usize) {
        let has_stored = self.scenario().has_stored();
        let Some(sample) = self.model.samples.get(sample) else { return };
        let requests = requests_of_sample(sample, has_stored);
        if requests.is_empty() {
            let text = format!("{} is no request and no user or group", sample.name);
            self.notices.push(Notice::error(text));
            return;
        }
        self.change_scenario(|scenario| {
            add(scenario, requests.into_iter().map(ScenarioEntry::Request).collect());
        });
    }

    fn set_body(&mut self, card: usize, text: String) {
        let Some((entry, part)) = self.card_place(card) else { return };
        let requests = self.requests_of_entry(entry);
        self.change_scenario(|scenario| {
            if let Some(ScenarioEntry::Change(_)) = scenario.entries.get(entry) {
                let requests = requests.into_iter().map(ScenarioEntry::Request);
                scenario.entries.splice(entry..=entry, requests);
            }
            if let Some(ScenarioEntry::Request(request)) = scenario.entries.get_mut(entry + part) {
                request.body = text;
                scenario.selected = Some(card);
            }
        });
    }

    fn remove_card(&mut self, card: usize) {
        let Some((entry, _)) = self.card_place(card) else { return };
        let first = self.cards_of(entry).start;
        self.change_scenario(|scenario| {
            if entry < scenario.entries.len() {
                scenario.entries.remove(entry);
            }
            scenario.selected = (!scenario.entries.is_empty()).then(|| first.saturating_sub(1));
        });
    }

    fn move_card(&mut self, card: usize, is_later: bool) {
        let Some((entry, part)) = self.card_place(card) else { return };
        let neighbour = if is_later { Some(entry + 1) } else { entry.checked_sub(1) };
        let Some(neighbour) = neighbour.filter(|neighbour| *neighbour < self.scenario().entries.len()) else {
            return;
        };
        let passed = self.cards_of(neighbour);
        let target =
            if is_later { self.cards_of(entry).start + passed.len() + part } else { passed.start + part };
        self.change_scenario(|scenario| {
            scenario.entries.swap(entry, neighbour);
            scenario.selected = Some(target);
        });
    }

    /// The requests that a change of the story is written as, under the titles of their cards.
    fn requests_of_entry(&self, entry: usize) -> Vec<EditedRequest> {
        let cards = self.simulation_view().map(|view| view.cards.as_slice()).unwrap_or_default();
        let requests =
            cards.iter().filter(|card| card.entry == entry).filter_map(|card| card.request.as_ref());
        let titles = self.card_rows().into_iter().map(|row| row.title).skip(self.cards_of(entry).start);
        requests
            .zip(titles)
            .map(|(request, title)| EditedRequest { title, ..EditedRequest::of(request) })
            .collect()
    }
}

/// What cards are.
impl Workbench {
    /// The entry of the story behind a card, and which of the entry's requests it is.
    pub(in crate::workbench) fn card_place(&self, card: usize) -> Option<(usize, usize)> {
        if let Some(view) = self.cards_view() {
            let card = view.cards.get(card)?;
            return Some((card.entry, card.part));
        }
        (card < self.scenario().entries.len()).then_some((card, 0))
    }

    /// The cards of an entry.
    fn cards_of(&self, entry: usize) -> std::ops::Range<usize> {
        let Some(view) = self.cards_view() else { return entry..entry + 1 };
        let first = view.cards.iter().position(|card| card.entry == entry).unwrap_or(entry);
        let count = view.cards.iter().filter(|card| card.entry == entry).count();
        first..first + count
    }
}

/// What is edited and saved of a card.
impl Workbench {
    /// A sample with the request of a card, taken on this day, `YYYY-MM-DD`; `None` when nothing is
    /// sent, or no body.
    pub fn request_as_sample(&self, card: usize, date: &str) -> Option<Sample> {
        let request = self.card_request(card)?;
        if request.method == Method::Delete {
            return None;
        }
        let title = self.card_rows().get(card).map(|row| row.title.clone()).unwrap_or_default();
        let about = self.simulate_subject()?.resource.label();
        Some(Sample {
            name: format!("{title}, {about}"),
            origin: Origin {
                client: self.simulate_client().name.clone(),
                truth: "reconstructed".to_owned(),
                source: "simulation".to_owned(),
                date: date.to_owned(),
                ..Origin::default()
            },
            request: Some(SampleRequest {
                method: request.method.word().to_owned(),
                path: request.path.clone(),
                ..SampleRequest::default()
            }),
            people: self
                .model
                .samples
                .get(self.selection.sample)
                .map(|sample| sample.people)
                .unwrap_or_default(),
            payload: payload_from_text(&request.body),
            ..Sample::default()
        })
    }

    /// The request of a card as it is edited.
    pub fn card_request(&self, card: usize) -> Option<EditedRequest> {
        let (entry, _) = self.card_place(card)?;
        match self.scenario().entries.get(entry)? {
            ScenarioEntry::Request(request) => Some(request.clone()),
            ScenarioEntry::Change(_) => {
                let request = self.cards_view()?.cards.get(card)?.request.as_ref()?;
                Some(EditedRequest::of(request))
            }
        }
    }
}

/// Puts entries behind the others and looks at the last one; a creation comes first.
fn add(scenario: &mut Scenario, entries: Vec<ScenarioEntry>) {
    for entry in entries {
        if entry == ScenarioEntry::Change(Template::Joiner) {
            if scenario.entries.first() != Some(&entry) {
                scenario.entries.insert(0, entry);
            }
            scenario.selected = Some(0);
        } else {
            scenario.entries.push(entry);
            scenario.selected = None;
        }
    }
}
