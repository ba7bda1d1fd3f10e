//! The invented city is right, as large as it says, and plays the same twice.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use base::Tick;
use drill::Run;
use engine::event::What;
use ground::PlaceKind;
use scenario::{Autopilot, Language, Problems, Scenario, Texts, check_folder};

/// The first hours: verified, commanded, attacked, with the mobile network down at the end.
const PLAYED: Tick = Tick::from_minutes(270);

/// A folder that is removed afterwards.
struct City(PathBuf);

impl City {
    fn write(name: &str) -> Self {
        let name = format!("tuiyan-city-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        xtask::invent::city::write(&folder).expect("the city can be written");
        Self(folder)
    }

    fn checked(&self) -> Scenario {
        let mut problems = Problems::new();
        let scenario = check_folder(&self.0, &mut problems);
        assert!(problems.is_empty(), "{}", problems.render(&Texts::new(Language::En), false));
        scenario.expect("there is no problem")
    }
}

impl Drop for City {
    fn drop(&mut self) {
        // Best effort: a folder left in the temporary folder harms nobody.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_city_is_right_as_large_as_it_says_and_plays_the_same_twice() {
    let city = City::write("counts");
    let scenario = city.checked();
    let setup = &scenario.setup;
    let places = setup.ground.places.rows();
    let of_kind = |kind| places.iter().filter(|place| place.kind == kind).count();
    assert_eq!(of_kind(PlaceKind::Shelter), 3_000);
    assert_eq!(places.iter().filter(|place| place.residents.total() > 0).count(), 300);
    assert_eq!((setup.units.len(), setup.experts.len()), (500, 250));
    let organisations: BTreeSet<&str> =
        setup.seats.rows().iter().map(|seat| seat.organisation.zh.as_str()).collect();
    assert!(organisations.len() >= 25, "{organisations:?}");
    assert!((300..=500).contains(&scenario.plan.tasks.len()));
    assert!((500..=600).contains(&setup.notices.len()));
    assert_eq!(setup.end(), Tick::from_minutes(24 * 60));

    let play = || {
        let mut run = Run::new(&scenario, scenario.seed, Autopilot::all(setup));
        run.play(PLAYED, |_| {}).expect("nothing is written down");
        run
    };
    let (one, two) = (play(), play());
    assert_eq!(one.world().digest(), two.world().digest());
    assert!(one.events() == two.events());
    let read = one.events().iter().filter(|event| matches!(event.what, What::MessageRead { .. }));
    assert!(read.count() > 1_000);
    let refused = one.events().iter().filter(|e| matches!(e.what, What::OrderRefused { .. }));
    assert_eq!(refused.count(), 0, "the plan orders what can be done");
}

#[test]
fn the_city_is_written_the_same_every_time() {
    let (one, two) = (City::write("one"), City::write("two"));
    for name in [
        "scenario.ron",
        "plan.ron",
        "ground.ron",
        "terrain/elevation_m.asc",
        "terrain/fuel_model.asc",
        "drills/by_the_plan/orders.ron",
    ] {
        let read = |city: &City| fs::read(city.0.join(name)).expect("the file is there");
        assert!(read(&one) == read(&two), "{name}");
    }
}
