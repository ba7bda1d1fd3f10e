//! What is under the pointer, in words.

use base::Id;
use ground::{Cover, Place, Position};
use hazards::wildfire::fuel::Model;
use scenario::{Language, Texts, Value};

use super::roads::{self, Roads};
use super::{Pane, Sheet};

/// A road farther away is not the nearest to anything, m.
const ROAD_WITHIN_M: f64 = 2_000.0;

/// Lines on a spot of the ground: where it is, what the ground is like, the nearest road, and what
/// the layers over it say.
pub fn lines(
    pane: &Pane,
    sheet: &Sheet<'_>,
    roads: Option<&Roads>,
    spot: Position,
    place: Option<Id<Place>>,
) -> Vec<String> {
    let texts = sheet.texts;
    let ground = &sheet.scenario.setup.ground;
    let grid = ground.terrain.grid();
    let Some(cell) = grid.at(spot) else {
        return vec![texts.say("map-off", &[])];
    };
    let mut lines = Vec::new();
    if let Some(place) = place.map(|place| &ground.places[place]) {
        lines.push(about(place, texts));
    }
    let (column, row) = grid.column_row(cell);
    lines.push(texts.say(
        "map-coordinates",
        &[
            ("east", whole(spot.x_m)),
            ("north", whole(spot.y_m)),
            ("column", whole(f64::from(column))),
            ("row", whole(f64::from(row))),
        ],
    ));
    let slope = ground.terrain.slope(cell);
    let mut terrain = texts.say(
        "map-terrain",
        &[
            ("height", whole(ground.terrain.elevation_m(cell))),
            ("slope", whole(slope.atan().to_degrees())),
        ],
    );
    if slope > 0.02 {
        let faces = review::timeline::compass(ground.terrain.aspect_deg(cell));
        terrain.push_str(&texts.say("map-faces", &[("where", Value::Key(faces))]));
    }
    lines.push(terrain);
    let cover = Value::Key(cover_key(ground.terrain.cover(cell)));
    let fuel = Model::by_number(ground.terrain.fuel_model(cell));
    let fuel = fuel.map_or_else(
        || texts.say("map-no-fuel", &[]),
        |model| match texts.language() {
            Language::Zh => model.code.to_owned(),
            Language::En => format!("{} {}", model.code, model.name),
        },
    );
    lines.push(texts.say("map-cover", &[("cover", cover), ("fuel", Value::Text(fuel))]));
    if let Some((class, away_m)) = roads.and_then(|roads| roads.nearest(spot, ROAD_WITHIN_M)) {
        let class = Value::Key(roads::key(class));
        let away = Value::Text(distance(away_m, texts));
        lines.push(texts.say("map-road", &[("class", class), ("distance", away)]));
    }
    lines.extend(sheet.over.values_at(spot, &pane.layers));
    lines
}

/// A place in one line.
fn about(place: &Place, texts: &Texts) -> String {
    let name = Value::Text(place.name.get(texts.language()).to_owned());
    let kind = Value::Key(engine::orders::kind_key(place.kind));
    let people = place.residents.total();
    if people > 0 {
        let people = Value::Text(people.to_string());
        texts.say("map-place-people", &[("name", name), ("kind", kind), ("people", people)])
    } else {
        texts.say("map-place", &[("name", name), ("kind", kind)])
    }
}

/// A distance with its unit.
pub fn distance(m: f64, texts: &Texts) -> String {
    if m < 1_000.0 {
        texts.say("map-m", &[("n", Value::Text(format!("{m:.0}")))])
    } else {
        let whole = (m / 1_000.0).fract() < 1e-9;
        let digits = if whole {
            0
        } else if m < 10_000.0 {
            2
        } else {
            1
        };
        texts.say("map-km", &[("n", Value::Text(format!("{:.digits$}", m / 1_000.0)))])
    }
}

/// An area with its unit.
pub fn area(m2: f64, texts: &Texts) -> String {
    let ha = m2 / 10_000.0;
    if ha < 1.0 {
        texts.say("map-m2", &[("n", Value::Text(format!("{m2:.0}")))])
    } else if ha < 1_000.0 {
        texts.say("map-ha", &[("n", Value::Text(format!("{ha:.1}")))])
    } else {
        texts.say("map-km2", &[("n", Value::Text(format!("{:.1}", ha / 100.0)))])
    }
}

fn whole(value: f64) -> Value {
    Value::Text(format!("{value:.0}"))
}

/// The words for a land cover.
const fn cover_key(cover: Cover) -> &'static str {
    match cover {
        Cover::Open => "cover-open",
        Cover::Shrub => "cover-shrub",
        Cover::Forest => "cover-forest",
        Cover::Bare => "cover-bare",
        Cover::Water => "cover-water",
        Cover::Built => "cover-built",
    }
}
