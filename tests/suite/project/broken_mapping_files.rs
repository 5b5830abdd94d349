//! Mapping files that must not be used: each is refused with a clear message and its place, and the
//! project stays as it is.

use jiff::Timestamp;
use scimwright::mapping::{read_altered_mapping_file, read_mapping_file, render_mapping_file};
use scimwright::project::{CaseChoice, ExportRequest, export_mapping_file, load_preset};

use crate::bench::{Bench, said};
use crate::folder::{Folder, preset_folder, scimwright};

#[track_caller]
fn check(bytes: &[u8], expected: &str) {
    let (file, diagnostics) = read_mapping_file("m.json", bytes);
    assert!(file.is_none(), "{expected}");
    assert_eq!(said(&diagnostics), [expected]);
}

const AROUND: &str = "error[M405] m.json: The file was changed after it was exported: not its rules, tables, \
                      variables or cases, but where it comes from, its seal, or its layout";

fn whole(environment: &str) -> String {
    let (model, _) = load_preset("entra-4me").expect("a preset");
    let request = ExportRequest { environment, cases: CaseChoice::With, now: Timestamp::UNIX_EPOCH };
    render_mapping_file(&export_mapping_file(&model, &request).expect("exported").0)
}

#[test]
fn a_file_that_is_cut_anywhere_is_refused() {
    let text = whole("qa");
    for end in (0..text.len() - 1).step_by(500).chain([text.len() - 2]) {
        let (file, diagnostics) = read_mapping_file("m.json", &text.as_bytes()[..end]);
        assert!(file.is_none(), "cut at {end}");
        let [diagnostic] = diagnostics.as_slice() else { panic!("cut at {end}: {diagnostics:?}") };
        let place = diagnostic.place.span.map(|span| span.line);
        if diagnostic.code.id() == "P106" {
            continue;
        }
        assert_eq!(diagnostic.code.id(), "M401", "cut at {end}");
        let lines = text[..end].trim_end().lines().count().max(1);
        assert_eq!(place, Some(lines), "cut at {end}");
    }
    let without_last_break = &text.as_bytes()[..text.len() - 1];
    check(without_last_break, AROUND);
}

#[test]
fn files_of_other_kinds_are_refused() {
    check(b"", "error[M401] m.json 1:1: This is not JSON: the text ends too early");
    check(b"hello", "error[M401] m.json 1:1: This is not JSON: expected value");
    check(b"[]", "error[M404] m.json: This is no file of the kind `scimwright-mapping`");
    check(
        b"{\"format\": \"scimwright-project\", \"version\": 1}",
        "error[M404] m.json: This is no file of the kind `scimwright-mapping`, it is a `scimwright-project`",
    );
    check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff", "error[P106] m.json: The file is not text in UTF-8");
    check(
        b"{\"format\": \"scimwright-mapping\", \"version\": 3, \"surprise\": []}",
        "error[M403] m.json: The file has format version 3; this program reads up to 2",
    );
    check(
        b"{\"format\": \"scimwright-mapping\", \"version\": 1}",
        "error[M402] m.json 1:1: The file has an invalid entry: missing field `provenance`",
    );
}

#[test]
fn deep_nesting_is_refused() {
    for deep in [
        "[".repeat(200_000),
        "{\"a\":".repeat(200_000),
        format!("{{\"format\":\"scimwright-mapping\",\"x\":{}", "[".repeat(5_000)),
    ] {
        let (file, diagnostics) = read_mapping_file("m.json", deep.as_bytes());
        assert!(file.is_none());
        assert_eq!(diagnostics.len(), 1);
        assert!(diagnostics[0].place.span.is_some(), "{diagnostics:?}");
    }
    let balanced = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(read_mapping_file("m.json", balanced.as_bytes()).0.is_none());
}

#[test]
fn a_file_that_is_too_large_is_refused_at_once() {
    let mut bytes = whole("qa").into_bytes();
    bytes.resize(100 << 20, b' ');
    check(&bytes, "error[M410] m.json: The file has 100 MB, more than any mapping file");
}

#[test]
fn values_of_the_wrong_type_are_refused_with_their_place() {
    let text = whole("qa");
    let check = |from: &str, to: &str, expected: &str| {
        assert!(text.contains(from), "{from}");
        check(text.replacen(from, to, 1).as_bytes(), expected);
    };
    check(
        "\"client\": \"entra-default\"",
        "\"client\": 5",
        "error[M402] m.json 5:13: The file has an invalid entry: invalid type: integer `5`, expected a string",
    );
    check(
        "\"resource_type\": \"User\"",
        "\"resource_type\": \"Robot\"",
        "error[M402] m.json 8:5: The file has an invalid entry: unknown variant `Robot`, expected `User` or `Group`",
    );
    check(
        "\"script\": \"known_email(user)\"",
        "\"script\": 7",
        "error[M402] m.json 21:9: The file has an invalid entry: a script is a text, or an array of lines",
    );
    check(
        "\"apply\": \"always\"",
        "\"apply\": \"sometimes\"",
        "error[M402] m.json 21:9: The file has an invalid entry: unknown variant `sometimes`, expected `always` or `create`",
    );
}

