//! The rows that panels draw.

use crate::script::{ScriptText, SourceRole, TracePlace};
use crate::workbench::ScriptPlace;

/// One step of a trace, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct TraceRow {
    /// Which step it is, from 0.
    pub step: usize,
    /// How far it is indented.
    pub depth: usize,
    /// What is to be marked in the editor.
    pub place: TracePlace,
    /// The expression as it is written.
    pub text: String,
    /// What happened, in a few words: `reads emails[type eq "work"].value`, `is true, so this way`.
    pub says: String,
    /// The value that came of it, as a script writes it.
    pub value: String,
    /// Whether there is none.
    pub is_missing: bool,
}

/// What stands beside a line of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineNote {
    /// In which text.
    pub text: ScriptText,
    /// The line, from 1.
    pub line: usize,
    /// The value of the line for the selected sample, as a script writes it; empty when the
    /// evaluation did not come by.
    pub value: String,
    /// How many samples come here, `3 of 24 persons come here`; empty when all do, or when it is not
    /// known.
    pub count: String,
    /// Whether no sample comes here.
    pub is_unreached: bool,
}

/// A text of which parts stand out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhyText {
    /// The parts in order.
    pub spans: Vec<WhySpan>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhySpan {
    /// The part.
    pub text: String,
    /// How it stands out.
    pub style: WhyStyle,
}

/// How a part of a text stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WhyStyle {
    /// Not at all.
    Plain,
    /// As a part of a script or the path of an attribute.
    Code,
    /// As a value.
    Value,
}

impl WhyText {
    /// The text without what stands out, code between backticks.
    pub fn plain(&self) -> String {
        let parts = self.spans.iter().map(|span| match span.style {
            WhyStyle::Code => format!("`{}`", span.text),
            WhyStyle::Plain | WhyStyle::Value => span.text.clone(),
        });
        parts.collect()
    }
}

/// An attribute, or another part of what a script is given, that a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginRow {
    /// What it is: the path of an attribute in the payload, `the current name`, `the variable x`.
    pub what: String,
    /// Its path in the payload with the places of entries; empty when it is no attribute.
    pub attribute: String,
    /// What it has to do with the value; the strongest one of all samples.
    pub role: SourceRole,
    /// Its value for the selected sample; empty over all samples.
    pub value: String,
    /// For how many samples it has that role.
    pub n_samples: usize,
}

/// A field that an attribute reached or decided in one sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReachedRow {
    /// The script that did it.
    pub script: ScriptPlace,
    /// The field's name; of a condition its title.
    pub field: String,
    /// What the attribute has to do with it.
    pub role: SourceRole,
    /// The field's value after the run, in one line.
    pub value: String,
}

/// What a row of the coverage is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CoverageKind {
    /// A rule, or what it did to its field.
    Rule,
    /// A way that a script can take.
    Branch,
    /// A row of a lookup table.
    TableRow,
    /// An attribute that samples send.
    Attribute,
    /// A field of the record type.
    Field,
}

/// Something that samples come by, or none does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageRow {
    /// What it is about.
    pub kind: CoverageKind,
    /// The script, when it is in one.
    pub script: Option<ScriptPlace>,
    /// Where it is written, when that is known.
    pub place: Option<TracePlace>,
    /// What it is, in words.
    pub title: String,
    /// How many samples come by.
    pub n_samples: usize,
    /// Of how many that could.
    pub n_of: usize,
    /// The number by which it is asked for, as in a search for a sample that comes by.
    pub item: usize,
}
