//! What happens to each attribute that a request names, and whether the client sends it again.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::scim::{
    AttributeDefinition, AttributePath, Mutability, Repair, Resource, Returned, Schemas, quirk,
};
use crate::simulate::named::{Named, Naming, joined, named_attributes, value_at};
use crate::simulate::parts::{is_empty, overlap};
use crate::simulate::provider::{Answer, Provider};
use crate::simulate::read_back::{MOST_COMPARED, reads_back};
use crate::simulate::{AttributeChange, Label, Method, words};

/// Requests that name more attributes than this are not repeated.
const MOST_REPEATED: usize = 2000;

/// The attributes that a request names or changes, in its order.
pub(super) fn attribute_changes(
    provider: &Provider<'_>,
    answer: &Answer,
    replays: bool,
) -> Vec<AttributeChange> {
    let named = joined(named_attributes(&answer.request, answer.before.as_ref(), answer.after.as_ref()));
    let again = if replays { repeated(provider, answer, named.len()) } else { None };
    let told = named.iter().enumerate().map(|(position, of)| {
        let later = named.get(position + 1..).unwrap_or_default();
        Told { provider, answer, named: of, later, again: again.as_ref() }.change()
    });
    told.collect()
}

/// What the resource becomes when the same request comes again.
fn repeated(provider: &Provider<'_>, answer: &Answer, n_named: usize) -> Option<Resource> {
    let is_update = matches!(answer.request.method, Method::Put | Method::Patch);
    let after =
        answer.after.as_ref().filter(|_| is_update && answer.error.is_none() && n_named <= MOST_REPEATED)?;
    provider.applied(answer.request.method, after, &answer.request.body).outcome.ok()
}

/// How many of the last operations are looked at for one that is about the same attribute.
const MOST_LATER: usize = 200;

/// One attribute with all that is known of it.
struct Told<'t> {
    provider: &'t Provider<'t>,
    answer: &'t Answer,
    named: &'t Named,
    /// What the request names after it.
    later: &'t [Named],
    again: Option<&'t Resource>,
}

/// Why a client sends an attribute again.
enum Resend {
    No,
    /// The value is not taken.
    Dropped,
    /// Another value is read back.
    Differs,
    /// Every repetition changes it.
    Grows,
    /// A later operation of the same request has the last word.
    Overtaken,
}

