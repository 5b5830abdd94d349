//! Names behind a dot: attributes, fields and variables that are not there, or in another schema, or
//! in another spelling.

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::script::lower::tree::{Kind, Node, StepKind};
use crate::script::review::chains::{Stepping, shape_of};
use crate::script::review::walker::Walker;
use crate::script::synonyms::attribute_called;
use crate::script::types::{Kinds, Part, Shape, ShapeKind, Type};

impl<'w> Walker<'w> {
    /// `user.jobTitle`
    pub(in crate::script::review) fn remark_unknown_name(
        &mut self,
        stepping: Stepping<'w>,
        shape: &Shape,
        name: &str,
    ) {
        if shape.is_open {
            return;
        }
        let range = self.source().word(stepping.step.place);
        let (path, kind) = (&shape.path, shape.kind);
        let written = format!("`{path}.{name}`");
        let diagnostic = match kind {
            ShapeKind::Attributes => return self.remark_unknown_attribute(stepping, shape, name),
            ShapeKind::Fields => {
                Diagnostic::warning(Code::UnknownFieldRead, format!("{written} is no field of the record"))
            }
            ShapeKind::Variables => Diagnostic::error(
                Code::UnknownEnvironmentVariable,
                format!("No environment has a variable `{name}`"),
            )
            .with_help("give it a value in each environment, or use one that is there"),
            ShapeKind::Made => return,
        };
        let near = nearest(name, shape.parts().map(|part| part.name.as_str()));
        let diagnostic = match near {
            Some(near) => diagnostic
                .with_help(format!("did you mean `{path}.{near}`?"))
                .with_fix(self.source().replacing(&range, near)),
            None => diagnostic,
        };
        self.remark_on_call(&range, diagnostic);
    }

    fn remark_unknown_attribute(&mut self, stepping: Stepping<'w>, shape: &Shape, name: &str) {
        let source = self.source();
        let word = source.word(stepping.step.place);
        let whole = source.extent_of_steps(&stepping.chain.base, stepping.up_to());
        let path = &shape.path;
        if name.contains(':') {
            return self.remark_unknown_urn(stepping, shape, name);
        }
        if let Some(other) = self.in_other_schema(path, name) {
            let message = format!("`{path}` has no `{name}`; it is an attribute of another schema");
            let diagnostic = Diagnostic::warning(Code::AttributeOfOtherSchema, message)
                .with_help(format!("write `{other}`"))
                .with_fix(source.replacing(&whole, &other));
            return self.remark_on_call(&word, diagnostic);
        }
        let message = format!("`{path}.{name}` is sent by no sample and is in no schema");
        let diagnostic = Diagnostic::warning(Code::UnknownAttribute, message);
        let names = || shape.parts().map(|part| part.name.as_str()).filter(|name| !name.contains(':'));
        let near = nearest_of(name, names());
        let diagnostic = if let Some(near) = near {
            diagnostic
                .with_help(format!("did you mean `{path}.{near}`?"))
                .with_fix(source.replacing(&word, near))
        } else if let Some(meant) = attribute_called(name).filter(|meant| fits(path, meant)) {
            diagnostic.with_help(format!("did you mean `{meant}`?")).with_fix(source.replacing(&whole, meant))
        } else {
            let known: Vec<_> = names().take(8).collect();
            diagnostic.with_help(format!("it has {} …", known.join(", ")))
        };
        self.remark_on_call(&word, diagnostic);
    }

    fn remark_unknown_urn(&mut self, stepping: Stepping<'w>, shape: &Shape, urn: &str) {
        let word = self.source().word(stepping.step.place);
        let index = match &stepping.step.kind {
            StepKind::Index(node) => self.source().word(node.place),
            _ => word,
        };
        let message = format!("No schema has the URN `{urn}`, and no sample has such an extension");
        let known = shape.parts().map(|part| part.name.as_str()).filter(|name| name.contains(':'));
        let diagnostic = Diagnostic::warning(Code::UnknownAttribute, message);
        let diagnostic = match nearest(urn, known) {
            Some(near) => diagnostic
                .with_help(format!("did you mean `{near}`?"))
                .with_fix(self.source().replacing(&index, &format!("\"{near}\""))),
            None => diagnostic.with_help("an extension is read by its full URN"),
        };
        self.remark_on_call(&index, diagnostic);
    }

    /// How the attribute is read in another of the resource's schemas.
    fn in_other_schema(&self, path: &str, name: &str) -> Option<String> {
        const SCHEMAS: [&str; 4] = ["user", "enterprise", "custom", "group"];
        if !SCHEMAS.contains(&path) {
            return None;
        }
        let inputs = self.around.names.iter().zip(self.around.inputs);
        let mut others = inputs.filter(|(input, _)| *input != path && SCHEMAS.contains(&input.as_str()));
        let found = others.find_map(|(input, type_)| {
            let part = shape_of(type_)?.part(name)?;
            Some(format!("{input}.{}", part.name))
        });
        found.or_else(|| {
            let name_of = self.around.inputs.first().and_then(shape_of)?.part("name")?;
            let part = shape_of(&name_of.type_)?.part(name)?;
            (path == "user").then(|| format!("user.name.{}", part.name))
        })
    }

