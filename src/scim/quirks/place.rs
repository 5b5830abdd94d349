//! Where a value of a resource stands, spelled out only when somebody asks.
//!
//! Not an RFC 7644 path: there are no filters, and an element is told by its index.

use std::fmt;

use crate::scim::AttributeDefinition;

/// A value that a schema describes.
#[derive(Clone, Copy)]
pub(crate) struct Described<'a> {
    pub attribute: &'a AttributeDefinition,
    /// The sub-attribute, when the value is one.
    pub sub: Option<&'a AttributeDefinition>,
    pub place: Place<'a>,
}

impl Described<'_> {
    /// The definition of the value itself.
    pub fn definition(&self) -> &AttributeDefinition {
        self.sub.unwrap_or(self.attribute)
    }
}

/// The place of an attribute, an element of it, or a sub-attribute. Prints as `emails[0].primary`,
/// in an extension with the URN and a colon before it.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub urn: Option<&'a str>,
    pub name: &'a str,
    pub index: Option<usize>,
    pub sub: Option<&'a str>,
}

impl<'a> Place<'a> {
    /// The place of a whole attribute.
    pub fn of_attribute(urn: Option<&'a str>, name: &'a str) -> Self {
        Self { urn, name, index: None, sub: None }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(urn) = self.urn {
            write!(formatter, "{urn}:")?;
        }
        formatter.write_str(self.name)?;
        if let Some(index) = self.index {
            write!(formatter, "[{index}]")?;
        }
        if let Some(sub) = self.sub {
            write!(formatter, ".{sub}")?;
        }
        Ok(())
    }
}
