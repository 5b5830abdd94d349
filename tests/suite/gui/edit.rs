//! What the editing keys do to a text, key by key.

use scimwright::gui::widgets::{
    Editing, Language, close_brace, delete_lines, delete_pair, duplicate_lines, indent, insert_line,
    move_lines_down, move_lines_up, outdent, toggle_comment, type_paired,
};

/// Reads a text in which `|` is the cursor, or two `|` stand around what is selected.
fn read(marked: &str) -> Editing {
    let positions: Vec<usize> = marked
        .chars()
        .enumerate()
        .filter(|(_, character)| *character == '|')
        .enumerate()
        .map(|(n_before, (position, _))| position - n_before)
        .collect();
    let anchor = positions.first().copied().unwrap_or(0);
    Editing { text: marked.replace('|', ""), anchor, head: positions.last().copied().unwrap_or(0) }
}

fn write(editing: &Editing) -> String {
    let mut text: Vec<char> = editing.text.chars().collect();
    text.insert(editing.head, '|');
    if editing.anchor != editing.head {
        text.insert(editing.anchor, '|');
    }
    text.into_iter().collect()
}

#[track_caller]
fn check(key: impl Fn(&Editing) -> Editing, before: &str, after: &str) {
    assert_eq!(write(&key(&read(before))), after);
}

#[test]
fn tab_indents() {
    check(indent, "a|b", "a  |b");
    check(indent, "|", "  |");
    check(indent, "|a\nb|", "|  a\n  b|");
    check(indent, "é|a\n\nb|c", "  é|a\n\n  b|c");
    check(indent, "|a\n|b", "|  a\n|b");
}

#[test]
fn shift_tab_outdents() {
    check(outdent, "    a|b", "  a|b");
    check(outdent, " a|", "a|");
    check(outdent, "\ta|", "a|");
    check(outdent, "a|b", "a|b");
    check(outdent, "|  a\n b\n    c|", "|a\nb\n  c|");
    check(outdent, " | a", "|a");
}

#[test]
fn enter_keeps_the_indentation() {
    check(insert_line, "a|", "a\n|");
    check(insert_line, "  a|", "  a\n  |");
    check(insert_line, "  if x {|", "  if x {\n    |");
    check(insert_line, "f(|", "f(\n  |");
    check(insert_line, "let a = [ |", "let a = [ \n  |");
    check(insert_line, "  a|b|c", "  a\n  |c");
    check(insert_line, " | a", " \n | a");
}

#[test]
fn enter_between_brackets_makes_room() {
    check(insert_line, "if x {|}", "if x {\n  |\n}");
    check(insert_line, "  f(|)", "  f(\n    |\n  )");
    check(insert_line, "[|)", "[\n  |)");
}

#[test]
fn lines_are_moved_copied_and_taken_out() {
    let up = |editing: &Editing| move_lines_up(editing).unwrap_or_else(|| editing.clone());
    let down = |editing: &Editing| move_lines_down(editing).unwrap_or_else(|| editing.clone());
    check(up, "a\nb|c\nd", "b|c\na\nd");
    check(up, "a|\nb", "a|\nb");
    check(up, "a\n|b\nc|\nd", "|b\nc|\na\nd");
    check(down, "a|b\nc", "c\na|b");
    check(down, "a\nb|", "a\nb|");
    check(down, "|a\n|b", "b\n|a|");
    check(down, "é|\n", "\né|");
    check(duplicate_lines, "a|b\nc", "ab\na|b\nc");
    check(duplicate_lines, "|a\nb|", "a\nb\n|a\nb|");
    check(duplicate_lines, "|", "\n|");
    check(delete_lines, "a\nb|b\nc", "a\nc|");
    check(delete_lines, "ab|", "|");
    check(delete_lines, "a\n|b\nc|", "a|");
    check(delete_lines, "a\nbc|", "a|");
}

#[test]
fn brackets_and_quotes_come_in_pairs() {
    let typed = |character: char, before: &str| {
        let editing = read(before);
        type_paired(&editing, Language::Rhai, character).map_or("typed".to_owned(), |after| write(&after))
    };
    assert_eq!(typed('(', "upper|"), "upper(|)");
    assert_eq!(typed('(', "|name"), "typed");
    assert_eq!(typed(')', "upper(|)"), "upper()|");
    assert_eq!(typed(')', "f((|)"), "typed");
    assert_eq!(typed('[', "a = |;"), "a = [|];");
    assert_eq!(typed('(', "|a + b|"), "(|a + b|)");
    assert_eq!(typed('"', "lookup(|)"), "lookup(\"|\")");
    assert_eq!(typed('"', "lookup(\"|\")"), "lookup(\"\"|)");
    assert_eq!(typed('"', "lookup(\"a|\")"), "lookup(\"a\"|)");
    assert_eq!(typed('"', "\"a|"), "typed");
    assert_eq!(typed('"', "a|"), "typed");
    assert_eq!(typed('(', "\"a|\""), "typed");
    assert_eq!(typed('(', "// a|"), "typed");
    assert_eq!(typed('(', "`${|}`"), "`${(|)}`");
    assert_eq!(typed('`', "a + |"), "a + `|`");
    assert_eq!(typed('(', "`a|"), "typed");
}

#[test]
fn backspace_takes_an_empty_pair() {
    let erased = |before: &str| {
        delete_pair(&read(before), Language::Rhai).map_or("one".to_owned(), |after| write(&after))
    };
    assert_eq!(erased("f(|)"), "f|");
    assert_eq!(erased("[|]"), "|");
    assert_eq!(erased("f(|])"), "one");
    assert_eq!(erased("f(\"|\")"), "f(|)");
    assert_eq!(erased("\"a\"|\"b\""), "one");
    assert_eq!(erased("|"), "one");
}

#[test]
fn a_closing_brace_moves_out() {
    let brace = |before: &str| close_brace(&read(before)).map(|after| write(&after));
    assert_eq!(brace("if x {\n    |"), Some("if x {\n  }|".to_owned()));
    assert_eq!(brace("if x {\n  |"), Some("if x {\n}|".to_owned()));
    assert_eq!(brace("if x { 1 |"), None);
    assert_eq!(brace("|"), None);
}

#[test]
fn ctrl_slash_toggles_comments() {
    let comment = |editing: &Editing| toggle_comment(editing, "//");
    check(comment, "a|b", "// a|b");
    check(comment, "  a|", "  // a|");
    check(comment, "  // a|", "  a|");
    check(comment, "//a|", "a|");
    check(comment, "// a|\n", "a|\n");
    check(comment, "|a\n  b\n\nc|", "|// a\n//   b\n\n// c|");
    check(comment, "|// a\n//   b\n\n// c|", "|a\n  b\n\nc|");
    check(comment, "|// a\nb|", "|// // a\n// b|");
    check(comment, "|", "|");
}

#[test]
fn positions_past_the_end_are_clamped() {
    let far = Editing { text: "ab".to_owned(), anchor: 9, head: 9 };
    assert_eq!(write(&indent(&far)), "ab  |");
    assert_eq!(write(&outdent(&far)), "ab|");
    assert_eq!(write(&insert_line(&far)), "ab\n|");
}
