//! `scimwright promote`: what differs, the checklist, and the mapping file for a protected environment.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::change::promotion::render_gate;
use crate::cli::ExitStatus;
use crate::cli::args::Format;
use crate::cli::args_exchange::PromoteArgs;
use crate::cli::diff_text::render_comparison;
use crate::cli::export::{blocked_words, environment_words, outcome_json, tell};
use crate::cli::outgoing::{Checked, Departure};
use crate::cli::output::{Failure, print, print_json, say, say_diagnostics};
use crate::project::{LedgerEvent, ProjectError, ProjectModel};
use crate::workbench::promotion::{Promotion, promotion};

pub(super) fn promote(args: &PromoteArgs) -> Result<ExitStatus, Failure> {
    let mut departure = Departure::new(&args.project, &args.to, &args.file)?;
    check_environments(&departure.model, &args.from, &args.to)?;
    say_diagnostics(&departure.loaded);
    let promotion = promotion(&departure.model, Some(&args.from), &args.to, departure.cases);
    let checked = departure.check(&args.gate)?;
    let may_go = checked.gate.is_passed() || !departure.is_protected();
    let mut json = json_of(args, &promotion, &checked);
    if args.format == Format::Text {
        print(&text_of(args, &departure.model, &promotion, &checked));
    }
    let output = args.output.as_deref().filter(|_| may_go && !args.dry_run);
    if let Some(output) = output {
        let passed = Some(&checked).filter(|checked| checked.gate.is_passed());
        let file = departure.go(LedgerEvent::Promoted, output, &args.file, passed)?;
        if let (Some(json), Value::Object(outcome)) = (json.as_object_mut(), outcome_json(output, &file)) {
            json.extend(outcome);
        }
        if args.format == Format::Text {
            tell(output, &file, args.format);
        }
    }
    if args.format == Format::Json {
        let is_file = args.output.as_deref() == Some(std::path::Path::new("-")) && output.is_some();
        if is_file {
            say(&format!("{json}\n"));
        } else {
            print_json(&json);
        }
    }
    if !may_go {
        say(&format!("scimwright: {}\n", blocked_words(&args.to, &checked.gate)));
    }
    Ok(ExitStatus::from(!may_go))
}

fn check_environments(model: &ProjectModel, from: &str, to: &str) -> Result<(), Failure> {
    for name in [from, to] {
        if model.environment(name).is_none() {
            let known: Vec<_> = model.settings.environments.iter().map(|found| found.name.as_str()).collect();
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            return Err(ProjectError::NoEnvironment { name: name.to_owned(), known }.into());
        }
    }
    let order = |name: &str| model.settings.environments.iter().position(|found| found.name == name);
    if order(from) >= order(to) {
        return Err(Failure::usage(format!("{to} does not come behind {from} among the environments")));
    }
    Ok(())
}

fn json_of(args: &PromoteArgs, promotion: &Promotion, checked: &Checked) -> Value {
    json!({
        "from": args.from,
        "to": args.to,
        "changes": promotion.changes.changes,
        "is_before_known": promotion.is_before_known,
        "unseen": promotion.unseen.as_ref().map(|unseen| &unseen.changes),
        "gate": checked.gate,
        "passed": checked.gate.is_passed(),
        "impact": checked.impact,
    })
}

fn text_of(args: &PromoteArgs, model: &ProjectModel, promotion: &Promotion, checked: &Checked) -> String {
    let mut text = format!("from {} to {}\n\n", args.from, environment_words(model, &args.to));
    if promotion.is_before_known {
        text.push_str(&render_comparison(&promotion.changes));
    } else {
        let _ = writeln!(
            text,
            "it is not known what {} has, since nothing was exported to it or imported from it yet; \
             every record counts as new",
            args.to
        );
    }
    match &promotion.unseen {
        None => {
            let _ = writeln!(text, "the mapping was never exported to {}", args.from);
        }
        Some(unseen) if !unseen.is_empty() => {
            let count = unseen.changes.len();
            let changes =
                if count == 1 { "1 change was".to_owned() } else { format!("{count} changes were") };
            let _ = writeln!(text, "{changes} made since the last export to {}:", args.from);
            for change in &unseen.changes {
                let _ = writeln!(text, "  {}: {}", change.kind.words(), change.subject);
            }
        }
        Some(_) => {}
    }
    let _ = write!(text, "\n{}\n", render_gate(&checked.gate));
    text
}
