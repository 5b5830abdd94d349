//! The functions that the tree can call, by name and number of arguments.
//!
//! Those of the product are the same as in rhai. Of rhai's own, those are here that change nothing
//! and that scripts on attributes call; each bails for kinds of values that it is not for.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::script::World;
use crate::script::functions::{PureFunction, pure_functions};
use crate::script::lower::sizes::sized;
use crate::script::lower::{
    Bail, Native, NativeContext, NativeFunction, NativeResult, natives_of_lists, natives_of_numbers,
    natives_of_texts, natives_of_world,
};
use crate::value::{List, Object, Value};

pub(crate) use crate::script::lower::natives_of_lists::contains;

/// All of them, for one host.
#[derive(Debug, Default)]
pub(crate) struct Natives {
    /// By number of arguments, then by name.
    functions: BTreeMap<(usize, String), Arc<Native>>,
}

impl Natives {
    /// The built-in functions, those of this world and those of rhai that are known here.
    pub fn new(world: &World) -> Self {
        let mut this = Self::default();
        for function in pure_functions() {
            this.add_pure(function);
        }
        natives_of_texts::add_to(&mut this);
        natives_of_lists::add_to(&mut this);
        natives_of_numbers::add_to(&mut this);
        natives_of_world::add_to(&mut this, world);
        this
    }

    /// The function of this name for so many arguments, `None` when the tree has none.
    pub fn find(&self, name: &str, n_arguments: usize) -> Option<&Arc<Native>> {
        self.functions.get(&(n_arguments, name.to_owned()))
    }

    /// The names of all functions, with their numbers of arguments.
    #[cfg(test)]
    pub fn names(&self) -> impl Iterator<Item = (&str, usize)> {
        self.functions.keys().map(|(n_arguments, name)| (name.as_str(), *n_arguments))
    }

    /// Adds a function of rhai. Where a function of the product has the same name and number of
    /// arguments, this one comes first, and what it does not take is left to that of the product.
    pub(super) fn add_of_rhai<const N: usize>(&mut self, name: &'static str, function: OfRhai<N>) {
        let product = self.functions.remove(&(N, name.to_owned()));
        let call = higher_ranked(move |context, values| {
            let values = <[Value<'_>; N]>::try_from(values).map_err(|_| Bail)?;
            ensure_subject_fits(&values)?;
            match (function(context, values), &product) {
                (Some(result), _) => result.and_then(sized),
                (None, Some(product)) => (product.call)(context, &values),
                (None, None) => Err(Bail),
            }
        });
        self.add(name.to_owned(), Native { name, finds: None, is_search: false, call }, N);
    }

    pub(super) fn add(&mut self, name: String, native: Native, n_arguments: usize) {
        self.functions.insert((n_arguments, name), Arc::new(native));
    }

    fn add_pure(&mut self, function: PureFunction) {
        let PureFunction { name, n_arguments, is_search, call } = function;
        let call = higher_ranked(move |context, values| {
            ensure_subject_fits(values)?;
            let result = call(context.arena, values).map_err(|_| Bail)?;
            if values.first().is_some_and(|subject| is_the_same_in_memory(*subject, result)) {
                return Ok(result);
            }
            sized(result)
        });
        self.add(name.to_owned(), Native { name, finds: None, is_search, call }, n_arguments);
    }
}

/// Rhai looks at the size of what a function is called on, too, unless it is called in the other form
/// on something that is no variable.
#[inline]
fn ensure_subject_fits(values: &[Value<'_>]) -> Result<(), Bail> {
    values.first().map_or(Ok(()), |subject| sized(*subject).map(|_| ()))
}

/// Whether a function gives back the list or object that it was called on.
fn is_the_same_in_memory(left: Value<'_>, right: Value<'_>) -> bool {
    match (left, right) {
        (Value::List(List::Items(left)), Value::List(List::Items(right))) => std::ptr::eq(left, right),
        (Value::Object(Object::Entries(left)), Value::Object(Object::Entries(right))) => {
            std::ptr::eq(left, right)
        }
        _ => false,
    }
}

/// A function of rhai: `None` when it is not for values of these kinds.
pub(super) type OfRhai<const N: usize> =
    for<'a> fn(&NativeContext<'a>, [Value<'a>; N]) -> Option<NativeResult<'a>>;

/// Tells the compiler that a closure serves every lifetime.
pub(super) fn higher_ranked(
    call: impl for<'a> Fn(&NativeContext<'a>, &[Value<'a>]) -> NativeResult<'a> + Send + Sync + 'static,
) -> Box<NativeFunction> {
    Box::new(call)
}
