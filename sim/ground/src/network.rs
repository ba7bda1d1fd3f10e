//! Roads as a directed petgraph graph, and fastest routes over it.
//!
//! Travel times are whole milliseconds, so that sums are exact, and ties are broken by node number,
//! so that a route is the same on every machine. (petgraph's own `dijkstra` returns a hash map.)
//! Whether a road is open, and how deep it lies under water, is state of the run: it is passed in as [`Closures`].

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use petgraph::Direction;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use serde::{Deserialize, Serialize};

use crate::Position;

/// A junction of the network.
pub type NodeId = NodeIndex<u32>;
/// One direction of a road between two junctions.
pub type LinkId = EdgeIndex<u32>;

/// Class of a road, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RoadClass {
    /// 高速公路
    Motorway,
    /// 国道、省道
    Trunk,
    /// 县道
    Primary,
    /// 乡道
    Secondary,
    /// 村道
    Local,
    /// 机耕路、林道: fire engines and four-wheel drive only
    Track,
    /// 小路: on foot only
    Path,
}

impl RoadClass {
    /// Free-flow speed where a file gives none, km/h. Design speeds of Chinese highway classes
    /// (JTG B01-2014: 100, 80, 60, 40, 20) rounded to what a loaded engine keeps; walking 4 km/h.
    pub const fn default_speed_km_h(self) -> f64 {
        match self {
            Self::Motorway => 80.0,
            Self::Trunk => 60.0,
            Self::Primary => 50.0,
            Self::Secondary => 40.0,
            Self::Local => 25.0,
            Self::Track => 12.0,
            Self::Path => 4.0,
        }
    }
}

/// Where roads meet.
#[derive(Clone, Debug, PartialEq)]
pub struct Junction {
    /// Short name used by files and orders; empty where it has none.
    pub key: String,
    /// Where it is.
    pub position: Position,
}

/// One direction of a road between two junctions.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Class of the road.
    pub class: RoadClass,
    /// Lanes in this direction.
    pub lanes: u8,
    /// Length along the road, m.
    pub length_m: f64,
    /// Free-flow speed, km/h.
    pub speed_km_h: f64,
    /// Number of the road both directions share, so that they close together.
    pub road: u32,
    /// The bends between its ends, in the direction of travel, ends left out.
    pub shape: Vec<Position>,
}

/// Water in which no ordinary car drives any more, mm: Pregnolato and others (2017).
pub const NO_CAR_MM: u16 = 300;
/// Water on a road counts in steps of so much, mm: routes are looked for anew when it has gained or lost one.
pub const WATER_STEP_MM: u16 = 50;

/// Speed at which ordinary cars can be driven through standing water, km/h: v = 0.0009 w² − 0.5529 w + 86.9448, w in mm,
/// and none from 300 mm on. Pregnolato, Ford, Wilkinson and Dawson (2017), equation 1; fitted on a
/// fast road, so that a slower limit stays what it is.
pub fn road_speed_km_h(depth_mm: f64) -> f64 {
    if depth_mm >= f64::from(NO_CAR_MM) {
        return 0.0;
    }
    (0.0009 * depth_mm - 0.5529) * depth_mm + 86.9448
}

/// Who travels: what roads they can use, how fast at most, and through how much water.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Traveller {
    /// Top speed, km/h.
    pub top_speed_km_h: f64,
    /// The worst road class they can use.
    pub worst_class: RoadClass,
    /// From this depth on they cannot drive, mm.
    pub wades_mm: u16,
    /// Where it is deeper than that they go by boat, so fast, km/h; others do not go there at all.
    pub floats_km_h: Option<f64>,
}

impl Traveller {
    /// An ordinary car.
    pub const fn car(top_speed_km_h: f64) -> Self {
        Self {
            top_speed_km_h,
            worst_class: RoadClass::Local,
            wades_mm: NO_CAR_MM,
            floats_km_h: None,
        }
    }

    /// Whether the traveller can use a road of this class at all.
    pub fn can_use(&self, class: RoadClass) -> bool {
        class <= self.worst_class
    }

    /// Time on a link under so much water, ms, at least one; `None` where it is of too bad a class or lies too deep.
    /// A vehicle that wades deeper than a car is slowed by water as a car is by as large a part of what it wades, which
    /// is an assumption.
    ///
    /// # Panics
    /// If the link is so long or so slow that the time does not fit 49 days.
    pub fn travel_ms(&self, link: &Link, water_mm: u16) -> Option<u32> {
        if !self.can_use(link.class) {
            return None;
        }
        let on_land_km_h = link.speed_km_h.min(self.top_speed_km_h);
        let speed_km_h = match self.floats_km_h {
            _ if water_mm == 0 => on_land_km_h,
            _ if water_mm < self.wades_mm => {
                let part = f64::from(water_mm) / f64::from(self.wades_mm);
                let wading_km_h = road_speed_km_h(part * f64::from(NO_CAR_MM));
                on_land_km_h.min(wading_km_h.max(self.floats_km_h.unwrap_or(0.0)))
            }
            Some(floats_km_h) => floats_km_h,
            None => return None,
        };
        let ms = (link.length_m / (speed_km_h / 3.6) * 1000.0).round().max(1.0);
        assert!(ms < f64::from(u32::MAX), "a link takes {ms} ms");
        Some(ms as u32)
    }
}

