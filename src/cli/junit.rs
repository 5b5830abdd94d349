//! Results of cases as XML of `JUnit`, in the form that build servers read: one suite, a test a case.
//!
//! Not what the results are.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::Duration;

use jiff::Timestamp;

/// One test.
pub(super) struct JunitCase<'c> {
    /// Its name.
    pub name: &'c str,
    /// What it belongs to, such as a record type.
    pub group: &'c str,
    /// The file that it is in, in its project.
    pub file: String,
    /// How long it took.
    pub took: Duration,
    /// What went wrong, a line each; nothing when it passed.
    pub failure: Vec<String>,
}

/// A suite of tests. Two tests never have the same name, since readers would take them for one.
pub(super) fn render_junit(suite: &str, started: Timestamp, cases: &[JunitCase<'_>]) -> String {
    let failed = cases.iter().filter(|case| !case.failure.is_empty()).count();
    let took = seconds(cases.iter().map(|case| case.took).sum());
    let counts =
        format!("tests=\"{}\" failures=\"{failed}\" errors=\"0\" skipped=\"0\" time=\"{took}\"", cases.len());
    let started = started.strftime("%Y-%m-%dT%H:%M:%S");
    let suite = if suite.trim().is_empty() { "scimwright" } else { suite };
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(text, "<testsuites name=\"{}\" {counts}>", xml(suite));
    let _ = writeln!(text, "  <testsuite name=\"{}\" {counts} timestamp=\"{started}\">", xml(suite));
    let mut seen = BTreeSet::new();
    for case in cases {
        push_case(&mut text, suite, case, seen.insert((case.group, case.name)));
    }
    text.push_str("  </testsuite>\n</testsuites>\n");
    text
}

fn push_case(text: &mut String, suite: &str, case: &JunitCase<'_>, has_own_name: bool) {
    let name = if has_own_name { case.name.to_owned() } else { format!("{} ({})", case.name, case.file) };
    // A dot in a class name begins a new part of it.
    let class = format!("{}.{}", suite.replace('.', " "), case.group.replace('.', " "));
    let _ = write!(
        text,
        "    <testcase name=\"{}\" classname=\"{}\" file=\"{}\" time=\"{}\"",
        xml(&name),
        xml(&class),
        xml(&case.file),
        seconds(case.took)
    );
    let Some((first, others)) = case.failure.split_first() else { return text.push_str("/>\n") };
    let more = if others.is_empty() { String::new() } else { format!(" (and {} more)", others.len()) };
    let _ = writeln!(
        text,
        ">\n      <failure message=\"{}{more}\" type=\"difference\">{}</failure>\n    </testcase>",
        xml(first),
        xml(&case.failure.join("\n"))
    );
}

fn seconds(time: Duration) -> String {
    format!("{:.6}", time.as_secs_f64())
}

/// Text in XML; characters that XML 1.0 cannot hold are left out.
fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(character),
            other if other.is_control() || matches!(other, '\u{fffe}' | '\u{ffff}') => {}
            other => escaped.push(other),
        }
    }
    escaped
}
