//! Thresholds: how they are written, and what breaks them.

use scimwright::change::impact::{AcknowledgedImpact, Cause, Impact, ImpactGroup, ImpactKind, Threshold};

fn group(kind: ImpactKind, record_type: &str, field: Option<&str>, count: u64) -> ImpactGroup {
    ImpactGroup {
        id: format!("{kind}/{record_type}/{}", field.unwrap_or("-")),
        kind,
        record_type: record_type.to_owned(),
        field: field.map(str::to_owned),
        cause: Cause { subjects: Vec::new(), words: "rule x".to_owned() },
        count,
        persons: Vec::new(),
    }
}

fn impact() -> Impact {
    Impact {
        persons: 1000,
        changed: 60,
        kinds: [(ImpactKind::Cleared, 40), (ImpactKind::Created, 5)].into(),
        groups: vec![
            group(ImpactKind::Cleared, "person", Some("manager"), 31),
            group(ImpactKind::Cleared, "person", Some("vip"), 12),
            group(ImpactKind::Changed, "organization", Some("name"), 1),
            group(ImpactKind::Created, "person", None, 5),
        ],
        old_digest: "sha256:1".to_owned(),
        new_digest: "sha256:2".to_owned(),
        ..Impact::default()
    }
}

/// What is said of a broken threshold, `kept` of one that is kept, else why it cannot be read; and that
/// it prints as it is read.
#[track_caller]
fn check(text: &str, expected: &str) {
    let said = match text.parse::<Threshold>() {
        Ok(threshold) => {
            assert_eq!(threshold.to_string().parse(), Ok(threshold.clone()));
            threshold.check(&impact()).map_or_else(|| "kept".to_owned(), |broken| broken.words)
        }
        Err(error) => error.to_string(),
    };
    assert_eq!(said, expected, "{text}");
}

#[test]
fn numbers_of_persons() {
    check("cleared manager > 20", "31 persons lose manager, at most 20");
    check("cleared person.manager>30", "31 persons lose person.manager, at most 30");
    check("cleared manager > 31", "kept");
    check("cleared manager >= 31", "31 persons lose manager, at most 30");
    check("cleared Manager > 0", "31 persons lose Manager, at most 0");
    check("cleared organization.manager > 0", "kept");
    check("cleared > 39", "40 persons lose a field, at most 39");
    check("changed name > 0", "1 person changes name, at most 0");
    check("created > 4", "5 persons are newly written, at most 4");
    check("created person > 4", "5 persons are newly written as person, at most 4");
    check("created site > 0", "kept");
    check("any > 59", "60 persons differ, at most 59");
    check("any vip > 11", "12 persons differ in vip, at most 11");
    check("newly failing > 0", "kept");
    check("out-of-scope >= 0", "0 persons are no longer written, at most 0");
}

#[test]
fn shares_of_all_persons() {
    check("cleared manager > 3%", "31 persons lose manager, at most 30");
    check("cleared manager > 3.1 %", "kept");
    check("cleared manager >= 3.1%", "31 persons lose manager, at most 30");
    check("any > 5.95%", "60 persons differ, at most 59");
}

#[test]
fn what_is_no_threshold_is_told() {
    let kinds = "filled, changed, cleared, newly_failing, created, out_of_scope, and any";
    check(
        "cleared manager 20",
        "`cleared manager 20` has neither > nor >=; write it as in `cleared manager > 20`",
    );
    check("cleared manager > many", "`many` is no whole number of persons and no percentage such as 5%");
    check("cleared manager > -1", "`-1` is no whole number of persons and no percentage such as 5%");
    check("cleared manager > 1.234%", "`1.234%` is no whole number of persons and no percentage such as 5%");
    check("emptied manager > 1", &format!("`emptied manager` is no kind of impact; there is {kinds}"));
    check("> 1", &format!("`` is no kind of impact; there is {kinds}"));
    check(
        "cleared person. > 1",
        "`person.` is no field; a field is written as in `manager` or `person.manager`, and a whole record as in `person`",
    );
}

#[test]
fn an_agreement_covers_what_was_agreed_to() {
    let ids: Vec<String> = impact().groups.iter().map(|group| group.id.clone()).collect();
    let said = |agreed: &AcknowledgedImpact, impact: &Impact| -> Vec<String> {
        agreed.uncovered(impact).iter().map(scimwright::change::impact::Uncovered::words).collect()
    };
    let all = AcknowledgedImpact::of(&impact(), &ids, "ann", "2026-11-21T08:00:00Z");
    assert!(all.covers(&impact()));
    let read: AcknowledgedImpact =
        serde_json::from_str(&serde_json::to_string(&all).expect("it is JSON")).expect("it can be read");
    assert_eq!(read, all);

    let some = AcknowledgedImpact::of(&impact(), &ids[1..], "ann", "2026-11-21T08:00:00Z");
    assert_eq!(said(&some, &impact()), ["manager is cleared for 31 persons: rule x"]);

    let mut grown = impact();
    grown.groups[2].count = 3;
    assert_eq!(said(&all, &grown), ["name changes for 3 persons, not 1 as agreed: rule x"]);
    grown.groups[2].count = 0;
    assert_eq!(said(&all, &grown), [""; 0]);

    let other = Impact { new_digest: "sha256:3".to_owned(), ..impact() };
    assert_eq!(said(&all, &other).len(), 4);
    assert!(!all.is_for("sha256:1", "sha256:3"));
}
