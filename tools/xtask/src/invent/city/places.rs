//! The places of the invented city: communities, shelters, stations, and what else a fire needs.
//! Those that are there once are in `places.csv`.

use base::{Table, Words};
use ground::{Network, NodeId, Place, PlaceKind, Position, Residents};

use super::Dice;
use super::land::CITY_FROM_M;
use super::names::{
    COMMUNITIES, SHELTERS, STREETS, STREETS_PER_DISTRICT, community_key, district_of, shelter_key,
    street_key,
};
use super::roads::forest_key;
use super::table::{rows, whole};

/// A street is so wide and so high, m.
const STREET_M: (f64, f64) = (4_000.0, 3_560.0);
/// Communities of a street stand in so many columns and rows.
const COMMUNITY_GRID: (usize, usize) = (5, 3);

/// Every place, in the order of the file.
pub fn places(dice: Dice, network: &Network) -> Table<Place> {
    let mut builder = Builder { network, places: Table::new() };
    for street in 0..STREETS.len() {
        for community in 0..COMMUNITIES.len() {
            builder.add_community(dice, street, community);
        }
        builder.add_stations(street);
    }
    for [key, zh, en, kind, x_m, y_m] in rows(include_str!("places.csv")) {
        let at = Position::new(whole(x_m) as f64, whole(y_m) as f64);
        builder.add(key.to_owned(), Words::new(zh, en), kind_of(kind), at, 60.0);
    }
    for road in 0..super::roads::FOREST_ROADS.len() {
        let junction = network.junction(&forest_key(road, 2));
        let Some(junction) = junction else { continue };
        let name = Words::new(
            format!("{}号护林检查站", road + 1),
            format!("Forest checkpoint {}", road + 1),
        );
        let at = network.position(junction);
        builder.add(format!("checkpoint_{}", road + 1), name, PlaceKind::Station, at, 40.0);
    }
    builder.places
}

/// The kind of a row of `places.csv`.
fn kind_of(name: &str) -> PlaceKind {
    match name {
        "CommandPost" => PlaceKind::CommandPost,
        "Facility" => PlaceKind::Facility,
        "SafetyZone" => PlaceKind::SafetyZone,
        "StagingArea" => PlaceKind::StagingArea,
        "Station" => PlaceKind::Station,
        "WaterPoint" => PlaceKind::WaterPoint,
        _ => PlaceKind::Landmark,
    }
}

struct Builder<'a> {
    network: &'a Network,
    places: Table<Place>,
}

impl Builder<'_> {
    fn add(
        &mut self,
        key: String,
        name: Words,
        kind: PlaceKind,
        at: Position,
        radius_m: f64,
    ) -> &mut Place {
        let junction: Option<NodeId> = self.network.nearest(at);
        let position = Position::new(at.x_m.round(), at.y_m.round());
        let id = self.places.add(Place {
            key,
            name,
            kind,
            position,
            radius_m,
            junction,
            residents: Residents::default(),
            capacity: 0,
        });
        &mut self.places[id]
    }

    /// A community and its ten shelters.
    fn add_community(&mut self, dice: Dice, street: usize, community: usize) {
        let (street_zh, street_en) = STREETS[street];
        let (zh, en) = COMMUNITIES[community];
        let number = (street * COMMUNITIES.len() + community) as u64;
        let off = |what, most_m: f64| most_m * (2.0 * dice.share(what, number) - 1.0);
        let corner = corner(street);
        let (columns, rows) = COMMUNITY_GRID;
        let share = |nth: usize, of: usize| (nth as f64 + 0.5) / of as f64;
        let at = Position::new(
            corner.x_m
                + STREET_M.0 * share(community % columns, columns)
                + off("community east", 150.0),
            corner.y_m
                + STREET_M.1 * share(community / columns, rows)
                + off("community north", 150.0),
        );
        let people = |what, low: f64, high: f64| {
            (low + (high - low) * dice.share(what, number)).round() as u32
        };
        let residents = Residents {
            own_car: people("with a car", 120.0, 420.0),
            without_car: people("without a car", 60.0, 260.0),
            need_help: people("need help", 4.0, 24.0),
        };
        let name = Words::new(format!("{street_zh}{zh}社区"), format!("{en}, {street_en}"));
        let key = community_key(street, community);
        self.add(key, name, PlaceKind::Village, at, 230.0).residents = residents;
        for (kind, &(kind_zh, kind_en, fewest, most)) in SHELTERS.iter().enumerate() {
            let number = number * SHELTERS.len() as u64 + kind as u64;
            let off = |what| 330.0 * (2.0 * dice.share(what, number) - 1.0);
            let at = Position::new(at.x_m + off("shelter east"), at.y_m + off("shelter north"));
            let name = Words::new(
                format!("{street_zh}{zh}{kind_zh}"),
                format!("{en} {kind_en}, {street_en}"),
            );
            let key = shelter_key(street, community, kind);
            let capacity = dice.share("capacity", number) * f64::from(most - fewest);
            self.add(key, name, PlaceKind::Shelter, at, 60.0).capacity =
                fewest + capacity.round() as u32;
        }
    }

    /// The emergency station and the fire station of a street.
    fn add_stations(&mut self, street: usize) {
        let (zh, en) = STREETS[street];
        let corner = corner(street);
        let (key, kind) = (street_key(street), PlaceKind::Station);
        let at = Position::new(corner.x_m + 1_900.0, corner.y_m + 1_400.0);
        let name = Words::new(format!("{zh}应急站"), format!("Emergency station, {en}"));
        self.add(format!("{key}_station"), name, kind, at, 60.0);
        let at = Position::new(corner.x_m + 2_500.0, corner.y_m + 2_100.0);
        let name = Words::new(format!("{zh}消防救援站"), format!("Fire station, {en}"));
        self.add(format!("{key}_fire"), name, kind, at, 60.0);
    }
}

/// The south-west corner of a street.
fn corner(street: usize) -> Position {
    let (column, row) = (district_of(street), street % STREETS_PER_DISTRICT);
    Position::new(CITY_FROM_M + 200.0 + STREET_M.0 * column as f64, 100.0 + STREET_M.1 * row as f64)
}
