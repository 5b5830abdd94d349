//! Masks values of people, and remembers what links them.
//!
//! Not which values: `payload` and `record` go through resources and records.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value};

use crate::mask::alphabet::Letter;
use crate::mask::attributes::{AttributeKinds, MaskKind, Owner};
use crate::mask::context::Context;
use crate::mask::joined::pieces_of;
use crate::mask::payload::owner_of;
use crate::mask::pseudonyms::Pseudonyms;
use crate::mask::text_parts::{TextPart, parts};
use crate::mask::{KeptValues, MaskSecret};

/// So many values that stayed are listed.
const MOST_LISTED: usize = 200;

/// Masks people. The same secret gives the same pseudonyms, in whatever order people come; only words
/// made of parts of names, such as `jsmith`, need to be seen beside the name once before they are met
/// alone, which [`Masker::learn_payload`] and [`Masker::learn_record`] do.
#[derive(Clone, Debug)]
pub struct Masker {
    pub(super) pseudonyms: Pseudonyms,
    pub(super) kinds: AttributeKinds,
    pub(super) kept: KeptValues,
    /// Words made of parts of names, and what became of them.
    joined: HashMap<Vec<Letter>, Vec<Letter>, ahash::RandomState>,
    /// What has become of words that were met, and of which.
    taken: HashMap<Vec<Letter>, Vec<Letter>, ahash::RandomState>,
    /// Parts that follow each other in names.
    pairs: HashSet<(Vec<Letter>, Vec<Letter>), ahash::RandomState>,
    report: MaskReport,
}

/// What was masked, and what was not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MaskReport {
    /// How many values were changed, by kind.
    pub n_masked: BTreeMap<MaskKind, u64>,
    /// Values that stayed since rules, tables or variables name them, each once.
    pub kept: BTreeMap<String, String>,
}

impl Masker {
    /// Masks with a secret. `attributes` says of attributes by name or path how they are masked, as in
    /// `project.json`; words that are unknown are passed over.
    pub fn new(secret: &MaskSecret, attributes: &Map<String, Value>, kept: KeptValues) -> Self {
        let mut pseudonyms = Pseudonyms::new(secret);
        for word in &kept.words {
            pseudonyms.keep(word);
        }
        let chosen = attributes
            .iter()
            .filter_map(|(path, kind)| Some((path.to_lowercase(), MaskKind::of_word(kind.as_str()?)?)));
        Self {
            pseudonyms,
            kinds: AttributeKinds { chosen: chosen.collect() },
            kept,
            joined: HashMap::default(),
            taken: HashMap::default(),
            pairs: HashSet::default(),
            report: MaskReport::default(),
        }
    }

    /// What was masked since the beginning.
    pub fn report(&self) -> &MaskReport {
        &self.report
    }

    /// An id of a person, as it stands in resources, records and paths.
    pub fn mask_id(&mut self, id: &str) -> String {
        self.text(MaskKind::Identifier, id, &Context::default())
    }

    /// A note or title about the person of a payload, with the person's names in it masked.
    pub fn mask_note(&mut self, note: &str, payload: &Value) -> String {
        let context = match payload {
            Value::Object(payload) if owner_of(payload, Owner::User) == Owner::User => {
                self.context_of(payload)
            }
            _ => Context::default(),
        };
        self.text(MaskKind::Text, note, &context)
    }

    /// Counts from nothing again; what was learnt stays.
    pub fn forget_report(&mut self) {
        self.report = MaskReport::default();
    }

    pub(super) fn take_report(&mut self) -> MaskReport {
        std::mem::take(&mut self.report)
    }

    pub(super) fn set_report(&mut self, report: MaskReport) {
        self.report = report;
    }

    pub(super) fn context_of(&mut self, object: &Map<String, Value>) -> Context {
        let context = Context::of(object, &self.pseudonyms);
        self.pairs.extend(context.pairs.iter().cloned());
        context
    }

    /// A value of a kind, masked. Blank texts stay what they are.
    pub(super) fn value(&mut self, kind: MaskKind, value: &Value, context: &Context) -> Value {
        match value {
            Value::String(text) => Value::String(self.text(kind, text, context)),
            Value::Number(number) if matches!(kind, MaskKind::Identifier | MaskKind::Phone) => {
                let text = number.to_string();
                let masked = self.text(kind, &text, context);
                serde_json::from_str(&masked).ok().filter(Value::is_number).unwrap_or_else(|| value.clone())
            }
            other => other.clone(),
        }
    }

