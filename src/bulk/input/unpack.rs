//! gzip and zstd, recognised by their first bytes and unpacked on the way.

use std::io::{self, BufReader, Chain, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// How much is read at a time of what is packed.
const READ_BYTES: usize = 128 << 10;

type Whole<R> = Chain<Cursor<Vec<u8>>, R>;

/// The unpacked bytes of a stream that is plain, gzip (also of several members) or zstd (also of
/// several frames), as its first bytes say. Reading gives an error where packed data ends too early.
///
/// # Errors
/// The first bytes cannot be read.
pub fn unpacked<'r, R: Read + Send + 'r>(mut reader: R) -> io::Result<Box<dyn Read + Send + 'r>> {
    let mut head = Vec::new();
    (&mut reader).take(ZSTD.len() as u64).read_to_end(&mut head)?;
    let (is_gzip, is_zstd) = (head.starts_with(GZIP), head == ZSTD);
    let whole: Whole<R> = Cursor::new(head).chain(reader);
    if is_gzip {
        Ok(Box::new(MultiGzDecoder::new(BufReader::with_capacity(READ_BYTES, whole))))
    } else if is_zstd {
        Ok(Box::new(zstd::stream::read::Decoder::with_buffer(BufReader::with_capacity(READ_BYTES, whole))?))
    } else {
        Ok(Box::new(whole))
    }
}
