//! Arguments of `mask`.

use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;

use crate::cli::args::Format;

/// Arguments of `mask`.
#[derive(Args, Debug)]
#[command(
    after_help = "The same key gives the same people the same pseudonyms. That of a project is made at first use\n\
    and kept in PROJECT/private/mask.key, which is neither exported nor given to Git. A payload with a\n\
    JSON value on each line is masked in a stream.\n\n\
    Exit status: 0 fine, 1 a payload could not be read or the mapping does something else with masked\n\
    people, 2 wrong use.\n\n\
    Examples:\n  scimwright mask user.json --project customer-project > masked.json\n  \
    scimwright mask captures/*.ndjson --key customer.key --output masked\n  \
    scimwright mask --project customer-project --samples --check\n  \
    scimwright mask --project customer-project --samples --in-place"
)]
pub struct MaskArgs {
    /// Files with users, groups and requests; - for standard input
    #[arg(required_unless_present = "samples", conflicts_with = "samples")]
    pub payloads: Vec<PathBuf>,
    /// A project folder: its key, its personal attributes, and what its rules name
    #[arg(long, value_name = "PROJECT")]
    pub project: Option<PathBuf>,
    /// Mask the samples, cases and records of the project, and run the mapping on both
    #[arg(long, requires = "project")]
    pub samples: bool,
    /// Save the masked project
    #[arg(long, requires = "samples", conflicts_with = "check")]
    pub in_place: bool,
    /// Only say what would be masked and what the mapping would do otherwise
    #[arg(long, requires = "samples")]
    pub check: bool,
    /// The environment whose variables count; the first one if absent
    #[arg(long, value_name = "NAME", requires = "samples")]
    pub environment: Option<String>,
    /// The time of the runs; now if absent
    #[arg(long, value_name = "RFC 3339", requires = "samples")]
    pub now: Option<Timestamp>,
    /// A file with the key, which is made when it is not there; that of the project if absent
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// Where the masked payload is written: a file, or a folder for several; standard output if absent
    #[arg(short, long, value_name = "PATH", conflicts_with = "samples")]
    pub output: Option<PathBuf>,
    /// How it is told what was masked
    #[arg(long, default_value = "text")]
    pub format: Format,
}