    /// A text of a kind, masked.
    pub(super) fn text(&mut self, kind: MaskKind, text: &str, context: &Context) -> String {
        if text.trim().is_empty() || kind == MaskKind::Keep {
            return text.to_owned();
        }
        let may_be_named = matches!(kind, MaskKind::Name | MaskKind::Email | MaskKind::Identifier);
        if let Some(why) = self.kept.reason_for(text).filter(|_| may_be_named) {
            let why = why.to_owned();
            self.note_kept(text, &why);
            return text.to_owned();
        }
        let masked = match kind {
            MaskKind::Name | MaskKind::Email => self.person_text(text, context),
            MaskKind::Identifier => self.identifier(text, context),
            MaskKind::Phone => self.phone(text),
            MaskKind::Address => self.address(text, &[]),
            MaskKind::Url => self.url(text, context),
            MaskKind::Reference => self.reference(text, context),
            MaskKind::BirthDate => self.birth_date(text),
            MaskKind::Text => self.free_text(text, context),
            MaskKind::Keep => text.to_owned(),
        };
        if masked != text {
            *self.report.n_masked.entry(kind).or_default() += 1;
        }
        masked
    }

    pub(super) fn note_kept(&mut self, text: &str, why: &str) {
        if self.report.kept.len() < MOST_LISTED {
            self.report.kept.insert(text.to_owned(), why.to_owned());
        }
    }

    /// Words and numbers of a text, each masked.
    pub(super) fn runs(&mut self, text: &str, context: &Context) -> String {
        parts(text)
            .into_iter()
            .map(|part| match part {
                TextPart::Word(word) => self.word(word, context),
                TextPart::Digits(digits) => self.pseudonyms.digits(digits),
                TextPart::Between(text) => text.to_owned(),
            })
            .collect()
    }

    /// A word, masked: by parts when it is made of parts of the person's names.
    pub(super) fn word(&mut self, word: &str, context: &Context) -> String {
        let letters = self.pseudonyms.letters(word);
        let masked = self.masked_letters(&letters, context);
        self.pseudonyms.rewritten(word, &masked)
    }

    fn masked_letters(&mut self, letters: &[Letter], context: &Context) -> Vec<Letter> {
        if self.pseudonyms.is_kept(letters) {
            return letters.to_vec();
        }
        if let Some(masked) = self.joined.get(letters) {
            return masked.clone();
        }
        if let Some(pieces) = pieces_of(letters, &context.words, &self.pseudonyms) {
            let masked: Vec<Letter> = pieces
                .iter()
                .flat_map(|piece| {
                    let word = context.words.get(piece.word).map(Vec::as_slice).unwrap_or_default();
                    let mut masked = self.pseudonyms.masked(word);
                    masked.truncate(piece.length);
                    masked
                })
                .collect();
            if self.is_free_for(&masked, letters) {
                self.joined.insert(letters.to_vec(), masked.clone());
                return masked;
            }
        }
        let mut masked = self.pseudonyms.masked(letters);
        while letters.len() > 1 && !self.is_free_for(&masked, letters) && masked != letters {
            masked = self.pseudonyms.masked(&masked);
        }
        masked
    }

    /// Whether no other word has become this one; from now on this one has.
    fn is_free_for(&mut self, masked: &[Letter], letters: &[Letter]) -> bool {
        if letters.len() < 2 {
            return true;
        }
        if let Some(other) = self.taken.get(masked) {
            return other == letters;
        }
        self.taken.insert(masked.to_vec(), letters.to_vec());
        true
    }

    /// Whether these words follow each other in somebody's name, in either order.
    pub(super) fn is_pair(&self, first: &[Letter], second: &[Letter]) -> bool {
        let pair = |first: &[Letter], second: &[Letter]| (first.to_vec(), second.to_vec());
        self.pairs.contains(&pair(first, second)) || self.pairs.contains(&pair(second, first))
    }

    /// Whether a word was made of parts of names.
    pub(super) fn is_joined(&self, letters: &[Letter]) -> bool {
        self.joined.contains_key(letters)
    }
}
