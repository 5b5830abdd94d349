//! Chains such as `user.emails[0].value`, and changes of what they lead to.

use rhai::{ASTFlags, Expr, FnCallExpr, Position};

use crate::script::lower::frame::Mention;
use crate::script::lower::origins::Origins;
use crate::script::lower::translate::{Made, Translator, place_of};
use crate::script::lower::tree::{
    Chain, Change, EachKind, Foreign, How, Kind, Method, Node, PathStep, Step, StepKind,
};

/// One step as rhai has parsed it.
struct Link<'e> {
    is_dot: bool,
    is_optional: bool,
    what: &'e Expr,
    position: Position,
}

/// A chain that is being built.
struct Builder {
    base: Node,
    steps: Vec<Step>,
    origins: Origins,
    position: Position,
}

impl Translator<'_> {
    /// A chain.
    pub fn chain(&mut self, expression: &Expr) -> Made {
        let Some((base, links)) = links_of(expression) else {
            return self.refuse("a chain of another kind", expression.position());
        };
        let made = self.subject(base);
        let position = expression.start_position();
        let mut builder = Builder { base: made.node, steps: Vec::new(), origins: made.origins, position };
        for link in links {
            builder = self.link(builder, &link);
        }
        self.end_chain(builder)
    }

    /// A call of one of the functions that go through a list, as the step of a chain.
    pub fn each_of(&mut self, subject: &Expr, kind: EachKind, call: &FnCallExpr, position: Position) -> Made {
        let made = self.subject(subject);
        let builder = Builder { base: made.node, steps: Vec::new(), origins: made.origins, position };
        let arguments = call.args.get(1..).unwrap_or_default();
        let builder = self.each(builder, kind, arguments, false, position);
        self.end_chain(builder)
    }

    fn end_chain(&mut self, builder: Builder) -> Made {
        let origins = self.findings.bounded(builder.origins);
        if builder.steps.is_empty() {
            return Made { node: builder.base, origins };
        }
        let chain = Chain { base: builder.base, steps: builder.steps.into() };
        self.made_of(Kind::Chain(Box::new(chain)), builder.position, origins)
    }

    fn link(&mut self, mut builder: Builder, link: &Link<'_>) -> Builder {
        let is_optional = link.is_optional;
        match link.what {
            Expr::Property(property, position) if link.is_dot => {
                let name = property.2.as_str();
                self.findings.names.insert(name.to_owned());
                builder.origins = builder.origins.below(name);
                let kind = StepKind::Property(name.into());
                self.push(builder, kind, is_optional, *position)
            }
            Expr::MethodCall(call, position) if link.is_dot => {
                self.method(builder, call, is_optional, *position)
            }
            index => {
                let n_effects = self.n_effects;
                let node = self.index(&mut builder.origins, index);
                if self.n_effects != n_effects {
                    self.refuse("a change inside of an index", link.position);
                }
                self.push(builder, StepKind::Index(node), is_optional, link.position)
            }
        }
    }

    /// An index, and where the value at it comes from.
    fn index(&mut self, origins: &mut Origins, index: &Expr) -> Node {
        match index {
            Expr::StringConstant(name, _) => {
                self.findings.names.insert(name.to_string());
                *origins = origins.below(name);
            }
            Expr::IntegerConstant(..) => {}
            _ => {
                self.findings.read(origins);
                *origins = Origins::default();
            }
        }
        self.value(index)
    }

    fn push(&mut self, mut builder: Builder, kind: StepKind, is_optional: bool, at: Position) -> Builder {
        let id = self.id();
        builder.steps.push(Step { id, place: place_of(at), is_optional, kind });
        builder
    }

    fn method(&mut self, builder: Builder, call: &FnCallExpr, is_optional: bool, at: Position) -> Builder {
        let name = call.name.as_str();
        if self.has_function(name) {
            self.refuse(&format!("`{name}` in the style of a method"), at);
        }
        if let Some(kind) = EachKind::of(name)
            && call.args.first().is_some_and(|argument| self.is_closure(argument))
        {
            self.findings.functions.insert(name.to_owned());
            return self.each(builder, kind, &call.args, is_optional, at);
        }
        if let Some(method) = Method::of(name, call.args.len()) {
            return self.changing(builder, method, call, is_optional, at);
        }
        let n_effects = self.n_effects;
        let arguments = self.values(&call.args);
        if self.n_effects != n_effects {
            self.refuse("a change inside of an argument", at);
        }
        self.findings.functions.insert(name.to_owned());
        let Some(native) = self.surroundings.natives.find(name, call.args.len() + 1).cloned() else {
            self.refuse(&format!("a call of `{name}`, which the tree does not have"), at);
            let builder = self.forgotten(builder);
            let what = Foreign { call: Some(name.into()), parts: arguments, is_change: false };
            return self.push(builder, StepKind::Foreign(what), is_optional, at);
        };
        let Builder { base, steps, origins, position } = builder;
        let origins = self.passed(name, origins);
        let builder = Builder { base, steps, origins, position };
        self.push(builder, StepKind::Call(native, arguments), is_optional, at)
    }

    /// The value so far is used for something unknown.
    fn forgotten(&mut self, mut builder: Builder) -> Builder {
        self.findings.read(&builder.origins);
        builder.origins = Origins::default();
        builder
    }

    fn each(
        &mut self,
        mut builder: Builder,
        kind: EachKind,
        arguments: &[Expr],
        is_optional: bool,
        at: Position,
    ) -> Builder {
        let Some((function, initial)) = arguments.split_first() else { return self.forgotten(builder) };
        let initial = match (kind, initial) {
            (_, []) => None,
            (EachKind::Reduce, [initial]) => Some(self.value(initial)),
            _ => {
                self.refuse("a place to begin at, in a list that is gone through", at);
                None
            }
        };
        let mark = self.frame.begin();
        let each = self.closure(kind, function, &mut builder.origins, initial, at);
        let subject = match builder.base.kind {
            Kind::Local(slot) => Some(Mention::Local(slot)),
            // What a function captures is no constant inside of it.
            Kind::Input(number) if self.is_in_closure() => Some(Mention::Input(number)),
            _ => None,
        };
        if subject.is_some_and(|subject| self.frame.is_mentioned_since(mark, subject)) {
            self.refuse("a list that is read while it is gone through", at);
        }
        self.push(builder, StepKind::Each(Box::new(each)), is_optional, at)
    }

    /// A method that changes its subject, which the chain so far leads to.
    fn changing(
        &mut self,
        builder: Builder,
        method: Method,
        call: &FnCallExpr,
        is_optional: bool,
        at: Position,
    ) -> Builder {
        let arguments = self.values(&call.args);
        self.n_effects += 1;
        let how = How::Call(method, arguments);
        let Builder { base, steps, origins, position } = builder;
        if is_optional {
            self.refuse("`?.` before a change", at);
        }
        // What is left of the variable, or taken from it, is read where it is used.
        self.findings.read(&origins);
        let mut node = self.change_of(&base, steps, how, at);
        if let Kind::Foreign(foreign) = &mut node.kind {
            foreign.call = Some(call.name.as_str().into());
        }
        Builder { base: node, steps: Vec::new(), origins: Origins::default(), position }
    }

    /// An assignment to what a chain leads to.
    pub fn change(&mut self, to: &Expr, how: How, position: Position) -> Made {
        let Some((base, links)) = links_of(to) else {
            return self.refuse("a change of what is no variable", position);
        };
        let made = self.subject(base);
        let mut builder = Builder { base: made.node, steps: Vec::new(), origins: made.origins, position };
        for link in links {
            builder = self.link(builder, &link);
        }
        self.findings.read(&builder.origins);
        let node = self.change_of(&builder.base, builder.steps, how, position);
        Made { node, origins: Origins::default() }
    }

    fn change_of(&mut self, base: &Node, steps: Vec<Step>, how: How, at: Position) -> Node {
        let local = if let Kind::Local(slot) = base.kind { self.frame.of_slot(slot) } else { None };
        self.findings.constants.are_changed_inside |= !steps.is_empty();
        let Some(slot) = self.changeable(local, at) else {
            return self.node(Kind::Foreign(Foreign { is_change: true, ..Foreign::default() }), at);
        };
        let mut path = Vec::with_capacity(steps.len());
        for step in steps {
            match step.kind {
                StepKind::Property(name) if !step.is_optional => path.push(PathStep::Name(name)),
                StepKind::Index(index) if !step.is_optional => path.push(PathStep::Index(index)),
                _ => return self.refuse("a change of what a function gave", at).node,
            }
        }
        self.node(Kind::Change(Box::new(Change { slot, path: path.into(), how })), at)
    }
}

/// The base of a chain and its steps, which rhai nests to the right.
fn links_of(expression: &Expr) -> Option<(&Expr, Vec<Link<'_>>)> {
    let mut links = Vec::new();
    let mut rest = expression;
    let mut base = None;
    loop {
        let (parts, flags, position, is_dot) = match rest {
            Expr::Dot(parts, flags, position) => (parts, flags, *position, true),
            Expr::Index(parts, flags, position) => (parts, flags, *position, false),
            _ => return None,
        };
        base = base.or(Some(&parts.lhs));
        let goes_on = !flags.contains(ASTFlags::BREAK);
        let (what, next) = match &parts.rhs {
            Expr::Dot(inner, ..) | Expr::Index(inner, ..) if goes_on => (&inner.lhs, Some(&parts.rhs)),
            last => (last, None),
        };
        links.push(Link { is_dot, is_optional: flags.contains(ASTFlags::NEGATED), what, position });
        match next {
            Some(next) => rest = next,
            None => return Some((base?, links)),
        }
    }
}
