//! Commands on samples.

use scimwright::project::{People, SamplePayload};
use scimwright::workbench::{Command, SampleCommand};
use serde_json::json;

use super::desk::Desk;
use crate::bench::Bench;

const RULES: &str = "* User → person: [primary_email] name job_title
    Group → site: name
    ";

#[test]
fn samples_are_loaded_behind_the_others_and_selected() {
    let mut desk = Desk::new();
    desk.load("users.json", r#"[{"userName": "eve@acme.example", "displayName": "Ève Ó Súilleabháin"}, {"userName": "dan", "password": "secret"}]"#);
    desk.check(&format!("{RULES}samples: 01-ann 02-bob [03-eve-o-suilleabhain] 04-dan\nqa: modified undo"));
    assert_eq!(desk.notices(), ["2 samples loaded from users.json"]);
    let sample = &desk.workbench.model().samples[3];
    assert!(sample.payload.to_text().contains("[redacted]"), "{}", sample.payload.to_text());
    assert_eq!((sample.origin.truth.as_str(), sample.origin.date.as_str()), ("captured", "2026-11-21"));
    desk.apply(Command::Undo);
    desk.check(&format!("{RULES}samples: [01-ann] 02-bob\nqa: redo"));
}

#[test]
fn what_cannot_be_read_is_told() {
    let mut desk = Desk::new();
    desk.load("broken.json", "{\"userName\": ");
    desk.check(&format!("{RULES}samples: [01-ann] 02-bob\nqa: "));
    assert_eq!(desk.notices(), ["Nothing could be read from broken.json"]);
    desk.work();
    let problems: Vec<_> = desk.workbench.preview().problems.iter().map(|p| p.diagnostic.code.id()).collect();
    assert_eq!(problems, ["P101", "R338", "R338"]);
}

#[test]
fn a_payload_is_edited_as_text() {
    let mut desk = Desk::new();
    let text = |desk: &Desk| desk.workbench.model().samples[0].payload.clone();
    desk.apply(SampleCommand::SetText { sample: 0, text: "{ \"userName\": ".to_owned() });
    assert_eq!(text(&desk), SamplePayload::Text("{ \"userName\": ".to_owned()));
    desk.work();
    assert_eq!(desk.workbench.sample_row(0).expect("a row").words, "not run: the payload is not JSON");
    desk.apply(SampleCommand::SetText {
        sample: 0,
        text: "{ \"userName\": \"x\", \"password\": \"p\" }".to_owned(),
    });
    assert_eq!(text(&desk), SamplePayload::of(&json!({ "userName": "x", "password": "[redacted]" })));
    let revision = desk.workbench.revision();
    desk.apply(SampleCommand::SetText { sample: 9, text: "{}".to_owned() });
    desk.apply(SampleCommand::Rename { sample: 9, name: "x".to_owned() });
    desk.apply(SampleCommand::Duplicate { sample: 9 });
    desk.apply(SampleCommand::Delete { sample: 9 });
    assert_eq!(desk.workbench.revision(), revision);
}

#[test]
fn copies_get_names_and_files_of_their_own() {
    let mut desk = Desk::new();
    desk.apply(SampleCommand::Duplicate { sample: 0 });
    desk.apply(SampleCommand::Duplicate { sample: 0 });
    desk.check(&format!("{RULES}samples: 01-ann 02-bob 03-01-ann-copy [04-01-ann-copy]\nqa: modified undo"));
    desk.apply(SampleCommand::Rename { sample: 3, name: "Ann, later".to_owned() });
    assert_eq!(desk.workbench.model().samples[3].name, "Ann, later");
}

#[test]
fn a_deleted_sample_takes_its_cases_along() {
    let (model, _) = scimwright::project::load_preset("okta-4me").expect("a preset");
    let mut desk = Desk::of(model.clone());
    desk.apply(scimwright::workbench::SelectCommand::Sample(5));
    desk.apply(SampleCommand::Delete { sample: 2 });
    assert_eq!(desk.workbench.selection().sample, 4);
    assert_eq!(desk.workbench.model().cases.len(), model.cases.len() - 1);
    assert_eq!(desk.notices(), ["The sample was deleted with its case"]);
    desk.work();
    assert!(desk.workbench.preview().cases.iter().all(|case| case.passed));
    desk.apply(Command::Undo);
    assert_eq!(desk.workbench.model(), &model);
}

#[test]
fn the_last_sample_can_go() {
    let mut desk =
        Desk::of(Bench::new().rule("name", "1").sample("01-a", "", json!({ "userName": "a" })).model);
    desk.apply(SampleCommand::Delete { sample: 0 });
    desk.work();
    assert!(desk.workbench.sample().is_none() && desk.workbench.attribute_rows().is_empty());
    assert!(desk.workbench.sample_row(0).is_none());
}

#[test]
fn a_sample_that_shows_somebody_new_counts_as_real() {
    let mut desk = Desk::new();
    desk.apply(Command::Sample(SampleCommand::SetPeople { sample: 0, people: People::Masked }));
    let mut check = |text: &str, expected: People| {
        desk.apply(Command::Sample(SampleCommand::SetText { sample: 0, text: text.to_owned() }));
        assert_eq!(desk.workbench.model().samples[0].people, expected, "{text}");
        desk.apply(Command::Sample(SampleCommand::SetPeople { sample: 0, people: People::Masked }));
    };
    check(r#"{"userName": "x@acme.example", "title": "Buyer"}"#, People::Real);
    check(r#"{"userName": "X@acme.example", "title": "Seller", "active": false}"#, People::Masked);
    check(r#"{"title": "Seller"}"#, People::Masked);
    check(r#"{"title": "Seller", "name": {"familyName": "Lee"}}"#, People::Real);
    check(r#"{"title": "#, People::Real);
}
