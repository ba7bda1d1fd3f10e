//! The inbox of a seat: what waits for an answer on top, calls and notices next, and what units say
//! of themselves gathered below, one line a unit.

mod item;

use std::collections::{BTreeMap, BTreeSet};

use base::Span;
use egui::{Align, Layout, RichText, Sense, Ui};
use engine::orders::{Acknowledge, Action, Reasons, Reply, TEXT_MAX};
use session::Ask;

use crate::exercise::desk::{Desk, Wish};
use crate::theme::STEP;
use item::Item;

/// A message that has waited this long rises to the top.
pub const WAITS: Span = Span::from_minutes(3);
/// How long a new message pulses, s of wall time.
const PULSE_S: f64 = 1.6;
/// Messages drawn at most; older ones are told by their number.
const SHOWN_MAX: usize = 200;

/// State of this panel.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Only messages that wait.
    pub waiting_only: bool,
    /// The message that is open.
    pub open: Option<u32>,
    /// An open message that shall be scrolled to.
    pub bring: bool,
    /// The answer being written.
    pub draft: String,
    /// Messages that were opened, by seat and number.
    read: BTreeSet<(u32, u32)>,
    /// Answers that were given and have not got out: the clock may stand.
    unsent: Vec<Unsent>,
    /// When each message was first drawn, s of wall time, by seat and number.
    seen: BTreeMap<(u32, u32), f64>,
}

/// An answer that has not got out yet.
#[derive(Clone, Debug, PartialEq)]
struct Unsent {
    /// Seat and number of the message.
    message: (u32, u32),
    /// What is answered; `None` for an acknowledgement.
    text: Option<String>,
    /// How many answers there were before.
    replies: usize,
}

impl State {
    /// Answers a message.
    fn answer(&mut self, desk: &Desk<'_>, item: &Item<'_>, text: Option<String>) -> Vec<Wish> {
        let message = (desk.seat().row(), item.number);
        let replies = item.received.replies.len();
        let before = self.unsent.iter().filter(|one| one.message == message && one.text.is_some());
        let replies = replies + before.count();
        self.unsent.push(Unsent { message, text: text.clone(), replies });
        match text {
            Some(text) => vec![answer(desk, Action::Reply(Reply { message: item.number, text }))],
            None => item.unanswered().map(|number| answer(desk, acknowledge(number))).collect(),
        }
    }

    /// Forgets what has got out.
    fn forget_sent(&mut self, desk: &Desk<'_>) {
        let seat = desk.seat().row();
        self.unsent.retain(|one| {
            let (of, number) = one.message;
            if of != seat {
                return true;
            }
            let Some(received) = desk.believed.inbox().get(number as usize) else { return false };
            // What was asked for when the drill was over is never done.
            !desk.clock.over
                && match one.text {
                    Some(_) => received.replies.len() <= one.replies,
                    None => received.acknowledged.is_none(),
                }
        });
    }

    fn is_acknowledging(&self, message: (u32, u32)) -> bool {
        self.unsent.iter().any(|one| one.message == message && one.text.is_none())
    }
}

/// How many messages wait for the seat.
pub fn waiting(desk: &Desk<'_>) -> usize {
    item::all(desk).iter().filter(|item| item.waits()).count()
}

