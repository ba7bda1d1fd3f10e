//! A plant on the map: what a seat was told of it, what is so, and the heat round what burns.

mod common;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use base::{Id, Tick};
use common::{PATIENCE, read, small};
use desktop::layers::plant::{HEAT_KW_M2, Heat, Look, Scene, flux_kw_m2};
use desktop::layers::{Overlay, Shown, State};
use desktop::map::{Over, View};
use desktop::settings::Settings;
use drill::Run;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use engine::World;
use engine::plant::{TankSpec, heat_kw_m2};
use ground::Position;
use scenario::{Autopilot, Language, Scenario, Texts};
use session::{Ask, Live, Snapshot};

const STYRENE: &str = "../../scenarios/tank_farm_styrene";
/// Too early for anybody but the control room to have heard of it, min.
const EARLY_MIN: u64 = 1;

fn styrene() -> Arc<Scenario> {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(STYRENE))
}

fn tank(scenario: &Scenario, key: &str) -> Id<TankSpec> {
    scenario.setup.plant.as_ref().and_then(|plant| plant.tank(key)).expect("there is one")
}

/// The world after some minutes in which nobody acts.
fn world(scenario: &Scenario, minutes: u64) -> World {
    let mut run = Run::new(scenario, scenario.seed, Autopilot::none());
    run.play(Tick::from_minutes(minutes), |_| {}).expect("it is not written down");
    run.world().clone()
}

/// Whose eyes a map is seen with.
#[derive(Clone, Copy)]
enum Eyes {
    Director,
    Seat(&'static str),
}

/// A map over its ground, as it is drawn.
struct Sheet {
    scenario: Arc<Scenario>,
    live: Live,
    now: Option<Snapshot>,
    state: State,
    texts: Texts,
    eyes: Eyes,
    taken: usize,
}

fn sheet(scenario: Arc<Scenario>, minutes: u64, eyes: Eyes) -> Harness<'static, Sheet> {
    let at = Tick::from_minutes(minutes);
    let begin: session::live::Begin =
        Box::new(move |scenario| Ok(Run::new(scenario, 7, Autopilot::all(&scenario.setup))));
    let live = Live::start(Arc::clone(&scenario), begin);
    live.ask(Ask::Until(at));
    let texts = Texts::new(Language::Zh);
    let state = State::default();
    let sheet = Sheet { scenario, live, now: None, state, texts, eyes, taken: 0 };
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
        assert!(begun.elapsed() < PATIENCE, "waited too long");
        std::thread::sleep(Duration::from_millis(5));
    }
    harness.run_steps(2);
    harness
}

fn draw(ui: &mut egui::Ui, sheet: &mut Sheet) {
    if let Some(update) = sheet.live.poll() {
        sheet.now = Some(update.snapshot);
    }
    let Some(now) = &sheet.now else { return };
    let (shown, settings) = (Shown::default(), Settings::default());
    let (ctx, scenario) = (ui.ctx().clone(), &sheet.scenario);
    match sheet.eyes {
        Eyes::Director => {
            sheet.state.tell_truth(&ctx, scenario, now.truth(), &shown, &settings);
        }
        Eyes::Seat(key) => {
            let seat = scenario.setup.seat(key).expect("there is one");
            let believed = now.believed(&scenario.setup, seat);
            sheet.state.believe(&ctx, scenario, &believed, &shown, &settings);
        }
    }
    let grid = scenario.setup.ground.terrain.grid();
    let mut view = View::of(grid.width_m(), grid.height_m());
    view.place(ui.max_rect());
    let over = Overlay::new(&sheet.state, scenario, None, &sheet.texts, &settings);
    over.paint(ui, &view, &shown);
    over.legend(ui, &shown);
    sheet.taken = over.taken(&view, &Shown { units: false, marks: false, ..shown }).len();
}

fn plant<'a>(harness: &'a Harness<'static, Sheet>) -> &'a Scene {
    harness.state().state.scene().plant.as_ref().expect("there is a plant")
}

fn look(harness: &Harness<'static, Sheet>, key: &str) -> Look {
    plant(harness).tanks[tank(&harness.state().scenario, key).index()].look
}

#[test]
fn a_seat_that_was_not_told_does_not_see_a_tank_burn() {
    let harness = sheet(styrene(), EARLY_MIN, Eyes::Seat("town"));
    assert_eq!(look(&harness, "t101"), Look::Whole);
    assert!(plant(&harness).tanks.iter().all(|tank| tank.gauge.is_none()), "nobody reads a gauge");
    assert!(harness.query_by_label_contains("T-101汽油罐 · 着火").is_none());
    assert!(harness.query_by_label_contains("T-101汽油罐 · 完好").is_some());
    assert!(harness.state().state.plant().lines().is_none(), "and no heat");
}

