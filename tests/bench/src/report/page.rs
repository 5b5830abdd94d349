//! The figures between the markers of the help page.

use std::fs;
use std::path::Path;

const START: &str = "<!-- figures -->\n";
const END: &str = "<!-- end of figures -->\n";

/// Replaces what stands between the markers; the rest of the page stays as it is.
///
/// # Errors
/// When the page cannot be read or written, or has no markers.
pub fn put_on_page(page: &Path, figures: &str) -> Result<(), String> {
    let shown = |error: std::io::Error| format!("{}: {error}", page.display());
    let text = fs::read_to_string(page).map_err(shown)?;
    let replaced =
        replaced(&text, figures).ok_or_else(|| format!("{}: the markers are missing", page.display()))?;
    fs::write(page, replaced).map_err(shown)
}

fn replaced(text: &str, figures: &str) -> Option<String> {
    let (before, rest) = text.split_once(START)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{START}\n{}\n\n{END}{after}", figures.trim()))
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn only_what_is_between_the_markers_changes() {
        let page =
            |figures: &str| format!("# A\n<!-- figures -->\n\n{figures}\n\n<!-- end of figures -->\nB\n");
        assert_eq!(replaced(&page("old\nolder"), "new\n"), Some(page("new")));
        assert_eq!(replaced("# A\n", "new"), None);
    }
}
