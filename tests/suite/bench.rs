//! The one builder of tests: a project in the making, run in memory or saved into a temporary
//! folder; and the program as it is called.
//!
//! Not the expectations: those stand in the tests, as tables.

use std::sync::{Arc, LazyLock};

use jiff::Timestamp;
use scimwright::diagnostic::Diagnostic;
use scimwright::mapping::{Apply, CurrentRecord, MappingRun, Rule, RuleSet};
use scimwright::project::{
    Environment, EnvironmentState, ProjectModel, Sample, SamplePayload, load_preset, save_project,
};
use scimwright::scim::{PayloadContent, ResourceType, payload_content};
use scimwright::table::{LookupTable, Row};
use scimwright::target::Record;
use scimwright::workbench::{ProjectRunner, SampleInput};
use serde_json::{Value, json};

use crate::folder::Folder;

/// The name of the environment that every bench has.
pub const ENVIRONMENT: &str = "qa";

/// The preset whose mapping is the default one.
static DEFAULT: LazyLock<ProjectModel> = LazyLock::new(|| {
    let (mut model, diagnostics) = load_preset("entra-4me").expect("the preset is built in");
    assert_eq!(diagnostics, []);
    model.samples.clear();
    model.records = Arc::default();
    model.cases = Arc::default();
    model
});

/// A project in the making, with one resource to run it on.
#[derive(Clone, Debug)]
pub struct Bench {
    /// The project as it is so far.
    pub model: ProjectModel,
    groups: Vec<SampleInput>,
    payload: Value,
    scim_id: Option<String>,
    current: Current,
    now: Timestamp,
}

#[derive(Clone, Debug)]
enum Current {
    Matched,
    New,
    Given(Record),
}

impl Bench {
    /// An empty mapping from users to persons of 4me, in a project without tables and records.
    pub fn new() -> Self {
        let mut model = ProjectModel::default();
        "Bench".clone_into(&mut model.settings.name);
        "generic-strict".clone_into(&mut model.settings.client);
        "4me".clone_into(&mut model.settings.target);
        let environment = Environment { name: ENVIRONMENT.to_owned(), ..Environment::default() };
        model.settings.environments.push(environment);
        model.environments.insert(ENVIRONMENT.to_owned(), EnvironmentState::default());
        Self::of(model).rule_set(ResourceType::User, "person")
    }

    /// The default mapping with its tables, and no samples, records and cases.
    pub fn default_mapping() -> Self {
        Self::of(DEFAULT.clone())
    }

    /// One rule beside the helper functions and tables of the default mapping, and a condition that is
    /// always true.
    pub fn default_mapping_with(field: &str, script: &str) -> Self {
        let mut bench = Self::default_mapping();
        bench.model.mapping.rule_sets.truncate(1);
        bench.last_rule_set().rules.clear();
        bench.condition("true").rule(field, script)
    }

    /// A project that exists.
    pub fn of(model: ProjectModel) -> Self {
        Self {
            model,
            groups: Vec::new(),
            payload: json!({ "userName": "ann@acme.example" }),
            scim_id: None,
            current: Current::Matched,
            now: "2026-11-21T08:00:00Z".parse().expect("a time"),
        }
    }

    /// Another rule set; later rules and the condition are its own.
    pub fn rule_set(mut self, resource_type: ResourceType, record_type: &str) -> Self {
        self.model.mapping.rule_sets.push(RuleSet {
            resource_type,
            record_type: record_type.to_owned(),
            condition: String::new(),
            rules: Vec::new(),
            other: serde_json::Map::new(),
        });
        self
    }

    /// A rule in the last rule set.
    pub fn rule(self, field: &str, script: &str) -> Self {
        self.whole_rule(Rule::new(field, script))
    }

    /// A rule for new records only.
    pub fn rule_on_create(self, field: &str, script: &str) -> Self {
        self.whole_rule(Rule { apply: Apply::Create, ..Rule::new(field, script) })
    }

    /// A rule with everything that belongs to it.
    #[track_caller]
    pub fn whole_rule(mut self, rule: Rule) -> Self {
        self.last_rule_set().rules.push(rule);
        self
    }

