//! Pseudonyms for people: payloads and records in which nobody is recognised and every rule does what
//! it did.
//!
//! Not whether it does, which `workbench` finds out by running them.

mod alphabet;
mod attributes;
mod context;
mod han;
mod joined;
mod kept_values;
mod kept_words;
mod latin;
mod masker;
mod other_text;
mod path_text;
mod payload;
mod permutation;
mod person_text;
mod personal;
mod phone;
mod pseudonyms;
mod record;
mod remark;
mod secret;
mod text_parts;
mod word;

pub use attributes::{
    GROUP_ATTRIBUTES, MaskKind, NAME_PARTS, PERSON_FIELDS, PersonalAttribute, USER_ATTRIBUTES,
};
pub use kept_values::KeptValues;
pub use masker::{MaskReport, Masker};
pub use personal::personal_texts;
pub use secret::MaskSecret;
