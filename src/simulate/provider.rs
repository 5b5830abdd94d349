//! How the service provider answers one request: what it then holds, and with which status.
//!
//! Not what becomes of the records.

use serde_json::Value;

use crate::scim::{
    Dialect, PutSemantics, Repair, Resource, ResourceType, Schemas, ScimError, ScimType, UnknownAttributes,
    UpdateRules, Updated, create_resource, patch_resource, put_resource,
};
use crate::simulate::named::unnamed_attributes;
use crate::simulate::request::path_of;
use crate::simulate::store::{Entry, Store};
use crate::simulate::{ClientRequest, KnownResource, Method, words};
use crate::target::ServiceProvider;

/// The answer to a request.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    /// The request, with the type and path that it turned out to have.
    pub request: ClientRequest,
    pub status: u16,
    pub error: Option<ScimError>,
    pub repairs: Vec<Repair>,
    pub notes: Vec<String>,
    /// The resource that it is about.
    pub entry_idx: Option<usize>,
    pub before: Option<Resource>,
    /// `None` when it is gone.
    pub after: Option<Resource>,
}

/// A service provider with what it holds.
pub(super) struct Provider<'a> {
    pub settings: &'a ServiceProvider,
    /// The extension whose attributes are the customer's own.
    pub custom_fields_schema: Option<&'a str>,
    pub dialect: &'a Dialect,
    /// The name of the target for people.
    pub title: &'a str,
    /// The kinds of resource of which the requests name several ids, so that each means its own.
    pub told_apart: Vec<ResourceType>,
}

/// What a service provider does with an attribute that no schema has.
pub fn unknown_attributes(settings: &ServiceProvider) -> UnknownAttributes {
    if settings.stores_unknown_attributes { UnknownAttributes::Stored } else { UnknownAttributes::Dropped }
}

/// What PUT does at a service provider to attributes that it does not name.
pub fn put_semantics(settings: &ServiceProvider) -> PutSemantics {
    if settings.put_keeps_unnamed { PutSemantics::Supplied } else { PutSemantics::Whole }
}

/// The kinds of resource of which requests name several ids.
pub(super) fn told_apart(requests: &[ClientRequest]) -> Vec<ResourceType> {
    let has_several = |resource_type: &ResourceType| {
        let of_type = requests.iter().filter(|request| request.resource_type == *resource_type);
        let mut ids = of_type.filter_map(ClientRequest::path_id);
        ids.next().is_some_and(|first| ids.any(|id| id != first))
    };
    ResourceType::ALL.into_iter().filter(has_several).collect()
}

