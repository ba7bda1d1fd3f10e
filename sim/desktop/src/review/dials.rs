//! Seven dials, the figures behind each, and the lines of the log behind each figure.

use egui::{Label, ProgressBar, RichText, Sense, Ui, WidgetInfo, WidgetType};
use review::measures::plan_time::TaskTime;
use review::measures::{Dial, DialKey, Gate, Reading};
use review::report::facts;
use review::report::words::{Speaker, number, whole};
use review::{Fact, Named, Review, Subject};

use super::Desk;
use super::cursor::Cursor;
use crate::theme::STEP;

/// Lines shown of one figure at first; more are said in number.
const LINES_MOST: usize = 40;

/// Which dial is open, and which of its figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// The dial.
    pub dial: Option<DialKey>,
    /// Number of the figure in it.
    pub figure: Option<usize>,
}

/// A figure with its evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Name.
    pub name: String,
    /// Value in words.
    pub value: String,
    /// Lines of the log, counted from 1.
    pub lines: Vec<u32>,
    /// Part of the state at the end that it was read from; empty where the lines say all.
    pub state: &'static str,
}

/// Draws the dials; a click on a line moves the cursor to its moment.
pub fn show(ui: &mut Ui, desk: &Desk<'_>, open: &mut Open, cursor: &mut Cursor) {
    let speaker = Speaker::new(desk.texts, desk.review());
    for dial in &desk.review().dials {
        let is_open = open.dial == Some(dial.key);
        if one(ui, desk, &speaker, dial, is_open) {
            *open = Open { dial: (!is_open).then_some(dial.key), figure: None };
        }
        if is_open {
            ui.label(desk.quiet(speaker.definition(dial.key)));
            figures(ui, desk, &speaker, dial.key, open, cursor);
        }
        ui.add_space(STEP);
    }
}

/// One dial: name, bar, what it reads. True if it was clicked.
fn one(ui: &mut Ui, desk: &Desk<'_>, speaker: &Speaker<'_>, dial: &Dial, is_open: bool) -> bool {
    let name = speaker.say(dial.key.key());
    let reading = speaker.reading(dial);
    let colour = colour(desk, dial.reading);
    let header = ui
        .horizontal_wrapped(|ui| {
            let mark = if is_open { "▼" } else { "▶" };
            ui.label(desk.quiet(mark));
            ui.strong(&name);
            let text = egui::WidgetText::from(RichText::new(&reading).color(colour));
            let wide =
                text.clone().into_galley(ui, None, f32::INFINITY, egui::TextStyle::Body).size().x;
            // A reading of many words stands below the name.
            if wide > ui.available_size_before_wrap().x {
                ui.end_row();
                ui.label(text);
            } else {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    ui.label(text);
                });
            }
        })
        .response;
    if let Some(share) = share(dial.reading) {
        ui.add(ProgressBar::new(share).desired_height(6.0).fill(colour));
    }
    let header = ui.interact(header.rect, ui.id().with(dial.key.key()), Sense::click());
    let aloud = format!("{name} {reading}");
    header
        .widget_info(|| WidgetInfo::selected(WidgetType::CollapsingHeader, true, is_open, &aloud));
    header.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

fn share(reading: Reading) -> Option<f32> {
    match reading {
        Reading::Count { good, of } if of > 0 => Some(good as f32 / of as f32),
        Reading::Capture(share) => Some(share.clamp(0.0, 1.0) as f32),
        _ => None,
    }
}

fn colour(desk: &Desk<'_>, reading: Reading) -> egui::Color32 {
    let palette = desk.palette;
    match reading {
        Reading::Nothing => palette.quiet,
        Reading::Count { .. } | Reading::Capture(_) => palette.accent,
        Reading::Flags(0) | Reading::Gate(Gate::Clear) => palette.done,
        Reading::Flags(_) | Reading::Gate(Gate::Concern) => palette.waiting,
        Reading::Gate(Gate::Breach) => palette.danger,
    }
}

fn figures(
    ui: &mut Ui,
    desk: &Desk<'_>,
    speaker: &Speaker<'_>,
    dial: DialKey,
    open: &mut Open,
    cursor: &mut Cursor,
) {
    for (number, figure) in of(dial, desk.review(), speaker).iter().enumerate() {
        let is_open = open.figure == Some(number);
        let rest = on_what(desk, figure);
        let text = format!("{}  {}  {rest}", figure.name, figure.value);
        let label = ui.selectable_label(is_open, RichText::new(text));
        if label.clicked() {
            open.figure = (!is_open).then_some(number);
        }
        if is_open {
            ui.indent(("lines", number), |ui| lines(ui, desk, &figure.lines, cursor));
        }
    }
}

