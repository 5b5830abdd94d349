//! Scimwright: design, prove and promote SCIM attribute mappings.
//!
//! The whole trip, from the text of a payload to the record and the outcome of each rule:
//!
//! ```
//! use std::sync::Arc;
//!
//! use scimwright::mapping::{CompileInput, CurrentRecord, RunContext, RunInput, compile, read_mapping};
//! use scimwright::scim::{PayloadLimits, normalize, read_payload};
//! use scimwright::target::built_in_target;
//! use serde_json::json;
//!
//! let text = r#"{"userName": "Ada@acme.example", "displayName": "Ada King", "active": "True"}"#;
//! let (payload, diagnostics) = read_payload("ada.json", text.as_bytes(), &PayloadLimits::default());
//! assert_eq!(diagnostics, []);
//! let sent = payload.entries[0].as_resource().expect("the entry is a user");
//! let (resource, repairs) = normalize(sent);
//! assert_eq!(repairs[0].message(), "A boolean as text: active \"True\" → true");
//!
//! let text = r#"{"format": "scimwright-rules", "version": 1, "rule_sets": [
//!     {"resource_type": "User", "record_type": "person", "rules": [
//!         {"field": "primary_email", "script": "user.userName.lower()"},
//!         {"field": "name", "script": "user.displayName"},
//!         {"field": "job_title", "script": "user.title"},
//!         {"field": "disabled", "script": "!user.active"}]}]}"#;
//! let (mapping, diagnostics) = read_mapping("mapping.json", text);
//! assert_eq!(diagnostics, []);
//! let (mapping, target) = (mapping.unwrap(), Arc::new(built_in_target("4me").unwrap().clone()));
//! let (tables, directory) = (Arc::default(), Arc::default());
//! let (mut compiled, diagnostics) =
//!     compile(&CompileInput { mapping: &mapping, target: &target, tables: &tables, directory: &directory });
//! assert_eq!(diagnostics, []);
//!
//! let now = "2026-11-21T08:00:00Z".parse().unwrap();
//! let context = RunContext { now, variables: serde_json::Map::new() };
//! let input =
//!     RunInput { resource: &resource, assigned_id: None, current: CurrentRecord::New, groups: &[] };
//! let run = &compiled.run(&input, &context)[0];
//! let record = json!({"primary_email": "ada@acme.example", "name": "Ada King", "disabled": false});
//! assert_eq!(json!(run.record), record);
//! let outcomes: Vec<_> = run.outcomes.iter().map(|o| (o.field.as_str(), o.outcome.word())).collect();
//! assert_eq!(outcomes[2..], [("job_title", "kept"), ("disabled", "set")]);
//! ```
#![doc = include_str!("ARCHITECTURE.md")]

pub mod bulk;
pub mod change;
pub mod cli;
pub mod diagnostic;
pub mod value;
#[cfg(feature = "gui")]
pub mod gui;
pub mod mapping;
pub mod mask;
pub mod project;
pub mod report;
pub mod scim;
pub mod script;
pub mod simulate;
pub mod table;
pub mod target;
pub mod workbench;
