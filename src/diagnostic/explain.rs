//! What a code means, with an example and what to do: the sections of the page on diagnostics.
//!
//! The page is the one that the window and the documentation show.

use crate::diagnostic::Code;

const PAGE: &str = include_str!("../../assets/help/diagnostics.md");

/// The name of the page among the help pages.
const PAGE_NAME: &str = "diagnostics.md";

impl Code {
    /// The code of this id, without regard to case: `R313`.
    pub fn of_id(id: &str) -> Option<Self> {
        crate::diagnostic::ALL_CODES.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id))
    }

    /// What the code means, as Markdown without its heading; ends with a newline.
    pub fn explanation(self) -> &'static str {
        let heading = format!("\n### {} ", self.id());
        let Some(start) = PAGE.find(&heading) else { return "" };
        let section = PAGE.get(start + 1..).unwrap_or_default();
        let section = section.split_once('\n').map_or("", |(_, rest)| rest);
        let end = ["\n### ", "\n## "].iter().filter_map(|next| section.find(next)).min();
        section.get(..end.unwrap_or(section.len())).unwrap_or_default().trim_start()
    }

    /// Where the explanation is, as a reference from the folder of help pages.
    pub fn help_page(self) -> String {
        let words =
            self.title().to_lowercase().replace(|c: char| !c.is_alphanumeric() && c != ' ' && c != '-', "");
        format!("{PAGE_NAME}#{}-{}", self.id().to_lowercase(), words.replace(' ', "-"))
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{ALL_CODES, Code};

    #[test]
    fn every_code_has_an_explanation() {
        for code in ALL_CODES {
            let explanation = code.explanation();
            assert!(explanation.len() > 30 && explanation.ends_with('\n'), "{}", code.id());
            assert!(!explanation.contains("###"), "{}", code.id());
            assert_eq!(Code::of_id(&code.id().to_lowercase()), Some(*code));
        }
        assert!(Code::UnknownAttribute.explanation().contains("user.jobTitle"));
        assert_eq!(Code::UnknownAttribute.help_page(), "diagnostics.md#r313-no-schema-has-this-attribute");
    }
}
