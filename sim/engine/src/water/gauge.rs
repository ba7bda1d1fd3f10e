//! What a gauge shows.

use hazards::flood::grid::Face;
use hazards::flood::system::State;
use serde::{Deserialize, Serialize};

use super::{GaugeAt, WaterSpec};

/// What is read at a gauge at a moment. What it cannot measure is not there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Depth of the water, m; in a section the greatest.
    pub depth_m: Option<f64>,
    /// Its level, m; in a section where it is deepest.
    pub level_m: Option<f64>,
    /// Its speed, m/s; in a section where it is deepest.
    pub velocity_m_s: Option<f64>,
    /// What passes, m³/s: through a structure, or across a section.
    pub flow_m3_s: Option<f64>,
}

/// Reads a gauge.
pub fn read(spec: &WaterSpec, state: &State, at: &GaugeAt) -> Reading {
    let (system, graph) = (&spec.system, &spec.system.graph);
    let cell = |cell: usize| {
        let (Some(bed), Some(grid)) = (&system.bed, &state.grid) else {
            return Reading::default();
        };
        Reading {
            depth_m: Some(grid.depth_m(bed, cell)),
            level_m: grid.level_m(bed, cell),
            velocity_m_s: Some(grid.velocity_m_s(bed, cell)),
            flow_m3_s: None,
        }
    };
    match at {
        GaugeAt::Cell(place) => cell(*place),
        GaugeAt::Node(node) => Reading {
            depth_m: Some(state.nodes.depth_m(graph, *node)),
            level_m: Some(state.nodes.level_m(graph, *node)),
            ..Reading::default()
        },
        GaugeAt::Structure(number) => {
            let level_m = state.level_m(system, system.structures[*number].from);
            let flow_m3_s = Some(state.flow_m3_s(*number));
            Reading { level_m, flow_m3_s, ..Reading::default() }
        }
        GaugeAt::Section(faces) => {
            let (Some(bed), Some(grid)) = (&system.bed, &state.grid) else {
                return Reading::default();
            };
            let of_face = |face: &Face| match *face {
                Face::West(cell) => (cell, grid.discharge_m2_s(bed, cell).0),
                Face::North(cell) => (cell, grid.discharge_m2_s(bed, cell).1),
            };
            let deepest = faces.iter().map(|face| of_face(face).0).max_by(|&a, &b| {
                grid.depth_m(bed, a).total_cmp(&grid.depth_m(bed, b)).then(b.cmp(&a))
            });
            let flow_m2_s: f64 = faces.iter().map(|face| of_face(face).1).sum();
            let here = deepest.map_or_else(Reading::default, cell);
            Reading { flow_m3_s: Some(flow_m2_s * bed.cell_m()), ..here }
        }
    }
}
