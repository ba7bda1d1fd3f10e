//! A stable digest of any state: the postcard bytes of a value, hashed with XXH3-128.

use std::fmt;

use serde::{Deserialize, Serialize};

/// 128 bits that differ when the state differs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Digest(pub u128);

impl Digest {
    /// The digest of a value.
    ///
    /// # Panics
    /// If the value cannot be written as postcard: a map of unknown length, which no state holds.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Self {
        let bytes = postcard::to_stdvec(value).expect("state is plain data");
        Self::of_bytes(&bytes)
    }

    /// The digest of bytes as they are.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(xxhash_rust::xxh3::xxh3_128(bytes))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}
