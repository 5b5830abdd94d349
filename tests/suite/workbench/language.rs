//! Completion, hover, signatures and definitions while a script is written.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use proptest::prelude::*;
use scimwright::project::ProjectModel;
use scimwright::scim::ResourceType;
use scimwright::workbench::language::{Completion, CompletionKind, SampleKnowledge, matching_brackets};
use scimwright::workbench::{Effect, Job, JobEvent, ScriptPlace, Workbench};
use serde_json::json;

use crate::bench::Bench;

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// Marks the cursor in a script.
const CURSOR: char = '¦';

fn project() -> Bench {
    let user = |name: &str, title: &str, kind: &str| {
        json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", ENTERPRISE],
            "userName": format!("{name}@acme.example"),
            "displayName": name,
            "title": title,
            "locale": "en-GB",
            "badgeColour": "blue",
            "emails": [
                { "type": "work", "value": format!("{name}@acme.example"), "primary": true },
                { "type": kind, "value": format!("{name}@home.example") },
            ],
            ENTERPRISE: { "department": "IT Operations", "manager": { "value": "7001", "$ref": "/Users/7001" } },
        })
    };
    Bench::new()
        .rule("job_title", "")
        .rule("locale", "")
        .rule("organization", "")
        .rule("vip", "")
        .rule("contacts", "")
        .rule_set(ResourceType::Group, "site")
        .rule("name", "")
        .condition("")
        .functions(
            "// The address that counts.\nfn known_email(user, other) {\n  let found = user.userName;\n  found\n}\n",
        )
        .table("countries", &[("england", "GB"), ("france", "FR")])
        .table("languages", &[("en-GB", "en")])
        .variable("domain", json!("acme-qa.example"))
        .record("organizations", json!({ "name": "Acme Purchasing" }))
        .sample("01-ann", "1", user("Ann", "Buyer", "home"))
        .sample("02-bob", "2", user("Bob", "Buyer", "home"))
        .sample("03-cyd", "3", user("Cyd", "Clerk", "other"))
}

/// A workbench that knows what the samples of a project hold.
fn desk(model: ProjectModel) -> Workbench {
    let mut workbench = Workbench::new(model, None, Vec::new(), Timestamp::UNIX_EPOCH);
    learn(&mut workbench);
    workbench
}

fn learn(workbench: &mut Workbench) {
    let Some(Effect::Start(job)) = workbench.learn_effect() else { panic!("there is something to learn") };
    let Job::Learn { samples } = *job else { panic!("it is about the samples") };
    workbench.receive(JobEvent::Learned(Arc::new(SampleKnowledge::of(&samples))));
}

/// A workbench with a script in it, and the cursor in bytes.
fn with_script(field: &str, script: &str) -> (Workbench, ScriptPlace, usize) {
    let cursor = script.find(CURSOR).expect("the script has a cursor");
    let mut model = project().model;
    let text = script.replace(CURSOR, "");
    let mut place = ScriptPlace::Functions;
    if field == "functions" {
        model.mapping.functions = text;
    } else if field == "condition" {
        model.mapping.rule_sets[1].condition = text;
        place = ScriptPlace::Condition { rule_set: 1 };
    } else {
        let rule = model.mapping.rule_sets[0].rules.iter().position(|rule| rule.field == field);
        let rule = rule.expect("a rule for the field");
        model.mapping.rule_sets[0].rules[rule].script = text;
        place = ScriptPlace::Rule { rule_set: 0, rule };
    }
    (desk(model), place, cursor)
}

fn completions(field: &str, script: &str) -> Vec<Completion> {
    let (workbench, place, cursor) = with_script(field, script);
    workbench.completions(place, cursor).items
}

/// The first labels that are offered are these, in this order.
#[track_caller]
fn offers(field: &str, script: &str, expected: &[&str]) {
    let items = completions(field, script);
    let labels: Vec<&str> = items.iter().map(|item| item.label.as_str()).take(expected.len()).collect();
    assert_eq!(labels, expected, "{script}");
}

