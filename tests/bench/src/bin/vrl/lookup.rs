//! `lookup` for VRL programs: a table that is found when the program is compiled and hashed once.
//!
//! VRL has no tables of its own; the programs that embed it add a function, as Vector does with its
//! enrichment tables.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;
use vrl::compiler::prelude::{
    ArgumentList, Compiled, Context, Example, Expression, Function, FunctionCompileContext,
    FunctionExpression, Kind, Parameter, Resolved, TypeDef, TypeState, Value, VrlValueConvert as _, kind,
};

use crate::tables::WorldFile;

#[derive(Debug, Default)]
struct Table {
    exact: HashMap<String, Value, RandomState>,
    folded: HashMap<String, Value, RandomState>,
}

/// The function with the tables it knows.
#[derive(Clone, Debug)]
pub struct Lookup {
    tables: HashMap<String, Arc<Table>>,
}

impl Lookup {
    pub fn new(world: WorldFile) -> Self {
        let values = |entries: std::collections::BTreeMap<String, String>| {
            entries.into_iter().map(|(key, value)| (key, Value::from(value))).collect()
        };
        let tables = world.tables.into_iter().map(|(name, table)| {
            (name, Arc::new(Table { exact: values(table.exact), folded: values(table.folded) }))
        });
        Self { tables: tables.collect() }
    }
}

impl Function for Lookup {
    fn identifier(&self) -> &'static str {
        "lookup"
    }

    fn usage(&self) -> &'static str {
        "The value of a key in a table"
    }

    fn category(&self) -> &'static str {
        "Enrichment"
    }

    fn return_kind(&self) -> u16 {
        kind::BYTES | kind::NULL
    }

    fn parameters(&self) -> &'static [Parameter] {
        const PARAMETERS: &[Parameter] = &[
            Parameter::required("table", kind::BYTES, "The name of the table"),
            Parameter::required("key", kind::ANY, "The key"),
            Parameter::optional("default", kind::BYTES, "The value for other keys"),
        ];
        PARAMETERS
    }

    fn examples(&self) -> &'static [Example] {
        &[]
    }

    fn compile(
        &self,
        state: &TypeState,
        _: &mut FunctionCompileContext,
        arguments: ArgumentList,
    ) -> Compiled {
        let name = arguments.required_literal("table", state)?;
        let name = name.try_bytes_utf8_lossy().unwrap_or_default();
        let table = self.tables.get(name.as_ref()).cloned().unwrap_or_default();
        let (key, default) = (arguments.required("key"), arguments.optional("default"));
        Ok(LookupCall { table, key, default }.as_expr())
    }
}

#[derive(Clone, Debug)]
struct LookupCall {
    table: Arc<Table>,
    key: Box<dyn Expression>,
    default: Option<Box<dyn Expression>>,
}

impl FunctionExpression for LookupCall {
    fn resolve(&self, context: &mut Context) -> Resolved {
        let key = self.key.resolve(context)?;
        let found = key.to_str_lossy().and_then(|key| {
            let Table { exact, folded } = &*self.table;
            exact.get(&*key).or_else(|| folded.get(&key.trim().to_lowercase()))
        });
        match (found, &self.default) {
            (Some(value), _) => Ok(value.clone()),
            (None, Some(default)) => default.resolve(context),
            (None, None) => Ok(Value::Null),
        }
    }

    fn type_def(&self, _: &TypeState) -> TypeDef {
        if self.default.is_some() {
            TypeDef::bytes().infallible()
        } else {
            TypeDef::from(Kind::bytes().or_null()).infallible()
        }
    }
}
