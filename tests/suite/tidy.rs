//! What the compiler does not see to: the habits of the sources and the floors of the house.
//!
//! Not the look of the window, which `gui::sources` watches over.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of sources that is read once for all checks.
struct Source {
    /// The path below the root, with `/` between the parts.
    path: String,
    text: String,
}

/// A line of code without its comments.
struct CodeLine<'s> {
    place: String,
    code: &'s str,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn collect(folder: &Path, extension: &str, files: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() && !path.ends_with("tests/fuzz/target") {
            collect(&path, extension, files);
        } else if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
}

/// The Rust files of some folders, by path.
fn sources(folders: &[&str]) -> Vec<Source> {
    let mut files = Vec::new();
    for folder in folders {
        collect(&root().join(folder), "rs", &mut files);
    }
    files.sort();
    files
        .iter()
        .map(|file| {
            let path = file.strip_prefix(root()).expect("a path below the root");
            let text = fs::read_to_string(file).expect("the sources are UTF-8");
            Source { path: path.to_string_lossy().replace('\\', "/"), text }
        })
        .collect()
}

impl Source {
    fn code_lines(&self) -> impl Iterator<Item = CodeLine<'_>> {
        self.text.lines().enumerate().map(|(idx, line)| {
            let place = format!("{}:{}", self.path, idx + 1);
            CodeLine { place, code: line.split("//").next().unwrap_or_default() }
        })
    }

    /// The module of the top level that the file belongs to; `lib` and `main` by themselves.
    fn module(&self) -> &str {
        let path = self.path.trim_start_matches("src/");
        path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    fn is_in(&self, places: &[&str]) -> bool {
        places.iter().any(|place| self.path.starts_with(place))
    }

    /// Whether a module of this name stands beside the file, so that the name means the module.
    fn has_neighbour(&self, name: &str) -> bool {
        let folder = root().join(&self.path).with_file_name("");
        folder.join(format!("{name}.rs")).is_file() || folder.join(name).is_dir()
    }
}

#[track_caller]
fn none(found: &[String]) {
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// Whether `word` stands in the code by itself, not as a part of a longer name.
fn has_word(code: &str, word: &str) -> bool {
    let is_name = |character: char| character.is_alphanumeric() || character == '_';
    code.match_indices(word).any(|(start, _)| {
        !code[..start].ends_with(is_name) && !code[start + word.len()..].starts_with(is_name)
    })
}

#[test]
fn every_file_says_first_what_it_is_for() {
    let silent = sources(&["src", "tests"]).into_iter().filter(|file| !file.text.starts_with("//! "));
    let found: Vec<_> =
        silent.map(|file| format!("{}:1 opens without `//!` and a sentence", file.path)).collect();
    none(&found);
}

/// The most lines of a file in `src`.
const MOST_LINES: usize = 400;

#[test]
fn no_file_is_longer_than_a_concept() {
    let found: Vec<_> = sources(&["src"])
        .iter()
        .map(|file| (&file.path, file.text.lines().count()))
        .filter(|(_, n_lines)| *n_lines > MOST_LINES)
        .map(|(path, n_lines)| {
            format!("{path}:{n_lines} has {n_lines} lines, at most {MOST_LINES}; look for the second concept")
        })
        .collect();
    none(&found);
}

#[test]
fn mod_files_are_tables_of_contents() {
    let found: Vec<_> = sources(&["src", "tests"])
        .iter()
        .filter(|file| file.path.ends_with("/mod.rs"))
        .flat_map(other_items)
        .map(|place| format!("{place} a mod.rs holds `//!`, `mod` and `pub use`, nothing else"))
        .collect();
    none(&found);
}

/// The places of items that are neither attributes nor modules nor exports.
fn other_items(file: &Source) -> Vec<String> {
    let mut found = Vec::new();
    let mut open_item = "";
    for line in file.code_lines().filter(|line| !line.code.trim().is_empty()) {
        let code = line.code.trim();
        if open_item.is_empty() {
            open_item = if code.starts_with("#[") { "]" } else { ";" };
            if open_item == ";" && !is_module_or_export(code) {
                found.push(line.place);
            }
        }
        if code.ends_with(open_item) {
            open_item = "";
        }
    }
    found
}

fn is_module_or_export(code: &str) -> bool {
    let mut words = code.split_whitespace();
    match words.next() {
        Some("mod") => true,
        Some(word) if word == "pub" || word.starts_with("pub(") => {
            matches!(words.next(), Some("mod" | "use"))
        }
        _ => false,
    }
}

/// The floors from the ground up: modules of one floor do not know each other.
const FLOORS: &[&[&str]] = &[
    &["diagnostic", "value"],
    &["scim", "target", "table"],
    &["script"],
    &["mapping"],
    &["change", "simulate", "bulk", "translate", "mask", "report"],
    &["project"],
    &["workbench"],
    &["gui", "cli", "provider"],
];

fn floor_of(module: &str) -> Option<usize> {
    FLOORS.iter().position(|modules| modules.contains(&module))
}

#[test]
fn every_module_stands_on_a_floor() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("there is a lib.rs");
    let found: Vec<_> = lib
        .lines()
        .enumerate()
        .filter_map(|(idx, line)| Some((idx, line.strip_prefix("pub mod ")?.trim_end_matches(';'))))
        .filter(|(_, module)| floor_of(module).is_none())
        .map(|(idx, module)| format!("src/lib.rs:{} `{module}` stands on no floor", idx + 1))
        .collect();
    none(&found);
}

