//! All rules of the profile, by number.
//!
//! Not what each is; that stands beside its check.

use crate::scim::lint::{LintRule, attributes, formats, requests, resources};

/// Every rule of the profile, by number.
pub const LINT_RULES: &[LintRule] = &[
    attributes::I01,
    resources::I02,
    resources::I03,
    resources::I04,
    attributes::I05,
    attributes::I06,
    attributes::I07,
    attributes::I08,
    resources::I09,
    resources::I10,
    resources::I11,
    formats::I12,
    formats::I13,
    formats::I14,
    formats::I15,
    attributes::I16,
    requests::I17,
    requests::I18,
    requests::I19,
    requests::I20,
    requests::I21,
    requests::I22,
    requests::I23,
    requests::I24,
    requests::I25,
    requests::I26,
];