/// These are offered or not, wherever.
#[track_caller]
fn holds(field: &str, script: &str, label: &str, expected: bool) {
    let items = completions(field, script);
    let labels: Vec<&str> = items.iter().map(|item| item.label.as_str()).collect();
    assert_eq!(labels.contains(&label), expected, "{script}: {labels:?}");
}

/// What becomes of the script when the possibility of this label is taken; `¦` stands around what is
/// selected then.
#[track_caller]
fn gives(field: &str, script: &str, label: &str, expected: &str) {
    let items = completions(field, script);
    let labels: Vec<&str> = items.iter().map(|item| item.label.as_str()).collect();
    let item = items.iter().find(|item| item.label == label);
    let item = item.unwrap_or_else(|| panic!("{script}: no {label} in {labels:?}"));
    let (mut text, selected) = item.apply(&script.replace(CURSOR, ""));
    text.insert(selected.end, CURSOR);
    if selected.start < selected.end {
        text.insert(selected.start, CURSOR);
    }
    assert_eq!(text, expected, "{script}");
}

#[test]
fn attributes_behind_a_dot() {
    offers("job_title", "user.¦", &["title", "badgeColour", "displayName", "emails", "id"]);
    offers("job_title", "user.ti¦", &["title", "timezone"]);
    offers("job_title", "user.dn¦", &["displayName"]);
    offers("job_title", "user.name.¦", &["familyName", "formatted", "givenName"]);
    offers("job_title", "user.emails[0].¦", &["primary", "type", "value"]);
    offers("job_title", "enterprise.dep¦", &["department"]);
    offers(
        "job_title",
        "user[\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"].man¦",
        &["manager"],
    );
    offers("job_title", "vars.¦", &["domain"]);
    offers("job_title", "person.job¦", &["job_title"]);
    offers("job_title", "groups[0].cl¦", &["classification"]);
    offers("job_title", "user?.dis¦", &["displayName"]);
    offers("job_title", "user.\n  ti¦\nlet a = 1;", &["title", "timezone"]);
    offers("job_title", "user.¦.upper()", &["title"]);
    holds("job_title", "user.emails.¦", "value", false);
    holds("job_title", "usr.¦", "title", false);
}

#[test]
fn what_was_made_of_attributes_is_known() {
    offers("job_title", "user.emails.filter(|e| e.¦", &["primary", "type", "value"]);
    offers("job_title", "filter(user.emails, |e| e.v¦)", &["value"]);
    offers("job_title", "let e = user.emails.find(|e| e.primary);\ne.v¦", &["value"]);
    offers("job_title", "for entry in user.emails { entry.v¦ }", &["value"]);
    offers("job_title", "of_type(user.emails, \"work\").v¦", &["value"]);
    offers("job_title", "user.emails.primary().v¦", &["value"]);
    offers("job_title", "let n = user.name; n.g¦", &["givenName"]);
    offers("job_title", "find_organization(enterprise.organization).na¦", &["name"]);
    offers("job_title", "(user.name ?? #{}).gi¦", &["givenName"]);
    offers("functions", "fn f(user) { user.ti¦ }", &["title", "timezone"]);
}

#[test]
fn methods_fit_what_is_in_front_of_the_dot() {
    offers("job_title", "user.title.tr¦", &["trimmed", "transliterated", "truncated"]);
    offers("job_title", "user.emails.pri¦", &["primary_value", "primary"]);
    holds("job_title", "user.emails.¦", "filter", true);
    holds("job_title", "user.emails.¦", "trimmed", false);
    holds("job_title", "user.title.¦", "filter", false);
    holds("job_title", "user.title.¦", "lookup", false);
    holds("job_title", "user.title.¦", "find_organization", false);
    holds("job_title", "\"a\".¦", "upper", true);
    holds("job_title", "user.active.¦", "trimmed", false);
    offers("vip", "if user.title.¦", &["contains"]);
}

