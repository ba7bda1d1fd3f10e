//! The map: the picture of the cells, and over it roads, lines, places and their names.

use base::Tick;
use ground::{PlaceKind, Position, RoadClass};

use super::picture::Classes;
use super::svg::{Svg, round_down, text_em};
use super::words::{Speaker, number};
use crate::Review;
use crate::map::{Map, Spot};

/// Width of the map, px.
const WIDE: f64 = 760.0;
/// Size of names, px.
const FONT: f64 = 12.0;

/// An area a name may not cover.
type Area = (f64, f64, f64, f64);

/// The map, drawn over the picture that the page holds once under the name `cells`.
pub fn map(review: &Review, speaker: &Speaker<'_>) -> String {
    let map = &review.map;
    let scale = WIDE / map.grid.width_m();
    let high = map.grid.height_m() * scale;
    let xy = |at: Position| (at.x_m * scale, high - at.y_m * scale);
    let mut svg = Svg::new("map", WIDE, high, &speaker.say_of("review-map"));
    svg.rect("paper", (0.0, 0.0), WIDE, high);
    svg.raw("<use href=\"#cells\"/>");
    for (class, line) in &map.roads {
        let class = match class {
            RoadClass::Motorway | RoadClass::Trunk | RoadClass::Primary => "road wide",
            RoadClass::Secondary => "road",
            RoadClass::Local => "road small",
            RoadClass::Track | RoadClass::Path => "road track",
        };
        let points: Vec<_> = line.iter().map(|&at| xy(at)).collect();
        svg.path(class, &points, false);
    }
    for (_, line) in &map.lines {
        let points: Vec<_> = line.iter().map(|&at| xy(at)).collect();
        svg.path("line-planned", &points, false);
    }
    let side = (map.grid.cell_m * scale).max(3.0);
    for &at in &map.built {
        let (x, y) = xy(at);
        svg.rect("line-built", (x - side / 2.0, y - side / 2.0), side, side);
    }
    for &at in &map.origins {
        cross(&mut svg, xy(at));
    }
    let mut spots: Vec<&Spot> = map.places.iter().collect();
    spots.sort_by_key(|spot| rank(spot));
    for spot in &spots {
        glyph(&mut svg, spot, xy(spot.at));
    }
    names(&mut svg, map, &spots, speaker, high, &xy);
    scale_bar(&mut svg, high, scale);
    svg.finish()
}

/// What is named first.
fn rank(spot: &Spot) -> u8 {
    match spot.kind {
        _ if spot.people => 0,
        // What the only way out leads through decides the drill.
        _ if spot.only_way => 0,
        PlaceKind::Village | PlaceKind::ScenicSpot | PlaceKind::School => 1,
        PlaceKind::Shelter | PlaceKind::Facility => 2,
        PlaceKind::Station | PlaceKind::StagingArea | PlaceKind::CommandPost => 3,
        PlaceKind::SafetyZone => 4,
        PlaceKind::WaterPoint => 5,
        PlaceKind::Landmark => 6,
    }
}

fn glyph(svg: &mut Svg, spot: &Spot, at: (f64, f64)) {
    let (x, y) = at;
    if spot.reached {
        svg.circle("reached", at, 9.0);
    }
    match spot.kind {
        PlaceKind::Village | PlaceKind::ScenicSpot | PlaceKind::School => {
            svg.circle("place", at, 5.0);
        }
        PlaceKind::Facility => {
            svg.rect("place", (x - 4.5, y - 4.5), 9.0, 9.0);
        }
        PlaceKind::Shelter => {
            let house = [(x - 5.5, y + 5.0), (x - 5.5, y - 1.0), (x, y - 6.5), (x + 5.5, y - 1.0)];
            svg.path("shelter", &[&house[..], &[(x + 5.5, y + 5.0)]].concat(), true);
        }
        PlaceKind::Station | PlaceKind::StagingArea | PlaceKind::CommandPost => {
            svg.path("force", &[(x - 5.5, y + 4.5), (x, y - 5.5), (x + 5.5, y + 4.5)], true);
        }
        PlaceKind::SafetyZone => {
            let diamond = [(x, y - 6.0), (x + 6.0, y), (x, y + 6.0), (x - 6.0, y)];
            svg.path("zone", &diamond, true);
        }
        PlaceKind::WaterPoint => {
            svg.circle("water", at, 4.0);
        }
        PlaceKind::Landmark => {
            svg.circle("landmark", at, 2.2);
        }
    }
}

