//! Messages about what was done, in the lower right corner.

use egui::{Align2, Area, Context, Frame, Id, Margin, Order, Stroke, vec2};

use crate::gui::intent::Outbox;
use crate::gui::theme::{LAYOUT, SIZES, Tokens};
use crate::gui::widgets::{Sign, button_quiet_ui, paragraph_ui, sign_ui};
use crate::workbench::{Command, Notice, ProjectCommand, Workbench};

pub(super) fn notices_ui(ctx: &Context, workbench: &Workbench, outbox: &mut Outbox) {
    let Some(notice) = workbench.notices().last() else { return };
    let tokens = Tokens::of(ctx);
    let offset = vec2(-SIZES.padding, -(SIZES.status_bar + SIZES.padding));
    Area::new(Id::unique("notices")).anchor(Align2::RIGHT_BOTTOM, offset).order(Order::Foreground).show(
        ctx,
        |ui| {
            Frame::new()
                .fill(tokens.surface_2)
                .stroke(Stroke::new(SIZES.hairline, tokens.line_strong))
                .corner_radius(SIZES.radius_card)
                .inner_margin(Margin::symmetric(SIZES.padding as i8, SIZES.padding_y as i8))
                .show(ui, |ui| {
                    ui.set_max_width(LAYOUT.notice_width);
                    notice_ui(ui, notice, outbox);
                });
        },
    );
}

fn notice_ui(ui: &mut egui::Ui, notice: &Notice, outbox: &mut Outbox) {
    ui.horizontal(|ui| {
        sign_ui(ui, Sign::of_severity(notice.severity));
        ui.vertical(|ui| {
            ui.set_max_width(LAYOUT.notice_width - LAYOUT.search_width / 2.0);
            paragraph_ui(ui, &notice.text);
        });
        if button_quiet_ui(ui, "Dismiss").clicked() {
            outbox.command(Command::Project(ProjectCommand::DismissNotice));
        }
    });
}
