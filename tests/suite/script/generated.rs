//! The tree against rhai: scripts that nobody wrote, put together at random from a small grammar.

use std::ops::Range;

use super::bed::{Bed, refusal};
use super::differential::{Dice, HELPERS, mutated, resource};
use super::reads::assert_reads_are_complete;
use super::traced::assert_sources_are_complete;

/// What a part of a script is meant to give; sometimes it gives something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Truth,
    List,
    Object,
    Nothing,
}

const KINDS: [Kind; 6] = [Kind::Text, Kind::Number, Kind::Truth, Kind::List, Kind::Object, Kind::Nothing];

/// Writes one script.
struct Author {
    dice: Dice,
    /// The variables that are alive, and whether they can be changed.
    variables: Vec<(String, Kind, bool)>,
    n_named: usize,
    /// Below this variable they belong to the function around.
    n_captured: usize,
    n_loops: usize,
}

impl Author {
    fn new(seed: u64) -> Self {
        Self { dice: Dice::new(seed), variables: Vec::new(), n_named: 0, n_captured: 0, n_loops: 0 }
    }

    fn one_of<'t>(&mut self, choices: &[&'t str]) -> &'t str {
        choices[self.dice.below(choices.len())]
    }

    fn kind(&mut self) -> Kind {
        KINDS[self.dice.below(KINDS.len())]
    }

    fn named(&mut self, kind: Kind, is_changeable: bool) -> String {
        self.n_named += 1;
        let name = format!("v{}", self.n_named);
        self.variables.push((name.clone(), kind, is_changeable));
        name
    }

    fn script(&mut self) -> String {
        let mut script = String::new();
        for _ in 0..self.dice.below(5) {
            script.push_str(&self.statement(3));
            script.push(' ');
        }
        let kind = self.kind();
        script.push_str(&self.expression(kind, 4));
        script
    }

    fn block(&mut self, depth: usize) -> String {
        let n_variables = self.variables.len();
        let mut block = String::new();
        for _ in 0..=self.dice.below(3) {
            block.push_str(&self.statement(depth));
            block.push(' ');
        }
        self.variables.truncate(n_variables);
        block
    }

    fn statement(&mut self, depth: usize) -> String {
        if depth == 0 {
            return "();".to_owned();
        }
        let depth = depth - 1;
        match self.dice.below(9) {
            0..=2 => {
                let kind = self.kind();
                let value = self.expression(kind, depth + 1);
                let name = self.named(kind, true);
                format!("let {name} = {value};")
            }
            3 | 4 => self.change(depth),
            5 => {
                let condition = self.expression(Kind::Truth, depth);
                format!("if {condition} {{ {} }} else {{ {} }}", self.block(depth), self.block(depth))
            }
            6 => self.for_loop(depth),
            7 if self.n_loops > 0 => {
                let condition = self.expression(Kind::Truth, depth);
                format!("if {condition} {{ {}; }}", self.one_of(&["break", "continue"]))
            }
            _ => {
                let condition = self.expression(Kind::Truth, depth);
                let kind = self.kind();
                format!("if {condition} {{ return {}; }}", self.expression(kind, depth))
            }
        }
    }

    fn for_loop(&mut self, depth: usize) -> String {
        let list = match self.dice.below(3) {
            0 => "0..3".to_owned(),
            _ => self.expression(Kind::List, depth),
        };
        let n_variables = self.variables.len();
        let kind = self.kind();
        let entry = self.named(kind, true);
        self.n_loops += 1;
        let block = self.block(depth);
        self.n_loops -= 1;
        self.variables.truncate(n_variables);
        format!("for {entry} in {list} {{ {block} }}")
    }

    fn change(&mut self, depth: usize) -> String {
        let own = self.variables.iter().skip(self.n_captured);
        let changeable: Vec<_> = own.filter(|variable| variable.2).cloned().collect();
        if changeable.is_empty() {
            return "();".to_owned();
        }
        let (name, kind, _) = changeable[self.dice.below(changeable.len())].clone();
        let other = self.kind();
        let value_kind = if self.dice.below(3) == 0 { other } else { kind };
        let value = self.expression(value_kind, depth);
        match (kind, self.dice.below(4)) {
            (Kind::List, 0) => format!("{name}.push({value});"),
            (Kind::List, 1) => format!("{name}[{}] = {value};", self.dice.below(3)),
            (Kind::List, 2) => format!(
                "{name}.{};",
                self.one_of(&["pop()", "shift()", "reverse()", "remove(1)", "insert(1, 5)"])
            ),
            (Kind::Object, 0) => format!("{name}.value = {value};"),
            (Kind::Object, 1) => format!("{name}[\"fresh\"] = {value};"),
            (Kind::Object, 2) => format!("{name}.name.type = {value};"),
            (Kind::Text, 0) => {
                format!("{name}.{};", self.one_of(&["trim()", "make_upper()", "replace(\"a\", \"bb\")"]))
            }
            (Kind::Text | Kind::Number | Kind::List, 3) => format!("{name} += {value};"),
            (Kind::Number, 0) => format!("{name} {} {value};", self.one_of(&["-=", "*=", "/=", "%="])),
            _ => format!("{name} = {value};"),
        }
    }

    fn expression(&mut self, kind: Kind, depth: usize) -> String {
        let kind = if self.dice.below(12) == 0 { self.kind() } else { kind };
        let fitting: Vec<_> = self.variables.iter().filter(|variable| variable.1 == kind).cloned().collect();
        if !fitting.is_empty() && self.dice.below(3) == 0 {
            return fitting[self.dice.below(fitting.len())].0.clone();
        }
        if depth == 0 {
            return self.leaf(kind);
        }
        let depth = depth - 1;
        match self.dice.below(9) {
            0 => {
                let condition = self.expression(Kind::Truth, depth);
                let (then, other) = (self.expression(kind, depth), self.expression(kind, depth));
                format!("(if {condition} {{ {then} }} else {{ {other} }})")
            }
            1 => {
                let first = if self.dice.below(2) == 0 { kind } else { Kind::Nothing };
                format!("({} ?? {})", self.expression(first, depth), self.expression(kind, depth))
            }
            2 => {
                let subject = self.kind();
                let (subject, a, b) = (
                    self.expression(subject, depth),
                    self.expression(kind, depth),
                    self.expression(kind, depth),
                );
                let case =
                    self.one_of(&["\"work\"", "3", "true", "1..4", "()", "\"b\" | 2", "3 if user.active"]);
                format!("(switch {subject} {{ {case} => {a}, _ => {b} }})")
            }
            3 => self.leaf(kind),
            _ => match kind {
                Kind::Text => self.text(depth),
                Kind::Number => self.number(depth),
                Kind::Truth => self.truth(depth),
                Kind::List => self.list(depth),
                Kind::Object => self.object(depth),
                Kind::Nothing => self.leaf(Kind::Nothing),
            },
        }
    }

    fn leaf(&mut self, kind: Kind) -> String {
        let choices: &[&str] = match kind {
            Kind::Text => &[
                "user.userName",
                "user.name.givenName",
                "\"work\"",
                "\"\"",
                "user.emails[0].value",
                "enterprise.department",
                "'c'",
                "user.title",
            ],
            Kind::Number => &["user.count", "0", "1", "-2", "3", "2.5", "user.ratio", "user.numbers[1]"],
            Kind::Truth => &["user.active", "true", "false", "is_new", "user.emails[0].primary"],
            Kind::List => &[
                "user.emails",
                "user.tags",
                "user.numbers",
                "[]",
                "groups",
                "user.empty",
                "user.phoneNumbers",
            ],
            Kind::Object => &[
                "user",
                "user.name",
                "user.emails[1]",
                "#{}",
                "enterprise",
                "person",
                "user.emails[-1]",
                "vars",
            ],
            Kind::Nothing => &[
                "()",
                "user.nothing",
                "user.nope.nope",
                "user?.a?.b",
                "user.name.middleName",
                "user.emails[7]",
            ],
        };
        self.one_of(choices).to_owned()
    }

    fn text(&mut self, depth: usize) -> String {
        let (a, b) = (self.expression(Kind::Text, depth), self.expression(Kind::Text, depth));
        match self.dice.below(9) {
            0 => format!("({a} + {b})"),
            1 => {
                let kind = self.kind();
                format!("`${{{a}}}-${{{}}}`", self.expression(kind, depth))
            }
            2 => format!("{a}.upper()"),
            3 => format!("trimmed({a})"),
            4 => format!("first_present([{a}, {b}])"),
            5 => format!("lookup_or(\"email_labels\", {a}, {b})"),
            6 => format!("value_of({})", self.expression(Kind::Object, depth)),
            7 => format!("primary_value({})", self.expression(Kind::List, depth)),
            _ => format!(
                "{}.{}",
                self.expression(Kind::Object, depth),
                self.one_of(&["value", "type", "givenName", "Display"])
            ),
        }
    }

    fn number(&mut self, depth: usize) -> String {
        let (a, b) = (self.expression(Kind::Number, depth), self.expression(Kind::Number, depth));
        match self.dice.below(5) {
            0 => format!("({a} {} {b})", self.one_of(&["+", "-", "*", "/", "%"])),
            1 => format!("-{a}"),
            2 => format!("{}.len()", self.expression(Kind::List, depth)),
            3 => {
                let list = self.expression(Kind::List, depth);
                let body = self.closure(depth, Kind::Number, 2);
                format!("{list}.reduce({body}, 0)")
            }
            _ => format!("twice({a})"),
        }
    }

    fn truth(&mut self, depth: usize) -> String {
        let kind = self.kind();
        let (a, b) = (self.expression(kind, depth), self.expression(kind, depth));
        match self.dice.below(7) {
            0 | 1 => format!("({a} {} {b})", self.one_of(&["==", "!=", "<", "<=", ">", ">="])),
            2 => format!(
                "({} && {})",
                self.expression(Kind::Truth, depth),
                self.expression(Kind::Truth, depth)
            ),
            3 => format!(
                "({} || !{})",
                self.expression(Kind::Truth, depth),
                self.expression(Kind::Truth, depth)
            ),
            4 => format!("blank({a})"),
            5 => {
                let list = self.expression(Kind::List, depth);
                format!("{list}.{}({})", self.one_of(&["some", "all"]), self.closure(depth, Kind::Truth, 1))
            }
            _ => format!("({a} in {})", self.expression(Kind::List, depth)),
        }
    }

    fn list(&mut self, depth: usize) -> String {
        match self.dice.below(7) {
            0 | 1 => {
                let kind = self.kind();
                let items: Vec<_> = (0..self.dice.below(4)).map(|_| self.expression(kind, depth)).collect();
                format!("[{}]", items.join(", "))
            }
            2 => {
                let list = self.expression(Kind::List, depth);
                format!("{list}.filter({})", self.closure(depth, Kind::Truth, 1))
            }
            3 => {
                let list = self.expression(Kind::List, depth);
                let kind = self.kind();
                format!("{list}.map({})", self.closure(depth, kind, 1))
            }
            4 => format!("list({})", self.expression(Kind::Object, depth)),
            5 => format!("all_of_type({}, \"work\")", self.expression(Kind::List, depth)),
            _ => format!("{}.keys()", self.expression(Kind::Object, depth)),
        }
    }

    fn object(&mut self, depth: usize) -> String {
        match self.dice.below(5) {
            0 | 1 => {
                let (a, b) = (self.kind(), self.kind());
                format!("#{{ value: {}, type: {} }}", self.expression(a, depth), self.expression(b, depth))
            }
            2 => {
                let list = self.expression(Kind::List, depth);
                format!("{list}.find({})", self.closure(depth, Kind::Truth, 1))
            }
            3 => format!("renamed({})", self.expression(Kind::Object, depth)),
            _ => format!("first({})", self.expression(Kind::List, depth)),
        }
    }

    /// A function of an entry; with two parameters, of what was gathered so far and the entry.
    fn closure(&mut self, depth: usize, result: Kind, n_parameters: usize) -> String {
        let n_variables = self.variables.len();
        let n_captured = std::mem::replace(&mut self.n_captured, n_variables);
        let n_loops = std::mem::take(&mut self.n_loops);
        let gathered = (n_parameters == 2).then(|| self.named(Kind::Number, true));
        let entry = self.named(Kind::Object, true);
        let mut body = self.expression(result, depth);
        if self.dice.below(4) == 0 {
            body = format!("{{ {} {body} }}", self.statement(depth));
        }
        self.variables.truncate(n_variables);
        self.n_captured = n_captured;
        self.n_loops = n_loops;
        let parameters = gathered.into_iter().chain([entry]).collect::<Vec<_>>().join(", ");
        format!("|{parameters}| {body}")
    }
}

