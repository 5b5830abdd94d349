//! `scimwright mask`: payloads with pseudonyms in the place of people.
//!
//! Not the samples of a project, which are in `mask_samples`.

use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::cli::ExitStatus;
use crate::cli::args::Format;
use crate::cli::args_mask::MaskArgs;
use crate::cli::mask_samples::mask_samples;
use crate::cli::output::{Failure, say};
use crate::cli::source::input_name;
use crate::diagnostic::Code;
use crate::diagnostic::json_text::parse_json;
use crate::mask::{KeptValues, MaskSecret, Masker};
use crate::project::{
    OutputFile, ProjectError, fresh_mask_secret, load_project, mask_key_path, mask_secret_of, open_input,
    read_mask_secret, write_mask_secret,
};
use crate::scim::redacted;
use crate::workbench::kept_values_of;

pub(super) fn mask(args: &MaskArgs) -> Result<ExitStatus, Failure> {
    if args.samples {
        return mask_samples(args);
    }
    // Options of --samples that the payloads shadow.
    let of_samples = [
        (args.check, "--check"),
        (args.in_place, "--in-place"),
        (args.environment.is_some(), "--environment"),
        (args.now.is_some(), "--now"),
    ];
    if let Some((_, option)) = of_samples.into_iter().find(|(is_given, _)| *is_given) {
        let message = format!(
            "{option} is for the samples of a project, `mask --project PROJECT --samples`; leave it out to \
             mask payloads"
        );
        return Err(Failure::usage(message));
    }
    let (attributes, kept) = match &args.project {
        Some(project) => {
            let (model, _) = load_project(project)?;
            (model.settings.masking.attributes.clone(), kept_values_of(&model))
        }
        None => (Map::new(), KeptValues::default()),
    };
    let mut masker = Masker::new(&secret_of(args)?, &attributes, kept);
    let outputs = outputs_of(args)?;
    for path in args.payloads.iter().filter(|path| !is_standard(path)) {
        let mut learn = |value: &Value| masker.learn_payload(value);
        each_value(path, &mut |value| {
            learn(value.value);
            Ok(())
        })?;
    }
    let mut status = 0;
    for (path, output) in args.payloads.iter().zip(outputs) {
        status = status.max(mask_file(&mut masker, path, output.as_deref())?);
    }
    tell(&masker, args.format);
    Ok(status)
}

/// The key that was given, that of the project, or one for this run.
pub(super) fn secret_of(args: &MaskArgs) -> Result<MaskSecret, Failure> {
    if let Some(path) = &args.key {
        return match read_mask_secret(path) {
            Err(ProjectError::Missing { .. }) => {
                let secret = fresh_mask_secret()?;
                write_mask_secret(path, &secret)?;
                say(&format!("made the key {}; keep it, and show it to nobody\n", path.display()));
                Ok(secret)
            }
            read => Ok(read?),
        };
    }
    if let Some(project) = &args.project {
        let (secret, is_new) = mask_secret_of(project)?;
        if is_new {
            let path = mask_key_path(project);
            say(&format!("made the key {}; it stays on this machine\n", path.display()));
        }
        return Ok(secret);
    }
    say("the pseudonyms are of a key for this run alone; with --key or --project they stay the same\n");
    Ok(fresh_mask_secret()?)
}

/// Where each masked payload goes; `None` for standard output.
fn outputs_of(args: &MaskArgs) -> Result<Vec<Option<PathBuf>>, Failure> {
    let is_single = args.payloads.len() == 1;
    match args.output.as_deref().filter(|output| !is_standard(output)) {
        None if is_single => Ok(vec![None]),
        None => Err(Failure::usage("several payloads need --output with a folder")),
        Some(output) if is_single && !output.is_dir() => Ok(vec![Some(output.to_owned())]),
        Some(folder) if folder.is_file() => {
            Err(Failure::usage(format!("{} is a file; several payloads need a folder", folder.display())))
        }
        Some(folder) => {
            let name = |path: &PathBuf| path.file_name().map(|name| Some(folder.join(name)));
            let named: Option<Vec<_>> = args.payloads.iter().map(name).collect();
            let named = named.ok_or_else(|| Failure::usage("standard input has no name in a folder"))?;
            let mut once = named.clone();
            once.sort();
            once.dedup();
            if once.len() < named.len() {
                return Err(Failure::usage("two payloads have the same name; mask them one by one"));
            }
            crate::project::make_folder(folder)?;
            Ok(named)
        }
    }
}

