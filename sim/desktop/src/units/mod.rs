//! The resources panel: units, what they are and what they do, as far as the seat knows.

pub mod known;
pub mod symbol;

use base::Id;
use egui::{Align, Layout, RichText, Sense, Ui};
use egui_extras::{Column, TableBuilder};
use engine::units::{UnitKind, UnitSpec};

use crate::exercise::desk::{Desk, Wish};
use crate::play::Selection;
use crate::theme::STEP;
use known::Known;

/// Height of a row: two lines.
const ROW: f32 = 34.0;
/// Width of the column of symbols.
const GLYPH: f32 = 20.0;

/// State of this panel.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Only what holds this text.
    pub filter: String,
    /// Only units of this kind.
    pub kind: Option<Id<UnitKind>>,
    /// Only units in this state.
    pub state: Option<String>,
    /// Only units of this seat.
    pub own: bool,
    /// What the rows are sorted by.
    pub sort: Sort,
    /// From last to first.
    pub downward: bool,
    /// The unit under the pointer, for the map to show.
    pub hovered: Option<Id<UnitSpec>>,
}

/// What the rows are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The order of the scenario.
    #[default]
    Scenario,
    /// Name.
    Name,
    /// State.
    State,
    /// What they do.
    Order,
    /// People.
    People,
}

/// Draws the panel.
pub fn show(ui: &mut Ui, desk: &Desk<'_>, state: &mut State, wishes: &mut Vec<Wish>) {
    let ready = desk.units.iter().filter(|known| known.is_ready).count();
    let title = [("ready", ready.into()), ("all", desk.units.len().into())];
    ui.horizontal(|ui| {
        ui.label(RichText::new(desk.with("exercise-units", title)).heading());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.checkbox(&mut state.own, desk.say("exercise-own-units"));
        });
    });
    filters(ui, desk, state);
    let rows = rows(desk, state);
    state.hovered = None;
    if rows.is_empty() {
        ui.label(RichText::new(desk.say("exercise-no-units")).color(desk.colours.quiet));
        return;
    }
    table(ui, desk, state, &rows, wishes);
}

fn filters(ui: &mut Ui, desk: &Desk<'_>, state: &mut State) {
    ui.horizontal(|ui| {
        let third = ((ui.available_width() - 4.0 * STEP) / 3.0).max(40.0);
        let hint = desk.say("exercise-filter");
        let text = egui::TextEdit::singleline(&mut state.filter).hint_text(&hint);
        let text = ui.add_sized([third, ui.spacing().interact_size.y], text);
        text.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, &hint));
        let all = desk.say("exercise-all-kinds");
        let kinds = &desk.scenario.setup.kinds;
        let chosen = state.kind.map_or(all.as_str(), |kind| desk.name(&kinds[kind].name));
        let combo = egui::ComboBox::from_id_salt("kind").width(third - 2.0 * STEP).truncate();
        combo.selected_text(chosen).show_ui(ui, |ui| {
            ui.selectable_value(&mut state.kind, None, &all);
            for (id, kind) in kinds.iter() {
                ui.selectable_value(&mut state.kind, Some(id), desk.name(&kind.name));
            }
        });
        let all = desk.say("exercise-all-states");
        let chosen = state.state.as_deref().map_or(all.clone(), |key| desk.say(key));
        let combo = egui::ComboBox::from_id_salt("state").width(third - 2.0 * STEP).truncate();
        combo.selected_text(chosen).show_ui(ui, |ui| {
            ui.selectable_value(&mut state.state, None, &all);
            let mut states: Vec<&str> = desk.units.iter().map(|k| k.state.as_str()).collect();
            states.sort_unstable();
            states.dedup();
            for key in states {
                ui.selectable_value(&mut state.state, Some(key.to_owned()), desk.say(key));
            }
        });
    });
}

/// What is shown of a unit.
struct Row<'a> {
    known: &'a Known,
    name: &'a str,
    kind: &'a str,
    state: String,
    age: String,
    order: String,
    since: String,
    people: u32,
}

fn rows<'a>(desk: &'a Desk<'_>, state: &State) -> Vec<Row<'a>> {
    let setup = &desk.scenario.setup;
    let filter = state.filter.trim().to_lowercase();
    let mut rows: Vec<Row<'a>> = Vec::new();
    for known in desk.units {
        let spec = &setup.units[known.unit];
        let fits = state.kind.is_none_or(|kind| spec.kind == kind)
            && state.state.as_ref().is_none_or(|state| *state == known.state)
            && (!state.own || spec.seat == desk.seat());
        if !fits {
            continue;
        }
        let row = row(desk, known);
        let holds = |text: &str| text.to_lowercase().contains(&filter);
        if filter.is_empty() || [row.name, row.kind, &row.state, &row.order].into_iter().any(holds)
        {
            rows.push(row);
        }
    }
    match state.sort {
        Sort::Scenario => {}
        Sort::Name => rows.sort_by(|a, b| a.name.cmp(b.name)),
        Sort::State => rows.sort_by(|a, b| a.state.cmp(&b.state)),
        Sort::Order => rows.sort_by(|a, b| a.order.cmp(&b.order)),
        Sort::People => rows.sort_by_key(|row| row.people),
    }
    if state.downward {
        rows.reverse();
    }
    rows
}

