//! First the same people, then the rounds: everyone once, then everyone again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::args::Options;
use crate::contest::contestant::Run;
use crate::contest::{CONTESTANTS, Contestant, Kind, Pace, Setting};
use crate::directory::{DirectoryPlan, Gaps, write_directory};
use crate::measure::{Usage, measure, median_usage};
use crate::same::ensure_same;

/// What became of a contestant.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It gave the same people.
    Timed(Figures),
    /// It is not installed, or could not be run: why.
    Skipped(String),
    /// It gave other people, so that its figures would say nothing: the first difference.
    Void(String),
}

/// The medians of the rounds.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    pub n_persons: u64,
    /// On one core.
    pub one: Usage,
    /// With the threads of the machine, for those that have them.
    pub many: Option<Usage>,
}

impl Figures {
    /// Time of the processor for one person on one core.
    pub fn micros(&self) -> f64 {
        self.one.cpu.as_secs_f64() * 1e6 / self.n_persons as f64
    }

    /// By how much several threads are faster on the clock.
    pub fn gain(&self) -> Option<f64> {
        let many = self.many?.wall.as_secs_f64();
        Some(self.one.wall.as_secs_f64() / many)
    }
}

/// The directories of the contest.
struct Directories {
    same: PathBuf,
    whole: PathBuf,
    part: PathBuf,
}

/// Everything but the bounds must give the people of Scimwright on the small directory; those that do
/// are run in rounds on the large one.
///
/// # Errors
/// When a directory cannot be written, or Scimwright fails.
pub fn run_contest(
    setting: &Setting,
    options: &Options,
    n_threads: usize,
) -> Result<Vec<(&'static Contestant, Outcome)>, String> {
    let directories = Directories {
        same: directory(setting, options, "same", options.same)?,
        whole: directory(setting, options, "whole", options.persons)?,
        part: directory(setting, options, "part", options.persons_slow)?,
    };
    let chosen = CONTESTANTS.iter().filter(|contestant| is_chosen(contestant, options));
    let judged: Vec<_> =
        chosen.map(|contestant| (contestant, judge(contestant, setting, &directories.same))).collect();
    let timed: Vec<_> =
        judged.iter().filter(|(_, refusal)| refusal.is_none()).map(|(contestant, _)| *contestant).collect();
    let mut figures = rounds(&timed, setting, options, n_threads, &directories)?;
    let outcome = |(contestant, refusal): (&'static Contestant, Option<Outcome>)| {
        let timed = figures.remove(contestant.name).map(Outcome::Timed);
        (contestant, refusal.or(timed).unwrap_or_else(|| Outcome::Skipped("it was not run".to_owned())))
    };
    Ok(judged.into_iter().map(outcome).collect())
}

fn is_chosen(contestant: &Contestant, options: &Options) -> bool {
    let names = &options.contestants;
    names.is_empty()
        || contestant.kind == Kind::Scimwright
        || names.iter().any(|name| name == contestant.name)
}

fn directory(setting: &Setting, options: &Options, name: &str, n_persons: u64) -> Result<PathBuf, String> {
    let path = setting.work.join(name).with_extension("ndjson");
    let gaps = if options.nulls { Gaps::Null } else { Gaps::Absent };
    write_directory(DirectoryPlan { seed: options.seed, n_persons, gaps }, &path)
        .map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(path)
}

/// Why a contestant is not timed, if so. Scimwright comes before all that are held against it.
fn judge(contestant: &Contestant, setting: &Setting, input: &Path) -> Option<Outcome> {
    if let Some(why) = contestant.missing(setting) {
        return Some(Outcome::Skipped(why));
    }
    if contestant.kind == Kind::Bound {
        return None;
    }
    let expected = setting.work.join("same.scimwright.out");
    let scimwright = CONTESTANTS.iter().find(|other| other.kind == Kind::Scimwright);
    let is_made = expected.metadata().ok().zip(input.metadata().ok()).is_some_and(|(made, input)| {
        made.modified().ok().zip(input.modified().ok()).is_some_and(|(made, input)| made >= input)
    });
    if let Some(scimwright) = scimwright.filter(|_| !is_made)
        && let Err(why) = run_once(scimwright, setting, input, &expected, 1)
    {
        return Some(Outcome::Skipped(format!("Scimwright itself fails: {why}")));
    }
    if contestant.kind == Kind::Scimwright {
        return None;
    }
    let found = setting.work.join(format!("same.{}.out", contestant.name));
    match run_once(contestant, setting, input, &found, 1) {
        Err(why) => Some(Outcome::Skipped(why)),
        Ok(_) => ensure_same(&expected, &found).err().map(Outcome::Void),
    }
}

fn run_once(
    contestant: &Contestant,
    setting: &Setting,
    input: &Path,
    output: &Path,
    n_threads: usize,
) -> Result<Usage, String> {
    let mut command = contestant.command(&Run { setting, input, output, n_threads })?;
    measure(&mut command, &setting.work.join("stderr.txt"))
}

fn rounds(
    timed: &[&'static Contestant],
    setting: &Setting,
    options: &Options,
    n_threads: usize,
    directories: &Directories,
) -> Result<BTreeMap<&'static str, Figures>, String> {
    let output = setting.work.join("round.out");
    let mut usages: BTreeMap<(&'static str, bool), Vec<Usage>> = BTreeMap::new();
    for round in 1..=options.rounds {
        for contestant in timed {
            eprint!("\rRound {round} of {}: {:12}", options.rounds, contestant.name);
            let input = if contestant.pace == Pace::Whole { &directories.whole } else { &directories.part };
            let one = run_once(contestant, setting, input, &output, 1)?;
            usages.entry((contestant.name, false)).or_default().push(one);
            if contestant.has_threads && n_threads > 1 {
                let many = run_once(contestant, setting, input, &output, n_threads)?;
                usages.entry((contestant.name, true)).or_default().push(many);
            }
        }
    }
    eprintln!();
    let figures = timed.iter().map(|contestant| {
        let median =
            |is_many: bool| usages.get(&(contestant.name, is_many)).map(|usages| median_usage(usages));
        let n_persons = if contestant.pace == Pace::Whole { options.persons } else { options.persons_slow };
        let figures = Figures { n_persons, one: median(false).unwrap_or_default(), many: median(true) };
        (contestant.name, figures)
    });
    Ok(figures.collect())
}
