//! The targets, and whether they are met.

use crate::contest::Figures;
use crate::extras::{Extras, Maybe};
use crate::report::render::{Contest, number};

/// A target with what was measured.
#[derive(Clone, Debug)]
pub struct Verdict {
    pub what: &'static str,
    pub target: String,
    /// Or why it was not.
    pub measured: Maybe<(String, bool)>,
}

fn at_most(what: &'static str, limit: f64, unit: &str, measured: Maybe<f64>) -> Verdict {
    Verdict {
        what,
        target: format!("≤ {}{unit}", number(limit)),
        measured: measured.map(|value| (format!("{}{unit}", number(value)), value <= limit)),
    }
}

fn at_least(what: &'static str, limit: f64, unit: &str, measured: Maybe<f64>) -> Verdict {
    Verdict {
        what,
        target: format!("≥ {}{unit}", number(limit)),
        measured: measured.map(|value| (format!("{}{unit}", number(value)), value >= limit)),
    }
}

/// The targets of the contest.
pub fn contest_verdicts(contest: &Contest) -> Vec<Verdict> {
    let ours = contest.figures("scimwright");
    let ratio = |name: &str, is_theirs_above: bool| -> Maybe<f64> {
        let (ours, theirs) = (ours.clone()?.micros(), contest.figures(name)?.micros());
        Ok(if is_theirs_above { theirs / ours } else { ours / theirs })
    };
    let gain = |figures: Maybe<Figures>| figures?.gain().ok_or_else(|| "it ran on one core only".to_owned());
    let limit_gain = gain(contest.figures("sonic"));
    let our_gain = gain(ours.clone());
    // What lies within the noise of the clock counts as the same.
    let gains = our_gain.and_then(|ours| limit_gain.clone().map(|limit| (ours, ours >= 0.97 * limit)));
    vec![
        at_most("one core, against hand-written Rust on sonic-rs", 1.5, " ×", ratio("sonic", false)),
        at_least("one core, against VRL", 7.0, " × faster", ratio("vrl", true)),
        at_least("one core, against jaq", 30.0, " × faster", ratio("jaq", true)),
        at_least("one core, against JSONata", 75.0, " × faster", ratio("jsonata", true)),
        Verdict {
            what: "all cores against one: the gain of hand-written Rust",
            target: limit_gain.map_or_else(|_| "–".to_owned(), |gain| format!("≥ {gain:.2} ×")),
            measured: gains.map(|(gain, is_met)| (format!("{gain:.2} ×"), is_met)),
        },
    ]
}

/// The targets beside the contest.
pub fn other_verdicts(extras: &Extras) -> Vec<Verdict> {
    let figure = |object: &Maybe<serde_json::Value>, name: &str| -> Maybe<f64> {
        object
            .clone()?
            .pointer(name)
            .and_then(serde_json::Value::as_f64)
            .ok_or_else(|| format!("{name} is not told"))
    };
    let load = figure(&extras.load, "/load_ms");
    let parse = figure(&extras.parse, "/parse_ms");
    let load_ratio = load.and_then(|load| parse.map(|parse| load / parse));
    let file = figure(&extras.load, "/file_bytes");
    let held = figure(&extras.load, "/held_bytes").and_then(|held| file.map(|file| held / file));
    let megabytes =
        |usage: &Maybe<crate::measure::Usage>| usage.clone().map(|usage| usage.peak_bytes as f64 / 1e6);
    let share = extras.rules_on_tree.clone().map(|(on_tree, all)| 100.0 * on_tree as f64 / all.max(1) as f64);
    vec![
        at_most("a million users, peak memory", 100.0, " MB", megabytes(&extras.large)),
        at_least("rules of the sample projects on the tree", 98.0, " %", share),
        at_most("edited rule × 1,000 samples", 2.0, " ms", figure(&extras.preview, "/edited_rule_ms")),
        at_most("all rules × 1,000 samples", 15.0, " ms", figure(&extras.preview, "/all_rules_ms")),
        at_most("loading 100,000 samples, against parsing the file with serde_json", 3.0, " ×", load_ratio),
        at_most("loaded samples, memory against the file", 3.0, " ×", held),
        at_most(
            "`scimwright run` on one payload, start to exit",
            20.0,
            " ms",
            extras.start.clone().map(|usage| usage.wall.as_secs_f64() * 1e3),
        ),
        at_most("window, start to first frame", 250.0, " ms", figure(&extras.window, "/first_frame_ms")),
        at_most(
            "time per frame with 100,000 samples, median",
            4.0,
            " ms",
            figure(&extras.window, "/frame_ms/p50"),
        ),
    ]
}
