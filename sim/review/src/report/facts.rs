//! Rows that the terminal and the page share: facts put into words, not yet laid out.

use base::{Span, Tick, Words};

use super::columns::cut;
use super::words::{Speaker, amount, number, whole};

use crate::measures::decisions::Threatened;
use crate::measures::injects::{Answer, Inject};
use crate::measures::intents::{Intent, Outcome};
use crate::measures::outcome::{Loss, PlantLoss, WaterLoss};
use crate::measures::plan_time::{TaskStatus, TaskTime};
use crate::measures::reports::Reports;
use crate::measures::span::{SPAN_MAX, SeatSpan};
use crate::options::{Tried, TriedOption};
use crate::paired::Paired;
use crate::{Fact, Named, Review, Subject};

/// So much of a notice is shown, columns.
const NOTICE_WIDE: usize = 88;

/// A table: its head, and rows with the name of each figure first.
pub struct Figures {
    /// Head.
    pub head: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
}

/// A grade in words.
pub struct GradeWords {
    /// Such as 较大森林火灾.
    pub name: String,
    /// What gave it.
    pub by: String,
    /// The article.
    pub rule: String,
    /// The numbers of the article.
    pub numbers: String,
    /// 0 for none, 1 to 4.
    pub rank: u8,
}

/// A decision and its options, as a table: its name, what can be lost, and a row for what was done and
/// for each option.
pub struct OptionTable {
    /// What is decided.
    pub name: String,
    /// What can be lost.
    pub head: Vec<String>,
    /// What was done first, then each option.
    pub rows: Vec<OptionRow>,
}

/// One way to decide.
pub struct OptionRow {
    /// What is done, and when.
    pub name: String,
    /// What it comes to, or what it changes; one cell for all where this is what was done.
    pub cells: Vec<OptionCell>,
}

/// What an option changes of one loss.
pub struct OptionCell {
    /// In words.
    pub text: String,
    /// Less was lost, or more, as far as that can be told from luck.
    pub is_better: Option<bool>,
}

/// What the options of each decision would have come to.
pub fn options(review: &Review, speaker: &Speaker<'_>) -> Vec<OptionTable> {
    review.options.iter().map(|tried| option_table(tried, speaker)).collect()
}

/// What the options of a decision would have come to.
pub fn option_table(tried: &Tried, speaker: &Speaker<'_>) -> OptionTable {
    let plain = |text: String| OptionCell { text, is_better: None };
    let named = |name: &str, at: Option<Tick>| {
        let at = speaker.clock_or(at, "review-option-no-order");
        speaker.with("review-option-at", [("name", name), ("at", &at)])
    };
    let figures = tried.as_it_was.iter().zip(&tried.losses);
    let was = figures.map(|(mean, (_, decimals))| plain(number(*mean, *decimals))).collect();
    let as_it_was = speaker.say("review-option-as-it-was");
    let mut rows = vec![OptionRow { name: named(&as_it_was, tried.given), cells: was }];
    let row = |option: &TriedOption| {
        let cells = match &option.changes {
            None => vec![plain(speaker.say("review-option-done"))],
            Some(changes) => {
                let pairs = changes.iter().zip(&tried.losses);
                pairs.map(|(pair, (_, decimals))| option_cell(pair, *decimals, speaker)).collect()
            }
        };
        let mut name = named(speaker.name(&option.name), option.at);
        if option.refused > 0 {
            let runs = option.changes.iter().flatten().next().map_or(0, |pair| pair.runs);
            let values = [("refused", &*whole(option.refused)), ("n", &whole(runs))];
            name.push_str(&speaker.with("review-option-refused", values));
        }
        OptionRow { name, cells }
    };
    rows.extend(tried.options.iter().map(row));
    let head = tried.losses.iter().map(|(key, _)| speaker.say(key)).collect();
    OptionTable { name: speaker.name(&tried.name).to_owned(), head, rows }
}

