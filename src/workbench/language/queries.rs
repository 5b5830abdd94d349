//! The questions of the window about the scripts of its project.

use crate::workbench::language::{
    Completions, Definition, HoverCard, Knowledge, ScriptContext, ScriptScope, SignatureHelp, complete,
    definition, hover, signature_help,
};
use crate::workbench::{SampleInput, ScriptPlace, Workbench};

impl Workbench {
    /// What is known of the project for those who write scripts.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// A script of the project with all that is known around it; `None` when there is none.
    pub fn script_context(&self, place: ScriptPlace) -> Option<ScriptContext<'_>> {
        Some(ScriptContext {
            text: self.script(place)?,
            helpers: &self.model.mapping.functions,
            scope: self.script_scope(place),
            knowledge: &self.knowledge,
        })
    }

    /// What can be written at the byte `cursor` of a script.
    pub fn completions(&self, place: ScriptPlace, cursor: usize) -> Completions {
        self.script_context(place).map(|context| complete(context, cursor)).unwrap_or_default()
    }

    /// What is said about the thing at the byte `offset` of a script, with the values of the selected
    /// sample.
    pub fn hover_card(&self, place: ScriptPlace, offset: usize) -> Option<HoverCard> {
        let input = self.sample().and_then(|sample| SampleInput::of_sample(sample).ok());
        hover(self.script_context(place)?, offset, input.as_ref())
    }

    /// The signature of the call around the byte `offset` of a script.
    pub fn signature_help(&self, place: ScriptPlace, offset: usize) -> Option<SignatureHelp> {
        signature_help(self.script_context(place)?, offset)
    }

    /// Where the name at the byte `offset` of a script is defined: the script and the place in it, in
    /// bytes.
    pub fn definition(
        &self,
        place: ScriptPlace,
        offset: usize,
    ) -> Option<(ScriptPlace, std::ops::Range<usize>)> {
        let Definition { is_helper, range } = definition(self.script_context(place)?, offset)?;
        Some((if is_helper { ScriptPlace::Functions } else { place }, range))
    }

    fn script_scope(&self, place: ScriptPlace) -> ScriptScope<'_> {
        let (rule_set, rule) = match place {
            ScriptPlace::Rule { rule_set, rule } => (rule_set, Some(rule)),
            ScriptPlace::Condition { rule_set } => (rule_set, None),
            ScriptPlace::Functions => return ScriptScope::default(),
        };
        let Some(set) = self.model.mapping.rule_sets.get(rule_set) else { return ScriptScope::default() };
        let rule = rule.and_then(|rule| set.rules.get(rule));
        let record_type = self.target.record_type(&set.record_type);
        ScriptScope {
            resource_type: Some(set.resource_type),
            record_type: &set.record_type,
            is_condition: rule.is_none(),
            field: rule.and_then(|rule| record_type?.field(&rule.field)),
        }
    }

    /// Makes the knowledge anew when the project is another one in what matters for it.
    pub(crate) fn renew_knowledge(&mut self) {
        let Self { model, environment, target, sample_knowledge, .. } = self;
        if !self.knowledge.is_of(model, environment, target, sample_knowledge) {
            let knowledge = Knowledge::new(model, environment, target, sample_knowledge);
            self.knowledge = std::sync::Arc::new(knowledge);
        }
    }
}
