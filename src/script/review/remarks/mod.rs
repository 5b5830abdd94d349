//! What is said of a script, a file for each family of remarks and a function for each remark.

mod attributes;
mod comparisons;
mod conditions;
mod flow;
mod functions;
mod lookups;
mod missing;
mod texts;
mod variables;
