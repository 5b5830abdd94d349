//! Arguments of `impact`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;

use crate::change::impact::Threshold;
use crate::cli::args::Format;

/// Arguments of `impact`.
#[derive(Args, Debug)]
#[command(
    after_help = "What is compared is what the account would hold afterwards: for each record type the record with\n\
    all its fields, once after OLD and once after NEW, both from the same current record of the\n\
    project. Without a project, or without its record, both begin with none.\n\n\
    A threshold is KIND FIELD > NUMBER, with filled, changed, cleared, newly_failing, created,\n\
    out_of_scope or any as KIND, the field left out for all fields, >= in the place of >, and 5% for a\n\
    share of all persons. Those in project.json under `thresholds` count as well.\n\n\
    Exit status: 0 fine, 1 a threshold is broken, NEW has errors or a line cannot be used, 2 wrong\n\
    use.\n\n\
    Examples:\n  scimwright impact production.scimmap.json customer-project --input users.ndjson.gz\n  \
    scimwright impact customer-project --against-last --environment production \\\n    \
    --input users.ndjson --fail-if 'cleared manager > 20' --fail-if 'newly_failing > 0'\n  \
    scimwright impact old.scimmap.json new.scimmap.json --input users.ndjson --csv who.csv"
)]
pub struct ImpactArgs {
    /// A project folder or a mapping file: as it is; with --against-last the project
    pub old: PathBuf,
    /// A project folder or a mapping file: as it would be
    #[arg(required_unless_present = "against_last", conflicts_with = "against_last")]
    pub new: Option<PathBuf>,
    /// Compare what was last exported to or imported from the environment's account with the project
    #[arg(long)]
    pub against_last: bool,
    /// Users and groups, as `bulk` reads them; the samples of the project if absent; - for standard input
    #[arg(short, long, value_name = "FILE")]
    pub input: Option<PathBuf>,
    /// Groups whose members are among the users; those in the input are not known beforehand
    #[arg(long, value_name = "PAYLOAD.json")]
    pub groups: Vec<PathBuf>,
    /// The environment whose variables count, of a project folder; that of the mapping file on the
    /// other side if absent, else the first one
    #[arg(long, value_name = "NAME")]
    pub environment: Option<String>,
    /// How many threads map; one for each core if absent
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// The time of the runs; now if absent
    #[arg(long, value_name = "RFC 3339")]
    pub now: Option<Timestamp>,
    /// Write every difference of every person, a row each
    #[arg(long, value_name = "FILE")]
    pub csv: Option<PathBuf>,
    /// End with exit status 1 when more persons are hit, such as `cleared manager > 20`; may be given
    /// several times
    #[arg(long, value_name = "THRESHOLD")]
    pub fail_if: Vec<Threshold>,
    /// How many persons of each group are listed; 1000 in JSON and 5 in text if absent
    #[arg(long, value_name = "N")]
    pub persons: Option<usize>,
    /// Text, or JSON; text on a terminal and JSON elsewhere if absent
    #[arg(long)]
    pub format: Option<Format>,
    /// No progress
    #[arg(short, long)]
    pub quiet: bool,
}
