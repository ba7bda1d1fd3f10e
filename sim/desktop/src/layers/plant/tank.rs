//! The symbol of a tank, to scale: how full it is, how far its shell is from failing, what burns, and what
//! is thrown on it. A seat sees no gauge; what it was told is a flame, a cover or a cross, and fades.

use std::f32::consts::{FRAC_PI_2, PI, TAU};

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, vec2};
use engine::plant::TankSpec;

use super::super::overlay::{Overlay, hint};
use super::paint::{WATER_INK, leans, radius};
use super::{Gauge, Look, Scene, Tank};
use crate::map::View;
use crate::theme::ground::over as thin;

/// Colour of what is in a tank.
pub(super) const LIQUID: Color32 = Color32::from_rgb(0xC2, 0xA0, 0x6A);
/// Outside and inside of a flame.
pub(super) const FLAME: [Color32; 2] =
    [Color32::from_rgb(0xE8, 0x4A, 0x0C), Color32::from_rgb(0xFF, 0xC8, 0x2E)];
/// From this size on a symbol has rings and hatches, points.
const DETAILED: f32 = 4.0;
/// Opacity of an old report, at the least.
const FAINTEST: f32 = 0.6;
/// Cooling is shown from this share of the heat on.
const COOLED: f64 = 0.02;

/// Pools and bunds, below everything else.
pub fn ground(over: &Overlay<'_>, painter: &Painter, view: &View, state: &Tank) {
    let Some(spec) = spec(over, state) else { return };
    if spec.tank.height_m > 0.0 {
        return;
    }
    let (at, radius) = (view.to_screen(spec.position()), radius(spec, view));
    let line = thin(over.palette.quiet, 0.8);
    if state.gauge.is_some_and(|gauge| gauge.level > 0.001) {
        painter.circle_filled(at, radius, thin(LIQUID, 0.35));
    }
    painter.extend(Shape::dashed_line(&circle(at, radius), Stroke::new(1.0, line), 4.0, 3.0));
}

/// The tank with all that is on it, and flames of pools.
pub fn shell(over: &Overlay<'_>, ui: &egui::Ui, view: &View, scene: &Scene, state: &Tank) {
    let Some(spec) = spec(over, state) else { return };
    let (at, radius) = (view.to_screen(spec.position()), radius(spec, view));
    if !view.rect.expand(3.0 * radius).contains(at) {
        return;
    }
    let painter = ui.painter();
    let is_pool = spec.tank.height_m <= 0.0;
    if !is_pool {
        body(over, painter, at, radius, state);
    }
    // The number beside it says how old it is: a fire must be seen however old.
    let fresh = over.freshness(state.report).max(FAINTEST);
    if state.look.burns() {
        if over.is_truth() {
            flame(painter, at, radius, leans(spec, scene, view));
        } else {
            drop(painter, at, radius.clamp(4.5, 12.0), fresh);
        }
    }
    if state.gauge.is_some_and(|gauge| gauge.has_blanket || gauge.foam_l_min > 0.0)
        || state.look == Look::Covered
    {
        hatch(over, painter, at, radius, fresh);
    }
    if state.look.is_lost() {
        cross(over, painter, at, radius.max(5.0), fresh);
    }
    if let Some(gauge) = state.gauge.filter(|_| radius >= DETAILED) {
        if !is_pool {
            dose(over, painter, at, radius + 3.5, gauge);
        }
        if gauge.water_l_min > 0.0 && gauge.cooled > COOLED {
            let stroke = Stroke::new(2.0, WATER_INK);
            painter.extend(Shape::dashed_line(&circle(at, radius + 7.5), stroke, 4.0, 2.5));
        }
    }
    let shown = !is_pool || state.look != Look::Whole || state.gauge.is_some_and(|g| g.level > 0.0);
    if shown {
        let band = Rect::from_center_size(at, Vec2::splat(2.0 * radius.max(6.0)));
        hint(ui, band, ("tank", state.tank), &lines(over, spec, state));
    }
}

fn spec<'a>(over: &Overlay<'a>, state: &Tank) -> Option<&'a TankSpec> {
    Some(&over.setup().plant.as_ref()?.tanks[state.tank])
}