    /// The condition of the last rule set.
    #[track_caller]
    pub fn condition(mut self, script: &str) -> Self {
        script.clone_into(&mut self.last_rule_set().condition);
        self
    }

    #[track_caller]
    fn last_rule_set(&mut self) -> &mut RuleSet {
        self.model.mapping.rule_sets.last_mut().expect("a rule set")
    }

    /// The helper functions.
    pub fn functions(mut self, script: &str) -> Self {
        script.clone_into(&mut self.model.mapping.functions);
        self
    }

    /// A lookup table.
    pub fn table(mut self, name: &str, rows: &[(&str, &str)]) -> Self {
        let row = |(key, value): &(&str, &str)| Row { key: (*key).into(), value: (*value).into() };
        let table = LookupTable::new(rows.iter().map(row).collect());
        Arc::make_mut(&mut self.model.tables).insert(name.to_owned(), table);
        self
    }

    /// A variable of the environment.
    pub fn variable(mut self, name: &str, value: Value) -> Self {
        let state = self.model.environments.entry(ENVIRONMENT.to_owned()).or_default();
        state.variables.insert(name.to_owned(), value);
        self
    }

    /// A record that the account holds; `plural` is the name of its file, such as `people`.
    #[track_caller]
    pub fn record(mut self, plural: &str, fields: Value) -> Self {
        let records = Arc::make_mut(&mut self.model.records);
        records.entry(plural.to_owned()).or_default().push(record(fields));
        self
    }

    /// A sample of the project, with the id that the service provider gave it.
    pub fn sample(mut self, stem: &str, scim_id: &str, payload: Value) -> Self {
        self.model.samples.push(Arc::new(Sample {
            stem: stem.to_owned(),
            name: stem.to_owned(),
            scim_id: (!scim_id.is_empty()).then(|| scim_id.to_owned()),
            payload: SamplePayload::of(&payload),
            ..Sample::default()
        }));
        self
    }

    /// A group that stands beside the resource; membership is read from it.
    #[track_caller]
    pub fn group(mut self, payload: Value) -> Self {
        self.groups.push(input(&payload, None));
        self
    }

    /// The resource as it is sent.
    pub fn payload(mut self, payload: Value) -> Self {
        self.payload = payload;
        self
    }

    /// The id that the service provider gave the resource.
    pub fn scim_id(mut self, id: &str) -> Self {
        self.scim_id = Some(id.to_owned());
        self
    }

    /// The record that the resource belongs to.
    #[track_caller]
    pub fn current(mut self, fields: Value) -> Self {
        self.current = Current::Given(record(fields));
        self
    }

    /// The resource belongs to no record.
    pub fn new_record(mut self) -> Self {
        self.current = Current::New;
        self
    }

    /// What the compiler says.
    pub fn compile(&self) -> Vec<Diagnostic> {
        ProjectRunner::new(&self.model, ENVIRONMENT, self.now, []).diagnostics().to_vec()
    }

    /// What is said of the scripts without running them.
    pub fn lint(&self) -> Vec<Diagnostic> {
        ProjectRunner::new(&self.model, ENVIRONMENT, self.now, []).lint(&self.model)
    }

    /// Runs every rule set for the resource's type.
    #[track_caller]
    pub fn run(&self) -> Run {
        let mut runner = ProjectRunner::new(&self.model, ENVIRONMENT, self.now, &self.groups);
        let current = match &self.current {
            Current::Matched => CurrentRecord::Matched,
            Current::New => CurrentRecord::New,
            Current::Given(record) => CurrentRecord::Given(record),
        };
        Run { runs: runner.run(&input(&self.payload, self.scim_id.clone()), current) }
    }

    /// Saves the project into a temporary folder.
    #[track_caller]
    pub fn save(&self) -> Folder {
        let folder = Folder::new();
        save_project(&self.model, folder.root(), None).expect("the folder can be written");
        folder
    }
}

#[track_caller]
fn record(fields: Value) -> Record {
    serde_json::from_value(fields).expect("a record is an object")
}

