//! The notices of the scenario in order of time: what became of each, and what the director does
//! with it.

use std::collections::{BTreeMap, BTreeSet};

use base::{Id, Span, Tick, Words};
use egui::{DragValue, RichText, ScrollArea, TextEdit, Ui, WidgetInfo, WidgetType};
use engine::command::{Notice, Received, SeatSpec, Topic, Truth};
use engine::{Direction, Event, What};
use session::Ask;

use super::Desk;
use crate::theme::STEP;

/// The longest text of a notice, characters: as long as that of an order.
const TEXT_MAX: usize = engine::orders::TEXT_MAX;

/// State of the list.
#[derive(Clone, Debug, Default)]
pub struct State {
    draft: Option<Draft>,
    /// When each notice was sent, as far as the log was read.
    sent: BTreeMap<u32, Tick>,
    /// Notices that there was no need for.
    dropped: BTreeSet<u32>,
    read: usize,
    /// What the last refused direction was refused for.
    refused: Option<(String, String)>,
}

/// A notice being worded.
#[derive(Clone, Debug)]
struct Draft {
    /// The notice that is reworded; `None` for a new one.
    of: Option<String>,
    /// Minutes from now.
    after_min: u64,
    to: Id<SeatSpec>,
    zh: String,
    en: String,
    truth: Truth,
    confidence: u8,
}

/// How it stands with a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Waiting,
    Held,
    Dropped,
    Sent(Option<Tick>),
}

impl State {
    /// Reads what is new in the log.
    pub fn take_in(&mut self, log: &[Event]) {
        for event in log.get(self.read..).unwrap_or_default() {
            match &event.what {
                What::NoticeSent { notice } => {
                    self.sent.insert(notice.row(), event.tick);
                }
                What::NoticeDropped { notice } => {
                    self.dropped.insert(notice.row());
                }
                What::Directed { .. } => self.refused = None,
                What::DirectionRefused { notice, reason, .. } => {
                    self.refused = Some((notice.clone(), reason.clone()));
                }
                _ => {}
            }
        }
        self.read = log.len();
    }
}

/// Draws the list, and the form while a notice is being worded.
pub fn show(ui: &mut Ui, desk: &Desk<'_>, state: &mut State) {
    if let Some((notice, reason)) = &state.refused {
        let text = format!("{notice}: {}", desk.say(reason));
        ui.label(RichText::new(text).color(desk.palette.danger));
    }
    if state.draft.is_some() {
        form(ui, desk, state);
        ui.separator();
    } else if ui.button(desk.say("director-add")).clicked() {
        state.draft = Some(Draft {
            of: None,
            after_min: 0,
            to: desk.looked,
            zh: String::new(),
            en: String::new(),
            truth: Truth::True,
            confidence: 80,
        });
    }
    for direction in &desk.now.directions {
        if let Direction::Add { key, text, .. } = direction {
            ui.label(desk.name(text));
            waiting(ui, desk, key);
        }
    }
    let (truth, setup) = (desk.truth(), &desk.play.scenario.setup);
    let is_of_case = |notice: &Notice| notice.case.is_none_or(|case| case.row() == truth.case);
    let mut notices: Vec<(Id<Notice>, &Notice)> =
        truth.notices(setup).filter(|(_, notice)| is_of_case(notice)).collect();
    notices.sort_by_key(|(id, notice)| (notice.at, *id));
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        for (id, notice) in notices {
            one(ui, desk, state, id, notice);
            ui.separator();
        }
    });
}

fn standing(desk: &Desk<'_>, state: &State, id: Id<Notice>) -> Standing {
    let command = &desk.truth().command;
    if state.dropped.contains(&id.row()) {
        Standing::Dropped
    } else if command.sent[id.index()] {
        Standing::Sent(state.sent.get(&id.row()).copied())
    } else if command.notices.held[id.index()] {
        Standing::Held
    } else {
        Standing::Waiting
    }
}

