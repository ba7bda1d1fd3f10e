//! Hazard layers: what a seat can work out from what it was told, and what is drawn of it.

mod common;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use base::{Id, Tick};
use common::{read, small};
use desktop::layers::{Overlay, Shown, State, projection};
use desktop::map::{Over, View};
use desktop::settings::Settings;
use drill::Run;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use engine::World;
use engine::command::{Picture, Report, Source, Topic};
use ground::Position;
use hazards::wildfire::{FireWeather, Workspace};
use scenario::{Autopilot, Language, Scenario, Texts};
use session::{Ask, Live};

const SHIPING: &str = "../../scenarios/forest_fire_shiping";

/// The world after some minutes in which nobody acts.
fn world(scenario: &Scenario, minutes: u64) -> World {
    let mut run = Run::new(scenario, scenario.seed, Autopilot::none());
    run.play(Tick::from_minutes(minutes), |_| {}).expect("it is not written down");
    run.world().clone()
}

fn measured(world: &World) -> Vec<(Tick, FireWeather)> {
    world.weather.entries().iter().copied().filter(|(from, _)| *from <= world.now).collect()
}

/// The fire as somebody would report it who sees all of it.
fn sighting(scenario: &Scenario, world: &World) -> Report {
    let grid = scenario.setup.ground.terrain.grid();
    let cells: Vec<Position> =
        world.fire.burnt_at(world.now).map(|cell| grid.centre(cell)).collect();
    let count = cells.len() as f64;
    let middle = cells.iter().fold((0.0, 0.0), |sum, at| (sum.0 + at.x_m, sum.1 + at.y_m));
    let topic = Topic::Fire {
        centre: Position::new(middle.0 / count, middle.1 / count),
        area_ha: count * grid.cell_ha(),
        flame_length_m: 2.0,
        verified: true,
    };
    Report { topic, source: Source::Unit(Id::new(0)), observed: world.now, confidence: 90 }
}

#[test]
fn nothing_is_projected_before_a_fire_was_seen() {
    let scenario = small();
    let world = world(&scenario, 20);
    let basis =
        projection::basis(&scenario.setup, &Picture::default(), &measured(&world), world.now);
    assert_eq!(basis, None);
}

#[test]
fn fire_that_was_told_to_have_come_further_spreads_from_there() {
    let scenario = small();
    let seen = world(&scenario, 20);
    let village = scenario.setup.ground.place("village").expect("there is one");
    let cells = &scenario.setup.index.cells_by_place[village.index()];
    let first = |picture: &Picture| {
        let now = Tick::from_minutes(40);
        let basis = projection::basis(&scenario.setup, picture, &measured(&seen), now);
        let basis = basis.expect("a fire was seen");
        let terrain = &scenario.setup.ground.terrain;
        let fire =
            projection::run(terrain, scenario.setup.fire, &basis, &mut Workspace::new(terrain));
        cells.iter().filter_map(|&cell| fire.arrival_ms(cell)).min()
    };
    let mut picture = Picture::default();
    picture.take_in(&sighting(&scenario, &seen), seen.now);
    let projected = first(&picture);
    let at = Tick::from_minutes(30);
    let topic = Topic::Reached(village);
    let told = Report { topic, source: Source::Place(village), observed: at, confidence: 100 };
    picture.take_in(&told, at);
    let told_ms = u32::try_from(at.0 * 1000).expect("minutes");
    assert_eq!(first(&picture), Some(told_ms), "not as projected: {projected:?}");
}

#[test]
fn a_sighting_of_the_whole_fire_gives_arrivals_near_the_true_ones() {
    let scenario = small();
    let seen = world(&scenario, 20);
    let later = world(&scenario, 60);
    let mut picture = Picture::default();
    picture.take_in(&sighting(&scenario, &seen), seen.now);
    let basis = projection::basis(&scenario.setup, &picture, &measured(&later), seen.now)
        .expect("a fire was seen");
    let terrain = &scenario.setup.ground.terrain;
    let mut scratch = Workspace::new(terrain);
    let projected = projection::run(terrain, scenario.setup.fire, &basis, &mut scratch);
    let (from_ms, to_ms) = (seen.now.0 as u32 * 1000, later.now.0 as u32 * 1000);
    let mut off_min: Vec<f64> = Vec::new();
    for cell in later.fire.burnt_at(later.now) {
        let true_ms = later.fire.arrival_ms(cell).expect("it has burnt");
        if true_ms > from_ms && true_ms <= to_ms {
            let at_ms = projected.arrival_ms(cell).expect("the projection burns it too");
            off_min.push((f64::from(at_ms) - f64::from(true_ms)) / 60_000.0);
        }
    }
    assert!(off_min.len() > 50, "{}", off_min.len());
    off_min.sort_by(f64::total_cmp);
    let middle = off_min[off_min.len() / 2];
    let worst = off_min[0].abs().max(off_min[off_min.len() - 1].abs());
    println!("{} cells: {middle:.1} min off in the middle, {worst:.1} at worst", off_min.len());
    assert!(middle.abs() < 10.0 && worst < 30.0, "{middle} min, {worst} min");
}

#[test]
fn a_projection_does_not_change_when_only_the_truth_does() {
    let scenario = small();
    let mut one = world(&scenario, 20);
    let mut other = one.clone();
    let elsewhere = scenario.setup.ground.terrain.grid().at(Position::new(2_500.0, 1_600.0));
    other.fire.ignite(elsewhere.expect("it lies on the map"), other.now).expect("not in the past");
    let report = sighting(&scenario, &one);
    let seat = Id::new(0);
    for world in [&mut one, &mut other] {
        world.command.pictures[seat.index()].take_in(&report, world.now);
    }
    let basis = |world: &World| {
        let picture = world.command.picture(seat);
        projection::basis(&scenario.setup, picture, &measured(world), world.now)
    };
    assert_ne!(one.fire, other.fire);
    assert!(basis(&one).is_some());
    assert_eq!(basis(&one), basis(&other));
}

