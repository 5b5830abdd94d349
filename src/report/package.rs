//! A spreadsheet's package is unpacked and counted before anybody reads it, so that a small file that
//! unpacks to a large one does no harm.

use std::io::{self, Cursor, Read as _};

use zip::ZipArchive;

use crate::report::SheetError;

/// The largest spreadsheet that is read, in bytes.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// The most bytes that it unpacks to.
const MOST_UNPACKED: u64 = 256 * 1024 * 1024;

/// The most files in it.
const MOST_FILES: usize = 2_000;

/// Whether these bytes are a package of a size that is read.
///
/// # Errors
/// They are not, or too many.
pub(super) fn check_package(bytes: &[u8]) -> Result<(), SheetError> {
    if bytes.len() > MOST_BYTES {
        return Err(SheetError::TooLarge);
    }
    let unreadable = |_| SheetError::Foreign;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    if archive.len() > MOST_FILES {
        return Err(SheetError::TooLarge);
    }
    let mut left = MOST_UNPACKED;
    for idx in 0..archive.len() {
        let file = archive.by_index(idx).map_err(unreadable)?;
        let unpacked =
            io::copy(&mut file.take(left + 1), &mut io::sink()).map_err(|_| SheetError::Damaged)?;
        left = left.checked_sub(unpacked).ok_or(SheetError::TooLarge)?;
    }
    Ok(())
}
