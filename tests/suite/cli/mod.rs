//! The program as it is called: exit status, standard output, standard error, and the shapes that
//! scripts depend on.

mod catalogue;
mod check;
mod exchange;
mod filter;
mod normalize;
mod output;
mod patch;
mod run;
mod select;
mod simulate;
mod test;
mod usage;
