//! What happens to each field of a record, and why.

use serde_json::Value;

use crate::diagnostic::Code;
use crate::mapping::{MappingRun, OutcomeKind, RuleOutcome, RunStatus};
use crate::simulate::dependencies::Explanation;
use crate::simulate::parts::{Change, is_empty, overlap};
use crate::simulate::records::Scene;
use crate::simulate::shortened::{Shortened, shortened};
use crate::simulate::{AttributeChange, FieldChange, Label, Method, RecordChange, words};
use crate::target::{FieldType, Record, RecordType, TargetField, TargetSchema};

/// What the fields of one record are told from.
pub(super) struct FieldInput<'f> {
    pub target: &'f TargetSchema,
    pub record_type: &'f RecordType,
    /// The record before and afterwards; its fields are not filled yet.
    pub change: &'f RecordChange,
    /// The run; `None` when the resource is gone.
    pub run: Option<&'f MappingRun>,
    pub explanation: &'f Explanation,
    pub scene: &'f Scene<'f>,
    /// Whether a user with this id is known.
    pub is_known_user: &'f dyn Fn(&str) -> bool,
}

/// Every field that a rule fills or that the record has, in the order of the target.
pub(super) fn field_changes(input: &FieldInput<'_>) -> Vec<FieldChange> {
    let mut names: Vec<&str> = input.record_type.fields.iter().map(|field| field.name.as_str()).collect();
    let records = [&input.change.before, &input.change.after];
    for name in records.into_iter().flatten().flat_map(|record| record.fields.keys()) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names.into_iter().filter_map(|name| Field::of(input, name)).map(|field| field.change()).collect()
}

/// One field with all that is known of it.
struct Field<'f> {
    input: &'f FieldInput<'f>,
    name: &'f str,
    definition: Option<&'f TargetField>,
    outcome: Option<&'f RuleOutcome>,
    before: Value,
    /// What a rule would make of it, whether or not the record is written.
    meant: Value,
}

impl<'f> Field<'f> {
    fn of(input: &'f FieldInput<'f>, name: &'f str) -> Option<Self> {
        let value = |record: &Option<Record>| {
            record.as_ref().and_then(|record| record.get(name)).cloned().unwrap_or_default()
        };
        let outcomes = input.run.map(|run| run.outcomes.as_slice()).unwrap_or_default();
        let outcome = outcomes.iter().rev().find(|outcome| outcome.field == name);
        let before = value(&input.change.before);
        let meant = match input.run {
            Some(run) => run.record.get(name).cloned().unwrap_or_default(),
            None => before.clone(),
        };
        let after = value(&input.change.after);
        if outcome.is_none() && before.is_null() && after.is_null() {
            return None;
        }
        let definition = input.record_type.field(name);
        Some(Self { input, name, definition, outcome, before, meant })
    }

    fn is_written(&self) -> bool {
        self.input.change.status == RunStatus::Written
    }

    fn has_failed(&self) -> bool {
        self.outcome.is_some_and(|outcome| outcome.outcome == OutcomeKind::Failed)
    }

    fn changes(&self) -> bool {
        self.meant != self.before && !(is_empty(&self.meant) && is_empty(&self.before))
    }

    fn label(&self) -> Label {
        if self.has_failed() || (!self.is_written() && (self.changes() || self.is_refused_itself())) {
            Label::Rejected
        } else if !self.changes() {
            Label::Kept
        } else if is_empty(&self.meant) {
            Label::Cleared
        } else {
            Label::Set
        }
    }

    /// The request is refused and names an attribute that the field depends on.
    fn is_refused_itself(&self) -> bool {
        self.input.scene.error.is_some() && self.sent_attributes().next().is_some()
    }

    /// The attributes of the request that the field depends on.
    fn sent_attributes(&self) -> impl Iterator<Item = &'f AttributeChange> + '_ {
        let follows = self.input.explanation.follows(self.name);
        let own = self.input.change.because.is_empty();
        let attributes = self.input.scene.attributes.iter().filter(move |_| own);
        attributes.filter(move |attribute| follows.iter().any(|path| overlap(path, &attribute.path)))
    }

    /// Those of them that a PATCH request sends as they are stored already.
    fn repeated(&self) -> impl Iterator<Item = &'f AttributeChange> + '_ {
        let is_patch = self.input.scene.method == Method::Patch && self.input.scene.error.is_none();
        self.sent_attributes().filter(move |attribute| is_patch && attribute.before == attribute.after)
    }

