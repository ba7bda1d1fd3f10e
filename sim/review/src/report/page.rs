//! The review as one HTML page: both languages inside, nothing loaded from anywhere, made to be
//! read on a screen by day and by night and to be printed on A4.

use std::sync::Arc;

use base::{Span, Tick, Words};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, Value};
use scenario::{Language, Texts};
use serde::Serialize;

use super::facts::{self, Figures};
use super::picture::{self, Classes};
use super::words::{Speaker, number, ranges, whole};
use super::{chart_map, chart_plant, charts};
use crate::cause::Cause;
use crate::measures::decisions::{MARGIN, NeededBy, PREPARED_SHARE, Standing, Threatened};
use crate::measures::injects::{Answer, Inject};
use crate::measures::intents::Intent;
use crate::measures::plan_time::{TaskStatus, TaskTime};
use crate::measures::reports::{Made, Sentence, Verdict};
use crate::measures::{Gate, Reading};
use crate::{Dial, Fact, Review, Subject};

/// Ranges of lines shown beside a number.
const RANGES: usize = 4;

/// One language of the page.
#[derive(Serialize)]
struct Page {
    lang: &'static str,
    t: Value,
    t_of: Value,
    title: String,
    plan: String,
    authority: String,
    from: String,
    to: String,
    summary: Vec<String>,
    dials: Vec<DialTile>,
    tasks: Vec<TaskRow>,
    head: Vec<String>,
    outcome: Vec<OutcomeRow>,
    outcome_note: String,
    captures: Vec<(String, String)>,
    curve: Option<Value>,
    grades: Vec<GradeCard>,
    map: Value,
    tanks: Option<Value>,
    legend: Vec<(String, String)>,
    compared: bool,
    places: Vec<PlaceRow>,
    places_note: String,
    options: Vec<OptionBlock>,
    injects: Vec<InjectRow>,
    intents: Vec<InjectRow>,
    reports: Vec<ReportBlock>,
    details: Vec<DetailBlock>,
    timeline: Vec<TimelineRow>,
}

