//! The help pages, cut into sections and blocks.
//!
//! Not their drawing, which a dialog does, and not their content, which is in `assets/help`.

use std::sync::LazyLock;

/// A page of the help.
#[derive(Debug)]
pub(super) struct HelpPage {
    /// Its title.
    pub title: &'static str,
    /// Its sections, in their order.
    pub sections: Vec<HelpSection>,
}

/// A part of a page under a heading.
#[derive(Debug)]
pub(super) struct HelpSection {
    /// The heading, without marks.
    pub title: String,
    /// How deep it stands, from 0.
    pub depth: usize,
    /// What stands in it.
    pub blocks: Vec<HelpBlock>,
    /// All of it in lower case, to look for words in.
    pub lower: String,
}

/// A piece of a section.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum HelpBlock {
    /// Running text.
    Paragraph(String),
    /// An entry of a list, with its mark.
    Item(String),
    /// Lines of code.
    Code(String),
    /// A row of a table; the first one is its head.
    Row(Vec<String>),
}

/// All pages, in the order in which they are offered.
pub(super) fn help_pages() -> &'static [HelpPage] {
    static PAGES: LazyLock<Vec<HelpPage>> = LazyLock::new(|| {
        let pages = [
            ("Window", include_str!("../../assets/help/window.md")),
            ("Scripts", include_str!("../../assets/help/scripts.md")),
            ("Functions", include_str!("../../assets/help/functions.md")),
            ("Diagnostics", include_str!("../../assets/help/diagnostics.md")),
            ("Reasons", include_str!("../../assets/help/why.md")),
            ("Tables and variables", include_str!("../../assets/help/tables-and-variables.md")),
            ("Simulate", include_str!("../../assets/help/simulate.md")),
            ("Cases", include_str!("../../assets/help/cases.md")),
            ("Masking", include_str!("../../assets/help/masking.md")),
            ("Compare and merge", include_str!("../../assets/help/compare.md")),
            ("Impact", include_str!("../../assets/help/impact.md")),
            ("Promotion", include_str!("../../assets/help/promote.md")),
            ("Sign-off", include_str!("../../assets/help/sign-off.md")),
            ("Projects", include_str!("../../assets/help/projects.md")),
            ("Clients", include_str!("../../assets/help/clients.md")),
            ("Command line", include_str!("../../assets/help/command-line.md")),
            ("Bulk runs", include_str!("../../assets/help/bulk.md")),
        ];
        pages.into_iter().map(|(title, text)| HelpPage { title, sections: sections(text) }).collect()
    });
    &PAGES
}

/// The page and section that explain a code, such as `R301`: the section that is headed by it, else
/// the one that has it in a table.
pub(super) fn help_of_code(code: &str) -> Option<(usize, usize)> {
    let pages = help_pages();
    let page = pages.iter().position(|page| page.title == "Diagnostics")?;
    let sections = &pages.get(page)?.sections;
    let is_headed =
        |section: &HelpSection| section.title.split(|c: char| !c.is_alphanumeric()).next() == Some(code);
    let holds = |section: &HelpSection| section.lower.contains(&code.to_lowercase());
    let section = sections.iter().position(is_headed).or_else(|| sections.iter().position(holds))?;
    Some((page, section))
}

fn sections(text: &str) -> Vec<HelpSection> {
    let mut sections: Vec<HelpSection> = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some((depth, title)) = heading(line) {
            let title = title.replace('`', "");
            let lower = title.to_lowercase();
            sections.push(HelpSection { title, depth, blocks: Vec::new(), lower });
            continue;
        }
        let Some(section) = sections.last_mut() else { continue };
        section.lower.push_str(&line.to_lowercase());
        section.lower.push('\n');
        if line.starts_with("```") {
            let code: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
            section.lower.push_str(&code.join("\n").to_lowercase());
            section.blocks.push(HelpBlock::Code(code.join("\n")));
        } else {
            add_line(&mut section.blocks, line);
        }
    }
    sections.retain(|section| !section.blocks.is_empty());
    sections
}

/// Text with links as the words that stand for them.
fn without_links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, words, after)) = next_link(rest) {
        plain.push_str(before);
        plain.push_str(words);
        rest = after;
    }
    plain.push_str(rest);
    plain
}

/// What stands before the next link, its words, and what follows.
fn next_link(text: &str) -> Option<(&str, &str, &str)> {
    let middle = text.find("](")?;
    let start = text.get(..middle)?.rfind('[')?;
    let end = middle + text.get(middle..)?.find(')')?;
    Some((text.get(..start)?, text.get(start + 1..middle)?, text.get(end + 1..)?))
}

