//! Mappings between the old and the new one: what would come of a resource if only one thing were
//! changed, or all but one.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::change::impact::ImpactSides;
use crate::change::impact::decide::Mixture;
use crate::mapping::{CompiledMapping, MappingPair, RunContext};

/// A part of the differences between two mappings that can be there or not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// The rules and conditions.
    Scripts,
    /// The helper functions.
    Helpers,
    /// A lookup table by name.
    Table(String),
    /// A variable by name.
    Variable(String),
}

/// A mapping of a mixture.
#[derive(Clone, Copy)]
pub(super) struct Variant<'v> {
    pub mapping: &'v CompiledMapping,
    pub context: &'v RunContext,
    /// Whether the rules are those of the new mapping.
    pub has_new_rules: bool,
}

/// Mixtures, each compiled when it is first asked for.
#[derive(Debug)]
pub(super) struct Variants<'m> {
    sides: &'m ImpactSides,
    pair: &'m MappingPair<'m>,
    compiled: BTreeMap<(bool, Part), CompiledMapping>,
    contexts: BTreeMap<(bool, String), RunContext>,
}

impl<'m> Variants<'m> {
    pub fn new(sides: &'m ImpactSides, pair: &'m MappingPair<'m>) -> Self {
        Self { sides, pair, compiled: BTreeMap::new(), contexts: BTreeMap::new() }
    }

    /// The mapping of a mixture.
    pub fn get(&mut self, mixture: &Mixture<'_, Part>) -> Variant<'_> {
        let (is_mostly_new, part) = match *mixture {
            Mixture::Only(part) => (false, part),
            Mixture::Without(part) => (true, part),
        };
        let [old, new] = self.pair.sides();
        let most = if is_mostly_new { new } else { old };
        let has_new_rules = is_mostly_new != (*part == Part::Scripts);
        let ImpactSides { old, new } = self.sides;
        let (base, other) = if is_mostly_new { (new, old) } else { (old, new) };
        if let Part::Variable(name) = part {
            let context = self.contexts.entry((is_mostly_new, name.clone())).or_insert_with(|| {
                let mut context = base.context.clone();
                match other.context.variables.get(name) {
                    Some(value) => drop(context.variables.insert(name.clone(), value.clone())),
                    None => drop(context.variables.shift_remove(name)),
                }
                context
            });
            return Variant { mapping: most.mapping, context, has_new_rules };
        }
        let mapping = self.compiled.entry((is_mostly_new, part.clone())).or_insert_with(|| {
            let mut mapping = base.mapping.clone();
            let mut tables = Arc::clone(&base.tables);
            match part {
                Part::Scripts => mapping.rule_sets.clone_from(&other.mapping.rule_sets),
                Part::Helpers => mapping.functions.clone_from(&other.mapping.functions),
                Part::Table(name) => {
                    let tables = Arc::make_mut(&mut tables);
                    match other.tables.get(name) {
                        Some(table) => drop(tables.insert(name.clone(), table.clone())),
                        None => drop(tables.shift_remove(name)),
                    }
                }
                Part::Variable(_) => {}
            }
            base.compile_with(&mapping, &tables).0
        });
        Variant { mapping, context: most.context, has_new_rules }
    }
}