/// What stands beside a tank: its short name, and how full it is or how old what was told of it is.
pub fn words(over: &Overlay<'_>, spec: &TankSpec, state: &Tank) -> String {
    let name = short(over.name(&spec.name));
    match (state.gauge, state.report) {
        (Some(gauge), _) if spec.tank.height_m > 0.0 => {
            let level = format!("{:.0}%", 100.0 * gauge.level);
            match gauge.styrene_c {
                Some(celsius) => format!("{name}\n{level} {celsius:.0}°C"),
                None => format!("{name}\n{level}"),
            }
        }
        (_, Some((observed, _))) => format!("{name}\n{}", over.ago(observed)),
        _ => name.to_owned(),
    }
}

/// The number of a tank, where its name begins with one.
fn short(name: &str) -> &str {
    let end = name.find(|sign: char| !(sign.is_ascii_alphanumeric() || sign == '-'));
    let number = &name[..end.unwrap_or(name.len())];
    let is_number = number.len() > 1 && number.ends_with(|sign: char| sign.is_ascii_digit());
    if is_number { number } else { name }
}

/// What is known of a tank, a line a thing.
fn lines(over: &Overlay<'_>, spec: &TankSpec, state: &Tank) -> Vec<String> {
    let values =
        [("tank", over.name(&spec.name).into()), ("state", over.say(state.look.key()).into())];
    let mut lines = vec![over.with("layers-tank", values)];
    if let Some(gauge) = state.gauge {
        let percent = |share: f64| format!("{:.0}", 100.0 * share);
        lines.push(over.with("layers-tank-level", [("n", percent(gauge.level).into())]));
        if gauge.dose > 0.0 {
            lines.push(over.with("layers-tank-dose", [("n", percent(gauge.dose).into())]));
        }
        let litres = |l_min: f64| format!("{:.0}", l_min / 60.0);
        if gauge.water_l_min > 0.0 {
            let values =
                [("n", litres(gauge.water_l_min).into()), ("share", percent(gauge.cooled).into())];
            lines.push(over.with("layers-tank-water", values));
        }
        if gauge.foam_l_min > 0.0 {
            lines.push(over.with("layers-tank-foam", [("n", litres(gauge.foam_l_min).into())]));
        }
        if let Some(celsius) = gauge.styrene_c {
            lines.push(over.with("layers-tank-styrene", [("n", format!("{celsius:.1}").into())]));
        }
    }
    lines.extend(state.report.map(|report| over.told(report)));
    lines
}

/// The round of a tank and what is in it.
fn body(over: &Overlay<'_>, painter: &Painter, at: Pos2, radius: f32, state: &Tank) {
    let palette = over.palette;
    let is_gone = matches!(state.look, Look::Burst | Look::BurntOut);
    let fill = if is_gone { thin(palette.quiet, 0.55) } else { palette.panel };
    painter.circle_filled(at, radius, palette.panel);
    painter.circle_filled(at, radius, fill);
    if let Some(gauge) = state.gauge.filter(|gauge| gauge.level > 0.005) {
        painter.add(liquid(at, radius, gauge.level.min(1.0) as f32));
    }
    let outline = Stroke::new(if radius < DETAILED { 1.0 } else { 1.6 }, palette.text);
    if state.look == Look::Failed {
        painter.extend(Shape::dashed_line(&circle(at, radius), outline, 3.0, 3.0));
    } else {
        painter.circle_stroke(at, radius, outline);
    }
    if state.look == Look::Empty {
        let arm = Vec2::angled(FRAC_PI_2 / 2.0) * radius;
        painter.line_segment([at - arm, at + arm], Stroke::new(1.2, palette.text));
    }
}

/// What is in a tank, as it would show from the side.
fn liquid(at: Pos2, radius: f32, level: f32) -> Shape {
    let half = (1.0 - 2.0 * level).clamp(-1.0, 1.0).acos();
    let arc = (0..=32).map(|n| {
        let angle = FRAC_PI_2 - half + 2.0 * half * n as f32 / 32.0;
        at + Vec2::angled(angle) * radius
    });
    Shape::convex_polygon(arc.collect(), LIQUID, Stroke::NONE)
}

