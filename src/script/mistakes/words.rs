//! Words of other languages, and words of this one in another spelling.

use crate::script::mistakes::mistake::Mistake;
use crate::script::mistakes::scene::Scene;
use crate::script::syntax::{KEYWORDS, Token, TokenKind};

pub(super) fn recognize(scene: &Scene<'_>) -> Option<Mistake> {
    if matches!(scene.kind(0), Some(TokenKind::Text | TokenKind::Property)) {
        return None;
    }
    missing_value(scene)
        .or_else(|| joining_word(scene))
        .or_else(|| not(scene))
        .or_else(|| else_if(scene))
        .or_else(|| definition(scene))
        .or_else(|| statement_word(scene))
        .or_else(|| other_case(scene))
        .or_else(|| out_of_reach(scene))
}

/// `null`, also behind `is`
fn missing_value(scene: &Scene<'_>) -> Option<Mistake> {
    const WORDS: [&str; 9] =
        ["null", "nil", "undefined", "none", "nothing", "void", "dbnull", "empty", "missing"];
    let is_missing = |steps| WORDS.contains(&scene.text(steps).to_ascii_lowercase().as_str());
    if scene.text(0) == "is" {
        return Some(is_word(scene, is_missing(1), is_missing(2)));
    }
    if !is_missing(0) || scene.text(1) == "(" {
        return None;
    }
    let word = scene.text(0);
    let range = scene.range(0);
    Some(
        Mistake::here(scene, format!("There is no `{word}`; a missing value is written `()`"))
            .help("write `()`, as in `user.title == ()`, or ask `blank(user.title)`")
            .fix(scene, "Replace it with `()`", &[(range.start, range.end, "()".to_owned())]),
    )
}

/// `is null`, `is not null`, `is`
fn is_word(scene: &Scene<'_>, is_null: bool, is_not_null: bool) -> Mistake {
    let (words, end, new) = match (is_null, is_not_null && scene.text(1) == "not") {
        (true, _) => (format!("is {}", scene.text(1)), scene.range(1).end, "== ()"),
        (_, true) => (format!("is not {}", scene.text(2)), scene.range(2).end, "!= ()"),
        _ => ("is".to_owned(), scene.range(0).end, "=="),
    };
    let start = scene.range(0).start;
    Mistake::at(scene, start..end, format!("`{words}` is written `{new}`")).fix(
        scene,
        format!("Replace it with `{new}`"),
        &[(start, end, new.to_owned())],
    )
}

/// `and`, `or`
fn joining_word(scene: &Scene<'_>) -> Option<Mistake> {
    let sign = match scene.text(0).to_ascii_lowercase().as_str() {
        "and" | "andalso" => "&&",
        "or" | "orelse" => "||",
        "eq" | "equals" => "==",
        "ne" => "!=",
        _ => return None,
    };
    let word = scene.text(0);
    let range = scene.range(0);
    scene.token(-1)?;
    Some(Mistake::here(scene, format!("`{word}` is written `{sign}`")).fix(
        scene,
        format!("Replace it with `{sign}`"),
        &[(range.start, range.end, sign.to_owned())],
    ))
}

/// `not`
fn not(scene: &Scene<'_>) -> Option<Mistake> {
    if !scene.text(0).eq_ignore_ascii_case("not") {
        return None;
    }
    let word = scene.text(0);
    let (range, next) = (scene.range(0), scene.range(1));
    if scene.text(1) == "in" {
        return Some(Mistake::here(scene, "`not in` is written `!in`").fix(
            scene,
            "Replace it with `!in`",
            &[(range.start, next.end, "!in".to_owned())],
        ));
    }
    let mistake = Mistake::here(scene, format!("`{word}` is written `!`"));
    // `!a == b` asks for the opposite of `a`, `not a == b` for the opposite of the whole.
    let mut behind = (1..).map(|steps| scene.text(steps)).take_while(|text| !ends_operand(text));
    if behind.any(|text| COMPARISONS.contains(&text)) {
        return Some(mistake.help("write `!(…)` around what is to be turned into its opposite"));
    }
    Some(mistake.fix(scene, "Replace it with `!`", &[(range.start, next.start, "!".to_owned())]))
}

const COMPARISONS: [&str; 7] = ["==", "!=", "<", ">", "<=", ">=", "in"];

fn ends_operand(text: &str) -> bool {
    matches!(text, "" | "&&" | "||" | "{" | ")" | ";" | "," | "and" | "or")
}

