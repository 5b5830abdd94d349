//! Statements: variables that are set, lists that are put together, branches that end early.

use crate::script::describe::describe::{Describer, Unclear, Variables};
use crate::script::describe::{Condition, ListPart, ListPartKind, Meaning};
use crate::script::lower::{Change, For, How, If, Kind, Method, Node, Over, PathStep};

/// What stands behind a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tail {
    /// Nothing: its value is that of the function, and `return` gives one too.
    Function,
    /// An expression goes on with its value.
    Expression,
    /// The next turn of a loop.
    Loop,
}

/// What came of a statement.
pub(super) struct Done {
    pub value: Meaning,
    pub ends: Ends,
}

/// Whether a statement ends what it stands in: the function returns, or the loop goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    Never,
    /// In some of its branches; what stands behind it is then said of the others alone.
    Sometimes,
    Always,
}

impl Done {
    pub fn with(value: Meaning) -> Self {
        Self { value, ends: Ends::Never }
    }
}

impl Ends {
    /// Of either of two branches.
    pub fn or(self, other: Self) -> Self {
        if self == other { self } else { Self::Sometimes }
    }
}

impl Describer<'_> {
    pub(super) fn statement(
        &mut self,
        node: &Node,
        variables: &mut Variables,
        tail: Tail,
    ) -> Result<Done, Unclear> {
        match &node.kind {
            Kind::Block(nodes) => self.block(nodes, variables, tail),
            Kind::If(parts) => self.branches(parts, &[], variables, tail),
            Kind::Switch(switch) => self.switch(switch, variables, tail),
            Kind::Let(slot, value) => {
                let value = self.expression(value, variables)?;
                variables.insert(*slot, value);
                Ok(Done::with(Meaning::Nothing))
            }
            Kind::Set(slot, None, value) => {
                let value = self.expression(value, variables)?;
                *variables.get_mut(slot).ok_or(Unclear)? = value;
                Ok(Done::with(Meaning::Nothing))
            }
            Kind::Change(change) => self.change(change, variables),
            Kind::For(parts) => self.gather(parts, variables),
            Kind::Continue if tail == Tail::Loop => Ok(Done { value: Meaning::Nothing, ends: Ends::Always }),
            Kind::Return(value) if tail == Tail::Function => {
                let value = match value {
                    Some(value) => self.expression(value, variables)?,
                    None => Meaning::Nothing,
                };
                Ok(Done { value, ends: Ends::Always })
            }
            _ => Ok(Done::with(self.expression(node, variables)?)),
        }
    }

    fn block(&mut self, nodes: &[Node], variables: &mut Variables, tail: Tail) -> Result<Done, Unclear> {
        let mut rest = nodes;
        let mut value = Meaning::Nothing;
        while let Some((node, behind)) = rest.split_first() {
            self.spend(1)?;
            if let Kind::If(parts) = &node.kind
                && !behind.is_empty()
            {
                return self.branches(parts, behind, variables, tail);
            }
            let done = self.statement(node, variables, tail)?;
            match done.ends {
                Ends::Always => return Ok(done),
                Ends::Sometimes if behind.is_empty() => return Ok(done),
                Ends::Sometimes => return Err(Unclear),
                Ends::Never => {}
            }
            value = done.value;
            rest = behind;
        }
        Ok(Done::with(value))
    }

    /// An `if` with the statements behind it.
    fn branches(
        &mut self,
        parts: &If,
        behind: &[Node],
        variables: &mut Variables,
        tail: Tail,
    ) -> Result<Done, Unclear> {
        let condition = self.expression(&parts.condition, variables)?.into_condition();
        let (mut in_then, mut in_other) = (variables.clone(), variables.clone());
        for value in variables.values() {
            self.spend(value.size())?;
        }
        let mut then = self.statement(&parts.then, &mut in_then, tail)?;
        let mut other = self.statement(&parts.otherwise, &mut in_other, tail)?;
        self.spend(condition.size())?;
        let value_of = |condition, then: Done, other: Done| {
            let ends = then.ends.or(other.ends);
            Done { value: Meaning::when(condition, then.value, other.value), ends }
        };
        match (then.ends, other.ends) {
            _ if behind.is_empty() => {}
            (Ends::Always, Ends::Always) => {}
            (Ends::Never, Ends::Never) => {
                *variables = merged(&condition, variables, in_then, in_other);
                return self.block(behind, variables, tail);
            }
            // What stands behind is reached by one of the branches alone.
            (Ends::Always, Ends::Never) => other = self.block(behind, &mut in_other, tail)?,
            (Ends::Never, Ends::Always) => then = self.block(behind, &mut in_then, tail)?,
            _ => return Err(Unclear),
        }
        *variables = merged(&condition, variables, in_then, in_other);
        Ok(value_of(condition, then, other))
    }

    fn change(&mut self, change: &Change, variables: &mut Variables) -> Result<Done, Unclear> {
        let new = match &change.how {
            How::Assign(None, value) => self.expression(value, variables)?,
            How::Call(Method::Push, arguments) => match &**arguments {
                [value] => self.expression(value, variables)?,
                _ => return Err(Unclear),
            },
            _ => return Err(Unclear),
        };
        let subject = variables.get_mut(&change.slot).ok_or(Unclear)?;
        match (&change.how, &*change.path, subject) {
            (How::Call(..), [], Meaning::List(parts)) => {
                parts.push(ListPart { when: None, kind: ListPartKind::One(new) });
            }
            (How::Assign(..), [PathStep::Name(name)], Meaning::Object(entries)) => {
                match entries.iter_mut().find(|(known, _)| **known == **name) {
                    Some((_, value)) => *value = new,
                    None => entries.push((name.to_string(), new)),
                }
            }
            _ => return Err(Unclear),
        }
        Ok(Done::with(Meaning::Nothing))
    }

    /// A `for` that puts entries into lists, and does nothing else.
    fn gather(&mut self, parts: &For, variables: &mut Variables) -> Result<Done, Unclear> {
        let Over::List(list) = &parts.over else { return Err(Unclear) };
        if parts.counter.is_some() || variables.values().any(|value| *value == Meaning::Entry) {
            return Err(Unclear);
        }
        let over = self.expression(list, variables)?;
        let mut inside = variables.clone();
        for value in inside.values_mut() {
            self.spend(value.size())?;
            if let Meaning::List(list) = value {
                list.clear();
            }
        }
        inside.insert(parts.entry, Meaning::Entry);
        self.statement(&parts.body, &mut inside, Tail::Loop)?;
        for (slot, before) in variables.iter_mut() {
            match (before, inside.remove(slot)) {
                (Meaning::List(before), Some(Meaning::List(parts))) if !parts.is_empty() => {
                    before.push(ListPart {
                        when: None,
                        kind: ListPartKind::Each { over: over.clone(), parts },
                    });
                    self.spend(over.size())?;
                }
                (Meaning::List(_), Some(Meaning::List(_))) => {}
                (before, Some(after)) if *before == after => {}
                _ => return Err(Unclear),
            }
        }
        Ok(Done::with(Meaning::Nothing))
    }
}

