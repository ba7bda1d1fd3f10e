//! The roads of the invented city: a grid of streets that is a little off everywhere, arterials that
//! run through, blocks without a cross street, and forest roads that join the hills to it.

use ground::{Junction, Link, Network, NodeId, Position, RoadClass};
use petgraph::graph::DiGraph;

use super::Dice;
use super::land::CITY_FROM_M;

/// Junctions of the grid, west to east and south to north.
const COLUMNS: usize = 33;
const ROWS: usize = 36;
/// Distance between two streets, m.
const BLOCK_M: f64 = 490.0;
/// A junction lies up to so far beside its place in the grid, m.
const OFF_M: f64 = 90.0;
/// Share of the blocks that no cross street bounds. Streets north to south are all there, and so are
/// the arterials: so the network hangs together.
const MISSING_SHARE: f64 = 0.15;
/// Share of the blocks with a street across.
const DIAGONAL_SHARE: f64 = 0.04;
/// Rows of the grid from which a road leads into the hills.
pub const FOREST_ROADS: [usize; 4] = [4, 12, 20, 30];
/// Junctions of a forest road.
pub const FOREST_JUNCTIONS: usize = 9;
/// Distance between two of them, m.
const FOREST_STEP_M: f64 = 740.0;

/// Key of a junction of a forest road, 0 nearest to the city.
pub fn forest_key(road: usize, nth: usize) -> String {
    format!("f{}_{}", road + 1, nth + 1)
}

/// Roads under way.
struct Builder {
    graph: DiGraph<Junction, Link, u32>,
    keys: Vec<String>,
}

impl Builder {
    fn add(&mut self, from: NodeId, to: NodeId, class: RoadClass, lanes: u8) {
        let straight_m = self.graph[from].position.distance_m(self.graph[to].position);
        // Roads in the hills wind more.
        let winding = if class == RoadClass::Track { 1.25 } else { 1.03 };
        let road = self.keys.len() as u32;
        let link = Link {
            class,
            lanes,
            length_m: (straight_m * winding).round(),
            speed_km_h: class.default_speed_km_h(),
            road,
            shape: Vec::new(),
        };
        self.graph.add_edge(from, to, link.clone());
        self.graph.add_edge(to, from, link);
        self.keys.push(format!("r{}", road + 1));
    }
}

/// What runs along line `nth` of the grid.
const fn class(nth: usize) -> (RoadClass, u8) {
    match nth % 8 {
        4 => (RoadClass::Trunk, 3),
        0 => (RoadClass::Primary, 2),
        2 | 6 => (RoadClass::Secondary, 1),
        _ => (RoadClass::Local, 1),
    }
}

/// The roads, and the key of each.
pub fn network(dice: Dice) -> (Network, Vec<String>) {
    let mut builder = Builder { graph: DiGraph::default(), keys: Vec::new() };
    let node = |column: usize, row: usize| NodeId::new(row * COLUMNS + column);
    for row in 0..ROWS {
        for column in 0..COLUMNS {
            let number = (row * COLUMNS + column) as u64;
            let off = |what| OFF_M * (2.0 * dice.share(what, number) - 1.0);
            let x_m = CITY_FROM_M + 300.0 + BLOCK_M * column as f64 + off("junction east");
            let y_m = 350.0 + BLOCK_M * row as f64 + off("junction north");
            let position = Position::new(x_m.round(), y_m.round());
            let key = format!("j{:02}_{:02}", column + 1, row + 1);
            builder.graph.add_node(Junction { key, position });
        }
    }
    for row in 0..ROWS {
        for column in 0..COLUMNS {
            let number = (row * COLUMNS + column) as u64;
            let here = node(column, row);
            if row + 1 < ROWS {
                let (class, lanes) = class(column);
                builder.add(here, node(column, row + 1), class, lanes);
            }
            if column + 1 < COLUMNS {
                let (class, lanes) = class(row);
                let is_missing = class == RoadClass::Local
                    && dice.share("missing street", number) < MISSING_SHARE;
                if !is_missing {
                    builder.add(here, node(column + 1, row), class, lanes);
                }
            }
            if column + 1 < COLUMNS
                && row + 1 < ROWS
                && dice.share("street across", number) < DIAGONAL_SHARE
            {
                builder.add(here, node(column + 1, row + 1), RoadClass::Local, 1);
            }
        }
    }
    forest_roads(&mut builder, dice, node);
    (Network::new(builder.graph), builder.keys)
}

fn forest_roads(builder: &mut Builder, dice: Dice, node: impl Fn(usize, usize) -> NodeId) {
    let mut middles: Vec<NodeId> = Vec::new();
    for (road, row) in FOREST_ROADS.into_iter().enumerate() {
        let mut last = node(0, row);
        let begin = builder.graph[last].position;
        for nth in 0..FOREST_JUNCTIONS {
            let number = (road * FOREST_JUNCTIONS + nth) as u64;
            let bend = 320.0 * (2.0 * dice.share("bend of a forest road", number) - 1.0);
            let x_m = begin.x_m - FOREST_STEP_M * (nth + 1) as f64;
            let position = Position::new(x_m.round(), (begin.y_m + bend).round());
            let here = builder.graph.add_node(Junction { key: forest_key(road, nth), position });
            let class = if nth < 3 { RoadClass::Secondary } else { RoadClass::Track };
            builder.add(last, here, class, 1);
            if nth == FOREST_JUNCTIONS / 2 {
                middles.push(here);
            }
            last = here;
        }
    }
    // A track along the hills joins the forest roads.
    for pair in middles.windows(2) {
        builder.add(pair[0], pair[1], RoadClass::Track, 1);
    }
}
