//! The map: which part of the ground a pane shows, what a person does with it, and what has to be
//! drawn. Pictures and lines of the ground are drawn by [`crate::window`] from [`Frame`]; labels
//! and symbols are painted here, where the fonts are.

mod view;

use std::sync::Arc;

use base::Id;
use engine::units::UnitSpec;
use ground::{Place, Position};
use scenario::Scenario;

pub use view::View;

use crate::layers;

/// One map on the screen, and how a person has set it.
#[derive(Clone, Debug)]
pub struct Pane {
    /// Which part of the ground it shows.
    pub view: View,
    /// Which layers are on.
    pub layers: layers::Shown,
}

/// What was clicked on a map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Click {
    /// A unit.
    Unit(Id<UnitSpec>),
    /// A place.
    Place(Id<Place>),
    /// The bare ground.
    Ground(Position),
}

/// What the maps of one frame show, for whoever draws them.
#[derive(Default)]
pub struct Frame {
    /// The maps, at most two.
    pub panes: Vec<Drawn>,
}

/// One map to be drawn.
pub struct Drawn {
    /// Where on the screen and which part of the ground.
    pub view: View,
    /// Whose ground.
    pub scenario: Arc<Scenario>,
    /// The layers that are on.
    pub layers: layers::Shown,
    /// A hazard field over the ground, if one is shown.
    pub field: Option<Arc<layers::Raster>>,
}

impl Frame {
    /// Forgets the last frame.
    pub fn begin(&mut self) {
        self.panes.clear();
    }
}

impl Pane {
    /// The whole ground of a scenario.
    pub fn of(scenario: &Scenario) -> Self {
        let grid = scenario.setup.ground.terrain.grid();
        Self { view: View::of(grid.width_m(), grid.height_m()), layers: layers::Shown::default() }
    }
}

/// Lets a pane be panned and zoomed in the space that is left, and hands it over to be drawn.
pub fn show(
    ui: &mut egui::Ui,
    pane: &mut Pane,
    scenario: &Arc<Scenario>,
    field: Option<Arc<layers::Raster>>,
    frame: &mut Frame,
) -> egui::Response {
    let (rect, response) =
        ui.allocate_exact_size(ui.available_size(), egui::Sense::click_and_drag());
    pane.view.place(rect);
    if response.dragged() {
        pane.view.pan(response.drag_delta());
    }
    if let Some(pointer) = response.hover_pos() {
        let scroll = ui.input(|input| input.smooth_scroll_delta.y);
        let pinch = ui.input(egui::InputState::zoom_delta);
        pane.view.zoom(pointer, (scroll / 240.0).exp2() * pinch);
    }
    frame.panes.push(Drawn {
        view: pane.view,
        scenario: Arc::clone(scenario),
        layers: pane.layers.clone(),
        field,
    });
    response
}
