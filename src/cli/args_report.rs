//! What can be written behind `scimwright report`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::Timestamp;

use crate::cli::args::Format;
use crate::report::{Language, SheetForm};

/// Arguments of `report`.
#[derive(Args, Debug)]
#[command(
    after_help = "The sheet says for every field where it comes from and what an empty value does, and shows what the\n\
    mapping gives for a few people. In the spreadsheet the customer types over results that are wrong\n\
    and puts an x to those that are right; with --import each corrected result becomes a case that is\n\
    red until the mapping gives it, and what was confirmed of a person becomes a green case. The exit\n\
    status is 1 when a cell of the sheet is not understood.\n\n\
    Examples:\n  \
    scimwright report customer-project --environment production -o sign-off.xlsx --language de\n  \
    scimwright report customer-project -o sign-off.html --person 01-joiner --person 07-leaver\n  \
    scimwright report customer-project --import sign-off.xlsx --reviewer \"Ada King\" --dry-run"
)]
pub struct ReportArgs {
    /// A project folder
    pub project: PathBuf,
    /// The file to write: .html, .xlsx or .md; - for standard output, with --as
    #[arg(short, long, value_name = "FILE", required_unless_present = "import")]
    pub output: Option<PathBuf>,
    /// The form of the sheet, whatever the file's name
    #[arg(long = "as", value_name = "FORM", requires = "output")]
    pub form: Option<FormArgument>,
    /// The environment that it is for; the first one if absent
    #[arg(long, value_name = "NAME", conflicts_with = "import")]
    pub environment: Option<String>,
    /// The language of the sheet
    #[arg(long, default_value = "en", conflicts_with = "import")]
    pub language: LanguageArgument,
    /// Show the result of this sample, by the name of its file without ending; may be given several
    /// times; a few that say most if absent
    #[arg(long = "person", value_name = "STEM", conflicts_with = "import")]
    pub persons: Vec<String>,
    /// Show real people, which otherwise stay in the project
    #[arg(long, conflicts_with = "import")]
    pub unlock_people: bool,
    /// Take over what a customer corrected and confirmed in a spreadsheet
    #[arg(long, value_name = "SHEET.xlsx", conflicts_with = "output")]
    pub import: Option<PathBuf>,
    /// Who looked at the sheet, where it does not say so itself
    #[arg(long, value_name = "NAME", requires = "import")]
    pub reviewer: Option<String>,
    /// The day of the review, where the sheet does not say so itself; today if absent
    #[arg(long, value_name = "YYYY-MM-DD", requires = "import")]
    pub date: Option<jiff::civil::Date>,
    /// Say what the sheet would give, and change nothing
    #[arg(long, requires = "import")]
    pub dry_run: bool,
    /// The time of the runs; now if absent
    #[arg(long, value_name = "RFC 3339")]
    pub now: Option<Timestamp>,
    /// How the outcome is told
    #[arg(long, default_value = "text")]
    pub format: Format,
}

/// The forms of a sign-off sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormArgument {
    /// One self-contained page, fit for printing.
    Html,
    /// A spreadsheet in which results can be corrected and confirmed.
    Xlsx,
    /// Markdown with tables.
    Md,
}

/// The languages of a sign-off sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LanguageArgument {
    /// English.
    En,
    /// German.
    De,
    /// French.
    Fr,
    /// Dutch.
    Nl,
}

impl FormArgument {
    /// The form.
    pub fn form(self) -> SheetForm {
        match self {
            Self::Html => SheetForm::Html,
            Self::Xlsx => SheetForm::Xlsx,
            Self::Md => SheetForm::Markdown,
        }
    }
}

impl LanguageArgument {
    /// The language.
    pub fn language(self) -> Language {
        match self {
            Self::En => Language::English,
            Self::De => Language::German,
            Self::Fr => Language::French,
            Self::Nl => Language::Dutch,
        }
    }
}
