//! The characters beyond ASCII that the window draws as signs.
//!
//! Not text: names and values may hold any character, which the system's fonts then draw.

/// A sign. Every one is in the fonts that are built in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Glyph(pub &'static str);

impl Glyph {
    /// A value was set, something was added.
    pub const PLUS: Self = Self("+");
    /// A value was kept.
    pub const EQUALS: Self = Self("=");
    /// A value was cleared.
    pub const EMPTY: Self = Self("∅");
    /// Something failed.
    pub const CROSS: Self = Self("✕");
    /// Something deserves attention.
    pub const EXCLAMATION: Self = Self("!");
    /// Something is in order.
    pub const CHECK: Self = Self("✓");
    /// Something is not as expected.
    pub const NOT_EQUAL: Self = Self("≠");
    /// A remark.
    pub const NOTE: Self = Self("i");
    /// Something was passed over.
    pub const DASH: Self = Self("–");
    /// Something changed.
    pub const TILDE: Self = Self("~");
    /// A client sends the same again in every cycle.
    pub const AGAIN: Self = Self("↻");
    /// A folded branch of a tree.
    pub const FOLDED: Self = Self("▸");
    /// An unfolded branch of a tree, a menu.
    pub const UNFOLDED: Self = Self("▾");
    /// An environment.
    pub const DOT: Self = Self("●");
    /// A protected environment.
    pub const PROTECTED: Self = Self("▲");
    /// Earlier in a list.
    pub const UP: Self = Self("↑");
    /// Later in a list.
    pub const DOWN: Self = Self("↓");
    /// At another place in a list.
    pub const UP_DOWN: Self = Self("↕");
    /// From one to the other.
    pub const ARROW: Self = Self("→");
    /// Between two secondary facts.
    pub const MIDDLE_DOT: Self = Self("·");
    /// More text, or more input, follows.
    pub const ELLIPSIS: Self = Self("…");
}

/// Every sign.
pub const ALL_GLYPHS: &[Glyph] = &[
    Glyph::PLUS,
    Glyph::EQUALS,
    Glyph::EMPTY,
    Glyph::CROSS,
    Glyph::EXCLAMATION,
    Glyph::CHECK,
    Glyph::NOT_EQUAL,
    Glyph::NOTE,
    Glyph::DASH,
    Glyph::TILDE,
    Glyph::AGAIN,
    Glyph::FOLDED,
    Glyph::UNFOLDED,
    Glyph::DOT,
    Glyph::PROTECTED,
    Glyph::UP,
    Glyph::DOWN,
    Glyph::UP_DOWN,
    Glyph::ARROW,
    Glyph::MIDDLE_DOT,
    Glyph::ELLIPSIS,
];
