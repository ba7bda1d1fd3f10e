//! Contract of the spread: the same bytes however a fire is worked out. In one go, in steps, from
//! a saved state, or mended after changes; and nothing passes what is closed.

use base::{Chance, Id, Tick};
use ground::{Cell, CellData, Cover, Grid, Terrain};
use hazards::wildfire::{
    FireWeather, Hold, Moisture, Options, Spotting, WeatherSeries, Wildfire, Workspace,
};
use proptest::prelude::*;

const COLUMNS: u32 = 37;
const ROWS: u32 = 41;
const LAST: Tick = Tick(40_000);

/// A random place: fuels with gaps, hills, some trees; a bit of everything a step can meet.
#[derive(Clone, Debug)]
struct Place {
    terrain: Terrain,
    weather: WeatherSeries,
    ignitions: Vec<(u32, u64)>,
    holds: Vec<Hold>,
}

fn hold() -> impl Strategy<Value = Hold> {
    (0..COLUMNS * ROWS, 0_u64..20_000, prop_oneof![Just(None), (0_u64..9_000).prop_map(Some)])
        .prop_map(|(cell, from, length)| {
            Hold::new(Id::new(cell), Tick(from), length.map(|length| Tick(from + length)))
        })
}

fn weather() -> impl Strategy<Value = FireWeather> {
    (0.0..14.0_f64, 0.0..360.0_f64, 0.03..0.16_f64).prop_map(|(wind, from, dead)| FireWeather {
        wind_10m_m_s: wind,
        wind_from_deg: from,
        moisture: Moisture::dead_live(dead, 0.8, 1.0),
    })
}

fn place() -> impl Strategy<Value = Place> {
    let cells = (COLUMNS * ROWS) as usize;
    let fuel = prop_oneof![
        1 => Just(0_u8),
        4 => Just(1_u8),
        3 => Just(102_u8),
        3 => Just(8_u8),
        3 => Just(10_u8),
        2 => Just(165_u8),
    ];
    (
        prop::collection::vec(fuel, cells),
        prop::collection::vec(any::<bool>(), cells),
        (0.0..1.0_f64, 0.0..1.0_f64, 0.0..80.0_f64),
        prop::collection::vec(weather(), 1..4),
        prop::collection::vec((0..COLUMNS * ROWS, 0_u64..6_000), 1..4),
        prop::collection::vec(hold(), 0..12),
    )
        .prop_map(move |(fuel_model, trees, hills, weather, ignitions, holds)| {
            let grid = Grid { columns: COLUMNS, rows: ROWS, cell_m: 30.0 };
            let layer = |height: f32| {
                trees.iter().map(|&tree| if tree { height } else { 0.0 }).collect::<Vec<_>>()
            };
            let elevation_m = (0..cells)
                .map(|cell| {
                    let (x, y) = ((cell as u32 % COLUMNS) as f64, (cell as u32 / COLUMNS) as f64);
                    let wave = |k: f64| base::maths::sin(0.3 * k * x) + base::maths::cos(0.4 * y);
                    (hills.2 * wave(hills.0) + 90.0 * hills.1) as f32
                })
                .collect();
            let data = CellData {
                elevation_m,
                fuel_model,
                cover: vec![Cover::Open; cells],
                canopy_cover: layer(0.7),
                canopy_height_m: layer(15.0),
                canopy_base_height_m: layer(2.0),
                canopy_bulk_density_kg_m3: layer(0.12),
            };
            let entries = weather.iter().enumerate();
            let entries = entries.map(|(row, weather)| (Tick(row as u64 * 5_000), *weather));
            Place {
                terrain: Terrain::new(grid, data),
                weather: WeatherSeries::new(entries.collect()).expect("a weather series"),
                ignitions,
                holds,
            }
        })
}

const CHANCE: Chance = Chance::new(5);

fn options() -> Options {
    Options {
        spotting: Some(Spotting { brands_per_gj: 0.5, delay_s: 60.0, ..Spotting::default() }),
        wind_limit: false,
    }
}