#[test]
fn the_forecast_heard_takes_over_from_what_was_measured() {
    let scenario = small();
    let world = world(&scenario, 20);
    let mut picture = Picture::default();
    picture.take_in(&sighting(&scenario, &world), world.now);
    let before = projection::basis(&scenario.setup, &picture, &measured(&world), world.now);
    let forecasts = scenario.setup.notices.iter().filter(|(_, notice)| notice.forecast.is_some());
    for (id, _) in forecasts {
        let topic = Topic::Notice(id);
        let source = Source::Notice(id);
        picture.take_in(&Report { topic, source, observed: world.now, confidence: 60 }, world.now);
        let after = projection::basis(&scenario.setup, &picture, &measured(&world), world.now);
        assert_ne!(before, after);
        let after = after.expect("a fire was seen");
        assert_eq!(after.weather.at(Tick(0)), world.weather.at(Tick(0)), "the past is measured");
    }
}

/// What a map shows over its ground, without the map.
struct Sheet {
    scenario: Arc<Scenario>,
    live: Live,
    now: Option<session::Snapshot>,
    state: State,
    texts: Texts,
    truth: bool,
    lines: Vec<String>,
}

fn sheet(
    scenario: Arc<Scenario>,
    at: Tick,
    language: Language,
    truth: bool,
) -> Harness<'static, Sheet> {
    let autopilot = Autopilot::all(&scenario.setup);
    let begin: session::live::Begin =
        Box::new(move |scenario| Ok(Run::new(scenario, 7, autopilot)));
    let live = Live::start(Arc::clone(&scenario), begin);
    live.ask(Ask::Until(at));
    let texts = Texts::new(language);
    let state = State::default();
    let sheet = Sheet { scenario, live, now: None, state, texts, truth, lines: Vec::new() };
    let draw = |ui: &mut egui::Ui, sheet: &mut Sheet| {
        if let Some(update) = sheet.live.poll() {
            sheet.now = Some(update.snapshot);
        }
        let Some(now) = &sheet.now else { return };
        let (shown, settings) =
            (Shown { directions: true, ..Shown::default() }, Settings::default());
        let ctx = ui.ctx().clone();
        let seat = sheet.scenario.setup.seats.ids().next().expect("a seat");
        if sheet.truth {
            sheet.state.tell_truth(&ctx, &sheet.scenario, now.truth(), &shown, &settings);
        } else {
            sheet.state.believe(
                &ctx,
                &sheet.scenario,
                &now.believed(&sheet.scenario.setup, seat),
                &shown,
                &settings,
            );
        }
        let grid = sheet.scenario.setup.ground.terrain.grid();
        let mut view = View::of(grid.width_m(), grid.height_m());
        view.place(ui.max_rect());
        let over = Overlay::new(&sheet.state, &sheet.scenario, None, &sheet.texts, &settings);
        over.paint(ui, &view, &shown);
        let cell = sheet.scenario.setup.ignitions[0].cell;
        let start = sheet.scenario.setup.ground.terrain.grid().centre(cell);
        sheet.lines = over.values_at(start, &shown);
        over.legend(ui, &shown);
    };
    let builder = Harness::builder().with_size([1000.0, 660.0]);
    let mut harness = builder.build_ui_state(draw, sheet);
    let begun = Instant::now();
    loop {
        harness.step();
        let sheet = harness.state();
        let is_there = sheet.now.as_ref().is_some_and(|now| now.now() >= at && now.paused);
        if is_there && sheet.state.is_settled() {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "waited too long");
        std::thread::sleep(Duration::from_millis(5));
    }
    harness.run_steps(2);
    harness
}

#[test]
fn a_seat_sees_units_with_their_state_and_the_fire_it_can_work_out() {
    let harness = sheet(
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(SHIPING)),
        Tick::from_minutes(75),
        Language::Zh,
        false,
    );
    assert!(
        harness.query_all_by_label_contains("客车1 · 待命").next().is_some(),
        "units are named"
    );
    assert!(harness.query_by_label_contains("席位推算").is_some());
    assert!(harness.query_by_label_contains("导调真值").is_none());
    assert!(harness.query_all_by_label_contains("火情，已核实").next().is_some());
    assert!(harness.state().lines[0].starts_with("推算"), "{:?}", harness.state().lines);
}

#[test]
fn a_director_sees_the_truth_and_is_told_so_in_either_language() {
    let harness = sheet(small(), Tick::from_minutes(40), Language::En, true);
    assert!(harness.query_by_label_contains("Director: truth").is_some());
    assert!(harness.query_by_label_contains("Projected").is_none());
    assert!(harness.state().lines[0].starts_with("Burnt at"), "{:?}", harness.state().lines);
}

#[test]
fn nothing_is_painted_again_while_nothing_changes() {
    let mut harness = sheet(small(), Tick::from_minutes(40), Language::Zh, true);
    let version = |harness: &Harness<'static, Sheet>| {
        let painted = harness.state().state.painted().expect("it was painted");
        painted.raster.as_ref().expect("a field is shown").version
    };
    let before = version(&harness);
    std::thread::sleep(Duration::from_millis(250));
    harness.run_steps(5);
    assert_eq!(version(&harness), before);
}
