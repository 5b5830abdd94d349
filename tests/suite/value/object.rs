//! Members found by name.

use proptest::prelude::*;
use scimwright::value::{Arena, Entry, Value};

/// What the rule in words gives: in exactly this spelling the last one, otherwise the first in the
/// order of bytes that differs only in case; one that is nothing is not there.
fn by_the_rule(entries: &[(String, Option<i64>)], name: &str) -> Option<i64> {
    let last_of =
        |name: &str| entries.iter().rev().find(|(known, _)| known == name).and_then(|(_, value)| *value);
    let mut alike: Vec<&str> = entries.iter().map(|(known, _)| known.as_str()).collect();
    alike.retain(|known| known.eq_ignore_ascii_case(name));
    alike.sort_unstable();
    last_of(name).or_else(|| alike.into_iter().find_map(last_of))
}

proptest! {
    #[test]
    fn members_are_found_by_the_rule(
        entries in prop::collection::vec(("(a|A|ab|aB|Ab|AB|é|É|)", prop::option::of(0..9_i64)), 0..8),
        name in "(a|A|ab|aB|Ab|AB|é|É|b|)",
    ) {
        let arena = Arena::new();
        let value = |value: Option<i64>| value.map_or(Value::Nothing, Value::Integer);
        let object = arena.object(entries.iter().map(|(name, number)| Entry { name, value: value(*number) }));
        let found = match object.as_object().expect("an object").get(&name) {
            Value::Nothing => None,
            Value::Integer(number) => Some(number),
            other => panic!("{other:?}"),
        };
        prop_assert_eq!(found, by_the_rule(&entries, &name));
    }
}
