//! Whether a run came to what its scenario expects of it: the check behind every `expect.ron`.

use std::fmt;

use base::Tick;
use scenario::drill_file::schema::ExpectText;

use crate::results::results;
use crate::run::Run;

/// One way in which a run is not what was expected of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Mismatch {
    /// Fire reached a place too early, too late, not at all, or against expectation.
    Reached {
        /// Key of the place.
        place: String,
        /// When fire reached it.
        at: Option<Tick>,
        /// Not earlier, min.
        from_min: Option<f64>,
        /// Not later, min.
        to_min: Option<f64>,
    },
    /// A result lies outside its bounds.
    Result {
        /// Its name.
        name: String,
        /// What the run came to.
        value: f64,
        /// The bounds, both included.
        bounds: (f64, f64),
    },
    /// `results` bounds a name that does not exist.
    NoSuchResult {
        /// The name.
        name: String,
    },
    /// The last state is another one.
    Digest {
        /// What was expected.
        expected: String,
        /// What it is.
        found: String,
    },
}

/// Holds a finished run against what its scenario expects of it: every mismatch, the digest last.
pub fn check_expected(run: &Run<'_>, expected: &ExpectText) -> Vec<Mismatch> {
    let (world, setup) = (run.world(), &run.scenario().setup);
    let mut found = Vec::new();
    for line in &expected.reached {
        let place = setup.ground.place(&line.place);
        let at = place.and_then(|place| world.reached_at(place));
        let fits = match (at, line.from_min, line.to_min) {
            (None, from, to) => from.is_none() && to.is_none(),
            // A place with neither bound shall not be reached at all.
            (Some(_), None, None) => false,
            (Some(at), from, to) => {
                from.is_none_or(|from| at.minutes() >= from)
                    && to.is_none_or(|to| at.minutes() <= to)
            }
        };
        if !fits {
            found.push(Mismatch::Reached {
                place: line.place.clone(),
                at,
                from_min: line.from_min,
                to_min: line.to_min,
            });
        }
    }
    let results = results(run);
    for (name, &bounds) in &expected.results {
        match results.get(name.as_str()) {
            Some(&value) if bounds.0 <= value && value <= bounds.1 => {}
            Some(&value) => found.push(Mismatch::Result { name: name.clone(), value, bounds }),
            None => found.push(Mismatch::NoSuchResult { name: name.clone() }),
        }
    }
    let digest = world.digest().to_string();
    if !expected.digest.is_empty() && expected.digest != digest {
        found.push(Mismatch::Digest { expected: expected.digest.clone(), found: digest });
    }
    found
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reached { place, at, from_min, to_min } => {
                match at {
                    Some(at) => write!(f, "fire reached {place} after {:.1} min, ", at.minutes())?,
                    None => write!(f, "fire never reached {place}, ")?,
                }
                match (from_min, to_min) {
                    (None, None) => write!(f, "expected never"),
                    (from, to) => write!(
                        f,
                        "expected {} to {} min",
                        from.map_or("0".into(), |min| min.to_string()),
                        to.map_or("the end".into(), |min| min.to_string())
                    ),
                }
            }
            Self::Result { name, value, bounds } => {
                write!(f, "{name} is {value}, expected {} to {}", bounds.0, bounds.1)
            }
            Self::NoSuchResult { name } => write!(f, "there is no result {name}"),
            Self::Digest { expected, found } => write!(
                f,
                "the last state has digest {found}, expected {expected}; if that is meant, run \
                 `cargo xtask bless` and say why in the commit"
            ),
        }
    }
}
