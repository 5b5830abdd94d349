//! Calls: functions that do not exist, and arguments that they do not take.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Fix, nearest};
use crate::script::functions;
use crate::script::lower::tree::{Kind, Node};
use crate::script::review::chains::Stepping;
use crate::script::review::signatures::{parameters, wanted};
use crate::script::review::source::Source;
use crate::script::review::walker::Walker;
use crate::script::synonyms::function_called;
use crate::script::syntax::TokenKind;
use crate::script::types::{Kinds, Type};

/// Functions of rhai that take any value, a missing one too.
const OF_ANYTHING: [&str; 6] = ["type_of", "to_string", "to_debug", "print", "debug", "is_shared"];

impl<'w> Walker<'w> {
    /// A call of a built-in function in the style of a function.
    pub(in crate::script::review) fn remark_call(
        &mut self,
        name: &str,
        arguments: &'w [Node],
        types: &[Type],
    ) {
        let places: Vec<_> = arguments.iter().map(|argument| self.source().extent(argument)).collect();
        self.remark_arguments(name, &places, types);
        self.remark_lookup(name, arguments, types);
        let Some(subject) = places.first() else { return };
        if let Some(type_) = types.first()
            && fails_on_nothing(name, type_)
        {
            self.remark_missing_subject(subject, name, None);
        }
    }

    /// A call of a built-in function in the style of a method.
    pub(in crate::script::review) fn remark_method(
        &mut self,
        stepping: Stepping<'w>,
        name: &str,
        types: &[Type],
        arguments: &'w [Node],
    ) {
        let source = self.source();
        let subject = source.extent_of_steps(&stepping.chain.base, stepping.before());
        let word = source.word(stepping.step.place);
        let mut places = vec![subject.clone()];
        places.extend(arguments.iter().map(|argument| source.extent(argument)));
        self.remark_arguments(name, &places, types);
        if let Some(type_) = types.first()
            && fails_on_nothing(name, type_)
            && !stepping.step.is_optional
        {
            self.remark_missing_subject(&subject, name, Some(&word));
        }
    }

    /// `user.title.len()`
    fn remark_missing_subject(&mut self, subject: &Range<usize>, name: &str, word: Option<&Range<usize>>) {
        let source = self.source();
        let shown = source.shown(subject);
        let message = format!("`{shown}` may be missing, and then `{name}` fails");
        let diagnostic = Diagnostic::warning(Code::FailsWhenMissing, message);
        let dot =
            word.map(|word| word.start.saturating_sub(1)..word.start).filter(|dot| source.slice(dot) == ".");
        let diagnostic = match dot {
            Some(dot) => diagnostic
                .with_help(format!("write `?.{name}(…)`, which is `()` then, or give a default with `??`"))
                .with_fix(source.replacing(&dot, "?.")),
            None => diagnostic
                .with_help(format!("ask first with `present({shown})`, or give a default with `??`")),
        };
        self.remark(subject, diagnostic);
    }

    /// `left("a", "b")`, `lower(user.emails)`
    fn remark_arguments(&mut self, name: &str, places: &[Range<usize>], types: &[Type]) {
        let Some(function) = functions::find(name) else { return };
        for (idx, (parameter, type_)) in parameters(function.signature).zip(types).enumerate() {
            // Of a list or a map it asks for another thing.
            let wanted = if name == "contains" { Kinds::ANY } else { wanted(parameter) };
            let kinds = type_.kinds.present();
            let is_wrong = !kinds.is_none() && !kinds.meets(wanted) && !type_.is_any();
            let is_missing = idx > 0
                && wanted != Kinds::ANY
                && !parameter.ends_with('?')
                && type_.kinds == Kinds::NOTHING
                && name != "lookup";
            let Some(place) = places.get(idx) else { return };
            let signature = function.signature;
            if is_wrong && idx == 0 && wanted.meets(Kinds::TEXT) && kinds == Kinds::LIST {
                self.remark_text_function_on_list(place, name);
            } else if is_wrong || is_missing {
                let given = if is_missing { "a missing value".to_owned() } else { type_.words() };
                let message = format!(
                    "`{name}` wants {} as `{}`, this is {given}",
                    if wanted == Kinds::INTEGER { "a whole number" } else { "a text" },
                    parameter.trim_end_matches('?')
                );
                let diagnostic = Diagnostic::error(Code::WrongArguments, message)
                    .with_help(format!("its form is `{signature}`"));
                self.remark_on_call(place, diagnostic);
            }
        }
    }

