//! Comparing two mappings by meaning.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::change::difference::Difference;
use crate::change::item::{Edit, Item, difference, rule_parts, shown};
use crate::change::order::staying;
use crate::change::parts::{Container, FunctionForm, Parts, function_form, parts_of};
use crate::change::{Change, ChangeKind, ChangeSet, Subject};
use crate::mapping::FileContent;

/// What has to change in `before` to give `after`. Rules are the same when they fill the same field of
/// the same rule set; where a field has several, those that are most alike are taken for the same.
///
/// Scripts that have the same tokens mean the same: blanks, ends of lines and comments are no change,
/// nor is the order of tables, variables, cases and helper functions. All of it is carried over by
/// [`crate::change::apply`] nevertheless. A mapping without cases says nothing about them.
pub fn diff(before: &FileContent, after: &FileContent) -> ChangeSet {
    let versions = [before, after];
    let form = function_form(&versions);
    match parts_of(&versions, form).as_slice() {
        [before, after] => diff_of_parts(form, before, after),
        _ => ChangeSet::default(),
    }
}

/// What has to change between two versions whose things have the same subjects.
pub(super) fn diff_of_parts(form: FunctionForm, before: &Parts, after: &Parts) -> ChangeSet {
    let mut collector = Collector { before, after, set: ChangeSet { form, ..ChangeSet::default() } };
    collector.settings();
    collector.rule_sets();
    collector.functions();
    collector.tables();
    let variables = [ChangeKind::VariableAdded, ChangeKind::VariableChanged, ChangeKind::VariableRemoved];
    collector.things(&Container::Variables, variables);
    collector.cases();
    collector.orders();
    collector.set
}

struct Collector<'p> {
    before: &'p Parts,
    after: &'p Parts,
    set: ChangeSet,
}

/// The kinds of a thing that comes, changes and goes.
type Kinds = [ChangeKind; 3];

