//! A comparison as one page that needs nothing besides: no scripts, no network, light and dark.

use std::fmt::Write as _;

use crate::change::page::{ChangeGroup, ChangeRow, change_rows, count_words};
use crate::change::{ChangeSet, DiffLine, DiffLineKind};
use crate::diagnostic::html_text;
use crate::mapping::{FileContent, Provenance};

/// One of the two sides.
#[derive(Clone, Copy, Debug)]
pub struct ComparedVersion<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The mapping.
    pub content: &'a FileContent,
    /// Where it comes from, as far as that is known.
    pub provenance: &'a Provenance,
}

/// The page.
pub fn render_page(before: &ComparedVersion<'_>, after: &ComparedVersion<'_>, changes: &ChangeSet) -> String {
    let rows = change_rows(changes);
    let title = format!("What differs between {} and {}", before.name, after.name);
    let mut page = String::new();
    let _ = write!(
        page,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<h1>{title}</h1>\n",
        title = html_text(&title),
        style = include_str!("../../../assets/html/compare.css"),
    );
    sides(&mut page, before, after);
    let _ = writeln!(page, "<p class=\"count\">{}</p>", html_text(&count_words(changes)));
    filters(&mut page, &rows);
    for group in ChangeGroup::ALL {
        section(&mut page, group, &rows);
    }
    layout(&mut page, changes);
    page.push_str("</body>\n</html>\n");
    page
}

/// A table with what the two sides are.
fn sides(page: &mut String, before: &ComparedVersion<'_>, after: &ComparedVersion<'_>) {
    page.push_str("<table class=\"sides\">\n<thead><tr><th scope=\"col\"></th><th scope=\"col\">Before</th>");
    page.push_str("<th scope=\"col\">After</th></tr></thead>\n<tbody>\n");
    let rows = [
        ("Read from", [before.name, after.name]),
        ("Name", [before.content.name.as_str(), &after.content.name]),
        ("Environment", [&before.provenance.environment, &after.provenance.environment]),
        ("Account", [&before.provenance.account, &after.provenance.account]),
        ("Exported", [&before.provenance.exported_at, &after.provenance.exported_at]),
        ("Digest", [&before.provenance.digest, &after.provenance.digest]),
    ];
    for (title, [before, after]) in rows {
        let _ = writeln!(
            page,
            "<tr><th scope=\"row\">{title}</th><td>{}</td><td>{}</td></tr>",
            html_text(before),
            html_text(after)
        );
    }
    page.push_str("</tbody>\n</table>\n");
}

/// A box to tick for every kind of change that there is. The style hides what is not ticked.
fn filters(page: &mut String, rows: &[ChangeRow]) {
    if rows.is_empty() {
        return;
    }
    page.push_str("<fieldset class=\"filters\">\n<legend>Show</legend>\n");
    for group in ChangeGroup::ALL {
        let count = rows.iter().filter(|row| row.group == group).count();
        if count > 0 {
            let (id, title) = (id(group), group.title());
            let _ = writeln!(
                page,
                "<label><input type=\"checkbox\" id=\"show-{id}\" checked> {title} ({count})</label>"
            );
        }
    }
    page.push_str("</fieldset>\n");
}

fn section(page: &mut String, group: ChangeGroup, rows: &[ChangeRow]) {
    let rows: Vec<&ChangeRow> = rows.iter().filter(|row| row.group == group).collect();
    if rows.is_empty() {
        return;
    }
    let id = id(group);
    let _ = writeln!(
        page,
        "<section class=\"{id}\" aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>",
        group.title()
    );
    for row in rows {
        let (kind, subject) = (html_text(&row.kind), html_text(&row.subject));
        let _ =
            writeln!(page, "<details open>\n<summary><span class=\"kind\">{kind}</span> {subject}</summary>");
        if !row.note.is_empty() {
            let _ = writeln!(page, "<p>{}</p>", html_text(&row.note));
        }
        if !row.lines.is_empty() {
            lines(page, row);
        }
        page.push_str("</details>\n");
    }
    page.push_str("</section>\n");
}

fn lines(page: &mut String, row: &ChangeRow) {
    let caption = html_text(&format!("{} line by line", row.subject));
    let _ = writeln!(page, "<table class=\"lines\">\n<caption>{caption}</caption>");
    page.push_str("<thead><tr><th scope=\"col\">Before</th><th scope=\"col\">After</th>");
    page.push_str("<th scope=\"col\">Change</th><th scope=\"col\">Line</th></tr></thead>\n<tbody>\n");
    for line in &row.lines {
        let number = |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
        let (class, sign, words) = match line.kind {
            DiffLineKind::Same => ("same", "", "the same"),
            DiffLineKind::Removed => ("removed", "−", "removed"),
            DiffLineKind::Added => ("added", "+", "added"),
        };
        let _ = writeln!(
            page,
            "<tr class=\"{class}\"><td>{}</td><td>{}</td><td aria-label=\"{words}\">{sign}</td><td><code>{}</code></td></tr>",
            number(line.before_line),
            number(line.after_line),
            pieces(line),
        );
    }
    page.push_str("</tbody>\n</table>\n");
}

/// The line, with what changed in it as deleted or inserted text.
fn pieces(line: &DiffLine) -> String {
    let mark = match line.kind {
        DiffLineKind::Removed => "del",
        DiffLineKind::Added => "ins",
        DiffLineKind::Same => "span",
    };
    let is_whole = line.pieces.iter().all(|piece| piece.is_changed);
    let piece = |text: &str, is_marked: bool| {
        let text = html_text(text);
        if is_marked { format!("<{mark}>{text}</{mark}>") } else { text }
    };
    line.pieces.iter().map(|part| piece(&part.text, part.is_changed && !is_whole)).collect()
}

fn layout(page: &mut String, changes: &ChangeSet) {
    if changes.layout.is_empty() {
        return;
    }
    page.push_str("<section class=\"layout\" aria-labelledby=\"layout\">\n");
    page.push_str("<h2 id=\"layout\">Layout or comments alone</h2>\n<ul>\n");
    for at in &changes.layout {
        let _ = writeln!(page, "<li>{}</li>", html_text(&at.to_string()));
    }
    page.push_str("</ul>\n</section>\n");
}

/// The name of a group in the page.
fn id(group: ChangeGroup) -> &'static str {
    match group {
        ChangeGroup::Settings => "settings",
        ChangeGroup::Rules => "rules",
        ChangeGroup::Functions => "functions",
        ChangeGroup::Tables => "tables",
        ChangeGroup::Variables => "variables",
        ChangeGroup::Cases => "cases",
    }
}
