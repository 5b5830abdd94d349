//! Values while a mapping runs: from JSON text and back.

mod object;
mod read;
mod texts;
mod write;