impl Collector<'_> {
    fn push(&mut self, kind: ChangeKind, at: &Subject, [before, after]: [Value; 2], edits: Vec<Edit>) {
        let parts = match edits.as_slice() {
            [Edit { before: Some(Item::Rule(one)), after: Some(Item::Rule(other)), .. }] => {
                rule_parts(one, other)
            }
            _ => Vec::new(),
        };
        let subject = at.to_string();
        self.set.changes.push(Change { kind, subject, before, after, at: at.clone(), parts, edits });
    }

    fn edit(&self, at: &Subject) -> Edit {
        let (before, after) = (self.before.items.get(at).cloned(), self.after.items.get(at).cloned());
        Edit { at: at.clone(), before, after }
    }

    /// Notes the edit of one thing: told when it can make a difference, carried along otherwise.
    fn one(&mut self, at: &Subject, kind: ChangeKind) {
        let (before, after) = (self.before.items.get(at), self.after.items.get(at));
        match difference(before, after) {
            Difference::None => {}
            Difference::Meaning => {
                let values = [shown(before), shown(after)];
                self.push(kind, at, values, vec![self.edit(at)]);
            }
            Difference::Layout | Difference::Comment => self.quiet(at),
        }
    }

    fn quiet(&mut self, at: &Subject) {
        if matches!(self.after.items.get(at), Some(Item::Rule(_) | Item::Condition(_) | Item::Function(_))) {
            self.set.layout.push(at.clone());
        }
        self.set.quiet.push(self.edit(at));
    }

    fn settings(&mut self) {
        for name in ["name", "client", "target"] {
            self.one(&Subject::Setting(name.to_owned()), ChangeKind::SettingChanged);
        }
    }

    /// Things of a container, in the order of a reader: what is there now, then what went.
    fn things(&mut self, container: &Container, [added, changed, removed]: Kinds) {
        let (before, after) = (self.before, self.after);
        for at in after.order(container) {
            self.one(at, if before.items.contains_key(at) { changed } else { added });
        }
        for at in before.order(container).iter().filter(|at| !after.items.contains_key(at)) {
            self.one(at, removed);
        }
    }

    fn rule_sets(&mut self) {
        let (before, after) = (self.before, self.after);
        for at in after.order(&Container::RuleSets) {
            let title = at.rule_set().unwrap_or_default();
            if !before.items.contains_key(at) {
                let count = after.order(&Container::Rules(title.to_owned())).len();
                let edits = self.whole(at, &Container::Rules(title.to_owned()));
                self.push(ChangeKind::RuleSetAdded, at, [Value::Null, json!(count)], edits);
                continue;
            }
            self.one(at, ChangeKind::RuleSetEdited);
            self.one(&Subject::Condition { rule_set: title.to_owned() }, ChangeKind::ConditionEdited);
            let rules = Container::Rules(title.to_owned());
            let kinds = [ChangeKind::RuleAdded, ChangeKind::RuleEdited, ChangeKind::RuleRemoved];
            self.things(&rules, kinds);
            self.moves(&rules, ChangeKind::RuleMoved);
        }
        self.moves(&Container::RuleSets, ChangeKind::RuleSetMoved);
        for at in before.order(&Container::RuleSets).iter().filter(|at| !after.items.contains_key(at)) {
            let rules = Container::Rules(at.rule_set().unwrap_or_default().to_owned());
            let edits = self.whole(at, &rules);
            self.push(
                ChangeKind::RuleSetRemoved,
                at,
                [json!(before.order(&rules).len()), Value::Null],
                edits,
            );
        }
    }

    /// The edits by which a rule set or table comes or goes with all it holds.
    fn whole(&self, at: &Subject, container: &Container) -> Vec<Edit> {
        let condition = at.rule_set().map(|title| Subject::Condition { rule_set: title.to_owned() });
        let inner = self.before.order(container).iter().chain(self.after.order(container));
        std::iter::once(at).chain(condition.iter()).chain(inner).map(|at| self.edit(at)).collect()
    }

    /// Things that are in both, at another place among those that are in both.
    fn moves(&mut self, container: &Container, kind: ChangeKind) {
        let [before, after] = self.common(container);
        if before == after {
            return;
        }
        let kept = staying(&before, &after);
        for (idx, at) in after.iter().enumerate().filter(|(_, at)| !kept.contains(at)) {
            let from = before.iter().position(|other| other == at).map(|idx| idx + 1);
            self.push(kind, at, [json!(from), json!(idx + 1)], Vec::new());
        }
    }

    /// What a container holds in both versions, in the two orders.
    fn common(&self, container: &Container) -> [Vec<Subject>; 2] {
        let common = |one: &Parts, other: &Parts| -> Vec<Subject> {
            let others: BTreeSet<&Subject> = other.order(container).iter().collect();
            one.order(container).iter().filter(|at| others.contains(at)).cloned().collect()
        };
        [common(self.before, self.after), common(self.after, self.before)]
    }

    fn functions(&mut self) {
        self.one(&Subject::Functions, ChangeKind::FunctionsEdited);
        self.things(&Container::Functions, [ChangeKind::FunctionsEdited; 3]);
    }

    fn tables(&mut self) {
        let (before, after) = (self.before, self.after);
        for at in after.order(&Container::Tables) {
            let rows = Container::Rows(at.table().unwrap_or_default().to_owned());
            if before.items.contains_key(at) {
                self.things(&rows, [ChangeKind::RowAdded, ChangeKind::RowChanged, ChangeKind::RowRemoved]);
                self.moved_rows(&rows);
            } else {
                let edits = self.whole(at, &rows);
                self.push(ChangeKind::TableAdded, at, [Value::Null, json!(after.order(&rows).len())], edits);
            }
        }
        for at in before.order(&Container::Tables).iter().filter(|at| !after.items.contains_key(at)) {
            let rows = Container::Rows(at.table().unwrap_or_default().to_owned());
            let edits = self.whole(at, &rows);
            self.push(ChangeKind::TableRemoved, at, [json!(before.order(&rows).len()), Value::Null], edits);
        }
    }

    /// One change for all rows that moved, with their keys in the old order and in the new one.
    fn moved_rows(&mut self, rows: &Container) {
        let [before, after] = self.common(rows);
        if before == after {
            return;
        }
        let kept = staying(&before, &after);
        let keys = |order: &[Subject]| -> Value {
            let moved = order.iter().filter(|at| !kept.contains(at));
            let key =
                |at: &Subject| if let Subject::Row { key, .. } = at { key.clone() } else { at.to_string() };
            moved.map(key).collect()
        };
        self.push(ChangeKind::RowsMoved, &rows.subject(), [keys(&before), keys(&after)], Vec::new());
    }

    /// A mapping without cases says nothing about them.
    fn cases(&mut self) {
        let (before, after) = (self.before, self.after);
        if before.items.contains_key(&Subject::Cases) == after.items.contains_key(&Subject::Cases) {
            let kinds = [ChangeKind::CaseAdded, ChangeKind::CaseChanged, ChangeKind::CaseRemoved];
            return self.things(&Container::Cases, kinds);
        }
        let all = before.order(&Container::Cases).iter().chain(after.order(&Container::Cases));
        for at in std::iter::once(&Subject::Cases).chain(all) {
            self.set.quiet.push(self.edit(at));
        }
    }

    fn orders(&mut self) {
        let changed = self
            .after
            .orders
            .iter()
            .filter(|(container, order)| self.before.order(container) != order.as_slice());
        self.set.orders = changed.map(|(container, order)| (container.clone(), order.clone())).collect();
    }
}