/// Draws the panel.
pub fn show(ui: &mut Ui, desk: &Desk<'_>, state: &mut State, wishes: &mut Vec<Wish>) {
    let items = item::all(desk);
    state.forget_sent(desk);
    let seat = desk.seat().row();
    let open: Vec<&Item<'_>> = items
        .iter()
        .filter(|item| item.waits() && !state.is_acknowledging((seat, item.number)))
        .collect();
    let waiting = open.len();
    ui.horizontal(|ui| {
        ui.label(RichText::new(desk.say("exercise-messages")).heading());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.checkbox(&mut state.waiting_only, desk.say("message-waiting-only"));
        });
    });
    if waiting > 0 {
        // A line of its own: beside the heading, the English words ran over each other.
        ui.horizontal(|ui| {
            let words = desk.with("message-waiting", [("n", waiting.into())]);
            ui.label(RichText::new(format!("● {words}")).color(desk.colours.waiting));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if waiting > 1 && desk.is_manned() {
                    let all = ui.small_button(desk.say("message-acknowledge-all"));
                    if all.clicked() {
                        for item in &open {
                            wishes.extend(state.answer(desk, item, None));
                        }
                    }
                }
            });
        });
    }
    let calls: Vec<&Item<'_>> = items
        .iter()
        .filter(|item| !item.is_noted() && (!state.waiting_only || item.waits()))
        .collect();
    let orders: Vec<&Item<'_>> = items.iter().filter(|item| item.order().is_some()).collect();
    let units: Vec<&Item<'_>> = items.iter().filter(|item| item.unit().is_some()).collect();
    egui::ScrollArea::vertical().id_salt("inbox").auto_shrink([false, false]).show(ui, |ui| {
        if calls.is_empty() {
            ui.label(RichText::new(desk.say("message-none")).color(desk.colours.quiet));
        }
        for item in calls.iter().take(SHOWN_MAX) {
            message(ui, desk, state, item, wishes);
        }
        if calls.len() > SHOWN_MAX {
            let more = [("n", (calls.len() - SHOWN_MAX).into())];
            ui.label(RichText::new(desk.with("message-older", more)).color(desk.colours.quiet));
        }
        let gathered = [("message-orders", orders, false), ("message-units", units, true)];
        for (key, items, is_open) in gathered {
            if items.is_empty() || state.waiting_only {
                continue;
            }
            let title = desk.with(key, [("n", items.len().into())]);
            egui::CollapsingHeader::new(title).id_salt(key).default_open(is_open).show(ui, |ui| {
                for item in items.into_iter().take(SHOWN_MAX) {
                    message(ui, desk, state, item, wishes);
                }
            });
        }
    });
}

/// One message: a line that opens, and below it what can be done with it.
fn message(
    ui: &mut Ui,
    desk: &Desk<'_>,
    state: &mut State,
    item: &Item<'_>,
    wishes: &mut Vec<Wish>,
) {
    let key = (desk.seat().row(), item.number);
    let now_s = ui.input(|input| input.time);
    let first_s = *state.seen.entry(key).or_insert(now_s);
    let is_open = state.open == Some(item.number);
    let report = &item.received.report;
    let is_overdue = item.waits() && desk.now().since(item.received.received) >= WAITS;
    let fill = pulse(ui, desk, now_s - first_s, item.waits());
    let frame = egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(STEP as i8, STEP as i8 / 2))
        .corner_radius(STEP)
        .fill(if is_open { ui.visuals().faint_bg_color } else { fill });
    let text = desk.report(report);
    let source = desk.source(report.source);
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = STEP;
            let (mark, colour) = if is_overdue {
                ("●", desk.colours.waiting)
            } else if item.waits() {
                ("●", desk.colours.accent)
            } else if state.read.contains(&key) || item.received.acknowledged.is_some() {
                ("✓", desk.colours.done)
            } else {
                ("○", desk.colours.quiet)
            };
            ui.label(RichText::new(mark).color(colour));
            let quiet = |text: String| RichText::new(text).small().color(desk.colours.quiet);
            ui.label(quiet(desk.clock(item.received.received)));
            ui.label(RichText::new(&source).small().strong());
            if let Some(channel) = item.received.by {
                let channel = &desk.scenario.setup.channels[channel].name;
                ui.label(quiet(desk.name(channel).to_owned()));
            }
            if report.confidence < 100 {
                ui.label(quiet(format!("{} %", report.confidence)));
            }
            if is_overdue {
                let waited = desk.span(desk.now().since(item.received.received));
                let waited = desk.with("message-waits", [("span", waited.into())]);
                ui.label(RichText::new(waited).small().color(desk.colours.waiting));
            }
            if report.observed.0 / 60 != item.received.received.0 / 60 {
                let seen =
                    desk.with("message-seen", [("time", desk.clock(report.observed).into())]);
                ui.label(quiet(seen));
            }
        });
        let label = egui::Label::new(&text).selectable(false);
        ui.add(if is_open { label.wrap() } else { label.truncate() });
    });
    let response = ui.interact(shown.response.rect, ui.id().with(("message", key)), Sense::click());
    response.widget_info(|| {
        let label = format!("{source}: {text}");
        egui::WidgetInfo::selected(egui::WidgetType::SelectableLabel, true, is_open, label)
    });
    if response.clicked() {
        state.open = if is_open { None } else { Some(item.number) };
        state.draft.clear();
        state.read.insert(key);
    }
    if is_open {
        if std::mem::take(&mut state.bring) {
            response.scroll_to_me(Some(Align::Center));
        }
        state.read.insert(key);
        opened(ui, desk, state, item, wishes);
    }
}

