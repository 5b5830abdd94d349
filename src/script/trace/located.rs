//! Where the result of a built-in function came from: many functions give back one of their
//! arguments or a part of one, which stands at the same place in memory.
//!
//! What is not found among the arguments is taken to be made of all of them.

use std::collections::BTreeMap;

use crate::script::trace::flow::{Flow, Sources};
use crate::value::{List, Object, Value};

/// How many values are looked at in one call.
const MOST_VISITS: usize = 2_000;
/// How many parts of a new list or object are looked for.
const MOST_PARTS: usize = 200;
const MOST_LEVELS: usize = 8;

/// Where the result of a call came from.
pub(super) fn flow_of_call(
    arguments: &[Value<'_>],
    flows: &[Flow],
    result: Value<'_>,
    sources: &mut Sources,
) -> Flow {
    let mut all = Flow::made_of(flows);
    let mut search = Search { arguments, flows, sources, visits_left: MOST_VISITS };
    if let Some(found) = search.find(result) {
        all.decided.add(&all.reached);
        return found.decided_by(&all.decided);
    }
    let parts = match result {
        Value::List(list) if list.len() <= MOST_PARTS => {
            let items: Option<Vec<Flow>> = list.iter().map(|item| search.find(item)).collect();
            items.filter(|items| !items.is_empty()).map(Flow::list)
        }
        Value::Object(object) if object.iter().take(MOST_PARTS + 1).count() <= MOST_PARTS => {
            let entries: Option<BTreeMap<String, Flow>> =
                object.iter().map(|entry| Some((entry.name.to_owned(), search.find(entry.value)?))).collect();
            entries.filter(|entries| !entries.is_empty()).map(Flow::object)
        }
        _ => None,
    };
    match parts {
        // What the function left out had a say in that, too.
        Some(made) => {
            all.decided.add(&all.reached);
            made.decided_by(&all.decided)
        }
        None => all,
    }
}

struct Search<'s, 'v> {
    arguments: &'s [Value<'v>],
    flows: &'s [Flow],
    sources: &'s mut Sources,
    visits_left: usize,
}

impl Search<'_, '_> {
    /// Where among the arguments a value is, with what is known of that place.
    fn find(&mut self, wanted: Value<'_>) -> Option<Flow> {
        if !has_a_place(wanted) {
            return None;
        }
        let (arguments, flows) = (self.arguments, self.flows);
        arguments
            .iter()
            .zip(flows)
            .find_map(|(argument, flow)| self.find_in(*argument, flow, wanted, MOST_LEVELS))
    }

    fn find_in(&mut self, value: Value<'_>, flow: &Flow, wanted: Value<'_>, levels: usize) -> Option<Flow> {
        self.visits_left = self.visits_left.checked_sub(1)?;
        let levels = levels.checked_sub(1)?;
        if is_same_place(value, wanted) {
            return Some(flow.clone());
        }
        if is_piece_of(value, wanted) {
            return Some(Flow { source: None, ..flow.clone() });
        }
        match value {
            Value::List(list) => list.iter().enumerate().find_map(|(idx, item)| {
                let flow = flow.entry(idx, self.sources);
                self.find_in(item, &flow, wanted, levels)
            }),
            Value::Object(object) => object.iter().find_map(|entry| {
                let flow = flow.name(entry.name, self.sources);
                self.find_in(entry.value, &flow, wanted, levels)
            }),
            _ => None,
        }
    }
}

/// Whether values of this kind can be told apart by their place in memory.
fn has_a_place(value: Value<'_>) -> bool {
    match value {
        Value::Text(text) => !text.is_empty(),
        Value::List(list) => !list.is_empty(),
        Value::Object(Object::Entries(entries)) => !entries.is_empty(),
        Value::Object(Object::Json(_)) => true,
        _ => false,
    }
}

fn is_same_place(left: Value<'_>, right: Value<'_>) -> bool {
    match (left, right) {
        (Value::Text(left), Value::Text(right)) => std::ptr::eq(left, right),
        (Value::List(List::Items(left)), Value::List(List::Items(right))) => std::ptr::eq(left, right),
        (Value::List(List::Json(left)), Value::List(List::Json(right))) => std::ptr::eq(left, right),
        (Value::Object(Object::Entries(left)), Value::Object(Object::Entries(right))) => {
            std::ptr::eq(left, right)
        }
        (Value::Object(Object::Json(left)), Value::Object(Object::Json(right))) => std::ptr::eq(left, right),
        _ => false,
    }
}

/// Whether a text was cut out of another one.
fn is_piece_of(whole: Value<'_>, piece: Value<'_>) -> bool {
    let (Value::Text(whole), Value::Text(piece)) = (whole, piece) else { return false };
    let (whole, piece) = (whole.as_bytes().as_ptr_range(), piece.as_bytes().as_ptr_range());
    whole.start <= piece.start && piece.end <= whole.end
}
