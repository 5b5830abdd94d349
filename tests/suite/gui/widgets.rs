//! The smaller widgets: what they are called and what they report.

use egui::{Role, Theme, ThemePreference};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use scimwright::diagnostic::Severity;
use scimwright::gui::theme::{Tokens, dialog};
use scimwright::gui::widgets::{
    BadgeKind, Sign, TextField, badge_ui, button_primary_ui, button_quiet_ui, button_small_ui, button_ui,
    callout_ui, card_ui, empty_state_ui, environment_strip_ui, hairline_ui, hairline_weak_ui,
    panel_header_ui, panel_header_with_ui, paragraph_ui, pill_ui, sign_and_word_ui, sign_ui, tab_ui, tabs_ui,
    text_field_ui,
};

use super::builder;

const SIGNS: [Sign; 12] = [
    Sign::Set,
    Sign::Kept,
    Sign::Cleared,
    Sign::Failed,
    Sign::Skipped,
    Sign::Rejected,
    Sign::Changed,
    Sign::Again,
    Sign::Warning,
    Sign::Error,
    Sign::Note,
    Sign::Ok,
];

/// Everything that is only looked at.
fn everything_ui(ui: &mut egui::Ui) {
    let tokens = Tokens::of(ui);
    panel_header_ui(ui, "Samples", "24 · masked");
    panel_header_with_ui(ui, "Script", |ui| drop(ui.label("job_title")), |ui| drop(ui.label("1 note")));
    environment_strip_ui(ui, tokens.amber);
    hairline_ui(ui);
    hairline_weak_ui(ui);
    for sign in SIGNS {
        sign_ui(ui, sign);
        sign_and_word_ui(ui, sign);
    }
    for kind in [BadgeKind::Quiet, BadgeKind::Accent, BadgeKind::Good, BadgeKind::Warning, BadgeKind::Bad] {
        badge_ui(ui, "PATCH", kind);
    }
    card_ui(ui, |ui| ui.label("in a card"));
    callout_ui(ui, tokens.accent, |ui| paragraph_ui(ui, "`user.title` is **\"Lead\"**"));
}

#[test]
fn everything_is_drawn_in_both_themes() {
    for theme in [ThemePreference::Dark, ThemePreference::Light] {
        let mut harness = builder().with_size([600.0, 1600.0]).build_ui(move |ui| {
            ui.set_theme(theme);
            everything_ui(ui);
        });
        harness.run();
        assert_eq!(harness.get_by_label("Samples").accesskit_node().role(), Role::Heading);
        harness.get_by_label("24 · masked");
        harness.get_by_label("user.title is \"Lead\"");
        assert_eq!(harness.get_all_by_label("cleared").count(), 2);
        assert_eq!(harness.ctx.theme() == Theme::Dark, theme == ThemePreference::Dark);
    }
}

#[test]
fn signs_differ_without_colour() {
    let looks = |sign: Sign| (sign.glyph(), sign.word());
    for (index, one) in SIGNS.iter().enumerate() {
        for other in &SIGNS[index + 1..] {
            assert_ne!(looks(*one), looks(*other));
        }
    }
    let glyphs: Vec<&str> = [Severity::Note, Severity::Warning, Severity::Error]
        .map(|severity| Sign::of_severity(severity).glyph())
        .into();
    assert_eq!(glyphs, ["i", "!", "✕"]);
}

#[test]
fn buttons_report_that_they_were_pressed() {
    let mut harness = builder().build_ui_state(
        |ui, pressed: &mut Vec<&str>| {
            let responses = [
                ("Export…", button_primary_ui(ui, "Export…")),
                ("Undo", button_ui(ui, "Undo")),
                ("Acknowledge", button_small_ui(ui, "Acknowledge")),
                ("Fix", button_quiet_ui(ui, "Fix")),
                ("QA contoso-qa", pill_ui(ui, "QA contoso-qa", Tokens::of(ui).amber)),
            ];
            pressed
                .extend(responses.iter().filter(|(_, response)| response.clicked()).map(|(name, _)| *name));
            ui.add_enabled_ui(false, |ui| button_ui(ui, "Redo"));
        },
        Vec::new(),
    );
    let names = ["Export…", "Undo", "Acknowledge", "Fix", "QA contoso-qa"];
    for name in names {
        harness.get_by_label(name).click();
        harness.run();
    }
    harness.get_by_label("Redo").click();
    harness.run();
    assert_eq!(harness.state(), &names);
    assert!(harness.get_by_label("Redo").accesskit_node().is_disabled());
}

#[test]
fn tabs_report_which_was_pressed() {
    let mut harness = builder().build_ui_state(
        |ui, view: &mut usize| {
            let tabs = [("Design", *view == 0), ("Grid", *view == 1)];
            *view = tabs_ui(ui, &tabs).unwrap_or(*view);
            tab_ui(ui, "Cases", &[("38", Tokens::of(ui).set), ("/2", Tokens::of(ui).failed)], false);
        },
        0,
    );
    harness.get_by_label("Grid").click();
    harness.run();
    assert_eq!(*harness.state(), 1);
    assert_eq!(harness.get_by_label("Grid").accesskit_node().is_selected(), Some(true));
    assert_eq!(harness.get_by_label_contains("Cases").accesskit_node().role(), Role::Tab);
}

#[test]
fn an_empty_state_offers_its_action() {
    let mut harness = builder().build_ui_state(
        |ui, pressed: &mut bool| {
            *pressed |= empty_state_ui(ui, "No case yet", Some("Make the first case"));
        },
        false,
    );
    harness.get_by_label("No case yet");
    harness.get_by_label("Make the first case").click();
    harness.run();
    assert!(*harness.state());
}

#[test]
fn a_text_field_is_found_by_its_name() {
    let mut harness = builder().build_ui_state(
        |ui, text: &mut String| {
            let field = TextField {
                text,
                accessible_name: "Search",
                hint: "Search fields",
                trailing: "Ctrl K",
                width: 240.0,
            };
            text_field_ui(ui, field);
        },
        String::new(),
    );
    harness.get_by_role_and_label(Role::TextInput, "Search").focus();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Search").type_text("manager");
    harness.run();
    assert_eq!(harness.state(), "manager");
}

#[test]
fn a_dialog_closes_on_escape() {
    let mut harness = builder().build_ui_state(
        |ui, is_open: &mut bool| {
            if *is_open
                && dialog(ui, egui::Id::unique("about")).show(ui, |ui| ui.label("About")).should_close()
            {
                *is_open = false;
            }
        },
        true,
    );
    harness.run();
    harness.get_by_label("About");
    harness.key_press(egui::Key::Escape);
    harness.run();
    assert!(harness.query_by_label("About").is_none());
}
