//! An expected and an actual value as text in which the words that differ stand out.

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Ui};

use crate::gui::theme::{Tokens, body_font, semibold_font};
use crate::workbench::{CaseFieldRow, FieldVerdict, ShownPart};

/// What is expected: what is not there any more is marked as taken out.
pub(super) fn expected_job(ui: &Ui, row: &CaseFieldRow) -> LayoutJob {
    let tokens = Tokens::of(ui);
    if row.verdict == FieldVerdict::NotCompared {
        return weak_job(ui, "not compared");
    }
    job(ui, &row.shown.expected, (row.verdict, tokens.failed_surface))
}

/// What is there: what is not expected is marked as added.
pub(super) fn actual_job(ui: &Ui, row: &CaseFieldRow) -> LayoutJob {
    job(ui, &row.shown.actual, (row.verdict, Tokens::of(ui).set_surface))
}

fn job(ui: &Ui, parts: &[ShownPart], (verdict, behind): (FieldVerdict, Color32)) -> LayoutJob {
    if parts.is_empty() {
        return weak_job(ui, "no value");
    }
    let tokens = Tokens::of(ui);
    let mut job = LayoutJob { break_on_newline: false, ..LayoutJob::default() };
    for part in parts {
        let plain = if verdict == FieldVerdict::Differs { tokens.text_strong } else { tokens.text };
        let format = if part.differs {
            TextFormat { background: behind, ..TextFormat::simple(semibold_font(), tokens.text_strong) }
        } else {
            TextFormat::simple(body_font(), plain)
        };
        job.append(&part.text, 0.0, format);
    }
    job
}

fn weak_job(ui: &Ui, text: &str) -> LayoutJob {
    LayoutJob::single_section(text.to_owned(), TextFormat::simple(body_font(), Tokens::of(ui).text_weak))
}
