//! What a desk knows of the water: what gauges showed when it was told, how fast they rise and when they reach the
//! next mark, what was asked of the gates, and how levees stand.

use base::{Id, Tick, Words};
use egui::{Color32, RichText, ScrollArea, Stroke, Ui};
use egui_plot::{HLine, Line, LineStyle, Plot, PlotPoints, VLine, uniform_grid_spacer};
use engine::command::Topic;
use engine::orders::{Action, Status};
use engine::water::{GaugeAt, GaugeSpec, LeveeSeen, WaterSpec};

use super::aged;
use super::desk::Desk;
use crate::theme::STEP;

/// The lists are no higher than this.
const HIGHEST: f32 = 130.0;
/// Height of the chart.
const CHART: f32 = 128.0;
/// A trend is told from readings so far apart, s.
const TREND_S: u64 = 3_600;
/// A level that changes by less in an hour stands, m.
const STANDS_M_H: f64 = 0.02;
/// Nobody looks further ahead than this, h.
const AHEAD_H: f64 = 12.0;

/// A level that matters at a gauge.
struct Mark {
    key: &'static str,
    level_m: f64,
    /// Above it, it is dangerous; otherwise worth a look.
    is_danger: bool,
}

/// What a desk was told of a gauge, oldest first.
struct Told<'a> {
    id: Id<GaugeSpec>,
    gauge: &'a GaugeSpec,
    /// When, level, m, and flow, m³/s.
    readings: Vec<(Tick, f64, Option<i32>)>,
    marks: Vec<Mark>,
}

/// Draws the panel, unfolded at first; nothing where there is no water.
pub fn folded(ui: &mut Ui, desk: &Desk<'_>) {
    let Some(spec) = &desk.scenario.setup.water else { return };
    egui::CollapsingHeader::new(RichText::new(desk.say("water-name")).heading())
        .id_salt("water")
        .default_open(true)
        .show(ui, |ui| {
            let told = told(desk, spec);
            let Some(first) = told.first() else {
                ui.label(RichText::new(desk.say("water-nothing-told")).color(desk.colours.quiet));
                return levees(ui, desk);
            };
            let kept = ui.id().with("charted");
            let mut charted = ui.data(|data| data.get_temp(kept)).unwrap_or(first.id.row());
            ScrollArea::vertical().id_salt("gauges").max_height(HIGHEST).show(ui, |ui| {
                for one in &told {
                    gauge(ui, desk, one, &mut charted);
                }
                gates(ui, desk);
                levees(ui, desk);
            });
            ui.data_mut(|data| data.insert_temp(kept, charted));
            let shown = told.iter().find(|one| one.id.row() == charted).unwrap_or(first);
            chart(ui, desk, shown);
        });
}

fn told<'a>(desk: &Desk<'_>, spec: &'a WaterSpec) -> Vec<Told<'a>> {
    let mut all: Vec<Told<'a>> = spec
        .gauges
        .iter()
        .map(|(id, gauge)| Told { id, gauge, readings: Vec::new(), marks: marks(spec, gauge) })
        .collect();
    for received in desk.believed.inbox() {
        if let Topic::Gauge { gauge, level_cm, flow_m3_s } = received.report.topic {
            let reading = (received.report.observed, f64::from(level_cm) / 100.0, flow_m3_s);
            all[gauge.index()].readings.push(reading);
        }
    }
    all.retain(|one| !one.readings.is_empty());
    for one in &mut all {
        one.readings.sort_by_key(|reading| reading.0);
        one.readings.dedup_by_key(|reading| reading.0);
    }
    all
}

/// The levels of a reservoir, or of a gauge on a river; lowest first.
fn marks(spec: &WaterSpec, gauge: &GaugeSpec) -> Vec<Mark> {
    let reservoir = match gauge.at {
        GaugeAt::Node(node) => spec.reservoirs.rows().get(node),
        _ => None,
    };
    let all = match reservoir {
        Some(reservoir) => vec![
            ("water-limit", reservoir.limit_m, false),
            ("water-design", reservoir.design_m, true),
            ("water-crest", reservoir.crest_m, true),
        ],
        None => vec![
            ("water-warning", gauge.warning_m, false),
            ("water-guarantee", gauge.guarantee_m, true),
        ],
    };
    let mark = |(key, level_m, is_danger): (&'static str, Option<f64>, bool)| {
        Some(Mark { key, level_m: level_m?, is_danger })
    };
    all.into_iter().filter_map(mark).collect()
}

