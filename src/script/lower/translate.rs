//! Rhai's syntax tree to ours: the translator, and what it translates as a whole.
//!
//! Expressions, chains, calls and statements are translated in the files of these names.

use std::sync::Arc;

use rhai::{Position, Stmt};

use crate::script::lower::frame::{Declared, Frame, Local, Mark};
use crate::script::lower::library::{Entry, Library, Refusal, Surroundings, Translation};
use crate::script::lower::origins::{Findings, Origins, Root};
use crate::script::lower::sources::{Source, Sources};
use crate::script::lower::tree::{Foreign, Function, Kind, Node, NodeId, Place, Tree};

/// How deep functions may call each other where they are translated.
const MOST_NESTED_FUNCTIONS: usize = 12;
/// How many variables of a function can be alive at once. Rhai counts the inputs too.
const MOST_SLOTS: usize = 150;

/// Translates one script.
pub(crate) struct Translator<'t> {
    pub surroundings: Surroundings<'t>,
    pub library: Library,
    own: Arc<Sources>,
    pub frame: Frame,
    pub findings: Findings,
    /// How many nodes so far change a variable.
    pub n_effects: usize,
    refusal: Option<Refusal>,
    n_nested: usize,
    is_in_function: bool,
    is_in_closure: bool,
}

/// A node, and where its value comes from.
pub(crate) struct Made {
    pub node: Node,
    pub origins: Origins,
}

impl<'t> Translator<'t> {
    /// For one script with these functions of its own.
    pub fn new(surroundings: Surroundings<'t>, library: Library, own: Arc<Sources>) -> Self {
        Self {
            surroundings,
            library,
            own,
            frame: Frame::default(),
            findings: Findings::default(),
            n_effects: 0,
            refusal: None,
            n_nested: 0,
            is_in_function: false,
            is_in_closure: false,
        }
    }

    /// The script as a whole.
    pub fn script(&mut self, statements: &[Stmt]) -> Translation {
        let function = self.body(statements);
        let refusal = self.refusal.take().or_else(|| self.late_refusal());
        let functions = self.library.functions.iter().map(Entry::function).collect();
        let tree = Tree { body: function, functions };
        Translation { tree, refusal, findings: std::mem::take(&mut self.findings) }
    }

    /// What can be told only when all was seen.
    fn late_refusal(&self) -> Option<Refusal> {
        if self.surroundings.captures && self.findings.constants.may_fail() {
            let why = "a change of what may be constant, where functions read variables around them";
            return Some(Refusal { why: why.to_owned(), position: Position::NONE });
        }
        self.ambiguous_names()
    }

    /// The slot of a variable that is changed, as far as the tree changes it.
    pub fn changeable(&mut self, local: Option<Local>, position: Position) -> Option<usize> {
        let why = match local {
            Some(local) if local.is_captured => "a function that changes a variable from outside of it",
            Some(local) if local.how != Declared::Const => {
                self.findings.constants.are_changed |= local.how == Declared::Given;
                return Some(local.slot);
            }
            _ => "a change of what cannot be changed",
        };
        self.refuse(why, position);
        None
    }

    /// In a script that writes properties rhai makes a place for each that is read; which spelling
    /// the place has then depends on what was read first.
    fn ambiguous_names(&self) -> Option<Refusal> {
        (self.surroundings.assigns_properties && self.findings.has_spellings()).then(|| Refusal {
            why: "names of properties that differ in case, where properties are written".to_owned(),
            position: Position::NONE,
        })
    }

    /// Statements as the body of a function whose parameters are in the frame.
    fn body(&mut self, statements: &[Stmt]) -> Function {
        let first_id = self.library.next_id;
        let mark = self.frame.begin();
        let made = self.statements(statements, Position::NONE);
        let made = if self.is_in_function {
            let result = std::mem::take(&mut self.findings.result).or(made.origins);
            self.findings.result = self.findings.bounded(result);
            made.node
        } else {
            self.used(made)
        };
        self.end_block(mark);
        if self.frame.most_slots() > MOST_SLOTS {
            self.refuse("too many variables", Position::NONE);
        }
        let weight = self.library.next_id - first_id;
        let n_slots = self.frame.most_slots();
        Function { body: made, n_slots, weight, n_parameters: 0, name: Box::default(), is_helper: false }
    }

    /// The number of a function of the script or of the helper functions, which is translated when it
    /// is called for the first time; `None` when there is no such function.
    pub fn function_of(&mut self, name: &str, n_arguments: usize) -> Option<usize> {
        let own = Arc::clone(&self.own);
        let helpers = Arc::clone(&self.library.sources);
        let source = own.find(name, n_arguments).or_else(|| helpers.find(name, n_arguments))?;
        Some(self.function(name, source))
    }

    /// The functions of this name.
    pub fn sources_of(&self, name: &str) -> Vec<Source> {
        let own = self.own.all_of(name);
        if own.is_empty() { self.library.sources.all_of(name).to_vec() } else { own.to_vec() }
    }

    /// Whether any function has this name.
    pub fn has_function(&self, name: &str) -> bool {
        !self.own.all_of(name).is_empty() || !self.library.sources.all_of(name).is_empty()
    }

    /// The number of a function.
    pub fn function(&mut self, name: &str, source: &Source) -> usize {
        let key = (name.to_owned(), source.parameters.len());
        if let Some(number) = self.library.numbers.get(&key) {
            return *number;
        }
        let number = self.library.functions.len();
        self.library.functions.push(Entry::InTranslation);
        self.library.numbers.insert(key, number);
        let entry = self.entry_of(name, source);
        if let Some(place) = self.library.functions.get_mut(number) {
            *place = entry;
        }
        number
    }

