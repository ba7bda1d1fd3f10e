//! What is known before the drill begins: the situation, what has to be achieved, the weather, and
//! what there is to do it with. Nothing here tells what will happen.

use std::collections::BTreeMap;

use base::{Id, Tick};
use engine::Setup;
use engine::units::{Availability, UnitKind};
use ground::{Place, PlaceKind};

use crate::app::App;
use crate::exercise::weather::wind;
use crate::theme;
use crate::voice::Voice;

/// Draws the facts.
pub fn show(app: &App, ui: &mut egui::Ui) {
    let Some(state) = &app.briefing else { return };
    let (texts, language, scenario) = (&app.texts, app.texts.language(), &state.scenario);
    let heading = |ui: &mut egui::Ui, key: &str| {
        ui.add_space(2.0 * theme::STEP);
        ui.heading(texts.say(key, &[]));
    };
    heading(ui, "briefing-situation");
    ui.label(scenario.summary.get(language));
    let setup = &scenario.setup;
    let values = [
        ("start", setup.start.to_string().into()),
        ("end", setup.start.at(setup.end()).to_string().into()),
        ("minutes", setup.length.minutes().into()),
    ];
    let when = texts.say("briefing-when", &values);
    ui.label(egui::RichText::new(when).color(app.palette().quiet));

    heading(ui, "briefing-objectives");
    for line in objectives(app, setup) {
        ui.label(format!("• {line}"));
    }
    let values = [
        ("plan", scenario.plan.title.get(language).into()),
        ("authority", scenario.plan.authority.get(language).into()),
        ("tasks", scenario.plan.tasks.len().into()),
    ];
    ui.label(format!("• {}", texts.say("briefing-by-plan", &values)));

    if setup.is_of_reports() {
        return;
    }
    heading(ui, "briefing-weather");
    for line in weather(app, scenario) {
        ui.label(line);
    }

    heading(ui, "briefing-forces");
    forces(app, ui, setup);
}

/// People to bring to safety, and what must not burn.
fn objectives(app: &App, setup: &Setup) -> Vec<String> {
    let texts = &app.texts;
    let places = || setup.ground.places.rows().iter();
    let homes = || places().filter(|place| place.residents.total() > 0);
    let people: u32 = homes().map(|place| place.residents.total()).sum();
    let need_help: u32 = homes().map(|place| place.residents.need_help).sum();
    let mut lines = Vec::new();
    if people > 0 {
        let values = [
            ("people", people.into()),
            ("places", homes().count().into()),
            ("help", need_help.into()),
        ];
        lines.push(texts.say("briefing-save-people", &values));
    }
    let facilities: Vec<&str> = places()
        .filter(|place| place.kind == PlaceKind::Facility)
        .map(|place| place.name.get(texts.language()))
        .collect();
    if !facilities.is_empty() {
        let names = facilities.join(&texts.say("briefing-and", &[]));
        lines.push(texts.say("briefing-save-facilities", &[("names", names.into())]));
    }
    let key = if setup.is_of_reports() { "briefing-report-well" } else { "briefing-save-crews" };
    lines.push(texts.say(key, &[]));
    lines
}

/// The weather at the start, and when people may fly. What is to come is told by forecasts.
fn weather(app: &App, scenario: &scenario::Scenario) -> Vec<String> {
    let texts = &app.texts;
    let setup = &scenario.setup;
    let now = engine::World::new(setup, scenario.seed);
    let now = now.weather.at(Tick::ZERO);
    let wind = wind(&Voice { texts, scenario }, app.settings.units, now);
    let moisture = (now.moisture.m_1h * 100.0).round();
    let values = [("wind", wind.into()), ("moisture", moisture.into())];
    let day = [("from", setup.sunrise.to_string().into()), ("to", setup.sunset.to_string().into())];
    let forecasts = setup.notices.rows().iter().filter(|notice| notice.forecast.is_some()).count();
    let mut lines = vec![texts.say("briefing-wind", &values), texts.say("briefing-daylight", &day)];
    let key = if forecasts > 0 { "briefing-forecasts" } else { "briefing-no-forecasts" };
    lines.push(texts.say(key, &[]));
    lines
}

/// Units by kind and by where they wait.
fn forces(app: &App, ui: &mut egui::Ui, setup: &Setup) {
    let (texts, language) = (&app.texts, app.texts.language());
    type Group = (Id<UnitKind>, Id<Place>, bool);
    let mut groups: BTreeMap<Group, (u32, u32)> = BTreeMap::new();
    for unit in setup.units.rows() {
        let is_late = unit.available != Availability::From(Tick::ZERO);
        let group = groups.entry((unit.kind, unit.home, is_late)).or_default();
        *group = (group.0 + 1, group.1 + unit.people);
    }
    egui::Grid::new("briefing-forces").num_columns(3).striped(true).show(ui, |ui| {
        for ((kind, home, is_late), (units, people)) in groups {
            let values = [("units", units.into()), ("people", people.into())];
            ui.label(setup.kinds[kind].name.get(language));
            ui.label(texts.say("briefing-force-count", &values));
            let place = setup.ground.places[home].name.get(language);
            if is_late {
                ui.label(texts.say("briefing-force-later", &[("place", place.into())]));
            } else {
                ui.label(place);
            }
            ui.end_row();
        }
    });
}