/// The depth and text of a heading; the title of the page has the depth of its sections.
fn heading(line: &str) -> Option<(usize, &str)> {
    let n_marks = line.chars().take_while(|character| *character == '#').count();
    let text = line.get(n_marks..)?.strip_prefix(' ')?;
    (n_marks > 0).then(|| (n_marks.saturating_sub(2), text.trim()))
}

/// Adds a line of running text, of a list or of a table; a line goes on what the last one began.
fn add_line(blocks: &mut Vec<HelpBlock>, line: &str) {
    let text = without_links(line.trim());
    let text = text.as_str();
    if text.is_empty() {
        // What follows is a paragraph of its own.
        blocks.push(HelpBlock::Paragraph(String::new()));
    } else if text.starts_with('|') {
        let cells: Vec<String> =
            text.trim_matches('|').split(" | ").map(|cell| cell.trim().replace("\\|", "|")).collect();
        if !cells.iter().all(|cell| cell.chars().all(|character| matches!(character, '-' | ':' | '|'))) {
            blocks.push(HelpBlock::Row(cells));
        }
    } else if let Some(item) = text.strip_prefix("- ") {
        blocks.push(HelpBlock::Item(item.to_owned()));
    } else {
        match blocks.last_mut() {
            Some(HelpBlock::Paragraph(known) | HelpBlock::Item(known)) => {
                if !known.is_empty() {
                    known.push(' ');
                }
                known.push_str(text);
            }
            _ => blocks.push(HelpBlock::Paragraph(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{HelpBlock, help_of_code, help_pages, sections};
    use crate::diagnostic::ALL_CODES;
    use crate::gui::UiCommand;
    use crate::gui::ui_command::Menu;
    use egui::{KeyboardShortcut, ModifierNames};

    #[test]
    fn a_page_is_cut_into_sections_and_blocks() {
        let text = "# Page\n\nOne\ntwo.\n\n- a\n  b\n\n## Part `x`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```rhai\n# no\n```\n";
        let found = sections(text);
        let titles: Vec<_> = found.iter().map(|section| (section.title.as_str(), section.depth)).collect();
        assert_eq!(titles, [("Page", 0), ("Part x", 0)]);
        let text = |text: &str| text.to_owned();
        let filled = |blocks: &[HelpBlock]| {
            blocks.iter().filter(|block| **block != HelpBlock::Paragraph(String::new())).count()
        };
        assert_eq!(filled(&found[0].blocks), 2);
        assert!(found[0].blocks.contains(&HelpBlock::Paragraph(text("One two."))));
        assert!(found[0].blocks.contains(&HelpBlock::Item(text("a b"))));
        assert!(found[1].blocks.contains(&HelpBlock::Row(vec![text("1"), text("2")])));
        assert!(found[1].blocks.contains(&HelpBlock::Code(text("# no"))));
    }

    #[test]
    fn the_page_on_the_window_has_the_keys_of_the_program() {
        let page = include_str!("../../assets/help/window.md");
        let commands = || Menu::all_commands().filter_map(|command| Some((command, command.shortcut()?)));
        let row = |(command, shortcut): (UiCommand, KeyboardShortcut)| {
            format!("| {} | {} |", command.title(), shortcut.format(&ModifierNames::NAMES, false))
        };
        let rows: Vec<String> = commands().map(row).collect();
        let said = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| command"));
        let wrong: Vec<&str> = said.filter(|line| !rows.iter().any(|row| row == line)).collect();
        assert!(wrong.is_empty(), "no command has these keys: {wrong:#?}");
        let of_editor = commands().filter(|(command, _)| command.is_of_editor()).map(row);
        let missing: Vec<String> = of_editor.filter(|row| !page.contains(row)).collect();
        assert!(missing.is_empty(), "the page does not name {missing:#?}");
    }

    #[test]
    fn links_become_words() {
        assert_eq!(super::without_links("see [a](b.md) and [c](d), x[0](1"), "see a and c, x[0](1");
        assert_eq!(super::without_links("](x) [a]"), "](x) [a]");
    }

    #[test]
    fn every_code_has_a_place_in_the_help() {
        for code in ALL_CODES {
            let (page, section) =
                help_of_code(code.id()).unwrap_or_else(|| panic!("{} is nowhere", code.id()));
            let section = &help_pages()[page].sections[section];
            assert!(section.lower.contains(&code.id().to_lowercase()));
        }
    }
}