#[test]
fn names_where_something_begins() {
    offers("job_title", "titl¦", &["user.title"]);
    offers("job_title", "¦", &["user.title", "user", "enterprise", "custom", "vars", "person"]);
    offers("locale", "¦", &["user.locale", "user"]);
    offers("organization", "find_organization(¦", &["enterprise.organization", "user"]);
    offers("job_title", "t¦", &["user.title"]);
    holds("job_title", "clas¦", "groups.classification", false);
    offers("job_title", "department¦", &["enterprise.department"]);
    offers("job_title", "let role = user.title;\nro¦", &["role"]);
    offers("job_title", "known¦", &["known_email"]);
    offers("job_title", "is_n¦", &["is_new"]);
    offers("job_title", "first_p¦", &["first_present"]);
    offers("vip", "if user.a¦", &["active"]);
    offers("job_title", "[1].map(|entry| ent¦)", &["entry"]);
    holds("job_title", "rec¦", "record", false);
    holds("condition", "rec¦", "record", true);
    holds("condition", "gro¦", "group", true);
    holds("condition", "use¦", "user", false);
    holds("functions", "fn f(given) { us¦ }", "user", false);
    holds("functions", "fn f(given) { gi¦ }", "given", true);
    holds("job_title", "find_org¦", "find_organization", true);
}

#[test]
fn entries_of_lists_have_keys() {
    offers("contacts", "[#{ ¦ }]", &["label"]);
    offers("contacts", "[#{ em¦ }]", &["email"]);
    holds("contacts", "[#{ label: \"work\", ¦ }]", "label", false);
    offers("contacts", "[#{ label: \"¦\" }]", &["work", "mobile"]);
    offers("contacts", "[#{ label: ¦ }]", &["work", "mobile"]);
    offers("job_title", "user.title == ¦", &["Buyer", "Clerk"]);
    gives("contacts", "[#{ lab¦ }]", "label", "[#{ label: ¦ }]");
    holds("job_title", "#{ ¦ }", "label", false);
}

#[test]
fn operators_behind_values() {
    offers("job_title", "user.title ¦", &["??", "==", "!="]);
    offers("job_title", "user.title i¦", &["in"]);
    gives("job_title", "user.title ¦", "??", "user.title ?? ¦");
    holds("job_title", "user.title ?? ¦", "user", true);
}

#[test]
fn nothing_is_offered_where_nothing_is_known() {
    let nothing = |script: &str| assert_eq!(completions("job_title", script), [], "{script}");
    nothing("// us¦");
    nothing("/* us¦ */");
    nothing("let us¦");
    nothing("for us¦");
    nothing("list.map(|us¦");
    nothing("12¦");
    nothing("\"us¦\" + 1");
    nothing("`us¦`");
    nothing("fn us¦");
}

#[test]
fn texts_that_are_wanted() {
    offers("job_title", "lookup(\"¦", &["countries", "languages"]);
    offers("job_title", "lookup(\"lan¦\", user.locale)", &["languages"]);
    offers("job_title", "lookup(¦", &["countries", "languages"]);
    offers("job_title", "lookup(\"countries\", \"¦\")", &["england", "france"]);
    offers("job_title", "user.title == \"¦\"", &["Buyer", "Clerk"]);
    offers("job_title", "if \"¦\" != user.title {}", &["Buyer", "Clerk"]);
    offers("job_title", "user.title in [\"x\", \"¦\"]", &["Buyer", "Clerk"]);
    offers("job_title", "switch user.title { \"¦", &["Buyer", "Clerk"]);
    offers("job_title", "switch user.title { \"Buyer\" => 1, \"¦", &["Buyer", "Clerk"]);
    offers("job_title", "of_type(user.emails, \"¦\")", &["work", "home", "other"]);
    offers("job_title", "user.emails.value_of_type(\"ho¦\")", &["home"]);
    offers("job_title", "user.emails.filter(|e| e.type == \"¦", &["work", "home", "other"]);
    offers("job_title", "user.title.starts_with(\"¦\")", &["Buyer", "Clerk"]);
    offers("job_title", "user.title.is_one_of([\"¦\"])", &["Buyer", "Clerk"]);
    offers("job_title", "enterprise[\"¦\"]", &["department", "manager"]);
    offers("locale", "\"de¦\"", &["de"]);
    offers("locale", "if is_new { \"en¦\" }", &["en-US"]);
    offers("organization", "find_organization(\"¦\")", &["Acme Purchasing"]);
    offers("organization", "\"ac¦\"", &["Acme Purchasing"]);
    offers("job_title", "find_record(\"per¦\", 1)", &["person"]);
}

