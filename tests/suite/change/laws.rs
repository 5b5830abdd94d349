//! What holds for the comparison and the merge of any mappings.

use std::collections::BTreeSet;

use proptest::prelude::*;
use scimwright::change::{Change, ChangeKind, Merge, Settlement, Subject, apply, diff, merge};
use scimwright::mapping::FileContent;
use serde_json::json;

use crate::change::generated::{content, edit, edited};

/// The text of a mapping, by which also orders are compared that equality does not see.
fn text(content: &FileContent) -> String {
    serde_json::to_string_pretty(content).expect("JSON")
}

/// The mapping that a merge gives, when nothing is open.
#[track_caller]
fn merged(merge: &Merge) -> String {
    assert_eq!(merge.conflicts, []);
    text(&merge.content().expect("nothing is open"))
}

/// A mapping, and what two sides made of it with a few edits each.
fn sides() -> impl Strategy<Value = [FileContent; 3]> {
    let edits = || proptest::collection::vec(edit(), 0..4);
    (content(), edits(), edits()).prop_map(|(base, ours, theirs)| {
        let (ours, theirs) = (edited(&base, &ours), edited(&base, &theirs));
        [base, ours, theirs]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn applying_what_differs_gives_the_other_one(before in content(), after in content()) {
        let changes = diff(&before, &after);
        prop_assert_eq!(text(&apply(&changes, &before).expect("it fits")), text(&after));
        prop_assert!(diff(&before, &before).is_identical());
        let back = diff(&after, &before);
        prop_assert_eq!(text(&apply(&back, &after).expect("it fits")), text(&before));
    }

    #[test]
    fn applying_an_edit_gives_the_edited_one(sides in sides()) {
        let [before, after, _] = sides.map(without_twins);
        let changes = diff(&before, &after);
        prop_assert_eq!(text(&apply(&changes, &before).expect("it fits")), text(&after));
        prop_assert!(changes.changes.iter().all(|change| change.subject == change.at.to_string()));
        // Each change can be carried out without the others. Which of several rules for one field moved past
        // the others is not to be seen where they are alike.
        let is_seen = |change: &&Change| {
            change.kind != ChangeKind::RuleMoved || !fills_a_field_twice(&before, &change.at)
        };
        for change in changes.changes.iter().filter(is_seen) {
            let alone = apply(&changes.only(|other| *other == change), &before).expect("it fits");
            let found = diff(&before, &alone).changes;
            let is_it = |other: &Change| other.kind == change.kind && other.subject == change.subject;
            prop_assert!(found.iter().any(is_it), "{change:#?} {found:#?}");
        }
    }

    #[test]
    fn one_side_alone_is_taken_as_it_is(base in content(), side in content()) {
        prop_assert_eq!(merged(&merge(&base, &side, &base)), text(&side));
        prop_assert_eq!(merged(&merge(&base, &base, &side)), text(&side));
        prop_assert_eq!(merged(&merge(&base, &side, &side)), text(&side));
    }

    #[test]
    fn it_does_not_matter_which_side_is_ours([base, ours, theirs] in sides()) {
        let (one, other) = (merge(&base, &ours, &theirs), merge(&base, &theirs, &ours));
        let subjects = |merge: &Merge| merge.conflicts.iter().map(|conflict| conflict.at.clone()).collect::<Vec<_>>();
        prop_assert_eq!(subjects(&one), subjects(&other));
        for (conflict, mirrored) in one.conflicts.iter().zip(&other.conflicts) {
            prop_assert_eq!(&conflict.ours, &mirrored.theirs);
            prop_assert_eq!(&conflict.theirs, &mirrored.ours);
        }
        let settled = |mut merge: Merge, how: &Settlement| {
            for at in subjects(&merge) {
                merge.settle(&at, how.clone()).expect("there is this conflict");
            }
            text(&merge.content().expect("all is settled"))
        };
        prop_assert_eq!(settled(one.clone(), &Settlement::Ours), settled(other.clone(), &Settlement::Theirs));
        prop_assert_eq!(settled(one, &Settlement::Base), settled(other, &Settlement::Base));
    }

    #[test]
    fn nothing_is_dropped(sides in sides()) {
        let [base, ours, theirs] = sides.map(without_twins);
        let mut merge = merge(&base, &ours, &theirs);
        let disputed: BTreeSet<Subject> = merge.conflicts.iter().map(|conflict| conflict.at.clone()).collect();
        for at in &disputed {
            merge.settle(at, Settlement::Ours).expect("there is this conflict");
        }
        let result = merge.content().expect("all is settled");
        let found = diff(&base, &result);
        for side in [&merge.ours, &merge.theirs] {
            for change in &side.changes {
                let is_order = matches!(
                    change.kind,
                    ChangeKind::RuleMoved | ChangeKind::RuleSetMoved | ChangeKind::RowsMoved
                );
                let is_disputed = disputed.contains(&change.at) || disputed.iter().any(|at| holds(at, &change.at));
                let is_there = found.changes.iter().any(|other| {
                    other.at == change.at || holds(&other.at, &change.at) || holds(&change.at, &other.at)
                });
                // Where rules share a field and keys stand twice, the same rule can go by another number.
                let is_alike = found.changes.iter().any(|other| other.subject == change.subject);
                let is_same = || text(&result) == text(&ours) || text(&result) == text(&theirs);
                prop_assert!(is_order || is_disputed || is_there || is_alike || is_same(), "{change:#?} {found:#?}");
            }
        }
    }

    #[test]
    fn edits_of_different_things_do_not_collide(mut base in content(), script in "[a-z]{1,6}", value in 4..9_u8) {
        // Rules of one field that become equal could not be told apart by what they were.
        for rule_set in &mut base.rule_sets {
            let mut fields = BTreeSet::new();
            rule_set.rules.retain(|rule| fields.insert(rule.field.clone()));
        }
        let mut ours = base.clone();
        for rule in ours.rule_sets.iter_mut().flat_map(|rule_set| &mut rule_set.rules) {
            rule.script.clone_from(&script);
        }
        let mut theirs = base.clone();
        theirs.variables.insert("new".to_owned(), json!(value));
        for rule_set in &mut theirs.rule_sets {
            rule_set.condition.push_str("\n&& true");
            for rule in &mut rule_set.rules {
                rule.note.push('!');
            }
        }
        let mut expected = ours.clone();
        expected.variables.clone_from(&theirs.variables);
        for (rule_set, other) in expected.rule_sets.iter_mut().zip(&theirs.rule_sets) {
            rule_set.condition.clone_from(&other.condition);
            for (rule, other) in rule_set.rules.iter_mut().zip(&other.rules) {
                rule.note.clone_from(&other.note);
            }
        }
        prop_assert_eq!(merged(&merge(&base, &ours, &theirs)), text(&expected));
        prop_assert_eq!(merged(&merge(&base, &theirs, &ours)), text(&expected));
    }
}

/// Whether the rule set of this rule has several rules for its field.
fn fills_a_field_twice(content: &FileContent, at: &Subject) -> bool {
    let Subject::Rule { rule_set: title, field, .. } = at else { return false };
    let rule_sets = content.rule_sets.iter().filter(|rule_set| rule_set.title() == *title);
    rule_sets.flat_map(|rule_set| &rule_set.rules).filter(|rule| rule.field == *field).count() > 1
}

/// The mapping without rule sets that share a title with an earlier one: where one of two goes, the other
/// is known by its name.
fn without_twins(mut content: FileContent) -> FileContent {
    let mut titles = BTreeSet::new();
    content.rule_sets.retain(|rule_set| titles.insert(rule_set.title()));
    content
}

/// Whether the second one is a part of the first one.
fn holds(whole: &Subject, part: &Subject) -> bool {
    match whole {
        Subject::RuleSet { title } => part.rule_set() == Some(title),
        Subject::Table { name } => part.table() == Some(name),
        Subject::RuleOrder { rule_set } => part.rule_set() == Some(rule_set),
        Subject::RowOrder { table } => part.table() == Some(table),
        _ => false,
    }
}