/// What a figure rests on.
fn on_what(desk: &Desk<'_>, figure: &Figure) -> String {
    if figure.lines.is_empty() {
        return if figure.state.is_empty() { String::new() } else { desk.say("review-from-state") };
    }
    desk.with("review-lines-count", [("n", figure.lines.len().to_string().into())])
}

/// Lines of the log as sentences.
pub fn lines(ui: &mut Ui, desk: &Desk<'_>, lines: &[u32], cursor: &mut Cursor) {
    if lines.is_empty() {
        ui.label(desk.quiet(desk.say("review-from-state")));
    }
    let teller = desk.teller();
    for &line in lines.iter().take(LINES_MOST) {
        let Some(event) = desk.events().get(line as usize - 1) else { continue };
        let text = format!("{} {}", teller.clock(event.tick), teller.sentence(event));
        let label = Label::new(desk.quiet(text)).sense(Sense::click());
        if ui.add(label).on_hover_text(line.to_string()).clicked() {
            cursor.go(event.tick);
        }
    }
    if lines.len() > LINES_MOST {
        let more = (lines.len() - LINES_MOST).to_string();
        ui.label(desk.quiet(desk.with("review-lines-more", [("n", more.into())])));
    }
}

/// The figures behind a dial.
pub fn of(dial: DialKey, review: &Review, speaker: &Speaker<'_>) -> Vec<Figure> {
    match dial {
        DialKey::PlanTime => review.tasks.iter().map(|task| task_figure(task, speaker)).collect(),
        DialKey::Outcome => outcome(review, speaker),
        DialKey::Decisions => decisions(review, speaker),
        DialKey::Information => information(review, speaker),
        DialKey::Coordination => coordination(review, speaker),
        DialKey::Resources => resources(review, speaker),
        DialKey::Safety => safety(review, speaker),
    }
}

fn figure<T>(name: String, value: String, fact: &Fact<T>) -> Figure {
    Figure { name, value, lines: fact.lines.clone(), state: fact.state }
}

fn task_figure(task: &TaskTime, speaker: &Speaker<'_>) -> Figure {
    let used = facts::used_of_limit(task, speaker);
    let status = speaker.say(task.status.key());
    Figure {
        name: format!("{} {}", task.clause, speaker.name(&task.task.name)),
        value: format!("{} · {status}", speaker.with("review-min", [("n", used.as_str())])),
        lines: task.lines.clone(),
        state: "",
    }
}

fn outcome(review: &Review, speaker: &Speaker<'_>) -> Vec<Figure> {
    let table = facts::outcome(review, speaker);
    let lines = facts::outcome_lines(&review.outcome.played);
    let rows = table.rows.into_iter().zip(lines);
    rows.map(|(row, lines)| {
        let mut row = row.into_iter();
        let name = row.next().unwrap_or_default();
        // As played, and in brackets what the others came to.
        let played = row.next().unwrap_or_default();
        let others: Vec<String> = row.collect();
        let value = match &others[..] {
            [nobody, by_plan] => {
                let values = [("played", played.as_str()), ("nobody", nobody), ("plan", by_plan)];
                speaker.with("review-beside", values)
            }
            _ => played,
        };
        Figure { name, value, lines: lines.to_vec(), state: "end" }
    })
    .collect()
}

fn decisions(review: &Review, speaker: &Speaker<'_>) -> Vec<Figure> {
    let threatened = review.decisions.threatened.iter();
    threatened
        .map(|place| {
            let ordered = speaker.clock_or(place.ordered.value, "review-never-ordered");
            let latest = speaker.clock_or(place.latest_safe, "review-impossible");
            let values = [("ordered", ordered.as_str()), ("latest", &latest)];
            let value = speaker.with("review-ordered-latest", values);
            figure(named(&place.place, speaker), value, &place.ordered)
        })
        .collect()
}