/// The message that a notice became in the inbox of its seat.
fn received<'a>(desk: &Desk<'a>, id: Id<Notice>, notice: &Notice) -> Option<&'a Received> {
    let inbox = desk.truth().command.inbox(notice.to);
    inbox.iter().find(|known| known.report.topic == Topic::Notice(id))
}

fn one(ui: &mut Ui, desk: &Desk<'_>, state: &mut State, id: Id<Notice>, notice: &Notice) {
    let standing = standing(desk, state, id);
    let palette = desk.palette;
    let (word, colour) = match standing {
        Standing::Waiting => (desk.say("director-inject-waiting"), palette.accent),
        Standing::Held => (desk.say("director-inject-held"), palette.waiting),
        Standing::Dropped => (desk.say("director-inject-dropped"), palette.quiet),
        Standing::Sent(at) => {
            let at = at.map(|at| desk.clock(at)).unwrap_or_default();
            (desk.with("director-inject-sent", [("time", at.into())]), palette.done)
        }
    };
    ui.horizontal_wrapped(|ui| {
        ui.strong(desk.clock(notice.at));
        ui.label(desk.seat_name(notice.to));
        ui.label(RichText::new(word).color(colour));
        let setup = &desk.play.scenario.setup;
        if let Some(from) = &notice.from {
            let from = [("name", desk.name(from).into())];
            ui.label(desk.quiet(desk.with("director-inject-from", from)));
        }
        if let Some(by) = notice.by {
            ui.label(desk.quiet(desk.name(&setup.channels[by].name)));
        }
        if setup.notices.get(id).is_none() {
            ui.label(desk.quiet(desk.say("director-inject-added")));
        } else if setup.notices.get(id).is_some_and(|first| first.text != notice.text) {
            ui.label(desk.quiet(desk.say("director-inject-reworded")));
        }
    });
    ui.label(desk.name(&notice.text));
    ui.horizontal_wrapped(|ui| {
        let truth = RichText::new(desk.say(truth_key(notice.truth))).small();
        let is_so = notice.truth == Truth::True;
        ui.label(truth.color(if is_so { palette.quiet } else { palette.truth }));
        let sure = desk.with("director-confidence", [("n", notice.confidence.to_string().into())]);
        ui.label(desk.quiet(sure));
        if matches!(standing, Standing::Sent(_)) {
            ui.label(desk.quiet(match received(desk, id, notice) {
                None => desk.say("director-inject-unread"),
                Some(Received { acknowledged: Some(at), .. }) => {
                    desk.with("director-inject-acknowledged", [("time", desk.clock(*at).into())])
                }
                Some(known) => {
                    desk.with("director-inject-read", [("time", desk.clock(known.received).into())])
                }
            }));
        }
    });
    waiting(ui, desk, &notice.key);
    if matches!(standing, Standing::Sent(_) | Standing::Dropped) {
        return;
    }
    ui.horizontal(|ui| {
        let key = &notice.key;
        if act(ui, desk, "director-send-now", key) {
            direct(desk, Direction::SendNow { notice: key.clone() });
        }
        if standing == Standing::Held {
            if act(ui, desk, "director-release", key) {
                direct(desk, Direction::Release { notice: key.clone() });
            }
        } else if act(ui, desk, "director-hold", key) {
            direct(desk, Direction::Hold { notice: key.clone() });
        }
        if act(ui, desk, "director-reword", key) {
            state.draft = Some(Draft {
                of: Some(key.clone()),
                after_min: 0,
                to: notice.to,
                zh: notice.text.zh.clone(),
                en: notice.text.en.clone(),
                truth: notice.truth,
                confidence: notice.confidence,
            });
        }
    });
}

/// What was asked for and waits for the clock to go on.
fn waiting(ui: &mut Ui, desk: &Desk<'_>, notice: &str) {
    for direction in desk.now.directions.iter().filter(|known| known.notice() == notice) {
        let what = desk.say(&format!("direction-{}", direction.kind()));
        let text = desk.with("director-inject-pending", [("what", what.into())]);
        ui.label(RichText::new(text).color(desk.palette.waiting).small());
    }
}

