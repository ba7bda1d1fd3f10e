//! Water on a graph, and on a graph and a grid joined by structures: nothing is lost, nothing moves at rest, and
//! reservoirs, breaches, gates and pumps do as the handbooks say.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

mod common;

use common::Threads;
use hazards::flood::graph::{
    Channel, Curve, CurveError, Graph, GraphError, Storage, Water, Workspace,
};
use hazards::flood::grid::{Bed, Face, Forcing, Scheme};
use hazards::flood::structure::{Breach, End, Gates, Setting, Structure, Way};
use hazards::flood::system::{self, Misfit, State, System};
use hazards::flood::weir::BreachDrain;
use hazards::flood::{Clock, Inflow, OneHand};

fn flat(ground_m: f64, area_m2: f64) -> Storage {
    Storage::Flat { ground_m, area_m2 }
}

/// Nodes of many heights and areas, each joined to some others.
fn tangle(count: usize) -> (Vec<Storage>, Vec<Channel>) {
    let height_m = |node: usize| (node * 7_919 % 101) as f64 / 40.0;
    let nodes: Vec<Storage> =
        (0..count).map(|node| flat(height_m(node), 20.0 + (node * 31 % 17) as f64)).collect();
    let channel = |a: usize, b: usize| Channel {
        ends: [a, b],
        length_m: 8.0 + (a % 5) as f64,
        width_m: 2.0 + (b % 3) as f64,
        sill_m: height_m(a).max(height_m(b)),
        manning: 0.04,
    };
    let along = (1..count).map(|node| channel(node - 1, node));
    let across = (0..count - 13).map(|node| channel(node, node + 13));
    let channels = along.chain(across).collect();
    (nodes, channels)
}

#[test]
fn a_lake_at_rest_on_a_tangle_of_nodes_does_not_move_at_all() {
    let (nodes, channels) = tangle(200);
    let graph = Graph::new(Graph::finest_unit_m3(&nodes), &nodes, &channels).unwrap();
    let mut water = Water::dry(&graph);
    (0..200).for_each(|node| water.fill_to(&graph, node, 1.5));
    let before = water.clone();
    let (scheme, mut workspace) = (Scheme::default(), Workspace::default());
    water.advance(&OneHand, &graph, &scheme, Clock::at_s(3_600), &[], &mut workspace).unwrap();
    for channel in 0..channels.len() {
        assert_eq!(water.flow_m3_s(&graph, channel), 0.0);
    }
    assert!((0..200).all(|node| water.volume_m3(&graph, node) == before.volume_m3(&graph, node)));
    assert!((0..200).any(|node| water.volume_m3(&graph, node) == 0.0), "some are dry");
}

#[test]
fn what_rushes_through_a_tangle_is_there_to_the_last_unit_with_any_number_of_hands() {
    let (nodes, channels) = tangle(300);
    let graph = Graph::new(Graph::finest_unit_m3(&nodes), &nodes, &channels).unwrap();
    let mut begun = Water::dry(&graph);
    (0..300).step_by(29).for_each(|node| begun.fill_to(&graph, node, 6.0));
    let inflows =
        [Inflow { at: 7, series: vec![(0.0, 3.0)] }, Inflow { at: 250, series: vec![(0.0, -0.5)] }];
    let play = |hands: usize| {
        let (scheme, mut workspace) = (Scheme::default(), Workspace::default());
        let mut water = begun.clone();
        for seconds in [10, 60] {
            let until = Clock::at_s(seconds);
            water
                .advance(&Threads(hands), &graph, &scheme, until, &inflows, &mut workspace)
                .unwrap();
            assert_eq!(water.missing(), 0);
            assert!((0..300).all(|node| water.volume_m3(&graph, node) >= 0.0));
        }
        water
    };
    let alone = play(1);
    assert!(alone.ledger.inflow > 0 && alone.ledger.taken > 0);
    for hands in [2, 7] {
        assert_eq!(play(hands), alone, "{hands} hands");
    }
}

