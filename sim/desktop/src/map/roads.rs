//! Roads as straight pieces, and how wide and in which colour they are drawn. The pieces are made
//! once for a network; their width is put on while drawing, so zooming makes nothing anew.

use egui::Color32;
use ground::{Network, Position, RoadClass};

use crate::settings::Look;
use crate::theme;

/// Every class, best first.
pub const CLASSES: [RoadClass; 7] = [
    RoadClass::Motorway,
    RoadClass::Trunk,
    RoadClass::Primary,
    RoadClass::Secondary,
    RoadClass::Local,
    RoadClass::Track,
    RoadClass::Path,
];

/// A straight piece of a road.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// One end, m east and north.
    pub from: [f32; 2],
    /// The other end.
    pub to: [f32; 2],
    /// Class of the road: its place in [`CLASSES`].
    pub class: u8,
    /// Where on its road it begins, m: dashes go on round bends.
    pub begins_m: f32,
}

/// The roads of a network, worst first: the best are drawn over the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roads {
    /// The pieces.
    pub pieces: Vec<Piece>,
}

/// How a class of roads is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Width, points; 0 for not at all.
    pub width: f32,
    /// Width of the edge on each side, points.
    pub edge: f32,
    /// Length of a dash, points; 0 for a line that does not break.
    pub dash: f32,
    /// Length of a gap, points.
    pub gap: f32,
    /// Colour of the road.
    pub colour: Color32,
    /// Colour of its edge.
    pub edge_colour: Color32,
}

impl Roads {
    /// Every road once, although the network holds both directions.
    pub fn of(network: &Network) -> Self {
        let graph = network.graph();
        let mut pieces = Vec::with_capacity(graph.edge_count());
        for link in graph.edge_indices() {
            let (from, to) = network.ends(link);
            let road = network.link(link).road;
            let other_way =
                || graph.edges_connecting(to, from).any(|edge| edge.weight().road == road);
            if from > to && other_way() {
                continue;
            }
            let class = class_number(network.link(link).class);
            let mut begins_m = 0.0;
            for pair in network.line(link).windows(2) {
                let [from, to] = [pair[0], pair[1]].map(|at| [at.x_m as f32, at.y_m as f32]);
                pieces.push(Piece { from, to, class, begins_m });
                begins_m += pair[0].distance_m(pair[1]) as f32;
            }
        }
        pieces.sort_by_key(|piece| std::cmp::Reverse(piece.class));
        Self { pieces }
    }

    /// The nearest road to a spot that is no farther than `within_m`, and how far it is.
    pub fn nearest(&self, to: Position, within_m: f64) -> Option<(RoadClass, f64)> {
        let (x, y) = (to.x_m as f32, to.y_m as f32);
        let mut best = within_m as f32;
        let mut class = None;
        for piece in &self.pieces {
            let ([ax, ay], [bx, by]) = (piece.from, piece.to);
            let beside = x < ax.min(bx) - best || x > ax.max(bx) + best;
            if beside || y < ay.min(by) - best || y > ay.max(by) + best {
                continue;
            }
            let (dx, dy) = (bx - ax, by - ay);
            let share = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy).max(1e-6);
            let share = share.clamp(0.0, 1.0);
            let away = (x - ax - share * dx).hypot(y - ay - share * dy);
            if away < best {
                (best, class) = (away, Some(piece.class));
            }
        }
        Some((CLASSES[usize::from(class?)], f64::from(best)))
    }
}

