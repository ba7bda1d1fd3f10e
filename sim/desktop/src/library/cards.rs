//! Scenarios as cards.

use std::path::Path;

use scenario::Card;
use session::library::{Entry, State as Standing};

use super::records;
use crate::app::App;
use crate::theme;

/// Width of a card, px.
const CARD_WIDTH: f32 = 330.0;
/// How much of a summary stands on a card, characters.
const SUMMARY_CHARS: usize = 110;

/// Draws the cards, and the search over them.
pub fn show(app: &mut App, ui: &mut egui::Ui) {
    let label = app.texts.say("library-search", &[]);
    ui.horizontal(|ui| {
        let label = ui.label(label);
        let field = egui::TextEdit::singleline(&mut app.library.search).desired_width(220.0);
        ui.add(field).labelled_by(label.id);
        let again = ui.button(app.texts.say("library-look-again", &[]));
        if again.clicked() {
            app.library.look();
        }
    });
    ui.add_space(theme::STEP);
    if app.library.entries.is_empty() && app.library.is_settled() {
        ui.label(app.texts.say("library-empty", &[]));
    }
    let mut opened = None;
    let wanted = app.library.search.to_lowercase();
    egui::ScrollArea::vertical().show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for entry in app.library.entries.iter().filter(|entry| matches(entry, &wanted)) {
                if card(app, ui, entry) {
                    opened = Some(entry.folder.clone());
                }
            }
        });
    });
    if let Some(folder) = opened {
        app.library.open(folder);
    }
}

/// Whether a card has what was searched for, in either language.
fn matches(entry: &Entry, wanted: &str) -> bool {
    let Some(card) = &entry.card else { return true };
    let words = [&card.title.zh, &card.title.en, &card.summary.zh, &card.summary.en, &card.id];
    words.iter().any(|word| word.to_lowercase().contains(wanted))
}

/// Draws one card; true if it is to be opened.
fn card(app: &App, ui: &mut egui::Ui, entry: &Entry) -> bool {
    let colours = app.palette();
    let frame = egui::Frame::group(ui.style())
        .fill(colours.panel)
        .stroke(egui::Stroke::new(1.0, colours.line))
        .inner_margin(3.0 * theme::STEP);
    let drawn = frame.show(ui, |ui| {
        ui.vertical(|ui| {
            ui.set_width(CARD_WIDTH);
            match &entry.card {
                Some(card) => face(app, ui, card),
                None => unreadable(app, ui, &entry.folder),
            }
            let open = app.texts.say("library-open", &[]);
            let name = title(app, entry);
            let button = ui.button(egui::RichText::new(&open).strong());
            button.widget_info(|| {
                let label = format!("{open} {name}");
                egui::WidgetInfo::labeled(egui::WidgetType::Button, true, label)
            });
            button.clicked()
        })
    });
    drawn.inner.inner
}

fn title(app: &App, entry: &Entry) -> String {
    let folder = || entry.folder.display().to_string();
    let language = app.texts.language();
    entry.card.as_ref().map_or_else(folder, |card| card.title.get(language).to_owned())
}

fn face(app: &App, ui: &mut egui::Ui, card: &Card) {
    let (texts, colours) = (&app.texts, app.palette());
    ui.heading(card.title.get(texts.language()));
    let hours = card.length.minutes() / 60.0;
    let line = texts.say(
        "library-card-line",
        &[
            ("hazard", texts.say(card.hazard.key(), &[]).into()),
            ("start", card.start.to_string().into()),
            ("hours", ((hours * 10.0).round() / 10.0).into()),
            ("seats", card.seats.len().into()),
            ("units", card.units.into()),
        ],
    );
    ui.label(egui::RichText::new(line).color(colours.quiet));
    if let Some(difficulty) = card.difficulty {
        let key = ["difficulty-1", "difficulty-2", "difficulty-3"][usize::from(difficulty - 1)];
        let marks = "●".repeat(difficulty.into()) + &"○".repeat(3 - usize::from(difficulty));
        let values = [("level", texts.say(key, &[]).into())];
        let words = texts.say("library-difficulty", &values);
        ui.label(egui::RichText::new(format!("{marks} {words}")).color(colours.quiet));
    }
    let summary = card.summary.get(texts.language());
    // Chinese says as much with a third of the letters.
    let room = if summary.is_ascii() { 2 * SUMMARY_CHARS } else { SUMMARY_CHARS };
    ui.label(shortened(summary, room)).on_hover_text(summary);
    ui.label(egui::RichText::new(last_result(app, card)).color(colours.quiet));
}

fn unreadable(app: &App, ui: &mut egui::Ui, folder: &Path) {
    ui.heading(folder.file_name().unwrap_or_default().to_string_lossy());
    ui.colored_label(app.palette().danger, app.texts.say("library-unreadable", &[]));
}

/// When it was last played to its end, and what came of it.
fn last_result(app: &App, card: &Card) -> String {
    let texts = &app.texts;
    let of_this = |head: &session::library::Head| head.scenario == card.id;
    let ended = app.library.records.iter().filter(|kept| kept.state == Standing::Ended);
    let last = ended.filter(|kept| kept.head.as_ref().is_some_and(of_this)).max_by_key(|k| k.when);
    let Some(last) = last else { return texts.say("library-never-played", &[]) };
    let when = records::ago(texts, last.when);
    let dials = records::dials(texts, &last.dials);
    if dials.is_empty() {
        return texts.say("library-last-result", &[("when", when.into())]);
    }
    let values = [("when", when.into()), ("dials", dials.into())];
    texts.say("library-last-result-dials", &values)
}

fn shortened(text: &str, chars: usize) -> String {
    match text.char_indices().nth(chars) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
