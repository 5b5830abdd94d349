//! From the lines of a file to the lines of another, one at a time.

use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::Path;

/// What a contestant does with a line.
pub trait LineMapper {
    /// Appends what is written for the line to `output`. `number` counts from 1.
    ///
    /// # Errors
    /// When the line cannot be read or mapped, which no line of the directory should cause.
    fn map(&mut self, line: &[u8], number: u64, output: &mut Vec<u8>) -> Result<(), String>;
}

/// The size of the buffers for reading and writing.
pub const BUFFER_BYTES: usize = 256 * 1024;

/// Runs every line of `input` and writes what comes of it to `output`.
///
/// # Errors
/// The first that occurs.
pub fn map_lines(mapper: &mut impl LineMapper, input: &Path, output: &Path) -> Result<(), String> {
    let shown = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    let mut reader =
        BufReader::with_capacity(BUFFER_BYTES, File::open(input).map_err(|error| shown(input, error))?);
    let mut writer =
        BufWriter::with_capacity(BUFFER_BYTES, File::create(output).map_err(|error| shown(output, error))?);
    let (mut line, mut mapped) = (Vec::new(), Vec::new());
    for number in 1.. {
        line.clear();
        if reader.read_until(b'\n', &mut line).map_err(|error| shown(input, error))? == 0 {
            break;
        }
        mapped.clear();
        let content = line.strip_suffix(b"\n").unwrap_or(&line);
        mapper.map(content, number, &mut mapped).map_err(|error| format!("line {number}: {error}"))?;
        writer.write_all(&mapped).map_err(|error| shown(output, error))?;
    }
    writer.flush().map_err(|error| shown(output, error))
}
