//! Which parts of variables a value came from, while it is followed through an evaluation.
//!
//! Not how it is followed, which is in `recorder`.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A part of a variable, by its number in [`Sources`].
pub(super) type SourceId = u32;

/// The most parts that a value is said to come from one by one; beyond them whole variables count.
const MOST_SOURCES: usize = 256;
/// The most parts that are told apart; beyond them the part around counts.
const MOST_PATHS: usize = 10_000;

/// One step into a value, as it was taken.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RawStep {
    Name(String),
    Entry(usize),
}

/// A part of a variable, as it was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RawPath {
    pub input: usize,
    pub steps: Vec<RawStep>,
}

/// All parts that were come across.
#[derive(Debug, Default)]
pub(super) struct Sources {
    paths: Vec<RawPath>,
    ids: BTreeMap<RawPath, SourceId>,
}

impl Sources {
    /// A whole variable.
    pub fn root(&mut self, input: usize) -> SourceId {
        self.id(RawPath { input, steps: Vec::new() })
    }

    /// A part of a part.
    pub fn below(&mut self, source: SourceId, step: RawStep) -> SourceId {
        let Some(path) = self.get(source) else { return source };
        if self.paths.len() >= MOST_PATHS {
            return source;
        }
        let mut path = path.clone();
        path.steps.push(step);
        self.id(path)
    }

    pub fn get(&self, source: SourceId) -> Option<&RawPath> {
        self.paths.get(usize::try_from(source).ok()?)
    }

    fn id(&mut self, path: RawPath) -> SourceId {
        if let Some(id) = self.ids.get(&path) {
            return *id;
        }
        let id = SourceId::try_from(self.paths.len()).unwrap_or(SourceId::MAX);
        self.paths.push(path.clone());
        self.ids.insert(path, id);
        id
    }
}

/// Some parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SourceSet(BTreeSet<SourceId>);

impl SourceSet {
    pub fn one(source: SourceId) -> Self {
        Self(BTreeSet::from([source]))
    }

    pub fn add(&mut self, other: &Self) {
        self.0.extend(&other.0);
    }

    pub fn iter(&self) -> impl Iterator<Item = SourceId> {
        self.0.iter().copied()
    }

    /// Whole variables in place of too many parts.
    pub fn bounded(self, sources: &mut Sources) -> Self {
        if self.0.len() <= MOST_SOURCES {
            return self;
        }
        let inputs: BTreeSet<_> = self.iter().filter_map(|id| Some(sources.get(id)?.input)).collect();
        Self(inputs.into_iter().map(|input| sources.root(input)).collect())
    }
}

/// Where a value came from.
#[derive(Clone, Debug, Default)]
pub(super) struct Flow {
    /// The part that the value is, unchanged.
    pub source: Option<SourceId>,
    /// What is in the value.
    pub reached: SourceSet,
    /// What decided that it is this value.
    pub decided: SourceSet,
    /// The same for its parts, when the script put it together.
    pub parts: FlowParts,
}

/// What is known of the parts of a value.
#[derive(Clone, Debug, Default)]
pub(super) enum FlowParts {
    /// They came from where the whole came from.
    #[default]
    Alike,
    List(Rc<Vec<Flow>>),
    Object(Rc<BTreeMap<String, Flow>>),
}

impl Flow {
    /// A part of a variable, unchanged.
    pub fn of_source(source: SourceId) -> Self {
        Self { source: Some(source), reached: SourceSet::one(source), ..Self::default() }
    }

    /// Something that was made of other values.
    pub fn made_of<'f>(flows: impl IntoIterator<Item = &'f Self>) -> Self {
        let mut made = Self::default();
        for flow in flows {
            made.reached.add(&flow.reached);
            made.decided.add(&flow.decided);
        }
        made
    }

    /// A list of such items.
    pub fn list(items: Vec<Self>) -> Self {
        let made = Self::made_of(&items);
        Self { parts: FlowParts::List(Rc::new(items)), ..made }
    }

    /// An object of such entries.
    pub fn object(entries: BTreeMap<String, Self>) -> Self {
        let made = Self::made_of(entries.values());
        Self { parts: FlowParts::Object(Rc::new(entries)), ..made }
    }

    /// Everything that has a say in the value.
    pub fn all(&self) -> SourceSet {
        let mut all = self.reached.clone();
        all.add(&self.decided);
        all
    }

    /// The same value, chosen because of these.
    pub fn decided_by(mut self, control: &SourceSet) -> Self {
        self.decided.add(control);
        self
    }

    /// The part of this name.
    pub fn name(&self, name: &str, sources: &mut Sources) -> Self {
        if let FlowParts::Object(entries) = &self.parts {
            let found = entries.get(name).or_else(|| {
                let mut alike = entries.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
                alike.next().map(|(_, flow)| flow)
            });
            return found.cloned().unwrap_or_default().decided_by(&self.decided);
        }
        self.below(RawStep::Name(name.to_owned()), sources)
    }

    /// The entry at this place.
    pub fn entry(&self, idx: usize, sources: &mut Sources) -> Self {
        if let FlowParts::List(items) = &self.parts {
            return items.get(idx).cloned().unwrap_or_default().decided_by(&self.decided);
        }
        self.below(RawStep::Entry(idx), sources)
    }

    /// Something that was made of it.
    pub fn derived(&self) -> Self {
        Self { source: None, parts: FlowParts::Alike, ..self.clone() }
    }

    fn below(&self, step: RawStep, sources: &mut Sources) -> Self {
        match self.source {
            Some(source) => Self::of_source(sources.below(source, step)).decided_by(&self.decided),
            None => self.derived(),
        }
    }

    /// Whole variables in place of too many parts.
    pub fn bounded(mut self, sources: &mut Sources) -> Self {
        self.reached = self.reached.bounded(sources);
        self.decided = self.decided.bounded(sources);
        self
    }
}