/// The modules of the top level that a line of code names.
fn named_modules(code: &str) -> impl Iterator<Item = &str> {
    let is_end = |character: char| !(character.is_alphanumeric() || character == '_');
    let names = code.split("crate::").skip(1).map(move |tail| tail.split(is_end).next().unwrap_or_default());
    names.filter(|name| name.starts_with(|first: char| first.is_ascii_lowercase()))
}

fn may_import(module: &str, other: &str) -> bool {
    if module == other {
        return true;
    }
    match (floor_of(module), floor_of(other)) {
        // Scripts know attributes and tables, never the fields of a target.
        _ if (module, other) == ("script", "target") => false,
        (Some(own), Some(others)) => others < own,
        _ => false,
    }
}

#[test]
fn imports_go_downstairs() {
    let mut found = Vec::new();
    for file in sources(&["src"]).iter().filter(|file| !["lib", "main"].contains(&file.module())) {
        for line in file.code_lines() {
            let forbidden = named_modules(line.code).filter(|name| !may_import(file.module(), name));
            let message = |name| format!("{} `{}` must not name `crate::{name}`", line.place, file.module());
            found.extend(forbidden.map(message));
            if line.code.contains("super::super") || line.code.contains("crate::{") {
                found.push(format!("{} say `crate::module::…`, so that floors can be read", line.place));
            }
        }
    }
    none(&found);
}

/// What `project` does with the disk.
const DISK: [&str; 7] = [
    "load_project",
    "save_project",
    "read_file",
    "write_file",
    "read_recovery",
    "write_recovery",
    "clear_recovery",
];

#[test]
fn the_workbench_knows_the_model_of_a_project_and_not_the_disk() {
    let mut found = Vec::new();
    for file in sources(&["src/workbench"]) {
        for line in file.code_lines() {
            let named = DISK.iter().filter(|name| has_word(line.code, name));
            found.extend(named.map(|name| format!("{} the workbench does no I/O: `{name}`", line.place)));
        }
    }
    none(&found);
}

/// What only some places may name: a crate or a part of the standard library, and the places.
const OWNED: &[(&str, &[&str])] = &[
    ("rhai", &["src/script/"]),
    ("egui", &["src/gui/"]),
    ("eframe", &["src/gui/"]),
    ("rfd", &["src/gui/"]),
    ("clap", &["src/cli/", "src/main.rs"]),
    ("axum", &["src/provider/"]),
    ("bumpalo", &["src/value/"]),
    ("simdutf8", &["src/bulk/"]),
    ("flate2", &["src/bulk/"]),
    ("zstd", &["src/bulk/"]),
    ("memchr", &["src/bulk/"]),
    ("minisign", &["src/change/", "src/project/"]),
    ("similar", &["src/change/"]),
    ("indicatif", &["src/cli/"]),
    ("hmac", &["src/mask/"]),
    ("getrandom", &["src/project/"]),
    ("calamine", &["src/report/"]),
    ("rust_xlsxwriter", &["src/report/"]),
    ("zip", &["src/report/"]),
    ("tempfile", &["src/project/"]),
    ("std::fs", &["src/project/", "src/gui/files/"]),
    ("std::env", &["src/cli/", "src/gui/", "src/main.rs"]),
    ("std::thread", &["src/bulk/", "src/gui/", "src/cli/", "src/provider/"]),
    ("std::net", &["src/provider/"]),
    ("SystemTime", &[]),
    ("Timestamp::now", &["src/cli/", "src/gui/"]),
    // The deadline of a script: it can end an evaluation, never change its value.
    ("Instant::now", &["src/gui/", "src/script/limits.rs"]),
];