/// Which roads are closed, and how deep each lies under water: by road number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closures {
    closed: Vec<bool>,
    water_mm: Vec<u16>,
    version: u32,
}

impl Closures {
    /// Every road open and dry.
    pub fn none(network: &Network) -> Self {
        let roads = network.roads() as usize;
        Self { closed: vec![false; roads], water_mm: vec![0; roads], version: 0 }
    }

    /// Whether a road is closed to everybody.
    pub fn is_closed(&self, road: u32) -> bool {
        self.closed[road as usize]
    }

    /// How deep a road lies under water, mm, in whole steps of [`WATER_STEP_MM`].
    pub fn water_mm(&self, road: u32) -> u16 {
        self.water_mm[road as usize]
    }

    /// Time of a traveller on a link as it is, ms; `None` if there is no way over it.
    pub fn travel_ms(&self, who: &Traveller, link: &Link) -> Option<u32> {
        if self.is_closed(link.road) {
            return None;
        }
        who.travel_ms(link, self.water_mm(link.road))
    }

    /// Puts a road under so much water, mm; true if that is another step than before.
    pub fn set_water(&mut self, road: u32, depth_mm: u16) -> bool {
        let steps_mm = depth_mm / WATER_STEP_MM * WATER_STEP_MM;
        let changed = self.water_mm[road as usize] != steps_mm;
        self.water_mm[road as usize] = steps_mm;
        self.version += u32::from(changed);
        changed
    }

    /// Closes or opens a road; true if that changed anything.
    pub fn set(&mut self, road: u32, closed: bool) -> bool {
        let changed = self.closed[road as usize] != closed;
        self.closed[road as usize] = closed;
        self.version += u32::from(changed);
        changed
    }

    /// A number that grows with every change: routes found under an older one may be stale.
    pub const fn version(&self) -> u32 {
        self.version
    }
}

/// The road network.
#[derive(Clone, Debug)]
pub struct Network {
    graph: DiGraph<Junction, Link, u32>,
    /// The first link of each road.
    roads: Vec<LinkId>,
}

impl PartialEq for Network {
    fn eq(&self, other: &Self) -> bool {
        let ends = |n: &Self| {
            n.graph.edge_references().map(|e| (e.source(), e.target())).collect::<Vec<_>>()
        };
        self.graph.node_weights().eq(other.graph.node_weights())
            && self.graph.edge_weights().eq(other.graph.edge_weights())
            && ends(self) == ends(other)
    }
}

/// A way through the network.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Route {
    /// The links, in order of travel. Empty where start and end are the same junction.
    pub links: Vec<LinkId>,
    /// Travel time without delay, ms.
    pub travel_ms: u64,
}

/// Travel times from every junction to one goal (or from one start to every junction).
#[derive(Clone, Debug, PartialEq)]
pub struct Times {
    ms: Vec<u64>,
    step: Vec<u32>,
}

const NEVER: u64 = u64::MAX;
const NO_STEP: u32 = u32::MAX;

impl Times {
    /// Travel time of a junction, ms; `None` if there is no way.
    pub fn ms(&self, node: NodeId) -> Option<u64> {
        Some(self.ms[node.index()]).filter(|&ms| ms != NEVER)
    }
}

impl Network {
    /// A network from its graph.
    ///
    /// # Panics
    /// If a link has no positive length and speed.
    pub fn new(graph: DiGraph<Junction, Link, u32>) -> Self {
        for link in graph.edge_weights() {
            let sane = link.length_m > 0.0
                && link.length_m.is_finite()
                && link.speed_km_h > 0.0
                && link.speed_km_h.is_finite()
                && link.lanes > 0;
            assert!(sane, "a link needs positive length, speed and lanes: {link:?}");
        }
        let count = graph.edge_weights().map(|link| link.road + 1).max().unwrap_or(0);
        let mut roads = vec![LinkId::end(); count as usize];
        for link in graph.edge_indices().rev() {
            roads[graph[link].road as usize] = link;
        }
        Self { graph, roads }
    }

