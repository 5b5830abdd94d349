//! Texts that belong to one account alone: ids, addresses, mail domains, names of organizations.
//!
//! Not where they stand in scripts.

use std::collections::{BTreeMap, BTreeSet};

/// The most names and domains that are known.
const MOST_KNOWN: usize = 20_000;

/// The shortest name that is told from an ordinary word.
const SHORTEST_NAME: usize = 3;

/// What the samples and records of an account show to be its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownTexts {
    domains: BTreeSet<String>,
    /// By the name in lower case, what it is: `The name of a site`.
    names: BTreeMap<String, String>,
}

/// What a text is that belongs to one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountText {
    /// What it is, to begin a sentence: `A mail domain`.
    pub what: String,
    /// A name for a variable that holds it.
    pub variable: &'static str,
    /// The type of such a variable, as it stands in `project.json`.
    pub type_: &'static str,
}

impl KnownTexts {
    /// Notes the domain of a mail address; other texts are passed over.
    pub fn add_address(&mut self, text: &str) {
        let domain = text.rsplit_once('@').map(|(_, domain)| domain.trim().to_lowercase());
        if let Some(domain) = domain.filter(|domain| is_domain(domain) && self.domains.len() < MOST_KNOWN) {
            self.domains.insert(domain);
        }
    }

    /// Notes a name of the account; `what` says what it is, to begin a sentence.
    pub fn add_name(&mut self, what: &str, name: &str) {
        let name = name.trim();
        if name.chars().count() >= SHORTEST_NAME && self.names.len() < MOST_KNOWN {
            self.names.entry(name.to_lowercase()).or_insert_with(|| what.to_owned());
        }
    }

    /// Whether a host is a domain of the account, or below one.
    fn holds_host(&self, host: &str) -> bool {
        let host = host.to_lowercase();
        let starts = std::iter::once(0).chain(host.match_indices('.').map(|(at, _)| at + 1));
        starts.filter_map(|start| host.get(start..)).any(|domain| self.domains.contains(domain))
    }

    /// What a text is; `None` when it says the same in every account, as far as can be seen.
    pub fn account_text(&self, text: &str) -> Option<AccountText> {
        let found = |what: &str, variable, type_| AccountText { what: what.to_owned(), variable, type_ };
        let plain = text.trim();
        if let Some(what) = self.names.get(&plain.to_lowercase()) {
            let variable = variable_of_name(what);
            return Some(found(what, variable, "text"));
        }
        if is_uuid(plain.trim_start_matches('{').trim_end_matches('}')) {
            return Some(found("A UUID", "object_id", "text"));
        }
        if let Some(host) = host_of(plain) {
            let is_own = host.contains('.') && (!is_reserved(host) || self.holds_host(host));
            return is_own.then(|| found("A web address", "web_address", "web_address"));
        }
        if let Some(what) = id_words(plain) {
            return Some(found(what, "account_id", "text"));
        }
        if let Some((local, domain)) = plain.split_once('@') {
            let is_local = local.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-+".contains(&b));
            let is_own = is_domain(domain) && (!is_reserved(domain) || self.holds_host(domain));
            let (what, variable) = if local.is_empty() {
                ("A mail domain", "mail_domain")
            } else {
                ("An e-mail address", "mail_address")
            };
            return (is_own && is_local).then(|| found(what, variable, "text"));
        }
        let is_own = is_domain(plain) && (self.holds_host(plain) || has_usual_ending(plain));
        is_own.then(|| found("A mail domain", "mail_domain", "mail_domain"))
    }
}

/// A name for a variable that holds a text, and its type as it stands in `project.json`.
pub fn proposed_variable(text: &str) -> (String, &'static str) {
    if let Some(found) = KnownTexts::default().account_text(text) {
        return (found.variable.to_owned(), found.type_);
    }
    // A reserved domain is that of no account, and may be made a variable all the same.
    match text.split_once('@') {
        None if is_domain(text) => return ("mail_domain".to_owned(), "mail_domain"),
        Some(("", domain)) if is_domain(domain) => return ("mail_domain".to_owned(), "text"),
        Some((_, domain)) if is_domain(domain) => return ("mail_address".to_owned(), "text"),
        _ => {}
    }
    if host_of(text).is_some() {
        return ("web_address".to_owned(), "web_address");
    }
    let words = text.split(|character: char| !character.is_ascii_alphanumeric());
    let words: Vec<String> = words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let name: String = words.join("_").chars().take(40).collect();
    let name = name.trim_matches('_').to_owned();
    let is_name = crate::script::syntax::is_name(&name);
    (if is_name { name } else { format!("value_{name}").trim_end_matches('_').to_owned() }, "text")
}

fn variable_of_name(what: &str) -> &'static str {
    match what {
        _ if what.ends_with("organization") => "organization_name",
        _ if what.ends_with("site") => "site_name",
        _ if what.ends_with("account") => "account_name",
        _ => "name",
    }
}

/// The host of a web address.
fn host_of(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.rsplit_once('@').map_or(host, |(_, host)| host))
}

/// Names that RFC 2606 keeps for documentation: no account has them, unless its people do.
fn is_reserved(host: &str) -> bool {
    let host = host.trim_end_matches('/').to_ascii_lowercase();
    ["example", "test", "invalid", "localhost"]
        .iter()
        .any(|top| host == *top || host.ends_with(&format!(".{top}")))
}

