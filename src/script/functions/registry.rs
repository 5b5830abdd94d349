//! The list of all script functions, as the function reference shows them and as an engine gets
//! them.
//!
//! Not the functions themselves: each file of a category holds its functions and their entries.

use std::sync::Arc;

use rhai::Engine;

use super::in_rhai::register_in;
use super::registrar::{PureFunction, Registrar};
use super::{
    conversion, country, date, date_parts, email, encoding, guarded, hash, letters, lists, locale, lookup,
    multi_valued, name, name_case, number, outcome, pattern, person_name, phone, phone_number, presence,
    text, text_characters, text_more, text_parts, time_zone,
};
use crate::script::memory::Meter;

/// What a function is about: a heading of the function reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Texts of any kind.
    Text,
    /// Names of people.
    Names,
    /// Multi-valued attributes such as `emails`.
    MultiValued,
    /// E-mail addresses.
    Email,
    /// Telephone numbers.
    Phone,
    /// Dates and times.
    Dates,
    /// Languages and countries.
    Locale,
    /// Lookup tables and records.
    Lookup,
    /// What a rule says instead of a value.
    Outcome,
    /// Stable ids.
    Ids,
}

impl Category {
    /// The heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Names => "Names",
            Self::MultiValued => "Multi-valued attributes",
            Self::Email => "E-mail",
            Self::Phone => "Telephone",
            Self::Dates => "Dates",
            Self::Locale => "Language and country",
            Self::Lookup => "Lookup tables and records",
            Self::Outcome => "Outcome",
            Self::Ids => "Ids",
        }
    }
}

/// The entry of one function in the function reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Function {
    /// The name as scripts write it; unique.
    pub name: &'static str,
    /// The heading under which it stands.
    pub category: Category,
    /// Arguments and result, such as `trimmed(text) -> text`; a `?` marks an argument that may be
    /// left out.
    pub signature: &'static str,
    /// What it gives, in one or two sentences.
    pub summary: &'static str,
    /// At least one, except for functions that need tables or records.
    pub examples: &'static [Example],
}

/// A script and what it gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The script.
    pub script: &'static str,
    /// The result as compact JSON; `null` for the missing value `()`.
    pub result: &'static str,
}

impl Example {
    pub(super) const fn new(script: &'static str, result: &'static str) -> Self {
        Self { script, result }
    }
}

const ENTRIES: &[&[Function]] = &[
    presence::FUNCTIONS,
    text::FUNCTIONS,
    text_characters::FUNCTIONS,
    text_parts::FUNCTIONS,
    text_more::FUNCTIONS,
    letters::FUNCTIONS,
    pattern::FUNCTIONS,
    conversion::FUNCTIONS,
    number::FUNCTIONS,
    encoding::FUNCTIONS,
    name::FUNCTIONS,
    name_case::FUNCTIONS,
    person_name::FUNCTIONS,
    multi_valued::FUNCTIONS,
    lists::FUNCTIONS,
    email::FUNCTIONS,
    phone::FUNCTIONS,
    phone_number::FUNCTIONS,
    date::FUNCTIONS,
    date_parts::FUNCTIONS,
    time_zone::FUNCTIONS,
    locale::FUNCTIONS,
    country::FUNCTIONS,
    lookup::FUNCTIONS,
    outcome::FUNCTIONS,
    hash::FUNCTIONS,
];

/// All functions in reading order: grouped by category, within it by subject.
pub fn all() -> impl Iterator<Item = &'static Function> {
    ENTRIES.iter().copied().flatten()
}

/// The function of this name; names are compared with regard to case.
pub fn find(name: &str) -> Option<&'static Function> {
    all().find(|function| function.name == name)
}

/// Furnishes an engine: registers every function that needs no tables and no records, and replaces
/// the functions of rhai that `guarded` tells of.
pub fn register(engine: &mut Engine) {
    register_with(engine, None);
}

