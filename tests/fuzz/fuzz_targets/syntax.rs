//! Cutting any text into tokens, writing it neatly, and asking for what can be written at each place.
#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use scimwright::project::ProjectModel;
use scimwright::scim::ResourceType;
use scimwright::script::syntax::{formatted, tokens};
use scimwright::target::built_in_target;
use scimwright::workbench::language::{
    Knowledge, SampleKnowledge, ScriptContext, ScriptScope, complete, definition, hover, matching_brackets,
    signature_help,
};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| {
    let target = Arc::new(built_in_target("4me").cloned().unwrap_or_default());
    Knowledge::new(&ProjectModel::default(), "qa", &target, &Arc::new(SampleKnowledge::default()))
});

fuzz_target!(|text: &str| {
    let cut = tokens(text);
    assert_eq!(cut.iter().map(|token| token.end - token.start).sum::<usize>(), text.len());
    if let Some(neat) = formatted(text) {
        assert_eq!(formatted(&neat).as_ref(), Some(&neat), "{text}");
    }
    let scope = ScriptScope {
        resource_type: Some(ResourceType::User),
        record_type: "person",
        ..ScriptScope::default()
    };
    let context = ScriptContext { text, helpers: text, scope, knowledge: &KNOWLEDGE };
    for offset in 0..=text.len().min(200) {
        complete(context, offset);
        hover(context, offset, None);
        signature_help(context, offset);
        definition(context, offset);
        matching_brackets(text, offset);
    }
});
