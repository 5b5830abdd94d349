//! Ready-made pieces of scripts.

use crate::workbench::language::Snippet;

/// A ready-made piece of script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its name, as menus show it.
    pub title: &'static str,
    /// What it does, in one sentence.
    pub help: &'static str,
    /// The script, with `‹` and `›` around what is filled in.
    pub pattern: &'static str,
    /// It is the script of a rule as a whole, rather than a part of one.
    pub is_whole: bool,
    /// For what kind of field it is meant.
    pub fits: TemplateFit,
}

/// For what kind of field a template is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateFit {
    /// Any field.
    Any,
    /// A field that refers to another record.
    Reference,
    /// A field that is yes or no.
    Boolean,
    /// A list of texts or objects.
    List,
}

impl Template {
    /// The piece with its places.
    pub fn snippet(&self) -> Snippet {
        Snippet::parse(self.pattern)
    }
}

/// The templates in the order of menus.
pub const TEMPLATES: &[Template] = &[
    Template {
        title: "First present of",
        help: "The first of some attributes that is not blank; without any the field keeps what it has",
        pattern: "first_present([\n  ‹user.displayName›,\n  ‹user.userName›,\n])",
        is_whole: false,
        fits: TemplateFit::Any,
    },
    Template {
        title: "Look up",
        help: "Translates an attribute by a lookup table; an unknown key keeps what the field has",
        pattern: "lookup(\"‹table›\", ‹user.locale›)",
        is_whole: false,
        fits: TemplateFit::Any,
    },
    Template {
        title: "Look up, else a fixed value",
        help: "Translates an attribute by a lookup table; an unknown key gives a fixed value",
        pattern: "lookup_or(\"‹table›\", ‹user.locale›, ‹\"\"›)",
        is_whole: false,
        fits: TemplateFit::Any,
    },
    Template {
        title: "Only on create",
        help: "Sets the field of new records and leaves others as they are",
        pattern: "if is_new {\n  ‹user.title›\n}",
        is_whole: true,
        fits: TemplateFit::Any,
    },
    Template {
        title: "Clear when empty",
        help: "Empties the field when the attribute is sent blank, and keeps it when it is not sent",
        pattern: "if ‹user.title› == () {\n  ()\n} else {\n  first_present([‹user.title›]) ?? clear()\n}",
        is_whole: true,
        fits: TemplateFit::Any,
    },
    Template {
        title: "Reference by id, else by name",
        help: "Finds a record by the id that was sent, otherwise by its name",
        pattern: "find_person(‹enterprise.manager.value›)\n  ?? find_person(‹enterprise.manager.displayName›)",
        is_whole: true,
        fits: TemplateFit::Reference,
    },
    Template {
        title: "Value of the work entry, else the primary one",
        help: "Takes the entry of a type from a multi-valued attribute, otherwise the primary one",
        pattern: "value_of_type(‹user.emails›, \"‹work›\") ?? primary_value(‹user.emails›)",
        is_whole: false,
        fits: TemplateFit::Any,
    },
    Template {
        title: "Choose by value",
        help: "Gives a result for each value of an attribute",
        pattern: "switch ‹user.userType› {\n  \"‹Employee›\" => ‹true›,\n  _ => ‹()›,\n}",
        is_whole: false,
        fits: TemplateFit::Any,
    },
    Template {
        title: "Yes or no from active",
        help: "Turns an attribute that says yes or no round, as `disabled` needs it",
        pattern: "let active = to_boolean(‹user.active›);\nif active == () { () } else { !active }",
        is_whole: true,
        fits: TemplateFit::Boolean,
    },
    Template {
        title: "List of values",
        help: "Makes a list of the values of a multi-valued attribute",
        pattern: "values(‹user.emails›)",
        is_whole: true,
        fits: TemplateFit::List,
    },
    Template {
        title: "Reject a person without a name",
        help: "Writes no record and says why",
        pattern: "if blank(‹user.userName›) {\n  reject(\"‹the user name is not known›\")\n} else {\n  true\n}",
        is_whole: true,
        fits: TemplateFit::Any,
    },
];
