//! What the tree can look up, and what a rule says instead of a value.

use std::borrow::Cow;

use indexmap::IndexMap;

use crate::script::World;
use crate::script::lower::natives::{Natives, higher_ranked};
use crate::script::lower::sizes::sized;
use crate::script::lower::{Bail, Native, NativeContext, NativeResult};
use crate::script::world::{has_no_text, plain_text};
use crate::table::LookupTable;
use crate::value::Value;

/// Adds them to the functions of the tree.
pub(super) fn add_to(natives: &mut Natives, world: &World) {
    let clear =
        Native { name: "clear", finds: None, is_search: false, call: higher_ranked(|_, _| Ok(Value::Clear)) };
    natives.add("clear".to_owned(), clear, 0);
    natives.add_of_rhai("reject", |_, [why]| why.as_text().map(|why| Ok(Value::Reject(why))));
    natives.add_of_rhai("lookup", |context, [table, key]| {
        Some(look_up(context, table.as_text()?, key).map(|found| found.map_or(Value::Nothing, Value::Text)))
    });
    natives.add_of_rhai("lookup_or", |context, [table, key, otherwise]| {
        Some(look_up(context, table.as_text()?, key).map(|found| found.map_or(otherwise, Value::Text)))
    });
    natives.add_of_rhai("find_record", |context, [record_type, wanted]| {
        Some(find(context, record_type.as_text()?, wanted))
    });
    for record_type in &world.record_types {
        let name = format!("find_{record_type}");
        let finds = Some(record_type.clone().into_boxed_str());
        let record_type = record_type.clone();
        let call = higher_ranked(move |context, values| match values {
            [wanted] => find(context, &record_type, sized(*wanted)?),
            _ => Err(Bail),
        });
        let native = Native { name: "find_record", finds, is_search: false, call };
        natives.add(name, native, 1);
    }
}

fn look_up<'a>(context: &NativeContext<'a>, table: &str, key: Value<'a>) -> Result<Option<&'a str>, Bail> {
    let table = table_named(context.tables, table).ok_or(Bail)?;
    match key {
        Value::Nothing => Ok(None),
        Value::Text(key) => Ok(table.get(key)),
        key => Ok(table.get(&text_for(key)?)),
    }
}

/// So few tables are found faster by looking at each.
const FEW_TABLES: usize = 8;

fn table_named<'a>(tables: &'a IndexMap<String, LookupTable>, name: &str) -> Option<&'a LookupTable> {
    if tables.len() > FEW_TABLES {
        return tables.get(name);
    }
    tables.iter().find(|(known, _)| *known == name).map(|(_, table)| table)
}

fn find<'a>(context: &NativeContext<'a>, record_type: &str, wanted: Value<'a>) -> NativeResult<'a> {
    let text = match wanted {
        Value::Nothing | Value::Object(_) => return Ok(wanted),
        Value::Text(text) => Cow::Borrowed(text),
        wanted => text_for(wanted)?,
    };
    if has_no_text(&text) {
        return Ok(Value::Nothing);
    }
    Ok(Value::of_members(context.records.find(record_type, &text)))
}

fn text_for(value: Value<'_>) -> Result<Cow<'_, str>, Bail> {
    match value {
        Value::Clear | Value::Reject(_) | Value::Other(_) => Err(Bail),
        value => Ok(plain_text(value)),
    }
}
