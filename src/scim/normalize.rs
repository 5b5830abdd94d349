//! From a resource as it was sent to the resource that scripts see.
//!
//! Only known deviations are repaired, and each repair is told. What a person can have meant stays
//! as it is: blanks, `en_US`, country names, empty texts.

use crate::scim::quirks::{REPAIRS, Subject};
use crate::scim::{Repair, Resource, Schemas};

/// The resource with known deviations of provisioning clients repaired, and the repairs in the order
/// in which they were made. Attribute names have the spelling of their schema. Normalizing the
/// result again changes nothing.
pub fn normalize(resource: &Resource) -> (Resource, Vec<Repair>) {
    normalize_owned(resource.clone())
}

/// The same without a copy.
pub fn normalize_owned(resource: Resource) -> (Resource, Vec<Repair>) {
    let mut subject = Subject::new(resource, Schemas::built_in());
    for repair in REPAIRS {
        repair(&mut subject);
    }
    subject.finish()
}
