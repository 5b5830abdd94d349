//! Names that are not known, cannot be names, or are written as other products write them.

use rhai::ParseErrorType;

use crate::diagnostic::{Code, nearest};
use crate::scim::{AttributeDefinition, ResourceType, SchemaUrn, Schemas};
use crate::script::functions;
use crate::script::mistakes::mistake::Mistake;
use crate::script::mistakes::scene::Scene;
use crate::script::synonyms::attribute_called;
use crate::script::syntax::{TokenKind, is_name};

pub(super) fn recognize(error: &ParseErrorType, scene: &Scene<'_>) -> Option<Mistake> {
    urn(scene).or_else(|| dots(error, scene)).or_else(|| foreign_letters(scene)).or_else(|| match error {
        ParseErrorType::VariableUndefined(name) => {
            Some(filter(scene).unwrap_or_else(|| unknown(scene, name)))
        }
        _ => None,
    })
}

/// `user.urn:ietf:…:department`
fn urn(scene: &Scene<'_>) -> Option<Mistake> {
    let first = [0, -1, -2].into_iter().find(|steps| {
        scene.text(*steps).eq_ignore_ascii_case("urn") && scene.text(steps + 1).starts_with(':')
    })?;
    let start = scene.range(first).start;
    let rest = scene.script.get(start..)?;
    let end = rest.find(|c: char| c.is_whitespace() || "()[]{},;\"'`+=<>!?&|".contains(c));
    let text = rest.get(..end.unwrap_or(rest.len()))?.trim_end_matches(['.', ':']);
    let range = start..start + text.len();
    let follows_dot = scene.text(first - 1) == ".";
    let from = if follows_dot { scene.range(first - 2).start } else { start };
    let new = written_urn(scene, text);
    Some(
        Mistake::at(scene, range.clone(), "A schema URN is no name; it stands in brackets and quotes")
            .help(format!("write `{new}`"))
            .fix(scene, format!("Replace it with `{new}`"), &[(from, range.end, new.clone())]),
    )
}

/// How an attribute of an extension is read.
fn written_urn(scene: &Scene<'_>, text: &str) -> String {
    let resource = if knows(scene, "group") { "group" } else { "user" };
    match Schemas::built_in().split_urn(text) {
        Some((schema, rest)) if schema.id.is(SchemaUrn::ENTERPRISE_USER) => {
            format!("enterprise.{}", rest.replace(':', "."))
        }
        Some((schema, rest)) if ResourceType::of_core_urn(schema.id.as_str()).is_some() => {
            format!("{resource}.{rest}")
        }
        Some((schema, rest)) => format!("{resource}[\"{}\"].{rest}", schema.id.as_str()),
        None => format!("{resource}[\"{text}\"]"),
    }
}

/// `user..title`, `.title`, `user.`
fn dots(error: &ParseErrorType, scene: &Scene<'_>) -> Option<Mistake> {
    if scene.text(-1) == ".." && scene.kind(0) == Some(TokenKind::Name) && scene.is_tight(-2, -1) {
        let range = scene.range(-1);
        return Some(Mistake::at(scene, range.clone(), "One dot is too many").fix(
            scene,
            "Replace it with `.`",
            &[(range.start, range.end, ".".to_owned())],
        ));
    }
    if scene.text(0) == "." && scene.token(-1).is_none() {
        let resource = if knows(scene, "group") { "group" } else { "user" };
        let start = scene.range(0).start;
        return Some(
            Mistake::here(scene, "Nothing stands before the dot")
                .help(format!("write `{resource}{}{}`", scene.text(0), scene.text(1)))
                .fix(scene, format!("Insert `{resource}`"), &[(start, start, resource.to_owned())]),
        );
    }
    if !matches!(error, ParseErrorType::PropertyExpected) {
        return None;
    }
    let dot = [0, -1].into_iter().find(|steps| matches!(scene.text(*steps), "." | "?."))?;
    if let Some(name) = scene.token(dot + 1).filter(|_| scene.kind(dot + 1) == Some(TokenKind::Text)) {
        let mistake = Mistake::at(scene, scene.range(dot), "Behind a dot stands the name of an attribute");
        let text = name.text(scene.script);
        return Some(mistake.help(format!("join texts with `+`; a name in quotes is read as `[{text}]`")));
    }
    if let Some(found) = foreign_letters(scene) {
        return Some(found);
    }
    Some(
        Mistake::at(scene, scene.range(dot), "A name is missing behind the dot")
            .help("write the attribute's name, as in `user.title`"),
    )
}

