//! Outcome in natural units, beside the same seed with nobody acting and with the plan on autopilot.

use std::collections::BTreeMap;

use base::{Id, Tick};
use engine::command::Item;
use engine::plant::TankSeen;
use engine::water::LeveeSeen;
use engine::{Event, What};
use ground::{Cover, Grid, Place, PlaceKind};
use scenario::Scenario;
use serde::Serialize;

use super::{Dial, DialKey, Reading};
use crate::{Fact, Log, Named, Played, Sample};

/// Crown cover from which a cell counts as forest: 郁闭度 0.20, as in the implementing regulations
/// of the forest law (森林法实施条例 第二条).
pub const FOREST_CANOPY: f64 = 0.2;

/// What three runs came to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// As played.
    pub played: Loss,
    /// Nobody acts.
    pub nobody: Option<Loss>,
    /// The plan on autopilot.
    pub by_plan: Option<Loss>,
    /// Share of the possible gain that this run made, by measure. One seed is not a statistic.
    pub capture: Vec<Capture>,
    /// Places with people or worth, and places that fire reached in any of the runs.
    pub places: Vec<PlaceOutcome>,
    /// Fire over time: as played.
    pub curve: Vec<Sample>,
    /// Nobody acts.
    pub curve_nobody: Vec<Sample>,
    /// The plan on autopilot.
    pub curve_by_plan: Vec<Sample>,
    /// Whether notices of the script may tell of people hurt, whom no figure here counts.
    pub has_casualties_told: bool,
}

impl Outcome {
    /// The share that the dial reads. In a plant people saved do not make up for tanks, nor tanks for
    /// people: the lowest. Elsewhere the first that can tell: people before property before area.
    pub fn decisive(&self) -> Option<&Capture> {
        let told = || self.capture.iter().filter(|capture| capture.share.is_some());
        if self.played.plant.is_none() {
            return told().next();
        }
        let share = |capture: &Capture| capture.share.unwrap_or(f64::INFINITY);
        told().min_by(|a, b| share(a).total_cmp(&share(b)))
    }
}

/// What one run came to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Loss {
    /// Burnt area, ha.
    pub area_ha: Fact<f64>,
    /// Of it forest (受害森林面积), ha.
    pub forest_ha: Fact<f64>,
    /// Time people spent at places that fire had reached, person-minutes.
    pub exposure_person_min: Fact<f64>,
    /// Dead among the public.
    pub public_dead: Fact<u32>,
    /// Injured among the public.
    pub public_injured: Fact<u32>,
    /// Dead among responders.
    pub responders_dead: Fact<u32>,
    /// Injured among responders.
    pub responders_injured: Fact<u32>,
    /// People in shelters.
    pub people_safe: Fact<u32>,
    /// Places with people or worth that fire reached.
    pub places_reached: Fact<u32>,
    /// Loss of property, yuan.
    pub loss_yuan: Fact<f64>,
    /// When fire came to the edge of the map, so that the rest of it is not seen; `None` if it did not.
    pub at_edge: Fact<Option<Tick>>,
    /// When fire last stopped spreading; `None` if it spread at the end or never burnt.
    pub contained: Fact<Option<Tick>>,
    /// What a plant came to, where there is one.
    pub plant: Option<PlantLoss>,
    /// What dams and levees came to, where the drill is about water.
    pub water: Option<WaterLoss>,
}

/// What dams and levees came to in one run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WaterLoss {
    /// The highest level of a reservoir, m; 0 where there is none.
    pub reservoir_highest_m: Fact<f64>,
    /// Dams that gave way.
    pub dams_broken: Fact<u32>,
    /// Levees that gave way by themselves; one opened on order is not among them.
    pub levees_broken: Fact<u32>,
    /// How long the river stood above the level that levees are made to hold, at the gauge where that
    /// lasted longest, min.
    pub over_guarantee_min: Fact<u32>,
}

