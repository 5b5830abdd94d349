//! Operands that do not go together.

use crate::diagnostic::{Code, Diagnostic};
use crate::script::lower::BinaryOperator;
use crate::script::lower::tree::{Kind, Node};
use crate::script::review::walker::Walker;
use crate::script::types::{Kinds, Type};

impl<'w> Walker<'w> {
    /// `user.active == "true"`; gives whether the operands are always or never the same.
    pub(in crate::script::review) fn remark_comparison(
        &mut self,
        node: &'w Node,
        is_equal: bool,
        operands: [&'w Node; 2],
        types: [&Type; 2],
    ) -> Option<bool> {
        let [left, right] = types;
        if left.is_any() || right.is_any() || left.is_never() || right.is_never() {
            return None;
        }
        let [left_kinds, right_kinds] = types.map(|type_| comparable(type_.kinds));
        if left_kinds.meets(right_kinds) {
            return self.remark_unlike_texts(is_equal, operands, types);
        }
        let always = if is_equal { "false" } else { "true" };
        let range = self.source().extent(node);
        // With one side missing it is a question whether the other is there.
        if let Some(idx) = types.iter().position(|type_| type_.kinds == Kinds::NOTHING) {
            let (Some(asked), Some(known)) = (operands.get(1 - idx), types.get(1 - idx)) else { return None };
            if known.can_be_nothing() {
                return None;
            }
            let text = self.source().slice(&self.source().extent(asked));
            let message = format!("`{text}` is never missing, so this is always {always}");
            self.remark(&range, Diagnostic::warning(Code::ConstantCondition, message));
            return Some(false);
        }
        let message =
            format!("This compares {} with {}, which is always {always}", left.words(), right.words());
        let diagnostic = Diagnostic::warning(Code::ComparisonOfDifferentTypes, message);
        let diagnostic = self.with_fix_of_comparison(diagnostic, operands, types);
        self.remark(&range, diagnostic);
        Some(false)
    }

    fn with_fix_of_comparison(
        &self,
        diagnostic: Diagnostic,
        operands: [&'w Node; 2],
        types: [&Type; 2],
    ) -> Diagnostic {
        let source = self.source();
        for idx in 0..2 {
            let (Some(node), Some(other), Some(other_type)) =
                (operands.get(idx), operands.get(1 - idx), types.get(1 - idx))
            else {
                continue;
            };
            let text = match (&node.kind, other_type.kinds.present()) {
                (Kind::Text(text), _) => text,
                (Kind::Integer(number), Kinds::TEXT) => {
                    let new = format!("\"{number}\"");
                    let path = source.slice(&source.extent(other));
                    return diagnostic
                        .with_help(format!("`{path}` is a text; write `{new}`"))
                        .with_fix(source.replacing(&source.extent(node), &new));
                }
                _ => continue,
            };
            let new = match (text.to_ascii_lowercase().as_str(), other_type.kinds.present()) {
                (flag @ ("true" | "false"), Kinds::BOOLEAN) => flag.to_owned(),
                (number, kinds) if kinds.is_within(Kinds::NUMBER) && number.parse::<i64>().is_ok() => {
                    number.to_owned()
                }
                _ => continue,
            };
            let range = source.extent(node);
            let path = source.slice(&source.extent(other));
            return diagnostic
                .with_help(format!("`{path}` is {}; write `{new}` without quotes", other_type.words()))
                .with_fix(source.replacing(&range, &new));
        }
        let list = types.iter().position(|type_| type_.kinds.present() == Kinds::LIST);
        if let Some((list, item)) = list.and_then(|idx| Some((operands.get(idx)?, operands.get(1 - idx)?))) {
            let [list, item] = [list, item].map(|node| source.slice(&source.extent(node)));
            return diagnostic.with_help(format!("ask `{item} in {list}`, or compare one entry"));
        }
        diagnostic.with_help("turn one of them into the other with `to_text`, `to_number` or `to_boolean`")
    }

    /// Texts of which both are known.
    fn remark_unlike_texts(
        &mut self,
        is_equal: bool,
        operands: [&'w Node; 2],
        types: [&Type; 2],
    ) -> Option<bool> {
        let [left, right] = types;
        let (Some(left_all), Some(right_all)) = (&left.text.all, &right.text.all) else { return None };
        let both_texts = left.kinds == Kinds::TEXT && right.kinds == Kinds::TEXT;
        let is_literal = operands.iter().all(|operand| matches!(operand.kind, Kind::Text(_)));
        if !both_texts || is_literal || left_all.intersection(right_all).next().is_some() {
            return None;
        }
        let text = right.only_text().or(left.only_text())?;
        let always = if is_equal { "false" } else { "true" };
        let node = if right.only_text().is_some() { operands[1] } else { operands[0] };
        let other = if right.only_text().is_some() { left } else { right };
        let known: Vec<_> = other.known_texts().take(5).map(|known| format!("\"{known}\"")).collect();
        let range = self.source().extent(node);
        let message = format!("It is never \"{text}\", so this is always {always}");
        let diagnostic = Diagnostic::warning(Code::ConstantCondition, message)
            .with_help(format!("it can be {}", known.join(", ")));
        self.remark(&range, diagnostic);
        Some(false)
    }

    /// `"5" > 3`
    pub(in crate::script::review) fn remark_order(&mut self, node: &'w Node, types: [&Type; 2]) {
        let [left, right] = types.map(|type_| comparable(type_.kinds.present()));
        if types.iter().any(|type_| type_.is_any()) || left.is_none() || right.is_none() || left.meets(right)
        {
            return;
        }
        let range = self.source().extent(node);
        let message =
            format!("This compares {} with {}, which is always false", types[0].words(), types[1].words());
        let diagnostic = Diagnostic::warning(Code::ComparisonOfDifferentTypes, message)
            .with_help("turn the text into a number with `to_number`");
        self.remark(&range, diagnostic);
    }

    /// `user.emails + ","`
    pub(in crate::script::review) fn remark_sum(&mut self, operands: [&'w Node; 2], types: [&Type; 2]) {
        let is_text = |type_: &Type| type_.kinds.present() == Kinds::TEXT;
        for (idx, other) in [(0, 1), (1, 0)] {
            let (Some(own), Some(other), Some(operand)) =
                (types.get(idx), types.get(other), operands.get(idx))
            else {
                continue;
            };
            let kinds = own.kinds.present();
            if !is_text(other)
                || own.is_any()
                || kinds.is_none()
                || !kinds.is_within(Kinds::LIST | Kinds::OBJECT)
            {
                continue;
            }
            let range = self.source().extent(operand);
            let text = self.source().slice(&range);
            let message =
                format!("`{text}` is {}; as a part of a text it looks like `[#{{…}}]`", own.words());
            let help =
                format!("take one value, as in `primary_value({text})`, or join all with `join_present`");
            let diagnostic = Diagnostic::warning(Code::WrongOperand, message).with_help(help);
            self.remark(&range, diagnostic);
            return;
        }
        self.remark_missing_number(operands, types);
    }

    /// `user.title * 2`
    pub(in crate::script::review) fn remark_calculation(
        &mut self,
        operator: BinaryOperator,
        operands: [&'w Node; 2],
        types: [&Type; 2],
    ) {
        let sign = match operator {
            // Rhai takes parts out of texts and lists with it.
            BinaryOperator::Subtract => return self.remark_missing_number(operands, types),
            BinaryOperator::Multiply => "*",
            BinaryOperator::Divide => "/",
            _ => "%",
        };
        for (operand, type_) in operands.into_iter().zip(types) {
            self.remark_number(sign, operand, type_);
        }
        self.remark_missing_number(operands, types);
    }

    /// `-user.title`
    pub(in crate::script::review) fn remark_number(&mut self, sign: &str, operand: &'w Node, type_: &Type) {
        let kinds = type_.kinds.present();
        if type_.is_any() || kinds.is_none() || kinds.meets(Kinds::NUMBER | Kinds::OTHER) {
            return;
        }
        let range = self.source().extent(operand);
        let text = self.source().slice(&range);
        let message = format!("`{sign}` works with numbers, this is {}", type_.words());
        let diagnostic = Diagnostic::error(Code::WrongOperand, message)
            .with_help(format!("turn it into a number with `to_number({text})`"));
        self.remark(&range, diagnostic);
    }

    /// `user.cost + 1`, where a missing value fails
    fn remark_missing_number(&mut self, operands: [&'w Node; 2], types: [&Type; 2]) {
        for (idx, other) in [(0, 1), (1, 0)] {
            let (Some(own), Some(other), Some(operand)) =
                (types.get(idx), types.get(other), operands.get(idx))
            else {
                continue;
            };
            let is_number = |own: &Type| {
                let kinds = own.kinds.present();
                !kinds.is_none() && kinds.is_within(Kinds::NUMBER)
            };
            if is_number(other) && is_number(own) && own.may_be_nothing() {
                let range = self.source().extent(operand);
                let text = self.source().slice(&range);
                let message = format!("`{text}` may be missing, and then the calculation fails");
                let diagnostic = Diagnostic::warning(Code::FailsWhenMissing, message)
                    .with_help("say what a missing value counts as, as in `?? 0`")
                    .with_fix(self.source().replacing(&range, &format!("({text} ?? 0)")));
                self.remark(&range, diagnostic);
            }
        }
    }
}

/// Kinds that are compared with each other count as one.
fn comparable(kinds: Kinds) -> Kinds {
    let mut all = kinds;
    if kinds.meets(Kinds::NUMBER) {
        all = all | Kinds::NUMBER;
    }
    if kinds.meets(Kinds::TEXT | Kinds::CHARACTER) {
        all = all | Kinds::TEXT | Kinds::CHARACTER;
    }
    if kinds.meets(Kinds::RARELY_NOTHING) {
        all = all | Kinds::NOTHING;
    }
    all
}