fn information(review: &Review, speaker: &Speaker<'_>) -> Vec<Figure> {
    let found = &review.information;
    let span = |span: Option<base::Span>| match span {
        Some(span) => speaker.span(span),
        None => speaker.say("review-never"),
    };
    let mut figures = vec![
        figure(
            speaker.say("review-first-news"),
            speaker.clock_or(found.first_news.value, "review-never"),
            &found.first_news,
        ),
        figure(
            speaker.say("review-first-report"),
            facts::first_report(review, speaker),
            &found.first_report,
        ),
        figure(speaker.say_of("review-verified"), span(found.verified.value), &found.verified),
    ];
    figures.extend(found.warned.iter().map(|place| {
        let told = speaker.clock_or(place.told.value, "review-not-told");
        let arrival = speaker.clock(place.arrival);
        let value = speaker.with(
            &speaker.key_of("review-told-arrival"),
            [("told", told.as_str()), ("arrival", &arrival)],
        );
        figure(named(&place.place, speaker), value, &place.told)
    }));
    if let Some(reports) = &found.reports {
        let said = facts::reports(reports, speaker).into_iter();
        figures.extend(said.map(|(name, value, lines)| Figure { name, value, lines, state: "" }));
    }
    figures
}

fn coordination(review: &Review, speaker: &Speaker<'_>) -> Vec<Figure> {
    let found = &review.coordination;
    [
        ("review-given", &found.given),
        ("review-refused", &found.refused),
        ("review-unacknowledged", &found.unacknowledged),
        ("review-failed", &found.failed),
    ]
    .into_iter()
    .map(|(key, fact)| figure(speaker.say(key), whole(fact.value), fact))
    .chain(found.spans.iter().map(|span| {
        let (name, value) = facts::span(span, speaker);
        Figure { name, value, lines: Vec::new(), state: "orders" }
    }))
    .collect()
}

fn resources(review: &Review, speaker: &Speaker<'_>) -> Vec<Figure> {
    let found = &review.resources;
    let (used, available) = (whole(found.used.value), whole(found.available));
    let used = speaker.with("review-used-is", [("used", &used), ("available", &available)]);
    let first = match found.first_at_work.value {
        Some(span) => speaker.span(span),
        None => speaker.say("review-never"),
    };
    let km = speaker.with("review-km", [("n", &number(found.line_km, 2))]);
    let mut figures = vec![
        figure(speaker.say("review-used"), used, &found.used),
        figure(speaker.say_of("review-first-work"), first, &found.first_at_work),
    ];
    if review.subject() == Subject::Fire {
        figures.push(figure(speaker.say("review-line-km"), km, &found.line_cells));
    }
    for (key, fact) in [
        ("review-no-water", &found.out_of_water),
        ("review-cut-off", &found.cut_off),
        ("review-rerouted", &found.rerouted),
    ] {
        figures.push(figure(speaker.say(key), whole(fact.value), fact));
    }
    for (key, units) in
        [("review-idle", &found.idle), ("review-never-requested", &found.never_requested)]
    {
        let value = facts::named(units, speaker);
        figures.push(Figure { name: speaker.say(key), value, lines: Vec::new(), state: "units" });
    }
    figures
}

fn safety(review: &Review, speaker: &Speaker<'_>) -> Vec<Figure> {
    let found = &review.safety;
    let unbriefed = number(found.unbriefed_person_min.value, 0);
    let unbriefed = speaker.with("review-person-min", [("n", &unbriefed)]);
    let mut figures = vec![
        figure(speaker.say("measure-responders-dead"), whole(found.dead.value), &found.dead),
        figure(
            speaker.say("measure-responders-injured"),
            whole(found.injured.value),
            &found.injured,
        ),
        figure(speaker.say("review-briefings"), whole(found.briefings.value), &found.briefings),
    ];
    if review.subject() == Subject::Fire {
        let fact = &found.unbriefed_person_min;
        figures.push(figure(speaker.say("review-unbriefed"), unbriefed, fact));
    }
    let exposed = facts::crews_exposed(review, speaker).into_iter();
    figures.extend(exposed.map(|(name, value)| Figure {
        name,
        value,
        lines: Vec::new(),
        state: "tally",
    }));
    figures.extend(found.overruns.iter().map(|overrun| Figure {
        name: format!("{} {}", speaker.say_of("review-overruns"), named(&overrun.unit, speaker)),
        value: speaker.clock(overrun.at),
        lines: vec![overrun.line],
        state: "",
    }));
    figures
}

fn named(named: &Named, speaker: &Speaker<'_>) -> String {
    speaker.name(&named.name).to_owned()
}
