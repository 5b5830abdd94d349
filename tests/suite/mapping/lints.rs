//! What is said of scripts that compile, without running them: code, place, words, help, and what the
//! fix makes of the script.

use scimwright::project::EnvironmentState;
use serde_json::json;

use crate::bench::{Bench, said_with_fix};

/// The remarks on the script of a rule: severity, code, place with length, message, `/` help, `→` the
/// script after the fix.
#[track_caller]
fn check_field(field: &str, script: &str, expected: &[&str]) {
    let bench = Bench::default_mapping_with(field, script);
    assert_eq!(said_with_fix(&bench.lint(), script), expected, "{script}");
}

/// The same for a field that takes any text.
#[track_caller]
fn check(script: &str, expected: &[&str]) {
    check_field("information", script, expected);
}

#[test]
fn attributes_that_are_not_there() {
    check(
        "user.jobTitle",
        &[
            "warning[R313] 1:6+8 `user.jobTitle` is sent by no sample and is in no schema / did you mean `user.title`? → user.title",
        ],
    );
    check(
        "user.titel",
        &[
            "warning[R313] 1:6+5 `user.titel` is sent by no sample and is in no schema / did you mean `user.title`? → user.title",
        ],
    );
    check(
        "user.name.firstName",
        &[
            "warning[R313] 1:11+9 `user.name.firstName` is sent by no sample and is in no schema / did you mean `user.name.givenName`? → user.name.givenName",
        ],
    );
    check(
        "user.emails[0].valeu",
        &[
            "warning[R313] 1:16+5 `user.emails[…].valeu` is sent by no sample and is in no schema / did you mean `user.emails[…].value`? → user.emails[0].value",
        ],
    );
    check(
        r#"user.emails.filter(|e| e.typ == "work").len() ?? 0"#,
        &[
            r#"warning[R321] 1:1+39 `user.emails.filter(|e| e.typ == "work")` may be missing, and then `len` fails / write `?.len(…)`, which is `()` then, or give a default with `??` → user.emails.filter(|e| e.typ == "work")?.len() ?? 0"#,
            r#"warning[R313] 1:26+3 `user.emails[…].typ` is sent by no sample and is in no schema / did you mean `user.emails[…].type`? → user.emails.filter(|e| e.type == "work").len() ?? 0"#,
        ],
    );
    check(
        r#"user.phoneNumbers.find(|p| p.type == "work").valu"#,
        &[
            r#"warning[R313] 1:46+4 `user.phoneNumbers[…].valu` is sent by no sample and is in no schema / did you mean `user.phoneNumbers[…].value`? → user.phoneNumbers.find(|p| p.type == "work").value"#,
        ],
    );
    check(
        r#"user["urn:ietf:params:scim:schemas:extension:enterprise:2.0:Usr"].department"#,
        &[
            r#"warning[R313] 1:6+59 No schema has the URN `urn:ietf:params:scim:schemas:extension:enterprise:2.0:Usr`, and no sample has such an extension / did you mean `urn:ietf:params:scim:schemas:extension:enterprise:2.0:User`? → user["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"].department"#,
        ],
    );
    check(
        "groups[0].displai",
        &[
            "warning[R313] 1:11+7 `groups[…].displai` is sent by no sample and is in no schema / did you mean `groups[…].display`? → groups[0].display",
        ],
    );
    check(
        "enterprise.organisation",
        &[
            "warning[R313] 1:12+12 `enterprise.organisation` is sent by no sample and is in no schema / did you mean `enterprise.organization`? → enterprise.organization",
        ],
    );
    check(
        "user.zebra",
        &[
            "warning[R313] 1:6+5 `user.zebra` is sent by no sample and is in no schema / it has active, addresses, displayName, emails, entitlements, externalId, groups, id …",
        ],
    );
    check(
        "let u = user; u.titel",
        &[
            "warning[R313] 1:17+5 `user.titel` is sent by no sample and is in no schema / did you mean `user.title`? → let u = user; u.title",
        ],
    );
    check(
        "fn f(x) { x.titel } f(user)",
        &[
            "warning[R313] 1:13+5 `user.titel` is sent by no sample and is in no schema / did you mean `user.title`? → fn f(x) { x.title } f(user)",
        ],
    );
    check(
        "try { user.titel } catch { 1 }",
        &[
            "warning[R313] 1:12+5 `user.titel` is sent by no sample and is in no schema / did you mean `user.title`? → try { user.title } catch { 1 }",
        ],
    );
    check(
        "user.title + user.titel",
        &[
            "warning[R313] 1:19+5 `user.titel` is sent by no sample and is in no schema / did you mean `user.title`? → user.title + user.title",
        ],
    );
}

