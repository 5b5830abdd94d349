//! The kinds of values, and sets of them.

use std::ops::BitOr;

/// A set of kinds of values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Kinds(u16);

impl Kinds {
    /// No value at all: the evaluation does not come to its end.
    pub const NONE: Self = Self(0);
    /// `()`: a missing value.
    pub const NOTHING: Self = Self(1);
    /// `()` that hardly ever comes, such as a user without a `userName`.
    pub const RARELY_NOTHING: Self = Self(1 << 1);
    /// `true`, `false`
    pub const BOOLEAN: Self = Self(1 << 2);
    /// `1`
    pub const INTEGER: Self = Self(1 << 3);
    /// `1.5`
    pub const FLOAT: Self = Self(1 << 4);
    /// `'a'`
    pub const CHARACTER: Self = Self(1 << 5);
    /// `"a"`
    pub const TEXT: Self = Self(1 << 6);
    /// `[…]`
    pub const LIST: Self = Self(1 << 7);
    /// `#{…}`
    pub const OBJECT: Self = Self(1 << 8);
    /// `clear()`, `reject("why")`
    pub const OUTCOME: Self = Self(1 << 9);
    /// What only the engine knows: functions, ranges.
    pub const OTHER: Self = Self(1 << 10);
    /// Numbers.
    pub const NUMBER: Self = Self(1 << 3 | 1 << 4);
    /// Nothing is known.
    pub const ANY: Self = Self(0b111_1111_1101);

    /// Whether a value can be both of these kinds and of those.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all of these are among those.
    pub fn is_within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// These without those.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Those that are in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether there is no kind.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// The kinds of values that are there: without those of a missing one.
    #[must_use]
    pub fn present(self) -> Self {
        self.without(Self::NOTHING | Self::RARELY_NOTHING)
    }

    /// In words, without a missing value: `a text or a number`; `a value` when it can be anything.
    pub fn words(self) -> String {
        const WORDS: [(Kinds, &str); 8] = [
            (Kinds::BOOLEAN, "true or false"),
            (Kinds::NUMBER, "a number"),
            (Kinds::CHARACTER, "a character"),
            (Kinds::TEXT, "a text"),
            (Kinds::LIST, "a list"),
            (Kinds::OBJECT, "an object"),
            (Kinds::OUTCOME, "an outcome"),
            (Kinds::OTHER, "a function"),
        ];
        let present = self.present();
        if present.is_none() {
            return if self.is_none() { "no value" } else { "a missing value" }.to_owned();
        }
        if Self::ANY.present().is_within(present) {
            return "a value".to_owned();
        }
        let words: Vec<_> =
            WORDS.iter().filter(|(kinds, _)| present.meets(*kinds)).map(|(_, words)| *words).collect();
        words.join(" or ")
    }
}

impl BitOr for Kinds {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