/// What an id is: of digits, of Okta, of the vendor's API, of hexadecimal digits.
fn id_words(text: &str) -> Option<&'static str> {
    let is_alphanumeric = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let n_digits = text.bytes().filter(u8::is_ascii_digit).count();
    if n_digits == text.len() && (7..=24).contains(&n_digits) {
        return Some("An id");
    }
    if text.starts_with("00") && text.len() == 20 && is_alphanumeric {
        return Some("An Okta id");
    }
    // The beginning of `4me.com/` and of `xurrent.com/` in base 64.
    if text.len() >= 16 && (text.starts_with("NG1lLmNvbS") || text.starts_with("eHVycmVudC5jb20v")) {
        return Some("A node ID of the API");
    }
    let is_hexadecimal = (24..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_hexadecimal && (1..text.len()).contains(&n_digits)).then_some("An id")
}

/// Endings of the domains of organizations. Texts with dots are many, so that others have to be known
/// from the samples.
const USUAL_ENDINGS: [&str; 12] =
    ["com", "org", "net", "edu", "gov", "mil", "eu", "de", "fr", "nl", "co.uk", "onmicrosoft.com"];

fn has_usual_ending(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    !is_reserved(&text)
        && USUAL_ENDINGS
            .iter()
            .any(|ending| text.strip_suffix(ending).is_some_and(|rest| rest.ends_with('.')))
}

fn is_domain(text: &str) -> bool {
    let labels: Vec<&str> = text.split('.').collect();
    let is_label =
        |label: &&str| !label.is_empty() && label.chars().all(|one| one.is_alphanumeric() || one == '-');
    labels.len() >= 2
        && labels.iter().all(is_label)
        && labels.last().is_some_and(|top| top.chars().count() >= 2 && top.chars().all(char::is_alphabetic))
}

fn is_uuid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths = [8, 4, 4, 4, 12];
    parts.len() == 5
        && parts
            .iter()
            .zip(lengths)
            .all(|(part, length)| part.len() == length && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::{KnownTexts, proposed_variable};

    #[track_caller]
    fn check_known(known: &KnownTexts, text: &str, expected: Option<&str>) {
        let found = known.account_text(text);
        assert_eq!(found.as_ref().map(|found| found.what.as_str()), expected, "{text}");
    }

    #[test]
    fn ids_of_one_account_are_told_from_other_texts() {
        let check = |text: &str, expected| check_known(&KnownTexts::default(), text, expected);
        check("7f9c2b1e-1d2a-4c3b-9a8f-0123456789ab", Some("A UUID"));
        check("{7F9C2B1E-1D2A-4C3B-9A8F-0123456789AB}", Some("A UUID"));
        check("https://widget.4me-demo.com/x", Some("A web address"));
        check("https://acme.example/x", None);
        check("http://localhost:8008/", None);
        check("123456789", Some("An id"));
        check("2026", None);
        check("00u1a2b3c4d5e6f7g8h9", Some("An Okta id"));
        check("NG1lLmNvbS9QZXJzb24vMTIz", Some("A node ID of the API"));
        check("5f2b7c9d1e3a4b6c8d0e2f4a", Some("An id"));
        check("defaceddefaceddefaceddef", None);
        check("ann@widget.com", Some("An e-mail address"));
        check("@widget.com", Some("A mail domain"));
        check("widget.com", Some("A mail domain"));
        check("people.widget.co.uk", Some("A mail domain"));
        check("@acme.example", None);
        check("acme.example", None);
        check("user.title", None);
        check("report.txt", None);
        check("1.5", None);
        check(".com", None);
        check("@", None);
        check("a @ b.com", None);
        check("Employee VIP", None);
        check("", None);
    }

    #[test]
    fn what_samples_and_records_show_is_known() {
        let mut known = KnownTexts::default();
        known.add_address("ann@acme.example");
        known.add_address("no address");
        known.add_name("The name of an organization", "Widget International");
        known.add_name("The name of a site", "X");
        check_known(&known, "@acme.example", Some("A mail domain"));
        check_known(&known, "hr.acme.example", Some("A mail domain"));
        check_known(&known, "bob@acme.example", Some("An e-mail address"));
        check_known(&known, "https://hr.acme.example/people", Some("A web address"));
        check_known(&known, "@other.example", None);
        check_known(&known, " widget international ", Some("The name of an organization"));
        check_known(&known, "X", None);
    }

    #[test]
    fn a_variable_is_named_after_its_text() {
        let check = |text: &str, name: &str, type_: &str| {
            assert_eq!(proposed_variable(text), (name.to_owned(), type_), "{text}");
        };
        check("@widget.com", "mail_domain", "text");
        check("widget.com", "mail_domain", "mail_domain");
        check("acme.example", "mail_domain", "mail_domain");
        check("@acme.example", "mail_domain", "text");
        check("ann@acme.example", "mail_address", "text");
        check("https://acme.example/", "web_address", "web_address");
        check("https://widget.4me.com", "web_address", "web_address");
        check("Widget International", "widget_international", "text");
        check("42 Street", "value_42_street", "text");
        check("東京", "value", "text");
        check("if", "value_if", "text");
    }
}
