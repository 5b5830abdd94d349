//! Makes a trace of what was recorded.

use std::collections::BTreeMap;

use crate::script::lower::{ReadPath, TreeUse};
use crate::script::trace::flow::{RawPath, RawStep, SourceId};
use crate::script::trace::recorder::Recorder;
use crate::script::trace::resolve::{path_at, value_at};
use crate::script::{
    Evaluation, LimitKind, LimitUse, Reads, SourcePath, SourceRole, Trace, TraceEvent, TraceResult,
    TraceSource, TraceValue,
};
use crate::value::Value;

/// The variables of a script.
#[derive(Clone, Copy)]
pub(crate) struct Variables<'v> {
    pub names: &'v [String],
    pub values: &'v [Value<'v>],
}

/// The trace of an evaluation on the tree.
pub(super) fn of_tree(
    mut recorder: Recorder<'_, '_>,
    variables: Variables<'_>,
    reads: &Reads,
    evaluation: &Evaluation<'_>,
) -> Trace {
    let flow = recorder.finish();
    let mut roles: BTreeMap<SourceId, SourceRole> = BTreeMap::new();
    for (set, role) in [
        (&recorder.read, SourceRole::Unused),
        (&flow.decided, SourceRole::Decided),
        (&flow.reached, SourceRole::Reached),
    ] {
        roles.extend(set.iter().map(|source| (source, role)));
    }
    let mut gathered = Gathered { variables, sources: Vec::new(), numbers: BTreeMap::new() };
    // In the order in which they were first read; those that nothing was read of come last.
    let mut steps = std::mem::take(&mut recorder.writer.steps);
    for step in &mut steps {
        if let TraceEvent::Read { source } = &mut step.event {
            let id = SourceId::try_from(*source).unwrap_or_default();
            let role = roles.get(&id).copied().unwrap_or(SourceRole::Unused);
            *source = recorder.sources.get(id).map(|path| gathered.add(path, role)).unwrap_or_default();
        }
    }
    for (id, role) in &roles {
        if let Some(path) = recorder.sources.get(*id) {
            gathered.add(path, *role);
        }
    }
    if !recorder.has_followed() {
        gathered.add_reads(reads);
    }
    Trace {
        steps,
        is_cut: recorder.writer.is_cut,
        sources: gathered.sources,
        result: result_of(evaluation),
        left_to_rhai: None,
        limits: recorder.used.map(|used| limits_of(used, recorder.most_calls)).unwrap_or_default(),
    }
}

/// The trace of an evaluation in rhai, of which only what the script can read is known.
pub(super) fn of_rhai(
    variables: Variables<'_>,
    reads: &Reads,
    evaluation: &Evaluation<'_>,
    why: String,
    steps: LimitUse,
) -> Trace {
    let mut gathered = Gathered { variables, sources: Vec::new(), numbers: BTreeMap::new() };
    gathered.add_reads(reads);
    Trace {
        steps: Vec::new(),
        is_cut: false,
        sources: gathered.sources,
        result: result_of(evaluation),
        left_to_rhai: Some(why),
        limits: vec![steps],
    }
}

struct Gathered<'v> {
    variables: Variables<'v>,
    sources: Vec<TraceSource>,
    numbers: BTreeMap<SourcePath, usize>,
}

impl Gathered<'_> {
    fn add(&mut self, path: &RawPath, role: SourceRole) -> usize {
        let Variables { names, values } = self.variables;
        let value = TraceValue::of(value_at(values, path));
        let path = path_at(values, names, path);
        let number = *self.numbers.entry(path.clone()).or_insert(self.sources.len());
        match self.sources.get_mut(number) {
            // The strongest role comes first.
            Some(known) => known.role = known.role.min(role),
            None => self.sources.push(TraceSource { path, value, role }),
        }
        number
    }

    /// Everything that the script can read.
    fn add_reads(&mut self, reads: &Reads) {
        for ReadPath { variable, names } in &reads.paths {
            let Some(input) = self.variables.names.iter().position(|name| name == variable) else { continue };
            let mut path = RawPath { input, steps: Vec::new() };
            for name in names {
                // Which entries of a list are read is not known.
                if matches!(value_at(self.variables.values, &path), Value::List(_)) {
                    break;
                }
                path.steps.push(RawStep::Name(name.clone()));
            }
            self.add(&path, SourceRole::Reached);
        }
    }
}

fn result_of(evaluation: &Evaluation<'_>) -> TraceResult {
    match evaluation {
        Evaluation::Value(value) => TraceResult::Value(TraceValue::of(*value)),
        Evaluation::Nothing => TraceResult::Nothing,
        Evaluation::Clear => TraceResult::Clear,
        Evaluation::Reject(why) => TraceResult::Reject((*why).to_owned()),
        Evaluation::Failed(error) => TraceResult::Failed(error.message.clone()),
    }
}

fn limits_of(used: TreeUse, calls: usize) -> Vec<LimitUse> {
    let wide = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    vec![
        LimitUse { kind: LimitKind::Steps, used: used.steps.0.into(), most: used.steps.1.into() },
        LimitUse { kind: LimitKind::Calls, used: wide(calls), most: used.most_calls.into() },
        LimitUse { kind: LimitKind::Memory, used: wide(used.bytes.0), most: wide(used.bytes.1) },
    ]
}
