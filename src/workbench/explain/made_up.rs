//! Made-up samples as samples of the project.
//!
//! Not how they are found, which `mapping` does.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::mapping::{AttributeEdit, FoundSample};
use crate::project::{Origin, Sample};
use crate::workbench::import_samples::payload_from_text;
use crate::workbench::{Workbench, display_value};

/// So many changes are named in the name of a sample.
const MOST_NAMED: usize = 2;

impl Workbench {
    /// The sample that was made up for an item of the coverage, ready to be added; `None` when it is not
    /// known, or when none was found. `date` is the day, `YYYY-MM-DD`.
    pub fn made_up_sample(&self, item: usize, date: &str) -> Option<Sample> {
        let found = self.made_up(item)??;
        let base = self.coverage()?.entries.get(found.sample)?.sample;
        let base = self.model.samples.get(base)?;
        let changes: Vec<String> = found.changes.iter().map(change_words).collect();
        let named = changes.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
        Some(Sample {
            name: format!("{}, {named}", base.name),
            origin: Origin {
                client: base.origin.client.clone(),
                truth: "reconstructed".to_owned(),
                source: format!("made from {}", base.name),
                date: date.to_owned(),
                note: changes.join("; "),
                ..Origin::default()
            },
            people: base.people,
            scim_id: base.scim_id.clone(),
            payload: payload_from_text(&payload_of(found)),
            ..Sample::default()
        })
    }

    /// The samples of the smallest set with the same coverage, with those that cases need and those that
    /// are not run, such as requests; in order. Empty while the coverage is not known.
    pub fn samples_to_keep(&self) -> Vec<usize> {
        let Some(report) = self.coverage().filter(|_| self.is_coverage_current()) else { return Vec::new() };
        let sample_of = |entry: &usize| report.entries.get(*entry).map(|entry| entry.sample);
        let mut kept: BTreeSet<usize> = report.smallest.iter().filter_map(sample_of).collect();
        let run: BTreeSet<usize> = report.entries.iter().map(|entry| entry.sample).collect();
        for (idx, sample) in self.model.samples.iter().enumerate() {
            let is_of_case = self.model.cases.values().any(|case| case.sample == sample.stem);
            if is_of_case || !run.contains(&idx) {
                kept.insert(idx);
            }
        }
        kept.into_iter().collect()
    }
}

fn payload_of(found: &FoundSample) -> String {
    serde_json::to_string_pretty(&Value::Object(found.resource.attributes.clone())).unwrap_or_default()
}

/// A change in a few words: `title missing`, `title "Buyer"`.
fn change_words(edit: &AttributeEdit) -> String {
    let name = edit.attribute.rsplit(':').next().unwrap_or(&edit.attribute);
    match &edit.after {
        None => format!("{name} missing"),
        Some(Value::String(text)) if text.is_empty() => format!("{name} empty"),
        Some(value) => format!("{name} {}", display_value(value)),
    }
}
