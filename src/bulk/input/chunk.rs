//! A part of the input that one worker takes at a time.

use std::ops::Range;

/// Whole resources of the input, in order.
#[derive(Debug, Default)]
pub struct Chunk {
    /// Which chunk of the input it is, from 0.
    pub seq: u64,
    /// The text.
    pub bytes: Vec<u8>,
    /// The line of the input on which it begins, from 1.
    pub first_line: usize,
    /// How many lines of the input end with it or in it.
    pub n_lines: usize,
    /// What stands in the text.
    pub content: ChunkContent,
}

/// How the resources stand in a chunk.
#[derive(Debug, Default, PartialEq, Eq)]
pub enum ChunkContent {
    /// One on each line.
    #[default]
    Lines,
    /// At these places.
    Elements(Vec<Element>),
}

/// One value of the input that is not a line by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Where in the chunk it stands; empty when only its fault is known.
    pub range: Range<usize>,
    /// The line of the input on which it begins, from 1.
    pub line: usize,
    /// Its position among the elements of all arrays and lists of the input, from 0; `None` outside
    /// of them.
    pub index: Option<usize>,
    /// Why it cannot be read.
    pub fault: Option<ElementFault>,
}

/// What is wrong with the input at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElementFault {
    /// A resource of 300 MB.
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
        /// The most bytes that are read of one resource.
        most: usize,
    },
    /// `[{…} {…}]`.
    NoComma,
    /// `[{…},,{…}]`.
    SecondComma,
    /// Text between the values.
    DoesNotBelong,
    /// `[{…}` and nothing more.
    ListNotClosed,
}

impl ElementFault {
    /// One sentence for a person, without a full stop.
    pub fn message(self) -> String {
        match self {
            Self::TooLarge { bytes, most } => {
                format!("This resource has {bytes} bytes, more than the {most} that are read")
            }
            Self::NoComma => "A comma is missing between two elements".to_owned(),
            Self::SecondComma => "There is a comma too many".to_owned(),
            Self::DoesNotBelong => "Here stands something that does not belong here".to_owned(),
            Self::ListNotClosed => "The array is not closed".to_owned(),
        }
    }
}

impl Chunk {
    /// Makes it the chunk that follows, without content.
    pub(super) fn begin(&mut self, seq: u64, first_line: usize) {
        self.seq = seq;
        self.first_line = first_line;
        self.n_lines = 0;
        self.bytes.clear();
    }

    /// The elements, for adding more.
    pub(super) fn elements(&mut self) -> &mut Vec<Element> {
        if self.content == ChunkContent::Lines {
            self.content = ChunkContent::Elements(Vec::new());
        }
        match &mut self.content {
            ChunkContent::Elements(elements) => elements,
            ChunkContent::Lines => unreachable!("the content was made one of elements"),
        }
    }
}
