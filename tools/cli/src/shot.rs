//! `tuiyan shot`: a screen as a picture, for documents and tests.

use std::path::PathBuf;

use base::{ClockTime, Id, Tick};
use clap::ArgMatches;
use desktop::settings::Look;
use desktop::window::{self, Shot, start};
use desktop::{App, Screen, Settings, library};
use engine::command::SeatSpec;
use scenario::{Scenario, Texts, Value};
use session::say;

use crate::{Outcome, Stop, play};

/// The smallest and largest side of a picture, px.
const SIDES: std::ops::RangeInclusive<u32> = 320..=7680;

/// Draws what the command line asks for.
pub fn run(texts: &Texts, given: &ArgMatches) -> Result<Outcome, Stop> {
    let folder: &PathBuf = given.get_one("folder").expect("required");
    let out: &PathBuf = given.get_one("out").expect("required");
    let size = size(texts, given.get_one::<String>("size").expect("has a default"))?;
    let (scenario, _) = play::read(folder)?;
    let at = match given.get_one::<String>("at") {
        Some(text) => moment(texts, text, &scenario)?,
        None => Tick::ZERO,
    };
    let seat = match given.get_one::<String>("seat") {
        Some(key) => Some(seat(texts, key, &scenario)?),
        None => None,
    };
    let screen = match given.get_one::<String>("screen").map(String::as_str) {
        Some("library") => Screen::Library,
        Some("briefing") => Screen::Briefing,
        Some("director") => Screen::Director,
        Some("review") => Screen::Review,
        _ => Screen::Exercise,
    };
    if !start::draws() {
        return Err(Stop::Failed(texts.say("cli-shot-no-graphics", &[])));
    }
    let settings = Settings {
        language: texts.language(),
        look: if given.get_flag("dark") { Look::Dark } else { Look::Light },
        projector: given.get_flag("projector"),
        ..Settings::default()
    };
    let mut library = library::State::default();
    library.folders.push(folder.clone());
    let mut app = App::new(settings, library);
    // A picture of a review needs a record to review; it goes with the picture.
    let home = std::env::temp_dir().join(format!("tuiyan-shot-{}", std::process::id()));
    let drawn = app
        .rehearse(screen, scenario, at, seat, &home)
        .map_err(|error| say::folder(texts, &error))
        .and_then(|()| {
            let failed = |path| texts.say("cli-shot-failed", &[("path", Value::Text(path))]);
            window::shoot(app, Shot { size, out: out.clone() }).map_err(failed)
        });
    // What is left behind lies among the temporary files.
    let _ = std::fs::remove_dir_all(&home);
    drawn.map(|()| Outcome::Done).map_err(Stop::Failed)
}

fn size(texts: &Texts, text: &str) -> Result<(u32, u32), Stop> {
    let sides = text.split_once(['x', 'X', '×']);
    let sides = sides.and_then(|(width, height)| {
        Some((width.trim().parse().ok()?, height.trim().parse().ok()?))
    });
    sides
        .filter(|(width, height)| SIDES.contains(width) && SIDES.contains(height))
        .ok_or_else(|| Stop::BadInput(texts.say("cli-shot-bad-size", &[("value", text.into())])))
}

fn moment(texts: &Texts, text: &str, scenario: &Scenario) -> Result<Tick, Stop> {
    let (start, end) = (scenario.setup.start, scenario.setup.end());
    let clock = ClockTime::parse(text).map(|clock| clock.first_tick_from(start));
    // A clock comes round again in a long drill: T+21:30 names any moment.
    let since = || text.starts_with("T+").then(|| base::time::parse_tick(text)).flatten();
    clock.or_else(since).filter(|tick| *tick <= end).ok_or_else(|| {
        let values = [
            ("value", Value::from(text)),
            ("from", start.to_string().into()),
            ("to", start.at(end).to_string().into()),
        ];
        Stop::BadInput(texts.say("cli-shot-bad-at", &values))
    })
}

fn seat(texts: &Texts, key: &str, scenario: &Scenario) -> Result<Id<SeatSpec>, Stop> {
    scenario.setup.seat(key).ok_or_else(|| {
        let seats = scenario.setup.seats.rows().iter();
        let known: Vec<&str> = seats.map(|seat| seat.key.as_str()).collect();
        let values = [("name", key.into()), ("names", known.join(", ").into())];
        Stop::BadInput(texts.say("cli-no-seat", &values))
    })
}
