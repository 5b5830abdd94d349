//! Generated filters and paths: every tree that the grammar can have.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use scimwright::scim::{AttributePath, CompareOperator, Filter, SchemaUrn};
use serde_json::Value;

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("emails".to_owned()),
        Just("$ref".to_owned()),
        Just("not".to_owned()),
        Just("and".to_owned()),
        Just("true".to_owned()),
        "[$]?[A-Za-z][A-Za-z0-9_$-]{0,8}",
    ]
}

fn urn() -> impl Strategy<Value = Option<SchemaUrn>> {
    let texts = prop_oneof![
        Just(SchemaUrn::CORE_USER.to_owned()),
        Just(SchemaUrn::ENTERPRISE_USER.to_owned()),
        "urn:[a-z][a-z0-9-]{0,5}(:[A-Za-z0-9._~%!$&'*+,;=@/-]{1,8}){1,3}",
    ];
    option::of(texts.prop_map(|text| SchemaUrn::from(text.as_str())))
}

/// A path without brackets.
fn plain_path() -> BoxedStrategy<AttributePath> {
    (urn(), name(), option::of(name()))
        .prop_map(|(urn, name, sub)| AttributePath { urn, name, filter: None, sub })
        .boxed()
}

/// Any value that a filter can compare with.
pub fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        // Few enough digits that reading them is exact.
        (any::<i32>(), -20..20).prop_map(|(digits, power)| {
            Value::from(format!("{digits}e{power}").parse::<f64>().expect("a number"))
        }),
        any::<String>().prop_map(Value::from),
        r#"["\\/\n\t\u{1}é😀a ]{0,6}"#.prop_map(Value::from),
    ]
}

fn term(path: BoxedStrategy<AttributePath>) -> BoxedStrategy<Filter> {
    let operator = (0..CompareOperator::ALL.len()).prop_map(|idx| CompareOperator::ALL[idx]);
    let compare = (path.clone(), operator, value()).prop_map(|(path, operator, value)| Filter::Compare {
        path,
        operator,
        value,
    });
    prop_oneof![3 => compare, 1 => path.prop_map(|path| Filter::Present { path })].boxed()
}

fn combined(leaf: BoxedStrategy<Filter>) -> BoxedStrategy<Filter> {
    let inner = |inner: BoxedStrategy<Filter>| {
        prop_oneof![
            vec(inner.clone(), 2..4).prop_map(Filter::And),
            vec(inner.clone(), 2..4).prop_map(Filter::Or),
            inner.prop_map(|filter| Filter::Not(Box::new(filter))),
        ]
    };
    leaf.prop_recursive(4, 20, 3, inner).boxed()
}

/// A path with brackets, and a sub-attribute after them or none.
fn value_path(has_sub: bool) -> BoxedStrategy<AttributePath> {
    let parts = (urn(), name(), combined(term(plain_path())), name());
    parts
        .prop_map(move |(urn, name, filter, sub)| {
            let sub = has_sub.then_some(sub);
            AttributePath { urn, name, filter: Some(Box::new(filter)), sub }
        })
        .boxed()
}

/// Any path.
pub fn path() -> BoxedStrategy<AttributePath> {
    prop_oneof![plain_path(), value_path(true), value_path(false)].boxed()
}

/// Any filter.
pub fn filter() -> BoxedStrategy<Filter> {
    let has_value = value_path(false).prop_map(|path| Filter::HasValue { path });
    combined(prop_oneof![4 => term(plain_path()), 1 => term(value_path(true)), 1 => has_value].boxed())
}
