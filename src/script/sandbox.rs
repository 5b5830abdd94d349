//! The one place where the rhai engine is built: which packages, which functions, which limits.
//!
//! A script reaches nothing but its arguments and the registered functions, and always ends.

use std::sync::Arc;

use rhai::packages::{
    ArithmeticPackage, BasicArrayPackage, BasicFnPackage, BasicIteratorPackage, BasicMapPackage,
    BasicMathPackage, BasicStringPackage, LanguageCorePackage, LogicPackage, MoreStringPackage, Package as _,
};
use rhai::{Dynamic, Engine, OptimizationLevel};

use crate::script::access::{self, Access};
use crate::script::limits::{Budget, Limits};
use crate::script::lookups::LookupLog;
use crate::script::memory::Meter;
use crate::script::world::SharedRecords;
use crate::script::{World, functions, gathering, maps, nesting, world};

/// An engine for one thread, and what belongs to its evaluations.
#[derive(Debug)]
pub(super) struct Sandbox {
    pub engine: Engine,
    /// Watches how much an evaluation uses.
    pub budget: Arc<Budget>,
    /// How an evaluation gets at its inputs.
    pub access: Arc<Access>,
    /// Where its functions look records up.
    pub records: SharedRecords,
    /// What they look up in tables.
    pub lookups: LookupLog,
}

/// Builds the engine.
///
/// Left out on purpose: modules and `import`, `eval`, time, blobs, bit fields, files, randomness.
/// `print` and `debug` go nowhere and count as operations.
pub(super) fn build_sandbox(world: &World, limits: &Limits) -> Sandbox {
    let mut engine = Engine::new_raw();
    let budget = Arc::new(Budget::new(limits));
    let meter = Arc::new(Meter::new(&budget));
    register_packages(&mut engine);
    functions::register_metered(&mut engine, &meter);
    let access = Arc::default();
    access::register(&mut engine, &access, &meter);
    maps::register(&mut engine, &access);
    gathering::register(&mut engine);
    nesting::register(&mut engine);
    let lookups = LookupLog::default();
    let records = world::register(&mut engine, world, &lookups);
    engine.disable_symbol("eval");
    // A function that holds itself twice over grows by doubling, and no limit counts it.
    engine.disable_symbol("curry");
    // Simplifying at compile time would run functions of the account's data once for everybody.
    engine.set_optimization_level(OptimizationLevel::None);
    engine.set_strict_variables(true);
    engine.set_fail_on_invalid_map_property(false);
    engine.set_max_strings_interned(0);
    set_limits(&mut engine, limits, &budget);
    Sandbox { engine, budget, access, records, lookups }
}

fn register_packages(engine: &mut Engine) {
    LanguageCorePackage::new().register_into_engine(engine);
    ArithmeticPackage::new().register_into_engine(engine);
    LogicPackage::new().register_into_engine(engine);
    BasicMathPackage::new().register_into_engine(engine);
    BasicStringPackage::new().register_into_engine(engine);
    MoreStringPackage::new().register_into_engine(engine);
    BasicArrayPackage::new().register_into_engine(engine);
    BasicMapPackage::new().register_into_engine(engine);
    BasicIteratorPackage::new().register_into_engine(engine);
    BasicFnPackage::new().register_into_engine(engine);
}

fn set_limits(engine: &mut Engine, limits: &Limits, budget: &Arc<Budget>) {
    // The budget counts through native callbacks; rhai's own counter is the second net, behind it.
    engine.set_max_operations(limits.operations.saturating_mul(2));
    engine.set_max_call_levels(limits.call_levels);
    engine.set_max_expr_depths(limits.expression_depth, limits.expression_depth);
    engine.set_max_string_size(limits.string_bytes);
    engine.set_max_array_size(limits.array_items);
    engine.set_max_map_size(limits.map_entries);
    engine.set_max_variables(limits.variables);
    engine.set_max_functions(limits.functions);
    let watched = Arc::clone(budget);
    engine.on_progress(move |_| if watched.spend() { None } else { Some(Dynamic::UNIT) });
}
