//! Points and areas of a map become named places: settlements with their people, stations, schools,
//! shelters, water points, landmarks.

use std::collections::{BTreeMap, BTreeSet};

use base::{Table, Words};
use ground::{Grid, NodeId, Place, PlaceKind, Position, Residents};

use crate::People;
use crate::land::Area;
use crate::names;
use crate::osm::{Osm, Tags};
use crate::report::{Finding, Notes};
use crate::roads::{self, DraftNode};

/// More people than this do not leave one point; a larger figure counts as this.
const POPULATION_MAX: u32 = 1_000_000;
/// Ponds smaller than this are no water point, m2.
const POND_M2_MIN: f64 = 1_000.0;
/// A pump at the roadside reaches this far, m: a few lengths of suction and supply hose.
const SHORE_TO_ROAD_M: f64 = 150.0;
/// Of water points closer together than this only the first is kept, m.
const WATER_POINT_APART_M: f64 = 500.0;
/// A point and an area of the same name this close are one place, m.
const SAME_PLACE_M: f64 = 1_000.0;

/// A place being made.
struct Candidate {
    kind: PlaceKind,
    name: Option<Words>,
    position: Position,
    radius_m: f64,
    population: u32,
    capacity: u32,
    /// Settlement type whose usual population was taken, or `capacity`.
    assumed: Option<&'static str>,
}

/// A settlement as its `place` tag has it: usual people and extent in metres. Orders of magnitude
/// from the tag's description, an assumption wherever the map gives no `population`.
fn settlement(place: &str) -> Option<(&'static str, u32, f64)> {
    Some(match place {
        "city" => ("city", 100_000, 2_000.0),
        "town" => ("town", 10_000, 1_000.0),
        "suburb" => ("suburb", 3_000, 500.0),
        "quarter" => ("quarter", 1_000, 300.0),
        "neighbourhood" => ("neighbourhood", 500, 200.0),
        "village" => ("village", 500, 300.0),
        "hamlet" => ("hamlet", 50, 150.0),
        "isolated_dwelling" => ("isolated_dwelling", 4, 50.0),
        "farm" => ("farm", 4, 50.0),
        _ => return None,
    })
}

/// What tags make a place, with its usual capacity and extent.
fn kind(tags: &Tags) -> Option<(PlaceKind, u32, f64)> {
    use PlaceKind as K;
    let amenity = match tags.get("amenity") {
        Some("fire_station") => Some((K::Station, 0, 50.0)),
        Some("hospital") => Some((K::Facility, 0, 100.0)),
        Some("fuel") => Some((K::Facility, 0, 50.0)),
        Some("school" | "kindergarten" | "college" | "university") => Some((K::School, 300, 80.0)),
        Some("community_centre" | "exhibition_centre") => Some((K::Shelter, 200, 50.0)),
        Some("nursing_home") => Some((K::Facility, 0, 50.0)),
        _ => None,
    };
    let emergency = || match tags.get("emergency") {
        Some("water_tank" | "fire_water_pond" | "suction_point") => Some((K::WaterPoint, 0, 30.0)),
        Some("assembly_point") => Some((K::Shelter, 200, 50.0)),
        Some("landing_site") => Some((K::StagingArea, 0, 50.0)),
        _ => None,
    };
    let built = || match tags.get("man_made") {
        Some("water_tower" | "reservoir_covered") => Some((K::WaterPoint, 0, 30.0)),
        Some("storage_tank") if tags.is("content", "water") => Some((K::WaterPoint, 0, 30.0)),
        Some("works" | "wastewater_plant") => Some((K::Facility, 0, 150.0)),
        _ => None,
    };
    let other = || {
        if matches!(tags.get("social_facility"), Some("nursing_home" | "assisted_living")) {
            return Some((K::Facility, 0, 50.0));
        }
        match (tags.get("leisure"), tags.get("tourism"), tags.get("aeroway"), tags.get("power")) {
            (Some("sports_centre" | "stadium" | "sports_hall"), ..) => {
                Some((K::Shelter, 500, 80.0))
            }
            (_, Some("camp_site" | "caravan_site" | "theme_park" | "alpine_hut"), ..) => {
                Some((K::ScenicSpot, 0, 100.0))
            }
            (_, _, Some("helipad" | "heliport"), _) => Some((K::StagingArea, 0, 50.0)),
            (_, _, _, Some("substation" | "plant")) => Some((K::Facility, 0, 100.0)),
            _ => match tags.get("natural") {
                Some("peak" | "saddle") => Some((K::Landmark, 0, 50.0)),
                _ => None,
            },
        }
    };
    amenity.or_else(emergency).or_else(built).or_else(other)
}

fn number(text: Option<&str>) -> Option<u32> {
    let digits: String =
        text?.trim().chars().filter(|c| !matches!(c, ',' | ' ' | '.' | '\'')).collect();
    digits.parse().ok()
}

