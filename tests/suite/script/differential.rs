//! The tree against rhai: scripts that people wrote, over payloads as they come and with values of
//! other types.

use scimwright::project::{PRESET_ORDER, preset_names};
use scimwright::script::{Program, functions};
use serde_json::{Value as JsonValue, json};

use super::bed::{Bed, refusal, resources};
use super::scripts::{BAILING, LEFT_TO_RHAI, ON_TREE};

/// A source of numbers that is the same in every run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below this one.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % bound.max(1)
    }
}

/// The value with some parts of other types.
pub fn mutated(value: &JsonValue, dice: &mut Dice) -> JsonValue {
    if dice.below(6) == 0 {
        return other_value(value, dice);
    }
    match value {
        JsonValue::Array(items) => items.iter().map(|item| mutated(item, dice)).collect(),
        JsonValue::Object(members) => {
            let members = members.iter().filter_map(|(name, value)| {
                let name = if dice.below(12) == 0 { name.to_uppercase() } else { name.clone() };
                (dice.below(15) > 0).then(|| (name, mutated(value, dice)))
            });
            JsonValue::Object(members.collect())
        }
        single => single.clone(),
    }
}

fn other_value(value: &JsonValue, dice: &mut Dice) -> JsonValue {
    match dice.below(13) {
        0 => JsonValue::Null,
        1 => json!(true),
        2 => json!("True"),
        3 => json!(-3),
        4 => json!(i64::MAX),
        5 => json!(2.5),
        6 => json!(""),
        7 => json!("  Ärger 42 "),
        8 => json!([]),
        9 => json!({}),
        10 => json!([value, value]),
        11 => json!({ "value": value, "primary": true, "Type": "WORK" }),
        _ => json!("ada@example.com"),
    }
}

#[test]
fn all_rules_of_the_sample_projects_run_on_the_tree() {
    assert_eq!(preset_names().len(), PRESET_ORDER.len());
    for preset in preset_names() {
        let (bed, model) = Bed::of_preset(&preset);
        for set in &model.mapping.rule_sets {
            let scripts = set.rules.iter().map(|rule| &rule.script).chain([&set.condition]);
            for script in scripts {
                let program = bed.compile(script).expect("the script compiles");
                assert_eq!(refusal(&program), None, "{preset}: {script}");
            }
        }
    }
}

#[test]
fn rules_of_the_sample_projects() {
    let mut n_compared = 0;
    let mut n_bailed = 0;
    let (mut n_as_given, mut n_bailed_as_given) = (0, 0);
    for preset in preset_names() {
        let (bed, model) = Bed::of_preset(&preset);
        let resources = resources(&model);
        for set in &model.mapping.rule_sets {
            let scripts = set.rules.iter().map(|rule| &rule.script).chain([&set.condition]);
            for script in scripts {
                let program = bed.compile(script).expect("the script compiles");
                for (idx, resource) in resources.iter().enumerate() {
                    let mut inputs = bed.inputs(resource);
                    n_as_given += 1;
                    n_bailed_as_given += usize::from(!bed.compare(script, &program, &inputs).is_on_tree);
                    for seed in 0..4 {
                        let mut dice = Dice::new(idx as u64 * 100 + seed);
                        inputs = bed.inputs(resource).iter().map(|input| mutated(input, &mut dice)).collect();
                        n_compared += 1;
                        n_bailed += usize::from(!bed.compare(script, &program, &inputs).is_on_tree);
                    }
                }
            }
        }
    }
    // What is wrong with the payloads as clients send them is repaired before rules see it, not here.
    assert!(n_bailed_as_given * 50 < n_as_given, "{n_bailed_as_given} of {n_as_given}");
    assert!(n_compared > 3_000 && n_bailed * 5 < n_compared, "{n_bailed} of {n_compared}");
}

#[test]
fn examples_of_the_functions() {
    let bed = Bed::with_helpers("");
    let resource = json!({ "userName": "ann" });
    let mut off_tree = Vec::new();
    for function in functions::all() {
        for example in function.examples {
            if let Some(why) = refusal(&bed.compile(example.script).expect("the example compiles")) {
                off_tree.push(format!("{}: {why}", example.script));
            }
            bed.check(example.script, &resource);
        }
    }
    assert_eq!(off_tree, Vec::<String>::new());
}

