//! The data of the client presets.

use std::collections::BTreeSet;
use std::path::Path;

use scimwright::scim::{Dialect, QUIRKS, REQUEST_QUIRKS, UpdateVerb, quirk};
use serde_json::Value;

fn file_of(dialect: &Dialect) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/dialects");
    let text = std::fs::read_to_string(path.join(format!("{}.json", dialect.name))).expect("a file");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn every_quirk_of_a_client_is_in_the_catalogue() {
    for dialect in Dialect::all() {
        let unknown: Vec<_> = dialect.quirks.iter().filter(|id| quirk(id).is_none()).collect();
        assert_eq!(unknown, Vec::<&String>::new(), "{}", dialect.name);
        let sorted: BTreeSet<_> = dialect.quirks.iter().collect();
        assert!(sorted.into_iter().eq(&dialect.quirks), "{}: by number, each once", dialect.name);
        assert_eq!(dialect.quirks.is_empty(), dialect.is_strict(), "{}", dialect.name);
    }
}

#[test]
fn the_catalogue_is_sorted_and_says_who_says_so() {
    for table in [QUIRKS, REQUEST_QUIRKS] {
        let ids: Vec<_> = table.iter().map(|quirk| quirk.id).collect();
        let sorted: BTreeSet<_> = ids.iter().copied().collect();
        assert!(sorted.into_iter().eq(ids.iter().copied()), "{ids:?}");
    }
    let all: BTreeSet<_> = QUIRKS.iter().chain(REQUEST_QUIRKS).map(|quirk| quirk.id).collect();
    assert_eq!(all.len(), QUIRKS.len() + REQUEST_QUIRKS.len());
    for quirk in QUIRKS.iter().chain(REQUEST_QUIRKS) {
        assert!(!quirk.title.is_empty() && !quirk.client.is_empty() && !quirk.source.is_empty());
    }
    let numbered: Vec<_> = (1..=44).map(|number| format!("Q{number:02}")).collect();
    let missing: Vec<_> = numbered.iter().filter(|id| quirk(id).is_none()).collect();
    assert_eq!(missing, Vec::<&String>::new());
}

#[test]
fn every_client_says_how_it_writes() {
    let known: Vec<String> = keys(&serde_json::to_value(Dialect::strict().wire.clone()).expect("JSON"));
    for dialect in Dialect::all() {
        let file = file_of(dialect);
        assert_eq!(keys(&file["wire"]), known, "{}: each key of “wire” on purpose", dialect.name);
        assert!(!dialect.sources.is_empty() && !dialect.notes.is_empty(), "{}", dialect.name);
        let verb = match dialect.wire.user_update {
            UpdateVerb::Patch => "PATCH",
            UpdateVerb::Put => "PUT",
            UpdateVerb::None => "none",
        };
        assert!(dialect.update_verb.contains(verb), "{}", dialect.name);
    }
}

fn keys(object: &Value) -> Vec<String> {
    object.as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
}
