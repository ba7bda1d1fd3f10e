//! Roads of a map become a network: pieces between junctions, the part one can drive around in, and
//! as few junctions as that needs.
//!
//! 1. Each drivable way is cut where nodes are missing, at the edge of the map, and where it meets
//!    other roads.
//! 2. The largest strongly connected part of the drivable pieces is kept, so that every place on it
//!    can be reached from every other one; foot paths that touch it are kept too.
//! 3. Nodes that only join two pieces of the same kind become bends. Bridges and tunnels stay links
//!    of their own, so that they can be closed alone; so do nodes that places are pinned to.

use std::collections::BTreeMap;

use base::Words;
use ground::{Grid, Junction, Link, Network, NodeId, Position, RoadClass};
use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;
use petgraph::unionfind::UnionFind;

use crate::RoadChoices;
use crate::names;
use crate::osm::{MISSING, Osm, Tags};
use crate::report::{Finding, Notes};

/// Shortest link, m: map nodes may lie on top of each other.
const LINK_M_MIN: f64 = 0.1;

/// What is taken for a speed limit and for a number of lanes: what ground files take.
const SPEED_KM_H: std::ops::RangeInclusive<f64> = 3.0..=150.0;
const LANES_MAX: u8 = 8;
/// Nodes of one link; ground files take 2,000 bends.
const LINK_NODES_MAX: usize = 1_900;

/// A node of the draft: a node of the map, or one made at the edge.
pub(crate) type DraftNode = u32;

/// What two pieces must share to become one link.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Kind {
    class: RoadClass,
    speed_km_h: f64,
    speed_assumed: bool,
    lanes_assumed: bool,
    /// Number of the way if it is a bridge or tunnel, which stays a link of its own.
    structure: i64,
}

/// A piece of road between two junctions of the draft.
#[derive(Clone, Debug)]
struct Piece {
    /// From one end to the other, ends included.
    nodes: Vec<DraftNode>,
    kind: Kind,
    /// Lanes in the direction of the nodes and against it; 0 is no traffic.
    lanes: [u8; 2],
    /// Number of the way it began with, for its name.
    way: usize,
}

impl Piece {
    fn ends(&self) -> [DraftNode; 2] {
        [self.nodes[0], self.nodes[self.nodes.len() - 1]]
    }

    fn reversed(mut self) -> Self {
        self.nodes.reverse();
        self.lanes.reverse();
        self
    }
}

/// Roads before they are a network.
pub(crate) struct Draft {
    pieces: Vec<Piece>,
    /// Ids of the map, by node; those made at the edge have none.
    ids: Vec<i64>,
    positions: Vec<Position>,
    pinned: Vec<bool>,
    cell_m: f64,
    /// Nodes of kept drivable pieces by (column, row) of a coarse grid.
    near: BTreeMap<(i64, i64), Vec<DraftNode>>,
}

/// Class of a way by its `highway` tag; `None` for what nobody drives or walks on.
/// The README shows the same table.
fn class(highway: &str) -> Option<RoadClass> {
    Some(match highway {
        "motorway" | "motorway_link" => RoadClass::Motorway,
        "trunk" | "trunk_link" => RoadClass::Trunk,
        "primary" | "primary_link" => RoadClass::Primary,
        "secondary" | "secondary_link" | "tertiary" | "tertiary_link" => RoadClass::Secondary,
        "unclassified" | "residential" | "living_street" | "service" | "road" => RoadClass::Local,
        "track" => RoadClass::Track,
        "path" | "footway" | "bridleway" | "cycleway" | "steps" | "pedestrian" => RoadClass::Path,
        _ => return None,
    })
}

/// A speed limit in km/h: `50`, `30 mph`, `walk`; `None` where it gives no number.
fn speed_km_h(text: &str) -> Option<f64> {
    let text = text.split(';').next().unwrap_or("").trim();
    if text == "walk" {
        return Some(7.0);
    }
    let (number, factor) =
        text.strip_suffix("mph").map_or((text, 1.0), |number| (number, 1.609_344));
    let speed: f64 = number.trim().trim_end_matches("km/h").trim().parse().ok()?;
    Some(speed * factor).filter(|speed| SPEED_KM_H.contains(speed))
}

fn lanes(text: Option<&str>) -> Option<u8> {
    text?.trim().parse::<u8>().ok().filter(|lanes| (1..=LANES_MAX).contains(lanes))
}

