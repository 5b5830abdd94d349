//! What the service provider holds while requests are simulated: resources and their records.
//!
//! Not what a request does to them.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use crate::mapping::GroupInfo;
use crate::scim::{Resource, ResourceType};
use crate::simulate::{KnownResource, SimulationInput, StartRecord};
use crate::target::Record;

/// Where the record of a resource comes from.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Origin {
    /// It is looked for among the records of the account.
    Found,
    /// There is none.
    New,
}

/// One resource with its records.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub known: KnownResource,
    /// The records that are known of it, by record type.
    pub records: BTreeMap<String, Record>,
    /// Whether one that is not in `records` is looked for.
    pub origin: Origin,
    /// It stands beside the one that is changed.
    pub is_beside: bool,
    pub is_gone: bool,
}

/// All resources; a position stays the same while requests are simulated.
#[derive(Clone, Debug, Default)]
pub(super) struct Store {
    pub entries: Vec<Entry>,
    /// The resource that requests without an id are about.
    pub subject: Option<usize>,
    /// By type and id the positions.
    by_id: HashMap<(ResourceType, String), Vec<usize>>,
    /// How the record of a resource that is created first begins.
    fresh: Option<(Origin, BTreeMap<String, Record>)>,
}

impl Store {
    /// The stored resource and those beside it. One beside it with the same id is the same one, and
    /// left out. `record_type` is that of a given record.
    pub fn new(input: &SimulationInput<'_>, known: &[KnownResource], record_type: Option<&str>) -> Self {
        let mut store = Self::default();
        let mut records = BTreeMap::new();
        if let StartRecord::Given(record) = &input.record {
            records.insert(record_type.unwrap_or_default().to_owned(), record.clone());
        }
        let origin = if input.record == StartRecord::New { Origin::New } else { Origin::Found };
        match input.stored {
            Some(stored) => {
                store.subject = Some(0);
                store.push(Entry { records, origin, ..Entry::new(stored.clone(), false) });
            }
            None => store.fresh = Some((origin, records)),
        }
        for other in known {
            let is_stored = input.stored.is_some_and(|stored| stored.is_same(other));
            let is_there =
                other.id().is_some_and(|id| store.find(other.resource.resource_type, id).is_some());
            if !is_stored && !is_there {
                store.push(Entry::new(other.clone(), true));
            }
        }
        store
    }

    /// Holds a resource that was created, and gives its position.
    pub fn add(&mut self, mut entry: Entry) -> usize {
        if let Some((origin, records)) = self.fresh.take() {
            entry.origin = origin;
            entry.records.extend(records);
        }
        let idx = self.push(entry);
        self.subject = Some(idx);
        idx
    }

    fn push(&mut self, entry: Entry) -> usize {
        let idx = self.entries.len();
        if let Some(id) = entry.known.id() {
            let key = (entry.known.resource.resource_type, id.to_owned());
            self.by_id.entry(key).or_default().push(idx);
        }
        self.entries.push(entry);
        idx
    }

    /// The resource with this id.
    pub fn find(&self, resource_type: ResourceType, id: &str) -> Option<usize> {
        let positions = self.by_id.get(&(resource_type, id.to_owned()))?;
        let is_here = |idx: &&usize| self.entries.get(**idx).is_some_and(|entry| !entry.is_gone);
        positions.iter().find(is_here).copied()
    }

    /// The groups, as membership is read from them.
    pub fn groups(&self) -> Vec<GroupInfo> {
        let here = self.entries.iter().filter(|entry| !entry.is_gone);
        here.filter_map(|entry| GroupInfo::of(&entry.known.resource, entry.known.assigned_id.as_deref()))
            .collect()
    }

    /// The entry of the same type with the same name as `resource`; `is_beside` and `is_gone` say
    /// among which it is looked for.
    pub fn same_name(&self, resource: &Resource, is_beside: bool, is_gone: bool) -> Option<usize> {
        let name = unique_name(resource)?;
        self.entries.iter().position(|entry| {
            entry.is_beside == is_beside
                && entry.is_gone == is_gone
                && entry.known.resource.resource_type == resource.resource_type
                && unique_name(&entry.known.resource).as_ref() == Some(&name)
        })
    }
}

impl Entry {
    pub fn new(known: KnownResource, is_beside: bool) -> Self {
        Self { known, records: BTreeMap::new(), origin: Origin::Found, is_beside, is_gone: false }
    }
}

/// What no two resources of a type have in common: `userName`, of a group `displayName`.
fn unique_name(resource: &Resource) -> Option<String> {
    let name = match resource.resource_type {
        ResourceType::User => "userName",
        ResourceType::Group => "displayName",
    };
    let text = resource.get(name).and_then(Value::as_str)?.trim().to_lowercase();
    (!text.is_empty()).then_some(text)
}
