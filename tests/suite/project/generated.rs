//! Generated projects: whatever is typed, writing and reading gives the same project and the same
//! bytes.

use std::sync::Arc;

use indexmap::IndexMap;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use scimwright::mapping::{Apply, Case, CaseRecord, Expected, Review, Rule, RuleSet, RunStatus};
use scimwright::project::{
    Environment, EnvironmentState, Origin, People, ProjectModel, Sample, SamplePayload, SampleRequest,
    parse_project, render_project,
};
use scimwright::scim::ResourceType;
use scimwright::table::{LookupTable, Row};
use scimwright::target::Record;
use serde_json::{Map, Value};

/// Texts as people and programs make them: line breaks of all kinds, quotes, emoji, control
/// characters.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z0-9 _.@-]{0,12}",
        1 => Just("\r\n".to_owned()), 1 => Just("\n".to_owned()), 1 => Just("\r".to_owned()),
        1 => Just("\"".to_owned()), 1 => Just("'".to_owned()), 1 => Just("\\".to_owned()),
        1 => Just("👩‍👩‍👧 é ß 東京 \u{202e}".to_owned()), 1 => Just("\u{0}\u{7f}\u{feff}\t".to_owned()),
        1 => Just(",;{}[]//`${x}".to_owned()),
    ];
    vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1.0e9..1.0e9).prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((text(), inner), 0..4).prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

/// Keys that this version does not know.
fn unknown() -> impl Strategy<Value = Map<String, Value>> {
    let name = "[a-z]{1,4}".prop_map(|name| format!("x_{name}"));
    vec((name, json()), 0..3).prop_map(|entries| entries.into_iter().collect())
}

fn rule() -> impl Strategy<Value = Rule> {
    (text(), text(), text(), any::<bool>(), any::<bool>(), unknown()).prop_map(
        |(field, script, note, enabled, creates, other)| Rule {
            field,
            script,
            note,
            enabled,
            apply: if creates { Apply::Create } else { Apply::Always },
            other,
        },
    )
}

fn rule_set() -> impl Strategy<Value = RuleSet> {
    (any::<bool>(), text(), text(), vec(rule(), 0..4), unknown()).prop_map(
        |(is_user, record_type, condition, rules, other)| RuleSet {
            resource_type: if is_user { ResourceType::User } else { ResourceType::Group },
            record_type,
            condition,
            rules,
            other,
        },
    )
}

fn sample() -> impl Strategy<Value = Sample> {
    let payload = prop_oneof![
        3 => json().prop_map(|value| SamplePayload::of(&value)),
        1 => text().prop_map(SamplePayload::Text),
    ];
    let request =
        (text(), text(), unknown()).prop_map(|(method, path, other)| SampleRequest { method, path, other });
    let origin = (text(), text(), text(), unknown()).prop_map(|(client, event, note, other)| Origin {
        client,
        event,
        note,
        other,
        ..Origin::default()
    });
    let people = prop_oneof![Just(People::Real), Just(People::Masked), Just(People::MadeUp)];
    let head = (text(), origin, people);
    (head, option::of(request), option::of(text()), payload, unknown()).prop_map(
        |((name, origin, people), request, scim_id, payload, other)| Sample {
            stem: String::new(),
            name,
            origin,
            people,
            request,
            scim_id,
            payload,
            other,
        },
    )
}

fn record() -> impl Strategy<Value = Record> {
    vec((text(), json()), 0..4).prop_map(|fields| Record { fields: fields.into_iter().collect() })
}

fn case() -> impl Strategy<Value = Case> {
    let current = prop_oneof![
        Just(CaseRecord::FromRecords),
        Just(CaseRecord::New),
        record().prop_map(CaseRecord::Given)
    ];
    let review =
        (text(), text(), text(), unknown()).prop_map(|(by, at, note, other)| Review { by, at, note, other });
    let beside = (option::of(vec(text(), 0..3)), option::of(review), unknown());
    (text(), text(), text(), current, option::of(record()), beside).prop_map(
        |(name, sample, record_type, current, record, (only, review, other))| Case {
            name,
            sample,
            record_type,
            current,
            only,
            expected: Expected { status: RunStatus::Written, record },
            review,
            other,
        },
    )
}

fn table() -> impl Strategy<Value = LookupTable> {
    let row = (text(), text()).prop_map(|(key, value)| Row { key, value });
    vec(row, 0..5).prop_map(LookupTable::new)
}

fn environment() -> impl Strategy<Value = (Environment, EnvironmentState)> {
    (text(), text(), unknown(), unknown(), unknown()).prop_map(|(title, account, other, variables, more)| {
        let environment = Environment { title, account, other, ..Environment::default() };
        (environment, EnvironmentState { variables, other: more, ..EnvironmentState::default() })
    })
}

/// Puts a number in front of each, as names of files.
fn numbered<T>(things: Vec<T>) -> IndexMap<String, T> {
    things.into_iter().enumerate().map(|(idx, thing)| (format!("{idx:02}-x"), thing)).collect()
}

fn project() -> impl Strategy<Value = ProjectModel> {
    let first = (text(), vec(rule_set(), 0..3), text(), unknown(), unknown());
    let second = (
        vec(sample(), 0..4),
        vec(record(), 0..3),
        vec(case(), 0..3),
        vec(table(), 0..3),
        vec(environment(), 0..3),
    );
    (first, second).prop_map(
        |((name, rule_sets, functions, other, more), (samples, people, cases, tables, environments))| {
            let mut model = ProjectModel::default();
            model.settings.name = name;
            model.settings.other = other;
            model.mapping.rule_sets = rule_sets;
            model.mapping.functions = functions;
            model.mapping.other = more;
            model.samples = numbered(samples)
                .into_iter()
                .map(|(stem, sample)| Arc::new(Sample { stem, ..sample }))
                .collect();
            model.records = Arc::new([("people".to_owned(), people)].into());
            model.cases = Arc::new(numbered(cases));
            model.tables = Arc::new(numbered(tables));
            for (name, (environment, state)) in numbered(environments) {
                model.settings.environments.push(Environment { name: name.clone(), ..environment });
                model.environments.insert(name, state);
            }
            model
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_project_comes_back_as_it_was_written(model in project()) {
        let files = render_project(&model);
        let (read, _) = parse_project(&files);
        prop_assert!(read.unread.is_empty(), "{:?}", read.unread);
        prop_assert_eq!(&read.mapping, &model.mapping);
        prop_assert_eq!(&read.tables, &model.tables);
        prop_assert_eq!(&read.samples, &model.samples);
        prop_assert_eq!(&read, &model);
        prop_assert_eq!(render_project(&read), files);
    }
}
