//! The project behind the tests of sheets: two people, a field of each kind.

use std::sync::Arc;

use scimwright::project::{People, ProjectModel, Sample, SamplePayload};
use scimwright::report::{Language, SheetForm, SignOff};
use scimwright::workbench::{SignOffRequest, sign_off, target_of};
use serde_json::json;

use crate::bench::{Bench, ENVIRONMENT};

pub const NOW: &str = "2026-03-09T10:00:00Z";

/// A project with two made-up people and one whom the mapping refuses.
pub fn project() -> ProjectModel {
    let bench = Bench::new()
        .condition("if blank(record.primary_email) { reject(\"no e-mail\") } else { true }")
        .rule("primary_email", "user.userName")
        .rule("name", "user.displayName")
        .rule("job_title", "user.title")
        .rule("vip", "user.userType == \"VIP\"")
        .rule("employeeID", "enterprise.employeeNumber")
        .rule("contacts", "[#{ label: \"work\", telephone: \"+31 10 555 01\" }]");
    let mut model = bench.model;
    model.settings.masking.records = People::MadeUp;
    let user = |name: &str, title: &str, kind: &str| {
        json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
            "userName": format!("{name}@acme.example"), "displayName": name, "title": title, "userType": kind,
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"employeeNumber": "007"}
        })
    };
    let samples = [
        ("01-ada", user("ada", "Lead", "VIP")),
        ("02-bo", user("bo", "", "")),
        ("03-nobody", json!({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "displayName": "x"})),
    ];
    for (stem, payload) in samples {
        model.samples.push(Arc::new(Sample {
            stem: stem.to_owned(),
            name: stem.to_owned(),
            people: People::MadeUp,
            payload: SamplePayload::of(&payload),
            ..Sample::default()
        }));
    }
    model
}

pub fn request() -> SignOffRequest {
    SignOffRequest {
        environment: ENVIRONMENT.to_owned(),
        now: NOW.parse().expect("a time"),
        persons: Vec::new(),
        unlock_people: false,
    }
}

pub fn sheet(model: &ProjectModel) -> SignOff {
    sign_off(model, &request()).expect("a sheet")
}

pub fn rendered(model: &ProjectModel, form: SheetForm, language: Language) -> Vec<u8> {
    form.render(&sheet(model), &target_of("4me"), language).expect("a sheet")
}
