//! `scimwright verify`: whether a mapping file is whole, and who sealed it.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use crate::change::seal::{SealState, TrustedKey, check_seal, read_public_key};
use crate::cli::ExitStatus;
use crate::cli::args::Format;
use crate::cli::args_seal::VerifyArgs;
use crate::cli::outgoing::beside;
use crate::cli::output::{Failure, print, print_json, say_diagnostics, status_of};
use crate::cli::source::{input_name, read_input};
use crate::cli::user::key_folder;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::mapping::{MappingFile, read_mapping_file, sealed_text};
use crate::project::{read_file, write_file};
use crate::workbench::promotion::case_words;

pub(super) fn verify(args: &VerifyArgs) -> Result<ExitStatus, Failure> {
    let name = input_name(&args.file);
    let bytes = read_input(&args.file)?;
    let (file, mut diagnostics) = read_mapping_file(&name, &bytes);
    let Some(file) = file else {
        say_diagnostics(&diagnostics);
        if args.format == Format::Json {
            print_json(&json!({ "whole": false, "diagnostics": diagnostics }));
        }
        return Err(Failure::input(format!("{name} must not be used")));
    };
    let text = String::from_utf8_lossy(&bytes);
    let seal = check_seal(&text, file.seal.as_ref(), &trusted(args)?);
    diagnostics.extend(remark(args, &seal).map(|found| found.in_file(&name)));
    say_diagnostics(&diagnostics);
    if let Some(output) = &args.sealed_text {
        write_sealed(output, &text, &file)?;
    }
    match args.format {
        Format::Json => print_json(&json_of(&file, &seal, &diagnostics)),
        Format::Text => print(&text_of(&name, &file, &seal)),
    }
    Ok(status_of(&diagnostics))
}

/// The keys that count: the one that is asked for alone, else the trusted ones.
fn trusted(args: &VerifyArgs) -> Result<Vec<TrustedKey>, Failure> {
    let Some(asked) = &args.public_key else { return Ok(key_folder()?.trusted_keys()?) };
    let public_key = public_key_of(asked)?;
    Ok(vec![TrustedKey { name: "the key that was asked for".to_owned(), public_key }])
}

/// A public key as it is given on the command line: its line, or the path of a `.pub` file.
pub(super) fn public_key_of(asked: &str) -> Result<String, Failure> {
    let path = Path::new(asked);
    let text = if path.is_file() {
        String::from_utf8_lossy(&read_file(path)?).into_owned()
    } else {
        asked.to_owned()
    };
    read_public_key(&text).map_err(|error| Failure::usage(error.to_string()))
}

/// What is said of the seal. When a certain key is asked for, anything but a seal by it is an error.
fn remark(args: &VerifyArgs, seal: &SealState) -> Option<Diagnostic> {
    let is_asked = args.public_key.is_some();
    match seal {
        SealState::None if is_asked => {
            Some(Diagnostic::error(Code::SealUnknown, "The file is not sealed, and a seal is asked for"))
        }
        SealState::Unknown { .. } if is_asked => Some(Diagnostic::error(
            Code::SealUnknown,
            "The file is sealed by another key than the one asked for",
        )),
        _ => seal.diagnostic(),
    }
}

fn write_sealed(output: &Path, text: &str, file: &MappingFile) -> Result<(), Failure> {
    let Some(seal) = &file.seal else { return Err(Failure::input("the file is not sealed")) };
    let sealed =
        sealed_text(text, seal).ok_or_else(|| Failure::input("the seal does not stand at the end"))?;
    write_file(output, sealed.as_bytes())?;
    Ok(write_file(&beside(output), format!("{}\n", seal.signature).as_bytes())?)
}

fn json_of(file: &MappingFile, seal: &SealState, diagnostics: &[Diagnostic]) -> Value {
    let (state, key) = match seal {
        SealState::None => ("none", None),
        SealState::Trusted { name, .. } => ("trusted", Some(name)),
        SealState::Unknown { public_key, .. } => ("unknown", Some(public_key)),
        SealState::Broken { why } => ("broken", Some(why)),
    };
    let is_whole = !diagnostics.iter().any(|found| found.severity == Severity::Error);
    json!({
        "whole": is_whole,
        "provenance": file.provenance,
        "seal": { "state": state, "by": key, "says": file.seal.as_ref().map(|seal| &seal.trusted_comment) },
        "diagnostics": diagnostics,
    })
}

fn text_of(name: &str, file: &MappingFile, seal: &SealState) -> String {
    let provenance = &file.provenance;
    let mut text = format!(
        "{name}: {}, revision {} for {} ({})\n",
        file.content.name, provenance.revision, provenance.environment, provenance.account
    );
    let by = if provenance.exported_by.is_empty() {
        String::new()
    } else {
        format!(" by {}", provenance.exported_by)
    };
    let _ =
        writeln!(text, "exported {}{by} with Scimwright {}", provenance.exported_at, provenance.tool_version);
    let _ = writeln!(text, "digest   {}", provenance.digest);
    let _ = writeln!(text, "based on {}", provenance.based_on.as_deref().unwrap_or("nothing that is known"));
    if let Some(count) = provenance.cases_run {
        let _ = writeln!(text, "cases    {}", case_words(count));
    }
    if let Some(impact) = &provenance.impact {
        let number = |key: &str| impact.get(key).and_then(Value::as_u64).unwrap_or_default();
        let _ = writeln!(text, "impact   {} of {} persons change", number("changed"), number("persons"));
    }
    if !provenance.hard_coded.is_empty() {
        let _ = writeln!(text, "accepted {}", provenance.hard_coded);
    }
    let _ = writeln!(text, "{}", seal.words());
    text
}
