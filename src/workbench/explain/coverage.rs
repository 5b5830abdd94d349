//! The coverage of a project by its samples and cases: rows, the smallest set, what is not used.

use std::collections::{BTreeMap, BTreeSet};

use crate::mapping::{
    CaseRecord, Coverage, CoverageItem, CurrentRecord, FoundSample, OutcomeKind, RuleSet, RunStatus,
    TracedScript,
};
use crate::project::ProjectModel;
use crate::scim::ResourceType;
use crate::script::{ScriptText, ScriptWay, WayKind};
use crate::target::{RecordType, TargetSchema};
use crate::workbench::{CoverageKind, CoverageRow, ProjectRunner, SampleInput, ScriptPlace, target_of};

/// How far the samples and cases of a project cover its mapping.
#[derive(Clone, Debug)]
pub struct CoverageReport {
    /// What they come by; the numbers of its samples are places in `entries`.
    pub coverage: Coverage,
    /// What was run, samples before cases.
    pub entries: Vec<CoveredEntry>,
    /// A small set of entries with the same coverage, in order.
    pub smallest: Vec<usize>,
    /// The attributes that samples send and no script reads, with the number of samples.
    pub unread_attributes: Vec<UnreadAttribute>,
    /// The fields of each rule set that no sample fills.
    pub never_filled: Vec<NeverFilled>,
}

/// A sample, or a case that begins with another record than the sample.
#[derive(Clone, Debug, PartialEq)]
pub struct CoveredEntry {
    /// Its name.
    pub name: String,
    /// The place of the sample in the project.
    pub sample: usize,
    /// The stem of the case, `None` for the sample itself.
    pub case: Option<String>,
}

/// An attribute that no script reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadAttribute {
    /// Of what.
    pub resource_type: ResourceType,
    /// Its path without the places of entries.
    pub name: String,
    /// How many samples send it.
    pub n_samples: usize,
}

/// A field that no sample fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeverFilled {
    /// The index of the rule set in the mapping.
    pub rule_set: usize,
    /// The field's name.
    pub field: String,
    /// Whether a rule is for it.
    pub has_rule: bool,
}

/// A sample that is run, with the record before.
pub(in crate::workbench) struct Prepared<'m> {
    pub entry: CoveredEntry,
    pub input: SampleInput,
    pub current: CurrentRecord<'m>,
}

/// Runs all samples and cases; `None` when `is_cancelled` says so, which is asked before each.
pub fn cover(
    runner: &ProjectRunner,
    model: &ProjectModel,
    is_cancelled: &dyn Fn() -> bool,
) -> Option<CoverageReport> {
    let prepared = prepared(model);
    let inputs = prepared.iter().map(|of| (&of.input, of.current));
    let coverage = runner.coverage(inputs, is_cancelled)?;
    let smallest = coverage.smallest_set();
    Some(CoverageReport {
        smallest,
        unread_attributes: unread_attributes(runner, &coverage),
        never_filled: never_filled(model, &coverage),
        entries: prepared.into_iter().map(|of| of.entry).collect(),
        coverage,
    })
}

/// A made-up sample that comes by an item that none of the project does, as
/// [`crate::mapping::CoverageCounter::find_sample`].
pub fn make_up(
    runner: &ProjectRunner,
    model: &ProjectModel,
    item: &CoverageItem,
    is_cancelled: &dyn Fn() -> bool,
) -> Option<FoundSample> {
    let prepared = prepared(model);
    let inputs: Vec<_> = prepared.iter().map(|of| (&of.input, of.current)).collect();
    runner.find_sample(&inputs, item, is_cancelled)
}

/// What is run to know what samples and cases come by: all samples, then the cases that have a record
/// of their own.
pub(in crate::workbench) fn prepared(model: &ProjectModel) -> Vec<Prepared<'_>> {
    let inputs: Vec<Option<SampleInput>> =
        model.samples.iter().map(|sample| SampleInput::of_sample(sample).ok()).collect();
    let entry = |sample: usize, name: &str, case: Option<&String>| CoveredEntry {
        name: name.to_owned(),
        sample,
        case: case.cloned(),
    };
    let samples = model.samples.iter().zip(&inputs).enumerate().filter_map(|(idx, (sample, input))| {
        let input = input.clone()?;
        Some(Prepared { entry: entry(idx, &sample.name, None), input, current: CurrentRecord::Matched })
    });
    let stems: BTreeMap<&str, usize> =
        model.samples.iter().enumerate().map(|(idx, sample)| (sample.stem.as_str(), idx)).rev().collect();
    let cases = model.cases.iter().filter_map(|(stem, case)| {
        let current: CurrentRecord<'_> = match &case.current {
            CaseRecord::FromRecords => return None,
            CaseRecord::New => CurrentRecord::New,
            CaseRecord::Given(record) => CurrentRecord::Given(record),
        };
        let sample = *stems.get(case.sample.as_str())?;
        let input = inputs.get(sample)?.clone()?;
        Some(Prepared { entry: entry(sample, &case.name, Some(stem)), input, current })
    });
    samples.chain(cases).collect()
}