#[test]
fn a_chain_of_reaches_carries_what_manning_says() {
    // 0.5 m²/s in a channel 20 m wide that falls 1 in 500: h = (q n / √S)^(3/5).
    let (count, length_m, slope, n) = (80, 50.0, 0.002, 0.03);
    let height_m = |node: usize| (count - node) as f64 * length_m * slope;
    let nodes: Vec<Storage> =
        (0..count).map(|node| flat(height_m(node), 20.0 * length_m)).collect();
    let channel = |node: usize| Channel {
        ends: [node - 1, node],
        length_m,
        width_m: 20.0,
        sill_m: height_m(node - 1),
        manning: n,
    };
    let channels: Vec<Channel> = (1..count).map(channel).collect();
    let graph = Graph::new(Graph::finest_unit_m3(&nodes), &nodes, &channels).unwrap();
    let mut water = Water::dry(&graph);
    let inflow = Inflow { at: 0, series: vec![(0.0, 10.0)] };
    let (scheme, mut workspace) = (Scheme::default(), Workspace::default());
    water
        .advance(&OneHand, &graph, &scheme, Clock::at_s(3_000), &[inflow], &mut workspace)
        .unwrap();
    let wanted_m = base::maths::pow(0.5 * n / slope.sqrt(), 0.6);
    let found_m = water.level_m(&graph, 20) - height_m(20);
    assert!((found_m / wanted_m - 1.0).abs() < 0.02, "{found_m}, not {wanted_m}");
    assert!((water.flow_m3_s(&graph, 20) - 10.0).abs() < 0.1);
}

#[test]
fn graphs_and_curves_that_do_not_fit_are_refused_with_their_place() {
    let nodes = [flat(0.0, 10.0), flat(1.0, 10.0)];
    let good = Channel { ends: [0, 1], length_m: 5.0, width_m: 1.0, sill_m: 1.0, manning: 0.03 };
    let laid = |nodes: &[Storage], channel: Channel| Graph::new(1e-3, nodes, &[channel]);
    assert!(laid(&nodes, good).is_ok());
    assert_eq!(laid(&nodes, Channel { ends: [0, 2], ..good }), Err(GraphError::Ends(0)));
    assert_eq!(laid(&nodes, Channel { ends: [1, 1], ..good }), Err(GraphError::Ends(0)));
    assert_eq!(laid(&nodes, Channel { sill_m: 0.5, ..good }), Err(GraphError::Shape(0)));
    assert_eq!(laid(&nodes, Channel { length_m: 0.0, ..good }), Err(GraphError::Shape(0)));
    assert_eq!(laid(&nodes, Channel { manning: -0.1, ..good }), Err(GraphError::Manning(0)));
    assert_eq!(laid(&[flat(0.0, 0.0), flat(1.0, 1.0)], good), Err(GraphError::Node(0)));
    assert_eq!(laid(&[flat(0.0, 1.0), flat(2e3, 1.0)], good), Err(GraphError::Relief(1)));
    assert_eq!(
        Graph::new(f64::NAN, &nodes, &[]).err().map(|e| e.to_string().len() > 5),
        Some(true)
    );
    assert_eq!(Curve::new(vec![(0.0, 0.0)]), Err(CurveError::Short));
    assert_eq!(Curve::new(vec![(0.0, 5.0), (1.0, 9.0)]), Err(CurveError::Bottom(5.0)));
    let falls = vec![(0.0, 0.0), (1.0, 10.0), (2.0, 9.0)];
    assert_eq!(Curve::new(falls), Err(CurveError::Falls(2)));
    assert_eq!(Curve::new(vec![(0.0, 0.0), (f64::NAN, 1.0)]), Err(CurveError::NotFinite(1)));
}

/// One reservoir with upright walls, whose floor is at 0 m.
fn pool(area_m2: f64, structures: Vec<Structure>, inflows: Vec<Inflow>) -> System {
    let curve = Curve::new(vec![(0.0, 0.0), (100.0, 100.0 * area_m2)]).unwrap();
    System {
        bed: None,
        scheme: Scheme::default(),
        graph: Graph::new(1e-3, &[Storage::Curve(curve)], &[]).unwrap(),
        structures,
        forcing: Forcing::default(),
        inflows,
    }
}

fn crest(crest_m: f64, width_m: f64, coefficient: f64) -> Structure {
    let way = Way::Crest { crest_m, width_m, coefficient };
    Structure { from: End::Node(0), to: End::Outside, way }
}

