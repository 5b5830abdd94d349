//! Holds operators and native functions to rhai: for many odd operands and arguments, what they give
//! is what an engine gives, unless they bail; and they do not bail for ordinary ones.
//!
//! Not whole scripts, which `tests/suite` compares.

use std::sync::Arc;

use indexmap::IndexMap;
use rhai::{AST, Dynamic, Scope};
use serde_json::{Map as JsonMap, Value as JsonValue, json};

use crate::script::limits::Share;
use crate::script::lower::{
    BinaryOperator, NativeContext, NativeResult, Natives, binary, interpolated, negated,
};
use crate::script::sandbox::{Sandbox, build_sandbox};
use crate::script::value::{of_dynamic, to_dynamic};
use crate::script::{Limits, RecordFinder, World, functions};
use crate::table::{LookupTable, Row};
use crate::value::{Arena, Entry, Object, Value};

/// Knows one person by two names.
struct OnePerson(JsonMap<String, JsonValue>);

impl RecordFinder for OnePerson {
    fn find(&self, record_type: &str, text: &str) -> Option<&JsonMap<String, JsonValue>> {
        (record_type == "person" && (text == "a" || text == "12")).then_some(&self.0)
    }
}

fn world() -> World {
    let row = |key: &str, value: &str| Row { key: key.to_owned(), value: value.to_owned() };
    let rows = ["a", "12", "1.5", "true", "ann@contoso.example", "É", "{\"a\":1}"];
    let table = LookupTable::new(rows.iter().map(|key| row(key, &format!("<{key}>"))).collect());
    let record = json!({"name": "Ann", "tags": ["x", null], "site": {"id": 1, "gone": null}});
    World {
        tables: Arc::new(IndexMap::from([("a".to_owned(), table.clone()), ("person".to_owned(), table)])),
        record_types: vec!["person".to_owned(), "site".to_owned()],
        records: Arc::new(OnePerson(record.as_object().expect("an object").clone())),
    }
}

/// JSON of values that an attribute may have.
fn attributes() -> JsonValue {
    json!([
        null, true, false, 0, 1, -1, 3, 12, i64::MAX, i64::MIN, u64::MAX, 0.0, 1.0, 1.5, -0.5, 1e20,
        0.300_000_000_000_000_04, 0.3, "", "a", "A", "b", "ab", "é", "É", "e\u{301}", " Ann  van Dam ",
        "ANN-MARIE DE VRIES", "ß ǅ \u{200b}", "12", "1.5", "true", "Yes", "a,b,,c", "x\r\ny", "person",
        "site", "ann@contoso.example", "Ann@Contoso", "2026-11-21", "2026-11-21T08:30:00+01:00",
        "%d.%m.%Y", "tel:+31-20-555-0123;ext=7", "en_us", "Netherlands", "^a(.)?", "\u{2003}a\u{7f}",
        [], ["a"], ["a", "B", "a"], [1, 1.0, "1", null, true], [[1, "x"], {"a": 1}], [null],
        [{"value": "a", "type": "work"}, {"Value": "b", "TYPE": "Home", "primary": "True"}, "a"],
        [{"value": null, "type": "work", "primary": true}, {"value": ["a"]}],
        {}, {"a": 1}, {"a": 1, "A": null}, {"A": 2, "b": {"c": [1, null, {"d": null}]}},
        {"value": "a", "type": "work", "primary": true}, {"gone": null}
    ])
}

/// A value as the tree has it, and as rhai has it.
type Pair<'a> = (Value<'a>, Dynamic);

fn pairs<'a>(attributes: &'a JsonValue, arena: &'a Arena) -> Vec<Pair<'a>> {
    let list = Value::of_json(attributes).as_list().expect("a list");
    let mut values: Vec<Value<'a>> = list.iter().collect();
    // The same in an arena, where a null stays as an entry that is nothing.
    values.extend(
        list.iter().filter(|value| value.as_object().is_some()).map(|value| with_nulls(value, arena)),
    );
    values.extend([f64::NAN, f64::INFINITY, -0.0].map(Value::Float));
    values.extend(['a', 'é', ','].map(Value::Character));
    values.extend([Value::Clear, Value::Reject("why")]);
    let mut pairs: Vec<_> = values.into_iter().map(|value| (value, to_dynamic(value))).collect();
    // An object of a script keeps its entries that are `()`.
    let entries = [("a", Value::Nothing), ("b", Value::Integer(1))];
    let made = arena.object(entries.map(|(name, value)| Entry { name, value }));
    let map = entries.map(|(name, value)| (name.into(), to_dynamic(value)));
    pairs.push((made, Dynamic::from_map(map.into_iter().collect())));
    pairs
}