#[test]
fn attributes_of_other_schemas_and_spellings() {
    check(
        "user.department",
        &[
            "warning[R314] 1:6+10 `user` has no `department`; it is an attribute of another schema / write `enterprise.department` → enterprise.department",
        ],
    );
    check(
        "user.givenName",
        &[
            "warning[R314] 1:6+9 `user` has no `givenName`; it is an attribute of another schema / write `user.name.givenName` → user.name.givenName",
        ],
    );
    check(
        "enterprise.title",
        &[
            "warning[R314] 1:12+5 `enterprise` has no `title`; it is an attribute of another schema / write `user.title` → user.title",
        ],
    );
    check(
        "user.UserName",
        &[
            "note[R315] 1:6+8 `UserName` is usually written `userName`; it works, since case does not count → user.userName",
        ],
    );
    check(
        "user.name.givenname",
        &[
            "note[R315] 1:11+9 `givenname` is usually written `givenName`; it works, since case does not count → user.name.givenName",
        ],
    );
    check("custom.badge", &[]);
    check(r#"user["urn:ietf:params:scim:schemas:extension:4me:1.0:custom_fields"].badge"#, &[]);
}

#[test]
fn parts_of_what_has_none() {
    check(
        "user.emails.value",
        &[
            "error[R313] 1:13+5 `user.emails` is a list of objects; it has no `value` / its entries have: `primary_value(user.emails)` gives one, `user.emails.map(|entry| entry.value)` all → primary_value(user.emails)",
        ],
    );
    check(
        "user.emails.type",
        &[
            "error[R313] 1:13+4 `user.emails` is a list of objects; it has no `type` / its entries have: `primary(user.emails).type` gives one, `user.emails.map(|entry| entry.type)` all → primary(user.emails).type",
        ],
    );
    check(
        "user.addresses.work.country",
        &[
            "error[R313] 1:16+4 `user.addresses` is a list of objects; it has no `work` / `of_type(user.addresses, \"work\")` gives the entry of that type → of_type(user.addresses, \"work\").country",
        ],
    );
    check(
        "let f = user.emails; f.value",
        &[
            "error[R313] 1:24+5 `f` is a list of objects; it has no `value` / its entries have: `primary_value(f)` gives one, `f.map(|entry| entry.value)` all → let f = user.emails; primary_value(f)",
        ],
    );
    check(
        "user.active.value",
        &[
            "error[R313] 1:13+5 `user.active` is true or false; it has no `value` / only objects have parts; read `user.active` itself",
        ],
    );
    check(
        "user.title.lower",
        &[
            "error[R313] 1:12+5 `lower` is a function, and a function is called with brackets → user.title.lower()",
        ],
    );
    check(
        "user.title.trimmed().first_name",
        &[
            "error[R313] 1:22+10 `user.title.trimmed()` is a text; it has no `first_name` / only objects have parts; read `user.title.trimmed()` itself",
        ],
    );
    check("user.title.len", &[]);
    check(
        r#"["a", "b"][5]"#,
        &[
            r#"warning[R339] 1:12+1 `["a", "b"]` has 2 entries; there is none at 5 / entries are counted from 0; outside of the list is `()`"#,
        ],
    );
    check(r#"["a", "b"][1]"#, &[]);
    check(
        "person.job_titel",
        &[
            "warning[R332] 1:8+9 `person.job_titel` is no field of the record / did you mean `person.job_title`? → person.job_title",
        ],
    );
    check(
        r#"find_person("Ann").job_titel"#,
        &[
            r#"warning[R332] 1:20+9 `person.job_titel` is no field of the record / did you mean `person.job_title`? → find_person("Ann").job_title"#,
        ],
    );
    check("find_organization(enterprise.organization).name", &[]);
    check(
        "vars.nope",
        &[
            "error[R333] 1:6+4 No environment has a variable `nope` / give it a value in each environment, or use one that is there",
        ],
    );
    check(r#"vars["account_organization"]"#, &[]);
}

#[test]
fn functions_that_do_not_exist() {
    check(
        "is_new()",
        &[
            "error[R308] 1:1+6 `is_new` is a variable, not a function / a variable is read without brackets → is_new",
        ],
    );
    check(
        "user.title.substring(0, 1)",
        &[
            "error[R308] 1:12+9 There is no function `substring` / `mid(text, start, count?)` does that; its first character is 1, not 0",
        ],
    );
    check(
        "trimed(user.title)",
        &[
            "error[R308] 1:1+6 There is no function `trimed` / did you mean `trimmed`, as in `trimmed(text) -> text`? → trimmed(user.title)",
        ],
    );
    check(
        "user.title.toLowerCase()",
        &[
            "error[R308] 1:12+11 There is no function `toLowerCase` / did you mean `lower`, as in `lower(text, language?) -> text`? → user.title.lower()",
        ],
    );
    check(
        "ToUpper(user.title)",
        &[
            "error[R308] 1:1+7 There is no function `ToUpper` / did you mean `upper`, as in `upper(text, language?) -> text`? → upper(user.title)",
        ],
    );
    check(
        "user.title.substring(1)",
        &[
            "error[R308] 1:12+9 There is no function `substring` / `mid(text, start, count?)` does that; its first character is 1, not 0",
        ],
    );
    check(
        "known_emial(user)",
        &[
            "error[R308] 1:1+11 There is no function `known_emial` / did you mean `known_email`? → known_email(user)",
        ],
    );
    check(
        "zebra(user)",
        &[
            "error[R308] 1:1+5 There is no function `zebra` / the list of functions shows what there is; a helper function can be added",
        ],
    );
    check(
        "user.title.nope(1, 2)",
        &[
            "error[R308] 1:12+4 There is no function `nope` / the list of functions shows what there is; a helper function can be added",
        ],
    );
    check(
        r#"find_persn("Ann")"#,
        &[
            r#"error[R308] 1:1+10 There is no function `find_persn` / did you mean `find_person`, as in `find_person(value) -> record`? → find_person("Ann")"#,
        ],
    );
}

#[test]
fn arguments_that_do_not_fit() {
    check(
        "left(user.title)",
        &[
            "error[R316] 1:1+4 `left` cannot be called with 1 argument / its form is `left(text, count) -> text`",
        ],
    );
    check(
        r#"left(user.title, "3")"#,
        &[
            "error[R316] 1:18+3 `left` wants a whole number as `count`, this is a text / its form is `left(text, count) -> text`",
        ],
    );
    check(
        "capitalized(user.title, 1)",
        &[
            "error[R316] 1:1+11 `capitalized` cannot be called with 2 arguments / its form is `capitalized(text) -> text`",
        ],
    );
    check(
        "usable(user.title, 1)",
        &["error[R316] 1:1+6 `usable` cannot be called with 2 arguments / its form is `usable(record)`"],
    );
    check(
        "lower(user.emails)",
        &[
            "error[R317] 1:7+11 `lower` works on a text, and `user.emails` is a list / take one value, as in `primary_value(user.emails)`, or go through all with `user.emails.map(|entry| lower(entry.value))` → lower(primary_value(user.emails))",
        ],
    );
    check(
        "user.emails.trimmed()",
        &[
            "error[R317] 1:1+11 `trimmed` works on a text, and `user.emails` is a list / take one value, as in `primary_value(user.emails)`, or go through all with `user.emails.map(|entry| trimmed(entry.value))` → primary_value(user.emails).trimmed()",
        ],
    );
    check(
        "split_trimmed(user.title)",
        &[
            "error[R316] 1:1+13 `split_trimmed` cannot be called with 1 argument / its form is `split_trimmed(text, separator) -> list`",
        ],
    );
}

#[test]
fn tables_keys_and_record_types() {
    check(
        r#"lookup("countrys", user.title)"#,
        &[
            r#"error[R310] 1:8+10 There is no lookup table `countrys` / did you mean `countries`? → lookup("countries", user.title)"#,
        ],
    );
    check(
        r#"lookup("zebra", user.title)"#,
        &[
            "error[R310] 1:8+7 There is no lookup table `zebra` / there are address_labels, countries, email_labels, languages, phone_labels, time_zones",
        ],
    );
    check(
        r#"lookup("countries", "Hollland")"#,
        &[
            r#"warning[R331] 1:21+10 The lookup table `countries` has no key `Hollland` / did you mean `Holland`? → lookup("countries", "Holland")"#,
        ],
    );
    check(r#"lookup("countries", "NL")"#, &[]);
    check(
        r#"lookup_or("countries", "Atlantis", "none")"#,
        &[
            "warning[R331] 1:24+10 The lookup table `countries` has no key `Atlantis` / add the row, or use another key",
        ],
    );
    check(
        r#"find_record("persn", user.title).name"#,
        &[
            r#"error[R307] 1:13+7 There are no records of the type `persn` / did you mean `person`? → find_record("person", user.title).name"#,
        ],
    );
}

#[test]
fn changes_of_what_is_given() {
    check(
        "user.title.trim()",
        &[
            "error[R318] 1:12+4 `trim` would change what the script is given, which it cannot / `trimmed` gives a new value instead → user.title.trimmed()",
        ],
    );
    check(
        r#"user.title = "x""#,
        &[
            "error[R318] 1:12+1 What the script is given cannot be changed / a rule fills its field with the value of its last line; write the value alone",
        ],
    );
    check(
        r#"person.job_title = "x""#,
        &[
            "error[R318] 1:18+1 What the script is given cannot be changed / a rule fills its field with the value of its last line; write the value alone",
        ],
    );
    check(
        r#"user.emails.push("x")"#,
        &[
            "error[R318] 1:13+4 `push` would change what the script is given, which it cannot / copy it first, as in `let copy = …`, and change the copy",
        ],
    );
    check("let copy = user.title; copy.make_upper(); copy", &[]);
}

#[test]
fn operands() {
    check(
        "user.title * 2",
        &[
            "error[R319] 1:1+10 `*` works with numbers, this is a text / turn it into a number with `to_number(user.title)`",
        ],
    );
    check(
        "-user.title",
        &[
            "error[R319] 1:2+10 `-` works with numbers, this is a text / turn it into a number with `to_number(user.title)`",
        ],
    );
    check(
        r#"user.emails + ",""#,
        &[
            "warning[R319] 1:1+11 `user.emails` is a list of objects; as a part of a text it looks like `[#{…}]` / take one value, as in `primary_value(user.emails)`, or join all with `join_present`",
        ],
    );
    check(
        r#"user.title & "x""#,
        &[
            r#"error[R319] 1:12+1 `&` does not work with texts / texts are joined with `+` → user.title + "x""#,
        ],
    );
    check(
        "user.active & true == true",
        &[
            "warning[R319] 1:13+1 `&` does not work with true and false / both at once are asked with `&&`, which stops at the first that is false → user.active && true == true",
        ],
    );
    check(
        r#"user.name.givenName & " " & user.name.familyName"#,
        &[
            r#"error[R319] 1:21+1 `&` does not work with texts / texts are joined with `+` → user.name.givenName + " " + user.name.familyName"#,
        ],
    );
    check(r#""a" + user.title + 1"#, &[]);
    check("user.title - 1", &[]);
    check("1 + 2 * 3", &[]);
    check(
        "for e in user.title { }",
        &[
            "warning[R321] 1:10+10 `user.title` may be missing, and then the loop fails / write `(user.title ?? \"\")`, which is an empty text then → for e in (user.title ?? \"\") { }",
        ],
    );
    check(
        "user.title.filter(|x| true).len() ?? 0",
        &[
            "error[R319] 1:1+10 A list is wanted here, this is a text / `list(user.title)` is a list of one → list(user.title).filter(|x| true).len() ?? 0",
            "warning[R321] 1:1+27 `user.title.filter(|x| true)` may be missing, and then `len` fails / write `?.len(…)`, which is `()` then, or give a default with `??` → user.title.filter(|x| true)?.len() ?? 0",
        ],
    );
}

#[test]
fn conditions() {
    check(
        r#"if user.title { "x" }"#,
        &[
            r#"error[R320] 1:4+10 True or false is wanted here, this is a text / compare it, as in `user.title == "…"`, or ask `present(user.title)` → if present(user.title) { "x" }"#,
        ],
    );
    check(
        "user.title || user.userName",
        &[
            "error[R320] 1:12+2 `||` stands between true or false, not beside a text / for a value that may be missing write `??`, or `first_present([…])` if it may be blank → user.title ?? user.userName",
        ],
    );
    check(
        "if user.active == true && user.title { 1 } else { 2 }",
        &[
            r#"error[R320] 1:27+10 True or false is wanted here, this is a text / compare it, as in `user.title == "…"`, or ask `present(user.title)` → if user.active == true && present(user.title) { 1 } else { 2 }"#,
        ],
    );
    check(
        "if !user.title { 1 } else { 2 }",
        &[
            r#"error[R320] 1:5+10 True or false is wanted here, this is a text / compare it, as in `user.title == "…"`, or ask `present(user.title)` → if !present(user.title) { 1 } else { 2 }"#,
        ],
    );
    check(
        "user.emails.filter(|e| e.type).len() ?? 0",
        &[
            "warning[R321] 1:1+30 `user.emails.filter(|e| e.type)` may be missing, and then `len` fails / write `?.len(…)`, which is `()` then, or give a default with `??` → user.emails.filter(|e| e.type)?.len() ?? 0",
            r#"warning[R320] 1:24+6 This test gives a text, so no entry passes it / compare, as in `entry.type == "work"`"#,
        ],
    );
    check("if user.active == true && present(user.title) { 1 } else { 2 }", &[]);
}

#[test]
fn values_that_may_be_missing() {
    check(
        r#"if user.active { "a" } else { "b" }"#,
        &[
            r#"warning[R321] 1:4+11 `user.active` may be missing, and then this condition fails / say what a missing value means, as in `?? false`, or compare with `== true` → if user.active ?? false { "a" } else { "b" }"#,
        ],
    );
    check(
        r#"if !user.active { "a" } else { "b" }"#,
        &[
            "warning[R321] 1:5+11 `user.active` may be missing, and then `!` fails / say what a missing value means, as in `if user.active == () { () } else { !user.active }`",
        ],
    );
    check(r#"if user.userName.contains("x") { "a" } else { "b" }"#, &[]);
    check(
        r#"if user.title.contains("x") { "a" } else { "b" }"#,
        &[
            r#"warning[R321] 1:4+24 `user.title.contains("x")` may be missing, and then this condition fails / say what a missing value means, as in `?? false`, or compare with `== true` → if user.title.contains("x") ?? false { "a" } else { "b" }"#,
        ],
    );
    check(
        "for e in user.emails { return e.value }",
        &[
            "warning[R321] 1:10+11 `user.emails` may be missing, and then the loop fails / write `list(user.emails)`, which is an empty list then → for e in list(user.emails) { return e.value }",
        ],
    );
    check("for e in list(user.emails) { return e.value }", &[]);
    check(
        "user.title.len()",
        &[
            "warning[R321] 1:1+10 `user.title` may be missing, and then `len` fails / write `?.len(…)`, which is `()` then, or give a default with `??` → user.title?.len()",
        ],
    );
    check(
        "len(user.title)",
        &[
            "warning[R321] 1:5+10 `user.title` may be missing, and then `len` fails / ask first with `present(user.title)`, or give a default with `??`",
        ],
    );
    check("user.title?.len()", &[]);
    check(
        "known_email(user).len()",
        &[
            "warning[R321] 1:1+17 `known_email(user)` may be missing, and then `len` fails / write `?.len(…)`, which is `()` then, or give a default with `??` → known_email(user)?.len()",
        ],
    );
    check(
        r#"user.emails.filter(|e| e.type == "work" && e.primary).len() ?? 0"#,
        &[
            r#"warning[R321] 1:1+53 `user.emails.filter(|e| e.type == "work" && e.pr…` may be missing, and then `len` fails / write `?.len(…)`, which is `()` then, or give a default with `??` → user.emails.filter(|e| e.type == "work" && e.primary)?.len() ?? 0"#,
            r#"warning[R321] 1:44+9 `e.primary` may be missing, and then `&&` fails / say what a missing value means, as in `?? false`, or compare with `== true` → user.emails.filter(|e| e.type == "work" && (e.primary ?? false)).len() ?? 0"#,
        ],
    );
    check(r#"if user.title == () { "x" } else { user.title.len() }"#, &[]);
    check("if user.title != () && user.title.len() > 3 { 1 } else { 2 }", &[]);
    check("if blank(user.title) { return (); } user.title.len()", &[]);
    check("if user.title.present() { user.title.len() }", &[]);
    check(r#"switch user.title { () => "none", _ => user.title.len() }"#, &[]);
    check(r#"let t = user.title ?? "x"; t.len()"#, &[]);
    check(r#"let name = user.name; if name == () { "none" } else { name.givenName }"#, &[]);
    check("if present(user.emails) { for e in user.emails { return e.value } }", &[]);
    check(
        "days_between(now, user.title) + 1",
        &[
            "warning[R321] 1:1+29 `days_between(now, user.title)` may be missing, and then the calculation fails / say what a missing value counts as, as in `?? 0` → (days_between(now, user.title) ?? 0) + 1",
        ],
    );
    check(
        "primary_value(user.emails).len()",
        &[
            "warning[R321] 1:1+26 `primary_value(user.emails)` may be missing, and then `len` fails / write `?.len(…)`, which is `()` then, or give a default with `??` → primary_value(user.emails)?.len()",
        ],
    );
    check(r#"first_present([user.title, "x"]).len()"#, &[]);
    check("let list = []; for e in list(user.emails) { list.push(e.value); } list.len()", &[]);
}

#[test]
fn comparisons() {
    check(
        r#"if user.active == "true" { "a" } else { "b" }"#,
        &[
            r#"warning[R322] 1:4+21 This compares true or false with a text, which is always false / `user.active` is true or false; write `true` without quotes → if user.active == true { "a" } else { "b" }"#,
        ],
    );
    check(
        r#"if "FALSE" != user.active { "a" } else { "b" }"#,
        &[
            r#"warning[R322] 1:4+22 This compares a text with true or false, which is always true / `user.active` is true or false; write `false` without quotes → if false != user.active { "a" } else { "b" }"#,
        ],
    );
    check(
        "if user.title == 5 { 1 } else { 2 }",
        &[
            r#"warning[R322] 1:4+15 This compares a text with a number, which is always false / `user.title` is a text; write `"5"` → if user.title == "5" { 1 } else { 2 }"#,
        ],
    );
    check(
        r#"let x = 5; if x == "5" { 1 } else { 2 }"#,
        &[
            "warning[R322] 1:15+8 This compares a number with a text, which is always false / `x` is a number; write `5` without quotes → let x = 5; if x == 5 { 1 } else { 2 }",
        ],
    );
    check(
        "if user.title > 3 { 1 } else { 2 }",
        &[
            "warning[R322] 1:4+14 This compares a text with a number, which is always false / turn the text into a number with `to_number`",
        ],
    );
    check(
        r#"if user.emails == "x" { 1 } else { 2 }"#,
        &[
            r#"warning[R322] 1:4+18 This compares a list of objects with a text, which is always false / ask `"x" in user.emails`, or compare one entry"#,
        ],
    );
    check(
        "if is_new == () { 1 } else { 2 }",
        &["warning[R323] 1:4+12 `is_new` is never missing, so this is always false"],
    );
    check("if user.title == () { 1 } else { 2 }", &[]);
    check("if user.userName == () { 1 } else { 2 }", &[]);
    check(
        r#"if groups.some(|g| g.classification == "organisation") { 1 } else { 2 }"#,
        &[
            r#"warning[R323] 1:40+14 It is never "organisation", so this is always false / it can be "organization", "site", "unclassified""#,
        ],
    );
    check("if 1 == 1.5 { 1 } else { 2 }", &[]);
    check("if user.title == 'x' { 1 } else { 2 }", &[]);
}

#[test]
fn code_without_effect() {
    check(
        "return user.title;\nuser.userName",
        &[
            "warning[R324] 2:1+13 This is never reached / the `return` on line 1 leaves the script before; remove one of them",
        ],
    );
    check(
        "throw \"x\";\nuser.userName",
        &[
            "warning[R324] 2:1+13 This is never reached / the `throw` on line 1 leaves the script before; remove one of them",
        ],
    );
    check(
        "if user.title == () { return 1; user.userName }",
        &[
            "warning[R324] 1:33+13 This is never reached / the `return` on line 1 leaves the script before; remove one of them",
        ],
    );
    check(
        r#"if true { "a" } else { "b" }"#,
        &["warning[R323] 1:4+4 This condition is always true / the `else` on line 1 is never reached"],
    );
    check(
        r#"if false { "a" }"#,
        &["warning[R323] 1:4+5 This condition is always false / the branch on line 1 is never reached"],
    );
    check(
        r#""a" ?? "b""#,
        &[
            r#"warning[R325] 1:1+3 `"a"` is never missing, so what stands behind `??` is never used / a blank text is not missing: `first_present([…])` skips blank texts too → "a""#,
        ],
    );
    check(
        r#"now ?? "x""#,
        &[
            "warning[R325] 1:1+3 `now` is never missing, so what stands behind `??` is never used / a blank text is not missing: `first_present([…])` skips blank texts too → now",
        ],
    );
    check(r#"user.userName ?? "x""#, &[]);
    check(r#"user.title ?? user.userName ?? "x""#, &[]);
    check(
        r#"switch user.active { "true" => 1, _ => 3 }"#,
        &[
            r#"warning[R324] 1:32+1 This arm is never reached: `user.active` is never "true" / it is true or false"#,
        ],
    );
    check(r#"switch user.userType { "a" => 1, "b" => 2, _ => 3 }"#, &[]);
    check(
        r#"switch groups[0].classification { "site" => 1, "sites" => 2, _ => 3 }"#,
        &[
            r#"warning[R324] 1:59+1 This arm is never reached: `groups[0].classification` is never "sites" / it can be "organization", "site", "unclassified""#,
        ],
    );
    check("loop { if user.title == () { break; } }", &[]);
    check(
        "user.title /* open",
        &[
            "warning[R324] 1:12+2 This comment does not end / what stands behind it is not run; end it with `*/` → user.title /* open */",
        ],
    );
    check("user.title /* closed */", &[]);
}

#[test]
fn variables_and_values_without_use() {
    check(
        "let t = user.title; user.userName",
        &["warning[R326] 1:5+1 The variable `t` is never used / remove it, or use it → user.userName"],
    );
    check("let t = user.title;\nlet u = upper(t);\nu", &[]);
    check("let _t = user.title; user.userName", &[]);
    check(
        r#"let t = user.title; t = "x"; user.userName"#,
        &["warning[R326] 1:5+1 The variable `t` is never used / use it, or call it `_t` if that is meant"],
    );
    check("let x = 1; x += 1; x", &[]);
    check(
        "user.title; user.userName",
        &[
            "warning[R327] 1:1+10 This value is not used / a script gives the value of its last line; keep this one with `let`, or remove it",
        ],
    );
    check(
        "upper(user.title); user.userName",
        &[
            "warning[R327] 1:1+17 This value is not used / a script gives the value of its last line; keep this one with `let`, or remove it",
        ],
    );
    check(
        r#"reject("x"); user.title"#,
        &[
            r#"warning[R327] 1:1+11 This value is not used / an outcome counts only as the value of the script; write `return` in front of it → return reject("x"); user.title"#,
        ],
    );
    check(
        "let user = 1; user",
        &["warning[R328] 1:5+4 This variable hides `user`, which the script is given / use another name"],
    );
    check("for e in list(user.emails) { }", &[]);
}

#[test]
fn texts_that_are_something_else() {
    check(
        r#""Hello ${user.title}""#,
        &[
            "warning[R329] 1:1+21 `${…}` is not replaced in a text in quotes / write the text in back-ticks: `…${user.title}…` → `Hello ${user.title}`",
        ],
    );
    check("`Hello ${user.title}`", &[]);
    check(
        r#""7f9c2b1e-1d2a-4c3b-9a8f-0123456789ab""#,
        &[
            "warning[R330] 1:1+38 A UUID stands in the script; in another account it is probably another one / make it a variable of the environments and write `vars.name`",
        ],
    );
    check(
        r#"user.userName.replaced("@widget.com", "")"#,
        &[
            "warning[R330] 1:24+13 A mail domain stands in the script; in another account it is probably another one / make it a variable of the environments and write `vars.name`",
        ],
    );
    check(
        r#""https://widget.4me.com""#,
        &[
            "warning[R330] 1:1+24 A web address stands in the script; in another account it is probably another one / make it a variable of the environments and write `vars.name`",
        ],
    );
    check(r#""ann@acme.example""#, &[]);
    check(r#""Employee VIP""#, &[]);
}

#[test]
fn results_of_the_wrong_type() {
    check_field(
        "disabled",
        r#""yes""#,
        &[r#"error[R335] 1:1+5 Disabled wants true or false, this gives "yes" / write `true` or `false`"#],
    );
    check_field(
        "disabled",
        r#""true""#,
        &["note[R335] 1:1+6 Disabled wants true or false, this gives a text / write `true` without quotes"],
    );
    check_field("disabled", "user.title", &[]);
    check_field(
        "disabled",
        "user.emails",
        &[
            "error[R335] 1:1+11 Disabled wants true or false, this gives a list of objects / take one of its entries, as in `primary_value(user.emails)` → primary_value(user.emails)",
        ],
    );
    check_field(
        "primary_email",
        "user.emails",
        &[
            "error[R335] 1:1+11 Primary email wants an e-mail address, this gives a list of objects / take one of its entries, as in `primary_value(user.emails)` → primary_value(user.emails)",
        ],
    );
    check_field(
        "primary_email",
        r#""nobody""#,
        &[r#"error[R335] 1:1+8 Primary email wants an e-mail address, this gives "nobody""#],
    );
    check_field(
        "job_title",
        "user.active",
        &[
            r#"warning[R335] 1:1+11 Job title wants a text, this gives true or false / it becomes "true" or "false"; write `if user.active { "…" } else { "…" }`"#,
        ],
    );
    check_field(
        "job_title",
        "user.active == true",
        &[
            r#"warning[R335] 1:1+19 Job title wants a text, this gives true or false / it becomes "true" or "false"; write `if user.active == true { "…" } else { "…" }`"#,
        ],
    );
    check_field(
        "job_title",
        "if user.title == () { 1 } else { user.emails }",
        &[
            "error[R335] 1:34+11 Job title wants a text, this gives a list of objects / take one of its entries, as in `primary_value(user.emails)` → if user.title == () { 1 } else { primary_value(user.emails) }",
        ],
    );
    check_field(
        "job_title",
        "return user.emails",
        &[
            "error[R335] 1:8+11 Job title wants a text, this gives a list of objects / take one of its entries, as in `primary_value(user.emails)` → return primary_value(user.emails)",
        ],
    );
    check_field(
        "contacts",
        r#""x""#,
        &[
            "error[R335] 1:1+3 Contacts wants a list of objects, this gives a text / write a list of objects, as in `[#{ name: value }]`",
        ],
    );
    check_field(
        "contacts",
        "user.emails",
        &[
            "error[R335] 1:1+11 An entry of Contacts has no `display` / it has label, telephone, email, chat, website, integration, verified",
        ],
    );
    check_field(
        "contacts",
        r#"[#{ label: "work", phone: "1" }]"#,
        &[
            "error[R335] 1:1+32 An entry of Contacts has no `phone` / it has label, telephone, email, chat, website, integration, verified",
        ],
    );
    check_field("contacts", r#"list(user.emails).map(|e| #{ label: "work", email: e.value })"#, &[]);
    check_field(
        "manager",
        "user.name",
        &["error[R335] 1:1+9 Manager wants a record, or the text that identifies one, this gives attributes"],
    );
    check_field("organization", r#"find_organization("acme")"#, &[]);
    check_field("organization", "vars.account_organization", &[]);
    check_field("job_title", "user.title ?? clear()", &[]);
    check_field("job_title", r#"if user.title == () { reject("no title") } else { user.title }"#, &[]);
}

#[test]
fn results_that_are_not_allowed_or_too_long() {
    check_field(
        "locale",
        r#""anglais""#,
        &[
            "error[R336] 1:1+9 `anglais` is not one of the values of Language / there are 57 values, such as en-US, en-GB, nl, de, fr",
        ],
    );
    check_field(
        "locale",
        r#""de_DE""#,
        &[r#"error[R336] 1:1+7 `de_DE` is not one of the values of Language / did you mean `de`? → "de""#],
    );
    check_field(
        "locale",
        r#""EN""#,
        &[r#"error[R336] 1:1+4 `EN` is not one of the values of Language / did you mean `en-US`? → "en-US""#],
    );
    check_field(
        "locale",
        r#""en-us""#,
        &[
            r#"error[R336] 1:1+7 `en-us` is not one of the values of Language / did you mean `en-US`? → "en-US""#,
        ],
    );
    check_field("locale", r#"lookup("languages", user.locale)"#, &[]);
    check_field(
        "locale",
        r#"if user.title == () { "nl" } else { "xx" }"#,
        &[
            "error[R336] 1:37+4 `xx` is not one of the values of Language / there are 57 values, such as en-US, en-GB, nl, de, fr",
        ],
    );
    check_field(
        "locale",
        r#"lookup("countries", user.locale)"#,
        &[
            "error[R336] 1:1+32 `AD` is not one of the values of Language / there are 57 values, such as en-US, en-GB, nl, de, fr",
        ],
    );
    check_field(
        "job_title",
        r#""1234567890123456789012345678901234567890" + user.title + "12345678901234567890123456789012345678901""#,
        &[
            r#"error[R337] 1:1+101 This gives 81 characters or more, Job title takes 80 / shorten it, for example with `truncated(…, 80)` → truncated("1234567890123456789012345678901234567890" + user.title + "12345678901234567890123456789012345678901", 80)"#,
        ],
    );
    check_field("job_title", r#""Hello " + user.title"#, &[]);
    check_field("job_title", "user.title", &[]);
}

#[test]
fn required_fields() {
    check_field(
        "name",
        "user.displayName",
        &[
            r#"warning[R338] 1:1+16 `name` is required, and `user.displayName` may be missing / a new record cannot be written then: add a default with `?? …`, or reject the record in the condition → user.displayName ?? reject("name is missing")"#,
        ],
    );
    check_field("name", "user.displayName ?? user.userName", &[]);
    check_field("name", "if present(user.displayName) { user.displayName } else { user.userName }", &[]);
    check_field(
        "name",
        r#"if user.title == "x" { "y" }"#,
        &[
            "warning[R338] 1:1+2 `name` is required, and this gives no value when no branch is taken / add `else { … }`, or a condition that rejects such a record",
        ],
    );
    check_field("name", r#"first_present([user.displayName, "nobody"])"#, &[]);
    check_field("name", r#"if user.displayName == () { reject("no name") } else { user.displayName }"#, &[]);
    check_field("primary_email", "user.userName", &[]);
    check_field(
        "primary_email",
        "primary_value(user.emails)",
        &[
            r#"warning[R338] 1:1+26 `primary_email` is required, and `primary_value(user.emails)` may be missing / a new record cannot be written then: add a default with `?? …`, or reject the record in the condition → primary_value(user.emails) ?? reject("primary_email is missing")"#,
        ],
    );
}

#[test]
fn shipped_projects_have_nothing_to_remark() {
    for name in scimwright::project::preset_names() {
        let (model, _) = scimwright::project::load_preset(&name).expect("a preset");
        assert_eq!(said_with_fix(&Bench::of(model).lint(), ""), [""; 0], "{name}");
    }
}

#[test]
fn attributes_that_samples_have_are_known() {
    let payload = json!({ "userName": "ann", "jobTitle": "T", "name": { "short": "A" }, "emails": [{ "rank": 1 }],
        "urn:acme:User": { "badge": "B" } });
    let bench =
        |script: &str| Bench::default_mapping_with("information", script).sample("01", "1", payload.clone());
    let check = |script: &str, expected: &[&str]| {
        assert_eq!(said_with_fix(&bench(script).lint(), script), expected, "{script}");
    };
    check("user.jobTitle", &[]);
    check(
        "user.JobTitle",
        &[
            "note[R315] 1:6+8 `JobTitle` is usually written `jobTitle`; it works, since case does not count → user.jobTitle",
        ],
    );
    check("user.name.short", &[]);
    check("user.emails[0].rank", &[]);
    check("user[\"urn:acme:User\"].badge", &[]);
    check(
        "user[\"urn:acme:User\"].bagde",
        &[
            "warning[R313] 1:23+5 `user.urn:acme:User.bagde` is sent by no sample and is in no schema / did you mean `user.urn:acme:User.badge`? → user[\"urn:acme:User\"].badge",
        ],
    );
}

#[test]
fn variables_are_those_of_the_environments() {
    let bench = |script: &str| {
        let mut bench = Bench::new().rule("information", script).variable("domain", json!("acme.example"));
        let other = EnvironmentState::default();
        bench.model.environments.insert("production".to_owned(), other);
        bench
    };
    let check = |script: &str, expected: &[&str]| {
        assert_eq!(said_with_fix(&bench(script).lint(), script), expected, "{script}");
    };
    check(
        "vars.domain",
        &[
            "warning[R334] 1:6+6 The variable `domain` has no value in production / give it a value there, or `vars` gives `()`",
        ],
    );
    check(
        "vars.domian",
        &[
            "error[R333] 1:6+6 No environment has a variable `domian` / did you mean `vars.domain`? → vars.domain",
        ],
    );
}

#[test]
fn conditions_are_true_or_false() {
    let check = |script: &str, expected: &[&str]| {
        let bench = Bench::new().rule("information", "user.title").condition(script);
        assert_eq!(said_with_fix(&bench.lint(), script), expected, "{script}");
    };
    check(
        "user.title",
        &[
            "error[R312] 1:1+10 A condition is true or false, this gives a text / compare, as in `user.userType == \"Employee\"`, or ask `present(…)`",
        ],
    );
    check(
        "record.job_titel == \"x\"",
        &[
            "warning[R332] 1:8+9 `record.job_titel` is no field of the record / did you mean `record.job_title`? → record.job_title == \"x\"",
        ],
    );
    check("if present(user.title) { true } else { reject(\"no title\") }", &[]);
}

#[test]
fn helper_functions_are_looked_at_once() {
    let helpers =
        "fn unused(x) { let y = 1; x }\nfn titled(user) { user.titel }\nfn shout(text) { uper(text) }";
    let bench = Bench::default_mapping_with("information", "titled(user)")
        .functions(helpers)
        .rule("job_title", "titled(user) ?? shout(user.title)");
    let said = said_with_fix(&bench.lint(), helpers);
    assert_eq!(
        said,
        [
            "warning[R326] 1:20+1 The variable `y` is never used / remove it, or use it → fn unused(x) { x }\nfn titled(user) { user.titel }\nfn shout(text) { uper(text) }",
            "warning[R313] 2:24+5 `user.titel` is sent by no sample and is in no schema / did you mean `user.title`? → fn unused(x) { let y = 1; x }\nfn titled(user) { user.title }\nfn shout(text) { uper(text) }",
            "error[R308] 3:18+4 There is no function `uper` / did you mean `upper`, as in `upper(text, language?) -> text`? → fn unused(x) { let y = 1; x }\nfn titled(user) { user.titel }\nfn shout(text) { upper(text) }",
        ]
    );
    assert!(bench.lint().iter().all(|found| found.place.rule.as_deref() == Some("helper functions")));
}

#[test]
fn nothing_is_said_of_what_works() {
    for script in [
        r#"if user.displayName in ["a", "b"] { "x" } else { user.userName }"#,
        r#"if ["a", "b"].contains(user.displayName) { "x" } else { user.userName }"#,
        r#"let x = "p"; try { x = (); } catch { } x ?? user.displayName"#,
        r#"let x = "p"; try { x = "q"; throw 1; } catch { } if x == "q" { "a" } else { "b" }"#,
        r#"let f = "a"; let b = user.active == true && { f = "b"; true }; if f == "b" { "x" } else { `${b}` }"#,
        r#"let e = ["b", "a"]; e.sort(); e[0]"#,
        r#"let a = ["x"]; a[-1]"#,
        r#"if is_text(user.title) { user.title } else { "x" }"#,
        "let n = 0; for c in (user.displayName ?? \"\") { n += 1; } `${n}`",
    ] {
        check(script, &[]);
    }
}

#[test]
fn outcomes_that_are_dropped() {
    check(
        r#"if user.title == () { reject("no title") } user.userName"#,
        &[
            r#"warning[R327] 1:23+18 This value is not used / an outcome counts only as the value of the script; write `return` in front of it → if user.title == () { return reject("no title") } user.userName"#,
        ],
    );
}

#[test]
fn fixes_leave_a_script_that_works() {
    check(
        r#"("x") ?? user.displayName"#,
        &[
            r#"warning[R325] 1:2+3 `"x"` is never missing, so what stands behind `??` is never used / a blank text is not missing: `first_present([…])` skips blank texts too → ("x")"#,
        ],
    );
    check(
        "for c in user.displayName { c }",
        &[
            r#"warning[R321] 1:10+16 `user.displayName` may be missing, and then the loop fails / write `(user.displayName ?? "")`, which is an empty text then → for c in (user.displayName ?? "") { c }"#,
        ],
    );
}
