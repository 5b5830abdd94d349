//! The forms in which an impact is printed.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Value, json};

use crate::change::impact::{BrokenThreshold, Impact, ImpactGroup, ImpactPerson};
use crate::workbench::display_value;
use crate::workbench::impact::ImpactRun;

/// The impact with its groups and persons, what blocks, and what could not be used.
pub(super) fn impact_json(run: &ImpactRun, broken: &[BrokenThreshold]) -> String {
    #[derive(Serialize)]
    struct Printed<'r> {
        #[serde(flatten)]
        impact: &'r Impact,
        blocked: Vec<Value>,
        bad_inputs: Vec<Value>,
    }
    let blocked = broken.iter().map(|broken| {
        let BrokenThreshold { threshold, count, most, words } = broken;
        json!({ "threshold": threshold, "count": count, "most": most, "words": words })
    });
    let bad = run.bad_inputs.iter();
    let bad = bad.map(|bad| json!({ "source": bad.source, "message": bad.message }));
    let printed = Printed { impact: &run.impact, blocked: blocked.collect(), bad_inputs: bad.collect() };
    let text = serde_json::to_string_pretty(&printed).expect("results are always valid JSON");
    format!("{text}\n")
}

/// A line of numbers, then each group with its first persons.
pub(super) fn impact_text(impact: &Impact, broken: &[BrokenThreshold]) -> String {
    let Impact { persons, changed, groups, .. } = impact;
    let mut text = format!("{changed} of {persons} {} {}\n", noun(*persons), verb(*changed));
    for group in groups {
        write_group(&mut text, group);
    }
    if !broken.is_empty() {
        text.push('\n');
    }
    for broken in broken {
        let _ = writeln!(text, "blocked: {} ({})", broken.words, broken.threshold);
    }
    text
}

fn noun(count: u64) -> &'static str {
    if count == 1 { "person" } else { "persons" }
}

fn verb(count: u64) -> &'static str {
    if count == 1 { "changes" } else { "change" }
}

fn write_group(text: &mut String, group: &ImpactGroup) {
    let sign = group.kind.sign();
    let _ = writeln!(text, "\n{sign} {}: {} {}", group.sentence(), group.count, noun(group.count));
    let _ = writeln!(text, "  because of {}", group.cause.words);
    for person in &group.persons {
        let _ = writeln!(text, "  {}", person_line(person));
    }
    let n_more = group.count - group.persons.len() as u64;
    if n_more > 0 && !group.persons.is_empty() {
        let _ = writeln!(text, "  and {n_more} more");
    }
}

fn person_line(person: &ImpactPerson) -> String {
    let name = if person.name.is_empty() { &person.id } else { &person.name };
    let shown = |value: &Value| match display_value(value) {
        text if text.is_empty() => "nothing".to_owned(),
        text => text.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    format!("{name} ({}): {} → {}", person.source, shown(&person.before), shown(&person.after))
}
