//! Arguments of `bulk`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::Timestamp;

/// The forms of the output of `bulk`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BulkOutputFormat {
    /// An object on each line.
    Ndjson,
    /// A file that the service provider imports.
    Csv,
    /// One array.
    Json,
}

/// The attributes by which `bulk` can say of which resource it speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "camelCase")]
pub enum BulkKey {
    /// The id that the service provider gave it.
    Id,
    /// The id that the provisioning client has for it.
    ExternalId,
    /// The name of a user.
    UserName,
    /// The name of a group.
    DisplayName,
}

/// Arguments of `bulk`.
#[derive(Args, Debug)]
#[command(
    after_help = "The input is NDJSON, a JSON array or list responses, plain or packed with gzip or zstd; its\n\
    content tells which. Records come in the order of the input. A line that cannot be used is told\n\
    and does not stop the run. A summary stands on standard error at the end.\n\n\
    Exit status: 0 fine, 1 a line was bad, a record or a rule failed, or the input was cut, 2 wrong\n\
    use. Records that the mapping rejects are no failure.\n\n\
    Examples:\n  scimwright bulk customer-project --input users.ndjson.gz --output people.ndjson\n  \
    scimwright bulk customer.scimmap.json --input users.ndjson --output people.csv --format csv \\\n    \
    --record-type person --errors errors.ndjson\n  \
    zcat users.ndjson.gz | scimwright bulk customer.scimmap.json --quiet | wc -l"
)]
pub struct BulkArgs {
    /// A project folder or a mapping file
    pub mapping: PathBuf,
    /// Users and groups; - for standard input
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub input: PathBuf,
    /// The file to write, which appears when it is finished; - for standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
    /// How many threads map; one for each core if absent
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// NDJSON, one JSON array, or CSV with the columns that the service provider imports
    #[arg(long, default_value = "ndjson")]
    pub format: BulkOutputFormat,
    /// Only records of this type
    #[arg(long, value_name = "NAME")]
    pub record_type: Option<String>,
    /// Which file for import, with --format csv; the usual one if absent
    #[arg(long, value_name = "NAME")]
    pub import: Option<String>,
    /// Bad lines, rejected and failed records and rules as NDJSON
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,
    /// Put this attribute of each resource beside its line
    #[arg(long, value_name = "ATTRIBUTE")]
    pub key: Option<BulkKey>,
    /// Go on where an interrupted run of the same has come to
    #[arg(long)]
    pub resume: bool,
    /// Groups whose members are among the users; those in the input are not known beforehand
    #[arg(long, value_name = "PAYLOAD.json")]
    pub groups: Vec<PathBuf>,
    /// Take every record as new
    #[arg(long)]
    pub new: bool,
    /// The environment whose variables count; the first one if absent
    #[arg(long, value_name = "NAME")]
    pub environment: Option<String>,
    /// The time of the run; now if absent
    #[arg(long, value_name = "RFC 3339")]
    pub now: Option<Timestamp>,
    /// Neither progress nor summary
    #[arg(short, long)]
    pub quiet: bool,
}
