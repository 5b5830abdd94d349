//! Who can become the manager of somebody: first those who have a record, so that the change arrives
//! there.

use serde_json::{Map, Value};

use crate::scim::{Resource, ResourceType};
use crate::simulate::{KnownResource, Simulator};
use crate::target::{Record, RecordType};
use crate::workbench::simulation::rows::record_name;

/// The users of linked records that are not disabled, and behind them everybody who is known.
pub(super) fn possible_managers(simulator: &Simulator<'_>) -> Vec<KnownResource> {
    let types = simulator.target.record_types.iter();
    let of_users = types.filter(|kind| kind.resource_type == ResourceType::User.name());
    let linked = of_users.flat_map(|record_type| {
        let records = simulator.directory.records(&record_type.name);
        records.iter().filter_map(|record| user_of(record_type, record))
    });
    linked.chain(simulator.known.iter().cloned()).collect()
}

/// The user that a record is linked to, as far as the record tells of it.
fn user_of(record_type: &RecordType, record: &Record) -> Option<KnownResource> {
    let id = record.get(record_type.link_field.as_deref()?)?.as_str().filter(|id| !id.is_empty())?;
    let disabled = record_type.disabled_field.as_deref().and_then(|field| record.get(field));
    if disabled == Some(&Value::Bool(true)) {
        return None;
    }
    let name = record_name(record);
    let attributes =
        Map::from_iter([("id".to_owned(), Value::from(id)), ("displayName".to_owned(), Value::from(name))]);
    let resource = Resource { resource_type: ResourceType::User, attributes };
    Some(KnownResource { resource, assigned_id: None })
}
