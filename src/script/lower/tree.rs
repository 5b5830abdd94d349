//! The nodes of a script.
//!
//! Not how they come about (`translate`) nor what they give (`evaluate`).

use std::sync::Arc;

use crate::script::lower::{BinaryOperator, Native};

/// A node of one program, counted from 0; those of helper functions come first.
pub type NodeId = u32;

/// Where a node is written, in lines and characters from 1; 0 when it is not known. A place in a
/// helper function is one in the text of the helper functions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: u16,
    /// The character of the line.
    pub column: u16,
}

/// A script, ready to be evaluated.
#[derive(Debug)]
pub(crate) struct Tree {
    /// The statements of the script.
    pub body: Function,
    /// The functions that it can call, by the number in [`Kind::CallFunction`]. Those that could
    /// not be translated are not there, and no node calls them.
    pub functions: Vec<Option<Arc<Function>>>,
}

/// A function of a script, or the script itself.
#[derive(Debug)]
pub(crate) struct Function {
    /// What it does.
    pub body: Node,
    /// How many of its variables can be alive at once; the parameters are the first of them.
    pub n_slots: usize,
    /// How many steps a call is charged.
    pub weight: u32,
    /// How many parameters it has.
    pub n_parameters: usize,
    /// The function's name; empty for the script itself.
    pub name: Box<str>,
    /// Whether it is a helper function, whose places are in the text of the helper functions.
    pub is_helper: bool,
}

/// An expression or a statement.
#[derive(Debug)]
pub(crate) struct Node {
    pub id: NodeId,
    pub place: Place,
    pub kind: Kind,
}

/// What a node does. A statement without a value gives `()`.
#[derive(Debug)]
pub(crate) enum Kind {
    /// `()`
    Nothing,
    /// `true`
    Boolean(bool),
    /// `1`
    Integer(i64),
    /// `1.5`
    Float(f64),
    /// `'a'`
    Character(char),
    /// `"a"`
    Text(Box<str>),
    /// A text with `${…}`, in parts.
    Joined(Box<[Node]>),
    /// `[a, b]`
    List(Box<[Node]>),
    /// `#{ a: b }`
    Object(Box<[(Box<str>, Node)]>),
    /// A variable that the script is given, by its number.
    Input(usize),
    /// A variable of the function, by its slot.
    Local(usize),
    /// `a.b?.c[0].d()`
    Chain(Box<Chain>),
    /// `!a`
    Not(Box<Node>),
    /// `-a`
    Negative(Box<Node>),
    /// `a + b`
    Binary(BinaryOperator, Box<[Node; 2]>),
    /// `a && b`
    And(Box<[Node]>),
    /// `a || b`
    Or(Box<[Node]>),
    /// `a ?? b`
    Coalesce(Box<[Node]>),
    /// A call of a built-in function, in the style of a function.
    Call(Arc<Native>, Box<[Node]>),
    /// A call of a function of the script or of a helper function.
    CallFunction(usize, Box<[Node]>),
    /// Statements; the value is that of the last one.
    Block(Box<[Node]>),
    /// `let a = b`
    Let(usize, Box<Node>),
    /// `a = b`, `a += b`
    Set(usize, Option<BinaryOperator>, Box<Node>),
    /// `a.b = c`, `a.push(b)`
    Change(Box<Change>),
    /// `if`
    If(Box<If>),
    /// `switch`
    Switch(Box<Switch>),
    /// `while`, `loop`
    While(Box<While>),
    /// `do … while`, `do … until`
    DoWhile(Box<DoWhile>),
    /// `for`
    For(Box<For>),
    /// `break`, with the value of the loop
    Break(Option<Box<Node>>),
    /// `continue`
    Continue,
    /// `return`
    Return(Option<Box<Node>>),
    /// `throw`
    Throw(Option<Box<Node>>),
    /// What only rhai evaluates.
    Foreign(Foreign),
}

/// What the tree does not evaluate, with the parts of it that are known.
#[derive(Debug, Default)]
pub(crate) struct Foreign {
    /// The function or operator, when it is a call of one that is not known.
    pub call: Option<Box<str>>,
    /// Arguments, operands or blocks, in order.
    pub parts: Box<[Node]>,
    /// It would change what cannot be changed.
    pub is_change: bool,
}

/// A value and the steps that lead away from it.
#[derive(Debug)]
pub(crate) struct Chain {
    pub base: Node,
    pub steps: Box<[Step]>,
}

/// One step of a chain.
#[derive(Debug)]
pub(crate) struct Step {
    pub id: NodeId,
    pub place: Place,
    /// `?.` or `?[`: below `()` the chain ends.
    pub is_optional: bool,
    pub kind: StepKind,
}

