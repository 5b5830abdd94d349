//! The Grid view: all samples by all fields of a rule set.

use std::ops::Range;

use egui::{Align, Id, Label, Layout, Pos2, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::cell::{dim_stale, sign_of, sign_of_sample, value_text, with_verdict_ui};
use crate::gui::panels::menu_bar::expect_menu_ui;
use crate::gui::panels::samples::sample_verdict_ui;
use crate::gui::panels::status_bar::counted;
use crate::gui::theme::{LAYOUT, SIZES, Tokens, header_text, normal_text, strong_text, weak_text};
use crate::gui::ui_state::UiState;
use crate::gui::widgets::{Sign, empty_state_ui, name_ui, panel_header_with_ui, sign_and_word_ui, sign_ui};
use crate::mapping::RuleSet;
use crate::workbench::{CellVerdict, Command, FieldCell, ScriptPlace, SelectCommand, Workbench};

pub(super) fn grid_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let Some(rule_set) = workbench.rule_set() else {
        empty_state_ui(ui, "The mapping has no rules yet", None);
        return;
    };
    let rule_set_idx = workbench.selection().rule_set;
    let samples = state.rows.of_rule_set(workbench, rule_set_idx);
    let trailing =
        format!("{} by {}", counted(samples.len(), "sample"), counted(rule_set.rules.len(), "field"));
    let has_cases = !workbench.model().cases.is_empty();
    panel_header_with_ui(
        ui,
        "Grid",
        |ui| legend_ui(ui, has_cases),
        |ui| {
            ui.label(weak_text(ui, trailing));
        },
    );
    rule_sets_ui(ui, workbench, outbox);
    if samples.is_empty() {
        let is_known = workbench.is_preview_current();
        let sentence = if is_known { "No sample is a resource of this type" } else { "Running…" };
        empty_state_ui(ui, sentence, None);
        return;
    }
    ui.add_space(SIZES.gap_small);
    let shows_stale = state.shows_stale;
    let grid = Grid { workbench, rule_set, rule_set_idx, samples: &samples, shows_stale };
    let seen = table_ui(ui, &grid, outbox);
    state.rows.visible.extend(samples.get(seen).unwrap_or_default());
}

/// What the signs in the cells mean.
fn legend_ui(ui: &mut Ui, has_cases: bool) {
    let signs = [Sign::Set, Sign::Kept, Sign::Cleared, Sign::Skipped, Sign::Failed];
    let of_cases: &[Sign] = if has_cases { &[Sign::Green, Sign::Red] } else { &[] };
    for sign in signs.into_iter().chain(of_cases.iter().copied()) {
        ui.add_space(SIZES.gap_small);
        sign_and_word_ui(ui, sign);
    }
}

fn rule_sets_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    let titles: Vec<String> = workbench.model().mapping.rule_sets.iter().map(RuleSet::title).collect();
    let tabs: Vec<(&str, bool)> = titles
        .iter()
        .enumerate()
        .map(|(idx, title)| (title.as_str(), idx == workbench.selection().rule_set))
        .collect();
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        if let Some(idx) = crate::gui::widgets::tabs_ui(ui, &tabs) {
            outbox.command(Command::Select(SelectCommand::RuleSet(idx)));
        }
    });
}

/// What the grid shows.
struct Grid<'a> {
    workbench: &'a Workbench,
    rule_set: &'a RuleSet,
    rule_set_idx: usize,
    /// The samples on which the rule set runs, one a row.
    samples: &'a [usize],
    /// Values of an older state are shown as such.
    shows_stale: bool,
}

/// Where the parts of the table are on the screen. The header and the column of the samples stay
/// while the cells are scrolled.
struct Place {
    /// The left upper corner of the whole table.
    origin: Pos2,
    /// What is seen of it.
    view: Rect,
}

impl Place {
    fn cell(&self, row: usize, column: usize) -> Rect {
        let left = self.origin.x + LAYOUT.grid_sample + column as f32 * LAYOUT.grid_cell;
        let top = self.origin.y + SIZES.table_header + row as f32 * SIZES.row;
        Rect::from_min_size(pos2(left, top), vec2(LAYOUT.grid_cell, SIZES.row))
    }

    /// What is seen of the cells.
    fn cells(&self) -> Rect {
        Rect::from_min_max(self.view.min + vec2(LAYOUT.grid_sample, SIZES.table_header), self.view.max)
    }

    /// What is seen of the header.
    fn header(&self) -> Rect {
        Rect::from_min_size(self.view.min, vec2(self.view.width(), SIZES.table_header))
    }

