//! A parsed attribute path.
//!
//! Not what it leads to; that is in `resolved_path`.

use std::fmt;

use crate::scim::grammar::{Cursor, Fault, UnquotedTexts, read_path};
use crate::scim::{Filter, SchemaUrn, ScimError};

/// An RFC 7644 PATH: `[urn:]name[filter].sub`. Prints in canonical spelling what it was parsed from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributePath {
    /// The URN before the name, as it was written. Of a path that is the URN of an extension alone,
    /// the last part stands in `name`; only the schemas can tell.
    pub urn: Option<SchemaUrn>,
    /// The attribute's name, as it was written.
    pub name: String,
    /// The value filter in brackets.
    pub filter: Option<Box<Filter>>,
    /// The sub-attribute, as it was written.
    pub sub: Option<String>,
}

impl AttributePath {
    /// Reads a path of at most 64 KiB. Always ends, whatever the text.
    ///
    /// # Errors
    /// `invalidPath` when the text does not comply with the grammar, also within the brackets;
    /// `invalidFilter` for brackets within brackets. The detail names the column and quotes the text.
    pub fn parse(text: &str) -> Result<Self, ScimError> {
        Cursor::new(text, UnquotedTexts::Refused)
            .and_then(|mut cursor| read_path(&mut cursor))
            .map_err(Fault::in_path)
    }
}

impl fmt::Display for AttributePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(urn) = &self.urn {
            write!(formatter, "{urn}:")?;
        }
        formatter.write_str(&self.name)?;
        if let Some(filter) = &self.filter {
            write!(formatter, "[{filter}]")?;
        }
        match &self.sub {
            Some(sub) => write!(formatter, ".{sub}"),
            None => Ok(()),
        }
    }
}
