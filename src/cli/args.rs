//! What can be written on the command line, and the help that teaches it.

use std::path::PathBuf;

use clap::{Args, Parser, ValueEnum};
use jiff::Timestamp;

use crate::cli::args_bulk::BulkArgs;
use crate::cli::args_change::{DiffArgs, MergeArgs};
use crate::cli::args_exchange::{ExportArgs, HistoryArgs, ImportArgs, PromoteArgs};
use crate::cli::args_impact::ImpactArgs;
use crate::cli::args_mask::MaskArgs;
use crate::cli::args_report::ReportArgs;
use crate::cli::args_seal::{KeysArgs, VerifyArgs};

/// Design, prove and promote SCIM attribute mappings
#[derive(Debug, Parser)]
#[command(
    name = "scimwright",
    version,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "Without a subcommand the workbench opens, on PROJECT or on the project of last time.\n\
        A PROJECT is a folder with project.json; a MAPPING is such a folder or a mapping file\n\
        (name.scimmap.json). A dash - stands for standard input.\n\n\
        Exit status: 0 fine, 1 the input has errors or a case is red, 2 wrong use.\n\n\
        Examples:\n  \
        scimwright run sample_mappings/entra-4me user.json\n  \
        scimwright check customer-project --format json\n  \
        scimwright export customer-project --environment qa -o customer.scimmap.json"
)]
pub struct Cli {
    /// The project folder to open in the workbench
    pub project: Option<PathBuf>,
    /// Draw so many frames of the workbench while its lists are scrolled, print the times as JSON, and
    /// close it
    #[arg(long, value_name = "N", hide = true)]
    pub measure_frames: Option<usize>,
    /// Load samples from a file before frames are measured
    #[arg(long, value_name = "FILE", hide = true, requires = "measure_frames")]
    pub load: Option<PathBuf>,
    /// What to do without a window
    #[command(subcommand)]
    pub subcommand: Option<Subcommand>,
}

/// What can be done without a window.
#[derive(Debug, clap::Subcommand)]
pub enum Subcommand {
    /// Run a mapping on payloads and print the records and what each rule did
    Run(RunArgs),
    /// Run a mapping on a whole directory, in a stream
    Bulk(BulkArgs),
    /// List everything that is wrong with a project, mapping file or target file
    Check(CheckArgs),
    /// Say what a diagnostic means, with an example and what to do
    Explain(ExplainArgs),
    /// Run all cases of a project
    Test(TestArgs),
    /// Show what the next requests of a client do to a person
    Simulate(SimulateArgs),
    /// Apply a PATCH or PUT request to a resource and print the resource afterwards
    Patch(PatchArgs),
    /// Hold a filter against a resource
    Filter(FilterArgs),
    /// Print the values at an attribute path
    Select(SelectArgs),
    /// Print a payload as scripts see it, with every repair
    Normalize(NormalizeArgs),
    /// Tell what differs between two mappings
    Diff(DiffArgs),
    /// Bring together what two sides made of one mapping
    Merge(MergeArgs),
    /// Find out who changes between two mappings, in what and why
    Impact(ImpactArgs),
    /// Write the mapping file of a project for one environment
    Export(ExportArgs),
    /// Take a mapping file over into a project
    Import(ImportArgs),
    /// Carry the mapping of a project to a protected environment: what differs, the checklist, the file
    Promote(PromoteArgs),
    /// Show what was exported, imported and promoted, and bring an earlier version back
    History(HistoryArgs),
    /// Say whether a mapping file is whole, and who sealed it
    Verify(VerifyArgs),
    /// Make and list the keys that mapping files are sealed with
    Keys(KeysArgs),
    /// Put pseudonyms in the place of the people in payloads, or in the samples of a project
    Mask(MaskArgs),
    /// Write the sign-off sheet of a project, or take over what a customer corrected in one
    Report(ReportArgs),
    /// List the functions that scripts can call
    Functions(CatalogueArgs),
    /// List the targets that are built in, with their fields
    Targets(CatalogueArgs),
    /// List the provisioning clients that are known
    Clients(CatalogueArgs),
}

/// Text for people, or JSON for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs; keys are added over time, none changes its meaning.
    Json,
}