#[derive(Serialize)]
struct OptionBlock {
    name: String,
    head: Vec<String>,
    rows: Vec<(String, Vec<(String, &'static str)>)>,
}

#[derive(Serialize)]
struct ReportBlock {
    name: String,
    lines: String,
    rows: Vec<SentenceRow>,
}

#[derive(Serialize)]
struct SentenceRow {
    mark: &'static str,
    said: String,
    so: String,
    class: &'static str,
}

#[derive(Serialize)]
struct DialTile {
    name: String,
    reading: String,
    what: String,
    share: Option<String>,
    class: &'static str,
}

#[derive(Serialize)]
struct TaskRow {
    clause: String,
    statute: Option<String>,
    name: String,
    seat: String,
    evidence: String,
    triggered: String,
    used: String,
    bar: Option<Value>,
    split: String,
    status: String,
    class: &'static str,
    lines: String,
}

#[derive(Serialize)]
struct OutcomeRow {
    name: String,
    figures: Vec<String>,
    lines: String,
}

#[derive(Serialize)]
struct GradeCard {
    name: String,
    by: String,
    rule: String,
    numbers: String,
    rank: u8,
}

#[derive(Serialize)]
struct PlaceRow {
    name: String,
    kind: String,
    people: String,
    arrival_nobody: String,
    cut: Option<String>,
    arrival: String,
    reached: bool,
    needed: String,
    latest: String,
    ordered: String,
    by: Option<String>,
    spare: String,
    late: bool,
    told: String,
    safe: String,
    remaining: String,
    dead: String,
    injured: String,
    lines: String,
}

#[derive(Serialize)]
struct DetailBlock {
    name: String,
    rows: Vec<DetailRow>,
}

#[derive(Serialize)]
struct DetailRow {
    name: String,
    text: String,
    lines: String,
}

#[derive(Serialize)]
struct InjectRow {
    name: String,
    wanted: String,
    answer: String,
    class: &'static str,
    lines: String,
}

#[derive(Serialize)]
struct TimelineRow {
    clock: String,
    since: String,
    kind: String,
    class: &'static str,
    text: String,
    lines: String,
}

/// The page, showing `language` first.
///
/// # Panics
/// If the template does not fit what is passed to it: a mistake of ours, which a test finds.
pub fn html(review: &Review, language: Language) -> String {
    let classes = Classes::of(&review.map, review.start);
    let cells = picture::png(&review.map, classes);
    let pages: Vec<Page> = [Language::Zh, Language::En]
        .into_iter()
        .map(|language| page(review, Arc::new(Texts::new(language)), classes))
        .collect();
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.expect("the delimiters are the usual ones"));
    // The name ends in .html, so that everything is escaped unless it is marked as drawn by us.
    environment
        .add_template("page.html", include_str!("page.html"))
        .expect("the template is a file of this crate");
    let wide = 760.0;
    let high = wide * review.map.grid.height_m() / review.map.grid.width_m();
    let context = minijinja::context! {
        pages => Value::from(Serde(&pages)),
        lang => language.code(),
        seed => review.seed.to_string(),
        digest => &review.digest,
        css => Value::from_safe_string(include_str!("page.css").to_owned()),
        of_reports => review.of_reports,
        of_plant => review.subject() == Subject::Plant,
        of_fire => review.subject() == Subject::Fire,
        cells => cells.map(|png| picture::base64(&png)),
        map_wide => number(wide, 0),
        map_high => format!("{high:.1}"),
    };
    let template = environment.get_template("page.html").expect("it was just added");
    template.render(context).expect("the context fits the template")
}

fn page(review: &Review, texts: Arc<Texts>, classes: Option<Classes>) -> Page {
    let speaker = Speaker::new(&texts, review);
    let said = Arc::clone(&texts);
    let (said_of, suffix) = (Arc::clone(&texts), review.subject().suffix());
    let outcome = facts::outcome(review, &speaker);
    let share = number(PREPARED_SHARE * 100.0, 0);
    let margin = number(MARGIN.minutes(), 0);
    Page {
        lang: texts.language().code(),
        t: Value::from_function(move |key: &str| said.say(key, &[])),
        t_of: Value::from_function(move |key: &str| said_of.say(&format!("{key}{suffix}"), &[])),
        title: speaker.name(&review.scenario.name).to_owned(),
        plan: speaker.name(&review.plan).to_owned(),
        authority: speaker.name(&review.authority).to_owned(),
        from: speaker.clock(Tick::ZERO),
        to: speaker.clock(review.end),
        summary: facts::summary(review, &speaker),
        dials: review.dials.iter().map(|dial| tile(dial, &speaker)).collect(),
        tasks: review.tasks.iter().map(|task| task_row(task, &speaker)).collect(),
        head: outcome.head.clone(),
        outcome: outcome_rows(review, outcome, &speaker),
        outcome_note: facts::outcome_note(review, &speaker),
        captures: facts::captures(review, &speaker),
        curve: charts::area(review, &speaker).map(Value::from_safe_string),
        grades: facts::grades(review, &speaker)
            .into_iter()
            .map(|grade| GradeCard {
                name: grade.name,
                by: grade.by,
                rule: grade.rule,
                numbers: grade.numbers,
                rank: grade.rank,
            })
            .collect(),
        map: Value::from_safe_string(chart_map::map(review, &speaker)),
        tanks: chart_plant::plan(review, &speaker).map(Value::from_safe_string),
        legend: classes
            .map_or_else(Vec::new, |classes| chart_map::legend(classes, review.end, &speaker)),
        compared: review.decisions.compared,
        places: places(review, &speaker),
        places_note: speaker
            .with(&speaker.key_of("review-places-note"), [("margin", &margin), ("share", &share)]),
        options: options(review, &speaker),
        injects: review.injects.iter().map(|inject| inject_row(inject, &speaker)).collect(),
        intents: review.intents.iter().map(|intent| intent_row(intent, &speaker)).collect(),
        reports: reports(review, &speaker),
        details: details(review, &speaker),
        timeline: timeline(review, &speaker),
    }
}

/// What the options of each decision would have come to.
fn options(review: &Review, speaker: &Speaker<'_>) -> Vec<OptionBlock> {
    let cell = |cell: facts::OptionCell| {
        let class = match cell.is_better {
            Some(true) => "good",
            Some(false) => "danger",
            None => "",
        };
        (cell.text, class)
    };
    let blocks = facts::options(review, speaker).into_iter().map(|table| OptionBlock {
        name: table.name,
        head: table.head,
        rows: table
            .rows
            .into_iter()
            .map(|row| (row.name, row.cells.into_iter().map(cell).collect()))
            .collect(),
    });
    blocks.collect()
}

/// What every report said, beside what was so.
fn reports(review: &Review, speaker: &Speaker<'_>) -> Vec<ReportBlock> {
    let row = |sentence: &Sentence| {
        let fact = speaker.name(&sentence.fact.name);
        let unknown = || speaker.say("fact-unknown");
        let words = |words: &Option<Words>| {
            words.as_ref().map_or_else(unknown, |words| speaker.name(words).to_owned())
        };
        let so = if sentence.said == sentence.so {
            String::new()
        } else {
            speaker.with("review-so-was", [("value", &words(&sentence.so))])
        };
        let class = match sentence.verdict {
            Verdict::Right => "good",
            Verdict::Wrong => "bad",
            Verdict::Behind | Verdict::Unchecked | Verdict::Unasked => "",
        };
        let said = speaker.with("review-said", [("fact", fact), ("value", &words(&sentence.said))]);
        SentenceRow { mark: sentence.verdict.mark(), said, so, class }
    };
    let block = |made: &Made| {
        let time = speaker.clock(made.at);
        let names = (speaker.name(&made.seat.name), speaker.name(&made.to.name));
        let values = [("time", &*time), ("seat", names.0), ("to", names.1)];
        ReportBlock {
            name: speaker.with("review-reported", values),
            lines: evidence(&[made.line], RANGES, speaker),
            rows: made.says.iter().map(row).collect(),
        }
    };
    let made = review.information.reports.as_ref().map_or(&[][..], |reports| &reports.made);
    made.iter().filter(|made| !made.says.is_empty()).map(block).collect()
}

fn tile(dial: &Dial, speaker: &Speaker<'_>) -> DialTile {
    let share = match dial.reading {
        Reading::Count { good, of } if of > 0 => Some(f64::from(good) / f64::from(of)),
        Reading::Capture(share) => Some(share.clamp(0.0, 1.0)),
        _ => None,
    };
    let class = match dial.reading {
        Reading::Nothing => "nothing",
        Reading::Gate(Gate::Breach) => "breach",
        Reading::Gate(Gate::Concern) => "concern",
        Reading::Gate(Gate::Clear) => "clear",
        Reading::Count { .. } | Reading::Capture(_) | Reading::Flags(_) => "",
    };
    DialTile {
        name: speaker.say(dial.key.key()),
        reading: speaker.reading(dial),
        what: speaker.definition(dial.key),
        share: share.map(|share| format!("{:.1}", share * 100.0)),
        class,
    }
}

fn task_row(task: &TaskTime, speaker: &Speaker<'_>) -> TaskRow {
    let notice = task.split.notice.map(|span| ("notice", span));
    let rest = task.split.parts().into_iter().filter_map(|(name, span)| Some((name, span?)));
    let split: Vec<String> = notice
        .into_iter()
        .chain(rest)
        .map(|(name, span)| {
            let name = speaker.say(&format!("split-{name}"));
            format!("{name} {}", number(span.minutes(), 1))
        })
        .collect();
    TaskRow {
        clause: task.clause.clone(),
        statute: task.statute.as_ref().map(|statute| speaker.name(statute).to_owned()),
        name: speaker.name(&task.task.name).to_owned(),
        seat: speaker.name(&task.seat.name).to_owned(),
        evidence: speaker.with("review-done-at", [("stage", &speaker.say(stage(task.evidence)))]),
        triggered: task.triggered.map_or_else(|| "—".into(), |tick| speaker.clock(tick)),
        used: facts::used_of_limit(task, speaker),
        bar: charts::task(task, speaker).map(Value::from_safe_string),
        split: if task.before_trigger {
            speaker.say("review-before-trigger")
        } else {
            split.join(" · ")
        },
        status: speaker.say(task.status.key()),
        class: match task.status {
            TaskStatus::InTime => "good",
            TaskStatus::Late => "bad late-task",
            TaskStatus::Never => "bad never-task",
            TaskStatus::Open => "wait",
            TaskStatus::NotTriggered => "none",
        },
        lines: ranges(&task.lines, RANGES),
    }
}

const fn stage(stage: scenario::plan::Stage) -> &'static str {
    use scenario::plan::Stage;
    match stage {
        Stage::Issued => "stage-issued",
        Stage::Received => "stage-received",
        Stage::OnScene => "stage-on-scene",
        Stage::Effect => "stage-effect",
        Stage::Done => "stage-done",
    }
}

