//! The targets that come with the program.

use std::path::Path;

use scimwright::target::{FieldType, built_in_target, built_in_targets, read_target};

use crate::bench::said;

#[test]
fn each_is_read_without_a_remark() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/targets");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("text");
        let (target, diagnostics) = read_target(&path.display().to_string(), &text);
        assert_eq!(said(&diagnostics), Vec::<String>::new());
        names.push(target.name);
    }
    names.sort();
    let built_in: Vec<_> = built_in_targets().iter().map(|target| target.name.clone()).collect();
    assert_eq!(built_in, names);
    assert!(built_in_target("nothing").is_none());
}

/// The lengths that the People, Organizations and Sites APIs state.
#[test]
fn lengths_and_types_are_those_of_the_documentation() {
    let target = built_in_target("4me").expect("it is built in");
    let check = |record_type: &str, field: &str, words: &str, required: bool| {
        let found = target.record_type(record_type).and_then(|found| found.field(field));
        let found = found.unwrap_or_else(|| panic!("{record_type}.{field}"));
        assert_eq!((found.type_words().as_str(), found.required), (words, required), "{field}");
    };
    check("person", "primary_email", "e-mail", true);
    check("person", "name", "text 128", true);
    check("person", "job_title", "text 80", false);
    check("person", "location", "text 80", false);
    check("person", "employeeID", "text 128", false);
    check("person", "supportID", "text 50", false);
    check("person", "authenticationID", "text 128", false);
    check("person", "source", "text 30", false);
    check("person", "sourceID", "text 128", false);
    check("person", "information", "text 65536", false);
    check("person", "locale", "locale", false);
    check("person", "time_zone", "time zone", false);
    check("person", "vip", "yes or no", false);
    check("person", "organization", "→ organization", false);
    check("person", "manager", "→ person", false);
    check("person", "contacts", "list", false);
    check("organization", "name", "text 128", true);
    check("organization", "financialID", "text 128", false);
    check("site", "name", "text 80", true);
    check("site", "state", "text 30", false);
    check("site", "zip", "text 20", false);
}

#[test]
fn enumerations_are_those_of_the_documentation() {
    let target = built_in_target("4me").expect("it is built in");
    let count = |name: &str| target.enumerations.get(name).map_or(0, |found| found.values.len());
    assert_eq!(count("locale"), 57);
    assert!(count("time_zone") >= 151, "{}", count("time_zone"));
    assert!(count("country") >= 249, "{}", count("country"));
    let has = |name: &str, value: &str| target.enumerations[name].values.iter().any(|known| known == value);
    for zone in ["Amsterdam", "UTC", "Pacific Time (US & Canada)", "Nuku'alofa", "Kyiv"] {
        assert!(has("time_zone", zone), "{zone}");
    }
    for locale in ["en-US", "nl", "zh-TW", "sr@latin", "fa-AF"] {
        assert!(has("locale", locale), "{locale}");
    }
}

#[test]
fn labels_of_contacts_are_those_of_people() {
    let target = built_in_target("4me").expect("it is built in");
    let contacts =
        target.record_type("person").and_then(|person| person.field("contacts")).expect("contacts");
    let FieldType::List(list) = &contacts.field_type else { panic!("a list") };
    let allows = &list.label_table.as_ref().expect("labels").allows;
    let check = |label: &str, kinds: &[&str]| assert_eq!(allows.get(label).expect(label), kinds, "{label}");
    check("work", &["telephone", "email", "website"]);
    check("mobile", &["telephone"]);
    check("home", &["telephone"]);
    check("fax", &["telephone"]);
    check("personal", &["email", "website"]);
    check("chat_teams", &["chat"]);
    assert!(!allows.contains_key("pager") && !allows.contains_key("other"));
}