fn row<'a>(desk: &'a Desk<'_>, known: &'a Known) -> Row<'a> {
    let setup = &desk.scenario.setup;
    let spec = &setup.units[known.unit];
    let order = known.order.and_then(|order| desk.believed.order(order));
    let home = || desk.with("exercise-at", [("place", desk.place(spec.home).into())]);
    let age = match (known.reported, known.from) {
        (Some((_, seen)), _) => desk.ago(known.since.unwrap_or(seen)),
        (None, _) if known.state == "state-unheard" => String::new(),
        (None, None) => desk.say("exercise-not-requested"),
        (None, Some(from)) if from > desk.now() => {
            desk.with("exercise-from", [("time", desk.clock(from).into())])
        }
        (None, Some(_)) => known.since.map_or_else(String::new, |since| desk.ago(since)),
    };
    Row {
        known,
        name: desk.unit(known.unit),
        kind: desk.name(&setup.kind_of(known.unit).name),
        state: desk.say(&known.state),
        age,
        order: match order {
            Some(order) => desk.order(order.action),
            None if known.reported.is_none() => home(),
            None => desk.with("exercise-at", [("place", desk.spot(known.position).into())]),
        },
        since: order
            .and_then(|order| order.stamps.issued)
            .map(|at| desk.with("exercise-since", [("time", desk.clock(at).into())]))
            .unwrap_or_default(),
        people: spec.people,
    }
}

fn table(
    ui: &mut Ui,
    desk: &Desk<'_>,
    state: &mut State,
    rows: &[Row<'_>],
    wishes: &mut Vec<Wish>,
) {
    let quiet = desk.colours.quiet;
    let selected = desk.selection.unit;
    let mut hovered = None;
    let width = ui.available_width();
    TableBuilder::new(ui)
        .id_salt("units")
        .striped(true)
        .sense(Sense::click())
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::exact(GLYPH))
        .column(Column::exact(width * 0.32).clip(true))
        .column(Column::exact(width * 0.22).clip(true))
        .column(Column::remainder().clip(true))
        .column(Column::exact(30.0).clip(true))
        .auto_shrink([false, false])
        .header(20.0, |mut header| {
            header.col(|_| {});
            let columns = [
                (Sort::Name, "exercise-column-name"),
                (Sort::State, "exercise-column-state"),
                (Sort::Order, "exercise-column-order"),
                (Sort::People, "exercise-column-people"),
            ];
            for (sort, key) in columns {
                header.col(|ui| sort_button(ui, desk, state, sort, key));
            }
        })
        .body(|body| {
            body.rows(ROW, rows.len(), |mut line| {
                let row = &rows[line.index()];
                line.set_selected(selected == Some(row.known.unit));
                line.col(|ui| {
                    let glyph = desk.scenario.setup.kind_of(row.known.unit).glyph;
                    symbol::glyph_ui(ui, glyph, &desk.colours);
                });
                two_lines(&mut line, row.name, row.kind, quiet);
                two_lines(&mut line, &row.state, &row.age, quiet);
                two_lines(&mut line, &row.order, &row.since, quiet);
                line.col(|ui| {
                    ui.add(egui::Label::new(row.people.to_string()).selectable(false));
                });
                let response = line.response();
                response.widget_info(|| {
                    egui::WidgetInfo::selected(
                        egui::WidgetType::SelectableLabel,
                        true,
                        selected == Some(row.known.unit),
                        format!("{} {}", row.name, row.state),
                    )
                });
                if response.hovered() {
                    hovered = Some(row.known.unit);
                }
                if response.clicked() {
                    let unit = Some(row.known.unit);
                    wishes.push(Wish::Select(Selection { unit, place: None }));
                }
                if response.double_clicked() {
                    wishes.push(Wish::Centre(row.known.position));
                }
                response.on_hover_ui(|ui| details(ui, desk, row));
            });
        });
    state.hovered = hovered;
}

fn sort_button(ui: &mut Ui, desk: &Desk<'_>, state: &mut State, sort: Sort, key: &str) {
    let is_by = state.sort == sort;
    let mark = match (is_by, state.downward) {
        (true, false) => " ▲",
        (true, true) => " ▼",
        (false, _) => "",
    };
    let text = RichText::new(format!("{}{mark}", desk.say(key))).small().color(desk.colours.quiet);
    if ui.add(egui::Button::new(text).frame(false)).clicked() {
        // Up, down, and back to the order of the scenario.
        (state.sort, state.downward) = match (is_by, state.downward) {
            (false, _) => (sort, false),
            (true, false) => (sort, true),
            (true, true) => (Sort::Scenario, false),
        };
    }
}

fn two_lines(
    line: &mut egui_extras::TableRow<'_, '_>,
    above: &str,
    below: &str,
    quiet: egui::Color32,
) {
    line.col(|ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add(egui::Label::new(above).truncate().selectable(false));
            let below = RichText::new(below).small().color(quiet);
            ui.add(egui::Label::new(below).truncate().selectable(false));
        });
    });
}

fn details(ui: &mut Ui, desk: &Desk<'_>, row: &Row<'_>) {
    let spec = &desk.scenario.setup.units[row.known.unit];
    ui.label(RichText::new(row.name).strong());
    let people = desk.with("exercise-people", [("n", row.people.into())]);
    ui.label(format!("{} · {people} · {}", row.kind, desk.seat_name(spec.seat)));
    ui.label(format!("{} {}", row.state, row.age));
    ui.label(format!("{} {}", row.order, row.since));
    let reported = match row.known.reported {
        Some((position, seen)) => desk.with(
            "exercise-last-report",
            [("where", desk.spot(position).into()), ("time", desk.clock(seen).into())],
        ),
        None => desk.say("exercise-no-report"),
    };
    ui.label(RichText::new(reported).color(desk.colours.quiet));
}
