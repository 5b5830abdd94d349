//! What becomes of one part of a mapping that two sides changed.
//!
//! Not whether its rule set or table is still there.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::change::Subject;
use crate::change::difference::Difference;
use crate::change::functions::{Around, FunctionText};
use crate::change::item::{Item, RuleSetHead, difference};
use crate::change::merge_texts::{MergedText, merge_scripts};
use crate::mapping::Rule;

/// What two sides made of a part; absent is not there.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum MergedItem {
    Clean(Option<Item>),
    Dispute(Box<Sides>),
}

/// What a part is on each side. What of it is not in dispute is the same on all of them, with the
/// changes of both.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sides {
    pub base: Option<Item>,
    pub ours: Option<Item>,
    pub theirs: Option<Item>,
    pub proposal: Option<Item>,
}

/// Brings two versions of a part together.
pub(super) fn merge_item(at: &Subject, [base, ours, theirs]: [Option<&Item>; 3]) -> MergedItem {
    let clean = |item: Option<&Item>| MergedItem::Clean(item.cloned());
    let blank = Item::Condition(String::new());
    // A rule set that both sides made has a condition as if it had been blank.
    let is_made_by_both = ours.is_some() && theirs.is_some() && matches!(at, Subject::Condition { .. });
    let base = if is_made_by_both { base.or(Some(&blank)) } else { base };
    // Also what is equal can stand in another order in the file.
    let is_same = |one: Option<&Item>, other| difference(one, other) == Difference::None;
    if is_same(base, theirs) || is_same(ours, theirs) {
        return clean(ours);
    }
    if is_same(base, ours) {
        return clean(theirs);
    }
    match (base, ours, theirs) {
        (_, Some(one), Some(other)) => merge_present(base, one, other),
        // One side removed it: that stands unless the other one changed it.
        (_, None, kept) | (_, kept, None) if !difference(base, kept).counts() => clean(None),
        _ => dispute(base, ours, theirs),
    }
}

fn dispute(base: Option<&Item>, ours: Option<&Item>, theirs: Option<&Item>) -> MergedItem {
    let [base, ours, theirs] = [base, ours, theirs].map(Option::<&Item>::cloned);
    MergedItem::Dispute(Box::new(Sides { base, ours, theirs, proposal: None }))
}

fn merge_present(base: Option<&Item>, ours: &Item, theirs: &Item) -> MergedItem {
    match (base, ours, theirs) {
        (_, Item::Rule(one), Item::Rule(other)) => {
            let base = if let Some(Item::Rule(base)) = base { Some(&**base) } else { None };
            merge_rules(base, one, other)
        }
        (_, Item::Function(one), Item::Function(other)) => {
            let base = if let Some(Item::Function(base)) = base { Some(base) } else { None };
            let separator = three(base.map(|base| &base.separator), &one.separator, &other.separator);
            let separator = separator.unwrap_or_else(|| one.separator.clone().min(other.separator.clone()));
            let text = |text| Item::Function(FunctionText { separator: separator.clone(), text });
            merge_text(base.map(|base| &base.text), &one.text, &other.text, text)
        }
        (_, Item::Condition(one), Item::Condition(other)) => {
            let base = if let Some(Item::Condition(base)) = base { Some(base) } else { None };
            merge_text(base, one, other, Item::Condition)
        }
        (_, Item::Functions(one), Item::Functions(other)) => {
            let base = if let Some(Item::Functions(base)) = base { Some(base) } else { None };
            merge_text(base, one, other, Item::Functions)
        }
        (Some(Item::Around(base)), Item::Around(one), Item::Around(other)) => merge_around(base, one, other),
        (Some(Item::RuleSet(base)), Item::RuleSet(one), Item::RuleSet(other)) => {
            match merge_maps(&base.other, &one.other, &other.other) {
                Some(merged) => {
                    MergedItem::Clean(Some(Item::RuleSet(RuleSetHead { other: merged, ..one.clone() })))
                }
                None => dispute_of(
                    [Some(base), Some(one), Some(other)].map(|head| head.cloned().map(Item::RuleSet)),
                ),
            }
        }
        _ => merge_whole(base, ours, theirs),
    }
}

/// A part that is taken from one side or from the other.
fn merge_whole(base: Option<&Item>, ours: &Item, theirs: &Item) -> MergedItem {
    if !difference(Some(ours), Some(theirs)).counts() {
        let first = if format!("{ours:?}") <= format!("{theirs:?}") { ours } else { theirs };
        return MergedItem::Clean(Some(first.clone()));
    }
    if base.is_some() && !difference(base, Some(ours)).counts() {
        return MergedItem::Clean(Some(theirs.clone()));
    }
    if base.is_some() && !difference(base, Some(theirs)).counts() {
        return MergedItem::Clean(Some(ours.clone()));
    }
    dispute(base, Some(ours), Some(theirs))
}

fn dispute_of([base, ours, theirs]: [Option<Item>; 3]) -> MergedItem {
    MergedItem::Dispute(Box::new(Sides { base, ours, theirs, proposal: None }))
}

fn merge_text(base: Option<&String>, ours: &str, theirs: &str, item: impl Fn(String) -> Item) -> MergedItem {
    match merge_scripts(base.map(String::as_str), ours, theirs) {
        MergedText::Clean(text) => MergedItem::Clean(Some(item(text))),
        MergedText::Dispute(proposal) => MergedItem::Dispute(Box::new(Sides {
            base: base.cloned().map(&item),
            ours: Some(item(ours.to_owned())),
            theirs: Some(item(theirs.to_owned())),
            proposal: proposal.map(&item),
        })),
    }
}

