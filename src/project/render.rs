//! Writing the files of a project. Reading them gives the same model.

use serde::Serialize;

use crate::mapping::render_mapping;
use crate::project::layout::{CASES, ENVIRONMENTS, MAPPING, RECORDS, SAMPLES, SETTINGS, TABLES};
use crate::project::parse::{SETTINGS_KIND, SettingsFile};
use crate::project::sample::SampleFile;
use crate::project::{ProjectFiles, ProjectModel};
use crate::table::write_csv;

/// All files of a project. A file that could not be read stands there as it was.
pub fn render_project(model: &ProjectModel) -> ProjectFiles {
    let mut files = ProjectFiles::default();
    let settings = SettingsFile {
        format: SETTINGS_KIND.format.to_owned(),
        version: SETTINGS_KIND.newest,
        settings: model.settings.clone(),
    };
    files.insert(SETTINGS, json(&settings));
    files.insert(MAPPING, render_mapping(&model.mapping));
    for (name, table) in model.tables.iter() {
        files.insert(format!("{TABLES}{name}.csv"), write_csv(table));
    }
    for sample in &model.samples {
        files.insert(format!("{SAMPLES}{}.json", sample.stem), json(&SampleFile::of(sample)));
    }
    for (plural, records) in model.records.iter() {
        files.insert(format!("{RECORDS}{plural}.json"), json(records));
    }
    for (stem, case) in model.cases.iter() {
        files.insert(format!("{CASES}{stem}.json"), json(case));
    }
    for (name, state) in &model.environments {
        files.insert(format!("{ENVIRONMENTS}{name}.json"), json(state));
    }
    for (path, bytes) in model.unread.iter() {
        files.insert(path.clone(), bytes.clone());
    }
    files
}

fn json<T: Serialize>(value: &T) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("project files are always valid JSON");
    text.push('\n');
    text
}