#[test]
fn the_director_sees_it_burn_with_its_level_and_its_heat() {
    let harness = sheet(styrene(), EARLY_MIN, Eyes::Director);
    assert_eq!(look(&harness, "t101"), Look::Burning);
    assert!(harness.query_by_label_contains("T-101汽油罐 · 着火, 液位").is_some());
    assert!(harness.state().state.plant().lines().is_some());
    assert!(harness.query_by_label_contains("热辐射，千瓦/平方米").is_some());
}

#[test]
fn a_seat_that_was_told_sees_a_flame_with_its_age_but_no_level() {
    let harness = sheet(styrene(), 20, Eyes::Seat("fire"));
    assert_eq!(look(&harness, "t101"), Look::Burning);
    let told = plant(&harness).tanks[tank(&harness.state().scenario, "t101").index()].report;
    assert!(told.is_some());
    assert!(harness.query_by_label_contains("液位").is_none());
    assert!(harness.query_by_label_contains("据报告推算").is_some(), "and works the heat out");
    assert!(harness.state().state.plant().plume().is_none(), "a seat has no plume model");
}

#[test]
fn lines_of_heat_lie_outside_the_flame_and_shrink_with_the_level() {
    let scenario = styrene();
    let world = world(&scenario, 5);
    let (setup, burning) = (&scenario.setup, [tank(&scenario, "t101")]);
    let heat = Heat::of(setup, &burning, |at| heat_kw_m2(setup, &world, at));
    let own = &setup.plant.as_ref().expect("there is a plant").tanks[burning[0]];
    let mut widths = Vec::new();
    for (lines, level) in heat.lines.iter().zip(HEAT_KW_M2) {
        let wide = |line: &desktop::layers::Line| line.bounds.1.x_m - line.bounds.0.x_m;
        widths.push(lines.iter().map(wide).fold(0.0, f64::max));
        for bend in lines.iter().flat_map(|line| line.bends(0.01)) {
            let away_m = bend.distance_m(own.position());
            assert!(away_m >= own.tank.diameter_m / 2.0 - 4.0, "{level} kW/m² at {away_m} m");
            let found = heat_kw_m2(setup, &world, *bend);
            let is_wall = away_m <= own.tank.diameter_m / 2.0 + 4.0;
            assert!(is_wall || (found / level - 1.0).abs() < 0.12, "{found} on {level} kW/m²");
        }
    }
    assert!(widths[0] > 60.0, "{widths:?}");
    assert!(widths.windows(2).all(|pair| pair[0] > pair[1] || pair[0] == 0.0), "{widths:?}");
}

#[test]
fn the_heat_that_a_seat_works_out_is_that_of_the_engine_where_it_is_told_all() {
    let scenario = styrene();
    let world = world(&scenario, 5);
    let setup = &scenario.setup;
    let (burning, wind) = ([tank(&scenario, "t101")], engine::plant::wind(&world));
    for (x_m, y_m) in [(2_400.0, 3_000.0), (2_370.0, 3_060.0), (2_450.0, 2_950.0)] {
        let at = Position::new(x_m, y_m);
        let (own, so) = (flux_kw_m2(setup, &burning, wind, at), heat_kw_m2(setup, &world, at));
        assert!((own - so).abs() < 1e-9, "{own} and {so}");
    }
}

#[test]
fn nothing_is_drawn_where_there_is_no_plant() {
    for eyes in [Eyes::Director, Eyes::Seat("hq")] {
        let harness = sheet(small(), 20, eyes);
        let state = &harness.state().state;
        assert_eq!(state.scene().plant, None);
        assert!(state.plant().lines().is_none() && state.plant().plume().is_none());
        assert!(harness.query_by_label_contains("储罐").is_none());
        assert_eq!(harness.state().taken, 0);
    }
}

#[test]
fn the_control_room_reads_its_instruments_and_nobody_else_does() {
    let harness = sheet(styrene(), 20, Eyes::Seat("control"));
    let Sheet { now, scenario, .. } = harness.state();
    let now = now.as_ref().expect("it was played");
    let reads = |key: &str| {
        let seat = scenario.setup.seat(key).expect("there is one");
        now.believed(&scenario.setup, seat).instruments().is_some()
    };
    assert!(reads("control"));
    assert!(!reads("fire") && !reads("eoc") && !reads("duty"));
}
