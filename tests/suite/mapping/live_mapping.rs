//! What is run again after an edit gives the same as everything run from scratch.

use std::collections::BTreeMap;

use proptest::prelude::*;
use scimwright::mapping::{LiveMapping, MappingRun, MappingVersion, RuleOutcome, RunStatus, compile};
use scimwright::value::Arena;

use crate::mapping::edits::{Desk, Edit, edit};

/// What a caller keeps of a run.
#[derive(Clone, Debug, PartialEq)]
struct Kept {
    status: RunStatus,
    reason: Option<String>,
    outcomes: Vec<RuleOutcome>,
}

fn kept(run: &MappingRun) -> Kept {
    Kept { status: run.status, reason: run.reason.clone(), outcomes: run.outcomes.clone() }
}

/// The results of all subjects by subject and rule set, kept up to date as a caller would.
#[derive(Default)]
struct Results {
    runs: BTreeMap<(usize, usize), (MappingVersion, Kept)>,
    n_outcomes_run: usize,
}

impl Results {
    fn refresh(&mut self, desk: &Desk, live: &LiveMapping) {
        self.runs.retain(|(_, rule_set_idx), _| live.stale_since(*rule_set_idx, live.version()).is_some());
        for (subject_idx, subject) in desk.subjects.iter().enumerate() {
            let input = Desk::run_input(subject);
            let rule_sets: Vec<usize> = live
                .compiled()
                .rule_sets_for(subject.0.resource.resource_type)
                .map(|(rule_set_idx, _)| rule_set_idx)
                .collect();
            for rule_set_idx in rule_sets {
                self.refresh_one(live, (subject_idx, rule_set_idx), &input);
            }
        }
    }

    fn refresh_one(
        &mut self,
        live: &LiveMapping,
        key: (usize, usize),
        input: &scimwright::mapping::RunInput<'_>,
    ) {
        let arena = Arena::new();
        let known = self.runs.get_mut(&key);
        let stale = known.as_ref().map(|(since, _)| live.stale_since(key.1, *since).expect("a rule set"));
        match (known, stale) {
            (Some((since, kept)), Some(stale)) if !stale.is_everything() => {
                let again = live.run_stale_in(&arena, &input.subject(), &stale).expect("it is up to date");
                self.n_outcomes_run += again.outcomes.len();
                assert_eq!(again.outcomes.len(), stale.rule_idxs().count());
                for outcome in &again.outcomes {
                    let old = kept.outcomes.iter_mut().find(|old| old.rule_idx == outcome.rule_idx);
                    *old.expect("the rules are the same") = outcome.to_rule_outcome();
                }
                if let Some((status, reason)) = again.verdict {
                    kept.status = status;
                    kept.reason = reason.map(std::borrow::Cow::into_owned);
                }
                *since = live.version();
            }
            _ => {
                let run = live
                    .compiled()
                    .run_rule_set_in(&arena, key.1, &input.subject(), live.context())
                    .expect("it is for this resource");
                self.n_outcomes_run += run.outcomes.len();
                self.runs.insert(key, (live.version(), kept(&run.to_mapping_run())));
            }
        }
    }
}

fn from_scratch(desk: &Desk) -> BTreeMap<(usize, usize), Kept> {
    let (compiled, _) = compile(&desk.input());
    let mut all = BTreeMap::new();
    for (subject_idx, subject) in desk.subjects.iter().enumerate() {
        for run in compiled.run(&Desk::run_input(subject), &desk.context) {
            all.insert((subject_idx, run.rule_set_idx), kept(&run));
        }
    }
    all
}

fn check(edits: &[Edit]) {
    let mut desk = Desk::new();
    let (mut live, _) = LiveMapping::new(&desk.input(), desk.context.clone());
    let mut results = Results::default();
    results.refresh(&desk, &live);
    for (idx, edit) in edits.iter().enumerate() {
        desk.apply(edit);
        let said = live.update(&desk.input(), desk.context.clone());
        assert_eq!(said, compile(&desk.input()).1, "after {edit:?}");
        // Sometimes the next edit comes before anything was run again.
        if idx % 3 != 1 {
            results.refresh(&desk, &live);
        }
    }
    results.refresh(&desk, &live);
    let found: BTreeMap<_, _> = results.runs.into_iter().map(|(key, (_, kept))| (key, kept)).collect();
    let expected = from_scratch(&desk);
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (key, expected) in expected {
        assert_eq!(found[&key], expected, "{key:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn running_again_what_is_stale_is_running_everything(edits in proptest::collection::vec(edit(), 1..7)) {
        check(&edits);
    }
}

#[test]
fn a_plan_of_another_version_is_not_run() {
    let mut desk = Desk::new();
    let (mut live, _) = LiveMapping::new(&desk.input(), desk.context.clone());
    let first = live.version();
    desk.apply(&Edit::Script { rule: 2, script: 0 });
    live.update(&desk.input(), desk.context.clone());
    let plan = live.stale_since(0, first).expect("a rule set");
    assert!(live.stale_since(0, live.version()).expect("a rule set").is_nothing());
    desk.apply(&Edit::Script { rule: 3, script: 0 });
    live.update(&desk.input(), desk.context.clone());
    let arena = Arena::new();
    let subject = Desk::run_input(&desk.subjects[0]).subject();
    assert!(live.run_stale_in(&arena, &subject, &plan).is_none());
    let plan = live.stale_since(0, first).expect("a rule set");
    assert_eq!(plan.rule_idxs().collect::<Vec<_>>(), [2, 3]);
    assert!(live.run_stale_in(&arena, &subject, &plan).is_some());
    assert!(live.stale_since(7, first).is_none());
}
