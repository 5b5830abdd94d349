//! Remarks on a filter that can be read and answered, and may not say what was meant.

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::scim::filter::comparison::boolean;
use crate::scim::filter::operand::{Operand, Scope, operand};
use crate::scim::filter::select::known_names;
use crate::scim::{AttributePath, AttributeType, Filter, Resource, Schemas};

impl Filter {
    /// What a person should know of the filter before trusting its answer: forms that the RFC does not
    /// have, and attributes that neither a schema nor the resource has. In the order of the filter.
    pub fn notes(&self, resource: &Resource, schemas: &Schemas) -> Vec<Diagnostic> {
        let mut notes = Vec::new();
        note_terms(self, Scope::Resource(resource, schemas), &mut notes);
        notes
    }
}

fn note_terms(filter: &Filter, scope: Scope<'_>, notes: &mut Vec<Diagnostic>) {
    match filter {
        Filter::And(terms) | Filter::Or(terms) => {
            for term in terms {
                note_terms(term, scope, notes);
            }
        }
        Filter::Not(term) => note_terms(term, scope, notes),
        Filter::Present { path } | Filter::HasValue { path } => note_path(path, scope, notes, filter),
        Filter::Compare { path, value, .. } => {
            note_path(path, scope, notes, filter);
            notes.extend(text_for_boolean(path, value, scope));
        }
    }
}

fn note_path(path: &AttributePath, scope: Scope<'_>, notes: &mut Vec<Diagnostic>, term: &Filter) {
    if path.filter.is_some() && path.sub.is_some() {
        let message = format!("`{term}` compares after brackets, which the RFC has in paths alone");
        let help = format!("it is understood as `{}`", within_brackets(term));
        notes.push(Diagnostic::note(Code::FilterForm, message).with_help(help));
    }
    notes.extend(unknown_attribute(path, scope));
    if let (Some(filter), Scope::Resource(resource, schemas)) = (&path.filter, scope) {
        let attribute = path.resolve(resource, schemas).attribute;
        note_terms(filter, Scope::Value(&Value::Null, attribute), notes);
    }
}

/// `emails[type eq "work" and value eq "x"]` for `emails[type eq "work"].value eq "x"`.
fn within_brackets(term: &Filter) -> Filter {
    let mut inner = term.clone();
    let (Filter::Compare { path, .. } | Filter::Present { path }) = &mut inner else {
        return inner;
    };
    let Some((filter, sub)) = path.filter.take().zip(path.sub.take()) else {
        return inner;
    };
    let mut outer = path.clone();
    *path = AttributePath { urn: None, name: sub, filter: None, sub: None };
    let mut terms = match *filter {
        Filter::And(terms) => terms,
        other => vec![other],
    };
    terms.push(inner);
    outer.filter = Some(Box::new(Filter::And(terms)));
    Filter::HasValue { path: outer }
}

fn text_for_boolean(path: &AttributePath, value: &Value, scope: Scope<'_>) -> Option<Diagnostic> {
    let definition = operand(path, scope).definition()?;
    let boolean =
        boolean(value).filter(|_| value.is_string() && definition.type_ == AttributeType::Boolean)?;
    let message = format!("`{path}` is true or false and is compared with the text {value}");
    Some(Diagnostic::note(Code::FilterForm, message).with_help(format!("it is understood as {boolean}")))
}

/// An attribute that has no value anywhere, and a name that was probably meant.
fn unknown_attribute(path: &AttributePath, scope: Scope<'_>) -> Option<Diagnostic> {
    if !matches!(operand(path, scope), Operand::Unknown) {
        return None;
    }
    let (message, meant) = match scope {
        Scope::Resource(resource, schemas) => {
            let resolved = path.resolve(resource, schemas);
            let is_stored = resolved.stored(resource).is_some();
            if is_stored && resolved.sub_name.is_none() {
                return None;
            }
            let names = match resolved.attribute {
                Some(attribute) => attribute.sub_attributes.iter().map(|sub| sub.name.as_str()).collect(),
                None => known_names(&resolved, resource, schemas),
            };
            let written = resolved.sub_name.as_deref().filter(|_| resolved.attribute.is_some());
            let meant = nearest(written.unwrap_or(&resolved.name), names.into_iter());
            (format!("No schema has `{path}`; it counts as an attribute without a value"), meant)
        }
        Scope::Value(_, attribute) => {
            let subs = attribute?.sub_attributes.iter().map(|sub| sub.name.as_str());
            let name = &attribute?.name;
            let message = format!("`{name}` has no sub-attribute `{path}`; it counts as one without a value");
            (message, nearest(&path.name, subs))
        }
    };
    let note = Diagnostic::note(Code::FilterUnknownAttribute, message);
    Some(match meant {
        Some(meant) => note.with_help(format!("did you mean `{meant}`?")),
        None => note,
    })
}
