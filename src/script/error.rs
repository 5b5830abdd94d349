//! Why a script gave no value, in words for the person who wrote it.

use std::collections::BTreeSet;

use rhai::{EvalAltResult, LexError, ParseError, ParseErrorType, Position};

use crate::diagnostic::{Code, Fix, Span, nearest};
use crate::script::functions;
use crate::script::inspect::Refusal;
use crate::script::mistakes::{Mistake, Scene, recognize};

/// The most characters of a message; a script can put whole payloads into one.
const MOST_CHARACTERS: usize = 300;

/// A script that does not compile, or an evaluation that ended without a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptError {
    /// The kind: `R301` syntax, `R302` failed, `R303` limit, `R308` function, `R309` variable.
    pub code: Code,
    /// One sentence without a full stop.
    pub message: String,
    /// What to do about it, where that is known.
    pub help: Option<String>,
    /// Where in the script, where that is known.
    pub span: Option<Span>,
    /// What would mend the script.
    pub fix: Option<Box<Fix>>,
}

impl ScriptError {
    pub(super) fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: shortened(message.into()), help: None, span: None, fix: None }
    }

    pub(super) fn limit(message: impl Into<String>) -> Self {
        Self::new(Code::ScriptLimit, message)
    }

    /// The error of a script that does not compile. `variables` are those that it is given.
    pub(super) fn from_parse(error: &ParseError, script: &str, variables: &[String]) -> Self {
        match &*error.0 {
            ParseErrorType::ExprTooDeep => {
                return Self::limit("The script is nested too deeply").at(span_in(script, error.1));
            }
            ParseErrorType::TooManyFunctions => {
                return Self::limit("The script defines too many functions").at(span_in(script, error.1));
            }
            ParseErrorType::LiteralTooLarge(..) | ParseErrorType::BadInput(LexError::StringTooLong(_)) => {
                return Self::limit("A text in the script is too long").at(span_in(script, error.1));
            }
            _ => {}
        }
        if let Some(mistake) = recognize(&error.0, &Scene::new(script, variables, error.1)) {
            return mistake.into();
        }
        let message = match &*error.0 {
            ParseErrorType::UnexpectedEOF => "The script ends too early; a value is missing".to_owned(),
            other => sentence(&other.to_string().replace('\'', "`")),
        };
        Self::new(Code::ScriptSyntax, message).at(span_in(script, error.1))
    }

    /// The error of a script that has what it may not have.
    pub(super) fn from_refusal(refusal: Refusal, script: &str) -> Self {
        let mut this = Self::limit(refusal.message).with_help(refusal.help.to_owned());
        this.span = span_in(script, refusal.position);
        this
    }

    /// The error of an evaluation. `script` gives the length of the word at the place; a place in
    /// one of the helper functions is no place in it, and the call counts.
    pub(super) fn from_eval(error: &EvalAltResult, script: &str, helpers: &BTreeSet<String>) -> Self {
        let mut this = match error {
            EvalAltResult::ErrorInFunctionCall(name, _, inner, position) => {
                let mut inner = Self::from_eval(inner, script, helpers);
                if helpers.contains(name) {
                    inner.span = span_in(script, *position);
                }
                inner.message = in_function(&inner.message, name);
                inner
            }
            EvalAltResult::ErrorAssignmentToConstant(name, _) if name.is_empty() => {
                unchangeable("What the script was given cannot be changed")
            }
            EvalAltResult::ErrorAssignmentToConstant(name, _) => {
                unchangeable(&format!("`{name}` cannot be changed"))
            }
            EvalAltResult::ErrorNonPureMethodCallOnConstant(name, _) => {
                unchangeable(&format!("`{name}` would change what the script was given"))
            }
            EvalAltResult::ErrorDataRace(..) => {
                Self::new(Code::ScriptFailed, "A value is read inside of a function that goes through it")
                    .with_help("copy it first, as in `let copy = …`, and read the copy".to_owned())
            }
            EvalAltResult::ErrorFunctionNotFound(signature, _) => unknown_function(signature),
            EvalAltResult::ErrorVariableNotFound(name, _) => unknown_variable(name),
            EvalAltResult::ErrorRuntime(value, _) => thrown(&value.to_string()),
            EvalAltResult::ErrorStackOverflow(_) => {
                Self::limit("Functions call each other too deeply; does one call itself without an end?")
            }
            EvalAltResult::ErrorTooManyOperations(_)
            | EvalAltResult::ErrorTerminated(..)
            | EvalAltResult::ErrorTooManyVariables(_)
            | EvalAltResult::ErrorDataTooLarge(..) => Self::limit(sentence(&without_place(error))),
            other => Self::new(Code::ScriptFailed, sentence(&without_place(other))),
        };
        if this.span.is_none() {
            this.span = span_in(script, error.position());
        }
        this
    }
}

