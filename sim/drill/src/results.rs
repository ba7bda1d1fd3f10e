//! What a run came to, in numbers: the few that drills are held against.

use std::collections::BTreeMap;

use engine::What;
use engine::orders::Status;
use engine::plant::TankSeen;
use engine::water::Water;
use engine::{Setup, World};

use crate::run::Run;

/// Results by name, in natural units.
pub fn results(run: &Run<'_>) -> BTreeMap<&'static str, f64> {
    let (world, setup) = (run.world(), &run.scenario().setup);
    let tally = &world.tally;
    let terrain = &setup.ground.terrain;
    let places = &setup.ground.places;
    let residents: u32 = places.rows().iter().map(|place| place.residents.total()).sum();
    let safe: u32 = places.ids().map(|place| world.people.safe(place)).sum();
    let all = world.orders.rows().iter();
    let orders: Vec<_> = all.filter(|order| !order.action.card().is_talk).collect();
    let refused = orders.iter().filter(|order| order.status == Status::Refused).count();
    let share = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
    BTreeMap::from([
        ("area_ha", world.fire.area_ha(terrain, world.now)),
        ("public_dead", f64::from(tally.public_dead)),
        ("public_injured", f64::from(tally.public_injured)),
        ("public_exposure_person_min", tally.public_exposure_person_s as f64 / 60.0),
        ("responders_dead", f64::from(tally.responders_dead)),
        ("responders_injured", f64::from(tally.responders_injured)),
        ("unbriefed_person_min", tally.unbriefed_person_s as f64 / 60.0),
        ("untreated_person_min", tally.untreated_person_s as f64 / 60.0),
        ("unsheltered_person_min", tally.unsheltered_person_s as f64 / 60.0),
        ("evacuated_share", share(safe, residents)),
        ("orders_given", orders.len() as f64),
        ("orders_refused", refused as f64),
        ("loss_yuan", tally.loss_yuan),
        ("tanks_lost", f64::from(tally.tanks_lost)),
        ("fire_out_min", fire_out_min(run)),
        ("polluted_m3", world.plant.as_ref().map_or(0.0, |plant| plant.drains.river_m3)),
        ("foam_used_l", world.plant.as_ref().map_or(0.0, |plant| plant.foam_used_l)),
        ("styrene_max_c", world.plant.as_ref().map_or(0.0, |plant| plant.styrene_max_c)),
        ("public_dose_person_min", tally.public_dose_person_s as f64 / 60.0),
        ("heat_person_min", tally.heat_person_s as f64 / 60.0),
        ("undetected_person_min", tally.undetected_person_s as f64 / 60.0),
        ("unrelieved_person_min", tally.unrelieved_person_s as f64 / 60.0),
        ("reservoir_highest_m", of_water(world, |water| most(water.highest_m.iter().copied()))),
        ("over_guarantee_min", of_water(world, |water| over_guarantee_min(setup, water))),
        ("dams_broken", of_water(world, |water| f64::from(water.dams_broken()))),
        ("levees_broken", of_water(world, |water| f64::from(water.levees_broken()))),
        ("basin_requested_min", first_order_min(run, "request_basin")),
        ("basin_opened_min", first_order_min(run, "open_basin")),
    ])
}

/// A number of the water, 0 where there is none.
fn of_water(world: &World, number: impl Fn(&Water) -> f64) -> f64 {
    world.water.as_ref().map_or(0.0, number)
}

fn most(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.fold(0.0, f64::max)
}

fn over_guarantee_min(setup: &Setup, water: &Water) -> f64 {
    setup.water.as_ref().map_or(0.0, |spec| f64::from(water.river_over_guarantee_min(spec)))
}

/// When an order of a kind was given first, min; the length of the drill if never.
fn first_order_min(run: &Run<'_>, kind: &str) -> f64 {
    let (world, setup) = (run.world(), &run.scenario().setup);
    let given = world.accepted.get(kind).into_iter().flatten();
    let first = given.filter_map(|&order| world.orders[order].stamps.issued).min();
    first.map_or(setup.length.minutes(), |at| at.minutes())
}

/// When the last fire of a plant was out, min; the length of the drill if it still burns, 0 where there is
/// no plant.
fn fire_out_min(run: &Run<'_>) -> f64 {
    let (world, setup) = (run.world(), &run.scenario().setup);
    let Some(plant) = &world.plant else { return 0.0 };
    if plant.farm.burns() {
        return setup.length.minutes();
    }
    let mut ends = run.events().iter().filter(|event| {
        matches!(event.what, What::Tank { seen: TankSeen::Extinguished | TankSeen::BurntOut, .. })
    });
    ends.next_back().map_or(0.0, |event| event.tick.minutes())
}