#[test]
fn each_crate_has_one_owner() {
    let mut found = Vec::new();
    for file in sources(&["src"]) {
        let foreign = OWNED.iter().filter(|(name, places)| !file.is_in(places) && !file.has_neighbour(name));
        for (name, places) in foreign {
            let lines = file.code_lines().filter(|line| names_path(line.code, name));
            let owners = if places.is_empty() { "nobody".to_owned() } else { places.join(", ") };
            found.extend(lines.map(|line| format!("{} `{name}` is named by {owners} alone", line.place)));
        }
    }
    none(&found);
}

/// Whether the code names a crate, a module of the standard library (alone or in the group of a
/// `use`) or a type's function.
fn names_path(code: &str, name: &str) -> bool {
    let Some((parent, child)) = name.split_once("::") else {
        return name.starts_with(char::is_uppercase) && has_word(code, name) || names_crate(code, name);
    };
    let group = code.split_once(&format!("{parent}::{{")).map(|(_, group)| group);
    has_word(code, name) || group.is_some_and(|group| has_word(group, child))
}

fn names_crate(code: &str, name: &str) -> bool {
    let begins_path = |start: usize| {
        !code[..start].ends_with(|before: char| before.is_alphanumeric() || "_:".contains(before))
    };
    code.contains(&format!("use {name};"))
        || code.contains(&format!("use {name} as"))
        || code.match_indices(&format!("{name}::")).any(|(start, _)| begins_path(start))
}

#[test]
fn names_are_seen_where_they_are_meant() {
    let check = |name: &str, code: &str, expected: bool| {
        assert_eq!(names_path(code, name), expected, "{name} in {code}");
    };
    check("rhai", "use rhai::{Dynamic, Engine};", true);
    check("rhai", "let value: Vec<rhai::Dynamic> = Vec::new();", true);
    check("rhai", "crate::gui::widgets::highlight::rhai::tokens(text)", false);
    check("egui", "use egui as toolkit;", true);
    check("egui", "egui_more::install(ctx);", false);
    check("std::fs", "std::fs::read(path)", true);
    check("std::fs", "use std::{fs, io};", true);
    check("std::fs", "use std::{fmt, io};", false);
    check("Timestamp::now", "unwrap_or_else(Timestamp::now)", true);
    check("SystemTime", "let system_time = 1;", false);
}

#[test]
fn nothing_is_left_for_later() {
    // Written in two parts, so that this file itself is clean.
    let words: Vec<String> =
        [("TO", "DO"), ("FIX", "ME"), ("to", "do!"), ("unimpl", "emented!"), ("db", "g!")]
            .iter()
            .map(|(start, end)| format!("{start}{end}"))
            .collect();
    let mut found = Vec::new();
    for file in sources(&["src", "tests"]) {
        for (idx, line) in file.text.lines().enumerate() {
            let said = words.iter().filter(|word| has_word(line, word));
            found.extend(said.map(|word| format!("{}:{} says `{word}`", file.path, idx + 1)));
        }
    }
    none(&found);
}

#[test]
fn sample_mappings_have_the_tables_of_the_masters() {
    let mut masters = Vec::new();
    collect(&root().join("assets/tables"), "csv", &mut masters);
    masters.sort();
    assert!(!masters.is_empty(), "there are no master tables");
    let mut found = Vec::new();
    for project in fs::read_dir(root().join("sample_mappings")).expect("there are sample mappings") {
        let tables = project.expect("an entry").path().join("tables");
        for master in &masters {
            let copy = tables.join(master.file_name().expect("a file"));
            let difference = first_difference(master, &copy);
            found.extend(difference.map(|why| format!("{}{why}", shown(&copy))));
        }
    }
    none(&found);
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// Where a copy differs from its master, as `:line what`.
fn first_difference(master: &Path, copy: &Path) -> Option<String> {
    let Ok(copied) = fs::read(copy) else {
        return Some(format!(" is missing; copy it from {}", shown(master)));
    };
    let wanted = fs::read(master).expect("the master can be read");
    if wanted == copied {
        return None;
    }
    let lines = |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect::<Vec<_>>();
    let (wanted, copied) = (lines(&wanted), lines(&copied));
    let line_idx = wanted.iter().zip(&copied).take_while(|(left, right)| left == right).count();
    Some(format!(":{} differs from {}", line_idx + 1, shown(master)))
}
