//! `scimwright functions`, `targets` and `clients`: what is built in.

use std::fmt::Write as _;

use serde_json::json;

use crate::cli::ExitStatus;
use crate::cli::args::{CatalogueArgs, Format};
use crate::cli::output::{Failure, print, print_json};
use crate::scim::{Dialect, quirk};
use crate::script::functions::{self, Function};
use crate::target::{RecordType, TargetSchema, built_in_targets};

type Outcome = Result<ExitStatus, Failure>;

pub(super) fn functions(args: &CatalogueArgs) -> Outcome {
    let chosen: Vec<_> = functions::all().filter(|function| is_chosen(args, function.name)).collect();
    match args.format {
        Format::Json => {
            print_json(&chosen.iter().map(|function| function_json(function)).collect::<Vec<_>>());
        }
        Format::Text => {
            let mut text = String::new();
            let mut category = None;
            for function in &chosen {
                if category != Some(function.category) {
                    category = Some(function.category);
                    let _ = writeln!(text, "{}", function.category.title());
                }
                let _ = writeln!(text, "  {}\n      {}", function.signature, function.summary);
            }
            print(&text);
        }
    }
    finish(args, chosen.len())
}

fn function_json(function: &Function) -> serde_json::Value {
    let examples: Vec<_> = function
        .examples
        .iter()
        .map(|example| json!({ "script": example.script, "result": example.result }))
        .collect();
    json!({
        "name": function.name,
        "category": function.category.title(),
        "signature": function.signature,
        "summary": function.summary,
        "examples": examples,
    })
}

pub(super) fn targets(args: &CatalogueArgs) -> Outcome {
    let chosen: Vec<_> = built_in_targets().iter().filter(|target| is_chosen(args, &target.name)).collect();
    match args.format {
        Format::Json => print_json(&chosen),
        Format::Text => print(&chosen.iter().map(|target| render_target(target)).collect::<String>()),
    }
    finish(args, chosen.len())
}

fn render_target(target: &TargetSchema) -> String {
    let types: String = target.record_types.iter().map(render_record_type).collect();
    format!("{} — {}\n{types}", target.name, target.title)
}

fn render_record_type(record_type: &RecordType) -> String {
    let mut text = format!("  {} (from {})\n", record_type.name, record_type.resource_type);
    let width = record_type.fields.iter().map(|field| field.name.len()).max().unwrap_or(0);
    for field in &record_type.fields {
        let marks = [
            (field.required, "required"),
            (field.read_only, "read-only"),
            (field.create_only, "only on new records"),
        ];
        let marks: Vec<_> = marks.iter().filter(|(is_so, _)| *is_so).map(|(_, word)| *word).collect();
        let line = format!("    {:width$}  {:22}  {}", field.name, field.type_words(), marks.join(", "));
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

pub(super) fn clients(args: &CatalogueArgs) -> Outcome {
    let chosen: Vec<_> = Dialect::all().iter().filter(|client| is_chosen(args, &client.name)).collect();
    match args.format {
        Format::Json => print_json(&chosen),
        Format::Text => {
            print(&chosen.iter().map(|client| render_client(client, chosen.len() == 1)).collect::<String>());
        }
    }
    finish(args, chosen.len())
}

/// Two lines: who it is, and how it updates and strays. One that is asked for alone shows what each
/// quirk is.
fn render_client(client: &Dialect, is_alone: bool) -> String {
    let preset = client.preset.as_deref().map(|preset| format!(" · preset {preset}")).unwrap_or_default();
    let mut text = format!("{:18} {}{preset}\n", client.name, client.title);
    let quirks = if client.quirks.is_empty() { "no quirks".to_owned() } else { client.quirks.join(" ") };
    let _ = writeln!(text, "{:18} {} · {quirks}", "", client.update_verb);
    for id in client.quirks.iter().filter(|_| is_alone) {
        let _ = writeln!(text, "{:18}   {id} {}", "", quirk(id).map_or("", |quirk| quirk.title));
    }
    text
}

fn is_chosen(args: &CatalogueArgs, name: &str) -> bool {
    let filter = args.filter.as_deref().unwrap_or_default();
    name.to_lowercase().contains(&filter.to_lowercase())
}

fn finish(args: &CatalogueArgs, count: usize) -> Outcome {
    match &args.filter {
        Some(filter) if count == 0 => Err(Failure::usage(format!("nothing has `{filter}` in its name"))),
        _ => Ok(0),
    }
}
