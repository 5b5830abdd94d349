//! Names, e-mail addresses, user names and ids as texts.
//!
//! Not links and texts that say other things as well, which `other_text` masks.

use crate::mask::context::Context;
use crate::mask::masker::Masker;
use crate::mask::text_parts::{TextPart, chunks, is_code, is_guid, parts};

/// Domains that nobody can register (RFC 2606, RFC 6762, RFC 8375).
const RESERVED: &[&str] = &["example", "test", "invalid", "localhost", "local", "internal", "lan", "arpa"];
/// Domains kept for examples, which have a label in front.
const RESERVED_DOMAINS: &[&str] = &["example.com", "example.net", "example.org"];
/// Labels in front of a country's domain that are no names.
const SECOND_LEVEL: &[&str] = &["co", "com", "ac", "gov", "org", "net", "edu", "or", "ne", "go"];
/// The parts of a distinguished name that name a person.
const PERSONAL_IN_DN: &[&str] = &["cn", "uid", "sn", "givenname", "samaccountname", "mail", "e"];
/// Letters in capitals before or behind a number are the form of it, when there are so few.
const MOST_FORM_LETTERS: usize = 4;

impl Masker {
    /// A name, an e-mail address, or both.
    pub(super) fn person_text(&mut self, text: &str, context: &Context) -> String {
        if is_distinguished_name(text) {
            return self.distinguished_name(text, context);
        }
        chunks(text).into_iter().map(|chunk| self.person_chunk(chunk, context)).collect()
    }

    /// A user name, number or id; letters in capitals beside a number are the form of it.
    pub(super) fn identifier(&mut self, text: &str, context: &Context) -> String {
        if let Some((domain, user)) = text.split_once('\\') {
            return format!("{domain}\\{}", self.identifier(user, context));
        }
        if is_distinguished_name(text) {
            return self.distinguished_name(text, context);
        }
        let has_form = !text.contains('@') && !is_guid(text) && !is_code(text) && has_form_letters(text);
        if !has_form {
            return self.person_text(text, context);
        }
        let masked = parts(text).into_iter().map(|part| match part {
            TextPart::Digits(digits) => self.pseudonyms.digits(digits),
            TextPart::Word(text) | TextPart::Between(text) => text.to_owned(),
        });
        masked.collect()
    }

    /// A mail domain: other labels, below a domain that nobody can have.
    pub(super) fn domain(&mut self, domain: &str) -> String {
        if self.kept.is_domain(domain) {
            self.note_kept(domain, "the mapping names the domain or an ending of it");
            return domain.to_owned();
        }
        let labels: Vec<&str> = domain.split('.').collect();
        let small = domain.to_lowercase();
        let top = small.rsplit('.').next().unwrap_or_default();
        let is_of_examples = RESERVED_DOMAINS.iter().any(|reserved| {
            small.strip_suffix(reserved).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        });
        let n_kept = match labels.len() {
            1 => 0,
            _ if is_of_examples => 2,
            3.. if top.len() == 2 && is_second_level(&labels) => 2,
            _ => 1,
        };
        let n_masked = labels.len() - n_kept;
        let mut masked: Vec<String> = Vec::with_capacity(labels.len() + 1);
        for (idx, label) in labels.iter().enumerate() {
            masked.push(if idx < n_masked {
                self.runs(label, &Context::default())
            } else {
                (*label).to_owned()
            });
        }
        if labels.len() > 1 && !is_of_examples && !RESERVED.contains(&top) {
            masked.push("example".to_owned());
        }
        masked.join(".")
    }

    fn person_chunk(&mut self, chunk: &str, context: &Context) -> String {
        if is_guid(chunk) {
            return self.pseudonyms.guid(chunk);
        }
        if let Some((local, domain)) = chunk.rsplit_once('@') {
            let (scheme, local) =
                local.rsplit_once(':').map_or(("", local), |(scheme, local)| (scheme, local));
            let colon = if chunk.contains(':') && !scheme.is_empty() { ":" } else { "" };
            let (local, domain) = (self.local_part(local, context), self.domain(domain));
            return format!("{scheme}{colon}{local}@{domain}");
        }
        if is_code(chunk) { self.pseudonyms.code(chunk) } else { self.runs(chunk, context) }
    }

    /// What stands before `@`; guests of Entra ID have an address of their own in it.
    fn local_part(&mut self, local: &str, context: &Context) -> String {
        if is_code(local) {
            return self.pseudonyms.code(local);
        }
        if let Some((address, rest)) = local.split_once("#EXT#")
            && let Some((local, domain)) = address.rsplit_once('_')
        {
            let (local, domain) = (self.runs(local, context), self.domain(domain));
            return format!("{local}_{domain}#EXT#{rest}");
        }
        self.runs(local, context)
    }

    fn distinguished_name(&mut self, text: &str, context: &Context) -> String {
        let masked = text.split(',').map(|part| {
            let Some((key, value)) = part.split_once('=') else { return self.runs(part, context) };
            if PERSONAL_IN_DN.contains(&key.trim().to_lowercase().as_str()) {
                format!("{key}={}", self.runs(value, context))
            } else {
                part.to_owned()
            }
        });
        masked.collect::<Vec<_>>().join(",")
    }
}

fn is_second_level(labels: &[&str]) -> bool {
    let second = labels.iter().rev().nth(1);
    second.is_some_and(|label| SECOND_LEVEL.contains(&label.to_lowercase().as_str()))
}

/// `CN=Ann Lee,OU=Sales,DC=acme`.
fn is_distinguished_name(text: &str) -> bool {
    let n_parts = text.split(',').filter(|part| part.contains('=')).count();
    let begins = text
        .split_once('=')
        .is_some_and(|(key, _)| key.trim().bytes().all(|byte| byte.is_ascii_alphabetic()));
    begins && n_parts > 1
}

/// `WI-20871`: a number with a few letters, all in capitals.
fn has_form_letters(text: &str) -> bool {
    let mut has_number = false;
    let is_form = parts(text).into_iter().all(|part| match part {
        TextPart::Word(word) => {
            word.len() <= MOST_FORM_LETTERS && word.bytes().all(|byte| byte.is_ascii_uppercase())
        }
        TextPart::Digits(digits) => {
            has_number |= digits.len() > 1;
            true
        }
        TextPart::Between(_) => true,
    });
    is_form && has_number
}