fn cross(svg: &mut Svg, (x, y): (f64, f64)) {
    for class in ["origin-halo", "origin"] {
        svg.line(class, (x - 6.0, y - 6.0), (x + 6.0, y + 6.0));
        svg.line(class, (x - 6.0, y + 6.0), (x + 6.0, y - 6.0));
    }
}

/// Names beside their places, where there is room: the more important first. A name without room is
/// left out rather than set over another.
fn names(
    svg: &mut Svg,
    map: &Map,
    spots: &[&Spot],
    speaker: &Speaker<'_>,
    high: f64,
    xy: &impl Fn(Position) -> (f64, f64),
) {
    let glyphs = spots.iter().map(|spot| {
        let (x, y) = xy(spot.at);
        (x - 6.0, y - 6.0, x + 6.0, y + 6.0)
    });
    let mut taken: Vec<Area> = glyphs.collect();
    // The scale and the arrow keep their corners.
    taken.push((0.0, high - 34.0, 190.0, high));
    taken.push((WIDE - 40.0, 0.0, WIDE, 48.0));
    let mut place = |svg: &mut Svg, name: &str, class: &str, at: (f64, f64), own: Option<usize>| {
        let name: String = name.chars().take(28).collect();
        let wide = text_em(&name) * FONT;
        let (x, y) = at;
        let spots = [
            (x + 9.0, y + 4.0),
            (x - 9.0 - wide, y + 4.0),
            (x - wide / 2.0, y - 10.0),
            (x - wide / 2.0, y + 19.0),
            (x + 7.0, y - 7.0),
            (x + 7.0, y + 15.0),
            (x - 7.0 - wide, y - 7.0),
            (x - 7.0 - wide, y + 15.0),
        ];
        for (left, base) in spots {
            let area = (left - 1.0, base - 11.0, left + wide + 1.0, base + 3.0);
            let inside =
                area.0 >= 2.0 && area.1 >= 2.0 && area.2 <= WIDE - 2.0 && area.3 <= high - 2.0;
            let free = taken.iter().enumerate().all(|(i, other)| {
                Some(i) == own
                    || area.2 < other.0
                    || other.2 < area.0
                    || area.3 < other.1
                    || other.3 < area.1
            });
            if inside && free {
                taken.push(area);
                svg.text(class, (left, base), &name);
                return;
            }
        }
    };
    for (i, spot) in spots.iter().enumerate() {
        let class = if spot.people || spot.only_way { "label main" } else { "label" };
        place(svg, speaker.name(&spot.name), class, xy(spot.at), Some(i));
    }
    for (name, line) in &map.lines {
        if let Some(&middle) = line.get(line.len() / 2) {
            place(svg, speaker.name(name), "label line-name", xy(middle), None);
        }
    }
}

fn scale_bar(svg: &mut Svg, high: f64, scale: f64) {
    // The longest round length up to 170 px.
    let length_m = round_down(170.0 / scale);
    let long = length_m * scale;
    let (x, y) = (14.0, high - 14.0);
    svg.path("scale", &[(x, y - 5.0), (x, y), (x + long, y), (x + long, y - 5.0)], false);
    let text = if length_m >= 1000.0 {
        format!("{} km", number(length_m / 1000.0, u8::from(length_m % 1000.0 > 0.0)))
    } else {
        format!("{} m", number(length_m, 0))
    };
    svg.text("label", (x + 4.0, y - 6.0), &text);
    let (x, y) = (WIDE - 22.0, 14.0);
    svg.path("north", &[(x, y), (x + 6.0, y + 18.0), (x, y + 13.0), (x - 6.0, y + 18.0)], true);
    svg.text("label middle", (x, y + 31.0), "N");
}

/// The legend of arrival times: a colour, and from when to when; the last ends with the drill.
pub fn legend(classes: Classes, end: Tick, speaker: &Speaker<'_>) -> Vec<(String, String)> {
    (0..classes.count)
        .map(|class| {
            let [r, g, b] = classes.colour(class);
            let step = i64::from(classes.step_s);
            let from = classes.from_s + i64::from(class) * step;
            let to = (from + step).min(end.0 as i64).max(from);
            let clock = |s: i64| speaker.clock(Tick(s.max(0) as u64));
            (format!("#{r:02x}{g:02x}{b:02x}"), format!("{}–{}", clock(from), clock(to)))
        })
        .collect()
}
