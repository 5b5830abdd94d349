//! Notes which ways an evaluation takes.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::script::coverage::ScriptPoints;
use crate::script::world::plain_text;
use crate::script::{Branch, Evaluation, Observer, Program, ScriptHost, ScriptInputs, Seen};
use crate::table::LookupTable;
use crate::value::{Arena, Value};

/// Where evaluations of one program came by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Came {
    /// For each of the program's ways whether it was taken.
    pub ways: Vec<bool>,
    /// For each of its lines whether something of it was evaluated.
    pub lines: Vec<bool>,
    /// The rows of lookup tables that were hit: the table's name, and the row from 0.
    pub rows: BTreeSet<(String, usize)>,
    /// The keys that were looked up in a table that has no such row: the table's name, and the key.
    pub missing_keys: BTreeSet<(String, String)>,
    /// An evaluation was left to rhai, so that nothing more is known of it.
    pub is_in_rhai: bool,
}

impl Came {
    /// Nowhere yet.
    pub fn new(points: &ScriptPoints) -> Self {
        Self {
            ways: vec![false; points.ways.len()],
            lines: vec![false; points.lines.len()],
            ..Self::default()
        }
    }
}

impl ScriptHost {
    /// Evaluates a program and adds to `came` where it came by; gives what `evaluate` gives. `points`
    /// are those of the program.
    pub fn cover<'a>(
        &'a self,
        program: &'a Program,
        points: &ScriptPoints,
        inputs: &mut ScriptInputs<'a>,
        arena: &'a Arena,
        came: &mut Came,
    ) -> Evaluation<'a> {
        let mut watcher = Watcher { points, came, tables: &self.world.tables };
        self.observe(program, inputs, arena, &mut watcher)
    }
}

struct Watcher<'w> {
    points: &'w ScriptPoints,
    came: &'w mut Came,
    tables: &'w IndexMap<String, LookupTable>,
}

impl Observer for Watcher<'_> {
    fn begins(&mut self, part: Seen) {
        let line = self.points.of_node.get(&part.node).and_then(|points| points.line);
        if let Some(place) = line.and_then(|line| self.came.lines.get_mut(line)) {
            *place = true;
        }
    }

    fn branch(&mut self, part: Seen, branch: Branch) {
        let Some(points) = self.points.of_node.get(&part.node) else { return };
        for (kind, idx) in &points.ways {
            if kind.matches(branch)
                && let Some(place) = self.came.ways.get_mut(*idx)
            {
                *place = true;
            }
        }
    }

    fn call(&mut self, _: Seen, function: &str, arguments: &[Value<'_>], _: Value<'_>) {
        let ("lookup" | "lookup_or", [Value::Text(table), key, ..]) = (function, arguments) else { return };
        if matches!(key, Value::Nothing | Value::Clear | Value::Reject(_) | Value::Other(_)) {
            return;
        }
        let Some(rows) = self.tables.get(*table) else { return };
        let key = plain_text(*key);
        match rows.position(&key) {
            Some(row) => self.came.rows.insert(((*table).to_owned(), row)),
            None => self.came.missing_keys.insert(((*table).to_owned(), key.into_owned())),
        };
    }

    fn left_to_rhai(&mut self) {
        self.came.is_in_rhai = true;
    }
}