/// How far the shell is from failing: green far, red near.
fn dose(over: &Overlay<'_>, painter: &Painter, at: Pos2, radius: f32, gauge: Gauge) {
    if gauge.dose <= 0.005 {
        return;
    }
    let share = gauge.dose.min(1.0) as f32;
    painter.circle_stroke(at, radius, Stroke::new(3.0, over.palette.line));
    let arc = (0..=48).map(|n| {
        let angle = TAU * share * n as f32 / 48.0 - FRAC_PI_2;
        at + Vec2::angled(angle) * radius
    });
    painter.line(arc.collect(), Stroke::new(3.0, dose_ink(over, share)));
}

/// Green, amber and red, with what lies between.
pub(super) fn dose_ink(over: &Overlay<'_>, share: f32) -> Color32 {
    let palette = over.palette;
    if share < 0.5 {
        palette.done.lerp_to_gamma(palette.waiting, 2.0 * share)
    } else {
        palette.waiting.lerp_to_gamma(palette.danger, 2.0 * share - 1.0)
    }
}

/// A flame from above: it leans to where the wind blows.
pub(super) fn flame(painter: &Painter, at: Pos2, radius: f32, leans: Vec2) {
    for (ink, share, reach, opacity) in [(FLAME[0], 0.92, 1.0, 0.88), (FLAME[1], 0.55, 0.72, 0.95)]
    {
        let (base, tip) = (radius * share, radius * share * 0.3);
        let way = leans * reach;
        let heading = way.angle();
        let back = (0..=16).map(|n| {
            let angle = heading + FRAC_PI_2 + PI * n as f32 / 16.0;
            at + Vec2::angled(angle) * base
        });
        let front = (0..=8).map(|n| {
            let angle = heading - FRAC_PI_2 + PI * n as f32 / 8.0;
            at + way + Vec2::angled(angle) * tip
        });
        let outline: Vec<Pos2> = back.chain(front).collect();
        let shape = if way.length() + tip > base {
            Shape::convex_polygon(outline, thin(ink, opacity), Stroke::NONE)
        } else {
            Shape::circle_filled(at, base, thin(ink, opacity))
        };
        painter.add(shape);
    }
}

/// A flame as a sign: somebody said that it burns.
pub(super) fn drop(painter: &Painter, at: Pos2, size: f32, opacity: f32) {
    let low = at + vec2(0.0, size * 0.25);
    for (ink, share) in [(Color32::WHITE, 1.2), (FLAME[0], 1.0), (FLAME[1], 0.5)] {
        let foot = low + vec2(0.0, size * (1.0 - share) * 0.35);
        let shape = super::super::overlay::drop_shape(foot, size * share, thin(ink, opacity));
        painter.add(shape);
    }
}

/// Foam.
pub(super) fn hatch(over: &Overlay<'_>, painter: &Painter, at: Pos2, radius: f32, opacity: f32) {
    let rim = thin(over.palette.quiet, opacity);
    let foam = thin(Color32::WHITE, opacity);
    let step = (radius * 0.45).clamp(3.0, 8.0);
    let count = (radius / step) as i32;
    for n in -count..=count {
        let off = n as f32 * step;
        let half = (radius * radius - off * off).max(0.0).sqrt();
        let slant = Vec2::angled(-FRAC_PI_2 / 2.0);
        let middle = at + slant.rot90() * off;
        let line = [middle - slant * half, middle + slant * half];
        painter.line_segment(line, Stroke::new(3.0, rim));
        painter.line_segment(line, Stroke::new(1.8, foam));
    }
}

/// Lost.
pub(super) fn cross(over: &Overlay<'_>, painter: &Painter, at: Pos2, radius: f32, opacity: f32) {
    for (width, ink) in [(4.0, over.palette.panel), (2.2, over.palette.danger)] {
        for arm in [vec2(1.0, 1.0), vec2(1.0, -1.0)] {
            let arm = arm * radius * 0.75;
            painter.line_segment([at - arm, at + arm], Stroke::new(width, thin(ink, opacity)));
        }
    }
}

fn circle(at: Pos2, radius: f32) -> Vec<Pos2> {
    (0..=72).map(|n| at + Vec2::angled(n as f32 * TAU / 72.0) * radius).collect()
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn the_number_of_a_tank_is_its_short_name() {
        assert_eq!(short("T-101汽油罐"), "T-101");
        assert_eq!(short("T-201 styrene"), "T-201");
        assert_eq!(short("LPG sphere"), "LPG sphere");
        assert_eq!(short("2号防火堤"), "2号防火堤");
        assert_eq!(short("Cell of T-101"), "Cell of T-101");
    }
}
