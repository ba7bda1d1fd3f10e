//! Drills that were played or begun: going on, looking back, clearing away.

use std::path::PathBuf;
use std::time::SystemTime;

use base::Tick;
use review::measures::DialKey;
use scenario::Texts;
use session::library::{DialShown, Kept, State as Standing};
use session::opening;

use crate::app::App;
use crate::play::Mode;
use crate::theme;

/// What a person is asked before a record goes away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Which record.
    pub folder: PathBuf,
    /// How it is spoken of.
    pub name: String,
    /// What would happen to it.
    pub removal: Removal,
}

/// How a record goes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// It is moved to another folder.
    Aside,
    /// It is deleted for good.
    Delete,
}

/// What a person wants to do with a record.
enum Wish {
    Resume(PathBuf),
    Review(PathBuf),
    Ask(Question),
}

/// Draws the drill that was interrupted last, above everything else.
pub fn banner(app: &mut App, ui: &mut egui::Ui) {
    let found = app.library.records.iter().find(|kept| kept.state == Standing::Interrupted);
    let Some(kept) = found else { return };
    let Some(head) = &kept.head else { return };
    let (texts, colours) = (&app.texts, app.palette());
    let title =
        head.card.as_ref().map_or(head.scenario.as_str(), |card| card.title.get(texts.language()));
    let values = [("tick", minutes(head.played_until).into()), ("title", title.into())];
    let words = texts.say("library-interrupted", &values);
    let folder = kept.folder.clone();
    let go_on = texts.say("library-resume", &[]);
    let frame = egui::Frame::group(ui.style())
        .stroke(egui::Stroke::new(1.0, colours.waiting))
        .inner_margin(2.0 * theme::STEP);
    let clicked = frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.colored_label(colours.waiting, "⏸");
            ui.label(words);
            ui.button(egui::RichText::new(go_on).strong()).clicked()
        })
        .inner
    });
    ui.add_space(theme::STEP);
    if clicked.inner {
        resume(app, folder);
    }
}

/// Draws every record.
pub fn show(app: &mut App, ui: &mut egui::Ui) {
    let mut wish = None;
    ui.add_space(theme::STEP);
    ui.heading(app.texts.say("library-records", &[]));
    if app.library.records.is_empty() && app.library.is_settled() {
        let none = app.texts.say("library-no-records", &[]);
        ui.label(egui::RichText::new(none).color(app.palette().quiet));
    }
    egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        for kept in &app.library.records {
            ui.push_id(&kept.folder, |ui| {
                if let Some(asked) = row(app, ui, kept) {
                    wish = Some(asked);
                }
                ui.separator();
            });
        }
    });
    match wish {
        Some(Wish::Resume(folder)) => resume(app, folder),
        Some(Wish::Review(folder)) => super::open_review(app, folder),
        Some(Wish::Ask(question)) => app.library.asking = Some(question),
        None => {}
    }
}

