//! Impact in memory, and as text.

use std::num::NonZeroUsize;
use std::sync::Arc;

use scimwright::bulk::Pace;
use scimwright::change::impact::{Impact, ImpactGroup};
use scimwright::project::{ProjectModel, content_for};
use scimwright::workbench::impact::{
    ImpactControl, ImpactPlan, ImpactRequest, ImpactStream, impact_of_samples, impact_of_stream,
};
use serde_json::Value;

use crate::bench::ENVIRONMENT;

/// The plan for two projects; the new one has the records.
pub fn plan(old: &ProjectModel, new: &ProjectModel) -> ImpactPlan {
    ImpactPlan::new(ImpactRequest {
        old: Arc::new(content_for(old, ENVIRONMENT, false)),
        new: Arc::new(content_for(new, ENVIRONMENT, false)),
        model: new,
        groups: Vec::new(),
        now: "2026-11-21T08:00:00Z".parse().expect("a time"),
        most_persons: 3,
    })
}

/// The impact on users, a line each, with the rows of the CSV.
pub fn impact_of_lines(
    old: &ProjectModel,
    new: &ProjectModel,
    lines: &str,
    n_threads: usize,
) -> (Impact, String) {
    let mut rows = Vec::new();
    let stream = ImpactStream {
        name: "users.ndjson".to_owned(),
        reader: lines.as_bytes(),
        pace: Pace::Whole,
        threads: NonZeroUsize::new(n_threads).expect("at least one"),
    };
    let control = ImpactControl { is_cancelled: &|| false, progress: &mut |_| {}, rows: Some(&mut rows) };
    let run = impact_of_stream(&plan(old, new), stream, control).expect("the input can be read");
    (run.impact, String::from_utf8(rows).expect("the rows are UTF-8"))
}

/// The impact on the samples of the new project.
pub fn impact_of_its_samples(old: &ProjectModel, new: &ProjectModel) -> Impact {
    let control = ImpactControl { is_cancelled: &|| false, progress: &mut |_| {}, rows: None };
    impact_of_samples(&plan(old, new), new, control).expect("nobody cancels it").impact
}

/// The users as lines.
pub fn lines(users: &[Value]) -> String {
    users.iter().flat_map(|user| [user.to_string(), "\n".to_owned()]).collect()
}

/// A line for each group: what, why, and the first persons with their values.
pub fn said(impact: &Impact) -> Vec<String> {
    impact.groups.iter().map(group_said).collect()
}

fn group_said(group: &ImpactGroup) -> String {
    let persons = group.persons.iter().map(|person| {
        let shown = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        format!("{} {}→{}", person.name, shown(&person.before), shown(&person.after))
    });
    let persons: Vec<String> = persons.collect();
    let more = if group.count > group.persons.len() as u64 { " …" } else { "" };
    format!("{}: {} | {}{more}", group.sentence(), group.cause.words, persons.join(", "))
}
