//! The sign-off sheet as one HTML file: styles inside, nothing loaded, fit for printing on A4.

use std::fmt::Write as _;

use crate::report::document::{
    Agreed, Cell, Document, DocumentLimits, Section, SectionKind, Table, document,
};
use crate::report::{Language, RuleLine, SignOff};
use crate::target::TargetSchema;

const STYLE: &str = include_str!("../../assets/report/sheet.css");

/// The most rows of a lookup table on paper.
const LIMITS: DocumentLimits = DocumentLimits { most_rows: 40 };

/// The sheet as an HTML page.
pub fn sign_off_html(sign_off: &SignOff, target: &TargetSchema, language: Language) -> String {
    let words = language.words();
    let document = document(sign_off, target, words, LIMITS);
    let mut out = String::new();
    head(&mut out, &document);
    for (idx, section) in document.sections.iter().enumerate() {
        let more = |count: usize| words.fill("table.more", &[&count.to_string()]);
        section_html(&mut out, idx, section, &more);
    }
    agreed(&mut out, &document.agreed);
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn head(out: &mut String, document: &Document) {
    let title = escaped(&document.title);
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
        document.language
    );
    let _ = writeln!(out, "<p>{}</p>\n<dl class=\"facts\">", escaped(&document.purpose));
    for (label, value) in &document.facts {
        let _ = writeln!(out, "<dt>{}</dt><dd>{}</dd>", escaped(label), escaped(value));
    }
    let _ = writeln!(out, "</dl>\n<nav aria-label=\"{title}\"><ul>");
    for (idx, section) in document.sections.iter().enumerate() {
        let _ = writeln!(out, "<li><a href=\"#s{idx}\">{}</a></li>", escaped(&section.title));
    }
    out.push_str("</ul></nav>\n");
}

fn section_html(out: &mut String, idx: usize, section: &Section, more: &dyn Fn(usize) -> String) {
    let _ = writeln!(
        out,
        "<section aria-labelledby=\"s{idx}\">\n<h2 id=\"s{idx}\">{}</h2>",
        escaped(&section.title)
    );
    lines_html(out, &section.intro);
    if let Some(table) = &section.table {
        table_html(out, section, table, more);
    }
    out.push_str("</section>\n");
}

fn table_html(out: &mut String, section: &Section, table: &Table, more: &dyn Fn(usize) -> String) {
    let class = if matches!(section.kind, SectionKind::Results(_)) { " class=\"results\"" } else { "" };
    // What scrolls must be reachable by keyboard.
    let _ = writeln!(
        out,
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">\n<table{class}>\n<thead><tr>",
        escaped(&section.title)
    );
    for title in &table.head {
        let _ = write!(out, "<th scope=\"col\">{}</th>", escaped(title));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (idx, cell) in row.iter().enumerate() {
            let is_field = section.kind == SectionKind::Fields;
            cell_html(out, cell, idx == 0, is_field);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    if table.n_more > 0 {
        let _ = writeln!(out, "<p class=\"quiet\">{}</p>", escaped(&more(table.n_more)));
    }
}

fn cell_html(out: &mut String, cell: &Cell, is_head: bool, is_field: bool) {
    out.push_str(if is_head { "<th scope=\"row\">" } else { "<td>" });
    match cell.lines.as_slice() {
        [RuleLine::Plain(title), RuleLine::Plain(name)] if is_head && is_field => {
            let _ = write!(out, "{}<br><span class=\"name\">{}</span>", escaped(title), escaped(name));
        }
        [RuleLine::Plain(text)] if cell.is_quiet => {
            let _ = write!(out, "<span class=\"quiet\">{}</span>", escaped(text));
        }
        [RuleLine::Plain(text)] => out.push_str(&escaped(text)),
        lines => lines_html(out, lines),
    }
    out.push_str(if is_head { "</th>" } else { "</td>" });
}

/// Sentences as paragraphs, what they announce as a list.
fn lines_html(out: &mut String, lines: &[RuleLine]) {
    let mut is_list_open = false;
    for line in lines {
        let is_item = matches!(line, RuleLine::Item(_));
        if is_item != is_list_open {
            out.push_str(if is_item { "<ol>" } else { "</ol>" });
            is_list_open = is_item;
        }
        let _ = match line {
            RuleLine::Plain(text) => write!(out, "<p>{}</p>", escaped(text)),
            RuleLine::Item(text) => write!(out, "<li>{}</li>", escaped(text)),
            RuleLine::Script(script) => write!(out, "<pre><code>{}</code></pre>", escaped(script)),
        };
    }
    if is_list_open {
        out.push_str("</ol>");
    }
    out.push('\n');
}

fn agreed(out: &mut String, agreed: &Agreed) {
    let _ = writeln!(
        out,
        "<section class=\"agreed\" aria-labelledby=\"agreed\">\n<h2 id=\"agreed\">{}</h2>\n<p>{}</p>\n<dl>",
        escaped(&agreed.title),
        escaped(&agreed.text)
    );
    for line in &agreed.lines {
        let _ = writeln!(out, "<div><dt>{}</dt><dd></dd></div>", escaped(line));
    }
    out.push_str("</dl>\n</section>\n");
}

/// Text in HTML. Characters that HTML cannot hold are replaced.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' => escaped.push(character),
            other if other.is_control() => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}
