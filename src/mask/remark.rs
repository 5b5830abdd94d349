//! Remarks of reviewers about a person, of which nothing stays that may be a name.
//!
//! Not notes on samples, which `Masker::mask_note` masks.

use serde_json::Value;

use crate::mask::attributes::Owner;
use crate::mask::context::Context;
use crate::mask::masker::Masker;
use crate::mask::payload::owner_of;
use crate::mask::text_parts::{TextPart, chunks, is_guid, parts};
use crate::target::Record;

/// What a remark that the sign-off sheet gave begins with; a cell and a title follow.
const FROM_SHEET: &str = "corrected in ";
/// A number with so many digits may be somebody's.
const SHORTEST_NUMBER: usize = 4;

impl Masker {
    /// A remark on the person of a payload and records, masked; `None` when a word in it may be a name
    /// that is not known: one in capitals, one in quotes, or a long number.
    pub fn mask_remark(&mut self, remark: &str, payload: &Value, records: &[&Record]) -> Option<String> {
        let mut context = match payload {
            Value::Object(payload) if owner_of(payload, Owner::User) == Owner::User => {
                self.context_of(payload)
            }
            _ => Context::default(),
        };
        for record in records {
            context.add(self.context_of(&record.fields));
        }
        // The cell and the title of the field name nobody.
        let (start, said) = match remark.split_at_checked(remark.find('`').unwrap_or_default()) {
            Some((start, said)) if start.starts_with(FROM_SHEET) => (start, said),
            _ => ("", remark),
        };
        self.is_known_throughout(said, &context).then(|| format!("{start}{}", self.free_text(said, &context)))
    }

    fn is_known_throughout(&self, text: &str, context: &Context) -> bool {
        let mut known = self.known_words(text, context).into_iter();
        let mut is_quoted = false;
        chunks(text).into_iter().all(|chunk| {
            let is_whole = is_guid(chunk) || chunk.contains('@') && chunk.contains('.');
            parts(chunk).into_iter().all(|part| match part {
                TextPart::Word(word) => {
                    let is_known = known.next().unwrap_or(false) || is_whole;
                    let is_plain = !is_quoted && word.starts_with(char::is_lowercase);
                    is_known || is_plain || self.pseudonyms.is_kept(&self.pseudonyms.letters(word))
                }
                TextPart::Digits(digits) => {
                    let is_short = !is_quoted && digits.len() < SHORTEST_NUMBER;
                    is_short || is_whole || context.numbers.iter().any(|number| number == digits)
                }
                TextPart::Between(text) => {
                    is_quoted ^= text.matches('`').count() % 2 == 1;
                    true
                }
            })
        })
    }
}
