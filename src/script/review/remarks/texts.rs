//! Texts in a script that look like something else: ids and addresses of one account, and `${…}`
//! that is not replaced.

use crate::diagnostic::{Code, Diagnostic};
use crate::script::lower::tree::Node;
use crate::script::review::walker::Walker;

impl<'w> Walker<'w> {
    pub(in crate::script::review) fn remark_text(&mut self, node: &'w Node, text: &str) {
        self.remark_not_replaced(node, text);
        self.remark_hard_coded(node, text);
    }

    /// `"Hello ${user.title}"`
    fn remark_not_replaced(&mut self, node: &'w Node, text: &str) {
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

    /// `"widget-qa.example.com"`
    fn remark_hard_coded(&mut self, node: &'w Node, text: &str) {
        let Some(what) = id_of_account(text) else { return };
        let range = self.source().word(node.place);
        let diagnostic = Diagnostic::warning(
            Code::HardCodedId,
            format!("{what} stands in the script; in another account it is probably another one"),
        )
        .with_help("make it a variable of the environments and write `vars.name`");
        self.remark(&range, diagnostic);
    }
}

/// What a text is, when it belongs to one account alone.
fn id_of_account(text: &str) -> Option<&'static str> {
    let is_reserved = |host: &str| {
        let host = host.trim_end_matches('/').to_ascii_lowercase();
        ["example", "test", "invalid", "localhost"]
            .iter()
            .any(|top| host == *top || host.ends_with(&format!(".{top}")))
    };
    if is_uuid(text) {
        return Some("A UUID");
    }
    if let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) {
        let host = rest.split('/').next().unwrap_or_default();
        return (host.contains('.') && !is_reserved(host)).then_some("A web address");
    }
    let n_digits = text.bytes().filter(u8::is_ascii_digit).count();
    if n_digits == text.len() && (7..=24).contains(&n_digits) {
        return Some("An id");
    }
    if text.starts_with("00") && text.len() == 20 && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Some("An Okta id");
    }
    let (local, domain) = text.split_once('@')?;
    let is_domain = is_domain(domain) && !is_reserved(domain);
    let is_local =
        local.is_empty() || local.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-+".contains(&b));
    (is_domain && is_local).then_some(if local.is_empty() { "A mail domain" } else { "An e-mail address" })
}

fn is_domain(text: &str) -> bool {
    let labels: Vec<&str> = text.split('.').collect();
    let is_label =
        |label: &&str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    labels.len() >= 2 && labels.iter().all(is_label) && labels.last().is_some_and(|top| top.len() >= 2)
}

fn is_uuid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths = [8, 4, 4, 4, 12];
    parts.len() == 5
        && parts
            .iter()
            .zip(lengths)
            .all(|(part, length)| part.len() == length && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::id_of_account;

    #[test]
    fn ids_of_one_account_are_told_from_other_texts() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(id_of_account(text), expected, "{text}");
        check("7f9c2b1e-1d2a-4c3b-9a8f-0123456789ab", Some("A UUID"));
        check("https://widget.4me-demo.com/x", Some("A web address"));
        check("https://acme.example/x", None);
        check("123456789", Some("An id"));
        check("2026", None);
        check("00u1a2b3c4d5e6f7g8h9", Some("An Okta id"));
        check("ann@widget.com", Some("An e-mail address"));
        check("@widget.com", Some("A mail domain"));
        check("@acme.example", None);
        check("@", None);
        check("a @ b.com", None);
        check("Employee VIP", None);
    }
}
