//! Operators of other languages, and `=` where `==` is meant.

use rhai::ParseErrorType;

use crate::script::mistakes::mistake::Mistake;
use crate::script::mistakes::scene::Scene;
use crate::script::syntax::TokenKind;

pub(super) fn recognize(error: &ParseErrorType, scene: &Scene<'_>) -> Option<Mistake> {
    assignment(error, scene)
        .or_else(|| arrow_function(scene))
        .or_else(|| other_spelling(scene))
        .or_else(|| ternary(scene))
        .or_else(|| comment(scene))
        .or_else(|| counting(scene))
        .or_else(|| marked_name(scene))
        .or_else(|| not_boolean(error, scene))
}

/// `if user.active = true`
fn assignment(error: &ParseErrorType, scene: &Scene<'_>) -> Option<Mistake> {
    let is_definition = matches!(
        error,
        ParseErrorType::FnMissingBody(_)
            | ParseErrorType::FnMissingParams(_)
            | ParseErrorType::VariableExpected
            | ParseErrorType::AssignmentToConstant(_)
    );
    if scene.text(0) != "=" || is_definition {
        return None;
    }
    let range = scene.range(0);
    Some(Mistake::here(scene, "`=` gives a variable a value; to compare write `==`").fix(
        scene,
        "Replace it with `==`",
        &[(range.start, range.end, "==".to_owned())],
    ))
}

/// `e => e.value`, where a function is expected
fn arrow_function(scene: &Scene<'_>) -> Option<Mistake> {
    let is_arrow = |steps| matches!(scene.text(steps), "=>" | "->");
    let is_parameter = scene.kind(0) == Some(TokenKind::Name);
    let in_parentheses = is_parameter && scene.text(-1) == "(" && scene.text(1) == ")" && is_arrow(2);
    let alone = is_parameter && is_arrow(1) && scene.text(-1) != "{" && !scene.text(-1).ends_with(',');
    if !in_parentheses && !alone {
        return None;
    }
    let name = scene.text(0);
    let (start, end) = if in_parentheses {
        (scene.range(-1).start, scene.range(2).end)
    } else {
        (scene.range(0).start, scene.range(1).end)
    };
    Some(
        Mistake::at(scene, start..end, format!("A function is written `|{name}| …`"))
            .help("as in `user.emails.filter(|entry| entry.primary)`")
            .fix(scene, format!("Write `|{name}|`"), &[(start, end, format!("|{name}|"))]),
    )
}

/// `===`, `<>`, `->`
fn other_spelling(scene: &Scene<'_>) -> Option<Mistake> {
    let range = scene.range(0);
    let (range, written, new) = match (scene.text(0), scene.text(1), scene.text(-1)) {
        ("===", ..) => (range, "===", "=="),
        ("!==", ..) => (range, "!==", "!="),
        ("<>", ..) => (range, "<>", "!="),
        ("<", ">", _) => (range.start..scene.range(1).end, "<>", "!="),
        (">", _, "<") if scene.is_tight(-1, 0) => (scene.range(-1).start..range.end, "<>", "!="),
        (":=", ..) => (range, ":=", "="),
        ("=<", ..) => (range, "=<", "<="),
        ("->" | "::", ..) => (range, scene.text(0), "."),
        ("!.", ..) => (range, "!.", "?."),
        ("!", ".", _) => (range.start..scene.range(1).end, "!.", "?."),
        ("?:", ..) => (range, "?:", "??"),
        ("?", ":", _) if scene.is_tight(0, 1) => (range.start..scene.range(1).end, "?:", "??"),
        _ => return None,
    };
    let means = match new {
        "." | "?." => "An attribute is read with",
        "=" => "A variable is given a value with",
        "??" => "A value that may be missing is replaced with",
        _ => "Values are compared with",
    };
    Some(Mistake::at(scene, range.clone(), format!("{means} `{new}`, not with `{written}`")).fix(
        scene,
        format!("Replace it with `{new}`"),
        &[(range.start, range.end, new.to_owned())],
    ))
}

/// `a ? b : c`
fn ternary(scene: &Scene<'_>) -> Option<Mistake> {
    if scene.text(0) != "?" {
        return None;
    }
    let mistake = Mistake::here(scene, "There is no `… ? … : …`")
        .help("write `if condition { value } else { other }`, which is a value too");
    let Some((start, colon, end)) = parts_of_ternary(scene) else { return Some(mistake) };
    let question = scene.range(0);
    let colon = scene.range(colon);
    Some(mistake.fix(
        scene,
        "Write it with `if`",
        &[
            (start, start, "if ".to_owned()),
            (question.start, question.end, "{".to_owned()),
            (colon.start, colon.end, "} else {".to_owned()),
            (end, end, " }".to_owned()),
        ],
    ))
}

