//! The review on a terminal: summary, dials, tasks, outcome, grades, digest.

use std::fmt::Write;

use scenario::Texts;

use super::columns::{Side, cut, table};
use super::facts::{self, Figures};
use super::words::Speaker;
use crate::Review;
use crate::measures::Reading;
use crate::measures::plan_time::{TaskStatus, TaskTime};

/// Tasks listed at most, those not done in time first; the page has them all.
const TASKS_MOST: usize = 16;

/// The review as text, ending with a line break.
pub fn text(review: &Review, texts: &Texts) -> String {
    let speaker = Speaker::new(texts, review);
    let mut out = String::new();
    head(review, &speaker, &mut out);
    dials(review, &speaker, &mut out);
    tasks(review, &speaker, &mut out);
    if review.of_reports {
        reports(review, &speaker, &mut out);
    } else {
        outcome(review, &speaker, &mut out);
        grades(review, &speaker, &mut out);
    }
    options(review, &speaker, &mut out);
    let digest = format!("{}  {}", speaker.say("review-digest"), review.digest);
    let _ = writeln!(out, "{digest}");
    out
}

/// What the options of each decision would have come to, where somebody asked.
fn options(review: &Review, speaker: &Speaker<'_>, out: &mut String) {
    let tables = facts::options(review, speaker);
    if tables.is_empty() {
        return;
    }
    heading(speaker, "review-options", out);
    for decision in tables {
        let head: Vec<String> = std::iter::once(decision.name).chain(decision.head).collect();
        let sides = vec![Side::Left; head.len()];
        let mut rows = vec![head];
        rows.extend(decision.rows.into_iter().map(|row| {
            let cells = row.cells.into_iter().map(|cell| cell.text);
            let mut row: Vec<String> = std::iter::once(row.name).chain(cells).collect();
            row.resize(sides.len(), String::new());
            row
        }));
        out.push_str(&table(&rows, &sides, 70));
        out.push('\n');
    }
}

fn head(review: &Review, speaker: &Speaker<'_>, out: &mut String) {
    let title = cut(speaker.name(&review.scenario.name), 60);
    let _ = writeln!(out, "{}", speaker.with("review-of", [("title", &title)]));
    let from = speaker.clock(base::Tick::ZERO);
    let to = speaker.clock(review.end);
    let _ = writeln!(
        out,
        "{}  {from}–{to}   {}  {}   {}  {}",
        speaker.say("review-time"),
        speaker.say("review-seed"),
        review.seed,
        speaker.say("review-plan"),
        cut(speaker.name(&review.plan), 50),
    );
    out.push('\n');
    for line in facts::summary(review, speaker) {
        let _ = writeln!(out, "{line}");
    }
    out.push('\n');
}

fn heading(speaker: &Speaker<'_>, key: &str, out: &mut String) {
    let _ = writeln!(out, "{}", speaker.say(key));
}

fn dials(review: &Review, speaker: &Speaker<'_>, out: &mut String) {
    heading(speaker, "review-dials", out);
    let rows: Vec<Vec<String>> = review
        .dials
        .iter()
        .map(|dial| {
            vec![
                speaker.say(dial.key.key()),
                bar(dial.reading),
                speaker.reading(dial),
                speaker.definition(dial.key),
            ]
        })
        .collect();
    out.push_str(&table(&rows, &[Side::Left; 4], 70));
    out.push('\n');
}

/// Ten places for a share.
fn bar(reading: Reading) -> String {
    let share = match reading {
        Reading::Count { good, of } if of > 0 => f64::from(good) / f64::from(of),
        Reading::Capture(share) => share.clamp(0.0, 1.0),
        _ => return String::new(),
    };
    let full = (share * 10.0).round() as usize;
    "█".repeat(full) + &"·".repeat(10 - full)
}

