//! What a rule or a condition does, as the lines of a document.

use crate::report::Words;
use crate::report::speaker::Speaker;
use crate::script::{Condition, ListPart, ListPartKind, Meaning, Reads};
use crate::target::{TargetField, TargetSchema};

/// One line of what is said of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleLine {
    /// A sentence without a full stop.
    Plain(String),
    /// One of a numbered list, which the line before announces.
    Item(String),
    /// A script, which cannot be put in words.
    Script(String),
}

/// What is to be put in words.
#[derive(Clone, Copy, Debug)]
pub struct RuleSubject<'a> {
    /// What the script does.
    pub meaning: &'a Meaning,
    /// What it reads; `None` when it does not compile.
    pub reads: Option<&'a Reads>,
    /// The script as typed.
    pub script: &'a str,
    /// The record type that it is for.
    pub record_type: &'a str,
    /// The field that it fills, if it is a rule.
    pub field: Option<&'a TargetField>,
    /// The titles of other fields of the record with what fills them.
    pub others: &'a [(String, &'a Meaning)],
}

impl<'a> RuleSubject<'a> {
    fn speaker(&self, words: &'a Words, target: &'a TargetSchema) -> Speaker<'a> {
        let Self { record_type, field, others, .. } = *self;
        Speaker { words, target, record_type, field, others, it: None }
    }
}

/// What a rule does in the words of a language.
pub fn rule_lines(words: &Words, target: &TargetSchema, subject: &RuleSubject<'_>) -> Vec<RuleLine> {
    let speaker = subject.speaker(words, target);
    if subject.meaning.has_script() {
        return script_lines(&speaker, subject);
    }
    value_lines(&speaker, subject.meaning)
}

/// When a record is written, in the words of a language. The script is the condition of a rule set.
pub fn condition_lines(words: &Words, target: &TargetSchema, subject: &RuleSubject<'_>) -> Vec<RuleLine> {
    let speaker = subject.speaker(words, target);
    match subject.meaning {
        meaning if meaning.has_script() => script_lines(&speaker, subject),
        Meaning::Boolean(true) => vec![RuleLine::Plain(words.text("condition.always").to_owned())],
        Meaning::Truth(condition) => {
            vec![RuleLine::Plain(words.fill("condition.line", &[&speaker.condition(condition)]))]
        }
        Meaning::When { ways, otherwise } => {
            let ways = ways.iter().map(|(condition, value)| refusal_line(&speaker, value, Some(condition)));
            ways.chain([refusal_line(&speaker, otherwise, None)]).flatten().collect()
        }
        other => value_lines(&speaker, other),
    }
}

/// A way of a condition: why no record is written, or when one is.
fn refusal_line(speaker: &Speaker<'_>, value: &Meaning, condition: Option<&Condition>) -> Option<RuleLine> {
    let words = speaker.words;
    let line = match (value, condition) {
        (Meaning::Boolean(true), None) => return None,
        (Meaning::Boolean(true), Some(condition)) => {
            words.fill("condition.line", &[&speaker.condition(condition)])
        }
        (Meaning::Boolean(false) | Meaning::Nothing, Some(condition)) => {
            words.fill("condition.line", &[&speaker.condition(&condition.clone().negated())])
        }
        (Meaning::Boolean(false) | Meaning::Nothing, None) => words.text("not.always").to_owned(),
        (Meaning::Truth(inner), None) => words.fill("condition.line", &[&speaker.condition(inner)]),
        (Meaning::Reject(why), Some(condition)) => {
            words.fill("refused_if", &[&speaker.condition(condition), &speaker.plain(why)])
        }
        (Meaning::Reject(why), None) => words.fill("refused_otherwise", &[&speaker.plain(why)]),
        (value, Some(condition)) => words.fill("if", &[&speaker.condition(condition), &speaker.value(value)]),
        (value, None) => words.fill("otherwise", &[&speaker.value(value)]),
    };
    Some(RuleLine::Plain(capitalized(&line)))
}

