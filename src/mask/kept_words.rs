//! Words that say nothing about a person and stay as they are, in any spelling.

/// A word that stays, by reason.
#[rustfmt::skip]
pub(super) const KEPT_WORDS: &[(&str, &[&str])] = &[
    ("a particle of names", &[
        "van", "von", "vom", "der", "den", "des", "de", "ter", "ten", "zu", "zum", "zur", "het", "dos", "das", "del", "della",
        "bin", "bint", "ibn", "عبد", "بن", "ال", "בן", "בת",
    ]),
    ("a title or degree", &[
        "dr", "prof", "ir", "ing", "drs", "dipl", "mag", "mr", "mrs", "ms", "sir", "herr", "frau", "jr", "sr", "ii", "iii",
        "phd", "msc", "bsc", "mba", "md", "med", "rer", "nat",
    ]),
    ("what an account is for", &[
        "external", "extern", "ext", "contractor", "consultant", "intern", "guest", "partner", "vendor", "temp",
        "admin", "administrator", "adm", "service", "svc", "system", "test", "user", "team", "shared", "info", "support",
        "helpdesk", "servicedesk", "noreply", "postmaster", "office", "sales", "hr", "it",
    ]),
];
