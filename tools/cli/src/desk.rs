//! `tuiyan` alone: opens the desktop, or plays the default drill where there is no display.

use std::path::PathBuf;

use clap::ArgMatches;
use desktop::window::{self, start};
use desktop::{App, Settings, library};
use scenario::{Texts, Value};
use session::{Home, home};

use crate::{Outcome, Stop, output, play};

/// Opens the desktop.
pub fn open(texts: &Texts, given: &ArgMatches) -> Result<Outcome, Stop> {
    let lacks = start::lacks();
    if lacks.contains(&start::Lack::Display) {
        output::warn(&texts.say("cli-no-display", &[]));
        return play::run_default(texts);
    }
    if !lacks.is_empty() {
        return Err(Stop::Failed(missing(texts, &lacks)));
    }
    let named = given.get_one::<PathBuf>("home").cloned();
    let named = named.or_else(|| std::env::var_os(home::VARIABLE).map(PathBuf::from));
    let (home, trouble) = Home::find(named);
    // A language that is asked for goes before the one chosen last, that before the environment's.
    let is_chosen = home.has_settings() && given.get_one::<String>("lang").is_none();
    let (mut settings, unread) = home.settings::<Settings>();
    if !is_chosen {
        settings.language = texts.language();
    }
    let places = session::library::places(&home);
    let mut library = library::State::new(home, places);
    library.home_trouble = trouble.into_iter().chain(unread).collect();
    if window::run(App::new(settings, library)).is_success() {
        Ok(Outcome::Done)
    } else {
        Ok(Outcome::Failed)
    }
}

/// Everything a window lacks, and what to do about it.
fn missing(texts: &Texts, lacks: &[start::Lack]) -> String {
    let mut packages = Vec::new();
    let mut lines = vec![texts.say("cli-window-lacks", &[])];
    for lack in lacks {
        let line = match lack {
            start::Lack::Display => texts.say("cli-no-display", &[]),
            start::Lack::DisplayRefused { name, reason } => texts
                .say("cli-display-refused", &[("name", name.into()), ("reason", reason.into())]),
            start::Lack::Library { file, package } => {
                packages.push(*package);
                texts.say("cli-no-library", &[("name", Value::from(*file))])
            }
            start::Lack::Graphics => {
                packages.extend(["libvulkan1", "mesa-vulkan-drivers"]);
                texts.say("cli-no-graphics", &[])
            }
        };
        lines.push(format!("  {line}"));
    }
    if !packages.is_empty() {
        let install = format!("apt install {}", packages.join(" "));
        lines.push(texts.say("cli-window-install", &[("command", install.into())]));
    }
    lines.push(texts.say("cli-window-without", &[]));
    lines.join("\n")
}
