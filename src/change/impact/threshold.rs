//! How many persons may be hit by what, before a promotion is blocked.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::change::impact::{Impact, ImpactGroup, ImpactKind};
use crate::target::{RecordType, TargetSchema};

/// The most persons that a difference may hit: `cleared manager > 20`, `newly_failing > 0`,
/// `changed organization.name >= 5 %`. Printed it can be read again.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// Which kind of difference; `None` for any.
    kind: Option<ImpactKind>,
    /// The record type, if only one is meant.
    record_type: Option<String>,
    /// The field, if only one is meant.
    field: Option<String>,
    /// Whether the number itself is too many already.
    is_inclusive: bool,
    most: Most,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Most {
    Persons(u64),
    /// Of all persons that were looked at, in hundredths of a per cent.
    Share(u64),
}

/// A threshold that is not kept.
#[derive(Clone, Debug, PartialEq)]
pub struct BrokenThreshold {
    /// The threshold as it is written.
    pub threshold: String,
    /// How many persons are hit.
    pub count: u64,
    /// How many may be.
    pub most: u64,
    /// Such as `31 persons lose manager, at most 20`.
    pub words: String,
}

/// Why a text is no threshold.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ThresholdError {
    /// `cleared manager 20`.
    #[error("`{text}` has neither > nor >=; write it as in `cleared manager > 20`")]
    NoComparison {
        /// The text.
        text: String,
    },
    /// `cleared manager > many`.
    #[error("`{number}` is no whole number of persons and no percentage such as 5%")]
    NoNumber {
        /// What stands behind the comparison.
        number: String,
    },
    /// `cleared person. > 20`, `created person.name > 20`.
    #[error(
        "`{field}` is no field; a field is written as in `manager` or `person.manager`, and a whole record as in `person`"
    )]
    NoField {
        /// What stands behind the kind.
        field: String,
    },
    /// `emptied manager > 20`.
    #[error("`{kind}` is no kind of impact; there is {}, and any", kinds())]
    NoKind {
        /// What stands in front.
        kind: String,
    },
}

fn kinds() -> String {
    ImpactKind::ALL.map(ImpactKind::word).join(", ")
}

impl Threshold {
    /// What of the impact breaks it.
    pub fn check(&self, impact: &Impact) -> Option<BrokenThreshold> {
        let count = self.count(impact);
        let most = match self.most {
            Most::Persons(most) if self.is_inclusive => most.saturating_sub(1),
            Most::Persons(most) => most,
            Most::Share(share) => self.most_of(share, impact.persons),
        };
        let is_broken = count > most || (self.is_inclusive && self.most == Most::Persons(0));
        is_broken.then(|| BrokenThreshold {
            threshold: self.to_string(),
            count,
            most,
            words: self.words(count, most),
        })
    }

    /// Why it can never be broken: it names a record type or a field that the target does not have, such as
    /// ``The threshold `cleared mangr > 0` names no field of the target``.
    pub fn unknown_name(&self, target: &TargetSchema) -> Option<String> {
        let is_type = |record_type: &&RecordType| {
            self.record_type.as_ref().is_none_or(|name| record_type.name.eq_ignore_ascii_case(name))
        };
        let mut types = target.record_types.iter().filter(is_type).peekable();
        if types.peek().is_none() {
            return Some(format!("The threshold `{self}` names no record type of the target"));
        }
        let field = self.field.as_ref()?;
        let has_field = |record_type: &RecordType| {
            record_type.fields.iter().any(|known| known.name.eq_ignore_ascii_case(field))
        };
        let is_known = types.any(has_field);
        (!is_known).then(|| format!("The threshold `{self}` names no field of the target"))
    }

    /// All that are broken.
    pub fn check_all(thresholds: &[Self], impact: &Impact) -> Vec<BrokenThreshold> {
        thresholds.iter().filter_map(|threshold| threshold.check(impact)).collect()
    }

    /// The most persons that are not too many.
    fn most_of(&self, share: u64, persons: u64) -> u64 {
        let scaled = u128::from(share) * u128::from(persons);
        let most = scaled / 10_000;
        let is_exact = scaled % 10_000 == 0;
        let most = if self.is_inclusive && is_exact { most.saturating_sub(1) } else { most };
        u64::try_from(most).unwrap_or(u64::MAX)
    }

    /// Whether the persons of a group count for it.
    pub fn is_about(&self, group: &ImpactGroup) -> bool {
        let is_field = |field: &String| group.field.as_ref().is_some_and(|of| of.eq_ignore_ascii_case(field));
        self.kind.is_none_or(|kind| kind == group.kind)
            && self.record_type.as_ref().is_none_or(|name| group.record_type.eq_ignore_ascii_case(name))
            && self.field.as_ref().is_none_or(is_field)
    }

    /// How many persons are hit. A person is in one group for each field, so that those of a field are
    /// added up; of a kind alone they were counted.
    fn count(&self, impact: &Impact) -> u64 {
        match (self.kind, &self.record_type, &self.field) {
            (None, None, None) => impact.changed,
            (Some(kind), None, None) => impact.kinds.get(&kind).copied().unwrap_or_default(),
            _ => impact.groups.iter().filter(|group| self.is_about(group)).map(|group| group.count).sum(),
        }
    }

