//! Two mappings in one pass give the same as each by itself, and run what is the same once.

use proptest::prelude::*;
use scimwright::mapping::{MappingPair, MappingRun, MappingSide, RecordRun, compile};
use scimwright::value::Arena;

use crate::mapping::edits::{Desk, Edit, edit};

/// Runs both ways, and gives how many scripts were evaluated for the two mappings at once.
fn check(old: &Desk, new: &Desk) -> usize {
    let [(old_mapping, _), (new_mapping, _)] = [compile(&old.input()), compile(&new.input())];
    let pair = MappingPair::new(
        MappingSide { mapping: &old_mapping, context: &old.context },
        MappingSide { mapping: &new_mapping, context: &new.context },
    );
    let mut n_evaluated = 0;
    for subject in &old.subjects {
        let input = Desk::run_input(subject);
        let arena = Arena::new();
        let pairs = pair.run_in(&arena, &input.subject());
        n_evaluated += pairs.iter().map(|pair| pair.n_evaluated).sum::<usize>();
        let side = |runs: Vec<Option<MappingRun>>| {
            let mut runs: Vec<MappingRun> = runs.into_iter().flatten().collect();
            runs.sort_by_key(|run| run.rule_set_idx);
            runs
        };
        let olds = pairs.iter().map(|pair| pair.old.as_ref().map(RecordRun::to_mapping_run));
        let news = pairs.iter().map(|pair| pair.new.as_ref().map(RecordRun::to_mapping_run));
        assert_eq!(side(olds.collect()), old_mapping.run(&input, &old.context));
        assert_eq!(side(news.collect()), new_mapping.run(&input, &new.context));
        for pair in pairs {
            if let (Some(old), Some(new)) = (pair.old, pair.new) {
                assert_eq!((old.resource_type, old.record_type), (new.resource_type, new.record_type));
            }
        }
    }
    n_evaluated
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn both_at_once_is_each_by_itself(
        first in proptest::collection::vec(edit(), 0..3),
        second in proptest::collection::vec(edit(), 1..5),
    ) {
        let mut old = Desk::new();
        for edit in &first {
            old.apply(edit);
        }
        let mut new = old.clone();
        for edit in &second {
            new.apply(edit);
        }
        check(&old, &new);
        check(&new, &old);
    }
}

/// How many scripts more than for one mapping are evaluated when the new one has these edits.
#[track_caller]
fn check_more(edits: &[Edit], expected: usize) {
    let old = Desk::new();
    let mut new = old.clone();
    for edit in edits {
        new.apply(edit);
    }
    assert_eq!(check(&old, &new) - check(&old, &old), expected, "{edits:?}");
}

#[test]
fn what_is_the_same_is_evaluated_once() {
    let desk = Desk::new();
    let (mapping, _) = compile(&desk.input());
    let n_scripts: usize =
        desk.model.mapping.rule_sets.iter().map(|rule_set| rule_set.rules.len()).sum::<usize>()
            + desk.model.mapping.rule_sets.iter().filter(|rule_set| !rule_set.condition.is_empty()).count();
    let side = MappingSide { mapping: &mapping, context: &desk.context };
    assert_eq!(MappingPair::new(side, side).n_shared(), n_scripts);

    let users = desk.subjects.iter().filter(|subject| subject.0.resource.get("userName").is_some());
    let n_users = users.count();
    check_more(&[], 0);
    // `job_title`, which the condition does not read.
    check_more(&[Edit::Script { rule: 2, script: 3 }], n_users);
    check_more(&[Edit::Swap { rule: 2 }], 0);
    check_more(&[Edit::AddHelper], 0);
    check_more(&[Edit::Now { second: 1 }], 0);
}