    fn entry_of(&mut self, name: &str, source: &Source) -> Entry {
        if self.n_nested >= MOST_NESTED_FUNCTIONS {
            let findings = unknown_findings(source.parameters.len());
            return Entry::Refused {
                why: "functions that call each other too deeply".to_owned(),
                findings: Arc::new(findings),
                outline: None,
            };
        }
        let frame = std::mem::take(&mut self.frame);
        let findings = std::mem::take(&mut self.findings);
        let refusal = self.refusal.take();
        let is_in_function = std::mem::replace(&mut self.is_in_function, true);
        let is_in_closure = std::mem::take(&mut self.is_in_closure);
        self.n_nested += 1;
        for (idx, parameter) in source.parameters.iter().enumerate() {
            self.frame.declare(parameter, Origins::of(Root::Parameter(idx)), Declared::Given);
        }
        let is_helper = self.own.find(name, source.parameters.len()).is_none();
        let n_parameters = source.parameters.len();
        let body = self.body(&source.body);
        let function = Arc::new(Function { name: name.into(), n_parameters, is_helper, ..body });
        self.n_nested -= 1;
        self.is_in_function = is_in_function;
        self.is_in_closure = is_in_closure;
        self.frame = frame;
        let findings = Arc::new(std::mem::replace(&mut self.findings, findings));
        match std::mem::replace(&mut self.refusal, refusal) {
            None => Entry::Translated { function, findings },
            Some(refusal) => Entry::Refused { why: refusal.why, findings, outline: Some(function) },
        }
    }

    /// A call of a function with arguments from there; gives where its result comes from.
    pub fn calls(&mut self, name: &str, number: usize, arguments: &[Origins], at: Position) -> Origins {
        if self.surroundings.helpers.contains(name) && self.own.all_of(name).is_empty() {
            self.findings.helpers.insert(name.to_owned());
        }
        match self.library.functions.get(number).cloned() {
            Some(Entry::Translated { findings, .. }) => self.findings.call(&findings, arguments),
            Some(Entry::Refused { why, findings, .. }) => {
                self.refuse(&format!("`{name}`, which has {why}"), at);
                self.findings.call(&findings, arguments)
            }
            Some(Entry::InTranslation) | None => {
                for origins in arguments {
                    self.findings.read(origins);
                }
                self.findings.constants.are_taken = true;
                Origins::default()
            }
        }
    }

    /// The script has something that the tree does not; what comes after it is still looked at, for
    /// what it reads.
    pub fn refuse(&mut self, why: &str, position: Position) -> Made {
        self.refuse_with(why, Foreign::default(), position)
    }

    /// The same, with what is known of it.
    pub fn refuse_with(&mut self, why: &str, what: Foreign, position: Position) -> Made {
        if self.refusal.is_none() {
            self.refusal = Some(Refusal { why: why.to_owned(), position });
        }
        self.made(Kind::Foreign(what), position)
    }

    /// A node of which nothing is known to read.
    pub fn made(&mut self, kind: Kind, position: Position) -> Made {
        self.made_of(kind, position, Origins::default())
    }

    /// A node with a value from there.
    pub fn made_of(&mut self, kind: Kind, position: Position, origins: Origins) -> Made {
        Made { node: self.node(kind, position), origins }
    }

    /// A node.
    pub fn node(&mut self, kind: Kind, position: Position) -> Node {
        Node { id: self.id(), place: place_of(position), kind }
    }

    /// The number of the next node.
    pub fn id(&mut self) -> NodeId {
        let id = self.library.next_id;
        self.library.next_id += 1;
        id
    }

    /// How many nodes were made since then, for what is charged.
    pub fn weight_since(&self, first_id: NodeId) -> u32 {
        self.library.next_id - first_id + 1
    }

    /// The number that the next node will have.
    pub fn next_id(&self) -> NodeId {
        self.library.next_id
    }

    /// The value is used, so all of it is read.
    pub fn used(&mut self, made: Made) -> Node {
        self.findings.read(&made.origins);
        made.node
    }

    /// Whether a function is translated that does not see the variables of the script.
    pub fn is_in_function(&self) -> bool {
        self.is_in_function
    }

    /// Whether a function is translated that stands where it is used.
    pub fn is_in_closure(&self) -> bool {
        self.is_in_closure
    }

    /// The body of a function that stands where it is used, and where its result comes from.
    pub fn closure_body(&mut self, source: &Source) -> (Node, Origins) {
        let is_in_closure = std::mem::replace(&mut self.is_in_closure, true);
        let made = self.statements(&source.body, Position::NONE);
        self.is_in_closure = is_in_closure;
        (made.node, made.origins)
    }

    /// A value that a function gives before its end.
    pub fn returned(&mut self, made: Made) -> Node {
        if !self.is_in_function || self.is_in_closure {
            return self.used(made);
        }
        let result = std::mem::take(&mut self.findings.result).or(made.origins);
        self.findings.result = self.findings.bounded(result);
        made.node
    }

    /// Ends a block of the frame.
    pub fn end_block(&mut self, mark: Mark) {
        for origins in self.frame.end(mark) {
            self.findings.read(&origins);
        }
    }
}

/// A function that may read all of its arguments.
fn unknown_findings(n_parameters: usize) -> Findings {
    let mut findings = Findings::default();
    for idx in 0..n_parameters {
        findings.read(&Origins::of(Root::Parameter(idx)));
    }
    findings
}

/// The place of a position of rhai's.
pub(crate) fn place_of(position: Position) -> Place {
    let bounded = |number: Option<usize>| number.and_then(|n| u16::try_from(n).ok()).unwrap_or(0);
    Place { line: bounded(position.line()), column: bounded(position.position()) }
}
