//! Brings the program to a screen and a moment without anybody clicking: for pictures and tests.

use std::sync::Arc;

use base::{Id, Tick};
use drill::Run;
use engine::command::SeatSpec;
use scenario::{Autopilot, Scenario};
use session::live::Begin;
use session::{Ask, Live};

use crate::app::{App, Screen};
use crate::briefing;
use crate::play::{Mode, Play};

impl App {
    /// Shows `screen` at `at` of a drill that the plan has played by itself, at the desk of `seat`.
    pub fn rehearse(
        &mut self,
        screen: Screen,
        scenario: Scenario,
        at: Tick,
        seat: Option<Id<SeatSpec>>,
    ) {
        self.screen = screen;
        let scenario = Arc::new(scenario);
        if screen == Screen::Briefing {
            let folder = self.library.folders.first().cloned().unwrap_or_default();
            self.briefing = Some(briefing::State::of(folder, Arc::clone(&scenario)));
        }
        let begin: Begin = Box::new(|scenario| {
            Ok(Run::new(scenario, scenario.seed, Autopilot::all(&scenario.setup)))
        });
        let live = Live::start(Arc::clone(&scenario), begin);
        live.ask(Ask::Until(at));
        let mut play = Play::new(scenario, live, Mode::Training, seat.into_iter().collect());
        play.wait_until = Some(at);
        self.play = Some(play);
    }
}