/// Helper functions of every kind.
pub const HELPERS: &str = r#"
fn twice(x) { x + x }
fn factorial(n) { if n < 2 { 1 } else { n * factorial(n - 1) } }
fn early(list) { for e in list { if e.type == "work" { return e.value; } } "none" }
fn renamed(entry) { entry.label = "changed"; entry }
fn inner(u) { u.name.familyName }
fn outer(u) { inner(u) + "!" }
fn tried(x) { try { x.nope() } catch { 7 } }
fn first_name(u) { let parts = u.name.givenName.split(" "); parts[0] }
"#;

/// A resource with values of every kind.
pub fn resource() -> JsonValue {
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "id": "7101", "userName": "ada@example.com", "title": "Countess", "active": true, "count": 3,
        "ratio": 2.5, "nothing": null, "tags": ["b", "a", "c"], "numbers": [3, 1, 2], "empty": [],
        "name": { "givenName": "Ada", "familyName": "Lovelace", "middleName": null },
        "emails": [
            { "value": "ada@example.com", "type": "work", "primary": true },
            { "value": "ada@home.example", "type": "home" },
            { "Value": "other@example.com", "type": null },
        ],
        "phoneNumbers": [{ "value": "+31 6 1234", "type": "mobile" }],
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "department": "Engines" },
    })
}

/// Each script with the payload as it is and with mutations of it.
fn check_all(scripts: &[&str], is_on_tree: bool) {
    let bed = Bed::with_helpers(HELPERS);
    let mut wrong = Vec::new();
    for script in scripts {
        let program = bed.compile(script).unwrap_or_else(|error| panic!("{script}: {error:?}"));
        let why = refusal(&program);
        let compared = bed.compare(script, &program, &bed.inputs(&resource()));
        if why.is_none() != is_on_tree || compared.is_on_tree != is_on_tree {
            wrong.push(format!("{script}: {why:?} {}", compared.said));
        }
        for seed in 0..25 {
            let mut dice = Dice::new(seed);
            let inputs: Vec<_> =
                bed.inputs(&resource()).iter().map(|input| mutated(input, &mut dice)).collect();
            bed.compare(script, &program, &inputs);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn scripts_that_the_tree_has() {
    check_all(ON_TREE, true);
}

#[test]
fn scripts_that_it_leaves_to_rhai() {
    check_all(LEFT_TO_RHAI, false);
}

#[test]
fn evaluations_that_it_leaves_to_rhai() {
    let bed = Bed::with_helpers(HELPERS);
    for script in BAILING {
        let program = bed.compile(script).unwrap_or_else(|error| panic!("{script}: {error:?}"));
        assert_eq!(refusal(&program), None, "{script}");
        let compared = bed.compare(script, &program, &bed.inputs(&resource()));
        assert!(!compared.is_on_tree, "{script}: {}", compared.said);
        assert_eq!(compared.said, bed.in_rhai(&program, &bed.inputs(&resource())), "{script}");
    }
}

/// Holds a law for every script of the presets with every sample, as it is and mutated, and for the
/// scripts that run on the tree.
pub fn for_each_mutated(law: impl Fn(&Bed, &str, &Program, &[JsonValue])) {
    for preset in preset_names() {
        let (bed, model) = Bed::of_preset(&preset);
        let resources = resources(&model);
        for set in &model.mapping.rule_sets {
            for script in set.rules.iter().map(|rule| &rule.script).chain([&set.condition]) {
                let program = bed.compile(script).expect("the script compiles");
                for (seed, resource) in (0..).zip(&resources) {
                    let inputs = bed.inputs(resource);
                    law(&bed, script, &program, &inputs);
                    let mut dice = Dice::new(seed);
                    let inputs: Vec<_> = inputs.iter().map(|input| mutated(input, &mut dice)).collect();
                    law(&bed, script, &program, &inputs);
                }
            }
        }
    }
    let bed = Bed::with_helpers(HELPERS);
    for script in ON_TREE {
        let program = bed.compile(script).expect("the script compiles");
        for seed in 0..10 {
            let mut dice = Dice::new(seed);
            let inputs = bed.inputs(&resource());
            let inputs: Vec<_> = inputs.iter().map(|input| mutated(input, &mut dice)).collect();
            law(&bed, script, &program, &inputs);
        }
    }
}
