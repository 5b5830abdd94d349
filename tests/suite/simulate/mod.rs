//! The update simulator.

mod clients;
mod loops;
mod overviews;
mod read;
mod sequences;
mod story;
mod templates;