/// The variables behind two branches; those of the branches themselves are gone.
fn merged(condition: &Condition, before: &Variables, mut then: Variables, mut other: Variables) -> Variables {
    let slots = before.keys().filter_map(|slot| {
        let (then, other) = (then.remove(slot)?, other.remove(slot)?);
        Some((*slot, merged_value(condition, then, other)))
    });
    slots.collect()
}

fn merged_value(condition: &Condition, then: Meaning, other: Meaning) -> Meaning {
    if then == other {
        return then;
    }
    match (then, other) {
        (Meaning::List(mut then), Meaning::List(mut other)) => {
            let n_common = then.iter().zip(&other).take_while(|(left, right)| left == right).count();
            let in_other = other.split_off(n_common);
            let in_then = then.split_off(n_common);
            let negated = condition.clone().negated();
            then.extend(in_then.into_iter().map(|part| part.only_when(condition)));
            then.extend(in_other.into_iter().map(|part| part.only_when(&negated)));
            Meaning::List(then)
        }
        (then, other) => Meaning::when(condition.clone(), then, other),
    }
}

impl ListPart {
    fn only_when(self, condition: &Condition) -> Self {
        let when = match self.when {
            Some(when) => condition.clone().and(when),
            None => condition.clone(),
        };
        Self { when: Some(when), kind: self.kind }
    }
}

impl Meaning {
    /// A list of these.
    pub(super) fn list_of(values: Vec<Self>) -> Self {
        let part = |value| ListPart { when: None, kind: ListPartKind::One(value) };
        Self::List(values.into_iter().map(part).collect())
    }

    /// The entries of a list that stands in the script, or the value as it was.
    pub(super) fn into_plain_entries(self) -> Result<Vec<Self>, Self> {
        let Self::List(parts) = self else { return Err(self) };
        let is_plain = |part: &ListPart| part.when.is_none() && matches!(part.kind, ListPartKind::One(_));
        if !parts.iter().all(is_plain) {
            return Err(Self::List(parts));
        }
        let value = |part: ListPart| match part.kind {
            ListPartKind::One(value) => Some(value),
            ListPartKind::Each { .. } => None,
        };
        Ok(parts.into_iter().filter_map(value).collect())
    }
}
