//! The board of facts: what was said of each, by whom and when, what does not agree, and asking back.

use base::{Id, Span, Tick};
use egui::{RichText, Ui};
use engine::command::{Alarm, Claim, FactSpec, Item, SeatSpec, SensorSpec, Standing, Statement};
use engine::orders::{Action, Reasons, Status, Verify};
use session::Ask;

use crate::exercise::desk::{Desk, Wish};
use crate::theme::STEP;

/// The board, unfolded above the units, is no higher than this.
const FOLDED_MAX: f32 = 220.0;

/// Clear of the handles that fold the panels beside it, points.
const EDGE: i8 = 28;

/// How many facts are told in different ways.
pub fn conflicts(desk: &Desk<'_>) -> usize {
    let picture = desk.believed.picture();
    let facts = desk.scenario.setup.facts.ids();
    facts.filter(|fact| matches!(picture.standing(*fact), Standing::Conflict(_))).count()
}

/// What was asked for and has not got out yet: the clock may stand.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Seat, key of a fact or a sensor, and moment.
    asked: Vec<(Id<SeatSpec>, String, Tick)>,
}

/// Draws the board in the middle of the screen, item by item in the order of a report.
pub fn show(ui: &mut Ui, desk: &Desk<'_>, state: &mut State, wishes: &mut Vec<Wish>) {
    let margin = egui::Margin::symmetric(EDGE, 2 * STEP as i8);
    // There is no map behind it.
    ui.painter().rect_filled(ui.max_rect(), 0.0, ui.visuals().panel_fill);
    egui::Frame::new().inner_margin(margin).show(ui, |ui| board(ui, desk, state, wishes));
}

fn board(ui: &mut Ui, desk: &Desk<'_>, state: &mut State, wishes: &mut Vec<Wish>) {
    let conflicts = conflicts(desk);
    ui.horizontal(|ui| {
        ui.label(RichText::new(desk.say("facts-name")).heading());
        if conflicts > 0 {
            let words = desk.with("facts-conflicts", [("n", conflicts.into())]);
            ui.label(RichText::new(words).color(desk.colours.waiting));
        }
    });
    egui::ScrollArea::vertical().id_salt("facts").auto_shrink([false, false]).show(ui, |ui| {
        list(ui, desk, state, wishes);
    });
}

/// The board folded away, above something else.
pub fn folded(ui: &mut Ui, desk: &Desk<'_>, state: &mut State, wishes: &mut Vec<Wish>) {
    let conflicts = conflicts(desk);
    let mut title = RichText::new(desk.say("facts-name"));
    if conflicts > 0 {
        let words = desk.with("facts-conflicts", [("n", conflicts.into())]);
        title = RichText::new(format!("{} · {words}", desk.say("facts-name")))
            .color(desk.colours.waiting);
    }
    egui::CollapsingHeader::new(title).id_salt("facts").show(ui, |ui| {
        egui::ScrollArea::vertical().id_salt("facts").max_height(FOLDED_MAX).show(ui, |ui| {
            list(ui, desk, state, wishes);
        });
    });
}

fn list(ui: &mut Ui, desk: &Desk<'_>, state: &mut State, wishes: &mut Vec<Wish>) {
    // A minute later it has got out, or was refused.
    state.asked.retain(|(.., at)| desk.now().since(*at) < Span::from_minutes(1));
    let setup = &desk.scenario.setup;
    let alarms = setup
        .sensors
        .iter()
        .filter_map(|(sensor, spec)| Some((sensor, spec, desk.believed.picture().alarm(sensor)?)));
    for (_, spec, stands) in alarms {
        alarm(ui, desk, spec, stands, state, wishes);
    }
    let facts = &setup.facts;
    for item in Item::ALL {
        let mut of_item = facts.iter().filter(|(_, fact)| fact.item == item).peekable();
        if of_item.peek().is_none() {
            continue;
        }
        ui.add_space(STEP / 2.0);
        ui.label(RichText::new(desk.say(item.key())).small().color(desk.colours.quiet));
        for (id, spec) in of_item {
            row(ui, desk, (id, spec), state, wishes);
        }
    }
}