impl Told<'_> {
    fn last(&self) -> (Tick, f64, Option<i32>) {
        self.readings[self.readings.len() - 1]
    }

    /// The highest mark that it stands above.
    fn above(&self) -> Option<&Mark> {
        let level_m = self.last().1;
        self.marks.iter().rev().find(|mark| level_m >= mark.level_m)
    }

    /// How fast it rises, m/h; none from a single reading.
    fn trend_m_h(&self) -> Option<f64> {
        let (now, level_m, _) = self.last();
        let is_before = |at: Tick| at.0 + TREND_S <= now.0;
        let before = self.readings.iter().rev().find(|reading| is_before(reading.0));
        let (at, was_m, _) = before.or(self.readings.first()).copied()?;
        let hours = now.since(at).0 as f64 / 3_600.0;
        (hours > 0.0).then(|| (level_m - was_m) / hours)
    }

    /// The next mark that it reaches if it goes on like this, and when.
    fn reaches(&self) -> Option<(&Mark, Tick)> {
        let trend_m_h = self.trend_m_h().filter(|trend| *trend >= STANDS_M_H)?;
        let (now, level_m, _) = self.last();
        let next = self.marks.iter().find(|mark| mark.level_m > level_m)?;
        let hours = (next.level_m - level_m) / trend_m_h;
        (hours <= AHEAD_H).then(|| (next, Tick(now.0 + (hours * 3_600.0) as u64)))
    }
}

/// A line for a gauge; a click shows its chart.
fn gauge(ui: &mut Ui, desk: &Desk<'_>, told: &Told<'_>, charted: &mut u32) {
    let (at, level_m, flow_m3_s) = told.last();
    let level = [("gauge", name(desk, &told.gauge.name)), ("level", format!("{level_m:.2}"))];
    let level = level.map(|(key, value)| (key, value.into()));
    let mut text = desk.with("water-gauge", level);
    if let Some(trend_m_h) = told.trend_m_h() {
        let key = match trend_m_h {
            _ if trend_m_h >= STANDS_M_H => "water-rises",
            _ if trend_m_h <= -STANDS_M_H => "water-falls",
            _ => "water-stands",
        };
        text.push_str("  ");
        text.push_str(&desk.with(key, [("n", format!("{:.2}", trend_m_h.abs()).into())]));
    }
    let colour = told.above().map_or(desk.colours.text, |mark| colour_of(desk, mark));
    aged(ui, desk, at, |ui| {
        let label = RichText::new(text).color(colour);
        let button = egui::Button::selectable(*charted == told.id.row(), label).truncate();
        if ui.add(button).clicked() {
            *charted = told.id.row();
        }
    });
    let (above, reaches) = (told.above(), told.reaches());
    let said = above.map(|mark| {
        let values = [("mark", desk.say(mark.key).into()), ("level", metres(mark))];
        (desk.with("water-above", values), colour_of(desk, mark))
    });
    let expected = reaches.map(|(mark, at)| {
        let values = [
            ("mark", desk.say(mark.key).into()),
            ("level", metres(mark)),
            ("time", desk.clock(at).into()),
        ];
        (desk.with("water-reaches", values), colour_of(desk, mark))
    });
    let passes = flow_m3_s.map(|flow| {
        (desk.with("exercise-m3-s", [("n", flow.to_string().into())]), desk.colours.text)
    });
    for (text, colour) in passes.into_iter().chain(said).chain(expected) {
        ui.indent(("water", told.id.row()), |ui| {
            ui.add(egui::Label::new(RichText::new(text).small().color(colour)).wrap());
        });
    }
}

fn metres(mark: &Mark) -> scenario::Value {
    format!("{:.1}", mark.level_m).into()
}

fn colour_of(desk: &Desk<'_>, mark: &Mark) -> Color32 {
    if mark.is_danger { desk.colours.danger } else { desk.colours.waiting }
}

fn name(desk: &Desk<'_>, words: &Words) -> String {
    desk.name(words).to_owned()
}

