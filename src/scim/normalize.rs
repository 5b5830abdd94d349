//! From a resource as it was sent to the resource that scripts see.
//!
//! Only known deviations are repaired, and each repair is told. What a person can have meant stays
//! as it is: blanks, `en_US`, country names, empty texts.

use crate::scim::quirks::{REPAIRS, STRICT_REPAIRS, Subject};
use crate::scim::{Dialect, Repair, Resource, Schemas};

/// The resource with known deviations of provisioning clients repaired, and the repairs in the order
/// in which they were made. Attribute names have the spelling of their schema. Normalizing the
/// result again changes nothing.
pub fn normalize(resource: &Resource) -> (Resource, Vec<Repair>) {
    normalize_owned(resource.clone())
}

/// The same without a copy.
pub fn normalize_owned(resource: Resource) -> (Resource, Vec<Repair>) {
    repaired(resource, REPAIRS)
}

/// The same for a client that is known. Of the strict client only that is read in another way which
/// RFC 7643 itself calls equal: names in another case. All others get every repair, since none of
/// the repairs has another meaning in a resource.
pub fn normalize_for(resource: &Resource, dialect: &Dialect) -> (Resource, Vec<Repair>) {
    let repairs = if dialect.is_strict() { STRICT_REPAIRS } else { REPAIRS };
    repaired(resource.clone(), repairs)
}

fn repaired(resource: Resource, repairs: &[fn(&mut Subject<'_>)]) -> (Resource, Vec<Repair>) {
    let mut subject = Subject::new(resource, Schemas::built_in());
    for repair in repairs {
        repair(&mut subject);
    }
    subject.finish()
}
