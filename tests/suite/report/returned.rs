//! Sheets that come back: what is corrected, confirmed, and not understood.

use scimwright::diagnostic::Diagnostic;
use scimwright::mapping::RunStatus;
use scimwright::project::ProjectModel;
use scimwright::report::{Language, SheetError, SheetForm, read_sign_off};
use scimwright::workbench::{
    SignOffImport, Verdict, apply_sign_off_import, directory_of, plan_sign_off_import, target_of,
};
use serde_json::{Value, json};

use crate::report::customer::{Cell, Customer};
use crate::report::sheets::{NOW, project, rendered};

fn sheet() -> Customer {
    Customer::open(&rendered(&project(), SheetForm::Xlsx, Language::German))
}

fn import_into(model: &ProjectModel, bytes: &[u8]) -> Result<SignOffImport, SheetError> {
    let target = target_of("4me");
    let directory = directory_of(&model.records, &target);
    let (corrections, diagnostics) = read_sign_off("sheet.xlsx", bytes, &target, &directory)?;
    let mut import = plan_sign_off_import(model, &corrections, "sheet.xlsx", NOW.parse().expect("a time"));
    import.name_reviewer("Ada", "2026-03-10");
    import.diagnostics.splice(0..0, diagnostics);
    Ok(import)
}