/// Lanes along and against a way, and whether they are assumed.
fn lanes_each_way(tags: &Tags, class: RoadClass, highway: &str) -> ([u8; 2], bool) {
    let round = matches!(tags.get("junction"), Some("roundabout" | "circular"));
    let one_way = match tags.get("oneway") {
        Some("yes" | "true" | "1") => 1,
        Some("-1" | "reverse") => -1,
        Some(_) => 0,
        None => i32::from(round || highway == "motorway"),
    };
    let total = lanes(tags.get("lanes"));
    let wide = if class == RoadClass::Motorway { 2 } else { 1 };
    match one_way {
        0 => {
            let along = lanes(tags.get("lanes:forward"));
            let against = lanes(tags.get("lanes:backward"));
            let half = total.map(|total| (total / 2).max(1));
            let each = half.unwrap_or(wide);
            let assumed = along.is_none() && against.is_none() && total.is_none();
            ([along.unwrap_or(each), against.unwrap_or(each)], assumed)
        }
        // On foot one can go both ways.
        _ if class == RoadClass::Path => ([1, 1], true),
        1 => ([total.unwrap_or(wide), 0], total.is_none()),
        _ => ([0, total.unwrap_or(wide)], total.is_none()),
    }
}

/// Whether every vehicle is kept out. Private roads and forest roads are open to a fire engine.
fn is_barred(tags: &Tags) -> bool {
    let emergency = matches!(tags.get("emergency"), Some("yes" | "designated" | "official"));
    let no = |key| matches!(tags.get(key), Some("no"));
    let motor = tags.get("motor_vehicle").or_else(|| tags.get("vehicle"));
    let motor_allowed = motor.is_some_and(|value| value != "no");
    !emergency && (no("motor_vehicle") || no("vehicle") || (no("access") && !motor_allowed))
}

impl Draft {
    /// Cuts the roads of a map into pieces.
    pub(crate) fn read(
        osm: &Osm,
        positions: &[Position],
        grid: &Grid,
        choices: RoadChoices,
        notes: &mut Notes,
    ) -> Self {
        let mut draft = Self {
            pieces: Vec::new(),
            ids: osm.nodes.iter().map(|node| node.id).collect(),
            positions: positions.to_vec(),
            pinned: Vec::new(),
            cell_m: 250.0,
            near: BTreeMap::new(),
        };
        let (mut unused, mut barred, mut cut) = (0, 0, 0);
        let mut runs: Vec<Piece> = Vec::new();
        for (number, way) in osm.ways.iter().enumerate() {
            let Some(highway) = way.tags.get("highway") else { continue };
            let aisle = matches!(way.tags.get("service"), Some("parking_aisle" | "drive-through"));
            let wanted = class(highway).filter(|&class| {
                let area = way.tags.is("area", "yes");
                let service = highway != "service" || (choices.service && !aisle);
                !area && service && (class != RoadClass::Path || choices.paths)
            });
            let Some(class) = wanted else {
                unused += 1;
                continue;
            };
            if class != RoadClass::Path && is_barred(&way.tags) {
                barred += 1;
                continue;
            }
            let limit = way.tags.get("maxspeed").and_then(speed_km_h);
            let default = match highway {
                // Links between main roads are driven like secondary roads.
                _ if highway.ends_with("_link") => class.default_speed_km_h().min(40.0),
                "living_street" | "service" => 15.0,
                _ => class.default_speed_km_h(),
            };
            // A limit says nothing about how fast a forest road can be driven.
            let off_road = matches!(class, RoadClass::Track | RoadClass::Path);
            let speed = match limit {
                Some(limit) if off_road => limit.min(default),
                Some(limit) => limit,
                None => default,
            };
            let is = |key| way.tags.get(key).is_some_and(|value| value != "no");
            let (lanes, lanes_assumed) = lanes_each_way(&way.tags, class, highway);
            let kind = Kind {
                class,
                speed_km_h: speed,
                speed_assumed: limit.is_none(),
                lanes_assumed,
                structure: if is("bridge") || is("tunnel") { way.id } else { 0 },
            };
            cut += draft.cut_at_edge(osm.line(way), grid, |nodes| {
                runs.push(Piece { nodes, kind, lanes, way: number });
            });
        }
        notes.add(Finding::RoadsNotUsed, "", unused);
        notes.add(Finding::RoadsBarred, "", barred);
        notes.add(Finding::RoadsCutAtEdge, "", cut);
        draft.cut_at_junctions(runs);
        draft.pinned = vec![false; draft.positions.len()];
        draft
    }

