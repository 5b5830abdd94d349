//! From a user to the line that is written.

use super::person::record;
use super::record::{Line, Source};
use super::user::User;
use super::world::World;

/// The line for the user in this line of the input, counted from 1.
pub fn map_user<'a>(user: &'a User<'a>, world: &'a World, line: u64) -> Line<'a> {
    let source = Source { line };
    match record(user, world) {
        Ok(record) => {
            Line { source, status: "written", record_type: "person", record: Some(record), reason: None }
        }
        Err(reason) => {
            Line { source, status: "rejected", record_type: "person", record: None, reason: Some(reason) }
        }
    }
}
