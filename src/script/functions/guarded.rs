//! Functions of rhai that are replaced, because their own check of sizes comes too late or because
//! a mapping must not have them.
//!
//! What they do is as before, within the limits. What is refused is refused before it is made:
//! the limits of an engine are looked at only after a native function has returned.

use std::sync::Arc;

use rhai::{
    Array, Dynamic, Engine, EvalAltResult, FLOAT, FuncRegistration, INT, ImmutableString, NativeCallContext,
    RhaiNativeFunc, Variant,
};

use crate::script::Limits;
use crate::script::memory::Meter;

type Failure = Box<EvalAltResult>;

/// The largest text that a function makes, in bytes.
pub const MAX_TEXT_BYTES: usize = Limits::RULE.string_bytes;
/// The longest list that a function makes.
const MAX_LIST_ITEMS: usize = 64 * 1024;
/// How deep a value may be nested that fills a list.
const MAX_NESTING: usize = 32;
/// The longest JSON text that a script may parse: rhai's parser takes time by the square of it.
const MAX_JSON_BYTES: usize = 16 * 1024;

/// Replaces `replace`, `pad`, `parse_json` and `sleep`.
///
/// Not guarded are the functions for blobs, since a mapping's engine has none.
pub(super) fn guard(engine: &mut Engine, meter: Option<&Arc<Meter>>) {
    guard_replace(engine, meter);
    guard_pad(engine, meter);
    engine.register_fn("parse_json", |context: NativeCallContext, text: &str| parse_json(&context, text));
    engine.register_fn("sleep", |_: INT| refuse_sleep());
    engine.register_fn("sleep", |_: FLOAT| refuse_sleep());
}

/// Whether a text of so many bytes may be made.
pub(super) fn ensure_fits(function: &str, bytes: usize) -> Result<(), String> {
    ensure_within(function, bytes, MAX_TEXT_BYTES)
}

fn ensure_within(function: &str, bytes: usize, most: usize) -> Result<(), String> {
    if bytes > most {
        return Err(format!("{function} would make a text of {bytes} bytes; {most} is the most"));
    }
    Ok(())
}

/// The smaller of our limit and the engine's, where 0 is no limit.
fn limit(ours: usize, of_engine: usize) -> usize {
    if of_engine == 0 { ours } else { ours.min(of_engine) }
}

/// Registers a function that changes its first argument, which therefore is no constant.
fn register_changing<A: 'static, const N: usize, const X: bool, R, const F: bool>(
    engine: &mut Engine,
    name: &str,
    function: impl RhaiNativeFunc<A, N, X, R, F> + Send + Sync + 'static,
) where
    R: Variant + Clone,
{
    FuncRegistration::new(name).with_purity(false).register_into_engine(engine, function);
}

/// Counts the text that a function made.
fn metered(meter: Option<&Arc<Meter>>, text: &str, made: Result<(), Failure>) -> Result<(), Failure> {
    if let Some(meter) = meter {
        meter.make_text(text.len());
    }
    made
}

fn guard_replace(engine: &mut Engine, meter: Option<&Arc<Meter>>) {
    let counted = meter.cloned();
    register_changing(
        engine,
        "replace",
        move |context: NativeCallContext, text: &mut ImmutableString, old: &str, new: &str| {
            let made = replace(&context, text, old, new);
            metered(counted.as_ref(), text, made)
        },
    );
    let counted = meter.cloned();
    register_changing(
        engine,
        "replace",
        move |context: NativeCallContext, text: &mut ImmutableString, old: &str, new: char| {
            let made = replace(&context, text, old, new.encode_utf8(&mut [0; 4]));
            metered(counted.as_ref(), text, made)
        },
    );
    let counted = meter.cloned();
    register_changing(
        engine,
        "replace",
        move |context: NativeCallContext, text: &mut ImmutableString, old: char, new: &str| {
            let made = replace(&context, text, old.encode_utf8(&mut [0; 4]), new);
            metered(counted.as_ref(), text, made)
        },
    );
    let counted = meter.cloned();
    register_changing(
        engine,
        "replace",
        move |context: NativeCallContext, text: &mut ImmutableString, old: char, new: char| {
            let (mut old_bytes, mut new_bytes) = ([0; 4], [0; 4]);
            let (old, new) = (old.encode_utf8(&mut old_bytes), new.encode_utf8(&mut new_bytes));
            let made = replace(&context, text, old, new);
            metered(counted.as_ref(), text, made)
        },
    );
}