    /// Hands on the parts of a line that lie on the map, and returns how often the edge cut it.
    fn cut_at_edge(
        &mut self,
        line: &[u32],
        grid: &Grid,
        mut take: impl FnMut(Vec<DraftNode>),
    ) -> usize {
        let (width, height) = (grid.width_m(), grid.height_m());
        let inside =
            |at: Position| (0.0..width).contains(&at.x_m) && (0.0..height).contains(&at.y_m);
        let mut cuts = 0;
        let mut run: Vec<DraftNode> = Vec::new();
        let mut outside: Option<u32> = None;
        for &node in line {
            if node == MISSING {
                flush(&mut run, &mut take);
                outside = None;
            } else if inside(self.positions[node as usize]) {
                if let Some(before) = outside.take() {
                    run.push(self.at_edge(node, before, width, height));
                    cuts += 1;
                }
                if run.last() != Some(&node) {
                    run.push(node);
                }
            } else {
                if let Some(&last) = run.last() {
                    let edge = self.at_edge(last, node, width, height);
                    run.push(edge);
                    cuts += 1;
                    flush(&mut run, &mut take);
                }
                outside = Some(node);
            }
        }
        flush(&mut run, &mut take);
        cuts
    }

    /// A new node just inside the edge, on the way from a node inside to one outside.
    fn at_edge(&mut self, inside: u32, outside: u32, width: f64, height: f64) -> DraftNode {
        let (from, to) = (self.positions[inside as usize], self.positions[outside as usize]);
        let share = |from: f64, to: f64, limit: f64| {
            if to < 0.0 {
                from / (from - to)
            } else if to >= limit {
                (limit - from) / (to - from)
            } else {
                1.0
            }
        };
        let share = share(from.x_m, to.x_m, width).min(share(from.y_m, to.y_m, height));
        let at = from.toward(to, share);
        // A millimetre inside, so that the point belongs to a cell.
        let at = Position::new(at.x_m.clamp(0.0, width - 0.001), at.y_m.clamp(0.0, height - 0.001));
        self.positions.push(at);
        self.ids.push(0);
        (self.positions.len() - 1) as DraftNode
    }

    fn cut_at_junctions(&mut self, runs: Vec<Piece>) {
        let mut uses = vec![0_u8; self.positions.len()];
        for run in &runs {
            for &node in &run.nodes {
                uses[node as usize] = uses[node as usize].saturating_add(1);
            }
            // An end always counts as a junction.
            for end in run.ends() {
                uses[end as usize] = uses[end as usize].saturating_add(1);
            }
        }
        for run in runs {
            split(&run, |node| uses[node as usize] > 1, &mut self.pieces);
        }
    }

