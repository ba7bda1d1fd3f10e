//! Junctions, roads and places: every key, end, length and speed checked, and no place cut off.

use std::collections::BTreeMap;

use base::Table;
use ground::{Grid, Junction, Link, Network, NodeId, Place, Position, RoadClass};
use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use super::schema::{GroundText, PlaceText, RoadText};
use crate::check::{Check, Keys};
use crate::problem::Sentence;

/// A province has fewer.
pub const JUNCTIONS_MAX: usize = 200_000;
/// Two per junction.
pub const ROADS_MAX: usize = 400_000;
/// More than any map can show.
pub const PLACES_MAX: usize = 10_000;
/// Bends of one road.
const SHAPE_POINTS_MAX: usize = 2_000;
/// Longer than any map is wide, and at the lowest speed still within the 49 days a link may take.
const LENGTH_M: std::ops::RangeInclusive<f64> = 0.1..=200_000.0;
/// From somebody who climbs to the highest limit on Chinese motorways, with room.
const SPEED_KM_H: std::ops::RangeInclusive<f64> = 0.5..=150.0;
/// The widest motorways have eight lanes in a direction.
const LANES_MAX: f64 = 8.0;
/// Radius of a place where none is given, m: a hamlet.
const RADIUS_M: f64 = 50.0;
/// The largest place, m.
const RADIUS_M_MAX: f64 = 20_000.0;
/// People of one kind at one place.
const PEOPLE_MAX: f64 = 1_000_000.0;
/// Characters of a name.
const NAME_CHARS_MAX: usize = 60;
/// A road may be this much shorter than the straight line between its ends: rounding.
const STRAIGHT_SHARE_MIN: f64 = 0.95;
/// How many places that are cut off together are named.
const NAMED_MAX: usize = 5;

/// Builds network and places as far as they are right; what is wrong is told. `None` where there
/// are too many.
pub(super) fn build(
    text: &GroundText,
    grid: Option<&Grid>,
    check: &mut Check<'_>,
) -> Option<(Network, Table<Place>)> {
    // All three, so that each is told.
    let few = check.count("junctions", "what-junction", text.junctions.len(), JUNCTIONS_MAX)
        & check.count("roads", "what-road", text.roads.len(), ROADS_MAX)
        & check.count("places", "what-place", text.places.len(), PLACES_MAX);
    if !few {
        return None;
    }
    let errors = check.problems().errors();
    let mut graph: DiGraph<Junction, Link, u32> = DiGraph::default();
    let mut junctions = Keys::new("what-junction");
    for (i, junction) in text.junctions.iter().enumerate() {
        check.new_key(&mut junctions, &junction.key, i, |i| format!("junctions[{i}].key"));
        let position = Position::new(junction.x_m, junction.y_m);
        on_map(check, grid, position, format_args!("junctions[{i}]"));
        graph.add_node(Junction { key: junction.key.clone(), position });
    }
    let mut roads = Keys::new("what-road");
    for (i, road) in text.roads.iter().enumerate() {
        check.new_key(&mut roads, &road.key, i, |i| format!("roads[{i}].key"));
        let from = check.row(format_args!("roads[{i}].from"), &junctions, &road.from);
        let to = check.row(format_args!("roads[{i}].to"), &junctions, &road.to);
        let ends = from.zip(to).map(|(from, to)| (NodeId::new(from), NodeId::new(to)));
        add_road(&mut graph, i, road, ends, grid, check);
    }
    let mut places = Table::new();
    let mut keys = Keys::new("what-place");
    for (i, place) in text.places.iter().enumerate() {
        check.new_key(&mut keys, &place.key, i, |i| format!("places[{i}].key"));
        let junction = place.junction.as_ref().and_then(|key| {
            check.row(format_args!("places[{i}].junction"), &junctions, key).map(NodeId::new)
        });
        places.add(read_place(i, place, junction, grid, check));
    }
    // What is wrong with a road may be why a place is cut off.
    if check.problems().errors() == errors && !check.document().has_doubts() {
        check_reachable(&graph, &places, check);
    }
    Some((Network::new(graph), places))
}

fn on_map(
    check: &mut Check<'_>,
    grid: Option<&Grid>,
    position: Position,
    path: std::fmt::Arguments<'_>,
) {
    // Without terrain there is no map to be off; that is told elsewhere.
    let Some(grid) = grid else { return };
    if grid.at(position).is_none() {
        check.error(path, "problem-off-map", |problem| {
            problem
                .with("x", position.x_m.to_string())
                .with("y", position.y_m.to_string())
                .with("width", grid.width_m().to_string())
                .with("height", grid.height_m().to_string())
        });
    }
}

