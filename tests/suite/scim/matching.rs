//! What filters say of resources: by schema, by type, by what is there and what is not.

use proptest::prelude::*;
use scimwright::scim::{AttributePath, CompareOperator, Filter, Resource, ResourceType, Schemas};
use serde_json::{Value, json};

use crate::scim::expressions;

/// A user with a value of every type.
pub fn user() -> Resource {
    resource(
        ResourceType::User,
        json!({
            "schemas": [
                "urn:ietf:params:scim:schemas:core:2.0:User",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
            ],
            "id": "Ab1",
            "externalId": "Ext-7",
            "userName": "Mira\"O\\é",
            "displayName": "Mira Okonkwo",
            "title": "Lead",
            "nickName": "",
            "timezone": null,
            "photos": [],
            "active": false,
            "name": { "givenName": "Mira", "familyName": "Okonkwo" },
            "profileUrl": "https://acme.example/Mira",
            "emails": [
                { "value": "mira@acme.example", "type": "work", "primary": true, "display": "Work" },
                { "value": "mira@home.example", "type": "home" },
                { "value": "m@other.example", "type": "other", "primary": false }
            ],
            "addresses": [{ "type": "work", "locality": "Cardiff" }],
            "x509Certificates": [{ "value": "MIIDQzCC" }],
            "groups": [{ "value": "g1", "display": "Staff", "$ref": "https://acme.example/Groups/g1" }],
            "meta": { "resourceType": "User", "lastModified": "2026-03-01T12:00:00.500+02:00" },
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
                "department": "IT",
                "employeeNumber": 701,
                "manager": { "value": "26", "displayName": "Ada" }
            },
            "urn:acme:params:ext:2.0:User": { "badge": "B7", "level": 5, "cleared": true, "tags": ["a", "b"] },
            "shoeSize": 41.5
        }),
    )
}

pub fn resource(resource_type: ResourceType, attributes: Value) -> Resource {
    Resource { resource_type, attributes: attributes.as_object().expect("attributes").clone() }
}

fn answer(text: &str, resource: &Resource) -> String {
    let result = Filter::parse(text)
        .unwrap_or_else(|error| panic!("{text}: {error}"))
        .matches(resource, Schemas::built_in());
    match result {
        Ok(is) => is.to_string(),
        Err(error) => format!("{} {}", error.scim_type.expect("a keyword").keyword(), error.detail),
    }
}

#[track_caller]
fn check(text: &str, expected: bool) {
    assert_eq!(answer(text, &user()), expected.to_string(), "{text}");
}

/// Each line holds, and its contrary does not.
#[track_caller]
fn check_all(lines: &[&str]) {
    for line in lines {
        check(line, true);
        check(&format!("not ({line})"), false);
    }
}

#[track_caller]
fn check_none(lines: &[&str]) {
    for line in lines {
        check(line, false);
        check(&format!("not ({line})"), true);
    }
}

/// Each line is refused, wherever it stands.
#[track_caller]
fn check_refused(why: &str, lines: &[&str]) {
    for line in lines {
        for text in
            [(*line).to_owned(), format!("title pr or {line}"), format!("title eq \"x\" and not ({line})")]
        {
            let answer = answer(&text, &user());
            assert!(answer.starts_with("invalidFilter ") && answer.contains(why), "{text}: {answer}");
        }
    }
}

#[test]
fn texts_are_compared_with_case_where_the_schema_says_so() {
    check_all(&[
        r#"userName eq "MIRA\"o\\\u00c9""#,
        r#"USERNAME eq "mira\"o\\é""#,
        r#"name.FAMILYNAME eq "okonkwo""#,
        r#"externalId eq "Ext-7""#,
        r#"id eq "Ab1""#,
        r#"meta.resourceType eq "User""#,
        r#"profileUrl eq "https://acme.example/Mira""#,
        r#"groups.$ref ew "/g1""#,
        r#"emails.value eq "MIRA@acme.example""#,
    ]);
    check_none(&[
        r#"externalId eq "ext-7""#,
        r#"id eq "ab1""#,
        r#"id sw "a""#,
        r#"meta.resourceType eq "user""#,
        r#"profileUrl eq "https://acme.example/mira""#,
        r#"groups.$ref ew "/G1""#,
    ]);
}

