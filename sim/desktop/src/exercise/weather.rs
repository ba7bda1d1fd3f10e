//! The weather at the command post, which anybody can read, and the forecasts that the seat has heard.

use egui::{Color32, RichText, Stroke, Ui, Vec2};
use engine::command::{Source, Topic};
use hazards::wildfire::FireWeather;

use super::desk::Desk;
use crate::settings::Units;
use crate::theme::STEP;
use crate::voice::Voice;

/// Lower ends of the Beaufort grades 1 to 12, m/s (GB/T 28591-2012).
const BEAUFORT_M_S: [f64; 12] = [0.3, 1.6, 3.4, 5.5, 8.0, 10.8, 13.9, 17.2, 20.8, 24.5, 28.5, 32.7];

/// The Beaufort grade of a wind.
pub fn beaufort(wind_m_s: f64) -> usize {
    BEAUFORT_M_S.iter().filter(|low| wind_m_s >= **low).count()
}

/// The wind in a few words: from where, how strong.
pub fn wind(voice: &Voice<'_>, units: Units, weather: &FireWeather) -> String {
    let from = voice.say(review::timeline::compass(weather.wind_from_deg));
    let speed = format!("{:.1}", weather.wind_10m_m_s);
    match units {
        Units::Metric => {
            voice.with("weather-wind", [("from", from.into()), ("speed", speed.into())])
        }
        Units::Beaufort => {
            let grade = beaufort(weather.wind_10m_m_s);
            let values = [("from", from.into()), ("speed", speed.into()), ("grade", grade.into())];
            voice.with("weather-wind-grade", values)
        }
    }
}

/// One line for the clock bar: the wind now, and what the newest forecast says it will be.
pub fn brief(ui: &mut Ui, desk: &Desk<'_>) {
    let weather = desk.believed.weather();
    arrow(ui, weather.wind_from_deg, desk.colours.text);
    let mut text = wind(desk, desk.settings.units, weather);
    if let Some((at, coming)) = coming(desk) {
        let from = desk.say(review::timeline::compass(coming.wind_from_deg));
        let speed = format!("{:.0}", coming.wind_10m_m_s);
        let values =
            [("from", from.into()), ("speed", speed.into()), ("time", desk.clock(at).into())];
        text = format!("{text} → {}", desk.with("weather-coming", values));
    }
    ui.label(text).on_hover_ui(|ui| show(ui, desk));
}

/// What the newest forecast that was heard expects next.
fn coming<'a>(desk: &Desk<'a>) -> Option<(base::Tick, &'a FireWeather)> {
    let (_, heard) = forecasts(desk).into_iter().next()?;
    let entries = heard.forecast?.entries();
    entries.iter().find(|(at, _)| *at > desk.now()).map(|(at, weather)| (*at, weather))
}

/// The forecasts that were heard, the newest first, and who said so.
fn forecasts<'a>(desk: &Desk<'a>) -> Vec<(Source, session::Heard<'a>)> {
    let beliefs = &desk.believed.picture().beliefs;
    let mut heard: Vec<_> = beliefs
        .iter()
        .filter_map(|belief| match belief.report.topic {
            Topic::Notice(notice) => {
                let heard = desk.believed.heard(notice)?;
                heard.forecast.map(|_| (belief.report.source, heard))
            }
            _ => None,
        })
        .collect();
    heard.sort_by_key(|(_, heard)| std::cmp::Reverse(heard.received));
    heard
}

/// The whole of it: wind, moisture, forecasts with confidence and when they were heard.
pub fn show(ui: &mut Ui, desk: &Desk<'_>) {
    let weather = desk.believed.weather();
    ui.horizontal_wrapped(|ui| {
        arrow(ui, weather.wind_from_deg, desk.colours.text);
        ui.label(RichText::new(wind(desk, desk.settings.units, weather)).strong());
        let percent = |fraction: f64| format!("{:.0}", fraction * 100.0);
        let values = [
            ("dead", percent(weather.moisture.m_1h).into()),
            ("live", percent(weather.moisture.m_woody).into()),
        ];
        ui.label(RichText::new(desk.with("weather-moisture", values)).color(desk.colours.quiet));
    });
    let heard = forecasts(desk);
    if heard.is_empty() {
        ui.label(RichText::new(desk.say("weather-no-forecast")).color(desk.colours.quiet));
    }
    for (_, heard) in heard.iter().take(2) {
        let values = [
            ("time", desk.clock(heard.received).into()),
            ("confidence", u32::from(heard.confidence).into()),
        ];
        let head = RichText::new(desk.with("weather-forecast", values)).small();
        ui.label(head.color(desk.colours.quiet));
        let entries = heard.forecast.map(|series| series.entries()).unwrap_or_default();
        for (at, weather) in entries.iter().filter(|(at, _)| *at > desk.now()) {
            ui.horizontal_wrapped(|ui| {
                arrow(ui, weather.wind_from_deg, desk.colours.accent);
                let values = [
                    ("time", desk.clock(*at).into()),
                    ("wind", wind(desk, desk.settings.units, weather).into()),
                ];
                ui.label(desk.with("weather-from", values));
            });
        }
        let text = RichText::new(desk.name(heard.text)).small();
        ui.add(egui::Label::new(text).wrap());
    }
}

/// An arrow that points where the wind blows to.
fn arrow(ui: &mut Ui, from_deg: f64, colour: Color32) {
    let side = 4.0 * STEP;
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), egui::Sense::hover());
    let to = (from_deg + 180.0).to_radians();
    let along = Vec2::new(to.sin() as f32, -to.cos() as f32) * side * 0.8;
    ui.painter().arrow(rect.center() - along / 2.0, along, Stroke::new(1.5, colour));
    let name = format!("{from_deg:.0}°");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Image, true, &name));
}

#[cfg(test)]
mod tests {
    use super::beaufort;

    #[test]
    fn a_wind_has_the_grade_of_the_standard() {
        for (wind_m_s, grade) in
            [(0.0, 0), (0.3, 1), (3.3, 2), (3.4, 3), (8.0, 5), (13.8, 6), (32.7, 12)]
        {
            assert_eq!(beaufort(wind_m_s), grade, "{wind_m_s}");
        }
    }
}