    fn words(&self, count: u64, most: u64) -> String {
        let persons = if count == 1 { "1 person".to_owned() } else { format!("{count} persons") };
        let what = match (&self.record_type, &self.field) {
            (Some(record_type), Some(field)) => format!("{record_type}.{field}"),
            (None, Some(field)) => field.clone(),
            (Some(record_type), None) => record_type.clone(),
            (None, None) => "a field".to_owned(),
        };
        let one = count == 1;
        let verb = |singular: &'static str, plural: &'static str| if one { singular } else { plural };
        let happens = match self.kind {
            None if self.field.is_none() => verb("differs", "differ").to_owned(),
            None => format!("{} in {what}", verb("differs", "differ")),
            Some(ImpactKind::Filled) => format!("{} {what}", verb("gets", "get")),
            Some(ImpactKind::Changed) => format!("{} {what}", verb("changes", "change")),
            Some(ImpactKind::Cleared) => format!("{} {what}", verb("loses", "lose")),
            Some(ImpactKind::NewlyFailing) if self.field.is_none() => {
                format!("newly {}", verb("fails", "fail"))
            }
            Some(ImpactKind::NewlyFailing) => format!("newly {} in {what}", verb("fails", "fail")),
            Some(kind @ (ImpactKind::Created | ImpactKind::OutOfScope)) => {
                let of = self.record_type.as_ref().map(|name| format!(" as {name}")).unwrap_or_default();
                let how = if kind == ImpactKind::Created { "newly" } else { "no longer" };
                format!("{} {how} written{of}", verb("is", "are"))
            }
        };
        format!("{persons} {happens}, at most {most}")
    }
}

impl FromStr for Threshold {
    type Err = ThresholdError;

    /// `KIND [[RECORD_TYPE.]FIELD] > NUMBER[%]`; the kind may be `any`. Whole records that are created or
    /// out of scope have a record type in the place of the field.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let no_comparison = || ThresholdError::NoComparison { text: text.trim().to_owned() };
        let (what, number) = text.split_once('>').ok_or_else(no_comparison)?;
        let (number, is_inclusive) = match number.strip_prefix('=') {
            Some(number) => (number, true),
            None => (number, false),
        };
        let (kind, field) = kind_and_field(what.trim())?;
        let is_of_record = matches!(kind, Some(ImpactKind::Created | ImpactKind::OutOfScope));
        let (record_type, field) = match field.split_once('.') {
            Some((record_type, field)) if !is_of_record && !field.is_empty() => (record_type, field),
            None if is_of_record => (field, ""),
            None => ("", field),
            Some(_) => return Err(ThresholdError::NoField { field: field.to_owned() }),
        };
        let named = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        let most = most_of(number.trim())?;
        Ok(Self { kind, record_type: named(record_type), field: named(field), is_inclusive, most })
    }
}

/// The kind may be of several words, which begin the text.
fn kind_and_field(what: &str) -> Result<(Option<ImpactKind>, &str), ThresholdError> {
    let words: Vec<&str> = what.split_whitespace().collect();
    for n_words in (1..=words.len().min(3)).rev() {
        let kind = words.get(..n_words).unwrap_or_default().join("_");
        let rest = words.get(n_words..).unwrap_or_default();
        let field = match rest {
            [] => "",
            [field] => field,
            _ => continue,
        };
        if let Some(kind) = ImpactKind::by_word(&kind) {
            return Ok((Some(kind), field));
        }
        if kind == "any" {
            return Ok((None, field));
        }
    }
    Err(ThresholdError::NoKind { kind: what.to_owned() })
}

fn most_of(number: &str) -> Result<Most, ThresholdError> {
    let no_number = || ThresholdError::NoNumber { number: number.to_owned() };
    let Some(share) = number.strip_suffix('%') else {
        return number.parse().map(Most::Persons).map_err(|_| no_number());
    };
    let (whole, part) = share.trim().split_once('.').unwrap_or((share.trim(), ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_digits(whole) || !is_digits(part) || part.len() > 2 {
        return Err(no_number());
    }
    let hundredths: u64 = format!("{part:0<2}").parse().map_err(|_| no_number())?;
    let whole: u64 = whole.parse().map_err(|_| no_number())?;
    let share = whole.checked_mul(100).and_then(|share| share.checked_add(hundredths));
    share.map(Most::Share).ok_or_else(no_number)
}

impl fmt::Display for Threshold {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.kind.map_or("any", ImpactKind::word))?;
        match (&self.record_type, &self.field) {
            (Some(record_type), Some(field)) => write!(formatter, " {record_type}.{field}")?,
            (Some(record_type), None) => write!(formatter, " {record_type}")?,
            (None, Some(field)) => write!(formatter, " {field}")?,
            (None, None) => {}
        }
        formatter.write_str(if self.is_inclusive { " >= " } else { " > " })?;
        match self.most {
            Most::Persons(most) => write!(formatter, "{most}"),
            Most::Share(share) if share % 100 == 0 => write!(formatter, "{}%", share / 100),
            Most::Share(share) => write!(formatter, "{}.{:02}%", share / 100, share % 100),
        }
    }
}
