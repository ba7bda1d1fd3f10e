//! `tuiyan` alone: opens the desktop, or plays the default drill where there is no display.

use desktop::window::{self, start};
use desktop::{App, Settings, library};
use scenario::{Texts, Value};

use crate::{Outcome, Stop, output, play};

/// Opens the desktop.
pub fn open(texts: &Texts) -> Result<Outcome, Stop> {
    let lacks = start::lacks();
    if lacks.contains(&start::Lack::Display) {
        output::warn(&texts.say("cli-no-display", &[]));
        return play::run_default(texts);
    }
    if !lacks.is_empty() {
        return Err(Stop::Failed(missing(texts, &lacks)));
    }
    let settings = Settings { language: texts.language(), ..Settings::default() };
    let library = library::State { folders: play::default_folder().into_iter().collect() };
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
