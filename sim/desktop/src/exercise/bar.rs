//! The clock bar: what is played, at which desk, what time it is, what the weather is, and how the
//! clock runs. The director's screen shows the same bar.

use base::Span;
use egui::{Align, Layout, RichText, Ui};
use scenario::Language;
use session::{Ask, SPEEDS};

use super::desk::{Desk, Wish};
use super::weather;
use crate::app::Screen;
use crate::play::Mode;
use crate::theme::{CLOCK, STEP};

/// A speed counts as reached from this share of it on.
const REACHED: f64 = 0.85;

/// Draws the bar.
pub fn show(ui: &mut Ui, desk: &Desk<'_>, screen: Screen, wishes: &mut Vec<Wish>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 1.5 * STEP;
        let title = desk.name(&desk.scenario.title);
        let narrow = ui.available_width() < 1500.0;
        let width = if narrow { 128.0 } else { 260.0 };
        ui.allocate_ui(egui::vec2(width, 24.0), |ui| {
            ui.set_max_width(width);
            ui.add(egui::Label::new(RichText::new(title).strong()).truncate()).on_hover_text(title);
        });
        seat(ui, desk, wishes);
        clock(ui, desk);
        if screen == Screen::Exercise {
            weather::brief(ui, desk);
            level(ui, desk);
        }
        ui.label(mode(desk)).on_hover_text(desk.say("bar-mode"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = STEP;
            screens(ui, desk, screen, wishes);
            ui.separator();
            controls(ui, desk, screen, wishes);
        });
    });
}

fn seat(ui: &mut Ui, desk: &Desk<'_>, wishes: &mut Vec<Wish>) {
    let name = desk.say("bar-seat");
    let mut chosen = desk.seat();
    let text = RichText::new(desk.seat_name(chosen)).strong();
    let shown = egui::ComboBox::from_id_salt("seat").selected_text(text).show_ui(ui, |ui| {
        for seat in desk.seats() {
            ui.selectable_value(&mut chosen, seat, desk.seat_name(seat));
        }
    });
    shown
        .response
        .widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::ComboBox, true, &name));
    if chosen != desk.seat() {
        wishes.push(Wish::Seat(chosen));
    }
}

/// Local time and time since the start, in figures that keep their place.
fn clock(ui: &mut Ui, desk: &Desk<'_>) {
    let now = desk.now();
    let (hours, minutes, seconds) = (now.0 / 3600, now.0 / 60 % 60, now.0 % 60);
    let second = (desk.scenario.setup.start.0 + now.0) % 60;
    figures(ui, &desk.clock(now), CLOCK, desk.colours.text);
    figures(ui, &format!(":{second:02}"), crate::theme::BODY, desk.colours.quiet);
    let since = format!("T+{hours:02}:{minutes:02}");
    let response = figures(ui, &since, CLOCK, desk.colours.text);
    response.on_hover_text(format!("{since}:{seconds:02}"));
}

/// Figures of one width each, so that a running clock stands still.
fn figures(ui: &mut Ui, text: &str, size: f32, colour: egui::Color32) -> egui::Response {
    let font = egui::FontId::proportional(size);
    let letter =
        |letter: char| ui.painter().layout_no_wrap(letter.to_string(), font.clone(), colour);
    let widest = ('0'..='9').map(|digit| letter(digit).size().x).fold(0.0, f32::max);
    let letters: Vec<_> = text.chars().map(|c| (c.is_ascii_digit(), letter(c))).collect();
    let wide = |(is_digit, galley): &(bool, std::sync::Arc<egui::Galley>)| {
        if *is_digit { widest } else { galley.size().x }
    };
    let width = letters.iter().map(wide).sum();
    let height = letters.first().map_or(size, |(_, galley)| galley.size().y);
    let (rect, response) = ui.allocate_exact_size(egui::vec2(width, height), egui::Sense::hover());
    let mut x = rect.left();
    for piece in &letters {
        let place = wide(piece);
        let at = egui::pos2(x + (place - piece.1.size().x) / 2.0, rect.top());
        ui.painter().galley(at, std::sync::Arc::clone(&piece.1), colour);
        x += place;
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, text));
    response
}

