//! Printing, and how a command fails.

use std::io::{self, IsTerminal as _, Write as _};

use serde::Serialize;
use serde_json::json;

use crate::cli::ExitStatus;
use crate::cli::args::Format;
use crate::diagnostic::{Diagnostic, Severity, render_diagnostics, worst};
use crate::project::ProjectError;
use crate::scim::ScimError;

/// A command that could not be carried out.
#[derive(Debug)]
pub(super) struct Failure {
    /// One sentence for standard error.
    pub message: String,
    /// 1 when the input is at fault, 2 when the command line is.
    pub status: ExitStatus,
}

impl Failure {
    /// The input is at fault.
    pub(super) fn input(message: impl Into<String>) -> Self {
        Self { message: message.into(), status: 1 }
    }

    /// The command line is at fault.
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), status: 2 }
    }
}

impl From<ProjectError> for Failure {
    fn from(error: ProjectError) -> Self {
        match &error {
            ProjectError::Missing { .. }
            | ProjectError::NotAProject { .. }
            | ProjectError::NoPreset { .. }
            | ProjectError::NoEnvironment { .. } => Self::usage(error.to_string()),
            ProjectError::Io { .. } | ProjectError::UnsafePath { .. } => Self::input(error.to_string()),
        }
    }
}

/// Prints a result for people on standard output. A reader that went away is no failure.
pub(super) fn print(text: &str) {
    print_exactly(&harmless(text));
}

/// Prints a result for programs on standard output, as it is.
pub(super) fn print_exactly(text: &str) {
    print_bytes(text.as_bytes());
}

/// Prints a file on standard output.
pub(super) fn print_bytes(bytes: &[u8]) {
    let mut out = io::stdout().lock();
    // Nothing is left to tell the user when the pipe is closed.
    let _ = out.write_all(bytes).and_then(|()| out.flush());
}

/// The text without control characters, by which a payload could command the terminal.
pub(super) fn harmless(text: &str) -> String {
    let is_harmful = |character: char| character.is_control() && !matches!(character, '\n' | '\t');
    text.replace(is_harmful, "\u{fffd}")
}

/// Prints a result as JSON.
pub(super) fn print_json<T: Serialize>(value: &T) {
    let text = serde_json::to_string_pretty(value).expect("results are always valid JSON");
    print_exactly(&format!("{text}\n"));
}

/// Prints on standard error.
pub(super) fn say(text: &str) {
    let mut err = io::stderr().lock();
    // There is no other place to tell that standard error is closed.
    let _ = err.write_all(harmless(text).as_bytes());
}

/// Prints diagnostics on standard error.
pub(super) fn say_diagnostics(diagnostics: &[Diagnostic]) {
    say(&render_diagnostics(diagnostics));
}

/// 1 when there is an error among the diagnostics.
pub(super) fn status_of(diagnostics: &[Diagnostic]) -> ExitStatus {
    ExitStatus::from(worst(diagnostics) == Some(Severity::Error))
}

/// The form when none is asked for: text for a person at a terminal, JSON for programs.
pub(super) fn default_format() -> Format {
    if io::stdout().is_terminal() { Format::Text } else { Format::Json }
}

/// Prints why a request is refused; exit status 1.
pub(super) fn print_scim_error(error: &ScimError, format: Format) -> ExitStatus {
    match format {
        Format::Json => print_json(&json!({ "error": error })),
        Format::Text => print(&format!("{error}\n")),
    }
    1
}
