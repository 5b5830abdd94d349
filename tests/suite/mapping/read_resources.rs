//! A resource of which only the attributes are kept that the mapping reads gives the same record.

use scimwright::mapping::{CurrentRecord, MappingRun, RecordRun, RunInput, RunSubject, compile};
use scimwright::value::Arena;

use crate::mapping::edits::{Desk, Edit};

/// Runs every subject as a line that is read for the mapping, and as a whole resource. Gives how many
/// lines could be read.
fn check(desk: &Desk) -> usize {
    let (mapping, _) = compile(&desk.input());
    let reader = mapping.resource_reader();
    let mut n_read = 0;
    for subject in &desk.subjects {
        let line = serde_json::to_string(&subject.0.resource.attributes).expect("JSON");
        let arena = Arena::new();
        let Some(resource) = reader.read(&line, &arena) else { continue };
        n_read += 1;
        for current in [CurrentRecord::Matched, CurrentRecord::New] {
            let input = RunInput { current, ..Desk::run_input(subject) };
            let read = RunSubject { resource, ..input.subject() };
            let runs = mapping.run_in(&arena, &read, &desk.context);
            let runs: Vec<MappingRun> = runs.iter().map(RecordRun::to_mapping_run).collect();
            assert_eq!(runs, mapping.run(&input, &desk.context), "{line}");
        }
    }
    n_read
}

#[test]
fn what_is_read_is_enough() {
    let mut desk = Desk::new();
    assert!(check(&desk) > 8);
    for script in 0..20 {
        desk.apply(&Edit::Script { rule: 2, script });
        check(&desk);
    }
}
