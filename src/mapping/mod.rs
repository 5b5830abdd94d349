//! Mappings: ordered rules that fill the fields of a record from a resource; how they are stored,
//! compiled, run and held against saved cases.
//!
//! A run is a pure function of mapping, tables, variables, resource, current record and
//! [`RunContext`].

mod case;
mod compile;
mod compiled_script;
mod coverage;
mod describe;
mod digest;
mod field_run;
mod file;
mod file_proof;
mod file_text;
mod known_groups;
mod layout;
mod lint;
mod live_mapping;
mod lowerings;
#[allow(clippy::module_inception, reason = "the module is named after its main type")]
mod mapping;
mod membership;
mod outcome;
mod pair;
mod pair_reads;
mod provenance;
mod record_run;
mod record_update;
mod rule;
mod rule_run;
mod rule_set_run;
mod rule_trace;
mod run;
mod script_inputs;
mod script_text;
mod selected_attributes;
mod stale_rules;
mod surroundings;
mod suspects;
mod trace_rule;
mod variable;
mod verdict;
mod verify;

pub use case::{Case, CaseRecord, Expected, Review};
pub use compile::{CompileInput, CompiledMapping, compile};
pub use coverage::{
    AttributeEdit, Coverage, CoverageCounter, CoverageItem, FoundSample, ItemCount, SearchSample,
};
pub use describe::ScriptMeaning;
pub use digest::{content_digest, digest_of};
pub use field_run::{FieldRun, ScriptsOf};
pub use file::{FileContent, MAPPING_FILE_SUFFIX, MappingFile};
pub use file_proof::{sealed_text, text_to_seal, with_checksum};
pub use file_text::{is_file_name, read_altered_mapping_file, read_mapping_file, render_mapping_file};
pub use known_groups::KnownGroups;
pub use lint::{LintInput, SentAttributes, add_addresses, add_resource};
pub use live_mapping::{LiveMapping, MappingVersion, PartialRun};
pub use lowerings::RuleLowering;
pub use mapping::{Mapping, RuleSet, read_mapping, render_mapping};
pub use membership::{GroupInfo, GroupMembership, memberships};
pub use outcome::{MappingRun, OutcomeKind, RuleOutcome, RunStatus};
pub use pair::{MappingPair, MappingSide, RunPair};
pub use provenance::{CaseCount, Provenance, Seal};
pub use record_run::{FieldOutcome, RecordRun, RunSubject};
pub use rule::{Apply, Rule};
pub use rule_trace::{Origin, OriginKind, RuleTrace};
pub use run::{CurrentRecord, RunContext, RunInput};
pub use stale_rules::StaleRules;
pub use suspects::Suspects;
pub use trace_rule::TracedScript;
pub use variable::{VariableDeclaration, VariableType, is_mail_domain, is_web_address};
pub use verdict::Verdict;
pub use verify::{CaseResult, verify};