/// What a plant came to in one run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlantLoss {
    /// Tanks whose shell failed, or that burst.
    pub tanks_lost: Fact<u32>,
    /// When the last fire was out; `None` if something burnt at the end.
    pub out: Fact<Option<Tick>>,
    /// How long that took; up to the end of the run if something burnt there.
    pub burning_min: f64,
    /// Foam concentrate used, m³.
    pub foam_m3: Fact<f64>,
    /// Fire water in the river, m³.
    pub polluted_m3: Fact<f64>,
    /// Time intakes down the river took fire water in, min.
    pub intake_min: Fact<f64>,
    /// Time the public breathed more than the hourly level for lasting harm, person-minutes.
    pub breathed_person_min: Fact<f64>,
    /// The highest temperature of stored styrene, °C; 0 where there is none.
    pub styrene_c: Fact<f64>,
    /// Time crews worked in more heat than their gear is made for, person-minutes.
    pub heat_person_min: Fact<f64>,
    /// Time crews worked longer than they may without relief, person-minutes.
    pub unrelieved_person_min: Fact<f64>,
    /// Time crews worked where nobody had measured, person-minutes.
    pub undetected_person_min: Fact<f64>,
}

/// (nobody - played) / (nobody - plan).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Capture {
    /// Of what, as a key of the translation files.
    pub measure: &'static str,
    /// The share; `None` where nobody and the plan hardly differ, so that nothing can be told.
    pub share: Option<f64>,
}

impl Capture {
    /// Key of the measure as a name, without its unit.
    pub fn name(&self) -> &'static str {
        match self.measure {
            "measure-harmed" => "word-loss-harmed",
            "measure-tanks" => "word-loss-tanks",
            "measure-fire-time" => "word-loss-fire-time",
            "measure-breathed" => "word-loss-breathed",
            other => other,
        }
    }
}

/// What happened to one place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceOutcome {
    /// Which.
    pub place: Named,
    /// What it is.
    pub kind: PlaceKind,
    /// People there at the start.
    pub people: u32,
    /// Safe at the end.
    pub safe: Fact<u32>,
    /// Still there at the end.
    pub remaining: Fact<u32>,
    /// Dead.
    pub dead: Fact<u32>,
    /// Injured.
    pub injured: Fact<u32>,
    /// When fire reached it.
    pub reached: Fact<Option<Tick>>,
    /// When it would have, nobody acting.
    pub reached_nobody: Option<Tick>,
    /// When it would have, by plan.
    pub reached_by_plan: Option<Tick>,
}

/// Measures the runs.
pub fn measure(
    scenario: &Scenario,
    played: &Played<'_>,
    nobody: Option<&Played<'_>>,
    by_plan: Option<&Played<'_>>,
) -> Outcome {
    let loss = |run: &Played<'_>| loss(scenario, run);
    let curve = |run: Option<&Played<'_>>| run.map_or_else(Vec::new, |run| run.samples.to_vec());
    let (played_loss, nobody_loss, plan_loss) = (loss(played), nobody.map(loss), by_plan.map(loss));
    let capture = match (&nobody_loss, &plan_loss) {
        (Some(nobody), Some(plan)) => captures(&played_loss, nobody, plan),
        _ => Vec::new(),
    };
    let facts = scenario.setup.facts.rows();
    Outcome {
        played: played_loss,
        nobody: nobody_loss,
        by_plan: plan_loss,
        capture,
        places: places(scenario, played, nobody, by_plan),
        curve: played.samples.to_vec(),
        curve_nobody: curve(nobody),
        curve_by_plan: curve(by_plan),
        has_casualties_told: facts.iter().any(|fact| fact.item == Item::Casualties),
    }
}

fn loss(scenario: &Scenario, run: &Played<'_>) -> Loss {
    let (setup, world) = (&scenario.setup, run.world);
    let terrain = &setup.ground.terrain;
    let log = Log::new(run.events);
    let data = terrain.data();
    let forest = world.fire.burnt_at(world.now).filter(|cell| {
        data.cover[cell.index()] == Cover::Forest
            || f64::from(data.canopy_cover[cell.index()]) >= FOREST_CANOPY
    });
    let forest_ha = forest.count() as f64 * terrain.grid().cell_ha();
    let tally = &world.tally;
    let harmed = log.lines(|event| matches!(event.what, What::PeopleHarmed { .. }));
    let overrun = log.lines(|event| matches!(event.what, What::UnitOverrun { .. }));
    let of_interest = |place: Id<Place>| matters(scenario, place);
    let reached = log.lines(|event| came_to(event).is_some_and(of_interest));
    let safe: u32 = setup.ground.places.ids().map(|place| world.people.safe(place)).sum();
    let sheltered = log.lines(|event| matches!(event.what, What::PeopleSheltered { .. }));
    let ends = log
        .iter()
        .filter(|(_, event)| matches!(event.what, What::FireContained { .. } | What::FireBrokeOut))
        .last();
    let contained = match ends {
        Some((line, event)) if matches!(event.what, What::FireContained { .. }) => {
            Fact::of_lines(Some(event.tick), vec![line])
        }
        _ => Fact::of_state(None, "fire"),
    };
    Loss {
        area_ha: Fact::of_state(world.fire.area_ha(terrain, world.now), "fire"),
        forest_ha: Fact::of_state(forest_ha, "fire"),
        exposure_person_min: Fact::new(
            tally.public_exposure_person_s as f64 / 60.0,
            "tally",
            reached.clone(),
        ),
        public_dead: Fact::new(tally.public_dead, "tally", harmed.clone()),
        public_injured: Fact::new(tally.public_injured, "tally", harmed),
        responders_dead: Fact::new(tally.responders_dead, "tally", overrun.clone()),
        responders_injured: Fact::new(tally.responders_injured, "tally", overrun),
        people_safe: Fact::new(safe, "people", sheltered),
        places_reached: Fact::of_lines(reached.len() as u32, reached),
        loss_yuan: Fact::of_state(tally.loss_yuan, "tally"),
        at_edge: Fact::of_state(at_edge(terrain.grid(), run), "fire"),
        contained,
        plant: plant_loss(run, &log),
        water: water_loss(scenario, run, &log),
    }
}

