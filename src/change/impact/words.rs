//! What was changed, by subject and in words.
//!
//! Not which of it is a cause.

use std::collections::BTreeSet;

use crate::change::impact::{Cause, ImpactSides};
use crate::change::{Change, ChangeKind, ChangeSet, DiffLineKind, RulePart, Subject, diff, script_diff};
use crate::mapping::{Apply, FileContent, Rule, RuleSet};
use crate::table::LookupTable;

/// The changes between two mappings.
#[derive(Debug)]
pub(super) struct CauseWords<'m> {
    sides: &'m ImpactSides,
    changes: ChangeSet,
}

/// The rule set of both mappings by index; `None` where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct RuleSetPlace {
    pub old: Option<usize>,
    pub new: Option<usize>,
}

impl<'m> CauseWords<'m> {
    pub fn new(sides: &'m ImpactSides) -> Self {
        Self { sides, changes: diff(&sides.old.content, &sides.new.content) }
    }

    /// A rule set came or went.
    pub fn rule_set(&self, place: RuleSetPlace) -> Cause {
        let title = self.title(place);
        let words = match place.old {
            None => format!("new rule set {title}"),
            Some(_) => format!("rule set {title} removed"),
        };
        Cause { subjects: vec![Subject::RuleSet { title }], words }
    }

    /// The rules for a field.
    pub fn rules(&self, place: RuleSetPlace, field: &str) -> Cause {
        let title = self.title(place);
        let [old, new] = self.rule_sets(place);
        let [old, new] = [old, new].map(|rule_set| rules_for(rule_set, field));
        let is_about = |change: &&Change| matches!(&change.at, Subject::Rule { rule_set, field: of, .. } if *rule_set == title && of == field);
        let about = self.changes.changes.iter().filter(is_about);
        let told: Vec<Cause> = about.filter_map(|change| rule_cause(change, &old, &new)).collect();
        let subject = || Subject::Rule { rule_set: title.clone(), field: field.to_owned(), nth: 0 };
        joined(told, " and ").unwrap_or_else(|| Cause {
            words: rule_words(field, old.first().copied(), new.first().copied()),
            subjects: vec![subject()],
        })
    }

    /// The condition of a rule set.
    pub fn condition(&self, place: RuleSetPlace) -> Cause {
        let [old, new] = self.rule_sets(place).map(|set| set.map_or("", |set| set.condition.as_str()));
        let words = match (old.trim().is_empty(), new.trim().is_empty()) {
            (true, _) => "new condition".to_owned(),
            (_, true) => "condition removed".to_owned(),
            _ => format!("condition, line {}", first_changed_line(old, new)),
        };
        Cause { subjects: vec![Subject::Condition { rule_set: self.title(place) }], words }
    }

    /// Helper functions, by name.
    pub fn helpers(&self, names: &BTreeSet<String>) -> Cause {
        let told: Vec<Cause> = names.iter().flat_map(|name| self.helper(name)).collect();
        joined(told, " and ").unwrap_or_else(|| Cause {
            subjects: vec![Subject::Functions],
            words: "helper functions".to_owned(),
        })
    }

    fn helper(&self, name: &str) -> Vec<Cause> {
        let changes = self.changes.changes.iter();
        let about =
            changes.filter(|change| matches!(&change.at, Subject::Function { name: of, .. } if of == name));
        let mut told: Vec<Cause> = about
            .map(|change| Cause {
                subjects: vec![change.at.clone()],
                words: match (change.before.is_null(), change.after.is_null()) {
                    (true, _) => format!("new helper function {name}"),
                    (_, true) => format!("helper function {name} removed"),
                    _ => format!("helper function {name}"),
                },
            })
            .collect();
        if told.is_empty() {
            let words = format!("helper function {name}");
            told.push(Cause { subjects: vec![Subject::Functions], words });
        }
        told
    }