#[test]
fn what_is_chosen_is_written() {
    gives("job_title", "user.ti¦", "title", "user.title¦");
    gives("job_title", "user.ti¦tle.upper()", "title", "user.title¦.upper()");
    gives("job_title", "titl¦", "user.title", "user.title¦");
    gives("job_title", "enterprise.manager.re¦", "$ref", "enterprise.manager[\"$ref\"]¦");
    gives("job_title", "user.title.bef¦", "before", "user.title.before(\"¦separator¦\")");
    gives("job_title", "user.title.tri¦", "trimmed", "user.title.trimmed()¦");
    gives("job_title", "befo¦", "before", "before(¦text¦, \"separator\")");
    gives("job_title", "befo¦(user.title)", "before", "before¦(user.title)");
    gives("job_title", "user.emails.fil¦", "filter", "user.emails.filter(|entry| ¦condition¦)");
    gives("job_title", "lookup(\"cou¦", "countries", "lookup(\"countries\"¦");
    gives("job_title", "lookup(cou¦)", "countries", "lookup(\"countries\"¦)");
    gives("job_title", "  if¦", "if … else", "  if ¦condition¦ {\n    value\n  } else {\n    ()\n  }");
    gives("job_title", "known¦", "known_email", "known_email(¦user¦, other)");
    gives(
        "job_title",
        "¦",
        "First present of",
        "first_present([\n  ¦user.displayName¦,\n  user.userName,\n])",
    );
}

#[test]
fn each_possibility_says_what_it_is() {
    let item = |script: &str, label: &str| {
        let items = completions("job_title", script);
        items.into_iter().find(|item| item.label == label).unwrap_or_else(|| panic!("{label}"))
    };
    let title = item("user.ti¦", "title");
    assert_eq!(title.kind, CompletionKind::Attribute);
    assert_eq!((title.type_words.as_str(), title.matched.as_slice()), ("text", [0, 1].as_slice()));
    assert_eq!(title.detail, "“Buyer”, “Clerk” · sent in 3 of 3 samples");
    assert_eq!(title.doc, "Job title, such as \"Vice President\".\nRFC 7643 §4.1.1");
    let unknown = item("user.bad¦", "badgeColour");
    assert_eq!(unknown.doc, "Samples send it; it is in no schema that is known.");
    assert_eq!(item("user.nick¦", "nickName").detail, "sent in none of 3 samples");
    assert_eq!(item("user.em¦", "emails").type_words, "list of objects");
    assert_eq!(item("vars.d¦", "domain").doc, "In qa: acme-qa.example");
    assert_eq!(item("known¦", "known_email").doc, "The address that counts.");
    assert_eq!(item("trim¦", "trimmed").type_words, "trimmed(text) -> text");
    assert_eq!(item("lookup(\"¦", "countries").detail, "2 rows");
    assert_eq!(item("lookup(\"countries\", \"¦", "france").detail, "→ FR");
    assert_eq!(item("user.title == \"¦", "Buyer").detail, "sent 2 times");
}

