//! Brackets that are not closed, or close nothing: named where they were opened.

use rhai::ParseErrorType;

use crate::script::mistakes::mistake::Mistake;
use crate::script::mistakes::scene::Scene;
use crate::script::syntax::{Token, TokenKind};

pub(super) fn recognize(error: &ParseErrorType, scene: &Scene<'_>) -> Option<Mistake> {
    let is_about_brackets = matches!(error, ParseErrorType::UnexpectedEOF)
        || matches!(error, ParseErrorType::MissingToken(token, _) if ")]},;".contains(token.as_str()))
        || [")", "]", "}"].contains(&scene.text(0));
    if !is_about_brackets {
        return None;
    }
    let balance = Balance::of(scene);
    let wanted = match error {
        ParseErrorType::MissingToken(token, _) => token.as_str(),
        _ => "",
    };
    balance.mismatch(scene).or_else(|| balance.surplus(scene)).or_else(|| balance.open(scene, wanted))
}

/// The brackets of a script.
struct Balance {
    /// Opened and not closed, by their index among the tokens.
    open: Vec<usize>,
    /// The first that closes nothing, and the one that was open there if it is of another kind.
    wrong: Option<(usize, Option<usize>)>,
}

impl Balance {
    fn of(scene: &Scene<'_>) -> Self {
        let mut balance = Self { open: Vec::new(), wrong: None };
        let brackets = scene.tokens().iter().enumerate().filter(|(_, token)| is_bracket(**token));
        for (idx, token) in brackets {
            let text = token.text(scene.script);
            if closing(text).is_some() {
                balance.open.push(idx);
                continue;
            }
            let open = balance.open.last().copied();
            if open.is_some_and(|open| closing(text_of(scene, open)) == Some(text)) {
                balance.open.pop();
            } else {
                balance.wrong = Some((idx, open));
                break;
            }
        }
        balance
    }

    /// `upper(user.title]`
    fn mismatch(&self, scene: &Scene<'_>) -> Option<Mistake> {
        let (wrong, open) = self.wrong?;
        let open_token = scene.tokens().get(open?)?;
        let wrong_token = scene.tokens().get(wrong)?;
        let (opened, closed) = (open_token.text(scene.script), wrong_token.text(scene.script));
        let wanted = closing(opened)?;
        let place = scene.span(open_token.start, open_token.end);
        Some(
            Mistake::at(
                scene,
                wrong_token.range(),
                format!("`{opened}` of line {}, column {} is closed by `{closed}`", place.line, place.column),
            )
            .fix(
                scene,
                format!("Replace it with `{wanted}`"),
                &[(wrong_token.start, wrong_token.end, wanted.to_owned())],
            ),
        )
    }

    /// `upper(user.title))`
    fn surplus(&self, scene: &Scene<'_>) -> Option<Mistake> {
        let (wrong, None) = self.wrong? else { return None };
        let token = scene.tokens().get(wrong)?;
        let text = token.text(scene.script);
        Some(
            Mistake::at(scene, token.range(), format!("This `{text}` closes nothing"))
                .help("remove it, or open the bracket that it belongs to")
                .fix(scene, format!("Remove `{text}`"), &[(token.start, token.end, String::new())]),
        )
    }

    /// `upper(user.title`
    fn open(&self, scene: &Scene<'_>, wanted: &str) -> Option<Mistake> {
        let is_wanted = |open: &&usize| closing(text_of(scene, **open)) == Some(wanted);
        let open = *self.open.iter().rfind(is_wanted).or(self.open.last())?;
        let token = scene.tokens().get(open)?;
        let text = token.text(scene.script);
        let wanted = closing(text)?;
        let before = open.checked_sub(1).and_then(|before| scene.tokens().get(before));
        let of = before.filter(|before| before.kind == TokenKind::Function && text == "(");
        let of = of.map(|name| format!(" of `{}`", name.text(scene.script))).unwrap_or_default();
        let at = Self::place_to_close(scene, open, text);
        let line = scene.line_of(at);
        let mistake = Mistake::at(scene, token.range(), format!("`{text}`{of} is not closed"));
        let mistake = if line == scene.line_of(token.start) {
            mistake.help(format!("add `{wanted}`"))
        } else {
            mistake.help(format!("add `{wanted}`, at the latest at the end of line {line}"))
        };
        let new = if wanted == "}" { " }" } else { wanted };
        Some(mistake.fix(scene, format!("Insert `{wanted}`"), &[(at, at, new.to_owned())]))
    }

    /// A round or square bracket that is open is closed before the line goes on with `{` or ends
    /// with `;`, a brace at the end.
    fn place_to_close(scene: &Scene<'_>, open: usize, text: &str) -> usize {
        if text.ends_with('{') {
            return scene.end_of_code();
        }
        let mut depth = 0usize;
        let mut end = scene.tokens().get(open).map_or(0, |token| token.end);
        for token in scene.tokens().iter().skip(open + 1) {
            let text = token.text(scene.script);
            match text {
                ";" | "{" if depth == 0 => break,
                _ if is_bracket(*token) && closing(text).is_some() => depth += 1,
                ")" | "]" | "}" => depth = depth.saturating_sub(1),
                _ => {}
            }
            end = token.end;
        }
        end
    }
}

fn is_bracket(token: Token) -> bool {
    matches!(token.kind, TokenKind::Bracket | TokenKind::InterpolationStart | TokenKind::InterpolationEnd)
}

fn text_of<'s>(scene: &Scene<'s>, idx: usize) -> &'s str {
    scene.tokens().get(idx).map_or("", |token| token.text(scene.script))
}

/// What closes a bracket; `None` for those that close one.
pub(super) fn closing(open: &str) -> Option<&'static str> {
    match open {
        "(" => Some(")"),
        "[" | "?[" => Some("]"),
        "{" | "#{" | "${" => Some("}"),
        _ => None,
    }
}