fn option_cell(pair: &Paired, decimals: u8, speaker: &Speaker<'_>) -> OptionCell {
    let signed = |value: f64| {
        let text = number(value, decimals);
        if value > 0.0 { format!("+{text}") } else { text }
    };
    if pair.less == 0 && pair.more == 0 {
        return OptionCell { text: speaker.say("review-option-same"), is_better: None };
    }
    if !pair.is_clear() {
        return OptionCell { text: speaker.say("review-option-luck"), is_better: None };
    }
    let values =
        [("mean", &*signed(pair.mean)), ("low", &signed(pair.low)), ("high", &signed(pair.high))];
    let text = speaker.with("review-option-change", values);
    OptionCell { text, is_better: Some(pair.mean < 0.0) }
}

/// The summary, a sentence a line.
pub fn summary(review: &Review, speaker: &Speaker<'_>) -> Vec<String> {
    let count =
        |status| review.tasks.iter().filter(|task| task.status == status).count().to_string();
    let triggered = review.tasks.iter().filter(|task| task.triggered.is_some()).count();
    let loss = &review.outcome.played;
    let contained = match loss.contained.value {
        Some(tick) => speaker.with("review-contained-at", [("time", &speaker.clock(tick))]),
        None => speaker.say("review-not-contained"),
    };
    let mut lines = vec![speaker.with(
        "review-summary-tasks",
        [
            ("triggered", &triggered.to_string()),
            ("in_time", &count(TaskStatus::InTime)),
            ("late", &count(TaskStatus::Late)),
            ("never", &count(TaskStatus::Never)),
            ("open", &count(TaskStatus::Open)),
        ],
    )];
    if let Some(reports) = review.information.reports.as_ref().filter(|_| review.of_reports) {
        let values = [
            ("first", &*speaker.clock_or(reports.first.value, "review-never")),
            ("items", &whole(reports.items.value)),
            ("of", &whole(reports.items_of)),
            ("right", &whole(reports.right.value)),
            ("wrong", &whole(reports.wrong.iter().filter(|wrong| !wrong.was_so).count() as u32)),
            ("old", &whole(reports.wrong.iter().filter(|wrong| wrong.was_so).count() as u32)),
            ("unchecked", &whole(reports.unchecked.value)),
            ("unknown", &whole(reports.unknown_rightly.value + reports.unknown.value)),
        ];
        lines.push(speaker.with("review-summary-reports", values));
        return lines;
    }
    lines.extend([
        speaker.with(
            "review-summary-people",
            [
                ("dead", &whole(loss.public_dead.value)),
                ("injured", &whole(loss.public_injured.value)),
                ("safe", &whole(loss.people_safe.value)),
                ("rdead", &whole(loss.responders_dead.value)),
                ("rinjured", &whole(loss.responders_injured.value)),
            ],
        ),
        match (&loss.plant, &loss.water) {
            (Some(plant), _) => speaker.with(
                "review-summary-plant",
                [
                    ("tanks", &whole(plant.tanks_lost.value)),
                    ("out", &speaker.clock_or(plant.out.value, "review-not-out")),
                    ("foam", &number(plant.foam_m3.value, 1)),
                    ("polluted", &number(plant.polluted_m3.value, 0)),
                ],
            ),
            (None, Some(water)) => speaker.with(
                "review-summary-water",
                [
                    ("level", &number(water.reservoir_highest_m.value, 2)),
                    ("dams", &whole(water.dams_broken.value)),
                    ("levees", &whole(water.levees_broken.value)),
                    ("over", &whole(water.over_guarantee_min.value)),
                ],
            ),
            (None, None) => speaker.with(
                "review-summary-fire",
                [
                    ("area", &amount(loss.area_ha.value)),
                    ("forest", &amount(loss.forest_ha.value)),
                    ("contained", &contained),
                ],
            ),
        },
    ]);
    let runs = [
        ("review-played", Some(loss)),
        ("review-nobody", review.outcome.nobody.as_ref()),
        ("review-by-plan", review.outcome.by_plan.as_ref()),
    ];
    let cut: Vec<String> = runs
        .into_iter()
        .filter_map(|(key, loss)| {
            let clock = speaker.clock(loss?.at_edge.value?);
            let run = speaker.say(key);
            Some(speaker.with("review-edge-run", [("run", &run), ("time", &clock)]))
        })
        .collect();
    if !cut.is_empty() {
        let runs = cut.join(&speaker.say("review-comma"));
        lines.push(speaker.with("review-summary-edge", [("runs", &runs)]));
    }
    if review.orders.value == 0 {
        lines.insert(0, speaker.say("review-no-orders"));
    }
    lines
}

