//! The plan of a plant: its tanks in their places and sizes, and what became of each. On the map they
//! would be dots.

use ground::Position;

use super::svg::{Svg, text_em};
use super::words::Speaker;
use crate::Review;
use crate::map::TankFate;

/// Width of the plan, px.
const WIDE: f64 = 760.0;
/// Room beside and above the middles of the outermost tanks, for their names, px.
const MARGIN: (f64, f64) = (110.0, 80.0);
/// A plan is not drawn larger than this, px per metre: a lone tank would fill the page.
const SCALE_MOST: f64 = 4.5;

/// The plan; `None` where there is no plant.
pub fn plan(review: &Review, speaker: &Speaker<'_>) -> Option<String> {
    let tanks = &review.map.tanks;
    let bound = |of: &dyn Fn(Position) -> f64, pick: fn(f64, f64) -> f64| {
        tanks.iter().map(|tank| of(tank.at)).reduce(pick)
    };
    let (west, east) = (bound(&|at| at.x_m, f64::min)?, bound(&|at| at.x_m, f64::max)?);
    let (south, north) = (bound(&|at| at.y_m, f64::min)?, bound(&|at| at.y_m, f64::max)?);
    let scale = ((WIDE - 2.0 * MARGIN.0) / (east - west).max(1.0)).min(SCALE_MOST);
    let high = (north - south) * scale + 2.0 * MARGIN.1;
    let left = (WIDE - (east - west) * scale) / 2.0;
    let xy = |at: Position| (left + (at.x_m - west) * scale, MARGIN.1 + (north - at.y_m) * scale);
    let mut svg = Svg::new("plan", WIDE, high, &speaker.say("review-map-tanks"));
    svg.rect("paper", (0.0, 0.0), WIDE, high);
    for tank in tanks {
        let (x, y) = xy(tank.at);
        let radius = tank.diameter_m / 2.0 * scale;
        let class = match tank.fate {
            TankFate::Whole => "tank",
            TankFate::Burnt => "tank burnt",
            TankFate::Lost => "tank lost",
        };
        svg.circle(class, (x, y), radius);
        let mut lines = vec![("label main", speaker.name(&tank.name).to_owned())];
        lines.extend(tank.last.map(|seen| ("label", speaker.say(seen.key()))));
        // Under the tank, as a caption.
        for (row, (class, line)) in lines.iter().enumerate() {
            let at = (x - text_em(line) * 6.0, y + radius + 14.0 + 14.0 * row as f64);
            svg.text(class, at, line);
        }
    }
    Some(svg.finish())
}