/// The response level in force, in its official colour and in words.
fn level(ui: &mut Ui, desk: &Desk<'_>) {
    let level = desk.believed.level();
    let text = if level == 0 {
        RichText::new(desk.say("bar-no-level")).color(desk.colours.quiet)
    } else {
        let level = desk.say(&format!("exercise-level-{level}"));
        RichText::new(desk.with("bar-level", [("level", level.into())])).strong()
    };
    ui.label(text);
}

fn mode(desk: &Desk<'_>) -> RichText {
    let key = match desk.mode {
        Mode::Training => "mode-training",
        Mode::Exercise => "mode-exercise",
        Mode::Watch => "mode-watch",
    };
    RichText::new(desk.say(key)).small().color(desk.colours.quiet)
}

/// Drawn from right to left: what stands last comes first.
fn controls(ui: &mut Ui, desk: &Desk<'_>, screen: Screen, wishes: &mut Vec<Wish>) {
    let clock = desk.clock;
    // In an exercise the clock is the director's.
    let is_mine = desk.mode != Mode::Exercise || screen == Screen::Director;
    let free = is_mine && !clock.over;
    let why_not = desk.say(if clock.over { "bar-over" } else { "bar-director-only" });
    let button = |ui: &mut Ui, enabled: bool, mark: &str, key: &str, shortcut: &str| {
        let name = desk.say(key);
        let button = ui.add_enabled(enabled, egui::Button::new(mark));
        let button = button.on_hover_text(format!("{name} ({shortcut})"));
        let button = button.on_disabled_hover_text(&why_not);
        button.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, enabled, &name));
        button.clicked()
    };
    if button(ui, free, "⏭", "command-next-event", "N") {
        wishes.push(Wish::Ask(Ask::UntilEvent(desk.people.to_vec())));
    }
    if button(ui, free, "+1′", "command-step", ".") {
        wishes.push(Wish::Ask(Ask::Until(desk.now() + Span(60))));
    }
    let name = desk.say("bar-speed");
    let mut speed = clock.speed;
    let shown = egui::ComboBox::from_id_salt("speed")
        .selected_text(format!("{speed}×"))
        .width(52.0)
        .show_ui(ui, |ui| {
            for offered in SPEEDS {
                ui.selectable_value(&mut speed, offered, format!("{offered}×"));
            }
        });
    shown
        .response
        .widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::ComboBox, true, &name));
    if speed != clock.speed {
        wishes.push(Wish::Ask(Ask::Speed(speed)));
    }
    let space = desk.say("key-space");
    if clock.paused {
        if button(ui, !clock.over, "▶", "command-go", &space) {
            wishes.push(Wish::Ask(Ask::Go));
        }
    } else if button(ui, free, "⏸", "command-pause", &space) {
        wishes.push(Wish::Ask(Ask::Pause));
    }
    let reached = clock.reached_speed;
    if clock.over {
        ui.label(RichText::new(desk.say("bar-over")).strong());
    } else if !clock.paused && reached > 0.0 && reached < REACHED * f64::from(clock.speed) {
        let text = desk.with("bar-reached", [("n", format!("{reached:.0}").into())]);
        ui.label(RichText::new(text).small().color(desk.colours.waiting))
            .on_hover_text(desk.say("bar-reached-hint"));
    }
}

/// Drawn from right to left.
fn screens(ui: &mut Ui, desk: &Desk<'_>, screen: Screen, wishes: &mut Vec<Wish>) {
    if ui.button(desk.say("bar-leave")).on_hover_text(desk.say("bar-leave-hint")).clicked() {
        wishes.push(Wish::Leave);
    }
    let other = match desk.texts.language() {
        Language::Zh => Language::En,
        Language::En => Language::Zh,
    };
    let name = desk.say("command-language");
    let button = ui.button(if other == Language::En { "EN" } else { "中" }).on_hover_text(&name);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &name));
    if button.clicked() {
        wishes.push(Wish::Language(other));
    }
    for (to, key) in [
        (Screen::Review, "screen-review"),
        (Screen::Director, "screen-director"),
        (Screen::Exercise, "screen-exercise"),
    ] {
        if to == screen {
            continue;
        }
        let button = egui::Button::new(desk.say(key));
        // What comes next when the drill is over.
        let is_next = to == Screen::Review && desk.clock.over;
        let button =
            if is_next { button.fill(desk.colours.accent.gamma_multiply(0.25)) } else { button };
        if ui.add(button).clicked() {
            wishes.push(Wish::Screen(to));
        }
    }
}
