//! What the samples of a project hold: which attributes are sent, how often, and with which values.
//!
//! Counted sample by sample in the background, so that questions about it take no time. Not the
//! schemas: an attribute that no sample sends is not in here.

use std::collections::BTreeMap;
use std::sync::Arc;

use ahash::AHashMap;
use serde_json::{Map, Value};

use crate::project::Sample;
use crate::scim::ResourceType;
use crate::workbench::SampleInput;

/// The most different values of one attribute that are told apart.
const MOST_VALUES: usize = 10_000;

/// The most different values of all attributes together.
const MOST_VALUES_IN_ALL: usize = 200_000;

/// A longer text is not kept as a value.
const MOST_VALUE_BYTES: usize = 200;

/// The deepest part of a payload that is looked at, and the most parts of one object.
const DEEPEST: usize = 8;
const MOST_PARTS: usize = 2_000;

/// What the users and groups among the samples hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SampleKnowledge {
    /// Of the users.
    pub users: SeenPart,
    /// Of the groups.
    pub groups: SeenPart,
}

/// What is known of one attribute, or of a whole resource.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeenPart {
    /// How most samples spell it.
    pub name: String,
    /// In how many samples it is, with another value than null.
    pub n_samples: usize,
    /// Whether some sample has several values of it.
    pub is_list: bool,
    /// What its values are.
    pub kinds: SeenKinds,
    /// Its different values, the most frequent first, then by the alphabet.
    pub values: Arc<[SeenValue]>,
    /// How many more values there are that are too many or too long to be kept, with repetitions.
    pub n_other_values: usize,
    /// Its parts by name in lower case.
    pub parts: BTreeMap<String, SeenPart>,
}

/// What kinds of values were seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "an attribute can have values of several kinds")]
pub struct SeenKinds {
    /// A text.
    pub text: bool,
    /// A number.
    pub number: bool,
    /// `true` or `false`.
    pub boolean: bool,
    /// An object with parts.
    pub object: bool,
}

/// A value with how often it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenValue {
    /// The text; numbers and booleans as they are written.
    pub text: String,
    /// How many times.
    pub count: usize,
}

impl SampleKnowledge {
    /// What samples hold. To follow changes keep a [`SampleLearner`].
    pub fn of(samples: &[Arc<Sample>]) -> Self {
        SampleLearner::default().learn(samples, &|| false).unwrap_or_default()
    }

    /// What the resources of a type hold.
    pub fn of_type(&self, resource_type: ResourceType) -> &SeenPart {
        match resource_type {
            ResourceType::User => &self.users,
            ResourceType::Group => &self.groups,
        }
    }
}

impl SeenPart {
    /// The part of this name, without case.
    pub fn part(&self, name: &str) -> Option<&Self> {
        self.parts.get(&name.to_lowercase())
    }
}

/// Counts what samples hold; after a change only the samples that changed are looked at.
#[derive(Debug, Default)]
pub struct SampleLearner {
    counted: Vec<Arc<Sample>>,
    users: Counts,
    groups: Counts,
    /// The number of the sample that is being counted.
    stamp: u64,
    n_values: usize,
}

#[derive(Debug, Default)]
struct Counts {
    n_samples: usize,
    n_lists: usize,
    n_of_kind: [usize; 4],
    spellings: BTreeMap<String, usize>,
    values: AHashMap<String, usize>,
    n_other_values: usize,
    parts: BTreeMap<String, Counts>,
    stamp: u64,
}

/// Whether a sample comes or goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Add,
    Remove,
}

impl Change {
    fn apply(self, count: &mut usize) {
        *count = match self {
            Self::Add => count.saturating_add(1),
            Self::Remove => count.saturating_sub(1),
        };
    }
}

impl SampleLearner {
    /// Brings the counts to these samples. `None` when it was cancelled, which is asked before each
    /// sample; what was counted until then is kept.
    pub fn learn(
        &mut self,
        samples: &[Arc<Sample>],
        is_cancelled: &dyn Fn() -> bool,
    ) -> Option<SampleKnowledge> {
        let same = |(left, right): &(&Arc<Sample>, &Arc<Sample>)| Arc::ptr_eq(left, right);
        let first = self.counted.iter().zip(samples).take_while(same).count();
        let rest = self.counted.len().min(samples.len()) - first;
        let last = self.counted.iter().rev().zip(samples.iter().rev()).take(rest).take_while(same).count();
        while self.counted.len() > first + last {
            if is_cancelled() {
                return None;
            }
            let gone = self.counted.remove(self.counted.len() - last - 1);
            self.count(&gone, Change::Remove);
        }
        for (idx, sample) in samples.iter().enumerate().take(samples.len() - last).skip(first) {
            if is_cancelled() {
                return None;
            }
            self.count(sample, Change::Add);
            self.counted.insert(idx, Arc::clone(sample));
        }
        Some(SampleKnowledge { users: self.users.summary(""), groups: self.groups.summary("") })
    }

