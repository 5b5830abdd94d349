//! Sheets as people read them.

use std::sync::Arc;

use scimwright::project::People;
use scimwright::report::{Language, SheetForm};
use scimwright::workbench::{SignOffRefusal, SignOffRequest, sign_off};

use crate::report::sheets::{project, rendered, request};

#[test]
fn a_sheet_says_where_values_come_from_and_what_they_are() {
    let text = String::from_utf8(rendered(&project(), SheetForm::Markdown, Language::English)).expect("text");
    for line in [
        "# Sign-off sheet: Bench",
        "- Date: 9 March 2026",
        "- People shown: made up; nobody who lives",
        "1. No record is written if the new Primary email is empty: no e-mail",
        "| Job title<br>`job_title` | Job title (title) | Not sent: the field keeps its value<br>Sent empty: the field is emptied |  |",
        "| Field | 01-ada | 02-bo | 03-nobody |",
        "| Record | is created | is created | *is not written: no e-mail* |",
        "| Job title | Lead | *empty* | *empty* |",
        "| VIP | yes | no | *empty* |",
        "| Contacts | Label: work; Telephone: +31 10 555 01 | Label: work; Telephone: +31 10 555 01 | *empty* |",
        "- Signature: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_",
    ] {
        let line = line.replace("\\_", "_");
        assert!(text.lines().any(|known| known == line), "{line}\n\n{text}");
    }
}

#[test]
fn a_page_is_whole_by_itself_and_shows_text_as_text() {
    let mut model = project();
    "<script>alert(1)</script> & co".clone_into(&mut model.settings.name);
    for language in Language::ALL {
        let page = String::from_utf8(rendered(&model, SheetForm::Html, language)).expect("text");
        assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
        assert!(page.contains(&format!("<html lang=\"{}\">", language.code())));
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; co"));
        for foreign in ["<script", "http://", "https://", "<link", "<img", "@import"] {
            assert!(!page.contains(foreign), "{foreign}");
        }
        for tag in ["section", "table", "ol", "tr", "td", "th", "p", "dl"] {
            let count = |sign: String| page.matches(&sign).count();
            let opened = count(format!("<{tag}>")) + count(format!("<{tag} "));
            assert_eq!(opened, count(format!("</{tag}>")), "{tag}");
        }
    }
}

#[test]
fn the_same_project_gives_the_same_bytes() {
    for form in SheetForm::ALL {
        let once = rendered(&project(), form, Language::Dutch);
        assert_eq!(once, rendered(&project(), form, Language::Dutch), "{form:?}");
        assert_eq!(SheetForm::of_ending(form.ending()), Some(form));
    }
}

#[test]
fn real_people_stay_in_the_project_until_they_are_unlocked() {
    let mut model = project();
    let mut real = model.samples[0].as_ref().clone();
    real.people = People::Real;
    model.samples[0] = Arc::new(real);
    let shown = |request: &SignOffRequest| {
        let sheet = sign_off(&model, request)?;
        Ok(sheet.rule_sets[0].persons.iter().map(|person| person.sample.clone()).collect::<Vec<_>>())
    };
    assert_eq!(shown(&request()), Ok(vec!["02-bo".to_owned(), "03-nobody".to_owned()]));
    let named = SignOffRequest { persons: vec!["01-ada".to_owned()], ..request() };
    let words = "1 sample shows real people: 01-ada".to_owned();
    assert_eq!(shown(&named), Err(SignOffRefusal::RealPeople { words }));
    let unlocked = SignOffRequest { unlock_people: true, ..named };
    assert_eq!(shown(&unlocked), Ok(vec!["01-ada".to_owned()]));
    let unknown = SignOffRequest { persons: vec!["09".to_owned()], ..request() };
    let known = "01-ada, 02-bo, 03-nobody".to_owned();
    assert_eq!(shown(&unknown), Err(SignOffRefusal::NoSample { stem: "09".to_owned(), known }));
}