fn tasks(review: &Review, speaker: &Speaker<'_>, out: &mut String) {
    if review.tasks.is_empty() {
        return;
    }
    heading(speaker, "review-tasks", out);
    let split = ["notice", "decide", "transmit", "travel", "act"];
    let mut head = vec![
        speaker.say("review-clause"),
        speaker.say("review-task"),
        speaker.say("review-triggered"),
        speaker.say("review-used-limit"),
    ];
    head.extend(split.iter().map(|part| speaker.say(&format!("split-{part}"))));
    head.push(speaker.say("review-status"));
    let mut rows = vec![head];
    for task in listed(&review.tasks) {
        let mut row = vec![
            cut(&task.clause, 12),
            speaker.name(&task.task.name).to_owned(),
            task.triggered.map_or_else(|| "—".into(), |tick| speaker.clock(tick)),
            facts::used_of_limit(task, speaker),
        ];
        row.push(facts::part(task.split.notice));
        row.extend(task.split.parts().map(|(_, span)| facts::part(span)));
        let mark = match task.status {
            TaskStatus::InTime | TaskStatus::Open | TaskStatus::NotTriggered => "",
            TaskStatus::Late | TaskStatus::Never => " !",
        };
        row.push(format!("{}{mark}", speaker.say(task.status.key())));
        rows.push(row);
    }
    let mut sides = vec![Side::Left, Side::Left, Side::Left];
    sides.extend([Side::Right; 6]);
    sides.push(Side::Left);
    out.push_str(&table(&rows, &sides, 30));
    if review.tasks.len() > TASKS_MOST {
        let count = (review.tasks.len() - TASKS_MOST).to_string();
        let _ = writeln!(out, "  {}", speaker.with("review-more-tasks", [("count", &count)]));
    }
    out.push('\n');
}

/// The tasks to list, in the order of the plan: as many as there is room for, those that were late or
/// never done before the others.
fn listed(tasks: &[TaskTime]) -> Vec<&TaskTime> {
    let mut ranked: Vec<(u8, usize)> = tasks
        .iter()
        .enumerate()
        .map(|(i, task)| match task.status {
            TaskStatus::Never | TaskStatus::Late => (0, i),
            TaskStatus::Open | TaskStatus::InTime => (1, i),
            TaskStatus::NotTriggered => (2, i),
        })
        .collect();
    ranked.sort_unstable();
    let mut rows: Vec<usize> = ranked.into_iter().take(TASKS_MOST).map(|(_, i)| i).collect();
    rows.sort_unstable();
    rows.into_iter().map(|i| &tasks[i]).collect()
}

/// What was told, where nothing else happened.
fn reports(review: &Review, speaker: &Speaker<'_>, out: &mut String) {
    let Some(reports) = &review.information.reports else { return };
    heading(speaker, "dial-information", out);
    for (name, value, _) in facts::reports(reports, speaker) {
        let _ = writeln!(out, "  {name}  {value}");
    }
    out.push('\n');
}

fn outcome(review: &Review, speaker: &Speaker<'_>, out: &mut String) {
    heading(speaker, "review-outcome", out);
    let Figures { head, rows } = facts::outcome(review, speaker);
    let mut sides = vec![Side::Left];
    sides.extend(vec![Side::Right; head.len() - 1]);
    let mut all = vec![head];
    all.extend(rows);
    out.push_str(&table(&all, &sides, 44));
    let told = review.outcome.capture.iter().any(|capture| capture.share.is_some());
    let captures: Vec<String> = facts::captures(review, speaker)
        .into_iter()
        .zip(&review.outcome.capture)
        .filter(|(_, capture)| capture.share.is_some())
        .map(|(words, _)| words)
        .map(|(measure, share)| format!("{measure} {share}"))
        .collect();
    if !told && !review.outcome.capture.is_empty() {
        let _ = writeln!(out, "  {}", speaker.say("review-capture-cannot"));
    } else if told {
        let _ = writeln!(out, "  {}  {}", speaker.say("review-capture"), captures.join("; "));
    }
    if !review.outcome.capture.is_empty() {
        let _ = writeln!(out, "  {}", facts::outcome_note(review, speaker));
    }
    out.push('\n');
}

fn grades(review: &Review, speaker: &Speaker<'_>, out: &mut String) {
    let rows: Vec<Vec<String>> = facts::grades(review, speaker)
        .into_iter()
        .map(|grade| vec![grade.name, grade.by, grade.rule])
        .collect();
    if rows.is_empty() {
        return;
    }
    heading(speaker, "review-grades", out);
    out.push_str(&table(&rows, &[Side::Left; 3], 100));
    out.push('\n');
}