#[derive(Debug)]
pub(crate) enum StepKind {
    /// `.name`, `["name"]`
    Property(Box<str>),
    /// `[index]`
    Index(Node),
    /// `.call(…)`
    Call(Arc<Native>, Box<[Node]>),
    /// `.filter(|entry| …)`
    Each(Box<Each>),
    /// `.call(…)` of what only rhai has.
    Foreign(Foreign),
}

/// Going through a list with a function of the script that stands where it is used.
#[derive(Debug)]
pub(crate) struct Each {
    pub kind: EachKind,
    /// The slots of the parameters that are there: the entry, and its index.
    pub entry: Option<usize>,
    pub index: Option<usize>,
    /// For `reduce`: the slot of what was gathered so far, and the first such value.
    pub gathered: Option<usize>,
    pub initial: Option<Node>,
    pub body: Node,
    pub weight: u32,
}

/// What is done with the results of the function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EachKind {
    All,
    Filter,
    Find,
    FindMap,
    IndexOf,
    Map,
    Reduce,
    Some,
}

impl EachKind {
    /// The function of this name.
    pub fn of(name: &str) -> Option<Self> {
        Some(match name {
            "all" => Self::All,
            "filter" => Self::Filter,
            "find" => Self::Find,
            "find_map" => Self::FindMap,
            "index_of" => Self::IndexOf,
            "map" => Self::Map,
            "reduce" => Self::Reduce,
            "some" => Self::Some,
            _ => return None,
        })
    }
}

/// A change of a part of a variable.
#[derive(Debug)]
pub(crate) struct Change {
    pub slot: usize,
    /// From the variable to the part; empty for the variable itself.
    pub path: Box<[PathStep]>,
    pub how: How,
}

#[derive(Debug)]
pub(crate) enum PathStep {
    /// `.name`
    Name(Box<str>),
    /// `[index]`
    Index(Node),
}

#[derive(Debug)]
pub(crate) enum How {
    /// `= value`, `+= value`
    Assign(Option<BinaryOperator>, Node),
    /// `.push(value)`
    Call(Method, Box<[Node]>),
}

/// A function of rhai that changes its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Append,
    Clear,
    Insert,
    MakeLower,
    MakeUpper,
    Pop,
    Push,
    Remove,
    Replace,
    Reverse,
    Set,
    Shift,
    Trim,
}

impl Method {
    /// The function of this name with so many arguments beside its subject.
    pub fn of(name: &str, n_arguments: usize) -> Option<Self> {
        Some(match (name, n_arguments) {
            ("append", 1) => Self::Append,
            ("clear", 0) => Self::Clear,
            ("insert", 2) => Self::Insert,
            ("make_lower", 0) => Self::MakeLower,
            ("make_upper", 0) => Self::MakeUpper,
            ("pop", 0) => Self::Pop,
            ("push", 1) => Self::Push,
            ("remove", 1) => Self::Remove,
            ("replace", 2) => Self::Replace,
            ("reverse", 0) => Self::Reverse,
            ("set", 2) => Self::Set,
            ("shift", 0) => Self::Shift,
            ("trim", 0) => Self::Trim,
            _ => return None,
        })
    }
}

#[derive(Debug)]
pub(crate) struct If {
    pub condition: Node,
    pub then: Node,
    pub otherwise: Node,
}

/// A `switch`; of its arms the first whose value and condition fit is taken, those with a range
/// after those with a value.
#[derive(Debug)]
pub(crate) struct Switch {
    pub subject: Node,
    pub arms: Box<[Arm]>,
    pub otherwise: Option<Node>,
}

#[derive(Debug)]
pub(crate) struct Arm {
    pub pattern: Pattern,
    /// `None` when there is none.
    pub condition: Option<Node>,
    /// Arms of several values share it.
    pub body: Arc<Node>,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Pattern {
    Nothing,
    Boolean(bool),
    Integer(i64),
    Character(char),
    Text(Box<str>),
    /// From the first to below the last number.
    Range(i64, i64),
    /// From the first to the last number.
    RangeInclusive(i64, i64),
}

#[derive(Debug)]
pub(crate) struct While {
    /// `None` for `loop`.
    pub condition: Option<Node>,
    pub body: Node,
    pub weight: u32,
}

#[derive(Debug)]
pub(crate) struct DoWhile {
    pub body: Node,
    pub condition: Node,
    /// What the condition is for the loop to go on.
    pub goes_on: bool,
    pub weight: u32,
}

#[derive(Debug)]
pub(crate) struct For {
    pub over: Over,
    pub entry: usize,
    pub counter: Option<usize>,
    pub body: Node,
    pub weight: u32,
}

/// What a `for` goes through.
#[derive(Debug)]
pub(crate) enum Over {
    List(Node),
    /// `from..to`
    Range(Node, Node),
    /// `from..=to`
    RangeInclusive(Node, Node),
}