#[test]
fn a_reservoir_of_the_graph_routes_a_flood_as_the_level_pool_does() {
    // A = 2 km², Q = 100 H^1.5, 0 to 800 m³/s in six hours and back in twelve: 629.0 m³/s at 8.564 h.
    let series = vec![(0.0, 0.0), (6.0 * 3_600.0, 800.0), (18.0 * 3_600.0, 0.0)];
    let system = pool(2e6, vec![crest(10.0, 50.0, 2.0)], vec![Inflow { at: 0, series }]);
    system.check().unwrap();
    let mut state = State::dry(&system);
    state.nodes.fill_to(&system.graph, 0, 10.0);
    let (mut peak_m3_s, mut peak_h, mut workspace) = (0.0, 0.0, system::Workspace::default());
    for minute in 1..=24 * 60 {
        let until = Clock::at_s(minute * 60);
        state.advance(&OneHand, &system, until, &mut workspace).unwrap();
        let flow_m3_s = state.flow_m3_s(0);
        if flow_m3_s > peak_m3_s {
            (peak_m3_s, peak_h) = (flow_m3_s, minute as f64 / 60.0);
        }
    }
    assert!((peak_m3_s / 629.0 - 1.0).abs() < 0.002, "{peak_m3_s} m³/s");
    assert!((peak_h - 8.564).abs() < 0.05, "{peak_h} h");
    assert_eq!(state.missing(), 0);
    assert!(state.left() > 0);
}

#[test]
fn a_basin_runs_out_through_a_breach_as_the_closed_form_has_it() {
    let system = pool(1e5, vec![crest(10.0, 200.0, 1.7)], Vec::new());
    let mut state = State::dry(&system);
    state.nodes.fill_to(&system.graph, 0, 3.0);
    let breach = Breach { began: Clock::default(), grows_s: 0.0, width_m: 30.0, floor_m: 0.0 };
    state.settings[0].breach = Some(breach);
    let drain = BreachDrain { area_m2: 1e5, head_m: 3.0, width_m: 30.0, coefficient: 1.7 };
    let mut workspace = system::Workspace::default();
    for minute in [10, 30, 60, 180] {
        let until = Clock::at_s(minute * 60);
        // Steps of ten seconds, so that it is the equation that is compared.
        while state.clock() < until {
            let next = state.clock().after(10.0, until);
            state.advance(&OneHand, &system, next, &mut workspace).unwrap();
        }
        let (found_m, wanted_m) =
            (state.nodes.level_m(&system.graph, 0), drain.head_after_m(minute as f64 * 60.0));
        assert!((found_m / wanted_m - 1.0).abs() < 0.005, "{minute} min: {found_m}, {wanted_m}");
    }
}

#[test]
fn gates_release_what_is_asked_as_fast_as_they_may_and_no_more_than_runs_through() {
    let way = Way::Gates {
        sill_m: 5.0,
        count: 3,
        width_m: 8.0,
        height_m: 9.0,
        coefficient: 2.0,
        ramp_m3_s_h: 300.0,
    };
    let gates = Structure { from: End::Node(0), to: End::Outside, way };
    let system = pool(3e8, vec![gates.clone()], Vec::new());
    let mut state = State::dry(&system);
    state.nodes.fill_to(&system.graph, 0, 10.0);
    state.settings[0].gates = Gates::Release(450.0);
    let mut workspace = system::Workspace::default();
    state.advance(&OneHand, &system, Clock::at_s(1_800), &mut workspace).unwrap();
    assert!((state.flow_m3_s(0) - 150.0).abs() < 3.0, "{}", state.flow_m3_s(0));
    state.advance(&OneHand, &system, Clock::at_s(7_200), &mut workspace).unwrap();
    assert!((state.flow_m3_s(0) - 450.0).abs() < 1.0, "{}", state.flow_m3_s(0));
    // Free over the sill: 2.0 * 24 * 4^1.5; under a little opening: 0.6 b a √(2 g (H - a/2)).
    let open = |gates: Gates, level_m: f64| {
        let setting = Setting { gates, release_m3_s: 9_999.0, ..Setting::default() };
        gates_flow(&system.structures[0], &setting, level_m)
    };
    assert!((open(Gates::Release(9_999.0), 9.0) - 384.0).abs() < 1e-9);
    let under_m3_s = 0.6 * 24.0 * 0.9 * (2.0 * 9.81 * (4.0 - 0.45_f64)).sqrt();
    assert!((open(Gates::Opening(0.1), 9.0) - under_m3_s).abs() < 1e-9);
    assert_eq!(open(Gates::Opening(0.0), 9.0), 0.0);
    assert_eq!(open(Gates::Opening(1.0), 4.0), 0.0, "the water is below the sill");
    // Half of them blocked is half the flow.
    let setting = Setting { gates: Gates::Opening(1.0), blocked: 0.5, ..Setting::default() };
    assert!((gates_flow(&gates, &setting, 9.0) - 192.0).abs() < 1e-9);
}

