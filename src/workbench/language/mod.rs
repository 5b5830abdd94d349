//! The language service: what can be written at a place of a script, what stands there, where it is
//! used, and how it is written neatly.
//!
//! Plain data in and out, for any text; nothing is drawn, and nothing is run.

mod candidate;
mod complete;
mod complete_members;
mod complete_names;
mod completion;
mod function_entry;
mod fuzzy;
mod hover;
mod knowledge;
mod likeness;
mod part;
mod place_queries;
mod queries;
mod reading;
mod rename;
mod roots;
mod sample_knowledge;
mod script_commands;
mod script_edit;
mod script_view;
mod shape;
mod snippet;
mod template;
mod uses;
mod wanted_text;

pub use complete::complete;
pub use completion::{Completion, CompletionKind, Completions};
pub use function_entry::FunctionEntry;
pub use hover::{HoverCard, hover};
pub use knowledge::{Knowledge, ScriptScope};
pub use part::{Part, Seen, ValueKind};
pub use place_queries::{Definition, SignatureHelp, definition, matching_brackets, signature_help};
pub use reading::Used;
pub use rename::{RenamePlan, RenameSubject};
pub use sample_knowledge::{SampleKnowledge, SampleLearner, SeenKinds, SeenPart, SeenValue};
pub use script_edit::{ScriptEdit, TextChange};
pub use script_view::ScriptContext;
pub use snippet::Snippet;
pub use template::{TEMPLATES, Template, TemplateFit};
pub use uses::{ScriptUses, UseRow};
