//! The code editor as it is used: typing, keys, marks, and what is done to it from outside.

use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use scimwright::diagnostic::Severity;
use scimwright::gui::widgets::{
    CodeEditor, CodeMark, Language, code_editor_id, code_editor_ui, insert_at_cursor, request_focus,
    set_cursor,
};

use super::builder;

const NAME: &str = "Script of job_title";

struct Script {
    text: String,
    marks: Vec<CodeMark>,
    hints: Vec<(usize, String)>,
    read_only: bool,
    wraps: bool,
    cursor: Option<(usize, usize)>,
    has_caret: bool,
    caret_top: f32,
    n_changes: usize,
}

fn script(text: &str) -> Script {
    Script {
        text: text.to_owned(),
        marks: Vec::new(),
        hints: Vec::new(),
        read_only: false,
        wraps: false,
        cursor: None,
        has_caret: false,
        caret_top: 0.0,
        n_changes: 0,
    }
}

fn harness(state: Script) -> Harness<'static, Script> {
    let mut harness = builder().build_ui_state(
        |ui, state: &mut Script| {
            let above = ui.button("Above");
            let below = egui::Panel::bottom("below").show(ui, |ui| ui.button("Below")).inner;
            drop((above, below));
            let editor = CodeEditor {
                id_salt: "script",
                text: &mut state.text,
                accessible_name: NAME,
                marks: &state.marks,
                shows_tooltips: true,
                line_hints: &state.hints,
                stretches: &[],
                language: Language::Rhai,
                read_only: state.read_only,
                wraps: state.wraps,
            };
            let output = code_editor_ui(ui, editor);
            state.cursor = output.cursor;
            state.has_caret = output.caret.is_some();
            state.caret_top = output.caret.map_or(0.0, |caret| caret.top());
            state.n_changes += usize::from(output.changed);
        },
        state,
    );
    harness.run();
    harness
}

/// An editor with the cursor at a line and column.
fn editing(text: &str, line: usize, column: usize) -> Harness<'static, Script> {
    let mut harness = harness(script(text));
    let id = code_editor_id("script");
    request_focus(&harness.ctx, id);
    set_cursor(&harness.ctx, id, text, line, column);
    harness.run();
    harness
}

fn press(harness: &mut Harness<'static, Script>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn type_text(harness: &mut Harness<'static, Script>, text: &str) {
    harness.get_by_role_and_label(Role::MultilineTextInput, NAME).type_text(text);
    harness.run();
}

#[test]
fn what_is_typed_is_in_the_text() {
    let mut harness = editing("", 1, 1);
    type_text(&mut harness, "user.title");
    assert_eq!(harness.state().text, "user.title");
    assert_eq!(harness.state().cursor, Some((1, 11)));
    assert!(harness.state().has_caret);
    assert_eq!(harness.state().n_changes, 1);
}

#[test]
fn tab_and_shift_tab_indent() {
    let mut harness = editing("a\nb", 2, 1);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!(harness.state().text, "a\n  b");
    assert_eq!(harness.state().cursor, Some((2, 3)));
    press(&mut harness, Modifiers::SHIFT, Key::Tab);
    assert_eq!(harness.state().text, "a\nb");
    press(&mut harness, Modifiers::COMMAND, Key::A);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!(harness.state().text, "  a\n  b");
}

#[test]
fn enter_indents_and_the_brace_moves_out() {
    let mut harness = editing("", 1, 1);
    type_text(&mut harness, "if is_new {");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    type_text(&mut harness, "1");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    type_text(&mut harness, "}");
    assert_eq!(harness.state().text, "if is_new {\n  1\n}");
}

#[test]
fn keys_of_one_frame_keep_their_order() {
    let mut harness = editing("", 1, 1);
    let key = |key| egui::Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    harness.input_mut().events.extend([
        egui::Event::Text("a".to_owned()),
        key(Key::Enter),
        key(Key::Tab),
        egui::Event::Text("b".to_owned()),
        key(Key::Enter),
        egui::Event::Text("c".to_owned()),
    ]);
    harness.run();
    assert_eq!(harness.state().text, "a\n  b\n  c");
}

#[test]
fn ctrl_slash_comments_out() {
    let mut harness = editing("  user.title", 1, 5);
    press(&mut harness, Modifiers::COMMAND, Key::Slash);
    assert_eq!(harness.state().text, "  // user.title");
    press(&mut harness, Modifiers::COMMAND, Key::Slash);
    assert_eq!(harness.state().text, "  user.title");
}

