//! Reading the files of a project. What cannot be read is reported and kept as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::diagnostic::json_text::{DocumentKind, Probe, parse_json, read_document};
use crate::diagnostic::{Code, Diagnostic, Place, Span};
use crate::mapping::{Case, Mapping, VariableDeclaration, read_mapping};
use crate::project::layout::{CASES, ENVIRONMENTS, MAPPING, RECORDS, SAMPLES, SETTINGS, TABLES, stem};
use crate::project::sample::SampleFile;
use crate::project::{Environment, EnvironmentState, ProjectFiles, ProjectModel, ProjectSettings, Sample};
use crate::scim::Dialect;
use crate::table::{LookupTable, read_csv};
use crate::target::{Record, TargetSchema, built_in_target};

/// `project.json`.
pub(super) const SETTINGS_KIND: DocumentKind = DocumentKind {
    format: "scimwright-project",
    newest: 1,
    probes: &[
        Probe::of::<Environment>(&["environments", "*"]),
        Probe::of::<Vec<Value>>(&["environments"]),
        Probe::of::<VariableDeclaration>(&["variables", "*"]),
        Probe::of::<Map<String, Value>>(&["variables"]),
        Probe::of::<String>(&["name"]),
        Probe::of::<String>(&["client"]),
        Probe::of::<String>(&["target"]),
    ],
};

#[derive(Serialize, Deserialize)]
pub(super) struct SettingsFile {
    pub format: String,
    pub version: u64,
    #[serde(flatten)]
    pub settings: ProjectSettings,
}

/// Reads a project. Always gives a model: what cannot be read is missing in it, said in the
/// diagnostics, and kept byte for byte in `unread`.
pub fn parse_project(files: &ProjectFiles) -> (ProjectModel, Vec<Diagnostic>) {
    let mut parser = Parser { files, diagnostics: Vec::new(), unread: BTreeMap::new() };
    let settings = parser.settings();
    let mapping = parser.mapping();
    let mut model = ProjectModel {
        settings,
        mapping,
        tables: Arc::new(parser.tables()),
        samples: parser.samples().into(),
        records: Arc::new(parser.records()),
        cases: Arc::new(parser.in_folder::<Case>(CASES)),
        environments: parser.in_folder::<EnvironmentState>(ENVIRONMENTS),
        unread: Arc::default(),
    };
    parser.check_names(&model);
    model.unread = Arc::new(parser.unread);
    (model, parser.diagnostics)
}

struct Parser<'f> {
    files: &'f ProjectFiles,
    diagnostics: Vec<Diagnostic>,
    unread: BTreeMap<String, Vec<u8>>,
}