/// A line per case, then one per remark.
fn told(import: &SignOffImport) -> String {
    let cases = import.cases.iter().map(|case| {
        let verdict = if case.verdict == Verdict::Red { "red" } else { "green" };
        let only = case.case.only.clone().map_or_else(|| "all".to_owned(), |only| only.join(" "));
        let record = case.case.expected.record.as_ref().map(|record| json!(record).to_string());
        let status = case.case.expected.status.word();
        format!("{verdict} {} [{only}] {status} {}", case.stem, record.unwrap_or_default())
    });
    let remarks =
        import.diagnostics.iter().map(|found: &Diagnostic| format!("{} {}", found.code.id(), found.message));
    cases.chain(remarks).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(customer: Customer, expected: &str) {
    let import = import_into(&project(), &customer.save()).expect("a sheet");
    assert_eq!(told(&import), expected);
}

#[test]
fn an_untouched_sheet_gives_nothing() {
    for language in Language::ALL {
        let bytes = rendered(&project(), SheetForm::Xlsx, language);
        assert_eq!(told(&import_into(&project(), &bytes).expect("a sheet")), "", "{language:?}");
        assert_eq!(told(&import_into(&project(), &Customer::open(&bytes).save()).expect("a sheet")), "");
    }
}

#[test]
fn corrected_cells_are_red_and_confirmed_ones_are_green() {
    let customer = sheet()
        .corrects("job_title", "01-ada", "Team lead")
        .types("vip", "02-bo", Some(Cell::Boolean(true)))
        .corrects(":confirmed", "01-ada", "x")
        .corrects(":confirmed by", "01-ada", "Grace Hopper")
        .corrects(":confirmed on", "01-ada", "09.03.2026");
    let import = import_into(&project(), &customer.save()).expect("a sheet");
    assert_eq!(
        told(&import),
        "red sign-off-01-ada-job_title [job_title] written {\"job_title\":\"Team lead\"}\n\
         red sign-off-02-bo-vip [vip] written {\"vip\":true}\n\
         green sign-off-01-ada [primary_email name vip employeeID contacts] written \
         {\"primary_email\":\"ada@acme.example\",\"name\":\"ada\",\"vip\":true,\"employeeID\":\"007\",\
         \"contacts\":[{\"label\":\"work\",\"telephone\":\"+31 10 555 01\",\"integration\":true}]}"
    );
    assert_eq!((import.n_corrected(), import.n_confirmed()), (2, 6));
    let reviews: Vec<Value> = import.cases.iter().map(|case| json!(case.case.review)).collect();
    assert_eq!(
        reviews[..2],
        [
            json!({"by": "Grace Hopper", "at": "2026-03-09", "note": "corrected in Ergebnisse!D9: Job title: `Team lead` in place of `Lead`"}),
            json!({"by": "Ada", "at": "2026-03-10", "note": "corrected in Ergebnisse!E10: VIP: `yes` in place of `no`"}),
        ]
    );
    let mut model = project();
    apply_sign_off_import(&mut model, &import);
    let again = import_into(&model, &customer.save()).expect("a sheet");
    assert!(again.cases.iter().all(|case| case.replaces), "a second import takes the place of the first");
    assert_eq!(told(&again), told(&import));
}

#[test]
fn corrections_are_read_as_the_field_means_them() {
    check(
        sheet().corrects("vip", "01-ada", " NON "),
        "red sign-off-01-ada-vip [vip] written {\"vip\":false}",
    );
    check(sheet().corrects("vip", "01-ada", "oui"), "");
    check(sheet().types("vip", "02-bo", Some(Cell::Number(0.0))), "");
    check(
        sheet().types("employeeID", "01-ada", Some(Cell::Number(8.0))),
        "red sign-off-01-ada-employeeID [employeeID] written {\"employeeID\":\"8\"}",
    );
    check(sheet().types("job_title", "01-ada", None), "red sign-off-01-ada-job_title [job_title] written {}");
    check(sheet().corrects("job_title", "02-bo", "   "), "");
    check(
        sheet().corrects(
            "contacts",
            "01-ada",
            "label: mobile; telephone: +31 10 1\r\nLabel: work; Telephone: +31 10 555 01",
        ),
        "red sign-off-01-ada-contacts [contacts] written {\"contacts\":[{\"label\":\"mobile\",\"telephone\":\"+31 10 1\",\"integration\":true},{\"label\":\"work\",\"telephone\":\"+31 10 555 01\",\"integration\":true}]}",
    );
}

#[test]
fn whether_a_record_is_written_can_be_corrected_and_confirmed() {
    check(sheet().corrects(":record", "01-ada", "is not written"), "red sign-off-01-ada-record [] rejected ");
    check(sheet().corrects(":record", "01-ada", "wird aktualisiert"), "");
    check(sheet().corrects(":confirmed", "03-nobody", "x"), "green sign-off-03-nobody [all] rejected ");
    check(
        sheet().corrects("name", "03-nobody", "Nobody"),
        "red sign-off-03-nobody-name [name] written {\"name\":\"Nobody\"}",
    );
    check(
        sheet().corrects(":record", "03-nobody", "wird angelegt").corrects(":confirmed", "03-nobody", "x"),
        "red sign-off-03-nobody-record [] written {}",
    );
    assert_eq!(RunStatus::Rejected.word(), "rejected");
}

#[test]
fn fields_are_confirmed_for_everybody() {
    check(
        sheet().confirms_field("vip").corrects("vip", "02-bo", "ja"),
        "red sign-off-02-bo-vip [vip] written {\"vip\":true}\n\
         green sign-off-01-ada [vip] written {\"vip\":true}\n\
         green sign-off-03-nobody [all] rejected ",
    );
    check(sheet().corrects(":confirmed", "02-bo", "nein"), "");
}

#[test]
fn a_sheet_may_be_rearranged() {
    check(
        sheet().corrects("job_title", "01-ada", "Chief").rearranges(),
        "red sign-off-01-ada-job_title [job_title] written {\"job_title\":\"Chief\"}",
    );
}

#[test]
fn what_is_not_understood_is_told_with_the_cell() {
    check(
        sheet().corrects("vip", "01-ada", "perhaps"),
        "M420 Ergebnisse!D10: VIP: `perhaps` is not understood",
    );
    check(
        sheet().types("name", "01-ada", Some(Cell::Formula("=A1".to_owned()))),
        "M420 Ergebnisse!D8: The cell is computed by a formula",
    );
    check(
        sheet().types("employeeID", "01-ada", Some(Cell::Number(1.0e17))),
        "M420 Ergebnisse!D11: The spreadsheet made a number of this and may have lost digits",
    );
    check(
        sheet().corrects("primary_email", "01-ada", "ada"),
        "M420 Ergebnisse!D7: Primary email: `ada` is not an e-mail address",
    );
    check(
        sheet().corrects(":record", "01-ada", "hm"),
        "M420 Ergebnisse!D6: This does not say whether the record is written",
    );
    check(
        sheet().corrects("contacts", "01-ada", "+31 10"),
        "M420 Ergebnisse!D12: Contacts: `+31 10` is not understood",
    );
    check(
        sheet().merges("job_title", "01-ada", "02-bo"),
        "M420 Ergebnisse!D9: The cell was merged with others\nM420 Ergebnisse!E9: The cell was merged with others",
    );
    check(
        sheet().changes("Ergebnisse", (4, 4), |_| "09-someone".to_owned()),
        "M420 Ergebnisse!E5: No person `09-someone` is in the sheet that was given out\nM420 The results of `02-bo` are no longer in the sheet",
    );
}

#[test]
fn other_projects_older_mappings_and_contradicted_cases_are_told() {
    let bytes = sheet().corrects("job_title", "01-ada", "Chief").save();
    let mut model = project();
    "Other".clone_into(&mut model.settings.name);
    let import = import_into(&model, &bytes).expect("a sheet");
    assert!(import.is_of_other_project());
    let mut model = project();
    model.mapping.rule_sets[0].rules[2].script = "\"Chief\"".to_owned();
    assert_eq!(
        told(&import_into(&model, &bytes).expect("a sheet")),
        "green sign-off-01-ada-job_title [job_title] written {\"job_title\":\"Chief\"}\n\
         M423 The mapping was changed since the sheet was made on 2026-03-09"
    );
    let mut model = project();
    let first = import_into(&model, &sheet().corrects(":confirmed", "01-ada", "x").save()).expect("a sheet");
    apply_sign_off_import(&mut model, &first);
    assert_eq!(
        told(&import_into(&model, &bytes).expect("a sheet")),
        "red sign-off-01-ada-job_title [job_title] written {\"job_title\":\"Chief\"}\n\
         M424 Ergebnisse!D9: the case `01-ada (sign-off)` expects something else"
    );
}

#[test]
fn what_is_no_sheet_is_refused() {
    let refused = |bytes: &[u8], expected: SheetError| {
        assert_eq!(import_into(&project(), bytes).map(|import| told(&import)), Err(expected));
    };
    refused(b"", SheetError::Foreign);
    refused(b"PK\x03\x04 and nothing more", SheetError::Foreign);
    let whole = sheet().save();
    refused(&whole[..whole.len() / 2], SheetError::Foreign);
    refused(&sheet().without_sheet("scimwright").save(), SheetError::Foreign);
    refused(
        &sheet().changes("scimwright", (0, 0), |text| text.replace("\"version\":1", "\"version\":2")).save(),
        SheetError::Newer,
    );
    refused(
        &sheet().changes("scimwright", (2, 0), |text| text.replace("ada", "bob")).save(),
        SheetError::Altered,
    );
}

#[test]
fn any_flipped_byte_is_refused_or_changes_nothing_unsaid() {
    let whole = rendered(&project(), SheetForm::Xlsx, Language::English);
    for place in (0..whole.len()).step_by(97) {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x10;
        if let Ok(import) = import_into(&project(), &bytes) {
            assert_eq!(import.cases, [], "byte {place}");
        }
    }
}

#[test]
fn a_sheet_that_libreoffice_saved_is_read() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sign_off");
    let bytes = std::fs::read(folder.join("corrected-in-libreoffice.xlsx")).expect("the fixture");
    let import = import_into(&project(), &bytes).expect("a sheet");
    assert_eq!(
        told(&import),
        "red sign-off-01-ada-job_title [job_title] written {\"job_title\":\"Team lead\"}\n\
         red sign-off-02-bo-employeeID [employeeID] written {\"employeeID\":\"7\"}\n\
         green sign-off-02-bo [primary_email name job_title vip contacts] written \
         {\"primary_email\":\"bo@acme.example\",\"name\":\"bo\",\"job_title\":\"\",\"vip\":false,\
         \"contacts\":[{\"label\":\"work\",\"telephone\":\"+31 10 555 01\",\"integration\":true}]}"
    );
}
