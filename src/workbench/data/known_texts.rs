//! What the samples, records and environments of a project show to belong to one account.

use serde_json::Value;

use crate::mapping::{add_addresses, add_resource};
use crate::project::ProjectModel;
use crate::script::KnownTexts;
use crate::target::TargetSchema;
use crate::workbench::SampleInput;

/// How many samples are looked at, and how many records of each type.
const MOST_SAMPLES: usize = 200;
const MOST_RECORDS: usize = 2_000;

/// The domains and names that belong to the account of a project.
pub(in crate::workbench) fn known_texts(model: &ProjectModel, target: &TargetSchema) -> KnownTexts {
    let mut known = KnownTexts::default();
    for environment in &model.settings.environments {
        known.add_name("The name of an account", &environment.account);
    }
    for record_type in &target.record_types {
        let article = if record_type.name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        let what = format!("The name of {article} {}", record_type.name);
        let records = model.records.get(&record_type.plural).map(Vec::as_slice).unwrap_or_default();
        for record in records.iter().take(MOST_RECORDS) {
            add_addresses(&mut known, &record.fields, 2);
            let name = record.fields.get("name").and_then(Value::as_str);
            if let Some(name) = name.filter(|_| record_type.name != "person") {
                known.add_name(&what, name);
            }
        }
    }
    let inputs =
        model.samples.iter().take(MOST_SAMPLES).filter_map(|sample| SampleInput::of_sample(sample).ok());
    for input in inputs {
        add_resource(&mut known, &input.resource);
    }
    known
}
