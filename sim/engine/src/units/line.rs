//! Building a fireline by hand or by machine along a named line.

use base::Id;
use ground::Cell;
use hazards::wildfire::attack::{self as rates, Line as Style};

use super::{Activity, Task, UnitSpec, work};
use crate::event::What;
use crate::setup::Line;
use crate::site::Site;

/// One minute on the line: `metres` are built into the cell of number `at` of the line.
pub fn turn(site: &mut Site<'_>, unit: Id<UnitSpec>, line: Id<Line>, at: Option<u32>, metres: f64) {
    let setup = site.setup;
    let grid = setup.ground.terrain.grid();
    let cells = &setup.lines[line].cells;
    let Some(order) = site.unit(unit).job.as_ref().map(|job| job.order) else { return };
    work::tire(site, unit);
    let mut metres = metres;
    let mut at = at.filter(|&number| needs_line(site, cells[number as usize]));
    // A fast machine may finish more than one cell in a minute.
    let mut minutes_left = 1.0;
    while minutes_left > 0.0 {
        let Some(number) = at.or_else(|| next_free(site, unit, line)) else {
            return work::finish(site, unit, "reason-done", true);
        };
        let cell = cells[number as usize];
        let per_minute = rate_m_h(site, unit, cell) / 60.0;
        if per_minute <= 0.0 {
            return work::finish(site, unit, "reason-too-steep", false);
        }
        let missing = grid.cell_m - metres;
        let state = site.unit_mut(unit);
        state.position = grid.centre(cell);
        state.node = None;
        if per_minute * minutes_left < missing {
            metres += per_minute * minutes_left;
            at = Some(number);
            break;
        }
        minutes_left -= missing / per_minute;
        metres = 0.0;
        at = None;
        site.hold(cell, None);
        site.stamp(order, |stamps, now| stamps.effect.get_or_insert(now));
        site.log(Some(order), What::LineBuilt { unit, cell_number: number });
    }
    let state = site.unit_mut(unit);
    state.activity = Activity::Working;
    if let Some(job) = &mut state.job {
        job.task = Task::BuildLine { line, at, metres };
    }
}

/// Whether a cell of a line still has to be dug: not bare, not burnt, not built.
fn needs_line(site: &Site<'_>, cell: Id<Cell>) -> bool {
    site.setup.ground.terrain.fuel_model(cell) != 0
        && !site.world.fire.is_burnt_at(cell, site.now())
        && !site.is_closed(cell)
}

/// The first cell of the line that has to be dug and that no other unit is digging.
fn next_free(site: &Site<'_>, unit: Id<UnitSpec>, line: Id<Line>) -> Option<u32> {
    let cells = &site.setup.lines[line].cells;
    let taken = |number: u32| {
        site.world.units.iter().any(|(other, state)| {
            other.row() != unit.row()
                && matches!(
                    state.job.as_ref().map(|job| &job.task),
                    Some(Task::BuildLine { line: l, at: Some(n), .. }) if *l == line && *n == number
                )
        })
    };
    (0..cells.len() as u32)
        .find(|&number| needs_line(site, cells[number as usize]) && !taken(number))
}

/// Line a unit builds in a cell, m/h, by fuel, slope, training, fatigue and darkness.
pub fn rate_m_h(site: &Site<'_>, unit: Id<UnitSpec>, cell: Id<Cell>) -> f64 {
    let slope = site.setup.ground.terrain.slope(cell);
    match site.setup.kind_of(unit).machine_line_m_h {
        Some(level_m_h) => level_m_h * rates::dozer_slope_factor(slope) * light_share(site),
        None => hand_rate_m_h(site, unit, cell, Style::Indirect),
    }
}

/// Line, or edge put out, by hand in a cell, m/h.
pub fn hand_rate_m_h(site: &Site<'_>, unit: Id<UnitSpec>, cell: Id<Cell>, kind: Style) -> f64 {
    let Some(crew) = site.setup.kind_of(unit).crew else { return 0.0 };
    let terrain = &site.setup.ground.terrain;
    let state = site.unit(unit);
    rates::hand_line_m_h(terrain.fuel_model(cell), kind).unwrap_or(0.0)
        * f64::from(state.people)
        * rates::hand_slope_factor(terrain.slope(cell))
        * crew.quality.rate_share()
        * state.freshness()
        * light_share(site)
}

/// Share of the rate by day that is left at night: three quarters, an assumption of this simulator.
fn light_share(site: &Site<'_>) -> f64 {
    if site.setup.is_day(site.now()) { 1.0 } else { 0.75 }
}