#[test]
fn hover_tells_what_stands_there() {
    let card = |script: &str| {
        let (workbench, place, cursor) = with_script("job_title", script);
        workbench.hover_card(place, cursor).map(|card| {
            let facts: Vec<String> =
                card.facts.iter().map(|(word, fact)| format!("{word}: {fact}")).collect();
            let parts = [card.title, card.type_words, card.source, facts.join("; ")];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" | ")
        })
    };
    let check =
        |script: &str, expected: &str| assert_eq!(card(script).as_deref(), Some(expected), "{script}");
    check(
        "user.ti¦tle.trimmed()",
        "user.title | text | RFC 7643 §4.1.1 | Selected sample: “Buyer”; Samples: sent in 3 of 3 samples; \
         Values: “Buyer”, “Clerk”",
    );
    check(
        "enterprise.manager.va¦lue",
        "enterprise.manager.value | text | RFC 7643 §4.3 | Selected sample: “7001”; \
         Samples: sent in 3 of 3 samples; Values: “7001”",
    );
    check(
        "user.nick¦Name",
        "user.nickName | text | RFC 7643 §4.1.1 | Selected sample: (); Samples: sent in none of 3 samples",
    );
    check("user.title.tri¦mmed()", "trimmed(text) -> text | text | Text");
    check("known_¦email(user, 1)", "known_email(user, other)");
    check("lookup(\"coun¦tries\", 1)", "countries | lookup table, 2 rows | england: GB; france: FR");
    check("vars.dom¦ain", "vars.domain | text");
    check(
        "let a = user.title; ¦a",
        "a | text | First value: user.title; Samples: sent in 3 of 3 samples; Values: “Buyer”, “Clerk”",
    );
    check("i¦f true {}", "if");
    assert_eq!(card("1 ¦+ 2"), None);
    assert_eq!(card("unkn¦own"), None);
    assert_eq!(card("#{ ti¦tle: 1 }"), None);
}

#[test]
fn signatures_follow_the_argument() {
    let check = |script: &str, expected: Option<(&str, &str)>| {
        let (workbench, place, cursor) = with_script("job_title", script);
        let help = workbench.signature_help(place, cursor);
        let found = help.as_ref().map(|help| {
            let active = help.parameters.get(help.active).cloned().unwrap_or_default();
            (help.signature.as_str(), &help.signature[active])
        });
        assert_eq!(found, expected, "{script}");
    };
    check("before(¦", Some(("before(text, separator) -> text", "text")));
    check("before(user.title, ¦)", Some(("before(text, separator) -> text", "separator")));
    check("user.title.before(¦)", Some(("before(text, separator) -> text", "separator")));
    check("before(user.title, \"a, ¦\")", Some(("before(text, separator) -> text", "separator")));
    check("first_present([user.title, lower(¦)])", Some(("lower(text, language?) -> text", "text")));
    check("first_present([user.title, ¦])", Some(("first_present(list) -> value", "list")));
    check("known_email(user, ¦)", Some(("known_email(user, other)", "other")));
    check(
        "user.emails.filter(|a, b| ¦)",
        Some(("filter(list, |entry| condition) -> list", "|entry| condition")),
    );
    check("capitalized(1, ¦)", Some(("capitalized(text) -> text", "")));
    check("lower(1)¦", None);
    check("nothing(¦", None);
}

#[test]
fn definitions_are_found() {
    let check = |field: &str, script: &str, expected: Option<(ScriptPlace, &str, usize)>| {
        let (workbench, place, cursor) = with_script(field, script);
        let found = workbench.definition(place, cursor).map(|(place, range)| {
            (place, workbench.script(place).unwrap()[range.clone()].to_owned(), range.start)
        });
        let expected = expected.map(|(place, name, start)| (place, name.to_owned(), start));
        assert_eq!(found, expected, "{script}");
    };
    let rule = ScriptPlace::Rule { rule_set: 0, rule: 0 };
    check("job_title", "known_¦email(user, 1)", Some((ScriptPlace::Functions, "known_email", 31)));
    check("job_title", "let a = 1; a¦ + 2", Some((rule, "a", 4)));
    check("job_title", "let a = 1; let a = a¦;", Some((rule, "a", 4)));
    check("job_title", "[1].map(|e| ¦e)", Some((rule, "e", 9)));
    check("functions", "fn a() { b¦() } fn b() {}", Some((ScriptPlace::Functions, "b", 18)));
    check("job_title", "us¦er.title", None);
    check("job_title", "low¦er(1)", None);
}

#[test]
fn brackets_have_partners() {
    let check = |text: &str, expected: Option<[usize; 2]>| {
        let cursor = text.find(CURSOR).unwrap();
        let found = matching_brackets(&text.replace(CURSOR, ""), cursor);
        assert_eq!(found.map(|found| found.map(|bracket| bracket.start)), expected, "{text}");
    };
    check("f(¦a[0])", Some([1, 6]));
    check("f(a[0])¦", Some([6, 1]));
    check("¦(a)", Some([0, 2]));
    check("#{ a: 1 }¦", Some([8, 0]));
    check("(¦\")\")", Some([0, 4]));
    check("`a${¦f(1)}b`", Some([2, 8]));
    check("f(¦a[0]", None);
}

