//! Reading target files: what is wrong is told with line and column, the rest is used.

use scimwright::target::read_target;

use crate::bench::said;

/// A target file with this record type in it, on lines of its own.
fn with_record_type(record_type: &str) -> String {
    format!(
        "{{\"format\": \"scimwright-target\", \"version\": 1, \"name\": \"t\",\n\"enumerations\": {{ \"e\": {{ \"values\": [\"x\"] }} }},\n\"record_types\": [\n{record_type}\n]}}"
    )
}

fn with_field(field: &str) -> String {
    with_record_type(&format!(
        "{{\"name\": \"r\", \"fields\": [{{\"name\": \"name\", \"type\": \"string\"}},\n{field}\n]}}"
    ))
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let (_, diagnostics) = read_target("t.json", text);
    let expected: Vec<_> = expected.iter().map(|line| format!("error[{line}")).collect();
    let found = said(&diagnostics);
    assert_eq!(found, expected, "{text}");
}

#[test]
fn files_that_are_no_target() {
    check("", &["T201] t.json 1:1: This is not JSON: the text ends too early"]);
    check("{\"name\": ", &["T201] t.json 1:9: This is not JSON: the text ends too early"]);
    check("[]", &["T202] t.json 1:1: An object `{…}` is expected here"]);
    check("{}", &["T202] t.json 1:1: `name` is missing"]);
    check(
        "{\"name\": \"t\",\n \"version\": 2}",
        &["T205] t.json 2:13: The target file was made for a newer version of Scimwright"],
    );
    check("{\"name\": 5}", &["T202] t.json 1:10: `name` is a text"]);
    check("{\"name\": \"t\", \"record_types\": {}}", &["T202] t.json 1:31: `record_types` is a list `[…]`"]);
    check(
        "{\"name\": \"t\", \"enumerations\": []}",
        &["T202] t.json 1:31: An object `{…}` is expected here"],
    );
    check(
        "{\"name\": \"t\",\n\"enumerations\": {\"e\": {\"values\": [1]}}}",
        &[
            "T202] t.json 2:23: The enumeration `e` is not usable: invalid type: integer `1`, expected a string",
        ],
    );
}

#[test]
fn record_types_that_are_wrong() {
    check(&with_record_type("7"), &["T202] t.json 4:1: An object `{…}` is expected here"]);
    check(
        &with_record_type(
            "{\"name\": \"r\", \"resource_type\": \"Robot\", \"fields\": [{\"name\": \"name\", \"type\": \"string\"}]}",
        ),
        &["T202] t.json 4:32: `Robot` is no resource type; use User or Group"],
    );
    check(
        &with_record_type(
            "{\"name\": \"r\", \"match_field\": \"nothing\", \"lookup_fields\": [\"name\", \"none\"], \"fields\": [{\"name\": \"name\", \"type\": \"string\"}]}",
        ),
        &["T204] t.json 4:30: `r` has no field `nothing`", "T204] t.json 4:58: `r` has no field `none`"],
    );
    check(
        &with_record_type("{\"name\": \"r\", \"reference_by\": \"code\", \"fields\": []}"),
        &["T204] t.json 4:31: `r` has no field `code`"],
    );
    check(
        &with_record_type(
            "{\"name\": \"r\", \"lookup_fields\": [5], \"fields\": [{\"name\": \"name\", \"type\": \"string\"}]}",
        ),
        &["T202] t.json 4:33: `lookup_fields` is a list of texts"],
    );
    let twice = "{\"name\": \"r\", \"fields\": [{\"name\": \"name\", \"type\": \"string\"}]}";
    check(
        &with_record_type(&format!("{twice},\n{twice}")),
        &["T203] t.json 5:10: The record type `r` stands twice"],
    );
}