    /// `lower(user.emails)`
    fn remark_text_function_on_list(&mut self, place: &Range<usize>, name: &str) {
        let source = self.source();
        let text = source.slice(place);
        let message = format!("`{name}` works on a text, and `{text}` is a list");
        let new = format!("primary_value({text})");
        let diagnostic = Diagnostic::error(Code::TextFunctionOnList, message)
            .with_help(format!(
                "take one value, as in `{new}`, or go through all with `{text}.map(|entry| {name}(entry.value))`"
            ))
            .with_fix(source.replacing(place, &new));
        self.remark_on_call(place, diagnostic);
    }

    /// A function that the tree does not have: perhaps rhai does, perhaps nobody.
    pub(in crate::script::review) fn remark_foreign_call(
        &mut self,
        node: &'w Node,
        name: &str,
        parts: &'w [Node],
        types: &[Type],
    ) {
        let word = self.source().word(node.place);
        if !name.starts_with(|first: char| first.is_alphabetic() || first == '_') {
            let goes_on = |part: &Node| match &part.kind {
                Kind::Foreign(foreign) => foreign.call.as_deref() == Some(name),
                _ => false,
            };
            // Of `a & b & c` it is said once.
            if !parts.iter().any(goes_on) {
                self.remark_operator(&word, name, types);
            }
            return;
        }
        self.remark_unknown_function(&word, name, types.len(), false);
    }

    /// The same in the style of a method.
    pub(in crate::script::review) fn remark_foreign_method(
        &mut self,
        stepping: Stepping<'w>,
        name: &str,
        types: &[Type],
    ) {
        let word = self.source().word(stepping.step.place);
        self.remark_unknown_function(&word, name, types.len(), true);
    }

    fn remark_unknown_function(
        &mut self,
        word: &Range<usize>,
        name: &str,
        n_arguments: usize,
        is_method: bool,
    ) {
        let own = [self.around.script, self.around.helpers].into_iter().find_map(|s| signature_in(s, name));
        if self.around.functions.has(name) || own.is_some() {
            self.remark_number_of_arguments(word, name, n_arguments, own.filter(|_| !is_method));
            return;
        }
        let source = self.source();
        if !is_method && n_arguments == 0 && self.around.names.iter().any(|input| input == name) {
            let message = format!("`{name}` is a variable, not a function");
            let diagnostic = Diagnostic::error(Code::UnknownFunction, message)
                .with_help("a variable is read without brackets")
                .with_fix(source.without_brackets(word));
            return self.remark_on_call(word, diagnostic);
        }
        let message = format!("There is no function `{name}`");
        let diagnostic = Diagnostic::error(Code::UnknownFunction, message);
        let candidates = functions::all().map(|function| function.name);
        let same = functions::all().find(|function| function.name.eq_ignore_ascii_case(name));
        let meant = same
            .map(|function| function.name)
            .or_else(|| function_called(name))
            .or_else(|| nearest(name, candidates.chain(self.around.helper_names.iter().map(String::as_str))))
            .or_else(|| nearest(name, self.around.functions.names().filter(|known| known.len() > 2)));
        let diagnostic = match meant {
            // Characters are counted in another way there, so that the name alone does not do.
            Some("mid") => {
                diagnostic.with_help("`mid(text, start, count?)` does that; its first character is 1, not 0")
            }
            Some(meant) => {
                let form = functions::find(meant).map(|function| format!(", as in `{}`", function.signature));
                diagnostic
                    .with_help(format!("did you mean `{meant}`{}?", form.unwrap_or_default()))
                    .with_fix(source.replacing(word, meant))
            }
            None => diagnostic
                .with_help("the list of functions shows what there is; a helper function can be added"),
        };
        self.remark_on_call(word, diagnostic);
    }

