//! The weather of a drill: a list of periods, of which some begin at a time drawn by seed.

use base::{Chance, Stream, Tick};
use hazards::wildfire::{FireWeather, WeatherSeries};

/// The weather as the author of a scenario wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct WeatherScript {
    /// Periods in order of time; the first begins at zero.
    pub periods: Vec<Period>,
}

/// A stretch of constant weather.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// When it begins, if chance adds nothing.
    pub from: Tick,
    /// It begins up to this many seconds earlier or later, evenly; the whole rest of the script
    /// after it moves with it.
    pub plus_minus_s: u64,
    /// The weather.
    pub weather: FireWeather,
}

impl WeatherScript {
    /// The weather of one run. A period that chance moves takes everything after it along, so that
    /// the order of periods never changes.
    pub fn resolve(&self, chance: Chance) -> WeatherSeries {
        let mut shift_s = 0_i64;
        let mut series: Vec<(Tick, FireWeather)> = Vec::with_capacity(self.periods.len());
        for (number, period) in self.periods.iter().enumerate() {
            if period.plus_minus_s > 0 {
                let share = chance.at(Stream::Weather, number as u64, Tick::ZERO).uniform();
                shift_s += ((2.0 * share - 1.0) * period.plus_minus_s as f64).round() as i64;
            }
            let earliest = series.last().map_or(0, |(from, _)| from.0 + 1);
            let from = period.from.0.saturating_add_signed(shift_s);
            let from = if number == 0 { 0 } else { from.max(earliest) };
            series.push((Tick(from), period.weather));
        }
        WeatherSeries::new(series).expect("`scenario` checked the periods")
    }
}
