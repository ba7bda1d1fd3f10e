//! What is so of the water: every gauge, and levees that are not sound. A line of figures for the director, and for the
//! review at its cursor.

use egui::{RichText, Ui};
use engine::World;
use engine::water::{GaugeAt, GaugeSpec, LeveeSeen, Reading};
use scenario::{Scenario, Texts, Value};

use crate::theme::{Palette, STEP};

/// Ground under less water counts as dry, m.
const DRY_M: f64 = 0.01;

/// Draws the figures in a line; nothing where there is no water.
pub fn show(ui: &mut Ui, texts: &Texts, palette: Palette, scenario: &Scenario, world: &World) {
    let (Some(spec), Some(water)) = (&scenario.setup.water, &world.water) else { return };
    let name = |words: &base::Words| Value::from(words.get(texts.language()).to_owned());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0 * STEP;
        for (id, gauge) in spec.gauges.iter() {
            let reading = &water.view.readings[id.index()];
            let text = said(texts, gauge, reading);
            let text = match water.marks[id.index()] {
                0 => RichText::new(text),
                1 => RichText::new(text).color(palette.waiting),
                _ => RichText::new(text).color(palette.danger).strong(),
            };
            ui.add(egui::Label::new(text).extend());
        }
        for (id, levee) in spec.levees.iter() {
            let seen = water.levees[id.index()].seen;
            if seen == LeveeSeen::Sound {
                continue;
            }
            let values =
                [("levee", name(&levee.name)), ("seen", texts.say(seen.key(), &[]).into())];
            let is_danger = matches!(seen, LeveeSeen::Piping | LeveeSeen::Broken);
            let colour = if is_danger { palette.danger } else { palette.text };
            let text = RichText::new(texts.say("water-levee", &values)).color(colour);
            ui.add(egui::Label::new(text).extend());
        }
    });
}

/// A gauge in words: its level, and what passes it.
fn said(texts: &Texts, gauge: &GaugeSpec, reading: &Reading) -> String {
    let name = gauge.name.get(texts.language()).to_owned();
    if let (GaugeAt::Cell(_), Some(depth_m)) = (&gauge.at, reading.depth_m) {
        let deep = [("depth", format!("{depth_m:.2}").into())];
        let key = if depth_m < DRY_M { "water-dry" } else { "water-deep" };
        return format!("{name} {}", texts.say(key, &deep));
    }
    let mut text = match reading.level_m {
        Some(level_m) => {
            let values = [("gauge", name.into()), ("level", format!("{level_m:.2}").into())];
            texts.say("water-gauge", &values)
        }
        None => name,
    };
    if let Some(flow_m3_s) = reading.flow_m3_s {
        text.push(' ');
        text.push_str(&texts.say("exercise-m3-s", &[("n", format!("{flow_m3_s:.0}").into())]));
    }
    text
}
