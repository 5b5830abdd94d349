//! Bringing together what two sides made of one mapping.
//!
//! Not what becomes of single parts, scripts and orders, which `merge_items`, `merge_texts` and `order`
//! decide.

use std::collections::{BTreeMap, BTreeSet};

use crate::change::compose::compose;
use crate::change::diff::diff_of_parts;
use crate::change::dispute::{Dispute, Replacement, replacement};
use crate::change::item::Item;
use crate::change::merge_parts::{Merged, merge_parts};
use crate::change::order::{Preference, merge_orders, place};
use crate::change::parts::{Container, Parts, function_form, parts_of};
use crate::change::{ChangeSet, Conflict, SettleError, Settlement, Subject, Unsettled};
use crate::mapping::FileContent;

/// What two sides made of a mapping, and where they collide.
#[derive(Clone, Debug)]
pub struct Merge {
    /// From the base to our side.
    pub ours: ChangeSet,
    /// From the base to their side.
    pub theirs: ChangeSet,
    /// In the order of their subjects, one for each.
    pub conflicts: Vec<Conflict>,
    /// Base, ours, theirs.
    versions: [Parts; 3],
    /// What is not in dispute.
    agreed: BTreeMap<Subject, Item>,
    disputes: BTreeMap<Subject, Dispute>,
}

/// Brings both sides together. What one side changed is taken, and what both changed alike too; what both
/// changed in different ways is a conflict, and so is what one side removed and the other one changed.
/// Every change of either side is in the result or in a conflict; only a move of what the other side
/// removed is without effect.
///
/// Rules are brought together part by part, so that a note, `enabled` or `apply` of one side goes with the
/// script of the other one. Two different edits of one script are a conflict, also in different lines.
/// Layout alone gives way to edits. Which side is called ours decides about nothing.
pub fn merge(base: &FileContent, ours: &FileContent, theirs: &FileContent) -> Merge {
    let contents = [base, ours, theirs];
    let form = function_form(&contents);
    let mut parts = parts_of(&contents, form).into_iter();
    let versions = [(); 3].map(|()| parts.next().unwrap_or_default());
    let [base, ours, theirs] = &versions;
    let (to_ours, to_theirs) = (diff_of_parts(form, base, ours), diff_of_parts(form, base, theirs));
    let Merged { versions, agreed, disputes, conflicts } = merge_parts(versions);
    Merge { ours: to_ours, theirs: to_theirs, conflicts, versions, agreed, disputes }
}

impl Merge {
    /// Settles a conflict, also one that was settled before.
    ///
    /// # Errors
    /// There is no such conflict, or the value cannot be used for it.
    pub fn settle(&mut self, at: &Subject, how: Settlement) -> Result<(), SettleError> {
        let no_conflict = || SettleError::NoConflict { at: at.clone() };
        let dispute = self.disputes.get(at).ok_or_else(no_conflict)?;
        if let Settlement::Edited(value) = &how {
            replacement(at, value, dispute, &self.known_in(dispute))
                .map_err(|reason| SettleError::WrongValue { at: at.clone(), reason })?;
        }
        let conflict = self.conflicts.iter_mut().find(|conflict| conflict.at == *at);
        conflict.ok_or_else(no_conflict)?.settled = Some(how);
        Ok(())
    }

    /// Opens a conflict again.
    pub fn reopen(&mut self, at: &Subject) {
        for conflict in self.conflicts.iter_mut().filter(|conflict| conflict.at == *at) {
            conflict.settled = None;
        }
    }

    /// Whether no conflict is open.
    pub fn is_settled(&self) -> bool {
        self.conflicts.iter().all(|conflict| conflict.settled.is_some())
    }

