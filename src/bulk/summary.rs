//! What came of a bulk run, in numbers.
//!
//! Not their look, which is in `report`.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::mapping::{OutcomeKind, RecordRun, RunStatus};

/// How many bad lines are kept to be shown.
const MOST_BAD_LINES: usize = 20;

/// How many different reasons are counted each for itself.
const MOST_REASONS: usize = 50;

/// How many different kinds of findings are counted; there are not many codes and fields.
const MOST_FINDINGS: usize = 1000;

/// Numbers of a bulk run, or of a part of one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkSummary {
    /// Lines of the input.
    pub lines: u64,
    /// Users and groups that were read.
    pub resources: u64,
    /// Records that are written.
    pub written: u64,
    /// Records that the mapping decided not to write.
    pub rejected: u64,
    /// Records that cannot be written, and resources that the mapping has no rules for.
    pub failed: u64,
    /// Of the records that are written those with a rule that failed.
    pub with_failed_rules: u64,
    /// Resources of another kind than the record type that was asked for.
    pub passed_over: u64,
    /// Lines and elements that cannot be read, or are no user or group.
    pub bad: u64,
    /// The first bad lines, in order.
    pub bad_lines: Vec<BadLine>,
    /// Outcomes by rule set and field, of the records that were not rejected.
    pub rule_sets: Vec<RuleSetCounts>,
    /// Diagnostics by code and field, in the order in which they were first met.
    pub findings: Vec<Finding>,
    /// Why records were rejected or failed, in the order in which that was first met.
    pub reasons: Vec<Reason>,
}

/// One line that could not be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadLine {
    /// The line of the input, from 1.
    pub line: usize,
    /// What is wrong, in one sentence.
    pub message: String,
}

/// The outcomes of one rule set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSetCounts {
    /// The index of the rule set in the mapping.
    pub rule_set_idx: usize,
    /// What it makes.
    pub record_type: String,
    /// One for each rule, in the order of the rules.
    pub fields: Vec<FieldCounts>,
}

/// The outcomes of one rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldCounts {
    /// The field's name.
    pub field: String,
    /// How often there was which outcome, in the order of [`OutcomeKind`].
    pub counts: [u64; 5],
}

/// One kind of diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Its code, such as `V503`.
    pub code: String,
    /// `error`, `warning` or `note`.
    pub severity: String,
    /// The field of the rule that gave it; empty when it speaks of the input.
    pub field: String,
    /// How often.
    pub count: u64,
    /// The line of the first one.
    pub first_line: usize,
    /// The message of the first one.
    pub message: String,
}

/// One reason for which no record is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// `rejected` or `failed`.
    pub status: String,
    /// The reason; empty for all that are not counted each for itself.
    pub reason: String,
    /// How often.
    pub count: u64,
    /// The line of the first one.
    pub first_line: usize,
}

impl BulkSummary {
    /// Whether something did not go as it should: a bad line, a record or a rule that failed.
    pub fn has_failures(&self) -> bool {
        self.bad > 0 || self.failed > 0 || self.with_failed_rules > 0
    }

    /// Counts one run of a rule set.
    pub(super) fn count_run(&mut self, line: usize, run: &RecordRun<'_>) {
        match run.status {
            RunStatus::Written => self.written += 1,
            RunStatus::Rejected => self.rejected += 1,
            RunStatus::Failed => self.failed += 1,
        }
        if run.status != RunStatus::Written {
            self.count_reason(run.status, run.reason.as_deref().unwrap_or_default(), line);
        }
        let mut has_failed_rule = false;
        for outcome in &run.outcomes {
            for finding in &outcome.findings {
                has_failed_rule |= finding.severity() == Severity::Error;
                let diagnostic = || finding.to_diagnostic(outcome.rule_title);
                self.count_finding(finding.code(), diagnostic, outcome.field, line);
            }
        }
        self.with_failed_rules += u64::from(has_failed_rule && run.status == RunStatus::Written);
        if run.status != RunStatus::Rejected {
            self.count_outcomes(run);
        }
    }

    fn count_outcomes(&mut self, run: &RecordRun<'_>) {
        let known = self.rule_sets.iter().position(|counts| counts.rule_set_idx == run.rule_set_idx);
        let idx = known.unwrap_or_else(|| {
            let field = |name: &str| FieldCounts { field: name.to_owned(), counts: [0; 5] };
            self.rule_sets.push(RuleSetCounts {
                rule_set_idx: run.rule_set_idx,
                record_type: run.record_type.to_owned(),
                fields: run.outcomes.iter().map(|outcome| field(outcome.field)).collect(),
            });
            self.rule_sets.len() - 1
        });
        let Some(counts) = self.rule_sets.get_mut(idx) else { return };
        for (field, outcome) in counts.fields.iter_mut().zip(&run.outcomes) {
            if let Some(count) = field.counts.get_mut(position(outcome.outcome)) {
                *count += 1;
            }
        }
    }

