//! The function reference as Markdown.
//!
//! Not the list of functions: that is `registry`.

use std::fmt::Write as _;

use super::registry::{Function, all};

const INTRODUCTION: &str = "\
# Script functions

A function can be called in two ways: `trimmed(user.title)` and `user.title.trimmed()` are the same.

- A missing attribute is `()`. When the first argument is missing, so is the result: \
`user.title.trimmed().upper()` gives `()` for a person without a title, and the field keeps what it \
has. Where a function says otherwise, its text tells. In a condition, add what a missing value \
shall mean: `if user.userType.contains(\"VIP\") ?? false { … }`.
- Where a text is expected, a number or a boolean will do; a list or a map is an error.
- Where a list is expected, a single value counts as a list of one.
- No function changes its argument; each gives a new value.
- A `?` marks an argument that may be left out.
";

/// The function reference as Markdown, ending with a newline.
pub fn to_markdown() -> String {
    let mut page = INTRODUCTION.to_owned();
    let mut category = None;
    for function in all() {
        if category != Some(function.category) {
            category = Some(function.category);
            push_line(&mut page, format_args!("\n## {}", function.category.title()));
        }
        push_function(&mut page, function);
    }
    page
}

fn push_function(page: &mut String, function: &Function) {
    push_line(page, format_args!("\n### `{}`\n\n{}", function.signature, function.summary));
    if function.examples.is_empty() {
        return;
    }
    push_line(page, format_args!("\n```rhai"));
    for example in function.examples {
        let result = if example.result == "null" { "()" } else { example.result };
        push_line(page, format_args!("{}   // {result}", example.script));
    }
    push_line(page, format_args!("```"));
}

fn push_line(page: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(page, "{line}").expect("a String takes everything");
}

#[cfg(test)]
mod tests {
    use super::{all, to_markdown};

    #[test]
    fn the_reference_names_every_function() {
        let page = to_markdown();
        assert!(all().all(|function| page.contains(function.signature)));
        assert!(page.contains("\n## Multi-valued attributes\n"));
        assert!(page.contains("trimmed(\"  Ann  \")   // \"Ann\"\n"));
        assert!(page.ends_with('\n') && !page.ends_with("\n\n"));
    }
}
