//! The sign-off sheet as Markdown, for a wiki or a ticket.

use std::fmt::Write as _;

use crate::report::document::{Cell, DocumentLimits, Section, SectionKind, document};
use crate::report::{Language, RuleLine, SignOff};
use crate::target::TargetSchema;

const LIMITS: DocumentLimits = DocumentLimits { most_rows: 40 };

/// The sheet as Markdown with tables.
pub fn sign_off_markdown(sign_off: &SignOff, target: &TargetSchema, language: Language) -> String {
    let words = language.words();
    let document = document(sign_off, target, words, LIMITS);
    let mut out = format!("# {}\n\n{}\n\n", escaped(&document.title), escaped(&document.purpose));
    for (label, value) in &document.facts {
        let _ = writeln!(out, "- {}: {}", escaped(label), escaped(value));
    }
    for section in &document.sections {
        let _ = write!(out, "\n## {}\n\n", escaped(&section.title));
        intro(&mut out, &section.intro);
        if let Some(table) = &section.table {
            row(&mut out, table.head.iter().map(|title| escaped(title)));
            row(&mut out, table.head.iter().map(|_| "---".to_owned()));
            for cells in &table.rows {
                row(&mut out, cells.iter().enumerate().map(|(idx, cell)| cell_text(section, idx, cell)));
            }
            if table.n_more > 0 {
                let _ = writeln!(out, "\n{}", words.fill("table.more", &[&table.n_more.to_string()]));
            }
        }
    }
    let agreed = &document.agreed;
    let _ = write!(out, "\n## {}\n\n{}\n\n", escaped(&agreed.title), escaped(&agreed.text));
    for line in &agreed.lines {
        let _ = writeln!(out, "- {}: ____________________", escaped(line));
    }
    out
}

fn intro(out: &mut String, lines: &[RuleLine]) {
    for line in lines {
        let _ = match line {
            RuleLine::Plain(text) => writeln!(out, "{}\n", escaped(text)),
            RuleLine::Item(text) => writeln!(out, "1. {}", escaped(text)),
            // Of a fence, only a longer run of its own character is an end.
            RuleLine::Script(script) => writeln!(out, "\n~~~~~~~~\n{script}\n~~~~~~~~\n"),
        };
    }
    if matches!(lines.last(), Some(RuleLine::Item(_))) {
        out.push('\n');
    }
}

fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    out.push('|');
    for cell in cells {
        let _ = write!(out, " {cell} |");
    }
    out.push('\n');
}

fn cell_text(section: &Section, idx: usize, cell: &Cell) -> String {
    let is_name = |line: usize| section.kind == SectionKind::Fields && idx == 0 && line == 1;
    let mut n_items = 0;
    let lines = cell.lines.iter().enumerate().map(|(line, content)| match content {
        RuleLine::Plain(text) if is_name(line) => code(text),
        RuleLine::Plain(text) if cell.is_quiet && !text.is_empty() => format!("*{}*", escaped(text)),
        RuleLine::Plain(text) => escaped(text),
        RuleLine::Item(text) => {
            n_items += 1;
            format!("{n_items}\\. {}", escaped(text))
        }
        RuleLine::Script(script) => script.lines().map(code).collect::<Vec<_>>().join("<br>"),
    });
    lines.collect::<Vec<_>>().join("<br>")
}

/// A line of code within a table.
fn code(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let text = text.replace('|', "\\|");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// Text without what Markdown would read as a sign.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '\n' => escaped.push_str("<br>"),
            '&' => escaped.push_str("&amp;"),
            other if other.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}
