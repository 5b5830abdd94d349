//! What is measured beside the contest: a large directory, the start of the command line, calls of the
//! library, the window.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::args::Options;
use crate::contest::{CONTESTANTS, Kind, Run, Setting};
use crate::directory::{DirectoryPlan, Gaps, write_directory};
use crate::measure::{Usage, measure, median_usage};

/// A figure, or why there is none.
pub type Maybe<T> = Result<T, String>;

/// The figures beside the contest.
#[derive(Debug)]
pub struct Extras {
    /// `scimwright bulk` on the large directory: on all cores.
    pub large: Maybe<Usage>,
    /// `scimwright run` on one payload, from its start to its exit.
    pub start: Maybe<Usage>,
    pub compile: Maybe<Value>,
    pub preview: Maybe<Value>,
    pub load: Maybe<Value>,
    pub parse: Maybe<Value>,
    pub window: Maybe<Value>,
    /// Of the rules of the sample projects: how many run on the tree, and how many there are.
    pub rules_on_tree: Maybe<(usize, usize)>,
}

impl Extras {
    /// Measures one after the other.
    ///
    /// # Errors
    /// When a directory cannot be written.
    pub fn measure(setting: &Setting, options: &Options, n_threads: usize) -> Result<Self, String> {
        let thousand = directory(setting, options, "thousand", 1_000)?;
        let samples = directory(setting, options, "samples", options.samples)?;
        let large = directory(setting, options, "large", options.persons_large)?;
        let extras = Self {
            large: bulk(setting, &large, n_threads),
            start: start(setting, options),
            compile: library(setting, "compile", &thousand),
            preview: library(setting, "preview", &thousand),
            load: library(setting, "load", &samples),
            parse: library(setting, "parse", &samples),
            window: window(setting, &samples),
            rules_on_tree: rules_on_tree(setting),
        };
        // Gigabytes that nobody reads again.
        std::fs::remove_file(&large).map_err(|error| format!("{}: {error}", large.display()))?;
        Ok(extras)
    }
}

fn directory(setting: &Setting, options: &Options, name: &str, n_persons: u64) -> Result<PathBuf, String> {
    eprintln!("Writing {n_persons} persons …");
    let path = setting.work.join(name).with_extension("ndjson");
    write_directory(DirectoryPlan { seed: options.seed + 1, n_persons, gaps: Gaps::Absent }, &path)
        .map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(path)
}

fn bulk(setting: &Setting, input: &Path, n_threads: usize) -> Maybe<Usage> {
    eprintln!("A large directory …");
    let scimwright =
        CONTESTANTS.iter().find(|one| one.kind == Kind::Scimwright).ok_or("it does not take part")?;
    let output = setting.work.join("large.out");
    let mut command = scimwright.command(&Run { setting, input, output: &output, n_threads })?;
    let usage = measure(&mut command, &setting.work.join("stderr.txt"));
    let removed = std::fs::remove_file(&output).map_err(|error| format!("{}: {error}", output.display()));
    usage.and_then(|usage| removed.map(|()| usage))
}

fn start(setting: &Setting, options: &Options) -> Maybe<Usage> {
    eprintln!("Starting the command line …");
    let payload = setting.work.join("one.json");
    write_directory(DirectoryPlan { seed: options.seed, n_persons: 1, gaps: Gaps::Absent }, &payload)
        .map_err(|error| error.to_string())?;
    let once = |_| {
        let mut command = Command::new(&setting.program);
        command.arg("run").arg(&setting.project).arg(&payload).args(["--format", "json"]);
        command.stdout(std::process::Stdio::null());
        measure(&mut command, &setting.work.join("stderr.txt"))
    };
    let usages = (0..options.starts).map(once).collect::<Result<Vec<_>, _>>()?;
    Ok(median_usage(&usages))
}

fn library(setting: &Setting, what: &str, input: &Path) -> Maybe<Value> {
    eprintln!("The library: {what} …");
    let mut command = Command::new(&setting.this_program);
    command.args(["library", what, "--input"]).arg(input).arg("--project").arg(&setting.project);
    json_of(&mut command)
}

/// What the command prints, which is JSON.
fn json_of(command: &mut Command) -> Maybe<Value> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(said.trim().lines().next().unwrap_or("it failed without a word").to_owned());
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("what it prints is not JSON: {error}"))
}

/// The window on a display, one in memory where there is none.
fn window(setting: &Setting, samples: &Path) -> Maybe<Value> {
    eprintln!("The window …");
    let has_display = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    if !has_display && !setting.has_program("xvfb-run") {
        return Err("there is no display, and `xvfb-run` is not installed".to_owned());
    }
    let mut command = if has_display {
        Command::new(&setting.program)
    } else {
        let mut command = Command::new("xvfb-run");
        command.args(["-a", "-s", "-screen 0 1600x1000x24"]).arg(&setting.program);
        command
    };
    command.args(["--measure-frames", "300", "--load"]).arg(samples).arg(&setting.project);
    json_of(&mut command)
}

/// What `check` says of the rules of the sample projects.
fn rules_on_tree(setting: &Setting) -> Maybe<(usize, usize)> {
    let folder = setting.bench.join("../../sample_mappings");
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let (mut on_tree, mut all) = (0, 0);
    for entry in entries {
        let project = entry.map_err(|error| error.to_string())?.path();
        let mut command = Command::new(&setting.program);
        command.arg("check").arg(&project).args(["--format", "json"]);
        let checked = json_of(&mut command)?;
        let rules = checked["rules"].as_array().ok_or("`check` does not say where rules run")?;
        all += rules.len();
        on_tree += rules.iter().filter(|rule| rule["engine"] == "tree").count();
    }
    Ok((on_tree, all))
}