fn gates_flow(structure: &Structure, setting: &Setting, level_m: f64) -> f64 {
    structure.flow_m3_s(setting, Clock::default(), level_m, None)
}

#[test]
fn pumps_start_and_stop_by_the_level_and_their_fuel_runs_out() {
    let way =
        Way::Pump { curve: vec![(0.0, 8.0), (4.0, 6.0), (8.0, 0.0)], start_m: 2.0, stop_m: 1.0 };
    let pump = Structure { from: End::Node(0), to: End::Outside, way };
    let system = pool(1e4, vec![pump.clone()], Vec::new());
    let mut state = State::dry(&system);
    state.nodes.fill_to(&system.graph, 0, 3.0);
    let mut workspace = system::Workspace::default();
    state.advance(&OneHand, &system, Clock::at_s(3_600), &mut workspace).unwrap();
    let level_m = state.nodes.level_m(&system.graph, 0);
    assert!((0.9..=1.0).contains(&level_m), "{level_m}");
    assert_eq!(state.missing(), 0);
    // Without power they run as long as their own fuel lasts: 600 s of 8 m³/s.
    let mut state = State::dry(&system);
    state.nodes.fill_to(&system.graph, 0, 3.0);
    state.settings[0] = Setting { has_power: false, fuel_s: 600.0, ..Setting::default() };
    state.advance(&OneHand, &system, Clock::at_s(3_600), &mut workspace).unwrap();
    let level_m = state.nodes.level_m(&system.graph, 0);
    assert!((level_m - 2.52).abs() < 0.05, "{level_m}");
    // They lift less the higher they have to.
    let setting = Setting { runs: true, ..Setting::default() };
    let against = |below_m: f64| pump.flow_m3_s(&setting, Clock::default(), 2.0, Some(below_m));
    assert_eq!([against(0.0), against(4.0), against(6.0), against(20.0)], [8.0, 7.0, 6.0, 0.0]);
}

#[test]
fn a_culvert_drains_towards_the_river_and_its_flap_keeps_the_river_out() {
    let culvert = |has_flap: bool| Structure {
        from: End::Node(0),
        to: End::Outside,
        way: Way::Culvert {
            floor_m: 1.0,
            area_m2: 4.0,
            height_m: 2.0,
            length_m: 40.0,
            manning: 0.013,
            has_flap,
        },
    };
    let flow = |has_flap: bool, above_m: f64, below_m: f64| {
        let setting = Setting::default();
        culvert(has_flap).flow_m3_s(&setting, Clock::default(), above_m, Some(below_m))
    };
    // Full: A √(2 g ΔH / (1.5 + 2 g n² L / R^(4/3))), R = 4 / 8 m.
    let friction = 2.0 * 9.81 * 0.013 * 0.013 * 40.0 / base::maths::pow(0.5, 4.0 / 3.0);
    let full_m3_s = 4.0 * (2.0 * 9.81 * 1.0 / (1.5 + friction)).sqrt();
    assert!((flow(true, 5.0, 4.0) - full_m3_s).abs() < 1e-9);
    assert_eq!(flow(true, 4.0, 5.0), 0.0);
    assert!((flow(false, 4.0, 5.0) + full_m3_s).abs() < 1e-9);
    assert_eq!(flow(false, 0.5, 0.0), 0.0, "both below its floor");
    assert_eq!(flow(false, 3.0, 3.0), 0.0);
    let shut = Setting { is_shut: true, ..Setting::default() };
    assert_eq!(culvert(false).flow_m3_s(&shut, Clock::default(), 5.0, Some(1.0)), 0.0);
}