#[test]
fn fields_that_are_wrong() {
    let types = "use string, text, email, uri, boolean, integer, decimal, date_time, enumeration, reference, list or string_list";
    check(
        &with_field("{\"name\": \"f\", \"type\": \"strnig\"}"),
        &[&format!("T202] t.json 5:23: `strnig` is no type; {types}")],
    );
    check(&with_field("{\"name\": \"f\"}"), &["T202] t.json 5:1: `type` is missing"]);
    check(&with_field("{\"type\": \"string\"}"), &["T202] t.json 5:1: `name` is missing"]);
    check(
        &with_field("{\"name\": \"f\", \"type\": \"string\", \"max_length\": 0}"),
        &["T202] t.json 5:47: `max_length` is a whole number above 0"],
    );
    check(
        &with_field("{\"name\": \"f\", \"type\": \"string\", \"max_length\": \"9\"}"),
        &["T202] t.json 5:47: `max_length` is a whole number above 0"],
    );
    check(
        &with_field("{\"name\": \"f\", \"type\": \"string\", \"required\": \"yes\"}"),
        &["T202] t.json 5:45: `required` is true or false"],
    );
    check(
        &with_field("{\"name\": \"f\", \"type\": \"enumeration\"}"),
        &["T202] t.json 5:1: `enumeration` is missing"],
    );
    check(
        &with_field("{\"name\": \"f\", \"type\": \"enumeration\", \"enumeration\": \"g\"}"),
        &["T204] t.json 5:53: There is no enumeration `g`"],
    );
    check(
        &with_field("{\"name\": \"f\", \"type\": \"reference\", \"record_type\": \"s\"}"),
        &["T204] t.json 5:51: There is no record type `s`"],
    );
    check(
        &with_field("{\"name\": \"f\", \"type\": \"reference\", \"record_type\": \"s\", \"external\": true}"),
        &[],
    );
    check(
        &with_field("{\"name\": \"name\", \"type\": \"string\"}"),
        &["T203] t.json 5:10: The field `name` stands twice"],
    );
    // The second one of two wrong fields is told at its own place.
    check(
        &with_field("7,\n{\"name\": \"f\", \"type\": \"enumeration\", \"enumeration\": \"g\"}"),
        &[
            "T202] t.json 5:1: An object `{…}` is expected here",
            "T204] t.json 6:53: There is no enumeration `g`",
        ],
    );
    check(&with_field("7"), &["T202] t.json 5:1: An object `{…}` is expected here"]);
}

#[test]
fn list_fields_that_are_wrong() {
    let list = |rest: &str| {
        with_field(&format!(
            "{{\"name\": \"f\", \"type\": \"list\", \"items\": [{{\"name\": \"a\", \"type\": \"string\"}}],\n{rest}}}"
        ))
    };
    check(&list("\"owned_by\": \"a\""), &[]);
    check(&list("\"owned_by\": \"nothing\""), &["T204] t.json 6:13: An item of `f` has no field `nothing`"]);
    check(
        &list("\"exactly_one_of\": [\"a\", \"b\"]"),
        &["T204] t.json 6:19: An item of `f` has no field `b`"],
    );
    check(
        &list("\"label_table\": {\"field\": \"label\", \"allows\": {\"x\": [\"a\", \"c\"]}}"),
        &[
            "T204] t.json 6:16: An item of `f` has no field `label`",
            "T204] t.json 6:16: An item of `f` has no field `c`",
        ],
    );
    check(
        &list("\"label_table\": {\"field\": 5}"),
        &["T202] t.json 6:16: The label table is not usable: invalid type: integer `5`, expected a string"],
    );
    check(
        &with_field(
            "{\"name\": \"f\", \"type\": \"list\", \"items\": [{\"name\": \"a\", \"type\": \"nope\"}]}",
        ),
        &[
            "T202] t.json 5:63: `nope` is no type; use string, text, email, uri, boolean, integer, decimal, date_time, enumeration, reference, list or string_list",
        ],
    );
}

#[test]
fn what_is_right_is_used() {
    let (target, diagnostics) = read_target(
        "t.json",
        &with_field("{\"name\": \"half_known\", \"type\": \"string\", \"max_length\": -1, \"required\": 1}"),
    );
    assert_eq!(diagnostics.len(), 2);
    let record_type = target.record_type("r").expect("it is there");
    assert_eq!(
        (record_type.plural.as_str(), record_type.resource_type.as_str(), record_type.reference_by.as_str()),
        ("rs", "User", "name")
    );
    let field = record_type.field("half_known").expect("it is there");
    assert_eq!((field.title.as_str(), field.max_length, field.required), ("half known", None, false));
}
