//! The module `script` from outside: what scripts read, what they can do to each other, and that
//! they always end.

mod errors;
mod hostile;
mod hostile_functions;
mod inputs;
mod reading;
