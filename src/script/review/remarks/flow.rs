//! Code that is never reached, and defaults that are never needed.

use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::script::lower::tree::{Kind, Node};
use crate::script::review::source::Source;
use crate::script::review::walker::Walker;
use crate::script::syntax::{TokenKind, tokens};

impl<'w> Walker<'w> {
    /// Statements behind `return`
    pub(in crate::script::review) fn remark_unreachable(&mut self, last: &'w Node, rest: &'w [Node]) {
        let Some(first) = rest.iter().find(|node| !matches!(node.kind, Kind::Nothing)) else { return };
        let source = self.source();
        let range = source.extent(first);
        let why = source.word(last.place);
        let line = source.span(&why).line;
        let word = match &last.kind {
            Kind::Return(_) => "`return`",
            Kind::Throw(_) => "`throw`",
            Kind::Break(_) => "`break`",
            Kind::Continue => "`continue`",
            Kind::While(_) => "endless loop",
            _ => "statement",
        };
        let message = "This is never reached";
        let diagnostic = Diagnostic::warning(Code::UnreachableCode, message)
            .with_help(format!("the {word} on line {line} leaves the script before; remove one of them"));
        self.remark(&range, diagnostic);
    }

    /// `/* …` without an end
    pub(in crate::script::review) fn remark_open_comment(&mut self) {
        let source = self.source();
        let Some(last) = tokens(source.text()).pop() else { return };
        let text = last.text(source.text());
        if last.kind != TokenKind::Comment
            || !text.starts_with("/*")
            || text.len() > 3 && text.ends_with("*/")
        {
            return;
        }
        let mark = last.start..last.start + 2;
        let diagnostic = Diagnostic::warning(Code::UnreachableCode, "This comment does not end")
            .with_help("what stands behind it is not run; end it with `*/`")
            .with_fix(Fix::new("Add `*/`", source.edit(&(last.end..last.end), " */")));
        self.remark(&mark, diagnostic);
    }

    /// `"a" ?? "b"`
    pub(in crate::script::review) fn remark_needless_default(
        &mut self,
        value: &'w Node,
        default: Option<&'w Node>,
    ) {
        let source = self.source();
        let range = source.extent(value);
        let text = source.slice(&range);
        let message = format!("`{text}` is never missing, so what stands behind `??` is never used");
        let diagnostic = Diagnostic::warning(Code::NeedlessDefault, message)
            .with_help("a blank text is not missing: `first_present([…])` skips blank texts too");
        let diagnostic = match default.map(|default| source.extent(default)) {
            Some(default) if default.end > range.end => match sign_before(source, range.end, default.start) {
                Some(start) => diagnostic.with_fix(source.replacing(&(start..default.end), "")),
                None => diagnostic,
            },
            _ => diagnostic,
        };
        self.remark(&range, diagnostic);
    }
}

/// Where the blanks before the `??` between two expressions begin. `None` where the second one
/// stands in brackets, which would stay behind.
fn sign_before(source: &Source, from: usize, to: usize) -> Option<usize> {
    let between = source.text().get(from..to)?;
    let sign = between.find("??")?;
    let is_plain = between.get(sign + 2..)?.trim().is_empty();
    is_plain.then(|| from + between.get(..sign).map_or(0, |before| before.trim_end().len()))
}
