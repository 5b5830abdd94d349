//! The clients, their quirks and the rules of the profile as one page for people.
//!
//! Only the rendering; the data stands where it is used.

use std::fmt::Write as _;

use serde_json::Value;

use crate::scim::{Dialect, Handling, LINT_RULES, LintRule, QUIRKS, Quirk, REQUEST_QUIRKS};

/// The help page about clients, in Markdown.
pub fn clients_to_markdown() -> String {
    let clients: String = Dialect::all().iter().map(client_row).collect();
    let mut quirks: Vec<&Quirk> = QUIRKS.iter().chain(REQUEST_QUIRKS).collect();
    quirks.sort_by_key(|quirk| quirk.id);
    let quirks: String = quirks.into_iter().map(quirk_section).collect();
    let rules: String = LINT_RULES.iter().map(rule_section).collect();
    format!("{HEAD}{clients}{QUIRKS_HEAD}{quirks}{PROFILE_HEAD}{rules}")
}

const HEAD: &str = "\
# Clients, quirks and the profile

A provisioning client sends SCIM in its own way. What is known of each client is listed first, then every known
deviation (quirk) with what is sent and what is meant, then the rules of the interoperability profile, which
`scimwright normalize --lint` checks. `scimwright clients NAME --format json` prints everything that is known of a client.

## Clients

| client | is | updates | quirks |
|---|---|---|---|
";

const QUIRKS_HEAD: &str = "
## Quirks

Quirks of resources are understood whoever sends them, except for the client `generic-strict`: none of them has another
meaning. Those that change what a well-formed request means are understood for the clients that list them alone.
Everything that is repaired is told, with the number that stands here.
";

const PROFILE_HEAD: &str = "
## The interoperability profile

What a client keeps to so that every service provider understands it. Nothing is repaired by it, and today no large client
complies. An error is what a strict service provider refuses.
";

fn client_row(client: &Dialect) -> String {
    let quirks = if client.quirks.is_empty() { "none".to_owned() } else { client.quirks.join(" ") };
    format!("| `{}` | {} | {} | {quirks} |\n", client.name, client.title, client.update_verb)
}

fn quirk_section(quirk: &Quirk) -> String {
    let mut text = format!("\n### {} {}\n\nSent by {}. ", quirk.id, quirk.title, quirk.client);
    let handling = match quirk.handling {
        Handling::Repaired => "What is sent, and what is meant by it:",
        Handling::Understood => "It is understood as it is:",
        Handling::Kept => "It can be meant, and stays as it is:",
    };
    let (bad, good) = (one_line(quirk.bad), one_line(quirk.good));
    let _ = write!(text, "{handling}\n\n```json\n{bad}\n");
    if good != bad {
        let _ = writeln!(text, "{good}");
    }
    let _ = write!(text, "```\n\nSource: {}\n", quirk.source);
    text
}

fn rule_section(rule: &LintRule) -> String {
    format!(
        "\n### {} {}\n\n{}, {}; {}.\n\n```json\n{}\n{}\n```\n",
        rule.id,
        rule.title,
        rule.severity.word(),
        rule.source,
        rule.help,
        one_line(rule.bad),
        one_line(rule.good)
    )
}

/// The example without the breaks that it has in the source.
fn one_line(json: &str) -> String {
    serde_json::from_str::<Value>(json).map_or_else(|_| json.to_owned(), |value| value.to_string())
}
