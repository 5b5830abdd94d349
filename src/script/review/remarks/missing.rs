//! Values that may be missing where the engine wants one: conditions, `!`, loops.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::script::lower::tree::{Each, EachKind, Kind, Node};
use crate::script::review::chains::Stepping;
use crate::script::review::walker::Walker;
use crate::script::types::{Kinds, Type};

impl<'w> Walker<'w> {
    /// `if user.active`
    pub(in crate::script::review) fn remark_condition(&mut self, node: &'w Node, type_: &Type) {
        let range = self.source().extent(node);
        self.remark_truth(
            &range,
            type_,
            "this condition",
            matches!(node.kind, Kind::Chain(_) | Kind::Local(_)),
        );
    }

    /// `!user.active`, `user.active && …`
    pub(in crate::script::review) fn remark_boolean(&mut self, sign: &str, operand: &'w Node, type_: &Type) {
        let range = self.source().extent(operand);
        let kinds = type_.kinds.present();
        if sign == "||" && !kinds.is_none() && !kinds.meets(Kinds::BOOLEAN) && !type_.is_any() {
            return self.remark_or_as_default(&range, type_);
        }
        let is_simple = matches!(operand.kind, Kind::Chain(_) | Kind::Local(_));
        self.remark_truth(&range, type_, &format!("`{sign}`"), is_simple);
    }

    fn remark_truth(&mut self, range: &Range<usize>, type_: &Type, who: &str, is_simple: bool) {
        if type_.is_any() || type_.is_never() {
            return;
        }
        let source = self.source();
        let text = source.slice(range);
        if !type_.kinds.meets(Kinds::BOOLEAN) {
            let message = format!("True or false is wanted here, this is {}", type_.words());
            let help = match type_.kinds.present() {
                Kinds::TEXT => format!("compare it, as in `{text} == \"…\"`, or ask `present({text})`"),
                kinds if kinds.is_none() => "a missing value is neither true nor false".to_owned(),
                _ => format!("compare it, as in `{text} == …`, or ask `present({text})`"),
            };
            let diagnostic = Diagnostic::error(Code::NotTrueOrFalse, message).with_help(help);
            let diagnostic = if is_simple && !type_.kinds.present().is_none() {
                diagnostic.with_fix(source.replacing(range, &format!("present({text})")))
            } else {
                diagnostic
            };
            return self.remark(range, diagnostic);
        }
        if type_.may_be_nothing() {
            let shown = source.shown(range);
            let message = format!("`{shown}` may be missing, and then {who} fails");
            if who == "`!`" {
                // What is not said to be so is not the opposite: nobody is disabled by a guess.
                let help = format!(
                    "say what a missing value means, as in `if {text} == () {{ () }} else {{ !{text} }}`"
                );
                let diagnostic = Diagnostic::warning(Code::FailsWhenMissing, message).with_help(help);
                return self.remark(range, diagnostic);
            }
            let new = if is_simple && who == "this condition" {
                format!("{text} ?? false")
            } else {
                format!("({text} ?? false)")
            };
            let diagnostic = Diagnostic::warning(Code::FailsWhenMissing, message)
                .with_help("say what a missing value means, as in `?? false`, or compare with `== true`")
                .with_fix(source.replacing(range, &new));
            self.remark(range, diagnostic);
        }
    }

    /// `user.title || user.userType`
    fn remark_or_as_default(&mut self, range: &Range<usize>, type_: &Type) {
        let source = self.source();
        let sign = source
            .tokens()
            .iter()
            .filter(|token| token.text(source.text()) == "||")
            .min_by_key(|token| token.start.abs_diff(range.end).min(token.end.abs_diff(range.start)));
        let Some(sign) = sign else { return };
        let message = format!("`||` stands between true or false, not beside {}", type_.words());
        let diagnostic = Diagnostic::error(Code::NotTrueOrFalse, message)
            .with_help(
                "for a value that may be missing write `??`, or `first_present([…])` if it may be blank",
            )
            .with_fix(source.replacing(&sign.range(), "??"));
        self.remark(&sign.range(), diagnostic);
    }

    /// `for entry in user.emails`
    pub(in crate::script::review) fn remark_loop(&mut self, list: &'w Node, type_: &Type) {
        if type_.is_any() {
            return;
        }
        let range = self.source().extent(list);
        let text = self.source().slice(&range).to_owned();
        let new = format!("list({text})");
        let kinds = type_.kinds.present();
        if !kinds.is_none() && !kinds.meets(Kinds::LIST | Kinds::TEXT | Kinds::OTHER) {
            let message = format!("A loop goes through a list, this is {}", type_.words());
            let diagnostic = Diagnostic::error(Code::WrongOperand, message)
                .with_help(format!("`{new}` is a list of one"))
                .with_fix(self.source().replacing(&range, &new));
            self.remark(&range, diagnostic);
        } else if type_.may_be_nothing() {
            let shown = self.source().shown(&range);
            let message = format!("`{shown}` may be missing, and then the loop fails");
            let is_text = kinds == Kinds::TEXT;
            let new = if is_text { format!("({text} ?? \"\")") } else { new };
            let nothing = if is_text { "text" } else { "list" };
            let diagnostic = Diagnostic::warning(Code::FailsWhenMissing, message)
                .with_help(format!("write `{new}`, which is an empty {nothing} then"))
                .with_fix(self.source().replacing(&range, &new));
            self.remark(&range, diagnostic);
        }
    }

    /// `user.title.filter(|entry| …)`
    pub(in crate::script::review) fn remark_list_wanted(&mut self, stepping: Stepping<'w>, type_: &Type) {
        let kinds = type_.kinds.present();
        if kinds.is_none() || kinds.meets(Kinds::LIST | Kinds::OTHER) || type_.is_any() {
            return;
        }
        let source = self.source();
        let range = source.extent_of_steps(&stepping.chain.base, stepping.before());
        let new = format!("list({})", source.slice(&range));
        let message = format!("A list is wanted here, this is {}", type_.words());
        let diagnostic = Diagnostic::error(Code::WrongOperand, message)
            .with_help(format!("`{new}` is a list of one"))
            .with_fix(source.replacing(&range, &new));
        self.remark(&range, diagnostic);
    }

    /// `list.filter(|entry| entry.type)`
    pub(in crate::script::review) fn remark_test(&mut self, each: &'w Each, given: &Type) {
        let is_test = matches!(each.kind, EachKind::Filter | EachKind::Find | EachKind::All | EachKind::Some);
        let kinds = given.kinds.present();
        if !is_test || kinds.is_none() || kinds.meets(Kinds::BOOLEAN) || given.is_any() {
            return;
        }
        let range = self.source().extent(&each.body);
        let message = format!("This test gives {}, so no entry passes it", given.words());
        let diagnostic = Diagnostic::warning(Code::NotTrueOrFalse, message)
            .with_help("compare, as in `entry.type == \"work\"`");
        self.remark(&range, diagnostic);
    }
}
