//! What can be asked of the bench on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Scimwright against its peers, on a generated directory
#[derive(Debug, Parser)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Cli {
    #[command(subcommand)]
    pub subcommand: Option<Work>,
    #[command(flatten)]
    pub options: Options,
}

/// What is measured and how often.
#[derive(Args, Debug)]
pub struct Options {
    /// Persons of the directory that is measured
    #[arg(long, default_value_t = 50_000)]
    pub persons: u64,
    /// Persons on which all contestants must agree first
    #[arg(long, default_value_t = 2_000)]
    pub same: u64,
    /// Interleaved rounds; the medians count
    #[arg(long, default_value_t = 5)]
    pub rounds: usize,
    /// Persons for the contestants that take more than a tenth of a millisecond each
    #[arg(long, default_value_t = 5_000)]
    pub persons_slow: u64,
    /// Persons of the directory whose peak memory and time are taken once
    #[arg(long, default_value_t = 1_000_000)]
    pub persons_large: u64,
    /// Samples that are loaded at once, by the library and by the window
    #[arg(long, default_value_t = 100_000)]
    pub samples: u64,
    /// Starts of the command line
    #[arg(long, default_value_t = 50)]
    pub starts: usize,
    /// Threads of the runs on several cores; those of the machine if absent
    #[arg(long)]
    pub threads: Option<usize>,
    /// Decides the directory
    #[arg(long, default_value_t = 4)]
    pub seed: u64,
    /// Write attributes without a value as null instead of leaving them out
    #[arg(long)]
    pub nulls: bool,
    /// The contestants, with commas between them; all that are installed if absent
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    pub contestants: Vec<String>,
    /// Leave out the large directory, the library and the window
    #[arg(long)]
    pub ratios_only: bool,
    /// This program instead of one that is built from the sources beside the bench
    #[arg(long, value_name = "SCIMWRIGHT")]
    pub program: Option<PathBuf>,
    /// Where directories and results are kept; the bench's part of `target` if absent
    #[arg(long, value_name = "FOLDER")]
    pub work: Option<PathBuf>,
    /// Put the figures on the help page, with this date
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub write: Option<String>,
}

/// Parts of the work that run in processes of their own.
#[derive(Debug, Subcommand)]
pub enum Work {
    /// Write a directory as NDJSON
    Generate {
        output: PathBuf,
        #[arg(long, default_value_t = 2_000)]
        persons: u64,
        #[arg(long, default_value_t = 4)]
        seed: u64,
        #[arg(long)]
        nulls: bool,
    },
    /// Run a contestant that is a part of this program
    #[command(hide = true)]
    Contestant {
        name: String,
        #[arg(long)]
        input: PathBuf,
        #[arg(long)]
        output: PathBuf,
        #[arg(long)]
        world: PathBuf,
        #[arg(long, default_value_t = 1)]
        threads: usize,
    },
    /// Measure calls of the library
    #[command(hide = true)]
    Library {
        /// `compile`, `preview`, `load`, `parse`
        what: String,
        /// NDJSON
        #[arg(long)]
        input: PathBuf,
        #[arg(long)]
        project: PathBuf,
    },
}
