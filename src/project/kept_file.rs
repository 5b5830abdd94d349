//! The bytes of a file inside of a JSON file: as text where they are text.

use serde::{Deserialize, Serialize};

/// The content of a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum KeptFile {
    Text(String),
    /// What is not text in UTF-8; such files are kept as they are.
    Bytes(Vec<u8>),
}

impl KeptFile {
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }
}

impl From<Vec<u8>> for KeptFile {
    fn from(bytes: Vec<u8>) -> Self {
        String::from_utf8(bytes).map_or_else(|error| Self::Bytes(error.into_bytes()), Self::Text)
    }
}

impl From<KeptFile> for Vec<u8> {
    fn from(content: KeptFile) -> Self {
        match content {
            KeptFile::Text(text) => text.into_bytes(),
            KeptFile::Bytes(bytes) => bytes,
        }
    }
}