    fn count(&mut self, sample: &Sample, change: Change) {
        let Ok(input) = SampleInput::of_sample(sample) else { return };
        self.stamp += 1;
        let counts = match input.resource.resource_type {
            ResourceType::User => &mut self.users,
            ResourceType::Group => &mut self.groups,
        };
        let mut counter = Counter { change, stamp: self.stamp, n_values: &mut self.n_values };
        change.apply(&mut counts.n_samples);
        counter.object(counts, &input.resource.attributes, 0);
        if let (None, Some(id)) = (input.resource.id(), input.assigned_id.as_ref()) {
            counter.member(counts, "id", &Value::String(id.clone()), 0);
        }
    }
}

struct Counter<'n> {
    change: Change,
    stamp: u64,
    n_values: &'n mut usize,
}

impl Counter<'_> {
    fn object(&mut self, counts: &mut Counts, object: &Map<String, Value>, depth: usize) {
        for (name, value) in object {
            self.member(counts, name, value, depth);
        }
    }

    fn member(&mut self, counts: &mut Counts, name: &str, value: &Value, depth: usize) {
        let folded = name.to_lowercase();
        let is_full = counts.parts.len() >= MOST_PARTS && !counts.parts.contains_key(&folded);
        if depth >= DEEPEST || is_full {
            return;
        }
        let part = counts.parts.entry(folded).or_default();
        if !part.spellings.contains_key(name) {
            part.spellings.insert(name.to_owned(), 0);
        }
        part.spellings.entry(name.to_owned()).and_modify(|count| self.change.apply(count));
        if let Value::Array(items) = value {
            self.change.apply(&mut part.n_lists);
            for item in items {
                self.value(part, item, depth + 1);
            }
        } else {
            self.value(part, value, depth + 1);
        }
    }

    fn value(&mut self, counts: &mut Counts, value: &Value, depth: usize) {
        let (kind, text) = match value {
            Value::Null | Value::Array(_) => return,
            Value::String(text) => (0, Some(text.clone())),
            Value::Number(number) => (1, Some(number.to_string())),
            Value::Bool(flag) => (2, Some(flag.to_string())),
            Value::Object(_) => (3, None),
        };
        if counts.stamp != self.stamp {
            counts.stamp = self.stamp;
            self.change.apply(&mut counts.n_samples);
        }
        if let Some(count) = counts.n_of_kind.get_mut(kind) {
            self.change.apply(count);
        }
        match (value, text) {
            (Value::Object(object), _) => self.object(counts, object, depth),
            (_, Some(text)) => self.text(counts, text),
            _ => {}
        }
    }

    fn text(&mut self, counts: &mut Counts, text: String) {
        if let Some(count) = counts.values.get_mut(&text) {
            self.change.apply(count);
            if *count == 0 {
                counts.values.remove(&text);
                *self.n_values = self.n_values.saturating_sub(1);
            }
            return;
        }
        let is_full = counts.values.len() >= MOST_VALUES || *self.n_values >= MOST_VALUES_IN_ALL;
        if self.change == Change::Remove || is_full || text.len() > MOST_VALUE_BYTES {
            self.change.apply(&mut counts.n_other_values);
        } else {
            counts.values.insert(text, 1);
            *self.n_values += 1;
        }
    }
}

impl Counts {
    fn summary(&self, folded: &str) -> SeenPart {
        let spelling = self.spellings.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(*name)));
        let mut values: Vec<SeenValue> =
            self.values.iter().map(|(text, count)| SeenValue { text: text.clone(), count: *count }).collect();
        values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
        let [text, number, boolean, object] = self.n_of_kind.map(|count| count > 0);
        let is_sent = |part: &&Self| part.spellings.values().any(|count| *count > 0);
        SeenPart {
            name: spelling.map_or(folded, |(name, _)| name).to_owned(),
            n_samples: self.n_samples,
            is_list: self.n_lists > 0,
            kinds: SeenKinds { text, number, boolean, object },
            values: values.into(),
            n_other_values: self.n_other_values,
            parts: self
                .parts
                .iter()
                .filter(|(_, part)| is_sent(part))
                .map(|(name, part)| (name.clone(), part.summary(name)))
                .collect(),
        }
    }
}
