//! The map, driven as a person drives it.

mod common;

use std::path::Path;
use std::sync::Arc;

use desktop::map::{Click, Frame, Outcome, Pane, Sheet, labels, link, show};
use desktop::play::Selection;
use desktop::{Settings, theme};
use egui::{Event, Key, MouseWheelUnit, PointerButton, Pos2, Rect, TouchPhase, Vec2, pos2, vec2};
use egui_kittest::{Harness, kittest::Queryable};
use ground::{Place, PlaceKind, Position};
use scenario::{Language, Scenario, Texts};

const SHIPING: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios/forest_fire_shiping");
/// Made by `cargo xtask real-data`, if somebody has.
const ANDORRA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../out/real-data/andorra");
const SIZE: Vec2 = vec2(900.0, 700.0);

struct Bench {
    texts: Texts,
    settings: Settings,
    scenario: Arc<Scenario>,
    selection: Selection,
    panes: [Pane; 2],
    linked: bool,
    frame: Frame,
    outcomes: Vec<Outcome>,
    fonts: bool,
}

fn scenario(folder: &str) -> Arc<Scenario> {
    common::read(Path::new(folder))
}

fn bench(scenario: Arc<Scenario>, language: Language) -> Bench {
    Bench {
        texts: Texts::new(language),
        settings: Settings { language, ..Settings::default() },
        selection: Selection::default(),
        panes: [Pane::of(&scenario), Pane::of(&scenario)],
        scenario,
        linked: false,
        frame: Frame::default(),
        outcomes: Vec::new(),
        fonts: false,
    }
}

fn harness(bench: Bench) -> Harness<'static, Bench> {
    let draw = |ui: &mut egui::Ui, bench: &mut Bench| {
        if !bench.fonts {
            bench.fonts = true;
            theme::load_fonts(ui.ctx());
            theme::apply(ui.ctx(), &bench.settings);
            return;
        }
        bench.frame.begin();
        let sheet = Sheet {
            texts: &bench.texts,
            settings: &bench.settings,
            scenario: &bench.scenario,
            field: None,
            over: &(),
            selection: &bench.selection,
        };
        let (panes, frame) = (&mut bench.panes, &mut bench.frame);
        if !bench.linked {
            bench.outcomes = vec![show(ui, &mut panes[0], &sheet, frame)];
            return;
        }
        let before = [panes[0].view, panes[1].view];
        ui.columns_const(|columns: &mut [egui::Ui; 2]| {
            let both = columns.iter_mut().zip(panes.iter_mut());
            bench.outcomes = both.map(|(ui, pane)| show(ui, pane, &sheet, frame)).collect();
        });
        link(panes, before);
    };
    let mut harness =
        Harness::builder().with_size(SIZE).with_max_steps(60).build_ui_state(draw, bench);
    harness.run_steps(4);
    harness
}

fn click(harness: &mut Harness<'_, Bench>, at: Pos2) -> Option<Click> {
    harness.hover_at(at);
    harness.step();
    for pressed in [true, false] {
        let modifiers = egui::Modifiers::NONE;
        let button = PointerButton::Primary;
        harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
        harness.step();
    }
    let click = harness.state().outcomes[0].click;
    // Long enough for the next click not to make this one a double click.
    harness.run_steps(40);
    click
}

#[test]
fn a_click_on_a_sign_is_the_place_and_beside_it_the_ground() {
    let mut harness = harness(bench(scenario(SHIPING), Language::Zh));
    let (id, place) = {
        let places = &harness.state().scenario.setup.ground.places;
        let (id, place) = places.iter().find(|(_, p)| p.kind == PlaceKind::Village).expect("one");
        (id, place.position)
    };
    let view = harness.state().panes[0].view;
    assert_eq!(click(&mut harness, view.to_screen(place)), Some(Click::Place(id)));
    let Some(Click::Ground(at)) = click(&mut harness, pos2(450.0, 690.0)) else {
        panic!("the bare ground was clicked")
    };
    assert!(at.distance_m(view.to_ground(pos2(450.0, 690.0))) < 1.0);
}

#[test]
fn a_click_on_a_name_is_its_place() {
    let mut harness = harness(bench(scenario(SHIPING), Language::Zh));
    let (id, rect) = harness.state().panes[0].names()[0];
    assert_eq!(click(&mut harness, rect.center()), Some(Click::Place(id)));
}

#[test]
fn the_map_is_moved_and_zoomed_by_mouse_and_keys() {
    let mut harness = harness(bench(scenario(SHIPING), Language::Zh));
    let before = harness.state().panes[0].view;
    let middle = pos2(400.0, 350.0);
    harness.drag_at(middle);
    harness.step();
    harness.hover_at(middle + vec2(60.0, 0.0));
    harness.step();
    harness.drop_at(middle + vec2(60.0, 0.0));
    harness.step();
    let dragged = harness.state().panes[0].view;
    assert!(dragged.centre.x_m < before.centre.x_m - 30.0 * before.m_per_point);

    harness.hover_at(middle);
    harness.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, 120.0),
        phase: TouchPhase::Move,
        modifiers: egui::Modifiers::NONE,
    });
    harness.run_steps(20);
    let zoomed = harness.state().panes[0].view;
    assert!(zoomed.m_per_point < dragged.m_per_point * 0.8, "{zoomed:?}");

    click(&mut harness, pos2(300.0, 660.0));
    harness.key_press(Key::ArrowRight);
    harness.step();
    harness.key_press(Key::Plus);
    harness.step();
    let keyed = harness.state().panes[0].view;
    assert!(keyed.centre.x_m > zoomed.centre.x_m);
    assert!(keyed.m_per_point < zoomed.m_per_point);

    harness.get_by_label("全图").click();
    harness.run_steps(2);
    let whole = harness.state().panes[0].view;
    assert!((whole.m_per_point - before.m_per_point).abs() < 1e-9);
}

