//! A bar of segments, each as wide as its share of a whole, of which one is chosen.
//!
//! Not a table: what the segments stand for is written beside it.

use egui::{
    EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
};

use crate::gui::theme::Tokens;
use crate::gui::widgets::Sign;

/// A part of the whole.
#[derive(Clone, Copy, Debug)]
pub struct Segment<'a> {
    /// What a screen reader calls it; unique within the bar. Also what the pointer is told.
    pub accessible_name: &'a str,
    /// How large it is.
    pub count: u64,
    /// What gives it its colour.
    pub sign: Sign,
}

/// What a bar shows.
#[derive(Clone, Copy, Debug)]
pub struct SegmentedBar<'a> {
    /// Tells bars apart.
    pub id_salt: &'a str,
    /// What the bar is called.
    pub accessible_name: &'a str,
    /// The parts, in the order in which they stand.
    pub segments: &'a [Segment<'a>],
    /// The part that is chosen.
    pub selected: Option<usize>,
}

/// A bar over the full width. The part that was chosen by a click or, when the bar has the keyboard, by
/// the arrow keys, Home and End. Parts of nothing are as wide as can be pointed at; parts that find no
/// room are left out of the picture, and the arrow keys still reach them.
pub fn segmented_bar_ui(ui: &mut Ui, bar: SegmentedBar<'_>) -> Option<usize> {
    let tokens = Tokens::of(ui);
    let size = &tokens.size;
    let id = Id::unique(("segments", bar.id_salt));
    let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), size.segment), Sense::hover());
    let container = ui.unique_id();
    ui.accesskit_node_builder(container, |node| {
        node.set_role(Role::ListBox);
        node.set_label(bar.accessible_name);
    });
    let counts: Vec<u64> = bar.segments.iter().map(|segment| segment.count).collect();
    let widths = widths(&counts, whole.width(), size.segment_min, size.segment_gap);
    let tab_stop = bar.selected.unwrap_or(0).min(bar.segments.len().saturating_sub(1));
    let mut chosen = None;
    let mut left = whole.left();
    for (idx, segment) in bar.segments.iter().enumerate() {
        // The chosen one is reached by keys even where it is too small for the picture.
        let Some(width) = widths.get(idx).copied().or_else(|| (idx == tab_stop).then_some(0.0)) else {
            continue;
        };
        let rect = Rect::from_min_size(
            egui::pos2(left.min(whole.right()), whole.top()),
            vec2(width, whole.height()),
        );
        left += width + size.segment_gap;
        let sense = if idx == tab_stop { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(rect, id.with(idx), sense).on_hover_text(segment.accessible_name);
        segment_ui(ui, rect, segment, &response, bar.selected == Some(idx));
        chosen = react(ui, idx, bar.segments.len(), &response).or(chosen);
    }
    if let Some(chosen) = chosen {
        ui.memory_mut(|memory| memory.request_focus(id.with(chosen)));
        ui.request_repaint();
    }
    chosen
}

fn segment_ui(ui: &Ui, rect: Rect, segment: &Segment<'_>, response: &Response, is_selected: bool) {
    let tokens = Tokens::of(ui);
    let size = &tokens.size;
    let colour = segment.sign.colour(tokens);
    ui.painter().rect_filled(rect, size.radius_badge / 2.0, colour);
    if response.has_focus() {
        let ring = Stroke::new(size.focus_ring, tokens.accent);
        ui.painter().rect_stroke(rect.expand(size.focus_ring), size.radius_badge, ring, StrokeKind::Outside);
    }
    if is_selected {
        let line = Rect::from_min_max(
            egui::pos2(rect.left(), rect.bottom() + size.strip),
            egui::pos2(rect.right(), rect.bottom() + 2.0 * size.strip),
        );
        ui.painter().rect_filled(line, 0.0, tokens.text_strong);
    }
    let name = segment.accessible_name;
    response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, ui.is_enabled(), name));
    ui.accesskit_node_builder(response.id, |node| node.set_selected(is_selected));
}

fn react(ui: &Ui, idx: usize, n_segments: usize, response: &Response) -> Option<usize> {
    let clicked = response.clicked().then_some(idx);
    if !response.has_focus() {
        return clicked;
    }
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let last = n_segments.saturating_sub(1);
    let moves = [
        (Key::ArrowRight, (idx + 1).min(last)),
        (Key::ArrowLeft, idx.saturating_sub(1)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    let target = ui.input_mut(|input| {
        let found = moves.into_iter().find(|(key, _)| input.consume_key(Modifiers::NONE, *key));
        found.map(|(_, target)| target)
    });
    target.or(clicked)
}

/// The widths of the segments that find room, with `gap` points between them: by their share, none
/// narrower than `min`.
fn widths(counts: &[u64], total: f32, min: f32, gap: f32) -> Vec<f32> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small number that is not negative"
    )]
    let most = ((total + gap) / (min + gap)).floor().max(0.0) as usize;
    let shown = &counts[..counts.len().min(most)];
    let room = total - gap * shown.len().saturating_sub(1) as f32;
    let left = (room - min * shown.len() as f32).max(0.0);
    let sum: f64 = shown.iter().map(|count| *count as f64).sum();
    // What is above the least width is divided by share; so the widths always fill the room.
    #[expect(clippy::cast_possible_truncation, reason = "a share of a width on the screen")]
    let share = |count: u64| if sum > 0.0 { (count as f64 / sum) as f32 } else { 1.0 / shown.len() as f32 };
    shown.iter().map(|count| min + left * share(*count)).collect()
}

#[cfg(test)]
mod tests {
    use super::widths;

    #[track_caller]
    fn check(counts: &[u64], total: f32, expected: &[f32]) {
        let found = widths(counts, total, 10.0, 2.0);
        let same = found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 0.01);
        assert!(same && found.len() == expected.len(), "{found:?} is not {expected:?}");
    }

    #[test]
    fn segments_share_the_width() {
        check(&[], 100.0, &[]);
        check(&[5], 100.0, &[100.0]);
        check(&[3, 1], 102.0, &[70.0, 30.0]);
        check(&[0, 0], 102.0, &[50.0, 50.0]);
        check(&[1_000_000, 1], 102.0, &[90.0, 10.0]);
        check(&[1, 1, 1, 1], 22.0, &[10.0, 10.0]);
        check(&[1], 5.0, &[]);
    }
}