fn value_lines(speaker: &Speaker<'_>, meaning: &Meaning) -> Vec<RuleLine> {
    let words = speaker.words;
    let items = |key: &str, items: Vec<String>| {
        let head = RuleLine::Plain(words.text(key).to_owned());
        [head].into_iter().chain(items.into_iter().map(RuleLine::Item)).collect()
    };
    let values = |values: &[Meaning]| values.iter().map(|value| speaker.value(value)).collect();
    match meaning {
        Meaning::FirstFilled(all) if all.len() > 1 => items("lines.first_filled", values(all)),
        Meaning::FirstFilled(all) => {
            all.iter().map(|value| RuleLine::Plain(capitalized(&speaker.value(value)))).collect()
        }
        Meaning::FirstThere(all) => items("lines.first_there", values(all)),
        Meaning::When { ways, otherwise } => match (ways.as_slice(), &**otherwise) {
            ([(condition, value)], Meaning::Nothing) => {
                let of_value = speaker.condition_of(value, condition);
                let is_said_again = of_value != speaker.condition(condition);
                if is_said_again && value_lines(speaker, value).len() == 1 {
                    let line = words.fill("only_if", &[&of_value, &speaker.value(value)]);
                    return vec![RuleLine::Plain(capitalized(&line))];
                }
                let line = words.fill("condition.line", &[&speaker.condition(condition)]);
                [RuleLine::Plain(line)].into_iter().chain(value_lines(speaker, value)).collect()
            }
            (ways, otherwise) => {
                let of_way = |(condition, value): &(Condition, Meaning)| {
                    words.fill("if", &[&speaker.condition(condition), &speaker.value(value)])
                };
                let ways = ways.iter().map(of_way);
                let otherwise = words.fill("otherwise", &[&speaker.value(otherwise)]);
                items("lines.when", ways.chain([otherwise]).collect())
            }
        },
        Meaning::Text(_) | Meaning::Number(_) | Meaning::Boolean(_) => {
            vec![RuleLine::Plain(words.fill("always", &[&speaker.value(meaning)]))]
        }
        Meaning::List(parts) if each_object(parts).is_some() => each_lines(speaker, parts),
        Meaning::List(parts) if parts.len() > 1 => {
            items("lines.list", parts.iter().map(|part| speaker.list_part(part)).collect())
        }
        Meaning::List(parts) if parts.len() == 1 => {
            parts.iter().map(|part| RuleLine::Plain(capitalized(&speaker.list_part(part)))).collect()
        }
        other => vec![RuleLine::Plain(capitalized(&speaker.value(other)))],
    }
}

/// A list that is gone through, a condition and an object.
type EachObject<'m> = (&'m Meaning, Option<&'m Condition>, &'m [(String, Meaning)]);

/// The list that is gone through, the condition and the object, when a list is made of nothing else.
fn each_object(parts: &[ListPart]) -> Option<EachObject<'_>> {
    let [ListPart { when: None, kind: ListPartKind::Each { over, parts } }] = parts else { return None };
    let [ListPart { when, kind: ListPartKind::One(Meaning::Object(entries)) }] = parts.as_slice() else {
        return None;
    };
    Some((over, when.as_ref(), entries))
}

fn each_lines(speaker: &Speaker<'_>, parts: &[ListPart]) -> Vec<RuleLine> {
    let Some((over, when, entries)) = each_object(parts) else { return Vec::new() };
    let words = speaker.words;
    let head = match when {
        Some(when) => words.fill("lines.each_if", &[&speaker.value(over), &speaker.condition(when)]),
        None => words.fill("lines.each", &[&speaker.value(over)]),
    };
    let entries = entries.iter().map(|(name, value)| {
        RuleLine::Item(words.fill("named", &[&speaker.item_title(name), &speaker.entry_value(value)]))
    });
    [RuleLine::Plain(head)].into_iter().chain(entries).collect()
}

/// What a script reads, and the script itself.
fn script_lines(speaker: &Speaker<'_>, subject: &RuleSubject<'_>) -> Vec<RuleLine> {
    let words = speaker.words;
    let mut read: Vec<String> = Vec::new();
    for path in subject.reads.iter().flat_map(|reads| &reads.paths) {
        read.push(speaker.read(path));
    }
    for table in subject.reads.iter().flat_map(|reads| &reads.tables) {
        read.push(words.fill("script_table", &[&words.quoted(table)]));
    }
    let head = if read.is_empty() {
        words.text("script_alone").to_owned()
    } else {
        words.fill("script", &[&read.join(", ")])
    };
    vec![RuleLine::Plain(head), RuleLine::Script(subject.script.to_owned())]
}

/// With a capital at its beginning, unless it begins with the name of something.
fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    let Some(first) = characters.next() else { return String::new() };
    let word = text.split(' ').next().unwrap_or_default();
    // `externalId` and `stable_id(…)` are names.
    if word.chars().skip(1).any(|character| character.is_uppercase() || "_(".contains(character)) {
        return text.to_owned();
    }
    first.to_uppercase().chain(characters).collect()
}
