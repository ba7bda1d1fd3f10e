//! What the lines, bands and symbols of a plant mean.

use egui::{Painter, Rect, Sense, Shape, Stroke};

use super::super::Shown;
use super::super::legend::sample;
use super::super::overlay::Overlay;
use super::paint::{
    AIR_INK, AIR_OPACITY, HEAT_INK, SMOKE_INK, SMOKE_OPACITY, WATER_INK, ZONE_INK, hydrant,
};
use super::{HEAT_KW_M2, tank};
use crate::theme::{self, STEP};

/// Draws the part of the legend that is about a plant: a row for each layer, what a value means under the
/// pointer.
pub fn show(over: &Overlay<'_>, ui: &mut egui::Ui, shown: &Shown) {
    let Some(scene) = &over.scene().plant else { return };
    if shown.plant.heat && over.state.plant().lines().is_some() {
        heat(over, ui);
    }
    if shown.plant.air && !scene.burning().is_empty() {
        sample(ui, over.say("layers-smoke"), |painter, rect| {
            let plate = rect.shrink2(egui::vec2(0.0, 3.0));
            painter.rect_filled(plate, 1, theme::ground::over(SMOKE_INK, SMOKE_OPACITY));
        });
    }
    let plume = over.state.plant().plume().filter(|plume| shown.plant.air && plume.is_felt());
    if plume.is_some() {
        air(over, ui);
    }
    if shown.plant.zones && !scene.zones.is_empty() {
        let keys = ["layers-zone-hot-is", "layers-zone-warm-is", "layers-zone-cold-is"];
        ui.horizontal(|ui| {
            for (n, key) in keys.into_iter().enumerate() {
                if scene.zones.iter().any(|zone| zone.radii_m[n].is_some()) {
                    item(ui, over.say(key), None, |painter, rect| {
                        line(painter, rect, Stroke::new(2.2, ZONE_INK[n]), false);
                    });
                }
            }
        });
    }
    if shown.plant.tanks {
        let title = over.say("layers-tanks");
        egui::CollapsingHeader::new(title).id_salt("layers-tank-signs").show(ui, |ui| {
            signs(over, ui);
        });
    }
}

fn heat(over: &Overlay<'_>, ui: &mut egui::Ui) {
    let truth = over.is_truth();
    ui.label(over.say(if truth { "layers-heat-unit" } else { "layers-heat-projected" }));
    ui.horizontal(|ui| {
        for (n, value) in HEAT_KW_M2.iter().enumerate() {
            let means = over.say(&format!("layers-heat-{}", n + 1));
            item(ui, value.to_string(), Some(means), |painter, rect| {
                line(painter, rect, Stroke::new(1.6 + 0.35 * n as f32, HEAT_INK[n]), !truth);
            });
        }
    });
}

fn air(over: &Overlay<'_>, ui: &mut egui::Ui) {
    ui.label(over.say("layers-air-unit"));
    ui.horizontal(|ui| {
        for (n, opacity) in AIR_OPACITY.iter().enumerate() {
            item(ui, over.say(&format!("layers-air-{}", n + 1)), None, |painter, rect| {
                let plate = rect.shrink2(egui::vec2(0.0, 2.0));
                painter.rect_filled(plate, 1, theme::ground::over(AIR_INK, *opacity));
                let wide = Stroke::new([1.0, 1.8, 2.6][n], AIR_INK);
                painter.rect_stroke(plate, 1, wide, egui::StrokeKind::Inside);
            });
        }
        let ahead = Some(over.say("layers-air-ahead"));
        item(ui, over.say("layers-air-to-come"), ahead, |painter, rect| {
            line(painter, rect, Stroke::new(1.4, AIR_INK), true);
        });
    });
}

/// One of several in a row.
fn item(ui: &mut egui::Ui, text: String, means: Option<String>, draw: impl FnOnce(&Painter, Rect)) {
    ui.spacing_mut().item_spacing.x = STEP;
    let (rect, _) = ui.allocate_exact_size(egui::vec2(16.0, 14.0), Sense::hover());
    draw(ui.painter(), rect);
    let said = ui.label(egui::RichText::new(text).small());
    if let Some(means) = means {
        said.on_hover_text(means);
    }
}

fn line(painter: &Painter, rect: Rect, stroke: Stroke, dashed: bool) {
    let ends = [rect.left_center(), rect.right_center()];
    if dashed {
        painter.extend(Shape::dashed_line(&ends, stroke, 5.0, 3.0));
    } else {
        painter.line_segment(ends, stroke);
    }
}

/// What a tank may look like.
fn signs(over: &Overlay<'_>, ui: &mut egui::Ui) {
    let body = |painter: &Painter, rect: Rect| {
        painter.circle(rect.center(), 6.0, over.palette.panel, Stroke::new(1.4, over.palette.text));
    };
    if over.is_truth() {
        sample(ui, over.say("layers-sign-dose"), |painter, rect| {
            for n in 0..24 {
                let share = n as f32 / 23.0;
                let x = rect.left() + share * rect.width();
                let stroke = Stroke::new(1.6, tank::dose_ink(over, share));
                let (top, bottom) = (rect.center().y - 2.0, rect.center().y + 2.0);
                painter.line_segment([egui::pos2(x, top), egui::pos2(x, bottom)], stroke);
            }
        });
        sample(ui, over.say("layers-sign-cooled"), |painter, rect| {
            line(painter, rect, Stroke::new(2.0, WATER_INK), true);
        });
    }
    sample(ui, over.say("layers-sign-burns"), |painter, rect| {
        tank::drop(painter, rect.center(), 6.0, 1.0);
    });
    sample(ui, over.say("layers-sign-hydrant"), |painter, rect| {
        hydrant(over, painter, rect.center());
    });
    sample(ui, over.say("layers-sign-foam"), |painter, rect| {
        body(painter, rect);
        tank::hatch(over, painter, rect.center(), 6.0, 1.0);
    });
    sample(ui, over.say("layers-sign-lost"), |painter, rect| {
        body(painter, rect);
        tank::cross(over, painter, rect.center(), 6.0, 1.0);
    });
}
