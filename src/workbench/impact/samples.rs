//! Impact over the samples of a project.

use std::io::Write as _;

use sha2::{Digest as _, Sha256};

use crate::change::impact::{ImpactAnalyst, ImpactInput, ImpactPart, PersonSource, impact_csv_header};
use crate::mapping::{CurrentRecord, RunInput};
use crate::project::{ProjectModel, Sample};
use crate::scim::ResourceType;
use crate::value::Arena;
use crate::workbench::SampleInput;
use crate::workbench::impact::stream::digest_text;
use crate::workbench::impact::{ImpactControl, ImpactError, ImpactPlan, ImpactProgress, ImpactRun};

/// The name of the input.
const SAMPLES: &str = "samples";

/// Looks at every user and group among the samples; others are passed over. Whether it was cancelled
/// is asked before each.
///
/// # Errors
/// It was cancelled, or the rows cannot be written.
pub fn impact_of_samples(
    plan: &ImpactPlan,
    model: &ProjectModel,
    mut control: ImpactControl<'_>,
) -> Result<ImpactRun, ImpactError> {
    let mut digest = Sha256::new();
    let mut part =
        ImpactPart { rows: control.rows.is_some().then(impact_csv_header), ..ImpactPart::default() };
    plan.look_at(|analyst, _| {
        for (idx, sample) in model.samples.iter().enumerate() {
            if (control.is_cancelled)() {
                return Err(ImpactError::Cancelled);
            }
            digest.update(sample.stem.as_bytes());
            digest.update([0]);
            digest.update(sample.payload.value().unwrap_or_default().to_string().as_bytes());
            digest.update([0]);
            plan.look_at_sample(analyst, sample, &mut part);
            if let (Some(rows), Some(made)) = (&mut control.rows, &mut part.rows) {
                rows.write_all(made).map_err(ImpactError::Rows)?;
                made.clear();
            }
            let (persons, changed) = (part.tally.persons, part.tally.changed);
            (control.progress)(ImpactProgress { persons, changed, bytes: idx as u64 + 1 });
        }
        Ok(())
    })?;
    let input = ImpactInput { name: SAMPLES.to_owned(), sha256: digest_text(digest) };
    Ok(plan.finish(part.tally, input))
}

impl ImpactPlan {
    fn look_at_sample(&self, analyst: &mut ImpactAnalyst<'_>, sample: &Sample, part: &mut ImpactPart) {
        let Ok(input) = SampleInput::of_sample(sample) else { return };
        let assigned_id = input.assigned_id.as_deref();
        let side = &self.sides.new;
        let groups = match input.resource.resource_type {
            ResourceType::Group => Vec::new(),
            ResourceType::User => {
                self.groups.memberships_of(&input.resource, assigned_id, &side.target, &side.directory)
            }
        };
        let run = RunInput {
            resource: &input.resource,
            assigned_id,
            current: CurrentRecord::Matched,
            groups: &groups,
        };
        let source = PersonSource::Sample { sample: sample.stem.clone() };
        analyst.add(&Arena::new(), &run.subject(), &source, part);
    }
}
