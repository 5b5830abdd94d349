//! Comparing two mappings by meaning.

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::change::{Change, ChangeKind, ChangeSet};
use crate::mapping::{Case, FileContent, Rule, RuleSet};
use crate::table::LookupTable;

/// What has to change in `before` to give `after`. Rules are the same when they fill the same
/// field of the same rule set; the second rule for a field is compared with the second one there.
pub fn diff(before: &FileContent, after: &FileContent) -> ChangeSet {
    let mut collector = Collector::default();
    collector.settings(before, after);
    collector.rule_sets(&before.rule_sets, &after.rule_sets);
    if before.functions != after.functions {
        collector.push(ChangeKind::FunctionsEdited, "helper functions", &before.functions, &after.functions);
    }
    collector.tables(&before.tables, &after.tables);
    collector.variables(&before.variables, &after.variables);
    collector.cases(before.cases.as_ref(), after.cases.as_ref());
    ChangeSet { changes: collector.changes }
}

#[derive(Default)]
struct Collector {
    changes: Vec<Change>,
}

/// The kinds of a thing that can come, go and change.
struct Kinds {
    added: ChangeKind,
    removed: ChangeKind,
    changed: ChangeKind,
}

impl Collector {
    fn push<T: Serialize>(&mut self, kind: ChangeKind, subject: impl Into<String>, before: T, after: T) {
        let value = |thing| serde_json::to_value(thing).expect("parts of a mapping are valid JSON");
        let (before, after) = (value(before), value(after));
        self.changes.push(Change { kind, subject: subject.into(), before, after });
    }

    fn settings(&mut self, before: &FileContent, after: &FileContent) {
        let pairs = [
            ("name", &before.name, &after.name),
            ("client", &before.client, &after.client),
            ("target", &before.target, &after.target),
        ];
        for (subject, before, after) in pairs.into_iter().filter(|(_, before, after)| before != after) {
            self.push(ChangeKind::SettingChanged, subject, before, after);
        }
    }

    fn rule_sets(&mut self, before: &[RuleSet], after: &[RuleSet]) {
        for rule_set in after {
            match before.iter().find(|other| other.title() == rule_set.title()) {
                Some(other) => self.rules(other, rule_set),
                None => {
                    self.push(ChangeKind::RuleSetAdded, rule_set.title(), None, Some(rule_set.rules.len()));
                }
            }
        }
        for rule_set in before {
            if !after.iter().any(|other| other.title() == rule_set.title()) {
                self.push(ChangeKind::RuleSetRemoved, rule_set.title(), Some(rule_set.rules.len()), None);
            }
        }
    }

    fn rules(&mut self, before: &RuleSet, after: &RuleSet) {
        if before.condition != after.condition {
            self.push(
                ChangeKind::ConditionEdited,
                after.condition_title(),
                &before.condition,
                &after.condition,
            );
        }
        let (old, new) = (keyed(&before.rules), keyed(&after.rules));
        for (key, rule) in &new {
            let subject = after.rule_title(rule);
            match old.get(key) {
                None => self.push(ChangeKind::RuleAdded, subject, None, Some(&rule.script)),
                Some(other) if other != rule => {
                    self.push(ChangeKind::RuleEdited, subject, described(other), described(rule));
                }
                Some(_) => {}
            }
        }
        for (key, rule) in &old {
            if !new.contains_key(key) {
                self.push(ChangeKind::RuleRemoved, before.rule_title(rule), Some(&rule.script), None);
            }
        }
        self.moves(after, &old, &new);
    }

    /// Rules that are in both, at another place among those that are in both.
    fn moves(&mut self, rule_set: &RuleSet, old: &Keyed<'_>, new: &Keyed<'_>) {
        let old_order: Vec<_> = old.keys().filter(|key| new.contains_key(*key)).collect();
        let new_order: Vec<_> = new.keys().filter(|key| old.contains_key(*key)).collect();
        let staying = longest_common(&old_order, &new_order);
        for (idx, key) in new_order.iter().enumerate() {
            if !staying.contains(key) {
                let from = old_order.iter().position(|other| other == key).map(|idx| idx + 1);
                self.push(ChangeKind::RuleMoved, rule_set.rule_title(new[*key]), from, Some(idx + 1));
            }
        }
    }