fn candidate(tags: &Tags, position: Position, size_m2: f64) -> Option<Candidate> {
    let name = names::name(tags);
    if let Some((word, usual, radius_m)) = tags.get("place").and_then(settlement) {
        let given = number(tags.get("population"));
        return Some(Candidate {
            kind: PlaceKind::Village,
            name: Some(name?),
            position,
            radius_m,
            population: given.unwrap_or(usual).min(POPULATION_MAX),
            capacity: 0,
            assumed: given.is_none().then_some(word),
        });
    }
    let (kind, usual, radius_m) = kind(tags)?;
    // Works, peaks and pumps without a name are too many to matter.
    let nameless_is_fine = matches!(
        kind,
        PlaceKind::Station
            | PlaceKind::School
            | PlaceKind::WaterPoint
            | PlaceKind::StagingArea
            | PlaceKind::Shelter
    );
    if name.is_none() && !nameless_is_fine {
        return None;
    }
    let given = number(tags.get("capacity"));
    // The radius of a circle of the same area, if the map has an area.
    let radius_m = if size_m2 > 0.0 {
        (size_m2 / core::f64::consts::PI).sqrt().clamp(20.0, 1_000.0)
    } else {
        radius_m
    };
    Some(Candidate {
        kind,
        name,
        position,
        radius_m,
        population: 0,
        capacity: if usual > 0 { given.unwrap_or(usual).min(POPULATION_MAX) } else { 0 },
        assumed: (usual > 0 && given.is_none()).then_some("capacity"),
    })
}

/// Places of a map, and the node of the roads each of them is pinned to.
pub(crate) struct Draft {
    candidates: Vec<(Candidate, Option<DraftNode>)>,
}

