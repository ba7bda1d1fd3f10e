//! Hazard fields as pictures, and what lies over the ground of a map: what a seat believes, or what is
//! true.
//!
//! A screen keeps a [`State`] for each map. Each frame it hands over what is known
//! ([`State::believe`], or [`State::tell_truth`] for the director and the review), gets the picture
//! of the field back as far as it has been painted, and gives the map an [`Overlay`] to show.
//!
//! A field is a value in every cell of a hazard. A second hazard adds a file beside `fire` and its
//! fields to [`Field`]; a picture, a legend and the values under the pointer follow.

mod choice;
mod contour;
mod fire;
mod legend;
mod overlay;
mod painter;
pub mod plant;
pub mod projection;
mod ramp;
mod scene;
mod water;

use std::sync::Arc;
use std::time::{Duration, Instant};

use base::Tick;
use engine::{Setup, World};
use ground::Grid;
use scenario::Scenario;
use session::Believed;

pub use choice::choose;
pub use contour::Line;
pub use fire::{Given, Look};
pub use overlay::Overlay;
pub use painter::{Isoline, Painted};
pub use ramp::{Kind, Ramp, Scale};
pub use scene::{Cut, Scene, Sighting, Spot, View as SceneView, Way};

use crate::play::Play;
use crate::settings::{Ramps, Settings};
use painter::{Of, Painter, Request, SetupParts};
use projection::Basis;

/// Ticks between two pictures of a fire that goes on.
const REPAINT_TICKS: u64 = 15;
/// The least time between two pictures of the true fire: it is copied for each.
const REPAINT: Duration = Duration::from_millis(150);

/// Which layers of a map are on.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Light and shade of the slopes.
    pub relief: bool,
    /// Roads.
    pub roads: bool,
    /// Names of places.
    pub names: bool,
    /// Units.
    pub units: bool,
    /// Ways of units that are moving.
    pub routes: bool,
    /// The field of the hazard that is drawn in colour.
    pub field: Option<Field>,
    /// Minutes between lines of equal arrival; none without lines.
    pub isochrones_min: Option<u32>,
    /// Arrows in the direction of the spread.
    pub directions: bool,
    /// Arrows of running water, where it is seen.
    pub currents: bool,
    /// Sightings, cut roads, places reached and arrivals expected.
    pub marks: bool,
    /// What is shown of a plant.
    pub plant: plant::Shown,
}

impl Default for Shown {
    fn default() -> Self {
        Self {
            relief: true,
            roads: true,
            names: true,
            units: true,
            routes: true,
            field: Some(Field::Arrival),
            isochrones_min: Some(30),
            directions: false,
            currents: true,
            marks: true,
            plant: plant::Shown::default(),
        }
    }
}

/// What can be drawn of a hazard in colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// When fire comes.
    Arrival,
    /// How long the flames of the front are.
    Flame,
    /// How much heat the front gives off.
    Intensity,
    /// What has burnt.
    Burnt,
}

impl Field {
    /// The key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Arrival => "layers-arrival",
            Self::Flame => "layers-flame",
            Self::Intensity => "layers-intensity",
            Self::Burnt => "layers-burnt",
        }
    }

    /// How much of the ground it hides, of 255.
    const fn opacity(self) -> u8 {
        match self {
            Self::Arrival | Self::Burnt => 165,
            Self::Flame | Self::Intensity => 190,
        }
    }
}

impl Shown {
    /// Every layer that can be switched, with the key of its name.
    pub const fn switches(&mut self) -> [(&'static str, &mut bool); 5] {
        [
            ("layer-relief", &mut self.relief),
            ("layer-roads", &mut self.roads),
            ("layer-names", &mut self.names),
            ("layer-units", &mut self.units),
            ("layer-routes", &mut self.routes),
        ]
    }
}

/// A field of the ground as a picture, a pixel a cell; the first row is the southernmost.
#[derive(Clone, Debug)]
pub struct Raster {
    /// Changes when the picture does; no two pictures of a program have the same.
    pub version: u64,
    /// Cells.
    pub grid: Grid,
    /// Red, green, blue, opacity of each cell; not premultiplied, sRGB.
    pub rgba: Vec<u8>,
}

/// What one map shows over its ground, and the thread that paints its field.
#[derive(Debug, Default)]
pub struct State {
    painter: Painter,
    asked: Option<Key>,
    asked_at: Option<Instant>,
    /// Whether there is a newer request than the one on its way.
    behind: bool,
    scene: Scene,
    ways: scene::Ways,
    plant: plant::Fields,
    water: water::Picture,
}

/// What a picture depends on: as long as it stays the same, nothing is painted again.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    of: KeyOf,
    step: u64,
    field: Option<Field>,
    isochrones_min: Option<u32>,
    ramps: Ramps,
    /// The ground, by where it lies in memory.
    ground: usize,
}

#[derive(Clone, Debug, PartialEq)]
enum KeyOf {
    Truth { settled: Tick, holds: usize, sources: usize },
    Projection(Basis),
}

/// Whether fire may run over the ground: a plant burns in its tanks and water does not burn, unless the scenario says more.
pub fn runs_wild(setup: &Setup) -> bool {
    (setup.plant.is_none() && setup.water.is_none()) || !setup.ignitions.is_empty()
}