/// What a number rests on: lines of the log or, where there are none, the state at the end.
fn evidence(lines: &[u32], most: usize, speaker: &Speaker<'_>) -> String {
    if lines.is_empty() { speaker.say("review-from-state") } else { ranges(lines, most) }
}

fn outcome_rows(review: &Review, outcome: Figures, speaker: &Speaker<'_>) -> Vec<OutcomeRow> {
    let lines = facts::outcome_lines(&review.outcome.played);
    let rows = outcome.rows.into_iter().zip(lines);
    rows.map(|(mut row, lines)| {
        let name = row.remove(0);
        OutcomeRow { name, figures: row, lines: evidence(lines, RANGES, speaker) }
    })
    .collect()
}

fn places(review: &Review, speaker: &Speaker<'_>) -> Vec<PlaceRow> {
    let dash = || "—".to_owned();
    let rows = review.outcome.places.iter().map(|place| {
        let key = &place.place.key;
        let threatened =
            review.decisions.threatened.iter().find(|threatened| threatened.place.key == *key);
        let warned = review.information.warned.iter().find(|warned| warned.place.key == *key);
        let (needed, latest, (ordered, by), (spare, late)) = match threatened {
            None => (dash(), dash(), (dash(), None), (dash(), false)),
            Some(place) => (
                needed(place, speaker),
                speaker.clock_or(place.latest_safe, "review-impossible"),
                facts::ordered(place, speaker),
                match place.standing() {
                    Standing::Impossible => (dash(), false),
                    Standing::Never => (dash(), true),
                    Standing::Late(minutes) => (number(-minutes, 0), true),
                    Standing::InTime(minutes) => (number(minutes, 0), false),
                },
            ),
        };
        let spared = || if threatened.is_some() { speaker.say("review-spared") } else { dash() };
        let mut lines = [&place.reached.lines[..], &place.safe.lines, &place.dead.lines].concat();
        lines.extend(threatened.map_or(&[][..], |place| &place.ordered.lines));
        lines.extend(warned.map_or(&[][..], |place| &place.told.lines));
        lines.sort_unstable();
        lines.dedup();
        PlaceRow {
            name: speaker.name(&place.place.name).to_owned(),
            kind: speaker.say(engine::orders::kind_key(place.kind)),
            people: whole(place.people),
            arrival_nobody: place.reached_nobody.map_or_else(dash, |tick| speaker.clock(tick)),
            cut: threatened
                .and_then(|place| place.cut)
                .map(|cut| speaker.with("review-cut", [("time", &speaker.clock(cut.at))])),
            arrival: place.reached.value.map_or_else(spared, |tick| speaker.clock(tick)),
            reached: place.reached.value.is_some() && place.people > 0,
            needed,
            latest,
            ordered,
            by,
            spare,
            late,
            told: warned
                .map_or_else(dash, |warned| speaker.clock_or(warned.told.value, "review-not-told")),
            safe: whole(place.safe.value),
            remaining: whole(place.remaining.value),
            dead: whole(place.dead.value),
            injured: whole(place.injured.value),
            lines: evidence(&lines, 2, speaker),
        }
    });
    rows.collect()
}

