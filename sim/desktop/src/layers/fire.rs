//! The fields of a wildfire: when fire came or will come, how long its flames are, which way it
//! goes. Whose fire it is, the true one or one that a seat can work out, is not known here.

use std::sync::Arc;

use base::{Id, Tick, maths};
use ground::{Cell, Ground, Position, Terrain};
use hazards::wildfire::{Conditions, Front, WeatherSeries, Wildfire};

use super::Field;
use super::contour::NEVER;
use super::ramp::{Kind, Scale};

/// Steps back along the way of the fire over which its direction is taken.
const STEPS_BACK: usize = 4;

/// A fire, with all that its fields are worked out from.
#[derive(Clone, Debug)]
pub struct Given {
    /// The ground it burns on.
    pub ground: Arc<Ground>,
    /// The fire.
    pub fire: Arc<Wildfire>,
    /// The time.
    pub now: Tick,
    /// Up to when the fire has been worked out: `now`, or later if it was run ahead.
    pub until: Tick,
    /// The weather by period, each with every fuel prepared.
    conditions: Vec<(Tick, Conditions)>,
}

/// Flames where the front passed, worked out once for each arrival.
#[derive(Clone, Debug, Default)]
pub struct Fronts {
    /// For which arrivals, ms, and from where.
    seen: Vec<(u32, u32)>,
    /// Flame length, m, and intensity, kW/m.
    fronts: Vec<(f32, f32)>,
}

impl Given {
    /// A fire under the weather it was worked out with.
    pub fn new(
        ground: Arc<Ground>,
        fire: Arc<Wildfire>,
        weather: &WeatherSeries,
        (now, until): (Tick, Tick),
    ) -> Self {
        let limit = fire.options().wind_limit;
        let entries = weather.entries().iter().filter(|(from, _)| *from <= until);
        let conditions = entries.map(|(from, weather)| (*from, Conditions::new(weather, limit)));
        Self { conditions: conditions.collect(), ground, fire, now, until }
    }

    /// The same fire at another moment.
    #[must_use]
    pub fn at(mut self, now: Tick) -> Self {
        self.now = now;
        self
    }

    /// Whether it was run ahead of now.
    pub fn is_ahead(&self) -> bool {
        self.until > self.now
    }

    /// When fire reaches a cell, ms.
    pub fn arrival_ms(&self, cell: Id<Cell>) -> Option<u32> {
        let limit = self.until.0.saturating_mul(1000).saturating_add(999);
        self.fire.arrival_ms(cell).filter(|&at| u64::from(at) <= limit)
    }

    /// When fire reaches each cell, ms, `u32::MAX` where it does not.
    pub fn arrivals_ms(&self) -> Vec<u32> {
        let cells = (0..self.ground.terrain.grid().cells() as u32).map(Id::new);
        cells.map(|cell| self.arrival_ms(cell).unwrap_or(NEVER)).collect()
    }

    /// The unit vector (east, north) in which fire came to a cell; none where it started.
    pub fn heading(&self, cell: Id<Cell>) -> Option<(f64, f64)> {
        let grid = self.ground.terrain.grid();
        let mut origin = self.fire.came_from(cell)?;
        for _ in 1..STEPS_BACK {
            let Some(before) = self.fire.came_from(origin) else { break };
            origin = before;
        }
        let (from, to) = (grid.centre(origin), grid.centre(cell));
        let (east, north) = (to.x_m - from.x_m, to.y_m - from.y_m);
        let length = maths::length(east, north);
        (length > 0.0).then(|| (east / length, north / length))
    }

    /// The front as it passes a cell, at the weather of that moment; the head where fire starts.
    pub fn front(&self, cell: Id<Cell>) -> Option<Front> {
        let at = Tick(u64::from(self.arrival_ms(cell)?) / 1000);
        let later = self.conditions.partition_point(|(from, _)| *from <= at);
        let (_, conditions) = self.conditions.get(later.checked_sub(1)?)?;
        let behaviour = conditions.at(&self.ground.terrain, cell)?;
        Some(behaviour.front(self.heading(cell).unwrap_or(behaviour.toward)))
    }

    /// The first arrival of all, ms.
    pub fn first_ms(&self) -> Option<u32> {
        self.fire.sources().iter().map(|source| source.at_ms).min()
    }

    /// The scale of a field.
    pub fn scale(&self, field: Field) -> Scale {
        match field {
            Field::Arrival | Field::Burnt => {
                let (from, to) = self.shown_ms();
                Scale::even(&[from as f32, to as f32])
            }
            Field::Flame => Scale::even(&FLAME_M),
            Field::Intensity => Scale::even(&INTENSITY_KW_M),
        }
    }

    /// The moments that the colours of arrival reach over, ms: what is to come, if the fire was run
    /// ahead; else from the start in whole hours, so that colours seldom change.
    fn shown_ms(&self) -> (u32, u32) {
        let clip = |ms: u64| ms.min(u64::from(NEVER) - 1) as u32;
        if self.is_ahead() {
            return (clip(self.now.0 * 1000), clip(self.until.0 * 1000));
        }
        let first = u64::from(self.first_ms().unwrap_or(0));
        let passed = (self.now.0 * 1000).saturating_sub(first);
        let hours = passed.div_ceil(3_600_000).max(2);
        (clip(first), clip(first + hours * 3_600_000))
    }