    /// A variable.
    pub fn variable(&self, name: &str) -> Cause {
        let [old, new] =
            [&self.sides.old, &self.sides.new].map(|side| side.content.variables.contains_key(name));
        let words = match (old, new) {
            (false, _) => format!("new variable {name}"),
            (_, false) => format!("variable {name} removed"),
            _ => format!("variable {name}"),
        };
        Cause { subjects: vec![Subject::Variable { name: name.to_owned() }], words }
    }

    /// The target.
    pub fn target() -> Cause {
        Cause { subjects: vec![Subject::Setting("target".to_owned())], words: "target".to_owned() }
    }

    /// The rows of a table that give something else for one of these keys.
    pub fn table<'k>(&self, name: &str, keys: impl Iterator<Item = &'k str>) -> Cause {
        let [old, new] = [&self.sides.old, &self.sides.new].map(|side| side.tables.get(name));
        let table = |words: String| Cause { subjects: vec![Subject::Table { name: name.to_owned() }], words };
        let (old, new) = match (old, new) {
            (None, _) => return table(format!("new table {name}")),
            (_, None) => return table(format!("table {name} removed")),
            (Some(old), Some(new)) => (old, new),
        };
        let mut told: Vec<Cause> = Vec::new();
        for key in keys {
            if let Some(cause) = row_cause(name, old, new, key)
                && !told.contains(&cause)
            {
                told.push(cause);
            }
        }
        if told.is_empty()
            && let Some(only) = self.only_row(name, old, new)
        {
            return only;
        }
        joined(told, " and ").unwrap_or_else(|| table(format!("table {name}")))
    }

    /// The one row of a table that was changed.
    fn only_row(&self, name: &str, old: &LookupTable, new: &LookupTable) -> Option<Cause> {
        let rows = self.changes.changes.iter().filter_map(|change| match &change.at {
            Subject::Row { table, key, .. } if table == name => Some(key.as_str()),
            _ => None,
        });
        let keys: BTreeSet<&str> = rows.collect();
        let mut keys = keys.into_iter();
        match (keys.next(), keys.next()) {
            (Some(key), None) => row_cause(name, old, new, key),
            _ => None,
        }
    }

    /// The rule set's title; of the second one with the same title with ` (2)` behind it.
    fn title(&self, place: RuleSetPlace) -> String {
        let (side, idx) = match place {
            RuleSetPlace { old: Some(idx), .. } => (&self.sides.old, idx),
            RuleSetPlace { new, .. } => (&self.sides.new, new.unwrap_or_default()),
        };
        title_of(&side.content, idx)
    }

    fn rule_sets(&self, place: RuleSetPlace) -> [Option<&RuleSet>; 2] {
        let old = place.old.and_then(|idx| self.sides.old.content.rule_sets.get(idx));
        let new = place.new.and_then(|idx| self.sides.new.content.rule_sets.get(idx));
        [old, new]
    }
}

fn title_of(content: &FileContent, idx: usize) -> String {
    let title = content.rule_sets.get(idx).map(RuleSet::title).unwrap_or_default();
    let earlier = content.rule_sets.iter().take(idx).filter(|rule_set| rule_set.title() == title).count();
    if earlier == 0 { title } else { format!("{title} ({})", earlier + 1) }
}

fn rules_for<'r>(rule_set: Option<&'r RuleSet>, field: &str) -> Vec<&'r Rule> {
    rule_set.into_iter().flat_map(|set| &set.rules).filter(|rule| rule.field == field).collect()
}

/// `None` for what has no effect, such as a note.
fn rule_cause(change: &Change, old: &[&Rule], new: &[&Rule]) -> Option<Cause> {
    let Subject::Rule { field, nth, .. } = &change.at else { return None };
    let has_effect = |part: &RulePart| matches!(part, RulePart::Script | RulePart::Apply | RulePart::Enabled);
    let (before, after) = (old.get(*nth).copied(), new.get(*nth).copied());
    let words = match change.kind {
        ChangeKind::RuleAdded => rule_words(field, None, after),
        ChangeKind::RuleRemoved => rule_words(field, before, None),
        ChangeKind::RuleEdited if change.parts.iter().any(has_effect) || change.parts.is_empty() => {
            rule_words(field, before, after)
        }
        _ => return None,
    };
    Some(Cause { subjects: vec![change.at.clone()], words })
}

