//! Operators: what they give, and what they are given.

use crate::script::lower::BinaryOperator;
use crate::script::lower::tree::{Kind, Node};
use crate::script::review::narrowing::assume;
use crate::script::review::walker::{Walker, shortest};
use crate::script::types::{Kinds, TextFacts, Type};

impl<'w> Walker<'w> {
    /// An operator with its operands.
    pub(super) fn operator(&mut self, node: &'w Node) -> Type {
        match &node.kind {
            Kind::Not(operand) => {
                let type_ = self.value(operand);
                self.remark_boolean("!", operand, &type_);
                let boolean = type_.boolean.filter(|_| type_.kinds == Kinds::BOOLEAN);
                Type { boolean: boolean.map(|flag| !flag), ..Type::of(Kinds::BOOLEAN) }
            }
            Kind::Negative(operand) => {
                let type_ = self.value(operand);
                self.remark_number("-", operand, &type_);
                Type::of(type_.kinds.and(Kinds::NUMBER))
            }
            Kind::Binary(operator, operands) => {
                let [left, right] = &**operands;
                let (left_type, right_type) = (self.value(left), self.value(right));
                self.binary(node, *operator, [left, right], [&left_type, &right_type])
            }
            Kind::And(parts) => self.all_or_any("&&", parts, true),
            Kind::Or(parts) => self.all_or_any("||", parts, false),
            Kind::Coalesce(parts) => self.coalesce(parts),
            _ => Type::any(),
        }
    }

    /// `a && b`, `a || b`: a part is evaluated where those before it are `goes_on`.
    fn all_or_any(&mut self, sign: &str, parts: &'w [Node], goes_on: bool) -> Type {
        let before = self.state.clone();
        let mut booleans = Vec::with_capacity(parts.len());
        let mut is_boolean = true;
        for part in parts {
            let type_ = self.value(part);
            is_boolean &= type_.kinds.meets(Kinds::BOOLEAN);
            self.remark_boolean(sign, part, &type_);
            booleans.push(type_.boolean.filter(|_| type_.kinds == Kinds::BOOLEAN));
            assume(&mut self.state, part, goes_on);
        }
        self.state = before;
        self.forget_changes_of(parts);
        if !is_boolean {
            // What was meant instead is not known.
            return Type::any();
        }
        let boolean = if booleans.contains(&Some(!goes_on)) {
            Some(!goes_on)
        } else {
            booleans.iter().all(|flag| *flag == Some(goes_on)).then_some(goes_on)
        };
        Type { boolean, ..Type::of(Kinds::BOOLEAN) }
    }

    fn coalesce(&mut self, parts: &'w [Node]) -> Type {
        let mut result = Type::never();
        for (idx, part) in parts.iter().enumerate() {
            let type_ = self.value(part);
            let is_last = idx + 1 == parts.len();
            if is_last {
                self.forget_changes_of(parts.get(1..).unwrap_or_default());
                return result.or(type_);
            }
            if !type_.can_be_nothing() && !type_.is_never() {
                self.remark_needless_default(part, parts.get(idx + 1));
            }
            result = result.or(type_.present());
        }
        result
    }

    fn binary(
        &mut self,
        node: &'w Node,
        operator: BinaryOperator,
        operands: [&'w Node; 2],
        types: [&Type; 2],
    ) -> Type {
        match operator {
            BinaryOperator::Equal | BinaryOperator::NotEqual => {
                let is_equal = operator == BinaryOperator::Equal;
                let same = self.remark_comparison(node, is_equal, operands, types);
                Type { boolean: same.map(|same| same == is_equal), ..Type::of(Kinds::BOOLEAN) }
            }
            BinaryOperator::Less
            | BinaryOperator::LessOrEqual
            | BinaryOperator::Greater
            | BinaryOperator::GreaterOrEqual => {
                self.remark_order(node, types);
                Type::of(Kinds::BOOLEAN)
            }
            BinaryOperator::In => Type::of(Kinds::BOOLEAN),
            BinaryOperator::Add => {
                self.remark_sum(operands, types);
                sum(types)
            }
            BinaryOperator::Subtract
            | BinaryOperator::Multiply
            | BinaryOperator::Divide
            | BinaryOperator::Remainder => {
                self.remark_calculation(operator, operands, types);
                let [left, right] = types;
                if left.kinds.is_within(Kinds::NUMBER) && right.kinds.is_within(Kinds::NUMBER) {
                    left.clone().or(right.clone())
                } else {
                    Type::any().present()
                }
            }
        }
    }
}

/// `left + right`
fn sum([left, right]: [&Type; 2]) -> Type {
    let both = |kinds: Kinds| left.kinds.is_within(kinds) && right.kinds.is_within(kinds);
    let is_text = |type_: &Type| type_.kinds.present() == Kinds::TEXT;
    if both(Kinds::NUMBER) {
        return left.clone().or(right.clone());
    }
    if is_text(left) || is_text(right) {
        let all = match (left.only_text(), right.only_text()) {
            (Some(left), Some(right)) => return Type::constant(&format!("{left}{right}")),
            _ => None,
        };
        let shortest = shortest(left) + shortest(right);
        // A missing value and a text make a text; two missing ones do not come here as texts.
        let may_be_nothing = left.may_be_nothing() && right.may_be_nothing();
        let kinds = if may_be_nothing { Kinds::TEXT | Kinds::NOTHING } else { Kinds::TEXT };
        return Type { text: TextFacts { all, shortest }, ..Type::of(kinds) };
    }
    if both(Kinds::LIST) {
        let mut list = left.clone().or(right.clone());
        list.n_items = left.n_items.zip(right.n_items).map(|(left, right)| left + right);
        return list;
    }
    if both(Kinds::OBJECT) {
        return Type::of(Kinds::OBJECT);
    }
    Type::any().present()
}