/// The place that fire or water came to.
const fn came_to(event: &Event) -> Option<Id<Place>> {
    match event.what {
        What::FireReached { place } | What::WaterReached { place } => Some(place),
        _ => None,
    }
}

fn water_loss(scenario: &Scenario, run: &Played<'_>, log: &Log<'_>) -> Option<WaterLoss> {
    let (spec, water) = (scenario.setup.water.as_ref()?, run.world.water.as_ref()?);
    let dams = log.lines(|event| matches!(event.what, What::DamBroke { .. }));
    let levees = log
        .lines(|event| matches!(event.what, What::Levee { seen, .. } if seen == LeveeSeen::Broken));
    let over = log.lines(
        |event| matches!(event.what, What::GaugePassed { gauge, mark: 2, .. } if spec.gauges[gauge].at.is_of_river()),
    );
    Some(WaterLoss {
        reservoir_highest_m: Fact::of_state(
            water.highest_m.iter().copied().fold(0.0, f64::max),
            "water",
        ),
        dams_broken: Fact::new(water.dams_broken(), "water", dams),
        levees_broken: Fact::new(water.levees_broken(), "water", levees),
        over_guarantee_min: Fact::new(water.river_over_guarantee_min(spec), "water", over),
    })
}

fn plant_loss(run: &Played<'_>, log: &Log<'_>) -> Option<PlantLoss> {
    let (plant, tally) = (run.world.plant.as_ref()?, &run.world.tally);
    let lost = log.lines(|event| {
        matches!(event.what, What::Tank { seen, .. } if matches!(seen, TankSeen::Failed | TankSeen::Burst))
    });
    let ends = |event: &Event| matches!(event.what, What::Tank { seen, .. } if matches!(seen, TankSeen::Extinguished | TankSeen::BurntOut));
    let last = log.iter().filter(|(_, event)| ends(event)).last();
    let out = match last.filter(|_| !plant.farm.burns()) {
        Some((line, event)) => Fact::of_lines(Some(event.tick), vec![line]),
        None => Fact::of_state(None, "plant"),
    };
    let burning_min = out.value.unwrap_or(run.world.now).minutes();
    let minutes = |person_s: u64| Fact::of_state(person_s as f64 / 60.0, "tally");
    Some(PlantLoss {
        tanks_lost: Fact::new(tally.tanks_lost, "tally", lost),
        out,
        burning_min,
        foam_m3: Fact::of_state(plant.foam_used_l / 1_000.0, "plant"),
        polluted_m3: Fact::of_state(plant.drains.river_m3, "plant"),
        intake_min: Fact::of_state(plant.polluted_s.iter().sum::<u64>() as f64 / 60.0, "plant"),
        breathed_person_min: minutes(tally.public_dose_person_s),
        styrene_c: Fact::of_state(plant.styrene_max_c, "plant"),
        heat_person_min: minutes(tally.heat_person_s),
        unrelieved_person_min: minutes(tally.unrelieved_person_s),
        undetected_person_min: minutes(tally.undetected_person_s),
    })
}