#[test]
fn a_file_that_was_changed_is_refused_unless_it_is_accepted() {
    let text = whole("qa").replacen("user.title", "user.nickName", 1);
    check(text.as_bytes(), "error[M405] m.json: The file was changed after it was exported");
    let (file, diagnostics) = read_altered_mapping_file("m.json", text.as_bytes());
    assert_eq!(said(&diagnostics), ["warning[M405] m.json: The file was changed after it was exported"]);
    // What is accepted is a whole file from then on.
    let accepted = file.expect("it is accepted");
    assert_eq!(accepted.provenance.digest, accepted.computed_digest());
    let again = read_mapping_file("m.json", render_mapping_file(&accepted).as_bytes());
    assert_eq!(again, (Some(accepted), Vec::new()));
    // Another layout is a change too.
    let value: serde_json::Value = serde_json::from_str(&whole("qa")).expect("JSON");
    check(value.to_string().as_bytes(), AROUND);
}

#[test]
fn a_file_of_the_first_version_is_read_with_a_note() {
    let mut value: serde_json::Value = serde_json::from_str(&whole("qa")).expect("JSON");
    value["version"] = serde_json::json!(1);
    // A checksum that is there must fit, whatever the version says.
    check(value.to_string().as_bytes(), AROUND);
    value.as_object_mut().expect("an object").shift_remove("checksum");
    let (file, diagnostics) = read_mapping_file("m.json", value.to_string().as_bytes());
    assert!(file.is_some_and(|file| file.provenance.digest == value["provenance"]["digest"]));
    assert_eq!(diagnostics.iter().map(|said| said.code.id()).collect::<Vec<_>>(), ["M411"]);
    value["name"] = serde_json::json!("Other");
    check(value.to_string().as_bytes(), "error[M405] m.json: The file was changed after it was exported");
    // The newest version without a checksum is cut.
    value["name"] = serde_json::from_str::<serde_json::Value>(&whole("qa")).expect("JSON")["name"].clone();
    value["version"] = serde_json::json!(2);
    check(value.to_string().as_bytes(), AROUND);
}

#[test]
fn line_ends_of_windows_are_told_and_taken() {
    let text = whole("qa").replace('\n', "\r\n");
    let (file, diagnostics) = read_mapping_file("m.json", text.as_bytes());
    assert!(file.is_some_and(|file| render_mapping_file(&file) == whole("qa")));
    assert_eq!(diagnostics.iter().map(|said| said.code.id()).collect::<Vec<_>>(), ["M412"]);
    let mixed = text.replacen("\r\n", "\n", 1);
    check(mixed.as_bytes(), AROUND);
}

#[test]
fn a_refused_import_leaves_the_project_untouched() {
    let folder = Folder::copy_of(&preset_folder("entra-4me"));
    let before = folder.files();
    let files = Folder::new();
    let text = whole("qa");
    files.write("cut.json", &text[..text.len() / 2]);
    files.write("foreign.json", "{\"format\": \"scimwright-project\"}");
    files.write("newer.json", text.replacen("\"version\": 2", "\"version\": 7", 1));
    files.write("binary.json", b"\xff\xfe\x00");
    files.write("deep.json", "[".repeat(100_000));
    for (file, code) in
        [("cut", "M401"), ("foreign", "M404"), ("newer", "M403"), ("binary", "P106"), ("deep", "M4")]
    {
        let path = files.arg(&format!("{file}.json"));
        let called = scimwright(&["import", &path, &folder.arg("")]).exits(1);
        assert!(called.stderr.contains(&format!("error[{code}")), "{file}: {}", called.stderr);
        assert!(called.stderr.contains("is not imported; the project is unchanged"), "{}", called.stderr);
        assert_eq!(called.stdout, "");
        assert_eq!(folder.files(), before, "{file}");
        let fresh = folder.path("../").join(format!("never-made-{file}-{}", std::process::id()));
        scimwright(&["import", &path, &fresh.display().to_string()]).exits(1);
        assert!(!fresh.exists());
    }
}

#[test]
fn generated_damage_never_ends_the_process() {
    let (text, _) = (whole("qa"), Bench::new());
    let bytes = text.as_bytes();
    // One byte in 997 is another one, each time at another place and with another value.
    for (round, wrong) in [b'"', b'{', b']', 0, b',', 0xc3, b'9', b'\\'].into_iter().enumerate() {
        let mut damaged = bytes.to_vec();
        for place in (round * 31..damaged.len()).step_by(9_973) {
            damaged[place] = wrong;
            let (file, diagnostics) = read_mapping_file("m.json", &damaged);
            assert_eq!(file.is_none(), damaged != bytes, "{place}");
            assert_eq!(diagnostics.is_empty(), damaged == bytes, "{place}");
            damaged[place] = bytes[place];
        }
    }
}