fn unread_attributes(runner: &ProjectRunner, coverage: &Coverage) -> Vec<UnreadAttribute> {
    let attributes = coverage.items().filter_map(|count| match count.item {
        CoverageItem::Attribute { resource_type, name } => Some((*resource_type, name, count.n_samples)),
        _ => None,
    });
    let mut unread: Vec<UnreadAttribute> = attributes
        .filter(|(resource_type, name, _)| !runner.may_read_attribute(*resource_type, name))
        .map(|(resource_type, name, n_samples)| UnreadAttribute {
            resource_type,
            name: name.clone(),
            n_samples,
        })
        .collect();
    unread.sort_by(|left, right| (left.resource_type, &left.name).cmp(&(right.resource_type, &right.name)));
    unread
}

fn never_filled(model: &ProjectModel, coverage: &Coverage) -> Vec<NeverFilled> {
    let target = target_of(&model.settings.target);
    let mut fields = Vec::new();
    for (rule_set_idx, rule_set) in model.mapping.rule_sets.iter().enumerate() {
        let mut filled = BTreeSet::new();
        let mut ruled = BTreeSet::new();
        for (rule_idx, rule) in rule_set.rules.iter().enumerate().filter(|(_, rule)| rule.enabled) {
            ruled.insert(rule.field.as_str());
            let script = TracedScript { rule_set_idx, rule_idx: Some(rule_idx) };
            let item = CoverageItem::Rule { script, outcome: OutcomeKind::Set };
            if coverage.count(&item).is_some_and(|count| count > 0) {
                filled.insert(rule.field.as_str());
            }
        }
        for field in fields_of(&target, &rule_set.record_type) {
            if !filled.contains(field) {
                let has_rule = ruled.contains(field);
                fields.push(NeverFilled { rule_set: rule_set_idx, field: field.to_owned(), has_rule });
            }
        }
    }
    fields
}

fn fields_of<'t>(target: &'t TargetSchema, record_type: &str) -> impl Iterator<Item = &'t str> {
    let record_type = target.record_type(record_type);
    record_type.into_iter().flat_map(RecordType::writable_fields).map(|field| field.name.as_str())
}

impl CoverageReport {
    /// The items as rows, but lines: in the order of the rules, what was found while running behind.
    pub fn rows(&self, model: &ProjectModel) -> Vec<CoverageRow> {
        let rows = self.coverage.items().filter_map(|count| {
            let (kind, script, title) = described(model, count.item)?;
            let way = match count.item {
                CoverageItem::Way { way, .. } => Some(way),
                _ => None,
            };
            Some(CoverageRow {
                kind,
                script,
                place: way.map(|way| way.leads_to.unwrap_or(way.place)),
                title,
                n_samples: count.n_samples,
                n_of: self.n_of(count.item),
                item: count.number,
            })
        });
        rows.collect()
    }

    /// How many entries could come by an item: those that its rule set was run on.
    pub fn n_of(&self, item: &CoverageItem) -> usize {
        match item {
            CoverageItem::Rule { script, .. }
            | CoverageItem::Way { script: Some(script), .. }
            | CoverageItem::Line { script: Some(script), .. } => self.coverage.n_runs(script.rule_set_idx),
            CoverageItem::Record { rule_set_idx, .. } => self.coverage.n_runs(*rule_set_idx),
            _ => self.coverage.n_samples(),
        }
    }

    /// How many samples come by a line of a script; `None` for lines with nothing to evaluate, and for
    /// scripts whose ways are not known.
    pub fn line_count(&self, script: ScriptPlace, line: usize) -> Option<(usize, usize)> {
        let item = CoverageItem::Line { script: traced(script), line };
        Some((self.coverage.count(&item)?, self.n_of(&item)))
    }

    /// The items that no sample comes by.
    pub fn unreached(&self) -> impl Iterator<Item = &CoverageItem> {
        self.coverage.items().filter(|count| count.n_samples == 0).map(|count| count.item)
    }
}