/// When fire came to the outermost cells of the map.
fn at_edge(grid: &Grid, run: &Played<'_>) -> Option<Tick> {
    let (columns, rows) = (grid.columns as usize, grid.rows as usize);
    let fire = &run.world.fire;
    let edge = fire.burnt_at(run.world.now).filter(|cell| {
        let (row, column) = (cell.index() / columns, cell.index() % columns);
        row == 0 || column == 0 || row + 1 == rows || column + 1 == columns
    });
    edge.filter_map(|cell| fire.arrival_ms(cell)).min().map(|ms| Tick(u64::from(ms) / 1000))
}

/// Whether people live at a place or it has a worth.
fn matters(scenario: &Scenario, place: Id<Place>) -> bool {
    scenario.setup.ground.places[place].residents.total() > 0
        || scenario.setup.worth_yuan.contains_key(&place.row())
}

fn captures(played: &Loss, nobody: &Loss, plan: &Loss) -> Vec<Capture> {
    let harmed = |loss: &Loss| {
        f64::from(loss.public_dead.value + loss.public_injured.value)
            + f64::from(loss.responders_dead.value + loss.responders_injured.value)
    };
    type Of<'a> = (&'static str, &'a dyn Fn(&Loss) -> f64);
    let of_plant =
        |loss: &Loss, of: &dyn Fn(&PlantLoss) -> f64| loss.plant.as_ref().map_or(0.0, of);
    let measures: [Of<'_>; 7] = [
        ("measure-harmed", &harmed),
        ("measure-tanks", &|loss| of_plant(loss, &|plant| f64::from(plant.tanks_lost.value))),
        ("measure-fire-time", &|loss| of_plant(loss, &|plant| plant.burning_min)),
        ("measure-breathed", &|loss| of_plant(loss, &|plant| plant.breathed_person_min.value)),
        ("measure-exposure", &|loss| loss.exposure_person_min.value),
        ("measure-loss", &|loss| loss.loss_yuan.value),
        ("measure-area", &|loss| loss.area_ha.value),
    ];
    let capture = |&(measure, of): &Of<'_>| {
        let (nobody, plan, played) = (of(nobody), of(plan), of(played));
        // Under a twentieth of the loss there is no difference worth a ratio.
        let share = (nobody - plan > 0.05 * nobody).then(|| (nobody - played) / (nobody - plan));
        Capture { measure, share }
    };
    // Where nothing is lost even if nobody acts, there is nothing to avoid.
    measures.iter().filter(|(_, of)| of(nobody) > 0.0).map(capture).collect()
}

fn places(
    scenario: &Scenario,
    played: &Played<'_>,
    nobody: Option<&Played<'_>>,
    by_plan: Option<&Played<'_>>,
) -> Vec<PlaceOutcome> {
    let log = Log::new(played.events);
    let mut harmed: BTreeMap<Id<Place>, (u32, u32, Vec<u32>)> = BTreeMap::new();
    for (line, event) in log.iter() {
        if let What::PeopleHarmed { place, dead, injured, .. } = event.what {
            let toll = harmed.entry(place).or_default();
            toll.0 += dead;
            toll.1 += injured;
            toll.2.push(line);
        }
    }
    let at = |run: Option<&Played<'_>>, place| run.and_then(|run| run.world.reached_at(place));
    let mut places = Vec::new();
    for (id, place) in scenario.setup.ground.places.iter() {
        let people = place.residents.total();
        if !matters(scenario, id) {
            continue;
        }
        let safe = log
            .lines(|event| matches!(event.what, What::PeopleSheltered { from, .. } if from == id));
        let (dead, injured, toll) = harmed.remove(&id).unwrap_or_default();
        let reached = log.lines(|event| came_to(event) == Some(id));
        let world = played.world;
        places.push(PlaceOutcome {
            place: Named::new(&place.key, &place.name),
            kind: place.kind,
            people,
            safe: Fact::new(world.people.safe(id), "people", safe),
            remaining: Fact::of_state(world.people.remaining(id), "people"),
            dead: Fact::of_lines(dead, toll.clone()),
            injured: Fact::of_lines(injured, toll),
            reached: Fact::new(world.reached_at(id), "reached", reached),
            reached_nobody: at(nobody, id),
            reached_by_plan: at(by_plan, id),
        });
    }
    places
}

/// The share of the decisive measure.
pub fn dial(outcome: &Outcome) -> Dial {
    let share = outcome.decisive().and_then(|capture| capture.share);
    let reading = share.map_or(Reading::Nothing, Reading::Capture);
    Dial { key: DialKey::Outcome, reading }
}
