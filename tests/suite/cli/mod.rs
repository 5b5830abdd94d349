//! The program as it is called: exit status, standard output, standard error, and the shapes that
//! scripts depend on.

mod catalogue;
mod change;
mod check;
mod exchange;
mod filter;
mod impact;
mod normalize;
mod output;
mod patch;
mod promote;
mod report;
mod run;
mod select;
mod simulate;
mod test;
mod usage;