fn with_nulls<'a>(value: Value<'a>, arena: &'a Arena) -> Value<'a> {
    match value {
        Value::Object(Object::Json(members)) => arena.object(members.iter().map(|(name, value)| Entry {
            name: name.as_str(),
            value: with_nulls(Value::of_json(value), arena),
        })),
        Value::List(list) => arena.list(list.iter().map(|item| with_nulls(item, arena))),
        other => other,
    }
}

/// The value with its kinds, so that 1 is not 1.0 and "a" is not 'a'.
fn spelled(value: Value<'_>) -> String {
    match value {
        Value::Float(number) if number.is_nan() => "NaN".to_owned(),
        Value::List(list) => format!("{:?}", list.iter().map(spelled).collect::<Vec<_>>()),
        Value::Object(object) => {
            let mut entries: Vec<_> =
                object.iter().map(|entry| format!("{:?}: {}", entry.name, spelled(entry.value))).collect();
            entries.sort();
            format!("{{{}}}", entries.join(", "))
        }
        other => format!("{other:?}"),
    }
}

/// An engine and the natives, over the same world.
struct Bench {
    sandbox: Sandbox,
    natives: Natives,
    world: World,
    /// How many results were compared.
    n_compared: usize,
    mismatches: Vec<String>,
}

impl Bench {
    fn new() -> Self {
        let world = world();
        Self {
            sandbox: build_sandbox(&world, &Limits::RULE),
            natives: Natives::new(&world),
            world,
            n_compared: 0,
            mismatches: Vec::new(),
        }
    }