    /// `user.UserName`
    pub(in crate::script::review) fn remark_spelling(
        &mut self,
        stepping: Stepping<'w>,
        shape: &Shape,
        usual: &str,
        written: &str,
    ) {
        if usual == written || shape.kind == ShapeKind::Made || usual.contains(':') {
            return;
        }
        let range = self.source().word(stepping.step.place);
        if self.source().slice(&range) != written {
            return;
        }
        let diagnostic = Diagnostic::note(
            Code::NameInOtherCase,
            format!("`{written}` is usually written `{usual}`; it works, since case does not count"),
        )
        .with_fix(self.source().replacing(&range, usual));
        self.remark_on_call(&range, diagnostic);
    }

    /// `vars.x`, which one environment has and another has not
    pub(in crate::script::review) fn remark_without_value(
        &mut self,
        stepping: Stepping<'w>,
        shape: &Shape,
        part: &Part,
    ) {
        if shape.kind != ShapeKind::Variables || part.about.is_empty() {
            return;
        }
        let range = self.source().word(stepping.step.place);
        let message = format!("The variable `{}` has no value in {}", part.name, part.about);
        let diagnostic = Diagnostic::warning(Code::VariableWithoutValue, message)
            .with_help("give it a value there, or `vars` gives `()`");
        self.remark_on_call(&range, diagnostic);
    }

    /// `["a", "b"][5]`
    pub(in crate::script::review) fn remark_index(
        &mut self,
        stepping: Stepping<'w>,
        type_: &Type,
        index: &'w Node,
    ) {
        let (Some(n_items), Kind::Integer(wanted)) = (type_.n_items, &index.kind) else { return };
        // -1 is the last one.
        let is_inside = match usize::try_from(*wanted) {
            Ok(wanted) => wanted < n_items,
            Err(_) => wanted.unsigned_abs() <= n_items as u64,
        };
        if type_.kinds != Kinds::LIST || is_inside {
            return;
        }
        let source = self.source();
        let range = source.extent(index);
        let list = source.extent_of_steps(&stepping.chain.base, stepping.before());
        let message = format!(
            "`{}` has {n_items} {}; there is none at {wanted}",
            source.slice(&list),
            if n_items == 1 { "entry" } else { "entries" }
        );
        let diagnostic = Diagnostic::warning(Code::IndexOutOfList, message)
            .with_help("entries are counted from 0; outside of the list is `()`");
        self.remark(&range, diagnostic);
    }

    /// `user.emails.value`, `user.title.first`
    pub(in crate::script::review) fn remark_property_of(
        &mut self,
        stepping: Stepping<'w>,
        type_: &Type,
        name: &str,
    ) {
        const OF_ENGINE: [&str; 6] = ["len", "is_empty", "chars", "bytes", "tag", "is_ascii"];
        let kinds = type_.kinds.present();
        if OF_ENGINE.contains(&name) || ![Kinds::TEXT, Kinds::LIST, Kinds::BOOLEAN].contains(&kinds) {
            return;
        }
        let source = self.source();
        let range = source.word(stepping.step.place);
        let before = source.extent_of_steps(&stepping.chain.base, stepping.before());
        let path = source.slice(&before);
        if self.around.functions.has(name) || self.around.helper_names.contains(name) {
            let message = format!("`{name}` is a function, and a function is called with brackets");
            let diagnostic = Diagnostic::error(Code::UnknownAttribute, message)
                .with_fix(source.adding_behind(&range, "()"));
            return self.remark_on_call(&range, diagnostic);
        }
        let message = format!("`{path}` is {}; it has no `{name}`", type_.words());
        let diagnostic = Diagnostic::error(Code::UnknownAttribute, message);
        let diagnostic = if kinds == Kinds::LIST {
            let whole = source.extent_of_steps(&stepping.chain.base, stepping.up_to());
            let (help, new) = if name == "value" {
                let new = format!("primary_value({path})");
                (format!("its entries have: `{new}` gives one, `{path}.map(|entry| entry.value)` all"), new)
            } else if USUAL_TYPES.contains(&name) {
                let new = format!("of_type({path}, \"{name}\")");
                (format!("`{new}` gives the entry of that type"), new)
            } else {
                let new = format!("primary({path}).{name}");
                (format!("its entries have: `{new}` gives one, `{path}.map(|entry| entry.{name})` all"), new)
            };
            diagnostic.with_help(help).with_fix(source.replacing(&whole, &new))
        } else {
            diagnostic.with_help(format!("only objects have parts; read `{path}` itself"))
        };
        self.remark_on_call(&range, diagnostic);
    }
}

/// What `type` of an entry usually says; RFC 7643 §4.1.2.
const USUAL_TYPES: [&str; 6] = ["work", "home", "other", "mobile", "fax", "pager"];

/// Whether an expression can stand in place of a part of this object.
fn fits(path: &str, meant: &str) -> bool {
    ["user", "enterprise"].contains(&path)
        || meant.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'))
}

/// The nearest name, also one that the word ends with: `jobTitle` for `title`.
fn nearest_of<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let candidates: Vec<&str> = candidates.collect();
    nearest(word, candidates.iter().copied()).or_else(|| {
        let lower = word.to_ascii_lowercase();
        let ends = candidates
            .iter()
            .copied()
            .filter(|candidate| candidate.len() >= 4 && lower.ends_with(&candidate.to_ascii_lowercase()));
        ends.max_by_key(|candidate| candidate.len())
    })
}
