//! Everything a person sees, as plain data and egui: [`App::show`] draws one frame.

use scenario::Texts;

use crate::play::Play;
use crate::settings::Settings;
use crate::{briefing, director, exercise, library, map, review, theme};

/// The whole program, as a person sees it.
pub struct App {
    /// Every sentence, in the language chosen.
    pub texts: Texts,
    /// What was chosen.
    pub settings: Settings,
    /// What is shown.
    pub screen: Screen,
    /// The library.
    pub library: library::State,
    /// The briefing, once a scenario is open.
    pub briefing: Option<briefing::State>,
    /// The drill, once it has begun.
    pub play: Option<Play>,
    /// The review, once it was asked for.
    pub review: Option<review::State>,
    /// What the maps of this frame show, for whoever draws them.
    pub frame: map::Frame,
    /// Whether the program should end.
    pub quit: bool,
    /// Settings in force on the screen; others are put in force with the next frame.
    applied: Option<Settings>,
}

/// Which screen is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// 想定库
    #[default]
    Library,
    /// 任务简报
    Briefing,
    /// 推演
    Exercise,
    /// 导调
    Director,
    /// 复盘
    Review,
}

impl App {
    /// The program before its first frame.
    pub fn new(settings: Settings, library: library::State) -> Self {
        Self {
            texts: Texts::new(settings.language),
            settings,
            screen: Screen::default(),
            library,
            briefing: None,
            play: None,
            review: None,
            frame: map::Frame::default(),
            quit: false,
            applied: None,
        }
    }

    /// Draws one frame.
    pub fn show(&mut self, ui: &mut egui::Ui) {
        self.put_settings_in_force(ui.ctx());
        self.frame.begin();
        if let Some(play) = &mut self.play {
            play.refresh();
        }
        match self.screen {
            Screen::Library => library::show(self, ui),
            Screen::Briefing => briefing::show(self, ui),
            Screen::Exercise => exercise::show(self, ui),
            Screen::Director => director::show(self, ui),
            Screen::Review => review::show(self, ui),
        }
    }

    /// Whether everything that is worked out on other threads has arrived: a picture would be whole.
    pub fn is_settled(&self) -> bool {
        let is_ready =
            |play: &Play| play.is_there() && play.layers.is_settled() && play.director.is_settled();
        self.play.as_ref().is_none_or(is_ready)
            && self.frame.grounds.are_settled()
            && (self.screen != Screen::Library || self.library.is_settled())
            && self.review.as_ref().is_none_or(review::State::is_settled)
    }

    /// The colours in force.
    pub const fn palette(&self) -> theme::Palette {
        theme::palette(self.settings.look)
    }

    fn put_settings_in_force(&mut self, ctx: &egui::Context) {
        if self.applied.as_ref() == Some(&self.settings) {
            theme::fit(ctx, &self.settings);
            return;
        }
        if self.applied.is_none() {
            theme::load_fonts(ctx);
        }
        if self.texts.language() != self.settings.language {
            self.texts = Texts::new(self.settings.language);
        }
        theme::apply(ctx, &self.settings);
        if self.applied.is_some() {
            self.library.keep(&self.settings, &self.texts);
        }
        self.applied = Some(self.settings.clone());
    }
}
