//! Finding and replacing in all scripts.

use scimwright::workbench::{FindQuery, RuleCommand, ScriptPlace, find_in_scripts, replaced, script_places};

use super::desk::Desk;

fn query(text: &str) -> FindQuery {
    FindQuery { text: text.to_owned(), replacement: "X".to_owned(), ..FindQuery::default() }
}

/// What is found in a script, each with its place, and the script with all of it replaced.
fn found(script: &str, query: &FindQuery) -> String {
    let result = find_in_scripts([(ScriptPlace::Functions, script)], query);
    if let Some(problem) = result.problem {
        return problem;
    }
    let places = result.places.iter().map(|place| {
        let found = &place.preview[place.found.clone()];
        format!("{}:{} {found}", place.line, place.column)
    });
    let places: Vec<_> = places.collect();
    let replaced = replaced(&result.places, |_| Some(script));
    let text = replaced.first().map_or(script, |(_, text)| text);
    format!("{} => {text}", places.join(", "))
}

#[track_caller]
fn check(script: &str, query: &FindQuery, expected: &str) {
    assert_eq!(found(script, query), expected);
}

#[test]
fn texts_are_found_and_replaced() {
    check("user.title", &query("TITLE"), "1:6 title => user.X");
    check("a\n  é.a", &query("a"), "1:1 a, 2:5 a => X\n  é.X");
    check("aaa", &query("aa"), "1:1 aa => Xa");
    check("a.b", &query("."), "1:2 . => aXb");
    check("a", &query(""), " => a");
    check("a$1", &FindQuery { replacement: "$1".to_owned(), ..query("a") }, "1:1 a => $1$1");
}

#[test]
fn options_narrow_what_is_found() {
    let case = |text| FindQuery { matches_case: true, ..query(text) };
    let word = |text| FindQuery { is_whole_word: true, ..query(text) };
    let pattern = |text| FindQuery { is_pattern: true, ..query(text) };
    check("Title title", &case("title"), "1:7 title => Title X");
    check("title titles", &word("title"), "1:1 title => X titles");
    check("vars.a1 vars.b2", &pattern(r"vars\.\w+"), "1:1 vars.a1, 1:9 vars.b2 => X X");
    check("a\nb", &pattern("^b"), "2:1 b => a\nX");
    check("aa", &pattern("b*"), " => aa");
    check("x", &pattern("("), "No regular expression: unclosed group");
    check("x", &pattern(r"\w{1000}{1000}"), "The regular expression is too large");
    let swap = FindQuery { replacement: "$2.$1".to_owned(), ..pattern(r"(\w+)\.(\w+)") };
    check("user.title", &swap, "1:1 user.title => title.user");
    check("a {\n b", &pattern(r"\{\s+b"), "1:3 { => a X");
}

#[test]
fn all_scripts_are_replaced_in_one_step() {
    let mut desk = Desk::new();
    let scripts = |desk: &Desk| -> Vec<(ScriptPlace, String)> {
        let places = script_places(&desk.workbench.model().mapping).into_iter();
        places.map(|place| (place, desk.workbench.script(place).unwrap().to_owned())).collect()
    };
    let before = scripts(&desk);
    let texts = before.iter().map(|(place, text)| (*place, text.as_str()));
    let result = find_in_scripts(texts, &query("displayName"));
    assert_eq!(result.places.len(), 2);
    let scripts_after = replaced(&result.places, |place| desk.workbench.script(place));
    desk.apply(RuleCommand::SetScripts { scripts: scripts_after });
    let changed: Vec<_> =
        scripts(&desk).into_iter().filter(|of| !before.contains(of)).map(|(_, text)| text).collect();
    assert_eq!(changed, ["user.X", "group.X"]);
    desk.apply(scimwright::workbench::Command::Undo);
    assert_eq!(scripts(&desk), before);
}

#[test]
fn of_very_many_places_the_first_are_listed() {
    let script = "a ".repeat(3_000);
    let result = find_in_scripts([(ScriptPlace::Functions, script.as_str())], &query("a"));
    assert!(result.is_cut);
    assert_eq!(result.places.len(), 2_000);
}