    /// The graph itself.
    pub const fn graph(&self) -> &DiGraph<Junction, Link, u32> {
        &self.graph
    }

    /// How many roads (pairs of directions count once).
    pub fn roads(&self) -> u32 {
        u32::try_from(self.roads.len()).expect("a road has a 32-bit number")
    }

    /// The middle of a road; `None` if there is no such road.
    pub fn middle(&self, road: u32) -> Option<Position> {
        let link = *self.roads.get(road as usize)?;
        (link != LinkId::end()).then(|| self.along(link, 0.5))
    }

    /// The link.
    pub fn link(&self, link: LinkId) -> &Link {
        &self.graph[link]
    }

    /// Start and end of a link.
    pub fn ends(&self, link: LinkId) -> (NodeId, NodeId) {
        self.graph.edge_endpoints(link).expect("the link is of this network")
    }

    /// Where a junction is.
    pub fn position(&self, node: NodeId) -> Position {
        self.graph[node].position
    }

    /// The junction with this key.
    pub fn junction(&self, key: &str) -> Option<NodeId> {
        self.graph.node_indices().find(|&node| self.graph[node].key == key)
    }

    /// The nearest junction to a point that has any road; ties go to the smaller number.
    pub fn nearest(&self, to: Position) -> Option<NodeId> {
        self.graph
            .node_indices()
            .filter(|&node| self.graph.neighbors_undirected(node).next().is_some())
            .min_by(|&a, &b| {
                let distance = |node: NodeId| self.graph[node].position.distance_m(to);
                distance(a).total_cmp(&distance(b))
            })
    }

    /// The points a link runs through, ends included.
    pub fn line(&self, link: LinkId) -> Vec<Position> {
        let (from, to) = self.ends(link);
        let mut line = vec![self.position(from)];
        line.extend(&self.graph[link].shape);
        line.push(self.position(to));
        line
    }

    /// Where one is after a share of a link, 0 to 1.
    pub fn along(&self, link: LinkId, share: f64) -> Position {
        let line = self.line(link);
        let total: f64 = line.windows(2).map(|pair| pair[0].distance_m(pair[1])).sum();
        let mut left = total * share.clamp(0.0, 1.0);
        for pair in line.windows(2) {
            let piece = pair[0].distance_m(pair[1]);
            if left <= piece && piece > 0.0 {
                return pair[0].toward(pair[1], left / piece);
            }
            left -= piece;
        }
        line[line.len() - 1]
    }

    /// Travel times from everywhere to `goal`: one search answers "who is there first".
    pub fn times_to(&self, goal: NodeId, who: &Traveller, closures: &Closures) -> Times {
        self.search(goal, None, Direction::Incoming, who, closures)
    }

    /// Travel times from `start` to everywhere.
    pub fn times_from(&self, start: NodeId, who: &Traveller, closures: &Closures) -> Times {
        self.search(start, None, Direction::Outgoing, who, closures)
    }

    /// The fastest open route, or `None` if `to` cannot be reached.
    pub fn route(
        &self,
        from: NodeId,
        to: NodeId,
        who: &Traveller,
        closures: &Closures,
    ) -> Option<Route> {
        let times = self.search(to, Some(from), Direction::Incoming, who, closures);
        let travel_ms = times.ms(from)?;
        let mut links = Vec::new();
        let mut node = from;
        while node != to {
            let link = LinkId::new(times.step[node.index()] as usize);
            links.push(link);
            node = self.ends(link).1;
        }
        Some(Route { links, travel_ms })
    }