/// Time over limit, in minutes; a task not done shows how long it waited.
pub fn used_of_limit(task: &TaskTime, speaker: &Speaker<'_>) -> String {
    let limit = number(task.limit.minutes(), 0);
    let used = match (task.elapsed, task.waited) {
        (Some(elapsed), _) => number(elapsed.minutes(), 1),
        (None, Some(waited)) => {
            let key = match task.status {
                TaskStatus::Open => "review-waiting",
                _ => "review-more-than",
            };
            speaker.with(key, [("n", &number(waited.minutes(), 0))])
        }
        (None, None) => "—".to_owned(),
    };
    format!("{used} / {limit}")
}

/// A part of the time, in minutes.
pub fn part(span: Option<Span>) -> String {
    span.map_or_else(|| "—".to_owned(), |span| number(span.minutes(), 1))
}

/// The outcome of every run side by side.
pub fn outcome(review: &Review, speaker: &Speaker<'_>) -> Figures {
    let runs: Vec<(&str, &Loss)> = [
        ("review-played", Some(&review.outcome.played)),
        ("review-nobody", review.outcome.nobody.as_ref()),
        ("review-by-plan", review.outcome.by_plan.as_ref()),
    ]
    .into_iter()
    .filter_map(|(key, loss)| Some((key, loss?)))
    .collect();
    let mut head = vec![String::new()];
    head.extend(runs.iter().map(|(key, _)| speaker.say(key)));
    type Of<'a> = (&'a str, &'a dyn Fn(&Loss) -> String);
    let contained = |loss: &Loss| {
        loss.contained.value.map_or_else(|| "—".to_owned(), |tick| speaker.clock(tick))
    };
    let plant = |loss: &Loss, of: &dyn Fn(&PlantLoss) -> String| {
        loss.plant.as_ref().map_or_else(String::new, of)
    };
    let people: [Of<'_>; 4] = [
        ("measure-public-dead", &|loss| whole(loss.public_dead.value)),
        ("measure-public-injured", &|loss| whole(loss.public_injured.value)),
        ("measure-responders-dead", &|loss| whole(loss.responders_dead.value)),
        ("measure-responders-injured", &|loss| whole(loss.responders_injured.value)),
    ];
    let safe: Of<'_> = ("measure-safe", &|loss| whole(loss.people_safe.value));
    let fire: [Of<'_>; 7] = [
        ("measure-exposure", &|loss| number(loss.exposure_person_min.value, 0)),
        safe,
        ("measure-places", &|loss| whole(loss.places_reached.value)),
        ("measure-loss", &|loss| amount(loss.loss_yuan.value / 10_000.0)),
        ("measure-area", &|loss| amount(loss.area_ha.value)),
        ("measure-forest", &|loss| amount(loss.forest_ha.value)),
        ("measure-contained", &contained),
    ];
    let out = |loss: &Loss| {
        let out = loss.plant.as_ref().and_then(|plant| plant.out.value);
        out.map_or_else(|| "—".to_owned(), |tick| speaker.clock(tick))
    };
    let of_plant: [Of<'_>; 11] = [
        safe,
        ("measure-tanks", &|loss| plant(loss, &|it| whole(it.tanks_lost.value))),
        ("measure-out", &out),
        ("measure-foam", &|loss| plant(loss, &|it| number(it.foam_m3.value, 1))),
        ("measure-polluted", &|loss| plant(loss, &|it| number(it.polluted_m3.value, 0))),
        ("measure-intake", &|loss| plant(loss, &|it| number(it.intake_min.value, 0))),
        ("measure-breathed", &|loss| plant(loss, &|it| number(it.breathed_person_min.value, 0))),
        ("measure-styrene", &|loss| plant(loss, &|it| number(it.styrene_c.value, 1))),
        ("measure-heat", &|loss| plant(loss, &|it| number(it.heat_person_min.value, 0))),
        ("measure-unrelieved", &|loss| {
            plant(loss, &|it| number(it.unrelieved_person_min.value, 0))
        }),
        ("measure-undetected", &|loss| {
            plant(loss, &|it| number(it.undetected_person_min.value, 0))
        }),
    ];
    let water = |loss: &Loss, of: &dyn Fn(&WaterLoss) -> String| {
        loss.water.as_ref().map_or_else(String::new, of)
    };
    let of_water: [Of<'_>; 8] = [
        ("measure-exposure", &|loss| number(loss.exposure_person_min.value, 0)),
        safe,
        ("measure-places-water", &|loss| whole(loss.places_reached.value)),
        ("measure-loss", &|loss| amount(loss.loss_yuan.value / 10_000.0)),
        ("measure-reservoir", &|loss| water(loss, &|it| number(it.reservoir_highest_m.value, 2))),
        ("measure-over-guarantee", &|loss| water(loss, &|it| whole(it.over_guarantee_min.value))),
        ("measure-levees", &|loss| water(loss, &|it| whole(it.levees_broken.value))),
        ("measure-dams", &|loss| water(loss, &|it| whole(it.dams_broken.value))),
    ];
    let rest: &[Of<'_>] = match review.subject() {
        Subject::Plant => &of_plant,
        Subject::Water => &of_water,
        Subject::Fire => &fire,
    };
    let figures = people.iter().chain(rest);
    let rows = figures
        .map(|(key, of)| {
            let mut row = vec![speaker.say(key)];
            row.extend(runs.iter().map(|(_, loss)| of(loss)));
            row
        })
        .collect();
    Figures { head, rows }
}

