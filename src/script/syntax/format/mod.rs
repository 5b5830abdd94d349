//! Writing a script neatly: the same tokens with other blanks between them.
//!
//! Not a matter of taste alone: what the writer broke into lines stays broken.

mod breaks;
mod group;
mod page;
mod piece;
mod printer;
mod spacing;

pub use page::formatted;
