//! The state of the Simulate view: the stories, and what came of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::workbench::simulation::{
    EmptyView, MatchesView, Scenario, SimulationAnswer, SimulationPart, SimulationQuestion, SimulationView,
};
use crate::workbench::{Effect, Job, View, Workbench};

/// What the lower part of the view shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SimulateTab {
    /// The records before and after the selected request.
    #[default]
    Records,
    /// The attributes of the user or group before and after it.
    Attributes,
    /// The ways to be empty.
    Empty,
    /// Who links to whom.
    Matches,
}

/// The state of the view. It belongs to no revision of the project and is not saved.
#[derive(Debug, Default)]
pub(in crate::workbench) struct SimulationState {
    /// The stories that were begun, by the stem of the sample.
    pub(in crate::workbench) scenarios: BTreeMap<String, Scenario>,
    /// Counts the edits of stories.
    pub(in crate::workbench) version: u64,
    pub(in crate::workbench) tab: SimulateTab,
    /// The field whose ways to be empty are shown, where one was chosen.
    pub(in crate::workbench) field: Option<String>,
    /// Fields that stay as they are are shown as well.
    pub(in crate::workbench) shows_all_fields: bool,
    /// What the work that was started last is for.
    asked: Vec<SimulationPart>,
    requests: Option<(SimulationPart, Arc<SimulationView>)>,
    empty: Option<(SimulationPart, Arc<EmptyView>)>,
    matches: Option<(SimulationPart, Arc<MatchesView>)>,
}

impl SimulationState {
    /// Forgets what belongs to a project, when another one takes its place.
    pub(in crate::workbench) fn forget_stories(&mut self) {
        let (version, tab) = (self.version, self.tab);
        *self = Self { version, tab, ..Self::default() };
    }

    /// Whether the answer for a part is there as a whole.
    fn has(&self, part: &SimulationPart) -> bool {
        match part {
            SimulationPart::Requests { .. } => self.requests.as_ref().is_some_and(|(of, _)| of == part),
            SimulationPart::Empty { .. } => {
                self.empty.as_ref().is_some_and(|(of, view)| of == part && view.is_complete)
            }
            SimulationPart::Matches { .. } => self.matches.as_ref().is_some_and(|(of, _)| of == part),
        }
    }
}

/// What panels read.
impl Workbench {
    /// What the lower part of the Simulate view shows.
    pub fn simulate_tab(&self) -> SimulateTab {
        self.simulation.tab
    }

    /// Whether fields that stay as they are are shown as well.
    pub fn shows_all_fields(&self) -> bool {
        self.simulation.shows_all_fields
    }

    /// What the requests of the selected sample's story do; it may be for an older state of it.
    pub fn simulation_view(&self) -> Option<&SimulationView> {
        let (part, view) = self.simulation.requests.as_ref()?;
        let SimulationPart::Requests { sample, .. } = part else { return None };
        (self.sample()?.stem == *sample).then_some(&**view)
    }

    /// Whether what is shown of the requests is for the present state.
    pub fn is_simulation_current(&self) -> bool {
        self.requests_part().is_none_or(|part| self.simulation.has(&part))
    }

    /// The ways to be empty of the chosen field, and whether they are for the present state.
    pub fn empty_view(&self) -> Option<(&EmptyView, bool)> {
        let wanted = self.empty_part()?;
        let (part, view) = self.simulation.empty.as_ref()?;
        Some((view, *part == wanted))
    }

    /// Who links to whom, and whether it is for the present state.
    pub fn matches_view(&self) -> Option<(&MatchesView, bool)> {
        let (part, view) = self.simulation.matches.as_ref()?;
        Some((view, *part == SimulationPart::Matches { revision: self.revision }))
    }

    /// The fields that have ways to be empty: those that the rules for the user or group fill.
    pub fn empty_fields(&self) -> Vec<String> {
        let Some(subject) = self.simulate_subject() else { return Vec::new() };
        let mut fields: Vec<String> = Vec::new();
        let rule_sets = self.model.mapping.rule_sets.iter();
        for rule_set in rule_sets.filter(|set| set.resource_type == subject.resource.resource_type) {
            for rule in rule_set.rules.iter().filter(|rule| rule.enabled) {
                if !fields.contains(&rule.field) {
                    fields.push(rule.field.clone());
                }
            }
        }
        fields
    }

    /// The field whose ways to be empty are shown: the chosen one, else the first that may be empty.
    pub fn empty_field(&self) -> Option<String> {
        let fields = self.empty_fields();
        if let Some(chosen) = self.simulation.field.as_ref().filter(|chosen| fields.contains(chosen)) {
            return Some(chosen.clone());
        }
        let subject = self.simulate_subject()?;
        let is_optional = |name: &&String| {
            let name_of_type = subject.resource.resource_type.name();
            let mut types = self.target.record_types.iter().filter(|kind| kind.resource_type == name_of_type);
            types.any(|kind| kind.field(name).is_some_and(|field| !field.required))
        };
        fields.iter().find(is_optional).or(fields.first()).cloned()
    }
}

/// What is asked of background work.
impl Workbench {
    /// The work that the view waits for and that is not under way.
    pub(in crate::workbench) fn simulate_effect(&mut self) -> Option<Effect> {
        if self.selection.view != View::Simulate {
            return None;
        }
        let active = match self.simulation.tab {
            SimulateTab::Records | SimulateTab::Attributes => None,
            SimulateTab::Empty => self.empty_part(),
            SimulateTab::Matches => Some(SimulationPart::Matches { revision: self.revision }),
        };
        let wanted = self.requests_part().into_iter().chain(active);
        let parts: Vec<_> = wanted.filter(|part| !self.simulation.has(part)).collect();
        if parts.iter().all(|part| self.simulation.asked.contains(part)) {
            return None;
        }
        self.simulation.asked.clone_from(&parts);
        Some(Effect::Start(Box::new(Job::Simulate(self.question(parts)))))
    }

    fn question(&self, parts: Vec<SimulationPart>) -> SimulationQuestion {
        let subject = self.simulate_subject();
        let stem = subject.and_then(|subject| Some(self.model.samples.get(subject.sample)?.stem.clone()));
        SimulationQuestion {
            parts,
            model: self.model.clone(),
            environment: self.environment.clone(),
            now: self.now,
            scenario: self.scenario(),
            subject: stem,
            client: self.simulate_client().name.clone(),
        }
    }

    /// Takes an answer; one that was superseded in the meantime is dropped.
    pub(in crate::workbench) fn receive_simulation(
        &mut self,
        part: SimulationPart,
        answer: SimulationAnswer,
    ) {
        let state = &mut self.simulation;
        if !state.asked.contains(&part) {
            return;
        }
        match answer {
            SimulationAnswer::Requests(view) => state.requests = Some((part, view)),
            SimulationAnswer::Empty(view) => state.empty = Some((part, view)),
            SimulationAnswer::Matches(view) => state.matches = Some((part, view)),
        }
    }

    fn requests_part(&self) -> Option<SimulationPart> {
        let sample = self.sample()?.stem.clone();
        Some(SimulationPart::Requests { revision: self.revision, sample, version: self.simulation.version })
    }

    fn empty_part(&self) -> Option<SimulationPart> {
        let subject = self.simulate_subject()?;
        Some(SimulationPart::Empty {
            revision: self.revision,
            subject: self.model.samples.get(subject.sample)?.stem.clone(),
            record: self.scenario().record,
            field: self.empty_field()?,
            client: self.simulate_client().name.clone(),
        })
    }
}