/// A river of three rows of cells beside dry land, a levee between them, and a reservoir that feeds the river.
fn river_and_land() -> System {
    let (columns, rows) = (40, 12);
    let ground_m: Vec<f64> = (0..columns * rows)
        .map(|cell| if cell / columns < 3 { 0.0 } else { 2.0 + 0.01 * (cell % 7) as f64 })
        .collect();
    let mut bed = Bed::new(columns, 20.0, &ground_m, &vec![0.035; columns * rows]).unwrap();
    let of_levee = || (0..columns).map(|column| 3 * columns + column);
    bed.close(of_levee().map(Face::North));
    let curve = Curve::of_area(0.0, 30.0, |level_m| 2e4 + 500.0 * level_m).unwrap();
    let unit_m3 = bed.unit_m3();
    let levee = |cell: usize| Structure {
        from: End::Cell(cell - columns),
        to: End::Cell(cell),
        way: Way::Crest { crest_m: 3.5, width_m: 20.0, coefficient: 1.7 },
    };
    let spillway = Structure {
        from: End::Node(0),
        to: End::Cell(columns),
        way: Way::Crest { crest_m: 10.0, width_m: 30.0, coefficient: 2.0 },
    };
    System {
        graph: Graph::new(unit_m3, &[Storage::Curve(curve)], &[]).unwrap(),
        bed: Some(bed),
        scheme: Scheme::default(),
        structures: std::iter::once(spillway).chain(of_levee().map(levee)).collect(),
        forcing: Forcing::default(),
        inflows: Vec::new(),
    }
}

#[test]
fn a_levee_holds_the_river_until_it_breaks_and_no_unit_is_lost_between_graph_and_grid() {
    let system = river_and_land();
    system.check().unwrap();
    let mut state = State::dry(&system);
    state.nodes.fill_to(&system.graph, 0, 15.0);
    let mut workspace = system::Workspace::default();
    state.advance(&OneHand, &system, Clock::at_s(3_600), &mut workspace).unwrap();
    let (grid, bed) = (state.grid.as_ref().unwrap(), system.bed.as_ref().unwrap());
    let level_m = grid.level_m(bed, 60).unwrap();
    assert!((2.3..3.5).contains(&level_m), "{level_m}");
    let land = |grid: &hazards::flood::grid::Water| {
        (120..480).filter(|&cell| grid.depth_m(bed, cell) > 0.0).count()
    };
    assert_eq!((land(grid), state.missing()), (0, 0));
    // Twenty metres of it give way down to the land.
    let breach = Breach { began: state.clock(), grows_s: 900.0, width_m: 20.0, floor_m: 2.0 };
    state.settings[20].breach = Some(breach);
    state.advance(&OneHand, &system, Clock::at_s(14_400), &mut workspace).unwrap();
    let grid = state.grid.as_ref().unwrap();
    assert!(land(grid) > 100, "{}", land(grid));
    assert_eq!(state.missing(), 0);
    // At last the water stands level on both sides, and nothing swings about it.
    let sides = [19, 20 + 80, 20 + 120].map(|cell| grid.level_m(bed, cell).unwrap());
    assert!(sides.iter().all(|side_m| (side_m - sides[0]).abs() < 0.03), "{sides:?}");
    assert!(state.flow_m3_s(20).abs() < 0.2, "{}", state.flow_m3_s(20));
}

#[test]
fn same_water_same_bytes_saved_and_restored_and_with_several_hands() {
    let system = river_and_land();
    let mut begun = State::dry(&system);
    begun.nodes.fill_to(&system.graph, 0, 14.0);
    let (mut alone, mut shared) = (begun.clone(), begun);
    let mut workspace = system::Workspace::default();
    for minute in 1..=20 {
        let until = Clock::at_s(minute * 60);
        alone.advance(&OneHand, &system, until, &mut workspace).unwrap();
        shared.advance(&Threads(3), &system, until, &mut system::Workspace::default()).unwrap();
        let bytes = postcard::to_allocvec(&shared).unwrap();
        shared = postcard::from_bytes(&bytes).unwrap();
        assert!(shared == alone, "minute {minute}");
    }
}

#[test]
fn parts_that_do_not_fit_are_told_with_their_place() {
    let good = river_and_land();
    let mut wrong = good.clone();
    wrong.structures[3].to = End::Cell(9_999);
    assert_eq!(wrong.check(), Err(Misfit::End(3)));
    wrong.structures[3].to = wrong.structures[3].from;
    assert_eq!(wrong.check(), Err(Misfit::End(3)));
    let mut wrong = good.clone();
    wrong.inflows = vec![Inflow { at: 1, series: Vec::new() }];
    assert_eq!(wrong.check(), Err(Misfit::Inflow(0)));
    let mut wrong = good.clone();
    wrong.forcing.inflows = vec![Inflow { at: 480, series: Vec::new() }];
    assert_eq!(wrong.check(), Err(Misfit::Inflow(0)));
    let mut wrong = good;
    wrong.graph = Graph::new(1e-3, &[flat(0.0, 1.0)], &[]).unwrap();
    assert!(matches!(wrong.check(), Err(Misfit::Unit { .. })));
}