    /// The value of a field in every cell; not a number where there is none.
    pub fn values(&self, field: Field, fronts: &mut Fronts) -> Vec<f32> {
        let arrivals = self.arrivals_ms();
        match field {
            Field::Arrival => {
                arrivals.iter().map(|&at| if at == NEVER { f32::NAN } else { at as f32 }).collect()
            }
            Field::Burnt => {
                let now_ms = self.now.0.saturating_mul(1000);
                let burnt = |at: &u32| u64::from(*at) <= now_ms;
                arrivals.iter().map(|at| if burnt(at) { *at as f32 } else { f32::NAN }).collect()
            }
            Field::Flame => self.fronts(&arrivals, fronts).map(|front| front.0).collect(),
            Field::Intensity => self.fronts(&arrivals, fronts).map(|front| front.1).collect(),
        }
    }

    /// Flame length and intensity in every cell; only what is new since the last time is worked out.
    fn fronts<'a>(
        &self,
        arrivals: &[u32],
        known: &'a mut Fronts,
    ) -> impl Iterator<Item = (f32, f32)> + use<'a> {
        if known.seen.len() != arrivals.len() {
            known.seen = vec![(NEVER, NEVER); arrivals.len()];
            known.fronts = vec![(f32::NAN, f32::NAN); arrivals.len()];
        }
        for (row, &at) in arrivals.iter().enumerate() {
            let cell = Id::new(row as u32);
            let from = self.fire.came_from(cell).map_or(NEVER, Id::row);
            if known.seen[row] != (at, from) {
                known.seen[row] = (at, from);
                let front = if at == NEVER { None } else { self.front(cell) };
                known.fronts[row] = front.map_or((f32::NAN, f32::NAN), |front| {
                    (front.flame_length_m as f32, front.intensity_kw_m as f32)
                });
            }
        }
        known.fronts.iter().copied()
    }

    /// What the fire does at a point.
    pub fn look(&self, at: Position) -> Option<Look> {
        let cell = self.ground.terrain.grid().at(at)?;
        let arrival_ms = self.arrival_ms(cell)?;
        let front = self.front(cell);
        Some(Look {
            arrival: Tick(u64::from(arrival_ms) / 1000),
            front,
            toward: self.heading(cell),
        })
    }
}

/// What the fire does at a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// When it arrives.
    pub arrival: Tick,
    /// How, where anything is known of the fuel.
    pub front: Option<Front>,
    /// From where to where: unit vector (east, north).
    pub toward: Option<(f64, f64)>,
}

/// Flame lengths that matter, m: hand tools, engines and dozers, and the head of the fire are good
/// up to 4, 8 and 11 ft (NWCG Fireline Handbook, fire suppression interpretations).
pub const FLAME_M: [f32; 5] = [0.0, 1.2, 2.4, 3.4, 8.0];
/// The same limits as intensity, kW/m (100, 500 and 1,000 BTU/ft/s).
pub const INTENSITY_KW_M: [f32; 5] = [0.0, 350.0, 1_700.0, 3_500.0, 10_000.0];

impl Field {
    /// The fields of a wildfire.
    pub const FIRE: [Self; 4] = [Self::Arrival, Self::Flame, Self::Intensity, Self::Burnt];

    /// Which ramp it is drawn with.
    pub const fn ramp(self) -> Kind {
        match self {
            Self::Arrival | Self::Burnt => Kind::Arrival,
            Self::Flame | Self::Intensity => Kind::Flame,
        }
    }
}

/// A disc of this area round a point, as cells that can burn, in id order; at least the cell of the
/// point itself, if it can burn.
pub fn disc(terrain: &Terrain, centre: Position, area_ha: f64) -> Vec<Id<Cell>> {
    let grid = terrain.grid();
    let radius_m = radius_m(area_ha);
    let reach = (radius_m / grid.cell_m).ceil() as i64 + 1;
    let Some(middle) = grid.at(centre) else { return Vec::new() };
    let (column, row) = grid.column_row(middle);
    let (column, row) = (i64::from(column), i64::from(row));
    let burns = |cell: &Id<Cell>| terrain.fuel_model(*cell) != 0;
    let rows = row - reach..=row + reach;
    let square = rows.flat_map(|row| (column - reach..=column + reach).map(move |c| (c, row)));
    let near =
        |cell: &Id<Cell>| *cell == middle || grid.centre(*cell).distance_m(centre) <= radius_m;
    square.filter_map(|(c, r)| grid.cell(c, r)).filter(near).filter(burns).collect()
}

/// The radius of a disc of this area.
pub fn radius_m(area_ha: f64) -> f64 {
    (area_ha.max(0.0) * 10_000.0 / std::f64::consts::PI).sqrt()
}

#[cfg(test)]
mod tests {
    use ground::Grid;

    use super::*;

    #[test]
    fn a_disc_has_the_area_that_was_reported() {
        let terrain = Terrain::uniform(Grid { columns: 80, rows: 80, cell_m: 30.0 }, 1);
        let cells = disc(&terrain, Position::new(1_200.0, 1_180.0), 60.0);
        let area_ha = cells.len() as f64 * terrain.grid().cell_ha();
        assert!((area_ha - 60.0).abs() < 2.0, "{area_ha}");
        assert!(cells.is_sorted());
        assert_eq!(disc(&terrain, Position::new(1_200.0, 1_180.0), 0.0).len(), 1);
        assert!(disc(&terrain, Position::new(-90.0, 0.0), 60.0).is_empty());
    }
}
