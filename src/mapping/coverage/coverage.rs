//! How many samples come by what.

use std::collections::BTreeMap;

use crate::mapping::coverage::bits::Bits;
use crate::mapping::{CoverageItem, TracedScript};

/// What samples come by.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    items: Vec<CoverageItem>,
    numbers: BTreeMap<CoverageItem, usize>,
    /// How many samples come by each item.
    counts: Vec<usize>,
    /// What each sample comes by.
    pub(super) samples: Vec<SampleBits>,
    /// How many samples each rule set was run on.
    n_runs: BTreeMap<usize, usize>,
    /// The scripts that were left to rhai for some sample, whose ways are not known.
    pub(super) in_rhai: BTreeMap<TracedScript, usize>,
    /// The samples that looked a key up which its table does not have, by table and key.
    pub(super) missing_keys: BTreeMap<(String, String), Vec<usize>>,
}

/// What one sample comes by.
#[derive(Clone, Debug)]
pub(super) struct SampleBits {
    /// Its place among the samples of the caller.
    pub sample: usize,
    pub items: Bits,
}

/// How many samples come by an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemCount<'c> {
    /// The number of the item.
    pub number: usize,
    /// The item.
    pub item: &'c CoverageItem,
    /// How many samples come by it.
    pub n_samples: usize,
}

impl Coverage {
    /// The number of an item, which is added when it is new.
    pub(super) fn number(&mut self, item: CoverageItem) -> usize {
        if let Some(number) = self.numbers.get(&item) {
            return *number;
        }
        let number = self.items.len();
        self.items.push(item.clone());
        self.counts.push(0);
        self.numbers.insert(item, number);
        number
    }

    pub(super) fn add(&mut self, sample: usize, items: Bits, rule_sets: &[usize]) {
        for number in items.iter() {
            if let Some(count) = self.counts.get_mut(number) {
                *count += 1;
            }
        }
        for rule_set in rule_sets {
            *self.n_runs.entry(*rule_set).or_default() += 1;
        }
        self.samples.push(SampleBits { sample, items });
    }

    /// All items: what is known without running first, in the order of the rules.
    pub fn items(&self) -> impl Iterator<Item = ItemCount<'_>> {
        let counts = self.items.iter().zip(&self.counts).enumerate();
        counts.map(|(number, (item, n_samples))| ItemCount { number, item, n_samples: *n_samples })
    }

    /// The item of this number.
    pub fn item(&self, number: usize) -> Option<&CoverageItem> {
        self.items.get(number)
    }

    /// How many samples come by an item; `None` when there is no such item.
    pub fn count(&self, item: &CoverageItem) -> Option<usize> {
        self.counts.get(*self.numbers.get(item)?).copied()
    }

    /// How many samples were run.
    pub fn n_samples(&self) -> usize {
        self.samples.len()
    }

    /// How many samples a rule set was run on.
    pub fn n_runs(&self, rule_set_idx: usize) -> usize {
        self.n_runs.get(&rule_set_idx).copied().unwrap_or_default()
    }

    /// The samples that come by an item, in order.
    pub fn samples_of(&self, number: usize) -> impl Iterator<Item = usize> {
        let samples = self.samples.iter().filter(move |sample| sample.items.contains(number));
        samples.map(|sample| sample.sample)
    }

    /// For how many samples a script was left to rhai, so that its ways are not known.
    pub fn n_in_rhai(&self, script: TracedScript) -> usize {
        self.in_rhai.get(&script).copied().unwrap_or_default()
    }

    /// The keys that were looked up and that the table does not have, by table and key, with the samples
    /// that did it in order.
    pub fn missing_keys(&self) -> impl Iterator<Item = (&str, &str, &[usize])> {
        let keys = self.missing_keys.iter();
        keys.map(|((table, key), samples)| (table.as_str(), key.as_str(), samples.as_slice()))
    }

    /// Whether these samples come by all that all samples come by.
    pub fn is_covered_by(&self, samples: &[usize]) -> bool {
        let mut missing = self.covered();
        for of in self.samples.iter().filter(|of| samples.contains(&of.sample)) {
            missing.remove_all(&of.items);
        }
        missing.is_empty()
    }

    /// What any sample comes by.
    pub(super) fn covered(&self) -> Bits {
        let mut covered = Bits::default();
        for sample in &self.samples {
            covered.add_all(&sample.items);
        }
        covered
    }
}
