//! Functions that take a regular expression.
//!
//! The syntax is that of the `regex` crate: no look-around and no back-references, so that the time
//! of a search is bounded by the sizes of pattern and text. Both are limited here.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use regex::{Captures, Regex, RegexBuilder};

use super::guarded::ensure_fits;
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "matches",
        category: Category::Text,
        signature: "matches(text, pattern) -> boolean",
        summary: "Whether the regular expression fits somewhere in the text; `^` and `$` tie it to \
                  the ends, `(?i)` in front makes it blind to case",
        examples: &[
            Example::new("matches(\"EMP-0042\", `^EMP-\\d{4}$`)", "true"),
            Example::new("\"Contractor\".matches(\"(?i)^contr\")", "true"),
        ],
    },
    Function {
        name: "extracted",
        category: Category::Text,
        signature: "extracted(text, pattern) -> text",
        summary: "What the first group of the regular expression takes from the text, or all that it \
                  fits when it has no group; `()` when it fits nowhere",
        examples: &[
            Example::new("extracted(\"Smit, Ann (E42)\", `\\(E(\\d+)\\)`)", "\"42\""),
            Example::new("extracted(\"Smit, Ann\", `\\d+`)", "null"),
        ],
    },
    Function {
        name: "replaced_matching",
        category: Category::Text,
        signature: "replaced_matching(text, pattern, new) -> text",
        summary: "The text with `new` in every place where the regular expression fits. In `new`, \
                  `${1}` stands for what the first group takes, `${name}` for a named group, `$$` \
                  for `$`.",
        examples: &[
            Example::new("replaced_matching(\"john_doe72\", \"[a-zA-Z_]\", \"\")", "\"72\""),
            Example::new("replaced_matching(\"Smit, Ann\", `^(.*), (.*)$`, \"${2} ${1}\")", "\"Ann Smit\""),
        ],
    },
];

/// The longest pattern, in bytes.
const MAX_PATTERN_BYTES: usize = 1_000;
/// The sizes of compiled patterns that are told apart, in bytes; the last is the largest allowed.
const PROGRAM_BYTES: [usize; 4] = [1 << 16, 1 << 18, 1 << 20, 1 << 22];
/// The most that size of pattern times size of text may be. The time of a search grows with it, and
/// a search cannot be interrupted; the worst patterns take some tenths of a second here.
const MAX_WORK: u64 = 1 << 32;
/// How many bytes of compiled patterns an engine keeps.
const MAX_KEPT_BYTES: usize = 1 << 24;
/// How many compiled patterns an engine keeps.
const MAX_KEPT: usize = 128;
/// How much memory the searches with one pattern may keep for the next ones, in bytes.
const SEARCH_BYTES: usize = 1 << 18;

/// Whether the function of this name searches by a pattern.
pub(super) fn is_search(name: &str) -> bool {
    FUNCTIONS.iter().any(|function| function.name == name)
}

pub(super) fn register(registrar: &mut Registrar) {
    let patterns = Arc::new(Patterns::default());
    let known = Arc::clone(&patterns);
    registrar.text_text("matches", move |text: &str, pattern: &str| {
        let pattern = known.get("matches", pattern)?;
        Ok::<_, String>(pattern.fit_for("matches", text)?.is_match(text))
    });
    let known = Arc::clone(&patterns);
    registrar.text_text(
        "extracted",
        taking_a_part(move |text, pattern| {
            let pattern = known.get("extracted", pattern)?;
            Ok(extracted(text, pattern.fit_for("extracted", text)?))
        }),
    );
    registrar.text_text_text("replaced_matching", move |text: &str, pattern: &str, new: &str| {
        let pattern = patterns.get("replaced_matching", pattern)?;
        replaced_matching(text, pattern.fit_for("replaced_matching", text)?, new)
    });
}

/// Tells the compiler that what a closure gives is a part of its text.
fn taking_a_part<F>(function: F) -> F
where
    F: for<'t> Fn(&'t str, &'t str) -> Result<Option<&'t str>, String>,
{
    function
}

/// The patterns that an engine has compiled: the same pattern is used for every person.
#[derive(Default)]
struct Patterns(Mutex<BTreeMap<String, Arc<Pattern>>>);

impl Patterns {
    /// Shared and not copied, since a copy of a regular expression begins without the memory for its
    /// searches.
    fn get(&self, function: &str, pattern: &str) -> Result<Arc<Pattern>, String> {
        let mut patterns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(compiled) = patterns.get(pattern) {
            return Ok(Arc::clone(compiled));
        }
        let compiled = Arc::new(Pattern::compile(function, pattern)?);
        let kept: usize = patterns.values().map(|pattern| pattern.program_bytes).sum();
        if kept + compiled.program_bytes > MAX_KEPT_BYTES || patterns.len() >= MAX_KEPT {
            patterns.clear();
        }
        patterns.insert(pattern.to_owned(), Arc::clone(&compiled));
        Ok(compiled)
    }
}

/// A compiled regular expression.
#[derive(Clone, Debug)]
pub struct Pattern {
    regex: Regex,
    /// No less than its size, one of [`PROGRAM_BYTES`].
    program_bytes: usize,
}