impl Told<'_> {
    fn change(&self) -> AttributeChange {
        let before = self.value(self.answer.before.as_ref());
        let after = self.value(self.answer.after.as_ref());
        let mut change = AttributeChange {
            path: self.named.path.clone(),
            label: Label::Kept,
            resend: false,
            sent: self.named.sent.clone(),
            reason: String::new(),
            before,
            after,
        };
        if let Some(error) = &self.answer.error {
            change.label = Label::Rejected;
            change.resend = true;
            change.reason.clone_from(&error.detail);
            return change;
        }
        let resend = self.resend(&change);
        change.label = match resend {
            Resend::Dropped => Label::Rejected,
            _ => label_of(&change),
        };
        change.reason = self.reason(&change, &resend);
        change.resend = !matches!(resend, Resend::No | Resend::Overtaken);
        change
    }

    fn value(&self, resource: Option<&Resource>) -> Value {
        resource.map(|resource| value_at(resource, &self.named.path)).unwrap_or_default()
    }

    fn definition(&self) -> Option<&'static AttributeDefinition> {
        let resource = self.answer.after.as_ref().or(self.answer.before.as_ref())?;
        let path = AttributePath::parse(&self.named.path).ok()?;
        let resolved = path.resolve(resource, Schemas::built_in());
        match &path.sub {
            Some(_) => resolved.sub,
            None => resolved.attribute,
        }
    }

    /// Whether a client that reads the resource never sees what it wrote.
    fn is_never_compared(&self) -> bool {
        self.definition().is_some_and(|definition| {
            definition.mutability == Mutability::ReadOnly
                || definition.mutability == Mutability::WriteOnly
                || definition.returned == Returned::Never
        })
    }

    /// Whether it is an attribute of the customer's own, which no schema lists.
    fn is_custom(&self) -> bool {
        let path = self.named.path.to_lowercase();
        self.provider
            .custom_fields_schema
            .is_some_and(|urn| path.starts_with(&format!("{}:", urn.to_lowercase())))
    }

    fn repair(&self) -> Option<&Repair> {
        self.answer.repairs.iter().find(|repair| overlap(&repair.path, &self.named.path))
    }

    fn resend(&self, change: &AttributeChange) -> Resend {
        if matches!(self.named.naming, Naming::Deleted | Naming::Unnamed) || self.is_never_compared() {
            return Resend::No;
        }
        let is_removed = self.named.naming == Naming::Removed;
        let again = self.again.map(|resource| value_at(resource, &self.named.path));
        if again.is_some_and(|again| again != change.after) {
            return Resend::Grows;
        }
        let is_there = if is_removed && !is_empty(&change.sent) {
            !has_any(&change.sent, &change.after)
        } else if is_removed {
            is_empty(&change.after)
        } else {
            reads_back(&change.sent, &change.after)
        };
        if is_there || (self.repair().is_some() && !is_empty(&change.after)) {
            return Resend::No;
        }
        if self.is_overtaken() {
            return Resend::Overtaken;
        }
        let is_dropped = !is_removed && is_empty(&change.after);
        if is_dropped && self.repair().is_none() {
            Resend::Dropped
        } else if is_dropped {
            Resend::No
        } else {
            Resend::Differs
        }
    }

    /// Whether a later operation is about the same attribute.
    fn is_overtaken(&self) -> bool {
        let mut last = self.later.iter().rev().take(MOST_LATER);
        last.any(|later| overlap(&later.path, &self.named.path))
    }

    fn reason(&self, change: &AttributeChange, resend: &Resend) -> String {
        let again = words::again(self.provider.dialect);
        match resend {
            Resend::No => self.what_happens(change),
            Resend::Overtaken => "A later operation of the same request changes it once more".to_owned(),
            Resend::Dropped if self.definition().is_none() => format!(
                "No schema has this attribute, and {} passes it over; the client sends it again {again}",
                self.provider.title
            ),
            Resend::Dropped => format!("The value is not kept; the client sends it again {again}"),
            Resend::Differs => format!(
                "Reading gives {} instead of {}; the client sends it again {again}",
                words::value(&change.after),
                words::value(&change.sent)
            ),
            Resend::Grows => format!("Every repetition changes it once more; the client sends it {again}"),
        }
    }

    fn what_happens(&self, change: &AttributeChange) -> String {
        match self.named.naming {
            Naming::Deleted => return format!("{} deactivates a user that is deleted", self.provider.title),
            Naming::Unnamed => return "Not named by a request that replaces the whole resource".to_owned(),
            Naming::Sent | Naming::Added | Naming::Removed => {}
        }
        if self.definition().is_some_and(|definition| definition.returned == Returned::Never) {
            return "It is never given back, and not shown here".to_owned();
        }
        if self.definition().is_some_and(|definition| definition.mutability == Mutability::ReadOnly) {
            return "Only the service provider writes it; what is sent is passed over".to_owned();
        }
        let mut what = self.plain_words(change);
        if self.definition().is_none() && !self.is_custom() && !is_empty(&change.after) {
            what = format!("{what}; no schema has it, and {} keeps it as it is sent", self.provider.title);
        }
        match self.repair().and_then(|repair| quirk(repair.quirk)) {
            Some(quirk) => format!("{what}; repaired: {} ({})", words::lower_first(quirk.title), quirk.id),
            None => what,
        }
    }

    fn plain_words(&self, change: &AttributeChange) -> String {
        let is_removed = self.named.naming == Naming::Removed;
        match (change.label, is_removed) {
            (Label::Kept, true) => "There is nothing to take away".to_owned(),
            (Label::Kept, false) if is_empty(&change.sent) => {
                "It is sent empty and was empty before".to_owned()
            }
            (Label::Kept, false) => "It has this value already".to_owned(),
            (Label::Cleared, true) => "Taken away".to_owned(),
            (Label::Cleared, false) => format!("Sent as {}, which empties it", words::value(&change.sent)),
            (_, true) => "Some values are taken away".to_owned(),
            (_, false) if self.answer.request.method == Method::Post => {
                "Sent with the new resource".to_owned()
            }
            (_, false) if is_empty(&change.before) => "It had no value before".to_owned(),
            _ => "It gets another value".to_owned(),
        }
    }
}

fn label_of(change: &AttributeChange) -> Label {
    if is_same(&change.before, &change.after) {
        Label::Kept
    } else if is_empty(&change.after) {
        Label::Cleared
    } else {
        Label::Set
    }
}

/// Whether two values say the same: an empty sub-attribute is as one that is absent (RFC 7643 §2.5).
fn is_same(before: &Value, after: &Value) -> bool {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            let filled = |members: &Map<String, Value>| -> Map<String, Value> {
                let filled = members.iter().filter(|(_, value)| !is_empty(value));
                filled.map(|(name, value)| (name.clone(), value.clone())).collect()
            };
            filled(before) == filled(after)
        }
        _ => before == after || (is_empty(before) && is_empty(after)),
    }
}

/// Whether one of the values that were to be removed is still there.
fn has_any(removed: &Value, after: &Value) -> bool {
    match removed {
        Value::Array(removed) if removed.len() > MOST_COMPARED => {
            let ids = |list: &[Value]| {
                list.iter().filter_map(|member| member.get("value")).map(Value::to_string).collect()
            };
            let left: BTreeSet<String> = ids(after.as_array().map_or(&[], Vec::as_slice));
            let removed: BTreeSet<String> = ids(removed);
            !removed.is_disjoint(&left)
        }
        Value::Array(removed) => removed.iter().any(|removed| !is_empty(after) && has_any(removed, after)),
        removed => !is_empty(after) && reads_back(removed, after),
    }
}