#[test]
fn what_samples_hold_follows_their_changes() {
    let mut workbench = desk(project().model);
    let learned = |workbench: &Workbench| workbench.knowledge().samples().users.n_samples;
    assert_eq!(learned(&workbench), 3);
    assert!(workbench.learn_effect().is_none());
    let command = scimwright::workbench::SampleCommand::Delete { sample: 0 };
    let effects = workbench.apply(scimwright::workbench::Command::Sample(command), Duration::from_secs(1));
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Start(job) if matches!(**job, Job::Learn { .. })))
    );
}

#[test]
fn counting_the_changes_is_counting_anew() {
    use scimwright::workbench::language::SampleLearner;
    let all: Vec<_> = project().model.samples.iter().cloned().collect();
    let mut learner = SampleLearner::default();
    let orders: [&[usize]; 7] = [&[0, 1], &[0, 1, 2], &[2], &[], &[1, 0, 2], &[1, 2, 0], &[1, 1]];
    for order in orders {
        let samples: Vec<_> = order.iter().map(|idx| Arc::clone(&all[*idx])).collect();
        let known = learner.learn(&samples, &|| false).expect("nobody cancelled");
        assert_eq!(known, SampleKnowledge::of(&samples), "{order:?}");
    }
}

#[test]
fn ten_thousand_values_take_no_time() {
    let mut model = project().model;
    let sample = Arc::clone(&model.samples[0]);
    model.samples.clear();
    for number in 0..5_000 {
        let mut copy = (*sample).clone();
        let mut value = copy.payload.value().unwrap();
        value["title"] = json!(format!("Title {number}"));
        value["displayName"] = json!(format!("Person {number}"));
        copy.payload = scimwright::project::SamplePayload::of(&value);
        model.samples.push(Arc::new(copy));
    }
    model.mapping.rule_sets[0].rules[0].script = "user.title == \"42\"; user.t".to_owned();
    let workbench = desk(model);
    let place = ScriptPlace::Rule { rule_set: 0, rule: 0 };
    let time = |cursor: usize| {
        let times = (0..5).map(|_| {
            let started = Instant::now();
            assert!(!workbench.completions(place, cursor).items.is_empty());
            started.elapsed()
        });
        times.min().expect("five times")
    };
    // So much in a debug build on a busy machine.
    let times = [time(17), time(26), time(0)];
    assert!(times.iter().all(|time| *time < Duration::from_millis(100)), "{times:?}");
}

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "user",
        ".",
        "?.",
        "title",
        "emails",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "#{",
        "|",
        "e",
        "\"",
        "`",
        "${",
        "let ",
        "x",
        "=",
        "==",
        ";",
        ",",
        "lookup",
        "countries",
        "if ",
        "else",
        "switch ",
        "=>",
        "fn ",
        "known_email",
        " ",
        "\n",
        "//",
        "/*",
        "0",
        "é",
        "for ",
        " in ",
        "find_record",
        "of_type",
        "??",
    ])
}

proptest! {
    #[test]
    fn any_script_and_any_cursor_will_do(pieces in prop::collection::vec(piece(), 0..24), at in any::<prop::sample::Index>()) {
        let script = pieces.concat();
        let mut cursor = at.index(script.len() + 1);
        while !script.is_char_boundary(cursor) {
            cursor -= 1;
        }
        let mut model = project().model;
        model.mapping.rule_sets[0].rules[0].script.clone_from(&script);
        let workbench = desk(model);
        let place = ScriptPlace::Rule { rule_set: 0, rule: 0 };
        for item in workbench.completions(place, cursor).items {
            let (text, selected) = item.apply(&script);
            prop_assert!(text.get(selected).is_some());
            prop_assert!(item.replaces.start <= cursor && cursor <= item.replaces.end);
        }
        workbench.hover_card(place, cursor);
        workbench.signature_help(place, cursor);
        workbench.definition(place, cursor);
        matching_brackets(&script, cursor);
    }
}
