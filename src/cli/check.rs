//! `scimwright check`: everything that is wrong with a project, mapping file or target file.

use std::path::Path;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::cli::ExitStatus;
use crate::cli::args::{CheckArgs, CheckFormat};
use crate::cli::output::{Failure, print, print_json, status_of};
use crate::cli::rule_engines::{engines_json, engines_text, uses_json};
use crate::cli::sarif::{SarifPlaces, sarif};
use crate::cli::source::{choose_environment, input_name, read_input, read_mapping_source};
use crate::diagnostic::{Diagnostic, Severity, render_with_source};
use crate::project::ProjectModel;
use crate::target::{TARGET_FORMAT, read_target};
use crate::workbench::ProjectRunner;

pub(super) fn check(args: &CheckArgs) -> Result<ExitStatus, Failure> {
    let checked = match target_text(&args.mapping)? {
        Some(text) => check_target(&args.mapping, text),
        None => check_mapping(args)?,
    };
    match args.format {
        CheckFormat::Text => print(&checked.render()),
        CheckFormat::Json => print_json(&checked.json()),
        CheckFormat::Sarif => print_json(&checked.sarif()),
    }
    Ok(status_of(&checked.diagnostics))
}

/// What was checked, and what was found.
struct Checked {
    /// What to say when there is nothing to report.
    praise: String,
    diagnostics: Vec<Diagnostic>,
    texts: Texts,
    engines: Option<Engines>,
    /// Whether the scripts stand in a `mapping.json`.
    is_project: bool,
}

/// Where the scripts of a mapping are evaluated.
struct Engines {
    text: String,
    json: Value,
    /// What they use.
    uses: Value,
}

/// The texts that diagnostics point into.
enum Texts {
    Scripts(Box<ProjectModel>),
    File(String),
}

fn check_mapping(args: &CheckArgs) -> Result<Checked, Failure> {
    let source = read_mapping_source(&args.mapping)?;
    let environment = choose_environment(&source.model, args.environment.as_deref())?;
    let runner = ProjectRunner::new(&source.model, &environment, Timestamp::UNIX_EPOCH, []);
    let mut diagnostics = source.diagnostics;
    diagnostics.extend_from_slice(runner.diagnostics());
    diagnostics.extend(runner.lint(&source.model));
    let rules: usize = source.model.mapping.rule_sets.iter().map(|rule_set| rule_set.rules.len()).sum();
    let praise = format!("{}: {rules} rules, nothing to report\n", source.model.settings.name);
    let lowerings = runner.lowerings();
    let engines = Some(Engines {
        text: engines_text(&lowerings),
        json: engines_json(&lowerings),
        uses: uses_json(&lowerings),
    });
    let is_project = args.mapping.is_dir();
    Ok(Checked { praise, diagnostics, texts: Texts::Scripts(Box::new(source.model)), engines, is_project })
}

/// The text of a target file; `None` for anything else.
fn target_text(path: &Path) -> Result<Option<String>, Failure> {
    #[derive(Deserialize)]
    struct Head {
        format: String,
    }
    if !path.is_file() {
        return Ok(None);
    }
    let Ok(text) = String::from_utf8(read_input(path)?) else { return Ok(None) };
    let is_target = serde_json::from_str::<Head>(&text).is_ok_and(|head| head.format == TARGET_FORMAT);
    Ok(is_target.then_some(text))
}

fn check_target(path: &Path, text: String) -> Checked {
    let (target, diagnostics) = read_target(&input_name(path), &text);
    let fields: usize = target.record_types.iter().map(|record_type| record_type.fields.len()).sum();
    let praise = format!(
        "{}: {} record types with {fields} fields, nothing to report\n",
        target.title,
        target.record_types.len()
    );
    Checked { praise, diagnostics, texts: Texts::File(text), engines: None, is_project: false }
}

impl Checked {
    fn json(&self) -> Value {
        let diagnostics = self.diagnostics.iter().map(|diagnostic| {
            let mut json = serde_json::to_value(diagnostic).expect("a diagnostic is always valid JSON");
            json["help_page"] = json!(diagnostic.code.help_page());
            json
        });
        let mut json = json!({ "diagnostics": diagnostics.collect::<Vec<_>>() });
        if let Some(engines) = &self.engines {
            json["rules"] = engines.json.clone();
            json["uses"] = engines.uses.clone();
        }
        json
    }

    fn sarif(&self) -> Value {
        let places = match &self.texts {
            Texts::Scripts(model) if self.is_project => SarifPlaces::of_project(&model.mapping),
            _ => SarifPlaces::default(),
        };
        sarif(&self.diagnostics, &places)
    }

    /// The verdict is the last line.
    fn render(&self) -> String {
        let engines = self.engines.as_ref().map_or("", |engines| &engines.text);
        if self.diagnostics.is_empty() {
            return [engines, &self.praise].concat();
        }
        let blocks = self.diagnostics.iter().map(|diagnostic| {
            let source = match &self.texts {
                Texts::Scripts(model) => script_of(model, diagnostic),
                Texts::File(text) => Some(text.as_str()),
            };
            render_with_source(diagnostic, source)
        });
        let count = |severity: Severity| {
            let count = self.diagnostics.iter().filter(|found| found.severity == severity).count();
            format!("{count} {}{}", severity.word(), if count == 1 { "" } else { "s" })
        };
        let summary = format!("{engines}{}, {}\n", count(Severity::Error), count(Severity::Warning));
        blocks.chain(std::iter::once(summary)).collect::<Vec<_>>().join("\n")
    }
}

/// The script that a diagnostic points into.
fn script_of<'m>(model: &'m ProjectModel, diagnostic: &Diagnostic) -> Option<&'m str> {
    let title = diagnostic.place.rule.as_deref()?;
    for rule_set in &model.mapping.rule_sets {
        if rule_set.condition_title() == title {
            return Some(&rule_set.condition);
        }
        let mut rules =
            rule_set.rules.iter().filter(|rule| rule.enabled && rule_set.rule_title(rule) == title);
        match (rules.next(), rules.next()) {
            (Some(rule), None) => return Some(&rule.script),
            // Of two rules for one field it is not known which one is meant.
            (Some(_), Some(_)) => return None,
            (None, _) => {}
        }
    }
    (title == "helper functions").then_some(&model.mapping.functions)
}