    /// The rows that are seen at least in part, and one beyond, to which the keyboard can go.
    fn rows(&self, count: usize) -> Range<usize> {
        seen(self.view.top() - self.origin.y, self.cells().height(), SIZES.row, count)
    }

    /// The columns that are seen, likewise.
    fn columns(&self, count: usize) -> Range<usize> {
        seen(self.view.left() - self.origin.x, self.cells().width(), LAYOUT.grid_cell, count)
    }
}

/// The steps that are seen in `length` points from `offset` on, and one before and behind.
#[expect(clippy::cast_sign_loss, reason = "negative numbers become 0 before")]
fn seen(offset: f32, length: f32, step: f32, count: usize) -> Range<usize> {
    let first = (offset / step).floor().max(0.0) as usize;
    let end = ((offset + length) / step).ceil().max(0.0) as usize + 1;
    first.saturating_sub(1).min(count)..end.min(count)
}

/// Gives the rows that are seen.
fn table_ui(ui: &mut Ui, grid: &Grid<'_>, outbox: &mut Outbox) -> Range<usize> {
    let n_rules = grid.rule_set.rules.len();
    let width = LAYOUT.grid_sample + n_rules as f32 * LAYOUT.grid_cell;
    let height = SIZES.table_header + grid.samples.len() as f32 * SIZES.row;
    let area = ScrollArea::both().id_salt(("grid", grid.rule_set_idx)).auto_shrink(false);
    let output = area.show_viewport(ui, |ui, viewport| {
        ui.set_min_size(vec2(width, height));
        let origin = ui.min_rect().min;
        let place = Place { origin, view: viewport.translate(origin.to_vec2()) };
        let rows = place.rows(grid.samples.len());
        for row in rows.clone() {
            row_background_ui(ui, grid, &place, row);
        }
        for row in rows.clone() {
            for column in place.columns(n_rules) {
                cell_ui(ui, grid, &place, (row, column), outbox);
            }
        }
        for row in rows.clone() {
            sample_ui(ui, grid, &place, row);
        }
        header_ui(ui, grid, &place);
        rows
    });
    output.inner
}

/// A part of the table at a place of its own, seen only inside `clip`.
fn part(ui: &mut Ui, rect: Rect, clip: Rect) -> Ui {
    let layout = Layout::left_to_right(Align::Center);
    let mut part = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    part.shrink_clip_rect(clip);
    part
}

fn row_background_ui(ui: &mut Ui, grid: &Grid<'_>, place: &Place, row: usize) {
    let tokens = Tokens::of(ui);
    let whole = place.cell(row, 0).with_min_x(place.view.left()).with_max_x(place.view.right());
    let body = place.view.with_min_y(place.cells().top());
    let painter = ui.painter().with_clip_rect(body.intersect(ui.clip_rect()));
    if grid.samples[row] == grid.workbench.selection().sample {
        painter.rect_filled(whole, 0.0, tokens.accent_surface);
    }
    painter.hline(whole.x_range(), whole.bottom() - SIZES.hairline / 2.0, (SIZES.hairline, tokens.line_weak));
}

fn sample_ui(ui: &mut Ui, grid: &Grid<'_>, place: &Place, row: usize) {
    let Some(sample) = grid.workbench.sample_row(grid.samples[row]) else { return };
    let cell = place.cell(row, 0);
    let rect = Rect::from_min_size(pos2(place.view.left(), cell.top()), vec2(LAYOUT.grid_sample, SIZES.row));
    let mut part = part(ui, rect, place.view.with_min_y(place.cells().top()));
    part.add_space(SIZES.padding);
    sign_ui(&mut part, sign_of_sample(sample.state)).on_hover_text(&sample.words);
    sample_verdict_ui(&mut part, sample.verdict);
    let text = normal_text(&part, &sample.name);
    part.add(Label::new(text).truncate());
}