    fn tables(&mut self, before: &IndexMap<String, LookupTable>, after: &IndexMap<String, LookupTable>) {
        let kinds = Kinds {
            added: ChangeKind::RowAdded,
            removed: ChangeKind::RowRemoved,
            changed: ChangeKind::RowChanged,
        };
        for (name, table) in after {
            match before.get(name) {
                None => self.push(ChangeKind::TableAdded, name, None, Some(table.rows().len())),
                Some(other) if other != table => {
                    let subject = |key: &str| format!("{name} / {key}");
                    self.entries(&kinds, &rows(other), &rows(table), subject);
                }
                Some(_) => {}
            }
        }
        for (name, table) in before.iter().filter(|(name, _)| !after.contains_key(*name)) {
            self.push(ChangeKind::TableRemoved, name, Some(table.rows().len()), None);
        }
    }

    fn variables(&mut self, before: &Map<String, Value>, after: &Map<String, Value>) {
        let kinds = Kinds {
            added: ChangeKind::VariableAdded,
            removed: ChangeKind::VariableRemoved,
            changed: ChangeKind::VariableChanged,
        };
        let entries = |map: &Map<String, Value>| -> IndexMap<String, Value> {
            map.iter().map(|(name, value)| (name.clone(), value.clone())).collect()
        };
        self.entries(&kinds, &entries(before), &entries(after), str::to_owned);
    }

    /// A file without cases says nothing about them.
    fn cases(&mut self, before: Option<&IndexMap<String, Case>>, after: Option<&IndexMap<String, Case>>) {
        let (Some(before), Some(after)) = (before, after) else { return };
        let kinds = Kinds {
            added: ChangeKind::CaseAdded,
            removed: ChangeKind::CaseRemoved,
            changed: ChangeKind::CaseChanged,
        };
        self.entries(&kinds, before, after, str::to_owned);
    }

    fn entries<T: PartialEq + Serialize>(
        &mut self,
        kinds: &Kinds,
        before: &IndexMap<String, T>,
        after: &IndexMap<String, T>,
        subject: impl Fn(&str) -> String,
    ) {
        for (name, value) in after {
            match before.get(name) {
                None => self.push(kinds.added, subject(name), None, Some(value)),
                Some(other) if other != value => {
                    self.push(kinds.changed, subject(name), other, value);
                }
                Some(_) => {}
            }
        }
        for (name, value) in before.iter().filter(|(name, _)| !after.contains_key(*name)) {
            self.push(kinds.removed, subject(name), Some(value), None);
        }
    }
}

/// Rules by field, and by how many rules for the field stand before it.
type Keyed<'r> = IndexMap<(&'r str, usize), &'r Rule>;

fn keyed(rules: &[Rule]) -> Keyed<'_> {
    let mut keyed = IndexMap::new();
    for rule in rules {
        let earlier = keyed.keys().filter(|(field, _): &&(&str, usize)| *field == rule.field).count();
        keyed.insert((rule.field.as_str(), earlier), rule);
    }
    keyed
}

/// A rule as a reader compares it: the script alone, with what else is not as usual in front.
fn described(rule: &Rule) -> String {
    let mut lines = Vec::new();
    if !rule.enabled {
        lines.push("// disabled".to_owned());
    }
    if rule.apply == crate::mapping::Apply::Create {
        lines.push("// only on new records".to_owned());
    }
    if !rule.note.is_empty() {
        lines.push(format!("// note: {}", rule.note));
    }
    lines.push(rule.script.clone());
    lines.join("\n")
}

fn rows(table: &LookupTable) -> IndexMap<String, String> {
    let mut rows = IndexMap::new();
    for row in table.rows() {
        rows.entry(row.key.clone()).or_insert_with(|| row.value.clone());
    }
    rows
}

/// A longest common subsequence. Quadratic; rule sets have some dozens of rules.
fn longest_common<T: PartialEq + Copy>(left: &[T], right: &[T]) -> Vec<T> {
    let mut lengths = vec![vec![0_usize; right.len() + 1]; left.len() + 1];
    for (i, l) in left.iter().enumerate().rev() {
        for (j, r) in right.iter().enumerate().rev() {
            lengths[i][j] =
                if l == r { lengths[i + 1][j + 1] + 1 } else { lengths[i + 1][j].max(lengths[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut common) = (0, 0, Vec::new());
    while i < left.len() && j < right.len() {
        if left[i] == right[j] {
            common.push(left[i]);
            (i, j) = (i + 1, j + 1);
        } else if lengths[i + 1][j] >= lengths[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    common
}
