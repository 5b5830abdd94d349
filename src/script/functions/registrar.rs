//! Collects the script functions, by the shape of their arguments.
//!
//! Here lives what holds for every function: a missing subject (the first argument) gives a missing
//! result. Not the functions themselves, and not how an engine or the tree gets at them.

use crate::script::functions::arguments::{Answer, Arguments, IntoValue};
use crate::value::{Arena, List, Value};

/// A function that scripts can call with so many arguments. It changes none of them, and whatever
/// it is given, it gives the same each time.
pub struct PureFunction {
    /// Its name; several functions of one name differ in the number of arguments.
    pub name: &'static str,
    /// How many arguments it takes.
    pub n_arguments: usize,
    /// Whether it searches by a pattern, which may take long even in a short text.
    pub is_search: bool,
    /// What it does.
    pub call: Box<Call>,
}

/// The call of a function.
pub type Call = dyn for<'a> Fn(&'a Arena, &[Value<'a>]) -> Answer<'a> + Send + Sync;

/// The functions that were registered so far.
#[derive(Default)]
pub struct Registrar {
    functions: Vec<PureFunction>,
}

/// A Rust function of one to three arguments that gives what scripts know.
pub trait Function<'a, Given> {
    /// Calls it.
    fn answer(&self, given: Given, arena: &'a Arena) -> Answer<'a>;
}

impl<'a, F: Fn(A) -> R, A, R: IntoValue<'a>> Function<'a, (A,)> for F {
    fn answer(&self, (first,): (A,), arena: &'a Arena) -> Answer<'a> {
        self(first).into_value(arena)
    }
}

impl<'a, F: Fn(A, B) -> R, A, B, R: IntoValue<'a>> Function<'a, (A, B)> for F {
    fn answer(&self, (first, second): (A, B), arena: &'a Arena) -> Answer<'a> {
        self(first, second).into_value(arena)
    }
}

impl<'a, F: Fn(A, B, C) -> R, A, B, C, R: IntoValue<'a>> Function<'a, (A, B, C)> for F {
    fn answer(&self, (first, second, third): (A, B, C), arena: &'a Arena) -> Answer<'a> {
        self(first, second, third).into_value(arena)
    }
}

/// The most values that `name(a, b, …)` chooses among.
const MOST_CHOICES: usize = 6;

impl Registrar {
    /// All functions, in the order of their registration.
    pub fn into_functions(self) -> Vec<PureFunction> {
        self.functions
    }

    /// `name(text)`
    pub fn text<F>(&mut self, name: &'static str, function: F)
    where
        F: for<'a> Function<'a, (&'a str,)> + Send + Sync + 'static,
    {
        self.subject(name, 1, move |given| function.answer((given.text(0)?,), given.arena));
    }

    /// `name(text, text)`
    pub fn text_text<F>(&mut self, name: &'static str, function: F)
    where
        F: for<'a> Function<'a, (&'a str, &'a str)> + Send + Sync + 'static,
    {
        self.subject(name, 2, move |given| function.answer((given.text(0)?, given.text(1)?), given.arena));
    }

    /// `name(text, text, text)`
    pub fn text_text_text<F>(&mut self, name: &'static str, function: F)
    where
        F: for<'a> Function<'a, (&'a str, &'a str, &'a str)> + Send + Sync + 'static,
    {
        self.subject(name, 3, move |given| {
            function.answer((given.text(0)?, given.text(1)?, given.text(2)?), given.arena)
        });
    }

    /// `name(text, number)`
    pub fn text_number<F>(&mut self, name: &'static str, function: F)
    where
        F: for<'a> Function<'a, (&'a str, i64)> + Send + Sync + 'static,
    {
        self.subject(name, 2, move |given| {
            function.answer((given.text(0)?, given.whole_number(1)?), given.arena)
        });
    }

    /// `name(text, number, number)`
    pub fn text_number_number<F>(&mut self, name: &'static str, function: F)
    where
        F: for<'a> Function<'a, (&'a str, i64, i64)> + Send + Sync + 'static,
    {
        self.subject(name, 3, move |given| {
            function.answer((given.text(0)?, given.whole_number(1)?, given.whole_number(2)?), given.arena)
        });
    }

    /// `name(text, number, text)`
    pub fn text_number_text<F>(&mut self, name: &'static str, function: F)
    where
        F: for<'a> Function<'a, (&'a str, i64, &'a str)> + Send + Sync + 'static,
    {
        self.subject(name, 3, move |given| {
            function.answer((given.text(0)?, given.whole_number(1)?, given.text(2)?), given.arena)
        });
    }

    /// `name(text, list)`
    pub fn text_list<F>(&mut self, name: &'static str, function: F)
    where
        F: for<'a> Function<'a, (&'a str, List<'a>)> + Send + Sync + 'static,
    {
        self.subject(name, 2, move |given| function.answer((given.text(0)?, given.list(1)), given.arena));
    }

    /// `name(text, text)` where either may be missing
    pub fn optional_texts<F>(&mut self, name: &'static str, function: F)
    where
        F: for<'a> Function<'a, (Option<&'a str>, Option<&'a str>)> + Send + Sync + 'static,
    {
        self.add(name, 2, move |given| {
            function.answer((given.optional_text(0)?, given.optional_text(1)?), given.arena)
        });
    }

    /// `name(text)` and `name(text, text)`, where the second text may be missing
    pub fn text_optional_text<F>(&mut self, name: &'static str, function: F)
    where
        F: for<'a> Function<'a, (&'a str, Option<&'a str>)> + Clone + Send + Sync + 'static,
    {
        let alone = function.clone();
        self.subject(name, 1, move |given| alone.answer((given.text(0)?, None), given.arena));
        self.subject(name, 2, move |given| {
            function.answer((given.text(0)?, given.optional_text(1)?), given.arena)
        });
    }

    /// `name(text, text, text)` where any may be missing
    pub fn three_optional_texts<F>(&mut self, name: &'static str, function: F)
    where
        F: for<'a> Function<'a, (Option<&'a str>, Option<&'a str>, Option<&'a str>)> + Send + Sync + 'static,
    {
        self.add(name, 3, move |given| {
            let texts = (given.optional_text(0)?, given.optional_text(1)?, given.optional_text(2)?);
            function.answer(texts, given.arena)
        });
    }

    /// `name(text, text, number)`
    pub fn text_text_number<F>(&mut self, name: &'static str, function: F)
    where
        F: for<'a> Function<'a, (&'a str, &'a str, i64)> + Send + Sync + 'static,
    {
        self.subject(name, 3, move |given| {
            function.answer((given.text(0)?, given.text(1)?, given.whole_number(2)?), given.arena)
        });
    }

    /// `name(list, number)`
    pub fn list_number<F>(&mut self, name: &'static str, function: F)
    where
        F: for<'a> Function<'a, (List<'a>, i64)> + Send + Sync + 'static,
    {
        self.subject(name, 2, move |given| {
            function.answer((given.list(0), given.whole_number(1)?), given.arena)
        });
    }

    /// `name(list, list)`
    pub fn list_list<F>(&mut self, name: &'static str, function: F)
    where
        F: for<'a> Function<'a, (List<'a>, List<'a>)> + Send + Sync + 'static,
    {
        self.subject(name, 2, move |given| function.answer((given.list(0), given.list(1)), given.arena));
    }

    /// `name(value, number)`
    pub fn value_number<F>(&mut self, name: &'static str, function: F)
    where
        F: for<'a> Function<'a, (Value<'a>, i64)> + Send + Sync + 'static,
    {
        self.subject(name, 2, move |given| {
            function.answer((given.value(0), given.whole_number(1)?), given.arena)
        });
    }

    /// `name(list)`
    pub fn list<F>(&mut self, name: &'static str, function: F)
    where
        F: for<'a> Function<'a, (List<'a>,)> + Send + Sync + 'static,
    {
        self.subject(name, 1, move |given| function.answer((given.list(0),), given.arena));
    }

    /// `name(list)` where a missing value counts as an empty list
    pub fn any_list<F>(&mut self, name: &'static str, function: F)
    where
        F: for<'a> Function<'a, (List<'a>,)> + Send + Sync + 'static,
    {
        self.add(name, 1, move |given| {
            let is_missing = given.value(0).is_nothing();
            let list = if is_missing { List::Items(&[]) } else { given.list(0) };
            function.answer((list,), given.arena)
        });
    }

    /// `name(list, text)`
    pub fn list_text<F>(&mut self, name: &'static str, function: F)
    where
        F: for<'a> Function<'a, (List<'a>, &'a str)> + Send + Sync + 'static,
    {
        self.subject(name, 2, move |given| {
            let text = given.text(1)?;
            function.answer((given.list(0), text), given.arena)
        });
    }

    /// `name(list, text)` where the text may be missing
    pub fn list_optional_text<F>(&mut self, name: &'static str, function: F)
    where
        F: for<'a> Function<'a, (List<'a>, Option<&'a str>)> + Send + Sync + 'static,
    {
        self.subject(name, 2, move |given| {
            let text = given.optional_text(1)?;
            function.answer((given.list(0), text), given.arena)
        });
    }

    /// `name(value)`, also called for a missing value
    pub fn value<F>(&mut self, name: &'static str, function: F)
    where
        F: for<'a> Function<'a, (Value<'a>,)> + Send + Sync + 'static,
    {
        self.add(name, 1, move |given| function.answer((given.value(0),), given.arena));
    }

    /// `name(list)` and `name(a, b, …)` with two to six values, of which any may be missing: the
    /// first value that counts, `()` when none does
    pub fn first_that(&mut self, name: &'static str, counts: fn(Value<'_>) -> bool) {
        self.add(name, 1, move |given| {
            Ok(match given.value(0) {
                Value::List(list) => list.iter().find(|value| counts(*value)).unwrap_or_default(),
                value if counts(value) => value,
                _ => Value::Nothing,
            })
        });
        for n_arguments in 2..=MOST_CHOICES {
            self.add(name, n_arguments, move |given| {
                Ok(given.values.iter().copied().find(|value| counts(*value)).unwrap_or_default())
            });
        }
    }

    /// A function that is not called when its subject is missing.
    fn subject(
        &mut self,
        name: &'static str,
        n_arguments: usize,
        call: impl for<'a> Fn(Arguments<'a, '_>) -> Answer<'a> + Send + Sync + 'static,
    ) {
        self.add(name, n_arguments, move |given| {
            if given.value(0).is_nothing() { Ok(Value::Nothing) } else { call(given) }
        });
    }

    fn add(
        &mut self,
        name: &'static str,
        n_arguments: usize,
        call: impl for<'a> Fn(Arguments<'a, '_>) -> Answer<'a> + Send + Sync + 'static,
    ) {
        let call = boxed(move |arena, values| call(Arguments { function: name, values, arena }));
        let is_search = super::pattern::is_search(name);
        self.functions.push(PureFunction { name, n_arguments, is_search, call });
    }
}

/// Tells the compiler that a closure serves every lifetime.
fn boxed(call: impl for<'a> Fn(&'a Arena, &[Value<'a>]) -> Answer<'a> + Send + Sync + 'static) -> Box<Call> {
    Box::new(call)
}