/// A message that is new and waits pulses once and then stays marked.
fn pulse(ui: &Ui, desk: &Desk<'_>, age_s: f64, waits: bool) -> egui::Color32 {
    if !waits {
        return egui::Color32::TRANSPARENT;
    }
    let still = 0.10;
    if age_s >= PULSE_S {
        return desk.colours.waiting.gamma_multiply(still);
    }
    ui.ctx().request_repaint();
    let swell = ((age_s / PULSE_S) * std::f64::consts::PI).sin() as f32;
    desk.colours.waiting.gamma_multiply(still + 0.35 * swell)
}

/// What belongs to an open message, and what can be done with it.
fn opened(
    ui: &mut Ui,
    desk: &Desk<'_>,
    state: &mut State,
    item: &Item<'_>,
    wishes: &mut Vec<Wish>,
) {
    ui.indent(("open", item.number), |ui| {
        for also in &item.also {
            ui.add(egui::Label::new(desk.report(&also.report)).wrap());
        }
        for (at, text) in &item.received.replies {
            let values = [("time", desk.clock(*at).into()), ("text", text.into())];
            ui.label(RichText::new(desk.with("message-replied", values)).color(desk.colours.quiet));
        }
        let key = (desk.seat().row(), item.number);
        let unsent = state.unsent.iter().filter(|one| one.message == key);
        for text in unsent.map(|one| one.text.as_deref()) {
            let shown = match text {
                Some(text) => desk.with("message-reply-unsent", [("text", text.into())]),
                None => desk.say("message-acknowledge-unsent"),
            };
            ui.label(RichText::new(shown).color(desk.colours.waiting));
        }
        if let Some(at) = item.received.acknowledged {
            let values = [("time", desk.clock(at).into())];
            let acknowledged = desk.with("message-acknowledged", values);
            ui.label(RichText::new(format!("✓ {acknowledged}")).color(desk.colours.done));
        }
        ui.horizontal_wrapped(|ui| {
            let manned = desk.is_manned();
            if item.received.acknowledged.is_none() && !state.is_acknowledging(key) {
                let button = egui::Button::new(desk.say("message-acknowledge"));
                if ui.add_enabled(manned, button).clicked() {
                    wishes.extend(state.answer(desk, item, None));
                }
            }
            if let Some(spot) = desk.place_of(&item.received.report)
                && ui.button(desk.say("message-locate")).clicked()
            {
                wishes.push(Wish::Centre(spot));
            }
        });
        if desk.is_manned() {
            ui.horizontal(|ui| {
                let hint = desk.say("message-reply-hint");
                let send = desk.say("message-reply");
                let width = (ui.available_width() - 64.0).max(60.0);
                let edit = egui::TextEdit::singleline(&mut state.draft)
                    .hint_text(&hint)
                    .char_limit(TEXT_MAX);
                let edit = ui.add_sized([width, ui.spacing().interact_size.y], edit);
                edit.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, &hint)
                });
                let entered =
                    edit.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
                let text = state.draft.trim().to_owned();
                let sent = ui.add_enabled(!text.is_empty(), egui::Button::new(send)).clicked();
                if (sent || entered) && !text.is_empty() {
                    wishes.extend(state.answer(desk, item, Some(text)));
                    state.draft.clear();
                }
            });
        }
    });
}

fn acknowledge(message: u32) -> Action {
    Action::Acknowledge(Acknowledge { message })
}

/// Answers go without the form.
fn answer(desk: &Desk<'_>, action: Action) -> Wish {
    Wish::Ask(Ask::Issue { seat: desk.seat(), action, task: None, reasons: Reasons::default() })
}
