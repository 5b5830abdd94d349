//! Seals and the folder of keys.

use jiff::Timestamp;
use scimwright::change::seal::{SealState, TrustedKey, check_seal, key_number, read_public_key};
use scimwright::mapping::{MappingFile, Seal, render_mapping_file, sealed_text, text_to_seal, with_checksum};
use scimwright::project::{CaseChoice, ExportRequest, KeyFolder, OWN_KEY, export_mapping_file};
use serde_json::json;

use crate::bench::Bench;
use crate::folder::Folder;

struct Sealed {
    folder: Folder,
    keys: KeyFolder,
    file: MappingFile,
    text: String,
}

impl Sealed {
    fn new() -> Self {
        let folder = Folder::new();
        let keys = KeyFolder { path: folder.path("keys") };
        keys.make_keys(None).expect("keys");
        let bench = Bench::new().rule("name", "user.displayName");
        let request =
            ExportRequest { environment: "qa", cases: CaseChoice::With, now: Timestamp::UNIX_EPOCH };
        let (file, _) = export_mapping_file(&bench.model, &request).expect("exported");
        let file = keys.seal(&file, None).expect("sealed");
        let text = render_mapping_file(&file);
        Self { folder, keys, file, text }
    }

    fn seal(&self) -> &Seal {
        self.file.seal.as_ref().expect("a seal")
    }

    fn state(&self, text: &str, trusted: &[TrustedKey]) -> SealState {
        check_seal(text, self.file.seal.as_ref(), trusted)
    }
}

#[test]
fn a_seal_is_by_who_is_trusted_or_by_somebody() {
    let sealed = Sealed::new();
    let own = sealed.keys.trusted_keys().expect("keys");
    let comment = "Bench revision 1 for qa (), exported 1970-01-01T00:00:00Z".to_owned();
    let trusted = SealState::Trusted { name: OWN_KEY.to_owned(), comment: comment.clone() };
    assert_eq!(sealed.state(&sealed.text, &own), trusted);
    assert_eq!(trusted.diagnostic(), None);
    let unknown = sealed.state(&sealed.text, &[]);
    let public_key = sealed.seal().public_key.clone();
    assert_eq!(unknown, SealState::Unknown { public_key, comment });
    let said = unknown.diagnostic().expect("a remark");
    assert_eq!((said.code.id(), said.severity.word()), ("M414", "warning"));
    assert_eq!(check_seal(&sealed.text, None, &own), SealState::None);
    // With the line ends of Windows it is the same text.
    assert_eq!(sealed.state(&sealed.text.replace('\n', "\r\n"), &own), trusted);
}

#[test]
fn a_seal_of_anything_else_is_broken() {
    let sealed = Sealed::new();
    let own = sealed.keys.trusted_keys().expect("keys");
    let check = |text: &str, seal: &Seal| {
        let state = check_seal(text, Some(seal), &own);
        assert!(matches!(state, SealState::Broken { .. }), "{state:?}");
        assert_eq!(state.diagnostic().map(|said| said.code.id()), Some("M413"));
    };
    // A file that was changed, with a checksum that fits again.
    let mut value: serde_json::Value = serde_json::from_str(&sealed.text).expect("JSON");
    value["name"] = json!("Other");
    check(&with_checksum(&value), sealed.seal());
    // Keys behind the seal, of which the last one would count.
    let behind = sealed.text.replacen(",\n  \"checksum\"", ",\n  \"rule_sets\": [],\n  \"checksum\"", 1);
    check(&behind, sealed.seal());
    let with = |change: &dyn Fn(&mut Seal)| {
        let mut seal = sealed.seal().clone();
        change(&mut seal);
        let mut file = sealed.file.clone();
        file.seal = Some(seal.clone());
        check(&render_mapping_file(&file), &seal);
    };
    with(&|seal| "all is well".clone_into(&mut seal.trusted_comment));
    with(&|seal| seal.signature = seal.signature.replace("Bench", "Bank"));
    with(&|seal| seal.signature.truncate(100));
    with(&|seal| seal.signature.push_str("\nmore"));
    with(&|seal| seal.signature = "a\nb\nc\nd".to_owned());
    with(&|seal| seal.signature = seal.signature.lines().take(3).collect::<Vec<_>>().join("\n") + "\nAAAA");
    with(&|seal| "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3".clone_into(&mut seal.public_key));
    with(&|seal| seal.public_key.clear());
}

#[test]
fn what_is_sealed_is_the_file_without_seal_and_checksum() {
    let sealed = Sealed::new();
    let text = sealed_text(&sealed.text, sealed.seal()).expect("a sealed text");
    assert_eq!(text, text_to_seal(&sealed.file));
    let mut value: serde_json::Value = serde_json::from_str(&sealed.text).expect("JSON");
    let object = value.as_object_mut().expect("an object");
    assert!(object.shift_remove("seal").is_some() && object.shift_remove("checksum").is_some());
    assert_eq!(serde_json::from_str::<serde_json::Value>(&text).expect("JSON"), value);
}

#[test]
fn keys_are_made_once_and_those_of_others_are_trusted_by_name() {
    let sealed = Sealed::new();
    let error = sealed.keys.make_keys(None).unwrap_err().to_string();
    assert!(error.contains("holds a key already"), "{error}");
    let other = KeyFolder { path: sealed.folder.path("other") };
    let error = other.seal(&sealed.file, None).unwrap_err().to_string();
    assert!(error.contains("there is no key to seal with"), "{error}");
    assert_eq!(other.trusted_keys().expect("keys"), []);
    let public_key = other.make_keys(None).expect("keys");
    let file = std::fs::read_to_string(other.path.join("scimwright.pub")).expect("a file");
    assert_eq!(read_public_key(&file).as_deref(), Ok(public_key.as_str()));
    assert!(file.contains(&key_number(&public_key)), "{file}");
    sealed.keys.trust(&file, Some("Ann at Acme")).expect("trusted");
    sealed.keys.trust(&public_key, None).expect("trusted");
    let names: Vec<_> = sealed.keys.trusted_keys().expect("keys").into_iter().map(|key| key.name).collect();
    assert_eq!(names, [OWN_KEY, &key_number(&public_key), "ann-at-acme"]);
    assert!(sealed.keys.trust("hello", None).is_err());
}

#[cfg(unix)]
#[test]
fn a_secret_key_is_readable_by_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let sealed = Sealed::new();
    let metadata = std::fs::metadata(sealed.keys.path.join("scimwright.key")).expect("a file");
    assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
}