#[test]
fn everything_on_the_map_has_a_name_in_both_languages() {
    for (language, names) in [
        (Language::Zh, ["地图", "放大", "缩小", "全图", "图层", "图例", "量算"]),
        (Language::En, ["Map", "Zoom in", "Zoom out", "Whole map", "Layers", "Legend", "Measure"]),
    ] {
        let harness = harness(bench(scenario(SHIPING), language));
        for name in names {
            assert_eq!(harness.get_all_by_label(name).count(), 1, "{name}");
        }
    }
}

#[test]
fn layers_are_switched_in_a_list_that_folds_out() {
    let mut harness = harness(bench(scenario(SHIPING), Language::En));
    assert!(harness.query_by_label("Place names").is_none());
    harness.get_by_label("Layers").click();
    harness.run_steps(4);
    assert!(!harness.state().panes[0].names().is_empty());
    harness.get_by_label("Place names").click();
    harness.run_steps(3);
    assert!(!harness.state().panes[0].layers.names);
    assert!(harness.state().panes[0].names().is_empty());
}

#[test]
fn a_length_is_measured_by_clicks_and_escape_ends_it() {
    let mut harness = harness(bench(scenario(SHIPING), Language::En));
    harness.get_by_label("Measure").click();
    harness.run_steps(2);
    assert_eq!(click(&mut harness, pos2(300.0, 300.0)), None, "a point of the line, no order");
    assert_eq!(click(&mut harness, pos2(400.0, 300.0)), None);
    let measure = harness.state().panes[0].tools.measure.clone().expect("measuring");
    let expected = 100.0 * harness.state().panes[0].view.m_per_point;
    assert!((desktop::map::measure::length_m(&measure.points) - expected).abs() < 1.0);
    harness.key_press(Key::Escape);
    harness.step();
    assert_eq!(harness.state().panes[0].tools.measure, None);
}

#[test]
fn a_map_that_is_moved_takes_the_other_one_along() {
    let mut state = bench(scenario(SHIPING), Language::Zh);
    state.linked = true;
    let mut harness = harness(state);
    for at in [pos2(200.0, 300.0), pos2(700.0, 300.0)] {
        let before = harness.state().panes[0].view;
        harness.hover_at(at);
        harness.event(Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, 60.0),
            phase: TouchPhase::Move,
            modifiers: egui::Modifiers::NONE,
        });
        harness.run_steps(20);
        let [first, second] = &harness.state().panes;
        assert!(!first.view.shows_same(&before), "it moved");
        assert!(first.view.shows_same(&second.view), "{:?} {:?}", first.view, second.view);
    }
}

/// Names never overlap, at any of several scales, over several parts of the ground.
fn names_keep_apart(scenario: &Arc<Scenario>, language: Language) -> usize {
    let mut most = 0;
    let mut harness = harness(bench(Arc::clone(scenario), language));
    let whole = harness.state().panes[0].view;
    for zoom in [1.0, 2.0, 5.0, 15.0] {
        for (x, y) in [(0.5, 0.5), (0.3, 0.4), (0.6, 0.7)] {
            let grid = scenario.setup.ground.terrain.grid();
            let view = &mut harness.state_mut().panes[0].view;
            view.m_per_point = whole.m_per_point / zoom;
            view.centre_on(Position::new(grid.width_m() * x, grid.height_m() * y));
            harness.run_steps(2);
            let names = harness.state().panes[0].names();
            most = most.max(names.len());
            for (n, (_, a)) in names.iter().enumerate() {
                assert!(Rect::from_min_size(Pos2::ZERO, SIZE).contains_rect(*a));
                for (_, b) in &names[n + 1..] {
                    assert!(!labels::overlap(*a, *b), "{a:?} {b:?} at {zoom}");
                }
            }
        }
    }
    most
}

#[test]
fn names_of_the_default_scenario_never_overlap() {
    let scenario = scenario(SHIPING);
    for language in [Language::Zh, Language::En] {
        assert!(names_keep_apart(&scenario, language) >= 8);
    }
}

#[test]
fn names_of_a_crowded_ground_never_overlap() {
    let mut crowded = (*scenario(SHIPING)).clone();
    let mut ground = (*crowded.setup.ground).clone();
    let pattern: Vec<Place> = ground.places.rows().to_vec();
    for n in 0..400_u32 {
        let mut place = pattern[n as usize % pattern.len()].clone();
        place.key = format!("crowd_{n}");
        let (x, y) = (n * 7_919 % 8_400, n * 104_729 % 7_320);
        place.position = Position::new(f64::from(x), f64::from(y));
        ground.places.add(place);
    }
    crowded.setup.ground = Arc::new(ground);
    assert!(names_keep_apart(&Arc::new(crowded), Language::Zh) > 40);
}

#[test]
fn names_of_a_real_ground_never_overlap() {
    if Path::new(ANDORRA).is_dir() {
        assert!(names_keep_apart(&scenario(ANDORRA), Language::En) >= 8);
    }
}