    fn change(&self) -> FieldChange {
        let label = self.label();
        let after = if self.is_written() && label != Label::Rejected { &self.meant } else { &self.before };
        let mut change = FieldChange {
            field: self.name.to_owned(),
            label,
            resend: false,
            before: self.before.clone(),
            after: after.clone(),
            reason: self.reason(label),
            is_touched: self.is_touched(),
            is_repeated: self.repeated().next().is_some(),
        };
        self.add_manager(&mut change);
        self.add_shortened(&mut change);
        self.add_resent(&mut change);
        change
    }

    /// The request changes something that the field follows.
    fn is_touched(&self) -> bool {
        let explanation = self.input.explanation;
        !explanation.causes(self.name).is_empty()
            || explanation.held_back.iter().any(|field| field == self.name)
            || self.repeated().next().is_some()
    }

    fn reason(&self, label: Label) -> String {
        let change = self.input.change;
        if self.input.run.is_none() {
            return change.reason.clone().unwrap_or_default();
        }
        if !self.is_written() {
            let why = change.reason.clone().unwrap_or_default();
            let is_refused = self.input.scene.error.is_some();
            return match (label, is_refused) {
                (Label::Rejected, true) => why,
                (Label::Rejected, false) if self.has_failed() => self.failure(),
                (Label::Rejected, false) => format!("No record is written: {}", uncapitalised(&why)),
                (_, true) => "The request is refused, so nothing changes".to_owned(),
                _ => "No record is written, so nothing changes".to_owned(),
            };
        }
        match label {
            Label::Rejected => self.failure(),
            Label::Set => self.set_reason(),
            Label::Cleared => self.cleared_reason(),
            Label::Kept => self.kept_reason(),
        }
    }

    /// The reason why a rule failed, with what it follows.
    fn failure(&self) -> String {
        let why = self.outcome.map(|outcome| outcome.reason.as_str()).unwrap_or_default();
        let rest = if self.before.is_null() { "the field stays empty" } else { "the current value stays" };
        match self.input.explanation.follows(self.name) {
            [] => format!("{why}; {rest}"),
            paths => format!("Follows {}: {why}; {rest}", words::attributes(paths)),
        }
    }

    fn causes(&self) -> String {
        words::changes(&self.input.explanation.causes(self.name))
    }

    fn set_reason(&self) -> String {
        let is_new = self.input.change.before.is_none();
        let (causes, follows) = (self.causes(), self.input.explanation.follows(self.name));
        let repeated: Vec<String> = self.repeated().map(|attribute| attribute.path.clone()).collect();
        if causes.is_empty() && !repeated.is_empty() && !is_new {
            let names = words::attributes(&repeated);
            let verb = if repeated.len() == 1 { "is" } else { "are" };
            return format!("{names} {verb} sent as stored already; the record had another value");
        }
        match (is_new, causes.as_str(), follows) {
            (false, causes, _) if !causes.is_empty() => causes.to_owned(),
            (_, _, []) if is_new => "The script gives a value for the new record".to_owned(),
            (_, _, []) => "The script gives this value".to_owned(),
            (_, _, paths) => format!("Follows {}", words::attributes(paths)),
        }
    }

    fn cleared_reason(&self) -> String {
        let what = match self.outcome.map(|outcome| outcome.outcome) {
            Some(OutcomeKind::Cleared) => "the script clears the field",
            _ => "the script gives an empty value",
        };
        self.with_causes(what)
    }

    fn kept_reason(&self) -> String {
        let Some(outcome) = self.outcome else { return "No rule fills it".to_owned() };
        let is_new = self.input.change.before.is_none();
        let is_link = self.input.record_type.link_field.as_deref() == Some(self.name);
        match outcome.outcome {
            OutcomeKind::Skipped
                if self.input.explanation.held_back.iter().any(|field| field == self.name) =>
            {
                "The request would give another value, but the field is only set on new records".to_owned()
            }
            OutcomeKind::Skipped => "Only set on new records".to_owned(),
            OutcomeKind::Kept if is_new && is_link => {
                "The service provider gives the id when it creates the resource".to_owned()
            }
            OutcomeKind::Kept if is_new => {
                "The script gives nothing, so the new record has no value".to_owned()
            }
            OutcomeKind::Kept if is_empty(&self.before) => {
                self.with_causes("the script gives nothing, so the field stays empty")
            }
            OutcomeKind::Kept => self.stays_reason(),
            OutcomeKind::Cleared => self.with_causes("the script clears the field, which is empty already"),
            OutcomeKind::Set | OutcomeKind::Failed if is_empty(&self.before) => {
                self.with_causes("the rule gives no value, and there was none")
            }
            OutcomeKind::Set | OutcomeKind::Failed => match self.causes() {
                causes if causes.is_empty() => self.unchanged_reason(),
                causes => format!("{causes}, but the rule gives the value it has already"),
            },
        }
    }

    fn unchanged_reason(&self) -> String {
        let same = "the rule gives the value it has already";
        match self.input.explanation.follows(self.name) {
            [] => capitalised(same),
            paths => format!("Follows {}; {same}", words::attributes(paths)),
        }
    }