    /// Dijkstra (1959). The queue is ordered by (time, node), a node's step is the link of the
    /// smallest (time, link), so the result does not depend on the order of insertion.
    fn search(
        &self,
        root: NodeId,
        stop_at: Option<NodeId>,
        direction: Direction,
        who: &Traveller,
        closures: &Closures,
    ) -> Times {
        let nodes = self.graph.node_count();
        let mut times = Times { ms: vec![NEVER; nodes], step: vec![NO_STEP; nodes] };
        let mut queue = BinaryHeap::new();
        times.ms[root.index()] = 0;
        queue.push(Reverse((0_u64, root.index() as u32)));
        while let Some(Reverse((ms, node))) = queue.pop() {
            if ms > times.ms[node as usize] {
                continue;
            }
            let node = NodeId::new(node as usize);
            if stop_at == Some(node) {
                break;
            }
            for edge in self.graph.edges_directed(node, direction) {
                let link = edge.weight();
                let Some(link_ms) = closures.travel_ms(who, link) else { continue };
                let next = match direction {
                    Direction::Outgoing => edge.target(),
                    Direction::Incoming => edge.source(),
                };
                let arrival = ms + u64::from(link_ms);
                let step = edge.id().index() as u32;
                let known = (times.ms[next.index()], times.step[next.index()]);
                if (arrival, step) < known {
                    times.ms[next.index()] = arrival;
                    times.step[next.index()] = step;
                    if arrival < known.0 {
                        queue.push(Reverse((arrival, next.index() as u32)));
                    }
                }
            }
        }
        times
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A square of four towns 1 km apart; the diagonal from 0 to 2 is a slow track.
    fn square() -> Network {
        let mut graph = DiGraph::default();
        let corners: Vec<NodeId> = [(0.0, 0.0), (1000.0, 0.0), (1000.0, 1000.0), (0.0, 1000.0)]
            .into_iter()
            .enumerate()
            .map(|(i, (x, y))| {
                graph.add_node(Junction { key: format!("N{i}"), position: Position::new(x, y) })
            })
            .collect();
        let mut both = |a: usize, b: usize, class: RoadClass, road| {
            let link = Link {
                class,
                lanes: 1,
                length_m: if road == 4 { 1414.0 } else { 1000.0 },
                speed_km_h: class.default_speed_km_h(),
                road,
                shape: Vec::new(),
            };
            graph.add_edge(corners[a], corners[b], link.clone());
            graph.add_edge(corners[b], corners[a], link);
        };
        for (road, (a, b)) in [(0, 1), (1, 2), (2, 3), (3, 0)].into_iter().enumerate() {
            both(a, b, RoadClass::Secondary, road as u32);
        }
        both(0, 2, RoadClass::Track, 4);
        Network::new(graph)
    }

    const ENGINE: Traveller =
        Traveller { worst_class: RoadClass::Track, wades_mm: 500, ..Traveller::car(60.0) };

    #[test]
    fn the_fastest_route_avoids_the_track_and_a_closed_road() {
        let network = square();
        let mut closures = Closures::none(&network);
        let (a, b) = (NodeId::new(0), NodeId::new(2));
        let route = network.route(a, b, &ENGINE, &closures).expect("open");
        assert_eq!(route.travel_ms, 180_000);
        closures.set(1, true);
        let route = network.route(a, b, &ENGINE, &closures).expect("open");
        assert_eq!(route.travel_ms, 180_000, "the other way round the square");
        closures.set(2, true);
        let route = network.route(a, b, &ENGINE, &closures).expect("open");
        assert_eq!(route.travel_ms, 424_200, "only the track is left");
        let bus = Traveller::car(60.0);
        assert_eq!(network.route(a, b, &bus, &closures), None, "a bus cannot use it");
    }

    #[test]
    fn water_slows_who_wades_it_stops_the_others_and_carries_boats() {
        let network = square();
        let mut closures = Closures::none(&network);
        let link = network.link(LinkId::new(0));
        let car = Traveller::car(60.0);
        let boat = Traveller { floats_km_h: Some(10.0), ..car };
        // Depth, mm, and the time of a car, an engine and a boat on the kilometre at 40 km/h, s.
        let rows = [
            (0, Some(90), Some(90), Some(90)),
            // 0.0009 × 150² − 0.5529 × 150 + 86.9448 = 24.26 km/h; the engine as a car in 90 mm.
            (150, Some(148), Some(90), Some(148)),
            // The engine as a car in 180 mm: 16.58 km/h.
            (300, None, Some(217), Some(360)),
            (500, None, None, Some(360)),
        ];
        for (depth_mm, car_s, engine_s, boat_s) in rows {
            closures.set_water(0, depth_mm);
            let seconds = |who| closures.travel_ms(who, link).map(|ms| (ms + 500) / 1000);
            let all = (seconds(&car), seconds(&ENGINE), seconds(&boat));
            assert_eq!(all, (car_s, engine_s, boat_s), "{depth_mm} mm");
        }
        assert!(!closures.set_water(0, 520), "less than a step");
        closures.set(0, true);
        assert_eq!(closures.travel_ms(&boat, link), None, "closed is closed");
    }

    #[test]
    fn times_to_a_goal_agree_with_single_routes() {
        let network = square();
        let closures = Closures::none(&network);
        for goal in network.graph().node_indices() {
            let to = network.times_to(goal, &ENGINE, &closures);
            for start in network.graph().node_indices() {
                let route = network.route(start, goal, &ENGINE, &closures);
                assert_eq!(to.ms(start), route.map(|r| r.travel_ms));
                let from = network.times_from(start, &ENGINE, &closures);
                assert_eq!(from.ms(goal), to.ms(start));
            }
        }
    }

    #[test]
    fn a_place_along_a_link_is_on_its_line() {
        let network = square();
        let middle = network.along(LinkId::new(0), 0.25);
        assert_eq!(middle, Position::new(250.0, 0.0));
    }
}