/// Where the condition begins, which token is the colon, and where the last value ends.
fn parts_of_ternary(scene: &Scene<'_>) -> Option<(usize, isize, usize)> {
    let mut first = 0;
    let mut depth = 0usize;
    loop {
        let before = scene.text(first - 1);
        match before {
            ")" | "]" => depth += 1,
            "(" | "[" | "?[" if depth > 0 => depth -= 1,
            "" | "(" | "[" | "{" | "}" | "," | ";" | "=" | "return" | "=>" if depth == 0 => break,
            _ => {}
        }
        first -= 1;
    }
    let (mut colon, mut last, mut depth) = (None, 0, 0usize);
    for steps in 1.. {
        match scene.text(steps) {
            "(" | "[" | "{" | "?[" | "#{" => depth += 1,
            ")" | "]" | "}" if depth > 0 => depth -= 1,
            "" | ")" | "]" | "}" | "," | ";" if depth == 0 => break,
            // One inside of the other needs more than a few words.
            "" | "?" => return None,
            ":" if depth == 0 && colon.is_none() => colon = Some(steps),
            _ => {}
        }
        last = steps;
    }
    let colon = colon.filter(|colon| *colon > 1 && *colon < last)?;
    (first < 0).then(|| (scene.range(first).start, colon, scene.range(last).end))
}

/// `# comment`, `-- comment`
fn comment(scene: &Scene<'_>) -> Option<Mistake> {
    let mark = match scene.text(0) {
        text if text.starts_with('#') => "#",
        "--" => "--",
        _ => return None,
    };
    let start = scene.range(0).start;
    let line_start = scene.script.get(..start)?.rfind('\n').map_or(0, |newline| newline + 1);
    let begins_line = scene.script.get(line_start..start)?.trim().is_empty();
    if mark == "--" && !begins_line {
        return None;
    }
    Some(
        Mistake::at(
            scene,
            start..start + mark.len(),
            format!("A comment begins with `//`, not with `{mark}`"),
        )
        .fix(scene, "Replace it with `//`", &[(start, start + mark.len(), "//".to_owned())]),
    )
}

/// `x++`
fn counting(scene: &Scene<'_>) -> Option<Mistake> {
    let sign = scene.text(0);
    if sign != "++" && sign != "--" {
        return None;
    }
    let new = if sign == "++" { "+= 1" } else { "-= 1" };
    let mistake = Mistake::here(scene, format!("There is no `{sign}`")).help(format!("write `x {new}`"));
    if scene.kind(-1) != Some(TokenKind::Name) || matches!(scene.kind(1), Some(TokenKind::Name)) {
        return Some(mistake);
    }
    let range = scene.range(0);
    Some(mistake.fix(scene, format!("Write `{new}`"), &[(range.start, range.end, format!(" {new}"))]))
}

/// `$user`, `@user`
fn marked_name(scene: &Scene<'_>) -> Option<Mistake> {
    let mark = scene.text(0);
    let range = scene.range(0);
    if mark == "%" && scene.text(-1).is_empty() || ["$", "@"].iter().any(|sign| mark.starts_with(sign)) {
        let mark: String = mark.chars().take(1).collect();
        let end = range.start + mark.len();
        return Some(
            Mistake::at(scene, range.start..end, format!("A name has no `{mark}` in front of it")).fix(
                scene,
                format!("Remove `{mark}`"),
                &[(range.start, end, String::new())],
            ),
        );
    }
    None
}

/// `user.title || "x"`
fn not_boolean(error: &ParseErrorType, scene: &Scene<'_>) -> Option<Mistake> {
    let ParseErrorType::MismatchedType(wanted, given) = error else { return None };
    if !wanted.contains("boolean") {
        return None;
    }
    let given = match given.as_str() {
        given if given.contains("string") => "a text",
        given if given.contains("integer") || given.contains("float") => "a number",
        given if given.contains("array") => "a list",
        given if given.contains("map") => "an object",
        "()" => "a missing value",
        _ => "another value",
    };
    let sign = [scene.text(-1), scene.text(1)].into_iter().find(|text| *text == "||" || *text == "&&");
    let Some(sign) = sign else {
        return Some(Mistake::here(scene, format!("True or false is wanted here, this is {given}")));
    };
    let range = if scene.text(-1) == sign { scene.range(-1) } else { scene.range(1) };
    let mistake = Mistake::at(
        scene,
        range.clone(),
        format!("`{sign}` stands between true or false, not beside {given}"),
    );
    if sign == "&&" {
        return Some(mistake.help("compare the value, as in `user.title == \"x\" && user.active`"));
    }
    Some(mistake.help("for a value that may be missing write `??`, as in `user.title ?? \"x\"`").fix(
        scene,
        "Replace it with `??`",
        &[(range.start, range.end, "??".to_owned())],
    ))
}
