//! The variables of a function while it is translated: which slot each has, and where its value
//! comes from.

use crate::script::lower::origins::Origins;

/// The variables that are alive, innermost last.
#[derive(Debug, Default)]
pub(crate) struct Frame {
    locals: Vec<Local>,
    /// Variables below this one belong to the function around the one that is translated.
    n_captured: usize,
    next_slot: usize,
    most_slots: usize,
    /// What was named so far, in order.
    mentioned: Vec<Mention>,
}

/// One variable.
#[derive(Clone, Debug)]
pub(crate) struct Local {
    pub name: String,
    pub slot: usize,
    pub origins: Origins,
    pub how: Declared,
    /// It belongs to the function around.
    pub is_captured: bool,
    is_read: bool,
}

/// A variable that was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mention {
    /// One of the function, by its slot.
    Local(usize),
    /// One that the script is given, by its number.
    Input(usize),
}

/// How a variable came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Declared {
    /// By `let`, with a copy of a value.
    Let,
    /// By `const`.
    Const,
    /// As a parameter or the variable of a loop.
    Given,
}

/// Where a block began.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    n_locals: usize,
    n_captured: usize,
    next_slot: usize,
    n_mentioned: usize,
}

impl Frame {
    /// Begins a block.
    pub fn begin(&mut self) -> Mark {
        Mark {
            n_locals: self.locals.len(),
            n_captured: self.n_captured,
            next_slot: self.next_slot,
            n_mentioned: self.mentioned.len(),
        }
    }

    /// Begins a function that stands where it is used, and sees the variables around it.
    pub fn begin_closure(&mut self) -> Mark {
        let mark = self.begin();
        self.n_captured = self.locals.len();
        mark
    }

    /// Ends a block or function; gives where the values of variables come from that nobody read.
    pub fn end(&mut self, mark: Mark) -> Vec<Origins> {
        self.n_captured = mark.n_captured;
        self.next_slot = mark.next_slot;
        let gone = self.locals.drain(mark.n_locals..);
        gone.filter(|local| !local.is_read).map(|local| local.origins).collect()
    }

    /// Whether a variable was named since then.
    pub fn is_mentioned_since(&self, mark: Mark, variable: Mention) -> bool {
        self.mentioned.iter().skip(mark.n_mentioned).any(|mentioned| *mentioned == variable)
    }

    /// Notes that a variable was named that the script is given.
    pub fn mention_input(&mut self, number: usize) {
        self.mentioned.push(Mention::Input(number));
    }

    /// Adds a variable, and gives its slot.
    pub fn declare(&mut self, name: &str, origins: Origins, how: Declared) -> usize {
        let slot = self.next_slot;
        self.next_slot += 1;
        self.most_slots = self.most_slots.max(self.next_slot);
        self.locals.push(Local {
            name: name.to_owned(),
            slot,
            origins,
            how,
            is_captured: false,
            is_read: false,
        });
        slot
    }

    /// The variable of this name, to read it.
    pub fn find(&mut self, name: &str) -> Option<Local> {
        let found = self.find_to_set(name)?;
        let local = self.locals.iter_mut().rfind(|local| local.name == name)?;
        local.is_read = true;
        Some(found)
    }

    /// The variable of this name, to give it another value.
    pub fn find_to_set(&mut self, name: &str) -> Option<Local> {
        let idx = self.locals.iter().rposition(|local| local.name == name)?;
        let mut found = self.locals.get(idx)?.clone();
        found.is_captured = idx < self.n_captured;
        self.mentioned.push(Mention::Local(found.slot));
        Some(found)
    }

    /// The variable of this slot, which was found before.
    pub fn of_slot(&self, slot: usize) -> Option<Local> {
        let idx = self.locals.iter().rposition(|local| local.slot == slot)?;
        let mut found = self.locals.get(idx)?.clone();
        found.is_captured = idx < self.n_captured;
        Some(found)
    }

    /// How many slots are needed.
    pub fn most_slots(&self) -> usize {
        self.most_slots
    }
}
