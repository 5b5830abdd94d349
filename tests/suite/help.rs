//! The help pages in `assets/help` and the README, held to the program: what is made from it is up to
//! date, and every example does what is written beside it.
//!
//! `UPDATE_HELP=1 cargo test help` writes the parts that are made from the program anew.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clap::CommandFactory as _;
use scimwright::change::impact::ImpactKind;
use scimwright::change::promotion::GateCheck;
use scimwright::cli::Cli;
use scimwright::diagnostic::{ALL_CODES, Code};
use scimwright::mapping::render_mapping_file;
use scimwright::project::{
    CaseChoice, ExportRequest, ProjectFiles, ProjectModel, export_mapping_file, load_project, parse_project,
    render_project,
};
use scimwright::scim::{ResourceType, clients_to_markdown};
use scimwright::script::SourceRole;
use scimwright::script::functions::to_markdown;
use scimwright::simulate::Label;
use scimwright::table::{Row, read_csv};
use scimwright::workbench::{RecomputeCache, recompute, role_words, template_words, templates_for};
use serde_json::Value;

use crate::bench::Bench;

fn page_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

#[track_caller]
fn page(name: &str) -> String {
    fs::read_to_string(page_path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Compares a page with what the program says, or writes it.
#[track_caller]
fn check_page(name: &str, made: &str) {
    if std::env::var_os("UPDATE_HELP").is_some() {
        fs::write(page_path(name), made).expect("the page can be written");
        return;
    }
    let stored = page(name);
    let same = stored.lines().zip(made.lines()).take_while(|(left, right)| left == right).count();
    assert!(stored == made, "{name}:{} is out of date; run `UPDATE_HELP=1 cargo test help`", same + 1);
}

#[test]
fn functions_are_as_the_program_describes_them() {
    check_page("assets/help/functions.md", &to_markdown());
}

#[test]
fn clients_are_as_the_program_knows_them() {
    check_page("assets/help/clients.md", &clients_to_markdown());
}

/// What the letters of the codes stand for, in the order of the registry.
const LETTERS: [(char, &str); 7] = [
    ('P', "Payloads"),
    ('T', "Targets"),
    ('R', "Rules and scripts"),
    ('M', "Files of mappings and projects"),
    ('V', "Values that rules give"),
    ('L', "Lookup tables"),
    ('F', "Filters"),
];

#[test]
fn every_code_has_its_section_on_the_page_of_diagnostics() {
    let text = page("assets/help/diagnostics.md");
    let found: Vec<_> = text.lines().filter(|line| line.starts_with('#')).skip(1).collect();
    let mut expected = Vec::new();
    for (letter, title) in LETTERS {
        expected.push(format!("## {title}"));
        let codes = ALL_CODES.iter().filter(|code| code.id().starts_with(letter));
        expected.extend(codes.map(|code| format!("### {} {}", code.id(), code.title())));
    }
    assert_eq!(found, expected);
}

/// The codes of what is said of a script in a rule for this field.
fn codes_of(field: &str, script: &str) -> Vec<Code> {
    let bench = Bench::default_mapping_with(field, script);
    let bench = if field == "name" { bench.condition("") } else { bench };
    let found = bench.compile().into_iter().chain(bench.lint());
    found.map(|diagnostic| diagnostic.code).filter(|code| *code != Code::RequiredFieldWithoutRule).collect()
}

#[test]
fn every_example_on_the_page_of_diagnostics_does_what_it_says() {
    let mut n_examples = 0;
    for code in ALL_CODES {
        let shown = blocks(code.explanation());
        for (idx, block) in shown.iter().enumerate() {
            let field = block.language.strip_prefix("rhai").expect("examples are scripts").trim();
            let field = if field.is_empty() { "information" } else { field };
            let codes = codes_of(field, block.text.trim_end());
            let expected: &[Code] = if idx == 0 { &[*code] } else { &[] };
            assert_eq!(codes, expected, "{}: {}", code.id(), block.text);
            n_examples += 1;
        }
    }
    assert!(n_examples > 50, "only {n_examples} examples were found");
}

const COMMAND_LINE: &str = "\
# Command line

Without a subcommand `scimwright` opens the window. With one it works without a window: results go to standard output,
diagnostics and messages to standard error, and `-` in place of a file means standard input.

| exit status | means |
|---|---|
| 0 | fine |
| 1 | the input has errors, a case is red, or an export is blocked |
| 2 | the command line is wrong, a file or folder is not there, or no window can be opened |

The keys of the JSON output keep their meaning; new ones may be added.
";

fn command_line_page() -> String {
    let mut command = Cli::command().term_width(100);
    command.build();
    let mut page = COMMAND_LINE.to_owned();
    let _ = write!(page, "\n## scimwright\n\n```text\n{}```\n", trimmed(&mut command));
    for subcommand in command.get_subcommands_mut().filter(|subcommand| subcommand.get_name() != "help") {
        let name = subcommand.get_name().to_owned();
        let _ = write!(page, "\n## scimwright {name}\n\n```text\n{}```\n", trimmed(subcommand));
    }
    page
}

/// The help of a command without blanks at the ends of lines.
fn trimmed(command: &mut clap::Command) -> String {
    let help = command.render_long_help().to_string();
    let lines: Vec<_> = help.trim().lines().map(str::trim_end).collect();
    format!("{}\n", lines.join("\n"))
}

#[test]
fn the_command_line_is_as_its_help_says() {
    check_page("assets/help/command-line.md", &command_line_page());
}

/// A fenced block of a page.
#[derive(Debug)]
struct Block {
    /// The text in backquotes in the heading above it.
    heading: String,
    language: String,
    text: String,
    /// The line on which its text begins, from 1.
    line: usize,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut heading = String::new();
    let mut is_open = false;
    for (idx, line) in page.lines().enumerate() {
        match (line.strip_prefix("```"), blocks.last_mut().filter(|_| is_open)) {
            (Some(_), Some(_)) => is_open = false,
            (None, Some(block)) => block.text.extend([line, "\n"]),
            (Some(language), None) => {
                let language = language.to_owned();
                blocks.push(Block { heading: heading.clone(), language, text: String::new(), line: idx + 2 });
                is_open = true;
            }
            (None, None) if line.starts_with('#') => {
                line.split('`').nth(1).unwrap_or_default().clone_into(&mut heading);
            }
            (None, None) => {}
        }
    }
    assert!(!is_open, "a block is not closed");
    blocks
}

/// An example of the page on scripts: what is written beside it must come true.
struct Example {
    script: String,
    /// Such as `job_title: set "Buyer"`.
    says: String,
    line: usize,
}

/// The examples of a block: one when its last line is a comment, otherwise one a line.
fn examples(block: &Block) -> Vec<Example> {
    let text = block.text.trim_end();
    let (script, last) = text.rsplit_once('\n').unwrap_or(("", text));
    if let Some(says) = last.strip_prefix("// ") {
        return vec![Example { script: script.to_owned(), says: says.to_owned(), line: block.line }];
    }
    let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty());
    lines
        .map(|(idx, line)| {
            let line_number = block.line + idx;
            let (script, says) = line
                .rsplit_once(" // ")
                .unwrap_or_else(|| panic!("assets/help/scripts.md:{line_number} says not what comes of it"));
            Example { script: script.trim().to_owned(), says: says.to_owned(), line: line_number }
        })
        .collect()
}

/// What the example gives, in the form in which the page says it. `is_new`: no record exists yet.
fn outcome_of(bench: &Bench, subject: &str, script: &str) -> String {
    let (field, mode) = subject.split_once(", ").unwrap_or((subject, ""));
    let bench = match (field, mode) {
        ("condition", _) => return bench.clone().condition(script).run().status(),
        (_, "only on new records") => bench.clone().rule_on_create(field, script),
        (_, "new person") => bench.clone().new_record().rule(field, script),
        (_, "new person, only on new records") => bench.clone().new_record().rule_on_create(field, script),
        (_, "") => bench.clone().rule(field, script),
        (_, other) => panic!("`{other}` is no way to run an example"),
    };
    bench.run().field(field).replace("kept null", "kept, it is empty")
}

/// The project that the examples run in, from the blocks that show it.
fn scripts_bench(shown: &[Block]) -> Bench {
    shown.iter().fold(Bench::new().scim_id("7103"), |bench, block| {
        let json = || -> Value {
            let text = &block.text;
            serde_json::from_str(text)
                .unwrap_or_else(|e| panic!("assets/help/scripts.md:{}: {e}", block.line))
        };
        match (block.language.as_str(), block.heading.as_str()) {
            ("json", "user") => bench.payload(json()),
            ("json", "person") => bench.current(json()),
            ("json", "vars") => json()
                .as_object()
                .expect("variables")
                .iter()
                .fold(bench, |bench, (name, value)| bench.variable(name, value.clone())),
            ("json", plural) => {
                let records = json();
                records.as_array().expect("records").iter().fold(bench, |bench, record| {
                    bench.record(
                        plural.trim_start_matches("records/").trim_end_matches(".json"),
                        record.clone(),
                    )
                })
            }
            ("csv", name) => {
                let (table, diagnostics) = read_csv(name, &block.text);
                assert_eq!(diagnostics, []);
                let rows: Vec<_> =
                    table.rows().iter().map(|Row { key, value }| (key.as_str(), value.as_str())).collect();
                bench.table(name.trim_start_matches("tables/").trim_end_matches(".csv"), &rows)
            }
            _ => bench,
        }
    })
}

#[test]
fn every_example_of_a_script_does_what_is_written_beside_it() {
    let shown = blocks(&page("assets/help/scripts.md"));
    let mut bench = scripts_bench(&shown);
    let mut wrong = Vec::new();
    let mut n_examples = 0;
    for example in shown.iter().filter(|block| block.language == "rhai").flat_map(examples) {
        let Example { script, says, line } = example;
        if says == "helper functions" {
            bench = bench.functions(&script);
            continue;
        }
        n_examples += 1;
        let (subject, expected) = says.split_once(": ").expect("a comment has a field and an outcome");
        let outcome = outcome_of(&bench, subject, &script);
        if outcome != expected {
            wrong.push(format!("assets/help/scripts.md:{line} says `{expected}`, it gives `{outcome}`"));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    assert!(n_examples > 30, "only {n_examples} examples were found");
}

/// How the one mapping file of the page on projects is called.
const MAPPING_FILE: &str = "acme-qa.scimmap.json";

/// The project that the page shows, file by file.
fn shown_project(shown: &[Block]) -> ProjectFiles {
    let mut files = ProjectFiles::default();
    let names_file = |block: &&Block| ["json", "csv"].contains(&block.language.as_str());
    for block in shown.iter().filter(names_file).filter(|block| block.heading != MAPPING_FILE) {
        files.insert(block.heading.as_str(), block.text.as_str());
    }
    files
}

fn exported(model: &ProjectModel) -> String {
    let now = "2026-11-21T08:00:00Z".parse().expect("a time");
    let request = ExportRequest { environment: "qa", cases: CaseChoice::Without, now };
    render_mapping_file(&export_mapping_file(model, &request).expect("there is qa").0)
}

#[test]
fn the_files_on_the_page_are_a_project() {
    let text = page("assets/help/projects.md");
    let shown = blocks(&text);
    let files = shown_project(&shown);
    let (model, diagnostics) = parse_project(&files);
    assert_eq!(diagnostics, []);
    for (path, bytes) in render_project(&model).files {
        let shown = files.get(&path).map(String::from_utf8_lossy).unwrap_or_default();
        assert_eq!(shown, String::from_utf8_lossy(&bytes), "{path}");
    }
    let now = "2026-11-21T08:00:00Z".parse().expect("a time");
    let preview = recompute(1, &model, "qa", now, &mut RecomputeCache::default(), &|| false);
    let preview = preview.expect("nobody cancels it");
    let red: Vec<_> = preview.cases.iter().filter(|case| !case.passed).collect();
    assert!(red.is_empty(), "{red:#?}");
    assert_eq!((preview.problems, preview.cases.len()), (Vec::new(), 1));
    let file =
        shown.iter().find(|block| block.heading == MAPPING_FILE).expect("the page shows a mapping file");
    check_page(
        "assets/help/projects.md",
        &text.replace(&format!("```json\n{}", file.text), &format!("```json\n{}", exported(&model))),
    );
}

/// The text with the output of every command that a `console` block shows.
#[cfg(unix)]
fn with_outputs(text: &str) -> String {
    let folder = crate::folder::Folder::new();
    let mut made = String::new();
    let mut is_console = false;
    for line in text.lines() {
        let is_fence = line.starts_with("```");
        is_console = (is_console && !is_fence) || line == "```console";
        let command = line.strip_prefix("$ ").filter(|_| is_console);
        if command.is_some() || is_fence || !is_console {
            made.extend([line, "\n"]);
        }
        if let Some(command) = command {
            made += &output_of(command, folder.root());
        }
    }
    made
}

/// What a command prints when it is called where the sample mappings are.
#[cfg(unix)]
fn output_of(command: &str, folder: &Path) -> String {
    use std::process::{Command, Stdio};
    let samples = folder.join("sample_mappings");
    if !samples.exists() {
        std::os::unix::fs::symlink(page_path("sample_mappings"), samples).expect("a link");
    }
    let program = Path::new(env!("CARGO_BIN_EXE_scimwright")).parent().expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {command}; }} 2>&1")])
        .env("PATH", format!("{}:{path}", program.display()))
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("there is a shell");
    String::from_utf8(output.stdout).expect("the program prints UTF-8")
}

#[cfg(unix)]
#[test]
fn the_commands_of_the_readme_print_what_it_shows() {
    check_page("README.md", &with_outputs(&page("README.md")));
}

#[cfg(unix)]
#[test]
fn the_commands_of_the_page_on_bulk_runs_print_what_it_shows() {
    check_page("assets/help/bulk.md", &with_outputs(&page("assets/help/bulk.md")));
}

#[cfg(unix)]
#[test]
fn the_commands_of_the_page_on_comparing_print_what_it_shows() {
    check_page("assets/help/compare.md", &with_outputs(&page("assets/help/compare.md")));
}

#[cfg(unix)]
#[test]
fn the_commands_of_the_page_on_impact_print_what_it_shows() {
    let text = page("assets/help/impact.md");
    check_page("assets/help/impact.md", &with_outputs(&text));
    for kind in ImpactKind::ALL {
        assert!(text.contains(&format!("| `{kind}` |")), "{kind}");
    }
}

#[cfg(unix)]
#[test]
fn the_commands_of_the_page_on_promotion_print_what_it_shows() {
    let text = page("assets/help/promote.md");
    check_page("assets/help/promote.md", &with_outputs(&text));
    for check in GateCheck::ALL {
        assert!(text.contains(&format!("| {} |", check.title())), "{check:?}");
    }
}

#[cfg(unix)]
#[test]
fn the_commands_of_the_page_on_reasons_print_what_it_shows() {
    let text = page("assets/help/why.md");
    check_page("assets/help/why.md", &with_outputs(&text));
    for role in [SourceRole::Reached, SourceRole::Decided, SourceRole::Unused] {
        assert!(text.contains(&format!("| {} |", role_words(role))), "{role:?}");
    }
}

/// The rows of the table under a header of the page on simulating.
fn simulate_table(header: &str) -> Vec<(String, String)> {
    let text = page("assets/help/simulate.md");
    let table = text.split(&format!("| {header} |")).nth(1).expect("the table is there");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|line| {
        let mut cells = line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned());
        (cells.next().unwrap_or_default(), cells.next().unwrap_or_default())
    })
    .collect()
}

