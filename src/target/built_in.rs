//! The targets that come with the program.

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use crate::target::{TargetSchema, read_target};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/targets");

static TARGETS: LazyLock<Vec<TargetSchema>> = LazyLock::new(|| {
    let mut targets: Vec<_> = FILES
        .files()
        .map(|file| {
            let text = file.contents_utf8().expect("the built-in targets are UTF-8");
            read_target(&file.path().to_string_lossy(), text).0
        })
        .collect();
    targets.sort_by(|left, right| left.name.cmp(&right.name));
    targets
});

/// All built-in targets, by name. A test holds each to reading without a diagnostic.
pub fn built_in_targets() -> &'static [TargetSchema] {
    &TARGETS
}

/// The built-in target of this name.
pub fn built_in_target(name: &str) -> Option<&'static TargetSchema> {
    TARGETS.iter().find(|target| target.name == name)
}