/// What a script threw, which may be nothing.
fn thrown(text: &str) -> ScriptError {
    let message = sentence(text);
    if message.is_empty() {
        return ScriptError::new(Code::ScriptFailed, "The script ends with `throw`")
            .with_help("say why, as in `throw \"…\"`".to_owned());
    }
    ScriptError::new(Code::ScriptFailed, message)
}

fn unchangeable(message: &str) -> ScriptError {
    ScriptError::new(Code::ScriptFailed, message)
        .with_help("copy it first, as in `let copy = …`, and change the copy".to_owned())
}

/// The message with the function in which it happened; functions that the parser named and the
/// second of two stay out of it.
fn in_function(message: &str, name: &str) -> String {
    if name.starts_with("anon$") || message.ends_with(')') {
        return message.to_owned();
    }
    format!("{message} (in the function {name})")
}

fn shortened(message: String) -> String {
    match message.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", &message[..end]),
        None => message,
    }
}

fn without_place(error: &EvalAltResult) -> String {
    let text = error.to_string();
    let place = format!(" ({})", error.position_text());
    text.strip_suffix(&place).map_or(text.clone(), str::to_owned)
}

trait PositionText {
    fn position_text(&self) -> String;
}

impl PositionText for EvalAltResult {
    /// The place as rhai appends it to its messages.
    fn position_text(&self) -> String {
        let position = self.position();
        match (position.line(), position.position()) {
            (Some(line), Some(column)) => format!("line {line}, position {column}"),
            (Some(line), None) => format!("line {line}"),
            _ => String::new(),
        }
    }
}

fn unknown_function(signature: &str) -> ScriptError {
    let name = signature.split([' ', '(']).next().unwrap_or(signature);
    let arguments = signature.find('(').map_or("", |start| signature[start..].trim());
    let mut error = if functions::find(name).is_some() {
        let known = functions::find(name).map_or("", |function| function.signature);
        ScriptError::new(
            Code::UnknownFunction,
            format!("`{name}` cannot be called with {}", in_words(arguments)),
        )
        .with_help(format!("its form is `{known}`"))
    } else if name.chars().all(char::is_alphanumeric) || name.contains('_') {
        ScriptError::new(
            Code::UnknownFunction,
            format!("There is no function `{name}` for {}", in_words(arguments)),
        )
    } else {
        ScriptError::new(Code::ScriptFailed, format!("`{name}` does not work with {}", in_words(arguments)))
    };
    if error.help.is_none()
        && let Some(near) = nearest(name, functions::all().map(|function| function.name))
    {
        error.help = Some(format!("did you mean `{near}`?"));
    }
    error
}

impl From<Mistake> for ScriptError {
    fn from(mistake: Mistake) -> Self {
        let Mistake { code, message, help, span, fix } = mistake;
        Self { help, span: Some(span), fix: fix.map(Box::new), ..Self::new(code, message) }
    }
}

impl ScriptError {
    fn at(mut self, span: Option<Span>) -> Self {
        self.span = span;
        self
    }

    fn with_help(mut self, help: String) -> Self {
        self.help = Some(help);
        self
    }
}

fn in_words(arguments: &str) -> String {
    let inner = arguments.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(arguments);
    if inner.is_empty() {
        return "no arguments".to_owned();
    }
    inner
        .split(", ")
        .map(|argument| match argument.trim() {
            "&str | ImmutableString | String" | "ImmutableString" | "&str" | "string" => "text",
            "i64" | "int" => "a whole number",
            "f64" | "float" => "a number",
            "bool" => "true or false",
            "array" => "an array",
            "map" => "an object",
            "Fn" => "a function",
            "()" => "nothing",
            other => other,
        })
        .collect::<Vec<_>>()
        .join(" and ")
}

fn unknown_variable(name: &str) -> ScriptError {
    const VARIABLES: &[&str] =
        &["user", "group", "enterprise", "custom", "groups", "vars", "now", "is_new", "person"];
    let mut error = ScriptError::new(Code::UnknownVariable, format!("There is no variable `{name}`"));
    error.help = Some(match nearest(name, VARIABLES.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "declare it with `let`, or read an attribute of `user`".to_owned(),
    });
    error
}

/// First letter upper case, no full stop at the end.
fn sentence(text: &str) -> String {
    let text = text.trim().trim_end_matches('.');
    if let Some((first, rest)) = text.split_once(' ')
        && functions::find(first).is_some()
    {
        return format!("`{first}` {rest}");
    }
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}

/// The word at rhai's position. An error at the end of the text is reported one line too far; it is
/// put behind the last character.
pub(super) fn span_in(script: &str, position: Position) -> Option<Span> {
    let line = position.line()?;
    let column = position.position().unwrap_or(1).max(1);
    let Some(text) = script.lines().nth(line - 1) else {
        let last = script.lines().last().unwrap_or_default();
        let line = script.lines().count().max(1);
        return Some(Span { line, column: last.chars().count() + 1, length: 1 });
    };
    let word = text.chars().skip(column - 1).take_while(|c| c.is_alphanumeric() || *c == '_').count();
    Some(Span { line, column, length: word.max(1) })
}