fn mask_file(masker: &mut Masker, path: &Path, output: Option<&Path>) -> Result<ExitStatus, Failure> {
    let failed = |error: &io::Error| Failure::input(format!("the masked payload cannot be written: {error}"));
    let mut write_masked = |writer: &mut dyn Write| {
        each_value(path, &mut |read| {
            let value = masker.mask_payload(&redacted(read.value.clone()), None);
            let text = if read.is_line { value.to_string() } else { format!("{value:#}") };
            writeln!(writer, "{text}").map_err(|error| failed(&error))
        })
    };
    let Some(output) = output else {
        let mut writer = io::BufWriter::new(io::stdout().lock());
        let status = write_masked(&mut writer)?;
        writer.flush().map_err(|error| failed(&error))?;
        return Ok(status);
    };
    let mut writer = io::BufWriter::new(OutputFile::create(output)?);
    let status = write_masked(&mut writer)?;
    let file = writer.into_inner().map_err(|error| failed(error.error()))?;
    file.finish()?;
    Ok(status)
}

/// A value of a payload.
struct ReadValue<'v> {
    value: &'v Value,
    /// It stands on a line by itself, one of many.
    is_line: bool,
}

/// Reads a payload: a JSON value, or one on each line, of which only one is held at a time. A line
/// that cannot be read is told and left out.
fn each_value(
    path: &Path,
    visit: &mut dyn FnMut(ReadValue<'_>) -> Result<(), Failure>,
) -> Result<ExitStatus, Failure> {
    let name = input_name(path);
    let unread = |error: io::Error| Failure::input(format!("{name} cannot be read: {error}"));
    let mut reader: Box<dyn BufRead> = if is_standard(path) {
        Box::new(BufReader::new(io::stdin()))
    } else {
        Box::new(BufReader::new(open_input(path)?.0))
    };
    let mut line = Vec::new();
    let mut number = 0;
    let mut status = 0;
    while reader.read_until(b'\n', &mut line).map_err(unread)? > 0 {
        number += 1;
        let text = String::from_utf8_lossy(line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line)).into_owned();
        let parsed = serde_json::from_str::<Value>(&text);
        match parsed {
            _ if text.trim().is_empty() => {}
            Ok(value) => visit(ReadValue { value: &value, is_line: true })?,
            Err(_) if number == 1 => {
                reader.read_to_end(&mut line).map_err(unread)?;
                let text = String::from_utf8_lossy(&line).into_owned();
                let value = parse_json(&name, text.trim_start_matches('\u{feff}'), Code::FileNotJson);
                let value = value.map_err(|diagnostic| {
                    crate::cli::output::say_diagnostics(&[diagnostic]);
                    Failure::input(format!("{name} is not masked"))
                })?;
                visit(ReadValue { value: &value, is_line: false })?;
                return Ok(0);
            }
            Err(error) => {
                say(&format!("{name}, line {number}: it is no JSON value and is left out ({error})\n"));
                status = 1;
            }
        }
        line.clear();
    }
    Ok(status)
}

/// Says what was masked and what stayed, beside the payload.
fn tell(masker: &Masker, format: Format) {
    let report = masker.report();
    match format {
        Format::Json => {
            let counts: Map<String, Value> =
                report.n_masked.iter().map(|(kind, count)| (kind.word().to_owned(), json!(count))).collect();
            say(&format!("{}\n", json!({ "masked": counts, "kept": report.kept })));
        }
        Format::Text => {
            let counts: Vec<String> =
                report.n_masked.iter().map(|(kind, count)| format!("{count} {}", kind.word())).collect();
            let counts = if counts.is_empty() { "nothing".to_owned() } else { counts.join(", ") };
            say(&format!("masked by kind: {counts}\n"));
            for (value, why) in &report.kept {
                say(&format!("kept {value}: {why}\n"));
            }
        }
    }
}

fn is_standard(path: &Path) -> bool {
    path == Path::new("-")
}
