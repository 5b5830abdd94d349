//! What a customer corrected and confirmed, as plain data.

use serde_json::Value;

/// What came back with a sign-off sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corrections {
    /// The name of the project that the sheet was made of.
    pub project: String,
    /// The environment that it was made for.
    pub environment: String,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// The digest of the mapping as it was then, without cases.
    pub content_digest: String,
    /// The results that were corrected, in the order of the sheet.
    pub corrected: Vec<CorrectedCell>,
    /// The people of the sheet, with what was confirmed of each; also those of whom nothing was.
    pub persons: Vec<PersonConfirmed>,
    /// Who signed the sheet, as typed; empty when nobody did.
    pub signed_by: String,
    /// When, as typed or `YYYY-MM-DD`; empty when it does not say.
    pub signed_on: String,
}

/// A result that was corrected.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrectedCell {
    /// The cell, such as `Results!F12`.
    pub address: String,
    /// The record type.
    pub record_type: String,
    /// The stem of the sample.
    pub sample: String,
    /// The field.
    pub field: String,
    /// It is not a field that was corrected, but whether the record is written.
    pub is_status: bool,
    /// What stood there; of a status its word.
    pub before: Value,
    /// What is right, null for nothing; of a status its word.
    pub after: Value,
}

/// What was confirmed of a person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PersonConfirmed {
    /// The record type.
    pub record_type: String,
    /// The stem of the sample.
    pub sample: String,
    /// The word of the status that the sheet shows.
    pub status: Value,
    /// The fields that were confirmed as they stand, with their values.
    pub fields: Vec<(String, Value)>,
    /// Whether it was confirmed that the record is written, or not.
    pub is_status_confirmed: bool,
    /// Who confirmed, as typed; empty when it does not say.
    pub by: String,
    /// When, as typed or `YYYY-MM-DD`; empty when it does not say.
    pub on: String,
}