    /// The mapping with the changes of both sides.
    ///
    /// # Errors
    /// Conflicts are open.
    pub fn content(&self) -> Result<FileContent, Unsettled> {
        let open = self.conflicts.iter().filter(|conflict| conflict.settled.is_none());
        let open: Vec<Subject> = open.map(|conflict| conflict.at.clone()).collect();
        if !open.is_empty() {
            return Err(Unsettled { open });
        }
        let mut result = Settled { items: self.agreed.clone(), ..Settled::default() };
        for conflict in &self.conflicts {
            if let (Some(dispute), Some(how)) = (self.disputes.get(&conflict.at), &conflict.settled) {
                self.take(&mut result, &conflict.at, dispute, how);
            }
        }
        let mut parts = Parts { items: result.items, orders: BTreeMap::new() };
        let containers = self.versions.iter().flat_map(|version| version.orders.keys());
        for container in containers.chain(result.orders.keys()).collect::<BTreeSet<_>>() {
            let merged = self.order(container, &parts, result.preferences.get(container));
            // What an order leaves out stands where it would have stood.
            let order = result.orders.get(container).map(|wanted| place(wanted, &merged)).unwrap_or(merged);
            parts.orders.insert(container.clone(), order);
        }
        Ok(compose(&parts))
    }

    /// Takes what a settlement says into the result.
    fn take(&self, result: &mut Settled, at: &Subject, dispute: &Dispute, how: &Settlement) {
        let preference = match how {
            Settlement::Ours => Preference::Ours,
            Settlement::Theirs => Preference::Theirs,
            Settlement::Base => Preference::Base,
            Settlement::Edited(value) => {
                // What cannot be used was refused when it was settled.
                let known = self.known_in(dispute);
                let Ok(replaced) = replacement(at, value, dispute, &known) else { return };
                return take_edited(result, dispute, replaced);
            }
        };
        let [base, ours, theirs] = &self.versions;
        let side = match preference {
            Preference::Ours => ours,
            Preference::Theirs => theirs,
            Preference::Base => base,
        };
        match dispute {
            Dispute::Item(sides) => {
                let item = match preference {
                    Preference::Ours => &sides.ours,
                    Preference::Theirs => &sides.theirs,
                    Preference::Base => &sides.base,
                };
                result.items.extend(item.clone().map(|item| (at.clone(), item)));
            }
            Dispute::Whole(container) => {
                let own = side.items.iter().filter(|(at, _)| container.holds(at));
                result.items.extend(own.map(|(at, item)| (at.clone(), item.clone())));
                result.orders.insert(container.clone(), side.order(container).to_vec());
            }
            Dispute::Order(container) => drop(result.preferences.insert(container.clone(), preference)),
        }
    }

    fn order(&self, container: &Container, parts: &Parts, preference: Option<&Preference>) -> Vec<Subject> {
        let orders = self.versions.each_ref().map(|version| version.order(container));
        let survives = |at: &Subject| parts.items.contains_key(at);
        let merged = merge_orders(orders, survives, preference.copied());
        // Where no result depends on the order, one side is as good as the other.
        let [_, ours, theirs] = orders;
        let any = if ours <= theirs { Preference::Ours } else { Preference::Theirs };
        merged.or_else(|_| merge_orders(orders, survives, Some(any))).unwrap_or_default()
    }

    /// What the value of a conflict can name.
    fn known_in(&self, dispute: &Dispute) -> Vec<Subject> {
        let Dispute::Order(container) = dispute else { return Vec::new() };
        let all: BTreeSet<&Subject> =
            self.versions.iter().flat_map(|version| version.order(container)).collect();
        all.into_iter().cloned().collect()
    }
}

/// What is settled so far.
#[derive(Default)]
struct Settled {
    items: BTreeMap<Subject, Item>,
    /// Orders that are settled with what they hold.
    orders: BTreeMap<Container, Vec<Subject>>,
    preferences: BTreeMap<Container, Preference>,
}

fn take_edited(result: &mut Settled, dispute: &Dispute, replaced: Replacement) {
    result.items.extend(replaced.parts.items);
    if let (Dispute::Whole(container) | Dispute::Order(container), Some(order)) = (dispute, replaced.order) {
        result.orders.insert(container.clone(), order);
    }
}