/// Others than the usual ones with `SEEDS=5000..90000`.
/// The script that a number stands for.
pub fn scripts_of_seed(seed: u64) -> Vec<String> {
    vec![Author::new(seed).script()]
}

fn seeds() -> Range<u64> {
    let given = std::env::var("SEEDS").ok();
    let given = given.as_deref().and_then(|given| given.split_once(".."));
    let bounds = given.and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
    bounds.map_or(1..1_200, |(from, to)| from..to)
}

#[test]
fn scripts_at_random() {
    let bed = Bed::with_helpers(HELPERS);
    let mut counts = [0; 4];
    for seed in seeds() {
        let script = Author::new(seed).script();
        let Ok(program) = bed.compile(&script) else {
            counts[0] += 1;
            continue;
        };
        if refusal(&program).is_some() {
            counts[1] += 1;
            continue;
        }
        for variant in 0..3 {
            let mut dice = Dice::new(seed * 10 + variant);
            let mut inputs = bed.inputs(&resource());
            if variant > 0 {
                inputs = inputs.iter().map(|input| mutated(input, &mut dice)).collect();
            }
            let compared = bed.compare(&script, &program, &inputs);
            counts[if compared.is_on_tree { 3 } else { 2 }] += 1;
            assert_reads_are_complete(&bed, &script, &program, &inputs);
            assert_sources_are_complete(&bed, &script, &program, &inputs);
        }
    }
    let [broken, refused, bailed, on_tree] = counts;
    let n_scripts: usize = seeds().count();
    assert!(
        (broken + refused) * 2 < n_scripts && on_tree > n_scripts / 2,
        "{broken} {refused} {bailed} {on_tree}"
    );
}
