//! Arguments of `diff` and `merge`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::Timestamp;

use crate::cli::args::Format;

/// The forms in which a comparison is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// With the lines of scripts, and marks below the words that differ.
    Text,
    /// `{"changes":[…]}`.
    Json,
    /// One page that needs nothing besides, to read and to hand on.
    Html,
}

/// Arguments of `diff`.
#[derive(Args, Debug)]
#[command(
    after_help = "Scripts that have the same tokens mean the same: blanks, ends of lines and comments are no change,\n\
    nor is the order of tables, variables and cases. Text and page say of cases which of their values\n\
    differ and not what they are; JSON has all of it.\n\n\
    Exit status: 0 compared, whether or not something differs, 1 a side cannot be read, 2 wrong use.\n\n\
    Examples:\n  scimwright diff production.scimmap.json customer-project\n  \
    scimwright diff old-project new-project --environment production --format html -o changes.html"
)]
pub struct DiffArgs {
    /// A project folder or a mapping file; - for standard input
    #[arg(value_name = "A")]
    pub before: PathBuf,
    /// A project folder or a mapping file; - for standard input
    #[arg(value_name = "B")]
    pub after: PathBuf,
    /// The environment whose variables count, of a project folder; that of the mapping file on the other
    /// side if absent, else the first one
    #[arg(long, value_name = "NAME")]
    pub environment: Option<String>,
    /// How the differences are told
    #[arg(long, default_value = "text")]
    pub format: DiffFormat,
    /// The file to write; standard output if absent
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Arguments of `merge`.
#[derive(Args, Debug)]
#[command(
    after_help = "What one side changed is taken, and what both changed alike too. What both changed in different ways,\n\
    or one side removed and the other one changed, is a conflict. While one is open nothing is written\n\
    to OUT, and all are told with what each side says.\n\n\
    The file is for the environment and account of OURS, and based on THEIRS. It holds cases only if a\n\
    mapping file among the three does.\n\n\
    Exit status: 0 written, 1 conflicts are open or a side cannot be read, 2 wrong use.\n\n\
    Examples:\n  scimwright merge exported.scimmap.json customer-project production.scimmap.json -o merged.scimmap.json\n  \
    scimwright merge base.json ours.json theirs.json -o merged.json --settle 'User → person / job_title=theirs'"
)]
pub struct MergeArgs {
    /// What both sides began with: a project folder or a mapping file; - for standard input
    pub base: PathBuf,
    /// Our side: a project folder or a mapping file; - for standard input
    pub ours: PathBuf,
    /// Their side: a project folder or a mapping file; - for standard input
    pub theirs: PathBuf,
    /// The mapping file to write; - for standard output
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
    /// Settle one conflict: as `ours`, `theirs` or `base`, or as the text or JSON behind the sign
    #[arg(long, value_name = "SUBJECT=HOW")]
    pub settle: Vec<String>,
    /// The environment whose variables count, of project folders; that of a mapping file among the three
    /// if absent, else the first one
    #[arg(long, value_name = "NAME")]
    pub environment: Option<String>,
    /// The file to write the conflicts to, settled or not, in the form of --format
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Let records of real people leave a project, which cases of samples that are not masked hold
    #[arg(long)]
    pub unlock_people: bool,
    /// The time that goes into the file; now if absent
    #[arg(long, value_name = "RFC 3339")]
    pub now: Option<Timestamp>,
    /// How conflicts and outcome are told
    #[arg(long, default_value = "text")]
    pub format: Format,
}