fn row(app: &App, ui: &mut egui::Ui, kept: &Kept) -> Option<Wish> {
    let (texts, colours) = (&app.texts, app.palette());
    let name = || kept.folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let title = kept.head.as_ref().and_then(|head| head.card.as_ref());
    let title = title.map_or_else(name, |card| card.title.get(texts.language()).to_owned());
    ui.label(egui::RichText::new(&title).strong()).on_hover_text(name());
    let (key, colour) = match kept.state {
        Standing::Ended => ("record-ended", colours.done),
        Standing::Interrupted => ("record-interrupted", colours.waiting),
        Standing::Held => ("record-held", colours.accent),
        Standing::Damaged => ("record-damaged", colours.danger),
        Standing::OtherVersion => ("record-other-version", colours.quiet),
        Standing::Lost => ("record-lost", colours.danger),
    };
    ui.horizontal_wrapped(|ui| {
        ui.colored_label(colour, texts.say(key, &[]));
        ui.label(egui::RichText::new(ago(texts, kept.when)).color(colours.quiet));
    });
    if let Some(head) = &kept.head {
        let mode = head.session.as_ref().map_or("record-mode-none", |session| match session.mode {
            Mode::Training => "record-mode-training",
            Mode::Exercise => "record-mode-exercise",
            Mode::Watch => "record-mode-watch",
        });
        let values = [
            ("mode", texts.say(mode, &[]).into()),
            ("tick", minutes(head.played_until).into()),
            ("until", minutes(head.until).into()),
            ("orders", head.orders.into()),
            ("seed", head.seed.to_string().into()),
        ];
        let line = texts.say("record-line", &values);
        ui.label(egui::RichText::new(line).color(colours.quiet));
        if let Some(at) = head.branched_at {
            let branch = texts.say("record-branch", &[("tick", minutes(at).into())]);
            ui.label(egui::RichText::new(branch).color(colours.quiet));
        }
    }
    if !kept.dials.is_empty() {
        ui.label(dials(texts, &kept.dials));
    }
    let mut wish = None;
    ui.horizontal_wrapped(|ui| {
        let mut offer = |key: &str, then: Wish| {
            let label = texts.say(key, &[]);
            let button = ui.button(&label);
            button.widget_info(|| {
                let label = format!("{label} {title}");
                egui::WidgetInfo::labeled(egui::WidgetType::Button, true, label)
            });
            if button.clicked() {
                wish = Some(then);
            }
        };
        let folder = || kept.folder.clone();
        match kept.state {
            Standing::Interrupted => offer("record-resume", Wish::Resume(folder())),
            Standing::Damaged => offer("record-recover", Wish::Resume(folder())),
            Standing::Ended | Standing::Held | Standing::OtherVersion | Standing::Lost => {}
        }
        if matches!(kept.state, Standing::Ended | Standing::Interrupted) {
            offer("record-review", Wish::Review(folder()));
        }
        if kept.state != Standing::Held {
            let name = || said(texts, kept, &title);
            let ask = |removal| Wish::Ask(Question { folder: folder(), name: name(), removal });
            offer("record-aside", ask(Removal::Aside));
            offer("record-delete", ask(Removal::Delete));
        }
    });
    wish
}

fn resume(app: &mut App, folder: PathBuf) {
    app.library.trouble = None;
    app.library.resuming = Some(opening::resume(folder));
}

/// Asks before a record goes away.
pub fn ask(app: &mut App, ctx: &egui::Context) {
    let Some(question) = app.library.asking.clone() else { return };
    let texts = &app.texts;
    let name = question.name.clone();
    let (key, yes) = match question.removal {
        Removal::Aside => ("library-ask-aside", "library-yes-aside"),
        Removal::Delete => ("library-ask-delete", "library-yes-delete"),
    };
    let words = texts.say(key, &[("name", name.into())]);
    let (yes, no) = (texts.say(yes, &[]), texts.say("library-cancel", &[]));
    let modal = egui::Modal::new("library-ask".into()).show(ctx, |ui| {
        ui.set_width(360.0);
        ui.label(words);
        ui.add_space(2.0 * theme::STEP);
        ui.horizontal(|ui| {
            let no = ui.button(no).clicked();
            (ui.button(yes).clicked(), no)
        })
        .inner
    });
    let (yes, no) = modal.inner;
    if yes || no || modal.should_close() {
        app.library.asking = None;
    }
    if yes {
        super::remove(&mut app.library, question, &app.texts);
    }
}

/// A record as it is spoken of: what was played, how far it came, when.
fn said(texts: &Texts, kept: &Kept, title: &str) -> String {
    let until = kept.head.as_ref().map(|head| minutes(head.played_until));
    let parts = [Some(title.to_owned()), until, Some(ago(texts, kept.when))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A moment of a drill, to the minute.
pub fn minutes(tick: Tick) -> String {
    Tick(tick.0 / 60 * 60).to_string()
}

/// How long ago something was: no time zone can be wrong in that.
pub fn ago(texts: &Texts, when: SystemTime) -> String {
    let minutes = when.elapsed().map_or(0, |span| span.as_secs() / 60);
    let (key, count) = match minutes {
        0 => return texts.say("ago-now", &[]),
        1..60 => ("ago-minutes", minutes),
        60..1_440 => ("ago-hours", minutes / 60),
        _ => ("ago-days", minutes / 1_440),
    };
    texts.say(key, &[("count", count.into())])
}

/// The dials that count, in one line.
pub fn dials(texts: &Texts, dials: &[DialShown]) -> String {
    let shown = dials.iter().filter_map(|dial| {
        let key = DialKey::ALL.into_iter().find(|key| format!("{key:?}") == dial.key)?;
        let (good, of) = dial.count?;
        Some(format!("{} {good}/{of}", texts.say(key.key(), &[])))
    });
    shown.collect::<Vec<_>>().join(" · ")
}
