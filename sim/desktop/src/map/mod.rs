//! The map: which part of the ground a pane shows, what a person does with it, and what has to be
//! drawn. Pictures and lines of the ground are drawn by [`crate::window`] from [`Frame`]; labels
//! and symbols are painted here, where the fonts are.

mod view;

use std::sync::Arc;

use base::Id;
use engine::units::UnitSpec;
use ground::{Place, Position};
use scenario::{Scenario, Texts};

pub use view::View;

use crate::layers;
use crate::play::Selection;
use crate::settings::Settings;

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

/// What a map shows beside the ground, and in which words.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// Words.
    pub texts: &'a Texts,
    /// Light or dark, units of length.
    pub settings: &'a Settings,
    /// Whose ground.
    pub scenario: &'a Arc<Scenario>,
    /// A hazard field over the ground, if one is shown.
    pub field: Option<&'a Arc<layers::Raster>>,
    /// What is painted over the ground, and answers for what is under the pointer; `&()` for nothing.
    pub over: &'a dyn Over,
    /// What is selected.
    pub selection: &'a Selection,
}

/// What lies over the ground of a map: what a seat believes, or what is true.
pub trait Over {
    /// Paints it. `ui` is cut to the map; every hint on what is under the pointer is its own.
    fn paint(&self, ui: &mut egui::Ui, view: &View, shown: &layers::Shown) {
        let _ = (ui, view, shown);
    }

    /// The unit under the pointer.
    fn unit_at(
        &self,
        view: &View,
        shown: &layers::Shown,
        pointer: egui::Pos2,
    ) -> Option<Id<UnitSpec>> {
        let _ = (view, shown, pointer);
        None
    }

    /// What the hazard is at a spot of the ground, a line a value.
    fn values_at(&self, spot: Position, shown: &layers::Shown) -> Vec<String> {
        let _ = (spot, shown);
        Vec::new()
    }

    /// What the colours and symbols mean.
    fn legend(&self, ui: &mut egui::Ui, shown: &layers::Shown) {
        let _ = (ui, shown);
    }

    /// Where names of places must not be put: symbols.
    fn taken(&self, view: &View, shown: &layers::Shown) -> Vec<egui::Rect> {
        let _ = (view, shown);
        Vec::new()
    }
}

impl Over for () {}

/// What a person did with a map in this frame.
pub struct Outcome {
    /// How the map as a whole answered.
    pub response: egui::Response,
    /// What was clicked: units before places before the ground.
    pub click: Option<Click>,
    /// What was clicked twice in short order; the first of the two was told as a click already.
    pub double_click: Option<Click>,
    /// The spot of the ground under the pointer.
    pub hovered: Option<Position>,
}

/// Draws a map into the space that is left, and hands its ground over to be drawn behind it.
pub fn show(ui: &mut egui::Ui, pane: &mut Pane, sheet: &Sheet<'_>, frame: &mut Frame) -> Outcome {
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
        scenario: Arc::clone(sheet.scenario),
        layers: pane.layers.clone(),
        field: sheet.field.cloned(),
    });
    let at = |pointer: Option<egui::Pos2>| pointer.map(|pointer| pane.view.to_ground(pointer));
    let hovered = at(response.hover_pos());
    let click = response.clicked().then(|| at(response.interact_pointer_pos())).flatten();
    Outcome { response, click: click.map(Click::Ground), double_click: None, hovered }
}
