//! The module `script` from outside: what scripts read, what they can do to each other, and that
//! they always end.

mod bed;
mod differential;
mod entra_and_okta;
mod errors;
mod format;
mod generated;
mod hostile;
mod hostile_corpus;
mod hostile_corpus_runs;
mod hostile_functions;
mod hostile_mapping;
mod inputs;
mod mistakes;
mod names;
mod observed;
mod reading;
mod reads;
mod remark_laws;
mod scripts;
mod syntax;
mod traced;
