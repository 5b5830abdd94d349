//! The sizes of the window: heights, paddings, radii and font sizes, the same in both themes.
//!
//! Not the widths of panels: the user sets those.

/// Lengths in points. Heights are full heights, paddings count for one side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sizes {
    /// Text of the window.
    pub font_body: f32,
    /// Panel headers, trailing facts, table headers.
    pub font_header: f32,
    /// Badges, the second line of a row.
    pub font_small: f32,
    /// Scripts, attribute paths, JSON.
    pub font_code: f32,
    /// Titles of dialogs.
    pub font_heading: f32,
    /// Sign glyphs that are small in their font, such as `✕`.
    pub font_sign: f32,
    /// The stroke of the sign `+`, which is drawn: as a glyph it is too small or too bold.
    pub sign_stroke: f32,
    /// From the middle of the sign `+` to its ends.
    pub sign_arm: f32,
    /// From one line of body text to the next.
    pub line_height_body: f32,
    /// From one line of a script to the next.
    pub line_height_code: f32,

    /// A row of a list or table.
    pub row: f32,
    /// A row of two lines, such as a request.
    pub two_line_row: f32,
    /// Space above and below the text of a row whose texts wrap.
    pub tall_row_padding: f32,
    /// A row of a tree.
    pub tree_row: f32,
    /// A row of a card, such as a field of the person.
    pub card_row: f32,
    /// The text line of a panel header.
    pub header_line: f32,
    /// A whole panel header with the space above and below its line.
    pub panel_header: f32,
    /// The header row of a table.
    pub table_header: f32,
    /// A button, a text field.
    pub control: f32,
    /// A small button inside a row.
    pub control_small: f32,
    /// A tab.
    pub tab: f32,
    /// The menu bar.
    pub menu_bar: f32,
    /// The toolbar with tabs and buttons.
    pub toolbar: f32,
    /// The bar at the bottom edge.
    pub status_bar: f32,
    /// A bar of segments.
    pub segment: f32,
    /// The narrowest segment.
    pub segment_min: f32,
    /// Between two segments.
    pub segment_gap: f32,
    /// A bar that shows how far work has come.
    pub progress: f32,
    /// The column of line numbers beside two texts.
    pub line_number: f32,
    /// The pill that names an environment.
    pub pill: f32,
    /// A badge inside a row.
    pub badge: f32,

    /// Space between the edge of a panel and its content, left and right.
    pub padding: f32,
    /// Space between the edge of a panel and its content, above and below.
    pub padding_y: f32,
    /// Space between the edge of a dialog and its content.
    pub dialog_padding: f32,
    /// Space above and below the text of a control.
    pub control_padding_y: f32,
    /// Space between two things side by side.
    pub gap: f32,
    /// Space between two words that belong together, such as a sign and its word.
    pub gap_small: f32,
    /// How far a level of a tree is moved in.
    pub indent: f32,
    /// The column that holds a sign.
    pub sign_width: f32,

    /// Between the letters of a panel's title.
    pub letter_spacing: f32,

    /// Radius of controls.
    pub radius: f32,
    /// Radius of cards, popups and dialogs.
    pub radius_card: f32,
    /// Radius of badges.
    pub radius_badge: f32,
    /// A hairline.
    pub hairline: f32,
    /// The ring around what has the keyboard focus.
    pub focus_ring: f32,
    /// The strip in the colour of the environment.
    pub strip: f32,
    /// The bar at the left of a callout.
    pub callout_bar: f32,
    /// The text cursor.
    pub text_cursor: f32,

    /// How far the wave under a mark swings to each side.
    pub wave_height: f32,
    /// Half the length of a wave under a mark.
    pub wave_step: f32,
    /// The stroke of the wave under a mark.
    pub wave_stroke: f32,
    /// An inline message or hint narrower than this is left out.
    pub inline_text_min: f32,
    /// How far the shadow of a popup lies below it.
    pub shadow_offset: i8,
    /// How soft the shadow of a popup is.
    pub shadow_blur: u8,
    /// Widest tooltip.
    pub tooltip_width: f32,
}

/// How far the window can be zoomed out and in.
pub const ZOOM_RANGE: (f32, f32) = (0.5, 3.0);
/// What a zoom command adds or takes away.
pub const ZOOM_STEP: f32 = 0.1;

/// The sizes that the window uses.
pub const SIZES: Sizes = Sizes {
    font_body: 13.0,
    font_header: 11.5,
    font_small: 11.0,
    font_code: 12.5,
    font_heading: 15.0,
    font_sign: 15.0,
    sign_stroke: 1.4,
    sign_arm: 5.0,
    line_height_body: 18.0,
    line_height_code: 20.0,
    row: 28.0,
    two_line_row: 48.0,
    tall_row_padding: 5.0,
    tree_row: 23.0,
    card_row: 27.0,
    header_line: 26.0,
    panel_header: 34.0,
    table_header: 26.0,
    control: 28.0,
    control_small: 22.0,
    tab: 30.0,
    menu_bar: 30.0,
    toolbar: 38.0,
    status_bar: 24.0,
    segment: 16.0,
    segment_min: 8.0,
    segment_gap: 2.0,
    progress: 6.0,
    line_number: 40.0,
    pill: 22.0,
    badge: 18.0,
    padding: 12.0,
    padding_y: 8.0,
    dialog_padding: 18.0,
    control_padding_y: 6.0,
    gap: 8.0,
    gap_small: 4.0,
    indent: 20.0,
    sign_width: 14.0,
    letter_spacing: 0.4,
    radius: 6.0,
    radius_card: 8.0,
    radius_badge: 4.0,
    hairline: 1.0,
    focus_ring: 1.5,
    strip: 2.0,
    callout_bar: 3.0,
    text_cursor: 2.0,
    wave_height: 1.5,
    wave_step: 2.5,
    wave_stroke: 1.2,
    inline_text_min: 48.0,
    shadow_offset: 8,
    shadow_blur: 28,
    tooltip_width: 420.0,
};
