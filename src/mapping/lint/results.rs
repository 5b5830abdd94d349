//! What a script gives, held against the field that it fills.
//!
//! Only what is certain: a value that may or may not fit is left to the runs.

use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::script::types::{Kinds, ShapeKind, Type};
use crate::script::{ScriptResult, Source};
use crate::target::{FieldType, TargetField, TargetSchema};

/// A field and the script that fills it.
pub(super) struct FieldResults<'a> {
    pub target: &'a TargetSchema,
    pub field: &'a TargetField,
    pub source: &'a Source,
    /// Nobody else sees to it that a required field has a value.
    pub must_have_value: bool,
}

impl FieldResults<'_> {
    /// The remarks on the values that the script can give.
    pub fn remarks(&self, results: &[ScriptResult]) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> = Vec::new();
        for result in results {
            let remark = self
                .wrong_type(result)
                .or_else(|| self.not_allowed(result))
                .or_else(|| self.too_long(result));
            found.extend(remark.map(|remark| self.placed(remark, result)));
        }
        // A script that never gives a value is not one that forgets a case.
        let gives_value = results.iter().any(|result| !result.type_.kinds.present().is_none());
        if self.must_have_value && gives_value {
            let fitting = results.iter().filter(|result| self.wrong_type(result).is_none());
            let missing = fitting.map(|result| Some(self.placed(self.may_be_missing(result)?, result)));
            let missing = missing.flatten().next();
            found.extend(missing);
        }
        found
    }

    fn placed(&self, diagnostic: Diagnostic, result: &ScriptResult) -> Diagnostic {
        let span = Some(self.source.span(&result.range));
        diagnostic.at(Place { span, ..Place::default() })
    }

    /// `user.active` for a text
    fn wrong_type(&self, result: &ScriptResult) -> Option<Diagnostic> {
        let type_ = &result.type_;
        let kinds = type_.kinds.present().without(Kinds::OUTCOME);
        let title = &self.field.title;
        if type_.is_any() || kinds.is_none() || result.is_declaration {
            return None;
        }
        let wanted = self.wanted();
        let text = self.source.slice(&result.range);
        if kinds.meets(wanted) {
            return self.unusual(type_, kinds, text).or_else(|| self.wrong_object(type_, text));
        }
        let message = format!("{title} wants {}, this gives {}", self.wanted_words(), type_.words());
        let diagnostic = Diagnostic::error(Code::ResultWrongType, message);
        Some(if kinds == Kinds::LIST && !wanted.meets(Kinds::LIST) {
            let is_of_objects = type_.items.as_ref().is_some_and(|items| items.kinds.meets(Kinds::OBJECT));
            let new = format!("{}({text})", if is_of_objects { "primary_value" } else { "first" });
            diagnostic
                .with_help(format!("take one of its entries, as in `{new}`"))
                .with_fix(self.source.replacing(&result.range, &new))
        } else if wanted == Kinds::LIST && matches!(self.field.field_type, FieldType::StringList) {
            let new = format!("[{text}]");
            diagnostic
                .with_help(format!("write `{new}` for a list of one"))
                .with_fix(self.source.replacing(&result.range, &new))
        } else if wanted == Kinds::BOOLEAN | Kinds::TEXT {
            diagnostic.with_help("write `true` or `false`, or compare, as in `user.userType == \"VIP\"`")
        } else if wanted == Kinds::LIST {
            diagnostic.with_help("write a list of objects, as in `[#{ name: value }]`")
        } else if let Some(part) =
            type_.shape.as_ref().and_then(|shape| shape.part("formatted").or_else(|| shape.part("value")))
        {
            let new = format!("{text}.{}", part.name);
            diagnostic
                .with_help(format!("read one of its parts, as in `{new}`"))
                .with_fix(self.source.replacing(&result.range, &new))
        } else {
            diagnostic
        })
    }

    /// A value that the field takes, and that is hardly meant.
    fn unusual(&self, type_: &Type, kinds: Kinds, text: &str) -> Option<Diagnostic> {
        let is_text_field = matches!(self.field.field_type, FieldType::String | FieldType::Text);
        let title = &self.field.title;
        if is_text_field && kinds == Kinds::BOOLEAN {
            let message = format!("{title} wants a text, this gives true or false");
            return Some(Diagnostic::warning(Code::ResultWrongType, message).with_help(format!(
                "it becomes \"true\" or \"false\"; write `if {text} {{ \"…\" }} else {{ \"…\" }}`"
            )));
        }
        if matches!(self.field.field_type, FieldType::Boolean) && kinds == Kinds::TEXT {
            let wrong = type_
                .known_texts()
                .find(|text| !["true", "false"].iter().any(|flag| text.eq_ignore_ascii_case(flag)));
            let message = match (wrong, type_.text.all.is_some()) {
                (Some(wrong), _) => format!("{title} wants true or false, this gives \"{wrong}\""),
                (None, true) => return Some(self.flag_as_text(type_)),
                (None, false) => return None,
            };
            return Some(
                Diagnostic::error(Code::ResultWrongType, message).with_help("write `true` or `false`"),
            );
        }
        None
    }

    /// Attributes where a record is wanted, or entries with names that the field does not have.
    fn wrong_object(&self, type_: &Type, text: &str) -> Option<Diagnostic> {
        let title = &self.field.title;
        match &self.field.field_type {
            FieldType::Reference { record_type, .. } if type_.kinds.present() == Kinds::OBJECT => {
                let shape = type_.shape.as_ref().filter(|shape| shape.kind == ShapeKind::Attributes)?;
                let message = format!("{title} wants {}, this gives attributes", self.wanted_words());
                let diagnostic = Diagnostic::error(Code::ResultWrongType, message);
                Some(match shape.part("value") {
                    Some(_) => {
                        diagnostic.with_help(format!("find it, as in `find_{record_type}({text}.value)`"))
                    }
                    None => diagnostic,
                })
            }
            FieldType::List(list) if type_.kinds.present() == Kinds::LIST => {
                let shape = type_.items.as_ref()?.shape.as_ref()?;
                let known = || list.items.iter().map(|item| item.name.as_str());
                let wrong = shape
                    .parts()
                    .find(|part| !part.name.starts_with('$') && known().all(|name| name != part.name))?;
                let message = format!("An entry of {title} has no `{}`", wrong.name);
                let help = match nearest(&wrong.name, known()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("it has {}", known().collect::<Vec<_>>().join(", ")),
                };
                Some(Diagnostic::error(Code::ResultWrongType, message).with_help(help))
            }
            _ => None,
        }
    }

    /// `"true"`
    fn flag_as_text(&self, type_: &Type) -> Diagnostic {
        let text = type_.known_texts().next().unwrap_or_default();
        let message = format!("{} wants true or false, this gives a text", self.field.title);
        Diagnostic::note(Code::ResultWrongType, message)
            .with_help(format!("write `{}` without quotes", text.to_ascii_lowercase()))
    }

    /// `"anglais"` for a language
    fn not_allowed(&self, result: &ScriptResult) -> Option<Diagnostic> {
        let FieldType::Enumeration { enumeration } = &self.field.field_type else {
            return self.malformed(result);
        };
        let known = self.target.enumeration(enumeration)?;
        let wrong = result.type_.known_texts().find(|text| !known.values.contains(*text))?;
        let text = self.source.slice(&result.range);
        let title = &self.field.title;
        let message = format!("`{wrong}` is not one of the values of {title}");
        let diagnostic = Diagnostic::error(Code::ResultNotInEnumeration, message);
        let folded = known.values.iter().find(|value| value.eq_ignore_ascii_case(wrong)).map(String::as_str);
        let begins = || {
            let wrong = wrong.to_ascii_lowercase();
            known
                .values
                .iter()
                .map(String::as_str)
                .find(|value| value.to_ascii_lowercase().starts_with(&wrong))
        };
        let tag = wrong.replace('_', "-");
        let language = || tag.split_once('-').map(|(language, _)| language);
        let as_tag = [Some(tag.as_str()), language()].into_iter().flatten().find_map(|tag| {
            known.values.iter().find(|value| value.eq_ignore_ascii_case(tag)).map(String::as_str)
        });
        let near = folded
            .or(as_tag)
            .or_else(|| nearest(wrong, known.values.iter().map(String::as_str)))
            .or_else(|| begins().filter(|_| !wrong.is_empty()));
        let is_literal = text.trim_matches('"') == wrong;
        Some(match near {
            Some(near) if is_literal => diagnostic
                .with_help(format!("did you mean `{near}`?"))
                .with_fix(self.source.replacing(&result.range, &format!("\"{near}\""))),
            Some(near) => {
                diagnostic.with_help(format!("the nearest one is `{near}`; is it a row of a lookup table?"))
            }
            None => {
                let some: Vec<_> = known.values.iter().take(5).map(String::as_str).collect();
                diagnostic.with_help(format!(
                    "there are {} values, such as {}",
                    known.values.len(),
                    some.join(", ")
                ))
            }
        })
    }

    /// A constant that is no e-mail address or date.
    fn malformed(&self, result: &ScriptResult) -> Option<Diagnostic> {
        let mut texts = result.type_.known_texts();
        let title = &self.field.title;
        let (wrong, wanted) = match &self.field.field_type {
            FieldType::Email => {
                (texts.find(|text| !text.is_empty() && !text.contains('@'))?, "an e-mail address")
            }
            FieldType::DateTime => {
                let starts_with_year = |text: &str| {
                    text.len() >= 10
                        && text.bytes().take(4).all(|byte| byte.is_ascii_digit())
                        && text.as_bytes().get(4) == Some(&b'-')
                };
                (texts.find(|text| !starts_with_year(text))?, "a date such as 2026-11-21")
            }
            FieldType::Integer => (texts.find(|text| text.trim().parse::<i64>().is_err())?, "a whole number"),
            _ => return None,
        };
        let message = format!("{title} wants {wanted}, this gives \"{wrong}\"");
        Some(Diagnostic::error(Code::ResultWrongType, message))
    }

    /// More characters than the field has room for.
    fn too_long(&self, result: &ScriptResult) -> Option<Diagnostic> {
        let most = self.field.max_length?;
        let type_ = &result.type_;
        if type_.kinds.present() != Kinds::TEXT {
            return None;
        }
        let longest =
            type_.known_texts().map(|text| text.chars().count()).max().unwrap_or(type_.text.shortest);
        let length = longest.max(type_.text.shortest);
        if length <= most {
            return None;
        }
        let text = self.source.slice(&result.range);
        let title = &self.field.title;
        let message = format!("This gives {length} characters or more, {title} takes {most}");
        let new = format!("truncated({text}, {most})");
        Some(
            Diagnostic::error(Code::ResultTooLong, message)
                .with_help(format!("shorten it, for example with `truncated(…, {most})`"))
                .with_fix(self.source.replacing(&result.range, &new)),
        )
    }

    /// `user.displayName` for a required field
    fn may_be_missing(&self, result: &ScriptResult) -> Option<Diagnostic> {
        if !result.type_.may_be_nothing() || result.type_.is_any() || result.is_choice {
            return None;
        }
        let text = self.source.shown(&result.range);
        let name = &self.field.name;
        if result.is_declaration {
            let message = format!("`{name}` is required, and this gives no value when no branch is taken");
            return Some(
                Diagnostic::warning(Code::ResultMayBeMissing, message)
                    .with_help("add `else { … }`, or a condition that rejects such a record"),
            );
        }
        if result.type_.kinds.present().is_none() {
            return None;
        }
        let message = format!("`{name}` is required, and `{text}` may be missing");
        Some(
            Diagnostic::warning(Code::ResultMayBeMissing, message)
                .with_help("a new record cannot be written then: add a default with `?? …`, or reject the record in the condition")
                .with_fix(self.source.adding_behind(&result.range, &format!(" ?? reject(\"{name} is missing\")"))),
        )
    }

    /// The kinds of values that the field takes.
    fn wanted(&self) -> Kinds {
        let text = Kinds::TEXT | Kinds::CHARACTER | Kinds::NUMBER | Kinds::BOOLEAN;
        match &self.field.field_type {
            FieldType::String | FieldType::Text => text,
            FieldType::Boolean => Kinds::BOOLEAN | Kinds::TEXT,
            FieldType::Integer => Kinds::INTEGER | Kinds::TEXT,
            FieldType::Decimal => Kinds::NUMBER | Kinds::TEXT,
            FieldType::List(_) | FieldType::StringList => Kinds::LIST,
            FieldType::Reference { .. } => text | Kinds::OBJECT,
            FieldType::Email | FieldType::Uri | FieldType::DateTime | FieldType::Enumeration { .. } => {
                Kinds::TEXT | Kinds::CHARACTER
            }
        }
    }

    fn wanted_words(&self) -> &'static str {
        match &self.field.field_type {
            FieldType::String | FieldType::Text => "a text",
            FieldType::Email => "an e-mail address",
            FieldType::Uri => "a web address",
            FieldType::Boolean => "true or false",
            FieldType::Integer => "a whole number",
            FieldType::Decimal => "a number",
            FieldType::DateTime => "a date",
            FieldType::Enumeration { .. } => "one of its values as a text",
            FieldType::Reference { .. } => "a record, or the text that identifies one",
            FieldType::List(_) => "a list of objects",
            FieldType::StringList => "a list of texts",
        }
    }
}