#[test]
fn escape_gives_tab_back() {
    let mut harness = editing("a", 1, 2);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.get_by_label(NAME).is_focused());
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!(harness.state().text, "a");
    assert!(!harness.get_by_label(NAME).is_focused());
}

#[test]
fn typing_takes_tab_again() {
    let mut harness = editing("a", 1, 2);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    type_text(&mut harness, "b");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!(harness.state().text, "ab  ");
}

#[test]
fn escape_twice_leaves_the_editor() {
    let mut harness = editing("a", 1, 2);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!harness.get_by_label(NAME).is_focused());
}

#[test]
fn the_editor_says_how_it_is_left() {
    let harness = harness(script("a"));
    let description =
        harness.get_by_label(NAME).accesskit_node().description().expect("the editor is described");
    assert!(description.contains("Escape"), "{description}");
}

#[test]
fn it_has_no_undo_of_its_own() {
    let mut harness = editing("", 1, 1);
    type_text(&mut harness, "user");
    harness.run_steps(8);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.state().text, "user");
}

#[test]
fn marks_and_hints_can_be_read_without_seeing() {
    let mark = |line, severity, message: &str| CodeMark {
        line,
        column: 6,
        length: 5,
        severity,
        fix: None,
        message: message.to_owned(),
    };
    let mut state = script("user.title\nvars");
    state.marks = vec![
        mark(1, Severity::Warning, "No sample sends title"),
        mark(7, Severity::Error, "The script ends too early"),
    ];
    state.hints = vec![(1, "\"Service Desk Lead\"".to_owned())];
    let harness = harness(state);
    harness.get_by_label("Warning, line 1: No sample sends title");
    harness.get_by_label("Error, line 7: The script ends too early");
    harness.get_by_label("\"Service Desk Lead\"");
}

#[test]
fn a_path_is_inserted_at_the_cursor() {
    let mut harness = editing("let a = ;\n", 1, 9);
    let mut text = harness.state().text.clone();
    insert_at_cursor(&harness.ctx, code_editor_id("script"), &mut text, "user.title");
    harness.state_mut().text = text;
    harness.run();
    assert_eq!(harness.state().text, "let a = user.title;\n");
    assert_eq!(harness.state().cursor, Some((1, 19)));
    type_text(&mut harness, "!");
    assert_eq!(harness.state().text, "let a = user.title!;\n");
}

#[test]
fn a_path_is_inserted_at_the_end_of_a_script_never_touched() {
    let harness = harness(script("a + "));
    let mut text = harness.state().text.clone();
    insert_at_cursor(&harness.ctx, code_editor_id("script"), &mut text, "b");
    assert_eq!(text, "a + b");
}

#[test]
fn a_jump_scrolls_to_its_place() {
    let text = "line\n".repeat(200);
    let mut harness = editing(&text, 150, 3);
    assert_eq!(harness.state().cursor, Some((150, 3)));
    let id = code_editor_id("script");
    set_cursor(&harness.ctx, id, &text, 900, 900);
    harness.run();
    assert_eq!(harness.state().cursor, Some((201, 1)));
}

#[test]
fn a_text_replaced_by_a_shorter_one_is_fine() {
    let mut harness = editing("user.title", 1, 11);
    harness.state_mut().text = "é".to_owned();
    harness.run();
    assert_eq!(harness.state().cursor, Some((1, 2)));
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!(harness.state().text, "é  ");
}

#[test]
fn a_read_only_text_stays() {
    let mut state = script("{ \"a\": 1 }");
    state.read_only = true;
    let mut harness = harness(state);
    request_focus(&harness.ctx, code_editor_id("script"));
    harness.run();
    harness.get_by_label(NAME).type_text("x");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!(harness.state().text, "{ \"a\": 1 }");
    assert!(!harness.get_by_label(NAME).is_focused());
}

/// A line of JSON that is wider than the window, wrapped, with the cursor in the line behind it.
#[test]
fn long_lines_are_wrapped_when_wanted() {
    let text = format!("{{\n  \"value\": \"{}\"\n}}", "x".repeat(400));
    let caret_below_first = |wraps: bool| {
        let mut harness = harness(Script { wraps, ..script(&text) });
        let id = code_editor_id("script");
        request_focus(&harness.ctx, id);
        set_cursor(&harness.ctx, id, &text, 3, 1);
        harness.run();
        assert_eq!(harness.state().cursor, Some((3, 1)));
        let below = harness.state().caret_top;
        set_cursor(&harness.ctx, id, &text, 2, 1);
        harness.run();
        below - harness.state().caret_top
    };
    assert!(caret_below_first(true) > 2.0 * caret_below_first(false));
}
