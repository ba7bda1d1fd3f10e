//! The map: which part of the ground a pane shows, what a person does with it, and what has to be
//! drawn. Pictures and lines of the ground are drawn by [`crate::window`] from [`Frame`]; labels
//! and symbols are painted here, where the fonts are.

pub mod ground_picture;
pub mod labels;
pub mod measure;
pub mod roads;

mod controls;
mod grounds;
mod places;
mod readout;
mod steer;
mod view;

use std::sync::Arc;

use base::Id;
use egui::{Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, WidgetType};
use engine::units::UnitSpec;
use ground::{Place, Position};
use scenario::{Scenario, Texts};

pub use grounds::Grounds;
pub use view::View;

use crate::play::Selection;
use crate::settings::{Look, Settings};
use crate::{layers, theme};

/// One map on the screen, and how a person has set it.
#[derive(Clone, Debug)]
pub struct Pane {
    /// Which part of the ground it shows.
    pub view: View,
    /// Which layers are on.
    pub layers: layers::Shown,
    /// What is unfolded, and the line that is being measured.
    pub tools: Tools,
    /// Names on the map, and where they are.
    named: Vec<(Id<Place>, Rect)>,
}

/// The tools of a map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tools {
    /// Whether the list of layers is unfolded.
    pub layers_open: bool,
    /// Whether the legend is; where nobody has said, it is on maps that have room for it.
    pub legend_open: Option<bool>,
    /// The line that is being measured.
    pub measure: Option<measure::Measure>,
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
    /// Pictures and roads of their grounds.
    pub grounds: Grounds,
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
    /// Light or dark.
    pub look: Look,
    /// The picture of the ground, once it has been painted.
    pub picture: Option<Arc<ground_picture::Picture>>,
    /// The roads, if they are on and once they are there.
    pub roads: Option<Arc<roads::Roads>>,
}

impl Frame {
    /// Forgets the last frame.
    pub fn begin(&mut self) {
        self.panes.clear();
        self.grounds.begin();
    }
}

impl Pane {
    /// The whole ground of a scenario.
    pub fn of(scenario: &Scenario) -> Self {
        let grid = scenario.setup.ground.terrain.grid();
        Self::new(View::of(grid.width_m(), grid.height_m()))
    }

    /// A map of this view with every layer as it is at first.
    pub fn new(view: View) -> Self {
        Self { view, layers: layers::Shown::default(), tools: Tools::default(), named: Vec::new() }
    }

    /// The names on the map in the last frame, and where they were.
    pub fn names(&self) -> &[(Id<Place>, Rect)] {
        &self.named
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
    fn paint(&self, ui: &mut Ui, view: &View, shown: &layers::Shown) {
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
    fn legend(&self, ui: &mut Ui, shown: &layers::Shown) {
        let _ = (ui, shown);
    }

    /// Where names of places must not be put: symbols.
    fn taken(&self, view: &View, shown: &layers::Shown) -> Vec<Rect> {
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
pub fn show(ui: &mut Ui, pane: &mut Pane, sheet: &Sheet<'_>, frame: &mut Frame) -> Outcome {
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
    response.widget_info(|| {
        WidgetInfo::labeled(WidgetType::Other, true, sheet.texts.say("map-name", &[]))
    });
    pane.view.place(rect);
    steer::steer(ui, &response, pane);
    let (look, relief) = (sheet.settings.look, pane.layers.relief);
    let picture = frame.grounds.picture(ui.ctx(), sheet.scenario, look, relief);
    let roads = frame.grounds.roads(ui.ctx(), sheet.scenario);
    let pointer = response.hover_pos();

    let mut inside = ui.new_child(UiBuilder::new().id(response.id.with("inside")).max_rect(rect));
    inside.shrink_clip_rect(rect);
    let painter = inside.painter().clone();
    places::paint_signs(&painter, pane, sheet);
    sheet.over.paint(&mut inside, &pane.view, &pane.layers);
    if pane.layers.names {
        let taken = sheet.over.taken(&pane.view, &pane.layers);
        places::paint_names(&painter, pane, sheet, &taken);
    } else {
        pane.named.clear();
    }
    controls::measure(&inside, pane, sheet, pointer);
    let lines = pointer.map_or_else(Vec::new, |pointer| {
        let place = places::at(pane, sheet, pointer);
        readout::lines(pane, sheet, roads.as_deref(), pane.view.to_ground(pointer), place)
    });
    controls::status(&mut inside, pane, sheet, &lines);
    controls::buttons(&mut inside, pane, sheet);
    if response.has_focus() {
        let stroke = Stroke::new(1.0, theme::palette(look).accent);
        inside.painter().rect_stroke(rect, 0, stroke, StrokeKind::Inside);
    }

    frame.panes.push(Drawn {
        view: pane.view,
        scenario: Arc::clone(sheet.scenario),
        layers: pane.layers.clone(),
        field: sheet.field.cloned(),
        look,
        picture,
        roads: roads.filter(|_| pane.layers.roads),
    });
    let (click, double_click) = clicks(&response, pane, sheet);
    Outcome { response, click, double_click, hovered: pointer.map(|at| pane.view.to_ground(at)) }
}

/// Two maps that are linked: the one whose view was moved since `before` takes the other along.
pub fn link(panes: &mut [Pane; 2], before: [View; 2]) {
    let [first, second] = panes;
    if !second.view.shows_same(&before[1]) && first.view.shows_same(&before[0]) {
        first.view.follow(&second.view);
    } else {
        second.view.follow(&first.view);
    }
}

/// What was clicked: units before places before the ground. Clicks of somebody who measures are
/// points of the line.
fn clicks(
    response: &egui::Response,
    pane: &mut Pane,
    sheet: &Sheet<'_>,
) -> (Option<Click>, Option<Click>) {
    // Space and Enter click whatever has the focus, but nowhere.
    let Some(at) = response.interact_pointer_pos().filter(|_| response.clicked()) else {
        return (None, None);
    };
    let double = response.double_clicked();
    if let Some(measure) = &mut pane.tools.measure {
        if double {
            measure.end();
        } else {
            measure.click(at, &pane.view);
        }
        return (None, None);
    }
    let unit = sheet.over.unit_at(&pane.view, &pane.layers, at).map(Click::Unit);
    let place = || places::at(pane, sheet, at).map(Click::Place);
    let hit = unit.or_else(place);
    if double && hit.is_none() {
        pane.view.zoom(at, 2.0);
    }
    let click = hit.unwrap_or(Click::Ground(pane.view.to_ground(at)));
    if double { (None, Some(click)) } else { (Some(click), None) }
}
