//! What becomes of a script that two sides changed.
//!
//! Not what becomes of the rule around it.

use similar::TextMerge;

use crate::change::difference::{Difference, script_difference};

/// What two sides made of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MergedText {
    Clean(String),
    /// They collide; with what holds the edits of both, if they are in different lines.
    Dispute(Option<String>),
}

/// Brings two versions of a script together. Layout gives way to edits. Comments of one side are brought
/// together with what the other side did, as long as they are in different lines; two different edits of
/// what the script does never are, since lines that go well with each other need not make sense together.
pub(super) fn merge_scripts(base: Option<&str>, ours: &str, theirs: &str) -> MergedText {
    if base == Some(theirs) {
        return MergedText::Clean(ours.to_owned());
    }
    if base == Some(ours) {
        return MergedText::Clean(theirs.to_owned());
    }
    let apart = script_difference(ours, theirs);
    if !apart.counts() {
        return MergedText::Clean(ours.min(theirs).to_owned());
    }
    let Some(base) = base else { return MergedText::Dispute(None) };
    let (our_edit, their_edit) = (script_difference(base, ours), script_difference(base, theirs));
    if !our_edit.counts() {
        return MergedText::Clean(theirs.to_owned());
    }
    if !their_edit.counts() {
        return MergedText::Clean(ours.to_owned());
    }
    let proposal = merge_lines(base, ours, theirs);
    let both_edited = our_edit == Difference::Meaning && their_edit == Difference::Meaning;
    if both_edited && apart == Difference::Meaning {
        return MergedText::Dispute(proposal);
    }
    let edited = if our_edit == Difference::Meaning { ours } else { theirs };
    match proposal {
        Some(merged) if script_difference(&merged, edited) != Difference::Meaning => {
            MergedText::Clean(merged)
        }
        other => MergedText::Dispute(other),
    }
}

/// The text with the edits of both sides; `None` when they touch each other.
fn merge_lines(base: &str, ours: &str, theirs: &str) -> Option<String> {
    // With an end behind every line a last line is like any other.
    let [base, ours, theirs] = [base, ours, theirs].map(|text| format!("{text}\n"));
    let merge = TextMerge::from_lines(base.as_str(), ours.as_str(), theirs.as_str());
    if merge.is_conflicted() {
        return None;
    }
    let merged = merge.to_string();
    Some(merged.strip_suffix('\n').map(str::to_owned).unwrap_or(merged))
}

#[cfg(test)]
mod tests {
    use super::{MergedText, merge_scripts};

    #[track_caller]
    fn check(base: &str, ours: &str, theirs: &str, expected: &MergedText) {
        assert_eq!(merge_scripts(Some(base), ours, theirs), *expected);
        assert_eq!(merge_scripts(Some(base), theirs, ours), *expected, "the other way round");
    }

    fn clean(text: &str) -> MergedText {
        MergedText::Clean(text.to_owned())
    }

    #[test]
    fn layout_gives_way_and_comments_do_not() {
        check("a", "a", "b", &clean("b"));
        check("a", "b", "b", &clean("b"));
        check("a+b", "a + b", "a+c", &clean("a+c"));
        check("a+b", "a + b", "a  +  b", &clean("a  +  b"));
        check("a+b", "a+c", "a + c", &clean("a + c"));
        check("a\nb\nc", "// why\na\nb\nc", "a\nb\nd", &clean("// why\na\nb\nd"));
        check("a\nb\nc", "// one\na\nb\nc", "a\nb\nc // two", &clean("// one\na\nb\nc // two"));
        check("a", "a // why", "b", &MergedText::Dispute(None));
    }

    #[test]
    fn two_edits_are_for_a_person_to_decide() {
        check("a\nb\nc", "x\nb\nc", "a\nb\nz", &MergedText::Dispute(Some("x\nb\nz".to_owned())));
        check("a", "b", "c", &MergedText::Dispute(None));
        assert_eq!(merge_scripts(None, "a", "b"), MergedText::Dispute(None));
        assert_eq!(merge_scripts(None, "a ", "a"), clean("a"));
    }
}