/// `elif`
fn else_if(scene: &Scene<'_>) -> Option<Mistake> {
    if !["elif", "elseif", "elsif", "elsif"].contains(&scene.text(0).to_ascii_lowercase().as_str()) {
        return None;
    }
    let word = scene.text(0);
    let range = scene.range(0);
    Some(Mistake::here(scene, format!("`{word}` is written `else if`")).fix(
        scene,
        "Replace it with `else if`",
        &[(range.start, range.end, "else if".to_owned())],
    ))
}

/// `function`, `var`
fn definition(scene: &Scene<'_>) -> Option<Mistake> {
    let word = scene.text(0);
    let names_next = scene.token(1).is_some_and(Token::is_name) && scene.is_same_line(0, 1);
    let new = match word.to_ascii_lowercase().as_str() {
        "function" | "def" | "func" | "fun" | "sub" if names_next => "fn",
        "var" | "my" | "dim" | "local" | "set" | "val" | "string" | "int" | "final" if names_next => "let",
        _ => return None,
    };
    let range = scene.range(0);
    let what = if new == "fn" { "A function" } else { "A variable" };
    Some(Mistake::here(scene, format!("{what} is declared with `{new}`, not with `{word}`")).fix(
        scene,
        format!("Replace it with `{new}`"),
        &[(range.start, range.end, new.to_owned())],
    ))
}

/// `match`, `case`, `foreach`, `except`, `new`, `then`
fn statement_word(scene: &Scene<'_>) -> Option<Mistake> {
    let word = scene.text(0);
    let range = scene.range(0);
    let replace = |message: &str, new: &str| {
        Mistake::here(scene, message.to_owned()).fix(
            scene,
            format!("Replace it with `{new}`"),
            &[(range.start, range.end, new.to_owned())],
        )
    };
    Some(match word.to_ascii_lowercase().as_str() {
        "match" | "select" | "choose" if scene.text(1) != "(" => {
            replace(&format!("`{word}` is written `switch`"), "switch")
        }
        "foreach" => replace("`foreach` is written `for`", "for"),
        "except" | "rescue" => replace(&format!("`{word}` is written `catch`"), "catch"),
        "default" if scene.text(1) == ":" || scene.text(1) == "=>" => {
            replace("The last arm of a `switch` is written `_ => …`", "_")
        }
        "case" | "when" => Mistake::here(scene, format!("The arms of a `switch` stand without `{word}`"))
            .help("write `\"a\" => 1, \"b\" => 2, _ => 3`")
            .fix(scene, format!("Remove `{word}`"), &[(range.start, scene.range(1).start, String::new())]),
        "then" => Mistake::here(scene, "The branch of an `if` stands in braces, without `then`")
            .help("write `if condition { value } else { value }`"),
        "new" if scene.text(1) == "Date" => {
            Mistake::here(scene, "A script has no clock").help("the time of the run is `now`")
        }
        "new" => Mistake::here(scene, "There is nothing to be made with `new`")
            .help("write an object as `#{ name: value }`, a list as `[value]`"),
        _ => return None,
    })
}

/// `IF`, `True`
fn other_case(scene: &Scene<'_>) -> Option<Mistake> {
    let word = scene.text(0);
    let lower = word.to_ascii_lowercase();
    if word == lower || scene.text(1) == "(" && !["if", "while", "switch"].contains(&lower.as_str()) {
        return None;
    }
    KEYWORDS.binary_search(&lower.as_str()).ok()?;
    let range = scene.range(0);
    Some(Mistake::here(scene, format!("`{word}` is written `{lower}`")).fix(
        scene,
        format!("Replace it with `{lower}`"),
        &[(range.start, range.end, lower)],
    ))
}

/// `import`, `eval`
fn out_of_reach(scene: &Scene<'_>) -> Option<Mistake> {
    let word = scene.text(0);
    let (message, help) = match word {
        "import" | "export" | "require" | "include" | "use" if scene.token(1).is_some() => (
            format!("A script cannot `{word}`; it reaches nothing but its inputs and the functions"),
            "put what several rules share into the helper functions",
        ),
        "eval" => (
            "A script cannot run text as a script".to_owned(),
            "write it as an expression or a helper function",
        ),
        "async" | "await" | "thread" | "go" | "spawn" | "yield" => {
            (format!("`{word}` means nothing here: a script runs from its beginning to its end"), "remove it")
        }
        "this" | "self" => (
            format!("`{word}` is known only inside of a function that is called as a method"),
            "read attributes with `user`, as in `user.title`",
        ),
        _ => return None,
    };
    Some(Mistake::here(scene, message).help(help))
}