/// Lines that show each figure of [`outcome`] of the run as played, in the same order.
pub fn outcome_lines(loss: &Loss) -> Vec<&[u32]> {
    let mut lines: Vec<&[u32]> = vec![
        &loss.public_dead.lines,
        &loss.public_injured.lines,
        &loss.responders_dead.lines,
        &loss.responders_injured.lines,
    ];
    match (&loss.plant, &loss.water) {
        (Some(plant), _) => lines.extend::<[&[u32]; 11]>([
            &loss.people_safe.lines,
            &plant.tanks_lost.lines,
            &plant.out.lines,
            &plant.foam_m3.lines,
            &plant.polluted_m3.lines,
            &plant.intake_min.lines,
            &plant.breathed_person_min.lines,
            &plant.styrene_c.lines,
            &plant.heat_person_min.lines,
            &plant.unrelieved_person_min.lines,
            &plant.undetected_person_min.lines,
        ]),
        (None, Some(water)) => lines.extend::<[&[u32]; 8]>([
            &loss.exposure_person_min.lines,
            &loss.people_safe.lines,
            &loss.places_reached.lines,
            &loss.loss_yuan.lines,
            &water.reservoir_highest_m.lines,
            &water.over_guarantee_min.lines,
            &water.levees_broken.lines,
            &water.dams_broken.lines,
        ]),
        (None, None) => lines.extend::<[&[u32]; 7]>([
            &loss.exposure_person_min.lines,
            &loss.people_safe.lines,
            &loss.places_reached.lines,
            &loss.loss_yuan.lines,
            &loss.area_ha.lines,
            &loss.forest_ha.lines,
            &loss.contained.lines,
        ]),
    }
    lines
}

/// The share of the avoidable loss avoided, by measure.
pub fn captures(review: &Review, speaker: &Speaker<'_>) -> Vec<(String, String)> {
    review
        .outcome
        .capture
        .iter()
        .map(|capture| {
            let share = match capture.share {
                Some(share) => format!("{} %", number(share * 100.0, 0)),
                None => speaker.say("review-capture-cannot"),
            };
            (speaker.say(capture.measure), share)
        })
        .collect()
}

