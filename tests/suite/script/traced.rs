//! What a trace tells: the steps in order, and which parts of the variables a value came from.

use scimwright::script::{Program, SourcePath, SourceRole, SourceStep, Trace, TraceEvent, TraceResult};
use serde_json::{Map, Value as JsonValue, json};

use super::bed::Bed;
use super::differential::for_each_mutated;

/// With anything else in what has neither reached nor decided the result, the result is the same, or
/// the script fails.
#[track_caller]
pub fn assert_sources_are_complete(bed: &Bed, script: &str, program: &Program, inputs: &[JsonValue]) {
    let trace = bed.trace(script, program, inputs);
    if trace.left_to_rhai.is_some() {
        return;
    }
    let counting: Vec<&SourcePath> = trace
        .sources
        .iter()
        .filter(|source| source.role != SourceRole::Unused)
        .map(|source| &source.path)
        .collect();
    let kept = bed.names().iter().zip(inputs).map(|(name, input)| {
        let of_input = counting.iter().filter(|path| path.variable == *name);
        let steps: Vec<&[SourceStep]> = of_input.map(|path| path.steps.as_slice()).collect();
        kept(input, &steps)
    });
    let kept: Vec<JsonValue> = kept.collect();
    let with_all = bed.given(program, inputs);
    let with_part = bed.given(program, &kept);
    if with_part.starts_with("ScriptError") {
        // What is read and not used can be of a kind that the script fails on.
        return;
    }
    let paths: Vec<String> = counting.iter().map(ToString::to_string).collect();
    assert_eq!(with_part, with_all, "{script}\n{paths:?}\n{inputs:?}");
}

/// A value of which only these parts are left.
fn kept(value: &JsonValue, paths: &[&[SourceStep]]) -> JsonValue {
    if paths.iter().any(|path| path.is_empty()) {
        return value.clone();
    }
    match value {
        JsonValue::Object(members) => {
            let mut left = Map::new();
            for (name, member) in members {
                let below: Vec<_> = paths.iter().filter_map(|path| below_name(path, name)).collect();
                if !below.is_empty() {
                    left.insert(name.clone(), kept(member, &below));
                }
            }
            if left.is_empty() && paths.is_empty() { JsonValue::Null } else { JsonValue::Object(left) }
        }
        JsonValue::Array(items) if !paths.is_empty() => items
            .iter()
            .enumerate()
            .map(|(idx, item)| {
                let below: Vec<_> = paths.iter().filter_map(|path| below_entry(path, idx)).collect();
                kept(item, &below)
            })
            .collect(),
        _ => JsonValue::Null,
    }
}

fn below_name<'p>(path: &'p [SourceStep], name: &str) -> Option<&'p [SourceStep]> {
    match path.split_first()? {
        (SourceStep::Name(known), rest) if known.eq_ignore_ascii_case(name) => Some(rest),
        _ => None,
    }
}

fn below_entry(path: &[SourceStep], wanted: usize) -> Option<&[SourceStep]> {
    match path.split_first()? {
        (SourceStep::Entry { idx, .. }, rest) if *idx == wanted => Some(rest),
        _ => None,
    }
}

#[test]
fn what_neither_reached_nor_decided_has_no_say() {
    for_each_mutated(assert_sources_are_complete);
}

fn traced(script: &str) -> Trace {
    let bed = Bed::with_helpers(
        "fn twice(x) { x + x }\nfn best(user) {\n  if user.title != () { return user.title; }\n  user.userName\n}",
    );
    let resource = json!({
        "userName": "ann",
        "locale": "nl",
        "emails": [{ "type": "home", "value": "a" }, { "type": "work", "value": " b " }],
    });
    let program = bed.compile(script).expect("the script compiles");
    bed.trace(script, &program, &bed.inputs(&resource))
}