fn replace(
    context: &NativeCallContext<'_>,
    text: &mut ImmutableString,
    old: &str,
    new: &str,
) -> Result<(), Failure> {
    if text.is_empty() {
        return Ok(());
    }
    let places = text.matches(old).count();
    let kept = text.len() - places * old.len();
    let bytes = places.saturating_mul(new.len()).saturating_add(kept);
    ensure_within("replace", bytes, limit(MAX_TEXT_BYTES, context.engine().max_string_size()))?;
    *text = text.replace(old, new).into();
    Ok(())
}

fn guard_pad(engine: &mut Engine, meter: Option<&Arc<Meter>>) {
    let counted = meter.cloned();
    register_changing(
        engine,
        "pad",
        move |context: NativeCallContext, text: &mut ImmutableString, length: INT, fill: char| {
            let made = pad_text(&context, text, length, fill.encode_utf8(&mut [0; 4]));
            metered(counted.as_ref(), text, made)
        },
    );
    let counted = meter.cloned();
    register_changing(
        engine,
        "pad",
        move |context: NativeCallContext, text: &mut ImmutableString, length: INT, fill: &str| {
            let made = pad_text(&context, text, length, fill);
            metered(counted.as_ref(), text, made)
        },
    );
    register_changing(
        engine,
        "pad",
        |context: NativeCallContext, list: &mut Array, length: INT, fill: Dynamic| {
            pad_list(&context, list, length, fill)
        },
    );
}

/// Appends the characters of `fill` in turn until the text has `length` code points. An empty
/// `fill` changes nothing; rhai's own function never returns then.
fn pad_text(
    context: &NativeCallContext<'_>,
    text: &mut ImmutableString,
    length: INT,
    fill: &str,
) -> Result<(), Failure> {
    let length = usize::try_from(length).unwrap_or(0);
    let missing = length.saturating_sub(text.chars().count());
    if missing == 0 || fill.is_empty() {
        return Ok(());
    }
    let widest = fill.chars().map(char::len_utf8).max().unwrap_or(0);
    let bytes = missing.saturating_mul(widest).saturating_add(text.len());
    ensure_within("pad", bytes, limit(MAX_TEXT_BYTES, context.engine().max_string_size()))?;
    let mut padded = text.to_string();
    padded.extend(fill.chars().cycle().take(missing));
    *text = padded.into();
    Ok(())
}

fn pad_list(
    context: &NativeCallContext<'_>,
    list: &mut Array,
    length: INT,
    fill: Dynamic,
) -> Result<(), Failure> {
    let length = usize::try_from(length).unwrap_or(0);
    let missing = length.saturating_sub(list.len());
    if missing == 0 {
        return Ok(());
    }
    let size = size_of(&fill, MAX_NESTING).ok_or("pad fills with a value that is nested too deeply")?;
    let items = missing.saturating_mul(size.items.saturating_add(1)).saturating_add(list.len());
    let most = limit(MAX_LIST_ITEMS, context.engine().max_array_size());
    if items > most {
        return Err(format!("pad would make a list of {items} values; {most} is the most").into());
    }
    let bytes = missing.saturating_mul(size.bytes);
    ensure_within("pad", bytes, limit(MAX_TEXT_BYTES, context.engine().max_string_size()))?;
    list.resize(length, fill);
    Ok(())
}

/// What is inside of a value.
#[derive(Clone, Copy, Default)]
struct Size {
    items: usize,
    bytes: usize,
}

impl Size {
    fn plus(self, entry: Self) -> Self {
        Self { items: self.items + entry.items + 1, bytes: self.bytes + entry.bytes }
    }
}

/// The size of a value, `None` when it is nested deeper than `depth`.
fn size_of(value: &Dynamic, depth: usize) -> Option<Size> {
    if let Ok(text) = value.as_immutable_string_ref() {
        return Some(Size { items: 0, bytes: text.len() });
    }
    let add = |size: Option<Size>, entry: &Dynamic| Some(size?.plus(size_of(entry, depth.checked_sub(1)?)?));
    if let Ok(array) = value.as_array_ref() {
        return array.iter().fold(Some(Size::default()), add);
    }
    if let Ok(map) = value.as_map_ref() {
        return map.values().fold(Some(Size::default()), add);
    }
    Some(Size::default())
}