/// Both grades; none of a flood: a natural disaster is no accident of work.
pub fn grades(review: &Review, speaker: &Speaker<'_>) -> Vec<GradeWords> {
    let both = [
        (&review.grades.forest_fire, "grade-forest-name", "forest"),
        (&review.grades.accident, "grade-accident-name", "accident"),
    ];
    let of_plant = review.subject() == Subject::Plant;
    both.into_iter()
        .filter(|_| review.subject() != Subject::Water)
        // A grade of work accidents says something where people were harmed, and where a plant burnt.
        .filter(|(graded, name, _)| {
            let of_forest = *name == "grade-forest-name";
            of_forest != of_plant || (graded.is_some() && !of_forest)
        })
        .map(|(graded, name, rule)| {
            let numbers = speaker.say(&format!("review-grade-table-{rule}"));
            let rule = speaker.say(&format!("review-{rule}-rule"));
            let Some(graded) = graded else {
                let by =
                    if of_plant { speaker.say("review-grade-unharmed") } else { String::new() };
                let name = speaker.say_of("review-grade-none");
                return GradeWords { name, by, rule, numbers, rank: 0 };
            };
            let by: Vec<String> = graded.by.iter().map(|by| speaker.say(by.key())).collect();
            let by = by.join(&speaker.say("review-comma"));
            let grade = speaker.say(graded.grade.key());
            GradeWords {
                name: speaker.with(name, [("grade", &grade)]),
                by: speaker.with(&speaker.key_of("review-grade-by"), [("by", &by)]),
                rule,
                numbers,
                rank: graded.grade as u8 + 1,
            }
        })
        .collect()
}

/// What is to be said beside the outcome: what the columns are, and who is not counted in them.
pub fn outcome_note(review: &Review, speaker: &Speaker<'_>) -> String {
    let mut note = speaker.say("review-outcome-note");
    if review.outcome.has_casualties_told {
        note.push_str(&speaker.say("review-space"));
        note.push_str(&speaker.say("review-outcome-told"));
    }
    note
}

/// The first report: how long after the news, by whom and to whom.
pub fn first_report(review: &Review, speaker: &Speaker<'_>) -> String {
    let information = &review.information;
    let Some(span) = information.first_report.value else { return speaker.say("review-never") };
    let span = speaker.span(span);
    let Some((seat, to)) = &information.first_report_by else { return span };
    let values =
        [("span", &*span), ("seat", speaker.name(&seat.name)), ("to", speaker.name(&to.name))];
    speaker.with("review-first-report-is", values)
}

/// When the order to leave was given, and by whom.
pub fn ordered(place: &Threatened, speaker: &Speaker<'_>) -> (String, Option<String>) {
    let by = place.given.as_ref().map(|given| {
        let seat = speaker.name(&given.seat.name);
        if given.by_autopilot {
            speaker.with("review-by-autopilot", [("seat", seat)])
        } else {
            seat.to_owned()
        }
    });
    (speaker.clock_or(place.ordered.value, "review-never-ordered"), by)
}

/// What crews of a plant were exposed to: name and value of each. None where there is no plant.
pub fn crews_exposed(review: &Review, speaker: &Speaker<'_>) -> Vec<(String, String)> {
    if review.subject() != Subject::Plant {
        return Vec::new();
    }
    let safety = &review.safety;
    let row = |(key, fact): (&str, &Fact<f64>)| {
        let text = speaker.with("review-person-min", [("n", &number(fact.value, 0))]);
        (speaker.say(key), text)
    };
    let rows = [
        ("review-heat", &safety.heat_person_min),
        ("review-unrelieved", &safety.unrelieved_person_min),
        ("review-undetected", &safety.undetected_person_min),
    ];
    rows.into_iter().map(row).collect()
}

/// Names of units.
pub fn named(units: &[Named], speaker: &Speaker<'_>) -> String {
    if units.is_empty() {
        return speaker.say("review-none");
    }
    let names: Vec<Words> = units.iter().map(|unit| unit.name.clone()).collect();
    speaker.names(&names)
}