    /// Keeps the largest part in which every junction can be driven to from every other one.
    pub(crate) fn keep_largest(&mut self, notes: &mut Notes) {
        let mut graph: DiGraph<(), (), u32> = DiGraph::default();
        let mut number = vec![u32::MAX; self.positions.len()];
        for piece in &self.pieces {
            for end in piece.ends() {
                if number[end as usize] == u32::MAX {
                    number[end as usize] = graph.add_node(()).index() as u32;
                }
            }
        }
        let node = |end: DraftNode| NodeId::new(number[end as usize] as usize);
        let drivable = |piece: &Piece| piece.kind.class != RoadClass::Path;
        for piece in self.pieces.iter().filter(|piece| drivable(piece)) {
            let [from, to] = piece.ends().map(node);
            if piece.lanes[0] > 0 {
                graph.add_edge(from, to, ());
            }
            if piece.lanes[1] > 0 {
                graph.add_edge(to, from, ());
            }
        }
        let parts = kosaraju_scc(&graph);
        // Largest first; among equals the one with the smallest node.
        let largest = parts.iter().enumerate().min_by_key(|(_, part)| {
            (usize::MAX - part.len(), part.iter().map(|n| n.index()).min())
        });
        let mut kept = vec![false; graph.node_count()];
        for node in largest.map(|(_, part)| part).into_iter().flatten() {
            kept[node.index()] = true;
        }
        let mut keep: Vec<bool> = self
            .pieces
            .iter()
            .map(|piece| drivable(piece) && piece.ends().iter().all(|&e| kept[node(e).index()]))
            .collect();
        // Paths are kept where they hang together with what is kept.
        let mut joined = UnionFind::<usize>::new(graph.node_count());
        for piece in self.pieces.iter().filter(|piece| !drivable(piece)) {
            let [from, to] = piece.ends().map(|end| node(end).index());
            joined.union(from, to);
        }
        let mut reached = vec![false; graph.node_count()];
        for (node, _) in kept.iter().enumerate().filter(|(_, kept)| **kept) {
            reached[joined.find(node)] = true;
        }
        let mut on_roads = vec![false; graph.node_count()];
        for (piece, keep) in self.pieces.iter().zip(&mut keep) {
            let ends = piece.ends().map(|end| node(end).index());
            if drivable(piece) {
                for end in ends {
                    on_roads[end] = true;
                }
            } else {
                *keep = reached[joined.find(ends[0])];
            }
        }
        let drivable_parts =
            parts.iter().filter(|part| part.iter().any(|node| on_roads[node.index()])).count();
        let islands = drivable_parts.saturating_sub(1);
        let lost = keep.iter().filter(|keep| !**keep).count();
        let mut each = keep.iter();
        self.pieces.retain(|_| *each.next().expect("one flag for each piece"));
        notes.add(Finding::RoadPiecesDropped, "", lost);
        notes.add(Finding::RoadIslandsDropped, "", islands);
        for piece in self.pieces.iter().filter(|piece| drivable(piece)) {
            for &node in &piece.nodes {
                let cell = coarse(self.positions[node as usize], self.cell_m);
                self.near.entry(cell).or_default().push(node);
            }
        }
        for nodes in self.near.values_mut() {
            nodes.sort_unstable();
            nodes.dedup();
        }
    }

    /// The nearest node of a drivable road, no farther than `within_m`; ties go to the smaller
    /// number.
    pub(crate) fn nearest(&self, to: Position, within_m: f64) -> Option<(DraftNode, f64)> {
        let (column, row) = coarse(to, self.cell_m);
        let reach = (within_m / self.cell_m).ceil().min(400.0) as i64;
        let mut best: Option<(f64, DraftNode)> = None;
        for ring in 0..=reach {
            // What lies in farther rings is at least this far away.
            let least = (ring - 1) as f64 * self.cell_m;
            if best.is_some_and(|(distance, _)| distance <= least) {
                break;
            }
            for y in row - ring..=row + ring {
                let on_side = (y - row).abs() == ring;
                let step = if on_side || ring == 0 { 1 } else { 2 * ring as usize };
                for x in (column - ring..=column + ring).step_by(step) {
                    for &node in self.near.get(&(x, y)).into_iter().flatten() {
                        let distance = self.positions[node as usize].distance_m(to);
                        let closer = best.is_none_or(|known| (distance, node) < known);
                        if distance <= within_m && closer {
                            best = Some((distance, node));
                        }
                    }
                }
            }
        }
        best.map(|(distance, node)| (node, distance))
    }

    /// Makes a node a junction whatever meets there.
    pub(crate) fn pin(&mut self, node: DraftNode) {
        self.pinned[node as usize] = true;
    }

