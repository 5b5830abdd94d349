//! What a value can be.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::script::types::{Kinds, Shape};

/// More known texts than these are not kept apart.
const MOST_TEXTS: usize = 600;

/// What a value can be: at least what it says; everything, where nothing is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Type {
    /// The kinds of value.
    pub kinds: Kinds,
    /// Of texts.
    pub text: TextFacts,
    /// The one boolean that it can be, `None` when it can be both.
    pub boolean: Option<bool>,
    /// Of lists: the entries, when they are known.
    pub items: Option<Arc<Type>>,
    /// Of lists: the number of entries, when it is known.
    pub n_items: Option<usize>,
    /// Of lists: at least one entry is there and not blank.
    pub has_certain_item: bool,
    /// Of objects: the parts, when they are known.
    pub shape: Option<Arc<Shape>>,
}

/// What is known of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextFacts {
    /// All texts that it can be; `None` when they are not known.
    pub all: Option<Arc<BTreeSet<Box<str>>>>,
    /// It has at least so many characters.
    pub shortest: usize,
}

impl Type {
    /// Nothing is known.
    pub fn any() -> Self {
        Self::of(Kinds::ANY)
    }

    /// No value: the evaluation does not get here.
    pub fn never() -> Self {
        Self::default()
    }

    /// Values of these kinds of which nothing else is known.
    pub fn of(kinds: Kinds) -> Self {
        Self { kinds, ..Self::default() }
    }

    /// Any text.
    pub fn text() -> Self {
        Self::of(Kinds::TEXT)
    }

    /// This text.
    pub fn constant(text: &str) -> Self {
        let shortest = text.chars().count();
        let facts = TextFacts { all: Some(Arc::new(BTreeSet::from([Box::from(text)]))), shortest };
        Self { text: facts, ..Self::text() }
    }

    /// One of these texts.
    pub fn one_of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let all: BTreeSet<Box<str>> = texts.into_iter().map(Box::from).collect();
        let shortest = all.iter().map(|text| text.chars().count()).min().unwrap_or(0);
        Self { text: TextFacts { all: Some(Arc::new(all)), shortest }, ..Self::text() }
    }

    /// This boolean.
    pub fn boolean(flag: bool) -> Self {
        Self { boolean: Some(flag), ..Self::of(Kinds::BOOLEAN) }
    }

    /// A list of such entries.
    pub fn list(items: Self) -> Self {
        Self { items: Some(Arc::new(items)), ..Self::of(Kinds::LIST) }
    }

    /// An object with these parts.
    pub fn object(shape: impl Into<Arc<Shape>>) -> Self {
        Self { shape: Some(shape.into()), ..Self::of(Kinds::OBJECT) }
    }

    /// The same, or a missing value.
    #[must_use]
    pub fn or_nothing(mut self) -> Self {
        self.kinds = self.kinds | Kinds::NOTHING;
        self
    }

    /// The same, or a missing value in cases that hardly ever come.
    #[must_use]
    pub fn or_rarely_nothing(mut self) -> Self {
        self.kinds = self.kinds | Kinds::RARELY_NOTHING;
        self
    }

    /// The same without kinds that it cannot have here.
    #[must_use]
    pub fn without(mut self, kinds: Kinds) -> Self {
        self.kinds = self.kinds.without(kinds);
        self
    }

    /// The same where the value is not missing.
    #[must_use]
    pub fn present(self) -> Self {
        self.without(Kinds::NOTHING | Kinds::RARELY_NOTHING)
    }

    /// Whether the evaluation does not get here.
    pub fn is_never(&self) -> bool {
        self.kinds.is_none()
    }

    /// Whether nothing is known of the kind of value.
    pub fn is_any(&self) -> bool {
        Kinds::ANY.is_within(self.kinds)
    }

    /// Whether it may well be missing.
    pub fn may_be_nothing(&self) -> bool {
        self.kinds.meets(Kinds::NOTHING)
    }

    /// Whether it can be missing in any case at all.
    pub fn can_be_nothing(&self) -> bool {
        self.kinds.meets(Kinds::NOTHING | Kinds::RARELY_NOTHING)
    }

    /// The one text that it is, when it is nothing else.
    pub fn only_text(&self) -> Option<&str> {
        let all = self.text.all.as_ref().filter(|all| all.len() == 1 && self.kinds == Kinds::TEXT)?;
        all.first().map(|text| &**text)
    }

    /// The texts that it can be, when they are known.
    pub fn known_texts(&self) -> impl Iterator<Item = &str> {
        let all = self.text.all.as_ref().filter(|_| self.kinds.meets(Kinds::TEXT));
        all.into_iter().flat_map(|all| all.iter()).map(|text| &**text)
    }

    /// Either of two values.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if self.is_never() {
            return other;
        }
        if other.is_never() {
            return self;
        }
        let text = joined_text(&self, &other);
        let boolean = match (self.kinds.meets(Kinds::BOOLEAN), other.kinds.meets(Kinds::BOOLEAN)) {
            (true, true) if self.boolean == other.boolean => self.boolean,
            (true, false) => self.boolean,
            (false, true) => other.boolean,
            _ => None,
        };
        let n_items = either(self.kinds, self.n_items, other.kinds, other.n_items, Kinds::LIST, |a, b| {
            (a == b).then_some(a)
        });
        let items = either(self.kinds, self.items, other.kinds, other.items, Kinds::LIST, |a, b| {
            Some(if a == b { a } else { Arc::new(Type::clone(&a).or(Type::clone(&b))) })
        });
        let shape = either(self.kinds, self.shape, other.kinds, other.shape, Kinds::OBJECT, |a, b| {
            (Arc::ptr_eq(&a, &b) || a == b).then_some(a)
        });
        let certain = |type_: bool, kinds: Kinds| type_ || !kinds.meets(Kinds::LIST);
        let has_certain_item = (self.has_certain_item || other.has_certain_item)
            && certain(self.has_certain_item, self.kinds)
            && certain(other.has_certain_item, other.kinds);
        Self { kinds: self.kinds | other.kinds, text, boolean, items, n_items, has_certain_item, shape }
    }

    /// In words, such as `a text` or `a list of texts`.
    pub fn words(&self) -> String {
        let items = self.items.as_ref().filter(|_| self.kinds.present() == Kinds::LIST);
        match items.map(|items| items.kinds.present()) {
            Some(Kinds::TEXT) => "a list of texts".to_owned(),
            Some(Kinds::OBJECT) => "a list of objects".to_owned(),
            Some(Kinds::NUMBER | Kinds::INTEGER) => "a list of numbers".to_owned(),
            _ => self.kinds.words(),
        }
    }
}