    /// The script gives nothing although the record has a value.
    fn stays_reason(&self) -> String {
        let causes = self.input.explanation.causes(self.name);
        let stays = "the script gives nothing, so the current value stays";
        if causes.iter().any(|cause| matches!(cause.change, Change::Removed | Change::Emptied)) {
            return format!("{}; {stays} (blank never clears)", words::changes(&causes));
        }
        self.with_causes(stays)
    }

    fn with_causes(&self, what: &str) -> String {
        match self.causes() {
            causes if causes.is_empty() => capitalised(what),
            causes => format!("{causes}; {what}"),
        }
    }

    /// A reference to another user of whom there is no record.
    fn add_manager(&self, change: &mut FieldChange) {
        let Some(TargetField { field_type: FieldType::Reference { record_type, .. }, .. }) = self.definition
        else {
            return;
        };
        let is_kept = self.outcome.is_some_and(|outcome| outcome.outcome == OutcomeKind::Kept);
        if !is_kept || !self.input.change.because.is_empty() || *record_type != self.input.record_type.name {
            return;
        }
        let mut sent =
            self.input.scene.attributes.iter().filter(|attribute| is_about(&attribute.path, self.name));
        let found = sent.find_map(|attribute| Some((attribute.label, reference_id(&attribute.after)?)));
        let Some((label, id)) = found else { return };
        let rest = if is_empty(&self.before) { "the field stays empty" } else { "the current value stays" };
        change.is_touched |= label != Label::Kept;
        if !(self.input.is_known_user)(&id) {
            change.reason = format!("No user with the id {id} is known; the script gives nothing, so {rest}");
        } else if label != Label::Kept {
            change.reason = format!(
                "The user with the id {id} is known, but perhaps has no record yet; the script gives nothing, so {rest}"
            );
        }
    }

    /// A text of which the field cannot hold the whole, or of which the script keeps the beginning.
    fn add_shortened(&self, change: &mut FieldChange) {
        let Some(definition) = self.definition else { return };
        let Some(outcome) = self.outcome else { return };
        let is_too_long = outcome.diagnostics.iter().any(|diagnostic| diagnostic.code == Code::ValueTooLong);
        let is_text = matches!(definition.field_type, FieldType::String | FieldType::Text);
        let kept = match (&self.meant, outcome.outcome) {
            (Value::String(text), OutcomeKind::Set) if is_text => text.as_str(),
            _ => "",
        };
        let most = definition.max_length;
        let found = self.sent_attributes().find_map(|attribute| {
            let how = shortened(&attribute.sent, kept, most, is_too_long)?;
            Some((words::attribute(&attribute.path), how))
        });
        let Some((name, how)) = found else { return };
        let what = match (how, most) {
            (Shortened::ByLength, Some(most)) => {
                format!("{name} is longer than the {most} characters of the field")
            }
            _ => format!("the script keeps only the beginning of {name}"),
        };
        let target = &self.input.target.title;
        let consequence = if self.input.target.service_provider.keeps_resource_apart {
            format!(
                "{target} keeps the SCIM data apart, so the client reads back what it sent and does not send it again; the record never gets the whole value"
            )
        } else {
            change.resend = true;
            let again = words::again(self.input.scene.dialect);
            format!(
                "the account shows another value than the directory, and the client sends it again {again}"
            )
        };
        change.reason = format!("{}; {what}: {consequence}", change.reason);
    }

    /// An attribute that the client sends again.
    fn add_resent(&self, change: &mut FieldChange) {
        let resent: Vec<String> = self
            .sent_attributes()
            .filter(|attribute| attribute.resend)
            .map(|attribute| attribute.path.clone())
            .collect();
        if resent.is_empty() || change.resend {
            return;
        }
        change.resend = true;
        let again = words::again(self.input.scene.dialect);
        change.reason =
            format!("{}; the client sends {} again {again}", change.reason, words::attributes(&resent));
    }
}

/// Whether an attribute has the name of a field, such as `…:User:manager`.
fn is_about(path: &str, field: &str) -> bool {
    let name = path.rsplit(':').next().unwrap_or_default();
    let name = name.split(['.', '[']).next().unwrap_or_default();
    name.eq_ignore_ascii_case(field)
}

/// The id in `"7103"` and in `{"value": "7103"}`.
fn reference_id(value: &Value) -> Option<String> {
    let text = match value {
        Value::Object(object) => object.get("value")?.as_str()?,
        value => value.as_str()?,
    };
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    let second_is_upper = text.chars().nth(1).is_some_and(char::is_uppercase);
    match letters.next() {
        Some(first) if !second_is_upper => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}