/// What was last asked of the gates of each reservoir, as far as the desk knows of the order.
fn gates(ui: &mut Ui, desk: &Desk<'_>) {
    let mut known: Vec<(&str, u32, Status, Tick)> = Vec::new();
    for order in desk.believed.orders() {
        if let Action::Release(release) = order.action
            && matches!(order.status, Status::Open | Status::Done)
        {
            known.retain(|(reservoir, ..)| *reservoir != release.reservoir);
            let at = order.stamps.done.or(order.stamps.issued).unwrap_or_default();
            known.push((&release.reservoir, release.m3_s, order.status, at));
        }
    }
    for (reservoir, m3_s, status, at) in known {
        let key = if status == Status::Done { "water-released" } else { "water-release-asked" };
        let reservoir = desk.filling(engine::orders::Takes::Reservoir, reservoir);
        let text = desk.with(key, [("reservoir", reservoir.into()), ("n", m3_s.into())]);
        aged(ui, desk, at, |ui| {
            ui.add(egui::Label::new(RichText::new(text).color(desk.colours.text)).truncate());
        });
    }
}

/// Levees that something was told of.
fn levees(ui: &mut Ui, desk: &Desk<'_>) {
    for belief in &desk.believed.picture().beliefs {
        let Topic::Levee { levee, seen } = belief.report.topic else { continue };
        let colour = match seen {
            LeveeSeen::Broken | LeveeSeen::Piping => desk.colours.danger,
            LeveeSeen::Opened => desk.colours.waiting,
            LeveeSeen::Sound | LeveeSeen::Filtered => desk.colours.text,
        };
        let values = [("levee", desk.levee(levee).into()), ("seen", desk.say(seen.key()).into())];
        let text = desk.with("water-levee", values);
        aged(ui, desk, belief.report.observed, |ui| {
            ui.add(egui::Label::new(RichText::new(text).color(colour)).truncate());
        });
    }
}

/// What a gauge showed over time, and its marks.
fn chart(ui: &mut Ui, desk: &Desk<'_>, told: &Told<'_>) {
    let colours = &desk.colours;
    let hours = |at: Tick| at.0 as f64 / 3_600.0;
    let points = told.readings.iter().map(|&(at, level_m, _)| [hours(at), level_m]);
    let points: PlotPoints<'_> = points.collect();
    let now_h = hours(desk.now());
    ui.label(
        RichText::new(desk.with("water-chart", [("gauge", name(desk, &told.gauge.name).into())]))
            .small(),
    );
    Plot::new(("water-chart", told.id.row()))
        .height(CHART)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .show_crosshair(false)
        .include_x(0.0)
        .include_x((now_h + 2.0).max(6.0))
        .y_axis_min_width(34.0)
        .y_grid_spacer(uniform_grid_spacer(|_| [10.0, 2.0, 1.0]))
        .y_axis_formatter(|mark, _| format!("{:.0}", mark.value))
        .x_axis_formatter(|mark, _| format!("T+{:.0}", mark.value))
        .label_formatter(|_| None)
        .show(ui, |plot| {
            for mark in &told.marks {
                let name = format!("{} {:.1}", desk.say(mark.key), mark.level_m);
                let line = HLine::new(name, mark.level_m)
                    .stroke(Stroke::new(1.0, colour_of(desk, mark)))
                    .style(LineStyle::dashed_loose());
                plot.hline(line);
            }
            plot.vline(VLine::new("", now_h).stroke(Stroke::new(1.0, colours.quiet)));
            let expected = desk.believed.picture().expected_levels(told.id).iter();
            let ahead = expected.map(|&(at, cm)| [hours(at), f64::from(cm) / 100.0]);
            let ahead: PlotPoints<'_> = ahead.collect();
            let forecast = Line::new(desk.say("water-forecast"), ahead);
            let stroke = Stroke::new(1.6, colours.quiet);
            plot.line(forecast.stroke(stroke).style(LineStyle::dotted_dense()));
            let level = Line::new(desk.say("water-level"), points);
            plot.line(level.stroke(Stroke::new(1.8, colours.accent)));
        });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0 * STEP;
        if !desk.believed.picture().expected_levels(told.id).is_empty() {
            let text = format!("··· {}", desk.say("water-forecast"));
            ui.label(RichText::new(text).small().color(desk.colours.quiet));
        }
        for mark in &told.marks {
            let text = format!("┄ {} {:.1}", desk.say(mark.key), mark.level_m);
            ui.label(RichText::new(text).small().color(colour_of(desk, mark)));
        }
    });
}