/// How roads of a class are drawn at a scale: small ones vanish as the map is zoomed out.
pub fn style(class: RoadClass, look: Look, m_per_point: f64) -> Style {
    let (width, edge, dash, gap, seen_to_m) = match class {
        RoadClass::Motorway => (5.0, 1.0, 0.0, 0.0, f64::INFINITY),
        RoadClass::Trunk => (4.2, 1.0, 0.0, 0.0, f64::INFINITY),
        RoadClass::Primary => (3.4, 0.9, 0.0, 0.0, f64::INFINITY),
        RoadClass::Secondary => (2.8, 0.8, 0.0, 0.0, 150.0),
        RoadClass::Local => (2.0, 0.8, 0.0, 0.0, 80.0),
        RoadClass::Track => (1.5, 0.0, 6.0, 3.0, 50.0),
        RoadClass::Path => (1.2, 0.0, 2.5, 2.5, 35.0),
    };
    // As the map is zoomed in roads grow, but far less than the ground does.
    let scale = (10.0 / m_per_point.max(0.01)).powf(0.35).clamp(0.55, 2.4) as f32;
    let width = if m_per_point <= seen_to_m { width * scale } else { 0.0 };
    Style {
        width,
        edge: if width > 0.0 { edge } else { 0.0 },
        dash: dash * scale,
        gap: gap * scale,
        colour: theme::ground::road(look, class),
        edge_colour: theme::ground::road_edge(look, class),
    }
}

/// The words for a class.
pub const fn key(class: RoadClass) -> &'static str {
    match class {
        RoadClass::Motorway => "road-motorway",
        RoadClass::Trunk => "road-trunk",
        RoadClass::Primary => "road-primary",
        RoadClass::Secondary => "road-secondary",
        RoadClass::Local => "road-local",
        RoadClass::Track => "road-track",
        RoadClass::Path => "road-path",
    }
}

/// Place of a class in [`CLASSES`].
fn class_number(class: RoadClass) -> u8 {
    CLASSES.iter().position(|&one| one == class).expect("every class is listed") as u8
}

#[cfg(test)]
mod tests {
    use ground::{Junction, Link};
    use petgraph::graph::DiGraph;

    use super::*;

    /// A road with a bend, in both directions, and a one-way track.
    fn network() -> Network {
        let mut graph = DiGraph::default();
        let mut at =
            |x, y| graph.add_node(Junction { key: String::new(), position: Position::new(x, y) });
        let (a, b, c) = (at(0.0, 0.0), at(200.0, 100.0), at(0.0, 300.0));
        let link = |class, road, shape: Vec<Position>| Link {
            class,
            lanes: 1,
            length_m: 300.0,
            speed_km_h: 30.0,
            road,
            shape,
        };
        let bend = vec![Position::new(200.0, 0.0)];
        graph.add_edge(a, b, link(RoadClass::Primary, 0, bend.clone()));
        graph.add_edge(b, a, link(RoadClass::Primary, 0, bend));
        graph.add_edge(c, a, link(RoadClass::Track, 1, Vec::new()));
        Network::new(graph)
    }

    #[test]
    fn both_directions_are_one_road_and_the_best_is_drawn_last() {
        let roads = Roads::of(&network());
        let classes: Vec<u8> = roads.pieces.iter().map(|piece| piece.class).collect();
        assert_eq!(classes, [5, 2, 2]);
        assert_eq!(roads.pieces[2].begins_m, 200.0, "dashes go on round the bend");
    }

    #[test]
    fn the_nearest_road_is_found_only_if_it_is_near() {
        let roads = Roads::of(&network());
        let near = roads.nearest(Position::new(210.0, 50.0), 100.0);
        assert_eq!(near, Some((RoadClass::Primary, 10.0)));
        let track = roads.nearest(Position::new(-30.0, 200.0), 100.0);
        assert_eq!(track, Some((RoadClass::Track, 30.0)));
        assert_eq!(roads.nearest(Position::new(2_000.0, 2_000.0), 100.0), None);
    }

    #[test]
    fn a_better_road_is_never_narrower() {
        for m_per_point in [0.1, 1.0, 10.0, 30.0, 60.0, 100.0, 300.0] {
            let widths = CLASSES.map(|class| style(class, Look::Light, m_per_point).width);
            assert!(widths.windows(2).all(|pair| pair[0] >= pair[1]), "{widths:?}");
        }
    }
}
