//! Statements in the form of another language, and what is missing between values.

use rhai::ParseErrorType;

use crate::script::mistakes::brackets::closing;
use crate::script::mistakes::mistake::{Change, Mistake};
use crate::script::mistakes::scene::Scene;
use crate::script::syntax::TokenKind;

pub(super) fn recognize(error: &ParseErrorType, scene: &Scene<'_>) -> Option<Mistake> {
    branch_without_braces(error, scene)
        .or_else(|| loop_head(error, scene))
        .or_else(|| switch_arm(error, scene))
        .or_else(|| object(scene))
        .or_else(|| keyword_as_name(error, scene))
        .or_else(|| stray_else(scene))
        .or_else(|| function_without_body(error, scene))
}

/// `if (user.active) 1 else 2`
fn branch_without_braces(error: &ParseErrorType, scene: &Scene<'_>) -> Option<Mistake> {
    let ParseErrorType::MissingToken(token, what) = error else { return None };
    if token != "{" || !what.contains("statement block") {
        return None;
    }
    let colon = scene.text(0) == ":";
    let what =
        if colon { "A block begins with `{`, not with `:`" } else { "A branch or loop stands in braces" };
    let mistake = Mistake::here(scene, what).help("write `if condition { value } else { value }`");
    if scene.is_at_end() || colon {
        return Some(mistake);
    }
    let end_of = |first: isize| {
        let mut depth = 0usize;
        let mut last = first;
        for steps in first.. {
            match scene.text(steps) {
                "" => break,
                "else" | ";" | ")" | "]" | "}" | "," if depth == 0 => break,
                text if closing(text).is_some() => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                _ => {}
            }
            last = steps;
        }
        last
    };
    let mut changes: Vec<Change> = Vec::new();
    let mut put_in_braces = |first: isize| {
        let last = end_of(first);
        let (start, end) = (scene.range(first).start, scene.range(last).end);
        changes.push((start, start, "{ ".to_owned()));
        changes.push((end, end, " }".to_owned()));
        last
    };
    let last = put_in_braces(0);
    if scene.text(last + 1) == "else" && !["{", "if", ""].contains(&scene.text(last + 2)) {
        put_in_braces(last + 2);
    }
    Some(mistake.fix(scene, "Put it in braces", &changes))
}

