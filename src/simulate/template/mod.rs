//! Ready-made changes in the directory of a customer, written as each client sends them.

mod made_up;
mod edit;
mod patch_form;
mod put_form;
mod writer;
mod user;
mod group;
#[allow(clippy::module_inception, reason = "the module is named after its main type")]
mod template;

pub(super) use edit::{AttributeName, Edit};
pub(super) use patch_form::{Op, operation};
pub(super) use put_form::body as put_body;
pub use template::{Template, TemplateRequests, template_requests};
pub(super) use writer::{Writer, creation_body, patch_body};
