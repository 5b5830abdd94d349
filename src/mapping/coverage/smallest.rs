//! The fewest samples that come by all that all samples come by, as far as a greedy search finds them.

use std::collections::{BTreeMap, BinaryHeap};

use crate::mapping::Coverage;
use crate::mapping::coverage::bits::Bits;

impl Coverage {
    /// A small set of samples with the same coverage: of those that add most the first one is taken
    /// again and again; then those that the others make superfluous are left out. In order.
    pub fn smallest_set(&self) -> Vec<usize> {
        let mut alike: BTreeMap<&Bits, usize> = BTreeMap::new();
        for (idx, of) in self.samples.iter().enumerate() {
            alike.entry(&of.items).or_insert(idx);
        }
        let mut missing = self.covered();
        let gain =
            |idx: usize, missing: &Bits| self.samples.get(idx).map_or(0, |of| of.items.n_common(missing));
        // What a sample adds only becomes less, so an old figure is never too low.
        let mut heap: BinaryHeap<(usize, std::cmp::Reverse<usize>)> =
            alike.values().map(|idx| (gain(*idx, &missing), std::cmp::Reverse(*idx))).collect();
        let mut chosen = Vec::new();
        while let Some((old, std::cmp::Reverse(idx))) = heap.pop() {
            let now = gain(idx, &missing);
            if now == 0 {
                continue;
            }
            if now < old {
                heap.push((now, std::cmp::Reverse(idx)));
                continue;
            }
            if let Some(of) = self.samples.get(idx) {
                missing.remove_all(&of.items);
            }
            chosen.push(idx);
        }
        self.without_superfluous(chosen)
    }

    fn without_superfluous(&self, chosen: Vec<usize>) -> Vec<usize> {
        let items = |idx: &usize| self.samples.get(*idx).map(|of| &of.items);
        let mut n_by: BTreeMap<usize, usize> = BTreeMap::new();
        for number in chosen.iter().filter_map(items).flat_map(Bits::iter) {
            *n_by.entry(number).or_default() += 1;
        }
        let mut kept: Vec<usize> = Vec::new();
        for idx in chosen.into_iter().rev() {
            let Some(bits) = items(&idx) else { continue };
            if bits.iter().all(|number| n_by.get(&number).is_some_and(|count| *count > 1)) {
                for number in bits.iter() {
                    n_by.entry(number).and_modify(|count| *count -= 1);
                }
            } else {
                kept.push(idx);
            }
        }
        let mut samples: Vec<usize> =
            kept.into_iter().filter_map(|idx| self.samples.get(idx)).map(|of| of.sample).collect();
        samples.sort_unstable();
        samples
    }
}
