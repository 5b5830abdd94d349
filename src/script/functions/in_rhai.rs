//! The script functions as functions of a rhai engine.
//!
//! Arguments become values in an arena of the call's own, and the result a rhai value again; what
//! has no form as a value comes back as it was.

use std::sync::Arc;

use rhai::{Dynamic, Engine, EvalAltResult, FuncRegistration, RhaiNativeFunc, Variant};

use crate::script::functions::registrar::PureFunction;
use crate::script::memory::Meter;
use crate::script::value::Exchange;
use crate::value::{Arena, Value};

/// Calls whose arguments and results take so many bytes may take long.
const LONG_WORK: usize = 4 * 1024;

type Fallible = Result<Dynamic, Box<EvalAltResult>>;

/// A function, and what counts its work.
struct Metered {
    function: PureFunction,
    meter: Option<Arc<Meter>>,
}

/// Furnishes an engine with a function. The meter counts what it makes.
pub(super) fn register_in(engine: &mut Engine, function: PureFunction, meter: Option<Arc<Meter>>) {
    let name = function.name;
    let n_arguments = function.n_arguments;
    let function = Metered { function, meter };
    match n_arguments {
        1 => add(engine, name, move |a: &mut Dynamic| call(&function, [a])),
        2 => add(engine, name, move |a: &mut Dynamic, b: Dynamic| call(&function, [a, &b])),
        3 => add(engine, name, move |a: &mut Dynamic, b: Dynamic, c: Dynamic| call(&function, [a, &b, &c])),
        4 => add(engine, name, move |a: &mut Dynamic, b: Dynamic, c: Dynamic, d: Dynamic| {
            call(&function, [a, &b, &c, &d])
        }),
        5 => add(engine, name, move |a: &mut Dynamic, b: Dynamic, c: Dynamic, d: Dynamic, e: Dynamic| {
            call(&function, [a, &b, &c, &d, &e])
        }),
        _ => add(
            engine,
            name,
            move |a: &mut Dynamic, b: Dynamic, c: Dynamic, d: Dynamic, e: Dynamic, f: Dynamic| {
                call(&function, [a, &b, &c, &d, &e, &f])
            },
        ),
    }
}

fn call<const N: usize>(Metered { function, meter }: &Metered, arguments: [&Dynamic; N]) -> Fallible {
    let arena = Arena::new();
    let exchange = Exchange::new(&arena);
    let values: [Value<'_>; N] = arguments.map(|argument| exchange.to_value(argument));
    let answer = (function.call)(&arena, &values);
    if let Some(meter) = meter {
        let is_long = arena.bytes() >= LONG_WORK;
        meter.called(if is_long { arena.bytes() } else { 0 }, is_long || function.is_search);
    }
    match answer {
        Ok(value) => Ok(exchange.to_dynamic(value)),
        Err(message) => Err(message.into()),
    }
}

/// Pure: the subject may be a constant, and is not copied for the call.
fn add<A: 'static, const N: usize, const X: bool, R, const F: bool>(
    engine: &mut Engine,
    name: &'static str,
    function: impl RhaiNativeFunc<A, N, X, R, F> + Send + Sync + 'static,
) where
    R: Variant + Clone,
{
    FuncRegistration::new(name).with_purity(true).register_into_engine(engine, function);
}
