//! The sign-off sheet as one HTML file: styles inside, nothing loaded, fit for printing on A4.

use std::fmt::Write as _;

use crate::diagnostic::html_text;
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
    let title = html_text(&document.title);
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
        document.language
    );
    let _ = writeln!(out, "<p>{}</p>\n<dl class=\"facts\">", html_text(&document.purpose));
    for (label, value) in &document.facts {
        let _ = writeln!(out, "<dt>{}</dt><dd>{}</dd>", html_text(label), html_text(value));
    }
    let _ = writeln!(out, "</dl>\n<nav aria-label=\"{title}\"><ul>");
    for (idx, section) in document.sections.iter().enumerate() {
        let _ = writeln!(out, "<li><a href=\"#s{idx}\">{}</a></li>", html_text(&section.title));
    }
    out.push_str("</ul></nav>\n");
}

fn section_html(out: &mut String, idx: usize, section: &Section, more: &dyn Fn(usize) -> String) {
    let _ = writeln!(
        out,
        "<section aria-labelledby=\"s{idx}\">\n<h2 id=\"s{idx}\">{}</h2>",
        html_text(&section.title)
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
        html_text(&section.title)
    );
    for title in &table.head {
        let _ = write!(out, "<th scope=\"col\">{}</th>", html_text(title));
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
        let _ = writeln!(out, "<p class=\"quiet\">{}</p>", html_text(&more(table.n_more)));
    }
}

fn cell_html(out: &mut String, cell: &Cell, is_head: bool, is_field: bool) {
    out.push_str(if is_head { "<th scope=\"row\">" } else { "<td>" });
    match cell.lines.as_slice() {
        [RuleLine::Plain(title), RuleLine::Plain(name)] if is_head && is_field => {
            let _ = write!(out, "{}<br><span class=\"name\">{}</span>", html_text(title), html_text(name));
        }
        [RuleLine::Plain(text)] if cell.is_quiet => {
            let _ = write!(out, "<span class=\"quiet\">{}</span>", html_text(text));
        }
        [RuleLine::Plain(text)] => out.push_str(&html_text(text)),
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
            RuleLine::Plain(text) => write!(out, "<p>{}</p>", html_text(text)),
            RuleLine::Item(text) => write!(out, "<li>{}</li>", html_text(text)),
            RuleLine::Script(script) => write!(out, "<pre><code>{}</code></pre>", html_text(script)),
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
        html_text(&agreed.title),
        html_text(&agreed.text)
    );
    for line in &agreed.lines {
        let _ = writeln!(out, "<div><dt>{}</dt><dd></dd></div>", html_text(line));
    }
    out.push_str("</dl>\n</section>\n");
}
