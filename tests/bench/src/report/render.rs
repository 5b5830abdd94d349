//! The figures as Markdown.

use std::fmt::Write as _;

use crate::args::Options;
use crate::contest::{Contestant, Figures, Kind, Machine, Outcome, version_of};
use crate::extras::{Extras, Maybe};
use crate::report::verdicts::{Verdict, contest_verdicts, other_verdicts};

/// What came of the contest.
#[derive(Debug)]
pub struct Contest {
    pub outcomes: Vec<(&'static Contestant, Outcome)>,
    pub n_threads: usize,
}

impl Contest {
    /// The figures of a contestant, or why it has none.
    pub fn figures(&self, name: &str) -> Maybe<Figures> {
        let found = self.outcomes.iter().find(|(contestant, _)| contestant.name == name);
        match found.map(|(_, outcome)| outcome) {
            Some(Outcome::Timed(figures)) => Ok(*figures),
            Some(Outcome::Skipped(why)) => Err(why.clone()),
            Some(Outcome::Void(why)) => Err(format!("it gives other people: {why}")),
            None => Err("it does not take part".to_owned()),
        }
    }
}

/// The whole report; `extras` are missing when only ratios were asked for.
pub fn render(contest: &Contest, extras: Option<&Extras>, options: &Options) -> String {
    let mut text = head(options);
    text.push_str(&contest_table(contest));
    if let Some(extras) = extras {
        text.push_str(&extras_table(extras, options, contest.n_threads));
    }
    let others = extras.map(other_verdicts).unwrap_or_default();
    text.push_str(&verdict_table(contest_verdicts(contest).into_iter().chain(others)));
    text
}

fn head(options: &Options) -> String {
    let machine = Machine::read();
    let mut text = String::new();
    if let Some(date) = &options.write {
        let _ = write!(text, "{date}. ");
    }
    let _ = writeln!(
        text,
        "{}, {} cores, {} GiB, {}. {} persons, {} rounds, seed {}; {} persons for those that take longer than a \
         tenth of a millisecond each.",
        machine.processor,
        machine.n_cores,
        machine.memory_gib,
        machine.system,
        grouped(options.persons),
        options.rounds,
        options.seed,
        grouped(options.persons_slow),
    );
    let programs = ["rustc", "node", "python3", "jq"].map(|program| {
        let said = version_of(program).unwrap_or_else(|| "is not installed".to_owned());
        let name = program.trim_end_matches('3');
        if said.to_lowercase().starts_with(&name.to_lowercase()) { said } else { format!("{program} {said}") }
    });
    let _ = writeln!(text, "Versions: {}, {}.", programs.join(", "), LIBRARIES);
    text
}

/// The versions in `Cargo.lock` and `package-lock.json`.
const LIBRARIES: &str = env!("BENCH_LIBRARIES");

fn contest_table(contest: &Contest) -> String {
    let limit = contest.figures("sonic").map(|figures| figures.micros());
    let vrl = contest.figures("vrl").map(|figures| figures.micros());
    let many = contest.n_threads;
    let mut text = format!(
        "\n### One core, and {many}\n\n\
         | contestant | µs a person | against the limit | against VRL | µs on the clock | on {many} cores | gain | peak MB |\n\
         |---|---|---|---|---|---|---|---|\n"
    );
    for (contestant, outcome) in
        contest.outcomes.iter().filter(|(contestant, _)| contestant.kind != Kind::Bound)
    {
        match outcome {
            Outcome::Timed(figures) => {
                let micros = figures.micros();
                let against = |other: &Maybe<f64>| {
                    other.as_ref().map_or_else(|_| "–".to_owned(), |other| times(micros / other))
                };
                let faster = vrl
                    .as_ref()
                    .map_or_else(|_| "–".to_owned(), |vrl| format!("{} faster", times(vrl / micros)));
                let clock =
                    |wall: std::time::Duration| number(wall.as_secs_f64() * 1e6 / figures.n_persons as f64);
                let _ = writeln!(
                    text,
                    "| {} | {} | {} | {} | {} | {} | {} | {:.0} |",
                    contestant.title,
                    number(micros),
                    against(&limit),
                    if contestant.name == "vrl" { "1".to_owned() } else { faster },
                    clock(figures.one.wall),
                    figures.many.map_or_else(|| "–".to_owned(), |many| clock(many.wall)),
                    figures.gain().map_or_else(|| "–".to_owned(), |gain| format!("{gain:.2} ×")),
                    figures.one.peak_bytes as f64 / 1e6,
                );
            }
            Outcome::Skipped(why) => {
                let _ = writeln!(text, "| {} | skipped: {} | | | | | | |", contestant.title, one_line(why));
            }
            Outcome::Void(why) => {
                let _ = writeln!(
                    text,
                    "| {} | void, it gives other people: {} | | | | | | |",
                    contestant.title,
                    one_line(why)
                );
            }
        }
    }
    let bounds = contest.outcomes.iter().filter_map(|(contestant, outcome)| match outcome {
        Outcome::Timed(figures) if contestant.kind == Kind::Bound => {
            Some(format!("{} {}", contestant.title, number(figures.micros())))
        }
        _ => None,
    });
    let bounds: Vec<_> = bounds.collect();
    if !bounds.is_empty() {
        let _ = writeln!(text, "\nBounds, what reading alone takes, in µs a person: {}.", bounds.join(" · "));
    }
    text
}

fn extras_table(extras: &Extras, options: &Options, n_threads: usize) -> String {
    let mut text = "\n### Beside bulk\n\n| what | measured |\n|---|---|\n".to_owned();
    let mut row = |what: &str, measured: Maybe<String>| {
        let measured = measured.unwrap_or_else(|why| format!("skipped: {}", one_line(&why)));
        let _ = writeln!(text, "| {what} | {measured} |");
    };
    let figure = |object: &Maybe<serde_json::Value>, name: &str| -> Maybe<f64> {
        object
            .clone()?
            .pointer(name)
            .and_then(serde_json::Value::as_f64)
            .ok_or_else(|| format!("{name} is not told"))
    };
    let millis = |object: &Maybe<serde_json::Value>, name: &str| {
        figure(object, name).map(|value| format!("{} ms", number(value)))
    };
    row(
        &format!("`bulk`, {} persons, {n_threads} threads", grouped(options.persons_large)),
        extras.large.clone().map(|usage| {
            let (wall, peak) = (usage.wall.as_secs_f64(), usage.peak_bytes as f64 / 1e6);
            format!("{} s, {peak:.0} MB at the peak", number(wall))
        }),
    );
    row("compiling the mapping, with its tables and records", millis(&extras.compile, "/compile_ms"));
    row("first preview of 1,000 samples, reading them included", millis(&extras.preview, "/first_ms"));
    row("one edited rule × 1,000 samples, median of all rules", millis(&extras.preview, "/edited_rule_ms"));
    row("the slowest rule × 1,000 samples", millis(&extras.preview, "/slowest_rule_ms"));
    row("all rules edited × 1,000 samples", millis(&extras.preview, "/all_rules_ms"));
    let samples = grouped(options.samples);
    row(&format!("loading {samples} samples"), millis(&extras.load, "/load_ms"));
    row("parsing the same file with serde_json", millis(&extras.parse, "/parse_ms"));
    let held = figure(&extras.load, "/held_bytes").map(|bytes| format!("{:.0} MB", bytes / 1e6));
    row(&format!("memory that {samples} samples hold"), held);
    let start = extras.start.clone();
    row(
        "`scimwright run` on one payload, start to exit",
        start.map(|usage| format!("{} ms", number(usage.wall.as_secs_f64() * 1e3))),
    );
    row("window, start to first frame", millis(&extras.window, "/first_frame_ms"));
    row(&format!("time per frame with {samples} samples, median"), millis(&extras.window, "/frame_ms/p50"));
    row("the slowest of a hundred frames", millis(&extras.window, "/frame_ms/p99"));
    text
}

fn verdict_table(verdicts: impl Iterator<Item = Verdict>) -> String {
    let mut text = "\n### Targets\n\n| what | target | measured | |\n|---|---|---|---|\n".to_owned();
    for Verdict { what, target, measured } in verdicts {
        let (measured, verdict) = match measured {
            Ok((measured, true)) => (measured, "met"),
            Ok((measured, false)) => (measured, "**missed**"),
            Err(why) => (format!("skipped: {}", one_line(&why)), "–"),
        };
        let _ = writeln!(text, "| {what} | {target} | {measured} | {verdict} |");
    }
    text
}

/// With as many decimals as mean something.
pub fn number(value: f64) -> String {
    match value {
        value if value >= 100.0 => format!("{value:.0}"),
        value if value >= 10.0 => format!("{value:.1}").trim_end_matches(".0").to_owned(),
        value => format!("{value:.2}").trim_end_matches('0').trim_end_matches('.').to_owned(),
    }
}

fn times(ratio: f64) -> String {
    format!("{} ×", number(ratio))
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let parts: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    parts.join(",")
}

/// Short enough for a cell of a table.
fn one_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().replace('|', "\\|");
    line.chars().take(240).collect()
}

#[cfg(test)]
mod tests {
    use super::{grouped, number};

    #[test]
    fn numbers_have_the_decimals_that_mean_something() {
        let check = |value: f64, shown: &str| assert_eq!(number(value), shown);
        check(0.456, "0.46");
        check(1.5, "1.5");
        check(2.0, "2");
        check(12.345, "12.3");
        check(30.0, "30");
        check(746.4, "746");
    }

    #[test]
    fn large_numbers_are_grouped() {
        let check = |number: u64, shown: &str| assert_eq!(grouped(number), shown);
        check(7, "7");
        check(1_000, "1,000");
        check(1_234_567, "1,234,567");
    }
}
