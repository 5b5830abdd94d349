//! Conditions that are always the same.

use crate::diagnostic::{Code, Diagnostic};
use crate::script::lower::tree::{If, Kind, Pattern, Switch};
use crate::script::review::walker::Walker;
use crate::script::types::{Kinds, Type};

impl<'w> Walker<'w> {
    /// `if true`
    pub(in crate::script::review) fn remark_constant_condition(&mut self, parts: &'w If, condition: &Type) {
        // Of a comparison it was said already.
        let is_said = matches!(parts.condition.kind, Kind::Binary(..));
        let known = condition.boolean.filter(|_| condition.kinds == Kinds::BOOLEAN && !is_said);
        let Some(flag) = known else { return };
        let source = self.source();
        let range = source.extent(&parts.condition);
        let unreached = if flag { &parts.otherwise } else { &parts.then };
        let message = format!("This condition is always {flag}");
        let diagnostic = Diagnostic::warning(Code::ConstantCondition, message);
        let has_branch = !matches!(unreached.kind, Kind::Nothing);
        let diagnostic = if has_branch {
            let line = source.span(&source.extent(unreached)).line;
            let which = if flag { "`else`" } else { "branch" };
            diagnostic.with_help(format!("the {which} on line {line} is never reached"))
        } else {
            diagnostic
        };
        self.remark(&range, diagnostic);
    }

    /// `switch x { "a" => 1, "a" => 2 }`
    fn remark_doubled_arms(&mut self, parts: &'w Switch) {
        for (idx, arm) in parts.arms.iter().enumerate() {
            let mut before = parts.arms.iter().take(idx);
            if !before.any(|other| other.condition.is_none() && other.pattern == arm.pattern) {
                continue;
            }
            let range = self.source().extent(&arm.body);
            let diagnostic = Diagnostic::warning(Code::UnreachableCode, "This arm is never reached")
                .with_help("another arm before it takes the same value");
            self.remark(&range, diagnostic);
        }
    }

    /// Arms that are never reached.
    pub(in crate::script::review) fn remark_switch(&mut self, parts: &'w Switch, subject: &Type) {
        self.remark_doubled_arms(parts);
        if subject.is_any() || subject.is_never() {
            return;
        }
        for arm in &parts.arms {
            let (pattern, fits) = match &arm.pattern {
                Pattern::Text(text) => {
                    let is_known = subject.text.all.as_ref().is_some_and(|all| !all.contains(text));
                    (format!("\"{text}\""), subject.kinds.meets(Kinds::TEXT | Kinds::CHARACTER) && !is_known)
                }
                Pattern::Boolean(flag) => (flag.to_string(), subject.kinds.meets(Kinds::BOOLEAN)),
                Pattern::Integer(number) => (number.to_string(), subject.kinds.meets(Kinds::NUMBER)),
                Pattern::Nothing => ("()".to_owned(), subject.can_be_nothing()),
                _ => continue,
            };
            if fits {
                continue;
            }
            let range = self.source().extent(&arm.body);
            let text = self.source().slice(&self.source().extent(&parts.subject));
            let message = format!("This arm is never reached: `{text}` is never {pattern}");
            let known: Vec<_> = subject.known_texts().take(5).map(|known| format!("\"{known}\"")).collect();
            let diagnostic = Diagnostic::warning(Code::UnreachableCode, message);
            let diagnostic = if known.is_empty() {
                diagnostic.with_help(format!("it is {}", subject.words()))
            } else {
                diagnostic.with_help(format!("it can be {}", known.join(", ")))
            };
            self.remark(&range, diagnostic);
        }
    }
}
