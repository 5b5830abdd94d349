//! Text as it stands in HTML, for whatever writes a page.
//!
//! Not the pages.

/// Text in HTML, also as the value of an attribute. Control characters, which no page may have, are
/// replaced; line breaks and tabs stay.
pub fn html_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' => escaped.push(character),
            control if control.is_control() => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::html_text;

    #[test]
    fn nothing_in_a_text_is_markup() {
        let check = |text: &str, expected: &str| assert_eq!(html_text(text), expected);
        check("a < b & \"c\" > 'd'", "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;");
        check("one\ttwo\n藤本\u{1b}\u{0}", "one\ttwo\n藤本\u{fffd}\u{fffd}");
    }
}
