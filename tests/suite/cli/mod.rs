//! The program as it is called: exit status, standard output, standard error, and the shapes that
//! scripts depend on.

mod catalogue;
mod check;
mod exchange;
mod output;
mod run;
mod test;
mod usage;