    /// `upper("a", "b")`
    fn remark_number_of_arguments(
        &mut self,
        word: &Range<usize>,
        name: &str,
        n_arguments: usize,
        own: Option<String>,
    ) {
        let mut known = self.around.functions.numbers_of_arguments(name).peekable();
        if own.is_none() && (known.peek().is_none() || known.any(|n| n == n_arguments)) {
            return;
        }
        let form = own.or_else(|| functions::find(name).map(|function| function.signature.to_owned()));
        let given = match n_arguments {
            0 => "no argument".to_owned(),
            1 => "1 argument".to_owned(),
            n => format!("{n} arguments"),
        };
        let message = format!("`{name}` cannot be called with {given}");
        let diagnostic = Diagnostic::error(Code::WrongArguments, message);
        let diagnostic = match form {
            Some(form) => diagnostic.with_help(format!("its form is `{form}`")),
            None => diagnostic,
        };
        self.remark_on_call(word, diagnostic);
    }

    /// `user.title.trim()`, which would change the user, and `user.title = "x"`
    pub(in crate::script::review) fn remark_change(&mut self, node: &'w Node, method: &str) {
        let source = self.source();
        let word = source.word(node.place);
        if method == "=" {
            let message = "What the script is given cannot be changed";
            let diagnostic = Diagnostic::error(Code::ChangesInput, message)
                .with_help("a rule fills its field with the value of its last line; write the value alone");
            return self.remark_on_call(&word, diagnostic);
        }
        let message = format!("`{method}` would change what the script is given, which it cannot");
        let diagnostic = Diagnostic::error(Code::ChangesInput, message);
        let diagnostic = match function_called(method) {
            Some(instead) => diagnostic
                .with_help(format!("`{instead}` gives a new value instead"))
                .with_fix(source.replacing(&word, instead)),
            None => diagnostic.with_help("copy it first, as in `let copy = …`, and change the copy"),
        };
        self.remark_on_call(&word, diagnostic);
    }

    /// `"a" & "b"`
    fn remark_operator(&mut self, word: &Range<usize>, sign: &str, types: &[Type]) {
        let is_text = types.iter().any(|type_| type_.kinds.present() == Kinds::TEXT);
        let is_boolean = types.iter().any(|type_| type_.kinds.present() == Kinds::BOOLEAN);
        let (new, help) = match sign {
            "&" if is_text => ("+", "texts are joined with `+`"),
            "&" if is_boolean => {
                ("&&", "both at once are asked with `&&`, which stops at the first that is false")
            }
            "|" if is_boolean => ("||", "either is asked with `||`, which stops at the first that is true"),
            "|" if is_text => ("??", "for a value that may be missing write `??`"),
            _ => return,
        };
        let kind = if is_text { "texts" } else { "true and false" };
        let message = format!("`{sign}` does not work with {kind}");
        let severity = if is_text { Diagnostic::error } else { Diagnostic::warning };
        let source = self.source();
        let all = source.tokens().iter().filter(|token| token.text(source.text()) == sign);
        let edits: Vec<_> = all.map(|token| source.edit(&token.range(), new)).collect();
        let fix = Fix { title: format!("Replace it with `{new}`"), edits };
        let diagnostic = severity(Code::WrongOperand, message).with_help(help).with_fix(fix);
        self.remark(word, diagnostic);
    }
}

/// Whether a function of rhai is called on what may be missing.
fn fails_on_nothing(name: &str, subject: &Type) -> bool {
    let is_of_rhai = functions::find(name).is_none() && !OF_ANYTHING.contains(&name);
    is_of_rhai && subject.may_be_nothing() && !subject.is_any() && !name.starts_with("find_")
}

/// The head of a function as it is written: `usable(record)`.
fn signature_in(source: &Source, name: &str) -> Option<String> {
    let tokens = source.tokens();
    let defined = tokens.iter().zip(tokens.iter().skip(1)).find(|(word, next)| {
        word.text(source.text()) == "fn"
            && next.kind == TokenKind::Function
            && next.text(source.text()) == name
    });
    let (_, name) = defined?;
    let end = source.text().get(name.start..)?.find(')')?;
    Some(source.slice(&(name.start..name.start + end + 1)).to_owned())
}