impl Pattern {
    /// The compiled pattern; `function` is named in errors.
    ///
    /// # Errors
    /// When it is not a regular expression of the `regex` crate, or too large.
    pub fn compile(function: &str, pattern: &str) -> Result<Self, String> {
        if pattern.len() > MAX_PATTERN_BYTES {
            return Err(format!("{function} takes a pattern of at most {MAX_PATTERN_BYTES} bytes"));
        }
        for program_bytes in PROGRAM_BYTES {
            match RegexBuilder::new(pattern).size_limit(program_bytes).dfa_size_limit(SEARCH_BYTES).build() {
                Ok(regex) => return Ok(Self { regex, program_bytes }),
                Err(regex::Error::CompiledTooBig(_)) => {}
                Err(error) => {
                    let text = error.to_string();
                    let reason = text.rsplit("error: ").next().unwrap_or_default().trim();
                    return Err(format!("{function} cannot use `{pattern}`: {reason}"));
                }
            }
        }
        Err(format!("{function} cannot use `{pattern}`: it repeats too much"))
    }

    /// The regular expression, to be used on this text alone.
    ///
    /// # Errors
    /// When the text is too long for a pattern of this size.
    pub fn fit_for(&self, function: &str, text: &str) -> Result<&Regex, String> {
        let most = MAX_WORK / self.program_bytes as u64;
        if text.len() as u64 > most {
            let bytes = text.len();
            return Err(format!("{function} searches at most {most} bytes with this pattern, not {bytes}"));
        }
        Ok(&self.regex)
    }
}

/// What the first group takes in the first place, or the whole place when there is no group.
pub fn extracted<'t>(text: &'t str, pattern: &Regex) -> Option<&'t str> {
    let captures = pattern.captures(text)?;
    let group = if captures.len() > 1 { captures.get(1) } else { captures.get(0) };
    group.map(|found| found.as_str())
}

/// The text with `new` in every place, its references to groups filled in.
///
/// # Errors
/// When the result would be too large.
pub fn replaced_matching(text: &str, pattern: &Regex, new: &str) -> Result<String, String> {
    let mut result = String::with_capacity(text.len());
    let mut copied = 0;
    for captures in pattern.captures_iter(text) {
        let place = captures.get_match();
        result.push_str(&text[copied..place.start()]);
        copied = place.end();
        ensure_fits("replaced_matching", result.len() + longest_expansion(&captures, new))?;
        captures.expand(new, &mut result);
    }
    result.push_str(&text[copied..]);
    ensure_fits("replaced_matching", result.len())?;
    Ok(result)
}

/// No fewer bytes than `new` has once its references are filled in.
fn longest_expansion(captures: &Captures<'_>, new: &str) -> usize {
    new.len() + new.matches('$').count() * captures.get_match().len()
}

#[cfg(test)]
mod tests {
    use super::{MAX_KEPT_BYTES, Pattern, Patterns, extracted, replaced_matching};
    use regex::Regex;

    fn compile(pattern: &str) -> Regex {
        Pattern::compile("matches", pattern).unwrap().fit_for("matches", "").unwrap().clone()
    }

    #[test]
    fn patterns_that_cannot_be_used_say_why() {
        let check = |pattern: &str, message: &str| {
            assert_eq!(Pattern::compile("matches", pattern).unwrap_err(), message);
        };
        check("[a", "matches cannot use `[a`: unclosed character class");
        let look_around = "matches cannot use `(?=a)`: look-around, including look-ahead and \
                           look-behind, is not supported";
        check("(?=a)", look_around);
        check(r"\w{999}{999}", r"matches cannot use `\w{999}{999}`: it repeats too much");
        check(&"a".repeat(1_001), "matches takes a pattern of at most 1000 bytes");
        compile(&"a".repeat(1_000));
        compile(r"^[\p{L} '-]{1,80}$");
    }

    #[test]
    fn groups_are_optional() {
        let pattern = compile("a(b)?");
        assert_eq!(extracted("ab", &pattern), Some("b"));
        assert_eq!(extracted("a", &pattern), None);
        let named = compile("(?<user>[^@]+)@.*");
        assert_eq!(replaced_matching("ann@x", &named, "${user}").unwrap(), "ann");
    }

    #[test]
    fn results_are_bounded() {
        let pattern = compile("(?s).*");
        let text = "a".repeat(60_000);
        assert!(replaced_matching(&text, &pattern, &"$0".repeat(100)).is_err());
        assert_eq!(replaced_matching("", &pattern, "x").unwrap(), "x");
    }

    #[test]
    fn the_longer_the_text_the_smaller_the_pattern() {
        let check = |pattern: &str, n_bytes: usize, fits| {
            let pattern = Pattern::compile("matches", pattern).unwrap();
            assert_eq!(pattern.fit_for("matches", &"a".repeat(n_bytes)).is_ok(), fits);
        };
        check(r"^EMP-\d{4}$", 64 * 1024, true);
        check(r"^EMP-\d{4}$", 64 * 1024 + 1, false);
        check(r"^\w{1,80}$", 1024, true);
        check(r"^\w{1,80}$", 16 * 1024, false);
    }

    #[test]
    fn patterns_are_kept_within_bounds() {
        let patterns = Patterns::default();
        for number in 0..100 {
            patterns.get("matches", &number.to_string()).unwrap();
            patterns.get("matches", &format!("[ab]{{2000}}{number}")).unwrap();
        }
        let kept = patterns.0.lock().unwrap();
        let n_bytes: usize = kept.values().map(|pattern| pattern.program_bytes).sum();
        assert!(n_bytes <= MAX_KEPT_BYTES && !kept.is_empty());
    }
}
