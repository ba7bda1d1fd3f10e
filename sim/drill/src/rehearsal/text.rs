//! What a rehearsal came to, in words: lines for a terminal, in either language.

use base::{Span, Tick};
use scenario::{Scenario, Texts, Value};
use unicode_width::UnicodeWidthStr;

use super::{Latest, Loss, PlaceTimes, Rehearsal};
use crate::loss::LossKind;

impl Rehearsal {
    /// The tables, line by line.
    pub fn lines(&self, scenario: &Scenario, texts: &Texts) -> Vec<String> {
        let say = |key: &str| texts.say(key, &[]);
        let seeds = Value::Number(f64::from(self.seeds));
        let mut lines = vec![texts.say("rehearsal-title", &[("seeds", seeds.clone())])];
        let heads = ["loss", "nobody", "plan", "averted"];
        let mut table = vec![heads.map(|head| say(&format!("rehearsal-head-{head}"))).to_vec()];
        // What never happens, whatever people do, is not what the scenario is about.
        let happens = |loss: &&Loss| {
            loss.kind == LossKind::Harmed || loss.nobody_mean > 0.0 || loss.plan_mean > 0.0
        };
        table.extend(self.losses.iter().filter(happens).map(|loss| row_of_loss(loss, texts)));
        lines.extend(columns(&table));
        lines.push(String::new());
        if self.places.is_empty() {
            lines.push(say("rehearsal-no-place"));
            lines.extend(decisions(self, scenario, texts));
            return lines;
        }
        lines.push(say("rehearsal-latest"));
        let heads = ["place", "arrival", "clearing", "latest", "plan-order"];
        let mut table = vec![heads.map(|head| say(&format!("rehearsal-head-{head}"))).to_vec()];
        let name = |times: &PlaceTimes| {
            scenario.setup.ground.places[times.place].name.get(texts.language()).to_owned()
        };
        table.extend(self.places.iter().map(|times| row_of_place(times, name(times), texts)));
        lines.extend(columns(&table));
        for times in &self.places {
            let values = |count: u32| {
                let count = ("count", Value::Number(f64::from(count)));
                [("place", Value::Text(name(times))), count, ("seeds", seeds.clone())]
            };
            if times.reached < self.seeds {
                lines.push(texts.say("rehearsal-not-always", &values(times.reached)));
            }
            if times.cleared < self.seeds {
                lines.push(texts.say("rehearsal-not-cleared", &values(times.cleared)));
            }
        }
        lines.extend(decisions(self, scenario, texts));
        lines
    }

    /// What the author should look at, sentence by sentence.
    pub fn warnings(&self, scenario: &Scenario, texts: &Texts) -> Vec<String> {
        let mut found = Vec::new();
        if !self.discriminates() {
            let seeds = Value::Number(f64::from(self.seeds));
            found.push(texts.say("rehearsal-same", &[("seeds", seeds)]));
        }
        for times in self.places.iter().filter(|times| times.plan_is_late()) {
            let place = scenario.setup.ground.places[times.place].name.get(texts.language());
            let values = [
                ("place", Value::Text(place.to_owned())),
                ("latest", Value::Text(latest(times.latest_median, texts))),
                ("order", Value::Text(moment(times.plan_median, texts))),
            ];
            found.push(texts.say("rehearsal-late", &values));
        }
        found
    }
}

/// What the decisions of a scenario make of it, each as a table.
fn decisions(found: &Rehearsal, scenario: &Scenario, texts: &Texts) -> Vec<String> {
    let mut lines = Vec::new();
    if found.decisions.is_empty() {
        return lines;
    }
    lines.push(String::new());
    lines.push(texts.say("rehearsal-decisions", &[]));
    for (decision, decided) in scenario.decisions.iter().zip(&found.decisions) {
        let happens = |kind: &usize| decided.options.iter().any(|option| option[*kind].0 > 0.0);
        let kinds: Vec<usize> = (0..LossKind::ALL.len()).filter(happens).collect();
        let name = decision.name.get(texts.language()).to_owned();
        let heads = kinds.iter().map(|&kind| texts.say(LossKind::ALL[kind].key(), &[]));
        let mut table = vec![std::iter::once(name).chain(heads).collect::<Vec<_>>()];
        for ((name, _), option) in decision.options.iter().zip(&decided.options) {
            let cells = kinds.iter().map(|&kind| {
                let places = usize::from(LossKind::ALL[kind].decimals());
                let (mean, is_clear) = option[kind];
                let mark = if is_clear { " *" } else { "" };
                format!("{:.places$}{mark}", LossKind::ALL[kind].shown(mean))
            });
            let name = format!("  {}", name.get(texts.language()));
            table.push(std::iter::once(name).chain(cells).collect());
        }
        lines.extend(columns(&table));
    }
    lines
}

fn row_of_loss(loss: &Loss, texts: &Texts) -> Vec<String> {
    let places = usize::from(loss.kind.decimals());
    let shown = |number: f64| format!("{:.places$}", loss.kind.shown(number));
    let averted = loss.averted;
    let values = [
        ("mean", shown(averted.mean).into()),
        ("low", shown(averted.low).into()),
        ("high", shown(averted.high).into()),
    ];
    vec![
        texts.say(loss.kind.key(), &[]),
        shown(loss.nobody_mean),
        shown(loss.plan_mean),
        texts.say("rehearsal-interval", &values),
    ]
}

fn row_of_place(times: &PlaceTimes, name: String, texts: &Texts) -> Vec<String> {
    let pair = |one: String, other: String| format!("{one} / {other}");
    vec![
        name,
        pair(moment(Some(times.arrival_earliest), texts), moment(times.arrival_median, texts)),
        pair(span(times.clearing_median, texts), span(times.clearing_longest, texts)),
        pair(latest(times.latest_cautious, texts), latest(times.latest_median, texts)),
        pair(moment(times.plan_median, texts), moment(times.plan_latest, texts)),
    ]
}

fn moment(at: Option<Tick>, texts: &Texts) -> String {
    at.map_or_else(|| texts.say("rehearsal-never", &[]), |at| format!("T+{}", at.0 / 60))
}

fn span(span: Option<Span>, texts: &Texts) -> String {
    let minutes = span.map(|span| span.0.div_ceil(60).to_string());
    minutes.unwrap_or_else(|| texts.say("rehearsal-uncleared", &[]))
}

fn latest(latest: Latest, texts: &Texts) -> String {
    match latest {
        Latest::At(at) => moment(Some(at), texts),
        Latest::BeforeStart => texts.say("rehearsal-before-start", &[]),
        Latest::Unknown => texts.say("rehearsal-unknown", &[]),
    }
}

/// A table with its columns under each other, in a terminal where a Chinese character is two wide.
fn columns(table: &[Vec<String>]) -> Vec<String> {
    let count = table.first().map_or(0, Vec::len);
    let wide = |column: usize| table.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count).map(wide).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths);
        let padded = cells.map(|(cell, wide)| format!("{cell}{}", " ".repeat(wide - cell.width())));
        format!("  {}", padded.collect::<Vec<_>>().join("  ")).trim_end().to_owned()
    };
    table.iter().map(line).collect()
}