/// `user.prénom`, `naïve`
fn foreign_letters(scene: &Scene<'_>) -> Option<Mistake> {
    let start = match scene.kind(0)? {
        TokenKind::Other => scene.range(0).start,
        _ if scene.token(0)?.is_name() => scene.range(0).start,
        _ => return None,
    };
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let begin = scene.script.get(..start)?.trim_end_matches(is_part).len();
    let word: String = scene.script.get(begin..)?.chars().take_while(|c| is_part(*c)).collect();
    if word.is_ascii() || word.is_empty() {
        return None;
    }
    let end = begin + word.len();
    let mistake =
        Mistake::at(scene, begin..end, "Names in a script have only the letters a–z, digits and `_`");
    let before = scene.script.get(..begin)?;
    if !before.ends_with('.') {
        return Some(mistake.help("use another name; an attribute is read as `user[\"…\"]`"));
    }
    let new = format!("[\"{word}\"]");
    Some(mistake.help(format!("write it in brackets and quotes: `{new}`")).fix(
        scene,
        format!("Replace it with `{new}`"),
        &[(begin - 1, end, new.clone())],
    ))
}

fn knows(scene: &Scene<'_>, variable: &str) -> bool {
    scene.variables.iter().any(|known| known == variable)
}

/// `user.emails[type eq "work"].value`, as paths of RFC 7644 have it
fn filter(scene: &Scene<'_>) -> Option<Mistake> {
    const OPERATORS: [&str; 9] = ["eq", "ne", "co", "sw", "ew", "pr", "gt", "ge", "lt"];
    if scene.text(-1) != "[" || !OPERATORS.contains(&scene.text(1)) {
        return None;
    }
    let range = scene.range(-1).start..scene.range(2).end;
    let mistake = Mistake::at(scene, range, "A SCIM filter does not stand in a script");
    let is_path = |steps: &isize| {
        let kind = scene.kind(*steps);
        matches!(kind, Some(TokenKind::Name | TokenKind::Property))
            || [".", "?."].contains(&scene.text(*steps))
    };
    let first = (2..64).map(|steps: isize| -steps).take_while(is_path).last();
    let start = first.map(|first| scene.range(first).start);
    let list = start.and_then(|start| scene.script.get(start..scene.range(-2).end)).unwrap_or("user.emails");
    let (name, value) = (scene.text(0), scene.text(2));
    let new = match (name, scene.text(1)) {
        ("type", "eq") => format!("of_type({list}, {value})"),
        (_, "eq") => format!("list({list}).find(|entry| entry.{name} == {value})"),
        _ => return Some(mistake.help(format!("choose entries with `list({list}).filter(|entry| …)`"))),
    };
    let mistake = mistake.help(format!("write `{new}`"));
    match start {
        Some(start) if scene.kind(2) == Some(TokenKind::Text) && scene.text(3) == "]" => {
            let change = (start, scene.range(3).end, new.clone());
            Some(mistake.fix(scene, format!("Replace it with `{new}`"), &[change]))
        }
        _ => Some(mistake),
    }
}

/// A variable that is not known where it is used.
fn unknown(scene: &Scene<'_>, name: &str) -> Mistake {
    let mistake = Mistake::here(scene, format!("There is no variable `{name}`"));
    let mistake = Mistake { code: Code::UnknownVariable, ..mistake };
    let advice = out_of_block(scene, name)
        .or_else(|| hyphen(scene, name))
        .or_else(|| function(scene, name))
        .or_else(|| attribute(scene, name))
        .or_else(|| near(scene, name));
    match advice {
        Some((help, Some((start, end, new)))) => {
            let title = format!("Replace it with `{new}`");
            mistake.help(help).fix(scene, title, &[(start, end, new)])
        }
        Some((help, None)) => mistake.help(help),
        None => {
            let resource = if knows(scene, "group") { "group" } else { "user" };
            mistake.help(format!("declare it with `let`, or read an attribute of `{resource}`"))
        }
    }
}

type Advice = (String, Option<(usize, usize, String)>);

