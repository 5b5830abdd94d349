//! jaq as a library: the jq program is compiled once and run for every line.

use std::fs;

use jaq_core::data::JustLut;
use jaq_core::load::{Arena, File, Loader};
use jaq_core::{Compiler, Ctx, Filter, Vars, unwrap_valr};
use jaq_json::{Val, read, write};

use crate::contestants::in_process::InProcess;
use crate::contestants::lines::{LineMapper, map_lines};

const DEFINITIONS: &str = include_str!("../../contestants/map.jq");

struct OnJaq {
    filter: Filter<JustLut<Val>>,
    world: Val,
    printer: write::Pp,
}

impl LineMapper for OnJaq {
    fn map(&mut self, line: &[u8], number: u64, output: &mut Vec<u8>) -> Result<(), String> {
        let user = read::parse_single(line).map_err(|error| error.to_string())?;
        let number = Val::from(usize::try_from(number).unwrap_or(usize::MAX));
        let context = Ctx::<JustLut<Val>>::new(&self.filter.lut, Vars::new([self.world.clone(), number]));
        for mapped in self.filter.id.run((context, user)).map(unwrap_valr) {
            let mapped = mapped.map_err(|error| error.to_string())?;
            write::write(output, &self.printer, 0, &mapped).map_err(|error| error.to_string())?;
            output.push(b'\n');
        }
        Ok(())
    }
}

/// Compiles the program and runs it on the directory.
///
/// # Errors
/// When the program does not compile, or a line fails.
pub fn run_jaq(plan: &InProcess) -> Result<(), String> {
    let world = fs::read(&plan.world).map_err(|error| error.to_string())?;
    let world = read::parse_single(&world).map_err(|error| error.to_string())?;
    let program = format!("{DEFINITIONS}\nmapped($w; $n)");
    let definitions = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs());
    let functions = jaq_core::funs().chain(jaq_std::funs()).chain(jaq_json::funs());
    let arena = Arena::default();
    let modules = Loader::new(definitions)
        .load(&arena, File { code: program.as_str(), path: () })
        .map_err(|errors| format!("{errors:?}"))?;
    let filter = Compiler::default()
        .with_funs(functions)
        .with_global_vars(["$w", "$n"])
        .compile(modules)
        .map_err(|errors| format!("{errors:?}"))?;
    let mut mapper = OnJaq { filter, world, printer: write::Pp::default() };
    map_lines(&mut mapper, &plan.input, &plan.output)
}