impl<'a> Provider<'a> {
    /// The rules by which requests are applied.
    pub fn rules(&self) -> UpdateRules<'a> {
        let unknown_attributes = unknown_attributes(self.settings);
        UpdateRules { schemas: Schemas::built_in(), dialect: self.dialect, unknown_attributes }
    }

    /// Applies a body to a resource, without touching what is held.
    pub fn applied(&self, method: Method, stored: &Resource, body: &Value) -> Updated {
        match method {
            Method::Put => put_resource(stored, body, put_semantics(self.settings), &self.rules()),
            Method::Patch => patch_resource(stored, body, &self.rules()),
            Method::Post => create_resource(stored.resource_type, body, &self.rules()),
            Method::Delete => Updated { outcome: Ok(stored.clone()), repairs: Vec::new() },
        }
    }

    /// Carries a request out. A refused one changes nothing.
    pub fn answer(&self, store: &mut Store, request: &ClientRequest, later: &[ClientRequest]) -> Answer {
        let mut answer = Answer::new(request);
        self.locate(store, &mut answer);
        if answer.request.method == Method::Post {
            self.create(store, &mut answer, later);
        } else if let Some(idx) = answer.entry_idx {
            self.change(store, idx, &mut answer);
        } else {
            let kind = request.resource_type.name().to_lowercase();
            let which = match answer.request.path_id() {
                Some(id) => format!("no {kind} with the id {id}"),
                None => format!("no such {kind}"),
            };
            answer.refuse(ScimError::not_found(format!("{} holds {which}", self.title)));
        }
        answer
    }

    /// Finds the resource that a request is about.
    fn locate(&self, store: &Store, answer: &mut Answer) {
        let request = &mut answer.request;
        let subject = store.subject.filter(|idx| !store.entries[*idx].is_gone);
        let known = subject.map(|idx| &store.entries[idx].known);
        if request.path.is_empty()
            && matches!(request.method, Method::Patch | Method::Delete)
            && let Some(known) = known
        {
            request.resource_type = known.resource.resource_type;
        }
        let fits = known.is_some_and(|known| known.resource.resource_type == request.resource_type);
        if request.method == Method::Put && request.path.is_empty() && !fits {
            // The form alone said PUT; there is nothing of this type that could be replaced.
            request.method = Method::Post;
        }
        if request.method == Method::Post {
            if request.path.is_empty() {
                request.path = path_of(request.resource_type, None);
            }
            return;
        }
        let path_id = request.path_id().map(str::to_owned);
        let by_id = path_id.as_deref().and_then(|id| store.find(request.resource_type, id));
        let has_own_id = path_id.is_some() && known.is_some_and(|known| known.id().is_some());
        let is_another = has_own_id && self.told_apart.contains(&request.resource_type);
        answer.entry_idx = by_id.or(subject.filter(|_| fits && !is_another));
        let stored_id = answer.entry_idx.and_then(|idx| store.entries[idx].known.id());
        match (&path_id, stored_id) {
            (None, id) => request.path = path_of(request.resource_type, id),
            (Some(asked), Some(id)) if asked != id => {
                answer
                    .notes
                    .push(format!("The path names {asked}; the stored resource with the id {id} is meant"));
            }
            _ => {}
        }
    }

    fn create(&self, store: &mut Store, answer: &mut Answer, later: &[ClientRequest]) {
        let resource_type = answer.request.resource_type;
        let updated = create_resource(resource_type, &answer.request.body, &self.rules());
        answer.repairs = updated.repairs;
        let resource = match updated.outcome {
            Ok(resource) => resource,
            Err(error) => return answer.refuse(error),
        };
        if let Some(idx) = store.same_name(&resource, false, false) {
            let name = store.entries[idx].known.resource.label();
            let detail = match resource_type {
                ResourceType::User => format!("{name} has this userName already"),
                ResourceType::Group => format!("There is a group {name} already"),
            };
            answer.before = Some(store.entries[idx].known.resource.clone());
            answer.after.clone_from(&answer.before);
            answer.entry_idx = Some(idx);
            return answer.refuse(ScimError::new(ScimType::Uniqueness, detail));
        }
        let mut entry = Entry::new(KnownResource { resource, assigned_id: None }, false);
        // A resource beside the stored one, or one that was deleted, with the same name is the same
        // person.
        if let Some(idx) = store.same_name(&entry.known.resource, true, false) {
            entry.known.assigned_id = store.entries[idx].known.id().map(str::to_owned);
            store.entries[idx].is_gone = true;
        } else if let Some(idx) = store.same_name(&entry.known.resource, false, true) {
            entry.records = store.entries[idx].records.clone();
        }
        if entry.known.id().is_none() {
            let of_type = later.iter().filter(|request| request.resource_type == resource_type);
            let ids =
                of_type.take_while(|request| request.method != Method::Post).find_map(ClientRequest::path_id);
            entry.known.assigned_id = ids.map(str::to_owned);
        }
        answer.status = 201;
        answer.after = Some(entry.known.resource.clone());
        answer.entry_idx = Some(store.add(entry));
    }

    /// Says which attributes a PUT leaves as they are.
    fn note_unnamed(&self, answer: &mut Answer) {
        let keeps =
            answer.request.method == Method::Put && put_semantics(self.settings) == PutSemantics::Supplied;
        if let Some(before) = answer.before.as_ref().filter(|_| keeps) {
            let unnamed = unnamed_attributes(&answer.request, before);
            if !unnamed.is_empty() {
                let names = words::attributes(&unnamed);
                answer
                    .notes
                    .push(format!("{} leaves what a PUT does not name as it is: {names}", self.title));
            }
        }
    }

    fn change(&self, store: &mut Store, idx: usize, answer: &mut Answer) {
        let entry = &mut store.entries[idx];
        answer.before = Some(entry.known.resource.clone());
        answer.after.clone_from(&answer.before);
        if answer.request.method == Method::Delete {
            answer.status = 204;
            self.delete(entry, answer);
            return;
        }
        let updated = self.applied(answer.request.method, &entry.known.resource, &answer.request.body);
        answer.repairs = updated.repairs;
        match updated.outcome {
            Ok(resource) => {
                entry.known.resource = resource.clone();
                answer.after = Some(resource);
                self.note_unnamed(answer);
            }
            Err(error) => answer.refuse(error),
        }
    }

    fn delete(&self, entry: &mut Entry, answer: &mut Answer) {
        let is_user = entry.known.resource.resource_type == ResourceType::User;
        if is_user && self.settings.delete_deactivates {
            entry.known.resource.attributes.retain(|name, _| !name.eq_ignore_ascii_case("active"));
            entry.known.resource.attributes.insert("active".to_owned(), Value::Bool(false));
            answer.after = Some(entry.known.resource.clone());
            answer.notes.push(format!("{} deactivates a user that is deleted, and keeps it", self.title));
        } else {
            entry.is_gone = true;
            answer.after = None;
        }
    }
}

impl Answer {
    fn new(request: &ClientRequest) -> Self {
        Self {
            request: request.clone(),
            status: 200,
            error: None,
            repairs: Vec::new(),
            notes: Vec::new(),
            entry_idx: None,
            before: None,
            after: None,
        }
    }

    fn refuse(&mut self, error: ScimError) {
        self.status = error.status;
        self.error = Some(error);
    }
}
