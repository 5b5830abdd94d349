//! What a spreadsheet says of itself to the program: which mapping its results are of, and the
//! results as they were written. It stands on a sheet that is hidden from people.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::report::SignOff;
use crate::report::document::status_key;
use crate::report::value_text::value_text;
use crate::report::{Language, SheetError};
use crate::target::TargetSchema;

/// The name of the hidden sheet.
pub(super) const HIDDEN_SHEET: &str = "scimwright";

/// What stands in the cell where the names of persons and of fields meet, before the record type.
pub(super) const CORNER: &str = "scimwright:";

/// The names of rows and columns that are not of a field or person.
pub(super) const ROW_RECORD: &str = ":record";
/// The row, or the column, of confirmations.
pub(super) const CONFIRMED: &str = ":confirmed";
/// The row of who confirmed.
pub(super) const ROW_CONFIRMED_BY: &str = ":confirmed by";
/// The row of when.
pub(super) const ROW_CONFIRMED_ON: &str = ":confirmed on";

/// What stands behind the name of who signed, and behind the day.
pub(super) const SIGNED_BY: &str = ":signed by";
/// The day.
pub(super) const SIGNED_ON: &str = ":signed on";

const FORMAT: &str = "scimwright-sign-off";
const VERSION: u64 = 1;

/// The most characters of a cell, as UTF-16 counts them; spreadsheets hold 32,767.
pub(super) const MOST_CHARACTERS: usize = 32_000;

/// What the sheet is of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct SheetHead {
    format: String,
    version: u64,
    pub project: String,
    pub target: String,
    pub environment: String,
    pub language: String,
    pub made_at: String,
    /// The digest of the mapping file without cases.
    pub digest: String,
    /// `sha256:…` over the lines of the results.
    results: String,
}

/// One result as it was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Original {
    pub record_type: String,
    pub sample: String,
    /// The field, or [`ROW_RECORD`].
    pub field: String,
    /// The value; of [`ROW_RECORD`] the status.
    pub value: Value,
    /// What stands in the cell.
    pub shown: String,
}

/// The head and the results of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Originals {
    pub head: SheetHead,
    pub results: Vec<Original>,
}

impl Originals {
    /// Those of a sheet in a language.
    pub fn of(sign_off: &SignOff, target: &TargetSchema, language: Language) -> Self {
        let words = language.words();
        let mut results = Vec::new();
        for rule_set in &sign_off.rule_sets {
            let record_type = target.record_type(&rule_set.record_type);
            let fields = rule_set.result_fields();
            for person in &rule_set.persons {
                let of = |field: &str, value: Value, shown: String| Original {
                    record_type: rule_set.record_type.clone(),
                    sample: person.sample.clone(),
                    field: field.to_owned(),
                    value,
                    shown,
                };
                let status = Value::from(person.status.word());
                results.push(of(ROW_RECORD, status, words.text(status_key(person)).to_owned()));
                for (name, value) in fields.iter().zip(&person.values) {
                    let field = record_type.and_then(|record_type| record_type.field(name));
                    results.push(of(name, value.clone(), shortened(&value_text(words, field, value))));
                }
            }
        }
        let head = SheetHead {
            format: FORMAT.to_owned(),
            version: VERSION,
            project: sign_off.project.clone(),
            target: target.name.clone(),
            environment: sign_off.environment.clone(),
            language: language.code().to_owned(),
            made_at: sign_off.made_at.to_string(),
            digest: sign_off.content_digest.clone(),
            results: String::new(),
        };
        let mut originals = Self { head, results };
        originals.head.results = digest_of(&originals.result_lines());
        originals
    }

    /// The text of each line of the hidden sheet.
    pub fn lines(&self) -> Vec<String> {
        let head = serde_json::to_string(&self.head).expect("a head is always valid JSON");
        [head].into_iter().chain(self.result_lines()).collect()
    }

    fn result_lines(&self) -> Vec<String> {
        let lines = self.results.iter();
        lines.map(|result| serde_json::to_string(result).expect("a result is always valid JSON")).collect()
    }

    /// Reads the lines of the hidden sheet.
    ///
    /// # Errors
    /// They are not what this program wrote.
    pub fn read(lines: &[String]) -> Result<Self, SheetError> {
        let Some((head, results)) = lines.split_first() else { return Err(SheetError::Foreign) };
        let value: Value = serde_json::from_str(head).map_err(|_| SheetError::Foreign)?;
        if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return Err(SheetError::Foreign);
        }
        if value.get("version").and_then(Value::as_u64).is_none_or(|version| version > VERSION) {
            return Err(SheetError::Newer);
        }
        let head: SheetHead = serde_json::from_value(value).map_err(|_| SheetError::Altered)?;
        if digest_of(results) != head.results {
            return Err(SheetError::Altered);
        }
        let results = results.iter().map(|line| serde_json::from_str(line));
        let results = results.collect::<Result<_, _>>().map_err(|_| SheetError::Altered)?;
        Ok(Self { head, results })
    }

    /// Whether any person has a result of a field.
    pub fn has_field(&self, record_type: &str, field: &str) -> bool {
        self.results.iter().any(|result| result.record_type == record_type && result.field == field)
    }

    /// The result of a field for a person.
    pub fn find(&self, record_type: &str, sample: &str, field: &str) -> Option<&Original> {
        self.results.iter().find(|result| {
            result.record_type == record_type && result.sample == sample && result.field == field
        })
    }
}

/// A text as it fits into a cell.
pub(super) fn shortened(text: &str) -> String {
    let mut length = 0;
    let end = text.char_indices().find(|(_, character)| {
        length += character.len_utf16();
        length >= MOST_CHARACTERS
    });
    match end {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}

fn digest_of(lines: &[String]) -> String {
    let mut digest = Sha256::new();
    for line in lines {
        digest.update(line.as_bytes());
        digest.update(b"\n");
    }
    let mut text = "sha256:".to_owned();
    for byte in digest.finalize() {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