fn row(
    ui: &mut Ui,
    desk: &Desk<'_>,
    (fact, spec): (Id<FactSpec>, &FactSpec),
    state: &mut State,
    wishes: &mut Vec<Wish>,
) {
    let picture = desk.believed.picture();
    let standing = picture.standing(fact);
    let name = desk.name(&spec.name);
    let (mark, colour) = match &standing {
        Standing::Silent => ("○", desk.colours.quiet),
        Standing::Told(claim) if claim.verified => ("✓", desk.colours.done),
        Standing::Told(_) => ("●", desk.colours.accent),
        Standing::Conflict(_) => ("≠", desk.colours.waiting),
    };
    ui.horizontal(|ui| {
        ui.label(RichText::new(mark).color(colour).strong());
        ui.label(RichText::new(name).strong());
        if matches!(standing, Standing::Silent) {
            let silent = RichText::new(desk.say("fact-silent")).small();
            ui.label(silent.color(desk.colours.quiet));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ask_back(ui, desk, &spec.key, name, state, wishes);
        });
    });
    let claims: Vec<&Claim> = match &standing {
        Standing::Silent => Vec::new(),
        Standing::Told(claim) => vec![claim],
        Standing::Conflict(claims) => claims.iter().rev().copied().collect(),
    };
    ui.indent(("claims", fact.row()), |ui| {
        let mut shown: Vec<Option<u32>> = Vec::new();
        for claim in &claims {
            if !shown.contains(&claim.value) {
                shown.push(claim.value);
                let same = claims.iter().copied().filter(|other| other.value == claim.value);
                let statement = Statement { fact, value: claim.value, unchecked: false };
                said(ui, desk, statement, same);
            }
        }
    });
}

/// One thing that was said: what, by whom, when it was so, how sure.
fn said<'c>(
    ui: &mut Ui,
    desk: &Desk<'_>,
    statement: Statement,
    claims: impl Iterator<Item = &'c Claim>,
) {
    ui.horizontal_wrapped(|ui| {
        ui.label(desk.value(statement, desk));
        for claim in claims {
            let by = if claim.verified {
                desk.say("facts-asked-back")
            } else {
                format!("{} {} %", desk.source(claim.source), claim.confidence)
            };
            let text = format!("{by} {}", desk.clock(claim.observed));
            let quiet = RichText::new(text).small().color(desk.colours.quiet);
            ui.label(quiet).on_hover_text(desk.ago(claim.observed));
        }
    });
}

/// The alarm of a sensor: what it cried for, and whether somebody has looked at the picture.
fn alarm(
    ui: &mut Ui,
    desk: &Desk<'_>,
    spec: &SensorSpec,
    stands: Alarm,
    state: &mut State,
    wishes: &mut Vec<Wish>,
) {
    let (mark, colour, key) = match stands {
        Alarm::Raised => ("◆", desk.colours.waiting, "alarm-raised"),
        Alarm::Real => ("✓", desk.colours.danger, "alarm-real"),
        Alarm::False => ("×", desk.colours.quiet, "alarm-false"),
    };
    let name = desk.name(&spec.name);
    ui.horizontal(|ui| {
        ui.label(RichText::new(mark).color(colour).strong());
        ui.label(RichText::new(name).strong());
        ui.label(RichText::new(desk.say(key)).small().color(colour));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if stands == Alarm::Raised {
                ask_back(ui, desk, &spec.key, name, state, wishes);
            }
        });
    });
}

/// A button that asks back about a fact or the alarm of a sensor, or that somebody does so.
fn ask_back(
    ui: &mut Ui,
    desk: &Desk<'_>,
    key: &str,
    name: &str,
    state: &mut State,
    wishes: &mut Vec<Wish>,
) {
    let (seat, now) = (desk.seat(), desk.now());
    let asked = (seat, key.to_owned(), now);
    if state.asked.contains(&asked) || is_being_verified(desk, key) {
        ui.label(RichText::new(desk.say("facts-verifying")).color(desk.colours.waiting));
        return;
    }
    let action = Action::Verify(Verify { fact: key.to_owned() });
    if !desk.is_manned() || !desk.believed.may(&action.card()) {
        return;
    }
    let full = desk.with("facts-verify-one", [("fact", name.into())]);
    let button = ui.small_button(desk.say("facts-verify"));
    button.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &full));
    if button.clicked() {
        state.asked.push(asked);
        let (task, reasons) = (None, Reasons::default());
        wishes.push(Wish::Ask(Ask::Issue { seat, action, task, reasons }));
    }
}

/// Whether the seat knows that somebody is asking back.
fn is_being_verified(desk: &Desk<'_>, key: &str) -> bool {
    desk.believed.orders().any(|order| {
        order.status == Status::Open
            && matches!(order.action, Action::Verify(verify) if verify.fact == key)
    })
}