    /// The network, the junction each pinned node has become, and what the roads are called.
    pub(crate) fn build(self, osm: &Osm, notes: &mut Notes) -> Built {
        let Self { pieces, ids, positions, pinned, .. } = self;
        let mut cut = Vec::with_capacity(pieces.len());
        for piece in &pieces {
            split(piece, |node| pinned[node as usize], &mut cut);
        }
        let links = join(cut, &pinned, positions.len());
        let mut nodes: Vec<DraftNode> = links.iter().flat_map(Piece::ends).collect();
        // Neighbours on the map are neighbours in memory: routing is faster for it.
        nodes.sort_unstable_by_key(|&node| (morton(positions[node as usize]), node));
        nodes.dedup();
        let mut graph = DiGraph::with_capacity(nodes.len(), links.len() * 2);
        let mut junctions = BTreeMap::new();
        let mut edges = 0;
        for node in nodes {
            let id = ids[node as usize];
            let key = match id {
                0 => {
                    edges += 1;
                    format!("edge_{edges}")
                }
                // Nodes that an editor has not yet handed in have negative numbers.
                ..0 => format!("m{}", id.unsigned_abs()),
                _ => format!("n{id}"),
            };
            let junction = Junction { key, position: positions[node as usize] };
            junctions.insert(node, graph.add_node(junction));
        }
        let mut assumed: BTreeMap<RoadClass, usize> = BTreeMap::new();
        let mut lanes_assumed = 0;
        let mut keys = RoadKeys::default();
        let mut road_names = Vec::with_capacity(links.len());
        let mut road_keys = Vec::with_capacity(links.len());
        for (road, piece) in links.into_iter().enumerate() {
            let [from, to] = piece.ends().map(|end| junctions[&end]);
            let tags = &osm.ways[piece.way].tags;
            road_names.push(name_of_road(tags));
            road_keys.push(keys.key(tags, road));
            let line: Vec<Position> =
                piece.nodes.iter().map(|&node| positions[node as usize]).collect();
            let length: f64 = line.windows(2).map(|pair| pair[0].distance_m(pair[1])).sum();
            let mut link = Link {
                class: piece.kind.class,
                lanes: 1,
                length_m: length.max(LINK_M_MIN),
                speed_km_h: piece.kind.speed_km_h,
                road: road as u32,
                shape: line[1..line.len() - 1].to_vec(),
            };
            let both = piece.lanes.iter().filter(|lanes| **lanes > 0).count();
            if piece.kind.speed_assumed {
                *assumed.entry(piece.kind.class).or_default() += both;
            }
            lanes_assumed += if piece.kind.lanes_assumed { both } else { 0 };
            if piece.lanes[0] > 0 {
                link.lanes = piece.lanes[0];
                graph.add_edge(from, to, link.clone());
            }
            if piece.lanes[1] > 0 {
                link.lanes = piece.lanes[1];
                link.shape.reverse();
                graph.add_edge(to, from, link);
            }
        }
        for (class, count) in assumed {
            notes.add(Finding::SpeedAssumed, format!("{class:?}").to_lowercase(), count);
        }
        notes.add(Finding::LanesAssumed, "", lanes_assumed);
        junctions.retain(|&node, _| pinned[node as usize]);
        Built { network: Network::new(graph), junctions, road_keys, road_names }
    }
}

/// A network with what it does not hold itself.
pub(crate) struct Built {
    pub(crate) network: Network,
    /// The junction of each pinned node.
    pub(crate) junctions: BTreeMap<DraftNode, NodeId>,
    pub(crate) road_keys: Vec<String>,
    pub(crate) road_names: Vec<Words>,
}

/// The name of a road, else its number; empty where it has neither.
fn name_of_road(tags: &Tags) -> Words {
    names::name(tags).or_else(|| tags.get("ref").and_then(names::in_both)).unwrap_or_default()
}

/// How many roads of each name have a key.
#[derive(Default)]
struct RoadKeys(BTreeMap<String, usize>);

impl RoadKeys {
    /// `cg_1_s12`: stretch 12 of road CG-1. Roads whose number and names have no Latin letters are
    /// called `r` and their number in the network. No key ends in `_` and digits: ground files put
    /// those after a key where the two directions of a road differ.
    fn key(&mut self, tags: &Tags, road: usize) -> String {
        let slug = ["ref", "name:en", "name"]
            .into_iter()
            .filter_map(|key| tags.get(key))
            .map(names::slug)
            .find(|slug| slug.starts_with(|c: char| c.is_ascii_lowercase()));
        let Some(slug) = slug else { return format!("r{road}") };
        let number = self.0.entry(slug.clone()).or_default();
        *number += 1;
        format!("{slug}_s{number}")
    }
}

fn flush(run: &mut Vec<DraftNode>, take: &mut impl FnMut(Vec<DraftNode>)) {
    let nodes = std::mem::take(run);
    if nodes.len() >= 2 {
        take(nodes);
    }
}

