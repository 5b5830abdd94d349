//! Background work for explanations: traces of one sample, coverage by all of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::mapping::{CurrentRecord, FoundSample, Origin, RuleTrace, TracedScript};
use crate::project::{ProjectModel, Sample};
use crate::scim::ResourceType;
use crate::script::SourceRole;
use crate::workbench::cases::{current_of, run_case};
use crate::workbench::explain::coverage::{cover, make_up, traced};
use crate::workbench::explain::words::origin_words;
use crate::workbench::{CaseAnswer, CoverageReport, OriginRow, ProjectRunner, SampleInput, ScriptPlace};

/// One part of what is to be explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExplainPart {
    /// What every script does for a sample.
    Traces {
        /// The sample.
        sample: usize,
    },
    /// What the scripts do for a case, with the record that it begins with.
    Case {
        /// The case, by index.
        case: usize,
    },
    /// What all samples and cases come by.
    Coverage,
    /// The attributes that a script's value came from, over all samples.
    Origins {
        /// The script.
        script: ScriptPlace,
    },
    /// A sample made up for what no sample comes by.
    MadeUp {
        /// The number of the item in the coverage.
        item: usize,
    },
}

/// The work for some parts.
#[derive(Clone, Debug)]
pub struct ExplainQuestion {
    /// The revision of the project.
    pub revision: u64,
    /// What is asked, the most urgent part first.
    pub parts: Vec<ExplainPart>,
    /// The project as it was then.
    pub model: ProjectModel,
    /// The environment whose variables count.
    pub environment: String,
    /// The time of the run.
    pub now: Timestamp,
}

/// What came of one part.
#[derive(Clone, Debug)]
pub enum ExplainAnswer {
    /// The traces of the sample's rules and conditions; none when it is not mapped.
    Traces(Arc<Vec<RuleTrace>>),
    /// The run of the case and the traces of its scripts.
    Case(CaseAnswer),
    /// What samples and cases come by.
    Coverage(Arc<CoverageReport>),
    /// What the value came from, the strongest role and the most samples first.
    Origins(Arc<Vec<OriginRow>>),
    /// The sample; `None` when none was found.
    MadeUp(Option<Arc<FoundSample>>),
}

/// What explanations leave for the next ones.
#[derive(Debug, Default)]
pub struct ExplainCache {
    groups: KnownGroupSamples,
    runner: Option<(u64, ProjectRunner)>,
    coverage: Option<(u64, Arc<CoverageReport>)>,
}

/// The groups among the samples; a sample that stays is not read again.
#[derive(Debug, Default)]
struct KnownGroupSamples {
    /// For each sample its group, `None` when it is none.
    samples: Vec<(Arc<Sample>, Option<SampleInput>)>,
}

impl KnownGroupSamples {
    /// Takes the samples of a project in; `None` when it was cancelled.
    fn take(&mut self, samples: &[Arc<Sample>], is_cancelled: &dyn Fn() -> bool) -> Option<()> {
        self.samples.truncate(samples.len());
        for (idx, sample) in samples.iter().enumerate() {
            if self.samples.get(idx).is_some_and(|(known, _)| Arc::ptr_eq(known, sample)) {
                continue;
            }
            if is_cancelled() {
                return None;
            }
            let input = SampleInput::of_sample(sample).ok();
            let group = input.filter(|input| input.resource.resource_type == ResourceType::Group);
            let known = (Arc::clone(sample), group);
            match self.samples.get_mut(idx) {
                Some(place) => *place = known,
                None => self.samples.push(known),
            }
        }
        Some(())
    }

    fn groups(&self) -> impl Iterator<Item = &SampleInput> {
        self.samples.iter().filter_map(|(_, group)| group.as_ref())
    }
}

/// Answers part after part, until `is_cancelled` says so; it is asked before each sample.
pub fn explain(
    question: &ExplainQuestion,
    cache: &mut ExplainCache,
    is_cancelled: &dyn Fn() -> bool,
    send: &mut dyn FnMut(ExplainPart, ExplainAnswer),
) {
    for part in &question.parts {
        if is_cancelled() {
            return;
        }
        if let Some(answer) = cache.answer(question, *part, is_cancelled) {
            send(*part, answer);
        }
    }
}

