//! The arguments of the subcommands that exchange mappings with accounts.

use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;

use crate::change::impact::Threshold;
use crate::cli::args::Format;

/// Arguments of `export`.
#[derive(Args, Debug)]
#[command(after_help = "The same content exported again gives the same file, to the byte. An export for a\n\
    protected environment has to pass the checklist that `promote --dry-run` prints.")]
pub struct ExportArgs {
    /// A project folder
    pub project: PathBuf,
    /// The environment whose variables go into the file
    #[arg(long, value_name = "NAME")]
    pub environment: String,
    /// The file to write; - for standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// What goes into the file
    #[command(flatten)]
    pub file: FileArgs,
    /// The checklist of a protected environment
    #[command(flatten)]
    pub gate: GateArgs,
    /// How the outcome is told
    #[arg(long, default_value = "text")]
    pub format: Format,
}

/// What goes into an exported file.
#[derive(Args, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option by itself")]
pub struct FileArgs {
    /// Put the cases of the project into the file
    #[arg(long, conflicts_with = "without_cases")]
    pub with_cases: bool,
    /// Leave the cases out, even if the last file had them
    #[arg(long)]
    pub without_cases: bool,
    /// Let records of real people leave the project, which cases of samples that are not masked hold
    #[arg(long)]
    pub unlock_people: bool,
    /// Seal the file with your key, and write the signature of the whole file to FILE.minisig
    #[arg(long)]
    pub seal: bool,
    /// The time of the export; now if absent
    #[arg(long, value_name = "RFC 3339")]
    pub now: Option<Timestamp>,
}

/// How the checklist of a protected environment is gone through.
#[derive(Args, Debug)]
pub struct GateArgs {
    /// A directory of payloads to find out who changes; the samples of the project if absent
    #[arg(long, value_name = "USERS.ndjson")]
    pub input: Option<PathBuf>,
    /// Agree to a group of persons who change, by the id in the checklist; `all` agrees to all of them
    #[arg(long, value_name = "GROUP")]
    pub acknowledge: Vec<String>,
    /// Block when more persons change so, such as 'cleared manager > 20'; besides those of the project
    #[arg(long = "fail-if", value_name = "THRESHOLD")]
    pub fail_if: Vec<Threshold>,
    /// Accept ids and addresses of one account in scripts, and say why
    #[arg(long, value_name = "REASON")]
    pub accept_hard_coded: Option<String>,
}

/// Arguments of `promote`.
#[derive(Args, Debug)]
#[command(
    after_help = "Prints what differs between what the environment has and what it will have, and the checklist.\n\
    When every check has passed, the file is written; otherwise the exit status is 1, and nothing is\n\
    written.\n\n\
    Examples:\n  \
    scimwright promote customer-project --from qa --to production --dry-run\n  \
    scimwright promote customer-project --from qa --to production --input users.ndjson \\\n    \
    --acknowledge all --seal -o customer.scimmap.json"
)]
pub struct PromoteArgs {
    /// A project folder
    pub project: PathBuf,
    /// The environment where the mapping was tried
    #[arg(long, value_name = "NAME")]
    pub from: String,
    /// The environment that gets it
    #[arg(long, value_name = "NAME")]
    pub to: String,
    /// The file to write; - for standard output
    #[arg(short, long, value_name = "FILE", required_unless_present = "dry_run")]
    pub output: Option<PathBuf>,
    /// What goes into the file
    #[command(flatten)]
    pub file: FileArgs,
    /// The checklist
    #[command(flatten)]
    pub gate: GateArgs,
    /// Print what differs and the checklist, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// How the outcome is told
    #[arg(long, default_value = "text")]
    pub format: Format,
}

/// Arguments of `import`.
#[derive(Args, Debug)]
#[command(
    after_help = "PROJECT may be a folder that does not exist yet; a project is then made of the file.\n\n\
    When the project was edited since it last was the same as the account of the file, the changes of\n\
    both sides come together. What collides is listed; until it is settled, the project keeps its\n\
    content, the file waits in it, and the exit status is 1.\n\n\
    Examples:\n  \
    scimwright import production.scimmap.json customer-project --dry-run\n  \
    scimwright import production.scimmap.json customer-project --settle 'User → person / job_title=theirs'"
)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option by itself")]
pub struct ImportArgs {
    /// A mapping file; - for standard input
    pub file: PathBuf,
    /// A project folder
    pub project: PathBuf,
    /// Say what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Settle every conflict in favour of the project
    #[arg(long, conflicts_with = "theirs")]
    pub ours: bool,
    /// Settle every conflict in favour of the file
    #[arg(long)]
    pub theirs: bool,
    /// Settle one conflict: as `ours`, `theirs` or `base`, or as the text or JSON behind the sign
    #[arg(long, value_name = "SUBJECT=HOW")]
    pub settle: Vec<String>,
    /// Take a file that was changed by hand after its export
    #[arg(long)]
    pub accept_altered: bool,
    /// Take a file that was made for another account
    #[arg(long)]
    pub accept_account: bool,
    /// Take a file that is based on another version than the one that the account has
    #[arg(long)]
    pub accept_base: bool,
    /// How the changes are told
    #[arg(long, default_value = "text")]
    pub format: Format,
}

/// Arguments of `history`.
#[derive(Args, Debug)]
#[command(
    after_help = "A VERSION is a revision number, such as 3, or the first digits of a digest, eight at least. With a\n\
    number the environment matters: give it with --environment.\n\n\
    Examples:\n  \
    scimwright history customer-project --environment production\n  \
    scimwright history customer-project --environment production --open 3 -o revision-3.scimmap.json\n  \
    scimwright history customer-project --environment production --bring-back 3"
)]
pub struct HistoryArgs {
    /// A project folder
    pub project: PathBuf,
    /// Only this environment
    #[arg(long, value_name = "NAME")]
    pub environment: Option<String>,
    /// Write the mapping file of an earlier version
    #[arg(long, value_name = "VERSION", requires = "output")]
    pub open: Option<String>,
    /// The file to write it to; - for standard output
    #[arg(short, long, value_name = "FILE", requires = "open")]
    pub output: Option<PathBuf>,
    /// Put the content of an earlier version into the project
    #[arg(long, value_name = "VERSION", conflicts_with = "open")]
    pub bring_back: Option<String>,
    /// How the outcome is told
    #[arg(long, default_value = "text")]
    pub format: Format,
}
