//! The summary of a bulk run as text.

use std::fmt::Write as _;

use crate::bulk::{BulkSummary, Finding, RuleSetCounts};

/// The numbers as a table for people: totals, outcomes by field, diagnostics, reasons, bad lines.
/// `seconds` is how long it took.
pub fn render_summary(summary: &BulkSummary, seconds: f64) -> String {
    let mut text = String::new();
    totals(&mut text, summary, seconds);
    for counts in &summary.rule_sets {
        outcomes(&mut text, counts);
    }
    findings(&mut text, &summary.findings);
    reasons(&mut text, summary);
    bad_lines(&mut text, summary);
    text
}

fn totals(text: &mut String, summary: &BulkSummary, seconds: f64) {
    let rate = summary.resources as f64 / seconds.max(1e-6);
    let _ = writeln!(
        text,
        "{} resources on {} lines in {seconds:.1} s ({rate:.0} a second)",
        summary.resources, summary.lines
    );
    let numbers = [
        ("written", summary.written, true),
        ("of these with a rule that failed", summary.with_failed_rules, false),
        ("rejected", summary.rejected, true),
        ("failed", summary.failed, true),
        ("of another record type", summary.passed_over, false),
        ("bad", summary.bad, true),
    ];
    for (name, number, is_always) in numbers {
        if is_always || number > 0 {
            let _ = writeln!(text, "{number:>10}  {name}");
        }
    }
}

fn outcomes(text: &mut String, counts: &RuleSetCounts) {
    let width = counts.fields.iter().map(|field| field.field.chars().count()).max().unwrap_or(0);
    let width = width.max(counts.record_type.chars().count());
    let head = ["set", "kept", "cleared", "failed", "skipped"].map(|word| format!("{word:>10}")).concat();
    let _ = writeln!(text, "\n{:width$}{head}", counts.record_type);
    for field in &counts.fields {
        let row = field.counts.map(|count| format!("{count:>10}")).concat();
        let _ = writeln!(text, "{:width$}{row}", field.field);
    }
}

fn findings(text: &mut String, findings: &[Finding]) {
    if findings.is_empty() {
        return;
    }
    let width = findings.iter().map(|finding| finding.field.chars().count()).max().unwrap_or(0).max(5);
    let _ = writeln!(
        text,
        "\n{:>10}  {:7}  {:4}  {:width$}  first line and message",
        "diagnostic", "", "code", "field"
    );
    for finding in findings {
        let Finding { code, severity, field, count, first_line, message } = finding;
        let _ =
            writeln!(text, "{count:>10}  {severity:7}  {code:4}  {field:width$}  {first_line}: {message}");
    }
}

fn reasons(text: &mut String, summary: &BulkSummary) {
    if summary.reasons.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{:>10}  {:8}  first line and reason", "no record", "");
    for reason in &summary.reasons {
        let why = if reason.reason.is_empty() { "other reasons" } else { &reason.reason };
        let _ = writeln!(text, "{:>10}  {:8}  {}: {why}", reason.count, reason.status, reason.first_line);
    }
}

fn bad_lines(text: &mut String, summary: &BulkSummary) {
    if summary.bad_lines.is_empty() {
        return;
    }
    text.push_str("\nbad lines\n");
    for bad in &summary.bad_lines {
        let _ = writeln!(text, "{:>10}  {}", bad.line, bad.message);
    }
    let n_more = summary.bad.saturating_sub(summary.bad_lines.len() as u64);
    if n_more > 0 {
        let _ = writeln!(text, "            and {n_more} more");
    }
}