/// Arguments of `run`.
#[derive(Args, Debug)]
#[command(
    after_help = "Where no record is given, the current record is found among the records of the project:\n\
    the one linked to the resource's id, else the one with the same e-mail address (or name).\n\
    With a mapping file every record is new unless --person gives one.\n\n\
    Examples:\n  scimwright run customer-project joiner.json leaver.json\n  \
    cat user.json | scimwright run customer.scimmap.json - --person current.json --format json\n  \
    scimwright run customer-project joiner.json --trace --field job_title --format text"
)]
pub struct RunArgs {
    /// A project folder or a mapping file
    pub mapping: PathBuf,
    /// Files with users and groups: resources, list responses, arrays, NDJSON
    #[arg(required = true)]
    pub payloads: Vec<PathBuf>,
    /// The current record of every resource, as a JSON object of fields
    #[arg(long, value_name = "RECORD.json", visible_alias = "record")]
    pub person: Option<PathBuf>,
    /// Take every record as new
    #[arg(long, conflicts_with = "person")]
    pub new: bool,
    /// The environment whose variables count; the first one if absent
    #[arg(long, value_name = "NAME")]
    pub environment: Option<String>,
    /// The time of the run; now if absent
    #[arg(long, value_name = "RFC 3339")]
    pub now: Option<Timestamp>,
    /// Tell step by step how each value came about
    #[arg(long)]
    pub trace: bool,
    /// Trace only the rules for this field, or the condition with `condition`; may be given several
    /// times
    #[arg(long = "field", value_name = "NAME", requires = "trace")]
    pub fields: Vec<String>,
    /// Text, or JSON; text on a terminal and JSON elsewhere if absent
    #[arg(long)]
    pub format: Option<Format>,
}

/// The forms in which diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// With the source line and a caret.
    Text,
    /// `{"diagnostics":[…]}`.
    Json,
    /// SARIF 2.1.0, as code scanning services read it.
    Sarif,
}

/// Arguments of `check`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// A project folder, a mapping file or a target file
    pub mapping: PathBuf,
    /// The environment whose variables count; the first one if absent
    #[arg(long, value_name = "NAME")]
    pub environment: Option<String>,
    /// How the diagnostics are printed
    #[arg(long, default_value = "text")]
    pub format: CheckFormat,
}

/// Arguments of `explain`.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  scimwright explain R313\n  scimwright explain")]
pub struct ExplainArgs {
    /// The code, such as R313; all codes with their titles if absent
    pub code: Option<String>,
}

/// The forms in which results of cases are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TestFormat {
    /// A line per case.
    Text,
    /// `{"passed":…,"failed":…,"cases":[…]}`.
    Json,
    #[allow(clippy::doc_markdown, reason = "the text is shown as help")]
    /// JUnit XML, as build servers read it.
    Junit,
}

/// Arguments of `test`.
#[derive(Args, Debug)]
pub struct TestArgs {
    /// A project folder, or a mapping file with cases together with --samples
    pub project: PathBuf,
    /// Run the cases of the mapping file on the samples and records of this project
    #[arg(long, value_name = "PROJECT")]
    pub samples: Option<PathBuf>,
    /// The environment whose variables count; the first one if absent
    #[arg(long, value_name = "NAME")]
    pub environment: Option<String>,
    /// The time of the runs; now if absent
    #[arg(long, value_name = "RFC 3339")]
    pub now: Option<Timestamp>,
    /// Also count which rules, branches of scripts, table rows and attributes the samples and cases come
    /// by; with samples made up for branches that none reaches
    #[arg(long)]
    pub coverage: bool,
    /// How the results are printed
    #[arg(long, default_value = "text")]
    pub format: TestFormat,
}

/// Arguments of `simulate`.
#[derive(Args, Debug)]
pub struct SimulateArgs {
    /// A project folder or a mapping file
    pub mapping: PathBuf,
    /// What the service provider holds before; without it the person is new
    #[arg(long, value_name = "STORED.json")]
    pub resource: Option<PathBuf>,
    /// The requests in order; a file may hold several
    #[arg(long = "request", value_name = "REQUEST.json", required = true)]
    pub requests: Vec<PathBuf>,
    /// The record before; if absent it is found as by `run`, else it is what the mapping makes of STORED.json
    #[arg(long, value_name = "RECORD.json", visible_alias = "record")]
    pub person: Option<PathBuf>,
    /// Other users and groups that the service provider holds, such as the members of a group
    #[arg(long = "with", value_name = "PAYLOAD.json")]
    pub known: Vec<PathBuf>,
    /// The client that sends the requests; guessed from them if absent
    #[arg(long, value_name = "NAME")]
    pub client: Option<String>,
    /// The environment whose variables count; the first one if absent
    #[arg(long, value_name = "NAME")]
    pub environment: Option<String>,
    /// The time of the run; now if absent
    #[arg(long, value_name = "RFC 3339")]
    pub now: Option<Timestamp>,
    /// Text, or JSON; text on a terminal and JSON elsewhere if absent
    #[arg(long)]
    pub format: Option<Format>,
}