#[test]
fn parts_and_order_of_texts() {
    check_all(&[
        r#"displayName co "RA ok""#,
        r#"displayName sw "mira""#,
        r#"displayName ew "KWO""#,
        r#"title co "" and title sw "" and title ew """#,
        r#"title gt "Lea" and title gt "LEAC" and title ge "lead" and title le "lead" and title lt "LEAE""#,
        r#"id gt "AB1" and id lt "B""#,
        r#"profileUrl co "acme" and profileUrl gt "https""#,
    ]);
    check_none(&[
        r#"displayName sw "kwo""#,
        r#"title gt "lead""#,
        r#"title lt "Lead""#,
        r#"userType co """#,
        r#"userType lt "z""#,
        r#"id lt "AB1""#,
    ]);
}

#[test]
fn what_is_absent() {
    check_all(&[
        r#"userType ne "x""#,
        "userType eq null and timezone eq null and photos eq null and externalId ne null",
        "phoneNumbers.value eq null",
        "addresses ne null and emails ne null and name ne null and addresses.value eq null",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager ne null",
        r#"phoneNumbers.value ne "x""#,
        r#"phoneNumbers ne "x""#,
        r#"nickName eq "" and nickName ne null"#,
        r#"name.middleName ne "x""#,
    ]);
    check_none(&[
        r#"userType eq "x""#,
        "title eq null",
        "userType ne null",
        "title gt null",
        "title co null",
        r#"photos.value co """#,
        r#"phoneNumbers[type eq "work"]"#,
        r#"phoneNumbers[type ne "work"]"#,
    ]);
}

#[test]
fn what_is_present() {
    check_all(&[
        "title pr and name pr and name.givenName pr and emails pr and emails.display pr",
        "active pr",
        "emails.primary pr",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User pr",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager pr",
        "schemas pr and meta pr",
    ]);
    check_none(&[
        "nickName pr",
        "timezone pr",
        "photos pr",
        "userType pr",
        "name.middleName pr",
        "phoneNumbers.value pr",
        "emails.$ref pr",
        "nothing pr",
    ]);
    let empty = json!({ "name": { "givenName": "", "familyName": null }, "emails": [{}, { "value": "" }] });
    let empty = resource(ResourceType::User, empty);
    for text in ["name pr", "emails pr", "emails.value pr", "emails[value pr]", "name.givenName pr"] {
        assert_eq!(answer(text, &empty), "false", "{text}");
    }
}

