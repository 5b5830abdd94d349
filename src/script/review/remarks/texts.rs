//! Texts in a script that look like something else: `${…}` that is not replaced.

use crate::diagnostic::{Code, Diagnostic};
use crate::script::lower::tree::Node;
use crate::script::review::walker::Walker;

impl<'w> Walker<'w> {
    /// `"Hello ${user.title}"`
    pub(in crate::script::review) fn remark_text(&mut self, node: &'w Node, text: &str) {
        let source = self.source();
        let range = source.word(node.place);
        let written = source.slice(&range);
        let has_place = text.split_once("${").is_some_and(|(_, rest)| rest.contains('}'));
        if !has_place || !written.starts_with('"') {
            return;
        }
        let inner = written.trim_matches('"');
        let diagnostic =
            Diagnostic::warning(Code::NotInterpolated, "`${…}` is not replaced in a text in quotes")
                .with_help("write the text in back-ticks: `…${user.title}…`");
        let is_simple = !inner.contains(['`', '\\']);
        let diagnostic = if is_simple {
            diagnostic.with_fix(source.replacing(&range, &format!("`{inner}`")))
        } else {
            diagnostic
        };
        self.remark(&range, diagnostic);
    }
}