/// What was done to a rule, such as `rule job_title, line 6`.
fn rule_words(field: &str, old: Option<&Rule>, new: Option<&Rule>) -> String {
    let (Some(old), Some(new)) = (old, new) else {
        return match (old, new) {
            (None, _) => format!("new rule {field}"),
            (Some(_), _) => format!("rule {field} removed"),
        };
    };
    if old.enabled != new.enabled {
        return format!("rule {field} {}", if new.enabled { "enabled" } else { "disabled" });
    }
    if old.apply != new.apply && old.script == new.script {
        let when = if new.apply == Apply::Create { "only on new records" } else { "always applied" };
        return format!("rule {field}, now {when}");
    }
    format!("rule {field}, line {}", first_changed_line(&old.script, &new.script))
}

/// The first line of the new script that says something else, from 1; where lines only went, the one
/// that stands in their place.
pub(super) fn first_changed_line(old: &str, new: &str) -> usize {
    let lines = script_diff(old, new);
    let is_said = |line: &&crate::change::DiffLine| {
        let text: String = line.pieces.iter().map(|piece| piece.text.as_str()).collect();
        let text = text.trim();
        !text.is_empty() && !text.starts_with("//")
    };
    let changed = || lines.iter().enumerate().filter(|(_, line)| line.kind != DiffLineKind::Same);
    let said = changed().find(|(_, line)| is_said(line)).or_else(|| changed().next());
    let Some((idx, _)) = said else { return 1 };
    let behind = lines.iter().skip(idx).find_map(|line| line.after_line);
    behind.unwrap_or_else(|| new.lines().count()).max(1)
}

/// The row that gives something else for a key; `None` when both tables give the same.
fn row_cause(table: &str, old: &LookupTable, new: &LookupTable, key: &str) -> Option<Cause> {
    if old.get(key) == new.get(key) {
        return None;
    }
    let hit = |table: &LookupTable| {
        let row = table.position(key).and_then(|idx| table.rows().get(idx));
        row.map(|row| row.key.clone())
    };
    let has = |table: &LookupTable, key: &str| table.rows().iter().any(|row| row.key == key);
    let (key, words) = match (hit(old), hit(new)) {
        (_, Some(key)) if !has(old, &key) => (key, Row::New),
        (Some(key), _) if !has(new, &key) => (key, Row::Removed),
        (Some(before), Some(after)) if before == after => (after, Row::Changed),
        (before, after) => (after.or(before)?, Row::Moved),
    };
    Some(Cause { words: words.words(table, &key), subjects: vec![words.subject(table, key)] })
}

/// What was done to a row.
enum Row {
    New,
    Removed,
    Changed,
    Moved,
}

impl Row {
    fn words(&self, table: &str, key: &str) -> String {
        match self {
            Self::New => format!("table {table}, new row \"{key}\""),
            Self::Removed => format!("table {table}, row \"{key}\" removed"),
            Self::Changed => format!("table {table}, row \"{key}\""),
            Self::Moved => format!("table {table}, place of row \"{key}\""),
        }
    }

    /// Lookups hit the first row with a key.
    fn subject(&self, table: &str, key: String) -> Subject {
        let table = table.to_owned();
        match self {
            Self::Moved => Subject::RowOrder { table },
            _ => Subject::Row { table, key, nth: 0 },
        }
    }
}

/// Several causes as one; `None` for none.
pub(super) fn joined(causes: Vec<Cause>, conjunction: &str) -> Option<Cause> {
    let mut causes = causes.into_iter();
    let mut whole = causes.next()?;
    for cause in causes {
        if whole.words.split(conjunction).any(|words| words == cause.words) {
            continue;
        }
        whole.words.push_str(conjunction);
        whole.words.push_str(&cause.words);
        for subject in cause.subjects {
            if !whole.subjects.contains(&subject) {
                whole.subjects.push(subject);
            }
        }
    }
    Some(whole)
}
