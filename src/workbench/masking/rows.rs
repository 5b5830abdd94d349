//! What the window shows of masking, as plain rows.

use serde_json::Value;

use crate::workbench::{MaskOutcome, ScriptPlace, display_value, script_name};

/// A value of a sample that becomes another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaskedValueRow {
    /// The attribute, with places: `emails[0].value`.
    pub attribute: String,
    /// The value as it is.
    pub before: String,
    /// The value as it would be.
    pub after: String,
}

/// Something that the mapping does otherwise with a masked sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaskDifferenceRow {
    /// The sample, by its place in the project.
    pub sample: usize,
    /// The script, where there is one.
    pub place: Option<ScriptPlace>,
    /// The sample, and the case when it speaks of one.
    pub about: String,
    /// The script and what is different.
    pub words: String,
    /// Which attributes make the difference; empty when that is not known.
    pub because: String,
}

impl MaskOutcome {
    /// What becomes of the values of a sample, in the order of its payload.
    pub fn value_rows(&self, sample: usize) -> Vec<MaskedValueRow> {
        let (Some(before), Some(after)) =
            (self.before.samples.get(sample), self.masked.model.samples.get(sample))
        else {
            return Vec::new();
        };
        let (Some(before), Some(after)) = (before.payload.value(), after.payload.value()) else {
            return Vec::new();
        };
        let mut rows = Vec::new();
        add_rows(&before, &after, "", &mut rows);
        rows
    }

    /// What the mapping does otherwise, a row for each difference.
    pub fn difference_rows(&self) -> Vec<MaskDifferenceRow> {
        let mut rows = Vec::new();
        for different in &self.check.different {
            let about = match &different.case {
                Some(case) => format!("{}, case {case}", different.name),
                None => different.name.clone(),
            };
            for difference in &different.differences {
                let place = difference.place.map(|place| script_name(&self.before, place));
                let script = place.filter(|name| !name.is_empty()).map(|name| format!("{name}: "));
                rows.push(MaskDifferenceRow {
                    sample: different.sample,
                    place: difference.place,
                    about: about.clone(),
                    words: format!("{}{}", script.unwrap_or_default(), difference.words),
                    because: difference.attributes.join(", "),
                });
            }
        }
        rows
    }

    /// What would be masked, in one sentence.
    pub fn summary(&self) -> String {
        let count =
            |number: usize, word: &str| format!("{number} {word}{}", if number == 1 { "" } else { "s" });
        let masked = &self.masked;
        format!(
            "{}, {} and {}",
            count(masked.n_samples, "sample"),
            count(masked.n_cases, "case"),
            count(masked.n_records, "record")
        )
    }

    /// Whether anybody real is left to be masked.
    pub fn has_anybody(&self) -> bool {
        self.masked.n_samples + self.masked.n_records > 0
    }
}

fn add_rows(before: &Value, after: &Value, path: &str, rows: &mut Vec<MaskedValueRow>) {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            for ((key, value), (_, other)) in before.iter().zip(after) {
                let name = key.rsplit(':').next().unwrap_or(key);
                let inner = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
                add_rows(value, other, &inner, rows);
            }
        }
        (Value::Array(before), Value::Array(after)) => {
            for (idx, (value, other)) in before.iter().zip(after).enumerate() {
                add_rows(value, other, &format!("{path}[{idx}]"), rows);
            }
        }
        (before, after) if before != after => rows.push(MaskedValueRow {
            attribute: path.to_owned(),
            before: display_value(before),
            after: display_value(after),
        }),
        _ => {}
    }
}
