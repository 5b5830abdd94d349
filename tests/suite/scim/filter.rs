//! Filters: what is read, how it is printed, and what is said of a filter that cannot be read.

use proptest::prelude::*;
use scimwright::scim::{Dialect, ExpressionRules, Filter, Repair, ResourceType, Schemas, ScimError};

use crate::scim::expressions;

/// Compares the canonical spelling, and that it is read as the same tree.
#[track_caller]
fn check(text: &str, expected: &str) {
    let filter = Filter::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(filter.to_string(), expected, "{text}");
    assert_eq!(Filter::parse(expected), Ok(filter), "{text}");
}

#[track_caller]
fn check_same(text: &str) {
    check(text, text);
}

#[track_caller]
fn check_error(text: &str, expected: &str) {
    let error = Filter::parse(text).expect_err(text).to_string();
    let detail = error.strip_prefix("400 invalidFilter: The filter cannot be read: ");
    assert_eq!(detail, Some(expected), "{text}");
}

#[test]
fn the_examples_of_the_rfc() {
    // RFC 7644 §3.4.2.2.
    for text in [
        r#"userName eq "bjensen""#,
        r#"name.familyName co "O'Malley""#,
        r#"userName sw "J""#,
        r#"urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J""#,
        "title pr",
        r#"meta.lastModified gt "2011-05-13T04:42:34Z""#,
        r#"meta.lastModified ge "2011-05-13T04:42:34Z""#,
        r#"meta.lastModified lt "2011-05-13T04:42:34Z""#,
        r#"meta.lastModified le "2011-05-13T04:42:34Z""#,
        r#"title pr and userType eq "Employee""#,
        r#"title pr or userType eq "Intern""#,
        r#"schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User""#,
        r#"userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")"#,
        r#"userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")"#,
        r#"emails[type eq "work" and value co "@example.com"]"#,
        r#"emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]"#,
    ] {
        check_same(text);
    }
    check(
        r#"userType eq "Employee" and (emails.type eq "work")"#,
        r#"userType eq "Employee" and emails.type eq "work""#,
    );
}