/// Declared, but inside of a block, or later.
fn out_of_block(scene: &Scene<'_>, name: &str) -> Option<Advice> {
    let tokens = scene.tokens();
    let declares = |idx: usize| {
        let word = tokens.get(idx)?.text(scene.script);
        let next = tokens.get(idx + 1)?;
        (["let", "const", "for"].contains(&word) && next.text(scene.script) == name).then_some(*next)
    };
    let before = (0..scene.index()).rev().find_map(declares);
    if let Some(declared) = before {
        let line = scene.line_of(declared.start);
        return Some((
            format!("`{name}` of line {line} is known only inside of its block; declare it before the block"),
            None,
        ));
    }
    let later = (scene.index()..tokens.len()).find_map(declares)?;
    let line = scene.line_of(later.start);
    Some((format!("it is declared later, on line {line}; move the `let` in front of this"), None))
}

/// `enterprise.cost-center`, which is a subtraction
fn hyphen(scene: &Scene<'_>, name: &str) -> Option<Advice> {
    let is_joined = scene.text(-1) == "-" && scene.is_tight(-2, -1) && scene.is_tight(-1, 0);
    if !is_joined || scene.kind(-2) != Some(TokenKind::Property) {
        return None;
    }
    let whole = format!("[\"{}-{name}\"]", scene.text(-2));
    let dot = scene.range(-3).start;
    Some((
        format!("`-` subtracts; a name with `-` stands in brackets: `{whole}`"),
        Some((dot, scene.range(0).end, whole)),
    ))
}

/// `clear`, which is called with brackets
fn function(scene: &Scene<'_>, name: &str) -> Option<Advice> {
    let function = functions::find(name)?;
    if function.signature.contains("()") {
        let range = scene.range(0);
        return Some((
            "it is a function, and a function is called with brackets".to_owned(),
            Some((range.start, range.end, format!("{name}()"))),
        ));
    }
    Some((format!("it is a function; call it, as in `{}`", function.signature), None))
}

/// `givenName`, as other products name attributes
fn attribute(scene: &Scene<'_>, name: &str) -> Option<Advice> {
    let type_ = if knows(scene, "group") { ResourceType::Group } else { ResourceType::User };
    let path = path_of(type_, name)?;
    let range = scene.range(0);
    let in_brackets = scene.text(-1) == "["
        && scene.text(1) == "]"
        && !scene
            .token(-2)
            .is_some_and(|before| before.is_name() || [")", "]"].contains(&before.text(scene.script)));
    let (start, end) =
        if in_brackets { (scene.range(-1).start, scene.range(1).end) } else { (range.start, range.end) };
    Some((format!("did you mean `{path}`?"), Some((start, end, path))))
}

/// The expression that reads the attribute of this name.
fn path_of(type_: ResourceType, name: &str) -> Option<String> {
    let schemas = Schemas::built_in();
    let same = |attribute: &&AttributeDefinition| attribute.name.eq_ignore_ascii_case(name);
    let resource = type_.name().to_lowercase();
    if let Some(found) = schemas.attribute(type_, name) {
        return Some(format!("{resource}.{}", found.name));
    }
    if type_ == ResourceType::User {
        let enterprise = schemas.get(SchemaUrn::ENTERPRISE_USER).and_then(|schema| schema.attribute(name));
        if let Some(found) = enterprise {
            return Some(format!("enterprise.{}", found.name));
        }
        let of_name = schemas.attribute(type_, "name")?;
        if let Some(found) = of_name.sub_attributes.iter().find(same) {
            return Some(format!("user.name.{}", found.name));
        }
        return attribute_called(name).map(str::to_owned);
    }
    None
}

/// A variable of the script or of its inputs with nearly this name.
fn near(scene: &Scene<'_>, name: &str) -> Option<Advice> {
    if name.len() < 3 {
        return None;
    }
    let tokens = scene.tokens();
    let declared = tokens.iter().zip(tokens.iter().skip(1)).filter_map(|(word, next)| {
        let is_declared = ["let", "const", "for", "|", ","].contains(&word.text(scene.script));
        (is_declared && next.kind == TokenKind::Name).then(|| next.text(scene.script))
    });
    let candidates = declared.chain(scene.variables.iter().map(String::as_str));
    let near = nearest(name, candidates.filter(|candidate| *candidate != name && is_name(candidate)))?;
    let range = scene.range(0);
    Some((format!("did you mean `{near}`?"), Some((range.start, range.end, near.to_owned()))))
}