/// Each step with its depth, place and extent, then the sources, then the result.
#[track_caller]
fn check(script: &str, expected: &[&str]) {
    let trace = traced(script);
    let mut said: Vec<String> = trace
        .steps
        .iter()
        .map(|step| {
            let place = format!("{}:{}+{}", step.place.line, step.place.column, step.place.length);
            let event = match &step.event {
                TraceEvent::Read { source } => format!("reads {}", trace.sources[*source].path.by_type()),
                TraceEvent::Called { function, arguments } => format!("{function}/{}", arguments.len()),
                TraceEvent::LookedUp { table, key, row } => format!("{table}[{}] row {row:?}", key.shown),
                TraceEvent::Entered { function, .. } => format!("enters {function}"),
                TraceEvent::Returned { function } => format!("leaves {function}"),
                TraceEvent::Entry { number } => format!("entry {number}"),
                other => format!("{other:?}"),
            };
            format!("{} {place} {event} `{}` = {}", step.depth, step.text, step.value.shown)
        })
        .collect();
    for source in &trace.sources {
        said.push(format!("{:?} {} = {}", source.role, source.path, source.value.shown));
    }
    said.push(match &trace.result {
        TraceResult::Value(value) => value.shown.clone(),
        other => format!("{other:?}"),
    });
    assert_eq!(said, expected, "{script}");
}

#[test]
fn steps_are_told_in_order_with_their_places() {
    check("user.nope", &["0 1:1+9 reads nope `user.nope` = ()", "Reached user.nope = ()", "Nothing"]);
    check(
        "let t = user.title?.trimmed();\nif t == () {\n  \"none\"\n} else {\n  t\n}",
        &[
            "0 1:9+10 reads title `user.title` = ()",
            "0 1:9+21 ChainEnded `user.title?.trimmed()` = ()",
            "0 1:1+29 Assigned `let t = user.title?.trimmed()` = ()",
            "0 2:4+7 Value `t == ()` = true",
            "0 2:4+7 Branch(Then) `t == ()` = true",
            "Decided user.title = ()",
            "\"none\"",
        ],
    );
    check(
        "value_of(of_type(user.emails, \"work\")).trimmed()",
        &[
            "0 1:18+11 reads emails `user.emails` = [#{type: \"home\", value: \"a\"}, #{type: \"work\", value: \" b \"}]",
            "0 1:10+28 of_type/2 `of_type(user.emails, \"work\")` = #{type: \"work\", value: \" b \"}",
            "0 1:1+38 value_of/1 `value_of(of_type(user.emails, \"work\"))` = \" b \"",
            "0 1:1+48 trimmed/1 `value_of(of_type(user.emails, \"work\")).trimmed()` = \"b\"",
            "Decided user.emails = [#{type: \"home\", value: \"a\"}, #{type: \"work\", value: \" b \"}]",
            "Decided user.emails[1] = #{type: \"work\", value: \" b \"}",
            "Reached user.emails[1].value = \" b \"",
            "\"b\"",
        ],
    );
    check(
        "lookup(\"languages\", user.locale) ?? \"x\"",
        &[
            "0 1:21+11 reads locale `user.locale` = \"nl\"",
            "0 1:1+32 languages[\"nl\"] row Some(812) `lookup(\"languages\", user.locale)` = \"nl\"",
            "0 1:1+39 Branch(Operand(0)) `lookup(\"languages\", user.locale) ?? \"x\"` = \"nl\"",
            "Reached user.locale = \"nl\"",
            "\"nl\"",
        ],
    );
    check(
        "first_present([user.title, user.userName])",
        &[
            "0 1:16+10 reads title `user.title` = ()",
            "0 1:28+13 reads userName `user.userName` = \"ann\"",
            "0 1:1+42 first_present/1 `first_present([user.title, user.userName])` = \"ann\"",
            "Decided user.title = ()",
            "Reached user.userName = \"ann\"",
            "\"ann\"",
        ],
    );
}

