//! Charts of the page: the burnt area over time, and the bar of one task.

use base::{Span, Tick};

use super::svg::{Svg, steps};
use super::words::{Speaker, number};
use crate::measures::plan_time::{TaskStatus, TaskTime};
use crate::{Review, Sample};

/// Burnt area over time: as played, nobody acting, by plan.
pub fn area(review: &Review, speaker: &Speaker<'_>) -> Option<String> {
    let outcome = &review.outcome;
    let curves: Vec<(&str, &str, &[Sample])> = [
        ("nobody", "review-nobody", &outcome.curve_nobody[..]),
        ("plan", "review-by-plan", &outcome.curve_by_plan[..]),
        ("played", "review-played", &outcome.curve[..]),
    ]
    .into_iter()
    .filter(|(_, _, samples)| samples.len() > 1)
    .collect();
    let all = || curves.iter().flat_map(|(_, _, samples)| samples.iter());
    let last = all().map(|sample| sample.tick.0).max()?;
    let highest = all().map(|sample| sample.area_ha).fold(0.0, f64::max);
    if last == 0 || highest <= 0.0 {
        return None;
    }
    let (wide, high) = (760.0, 270.0);
    let (left, right, top, bottom) = (56.0, 150.0, 22.0, 34.0);
    let step_ha = steps(highest, 4.0);
    let top_ha = (highest / step_ha).ceil() * step_ha;
    let x = |tick: u64| left + (wide - left - right) * tick as f64 / last as f64;
    let y = |ha: f64| high - bottom - (high - top - bottom) * ha / top_ha;
    let mut svg = Svg::new("chart", wide, high, &speaker.say("review-curve"));

    let decimals = if step_ha < 1.0 { 1 } else { 0 };
    let mut ha = 0.0;
    while ha <= top_ha + step_ha / 2.0 {
        svg.line("grid", (left, y(ha)), (wide - right, y(ha)));
        svg.text("tick end", (left - 8.0, y(ha) + 4.0), &number(ha, decimals));
        ha += step_ha;
    }
    svg.text("tick end", (left - 8.0, top - 10.0), &speaker.say("review-hectares"));
    let step_s = [900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400]
        .into_iter()
        .find(|step| last / step <= 9)
        .unwrap_or(172_800);
    // Steps lie on the full hours of the clock, not on those of the drill.
    let start = review.start.0;
    let mut at = start.next_multiple_of(step_s) - start;
    while at <= last {
        svg.line("grid", (x(at), high - bottom), (x(at), high - bottom + 5.0));
        svg.text("tick middle", (x(at), high - bottom + 19.0), &speaker.clock(Tick(at)));
        at += step_s;
    }
    svg.line("axis", (left, high - bottom), (wide - right, high - bottom));

    // Names stand at the ends of the curves, pushed apart where they would touch.
    let mut ends: Vec<(f64, &str, &str)> = Vec::new();
    for (class, name, samples) in &curves {
        let points: Vec<(f64, f64)> =
            samples.iter().map(|sample| (x(sample.tick.0), y(sample.area_ha))).collect();
        svg.path(&format!("curve {class}"), &points, false);
        let end = samples.last().map_or(0.0, |sample| sample.area_ha);
        ends.push((y(end), class, name));
    }
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut free = top;
    for (i, (end, class, name)) in ends.iter().enumerate() {
        let rest = (ends.len() - 1 - i) as f64;
        let at = end.max(free).min(high - bottom - rest * 17.0);
        free = at + 17.0;
        svg.line(&format!("curve {class}"), (wide - right + 6.0, at), (wide - right + 26.0, at));
        svg.text("name", (wide - right + 32.0, at + 4.0), &speaker.say(name));
    }
    Some(svg.finish())
}

/// Width of a task's bar, and how much of the limit it shows.
const BAR: (f64, f64) = (240.0, 2.0);

/// The bar of a task: parts of its time as shares of the limit, which is the upright line. News on
/// its way stands left of zero. A task not done ends open.
pub fn task(task: &TaskTime, speaker: &Speaker<'_>) -> Option<String> {
    task.triggered?;
    let (wide, most) = BAR;
    let (zero, high) = (30.0, 18.0);
    let limit_s = task.limit.seconds().max(1.0);
    let unit = (wide - zero - 8.0) / most;
    let end = zero + unit * most;
    let x = |seconds: f64| (zero + unit * seconds / limit_s).min(end);
    let mut svg = Svg::new("bar", wide, high, &title(task, speaker));
    svg.rect("track", (zero, 5.0), unit, 8.0);
    if let Some(notice) = task.split.notice.filter(|span| span.0 > 0) {
        let length = (unit * notice.seconds() / limit_s).clamp(1.5, zero);
        svg.rect("notice", (zero - length, 7.0), length, 4.0);
    }
    let mut at = 0.0;
    for (name, span) in task.split.parts() {
        let Some(span) = span else { continue };
        let next = at + span.seconds();
        svg.rect(name, (x(at), 4.0), x(next) - x(at), 10.0);
        at = next;
    }
    match task.status {
        TaskStatus::Never | TaskStatus::Open => {
            let waited = task.waited.unwrap_or(Span(0)).seconds().max(at);
            let class = if task.status == TaskStatus::Never { "never" } else { "open" };
            let (from, to) = (x(at), x(waited).max(x(at) + 6.0).min(end));
            svg.rect(class, (from, 5.0), to - from, 8.0);
            svg.path(&format!("{class}-end"), &[(to, 3.0), (to + 6.0, 9.0), (to, 15.0)], true);
        }
        TaskStatus::Late => {
            svg.rect("late", (x(limit_s), 3.0), x(at) - x(limit_s), 12.0);
            if at / limit_s > most {
                svg.path("late-end", &[(end, 3.0), (end + 6.0, 9.0), (end, 15.0)], true);
            }
        }
        TaskStatus::InTime | TaskStatus::NotTriggered => {}
    }
    svg.line("limit", (x(limit_s), 0.0), (x(limit_s), high));
    Some(svg.finish())
}

fn title(task: &TaskTime, speaker: &Speaker<'_>) -> String {
    let mut parts = Vec::new();
    let notice = task.split.notice.map(|span| ("notice", span));
    let rest = task.split.parts().into_iter().filter_map(|(name, span)| Some((name, span?)));
    for (name, span) in notice.into_iter().chain(rest) {
        parts.push(format!("{} {}", speaker.say(&format!("split-{name}")), speaker.span(span)));
    }
    parts.join(&speaker.say("review-comma"))
}