/// `for (e in list)`, `for e of list`, `for each e in list`
fn loop_head(error: &ParseErrorType, scene: &Scene<'_>) -> Option<Mistake> {
    let (ParseErrorType::MissingToken(..) | ParseErrorType::VariableExpected) = error else { return None };
    let mistake =
        |message: &str| Mistake::here(scene, message.to_owned()).help("write `for entry in list { … }`");
    let range = scene.range(0);
    if scene.text(0) == "of" || scene.text(0) == ":" {
        let new = if scene.text(0) == ":" { " in" } else { "in" };
        return ["for", "("].contains(&scene.text(-2)).then(|| {
            mistake("A loop goes through a list with `in`").fix(
                scene,
                "Replace it with `in`",
                &[(range.start, range.end, new.to_owned())],
            )
        });
    }
    if scene.text(-1) == "each" && scene.text(-2) == "for" {
        let (start, end) = (scene.range(-1).start, range.start);
        return Some(mistake("`for each` is written `for`").fix(
            scene,
            "Remove `each`",
            &[(start, end, String::new())],
        ));
    }
    let open =
        [0, -1, -2].into_iter().find(|steps| scene.text(*steps) == "(" && scene.text(steps - 1) == "for")?;
    let mistake = Mistake::at(scene, scene.range(open), "The head of a loop stands without brackets")
        .help("write `for entry in list { … }`");
    let mut depth = 0usize;
    for steps in open + 1.. {
        match scene.text(steps) {
            "" => break,
            ")" if depth == 0 => {
                let (left, right) = (scene.range(open), scene.range(steps));
                let changes =
                    [(left.start, left.end, String::new()), (right.start, right.end, String::new())];
                return Some(mistake.fix(scene, "Remove the brackets", &changes));
            }
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
    }
    Some(mistake)
}

/// `switch x { "a": 1 }`
fn switch_arm(error: &ParseErrorType, scene: &Scene<'_>) -> Option<Mistake> {
    let range = scene.range(0);
    match error {
        ParseErrorType::MissingToken(token, what) if token == "=>" && what.contains("switch") => {
            let mistake = Mistake::here(scene, "Behind the value of an arm stands `=>`")
                .help("write `\"a\" => 1, _ => 2`");
            if ![":", "=", "->"].contains(&scene.text(0)) {
                return Some(mistake);
            }
            let new = if scene.text(0) == ":" { " =>" } else { "=>" };
            Some(mistake.fix(scene, "Replace it with `=>`", &[(range.start, range.end, new.to_owned())]))
        }
        ParseErrorType::WrongSwitchDefaultCase => Some(
            Mistake::here(scene, "The arm `_` takes every value, so it is the last one of a `switch`")
                .help("move it behind the others"),
        ),
        _ => None,
    }
}

/// `{ "a": 1 }`, `{ a: 1 }`
fn object(scene: &Scene<'_>) -> Option<Mistake> {
    let (open, colon) = match (scene.text(-1), scene.text(1), scene.text(0), scene.text(-2)) {
        ("{", ":", ..) => (-1, 1),
        (_, _, ":", "{") => (-2, 0),
        _ => return None,
    };
    if !matches!(scene.kind(colon - 1), Some(TokenKind::Text | TokenKind::Name)) {
        return None;
    }
    let range = scene.range(open);
    Some(
        Mistake::at(scene, range.clone(), "An object begins with `#{`; `{` begins a block")
            .help("write `#{ name: value }`")
            .fix(scene, "Replace it with `#{`", &[(range.start, range.end, "#{".to_owned())]),
    )
}

/// `let if = 1`
fn keyword_as_name(error: &ParseErrorType, scene: &Scene<'_>) -> Option<Mistake> {
    let is_name = matches!(
        error,
        ParseErrorType::VariableExpected | ParseErrorType::FnMissingName | ParseErrorType::Reserved(_)
    );
    let word = scene.text(0);
    let is_word = word.starts_with(|first: char| first.is_ascii_alphabetic());
    if !is_name || !is_word {
        return None;
    }
    Some(
        Mistake::here(scene, format!("`{word}` is a word of the language, so it cannot be a name"))
            .help(format!("use another name, such as `{word}_`")),
    )
}

/// `fn f(x) = x`
fn function_without_body(error: &ParseErrorType, scene: &Scene<'_>) -> Option<Mistake> {
    match error {
        ParseErrorType::FnMissingBody(name) if !name.is_empty() => Some(
            Mistake::here(scene, format!("The body of the function `{name}` stands in braces"))
                .help(format!("write `fn {name}(value) {{ … }}`")),
        ),
        ParseErrorType::FnMissingParams(name) => Some(
            Mistake::here(scene, format!("Behind the name of the function `{name}` stand its parameters"))
                .help(format!("write `fn {name}(value) {{ … }}`, or `fn {name}() {{ … }}` without any")),
        ),
        _ => None,
    }
}

/// `else` without `if`
fn stray_else(scene: &Scene<'_>) -> Option<Mistake> {
    if scene.text(0) != "else" {
        return None;
    }
    let mistake = Mistake::here(scene, "This `else` belongs to no `if`");
    let before = scene.range(-1);
    if scene.text(-1) == ";" && scene.text(-2) == "}" {
        return Some(mistake.help("no `;` stands between `}` and `else`").fix(
            scene,
            "Remove `;`",
            &[(before.start, before.end, String::new())],
        ));
    }
    Some(mistake.help("write `if condition { value } else { value }`"))
}

/// `user.title user.userName`, and lines without `;`
pub(super) fn missing_between(error: &ParseErrorType, scene: &Scene<'_>) -> Option<Mistake> {
    let ParseErrorType::MissingToken(token, _) = error else { return None };
    let (sign, what) = match token.as_str() {
        ";" => (";", "statements"),
        "," => (",", "values"),
        _ => return None,
    };
    let (before, here) = (scene.token(-1)?, scene.token(0)?);
    let end = before.end;
    if scene.text(0) == "," && sign == ";" {
        return Some(
            Mistake::here(scene, "Values stand beside each other with `,` only in brackets")
                .help("write a list as `[a, b]`, or join texts with `+`"),
        );
    }
    if scene.text(0) == ":" {
        return Some(Mistake::here(scene, "`:` stands only in an object, as in `#{ name: value }`"));
    }
    if !scene.is_same_line(-1, 0) || sign == "," {
        let line = scene.line_of(before.start);
        return Some(
            Mistake::at(
                scene,
                before.range(),
                format!("`{sign}` is missing behind this, at the end of line {line}"),
            )
            .help(format!("`{sign}` stands between two {what}"))
            .fix(scene, format!("Insert `{sign}`"), &[(end, end, sign.to_owned())]),
        );
    }
    let (left, right) = (before.text(scene.script), here.text(scene.script));
    let mistake = Mistake::here(scene, format!("Something is missing between `{left}` and `{right}`"));
    if before.kind == TokenKind::Text || here.kind == TokenKind::Text {
        return Some(mistake.help("texts are joined with `+`").fix(
            scene,
            "Insert `+`",
            &[(end, end, " +".to_owned())],
        ));
    }
    Some(mistake.help("an operator such as `+`, or `;` between two statements"))
}
