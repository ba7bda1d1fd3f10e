//! What the fire reads of the weather: wind and fuel moisture, constant within a period.

use base::Tick;
use serde::{Deserialize, Serialize};

/// Water per dry mass of fuel, fractions (0.06 is 6 %).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moisture {
    /// Dead fuel under 6 mm (1-hour).
    pub m_1h: f64,
    /// Dead fuel of 6 to 25 mm (10-hour).
    pub m_10h: f64,
    /// Dead fuel of 25 to 76 mm (100-hour).
    pub m_100h: f64,
    /// Live herbs.
    pub m_herb: f64,
    /// Live woody plants.
    pub m_woody: f64,
    /// Needles and leaves of the canopy.
    pub m_foliar: f64,
}

/// Weather over the whole map for a while.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FireWeather {
    /// Wind speed 10 m above open ground, m/s.
    pub wind_10m_m_s: f64,
    /// Compass bearing the wind comes from, degrees.
    pub wind_from_deg: f64,
    /// Fuel moisture.
    pub moisture: Moisture,
}

/// Weather over time: each entry holds from its tick until the next one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<(Tick, FireWeather)>", into = "Vec<(Tick, FireWeather)>")]
pub struct WeatherSeries(Vec<(Tick, FireWeather)>);

/// Why a list is no weather series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SeriesError {
    /// There is no entry for the start.
    #[error("the first entry of a weather series must hold from tick 0")]
    NoStart,
    /// An entry does not come after the one before it.
    #[error("weather entries must follow each other in time; the one at {0} does not")]
    NotRising(Tick),
    /// A value is not a number, or negative.
    #[error("the weather at {0} has a value that is negative or not finite")]
    BadValue(Tick),
}

impl Moisture {
    /// The same moisture for all dead fuel; live fuel and foliage at values of their own.
    pub const fn dead_live(dead: f64, live: f64, foliar: f64) -> Self {
        Self {
            m_1h: dead,
            m_10h: dead,
            m_100h: dead,
            m_herb: live,
            m_woody: live,
            m_foliar: foliar,
        }
    }

    const fn all(&self) -> [f64; 6] {
        [self.m_1h, self.m_10h, self.m_100h, self.m_herb, self.m_woody, self.m_foliar]
    }
}

impl FireWeather {
    fn is_sound(&self) -> bool {
        let fine = |value: f64| value.is_finite() && value >= 0.0;
        fine(self.wind_10m_m_s)
            && self.wind_from_deg.is_finite()
            && self.moisture.all().into_iter().all(fine)
    }
}

impl WeatherSeries {
    /// Checks a list of entries.
    ///
    /// # Errors
    /// If the first entry is not at tick 0, ticks do not rise, or a value makes no sense.
    pub fn new(entries: Vec<(Tick, FireWeather)>) -> Result<Self, SeriesError> {
        if entries.first().is_none_or(|entry| entry.0 != Tick::ZERO) {
            return Err(SeriesError::NoStart);
        }
        if let Some(pair) = entries.windows(2).find(|pair| pair[0].0 >= pair[1].0) {
            return Err(SeriesError::NotRising(pair[1].0));
        }
        if let Some(entry) = entries.iter().find(|entry| !entry.1.is_sound()) {
            return Err(SeriesError::BadValue(entry.0));
        }
        Ok(Self(entries))
    }

    /// The same weather all the time.
    ///
    /// # Panics
    /// If a value is negative or not finite.
    pub fn constant(weather: FireWeather) -> Self {
        Self::new(vec![(Tick::ZERO, weather)]).expect("weather is made of finite numbers")
    }

    /// The entries, by rising tick.
    pub fn entries(&self) -> &[(Tick, FireWeather)] {
        &self.0
    }

    /// The weather at a moment.
    pub fn at(&self, tick: Tick) -> &FireWeather {
        let later = self.0.partition_point(|entry| entry.0 <= tick);
        &self.0[later - 1].1
    }

    /// From `tick` on, this weather and nothing that was planned later.
    pub fn change_from(&mut self, tick: Tick, weather: FireWeather) {
        assert!(weather.is_sound(), "weather is made of finite numbers");
        self.0.retain(|entry| entry.0 < tick);
        self.0.push((if self.0.is_empty() { Tick::ZERO } else { tick }, weather));
    }
}

impl TryFrom<Vec<(Tick, FireWeather)>> for WeatherSeries {
    type Error = SeriesError;
    fn try_from(entries: Vec<(Tick, FireWeather)>) -> Result<Self, SeriesError> {
        Self::new(entries)
    }
}

impl From<WeatherSeries> for Vec<(Tick, FireWeather)> {
    fn from(series: WeatherSeries) -> Self {
        series.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRY: FireWeather = FireWeather {
        wind_10m_m_s: 5.0,
        wind_from_deg: 270.0,
        moisture: Moisture::dead_live(0.06, 0.9, 1.0),
    };

    #[test]
    fn weather_holds_until_the_next_entry() {
        let windy = FireWeather { wind_10m_m_s: 12.0, ..DRY };
        let mut series = WeatherSeries::new(vec![(Tick(0), DRY), (Tick(600), windy)]).unwrap();
        assert_eq!(series.at(Tick(599)), &DRY);
        assert_eq!(series.at(Tick(600)), &windy);
        series.change_from(Tick(300), windy);
        assert_eq!(series.entries(), &[(Tick(0), DRY), (Tick(300), windy)]);
    }

    #[test]
    fn a_series_starts_at_the_start_and_goes_forward() {
        assert_eq!(WeatherSeries::new(vec![]), Err(SeriesError::NoStart));
        assert_eq!(WeatherSeries::new(vec![(Tick(1), DRY)]), Err(SeriesError::NoStart));
        let twice = vec![(Tick(0), DRY), (Tick(9), DRY), (Tick(9), DRY)];
        assert_eq!(WeatherSeries::new(twice), Err(SeriesError::NotRising(Tick(9))));
        let wrong = FireWeather { wind_10m_m_s: f64::NAN, ..DRY };
        assert_eq!(WeatherSeries::new(vec![(Tick(0), wrong)]), Err(SeriesError::BadValue(Tick(0))));
    }
}
