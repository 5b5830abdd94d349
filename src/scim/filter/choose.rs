//! Which of many values fulfil a filter.
//!
//! Groups have tens of thousands of members, and requests name them one by one.

use std::collections::HashSet;

use serde_json::Value;

use crate::scim::resource::get_without_case;
use crate::scim::{AttributeDefinition, AttributeType, CompareOperator, Filter, ScimError};

impl Filter {
    /// Of each value whether it fulfils the filter, as `matches_value` has it. A filter that asks for
    /// one `value` or another takes no longer for many of them than for one.
    ///
    /// # Errors
    /// As for `matches_value`.
    pub fn choose(&self, values: &[Value], attribute: &AttributeDefinition) -> Result<Vec<bool>, ScimError> {
        let wanted = Wanted::of(self, attribute);
        values
            .iter()
            .map(|value| match wanted.as_ref().and_then(|wanted| wanted.has(value)) {
                Some(has) => Ok(has),
                None => self.matches_value(value, attribute),
            })
            .collect()
    }

    /// The texts that `value` may be, of `value eq "a" or value eq "b"`; `None` for other filters.
    pub(crate) fn wanted_values(&self) -> Option<Vec<&str>> {
        match self {
            Self::Or(terms) => terms.iter().map(Self::wanted_value).collect(),
            term => Some(vec![term.wanted_value()?]),
        }
    }

    fn wanted_value(&self) -> Option<&str> {
        match self {
            Self::Compare { path, operator: CompareOperator::Eq, value: Value::String(text) } => {
                let is_plain = path.urn.is_none() && path.filter.is_none() && path.sub.is_none();
                (is_plain && path.name.eq_ignore_ascii_case("value")).then_some(text.as_str())
            }
            _ => None,
        }
    }
}

/// The texts of which one is wanted.
struct Wanted {
    texts: HashSet<String>,
    /// The only one, when there is one.
    single: Option<String>,
    compares_case: bool,
}

impl Wanted {
    fn of(filter: &Filter, attribute: &AttributeDefinition) -> Option<Self> {
        let value = attribute.known_sub_attribute("value").filter(|_| is_complex(attribute))?;
        if !matches!(value.type_, AttributeType::String | AttributeType::Reference) {
            return None;
        }
        let compares_case = value.compares_case();
        let texts: HashSet<String> =
            filter.wanted_values()?.into_iter().map(|text| folded(text, compares_case)).collect();
        let single = texts.iter().next().filter(|_| texts.len() == 1).cloned();
        Some(Self { texts, single, compares_case })
    }

    /// `None` when it has to be seen otherwise.
    fn has(&self, value: &Value) -> Option<bool> {
        let text = get_without_case(value.as_object()?, "value")?.as_str()?;
        match &self.single {
            Some(single) if self.compares_case => Some(single == text),
            Some(single) if text.is_ascii() => Some(text.eq_ignore_ascii_case(single)),
            _ => Some(self.texts.contains(&folded(text, self.compares_case))),
        }
    }
}

fn is_complex(attribute: &AttributeDefinition) -> bool {
    attribute.type_ == AttributeType::Complex
}

fn folded(text: &str, compares_case: bool) -> String {
    if compares_case { text.to_owned() } else { text.to_lowercase() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::scim::{Filter, ResourceType, Schemas};

    /// Whatever the values are, the choice is the one of every value by itself.
    #[test]
    fn a_choice_is_that_of_each_value() {
        let values = [
            json!({ "value": "a" }),
            json!({ "VALUE": "A" }),
            json!({ "value": "b", "type": "work" }),
            json!({ "value": "É" }),
            json!({ "value": "K" }),
            json!({ "value": 7 }),
            json!({ "display": "a" }),
            json!({ "value": null }),
            json!("a"),
            json!(null),
        ];
        let filters = [
            r#"value eq "A""#,
            r#"value eq "é""#,
            r#"value eq "\u212a""#,
            r#"value eq "7""#,
            r#"value eq "a" or value eq "É""#,
            r#"value eq "a" or type eq "work""#,
            r#"value ne "a""#,
            "value eq null",
        ];
        for (resource_type, name) in
            [(ResourceType::User, "emails"), (ResourceType::User, "photos"), (ResourceType::Group, "members")]
        {
            let attribute = Schemas::built_in().attribute(resource_type, name).expect("an attribute");
            for text in filters {
                let filter = Filter::parse(text).expect("a filter");
                let each = values.iter().map(|value| filter.matches_value(value, attribute));
                assert_eq!(filter.choose(&values, attribute), each.collect(), "{name} {text}");
            }
        }
    }
}
