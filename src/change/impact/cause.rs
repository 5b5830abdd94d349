//! Why a record differs: the changes of the mapping that made it so.

use serde::{Serialize, Serializer};

use crate::change::Subject;

/// The changes of the mapping that made a record differ. In JSON `cause` has the words, `subjects`
/// what was changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Cause {
    /// What was changed, in the order of the words; empty only when nothing that was changed explains
    /// the difference.
    #[serde(serialize_with = "as_texts")]
    pub subjects: Vec<Subject>,
    /// The same in words, such as `rule job_title, line 6` or `table time_zones, row "Kyiv"`. Changes
    /// that only matter together are joined by `and`; by `or`, when each of them would do.
    #[serde(rename = "cause")]
    pub words: String,
}

fn as_texts<S: Serializer>(subjects: &[Subject], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(subjects.iter().map(Subject::to_string))
}
