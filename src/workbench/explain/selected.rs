//! What is known of the selected sample: the traces of its run, what values came from, and what its
//! attributes reached.
//!
//! Not how it is traced, which is done with the whole run of a sample in the background.

use crate::mapping::{Origin, OriginKind, RuleTrace};
use crate::script::{SourceRole, TraceSource};
use crate::workbench::{OriginRow, ReachedRow, ScriptPlace, Workbench, display_value, origin_words};

impl Workbench {
    /// The trace of a rule or condition in the run of the selected sample; `None` for helper functions,
    /// for scripts that did not run on it, and while it is not known.
    pub fn rule_trace(&self, place: ScriptPlace) -> Option<&RuleTrace> {
        let script = self.traced_script(place)?;
        self.traces().iter().find(|trace| (trace.rule_set_idx, trace.rule_idx) == script)
    }

    /// The traces of all scripts that ran on the selected sample.
    pub fn traces(&self) -> &[RuleTrace] {
        self.preview.details(self.selection.sample).map_or(&[], |run| &run.traces)
    }

    /// What the value of a script came from for the selected sample: what reached it first, then what
    /// decided; each in the order in which it was read.
    pub fn origin_rows(&self, place: ScriptPlace) -> Vec<OriginRow> {
        let Some(trace) = self.rule_trace(place) else { return Vec::new() };
        let mut rows: Vec<OriginRow> = sources(trace)
            .filter(|(source, _)| source.role != SourceRole::Unused)
            .map(|(source, origin)| OriginRow {
                what: origin_words(origin),
                attribute: if is_attribute(origin) { origin.place.clone() } else { String::new() },
                role: source.role,
                value: source.value.shown.clone(),
                n_samples: 1,
            })
            .collect();
        rows.sort_by_key(|row| row.role);
        rows
    }

    /// The fields that an attribute of the selected sample reached or decided, in the order of the rules.
    /// `attribute` is its path in the payload with the places of entries, `emails[0].value`.
    pub fn fields_reached(&self, attribute: &str) -> Vec<ReachedRow> {
        let rows = self.traces().iter().filter_map(|trace| {
            let roles = sources(trace)
                .filter(|(_, origin)| is_attribute(origin) && is_same_part(&origin.place, attribute))
                .map(|(source, _)| source.role);
            let role = roles.min().filter(|role| *role != SourceRole::Unused)?;
            let script = match trace.rule_idx {
                Some(rule) => ScriptPlace::Rule { rule_set: trace.rule_set_idx, rule },
                None => ScriptPlace::Condition { rule_set: trace.rule_set_idx },
            };
            let outcome = trace.outcome.as_ref();
            Some(ReachedRow {
                script,
                field: outcome.map_or_else(|| trace.title.clone(), |outcome| outcome.field.clone()),
                role,
                value: outcome.map(|outcome| display_value(&outcome.value)).unwrap_or_default(),
            })
        });
        rows.collect()
    }

    /// The paths of the attributes that were read in the run of the selected sample, with the places of
    /// entries, each once and in order.
    pub fn attributes_read(&self) -> Vec<&str> {
        let origins = self.traces().iter().flat_map(|trace| &trace.origins);
        let mut read: Vec<&str> =
            origins.filter(|origin| is_attribute(origin)).map(|origin| origin.place.as_str()).collect();
        read.sort_unstable();
        read.dedup();
        read
    }

    /// The script as the preview counts it, which may be of an older state.
    fn traced_script(&self, place: ScriptPlace) -> Option<(usize, Option<usize>)> {
        let (rule_set_idx, rule_idx) = match place {
            ScriptPlace::Rule { rule_set, rule } => {
                let field = &self.model.mapping.rule_sets.get(rule_set)?.rules.get(rule)?.field;
                (rule_set, Some(self.preview.rule_for(rule_set, rule, field)?))
            }
            ScriptPlace::Condition { rule_set } => (rule_set, None),
            ScriptPlace::Functions => return None,
        };
        Some((rule_set_idx, rule_idx))
    }
}

/// Whether two paths are the same attribute, or one is a part of the other. Both name entries by place.
pub fn is_same_part(one: &str, other: &str) -> bool {
    let is_part = |whole: &str, part: &str| {
        part.strip_prefix(whole)
            .is_some_and(|rest| whole.is_empty() || rest.is_empty() || rest.starts_with(['.', '[', ':']))
    };
    is_part(one, other) || is_part(other, one)
}

fn sources(trace: &RuleTrace) -> impl Iterator<Item = (&TraceSource, &Origin)> {
    trace.trace.iter().flat_map(|of| &of.sources).zip(&trace.origins)
}

fn is_attribute(origin: &Origin) -> bool {
    origin.kind == OriginKind::Attribute && !origin.place.is_empty()
}

#[cfg(test)]
mod tests {
    use super::is_same_part;

    #[test]
    fn a_part_is_known_by_its_path() {
        let check = |one: &str, other: &str, expected: bool| {
            assert_eq!(is_same_part(one, other), expected, "{one} {other}");
            assert_eq!(is_same_part(other, one), expected, "{other} {one}");
        };
        check("emails[0].value", "emails", true);
        check("emails[0]", "emails[0].value", true);
        check("emails[0]", "emails[1]", false);
        check("title", "titles", false);
        check("urn:x:User", "urn:x:User:department", true);
        check("title", "title", true);
    }
}
