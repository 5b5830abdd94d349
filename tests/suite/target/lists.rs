//! Values held against list fields: items, labels, ownership.

use serde_json::json;

use super::values::check;

const HELP: &str = "an item has label, phone, email, kept, verified";

#[test]
fn items_are_checked_and_owned() {
    check("contacts", json!([]), "[]");
    check(
        "contacts",
        json!([{ "phone": "+1", "label": "work" }]),
        r#"[{"label":"work","phone":"+1","kept":true}]"#,
    );
    check(
        "contacts",
        json!([{ "label": "work", "phone": 5, "email": null }]),
        r#"[{"label":"work","phone":"5","kept":true}]"#,
    );
    check(
        "contacts",
        json!([{ "label": "work", "phone": "+1", "kept": false }]),
        r#"[{"label":"work","phone":"+1","kept":true}]"#,
    );
    check(
        "contacts",
        json!({}),
        "error[V502]: Contacts wants an array of objects, the script gives an object",
    );
    check(
        "contacts",
        json!(["+1"]),
        "error[V502]: Contacts wants an object as each item, the script gives a text",
    );
}

#[test]
fn what_is_wrong_is_told_with_the_number_of_the_item() {
    let good = json!({ "label": "work", "phone": "+1" });
    check(
        "contacts",
        json!([good, { "label": "work", "phone": "1234567" }]),
        "error[V501]: Item 2: Phone has 7 characters, at most 6 are allowed / shorten it, for example with `truncated(…, 6)`",
    );
    check("contacts", json!([{ "phone": "+1" }]), "error[V505]: Item 1: Label is required");
    check(
        "contacts",
        json!([{ "label": "pager", "phone": "+1" }]),
        "error[V503]: Item 1: Label does not know `pager` / use one of its 2 values, or a lookup table\n\
         error[V507]: Item 1: `pager` is no label for phone / use work, mobile",
    );
    check(
        "contacts",
        json!([{ "label": "mobile", "email": "a@acme.example" }]),
        "error[V507]: Item 1: `mobile` is no label for email / use work",
    );
    check(
        "contacts",
        json!([{ "label": "work", "phone": "+1", "email": "a@acme.example" }]),
        "error[V505]: Item 1: Exactly one of phone, email is wanted, 2 are given",
    );
    check(
        "contacts",
        json!([{ "label": "work" }]),
        "error[V505]: Item 1: Exactly one of phone, email is wanted, 0 are given",
    );
    check(
        "contacts",
        json!([{ "label": "work", "phone": "+1", "fone": "+1" }]),
        &format!("error[V508]: Item 1: There is no `fone` in an item / {HELP}"),
    );
    check(
        "contacts",
        json!([{ "label": "work", "email": "nobody" }]),
        "error[V504]: Item 1: `nobody` is not an e-mail address",
    );
    check(
        "contacts",
        json!([{ "label": "work", "phone": "+1", "verified": true }]),
        "error[V509]: Item 1: Verified is written by the target alone / leave it out",
    );
}
