//! Choosing rows by pointer and keyboard.

use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use scimwright::gui::theme::SIZES;
use scimwright::gui::widgets::{
    Column, List, ListRow, Sign, columns_header_ui, list_row_ui, list_ui, row_text_ui, rows_ui, twisty_ui,
};

use super::builder;

#[derive(Default)]
struct Chosen {
    selected: Option<usize>,
    activated: Option<usize>,
    unfolded: Option<(usize, bool)>,
}

/// A list of a thousand rows, of which about ten fit.
fn long_list() -> Harness<'static, Chosen> {
    builder().with_size([300.0, 290.0]).build_ui_state(
        |ui, state: &mut Chosen| {
            let list = List {
                id_salt: "people",
                accessible_name: "People",
                n_rows: 1000,
                row_height: SIZES.row,
                selected: state.selected,
                row_name: &|row_idx| format!("Person {row_idx}"),
                scroll_to: None,
                lines: true,
            };
            let output = list_ui(ui, list, |ui, row_idx, _| {
                ui.label(format!("name of {row_idx}"));
            });
            state.selected = output.chosen.or(state.selected);
            state.activated = output.activated.or(state.activated);
            state.unfolded = output.unfolded.or(state.unfolded);
        },
        Chosen::default(),
    )
}

#[test]
fn a_row_is_chosen_by_its_name() {
    let mut harness = long_list();
    harness.get_by_label("Person 3").click();
    harness.run();
    assert_eq!(harness.state().selected, Some(3));
    assert_eq!(harness.get_by_label("Person 3").accesskit_node().is_selected(), Some(true));
    assert_eq!(harness.get_by_label("Person 2").accesskit_node().is_selected(), Some(false));
}

#[test]
fn arrow_keys_move_the_choice_and_scroll() {
    let mut harness = long_list();
    harness.get_by_label("Person 3").click();
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert_eq!(harness.state().selected, Some(4));
    harness.key_press(Key::End);
    harness.run();
    assert_eq!(harness.state().selected, Some(999));
    assert!(harness.get_by_label("Person 999").is_focused());
    harness.key_press(Key::PageUp);
    harness.run();
    let paged = harness.state().selected.expect("a row is chosen");
    assert!((985..995).contains(&paged), "{paged}");
    harness.key_press(Key::Home);
    harness.run();
    assert!(harness.get_by_label("Person 0").is_focused());
    assert!(harness.query_by_label("Person 999").is_none(), "only what can be seen is drawn");
}

#[test]
fn enter_activates_and_arrows_unfold() {
    let mut harness = long_list();
    harness.get_by_label("Person 2").click();
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().unfolded, Some((2, true)));
    assert_eq!(harness.state().activated, Some(2));
}

#[test]
fn a_list_has_one_tab_stop() {
    let mut harness = long_list();
    harness.key_press(Key::Tab);
    harness.run();
    assert!(harness.get_by_label("Person 0").is_focused());
    harness.key_press(Key::Tab);
    harness.run();
    assert!(!harness.get_by_label("Person 1").is_focused());
}

#[test]
fn single_rows_can_be_clicked_anywhere() {
    let mut harness = builder().build_ui_state(
        |ui, clicked: &mut Vec<&str>| {
            rows_ui(ui, |ui| {
                for name in ["Joiner, full", "Leaver"] {
                    let row = ListRow { accessible_name: name, selected: false, height: SIZES.row };
                    let output = list_row_ui(ui, row, |ui| row_text_ui(ui, Sign::Ok, "text", |_| {}));
                    if output.response.clicked() {
                        clicked.push(name);
                    }
                }
            });
        },
        Vec::new(),
    );
    harness.get_by_label("Leaver").click();
    harness.run();
    harness.get_by_label("Joiner, full").focus();
    harness.run();
    harness.key_press(Key::Space);
    harness.run();
    assert_eq!(harness.state(), &["Leaver", "Joiner, full"]);
}

#[test]
fn a_twisty_folds_without_choosing() {
    let mut harness = builder().build_ui_state(
        |ui, (toggled, chosen): &mut (bool, bool)| {
            let row = ListRow { accessible_name: "emails, 1", selected: false, height: SIZES.tree_row };
            let output = list_row_ui(ui, row, |ui| twisty_ui(ui, 1, Some(true), "emails"));
            *toggled |= output.inner;
            *chosen |= output.response.clicked();
        },
        (false, false),
    );
    harness.get_by_label("Fold emails").click();
    harness.run();
    assert_eq!(harness.state(), &(true, false));
}

#[test]
fn cells_stand_under_their_header() {
    let mut harness = builder().build_ui(|ui| {
        let columns = columns_header_ui(
            ui,
            "rules",
            &[Column::share("Field", 1.0, 40.0), Column::points("Persons", 80.0).right()],
        );
        let row = ListRow { accessible_name: "row", selected: false, height: SIZES.row };
        list_row_ui(ui, row, |ui| {
            columns.cell_ui(ui, 0, |ui| ui.label("job_title"));
            columns.cell_ui(ui, 1, |ui| ui.label("201"));
        });
    });
    harness.run();
    let row = harness.get_by_label("row").rect();
    assert!((harness.get_by_label("job_title").rect().left() - row.left() - SIZES.padding).abs() < 1.0);
    assert!((harness.get_by_label("201").rect().right() - row.right() + SIZES.padding).abs() < 1.0);
}