impl Draft {
    pub(crate) fn read(
        osm: &Osm,
        areas: &[Area<'_>],
        positions: &[Position],
        grid: &Grid,
        roads: &mut roads::Draft,
        people: &People,
        notes: &mut Notes,
    ) -> Self {
        let mut found: Vec<Candidate> = Vec::new();
        for (node, tags) in &osm.points {
            found.extend(candidate(tags, positions[*node as usize], 0.0));
        }
        for area in areas {
            found.extend(candidate(area.tags, area.centre, area.size_m2));
        }
        found.extend(structures(osm, positions));
        found.sort_by_key(|candidate| candidate.kind);
        found.extend(ponds(areas, positions, roads));
        let all = found.len();
        found.retain(|candidate| grid.at(candidate.position).is_some());
        notes.add(Finding::PlacesOffMap, "", all - found.len());
        let found = once(found, notes);
        let mut off_road = 0;
        let candidates = found
            .into_iter()
            .map(|candidate| {
                let node = roads.nearest(candidate.position, people.road_within_m);
                off_road += usize::from(node.is_none());
                let node = node.map(|(node, _)| node);
                if let Some(node) = node {
                    roads.pin(node);
                }
                (candidate, node)
            })
            .collect();
        notes.add(Finding::PlacesOffRoad, "", off_road);
        Self { candidates }
    }

    pub(crate) fn build(
        self,
        junctions: &BTreeMap<DraftNode, NodeId>,
        people: &People,
        notes: &mut Notes,
    ) -> Table<Place> {
        let mut places = Table::new();
        let mut keys = Keys::default();
        let mut assumed: BTreeMap<&str, usize> = BTreeMap::new();
        let mut numbers: BTreeMap<PlaceKind, usize> = BTreeMap::new();
        for (candidate, node) in self.candidates {
            let Candidate { kind, name, position, radius_m, population, capacity, .. } = candidate;
            if let Some(word) = candidate.assumed {
                *assumed.entry(word).or_default() += 1;
            }
            let name = name.unwrap_or_else(|| {
                let number = numbers.entry(kind).or_default();
                *number += 1;
                let (zh, en) = names::generic(kind);
                Words::new(format!("{zh}{number}"), format!("{en} {number}"))
            });
            let slug = names::slug(&name.en);
            let slug = if slug.is_empty() { names::stem(kind).to_owned() } else { slug };
            places.add(Place {
                key: keys.free(slug),
                name,
                kind,
                position,
                radius_m,
                junction: node.and_then(|node| junctions.get(&node).copied()),
                residents: residents(population, people),
                capacity,
            });
        }
        for (word, count) in assumed {
            let what = match word {
                "capacity" => Finding::CapacityAssumed,
                _ => Finding::PopulationAssumed,
            };
            notes.add(what, if word == "capacity" { "" } else { word }, count);
        }
        places
    }
}

/// Keys given so far, and the number the next place of the same name gets.
#[derive(Default)]
struct Keys {
    given: BTreeSet<String>,
    next: BTreeMap<String, usize>,
}

impl Keys {
    fn free(&mut self, slug: String) -> String {
        let mut key = slug.clone();
        while !self.given.insert(key.clone()) {
            let number = self.next.entry(slug.clone()).or_insert(1);
            *number += 1;
            key = format!("{slug}_{number}");
        }
        key
    }
}

fn residents(population: u32, people: &People) -> Residents {
    let share = |share: f64| (f64::from(population) * share).round() as u32;
    let own_car = share(people.own_car).min(population);
    let need_help = share(people.need_help).min(population - own_car);
    Residents { own_car, without_car: population - own_car - need_help, need_help }
}

/// Bridges and tunnels with names of their own.
fn structures(osm: &Osm, positions: &[Position]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for way in osm.ways.iter().filter(|way| way.tags.get("highway").is_some()) {
        let has = |key| way.tags.get(key).is_some_and(|value| value != "no");
        let own = way.tags.get("bridge:name").or_else(|| way.tags.get("tunnel:name"));
        let street = way.tags.get("name").unwrap_or("");
        // A street keeps its name on a bridge; only names that say so are the bridge's.
        let name = match own {
            Some(own) => Some(own),
            None if has("bridge") && street.ends_with('桥') => Some(street),
            None if has("tunnel") && street.ends_with("隧道") => Some(street),
            None => None,
        };
        let line = osm.line(way);
        let name = name.and_then(names::in_both);
        let middle = line.get(line.len() / 2).and_then(|&node| positions.get(node as usize));
        if let (Some(name), Some(&position)) = (name, middle) {
            found.push(Candidate {
                kind: PlaceKind::Landmark,
                name: Some(name),
                position,
                radius_m: 30.0,
                population: 0,
                capacity: 0,
                assumed: None,
            });
        }
    }
    found
}

/// Water points at ponds, lakes and wide rivers: at the shore nearest to a road if a road comes
/// close enough for a pump, else in the middle, for helicopters. Largest first.
fn ponds(areas: &[Area<'_>], positions: &[Position], roads: &roads::Draft) -> Vec<Candidate> {
    let mut waters: Vec<&Area<'_>> = areas
        .iter()
        .filter(|area| {
            let tags = area.tags;
            let water = tags.is("natural", "water")
                || tags.is("waterway", "riverbank")
                || matches!(tags.get("landuse"), Some("reservoir" | "basin"));
            let usable = !matches!(tags.get("water"), Some("wastewater" | "fountain"));
            water && usable && area.size_m2 >= POND_M2_MIN
        })
        .collect();
    waters.sort_by(|a, b| b.size_m2.total_cmp(&a.size_m2).then(a.id.cmp(&b.id)));
    let mut found = Vec::new();
    for area in waters {
        let mut best: Option<(f64, u32)> = None;
        for &node in area.outlines.iter().flatten() {
            let shore = positions[node as usize];
            let reach = best.map_or(SHORE_TO_ROAD_M, |(distance, _)| distance);
            if let Some((_, distance)) = roads.nearest(shore, reach)
                && best.is_none_or(|known| (distance, node) < known)
            {
                best = Some((distance, node));
            }
        }
        found.push(Candidate {
            kind: PlaceKind::WaterPoint,
            name: names::name(area.tags),
            position: best.map_or(area.centre, |(_, node)| positions[node as usize]),
            radius_m: 30.0,
            population: 0,
            capacity: 0,
            assumed: None,
        });
    }
    found
}

/// Leaves out what is there twice, and water points that crowd.
fn once(found: Vec<Candidate>, notes: &mut Notes) -> Vec<Candidate> {
    // Kept places of a kind and name, to compare with few.
    let mut by_name: BTreeMap<(PlaceKind, Words), Vec<Position>> = BTreeMap::new();
    let mut water: Vec<Position> = Vec::new();
    let (mut repeated, mut thinned) = (0, 0);
    let mut kept = Vec::new();
    for candidate in found {
        let near = |others: &[Position], m: f64| {
            others.iter().any(|other| other.distance_m(candidate.position) < m)
        };
        if candidate.kind == PlaceKind::WaterPoint {
            if near(&water, WATER_POINT_APART_M) {
                thinned += 1;
                continue;
            }
            water.push(candidate.position);
        } else if let Some(name) = &candidate.name {
            let others = by_name.entry((candidate.kind, name.clone())).or_default();
            if near(others, SAME_PLACE_M) {
                repeated += 1;
                continue;
            }
            others.push(candidate.position);
        }
        kept.push(candidate);
    }
    notes.add(Finding::PlacesRepeated, "", repeated);
    notes.add(Finding::WaterPointsThinned, "", thinned);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_counted_once() {
        for population in [0, 1, 2, 3, 7, 50, 99_999] {
            for (own_car, need_help) in [(0.5, 0.1), (1.0, 0.0), (0.0, 1.0), (0.3, 0.7)] {
                let people = People { own_car, need_help, ..People::default() };
                assert_eq!(residents(population, &people).total(), population);
            }
        }
    }

    #[test]
    fn populations_are_read_with_their_separators() {
        assert_eq!(number(Some("22,256")), Some(22_256));
        assert_eq!(number(Some("approx 500")), None);
        assert_eq!(number(Some("99999999999")), None);
        assert_eq!(number(None), None);
    }
}