/// A button for one notice; what is read aloud names both.
fn act(ui: &mut Ui, desk: &Desk<'_>, what: &str, which: &str) -> bool {
    let what = desk.say(what);
    let response = ui.small_button(&what);
    let name = format!("{what} {which}");
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &name));
    response.clicked()
}

fn direct(desk: &Desk<'_>, direction: Direction) {
    desk.play.ask(Ask::Direct(direction));
}

const fn truth_key(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "director-truth-true",
        Truth::False => "director-truth-false",
        Truth::Stale => "director-truth-stale",
    }
}

fn form(ui: &mut Ui, desk: &Desk<'_>, state: &mut State) {
    let Some(draft) = &mut state.draft else { return };
    let title = match &draft.of {
        Some(_) => desk.say("director-reword"),
        None => desk.say("director-add"),
    };
    ui.strong(title);
    for (key, text) in [("director-text-zh", &mut draft.zh), ("director-text-en", &mut draft.en)] {
        let label = ui.label(desk.quiet(desk.say(key)));
        let field = TextEdit::multiline(text).desired_rows(2).char_limit(TEXT_MAX);
        ui.add(field.desired_width(f32::INFINITY)).labelled_by(label.id);
    }
    ui.horizontal(|ui| {
        let label = ui.label(desk.quiet(desk.say("director-confidence-field")));
        ui.add(DragValue::new(&mut draft.confidence).range(0..=100).suffix(" %"))
            .labelled_by(label.id);
    });
    if draft.of.is_none() {
        address(ui, desk, draft);
    }
    let is_empty = draft.zh.trim().is_empty() && draft.en.trim().is_empty();
    let (mut saved, mut left) = (false, false);
    ui.horizontal(|ui| {
        saved = ui.add_enabled(!is_empty, egui::Button::new(desk.say("director-save"))).clicked();
        left = ui.button(desk.say("director-cancel")).clicked();
    });
    ui.add_space(STEP);
    if saved {
        direct(desk, draft.direction(desk));
    }
    if saved || left {
        state.draft = None;
    }
}

/// To whom, when, and whether it is so: for a new notice only.
fn address(ui: &mut Ui, desk: &Desk<'_>, draft: &mut Draft) {
    egui::ComboBox::from_label(desk.say("director-to"))
        .selected_text(desk.seat_name(draft.to))
        .show_ui(ui, |ui| {
            for (seat, spec) in desk.play.scenario.setup.seats.iter() {
                ui.selectable_value(&mut draft.to, seat, desk.name(&spec.name));
            }
        });
    ui.horizontal(|ui| {
        for truth in [Truth::True, Truth::False, Truth::Stale] {
            ui.selectable_value(&mut draft.truth, truth, desk.say(truth_key(truth)));
        }
    });
    ui.horizontal(|ui| {
        let label = ui.label(desk.quiet(desk.say("director-after")));
        ui.add(DragValue::new(&mut draft.after_min).range(0..=1_440)).labelled_by(label.id);
    });
}

impl Draft {
    fn direction(&self, desk: &Desk<'_>) -> Direction {
        let text = self.words();
        match &self.of {
            Some(notice) => {
                Direction::Reword { notice: notice.clone(), text, confidence: self.confidence }
            }
            None => Direction::Add {
                key: free_key(desk),
                at: desk.now.now() + Span::from_minutes(self.after_min),
                to: self.to,
                text,
                truth: self.truth,
                confidence: self.confidence,
            },
        }
    }

    /// Who writes in one language only is read in both.
    fn words(&self) -> Words {
        let (zh, en) = (self.zh.trim(), self.en.trim());
        let filled =
            |text: &str, other: &str| (if text.is_empty() { other } else { text }).to_owned();
        Words::new(filled(zh, en), filled(en, zh))
    }
}

/// A key that no notice has.
fn free_key(desk: &Desk<'_>) -> String {
    let setup = &desk.play.scenario.setup;
    let taken = |key: &String| desk.truth().find_notice(setup, key).is_some();
    let mut keys = (1_u32..).map(|number| format!("added_{number}"));
    keys.find(|key| !taken(key)).expect("some number is free")
}