/// What is known of a part that only values of one kind have.
fn either<T>(
    left_kinds: Kinds,
    left: Option<T>,
    right_kinds: Kinds,
    right: Option<T>,
    kind: Kinds,
    both: impl FnOnce(T, T) -> Option<T>,
) -> Option<T> {
    match (left_kinds.meets(kind), right_kinds.meets(kind)) {
        (true, true) => both(left?, right?),
        (true, false) => left,
        (false, true) => right,
        (false, false) => None,
    }
}

fn joined_text(left: &Type, right: &Type) -> TextFacts {
    match (left.kinds.meets(Kinds::TEXT), right.kinds.meets(Kinds::TEXT)) {
        (true, true) => {
            let all = left.text.all.as_ref().zip(right.text.all.as_ref());
            let all = all.map(|(left, right)| {
                if left == right { Arc::clone(left) } else { Arc::new(left.union(right).cloned().collect()) }
            });
            TextFacts {
                all: all.filter(|all| all.len() <= MOST_TEXTS),
                shortest: left.text.shortest.min(right.text.shortest),
            }
        }
        (true, false) => left.text.clone(),
        (false, _) => right.text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::Type;
    use crate::script::types::Kinds;

    #[test]
    fn either_of_two_values_is_what_both_can_be() {
        let check = |left: &Type, right: &Type, words: &str, texts: &[&str]| {
            for either in [left.clone().or(right.clone()), right.clone().or(left.clone())] {
                assert_eq!(either.words(), words);
                assert_eq!(either.known_texts().collect::<Vec<_>>(), texts);
            }
        };
        let (text, a, b) = (Type::text(), Type::constant("a"), Type::constant("b"));
        check(&a, &b, "a text", &["a", "b"]);
        check(&a, &text, "a text", &[]);
        check(&a, &Type::never(), "a text", &["a"]);
        check(&a, &Type::boolean(true), "true or false or a text", &["a"]);
        check(&a, &Type::of(Kinds::NOTHING), "a text", &["a"]);
        check(&a, &Type::any(), "a value", &[]);
        check(&Type::list(Type::text()), &Type::list(Type::constant("a")), "a list of texts", &[]);
        assert_eq!(Type::boolean(true).or(Type::boolean(false)).boolean, None);
        assert_eq!(Type::boolean(true).or(Type::text()).boolean, Some(true));
    }
}
