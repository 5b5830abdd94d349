//! How the cells of a spreadsheet look: dark on light, readable in print.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const LINE: Color = Color::RGB(0x00CF_D6E0);
const HEAD: Color = Color::RGB(0x00EE_F2F7);
const QUIET: Color = Color::RGB(0x0058_6273);
const ENTRY: Color = Color::RGB(0x00FF_FBE8);
/// The height of a line, and the most that a row can have, in points.
const LINE_HEIGHT: f64 = 15.0;
const MOST_HEIGHT: f64 = 409.0;

const WRITTEN_AS_TEXT: &str = "@";

/// The kinds of cell.
pub(super) struct Styles {
    /// The title of the first sheet.
    pub title: Format,
    /// The title of a table.
    pub heading: Format,
    /// The head of a column or row.
    pub head: Format,
    /// Text within lines.
    pub text: Format,
    /// Text without lines, over the cells beside it.
    pub free_text: Format,
    /// The name of a field in front of its row.
    pub field: Format,
    /// What matters less.
    pub quiet: Format,
    /// A script.
    pub script: Format,
    /// A name that the program reads again.
    pub key: Format,
    /// A result, which may be corrected. Whatever is typed stays text.
    pub result: Format,
    /// A result of a record that is not written.
    pub quiet_result: Format,
    /// A cell to be filled in.
    pub entry: Format,
}

impl Styles {
    pub fn new() -> Self {
        let base = || Format::new().set_align(FormatAlign::Top);
        let lined = || base().set_border(FormatBorder::Thin).set_border_color(LINE).set_text_wrap();
        Self {
            title: base().set_bold().set_font_size(16),
            heading: base().set_bold().set_font_size(13),
            head: lined().set_bold().set_background_color(HEAD),
            text: lined(),
            free_text: base(),
            field: lined().set_bold(),
            quiet: lined().set_italic().set_font_color(QUIET),
            script: base().set_font_name("Consolas").set_font_size(9).set_text_wrap(),
            key: lined().set_font_size(8).set_font_color(QUIET),
            result: lined().set_num_format(WRITTEN_AS_TEXT),
            quiet_result: lined().set_num_format(WRITTEN_AS_TEXT).set_font_color(QUIET),
            entry: lined().set_num_format(WRITTEN_AS_TEXT).set_background_color(ENTRY),
        }
    }
}

/// The height of a row in points in which these texts are seen as a whole, each with the width of its
/// column in characters; `None` when one line will do. Spreadsheets do not all find it themselves.
pub(super) fn height_for<'t>(cells: impl IntoIterator<Item = (&'t str, f64)>) -> Option<f64> {
    let lines_of = |(text, width): (&str, f64)| {
        let in_line = |line: &str| {
            // Wide letters take two places.
            let n_places: usize =
                line.chars().map(|character| if character > '\u{2e80}' { 2 } else { 1 }).sum();
            (n_places as f64 * 1.08 / width.max(1.0)).ceil().max(1.0)
        };
        text.lines().map(in_line).sum::<f64>()
    };
    let n_lines = cells.into_iter().map(lines_of).fold(1.0, f64::max);
    (n_lines > 1.0).then(|| (n_lines * LINE_HEIGHT).min(MOST_HEIGHT))
}
