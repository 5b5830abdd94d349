//! Where scripts are evaluated twice, on the tree and in rhai, which has to come to the same.

use std::sync::Arc;

use scimwright::project::{ProjectModel, load_preset};
use scimwright::script::{
    Evaluation, Limits, Lowering, Observer, Program, RecordFinder, ScriptError, ScriptHost, ScriptInputs,
    Trace, World,
};
use scimwright::value::{Arena, Value};
use serde_json::{Map, Value as JsonValue, json};

/// The variables of all scripts here, whatever they are for.
const VARIABLES: [&str; 12] = [
    "user",
    "enterprise",
    "groups",
    "group",
    "custom",
    "vars",
    "now",
    "is_new",
    "person",
    "organization",
    "site",
    "record",
];

/// A host with the tables, records and helper functions of a project.
pub struct Bed {
    host: ScriptHost,
    names: Vec<String>,
    records: Vec<Map<String, JsonValue>>,
    vars: JsonValue,
}

/// How a script was evaluated, and what it gave.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Whether the tree gave the result.
    pub is_on_tree: bool,
    /// The result in words.
    pub said: String,
}

/// Finds a record by its name or a part of it.
struct ByName(Vec<Map<String, JsonValue>>);

impl RecordFinder for ByName {
    fn find(&self, _: &str, text: &str) -> Option<&Map<String, JsonValue>> {
        self.0.iter().find(|record| record.values().any(|value| value.as_str() == Some(text)))
    }
}

/// Notes whether the tree came to an end.
#[derive(Default)]
struct Ending {
    is_in_rhai: bool,
}

impl Observer for Ending {
    fn left_to_rhai(&mut self) {
        self.is_in_rhai = true;
    }
}

impl Bed {
    /// A host for the scripts of a built-in project.
    pub fn of_preset(name: &str) -> (Self, ProjectModel) {
        let (model, _) = load_preset(name).expect("the preset is built in");
        (Self::new(&model, &model.mapping.functions), model)
    }

    /// A host for scripts with these helper functions, and the tables and records of a project.
    pub fn with_helpers(helpers: &str) -> Self {
        let (model, _) = load_preset("entra-4me").expect("the preset is built in");
        Self::new(&model, helpers)
    }

    fn new(model: &ProjectModel, helpers: &str) -> Self {
        let records: Vec<Map<String, JsonValue>> = model
            .records
            .values()
            .flatten()
            .filter_map(|record| serde_json::to_value(record).ok()?.as_object().cloned())
            .collect();
        let world = World {
            tables: Arc::clone(&model.tables),
            record_types: ["person", "organization", "site"].map(str::to_owned).into(),
            records: Arc::new(ByName(records.clone())),
        };
        let mut host = ScriptHost::new(&world, Limits::RULE);
        host.set_helpers(helpers).expect("the helper functions compile");
        let vars = model.settings.environments.first().map(|environment| model.variables(&environment.name));
        let vars = JsonValue::Object(vars.unwrap_or_default());
        Self { host, names: VARIABLES.map(str::to_owned).into(), records, vars }
    }

    /// Compiles a script.
    pub fn compile(&self, script: &str) -> Result<Program, ScriptError> {
        self.host.compile(script, &self.names)
    }

    /// The variables that a resource has.
    pub fn inputs(&self, resource: &JsonValue) -> Vec<JsonValue> {
        let part = |name: &str| resource.get(name).cloned().unwrap_or_default();
        let known = |idx: usize| self.records.get(idx).cloned().map(JsonValue::Object).unwrap_or_default();
        let groups = json!([
            { "value": "g1", "display": "Widget Nederland B.V.", "classification": "organization" },
            { "value": "g2", "display": "All", "classification": null },
        ]);
        vec![
            resource.clone(),
            part("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"),
            groups,
            resource.clone(),
            part("urn:ietf:params:scim:schemas:extension:4me:2.0:User"),
            self.vars.clone(),
            json!("2026-11-21T08:00:00Z"),
            json!(resource.get("title").is_none()),
            known(0),
            known(1),
            known(2),
            json!({ "name": resource.get("displayName"), "primary_email": resource.get("userName") }),
        ]
    }