fn add_road(
    graph: &mut DiGraph<Junction, Link, u32>,
    i: usize,
    road: &RoadText,
    ends: Option<(NodeId, NodeId)>,
    grid: Option<&Grid>,
    check: &mut Check<'_>,
) {
    let errors = check.problems().errors();
    let lanes = road.lanes.unwrap_or(1);
    let path = format_args!("roads[{i}].lanes");
    check.number(path, f64::from(lanes), 1.0..=LANES_MAX, "unit-none");
    let speed_km_h = road.speed_km_h.unwrap_or_else(|| road.class.default_speed_km_h());
    check.number(format_args!("roads[{i}].speed_km_h"), speed_km_h, SPEED_KM_H, "unit-km-h");
    if let Some(length_m) = road.length_m {
        check.number(format_args!("roads[{i}].length_m"), length_m, LENGTH_M, "unit-m");
    }
    let points = road.shape.len();
    check.count(format_args!("roads[{i}].shape"), "what-point", points, SHAPE_POINTS_MAX);
    let shape: Vec<Position> = road.shape.iter().map(|&(x, y)| Position::new(x, y)).collect();
    for (j, point) in shape.iter().enumerate() {
        on_map(check, grid, *point, format_args!("roads[{i}].shape[{j}]"));
    }
    let Some((from, to)) = ends else { return };
    if check.problems().errors() > errors {
        return;
    }
    let (start, end) = (graph[from].position, graph[to].position);
    let mut drawn_m = 0.0;
    let mut last = start;
    for point in shape.iter().chain([&end]) {
        drawn_m += last.distance_m(*point);
        last = *point;
    }
    let length_m = road.length_m.unwrap_or(drawn_m);
    if !LENGTH_M.contains(&length_m) {
        check.error(format_args!("roads[{i}]"), "problem-road-length", |problem| {
            problem.with("name", &road.key).with("length", format!("{length_m:.1}"))
        });
        return;
    }
    let straight_m = start.distance_m(end);
    if length_m < STRAIGHT_SHARE_MIN * straight_m {
        check.warning(format_args!("roads[{i}].length_m"), "problem-road-short", |problem| {
            problem
                .with("name", &road.key)
                .with("length", length_m.to_string())
                .with("straight", format!("{straight_m:.0}"))
        });
    }
    let mut back = shape.clone();
    back.reverse();
    let class = road.class;
    let link = |shape| Link { class, lanes, length_m, speed_km_h, road: i as u32, shape };
    graph.add_edge(from, to, link(shape));
    if !road.one_way {
        graph.add_edge(to, from, link(back));
    }
}

fn read_place(
    i: usize,
    place: &PlaceText,
    junction: Option<NodeId>,
    grid: Option<&Grid>,
    check: &mut Check<'_>,
) -> Place {
    for (language, name) in [("zh", &place.name.zh), ("en", &place.name.en)] {
        check.text(format_args!("places[{i}].name.{language}"), name, NAME_CHARS_MAX);
    }
    let position = Position::new(place.x_m, place.y_m);
    on_map(check, grid, position, format_args!("places[{i}]"));
    let radius_m = place.radius_m.unwrap_or(RADIUS_M);
    check.number(format_args!("places[{i}].radius_m"), radius_m, 0.0..=RADIUS_M_MAX, "unit-m");
    let residents = place.residents;
    for (name, people) in [
        ("residents.own_car", residents.own_car),
        ("residents.without_car", residents.without_car),
        ("residents.need_help", residents.need_help),
        ("capacity", place.capacity),
    ] {
        let path = format_args!("places[{i}].{name}");
        check.number(path, f64::from(people), 0.0..=PEOPLE_MAX, "unit-people");
    }
    Place {
        key: place.key.clone(),
        name: place.name.clone(),
        kind: place.kind,
        position,
        radius_m,
        junction,
        residents,
        capacity: place.capacity,
    }
}

/// Every place with a junction must be reachable from every other, and back, by roads open to
/// vehicles. The largest group of places that reach each other is taken to be right.
fn check_reachable(
    graph: &DiGraph<Junction, Link, u32>,
    places: &Table<Place>,
    check: &mut Check<'_>,
) {
    let joined = || places.iter().filter_map(|(id, place)| Some((id, place, place.junction?)));
    if joined().count() < 2 {
        return;
    }
    let open =
        graph.filter_map(|_, _| Some(()), |_, link| (link.class < RoadClass::Path).then_some(()));
    let mut part_of = vec![0_usize; graph.node_count()];
    for (part, nodes) in kosaraju_scc(&open).into_iter().enumerate() {
        for node in nodes {
            part_of[node.index()] = part;
        }
    }
    // Parts by the first place in them, so that their order does not depend on the algorithm.
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (id, _, junction) in joined() {
        parts.entry(part_of[junction.index()]).or_default().push(id.index());
    }
    let mut parts: Vec<Vec<usize>> = parts.into_values().collect();
    parts.sort_by_key(|rows| (usize::MAX - rows.len(), rows[0]));
    let Some((main, cut_off)) = parts.split_first() else { return };
    let key = |row: usize| places.rows()[row].key.as_str();
    for rows in cut_off {
        let named: Vec<&str> = rows.iter().take(NAMED_MAX).map(|&row| key(row)).collect();
        let more = if rows.len() > NAMED_MAX { ", …" } else { "" };
        check.error(format_args!("places[{}].junction", rows[0]), "problem-cut-off", |problem| {
            problem
                .with("count", rows.len())
                .with("names", named.join(", ") + more)
                .with("main", key(main[0]))
                .hint(Sentence::new("hint-cut-off"))
        });
    }
}
