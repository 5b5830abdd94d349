//! `scimwright explain`: what a diagnostic means.

use std::fmt::Write as _;

use crate::cli::ExitStatus;
use crate::cli::args::ExplainArgs;
use crate::cli::output::{Failure, print};
use crate::diagnostic::{ALL_CODES, Code, nearest};

pub(super) fn explain(args: &ExplainArgs) -> Result<ExitStatus, Failure> {
    let Some(wanted) = &args.code else {
        let mut list = String::new();
        for code in ALL_CODES {
            let _ = writeln!(list, "{}  {}", code.id(), code.title());
        }
        print(&list);
        return Ok(0);
    };
    let Some(code) = Code::of_id(wanted) else {
        let near = nearest(&wanted.to_uppercase(), ALL_CODES.iter().map(|code| code.id()));
        let near = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
        return Err(Failure::usage(format!("there is no diagnostic {wanted}{near}")));
    };
    print(&format!("{}: {}\n\n{}", code.id(), code.title(), code.explanation()));
    Ok(0)
}