/// The same, and the meter counts what the functions make.
pub(crate) fn register_metered(engine: &mut Engine, meter: &Arc<Meter>) {
    register_with(engine, Some(meter));
}

fn register_with(engine: &mut Engine, meter: Option<&Arc<Meter>>) {
    guarded::guard(engine, meter);
    for function in pure_functions() {
        register_in(engine, function, meter.cloned());
    }
}

/// Every function that needs no tables and no records.
pub(crate) fn pure_functions() -> Vec<PureFunction> {
    let mut registrar = Registrar::default();
    register_pure(&mut registrar);
    registrar.into_functions()
}

fn register_pure(registrar: &mut Registrar) {
    presence::register(registrar);
    text::register(registrar);
    text_characters::register(registrar);
    text_parts::register(registrar);
    text_more::register(registrar);
    letters::register(registrar);
    pattern::register(registrar);
    conversion::register(registrar);
    number::register(registrar);
    encoding::register(registrar);
    name::register(registrar);
    name_case::register(registrar);
    person_name::register(registrar);
    multi_valued::register(registrar);
    lists::register(registrar);
    email::register(registrar);
    phone::register(registrar);
    phone_number::register(registrar);
    date::register(registrar);
    date_parts::register(registrar);
    time_zone::register(registrar);
    locale::register(registrar);
    country::register(registrar);
    hash::register(registrar);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rhai::{Dynamic, Engine};
    use serde_json::{Map, Value};

    use super::{Category, all, find, pure_functions, register};

    /// The JSON of a script's result, as the examples write it.
    fn to_json(value: &Dynamic) -> Value {
        if value.is_unit() {
            Value::Null
        } else if let Ok(flag) = value.as_bool() {
            Value::from(flag)
        } else if let Ok(number) = value.as_int() {
            Value::from(number)
        } else if let Ok(number) = value.as_float() {
            Value::from(number)
        } else if let Ok(items) = value.as_array_ref() {
            items.iter().map(to_json).collect()
        } else if let Ok(map) = value.as_map_ref() {
            let entries = map.iter().map(|(key, value)| (key.to_string(), to_json(value)));
            Value::Object(entries.collect::<Map<_, _>>())
        } else {
            Value::from(value.to_string())
        }
    }

    fn engine() -> Engine {
        let mut engine = Engine::new();
        register(&mut engine);
        engine
    }

    #[test]
    fn every_example_gives_its_result() {
        let engine = engine();
        for function in all() {
            for example in function.examples {
                let result = engine.eval::<Dynamic>(example.script);
                let result =
                    result.map_or_else(|error| error.to_string(), |value| to_json(&value).to_string());
                assert_eq!(result, example.result, "{}", example.script);
            }
        }
    }

    #[test]
    fn what_is_registered_is_what_is_described() {
        let registered: BTreeSet<_> = pure_functions().iter().map(|function| function.name).collect();
        let needs_tables = [Category::Lookup, Category::Outcome];
        let described: BTreeSet<_> = all()
            .filter(|function| !needs_tables.contains(&function.category))
            .map(|function| function.name)
            .collect();
        assert_eq!(registered, described);
    }

    #[test]
    fn entries_are_complete_and_unique() {
        let mut names = BTreeSet::new();
        for function in all() {
            let name = function.name;
            assert!(names.insert(name), "{name} stands twice");
            assert!(function.signature.starts_with(&format!("{name}(")), "{name}");
            assert!(function.signature.contains(") -> "), "{name}");
            assert!(!function.summary.is_empty(), "{name}");
            let needs_tables = [Category::Lookup, Category::Outcome].contains(&function.category);
            assert!(needs_tables || !function.examples.is_empty(), "{name} has no example");
            assert!(needs_tables || function.examples.iter().all(|e| e.script.contains(name)));
        }
        assert!(find("trimmed").is_some_and(|function| function.category == Category::Text));
        assert!(find("Trimmed").is_none());
    }

    #[test]
    fn categories_stand_together() {
        let mut categories: Vec<_> = all().map(|function| function.category).collect();
        categories.dedup();
        let distinct: BTreeSet<_> = categories.iter().copied().collect();
        assert_eq!(categories.len(), distinct.len());
    }

    #[test]
    fn a_missing_subject_gives_a_missing_result() {
        let engine = engine();
        let check = |script: &str| {
            let value = engine.eval::<Dynamic>(script);
            assert!(value.is_ok_and(|value| value.is_unit()), "{script}");
        };
        check("().trimmed()");
        check("let title; title.trimmed().upper().left(3)");
        check("#{}.title.before(\"@\").truncated(80)");
        check("primary(()).value_of().email_local()");
        check("().starts_with(\"a\")");
        check("().contains(\"a\")");
        check("().mid(1, 2)");
        check("().replaced(\"a\", \"b\")");
        check("().join_present(\", \")");
        check("().of_type(\"work\")");
    }

    #[test]
    fn methods_work_on_literals_constants_and_captured_variables() {
        let engine = engine();
        let check = |script: &str, result: &str| {
            let value = engine.eval::<Dynamic>(script).map(|value| value.to_string());
            assert_eq!(value.unwrap_or_else(|error| error.to_string()), result, "{script}");
        };
        check("\" a \".trimmed()", "a");
        check("12.padded(5, \"0\")", "00012");
        check("true.upper()", "TRUE");
        check("'x'.upper()", "X");
        check("`${1}-b`.upper()", "1-B");
        check("const LIST = [1, 2]; LIST.last()", "2");
        check("if ().contains(\"VIP\") ?? false { 1 } else { 2 }", "2");
        check("let list = [1, 2]; let f = || list.last() + last(list); f.call()", "4");
        check("let text = \"a\"; let f = |x| x + upper(text); f.call(text)", "aA");
        check("let text = \"a\"; text.upper(); text", "a");
        check("[\" a\", \"b \"].map(|x| x.trimmed()).join_present(\"\")", "ab");
    }

    #[test]
    fn errors_name_the_function_and_the_place() {
        let engine = engine();
        let check = |script: &str, message: &str| {
            let error = engine.eval::<Dynamic>(script).map(|value| value.to_string());
            assert_eq!(error.expect_err(script).to_string(), message);
        };
        let list = "Runtime error: trimmed expects a text, not an array (line 1, position 1)";
        check("trimmed([1])", list);
        let map = "Runtime error: upper expects a text, not a map (line 1, position 5)";
        check("#{}.upper()", map);
        let second =
            "Runtime error: left expects a whole number as second argument, not a text (line 1, position 1)";
        check("left(\"a\", \"b\")", second);
        let missing = "Runtime error: before expects a text as second argument, not a missing value \
                       (line 1, position 1)";
        check("before(\"a\", ())", missing);
    }

    #[test]
    fn no_function_panics_whatever_it_is_given() {
        let engine = engine();
        let hostile = [
            "()",
            "``",
            "` \u{301}\u{200d}`",
            "`ǆ@-.ß,;:'%$[`",
            "`9999-12-31T23:59:60Z`",
            "`%Y%q`",
            "-9223372036854775808",
            "9223372036854775807",
            "1",
            "(0.0 / 0.0)",
            "true",
            "'é'",
            "[]",
            "[(), [[]], #{value: ()}]",
            "#{value: [1], type: (), primary: `x`}",
            "|x| x",
        ];
        for name in all().map(|function| function.name) {
            for a in hostile {
                let _ = engine.eval::<Dynamic>(&format!("{name}({a})"));
                for b in hostile {
                    let _ = engine.eval::<Dynamic>(&format!("{name}({a}, {b})"));
                    for c in ["()", "``", "`%d`", "-1", "9223372036854775807", "[]"] {
                        let _ = engine.eval::<Dynamic>(&format!("{name}({a}, {b}, {c})"));
                    }
                }
            }
        }
    }
}
