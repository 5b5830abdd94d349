//! What the sources of the window must not contain.

use std::fs;
use std::path::{Path, PathBuf};

use egui::FontFamily;

use super::theme::covered;

fn source_files(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            source_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The lines of code of some modules, without comments and inline tests, each with its place.
fn code_lines(modules: &[&str]) -> Vec<(String, String)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    for module in modules {
        source_files(&source.join(module), &mut files);
    }
    files.sort();
    let mut lines = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("the sources can be read");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (line_idx, line) in code.lines().enumerate() {
            if !line.trim_start().starts_with("//") {
                lines.push((format!("{}:{}", file.display(), line_idx + 1), line.to_owned()));
            }
        }
    }
    lines
}

#[test]
fn every_character_of_the_window_is_in_the_fonts() {
    let is_proportional = covered(&FontFamily::Proportional);
    let is_monospace = covered(&FontFamily::Monospace);
    let missing: Vec<String> = code_lines(&["gui", "workbench", "diagnostic"])
        .iter()
        .flat_map(|(place, line)| line.chars().map(move |character| (place, character)))
        .filter(|(_, character)| !character.is_ascii())
        .filter(|(_, character)| !is_proportional(*character) || !is_monospace(*character))
        .map(|(place, character)| format!("{place} {character:?}"))
        .collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn colours_and_fonts_are_made_in_the_theme_alone() {
    let banned =
        ["Color32::from_", "Color32::WHITE", "Color32::BLACK", "Color32::GRAY", "Color32::RED", "FontId::"];
    let theme = Path::new("gui").join("theme");
    let found: Vec<String> = code_lines(&["gui"])
        .into_iter()
        .filter(|(place, _)| !place.contains(&*theme.to_string_lossy()))
        .filter(|(_, line)| banned.iter().any(|banned| line.contains(banned)))
        .map(|(place, line)| format!("{place} {}", line.trim()))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
