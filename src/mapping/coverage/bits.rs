//! Sets of small numbers.

/// A set of numbers, one bit for each.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// Adds a number.
    pub fn add(&mut self, number: usize) {
        let (word, bit) = (number / 64, number % 64);
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        if let Some(word) = self.words.get_mut(word) {
            *word |= 1 << bit;
        }
    }

    pub fn contains(&self, number: usize) -> bool {
        self.words.get(number / 64).is_some_and(|word| word & (1 << (number % 64)) != 0)
    }

    /// Adds all numbers of another set.
    pub fn add_all(&mut self, other: &Self) {
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word |= more;
        }
    }

    /// Takes away all numbers of another set.
    pub fn remove_all(&mut self, other: &Self) {
        for (word, less) in self.words.iter_mut().zip(&other.words) {
            *word &= !less;
        }
    }

    /// How many numbers both have.
    pub fn n_common(&self, other: &Self) -> usize {
        let common = self.words.iter().zip(&other.words).map(|(left, right)| (left & right).count_ones());
        common.map(|count| count as usize).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The numbers in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.words.iter().enumerate().flat_map(|(idx, word)| {
            (0..64).filter(move |bit| word & (1 << bit) != 0).map(move |bit| idx * 64 + bit)
        })
    }
}
