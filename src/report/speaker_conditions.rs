//! Conditions of a script in the words of a language.

use crate::report::speaker::Speaker;
use crate::script::{Condition, Meaning};

impl Speaker<'_> {
    /// A condition, as it stands behind `if`.
    pub fn condition(&self, condition: &Condition) -> String {
        self.said(condition, false)
    }

    fn said(&self, condition: &Condition, is_negated: bool) -> String {
        match condition {
            Condition::Not(other) => self.said(other, !is_negated),
            Condition::All(all) => self.several(all, is_negated, is_negated),
            Condition::Any(any) => self.several(any, !is_negated, is_negated),
            Condition::Always(is_met) => self.words.text(&key("always", *is_met == is_negated)).to_owned(),
            Condition::IsNew => self.words.text(&key("new", is_negated)).to_owned(),
            Condition::Missing(value @ Meaning::Record { .. }) => {
                self.words.fill(&key("missing_record", is_negated), &[&self.value(value)])
            }
            Condition::Missing(Meaning::Part { variable, names })
                if names.is_empty() && self.target.record_type(variable).is_some() =>
            {
                self.words.text(&key("new", is_negated)).to_owned()
            }
            Condition::Missing(Meaning::Call { function, arguments }) if function == "to_boolean" => {
                self.words.fill(&key("says_nothing", is_negated), &[&self.all(arguments)])
            }
            Condition::Missing(value) => self.words.fill(&key("missing", is_negated), &[&self.value(value)]),
            Condition::Blank(Meaning::Object(entries)) => {
                let titles: Vec<String> = entries.iter().map(|(name, _)| self.item_title(name)).collect();
                self.words.fill(&key("blank_list", is_negated), &[&titles.join(", ")])
            }
            Condition::Blank(value) => self.words.fill(&key("blank", is_negated), &[&self.value(value)]),
            Condition::True(value @ Meaning::Call { function, arguments }) => {
                self.call_as_condition(value, (function, arguments), is_negated)
            }
            Condition::True(value) => self.words.fill(&key("true", is_negated), &[&self.value(value)]),
            Condition::Equal(left, right) => self.pair("equal", is_negated, left, right),
            Condition::SameText(left, right) => self.pair("same_text", is_negated, left, right),
            Condition::Less(left, right) => self.pair("less", is_negated, left, right),
            Condition::Greater(left, right) => self.pair("greater", is_negated, left, right),
            Condition::Contains(left, right) => self.pair("contains", is_negated, left, right),
            Condition::StartsWith(left, right) => self.pair("starts_with", is_negated, left, right),
            Condition::EndsWith(left, right) => self.pair("ends_with", is_negated, left, right),
            Condition::OneOf(value, others) => {
                let others: Vec<String> = others.iter().map(|other| self.value(other)).collect();
                self.words.fill(&key("one_of", is_negated), &[&self.value(value), &others.join(", ")])
            }
        }
    }

    /// A function that gives true or false, by its own words if it has some.
    fn call_as_condition(
        &self,
        value: &Meaning,
        (function, arguments): (&str, &[Meaning]),
        is_negated: bool,
    ) -> String {
        let own = key(function, is_negated);
        if self.words.find(&own).is_none() {
            return self.words.fill(&key("other", is_negated), &[&self.value(value)]);
        }
        let said: Vec<String> = arguments.iter().map(|argument| self.value(argument)).collect();
        let parts: Vec<&str> = said.iter().map(String::as_str).collect();
        self.words.fill(&own, &parts)
    }

    fn pair(&self, name: &str, is_negated: bool, left: &Meaning, right: &Meaning) -> String {
        self.words.fill(&key(name, is_negated), &[&self.value(left), &self.value(right)])
    }

    /// Conditions with “or” or “and” between them; one inside that has the other word is in brackets.
    fn several(&self, conditions: &[Condition], is_or: bool, is_negated: bool) -> String {
        let said = conditions.iter().map(|condition| {
            let text = self.said(condition, is_negated);
            if joins_by_other_word(condition, is_or, is_negated) { format!("({text})") } else { text }
        });
        said.collect::<Vec<_>>().join(self.words.text(if is_or { "or" } else { "and" }))
    }
}

fn joins_by_other_word(condition: &Condition, is_or: bool, is_negated: bool) -> bool {
    match condition {
        Condition::Not(other) => joins_by_other_word(other, is_or, !is_negated),
        Condition::All(_) => is_or != is_negated,
        Condition::Any(_) => is_or == is_negated,
        _ => false,
    }
}

fn key(name: &str, is_negated: bool) -> String {
    format!("{}.{name}", if is_negated { "not" } else { "is" })
}
