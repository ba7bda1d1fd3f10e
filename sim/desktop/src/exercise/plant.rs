//! What a desk knows of a plant: tanks that it was told of, foam in store, and the orders on gates, power
//! and valves that it knows to be done. Levels, pressure and temperatures only the control room reads.

use base::Tick;
use egui::{Color32, RichText, ScrollArea, Ui, vec2};
use engine::command::Topic;
use engine::orders::{Action, Status};
use engine::plant::{Effect, TankSeen};
use session::KnownOrder;

use super::aged;
use super::desk::Desk;
use crate::director::plant::readings;
use crate::theme::STEP;

/// The list of tanks is no higher than this.
const HIGHEST: f32 = 112.0;
/// Foam in store below this is marked, percent.
const LOW_PERCENT: u8 = 20;

/// Draws the panel, unfolded at first; nothing where there is no plant.
pub fn folded(ui: &mut Ui, desk: &Desk<'_>) {
    if desk.scenario.setup.plant.is_none() {
        return;
    }
    egui::CollapsingHeader::new(RichText::new(desk.say("plant-name")).heading())
        .id_salt("plant")
        .default_open(true)
        .show(ui, |ui| {
            instruments(ui, desk);
            ScrollArea::vertical().id_salt("plant").max_height(HIGHEST).show(ui, |ui| {
                tanks(ui, desk);
                store(ui, desk);
                effects(ui, desk);
                switches(ui, desk);
            });
        });
}

/// What the instruments show, for whoever sits in the control room.
fn instruments(ui: &mut Ui, desk: &Desk<'_>) {
    let setup = &desk.scenario.setup;
    let Some((plant, spec)) = desk.believed.instruments().zip(setup.plant.as_ref()) else { return };
    ui.label(RichText::new(desk.say("plant-instruments")).small().color(desk.colours.quiet));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(3.0 * STEP, 0.0);
        readings(ui, desk.texts, desk.colours, spec, plant);
        for (id, tank) in spec.tanks.iter().filter(|(_, tank)| tank.tank.height_m > 0.0) {
            let level = plant.farm.tanks()[id.index()].content_m3 / tank.tank.volume_m3;
            let level = format!("{:.0}", 100.0 * level);
            let values = [("tank", desk.tank(id).into()), ("level", level.into())];
            ui.add(egui::Label::new(desk.with("plant-level", values)).extend());
        }
    });
}

/// What crews said of their water and foam.
fn effects(ui: &mut Ui, desk: &Desk<'_>) {
    for belief in &desk.believed.picture().beliefs {
        let Topic::Effect { effect, .. } = belief.report.topic else { continue };
        let is_short = matches!(effect, Effect::CoolingShort | Effect::FoamShort);
        let colour = if is_short { desk.colours.waiting } else { desk.colours.text };
        line(ui, desk, desk.report(&belief.report), colour, belief.report.observed);
    }
}

fn tanks(ui: &mut Ui, desk: &Desk<'_>) {
    let mut told: Vec<_> = desk
        .believed
        .picture()
        .beliefs
        .iter()
        .filter_map(|belief| match belief.report.topic {
            Topic::Tank { tank, seen } => Some((belief.report.observed, tank, seen)),
            _ => None,
        })
        .collect();
    told.sort_by_key(|&(observed, tank, seen)| {
        (!seen.is_burning(), std::cmp::Reverse(observed), tank)
    });
    if told.is_empty() {
        ui.label(RichText::new(desk.say("plant-nothing-told")).color(desk.colours.quiet));
    }
    for (observed, tank, seen) in told {
        let colour = match seen {
            _ if seen.is_burning() => desk.colours.danger,
            TankSeen::RunsOver => desk.colours.waiting,
            _ => desk.colours.text,
        };
        let values = [("tank", desk.tank(tank).into()), ("seen", desk.say(seen.key()).into())];
        line(ui, desk, desk.with("message-tank", values), colour, observed);
    }
    for belief in &desk.believed.picture().beliefs {
        if let Topic::Boilover { .. } = belief.report.topic {
            let text = desk.report(&belief.report);
            line(ui, desk, text, desk.colours.waiting, belief.report.observed);
        }
    }
}

fn store(ui: &mut Ui, desk: &Desk<'_>) {
    let foam =
        desk.believed.picture().beliefs.iter().find_map(|belief| match belief.report.topic {
            Topic::Foam { percent } => Some((belief.report.observed, percent)),
            _ => None,
        });
    if let Some((observed, percent)) = foam {
        let is_low = percent <= LOW_PERCENT;
        let colour = if is_low { desk.colours.danger } else { desk.colours.text };
        let values = [("percent", u32::from(percent).into())];
        line(ui, desk, desk.with("message-foam", values), colour, observed);
    }
}

/// Gates, power and valves, as far as the desk knows of an order; the newest of each.
fn switches(ui: &mut Ui, desk: &Desk<'_>) {
    let mut known: Vec<(&str, &str, KnownOrder<'_>)> = Vec::new();
    for order in desk.believed.orders() {
        let counts = matches!(order.status, Status::Open | Status::Done);
        let about = match order.action {
            Action::CloseOutfall(order) => Some(("plant-gate", order.place.as_str())),
            Action::CutPower(order) => Some(("plant-power", order.place.as_str())),
            Action::RestorePower(order) => Some(("plant-power", order.place.as_str())),
            Action::Isolate(order) => Some(("plant-valve", order.tank.as_str())),
            Action::Spray(order) => Some(("plant-spray", order.tank.as_str())),
            _ => None,
        };
        if let Some((what, key)) = about.filter(|_| counts) {
            known.retain(|(other, at, _)| (*other, *at) != (what, key));
            known.push((what, key, order));
        }
    }
    for (_, _, order) in known {
        let done = order.status == Status::Done;
        let (key, colour) = if done {
            ("plant-done", desk.colours.done)
        } else {
            ("plant-under-way", desk.colours.waiting)
        };
        let text = desk.with(key, [("order", desk.order(order.action).into())]);
        let at = order.stamps.done.or(order.stamps.issued).unwrap_or_default();
        line(ui, desk, text, colour, at);
    }
}

/// A line of text with its age.
fn line(ui: &mut Ui, desk: &Desk<'_>, text: String, colour: Color32, observed: Tick) {
    aged(ui, desk, observed, |ui| {
        ui.add(egui::Label::new(RichText::new(text).color(colour)).truncate());
    });
}
