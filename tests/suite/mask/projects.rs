//! The shipped projects, as if their people were real: masked, the mapping does the same with them.

use jiff::Timestamp;
use scimwright::mapping::Review;
use scimwright::mask::MaskSecret;
use scimwright::project::{
    PRESET_ORDER, People, ProjectModel, load_preset, render_project, unmasked_cases, unmasked_samples,
    unmasked_words,
};
use scimwright::workbench::{MaskOutcome, ProjectRunner, check_masked, mask_project, samples_from_bytes};

fn real(preset: &str) -> ProjectModel {
    let (mut model, _) = load_preset(preset).expect("the preset exists");
    for sample in model.samples.iter_mut() {
        std::sync::Arc::make_mut(sample).people = People::Real;
    }
    model.settings.masking.records = People::Real;
    model
}

fn outcome(model: &ProjectModel, key: u8) -> MaskOutcome {
    let secret = MaskSecret::new([key; 32]);
    MaskOutcome::new(model, &secret, ("qa", Timestamp::UNIX_EPOCH), &|| false).expect("nobody cancels")
}

#[test]
fn shipped_projects_do_the_same_with_masked_people() {
    for preset in PRESET_ORDER {
        let model = real(preset);
        let outcome = outcome(&model, 9);
        assert_eq!(outcome.check.different, [], "{preset}");
        assert_eq!(outcome.masked.n_samples, model.samples.len());
        assert_eq!(outcome.masked.n_cases, model.cases.len());
        assert!(outcome.masked.n_records > 0);
    }
}

#[test]
fn nobody_is_left_in_the_files_of_a_masked_project() {
    let model = real("entra-4me");
    let masked = outcome(&model, 9).masked.model;
    let files = render_project(&masked).files;
    let of_people = |path: &str| {
        path.starts_with("samples/") || path.starts_with("cases/") || path.starts_with("records/")
    };
    for (path, bytes) in files.iter().filter(|(path, _)| of_people(path)) {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        for word in ["mokoena", "thandiwe", "pieternel", "zwaan", "verhagen", "藤本", "7101", "550173"] {
            assert!(!text.contains(word), "{word} is in {path}");
        }
    }
}

#[test]
fn remarks_of_reviewers_name_nobody() {
    let check = |remark: &str, expected: Option<&str>| {
        let mut model = real("entra-4me");
        let cases = std::sync::Arc::make_mut(&mut model.cases);
        let case = cases.values_mut().find(|case| case.sample == "01-joiner-full").expect("a case");
        let record = case.expected.record.get_or_insert_default();
        record.fields.insert("name".to_owned(), "Thandi Mokoena".into());
        case.review = Some(Review { by: "Sam".to_owned(), note: remark.to_owned(), ..Review::default() });
        let masked = mask_project(&model, &MaskSecret::new([9; 32]));
        let reviews = masked.model.cases.values().filter_map(|case| case.review.as_ref());
        let note = reviews.map(|review| review.note.clone()).next().expect("a review");
        assert!(!note.contains("Thandi") && !note.contains("Mokoena"), "{note}");
        assert_eq!(masked.n_remarks_dropped, usize::from(expected.is_none()), "{note}");
        match expected {
            Some(start) => assert!(note.starts_with(start), "{note}"),
            None => assert_eq!(note, ""),
        }
    };
    check(
        "corrected in Persons!F7: Name: `Thandi Mokoena` in place of `Thandiwe Mokoena`",
        Some("corrected in Persons!F7: Name: `"),
    );
    check("as agreed with the customer", Some("as agreed with the customer"));
    check("her name is Thandi", Some("her name is "));
    check("Sally agreed", None);
    check("`sally` in place of `Thandiwe`", None);
    check("call 0612345678", None);
}

#[test]
fn masked_and_made_up_people_stay_as_they_are() {
    let (made_up, _) = load_preset("okta-4me").expect("the preset exists");
    let masked = mask_project(&made_up, &MaskSecret::new([1; 32]));
    assert_eq!((masked.n_samples, masked.n_cases, masked.n_records), (0, 0, 0));
    assert!(masked.model == made_up);
    let once = outcome(&real("okta-4me"), 1).masked.model;
    assert!(outcome(&once, 1).masked.model == once);
}

#[test]
fn real_people_are_told() {
    let model = real("entra-4me");
    let names = unmasked_samples(&model);
    assert_eq!((names.len(), unmasked_cases(&model).len()), (model.samples.len(), model.cases.len()));
    let words = unmasked_words("sample", names.iter().map(|sample| sample.name.as_str()));
    assert_eq!(
        words.as_deref(),
        Some("16 samples show real people: Joiner, full, Joiner, minimal, Name in Japanese and 13 more")
    );
    let masked = outcome(&model, 1).masked.model;
    assert_eq!((unmasked_samples(&masked).len(), unmasked_cases(&masked).len()), (0, 0));
    assert_eq!(unmasked_words("sample", [].into_iter()), None);
    assert_eq!(unmasked_words("case", ["A"].into_iter()).as_deref(), Some("1 case shows real people: A"));
}

#[test]
fn samples_named_after_people_get_other_names_and_files() {
    let mut model = real("entra-4me");
    let text = br#"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ann.bakker@acme.example","displayName":"Ann Bakker"}"#;
    let mut loaded = samples_from_bytes("ann-bakker.json", text, "2026-11-22");
    for sample in &mut loaded.samples {
        sample.stem = "90-ann-bakker".to_owned();
        model.samples.push(std::sync::Arc::new(sample.clone()));
    }
    let masked = outcome(&model, 1).masked.model;
    let sample = masked.samples.last().expect("a sample");
    let all = format!("{} {} {}", sample.stem, sample.name, sample.origin.source).to_lowercase();
    assert!(!all.contains("bakker") && sample.stem.starts_with("90-"), "{all}");
}

#[test]
fn a_difference_is_told_with_its_attribute() {
    let mut model = real("entra-4me");
    let rule =
        model.mapping.rule_sets[0].rules.iter_mut().find(|rule| rule.field == "job_title").expect("a rule");
    rule.script =
        "if user.displayName == \"Than\" + \"diwe Mokoena\" { \"x\" } else { user.title }".to_owned();
    let runner = ProjectRunner::new(&model, "qa", Timestamp::UNIX_EPOCH, []);
    assert_eq!(runner.diagnostics(), []);
    let secret = MaskSecret::new([9; 32]);
    let masked = mask_project(&model, &secret);
    let check = check_masked(&model, &masked.model, ("qa", Timestamp::UNIX_EPOCH), &|| false)
        .expect("nobody cancels");
    let different = check.different.iter().find(|different| different.sample == 0).expect("a difference");
    let found = different.differences.iter().find(|difference| difference.attributes == ["displayName"]);
    assert!(found.is_some_and(|found| found.place.is_some()), "{different:?}");
}
