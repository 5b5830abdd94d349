//! Two versions of a mapping brought together part by part: what is agreed, and what is in dispute.
//!
//! Not the mapping that results, which [`crate::change::Merge::content`] makes once all is settled.

use std::collections::{BTreeMap, BTreeSet};

use crate::change::dispute::{Dispute, item_value, order_value, whole_value};
use crate::change::item::{Item, difference};
use crate::change::merge_items::{MergedItem, Sides, merge_item};
use crate::change::order::merge_orders;
use crate::change::parts::{Container, Parts};
use crate::change::{Conflict, Subject};

/// What two sides made of a mapping.
pub(super) struct Merged {
    /// Base, ours, theirs; a side that says nothing about cases has those of the base.
    pub versions: [Parts; 3],
    /// What is not in dispute.
    pub agreed: BTreeMap<Subject, Item>,
    pub disputes: BTreeMap<Subject, Dispute>,
    /// A conflict for each dispute, in the same order.
    pub conflicts: Vec<Conflict>,
}

/// Brings two sides together: base, ours, theirs, whose things have the same subjects.
pub(super) fn merge_parts(mut versions: [Parts; 3]) -> Merged {
    let speaks_of_cases = with_all_cases(&mut versions);
    let mut merger = Merger { versions: &versions, agreed: BTreeMap::new(), disputes: BTreeMap::new() };
    let removed = merger.removed_containers();
    merger.parts(&removed, speaks_of_cases);
    merger.orders(&removed);
    let Merger { agreed, disputes, .. } = merger;
    let conflicts = disputes.iter().map(|(at, dispute)| conflict(&versions, at, dispute)).collect();
    Merged { versions, agreed, disputes, conflicts }
}

struct Merger<'v> {
    versions: &'v [Parts; 3],
    agreed: BTreeMap<Subject, Item>,
    disputes: BTreeMap<Subject, Dispute>,
}

impl Merger<'_> {
    /// The rule sets and tables that a side removed: gone, or in dispute as a whole.
    fn removed_containers(&mut self) -> BTreeSet<Container> {
        let [base, ours, theirs] = self.versions;
        let mut removed = BTreeSet::new();
        let holders = base.order(&Container::RuleSets).iter().chain(base.order(&Container::Tables));
        for at in holders {
            let Some(container) = inner_container(at) else { continue };
            let remaining = match (ours.items.contains_key(at), theirs.items.contains_key(at)) {
                (true, true) => continue,
                (true, false) => Some(ours),
                (false, true) => Some(theirs),
                (false, false) => None,
            };
            if remaining.is_some_and(|side| is_changed(base, side, &container)) {
                self.disputes.insert(at.clone(), Dispute::Whole(container.clone()));
            }
            removed.insert(container);
        }
        removed
    }

    fn parts(&mut self, removed: &BTreeSet<Container>, speaks_of_cases: bool) {
        let subjects: BTreeSet<&Subject> =
            self.versions.iter().flat_map(|version| version.items.keys()).collect();
        for at in subjects {
            let is_left_out = match at {
                Subject::Case { .. } => !speaks_of_cases,
                _ => Container::of(at).is_some_and(|container| removed.contains(&container)),
            };
            if is_left_out {
                continue;
            }
            if *at == Subject::Cases {
                self.agreed.extend(speaks_of_cases.then(|| (at.clone(), Item::Cases)));
                continue;
            }
            match merge_item(at, self.versions.each_ref().map(|version| version.items.get(at))) {
                MergedItem::Clean(item) => self.agreed.extend(item.map(|item| (at.clone(), item))),
                MergedItem::Dispute(sides) => drop(self.disputes.insert(at.clone(), Dispute::Item(sides))),
            }
        }
    }

    fn orders(&mut self, removed: &BTreeSet<Container>) {
        let containers: BTreeSet<&Container> =
            self.versions.iter().flat_map(|version| version.orders.keys()).collect();
        for container in containers {
            if removed.contains(container) || !container.has_meaning() {
                continue;
            }
            let may_survive = |at: &Subject| self.agreed.contains_key(at) || self.disputes.contains_key(at);
            let orders = self.versions.each_ref().map(|version| version.order(container));
            if merge_orders(orders, may_survive, None).is_err() {
                self.disputes.insert(container.subject(), Dispute::Order(container.clone()));
            }
        }
    }
}

/// Gives a side that says nothing about cases those of the base. Whether the result speaks of them: as
/// the side that changed it says, unless cases that the other side changed would be lost.
fn with_all_cases(versions: &mut [Parts; 3]) -> bool {
    let [base, ours, theirs] = versions;
    let speaks = |side: &Parts| side.items.contains_key(&Subject::Cases);
    let result = match (speaks(base), speaks(ours), speaks(theirs)) {
        (_, one, other) if one == other => one,
        (false, ..) => true,
        (true, true, _) => is_changed(base, ours, &Container::Cases),
        (true, ..) => is_changed(base, theirs, &Container::Cases),
    };
    for side in [ours, theirs] {
        if !speaks(side) {
            let cases = base.items.iter().filter(|(at, _)| matches!(at, Subject::Case { .. }));
            side.items.extend(cases.map(|(at, item)| (at.clone(), item.clone())));
            side.orders
                .extend(base.orders.get(&Container::Cases).map(|order| (Container::Cases, order.clone())));
        }
    }
    result
}

/// Whether anyone would miss what a side did to what a container holds, and to the container itself.
fn is_changed(base: &Parts, side: &Parts, container: &Container) -> bool {
    let own = |parts: &'_ Parts| -> BTreeSet<Subject> {
        parts.items.keys().filter(|at| container.holds(at)).cloned().collect()
    };
    let all: BTreeSet<Subject> = own(base).into_iter().chain(own(side)).collect();
    let is_edited = |at: &Subject| difference(base.items.get(at), side.items.get(at)).counts();
    all.iter().any(is_edited) || (container.has_meaning() && base.order(container) != side.order(container))
}

/// What a rule set or table holds in order.
fn inner_container(at: &Subject) -> Option<Container> {
    match at {
        Subject::RuleSet { title } => Some(Container::Rules(title.clone())),
        Subject::Table { name } => Some(Container::Rows(name.clone())),
        _ => None,
    }
}

fn conflict(versions: &[Parts; 3], at: &Subject, dispute: &Dispute) -> Conflict {
    let [base, ours, theirs] = match dispute {
        Dispute::Item(sides) => {
            let Sides { base, ours, theirs, .. } = &**sides;
            [base, ours, theirs].map(|item| item.as_ref().map(item_value))
        }
        Dispute::Whole(container) => versions.each_ref().map(|version| whole_value(version, container)),
        Dispute::Order(container) => {
            versions.each_ref().map(|version| Some(order_value(version.order(container))))
        }
    };
    let proposal =
        if let Dispute::Item(sides) = dispute { sides.proposal.as_ref().map(item_value) } else { None };
    Conflict { at: at.clone(), base, ours, theirs, proposal, settled: None }
}
