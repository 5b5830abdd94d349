//! Where the parts of a project stand in its folder.

/// Name, client, target, environments.
pub(super) const SETTINGS: &str = "project.json";
/// The rules.
pub(super) const MAPPING: &str = "mapping.json";
/// One CSV file per lookup table.
pub(super) const TABLES: &str = "tables/";
/// One JSON file per sample.
pub(super) const SAMPLES: &str = "samples/";
/// One JSON file per record type, named after its plural.
pub(super) const RECORDS: &str = "records/";
/// One JSON file per case.
pub(super) const CASES: &str = "cases/";
/// One JSON file per environment.
pub(super) const ENVIRONMENTS: &str = "environments/";

/// The folders that belong to a project, each read one level deep.
pub(super) const FOLDERS: [&str; 5] = [TABLES, SAMPLES, RECORDS, CASES, ENVIRONMENTS];

/// The name between a folder and an ending, such as `qa` of `environments/qa.json`.
pub(super) fn stem<'p>(path: &'p str, folder: &str, ending: &str) -> Option<&'p str> {
    path.strip_prefix(folder)?.strip_suffix(ending).filter(|stem| !stem.contains('/'))
}

/// A file name made of a title: lower case, words joined by `-`, safe on every file system.
pub(super) fn slug(title: &str) -> String {
    let plain = deunicode::deunicode(title).to_lowercase();
    let words: Vec<&str> = plain
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let joined: String = words.join("-").chars().take(60).collect();
    let joined = joined.trim_matches('-');
    if joined.is_empty() { "sample".to_owned() } else { joined.to_owned() }
}

/// The journal of a save that is going on or was interrupted.
pub(super) const UNFINISHED_SAVE: &str = ".scimwright-save.json";
/// Who exported, imported and promoted what.
pub(super) const LEDGER: &str = "ledger.ndjson";