impl ExplainCache {
    /// `None` when it was cancelled.
    fn answer(
        &mut self,
        question: &ExplainQuestion,
        part: ExplainPart,
        is_cancelled: &dyn Fn() -> bool,
    ) -> Option<ExplainAnswer> {
        let ExplainQuestion { revision, model, .. } = question;
        if self.runner.as_ref().is_none_or(|(known, _)| known != revision) {
            self.groups.take(&model.samples, is_cancelled)?;
            let ExplainQuestion { environment, now, .. } = question;
            let runner = ProjectRunner::new(model, environment, *now, self.groups.groups());
            self.runner = Some((*revision, runner));
        }
        let (_, runner) = self.runner.as_mut()?;
        if let ExplainPart::Case { case } = part {
            return Some(ExplainAnswer::Case(case_answer(runner, model, case)));
        }
        let runner = &*runner;
        Some(match part {
            ExplainPart::Case { .. } => ExplainAnswer::Case(CaseAnswer::default()),
            ExplainPart::Traces { sample } => {
                let input = model.samples.get(sample).and_then(|sample| SampleInput::of_sample(sample).ok());
                let traces = input.map(|input| runner.trace(&input, CurrentRecord::Matched, &|_| true));
                ExplainAnswer::Traces(Arc::new(traces.unwrap_or_default()))
            }
            ExplainPart::Coverage => {
                let report = Arc::new(cover(runner, model, is_cancelled)?);
                self.coverage = Some((*revision, Arc::clone(&report)));
                ExplainAnswer::Coverage(report)
            }
            ExplainPart::Origins { script } => {
                ExplainAnswer::Origins(Arc::new(origins(runner, model, script, is_cancelled)?))
            }
            ExplainPart::MadeUp { item } => {
                if self.coverage.as_ref().is_none_or(|(known, _)| known != revision) {
                    self.coverage = Some((*revision, Arc::new(cover(runner, model, is_cancelled)?)));
                }
                let (_, report) = self.coverage.as_ref()?;
                let found =
                    report.coverage.item(item).and_then(|item| make_up(runner, model, item, is_cancelled));
                if is_cancelled() {
                    return None;
                }
                ExplainAnswer::MadeUp(found.map(Arc::new))
            }
        })
    }
}

/// The run of a case and the traces of the scripts of its rule set.
fn case_answer(runner: &mut ProjectRunner, model: &ProjectModel, case: usize) -> CaseAnswer {
    let Some((_, case)) = model.cases.get_index(case) else { return CaseAnswer::default() };
    let sample = model.sample(&case.sample);
    let run = run_case(runner, case, sample.map(|sample| &**sample)).run;
    let input = sample.and_then(|sample| SampleInput::of_sample(sample).ok());
    let traces = run.as_ref().zip(input).map(|(run, input)| {
        let is_wanted = |script: TracedScript| script.rule_set_idx == run.rule_set_idx;
        runner.trace(&input, current_of(case), &is_wanted)
    });
    let mut traces = traces.unwrap_or_default();
    traces.retain(|trace| run.as_ref().is_some_and(|run| run.rule_set_idx == trace.rule_set_idx));
    CaseAnswer { run: run.map(Arc::new), traces: Arc::new(traces) }
}

/// What a script's value came from over all samples, entries of lists taken together.
fn origins(
    runner: &ProjectRunner,
    model: &ProjectModel,
    script: ScriptPlace,
    is_cancelled: &dyn Fn() -> bool,
) -> Option<Vec<OriginRow>> {
    let wanted = traced(script);
    let mut found: BTreeMap<Origin, BTreeMap<SourceRole, usize>> = BTreeMap::new();
    for sample in &model.samples {
        if is_cancelled() {
            return None;
        }
        let Ok(input) = SampleInput::of_sample(sample) else { continue };
        for rule in runner.trace(&input, CurrentRecord::Matched, &|other| Some(other) == wanted) {
            for (origin, role) in roles_of(&rule) {
                *found.entry(origin).or_default().entry(role).or_default() += 1;
            }
        }
    }
    let rows = found.into_iter().filter_map(|(origin, roles)| {
        let (role, n_samples) = roles.into_iter().next()?;
        Some(OriginRow {
            what: origin_words(&origin),
            attribute: origin.place.clone(),
            role,
            value: String::new(),
            n_samples,
        })
    });
    let mut rows: Vec<OriginRow> = rows.collect();
    rows.sort_by(|left, right| {
        (left.role, right.n_samples, &left.what).cmp(&(right.role, left.n_samples, &right.what))
    });
    Some(rows)
}

/// The origins of one sample's value without the places of entries, each with its strongest role.
fn roles_of(rule: &RuleTrace) -> BTreeMap<Origin, SourceRole> {
    let mut roles: BTreeMap<Origin, SourceRole> = BTreeMap::new();
    let sources = rule.trace.iter().flat_map(|trace| &trace.sources);
    for (source, origin) in sources.zip(&rule.origins) {
        let name = origin.name.clone();
        let origin = Origin { kind: origin.kind, path: name.clone(), place: name.clone(), name };
        let strongest = roles.entry(origin).or_insert(source.role);
        *strongest = (*strongest).min(source.role);
    }
    roles
}
