//! Brings the program to a screen and a moment without anybody clicking: for pictures and tests.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use base::{Id, Tick};
use drill::{Run, Session};
use engine::command::SeatSpec;
use scenario::{Autopilot, Scenario};
use session::folder::{self, FolderError};
use session::live::Begin;
use session::{Ask, Live};

use crate::app::{App, Screen};
use crate::play::{Mode, Play};
use crate::{briefing, review};

impl App {
    /// Shows `screen` at `at` of a drill that the plan has played by itself, at the desk of `seat`.
    /// What is reviewed has to be on disk: its record goes into `home`.
    ///
    /// # Errors
    /// If nothing can be written there.
    pub fn rehearse(
        &mut self,
        screen: Screen,
        scenario: Scenario,
        at: Tick,
        seat: Option<Id<SeatSpec>>,
        home: &Path,
    ) -> Result<(), FolderError> {
        self.screen = screen;
        let scenario = Arc::new(scenario);
        if screen == Screen::Briefing {
            let folder = self.library.folders.first().cloned().unwrap_or_default();
            self.briefing = Some(briefing::State::of(folder, Arc::clone(&scenario)));
        }
        if screen == Screen::Review {
            let folder = self.library.folders.first().cloned().unwrap_or_default();
            let record = played(home, &folder, &scenario, at)?;
            self.review = Some(review::State::of_folder(record, self.settings.language));
            return Ok(());
        }
        let begin: Begin = Box::new(|scenario| {
            Ok(Run::new(scenario, scenario.seed, Autopilot::all(&scenario.setup)))
        });
        let live = Live::start(Arc::clone(&scenario), begin);
        live.ask(Ask::Until(at));
        let mut play = Play::new(scenario, live, Mode::Training, seat.into_iter().collect());
        play.wait_until = Some(at);
        self.play = Some(play);
        Ok(())
    }
}

/// A record of the drill up to `at` as the plan plays it.
fn played(
    home: &Path,
    folder: &Path,
    scenario: &Scenario,
    at: Tick,
) -> Result<PathBuf, FolderError> {
    let autopilot = Autopilot::all(&scenario.setup);
    let watched = Session { mode: Mode::Watch, people: Vec::new() };
    let (record, journal) =
        folder::begin(home, folder, scenario, scenario.seed, &autopilot, &watched)?;
    let mut run = Run::new(scenario, scenario.seed, autopilot);
    run.write_to(journal);
    run.play(at, |_| ())?;
    run.finish()?;
    Ok(record)
}
