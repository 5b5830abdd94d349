//! The sign-off sheet of a project, and what comes of one that a customer sends back.
//!
//! Not how a sheet looks or how it is read, which `report` knows.

mod build;
mod cases;
mod persons;
mod when_empty;

pub use build::{SignOffRefusal, SignOffRequest, sign_off};
pub use cases::{SignOffCase, SignOffImport, Verdict, apply_sign_off_import, plan_sign_off_import};
