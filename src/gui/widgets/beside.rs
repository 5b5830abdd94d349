//! A small surface beside a place in the window, such as the text cursor, that never covers it.
//!
//! Not a menu: it takes neither the keyboard nor clicks beside it.

use egui::epaint::Shadow;
use egui::{Align2, Area, Context, Frame, Id, InnerResponse, Margin, Order, Rect, Stroke, Ui, pos2};

use crate::gui::theme::Tokens;

/// On which side of its place a surface stands where both have room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Over it.
    Above,
    /// Under it.
    Below,
}

/// What a surface beside a place is like.
#[derive(Clone, Copy, Debug)]
pub struct Beside {
    /// Tells surfaces apart.
    pub id: Id,
    /// What is not covered, such as the line of the text cursor.
    pub place: Rect,
    /// Where it stands if there is room.
    pub side: Side,
    /// Its width at most.
    pub width: f32,
}

/// Draws a surface beside a place. On the first frame its height is not known; it is drawn unseen then.
pub fn beside_ui<R>(
    ctx: &Context,
    beside: Beside,
    add_content: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    let tokens = Tokens::of(ctx);
    let size = &tokens.size;
    let Beside { id, place, width: widest, .. } = beside;
    let window = ctx.content_rect().shrink(size.gap_small);
    let known_height: Option<f32> = ctx.data(|data| data.get_temp(id));
    let (above, below) = (place.top() - window.top(), window.bottom() - place.bottom());
    let wanted = known_height.unwrap_or_default() + size.gap;
    let standing = match beside.side {
        Side::Below if below >= wanted || below >= above => Side::Below,
        Side::Above if above >= wanted || above >= below => Side::Above,
        Side::Below => Side::Above,
        Side::Above => Side::Below,
    };
    let (pivot, y) = match standing {
        Side::Below => (Align2::LEFT_TOP, place.bottom() + size.gap_small),
        Side::Above => (Align2::LEFT_BOTTOM, place.top() - size.gap_small),
    };
    let x = place.left().min(window.right() - widest).max(window.left());
    let room = match standing {
        Side::Below => below,
        Side::Above => above,
    };
    let output = Area::new(id)
        .order(Order::Foreground)
        .fixed_pos(pos2(x, y))
        .pivot(pivot)
        .constrain(false)
        .interactable(true)
        .fade_in(false)
        .show(ctx, |ui| {
            if known_height.is_none() {
                ui.set_invisible();
            }
            frame(tokens)
                .show(ui, |ui| {
                    ui.set_max_width(widest);
                    ui.set_max_height((room - size.gap).max(size.row));
                    ui.style_mut().interaction.selectable_labels = false;
                    add_content(ui)
                })
                .inner
        });
    let shown = output.response.rect.height();
    if known_height.is_none_or(|height| (height - shown).abs() > 0.5) {
        ctx.data_mut(|data| data.insert_temp(id, shown));
        ctx.request_repaint();
    }
    output
}

/// Forgets the height of a surface that is not shown any more.
pub fn forget_beside(ctx: &Context, id: Id) {
    ctx.data_mut(|data| data.remove::<f32>(id));
}

fn frame(tokens: &Tokens) -> Frame {
    let size = &tokens.size;
    Frame::new()
        .fill(tokens.surface_1)
        .stroke(Stroke::new(size.hairline, tokens.line_strong))
        .corner_radius(size.radius_card)
        .inner_margin(Margin::ZERO)
        .shadow(Shadow {
            offset: [0, size.shadow_offset],
            blur: size.shadow_blur,
            spread: 0,
            color: tokens.shadow,
        })
}
