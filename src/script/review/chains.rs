//! Chains such as `user.emails[0].value`: what every step leads to.

use std::sync::Arc;

use crate::script::lower::tree::{Chain, Each, EachKind, Foreign, Kind, Node, Step, StepKind};
use crate::script::review::calls::written_name;
use crate::script::review::signatures::{CallTypes, result_of};
use crate::script::review::state::Subject;
use crate::script::review::walker::{Use, Walker};
use crate::script::types::{Kinds, Shape, Type};

/// A step of a chain with what comes before it.
#[derive(Clone, Copy)]
pub(super) struct Stepping<'w> {
    pub chain: &'w Chain,
    pub idx: usize,
    pub step: &'w Step,
}

impl<'w> Stepping<'w> {
    /// The steps before this one.
    pub fn before(&self) -> &'w [Step] {
        self.chain.steps.get(..self.idx).unwrap_or_default()
    }

    /// The steps up to this one, with it.
    pub fn up_to(&self) -> &'w [Step] {
        self.chain.steps.get(..=self.idx).unwrap_or_default()
    }
}

impl<'w> Walker<'w> {
    /// A value and the steps that lead away from it.
    pub(super) fn chain(&mut self, chain: &'w Chain) -> Type {
        let mut type_ = self.value(&chain.base);
        let mut may_end_early = false;
        for (idx, step) in chain.steps.iter().enumerate() {
            let stepping = Stepping { chain, idx, step };
            may_end_early |= step.is_optional && type_.may_be_nothing();
            type_ = self.step(stepping, type_);
            if let Some(subject) = Subject::of_steps(&chain.base, stepping.up_to()) {
                type_ = self.state.narrowed(&subject, type_);
            }
        }
        if may_end_early { type_.or_nothing() } else { type_ }
    }

    fn step(&mut self, stepping: Stepping<'w>, subject: Type) -> Type {
        match &stepping.step.kind {
            StepKind::Property(name) | StepKind::Index(Node { kind: Kind::Text(name), .. }) => {
                self.property(stepping, &subject, name)
            }
            StepKind::Index(index) => {
                let index_type = self.value(index);
                self.remark_index(stepping, &subject, index);
                item_of(&subject, &index_type)
            }
            StepKind::Call(native, arguments) => {
                let types = self.values(arguments);
                self.method(stepping, subject, native.name, arguments, types)
            }
            StepKind::Each(each) => self.each(stepping, &subject, each),
            StepKind::Foreign(foreign) => self.foreign_step(stepping, subject, foreign),
        }
    }

    /// `value.name`, `value["name"]`
    fn property(&mut self, stepping: Stepping<'w>, type_: &Type, name: &str) -> Type {
        if type_.kinds.is_within(Kinds::NOTHING | Kinds::RARELY_NOTHING) {
            return Type::of(Kinds::NOTHING);
        }
        let shape = type_.shape.as_ref().filter(|_| type_.kinds.present() == Kinds::OBJECT);
        let Some(shape) = shape else {
            self.remark_property_of(stepping, type_, name);
            return Type::any();
        };
        let Some(part) = shape.part(name) else {
            self.remark_unknown_name(stepping, shape, name);
            return Type::any();
        };
        self.remark_spelling(stepping, shape, &part.name, name);
        self.remark_without_value(stepping, shape, part);
        let part = part.type_.clone();
        if type_.may_be_nothing() { part.or_nothing() } else { part }
    }

    /// A call in the style of a method of a function that the tree has.
    fn method(
        &mut self,
        stepping: Stepping<'w>,
        subject: Type,
        name: &'static str,
        arguments: &'w [Node],
        types: Vec<Type>,
    ) -> Type {
        let source = self.source();
        let name = written_name(name, source.slice(&source.word(stepping.step.place)));
        let mut all = vec![subject];
        all.extend(types);
        self.remark_method(stepping, name, &all, arguments);
        let given = self.call_result(name, &all);
        // Where the call fails nothing comes of it.
        if all.first().is_some_and(Type::may_be_nothing) { given.or_rarely_nothing() } else { given }
    }

    /// What a built-in function gives for such arguments.
    pub(super) fn call_result(&self, name: &str, types: &[Type]) -> Type {
        let world = self.around.world;
        let record = |record_type: &str| self.record(record_type);
        result_of(&CallTypes { name, types, world, known: self.around.functions, record: &record })
    }

    /// A function of the script goes through a list.
    fn each(&mut self, stepping: Stepping<'w>, list: &Type, each: &'w Each) -> Type {
        if let Some(initial) = &each.initial {
            self.value(initial);
        }
        self.remark_list_wanted(stepping, list);
        let entry = list.items.as_ref().map_or_else(Type::any, |items| Type::clone(items));
        self.forget_changes(&each.body);
        let before = self.state.clone();
        for (slot, type_) in [
            (each.entry, entry.clone()),
            (each.index, Type::of(Kinds::INTEGER)),
            (each.gathered, Type::any()),
        ] {
            if let Some(slot) = slot {
                self.state.set_local(slot, type_);
                self.declared.remove(&slot);
            }
        }
        let was_in_closure = std::mem::replace(&mut self.is_in_closure, true);
        let returned = std::mem::take(&mut self.returned);
        let given = self.walk(&each.body, Use::Value);
        let given = given.or(std::mem::replace(&mut self.returned, returned));
        self.is_in_closure = was_in_closure;
        let after = std::mem::take(&mut self.state);
        self.state = before.or(&after);
        self.remark_test(each, &given);
        let result = match each.kind {
            EachKind::All | EachKind::Some => Type::of(Kinds::BOOLEAN),
            EachKind::Filter => Type { n_items: None, kinds: Kinds::LIST, ..list.clone() },
            EachKind::Find => entry.or_nothing(),
            EachKind::FindMap => given.or_nothing(),
            EachKind::IndexOf => Type::of(Kinds::INTEGER),
            EachKind::Map => Type { n_items: list.n_items, ..Type::list(given) },
            EachKind::Reduce => Type::any(),
        };
        if list.may_be_nothing() { result.or_nothing() } else { result }
    }

    /// A call of something that only rhai has, or that nobody has.
    fn foreign_step(&mut self, stepping: Stepping<'w>, subject: Type, foreign: &'w Foreign) -> Type {
        let types = self.values(&foreign.parts);
        let Some(name) = foreign.call.as_deref() else { return Type::any() };
        let mut all = vec![subject];
        all.extend(types);
        self.remark_foreign_method(stepping, name, &all);
        self.state.forget_locals();
        Type::any()
    }
}

/// `list[index]`
fn item_of(type_: &Type, index: &Type) -> Type {
    if index.kinds.present() == Kinds::INTEGER && type_.kinds.present() == Kinds::LIST {
        return type_.items.as_ref().map_or_else(Type::any, |items| Type::clone(items)).or_nothing();
    }
    Type::any()
}

/// The parts of an object that are read by a name, for remarks on others.
pub(super) fn shape_of(type_: &Type) -> Option<&Arc<Shape>> {
    type_.shape.as_ref().filter(|_| type_.kinds.meets(Kinds::OBJECT))
}