    /// Evaluates a program both ways; they have to agree.
    #[track_caller]
    pub fn compare(&self, script: &str, program: &Program, inputs: &[JsonValue]) -> Compared {
        let values: Vec<Value<'_>> = inputs.iter().map(Value::of_json).collect();
        let arena = Arena::new();
        let mut ending = Ending::default();
        let mut given = ScriptInputs::new(&self.names, &values);
        let observed = said(&self.host.observe(program, &mut given, &arena, &mut ending));
        if ending.is_in_rhai {
            return Compared { is_on_tree: false, said: observed };
        }
        let evaluated = said(&self.host.evaluate(program, &mut given, &arena));
        let in_rhai = said(&self.host.evaluate_in_rhai(program, &mut given, &arena));
        assert_eq!(evaluated, in_rhai, "{script}\nwith {}", shown(inputs));
        assert_eq!(observed, in_rhai, "{script}, observed\nwith {}", shown(inputs));
        Compared { is_on_tree: true, said: observed }
    }

    /// The script with these inputs in rhai alone.
    pub fn in_rhai(&self, program: &Program, inputs: &[JsonValue]) -> String {
        let values: Vec<Value<'_>> = inputs.iter().map(Value::of_json).collect();
        let arena = Arena::new();
        said(&self.host.evaluate_in_rhai(program, &mut ScriptInputs::new(&self.names, &values), &arena))
    }

    /// What a program gives with these inputs.
    pub fn given(&self, program: &Program, inputs: &[JsonValue]) -> String {
        let values: Vec<Value<'_>> = inputs.iter().map(Value::of_json).collect();
        let arena = Arena::new();
        said(&self.host.evaluate(program, &mut ScriptInputs::new(&self.names, &values), &arena))
    }

    /// What an observer hears of a script.
    pub fn observe(&self, script: &str, resource: &JsonValue, observer: &mut impl Observer) -> String {
        let program = self.compile(script).expect("the script compiles");
        let inputs = self.inputs(resource);
        let values: Vec<Value<'_>> = inputs.iter().map(Value::of_json).collect();
        let arena = Arena::new();
        said(&self.host.observe(&program, &mut ScriptInputs::new(&self.names, &values), &arena, observer))
    }

    /// Compares a script, and says whether it ran on the tree and what it gave.
    #[track_caller]
    pub fn check(&self, script: &str, resource: &JsonValue) -> Compared {
        let program = self.compile(script).unwrap_or_else(|error| panic!("{script}: {error:?}"));
        self.compare(script, &program, &self.inputs(resource))
    }

    /// What a program did with these inputs; gives what it gives.
    #[track_caller]
    pub fn trace(&self, script: &str, program: &Program, inputs: &[JsonValue]) -> Trace {
        let values: Vec<Value<'_>> = inputs.iter().map(Value::of_json).collect();
        let arena = Arena::new();
        let mut given = ScriptInputs::new(&self.names, &values);
        let (evaluation, trace) = self.host.trace(program, &mut given, &arena);
        let (traced, given) = (said(&evaluation), said(&self.host.evaluate(program, &mut given, &arena)));
        assert_eq!(traced, given, "{script}, traced");
        trace
    }

    /// The host itself.
    pub fn host(&self) -> &ScriptHost {
        &self.host
    }

    /// The names of the variables, in order.
    pub fn names(&self) -> &[String] {
        &self.names
    }
}

/// The resources of a project's samples.
pub fn resources(model: &ProjectModel) -> Vec<JsonValue> {
    model.samples.iter().filter_map(|sample| sample.payload.value()).collect()
}

/// Why a script does not run on the tree.
pub fn refusal(program: &Program) -> Option<String> {
    match program.lowering() {
        Lowering::Tree => None,
        Lowering::Rhai { why, span } => {
            let place = span.map(|span| format!(" at {}:{}", span.line, span.column)).unwrap_or_default();
            Some(format!("{why}{place}"))
        }
    }
}

/// An evaluation in words, with everything that counts.
pub fn said(evaluation: &Evaluation<'_>) -> String {
    match evaluation {
        Evaluation::Value(Value::Character(character)) => format!("character {character}"),
        Evaluation::Value(value) => format!("{:?}", value.to_json()),
        Evaluation::Failed(error) => format!("{error:?}"),
        other => format!("{other:?}"),
    }
}

fn shown(inputs: &[JsonValue]) -> String {
    let pairs = VARIABLES.iter().zip(inputs).map(|(name, value)| format!("{name} = {value}"));
    pairs.collect::<Vec<_>>().join("\n     ")
}
