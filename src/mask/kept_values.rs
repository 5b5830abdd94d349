//! Values that stay since a mapping names them: what a rule compares with, looks up, or adds.

use std::collections::BTreeMap;

/// What a mapping names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptValues {
    /// Whole values, without case, and who names them.
    values: BTreeMap<String, String>,
    /// Endings of mail domains, such as `acme.com`, and who names them.
    domains: BTreeMap<String, String>,
    /// Words within user names, such as `adm`.
    pub words: Vec<String>,
}

impl KeptValues {
    /// Lets a value stay that a table, a variable or a script names; `why` says so in words.
    pub fn add(&mut self, value: &str, why: &str) {
        let folded = value.trim().to_lowercase();
        if folded.len() < 2 {
            return;
        }
        let ending = folded.trim_start_matches(['@', '.', '*']);
        let is_ending = !ending.is_empty()
            && (ending.contains('.') || folded.starts_with('.') || folded.starts_with('@'))
            && ending.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
        if is_ending {
            self.domains.insert(ending.to_owned(), why.to_owned());
        }
        self.values.insert(folded, why.to_owned());
    }

    /// Lets a text of a script stay, and the words in it, unless it is a sentence.
    pub fn add_script_text(&mut self, text: &str, why: &str) {
        self.add(text, why);
        if !text.contains(char::is_whitespace) && !text.contains(['@', '.']) {
            let words = text.split(|character: char| !character.is_alphabetic());
            self.words.extend(words.filter(|word| word.chars().count() > 1).map(str::to_owned));
        }
    }

    /// Who names a value.
    pub(super) fn reason_for(&self, value: &str) -> Option<&str> {
        self.values.get(&value.trim().to_lowercase()).map(String::as_str)
    }

    /// Whether the mapping names a mail domain or an ending of it.
    pub(super) fn is_domain(&self, domain: &str) -> bool {
        let domain = domain.to_lowercase();
        let mut endings = std::iter::successors(Some(domain.as_str()), |rest| Some(rest.split_once('.')?.1));
        endings.any(|ending| self.domains.contains_key(ending))
    }
}
