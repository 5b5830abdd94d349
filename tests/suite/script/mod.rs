//! The module `script` from outside: what scripts read, what they can do to each other, and that
//! they always end.

mod bed;
mod differential;
mod errors;
mod format;
mod generated;
mod hostile;
mod hostile_functions;
mod inputs;
mod mistakes;
mod observed;
mod reading;
mod reads;
mod remark_laws;
mod scripts;
mod syntax;
mod traced;