/// What the seat at the desk of a drill believes, for the main map: the picture of the fire.
pub fn believe(play: &mut Play, ctx: &egui::Context, settings: &Settings) -> Option<Arc<Raster>> {
    let believed = play.now.as_ref()?.believed(&play.scenario.setup, play.seat);
    play.layers.believe(ctx, &play.scenario, &believed, &play.map.layers, settings)
}

impl State {
    /// Takes in what a seat believes, and gives the picture of the fire it can work out from that.
    pub fn believe(
        &mut self,
        ctx: &egui::Context,
        scenario: &Arc<Scenario>,
        believed: &Believed<'_>,
        shown: &Shown,
        settings: &Settings,
    ) -> Option<Arc<Raster>> {
        let setup = &scenario.setup;
        let basis =
            projection::basis(setup, believed.picture(), &believed.measured(), believed.now());
        let basis = basis.filter(|_| runs_wild(setup));
        self.scene = Scene::believed(setup, believed, &mut self.ways);
        self.plant.believe(scenario, self.scene.plant.as_ref(), shown.plant);
        self.water.forget();
        self.come_again(ctx);
        let Some(basis) = basis else {
            self.forget();
            return None;
        };
        let key =
            self.key(scenario, KeyOf::Projection(basis.clone()), believed.now(), shown, settings);
        self.ask(ctx, scenario, key, believed.now(), || Of::Projection(basis));
        self.field(shown)
    }

    /// Takes in the world as it is, and gives the picture of its fire. For the director and the
    /// review only.
    pub fn tell_truth(
        &mut self,
        ctx: &egui::Context,
        scenario: &Arc<Scenario>,
        world: &World,
        shown: &Shown,
        settings: &Settings,
    ) -> Option<Arc<Raster>> {
        self.scene = Scene::truth(&scenario.setup, world);
        self.plant.tell_truth(scenario, world, self.scene.plant.as_ref(), shown.plant);
        self.come_again(ctx);
        let water = self.water.tell_truth(&scenario.setup, world);
        if !runs_wild(&scenario.setup) {
            self.forget();
            return water;
        }
        let fire = &world.fire;
        let settled = Tick(fire.settled_until().0.min(world.now.0) / REPAINT_TICKS);
        let (holds, sources) = (fire.holds().len(), fire.sources().len());
        let of = KeyOf::Truth { settled, holds, sources };
        let key = self.key(scenario, of, world.now, shown, settings);
        self.ask(ctx, scenario, key, world.now, || {
            Of::Truth(Arc::new(fire.clone()), world.weather.clone())
        });
        self.field(shown)
    }

    /// What lies over the ground.
    pub const fn scene(&self) -> &Scene {
        &self.scene
    }

    /// What was painted last, if it belongs to what is shown.
    pub fn painted(&self) -> Option<Arc<Painted>> {
        self.asked.as_ref()?;
        self.painter.look().map(|(painted, _)| painted)
    }

    /// Whether everything asked for has been painted.
    pub fn is_settled(&self) -> bool {
        let is_painted = self.asked.is_none() || self.painter.is_settled();
        !self.behind && is_painted && self.plant.is_settled()
    }

    /// What has been worked out of the fields of a plant.
    pub const fn plant(&self) -> &plant::Fields {
        &self.plant
    }

    /// What is shown of the water.
    pub const fn water(&self) -> &water::Picture {
        &self.water
    }

    /// The colours of the newest request.
    fn ramps(&self) -> Ramps {
        self.asked.as_ref().map_or_else(Ramps::default, |key| key.ramps)
    }

    fn forget(&mut self) {
        (self.asked, self.behind) = (None, false);
    }

    fn key(
        &self,
        scenario: &Scenario,
        of: KeyOf,
        now: Tick,
        shown: &Shown,
        settings: &Settings,
    ) -> Key {
        Key {
            of,
            step: now.0 / REPAINT_TICKS,
            field: shown.field,
            isochrones_min: shown.isochrones_min,
            ramps: settings.ramps,
            ground: Arc::as_ptr(&scenario.setup.ground).addr(),
        }
    }

    fn ask(
        &mut self,
        ctx: &egui::Context,
        scenario: &Scenario,
        key: Key,
        now: Tick,
        of: impl FnOnce() -> Of,
    ) {
        let changed = self.asked.as_ref() != Some(&key);
        let rested = self.asked_at.is_none_or(|at| at.elapsed() >= REPAINT);
        self.behind = changed && !(self.painter.is_settled() && rested);
        if changed && !self.behind {
            self.painter.ask(Request {
                setup: SetupParts::of(&scenario.setup),
                of: of(),
                now,
                field: key.field,
                isochrones_min: key.isochrones_min,
                ramps: key.ramps,
            });
            self.asked = Some(key);
            self.asked_at = Some(Instant::now());
        }
        self.come_again(ctx);
    }

    /// Another frame is wanted as long as something is being worked out.
    fn come_again(&self, ctx: &egui::Context) {
        if !self.is_settled() {
            ctx.request_repaint_after(Duration::from_millis(30));
        }
    }

    fn field(&self, shown: &Shown) -> Option<Arc<Raster>> {
        shown.field?;
        self.painted()?.raster.clone()
    }
}
