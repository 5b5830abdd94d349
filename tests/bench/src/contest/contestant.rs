//! Who takes part, and how each is started.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::contest::Setting;

/// Whether a contestant can be given the whole directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// The whole one.
    Whole,
    /// A smaller one: more than a tenth of a millisecond a person.
    Part,
}

/// How a contestant is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `scimwright bulk`.
    Scimwright,
    /// Maps in a process of the bench.
    InProcess,
    /// Maps in the program `bench-vrl`.
    Vrl,
    /// Only reads, in a process of the bench; a bound and no contestant.
    Bound,
    /// A script in `tests/bench/contestants`, for this program.
    Script { program: &'static str, script: &'static str },
    /// The program `jq`.
    Jq,
}

/// One who takes part.
#[derive(Clone, Copy, Debug)]
pub struct Contestant {
    /// As on the command line.
    pub name: &'static str,
    /// As in the table.
    pub title: &'static str,
    pub kind: Kind,
    pub pace: Pace,
    /// Whether it can use several cores.
    pub has_threads: bool,
}

const fn in_process(name: &'static str, title: &'static str, pace: Pace, has_threads: bool) -> Contestant {
    Contestant { name, title, kind: Kind::InProcess, pace, has_threads }
}

const fn script(name: &'static str, title: &'static str, kind: Kind, pace: Pace) -> Contestant {
    Contestant { name, title, kind, pace, has_threads: false }
}

const fn bound(name: &'static str, title: &'static str) -> Contestant {
    Contestant { name, title, kind: Kind::Bound, pace: Pace::Whole, has_threads: false }
}

/// All of them, in the order of the table.
pub const CONTESTANTS: &[Contestant] = &[
    in_process(
        "sonic",
        "hand-written Rust on sonic-rs, typed structs (the practical limit)",
        Pace::Whole,
        true,
    ),
    in_process("serde", "hand-written Rust on serde_json, typed structs", Pace::Whole, false),
    Contestant {
        name: "scimwright",
        title: "**Scimwright** (`bulk`; checks every value against the target as well)",
        kind: Kind::Scimwright,
        pace: Pace::Whole,
        has_threads: true,
    },
    Contestant {
        name: "vrl",
        title: "VRL, as a library",
        kind: Kind::Vrl,
        pace: Pace::Whole,
        has_threads: true,
    },
    script(
        "javascript",
        "JavaScript by hand (node)",
        Kind::Script { program: "node", script: "map.mjs" },
        Pace::Whole,
    ),
    script("python", "Python by hand", Kind::Script { program: "python3", script: "map.py" }, Pace::Whole),
    in_process("jaq", "jaq, as a library", Pace::Part, false),
    script("jq", "jq", Kind::Jq, Pace::Part),
    script("jsonata", "JSONata (node)", Kind::Script { program: "node", script: "jsonata.mjs" }, Pace::Part),
    bound("lines", "lines only"),
    bound("sonic-typed", "sonic-rs into the typed structs"),
    bound("sonic-value", "sonic-rs to a value"),
    bound("serde-value", "serde_json to a value"),
];

/// One run of a contestant.
#[derive(Clone, Debug)]
pub struct Run<'s> {
    pub setting: &'s Setting,
    pub input: &'s Path,
    pub output: &'s Path,
    pub n_threads: usize,
}

impl Contestant {
    /// Why it cannot take part on this machine.
    pub fn missing(&self, setting: &Setting) -> Option<String> {
        let program = match self.kind {
            Kind::Scimwright | Kind::InProcess | Kind::Bound => return None,
            Kind::Vrl => return setting.vrl.clone().err(),
            Kind::Script { program, .. } => program,
            Kind::Jq => "jq",
        };
        if !setting.has_program(program) {
            return Some(format!("`{program}` is not installed"));
        }
        let needs_package = self.name == "jsonata" && !setting.bench.join("node_modules/jsonata").is_dir();
        needs_package.then(|| "JSONata is not installed; run `npm ci --prefix tests/bench`".to_owned())
    }

    /// The command that maps the input to the output; on one core where one thread is asked for.
    ///
    /// # Errors
    /// When the output cannot be made.
    pub fn command(&self, run: &Run<'_>) -> Result<Command, String> {
        let mut words = self.words(run);
        let program = words.remove(0);
        let mut command = if run.n_threads == 1 && run.setting.has_program("taskset") {
            let mut pinned = Command::new("taskset");
            pinned.args(["-c", "0"]).arg(program);
            pinned
        } else {
            Command::new(program)
        };
        command.args(words);
        if self.kind == Kind::Jq {
            let output =
                File::create(run.output).map_err(|error| format!("{}: {error}", run.output.display()))?;
            command.stdout(output);
        } else {
            command.stdout(Stdio::null());
        }
        Ok(command)
    }

    fn words(&self, run: &Run<'_>) -> Vec<PathBuf> {
        let Run { setting, input, output, n_threads } = run;
        let word = |text: &str| PathBuf::from(text);
        let threads = PathBuf::from(n_threads.to_string());
        let (input, output) = (input.to_path_buf(), output.to_path_buf());
        match self.kind {
            Kind::Scimwright => vec![
                setting.program.clone(),
                word("bulk"),
                setting.project.clone(),
                word("--input"),
                input,
                word("--output"),
                output,
                word("--threads"),
                threads,
            ],
            Kind::InProcess | Kind::Bound => vec![
                setting.this_program.clone(),
                word("contestant"),
                word(self.name),
                word("--input"),
                input,
                word("--output"),
                output,
                word("--world"),
                setting.world.clone(),
                word("--threads"),
                threads,
            ],
            Kind::Vrl => {
                let program = setting.vrl.clone().unwrap_or_default();
                let script = setting.bench.join("contestants/map.vrl");
                vec![program, script, input, output, setting.world.clone(), threads]
            }
            Kind::Script { program, script } => {
                vec![
                    word(program),
                    setting.bench.join("contestants").join(script),
                    input,
                    output,
                    setting.world.clone(),
                ]
            }
            Kind::Jq => vec![
                word("jq"),
                word("-n"),
                word("-c"),
                word("-L"),
                setting.bench.join("contestants"),
                word("--slurpfile"),
                word("world"),
                setting.world.clone(),
                word(JQ_PROGRAM),
                input,
            ],
        }
    }
}

const JQ_PROGRAM: &str = r#"include "map"; $world[0] as $w | foreach inputs as $user (0; . + 1; . as $n | $user | mapped($w; $n))"#;