#[test]
fn types_are_those_of_the_schema() {
    check_all(&[
        "active eq false",
        r#"active eq "False""#,
        "active ne true",
        "emails.primary eq true",
        r#"emails[primary eq "true"].value sw "mira@acme""#,
        r#"meta.lastModified eq "2026-03-01T10:00:00.5Z""#,
        r#"meta.lastModified gt "2026-03-01T10:00:00Z""#,
        r#"meta.lastModified lt "2026-03-01T12:00:00Z""#,
        r#"meta.lastModified ge "2026-03-01T11:00:00.500+01:00""#,
        r#"meta.lastModified ne "2026-03-01T12:00:00.5Z""#,
        r#"x509Certificates.value eq "MIIDQzCC""#,
        r#"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber eq "701""#,
    ]);
    check_none(&[
        r#"meta.lastModified sw "2026""#,
        r#"meta.created gt "2000-01-01T00:00:00Z""#,
        r#"x509Certificates.value eq "miidqzcc""#,
        r#"name eq "Mira""#,
        "name eq null",
    ]);
    check_refused("a text in double quotes is expected", &["userName eq 5", "title gt true", "emails co 5"]);
    check_refused("true or false is expected", &[r#"active eq "yes""#, "active eq 1", "emails.primary ne 0"]);
    check_refused(
        "a date and time such as",
        &[r#"meta.lastModified gt "yesterday""#, r#"meta.created eq "2026-03-01""#, "meta.created eq 5"],
    );
    check_refused(
        "takes eq, ne and pr alone",
        &[
            "active gt false",
            "active le null",
            r#"active co "t""#,
            "emails.primary ge true",
            r#"x509Certificates.value gt "a""#,
            r#"x509Certificates.value sw "MII""#,
        ],
    );
    check_refused("takes eq and ne alone", &[r#"password co "a""#]);
}

#[test]
fn any_value_of_several_fulfils_a_comparison() {
    check_all(&[
        r#"emails.type eq "work" and emails.value co "@home""#,
        r#"emails co "@home" and emails eq "m@other.example""#,
        r#"emails ne "x" and emails.type ne "fax""#,
        r#"emails.display eq "work""#,
        "emails.display eq null",
        r#"schemas eq "URN:ietf:params:scim:schemas:core:2.0:user""#,
        r#"schemas co "enterprise""#,
        r#"groups.display eq "staff" and groups eq "g1""#,
        r#"addresses.locality sw "Car""#,
    ]);
    check_none(&[
        r#"emails.type ne "work""#,
        r#"emails ne "m@other.example""#,
        "emails.primary ne true",
        r#"schemas ne "urn:ietf:params:scim:schemas:core:2.0:User""#,
        r#"addresses eq "Cardiff""#,
    ]);
}

#[test]
fn brackets_ask_for_one_value_that_fulfils_all() {
    check_all(&[
        r#"emails[type eq "work" and value co "@acme"]"#,
        r#"emails[type ne "work"]"#,
        r#"emails[not (type eq "work") and primary eq false]"#,
        "emails[primary ne true and display eq null]",
        r#"emails[type eq "home" and (primary pr or value pr)]"#,
        r#"groups[value eq "g1"]"#,
        r#"addresses[type eq "work" and primary ne true]"#,
        r#"schemas[value co "enterprise"]"#,
        r#"urn:ietf:params:scim:schemas:core:2.0:User:emails[type eq "work"]"#,
    ]);
    check_none(&[
        r#"emails[type eq "work" and value co "@home"]"#,
        r#"emails[type eq "fax"]"#,
        r#"emails[foo eq "x"]"#,
        r#"emails[emails.type eq "work"]"#,
        r#"groups[value eq "G2"]"#,
        r#"schemas[value eq "urn:x"]"#,
        r#"schemas[type eq "urn:x"]"#,
    ]);
    check_refused(
        "has a single value",
        &[
            r#"title[value eq "x"]"#,
            r#"name[givenName eq "Mira"]"#,
            r#"name[givenName eq "M"].familyName pr"#,
        ],
    );
    check_refused("takes eq, ne and pr alone", &["emails[primary gt true]"]);
    check_refused(
        "a text in double quotes",
        &["emails[value eq 5]", r#"phoneNumbers[type eq 1].value eq "x""#],
    );
}

#[test]
fn brackets_and_then_a_comparison() {
    check_all(&[
        r#"emails[type eq "work"].value eq "MIRA@acme.example""#,
        r#"emails[type eq "work" or type eq "home"].value co "@home""#,
        r#"emails[type eq "work"].display pr"#,
        r#"emails[type eq "work"].value ne "x""#,
        r#"emails[type eq "home"].display eq null"#,
        r#"emails[primary eq true].value sw "mira""#,
    ]);
    check_none(&[
        r#"emails[type eq "work"].value co "@home""#,
        r#"emails[type eq "home"].display pr"#,
        r#"emails[type eq "fax"].value ne "x""#,
        r#"emails[type eq "fax"].value eq null"#,
    ]);
}

#[test]
fn extensions_are_named_by_their_urn() {
    let enterprise =
        |rest: &str| format!("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:{rest}");
    check(&enterprise(r#"department eq "it""#), true);
    check(&enterprise(r#"department eq "it""#).to_uppercase().replace("IT\"", "it\""), true);
    check(&enterprise(r#"manager.value eq "26""#), true);
    check(&enterprise(r#"manager eq "26""#), true);
    check(&enterprise(r#"manager.displayName co "D""#), true);
    check(&enterprise(r#"costCenter eq "x""#), false);
    check(&enterprise(r#"costCenter ne "x""#), true);
    check(r#"department eq "IT""#, false);
    check(r#"urn:ietf:params:scim:schemas:core:2.0:User:title eq "lead""#, true);
    check(r#"urn:ietf:params:scim:schemas:core:2.0:Group:displayName eq "Mira Okonkwo""#, false);
}

#[test]
fn what_no_schema_has_is_compared_by_the_json_types() {
    check_all(&[
        r#"urn:acme:params:ext:2.0:User:badge eq "b7""#,
        r#"urn:ACME:params:ext:2.0:user:BADGE sw "B""#,
        "urn:acme:params:ext:2.0:User:level gt 4 and urn:acme:params:ext:2.0:User:level le 5.0",
        "urn:acme:params:ext:2.0:User:cleared eq true and urn:acme:params:ext:2.0:User:cleared ne false",
        r#"urn:acme:params:ext:2.0:User:tags eq "B""#,
        r#"urn:acme:params:ext:2.0:User:tags[value eq "b"]"#,
        "urn:acme:params:ext:2.0:User:level ne 6",
        r#"urn:acme:params:ext:2.0:User:level ne "5""#,
        "shoeSize ge 41.5 and shoeSize lt 42",
        r#"nothing ne "x" and nothing eq null and name.foo ne "x""#,
    ]);
    check_none(&[
        r#"urn:acme:params:ext:2.0:User:level eq "5""#,
        "urn:acme:params:ext:2.0:User:cleared gt false",
        r#"urn:acme:params:ext:2.0:User:cleared eq "true""#,
        r#"shoeSize co "4""#,
        r#"nothing eq "x""#,
        "nothing gt 5",
        r#"name.foo eq "x""#,
        r#"userName.foo eq "x""#,
        r#"userName.value sw "Mira""#,
        r#"urn:nobody:title eq "Lead""#,
        r#"nothing[value eq "x"]"#,
    ]);
}

#[test]
fn what_is_sent_in_another_shape_is_read_sensibly() {
    let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    let sent = resource(
        ResourceType::User,
        json!({
            "active": "True",
            "emails": { "value": "a@acme.example", "type": "work", "primary": "TRUE" },
            "phoneNumbers": ["+44 1", { "value": "+44 2" }],
            "title": ["A", "B"],
            "name": "Mira",
            "schemas": "urn:ietf:params:scim:schemas:core:2.0:User",
            enterprise: { "manager": "26" }
        }),
    );
    for text in [
        "active eq true",
        r#"emails[primary eq true].value eq "a@acme.example""#,
        r#"emails co "acme""#,
        r#"phoneNumbers eq "+44 1" and phoneNumbers.value eq "+44 2" and phoneNumbers[value ew "1"]"#,
        r#"title eq "b""#,
        "name.givenName eq null",
        r#"schemas co "core""#,
        r#"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager eq "26""#,
        r#"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq "26""#,
    ] {
        assert_eq!(answer(text, &sent), "true", "{text}");
    }
}

#[test]
fn groups_have_their_own_attributes() {
    let group = resource(
        ResourceType::Group,
        json!({ "displayName": "Staff", "members": [{ "value": "u1", "type": "User" }, { "value": "u2" }] }),
    );
    for (text, expected) in [
        (r#"members[value eq "u1"]"#, "true"),
        (r#"members eq "u2""#, "true"),
        (r#"members.display ne "x""#, "true"),
        (r#"displayName eq "STAFF" and members pr"#, "true"),
        (r#"userName eq "x""#, "false"),
        ("urn:ietf:params:scim:schemas:core:2.0:Group:displayName pr", "true"),
        (r#"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "x""#, "false"),
    ] {
        assert_eq!(answer(text, &group), expected, "{text}");
    }
}

/// Paths that lead somewhere.
const PATHS: [&str; 12] = [
    "userName",
    "active",
    "emails",
    "emails.type",
    "emails.primary",
    "meta.lastModified",
    "photos.value",
    "name",
    "schemas",
    "shoeSize",
    "nothing",
    "urn:acme:params:ext:2.0:User:tags",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_filter_is_answered(filter in expressions::filter()) {
        let first = filter.matches(&user(), Schemas::built_in());
        let negated = Filter::Not(Box::new(filter)).matches(&user(), Schemas::built_in());
        prop_assert_eq!(first.map(|is| !is), negated);
    }

    #[test]
    fn not_equal_is_the_contrary_of_equal(path in 0..PATHS.len(), value in expressions::value()) {
        let path = AttributePath::parse(PATHS[path]).expect("a path");
        let answer = |operator| {
            let filter = Filter::Compare { path: path.clone(), operator, value: value.clone() };
            filter.matches(&user(), Schemas::built_in()).map_err(|error| error.scim_type)
        };
        prop_assert_eq!(answer(CompareOperator::Eq).map(|is| !is), answer(CompareOperator::Ne), "{}", path);
    }
}
