//! The cordon that is being drawn up, as rings on the map: the edge of each is taken with the mouse and
//! drawn to where it is to be.

use egui::{Align2, FontId, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2, pos2, vec2};
use engine::orders::{SlotValue, Takes};

use super::draft::Draft;
use crate::exercise::desk::Desk;
use crate::layers::plant::{ZONE_INK, ZONE_KEYS};
use crate::map::View;

/// Slots of the hot, the warm and the cold zone.
const SLOTS: [&str; 3] = ["hot_m", "warm_m", "radius_m"];
/// At which bearing on the screen each is taken, radians: they do not lie on each other.
const BEARINGS: [f32; 3] = [-1.0, -0.5, 0.0];
/// Radius of a handle, points.
const HANDLE: f32 = 6.0;
/// Height of a line that says how wide a zone is, points.
const LINE: f32 = 19.0;
/// A radius goes in steps of so many metres.
const STEP_M: f64 = 10.0;

/// Draws the rings of a cordon that is being drawn up, and lets their edges be drawn.
pub fn draw(ui: &mut Ui, desk: &Desk<'_>, view: &View, draft: &mut Draft) {
    let Some(middle) = middle(desk, draft) else { return };
    let at = view.to_screen(middle);
    // They are named beside the outermost, one below the other, however small they are on the screen.
    let mut names_x = None;
    for zone in (0..SLOTS.len()).rev() {
        let Some(slot) = draft.card().slots.iter().position(|slot| slot.name == SLOTS[zone]) else {
            continue;
        };
        let SlotValue::Number(radius_m) = draft.slots[slot] else { continue };
        let radius = (f64::from(radius_m) / view.m_per_point) as f32;
        let painter = ui.painter_at(view.rect);
        let ring =
            (0..=96).map(|n| at + Vec2::angled(n as f32 / 96.0 * std::f32::consts::TAU) * radius);
        let ring: Vec<Pos2> = ring.collect();
        painter.line(ring.clone(), Stroke::new(4.0, desk.colours.panel));
        painter.extend(Shape::dashed_line(&ring, Stroke::new(2.0, ZONE_INK[zone]), 7.0, 5.0));
        let handle = at + Vec2::angled(BEARINGS[zone]) * radius;
        let rect = Rect::from_center_size(handle, Vec2::splat(2.0 * HANDLE + 4.0));
        let response = ui.interact(rect, ui.id().with(("zone", zone)), Sense::drag());
        let name = desk.with(ZONE_KEYS[zone], [("n", radius_m.into())]);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Slider, true, &name));
        let wide = if response.hovered() || response.dragged() { HANDLE + 2.0 } else { HANDLE };
        painter.circle(handle, wide, ZONE_INK[zone], Stroke::new(2.0, desk.colours.panel));
        let font = FontId::proportional(12.0);
        let words = painter.layout_no_wrap(name, font, desk.colours.text);
        let left = *names_x.get_or_insert(at.x + radius + HANDLE + 16.0);
        let line = pos2(left, at.y + (zone as f32 - 1.0) * LINE);
        let plate = Align2::LEFT_CENTER.anchor_size(line, words.size());
        painter.rect_filled(plate.expand(2.0), 3, desk.colours.panel);
        painter.circle_filled(line - vec2(7.0, 0.0), 4.0, ZONE_INK[zone]);
        painter.galley(plate.min, words, desk.colours.text);
        if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged()) {
            let wanted_m = f64::from((pointer - at).length()) * view.m_per_point;
            draft.slots[slot] = SlotValue::Number(fitting(draft, zone, wanted_m));
        }
    }
}

/// The middle of the cordon, if the order is one and the place is chosen.
fn middle(desk: &Desk<'_>, draft: &Draft) -> Option<ground::Position> {
    if draft.kind != "cordon" {
        return None;
    }
    let ground = &desk.scenario.setup.ground;
    let mut slots = draft.card().slots.iter().zip(&draft.slots);
    slots.find_map(|(slot, value)| match (slot.takes, value) {
        (Takes::Place, SlotValue::One(key)) => Some(ground.places[ground.place(key)?].position),
        _ => None,
    })
}

/// The radius nearest to the one wanted that keeps the zones within each other, m.
fn fitting(draft: &Draft, zone: usize, wanted_m: f64) -> u32 {
    let slots = draft.card().slots;
    let radius_m = |name: &str| {
        let slot = slots.iter().position(|slot| slot.name == name)?;
        match draft.slots[slot] {
            SlotValue::Number(radius_m) => Some(radius_m),
            _ => None,
        }
    };
    let (least, most) = Takes::Metres.bounds().unwrap_or((0, u32::MAX));
    let least = SLOTS[..zone].iter().filter_map(|name| radius_m(name)).fold(least, u32::max);
    let most = SLOTS[zone + 1..].iter().filter_map(|name| radius_m(name)).fold(most, u32::min);
    let rounded_m = ((wanted_m / STEP_M).round() * STEP_M) as u32;
    rounded_m.clamp(least.min(most), most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_drawn_in_steps_and_stays_within_the_next_and_round_the_one_inside() {
        let mut draft = Draft::new("cordon").expect("there is such an order");
        for (name, radius_m) in [("hot_m", 100), ("warm_m", 250), ("radius_m", 500)] {
            let slot = draft.card().slots.iter().position(|slot| slot.name == name).expect("one");
            draft.slots[slot] = SlotValue::Number(radius_m);
        }
        assert_eq!(fitting(&draft, 1, 318.0), 320);
        assert_eq!((fitting(&draft, 1, 20.0), fitting(&draft, 1, 900.0)), (100, 500));
        assert_eq!((fitting(&draft, 0, 10.0), fitting(&draft, 0, 400.0)), (50, 250));
        assert_eq!((fitting(&draft, 2, 10.0), fitting(&draft, 2, 1e6)), (250, 20_000));
    }
}
