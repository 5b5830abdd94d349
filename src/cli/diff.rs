//! `scimwright diff`: what differs between two mappings.

use crate::change::diff;
use crate::change::page::render_page;
use crate::cli::ExitStatus;
use crate::cli::args_change::{DiffArgs, DiffFormat};
use crate::cli::diff_text::render_comparison;
use crate::cli::output::{Failure, print, print_exactly};
use crate::cli::versions::{ProjectCases, read_versions};
use crate::project::write_file;

pub(super) fn run_diff(args: &DiffArgs) -> Result<ExitStatus, Failure> {
    let paths = [args.before.as_path(), args.after.as_path()];
    let [before, after] = read_versions(paths, args.environment.as_deref(), ProjectCases::Always)?;
    let changes = diff(&before.content, &after.content);
    let text = match args.format {
        DiffFormat::Text => render_comparison(&changes),
        DiffFormat::Html => render_page(&before.compared(), &after.compared(), &changes),
        DiffFormat::Json => {
            let text = serde_json::to_string_pretty(&changes).expect("results are always valid JSON");
            format!("{text}\n")
        }
    };
    match (&args.output, args.format) {
        (Some(path), _) if path.as_os_str() != "-" => write_file(path, text.as_bytes())?,
        (_, DiffFormat::Text) => print(&text),
        _ => print_exactly(&text),
    }
    Ok(0)
}
