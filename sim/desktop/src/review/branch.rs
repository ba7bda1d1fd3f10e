//! "Branch here": a new drill that begins as the reviewed one did up to the cursor, in a record of
//! its own, and goes on in the hands of the same people.

use std::path::Path;
use std::sync::Arc;

use base::Tick;
use drill::{Mode, Record, Session};
use scenario::Autopilot;
use session::Live;
use session::folder::{self, Held};

use crate::app::{App, Screen};
use crate::play::Play;

/// Begins the drill and opens its screen; a reason is left on the review screen if that fails.
pub fn begin(app: &mut App, tick: Tick) {
    let Some(debrief) = app.review.as_ref().and_then(|review| review.found()).cloned() else {
        return;
    };
    let (scenario, record) = (Arc::clone(&debrief.scenario), debrief.record.clone());
    // Records of one home lie side by side.
    let home = debrief.folder.parent().and_then(Path::parent).unwrap_or(Path::new("."));
    let copy = debrief.folder.join(folder::COPY);
    let autopilot = Autopilot {
        seats: record.header.autopilot.clone(),
        without: record.header.without.clone(),
    };
    let (seed, session) = (record.header.seed, session(&record));
    let begun = folder::begin(home, &copy, &scenario, seed, &autopilot, &session);
    let (folder, journal) = match begun {
        Ok(begun) => begun,
        Err(error) => {
            if let Some(review) = &mut app.review {
                review.branched = Some(error.to_string());
            }
            return;
        }
    };
    let Session { mode, people } = session;
    let begin: session::live::Begin =
        Box::new(move |scenario| drill::branch_from(scenario, &record, tick, journal));
    let live = Live::start(Arc::clone(&scenario), begin);
    let mut play = Play::new(scenario, live, mode, people);
    play.held = Held::take(&folder).ok();
    play.record = Some(folder);
    app.play = Some(play);
    app.review = None;
    app.screen = Screen::Exercise;
}

/// How the reviewed drill was played. A record that does not say was played by whoever the autopilot
/// did not.
fn session(record: &Record) -> Session {
    record.session.clone().unwrap_or_else(|| Session { mode: Mode::Watch, people: Vec::new() })
}