/// A script as runs know it, `None` for the helper functions.
pub(super) fn traced(place: ScriptPlace) -> Option<TracedScript> {
    match place {
        ScriptPlace::Rule { rule_set, rule } => {
            Some(TracedScript { rule_set_idx: rule_set, rule_idx: Some(rule) })
        }
        ScriptPlace::Condition { rule_set } => Some(TracedScript { rule_set_idx: rule_set, rule_idx: None }),
        ScriptPlace::Functions => None,
    }
}

/// The place of a script in the project.
pub(super) fn script_place(script: Option<TracedScript>) -> ScriptPlace {
    match script {
        Some(TracedScript { rule_set_idx, rule_idx: Some(rule) }) => {
            ScriptPlace::Rule { rule_set: rule_set_idx, rule }
        }
        Some(TracedScript { rule_set_idx, rule_idx: None }) => {
            ScriptPlace::Condition { rule_set: rule_set_idx }
        }
        None => ScriptPlace::Functions,
    }
}

/// The name of a script in lists.
pub fn script_name(model: &ProjectModel, place: ScriptPlace) -> String {
    let rule_sets = &model.mapping.rule_sets;
    let name = match place {
        ScriptPlace::Rule { rule_set, rule } => {
            rule_sets.get(rule_set).and_then(|set| Some(set.rule_title(set.rules.get(rule)?)))
        }
        ScriptPlace::Condition { rule_set } => rule_sets.get(rule_set).map(RuleSet::condition_title),
        ScriptPlace::Functions => Some("helper functions".to_owned()),
    };
    name.unwrap_or_default()
}

/// An item in words; `None` for lines.
pub(in crate::workbench) fn described(
    model: &ProjectModel,
    item: &CoverageItem,
) -> Option<(CoverageKind, Option<ScriptPlace>, String)> {
    Some(match item {
        CoverageItem::Rule { script, outcome } => {
            let place = script_place(Some(*script));
            let title = format!("{} {}", script_name(model, place), outcome_words(*outcome));
            (CoverageKind::Rule, Some(place), title)
        }
        CoverageItem::Record { rule_set_idx, status } => {
            let record_type = model.mapping.rule_sets.get(*rule_set_idx).map(|set| set.record_type.as_str());
            let title = format!("{} {}", record_type.unwrap_or_default(), status_words(*status));
            (CoverageKind::Rule, Some(ScriptPlace::Condition { rule_set: *rule_set_idx }), title)
        }
        CoverageItem::Way { script, way } => {
            (CoverageKind::Branch, Some(script_place(*script)), branch_words(way))
        }
        CoverageItem::Line { .. } => return None,
        CoverageItem::TableRow { table, row } => {
            let rows = model.tables.get(table).map(crate::table::LookupTable::rows).unwrap_or_default();
            let key = rows.get(*row).map(|row| row.key.as_str()).unwrap_or_default();
            (CoverageKind::TableRow, None, format!("{table} row {}: {key}", row + 1))
        }
        CoverageItem::Attribute { name, .. } => (CoverageKind::Attribute, None, name.clone()),
    })
}

fn outcome_words(outcome: OutcomeKind) -> &'static str {
    match outcome {
        OutcomeKind::Set => "is set",
        OutcomeKind::Kept => "is kept",
        OutcomeKind::Cleared => "is cleared",
        OutcomeKind::Failed => "fails",
        OutcomeKind::Skipped => "is skipped",
    }
}

fn status_words(status: RunStatus) -> &'static str {
    match status {
        RunStatus::Written => "is written",
        RunStatus::Rejected => "is rejected",
        RunStatus::Failed => "fails",
    }
}

/// A way of a script in words, with its line: `line 3: user.title == () is true`.
pub fn branch_words(way: &ScriptWay) -> String {
    let text = &way.text;
    let words = match way.kind {
        WayKind::Then => format!("{text} is true"),
        WayKind::Otherwise => format!("{text} is false"),
        WayKind::Arm(_) => match way.leads_to {
            Some(to) => format!("{text} fits the case of line {}", to.line),
            None => format!("{text} fits a case"),
        },
        WayKind::NoArm => format!("{text} fits no case"),
        WayKind::Alternative(idx, _) => format!("{text} takes value {}", idx + 1),
        WayKind::Operand(idx, of) if idx + 1 == of => format!("{text} needs its last operand"),
        WayKind::Operand(idx, _) => format!("{text} is decided by operand {}", idx + 1),
        WayKind::Entry => format!("{text} has an entry"),
        WayKind::ChainEnd => format!("{text} ends at ?."),
    };
    let helpers = if way.place.text == ScriptText::Helpers { "helper functions, " } else { "" };
    format!("{helpers}line {}: {words}", way.place.line)
}
