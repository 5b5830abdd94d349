//! VRL as a library: the program is compiled once and run for every line, with one runtime.
//!
//! A program of its own, since VRL takes minutes to build; the bench builds it when VRL takes part.
//! Arguments: the VRL program, the input, the output, the tables, the number of threads.

#[path = "../../contestants"]
mod contestants {
    pub mod lines;
    pub mod threads;
}
mod lookup;
#[path = "../../tables.rs"]
#[allow(dead_code, reason = "the bench writes what is only read here")]
mod tables;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use vrl::compiler::runtime::Runtime;
use vrl::compiler::{Program, TargetValueRef, TimeZone, compile};
use vrl::value::{Secrets, Value};

use crate::contestants::lines::{LineMapper, map_lines};
use crate::contestants::threads::map_lines_on_threads;
use crate::lookup::Lookup;
use crate::tables::WorldFile;

struct OnVrl<'p> {
    program: &'p Program,
    runtime: Runtime,
    time_zone: TimeZone,
}

impl<'p> OnVrl<'p> {
    fn new(program: &'p Program) -> Self {
        Self { program, runtime: Runtime::default(), time_zone: TimeZone::default() }
    }
}

impl LineMapper for OnVrl<'_> {
    fn map(&mut self, line: &[u8], number: u64, output: &mut Vec<u8>) -> Result<(), String> {
        let mut value: Value = serde_json::from_slice(line).map_err(|error| error.to_string())?;
        let mut metadata = Value::Object(std::collections::BTreeMap::new());
        let mut target =
            TargetValueRef { value: &mut value, metadata: &mut metadata, secrets: &mut Secrets::default() };
        self.runtime.clear();
        let result = self.runtime.resolve(&mut target, self.program, &self.time_zone);
        let result = result.map_err(|error| error.to_string())?;
        let (status, key) = if result.is_object() { ("written", "record") } else { ("rejected", "reason") };
        let head =
            format!(r#"{{"source":{{"line":{number}}},"status":"{status}","record_type":"person","{key}":"#);
        output.extend_from_slice(head.as_bytes());
        serde_json::to_writer(&mut *output, &result).map_err(|error| error.to_string())?;
        output.extend_from_slice(b"}\n");
        Ok(())
    }
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words.as_slice() {
        [program, input, output, world, n_threads] => {
            let n_threads = n_threads.parse().unwrap_or(1);
            run(program.as_ref(), input.as_ref(), output.as_ref(), world.as_ref(), n_threads)
        }
        _ => Err("bench-vrl PROGRAM INPUT OUTPUT TABLES THREADS".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Compiles the program and runs it on the directory.
fn run(program: &Path, input: &Path, output: &Path, world: &Path, n_threads: usize) -> Result<(), String> {
    let source = fs::read_to_string(program).map_err(|error| format!("{}: {error}", program.display()))?;
    let mut functions = vrl::stdlib::all();
    functions.push(Box::new(Lookup::new(WorldFile::read(world)?)));
    let program = compile(&source, &functions)
        .map_err(|errors| vrl::diagnostic::Formatter::new(&source, errors).to_string())?
        .program;
    if n_threads > 1 {
        map_lines_on_threads(|| OnVrl::new(&program), n_threads, input, output)
    } else {
        map_lines(&mut OnVrl::new(&program), input, output)
    }
}
