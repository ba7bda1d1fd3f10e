//! Bookmarks and notes: one key, one line of text.

use drill::{Author, NoteKind};
use egui::{Key, RichText, ScrollArea, TextEdit, Ui};
use session::Ask;

use super::{Desk, Side};

/// State of the field.
#[derive(Clone, Debug, Default)]
pub struct State {
    text: String,
    /// The field waits to be typed into.
    wants_focus: bool,
}

/// B opens the field, unless somebody is typing.
pub fn keys(ui: &Ui, state: &mut State, side: &mut Side) {
    let typing = ui.ctx().egui_wants_keyboard_input();
    if !typing && ui.input(|input| input.key_pressed(Key::B)) {
        *side = Side::Notes;
        state.wants_focus = true;
    }
}

/// Draws the field and the list, newest first.
pub fn show(ui: &mut Ui, desk: &Desk<'_>, state: &mut State) {
    let label = ui.label(desk.quiet(desk.say("director-note-field")));
    let field = TextEdit::singleline(&mut state.text).desired_width(f32::INFINITY);
    let response = ui.add(field).labelled_by(label.id);
    if std::mem::take(&mut state.wants_focus) {
        response.request_focus();
        // The B that opened the field is no part of the text.
        state.text.clear();
    }
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    ui.horizontal(|ui| {
        let kinds = [
            (NoteKind::Bookmark, "director-bookmark", entered),
            (NoteKind::Note, "director-note", false),
        ];
        for (kind, key, entered) in kinds {
            // A bookmark needs no words; a note is nothing else.
            let is_enough = kind == NoteKind::Bookmark || !state.text.trim().is_empty();
            let button = ui.add_enabled(is_enough, egui::Button::new(desk.say(key)));
            if button.clicked() || entered {
                let text = std::mem::take(&mut state.text).trim().to_owned();
                desk.play.ask(Ask::Note { author: Author::Director, kind, text });
            }
        }
    });
    ui.separator();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        for note in desk.now.notes.iter().rev() {
            ui.horizontal_wrapped(|ui| {
                ui.strong(desk.clock(note.tick));
                let kind = match note.kind {
                    NoteKind::Bookmark => "director-bookmark",
                    NoteKind::Note => "director-note",
                };
                ui.label(RichText::new(desk.say(kind)).color(desk.palette.accent).small());
                if let Author::Seat(seat) = note.author {
                    ui.label(desk.quiet(desk.seat_name(seat)));
                }
                ui.label(&note.text);
            });
        }
    });
}