impl Place {
    fn lit(&self, holds: &[Hold]) -> Wildfire {
        let mut fire = Wildfire::new(&self.terrain, options());
        for &(cell, at) in &self.ignitions {
            fire.ignite(Id::new(cell), Tick(at)).expect("nothing has burnt yet");
        }
        for hold in holds {
            let until = (hold.until_ms != u32::MAX).then(|| Tick(u64::from(hold.until_ms) / 1000));
            fire.hold(hold.cell, Tick(u64::from(hold.from_ms) / 1000), until).expect("early");
        }
        fire
    }

    fn solved(&self, holds: &[Hold]) -> Wildfire {
        self.solved_with(holds, Some(&CHANCE))
    }

    fn solved_with(&self, holds: &[Hold], chance: Option<&Chance>) -> Wildfire {
        let mut fire = self.lit(holds);
        let mut workspace = Workspace::new(&self.terrain);
        fire.solve(&self.terrain, &self.weather, chance, LAST, &mut workspace);
        fire
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_change_gives_the_same_bytes_as_solving_from_the_start(
        place in place(),
        changes in prop::collection::vec(hold(), 1..6),
        fresh_workspace in any::<bool>(),
        brands in any::<bool>(),
    ) {
        let chance = brands.then_some(&CHANCE);
        let mut workspace = Workspace::new(&place.terrain);
        let mut fire = place.lit(&place.holds);
        fire.solve(&place.terrain, &place.weather, chance, LAST, &mut workspace);
        let mut holds = place.holds.clone();
        for change in changes {
            if fresh_workspace {
                workspace = Workspace::new(&place.terrain);
            }
            let (terrain, weather) = (&place.terrain, &place.weather);
            fire.change(terrain, weather, chance, &[change], &mut workspace);
            holds.push(change);
            prop_assert_eq!(&fire, &place.solved_with(&holds, chance));
        }
    }

    #[test]
    fn steps_saves_and_one_go_give_the_same_bytes(
        place in place(),
        stops in prop::collection::vec(1_u64..40_000, 0..6),
    ) {
        let mut workspace = Workspace::new(&place.terrain);
        let mut whole = place.lit(&place.holds);
        let (terrain, weather) = (&place.terrain, &place.weather);
        let all = whole.advance(terrain, weather, Some(&CHANCE), LAST, &mut workspace);
        let mut stops = stops;
        stops.sort_unstable();
        let mut fire = place.lit(&place.holds);
        let mut list = Vec::new();
        for (number, stop) in stops.into_iter().chain([LAST.0]).enumerate() {
            if number % 2 == 1 {
                let bytes = postcard::to_stdvec(&fire).expect("plain data");
                fire = postcard::from_bytes(&bytes).expect("what was saved can be read");
                workspace = Workspace::new(terrain);
            }
            list.extend(fire.advance(terrain, weather, Some(&CHANCE), Tick(stop), &mut workspace));
        }
        prop_assert_eq!(&list, &all);
        prop_assert_eq!(&fire, &whole);
        prop_assert_eq!(base::Digest::of(&fire), base::Digest::of(&whole));
        let mut sorted = all.clone();
        sorted.sort_by_key(|burnt| (burnt.at_ms, burnt.cell));
        prop_assert_eq!(sorted, all);
    }

    #[test]
    fn holds_given_during_the_fire_are_as_good_as_holds_known_from_the_start(
        place in place(),
        changes in prop::collection::vec(hold(), 1..8),
    ) {
        let mut changes = changes;
        changes.sort_by_key(|hold| hold.from_ms);
        let mut workspace = Workspace::new(&place.terrain);
        let mut fire = place.lit(&[]);
        let (terrain, weather) = (&place.terrain, &place.weather);
        for hold in &changes {
            let from = Tick(u64::from(hold.from_ms) / 1000);
            fire.advance(terrain, weather, Some(&CHANCE), from, &mut workspace);
            let until = (hold.until_ms != u32::MAX).then(|| Tick(u64::from(hold.until_ms) / 1000));
            fire.hold(hold.cell, from, until).expect("not in the past");
        }
        fire.advance(terrain, weather, Some(&CHANCE), LAST, &mut workspace);
        prop_assert_eq!(fire, place.solved(&changes));
    }

    #[test]
    fn a_weather_change_that_was_planned_and_one_that_came_give_the_same_fire(
        place in place(),
        other in weather(),
        at in 1_000_u64..15_000,
    ) {
        let mut series = place.weather.clone();
        series.change_from(Tick(at), other);
        let planned = Place { weather: series.clone(), ..place.clone() }.solved(&place.holds);
        let mut workspace = Workspace::new(&place.terrain);
        let mut fire = place.lit(&place.holds);
        let terrain = &place.terrain;
        fire.advance(terrain, &place.weather, Some(&CHANCE), Tick(at), &mut workspace);
        fire.weather_changed(Tick(at));
        fire.advance(terrain, &series, Some(&CHANCE), LAST, &mut workspace);
        prop_assert_eq!(&fire, &planned);
        // The same on a fire that was worked out ahead.
        let mut ahead = place.solved(&place.holds);
        ahead.weather_changed(Tick(at));
        ahead.solve(terrain, &series, Some(&CHANCE), LAST, &mut workspace);
        prop_assert_eq!(&ahead, &planned);
    }

    #[test]
    fn burnt_stays_burnt_and_no_hold_makes_fire_faster(place in place(), extra in hold()) {
        // Under one weather: a cell delayed beyond a change of weather leaves by other steps, and
        // these may draw the ellipse a little better.
        let weather = WeatherSeries::constant(*place.weather.at(Tick(0)));
        let place = Place { weather, ..place };
        let without = place.lit(&place.holds);
        let (mut without, mut workspace) = (without, Workspace::new(&place.terrain));
        without.solve(&place.terrain, &place.weather, None, LAST, &mut workspace);
        let mut holds = place.holds.clone();
        holds.push(extra);
        let mut with = place.lit(&holds);
        with.solve(&place.terrain, &place.weather, None, LAST, &mut workspace);
        let mut area = 0.0;
        for tick in (0..LAST.0).step_by(2_000) {
            let now = with.area_ha(&place.terrain, Tick(tick));
            prop_assert!(now >= area);
            area = now;
        }
        for cell in (0..COLUMNS * ROWS).map(Id::<Cell>::new) {
            match (without.arrival_ms(cell), with.arrival_ms(cell)) {
                (Some(before), Some(after)) => prop_assert!(after >= before),
                (None, after) => prop_assert_eq!(after, None),
                (Some(_), None) => {}
            }
        }
    }

    #[test]
    fn a_forecast_under_the_true_weather_without_brands_is_what_comes(
        place in place(),
        now in 0_u64..10_000,
    ) {
        let mut workspace = Workspace::new(&place.terrain);
        let mut fire = place.lit(&place.holds);
        let (terrain, weather) = (&place.terrain, &place.weather);
        // Ignitions to come are not known to a forecast: all have happened.
        let now = Tick(now + 6_000);
        fire.advance(terrain, weather, None, now, &mut workspace);
        let forecast = fire.forecast(terrain, weather, now, LAST, &mut workspace);
        fire.advance(terrain, weather, None, LAST, &mut workspace);
        prop_assert_eq!(forecast, fire.arrivals());
    }
}

/// A strip of grass with a break of bare ground across it.
fn strip(gap: &[(u32, u32)]) -> Terrain {
    let grid = Grid { columns: 60, rows: 15, cell_m: 30.0 };
    let mut data = Terrain::uniform(grid, 1).data().clone();
    for &(column, row) in gap {
        data.fuel_model[(row * 60 + column) as usize] = 0;
    }
    Terrain::new(grid, data)
}

const GALE: FireWeather = FireWeather {
    wind_10m_m_s: 15.0,
    wind_from_deg: 270.0,
    moisture: Moisture::dead_live(0.05, 0.8, 1.0),
};

fn reach(terrain: &Terrain, options: Options, holds: &[Hold]) -> u32 {
    let mut workspace = Workspace::new(terrain);
    let mut fire = Wildfire::new(terrain, options);
    fire.ignite(Id::new(7 * 60 + 3), Tick(0)).expect("nothing has burnt yet");
    for hold in holds {
        fire.hold(hold.cell, Tick(0), None).expect("nothing has burnt yet");
    }
    let weather = WeatherSeries::constant(GALE);
    fire.solve_all(terrain, &weather, Some(&CHANCE), &mut workspace);
    let grid = terrain.grid();
    let column = |cell: Id<Cell>| grid.column_row(cell).0;
    fire.burnt_at(Tick(4_000_000)).map(column).max().unwrap_or(0)
}

#[test]
fn a_break_one_cell_wide_stops_fire_straight_and_diagonal_and_only_brands_cross_it() {
    let straight: Vec<(u32, u32)> = (0..15).map(|row| (20, row)).collect();
    assert_eq!(reach(&strip(&straight), Options::default(), &[]), 19);
    // Cells that touch only at corners.
    let diagonal: Vec<(u32, u32)> = (0..15).map(|row| (20 + row, row)).collect();
    assert!(reach(&strip(&diagonal), Options::default(), &[]) < 35);
    let hole: Vec<(u32, u32)> = (0..15).filter(|row| *row != 2).map(|row| (20, row)).collect();
    assert_eq!(reach(&strip(&hole), Options::default(), &[]), 59);
    let spotting = Spotting { brands_per_gj: 50.0, intensity_min_kw_m: 0.0, ..Spotting::default() };
    let options = Options { spotting: Some(spotting), wind_limit: false };
    assert_eq!(reach(&strip(&straight), options, &[]), 59);
}

#[test]
fn a_fireline_of_held_cells_is_as_good_as_bare_ground() {
    for shape in [
        (0..15).map(|row| (20, row)).collect::<Vec<(u32, u32)>>(),
        (0..15).map(|row| (20 + row, row)).collect(),
    ] {
        let holds: Vec<Hold> = shape
            .iter()
            .map(|&(column, row)| Hold::new(Id::new(row * 60 + column), Tick(0), None))
            .collect();
        let (line, bare) = (strip(&[]), strip(&shape));
        let options = Options::default();
        assert_eq!(reach(&line, options, &holds), reach(&bare, options, &[]));
    }
}

/// One fire with everything: hills, trees, a river, brands, holds, a wind shift.
fn one_of_everything() -> Wildfire {
    let grid = Grid { columns: 80, rows: 70, cell_m: 25.0 };
    let mut data = Terrain::uniform(grid, 102).data().clone();
    for cell in 0..grid.cells() {
        let (x, y) = ((cell % 80) as f64, (cell / 80) as f64);
        data.elevation_m[cell] = (60.0 * base::maths::sin(x / 9.0) + 2.0 * y) as f32;
        data.fuel_model[cell] = [102, 10, 165, 1, 8][(cell / 7 + cell / 80) % 5];
        if cell / 80 == 40 && cell % 80 != 60 {
            data.fuel_model[cell] = 0;
        }
        if cell % 80 > 35 {
            data.canopy_cover[cell] = 0.5;
            data.canopy_height_m[cell] = 12.0;
            data.canopy_base_height_m[cell] = 1.5;
            data.canopy_bulk_density_kg_m3[cell] = 0.12;
        }
    }
    let terrain = Terrain::new(grid, data);
    let shifted = FireWeather { wind_from_deg: 340.0, wind_10m_m_s: 8.0, ..GALE };
    let weather = WeatherSeries::new(vec![(Tick(0), GALE), (Tick(2_400), shifted)]);
    let weather = weather.expect("a weather series");
    let mut fire = Wildfire::new(&terrain, options());
    fire.ignite(Id::new(20 * 80 + 12), Tick(60)).expect("nothing has burnt yet");
    for row in 10..30 {
        let cell = Id::new(row * 80 + 30);
        fire.hold(cell, Tick(300), Some(Tick(3_000))).expect("nothing has burnt yet");
    }
    let mut workspace = Workspace::new(&terrain);
    fire.advance(&terrain, &weather, Some(&CHANCE), Tick(7_200), &mut workspace);
    fire
}

#[test]
fn the_same_fire_has_the_same_digest_in_every_build_and_on_every_machine() {
    let fire = one_of_everything();
    assert!(fire.sources().iter().any(|source| source.thrown_by.is_some()), "brands flew");
    assert_eq!(base::Digest::of(&fire).to_string(), "aafdc0f24ade3f07251f163a3a94499f");
}
