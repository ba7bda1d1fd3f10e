//! The figures that a director keeps an eye on, and the review at its cursor.

use base::{Id, Tick};
use egui::{RichText, Ui};
use engine::World;
use ground::{Ground, Place};
use review::report::words::{amount, whole};
use scenario::{Scenario, Texts, Value};

use super::{plant, water};
use crate::layers::runs_wild;
use crate::theme::{Palette, STEP};

/// The newest figures.
#[derive(Clone, Copy, Debug, Default)]
pub struct State {
    known: Option<Figures>,
}

/// Figures of one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Figures {
    at: Tick,
    area_ha: f64,
    /// People still at places that fire has reached.
    in_fire: u32,
    /// People in shelters.
    safe: u32,
}

impl Figures {
    fn of(world: &World, ground: &Ground) -> Self {
        let places = || ground.places.ids();
        let reached = |place: &Id<Place>| world.reached_at(*place).is_some();
        // The state before the tick: what had burnt a second ago.
        let moment = Tick(world.now.0.saturating_sub(1));
        Self {
            at: world.now,
            area_ha: world.fire.area_ha(&ground.terrain, moment),
            in_fire: places().filter(reached).map(|place| world.people.remaining(place)).sum(),
            safe: places().map(|place| world.people.safe(place)).sum(),
        }
    }
}

/// Draws the figures in a line.
pub fn show(
    ui: &mut Ui,
    state: &mut State,
    texts: &Texts,
    palette: Palette,
    scenario: &Scenario,
    world: &World,
) {
    if state.known.is_none_or(|known| known.at != world.now) {
        state.known = Some(Figures::of(world, &scenario.setup.ground));
    }
    let Some(figures) = state.known else { return };
    let tally = &world.tally;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0 * STEP;
        let mut figure = |key: &str, values: &[(&str, Value)], is_danger: bool| {
            let text = RichText::new(texts.say(key, values));
            ui.label(if is_danger { text.color(palette.danger).strong() } else { text });
        };
        if runs_wild(&scenario.setup) {
            figure("director-area", &[("n", amount(figures.area_ha).into())], false);
            let values = [("n", whole(figures.in_fire).into())];
            figure("director-in-fire", &values, figures.in_fire > 0);
        }
        figure("director-safe", &[("n", whole(figures.safe).into())], false);
        for (key, dead, injured) in [
            ("director-public", tally.public_dead, tally.public_injured),
            ("director-responders", tally.responders_dead, tally.responders_injured),
        ] {
            let values = [("dead", whole(dead).into()), ("injured", whole(injured).into())];
            figure(key, &values, dead + injured > 0);
        }
    });
    plant::show(ui, texts, palette, scenario, world);
    water::show(ui, texts, palette, scenario, world);
}