/// Cuts a piece at its inner nodes that are junctions. A piece that comes back to where it began is
/// cut in the middle too, so that no link joins a junction to itself; one of two nodes is dropped.
fn split(piece: &Piece, is_junction: impl Fn(DraftNode) -> bool, into: &mut Vec<Piece>) {
    let mut start = 0;
    let last = piece.nodes.len() - 1;
    let mut add = |from: usize, to: usize| {
        let nodes = &piece.nodes[from..=to];
        if nodes[0] != nodes[nodes.len() - 1] {
            into.push(Piece { nodes: nodes.to_vec(), ..*piece });
        } else if nodes.len() >= 3 {
            let middle = from + nodes.len() / 2;
            into.push(Piece { nodes: piece.nodes[from..=middle].to_vec(), ..*piece });
            into.push(Piece { nodes: piece.nodes[middle..=to].to_vec(), ..*piece });
        }
    };
    for at in 1..=last {
        if at == last || is_junction(piece.nodes[at]) || at - start >= LINK_NODES_MAX - 1 {
            add(start, at);
            start = at;
        }
    }
}

/// Joins pieces of the same kind at nodes where nothing else meets.
fn join(pieces: Vec<Piece>, pinned: &[bool], nodes: usize) -> Vec<Piece> {
    let mut at_node: Vec<[u32; 2]> = vec![[u32::MAX; 2]; nodes];
    let mut meeting = vec![0_u8; nodes];
    for (number, piece) in pieces.iter().enumerate() {
        for end in piece.ends() {
            let count = &mut meeting[end as usize];
            if *count < 2 {
                at_node[end as usize][*count as usize] = number as u32;
            }
            *count = count.saturating_add(1);
        }
    }
    let mut left: Vec<Option<Piece>> = pieces.into_iter().map(Some).collect();
    // The piece that goes on where another one ends, turned to run away from the node.
    let next = |left: &mut Vec<Option<Piece>>, node: DraftNode, before: &Piece, room: usize| {
        if pinned[node as usize] || meeting[node as usize] != 2 {
            return None;
        }
        let number = *at_node[node as usize].iter().find(|&&n| left[n as usize].is_some())?;
        let piece = left[number as usize].take()?;
        let piece = if piece.nodes[0] == node { piece } else { piece.reversed() };
        let same = piece.kind == before.kind && piece.lanes == before.lanes;
        if same && piece.nodes.len() <= room {
            return Some(piece);
        }
        left[number as usize] = Some(piece);
        None
    };
    let mut joined = Vec::new();
    for number in 0..left.len() {
        let Some(mut piece) = left[number].take() else { continue };
        for _ in 0..2 {
            loop {
                let [start, end] = piece.ends();
                let room = LINK_NODES_MAX.saturating_sub(piece.nodes.len());
                let Some(more) = next(&mut left, end, &piece, room) else { break };
                if more.ends()[1] == start {
                    // The last piece of a ring stays by itself: no link ends where it began.
                    joined.push(more);
                    break;
                }
                piece.nodes.extend_from_slice(&more.nodes[1..]);
            }
            piece = piece.reversed();
        }
        joined.push(piece);
    }
    joined
}

fn coarse(at: Position, cell_m: f64) -> (i64, i64) {
    ((at.x_m / cell_m).floor() as i64, (at.y_m / cell_m).floor() as i64)
}

/// Place along a curve that fills the map in Z's, in steps of a metre.
fn morton(at: Position) -> u64 {
    let spread = |v: f64| {
        let mut bits = u64::from(v.max(0.0) as u32);
        bits = (bits | bits << 16) & 0x0000_ffff_0000_ffff;
        bits = (bits | bits << 8) & 0x00ff_00ff_00ff_00ff;
        bits = (bits | bits << 4) & 0x0f0f_0f0f_0f0f_0f0f;
        bits = (bits | bits << 2) & 0x3333_3333_3333_3333;
        (bits | bits << 1) & 0x5555_5555_5555_5555
    };
    spread(at.x_m) | spread(at.y_m) << 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speed_limits_are_read_in_the_units_they_come_in() {
        for (text, speed) in [
            ("50", Some(50.0)),
            ("30 mph", Some(30.0 * 1.609_344)),
            ("30mph", Some(30.0 * 1.609_344)),
            ("walk", Some(7.0)),
            ("50;30", Some(50.0)),
            ("none", None),
            ("RU:urban", None),
            ("1e9", None),
            ("200", None),
            ("NaN", None),
            ("-20", None),
            ("", None),
        ] {
            assert_eq!(speed_km_h(text), speed, "{text}");
        }
    }
}
