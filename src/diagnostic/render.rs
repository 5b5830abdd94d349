//! Diagnostics as text for a terminal: place, code, message, the source line with a caret, help, and
//! the line as the fix makes it.
//!
//! Not JSON (the types serialize themselves) and not the window.

use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Fix, Place};

/// The diagnostics as text, one block each, without source lines. Ends with a newline unless empty.
pub fn render_diagnostics(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|diagnostic| render_with_source(diagnostic, None)).collect()
}

/// One diagnostic as text; where `source` holds the text that the place points into, the line is
/// shown with a caret under the stretch.
pub fn render_with_source(diagnostic: &Diagnostic, source: Option<&str>) -> String {
    let mut text =
        format!("{}[{}]: {}\n", diagnostic.severity.word(), diagnostic.code.id(), diagnostic.message);
    let place = render_place(&diagnostic.place);
    if !place.is_empty() {
        let _ = writeln!(text, "  --> {place}");
    }
    if let Some(shown) = source.and_then(|source| render_source_line(diagnostic, source)) {
        text.push_str(&shown);
    }
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(text, "  help: {help}");
    }
    if let Some(fix) = &diagnostic.fix {
        let _ = writeln!(text, "  fix: {}", fix.title);
        text.extend(source.and_then(|source| render_mended_line(fix, source)));
    }
    text
}

/// The first line that a fix changes, as it is afterwards; `None` when nothing is left of it.
fn render_mended_line(fix: &Fix, source: &str) -> Option<String> {
    let number = fix.edits.iter().map(|edit| edit.line).min()?;
    let mended = fix.apply(source)?;
    let line = mended.lines().nth(number - 1).filter(|line| !line.trim().is_empty())?;
    let margin = " ".repeat(number.to_string().len());
    Some(format!("  {margin} |\n  {number} | {line}\n"))
}

fn render_place(place: &Place) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(place.file.clone());
    parts.extend(place.rule.clone());
    let mut text = parts.join(" · ");
    if let Some(span) = place.span {
        if !text.is_empty() {
            text.push(':');
        }
        let _ = write!(text, "{}:{}", span.line, span.column);
    }
    text
}

fn render_source_line(diagnostic: &Diagnostic, source: &str) -> Option<String> {
    let span = diagnostic.place.span?;
    let line = source.lines().nth(span.line - 1)?;
    let number = span.line.to_string();
    let margin = " ".repeat(number.len());
    let lead: String = line
        .chars()
        .take(span.column - 1)
        .map(|character| if character == '\t' { '\t' } else { ' ' })
        .collect();
    let room = line.chars().count().saturating_sub(span.column - 1).max(1);
    let caret = "^".repeat(span.length.clamp(1, room));
    Some(format!("  {margin} |\n  {number} | {line}\n  {margin} | {lead}{caret}\n"))
}

#[cfg(test)]
mod tests {
    use super::render_with_source;
    use crate::diagnostic::{Code, Diagnostic, Fix, Place, Span, TextEdit};

    #[test]
    fn the_caret_stands_under_the_stretch() {
        let span = Span { line: 2, column: 3, length: 4 };
        let diagnostic = Diagnostic::error(Code::ScriptSyntax, "Unexpected word")
            .with_help("remove it")
            .at(Place::in_rule("User → person / name", Some(span)));
        assert_eq!(
            render_with_source(&diagnostic, Some("first\na oops\n")),
            "error[R301]: Unexpected word\n  --> User → person / name:2:3\n    |\n  2 | a oops\n    |   ^^^^\n  help: remove it\n"
        );
        let fix = Fix::new("Remove `oops`", TextEdit { line: 2, column: 2, length: 5, text: String::new() });
        let text = render_with_source(&diagnostic.with_fix(fix), Some("first\na oops\n"));
        assert!(text.ends_with("  help: remove it\n  fix: Remove `oops`\n    |\n  2 | a\n"), "{text}");
    }
}
