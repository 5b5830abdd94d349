//! A simulation as a page for a person.

use std::fmt::Write as _;

use crate::cli::simulate::Report;
use crate::mapping::RunStatus;
use crate::simulate::{AttributeChange, FieldChange, Label, RecordBasis, RecordChange};
use crate::workbench::display_value;

/// The page: of each request the answer and the attributes, then what came of the record.
pub(super) fn render(report: &Report) -> String {
    let mut text = String::new();
    if let Some(client) = &report.client {
        let _ = writeln!(text, "Client {client}");
    }
    if report.steps.is_empty() {
        render_step(&mut text, report);
    } else {
        for step in &report.steps {
            render_step(&mut text, step);
        }
        text.push_str("\nAll requests together\n");
        render_record(&mut text, report);
    }
    if report.all_fields().any(|change| change.resend) || report.attributes.iter().any(|change| change.resend)
    {
        text.push_str("\n↻ the client sends it again\n");
    }
    text
}

fn render_step(text: &mut String, step: &Report) {
    text.push('\n');
    let part = |name| step.request.as_ref().and_then(|request| request[name].as_str()).unwrap_or_default();
    let title = part("title");
    let title = if title.is_empty() { String::new() } else { format!("  {title}") };
    let _ = writeln!(text, "{} {} → {}{title}", part("method"), part("path"), step.status);
    if let Some(error) = &step.error {
        let _ = writeln!(text, "  refused: {error}");
    }
    for note in &step.notes {
        let _ = writeln!(text, "  {note}");
    }
    for repair in &step.repairs {
        let _ = writeln!(text, "  repaired: {}", repair.message());
    }
    let widths = step.attributes.iter().map(|change| short_path(&change.path).chars().count());
    let width = widths.max().unwrap_or(0).min(40);
    for change in &step.attributes {
        render_attribute(text, change, width);
    }
    render_record(text, step);
    for member in &step.members {
        render_member(text, member);
    }
}

fn render_attribute(text: &mut String, change: &AttributeChange, width: usize) {
    let mark = mark(change.label, change.resend);
    let values = from_to(change.label, &display_value(&change.before), &display_value(&change.after));
    let _ = writeln!(text, "  {mark} {:width$}  {values}", short_path(&change.path));
    let _ = writeln!(text, "     {}", change.reason);
}

/// The path without the URN before it.
fn short_path(path: &str) -> &str {
    let head = path.split('[').next().unwrap_or_default();
    let is_full = head.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("urn:"));
    let start = head.rfind(':').filter(|_| is_full).map_or(0, |colon| colon + 1);
    path.get(start..).unwrap_or(path)
}

fn render_record(text: &mut String, report: &Report) {
    let Some(record_type) = &report.record_type else { return };
    let basis = report.basis.as_ref().map(basis_words).unwrap_or_default();
    let status = report.record_status.map(RunStatus::word).unwrap_or_default();
    let reason = report.reason.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default();
    let _ = writeln!(text, "\n  {record_type}, {basis}: {status}{reason}");
    render_fields(text, &report.fields);
}

fn render_member(text: &mut String, member: &RecordChange) {
    let reason = member.reason.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default();
    let (subject, because, status) = (&member.subject, &member.because, member.status.word());
    let _ = writeln!(text, "\n  {} of {subject}, {because}: {status}{reason}", member.record_type);
    render_fields(text, &member.fields);
}

/// The fields that change, with their reasons; the others by name.
fn render_fields(text: &mut String, fields: &[FieldChange]) {
    let is_quiet = |change: &FieldChange| change.label == Label::Kept && !change.resend;
    let width = fields.iter().map(|change| change.field.len()).max().unwrap_or(0);
    let loud = fields.iter().filter(|change| !is_quiet(change));
    for change in loud {
        let mark = mark(change.label, change.resend);
        let values = from_to(change.label, &display_value(&change.before), &display_value(&change.after));
        let _ = writeln!(text, "  {mark} {:width$}  {values}", change.field);
        let _ = writeln!(text, "     {}", change.reason);
    }
    for change in fields.iter().filter(|change| is_quiet(change)) {
        let value = display_value(&change.after);
        let value = if value.is_empty() { "nothing".to_owned() } else { value };
        let _ = writeln!(
            text,
            "  {} {:width$}  {value}  ({})",
            mark(change.label, false),
            change.field,
            change.reason
        );
    }
}

fn mark(label: Label, resend: bool) -> String {
    let sign = match label {
        Label::Set => '+',
        Label::Kept => '=',
        Label::Cleared => '0',
        Label::Rejected => '!',
    };
    format!("{sign}{}", if resend { '↻' } else { ' ' })
}

fn from_to(label: Label, before: &str, after: &str) -> String {
    let shown = |text: &str| if text.is_empty() { "nothing".to_owned() } else { text.to_owned() };
    match label {
        Label::Kept | Label::Rejected => shown(after),
        Label::Set | Label::Cleared => format!("{} → {}", shown(before), shown(after)),
    }
}

fn basis_words(basis: &RecordBasis) -> &'static str {
    match basis {
        RecordBasis::Given => "the given record",
        RecordBasis::Linked => "the record linked to it",
        RecordBasis::Matched => "the record with the same value in the match field",
        RecordBasis::Derived => "the record that the mapping makes of the stored resource",
        RecordBasis::New => "a new record",
    }
}

impl Report {
    /// The fields of the record and of those of members.
    fn all_fields(&self) -> impl Iterator<Item = &FieldChange> {
        self.fields.iter().chain(self.members.iter().flat_map(|member| &member.fields))
    }
}
