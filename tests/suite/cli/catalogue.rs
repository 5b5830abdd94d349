//! `scimwright functions`, `targets` and `clients`.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::folder::scimwright;

fn names(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().filter_map(|entry| entry["name"].as_str()).collect()
}

#[test]
fn functions_are_listed_with_their_examples() {
    let all = scimwright(&["functions", "--format", "json"]).exits(0).json();
    let names = names(&all);
    assert!(names.len() > 60 && names.contains(&"trimmed") && names.contains(&"find_person"), "{names:?}");
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    let trimmed =
        all.as_array().and_then(|all| all.iter().find(|one| one["name"] == "trimmed")).expect("it is there");
    for key in ["category", "signature", "summary", "examples"] {
        assert!(trimmed.get(key).is_some(), "{key}");
    }
    let text = scimwright(&["functions", "trimmed"]).exits(0).stdout;
    assert!(text.starts_with("Text\n  trimmed(text) -> text\n"), "{text}");
}

#[test]
fn targets_are_listed_with_their_fields() {
    let text = scimwright(&["targets", "4me"]).exits(0).stdout;
    assert!(text.starts_with("4me — 4me (Xurrent)\n  person (from User)\n"), "{text}");
    let line = |field: &str| {
        text.lines().find(|line| line.trim_start().starts_with(field)).expect("a line").to_owned()
    };
    assert!(line("primary_email").contains("e-mail") && line("primary_email").ends_with("required"));
    assert!(line("created_at").ends_with("read-only"));
    let json = scimwright(&["targets", "--format", "json"]).exits(0).json();
    assert_eq!(names(&json), ["4me", "superoffice"]);
    assert_eq!(json[0]["record_types"][0]["name"], "person");
}

#[test]
fn clients_are_listed() {
    let json = scimwright(&["clients", "--format", "json"]).exits(0).json();
    let names = names(&json);
    for client in [
        "entra-default",
        "entra-flag",
        "entra-legacy",
        "entra-validator",
        "okta-wizard",
        "okta-oin",
        "google",
        "onelogin",
        "jumpcloud",
        "ping",
        "generic-strict",
        "sailpoint",
    ] {
        assert!(names.contains(&client), "{client}");
    }
    let text = scimwright(&["clients"]).exits(0).stdout;
    let start =
        "entra-default      Microsoft Entra ID · preset entra-4me\n                   PATCH · Q01 Q02 Q04";
    assert!(text.starts_with(start), "{text}");
    let jumpcloud = scimwright(&["clients", "jumpcloud"]).exits(0).stdout;
    assert_eq!(
        jumpcloud,
        "jumpcloud          JumpCloud
                   PUT/PATCH · Q06 Q23
                     Q06 “remove” with the values to remove
                     Q23 Null for an absent attribute, or a phone number with “tel:”
"
    );
}

#[test]
fn a_filter_without_a_hit_is_wrong_use() {
    for list in ["functions", "targets", "clients"] {
        let called = scimwright(&[list, "no such thing"]).exits(2);
        assert!(called.stderr.contains("nothing has `no such thing` in its name"), "{}", called.stderr);
        let upper = scimwright(&[list, "E"]).exits(0);
        assert!(!upper.stdout.is_empty());
    }
}