fn parse_json(context: &NativeCallContext<'_>, text: &str) -> Result<Dynamic, Failure> {
    if text.len() > MAX_JSON_BYTES {
        return Err(format!("parse_json reads at most {MAX_JSON_BYTES} bytes, not {}", text.len()).into());
    }
    context.engine().parse_json(text, true).map(Dynamic::from)
}

fn refuse_sleep() -> Result<(), Failure> {
    Err("sleep is not available: a mapping never waits".into())
}

#[cfg(test)]
mod tests {
    use rhai::{Dynamic, Engine};

    use super::guard;

    fn run(script: &str) -> String {
        let mut engine = Engine::new();
        guard(&mut engine, None);
        let result = engine.eval::<Dynamic>(script);
        result.map_or_else(|error| error.to_string(), |value| value.to_string())
    }

    #[test]
    fn what_fits_is_done_as_before() {
        let plain = Engine::new();
        for script in [
            "let s = \"a.b.c\"; s.replace(\".\", \"--\"); s",
            "let s = \"a.b.c\"; s.replace('.', \"--\"); s",
            "let s = \"a.b.c\"; s.replace(\".b\", '-'); s",
            "let s = \"a.b.c\"; s.replace('.', 'ä'); s",
            "let s = \"abc\"; s.replace(\"\", \"-\"); s",
            "let s = \"\"; s.replace(\"\", \"-\"); s",
            "let s = \"ab\"; s.pad(5, 'é'); s",
            "let s = \"ab\"; s.pad(5, \"xy\"); s",
            "let s = \"ab\"; s.pad(-5, \"xy\"); s",
            "let a = [1]; a.pad(3, #{b: [\"c\"]}); a",
            "let a = [1]; a.pad(-3, 1); a",
            "parse_json(`{\"a\": [1, null, \"x\"]}`)",
        ] {
            let expected = plain.eval::<Dynamic>(script).unwrap().to_string();
            assert_eq!(run(script), expected, "{script}");
        }
    }

    #[test]
    fn what_would_be_too_large_is_refused_before_it_is_made() {
        let check = |script: &str, message: &str| {
            let error = run(script);
            assert!(error.starts_with(&format!("Runtime error: {message}")), "{script}: {error}");
        };
        let bomb = "let s = \"x\"; s.pad(60_000, 'x'); let big = s; s.replace(\"x\", big); s";
        check(bomb, "replace would make a text of 3600000000 bytes; 262144 is the most");
        check("let s = \"\"; s.pad(2_000_000, 'x')", "pad would make a text of 2000000 bytes");
        check("let s = \"\"; s.pad(9_223_372_036_854_775_807, \"é\")", "pad would make a text");
        check("let a = []; a.pad(9_223_372_036_854_775_807, 1)", "pad would make a list of");
        check("let a = []; a.pad(65_537, 1)", "pad would make a list of 65537 values");
        let texts = "let s = \"\"; s.pad(60_000, 'x'); let a = []; a.pad(1_000, s)";
        check(texts, "pad would make a text of 60000000 bytes");
        let nest = "let n = []; for i in 0..40 { n = [n]; } let a = []; a.pad(2, n)";
        check(nest, "pad fills with a value that is nested too deeply");
        let json = "let s = \"\"; s.pad(20_000, '['); parse_json(s)";
        check(json, "parse_json reads at most 16384 bytes, not 20000");
        assert!(run("let j = \"\"; j.pad(16_000, '['); parse_json(j)").contains("error"));
    }

    #[test]
    fn the_limits_of_the_engine_hold_where_they_are_smaller() {
        let mut engine = Engine::new();
        engine.set_max_string_size(100).set_max_array_size(10);
        guard(&mut engine, None);
        for script in [
            "let s = \"aaaaaaaaaa\"; s.replace(\"a\", \"bbbbbbbbbbbbbbbbbbbb\"); s",
            "let s = \"a\"; s.pad(101, 'b'); s",
            "let a = []; a.pad(11, 1); a",
        ] {
            let error = engine.eval::<Dynamic>(script).unwrap_err().to_string();
            assert!(error.contains(" is the most"), "{script}: {error}");
        }
    }

    #[test]
    fn nothing_waits_for_ever() {
        // Rhai's own `pad` would not return from this.
        assert_eq!(run("let s = \"a\"; s.pad(5, \"\"); s"), "a");
        let refused = "Runtime error: sleep is not available: a mapping never waits";
        assert!(run("sleep(60)").starts_with(refused));
        assert!(run("sleep(60.0)").starts_with(refused));
        assert!(run("60.sleep()").starts_with(refused));
    }
}
