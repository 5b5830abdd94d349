//! Temporary files that a write left behind when the program was killed.
//!
//! Not saves that were interrupted, which `journal` finishes.

use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::project::history::HISTORY;
use crate::project::layout::FOLDERS;
use crate::project::load::is_temporary;

/// A temporary file that is younger may still be written by another program.
const YOUNGEST: Duration = Duration::from_mins(10);

/// Takes away the temporary files in a project's folder that nobody writes any more. What cannot be
/// taken away stays; it harms nothing.
pub(super) fn clear_leftovers(root: &Path) {
    let folders = FOLDERS.iter().chain([&HISTORY]).map(|folder| root.join(folder));
    let left: Vec<DirEntry> =
        std::iter::once(root.to_owned()).chain(folders).flat_map(temporary_files).collect();
    if left.is_empty() {
        return;
    }
    // By the clock that files are dated with.
    let fresh = tempfile::tempfile_in(root).and_then(|file| file.metadata()?.modified());
    let Ok(now) = fresh else { return };
    for file in left {
        let age = file.metadata().and_then(|data| data.modified()).map(|written| now.duration_since(written));
        if matches!(age, Ok(Ok(age)) if age > YOUNGEST) {
            let _ = fs::remove_file(file.path());
        }
    }
}

fn temporary_files(folder: PathBuf) -> impl Iterator<Item = DirEntry> {
    fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| is_temporary(&entry.file_name()))
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::time::Duration;

    use super::clear_leftovers;

    #[test]
    fn only_old_temporary_files_go() {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir(root.path().join("environments")).expect("a folder");
        let files = [
            (".scimwright-a.tmp", true),
            (".scimwright-b.tmp", false),
            ("environments/.scimwright-c.tmp", true),
            ("environments/qa.json", true),
            (".scimwright-note.txt", true),
        ];
        for (name, is_old) in files {
            let file = File::create(root.path().join(name)).expect("a file");
            let now = file.metadata().and_then(|data| data.modified()).expect("a time");
            if is_old {
                file.set_modified(now - Duration::from_hours(1)).expect("another time");
            }
        }
        clear_leftovers(root.path());
        let left: Vec<_> = files.iter().filter(|(name, _)| root.path().join(name).is_file()).collect();
        assert_eq!(
            left.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
            [".scimwright-b.tmp", "environments/qa.json", ".scimwright-note.txt"]
        );
    }
}