#[test]
fn the_page_on_simulating_has_the_words_of_the_view() {
    let changes = ResourceType::ALL.into_iter().flat_map(|resource_type| templates_for(resource_type));
    let changes: Vec<_> = changes
        .map(|template| template_words(*template))
        .map(|words| (words.title.to_owned(), words.help.to_owned()))
        .collect();
    assert_eq!(simulate_table("change"), changes);
    let labels = [Label::Set, Label::Kept, Label::Cleared, Label::Rejected];
    let shown: Vec<_> = simulate_table("label").into_iter().map(|(label, _)| label).collect();
    assert_eq!(shown, labels.map(|label| format!("`{}`", label.word())));
    let text = page("assets/help/simulate.md");
    assert!(text.contains("sent again every cycle"), "it says what the sign of a loop means");
}

/// The figures are put in by `cargo run --release --manifest-path tests/bench/Cargo.toml -- --write DATE`.
#[test]
fn the_page_on_performance_has_a_place_for_the_figures() {
    let text = page("assets/help/performance.md");
    let (_, rest) = text.split_once("<!-- figures -->\n").expect("the figures begin");
    let (figures, _) = rest.split_once("<!-- end of figures -->\n").expect("the figures end");
    assert!(
        !figures.contains("<!--") && !figures.contains("\n# ") && !figures.contains("\n## "),
        "{figures}"
    );
    let command = "cargo run --release --manifest-path tests/bench/Cargo.toml";
    assert!(text.contains(command), "the page says how to measure");
    assert!(page_path("tests/bench/Cargo.toml").is_file());
}

/// The page says how many rules the mapping of the bench has, and that mapping must be in order.
#[test]
fn the_mapping_of_the_bench_is_as_the_page_says() {
    let (model, diagnostics) =
        load_project(&page_path("tests/bench/project")).expect("the project of the bench");
    assert_eq!(diagnostics, []);
    let n_rules: usize = model.mapping.rule_sets.iter().map(|rule_set| rule_set.rules.len()).sum();
    let says = format!("The mapping has {n_rules} rules");
    assert!(page("assets/help/performance.md").replace('\n', " ").contains(&says), "{says}");
    let now = "2026-11-21T08:00:00Z".parse().expect("a time");
    let preview = recompute(1, &model, "bench", now, &mut RecomputeCache::default(), &|| false);
    assert_eq!(preview.expect("it was not cancelled").problems, []);
}