fn header_ui(ui: &mut Ui, grid: &Grid<'_>, place: &Place) {
    let tokens = Tokens::of(ui);
    let header = place.header();
    let selected = match grid.workbench.selection().script {
        ScriptPlace::Rule { rule_set, rule } if rule_set == grid.rule_set_idx => Some(rule),
        _ => None,
    };
    for column in place.columns(grid.rule_set.rules.len()) {
        let cell = place.cell(0, column);
        let rect = Rect::from_x_y_ranges(cell.x_range(), header.y_range());
        let mut part = part(ui, rect.shrink2(vec2(SIZES.gap, 0.0)), header.with_min_x(place.cells().left()));
        let mut text = header_text(&part, &grid.rule_set.rules[column].field);
        if selected == Some(column) {
            text = text.color(tokens.text_strong);
        }
        part.add(Label::new(text).truncate());
    }
    let mut corner = part(ui, header.with_max_x(place.cells().left()), header);
    corner.add_space(SIZES.padding);
    let title = header_text(&corner, "Sample");
    corner.label(title);
    let line = (SIZES.hairline, tokens.line);
    ui.painter().hline(place.view.x_range(), header.bottom() - SIZES.hairline / 2.0, line);
    ui.painter().vline(place.cells().left() - SIZES.hairline / 2.0, place.view.y_range(), line);
}

fn cell_ui(ui: &mut Ui, grid: &Grid<'_>, place: &Place, (row, column): (usize, usize), outbox: &mut Outbox) {
    let sample = grid.samples[row];
    let cell = grid.workbench.cell(sample, grid.rule_set_idx, column);
    let rect = place.cell(row, column);
    let mut part = part(ui, rect.shrink2(vec2(SIZES.gap, 0.0)), place.cells());
    dim_stale(&mut part, grid.workbench, grid.shows_stale, sample);
    let response = part.interact(rect, Id::unique(("grid cell", sample, column)), Sense::click());
    let name = &grid.workbench.model().samples[sample].name;
    let field = &grid.rule_set.rules[column].field;
    let red = if matches!(cell.verdict, Some(CellVerdict::Red { .. })) { ", case red" } else { "" };
    name_ui(&response, &format!("{name}, {field}: {}{red}", cell.value));
    if response.gained_focus() {
        // Not under the header or the samples.
        let frozen = vec2(LAYOUT.grid_sample, SIZES.table_header);
        part.scroll_to_rect(Rect::from_min_max(rect.min - frozen, rect.max), None);
    }
    if response.hovered() || response.has_focus() {
        part.painter().rect_filled(rect, 0.0, Tokens::of(&part).hover);
    }
    if let Some(sign) = sign_of(cell.state) {
        sign_ui(&mut part, sign);
    }
    if matches!(cell.verdict, Some(CellVerdict::Red { .. })) {
        let bar = rect.with_max_x(rect.left() + SIZES.callout_bar);
        part.painter().rect_filled(bar, 0.0, Tokens::of(&part).failed);
    }
    with_verdict_ui(&mut part, &cell, |ui| {
        // What the cell says when it is pointed at has the whole value.
        ui.add(Label::new(value_text(ui, &cell)).truncate().show_tooltip_when_elided(false));
    });
    let place = ScriptPlace::Rule { rule_set: grid.rule_set_idx, rule: column };
    let selects = [SelectCommand::Sample(sample), SelectCommand::Script(place)];
    expect_menu_ui(&response, grid.workbench, &selects, outbox);
    if response.clicked() {
        outbox.command(Command::Select(SelectCommand::Sample(sample)));
        outbox.send(Intent::ShowScript { place, at: None });
    }
    response.on_hover_ui(|ui| cell_details_ui(ui, &cell));
}

/// The whole value, and why.
fn cell_details_ui(ui: &mut Ui, cell: &FieldCell) {
    if !cell.value.is_empty() {
        ui.label(strong_text(ui, &cell.value));
    }
    ui.label(format!("{}: {}", cell.state.word(), cell.reason));
    match &cell.verdict {
        None => {}
        Some(CellVerdict::Green) => {
            ui.label("As a case expects");
        }
        Some(CellVerdict::Red { expected }) => {
            let said = |text: &str| if text.is_empty() { "nothing".to_owned() } else { text.to_owned() };
            ui.label(weak_text(ui, "A case expects"));
            ui.label(strong_text(ui, said(expected)));
            ui.label(weak_text(ui, "It is"));
            ui.label(strong_text(ui, said(&cell.value)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::seen;

    #[test]
    fn what_is_seen_is_drawn_with_one_beyond() {
        assert_eq!(seen(0.0, 100.0, 20.0, 50), 0..6);
        assert_eq!(seen(30.0, 100.0, 20.0, 50), 0..8);
        assert_eq!(seen(60.0, 100.0, 20.0, 50), 2..9);
        assert_eq!(seen(0.0, 100.0, 20.0, 3), 0..3);
        assert_eq!(seen(900.0, 100.0, 20.0, 3), 3..3);
    }
}