#[test]
fn helper_functions_and_rounds_are_indented() {
    check(
        "best(user)",
        &[
            "0 1:1+10 enters best `best(user)` = ",
            "1 3:6+10 reads title `user.title` = ()",
            "1 3:6+16 Value `user.title != ()` = false",
            "1 3:6+16 Branch(Otherwise) `user.title != ()` = false",
            "1 4:3+13 reads userName `user.userName` = \"ann\"",
            "0 1:1+10 leaves best `best(user)` = \"ann\"",
            "Decided user.title = ()",
            "Reached user.userName = \"ann\"",
            "\"ann\"",
        ],
    );
    check(
        "user.emails.filter(|e| e.type == \"work\").map(|e| `<${e.value}>`)",
        &[
            "0 1:1+11 reads emails `user.emails` = [#{type: \"home\", value: \"a\"}, #{type: \"work\", value: \" b \"}]",
            "0 1:1+40 entry 0 `user.emails.filter(|e| e.type == \"work\")` = #{type: \"home\", value: \"a\"}",
            "1 1:24+6 reads emails[type eq \"home\"].type `e.type` = \"home\"",
            "1 1:24+16 Value `e.type == \"work\"` = false",
            "0 1:1+40 entry 1 `user.emails.filter(|e| e.type == \"work\")` = #{type: \"work\", value: \" b \"}",
            "1 1:24+6 reads emails[type eq \"work\"].type `e.type` = \"work\"",
            "1 1:24+16 Value `e.type == \"work\"` = true",
            "0 1:1+64 entry 0 `user.emails.filter(|e| e.type == \"work\").map(|e| `<${e.value}>`)` = ",
            "1 1:54+7 reads emails[type eq \"work\"].value `e.value` = \" b \"",
            "1 1:50+14 Value ``<${e.value}>`` = \"< b >\"",
            "Decided user.emails = [#{type: \"home\", value: \"a\"}, #{type: \"work\", value: \" b \"}]",
            "Decided user.emails[0].type = \"home\"",
            "Decided user.emails[1].type = \"work\"",
            "Reached user.emails[1].value = \" b \"",
            "Decided user.emails[1] = #{type: \"work\", value: \" b \"}",
            "[\"< b >\"]",
        ],
    );
    check(
        "let r = [];\nfor e in user.emails {\n  if e.type == \"home\" { continue; }\n  r.push((e.value));\n}\nr",
        &[
            "0 1:1+10 Assigned `let r = []` = []",
            "0 2:10+11 reads emails `user.emails` = [#{type: \"home\", value: \"a\"}, #{type: \"work\", value: \" b \"}]",
            "0 2:1+20 entry 0 `for e in user.emails` = #{type: \"home\", value: \"a\"}",
            "1 3:6+6 reads emails[type eq \"home\"].type `e.type` = \"home\"",
            "1 3:6+16 Value `e.type == \"home\"` = true",
            "1 3:6+16 Branch(Then) `e.type == \"home\"` = true",
            "0 2:1+20 entry 1 `for e in user.emails` = #{type: \"work\", value: \" b \"}",
            "1 3:6+6 reads emails[type eq \"work\"].type `e.type` = \"work\"",
            "1 3:6+16 Value `e.type == \"home\"` = false",
            "1 3:6+16 Branch(Otherwise) `e.type == \"home\"` = false",
            "1 4:11+7 reads emails[type eq \"work\"].value `e.value` = \" b \"",
            "1 4:3+17 Assigned `r.push((e.value))` = \" b \"",
            "Decided user.emails = [#{type: \"home\", value: \"a\"}, #{type: \"work\", value: \" b \"}]",
            "Decided user.emails[0].type = \"home\"",
            "Decided user.emails[1].type = \"work\"",
            "Reached user.emails[1].value = \" b \"",
            "[\" b \"]",
        ],
    );
}

#[test]
fn what_is_left_to_rhai_tells_what_it_may_read_and_gives() {
    let trace = traced("try { user.title.nope() } catch { user.userName }");
    assert!(trace.left_to_rhai.is_some() && trace.steps.is_empty());
    let paths: Vec<String> = trace.sources.iter().map(|source| source.path.to_string()).collect();
    assert_eq!(paths, ["user.title", "user.userName"]);
}

#[test]
fn a_trace_is_bounded() {
    let trace = traced("let n = 0;\nwhile n < 9000 { n += 1; }\nuser.userName + n");
    assert!(trace.is_cut && trace.steps.len() <= 2_000);
    assert_eq!(trace.result, TraceResult::Value(scimwright::script::TraceValue::of_json(&json!("ann9000"))));
    let limits: Vec<_> = trace.limits.iter().map(|limit| (limit.kind, limit.percent() > 0)).collect();
    assert_eq!(limits.len(), 3, "{limits:?}");
}