fn merge_around(base: &Around, ours: &Around, theirs: &Around) -> MergedItem {
    let start = merge_scripts(Some(&base.start), &ours.start, &theirs.start);
    let end = merge_scripts(Some(&base.end), &ours.end, &theirs.end);
    match (start, end) {
        (MergedText::Clean(start), MergedText::Clean(end)) => {
            MergedItem::Clean(Some(Item::Around(Around { start, end })))
        }
        _ => dispute_of([base, ours, theirs].map(|around| Some(Item::Around(around.clone())))),
    }
}

/// Brings two versions of a rule together, part by part.
fn merge_rules(base: Option<&Rule>, ours: &Rule, theirs: &Rule) -> MergedItem {
    let script = merge_scripts(base.map(|base| base.script.as_str()), &ours.script, &theirs.script);
    let apply = three(base.map(|base| &base.apply), &ours.apply, &theirs.apply);
    let enabled = three(base.map(|base| &base.enabled), &ours.enabled, &theirs.enabled);
    let note = three(base.map(|base| &base.note), &ours.note, &theirs.note);
    let nothing = Map::new();
    let other = merge_maps(base.map_or(&nothing, |base| &base.other), &ours.other, &theirs.other);
    let is_clean = apply.is_some() && enabled.is_some() && note.is_some() && other.is_some();
    // What is agreed, with the rest as on one side.
    let rule = |side: &Rule, text: Option<&str>| {
        Item::Rule(Box::new(Rule {
            field: side.field.clone(),
            script: text.unwrap_or(&side.script).to_owned(),
            apply: apply.unwrap_or(side.apply),
            note: note.as_ref().unwrap_or(&side.note).clone(),
            enabled: enabled.unwrap_or(side.enabled),
            other: other.as_ref().unwrap_or(&side.other).clone(),
        }))
    };
    let (text, proposal) = match &script {
        MergedText::Clean(text) => (Some(text.as_str()), None),
        MergedText::Dispute(proposal) => (None, proposal.as_deref()),
    };
    if is_clean && text.is_some() {
        return MergedItem::Clean(Some(rule(ours, text)));
    }
    MergedItem::Dispute(Box::new(Sides {
        base: base.map(|base| rule(base, text)),
        ours: Some(rule(ours, text)),
        theirs: Some(rule(theirs, text)),
        proposal: proposal.filter(|_| is_clean).map(|proposal| rule(ours, Some(proposal))),
    }))
}

/// What both say, or what the side says that changed it; `None` when both changed it.
fn three<T: PartialEq + Clone>(base: Option<&T>, ours: &T, theirs: &T) -> Option<T> {
    match base {
        _ if ours == theirs => Some(ours.clone()),
        Some(base) if base == theirs => Some(ours.clone()),
        Some(base) if base == ours => Some(theirs.clone()),
        _ => None,
    }
}

/// Brings keys that this version does not know together, key by key; `None` when both changed one.
fn merge_maps(
    base: &Map<String, Value>,
    ours: &Map<String, Value>,
    theirs: &Map<String, Value>,
) -> Option<Map<String, Value>> {
    let is_same =
        |one: &Map<String, Value>, other: &Map<String, Value>| one == other && one.keys().eq(other.keys());
    if is_same(base, theirs) {
        return Some(ours.clone());
    }
    if is_same(base, ours) {
        return Some(theirs.clone());
    }
    let added: BTreeSet<&String> =
        ours.keys().chain(theirs.keys()).filter(|key| !base.contains_key(*key)).collect();
    let mut merged = Map::new();
    for key in base.keys().chain(added) {
        if let Some(value) = three(Some(&base.get(key)), &ours.get(key), &theirs.get(key))? {
            merged.insert(key.clone(), value.clone());
        }
    }
    Some(merged)
}

#[cfg(test)]
mod tests {
    use super::merge_maps;
    use serde_json::{Map, Value};

    fn map(text: &str) -> Map<String, Value> {
        serde_json::from_str(text).unwrap()
    }

    #[track_caller]
    fn check(base: &str, ours: &str, theirs: &str, expected: Option<&str>) {
        let expected = expected.map(map);
        assert_eq!(merge_maps(&map(base), &map(ours), &map(theirs)), expected);
        assert_eq!(merge_maps(&map(base), &map(theirs), &map(ours)), expected, "the other way round");
    }

    #[test]
    fn unknown_keys_are_brought_together_one_by_one() {
        check(r#"{"a":1}"#, r#"{"a":2}"#, r#"{"a":1,"b":3}"#, Some(r#"{"a":2,"b":3}"#));
        check(r#"{"a":1}"#, "{}", r#"{"a":1,"b":3}"#, Some(r#"{"b":3}"#));
        check(r#"{"a":1}"#, r#"{"a":2}"#, r#"{"a":2}"#, Some(r#"{"a":2}"#));
        check(r#"{"a":1}"#, r#"{"a":2}"#, r#"{"a":3}"#, None);
        check(r#"{"a":1}"#, "{}", r#"{"a":3}"#, None);
        check("{}", r#"{"a":null}"#, "{}", Some(r#"{"a":null}"#));
    }
}
