//! Bulk runs: cutting of the input, equality with `run`, the command line, resuming, Spark.

mod command;
mod cutting;
mod equality;
mod groups;
mod resume;
mod spark;