    fn compile(&self, script: &str) -> AST {
        let mut scope = Scope::new();
        for name in NAMES {
            scope.push_constant(name, ());
        }
        self.sandbox
            .engine
            .compile_with_scope(&scope, script)
            .unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Compares what the tree gives with what the script gives for the arguments, which are `a`, `b`
    /// and so on.
    fn compare(&mut self, script: &AST, title: &str, given: NativeResult<'_>, arguments: &[&Dynamic]) {
        let Ok(given) = given else { return };
        let mut scope = Scope::new();
        for (name, argument) in NAMES.iter().zip(arguments) {
            scope.push_constant_dynamic(*name, (*argument).clone());
        }
        let arena = Arena::new();
        self.sandbox.budget.restart(Share::Whole);
        let expected = match self.sandbox.engine.eval_ast_with_scope::<Dynamic>(&mut scope, script) {
            Ok(value) => spelled(of_dynamic(&value, &arena)),
            Err(error) => format!("error: {error}"),
        };
        self.n_compared += 1;
        let n_same = self.mismatches.iter().filter(|known| known.starts_with(title)).count();
        if spelled(given) != expected && n_same < 3 {
            let mut text = format!("{title} {arguments:?}: {} instead of {expected}", spelled(given));
            text.truncate(text.floor_char_boundary(1_000));
            self.mismatches.push(text);
        }
    }

    fn context<'a>(&'a self, arena: &'a Arena) -> NativeContext<'a> {
        NativeContext { arena, records: &*self.world.records, tables: &self.world.tables }
    }

    fn finish(&self, at_least: usize) {
        assert!(self.mismatches.is_empty(), "\n{}\n", self.mismatches.join("\n"));
        assert!(self.n_compared >= at_least, "only {} results were compared", self.n_compared);
    }
}

const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
const OPERATORS: [&str; 12] = ["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "in"];

#[test]
fn operators_give_what_rhai_gives() {
    let (attributes, arena) = (attributes(), Arena::new());
    let pairs = pairs(&attributes, &arena);
    let mut bench = Bench::new();
    for text in OPERATORS {
        let operator = BinaryOperator::of(text).expect("an operator of the tree");
        let script = bench.compile(&format!("a {text} b"));
        for (left, left_dynamic) in &pairs {
            for (right, right_dynamic) in &pairs {
                let given = binary(operator, *left, *right, &arena);
                bench.compare(&script, text, given, &[left_dynamic, right_dynamic]);
            }
        }
    }
    let (minus, inside) = (bench.compile("-a"), bench.compile("`<${a}>`"));
    for (value, dynamic) in &pairs {
        bench.compare(&minus, "-", negated(*value), &[dynamic]);
        let text = interpolated(*value, &arena).map(|text| Value::Text(arena.joined(&["<", text, ">"])));
        bench.compare(&inside, "${}", text, &[dynamic]);
    }
    bench.finish(30_000);
}

#[test]
fn natives_give_what_rhai_gives() {
    let (attributes, arena) = (attributes(), Arena::new());
    let pairs = pairs(&attributes, &arena);
    let mut bench = Bench::new();
    let names: Vec<_> = bench.natives.names().map(|(name, count)| (name.to_owned(), count)).collect();
    for (name, n_arguments) in names {
        let native = Arc::clone(bench.natives.find(&name, n_arguments).expect("it is listed"));
        let arguments = NAMES[..n_arguments].join(", ");
        let mut scripts = vec![bench.compile(&format!("{name}({arguments})"))];
        if let Some((_, others)) = NAMES[..n_arguments].split_first() {
            scripts.push(bench.compile(&format!("a.{name}({})", others.join(", "))));
        }
        for (idx, chosen) in choices(&pairs, n_arguments).into_iter().enumerate() {
            let values: Vec<_> = chosen.iter().map(|pair| pair.0).collect();
            let dynamics: Vec<_> = chosen.iter().map(|pair| &pair.1).collect();
            let call_arena = Arena::new();
            let Ok(given) = call(&bench, &native.call, &values, &call_arena) else { continue };
            // In turn as a function and as a method.
            bench.compare(&scripts[idx % scripts.len()], &name, Ok(given), &dynamics);
        }
    }
    bench.finish(80_000);
}

fn call<'a>(
    bench: &Bench,
    native: &crate::script::lower::NativeFunction,
    values: &[Value<'_>],
    arena: &'a Arena,
) -> NativeResult<'a> {
    let own = Arena::new();
    native(&bench.context(&own), values).map(|value| value.copied_to(arena))
}

#[test]
fn what_is_too_large_for_rhai_is_left_to_it() {
    let arena = Arena::new();
    let mut bench = Bench::new();
    let members: Vec<_> = (0..=Limits::RULE.array_items).map(|number| json!(format!("m{number}"))).collect();
    let entries = members.iter().map(|member| (member.to_string(), member.clone()));
    let large = json!([members, entries.collect::<JsonMap<_, _>>(), {"members": members}, "x".repeat(2 << 20), members[1..]]);
    let names: Vec<_> = bench.natives.names().map(|(name, count)| (name.to_owned(), count)).collect();
    for (name, n_arguments) in names.into_iter().filter(|(_, count)| (1..=2).contains(count)) {
        let native = Arc::clone(bench.natives.find(&name, n_arguments).expect("it is listed"));
        let script =
            bench.compile(&if n_arguments == 1 { format!("a.{name}()") } else { format!("a.{name}(b)") });
        for subject in Value::of_json(&large).as_list().expect("a list").iter() {
            let values = [subject, Value::Text("m7")];
            let dynamics = values.map(to_dynamic);
            let given = call(&bench, &native.call, &values[..n_arguments], &arena);
            bench.compare(&script, &name, given, &dynamics.each_ref()[..n_arguments]);
        }
    }
    let joined = bench.compile("a + b");
    for left in Value::of_json(&large).as_list().expect("a list").iter() {
        let given = binary(BinaryOperator::Add, left, left, &arena);
        bench.compare(&joined, "+", given, &[&to_dynamic(left), &to_dynamic(left)]);
    }
    // The last list is just small enough.
    bench.finish(20);
}

/// What an ordinary call gives on the tree, as JSON.
#[track_caller]
fn check(bench: &Bench, name: &str, arguments: &JsonValue, expected: &JsonValue) {
    let arena = Arena::new();
    let arguments: Vec<_> = Value::of_json(arguments).as_list().expect("a list").iter().collect();
    let native = bench.natives.find(name, arguments.len()).unwrap_or_else(|| panic!("{name} is missing"));
    let given = call(bench, &native.call, &arguments, &arena);
    let given = given.map(|value| value.to_json().expect("it has a JSON form"));
    assert_eq!(given, Ok(expected.clone()), "{name}{arguments:?}");
}

#[test]
fn ordinary_calls_stay_on_the_tree() {
    let bench = Bench::new();
    let check = |name: &str, arguments: JsonValue, expected: JsonValue| {
        check(&bench, name, &arguments, &expected);
    };
    check("len", json!(["né"]), json!(2));
    check("len", json!([["a", "b"]]), json!(2));
    check("is_empty", json!([""]), json!(true));
    check("contains", json!(["abc", "b"]), json!(true));
    check("contains", json!([["a", "b"], "c"]), json!(false));
    check("contains", json!([{"Title": 1}, "title"]), json!(true));
    check("contains", json!([null, "a"]), json!(null));
    check("starts_with", json!(["EMP-1", "EMP"]), json!(true));
    check("ends_with", json!(["EMP-1", "2"]), json!(false));
    check("index_of", json!(["a-b", "-"]), json!(1));
    check("index_of", json!(["a-b-c", "-", 2]), json!(3));
    check("index_of", json!([["a", "b"], "b"]), json!(1));
    check("sub_string", json!(["NL-AMS", 3]), json!("AMS"));
    check("sub_string", json!(["NL-AMS", 0, 2]), json!("NL"));
    check("sub_string", json!(["NL-AMS", -3, 9]), json!("AMS"));
    check("split", json!(["a b"]), json!(["a", "b"]));
    check("split", json!(["a,b,c", ","]), json!(["a", "b", "c"]));
    check("split", json!(["a,b,c", ",", 2]), json!(["a", "b,c"]));
    check("to_upper", json!(["né"]), json!("NÉ"));
    check("to_lower", json!(["NÉ"]), json!("né"));
    check("to_string", json!([12]), json!("12"));
    check("to_string", json!([["a", 1.5]]), json!("[\"a\", 1.5]"));
    check("to_int", json!([1.5]), json!(1));
    check("to_float", json!([2]), json!(2.0));
    check("parse_int", json!([" 42 "]), json!(42));
    check("parse_float", json!(["1.5"]), json!(1.5));
    check("to_chars", json!(["ab"]), json!(["a", "b"]));
    check("keys", json!([{"b": 1, "a": 2}]), json!(["a", "b"]));
    check("values", json!([{"b": 1, "a": 2}]), json!([2, 1]));
    check("values", json!([[{"value": "x"}, "y"]]), json!(["x", "y"]));
    check("get", json!([{"a": 1}, "a"]), json!(1));
    check("get", json!(["abc", -1]), json!("c"));
    check("abs", json!([-3]), json!(3));
    check("min", json!([3, 2]), json!(2));
    check("max", json!(["a", "b"]), json!("b"));
    check("type_of", json!(["a"]), json!("string"));
    check("lookup", json!(["a", " A "]), json!("<a>"));
    check("lookup", json!(["a", 12]), json!("<12>"));
    check("lookup_or", json!(["a", "x", "none"]), json!("none"));
    check("find_person", json!(["12"]), json!({"name": "Ann", "tags": ["x", null], "site": {"id": 1}}));
    check("find_record", json!(["site", "a"]), json!(null));
}

/// Every example of the function reference that is one call of literals.
#[test]
fn examples_stay_on_the_tree() {
    let bench = Bench::new();
    let mut n_checked = 0;
    for function in functions::all() {
        for example in function.examples {
            let Some((name, arguments)) = literal_call(example.script) else { continue };
            let expected = serde_json::from_str(example.result).expect("the result is JSON");
            check(&bench, name, &arguments, &expected);
            n_checked += 1;
        }
    }
    assert!(n_checked > 100, "only {n_checked} examples are calls of literals");
}

/// `name(literal, …)` as name and arguments, where the literals can be read as JSON.
fn literal_call(script: &str) -> Option<(&str, JsonValue)> {
    let (name, arguments) = script.strip_suffix(')')?.split_once('(')?;
    if !name.chars().all(|character| character.is_alphanumeric() || character == '_') {
        return None;
    }
    let arguments = arguments.replace("()", "null").replace("#{", "{").replace('`', "\"");
    let arguments = arguments.replace("value:", "\"value\":").replace("type:", "\"type\":");
    let arguments = arguments.replace("primary:", "\"primary\":");
    Some((name, serde_json::from_str(&format!("[{arguments}]")).ok()?))
}

/// Every choice of one or two arguments, and of more a sample.
fn choices<'p, 'a>(pairs: &'p [Pair<'a>], n_arguments: usize) -> Vec<Vec<&'p Pair<'a>>> {
    let every = |step: usize| pairs.iter().step_by(step);
    match n_arguments {
        0 => vec![vec![]],
        1 => every(1).map(|a| vec![a]).collect(),
        2 => every(1).flat_map(|a| every(1).map(move |b| vec![a, b])).collect(),
        3 => every(1)
            .enumerate()
            .flat_map(|(idx, a)| {
                let few = move |offset: usize| pairs.iter().skip((idx + offset) % 4).step_by(4);
                few(0).flat_map(move |b| few(2).map(move |c| vec![a, b, c]))
            })
            .collect(),
        _ => (0..pairs.len())
            .map(|start| (0..n_arguments).map(|idx| &pairs[(start + idx * 7) % pairs.len()]).collect())
            .collect(),
    }
}
