//! Filters and paths as clients write them, read as they are meant.
//!
//! Not PATCH requests, which have more to repair; `patch` does that.

use serde_json::json;

use crate::scim::filter::unquoted::quote_texts;
use crate::scim::quirks::corrected_name;
use crate::scim::{AttributePath, Dialect, Filter, Repair, ResourceType, Schemas, ScimError};

/// Who writes an expression, and about what.
#[derive(Clone, Copy, Debug)]
pub struct ExpressionRules<'a> {
    /// The client; of the strict one nothing is repaired.
    pub dialect: &'a Dialect,
    /// The type of the resources that the expression speaks of.
    pub resource_type: ResourceType,
    /// What is known of attributes.
    pub schemas: &'a Schemas,
}

impl Filter {
    /// Reads a filter as this client writes it, and tells what was repaired: texts without quotes
    /// (Q32, only of clients known for it), slips in URNs (Q10, Q22), and an attribute of an extension
    /// without its URN (Q34).
    ///
    /// # Errors
    /// `invalidFilter`; the detail names the column and quotes the text.
    pub fn parse_for(text: &str, rules: &ExpressionRules<'_>) -> Result<(Self, Vec<Repair>), ScimError> {
        let (mut filter, unquoted) = if rules.dialect.has_quirk("Q32") {
            Self::parse_unquoted(text)?
        } else {
            (Self::parse(text)?, Vec::new())
        };
        let mut corrections = Vec::new();
        rules.correct_filter(&mut filter, &mut corrections);
        let mut repairs = quote_texts(&mut filter, unquoted, rules);
        repairs.append(&mut corrections);
        Ok((filter, repairs))
    }
}

impl AttributePath {
    /// Reads a path as this client writes it, and tells what was repaired: slips in URNs (Q10, Q22),
    /// and an attribute of an extension without its URN (Q34).
    ///
    /// # Errors
    /// As for `parse`.
    pub fn parse_for(text: &str, rules: &ExpressionRules<'_>) -> Result<(Self, Vec<Repair>), ScimError> {
        let mut path = Self::parse(text)?;
        let mut repairs = Vec::new();
        rules.correct_path(&mut path, &mut repairs);
        Ok((path, repairs))
    }
}

impl ExpressionRules<'_> {
    fn correct_filter(&self, filter: &mut Filter, repairs: &mut Vec<Repair>) {
        match filter {
            Filter::And(terms) | Filter::Or(terms) => {
                for term in terms {
                    self.correct_filter(term, repairs);
                }
            }
            Filter::Not(term) => self.correct_filter(term, repairs),
            Filter::Compare { path, .. } | Filter::Present { path } | Filter::HasValue { path } => {
                self.correct_path(path, repairs);
            }
        }
    }

    fn correct_path(&self, path: &mut AttributePath, repairs: &mut Vec<Repair>) {
        if self.dialect.name == Dialect::STRICT {
            return;
        }
        let filter = path.filter.take();
        let written = path.to_string();
        let meant = match path.urn {
            Some(_) => self.without_slips(&written),
            None => self.in_an_extension(path),
        };
        if let Some((quirk, meant)) = meant {
            *path = meant;
            let name = path.to_string();
            repairs.push(Repair { quirk, from: json!(written), to: json!(name), path: name });
        }
        path.filter = filter;
    }

    fn without_slips(&self, written: &str) -> Option<(&'static str, AttributePath)> {
        let (quirk, corrected) = corrected_name(written, self.resource_type)?;
        Some((quirk, AttributePath::parse(&corrected).ok()?))
    }

    /// `manager`, which only the Enterprise extension has.
    fn in_an_extension(&self, path: &AttributePath) -> Option<(&'static str, AttributePath)> {
        if self.schemas.attribute(self.resource_type, &path.name).is_some() {
            return None;
        }
        let mut extensions = self.schemas.extensions(self.resource_type);
        let schema = extensions.find(|schema| schema.attribute(&path.name).is_some())?;
        Some(("Q34", AttributePath { urn: Some(schema.id.clone()), ..path.clone() }))
    }
}
