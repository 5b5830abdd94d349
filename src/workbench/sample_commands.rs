//! Commands on samples.

use std::sync::Arc;
use std::time::Duration;

use crate::project::Sample;
use crate::workbench::history::TypingIn;
use crate::workbench::masking::set_payload;
use crate::workbench::{JoinedSamples, Notice, SampleCommand, Workbench};

impl Workbench {
    pub(super) fn apply_sample(&mut self, command: SampleCommand, at: Duration) {
        match command {
            SampleCommand::Add(loaded) => {
                let joined = JoinedSamples::new(&self.model.samples, loaded);
                self.add_samples(joined, at);
            }
            SampleCommand::AddJoined(joined) => self.add_samples(joined, at),
            SampleCommand::SetText { sample, text } => {
                let payload = crate::workbench::import_samples::payload_from_text(&text);
                self.edit_sample(sample, Some(TypingIn::Sample(sample)), at, |sample| {
                    set_payload(sample, payload);
                });
            }
            SampleCommand::Rename { sample, name } => {
                self.edit_sample(sample, None, at, |sample| sample.name = name);
            }
            SampleCommand::Duplicate { sample } => self.edit(None, at, |model, selection| {
                let Some(original) = model.samples.get(sample) else { return };
                let name = format!("{} (copy)", original.name);
                let copy = Sample { stem: model.free_stem(&name), name, ..Sample::clone(original) };
                model.samples.push(Arc::new(copy));
                selection.sample = model.samples.len() - 1;
            }),
            SampleCommand::Keep { samples } => self.keep_samples(&samples, at),
            SampleCommand::Delete { sample } => self.delete_sample(sample, at),
            SampleCommand::Mask => self.mask_samples(at),
            SampleCommand::SetPeople { sample, people } => self.set_people(sample, people, at),
        }
    }

    fn add_samples(&mut self, joined: JoinedSamples, at: Duration) {
        let joined = joined.behind(&self.model.samples);
        let count = joined.n_new();
        self.load_diagnostics.retain(|known| !joined.diagnostics.contains(known));
        self.load_diagnostics.extend(joined.diagnostics);
        if count == 0 {
            self.notices.push(Notice::error(format!("Nothing could be read from {}", joined.source)));
            self.revision += 1;
            return;
        }
        self.edit(None, at, |model, selection| {
            selection.sample = model.samples.len();
            model.samples = joined.after;
        });
        let what = if count == 1 { "1 sample".to_owned() } else { format!("{count} samples") };
        self.notices.push(Notice::note(format!("{what} loaded from {}", joined.source)));
    }

    /// Removes all other samples; the selected one stays selected, or one near it that stays.
    fn keep_samples(&mut self, kept: &[usize], at: Duration) {
        let n_before = self.model.samples.len();
        let kept: Vec<usize> = (0..n_before).filter(|sample| kept.contains(sample)).collect();
        if kept.is_empty() || kept.len() == n_before {
            return;
        }
        self.edit(None, at, |model, selection| {
            let samples: Vec<Arc<Sample>> =
                kept.iter().filter_map(|sample| model.samples.get(*sample).cloned()).collect();
            let stems: std::collections::BTreeSet<String> =
                samples.iter().map(|sample| sample.stem.clone()).collect();
            selection.sample =
                kept.iter().filter(|sample| **sample < selection.sample).count().min(samples.len() - 1);
            model.samples = samples.into();
            if model.cases.values().any(|case| !stems.contains(&case.sample)) {
                let mut cases = indexmap::IndexMap::clone(&model.cases);
                cases.retain(|_, case| stems.contains(&case.sample));
                model.cases = Arc::new(cases);
            }
        });
        let n_removed = n_before - kept.len();
        let what = if n_removed == 1 { "1 sample".to_owned() } else { format!("{n_removed} samples") };
        self.notices.push(Notice::note(format!("{what} removed; undo brings them back")));
    }

    fn delete_sample(&mut self, sample: usize, at: Duration) {
        let Some(stem) = self.model.samples.get(sample).map(|sample| sample.stem.clone()) else {
            return;
        };
        let cases = self.model.cases.values().filter(|case| case.sample == stem).count();
        self.edit(None, at, |model, selection| {
            model.samples.remove(sample);
            if selection.sample > sample {
                selection.sample -= 1;
            }
            if cases > 0 {
                let mut kept = indexmap::IndexMap::clone(&model.cases);
                kept.retain(|_, case| case.sample != stem);
                model.cases = Arc::new(kept);
            }
        });
        if cases > 0 {
            let what = if cases == 1 { "its case".to_owned() } else { format!("its {cases} cases") };
            self.notices.push(Notice::warning(format!("The sample was deleted with {what}")));
        }
    }

    pub(super) fn edit_sample(
        &mut self,
        sample: usize,
        typing: Option<TypingIn>,
        at: Duration,
        change: impl FnOnce(&mut Sample),
    ) {
        self.edit(typing, at, |model, _| {
            let Some(place) = model.samples.get_mut(sample) else { return };
            let mut edited = Sample::clone(place);
            change(&mut edited);
            if edited != **place {
                *place = Arc::new(edited);
            }
        });
    }
}
