//! A keyed choice that never gives the same for two: numbers below a size change places.
//!
//! Not what the numbers stand for.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::mask::MaskSecret;

/// Rounds of the Feistel network; four are proven to be enough for a good round function on large
/// sizes, more are needed on small ones.
const N_ROUNDS: u8 = 8;

/// Permutations of the numbers below any size, one for each tweak.
#[derive(Clone, Debug)]
pub(super) struct Permutation {
    mac: Hmac<Sha256>,
}

/// The permutation of one tweak.
pub(super) struct Tweaked {
    mac: Hmac<Sha256>,
    size: u128,
    half_bits: u32,
}

impl Permutation {
    pub(super) fn new(secret: &MaskSecret) -> Self {
        let mac = Hmac::new_from_slice(secret.bytes()).expect("a key of any length is taken");
        Self { mac }
    }

    /// The permutation of the numbers below `size`, at most 2^100, for a tweak.
    pub(super) fn tweaked(&self, tweak: &[u8], size: u128) -> Tweaked {
        let mut mac = self.mac.clone();
        mac.update(&(tweak.len() as u64).to_be_bytes());
        mac.update(tweak);
        mac.update(&size.to_be_bytes());
        let bits = 128 - size.saturating_sub(1).leading_zeros();
        Tweaked { mac, size, half_bits: bits.div_ceil(2).max(1) }
    }
}

impl Tweaked {
    /// The number that takes the place of `number`: another one, when there is another one. The
    /// numbers that follow each other so are one circle through all of them.
    pub(super) fn next(&self, number: u128) -> u128 {
        if self.size < 2 || number >= self.size {
            return number;
        }
        let place = self.walked(number, Self::encrypted);
        let next = (place + 1) % self.size;
        self.walked(next, Self::decrypted)
    }

    /// Goes on until the number is below the size.
    fn walked(&self, number: u128, step: fn(&Self, u128) -> u128) -> u128 {
        let mut number = step(self, number);
        while number >= self.size {
            number = step(self, number);
        }
        number
    }

    fn encrypted(&self, number: u128) -> u128 {
        let (mut left, mut right) = self.halves(number);
        for round in 0..N_ROUNDS {
            (left, right) = (right, left ^ self.mixed(round, right));
        }
        (left << self.half_bits) | right
    }

    fn decrypted(&self, number: u128) -> u128 {
        let (mut left, mut right) = self.halves(number);
        for round in (0..N_ROUNDS).rev() {
            (left, right) = (right ^ self.mixed(round, left), left);
        }
        (left << self.half_bits) | right
    }

    fn halves(&self, number: u128) -> (u128, u128) {
        (number >> self.half_bits, number & self.mask())
    }

    fn mask(&self) -> u128 {
        (1 << self.half_bits) - 1
    }

    fn mixed(&self, round: u8, half: u128) -> u128 {
        let mut mac = self.mac.clone();
        mac.update(&[round]);
        mac.update(&half.to_be_bytes());
        let digest = mac.finalize().into_bytes();
        let bytes = digest.first_chunk::<16>().copied().unwrap_or_default();
        u128::from_be_bytes(bytes) & self.mask()
    }
}

#[cfg(test)]
mod tests {
    use super::Permutation;
    use crate::mask::MaskSecret;

    #[test]
    fn numbers_change_places_and_none_stays() {
        let permutation = Permutation::new(&MaskSecret::new([7; 32]));
        for size in [1, 2, 3, 6, 17, 100, 1000] {
            let tweaked = permutation.tweaked(b"test", size);
            let mut after: Vec<u128> = (0..size).map(|number| tweaked.next(number)).collect();
            assert!(size == 1 || after.iter().zip(0..).all(|(after, before)| *after != before), "{size}");
            after.sort_unstable();
            assert_eq!(after, (0..size).collect::<Vec<_>>());
        }
    }

    #[test]
    fn tweak_and_secret_decide() {
        let next = |secret: u8, tweak: &[u8]| {
            Permutation::new(&MaskSecret::new([secret; 32])).tweaked(tweak, 1 << 80).next(5)
        };
        assert_eq!(next(1, b"a"), next(1, b"a"));
        assert_ne!(next(1, b"a"), next(1, b"b"));
        assert_ne!(next(1, b"a"), next(2, b"a"));
        assert!(next(1, b"a") < 1 << 80);
    }
}