#[test]
fn words_are_read_in_any_case_and_blanks_in_any_number() {
    check("Title PR", "Title pr");
    check(r#"title EQ "a" AND NOT(title Sw "b") Or x pr"#, r#"title eq "a" and not (title sw "b") or x pr"#);
    check(" \t title\n pr\r\n", "title pr");
    check(r#"a eq"x"and(b pr)or(c pr)"#, r#"a eq "x" and b pr or c pr"#);
    check("emails [ type pr ] and x pr", "emails[type pr] and x pr");
    check("a eq TRUE and b eq False and c eq NULL", "a eq true and b eq false and c eq null");
}

#[test]
fn and_binds_tighter_than_or_and_groups_stay() {
    check_same("a pr or b pr and c pr");
    check("a pr or (b pr and c pr)", "a pr or b pr and c pr");
    check_same("(a pr or b pr) and c pr");
    check_same("(a pr and b pr) and c pr");
    check_same("a pr or (b pr or c pr)");
    check("((a pr))", "a pr");
    check_same("not (a pr and b pr) or not (not (c pr))");
    check_same("x[a pr and (b pr or not (c pr))]");
}

#[test]
fn values_are_those_of_json() {
    check(r#"a eq "\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#, r#"a eq "\"\\/\b\f\n\r\té😀""#);
    check_same(r#"a eq """#);
    check_same("a eq 0 or a eq -1 or a eq 1.5 or a eq 9007199254740993 or a eq 18446744073709551615");
    check("a eq 1e3 or a eq -1.5E+2 or a eq 2E-1", "a eq 1000.0 or a eq -150.0 or a eq 0.2");
    check_same("a eq null and b ne true");
}

#[test]
fn a_name_can_be_any_word() {
    check_same("eq eq 1");
    check_same("not pr and and pr");
    check_same(r#"members.$ref eq "x" and $ref pr and nothing pr"#);
    check_same("urn:acme:2.0:a~b%20'c':name eq 1");
}

#[test]
fn a_value_may_be_found_by_brackets_and_then_compared() {
    check_same(r#"emails[type eq "work"].value eq "x""#);
    check(
        r#"emails[type eq "work"] .value co "x" or y pr"#,
        r#"emails[type eq "work"].value co "x" or y pr"#,
    );
    check_same(r#"emails[type eq "work"].value pr"#);
}

const OPERATOR: &str = "expected an operator (eq ne co sw ew pr gt ge lt le) at column";
const VALUE: &str = "expected a value (a text in double quotes, a number, true, false or null) at column";
const NAME: &str = "expected the name of an attribute, which begins with a letter, at column";

#[test]
fn the_place_of_a_fault_is_told() {
    check_error("", &format!("{NAME} 1, found nothing"));
    check_error("title", &format!("{OPERATOR} 6, found the end after `title`"));
    check_error("title eq", &format!("{VALUE} 9, found the end after `title eq`"));
    check_error(r#"eq "x""#, &format!(r#"{OPERATOR} 4, found `"x"`"#));
    check_error(r#"title is "x""#, &format!(r#"{OPERATOR} 7, found `is "x"`"#));
    check_error(r#"title eqx "x""#, &format!(r#"{OPERATOR} 7, found `eqx "x"`"#));
    check_error(r#"title = "x""#, &format!(r#"{OPERATOR} 7, found `= "x"`"#));
    check_error(r#"title eq eq "x""#, &format!(r#"{VALUE} 10, found `eq "x"`"#));
    check_error("title eq abc", &format!("{VALUE} 10, found `abc`"));
    check_error("title eq 'abc'", &format!("{VALUE} 10, found `'abc'`"));
    check_error("title eq [1]", &format!("{VALUE} 10, found `[1]`"));
    check_error("title pr and", &format!("{NAME} 13, found the end after `title pr and`"));
    check_error("title pr and and x pr", &format!("{OPERATOR} 18, found `x pr`"));
    check_error("ä pr", &format!("{NAME} 1, found `ä pr`"));
    check_error(r#"title eq "ä" and 1 pr"#, &format!("{NAME} 18, found `1 pr`"));
    let joint = "expected `and`, `or` or the end at column";
    check_error(r#"title pr "x""#, &format!(r#"{joint} 10, found `"x"`"#));
    check_error(r#"title eq "x" "y""#, &format!(r#"{joint} 14, found `"y"`"#));
    check_error("title pr xor a pr", &format!("{joint} 10, found `xor a pr`"));
    check_error("title pr; drop", &format!("{joint} 9, found `; drop`"));
    check_error("not title pr", &format!("{OPERATOR} 5, found `title pr`"));
}

#[test]
fn parentheses_and_brackets_are_balanced() {
    let group = "expected `and`, `or` or `)` at column";
    check_error("(title pr", &format!("{group} 10, found the end after `(title pr`"));
    check_error("title pr)", "expected `and`, `or` or the end at column 9, found `)`");
    check_error("()", &format!("{NAME} 2, found `)`"));
    check_error("not ()", &format!("{NAME} 6, found `)`"));
    check_error("(a pr]", &format!("{group} 6, found `]`"));
    check_error("x[a pr", "expected `and`, `or` or `]` at column 7, found the end after `x[a pr`");
    check_error("x[]", &format!("{NAME} 3, found `]`"));
    check_error("x[a[b pr]]", "brackets do not stand within brackets: column 4, found `[b pr]]`");
    check_error("x.y[a pr]", "a sub-attribute has no values to choose from: column 4, found `[a pr]`");
    check_error("x.y.z pr", "a sub-attribute has no sub-attributes of its own: column 4, found `.z pr`");
    check_error("x[a pr].b", &format!("{OPERATOR} 10, found the end after `x[a pr].b`"));
    check_error(r#"x[a pr] eq "b""#, r#"expected `and`, `or` or the end at column 9, found `eq "b"`"#);
}

#[test]
fn texts_and_numbers_are_strict() {
    check_error(r#"a eq "x"#, r#"expected a closing `"` at column 8, found the end after `a eq "x`"#);
    check_error(r#"a eq "x\"#, r"expected an escape that JSON has at column 8, found `\`");
    check_error(r#"a eq "\x""#, r#"expected an escape that JSON has at column 7, found `\x"`"#);
    check_error(r#"a eq "\u12g4""#, r#"expected an escape that JSON has at column 7, found `\u12g4"`"#);
    check_error(
        r#"a eq "\ud800""#,
        r#"expected a text whose \u escapes are whole characters at column 6, found `"\ud800"`"#,
    );
    check_error(
        "a eq \"x\ny\"",
        "expected an escape such as \\n instead of a control character at column 8, found `\ny\"`",
    );
    for number in ["01", "+1", ".5", "1.", "1e", "-", "0x1", "1_000", "1e999", "NaN", "5and"] {
        check_error(&format!("a eq {number}"), &format!("{VALUE} 6, found `{number}`"));
    }
}

#[test]
fn limits_are_told() {
    let nested = |levels: usize| format!("{}a pr{}", "(".repeat(levels), ")".repeat(levels));
    check(&nested(100), "a pr");
    check_error(&nested(101), "it nests more than 100 levels deep at column 101");
    check_error(&"not (".repeat(5000), "it nests more than 100 levels deep at column 505");
    let long = format!("a eq \"{}\"", "x".repeat(65_536));
    check_error(&long, "it has 65543 bytes, and no more than 65536 are read");
    let many = vec!["a pr"; 8000].join(" or ");
    assert_eq!(Filter::parse(&many).map(|filter| filter.to_string()), Ok(many));
}

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// A filter as a client with these quirks writes it, and the repairs.
fn parse_for(text: &str, quirks: &[&str]) -> Result<(Filter, Vec<Repair>), ScimError> {
    let quirks: Vec<String> = quirks.iter().map(|quirk| (*quirk).to_owned()).collect();
    let dialect = Dialect { name: "client".to_owned(), quirks, ..Dialect::strict().clone() };
    let schemas = Schemas::built_in();
    Filter::parse_for(
        text,
        &ExpressionRules { dialect: &dialect, resource_type: ResourceType::User, schemas },
    )
}

#[track_caller]
fn check_meant(text: &str, expected: &str, expected_repairs: &[&str]) {
    let (filter, repairs) = parse_for(text, &["Q32"]).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(filter.to_string(), expected);
    let repairs: Vec<_> = repairs.iter().map(|repair| format!("{} {}", repair.quirk, repair.from)).collect();
    assert_eq!(repairs, expected_repairs, "{text}");
}

#[test]
fn texts_without_quotes_are_understood_of_clients_that_send_them() {
    check_meant("externalId eq abc", r#"externalId eq "abc""#, &[r#"Q32 "abc""#]);
    check_meant(
        "(userName eq mira@x.example or id eq 26118915-6090-4610) and active eq true",
        r#"(userName eq "mira@x.example" or id eq "26118915-6090-4610") and active eq true"#,
        &[r#"Q32 "mira@x.example""#, r#"Q32 "26118915-6090-4610""#],
    );
    check_meant(
        "emails[type eq work].value eq true@x",
        r#"emails[type eq "work"].value eq "true@x""#,
        &[r#"Q32 "work""#, r#"Q32 "true@x""#],
    );
    check_meant(r#"title eq "a" or n eq 5"#, r#"title eq "a" or n eq 5"#, &[]);
    check_meant("externalId eq 40118", r#"externalId eq "40118""#, &[r#"Q32 "40118""#]);
    check_meant(
        "emails[primary eq true and type eq 1.50] or manager.value eq 00271 or userName eq o'neil",
        &format!(
            r#"emails[primary eq true and type eq "1.50"] or {ENTERPRISE}:manager.value eq "00271" or userName eq "o'neil""#
        ),
        &[r#"Q32 "1.50""#, r#"Q32 "00271""#, r#"Q32 "o'neil""#, r#"Q34 "manager.value""#],
    );
    check_meant(
        r#"active eq true and title eq true and title eq null and members eq "5""#,
        r#"active eq true and title eq "true" and title eq null and members eq "5""#,
        &[r#"Q32 "true""#],
    );
    for text in ["title eq", "title eq 'x'", "title eq a b", "(title eq )"] {
        assert!(parse_for(text, &["Q32"]).is_err(), "{text}");
    }
    assert!(parse_for("externalId eq abc", &["Q02"]).is_err());
}

#[test]
fn slips_in_names_are_understood_of_clients() {
    check_meant(
        r#"id eq "1" and not (manager eq "2")"#,
        &format!(r#"id eq "1" and not ({ENTERPRISE}:manager eq "2")"#),
        &[r#"Q34 "manager""#],
    );
    check_meant(
        r#"urn:ietf:params:scim:schemas:extension:enterprise:2.0User:department eq "IT""#,
        &format!(r#"{ENTERPRISE}:department eq "IT""#),
        &[r#"Q10 "urn:ietf:params:scim:schemas:extension:enterprise:2.0User:department""#],
    );
    check_meant(
        &format!("{ENTERPRISE}.manager pr"),
        &format!("{ENTERPRISE}:manager pr"),
        &[&format!("Q10 \"{ENTERPRISE}.manager\"")],
    );
    check_meant(&format!("{ENTERPRISE}:manager pr"), &format!("{ENTERPRISE}:manager pr"), &[]);
    check_meant(r#"emails[type eq "work"] and foo pr"#, r#"emails[type eq "work"] and foo pr"#, &[]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_printed_filter_is_read_as_what_it_was(filter in expressions::filter()) {
        let printed = filter.to_string();
        prop_assert_eq!(Filter::parse(&printed), Ok(filter), "{}", printed);
    }

    #[test]
    fn any_text_is_read_or_refused(text in r#"(urn:|emails|\[|\]|\(|\)|not|and|or|eq|pr|\.|\$| | |"|\\|u00e9|-?[0-9]|é|\PC){0,24}"#) {
        let lenient = parse_for(&text, &["Q32"]).map(|(filter, _)| filter);
        for filter in [Filter::parse(&text), lenient].into_iter().flatten() {
            let printed = filter.to_string();
            prop_assert_eq!(Filter::parse(&printed), Ok(filter), "{}", printed);
        }
    }
}