#[track_caller]
fn input(payload: &Value, scim_id: Option<String>) -> SampleInput {
    match payload_content(payload, None) {
        PayloadContent::Resource(resource) => SampleInput::new(&resource, scim_id),
        _ => panic!("no resource: {payload}"),
    }
}

/// What came of a run, as plain text.
pub struct Run {
    /// One for each rule set.
    pub runs: Vec<MappingRun>,
}

impl Run {
    /// What the first rule for the field did, such as `set "Ann"` or `failed: …`; `none` without
    /// a rule.
    pub fn field(&self, field: &str) -> String {
        let outcomes = self.runs.iter().flat_map(|run| &run.outcomes);
        let outcome = outcomes.into_iter().find(|outcome| outcome.field == field);
        outcome.map_or_else(|| "none".to_owned(), outcome_text)
    }

    /// The status of each run with its reason, such as `written` or `rejected: …`.
    pub fn status(&self) -> String {
        let status = |run: &MappingRun| match &run.reason {
            Some(reason) => format!("{}: {reason}", run.status.word()),
            None => run.status.word().to_owned(),
        };
        self.runs.iter().map(status).collect::<Vec<_>>().join("\n")
    }

    /// The record of the first run.
    #[track_caller]
    pub fn record(&self) -> Value {
        Value::Object(self.runs.first().expect("a run").record.fields.clone())
    }

    /// Everything: for each run a line with its status, and a line for each rule.
    pub fn text(&self) -> String {
        self.runs.iter().map(run_text).collect()
    }
}

/// A run: a line with its status, and a line for each rule.
pub fn run_text(run: &MappingRun) -> String {
    let reason = run.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
    let kind = run.resource_type.name();
    let mut text = format!("{kind} → {}: {}{reason}\n", run.record_type, run.status.word());
    for outcome in &run.outcomes {
        text += &["  ", &outcome.field, ": ", &outcome_text(outcome), "\n"].concat();
    }
    text
}

fn outcome_text(outcome: &scimwright::mapping::RuleOutcome) -> String {
    use scimwright::mapping::OutcomeKind::{Cleared, Failed, Kept, Set, Skipped};
    match outcome.outcome {
        Set => format!("set {}", outcome.value),
        Kept => format!("kept {}", outcome.value),
        Cleared => "cleared".to_owned(),
        Failed => format!("failed: {}", outcome.reason),
        Skipped => format!("skipped: {}", outcome.reason),
    }
}

/// What is said of a script, a line for each: severity, code, place with length, message, help, and the
/// script as the fix makes it.
pub fn said_with_fix(diagnostics: &[Diagnostic], script: &str) -> Vec<String> {
    let line = |diagnostic: &Diagnostic| {
        let span = diagnostic.place.span.map(|s| format!("{}:{}+{}", s.line, s.column, s.length));
        let mut line = format!(
            "{}[{}] {} {}",
            diagnostic.severity.word(),
            diagnostic.code.id(),
            span.unwrap_or_default(),
            diagnostic.message
        );
        line.extend(diagnostic.help.iter().map(|help| format!(" / {help}")));
        let mended = diagnostic.fix.as_ref().map(|fix| fix.apply(script).expect("the fix fits the script"));
        line.extend(mended.iter().map(|mended| format!(" → {mended}")));
        line
    };
    diagnostics.iter().map(line).collect()
}

/// Diagnostics as text, a line for each: severity, code, place, message.
pub fn said(diagnostics: &[Diagnostic]) -> Vec<String> {
    let line = |diagnostic: &Diagnostic| {
        let place = &diagnostic.place;
        let span = place.span.map(|span| format!("{}:{}", span.line, span.column));
        let parts = [place.file.clone(), place.rule.clone(), span];
        let place: Vec<_> = parts.into_iter().flatten().collect();
        format!(
            "{}[{}] {}: {}",
            diagnostic.severity.word(),
            diagnostic.code.id(),
            place.join(" "),
            diagnostic.message
        )
    };
    diagnostics.iter().map(line).collect()
}