/// What reports said, as figures: name, value, lines.
pub fn reports(reports: &Reports, speaker: &Speaker<'_>) -> Vec<(String, String, Vec<u32>)> {
    let items = [("n", &*whole(reports.items.value)), ("of", &whole(reports.items_of))];
    let items = speaker.with("review-items-is", items);
    let mut figures = vec![(speaker.say("review-items"), items, reports.items.lines.clone())];
    for (key, fact) in [
        ("review-said-right", &reports.right),
        ("review-said-unchecked", &reports.unchecked),
        ("review-unknown-rightly", &reports.unknown_rightly),
        ("review-unknown", &reports.unknown),
    ] {
        let mut value = whole(fact.value);
        if key == "review-said-unchecked" && reports.unchecked_wrong > 0 {
            let wrong = whole(reports.unchecked_wrong);
            value = speaker.with("review-unchecked-is", [("n", &*value), ("wrong", &wrong)]);
        }
        figures.push((speaker.say(key), value, fact.lines.clone()));
    }
    for (key, was_so) in [("review-said-wrong", false), ("review-said-old", true)] {
        let wrong = || reports.wrong.iter().filter(move |wrong| wrong.was_so == was_so);
        let lines = wrong().map(|wrong| wrong.line).collect();
        figures.push((speaker.say(key), whole(wrong().count() as u32), lines));
    }
    figures.extend(reports.wrong.iter().map(|wrong| {
        let fact = speaker.name(&wrong.fact.name);
        let key = if wrong.was_so { "review-old" } else { "review-wrong" };
        let name = speaker.with(key, [("fact", fact), ("time", &speaker.clock(wrong.at))]);
        let text = match wrong.corrected {
            Some(span) => speaker.with("review-corrected", [("span", &speaker.span(span))]),
            None => speaker.say("review-never-corrected"),
        };
        (name, text, vec![wrong.line])
    }));
    figures
}

/// How many a seat led at once: name and value.
pub fn span(span: &SeatSpan, speaker: &Speaker<'_>) -> (String, String) {
    let seat = speaker.name(&span.seat.name);
    let name = speaker.with("review-span", [("seat", seat)]);
    let values = [
        ("most", &*whole(span.most)),
        ("time", &speaker.clock(span.at)),
        ("max", &whole(SPAN_MAX)),
        ("span", &speaker.span(span.above)),
    ];
    (name, speaker.with("review-span-is", values))
}

/// What a notice was to bring about: the notice, the order with its seat, what became of it.
pub fn inject(inject: &Inject, speaker: &Speaker<'_>) -> (String, String, String) {
    let clock = speaker.clock(inject.sent);
    let notice = cut(speaker.name(&inject.notice.name), NOTICE_WIDE);
    let order = speaker.say(&format!("order-{}", inject.kind));
    let within = number(inject.within.minutes(), 0);
    let about = inject.about.as_ref().map_or_else(String::new, |about| {
        speaker.with("review-inject-about", [("about", speaker.name(&about.name))])
    });
    let order = format!("{order}{about}");
    let values = [("seat", speaker.name(&inject.seat.name)), ("order", &*order), ("n", &within)];
    let wanted = speaker.with("review-inject-wanted", values);
    let after = |key: &str, span: Span| speaker.with(key, [("span", &speaker.span(span))]);
    let answer = match inject.answer {
        Answer::Before => speaker.say("review-inject-before"),
        Answer::InTime(span) => after("review-inject-in-time", span),
        Answer::Late(span) => after("review-inject-late", span),
        Answer::Never => speaker.say("review-inject-never"),
        Answer::Open => speaker.say("review-inject-open"),
    };
    (format!("{clock} {notice}"), wanted, answer)
}

/// What whoever gave an order had in mind: the order with its seat, what was said, what became of it.
pub fn intent(intent: &Intent, speaker: &Speaker<'_>) -> (String, String, String) {
    let order = speaker.say(&format!("order-{}", intent.kind));
    let seat = speaker.name(&intent.seat.name);
    let about = if intent.about.is_empty() { String::new() } else { speaker.names(&intent.about) };
    let name = format!("{} {seat} · {order} {about}", speaker.clock(intent.at));
    let said = intent.said.iter().map(|(key, words)| {
        speaker.with("review-intent-said", [("what", &*speaker.say(key)), ("words", words)])
    });
    let said = said.collect::<Vec<_>>().join(&speaker.say("review-semicolon"));
    let then = |key: &str, at: Tick| speaker.with(key, [("time", &speaker.clock(at))]);
    let became = match intent.outcome {
        Outcome::Done(at) => then("review-intent-done", at),
        Outcome::Failed(at) => then("review-intent-failed", at),
        Outcome::Effect(at) => then("review-intent-effect", at),
        Outcome::Open => speaker.say("review-intent-open"),
        Outcome::Refused => speaker.say("review-intent-refused"),
    };
    (name.trim_end().to_owned(), said, became)
}
