//! The organisation chart of a desk: who is above whom, how many each leads as far as the desk knows, when
//! it last heard of each, and the telephone.

use base::{Id, Span};
use egui::{RichText, Ui, WidgetInfo, WidgetType};
use engine::command::{SeatSpec, Source};
use engine::orders::{Action, CallSeat, Reasons, Status};
use review::measures::span::SPAN_MAX;
use session::Ask;

use crate::exercise::desk::{Desk, Wish};
use crate::theme::STEP;

/// The chart is no higher than this.
const HIGHEST: f32 = 260.0;
/// Who was not heard of for so long is marked.
const SILENT: Span = Span::from_minutes(30);

/// Draws the chart, folded away at first.
pub fn folded(ui: &mut Ui, desk: &Desk<'_>, wishes: &mut Vec<Wish>) {
    let setup = &desk.scenario.setup;
    if setup.seats.len() < 2 {
        return;
    }
    let over = setup.seats.ids().filter(|seat| is_over(desk, *seat)).count();
    let mut title = RichText::new(desk.say("organisation-name"));
    if over > 0 {
        let words = desk.with("organisation-over", [("n", over.into())]);
        let words = format!("{} · {words}", desk.say("organisation-name"));
        title = RichText::new(words).color(desk.colours.waiting);
    }
    egui::CollapsingHeader::new(title).id_salt("organisation").show(ui, |ui| {
        egui::ScrollArea::vertical().id_salt("organisation").max_height(HIGHEST).show(ui, |ui| {
            for (seat, depth) in in_order(desk) {
                row(ui, desk, seat, depth, wishes);
            }
        });
    });
}

fn is_over(desk: &Desk<'_>, seat: Id<SeatSpec>) -> bool {
    desk.believed.load(&desk.scenario.setup, seat).led() > SPAN_MAX
}

/// Every seat behind the one above it, and how deep it stands.
fn in_order(desk: &Desk<'_>) -> Vec<(Id<SeatSpec>, usize)> {
    let seats = &desk.scenario.setup.seats;
    let mut found = Vec::new();
    let mut open: Vec<(Id<SeatSpec>, usize)> = seats
        .iter()
        .filter(|(_, spec)| spec.superior.is_none())
        .map(|(seat, _)| (seat, 0))
        .collect();
    open.reverse();
    while let Some((seat, depth)) = open.pop() {
        found.push((seat, depth));
        let below = seats.iter().filter(|(_, spec)| spec.superior == Some(seat));
        let below: Vec<_> = below.map(|(seat, _)| (seat, depth + 1)).collect();
        open.extend(below.into_iter().rev());
    }
    found
}

fn row(ui: &mut Ui, desk: &Desk<'_>, seat: Id<SeatSpec>, depth: usize, wishes: &mut Vec<Wish>) {
    let spec = &desk.scenario.setup.seats[seat];
    let load = desk.believed.load(&desk.scenario.setup, seat);
    let is_self = seat == desk.seat();
    ui.horizontal(|ui| {
        ui.add_space(depth as f32 * 2.0 * STEP);
        let name = RichText::new(desk.name(&spec.name));
        let name = if is_self { name.strong().color(desk.colours.accent) } else { name };
        ui.label(name).on_hover_text(desk.name(&spec.organisation));
        if load.led() > 0 {
            let values = [("units", load.units.into()), ("seats", load.seats.into())];
            let many = load.led() > SPAN_MAX;
            let colour = if many { desk.colours.waiting } else { desk.colours.quiet };
            let leads = desk.with("organisation-leads", [("n", load.led().into())]);
            let leads = RichText::new(leads).small().color(colour);
            let hint = if many { "organisation-too-many" } else { "organisation-leads-what" };
            ui.label(leads).on_hover_text(desk.with(hint, values));
        }
        if is_self {
            return;
        }
        heard(ui, desk, seat);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            call(ui, desk, seat, wishes);
        });
    });
}

/// When the desk last heard of a seat.
fn heard(ui: &mut Ui, desk: &Desk<'_>, seat: Id<SeatSpec>) {
    let of_it = |source: Source| source == Source::Seat(seat);
    let inbox = desk.believed.inbox().iter();
    let last = inbox.filter(|m| of_it(m.report.source)).map(|m| m.received).max();
    let (words, is_old) = match last {
        Some(at) => (desk.ago(at), desk.now().since(at) > SILENT),
        None => (desk.say("organisation-silent"), false),
    };
    let colour = if is_old { desk.colours.waiting } else { desk.colours.quiet };
    ui.label(RichText::new(words).small().color(colour));
}

/// A button that calls a seat, or what became of the call.
fn call(ui: &mut Ui, desk: &Desk<'_>, seat: Id<SeatSpec>, wishes: &mut Vec<Wish>) {
    let spec = &desk.scenario.setup.seats[seat];
    let rings = desk.believed.orders().any(|order| {
        order.status == Status::Open
            && order.seat == desk.seat()
            && matches!(order.action, Action::CallSeat(call) if call.seat == spec.key)
    });
    if rings {
        let words = RichText::new(desk.say("organisation-calling")).small();
        ui.label(words.color(desk.colours.waiting));
        return;
    }
    if !desk.is_manned() {
        return;
    }
    let name = [("seat", desk.name(&spec.name).into())];
    let button = ui.small_button(desk.say("organisation-call"));
    let full = desk.with("organisation-call-one", name);
    button.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &full));
    if button.on_hover_text(desk.say("organisation-call-hint")).clicked() {
        let action = Action::CallSeat(CallSeat { seat: spec.key.clone() });
        let (seat, task, reasons) = (desk.seat(), None, Reasons::default());
        wishes.push(Wish::Ask(Ask::Issue { seat, action, task, reasons }));
    }
}