    /// Counts a resource that no rule set is for.
    pub(super) fn count_without_rules(&mut self, line: usize, reason: &str) {
        self.failed += 1;
        self.count_reason(RunStatus::Failed, reason, line);
    }

    fn count_reason(&mut self, status: RunStatus, reason: &str, line: usize) {
        let is_it = |known: &&mut Reason| known.status == status.word() && known.reason == reason;
        if let Some(known) = self.reasons.iter_mut().find(is_it) {
            known.count += 1;
            return;
        }
        let reason = Reason {
            status: status.word().to_owned(),
            reason: reason.to_owned(),
            count: 1,
            first_line: line,
        };
        self.add_reason(reason);
    }

    fn add_reason(&mut self, mut reason: Reason) {
        if self.reasons.len() >= MOST_REASONS {
            reason.reason.clear();
        }
        let is_it = |known: &&mut Reason| known.status == reason.status && known.reason == reason.reason;
        match self.reasons.iter_mut().find(is_it) {
            Some(known) => known.count += reason.count,
            None => self.reasons.push(reason),
        }
    }

    /// Counts a diagnostic about the input.
    pub(super) fn count_diagnostic(&mut self, diagnostic: &Diagnostic, line: usize) {
        self.count_finding(diagnostic.code, || diagnostic.clone(), "", line);
    }

    /// Counts a finding, which is put into words only when it is the first of its kind.
    fn count_finding(&mut self, code: Code, in_words: impl FnOnce() -> Diagnostic, field: &str, line: usize) {
        let is_it = |known: &&mut Finding| known.code == code.id() && known.field == field;
        if let Some(known) = self.findings.iter_mut().find(is_it) {
            known.count += 1;
            return;
        }
        let diagnostic = in_words();
        self.add_finding(Finding {
            code: code.id().to_owned(),
            severity: diagnostic.severity.word().to_owned(),
            field: field.to_owned(),
            count: 1,
            first_line: line,
            message: diagnostic.message.clone(),
        });
    }

    fn add_finding(&mut self, finding: Finding) {
        let has_room = self.findings.len() < MOST_FINDINGS;
        let is_it = |known: &&mut Finding| known.code == finding.code && known.field == finding.field;
        match self.findings.iter_mut().find(is_it) {
            Some(known) => known.count += finding.count,
            None if has_room => self.findings.push(finding),
            None => {}
        }
    }

    /// Counts a line that cannot be used.
    pub(super) fn count_bad(&mut self, line: usize, message: &str) {
        self.bad += 1;
        if self.bad_lines.len() < MOST_BAD_LINES {
            self.bad_lines.push(BadLine { line, message: message.to_owned() });
        }
    }

    /// Adds the numbers of the part of the input that follows.
    pub(super) fn add(&mut self, following: Self) {
        let numbers = [
            (&mut self.lines, following.lines),
            (&mut self.resources, following.resources),
            (&mut self.written, following.written),
            (&mut self.rejected, following.rejected),
            (&mut self.failed, following.failed),
            (&mut self.with_failed_rules, following.with_failed_rules),
            (&mut self.passed_over, following.passed_over),
            (&mut self.bad, following.bad),
        ];
        for (sum, number) in numbers {
            *sum += number;
        }
        self.bad_lines.extend(following.bad_lines);
        self.bad_lines.truncate(MOST_BAD_LINES);
        following.findings.into_iter().for_each(|finding| self.add_finding(finding));
        following.reasons.into_iter().for_each(|reason| self.add_reason(reason));
        for counts in following.rule_sets {
            match self.rule_sets.iter_mut().find(|known| known.rule_set_idx == counts.rule_set_idx) {
                Some(known) => known.add(&counts),
                None => self.rule_sets.push(counts),
            }
        }
        self.rule_sets.sort_by_key(|counts| counts.rule_set_idx);
    }
}

impl RuleSetCounts {
    fn add(&mut self, following: &Self) {
        for (sum, counts) in self.fields.iter_mut().zip(&following.fields) {
            for (sum, count) in sum.counts.iter_mut().zip(counts.counts) {
                *sum += count;
            }
        }
    }
}

fn position(kind: OutcomeKind) -> usize {
    match kind {
        OutcomeKind::Set => 0,
        OutcomeKind::Kept => 1,
        OutcomeKind::Cleared => 2,
        OutcomeKind::Failed => 3,
        OutcomeKind::Skipped => 4,
    }
}
