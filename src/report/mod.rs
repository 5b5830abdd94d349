//! Documents: the sign-off sheet of a mapping as HTML, Markdown and a spreadsheet, in several
//! languages; and what a customer corrected in the spreadsheet.
//!
//! Pure: gives texts and bytes, and reads bytes.

mod language;
mod sign_off;
mod speaker;
mod speaker_conditions;
mod rule_words;
mod value_text;
mod document;
mod document_lists;
mod html;
mod markdown;
mod xlsx;
mod xlsx_results;
mod xlsx_styles;
mod sheet_form;
mod originals;
mod package;
mod cells;
mod read_sheet;
mod returned;
mod corrections;

pub use corrections::{CorrectedCell, Corrections, PersonConfirmed};
pub use html::sign_off_html;
pub use language::{Language, Words};
pub use markdown::sign_off_markdown;
pub use read_sheet::{SheetError, read_sign_off};
pub use rule_words::{RuleLine, RuleSubject, condition_lines, rule_lines};
pub use sheet_form::SheetForm;
pub use sign_off::{
    EmptyEffect, ShownPeople, SignOff, SignOffPerson, SignOffRule, SignOffRuleSet, SignOffScript,
    SignOffTable, SignOffVariable, WhenEmpty,
};
pub use xlsx::sign_off_xlsx;