/// The time an evacuation needs, an estimate marked as such.
fn needed(place: &Threatened, speaker: &Speaker<'_>) -> String {
    let minutes = number(place.needed_min, 0);
    match place.needed_by {
        NeededBy::Plan => minutes,
        NeededBy::Estimate => speaker.with("review-needed-estimate", [("n", &minutes)]),
    }
}

fn inject_row(inject: &Inject, speaker: &Speaker<'_>) -> InjectRow {
    let (name, wanted, answer) = facts::inject(inject, speaker);
    let is_missed = matches!(inject.answer, Answer::Late(_) | Answer::Never);
    let class = if is_missed { "danger" } else { "" };
    InjectRow { name, wanted, answer, class, lines: evidence(&inject.lines, RANGES, speaker) }
}

fn intent_row(intent: &Intent, speaker: &Speaker<'_>) -> InjectRow {
    let (name, wanted, answer) = facts::intent(intent, speaker);
    let lines = evidence(&intent.lines, RANGES, speaker);
    InjectRow { name, wanted, answer, class: "", lines }
}

fn details(review: &Review, speaker: &Speaker<'_>) -> Vec<DetailBlock> {
    let row = |key: &str, text: String, lines: &[u32]| DetailRow {
        name: speaker.say(key),
        text,
        lines: evidence(lines, RANGES, speaker),
    };
    let count = |key: &str, fact: &Fact<u32>| row(key, whole(fact.value), &fact.lines);
    let span = |key: &str, fact: &Fact<Option<Span>>| {
        let text = fact.value.map_or_else(|| speaker.say("review-never"), |s| speaker.span(s));
        row(key, text, &fact.lines)
    };
    let person_min = |minutes: f64| speaker.with("review-person-min", [("n", &number(minutes, 0))]);
    let information = &review.information;
    let coordination = &review.coordination;
    let resources = &review.resources;
    let safety = &review.safety;
    let news = speaker.clock_or(information.first_news.value, "review-never");
    let busiest = coordination.busiest.as_ref().map(|busiest| {
        let values = [
            ("seat", speaker.name(&busiest.seat.name)),
            ("time", &speaker.clock(busiest.from)),
            ("n", &whole(busiest.orders)),
        ];
        row("review-busiest", speaker.with("review-busiest-is", values), &[])
    });
    let used =
        [("used", &*whole(resources.used.value)), ("available", &whole(resources.available))];
    let mut orders = vec![
        count("review-given", &coordination.given),
        count("review-refused", &coordination.refused),
        count("review-unacknowledged", &coordination.unacknowledged),
        count("review-failed", &coordination.failed),
    ];
    orders.extend(busiest);
    orders.extend(coordination.spans.iter().map(|span| {
        let (name, text) = facts::span(span, speaker);
        DetailRow { name, text, lines: String::new() }
    }));
    let mut safe = vec![
        count("measure-responders-dead", &safety.dead),
        count("measure-responders-injured", &safety.injured),
    ];
    for overrun in &safety.overruns {
        // Whoever is hit in a plant has no time to run: how he was briefed tells nothing.
        let how = match (overrun.cause, overrun.briefed) {
            (Cause::Fire, true) => "word-briefed",
            (Cause::Fire, false) => "word-unbriefed",
            (cause, _) => cause.people_key(false),
        };
        let values = [
            ("unit", speaker.name(&overrun.unit.name)),
            ("time", &speaker.clock(overrun.at)),
            ("dead", &whole(overrun.dead)),
            ("injured", &whole(overrun.injured)),
            ("briefed", &speaker.say(how)),
        ];
        let text = speaker.with("review-overrun-is", values);
        safe.push(row(&speaker.key_of("review-overruns"), text, &[overrun.line]));
    }
    let exposed = facts::crews_exposed(review, speaker).into_iter();
    safe.extend(exposed.map(|(name, text)| DetailRow {
        name,
        text,
        lines: evidence(&[], 1, speaker),
    }));
    if review.subject() == Subject::Fire {
        let unbriefed = &safety.unbriefed_person_min;
        safe.push(row("review-unbriefed", person_min(unbriefed.value), &unbriefed.lines));
    }
    safe.push(count("review-briefings", &safety.briefings));
    let block = |key: &str, rows| DetailBlock { name: speaker.say(key), rows };
    let mut told = vec![
        row("review-first-news", news, &information.first_news.lines),
        row(
            "review-first-report",
            facts::first_report(review, speaker),
            &information.first_report.lines,
        ),
    ];
    if !review.of_reports {
        told.push(span(&speaker.key_of("review-verified"), &information.verified));
    }
    if let Some(reports) = &information.reports {
        let figures = facts::reports(reports, speaker).into_iter();
        told.extend(figures.map(|(name, text, lines)| DetailRow {
            name,
            text,
            lines: evidence(&lines, RANGES, speaker),
        }));
    }
    let mut blocks = vec![block("dial-information", told), block("dial-coordination", orders)];
    if !review.of_reports {
        let mut forces = vec![
            row("review-used", speaker.with("review-used-is", used), &resources.used.lines),
            row("review-idle", facts::named(&resources.idle, speaker), &[]),
            row("review-never-requested", facts::named(&resources.never_requested, speaker), &[]),
            span(&speaker.key_of("review-first-work"), &resources.first_at_work),
        ];
        match review.subject() {
            Subject::Plant => forces.push(count("review-no-foam", &resources.out_of_foam)),
            Subject::Fire => forces.push(row(
                "review-line-km",
                speaker.with("review-km", [("n", &number(resources.line_km, 1))]),
                &resources.line_cells.lines,
            )),
            Subject::Water => {}
        }
        forces.extend([
            count("review-no-water", &resources.out_of_water),
            count("review-cut-off", &resources.cut_off),
            count("review-rerouted", &resources.rerouted),
            row("review-lost", whole(resources.lost), &[]),
        ]);
        blocks.extend([block("dial-resources", forces), block("dial-safety", safe)]);
    }
    blocks
}

fn timeline(review: &Review, speaker: &Speaker<'_>) -> Vec<TimelineRow> {
    use crate::timeline::EntryKind;
    let rows = review.timeline.iter().map(|entry| {
        let (kind, class) = match entry.kind {
            EntryKind::Decision => ("entry-decision", "decision"),
            EntryKind::Action => ("entry-action", "action"),
            EntryKind::Hazard => ("entry-hazard", "hazard"),
            EntryKind::People => ("entry-people", "people"),
            EntryKind::Information => ("entry-information", "information"),
        };
        let (from, to) = (speaker.clock(entry.tick), speaker.clock(entry.until));
        TimelineRow {
            clock: if from == to { from } else { format!("{from}–{to}") },
            since: Tick(entry.tick.0 / 60 * 60).to_string(),
            kind: speaker.say(kind),
            class,
            text: speaker.entry(entry),
            lines: ranges(&entry.lines, 3),
        }
    });
    rows.collect()
}