/// Arguments of `patch`.
#[derive(Args, Debug)]
#[command(
    after_help = "Prints the resource afterwards; the deviations of the client that were understood are noted on\n\
    standard error. A request that is refused prints the error of a service provider, with exit\n\
    status 1, and nothing of it is applied. Both files may be samples of a project.\n\n\
    Examples:\n  scimwright patch user.json change.json --client entra-default\n  \
    scimwright patch user.json user-afterwards.json --put --target 4me"
)]
pub struct PatchArgs {
    /// The resource as the service provider holds it
    pub resource: PathBuf,
    /// The request: a PATCH body, or a resource with --put
    pub request: PathBuf,
    /// The client that sends it; guessed from a request that deviates from the RFC if absent, else strict
    #[arg(long, value_name = "NAME")]
    pub client: Option<String>,
    /// The request is a PUT: attributes that it does not name become unassigned
    #[arg(long)]
    pub put: bool,
    /// The target whose rules for PUT and for unknown attributes count; those of the RFC if absent
    #[arg(long, value_name = "NAME")]
    pub target: Option<String>,
    /// Text, or JSON; text on a terminal and JSON elsewhere if absent
    #[arg(long)]
    pub format: Option<Format>,
}

/// Arguments of `filter`.
#[derive(Args, Debug)]
#[command(
    after_help = "Prints true or false; either way the exit status is 0. A filter that cannot be read or answered\n\
    prints the error of a service provider, with exit status 1.\n\n\
    Examples:\n  scimwright filter 'emails[type eq \"work\" and value co \"@acme.example\"]' user.json\n  \
    scimwright filter 'externalId eq mira.okonkwo' user.json --client entra-default"
)]
pub struct FilterArgs {
    /// A filter, such as `userName sw "ada" and active eq true`
    #[arg(allow_hyphen_values = true)]
    pub expression: String,
    /// A resource
    pub resource: PathBuf,
    /// The client whose deviations are understood; none if absent
    #[arg(long, value_name = "NAME")]
    pub client: Option<String>,
    /// Text, or JSON; text on a terminal and JSON elsewhere if absent
    #[arg(long)]
    pub format: Option<Format>,
}

/// Arguments of `select`.
#[derive(Args, Debug)]
#[command(
    after_help = "Prints an array of the values in order, an empty one when there are none. A path that\n\
    leads nowhere prints the error of a service provider, with exit status 1.\n\n\
    Examples:\n  scimwright select 'emails[type eq \"work\"].value' user.json\n  \
    scimwright select urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value user.json"
)]
pub struct SelectArgs {
    /// An attribute path, such as `emails[type eq "work"].value`
    #[arg(allow_hyphen_values = true)]
    pub path: String,
    /// A resource
    pub resource: PathBuf,
    /// The client whose deviations are understood; none if absent
    #[arg(long, value_name = "NAME")]
    pub client: Option<String>,
    /// Text, or JSON; text on a terminal and JSON elsewhere if absent
    #[arg(long)]
    pub format: Option<Format>,
}

/// Arguments of `normalize`.
#[derive(Args, Debug)]
pub struct NormalizeArgs {
    /// A payload
    pub payload: PathBuf,
    /// The client that sent it; guessed if absent
    #[arg(long, value_name = "NAME")]
    pub client: Option<String>,
    /// Also report what does not comply with the interoperability profile
    #[arg(long)]
    pub lint: bool,
    /// Text, or JSON; text on a terminal and JSON elsewhere if absent
    #[arg(long)]
    pub format: Option<Format>,
}

/// Arguments of the lists of what is built in.
#[derive(Args, Debug)]
pub struct CatalogueArgs {
    /// Only entries with this text in their name
    pub filter: Option<String>,
    /// How the list is printed
    #[arg(long, default_value = "text")]
    pub format: Format,
}
