//! Attribute paths: what is read, how it is printed, and what is said of a path that cannot be read.

use proptest::prelude::*;
use scimwright::scim::AttributePath;

use crate::scim::expressions;

/// Compares the four parts, with `-` for one that is not there, and that the path prints as itself.
#[track_caller]
fn check(text: &str, expected: [&str; 4]) {
    let path = AttributePath::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let filter = path.filter.as_ref().map(ToString::to_string);
    let urn = path.urn.as_ref().map(ToString::to_string);
    let parts = [urn, Some(path.name.clone()), filter, path.sub.clone()];
    assert_eq!(parts.map(|part| part.unwrap_or("-".to_owned())), expected, "{text}");
    let printed = path.to_string();
    assert_eq!(AttributePath::parse(&printed), Ok(path), "{printed}");
}

#[track_caller]
fn check_error(text: &str, expected: &str) {
    let error = AttributePath::parse(text).expect_err(text).to_string();
    let (head, detail) = error.split_once(": The path cannot be read: ").expect("a detail");
    assert_eq!(format!("{} {detail}", head.trim_start_matches("400 ")), expected, "{text}");
}

const USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";

#[test]
fn the_parts_of_a_path() {
    // The examples of RFC 7644 §3.5.2 and §3.10.
    check("members", ["-", "members", "-", "-"]);
    check("name.familyName", ["-", "name", "-", "familyName"]);
    check(r#"addresses[type eq "work"]"#, ["-", "addresses", r#"type eq "work""#, "-"]);
    check(r#"members[value eq "2819c223"]"#, ["-", "members", r#"value eq "2819c223""#, "-"]);
    check(r#"members[value eq "1"].displayName"#, ["-", "members", r#"value eq "1""#, "displayName"]);
    check("members.$ref", ["-", "members", "-", "$ref"]);
    check("x-1_$.A-b", ["-", "x-1_$", "-", "A-b"]);
}

#[test]
fn a_urn_goes_up_to_the_last_colon() {
    check(&format!("{USER}:userName"), [USER, "userName", "-", "-"]);
    check(&format!("{USER}:name.givenName"), [USER, "name", "-", "givenName"]);
    check(&format!(r#"{USER}:emails[type eq "work"].value"#), [USER, "emails", r#"type eq "work""#, "value"]);
    check("URN:x-1:A%20b+c/d,e:n", ["URN:x-1:A%20b+c/d,e", "n", "-", "-"]);
    check("http://acme.example/s/1.0:n.m", ["http://acme.example/s/1.0", "n", "-", "m"]);
    // Only the schemas know that this is no attribute.
    check(USER, ["urn:ietf:params:scim:schemas:core:2.0", "User", "-", "-"]);
}

#[test]
fn blanks_stand_where_no_name_is_cut() {
    for text in [
        r#"emails[type eq "w" and primary eq true].value"#,
        " emails [ type  eq\t\"w\"  AND\nprimary EQ True ] .value ",
        r#"emails[(type eq"w")and(primary eq true)].value"#,
    ] {
        check(text, ["-", "emails", r#"type eq "w" and primary eq true"#, "value"]);
    }
    check(r#"emails[not(type eq "w")]"#, ["-", "emails", r#"not (type eq "w")"#, "-"]);
}

#[test]
fn the_place_of_a_fault_is_told() {
    let name = "expected the name of an attribute, which begins with a letter, at column";
    check_error("", &format!("invalidPath {name} 1, found nothing"));
    check_error("  ", &format!("invalidPath {name} 3, found the end after `  `"));
    check_error("1title", &format!("invalidPath {name} 1, found `1title`"));
    check_error("_x", &format!("invalidPath {name} 1, found `_x`"));
    check_error("$1", &format!("invalidPath {name} 1, found `$1`"));
    check_error(".title", &format!("invalidPath {name} 1, found `.title`"));
    check_error("title.", &format!("invalidPath {name} 7, found the end after `title.`"));
    check_error("name. givenName", &format!("invalidPath {name} 6, found ` givenName`"));
    check_error("name..givenName", &format!("invalidPath {name} 6, found `.givenName`"));
    check_error("näme", "invalidPath expected `.`, `[` or the end at column 2, found `äme`");
    check_error("name givenName", "invalidPath expected `.`, `[` or the end at column 6, found `givenName`");
    check_error(
        "name .givenName",
        "invalidPath expected `.`, `[` or the end at column 6, found `.givenName`",
    );
    let nested = "invalidPath a sub-attribute has no sub-attributes of its own: column";
    check_error("a.b.c", &format!("{nested} 4, found `.c`"));
    check_error("urn:x:a.b.c", &format!("{nested} 10, found `.c`"));
    check_error(r#"emails[type eq "w"].value.x"#, &format!("{nested} 26, found `.x`"));
    let urn = "expected a schema URN and a colon, or the name of an attribute, at column 1,";
    check_error("a:b", &format!("invalidPath {urn} found `a:b`"));
    check_error(":b", &format!("invalidPath {urn} found `:b`"));
    check_error("urn:a:", &format!("invalidPath {name} 7, found the end after `urn:a:`"));
}

#[test]
fn a_fault_in_brackets_is_one_of_the_path() {
    let term = "expected the name of an attribute, which begins with a letter, at column";
    let end = "expected `.` or the end at column";
    check_error("emails[", &format!("invalidPath {term} 8, found the end after `emails[`"));
    check_error("emails[]", &format!("invalidPath {term} 8, found `]`"));
    check_error("emails]", "invalidPath expected `.`, `[` or the end at column 7, found `]`");
    check_error(
        r#"emails[type eq "w""#,
        r#"invalidPath expected `and`, `or` or `]` at column 19, found the end after `emails[type eq "w"`"#,
    );
    check_error(
        "emails[type zz \"w\"]",
        r#"invalidPath expected an operator (eq ne co sw ew pr gt ge lt le) at column 13, found `zz "w"]`"#,
    );
    check_error(r#"emails[type eq "w"]value"#, &format!("invalidPath {end} 20, found `value`"));
    check_error(r#"emails[type eq "w"] value"#, &format!("invalidPath {end} 21, found `value`"));
    check_error(r#"emails[type eq "w"]..value"#, &format!("invalidPath {term} 21, found `.value`"));
    check_error(r#"emails[type eq "w"][value pr]"#, &format!("invalidPath {end} 20, found `[value pr]`"));
    check_error(
        r#"emails.value[type eq "w"]"#,
        r#"invalidPath a sub-attribute has no values to choose from: column 13, found `[type eq "w"]`"#,
    );
    check_error(
        r#"emails[not type eq "w"]"#,
        r#"invalidPath expected an operator (eq ne co sw ew pr gt ge lt le) at column 12, found `type eq "w"]`"#,
    );
    check_error(
        r#"emails[emails[type eq "w"]]"#,
        r#"invalidFilter brackets do not stand within brackets: column 14, found `[type eq "w"]]`"#,
    );
    check_error(
        r#"emails[x[type eq "w"]"#,
        r#"invalidPath expected `and`, `or` or `]` at column 22, found the end after `mails[x[type eq "w"]`"#,
    );
    check_error(
        "emails[type[ eq 1]",
        "invalidPath expected an operator (eq ne co sw ew pr gt ge lt le) at column 17, found `1]`",
    );
}

#[test]
fn a_path_alone_is_no_filter() {
    assert!(AttributePath::parse(r#"userName eq "x""#).is_err());
    assert!(AttributePath::parse("userName pr").is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_printed_path_is_read_as_what_it_was(path in expressions::path()) {
        let printed = path.to_string();
        prop_assert_eq!(AttributePath::parse(&printed), Ok(path), "{}", printed);
    }

    #[test]
    fn any_text_is_read_or_refused(text in r#"(urn:|emails|\[|\]|\(|\)|not|and|or|eq|pr|\.|\$| |"|\\|u00e9|-?[0-9]|é|\PC){0,24}"#) {
        if let Ok(path) = AttributePath::parse(&text) {
            let printed = path.to_string();
            prop_assert_eq!(AttributePath::parse(&printed), Ok(path), "{}", printed);
        }
    }
}
