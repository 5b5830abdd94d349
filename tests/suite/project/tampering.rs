//! A mapping file with anything changed is refused, wherever it is.

use jiff::Timestamp;
use scimwright::mapping::{MappingFile, read_mapping_file, render_mapping_file};
use scimwright::project::{
    CaseChoice, ExportRequest, KeyFolder, ProjectModel, export_mapping_file, load_preset,
};
use serde_json::json;

use crate::bench::Bench;
use crate::folder::Folder;

fn exported(model: &ProjectModel, environment: &str) -> MappingFile {
    let request = ExportRequest { environment, cases: CaseChoice::With, now: Timestamp::UNIX_EPOCH };
    export_mapping_file(model, &request).expect("exported").0
}

#[track_caller]
fn is_refused(bytes: &[u8], place: usize) {
    let (file, diagnostics) = read_mapping_file("m.json", bytes);
    assert!(file.is_none(), "at {place}");
    let said = diagnostics.first().unwrap_or_else(|| panic!("nothing is said of {place}"));
    assert!(!said.message.is_empty(), "at {place}");
}

/// Every bit at every so many places, and the file cut there.
#[track_caller]
fn check(file: &MappingFile, step: usize) {
    let text = render_mapping_file(file);
    assert!(read_mapping_file("m.json", text.as_bytes()).0.is_some());
    let mut bytes = text.clone().into_bytes();
    for place in (0..bytes.len()).step_by(step).chain(bytes.len().saturating_sub(100)..bytes.len()) {
        let right = bytes[place];
        // In long files one bit of each place, another one each time.
        let bits = if step == 1 { 0..8 } else { place % 8..place % 8 + 1 };
        for bit in bits {
            bytes[place] = right ^ (1 << bit);
            is_refused(&bytes, place);
        }
        bytes[place] = right;
        is_refused(&bytes[..place], place);
    }
    for (place, inserted) in [(0, b' '), (text.len() / 2, b'\n'), (text.len(), b'\n'), (text.len(), b' ')] {
        let mut longer = text.clone().into_bytes();
        longer.insert(place, inserted);
        is_refused(&longer, place);
    }
}

#[test]
fn a_small_file_is_refused_with_any_bit_flipped_and_cut_at_any_byte() {
    let bench = Bench::new()
        .rule("name", "first_present([user.displayName])\n// ü")
        .table("t", &[("a", "b")])
        .variable("x", json!(1.5));
    check(&exported(&bench.model, "qa"), 1);
}

#[test]
fn shipped_files_are_refused_with_flipped_bits() {
    for (name, environment, step) in [("entra-4me", "production", 1901), ("okta-4me", "qa", 3001)] {
        let (model, _) = load_preset(name).expect("a preset");
        check(&exported(&model, environment), step);
    }
}

#[test]
fn a_sealed_file_is_refused_with_flipped_bits() {
    let folder = Folder::new();
    let keys = KeyFolder { path: folder.path("keys") };
    keys.make_keys(None).expect("keys");
    let bench = Bench::new().rule("name", "1");
    check(&keys.seal(&exported(&bench.model, "qa"), None).expect("sealed"), 1);
}