impl Parser<'_> {
    fn settings(&mut self) -> ProjectSettings {
        let read = self.document::<SettingsFile>(SETTINGS, &SETTINGS_KIND);
        read.map(|file| file.settings).unwrap_or_default()
    }

    fn mapping(&mut self) -> Mapping {
        let Some(text) = self.required_text(MAPPING) else { return Mapping::default() };
        let (mapping, diagnostics) = read_mapping(MAPPING, text);
        self.diagnostics.extend(diagnostics);
        mapping.unwrap_or_else(|| {
            self.keep_unread(MAPPING);
            Mapping::default()
        })
    }

    fn tables(&mut self) -> IndexMap<String, LookupTable> {
        let files = self.files;
        let mut tables = IndexMap::new();
        for (path, _) in files.in_folder(TABLES) {
            let Some(name) = stem(path, TABLES, ".csv") else { continue };
            let Some(text) = self.text(path) else { continue };
            let (table, diagnostics) = read_csv(path, text);
            self.diagnostics.extend(diagnostics);
            tables.insert(name.to_owned(), table);
        }
        tables
    }

    fn samples(&mut self) -> Vec<Arc<Sample>> {
        let files = self.in_folder::<SampleFile>(SAMPLES);
        let mut samples: Vec<_> =
            files.into_iter().map(|(stem, file)| Arc::new(file.into_sample(&stem))).collect();
        samples.sort_by_key(|sample| (sample.number(), sample.stem.clone()));
        samples
    }

    fn records(&mut self) -> BTreeMap<String, Vec<Record>> {
        self.in_folder::<Vec<Record>>(RECORDS).into_iter().collect()
    }

    /// The JSON files of a folder, by stem.
    fn in_folder<T: DeserializeOwned>(&mut self, folder: &str) -> IndexMap<String, T> {
        let files = self.files;
        let mut read = IndexMap::new();
        for (path, _) in files.in_folder(folder) {
            let Some(name) = stem(path, folder, ".json") else { continue };
            if let Some(value) = self.json::<T>(path) {
                read.insert(name.to_owned(), value);
            }
        }
        read
    }

    fn json<T: DeserializeOwned>(&mut self, path: &str) -> Option<T> {
        let text = self.text(path)?;
        match serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(text)) {
            Ok(value) => Some(value),
            Err(error) => {
                let diagnostic = parse_json(path, text, Code::FileNotJson)
                    .map_or_else(|diagnostic| diagnostic, |_| invalid_entry(path, &error));
                self.diagnostics.push(
                    diagnostic.with_help(
                        "mend it in a text editor and open the project again; it is kept as it is",
                    ),
                );
                self.keep_unread(path);
                None
            }
        }
    }

    fn document<T: DeserializeOwned>(&mut self, path: &str, kind: &DocumentKind) -> Option<T> {
        let text = self.required_text(path)?;
        let (document, diagnostics) = read_document(path, text, kind);
        self.diagnostics.extend(diagnostics);
        if document.is_none() {
            self.keep_unread(path);
        }
        document
    }

    fn required_text(&mut self, path: &str) -> Option<&'_ str> {
        if self.files.get(path).is_none() {
            let diagnostic = Diagnostic::error(Code::FileMissing, format!("{path} is missing"))
                .with_help("a project folder has project.json and mapping.json");
            self.diagnostics.push(diagnostic.in_file(path));
            return None;
        }
        self.text(path)
    }

    fn text(&mut self, path: &str) -> Option<&'_ str> {
        let bytes = self.files.get(path)?;
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Some(text);
        }
        let diagnostic = Diagnostic::error(Code::NotUtf8, "The file is not text in UTF-8")
            .with_help("save it as UTF-8; it is kept as it is");
        self.diagnostics.push(diagnostic.in_file(path));
        self.keep_unread(path);
        None
    }

    fn keep_unread(&mut self, path: &str) {
        if let Some(bytes) = self.files.get(path) {
            self.unread.insert(path.to_owned(), bytes.to_vec());
        }
    }

    fn check_names(&mut self, model: &ProjectModel) {
        let settings = &model.settings;
        if self.unread.contains_key(SETTINGS) || self.files.get(SETTINGS).is_none() {
            return;
        }
        if built_in_target(&settings.target).is_none() {
            let message = format!("There is no target `{}`", settings.target);
            self.diagnostics.push(
                Diagnostic::error(Code::UnknownTarget, message)
                    .with_help("`scimwright targets` lists the targets")
                    .in_file(SETTINGS),
            );
        }
        if Dialect::by_name(&settings.client).is_none() {
            let message = format!("There is no client `{}`", settings.client);
            self.diagnostics.push(
                Diagnostic::warning(Code::UnknownClient, message)
                    .with_help("`scimwright clients` lists the clients")
                    .in_file(SETTINGS),
            );
        }
        self.check_cases(model);
    }

    fn check_cases(&mut self, model: &ProjectModel) {
        let stems: BTreeSet<&str> = model.samples.iter().map(|sample| sample.stem.as_str()).collect();
        let target = built_in_target(&model.settings.target);
        for (stem, case) in model.cases.iter() {
            let remarks = target.map(|target| remarks_on_case(case, target)).unwrap_or_default();
            let file = format!("{CASES}{stem}.json");
            self.diagnostics.extend(remarks.into_iter().map(|remark| remark.in_file(file.clone())));
            if !stems.contains(case.sample.as_str()) {
                let message = format!(
                    "The case `{}` names the sample `{}`, which does not exist",
                    case.name, case.sample
                );
                self.diagnostics.push(
                    Diagnostic::warning(Code::UnknownSample, message)
                        .with_help("choose another sample, or delete the case")
                        .in_file(format!("{CASES}{stem}.json")),
                );
            }
        }
    }
}

/// What a case names that the target does not have.
fn remarks_on_case(case: &Case, target: &TargetSchema) -> Vec<Diagnostic> {
    let Some(record_type) = target.record_type(&case.record_type) else {
        let known: Vec<_> = target.record_types.iter().map(|of| of.name.as_str()).collect();
        let message = format!(
            "The case `{}` is about the record type `{}`, which does not exist",
            case.name, case.record_type
        );
        let found = Diagnostic::warning(Code::UnknownCaseRecordType, message);
        return vec![found.with_help(format!("the target has {}", known.join(", ")))];
    };
    let expected = case.expected.record.iter().flat_map(|record| record.fields.keys());
    let named: BTreeSet<&String> = expected.chain(case.only.iter().flatten()).collect();
    let unknown = named.into_iter().filter(|field| record_type.field(field).is_none());
    unknown
        .map(|field| {
            let message = format!(
                "The case `{}` compares the field `{field}`, which {} records do not have",
                case.name, record_type.name
            );
            let found = Diagnostic::warning(Code::UnknownCaseField, message);
            found.with_help("correct the name in the file, or leave the field out")
        })
        .collect()
}

/// The diagnostic of a file that is JSON and does not fit.
fn invalid_entry(path: &str, error: &serde_json::Error) -> Diagnostic {
    let told = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let told = told.strip_suffix(&place).unwrap_or(&told);
    let span = Span { line: error.line().max(1), column: error.column().max(1), length: 1 };
    Diagnostic::error(Code::FileInvalid, format!("The file has an invalid entry: {told}"))
        .at(Place::in_file(path, Some(span)))
}
