//! The dilemma of `scenarios/reservoir_flood`: what each way to set the gates does to the reservoir, as its readme has it.
//! The reservoir and its gorge alone, without the plain: nothing below holds the water back.

use std::path::Path;

use engine::water::WaterSpec;
use hazards::flood::grid::Forcing;
use hazards::flood::structure::{End, Gates};
use hazards::flood::system::{State, System, Workspace};
use hazards::flood::{Clock, OneHand};
use scenario::{Problems, read_scenario};

/// The gates from hour to hour, before the level passes 155 m and after.
struct Policy {
    name: &'static str,
    /// From when on more than 120 m³/s is released, h.
    from_h: f64,
    /// How much, m³/s.
    first_m3_s: f64,
    /// How much once the level has passed 155 m, m³/s.
    above_155_m3_s: f64,
    blocked: f64,
    begins_m: f64,
    /// The highest level, m, or when the crest is overtopped, h.
    wanted: Wanted,
}

enum Wanted {
    Highest(f64),
    Overtops(f64),
}

fn water() -> WaterSpec {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/reservoir_flood");
    let mut problems = Problems::new();
    let scenario = read_scenario(&folder, &mut problems).expect("the scenario is right");
    scenario.setup.water.expect("it has water")
}

/// The reservoir and the gorge, whose mouth is the end.
fn without_the_plain(spec: &WaterSpec) -> System {
    let mut system = spec.system.clone();
    system.bed = None;
    system.forcing = Forcing::default();
    system.structures.truncate(spec.structures.len());
    // What joins two cells comes last.
    system.structures.retain(|structure| !matches!(structure.from, End::Cell(_)));
    for structure in &mut system.structures {
        if let End::Cell(_) = structure.to {
            structure.to = End::Outside;
        }
    }
    system
}

#[test]
fn no_policy_of_the_gates_alone_saves_the_dam_and_the_town() {
    let spec = water();
    let system = without_the_plain(&spec);
    system.check().expect("it fits together");
    let reservoir = &spec.reservoirs.rows()[0];
    let (crest_m, gates) = (reservoir.crest_m.expect("a crest"), reservoir.gates[0]);
    let policy = |name, from_h, first_m3_s, above_155_m3_s, wanted| Policy {
        name,
        from_h,
        first_m3_s,
        above_155_m3_s,
        blocked: 0.0,
        begins_m: 152.8,
        wanted,
    };
    let blocked = |policy: Policy| Policy { blocked: 0.3, ..policy };
    let legal = |policy: Policy| Policy { begins_m: 152.0, ..policy };
    use Wanted::{Highest, Overtops};
    for Policy { name, from_h, first_m3_s, above_155_m3_s, blocked, begins_m, wanted } in [
        policy("120 throughout", 99.0, 120.0, 120.0, Overtops(14.9)),
        policy("450 from T+8", 8.0, 450.0, 450.0, Overtops(17.8)),
        policy("450 from T+2", 2.0, 450.0, 450.0, Overtops(19.6)),
        policy("700 above 155", 2.0, 450.0, 700.0, Highest(157.03)),
        policy("900 above 155", 2.0, 450.0, 900.0, Highest(156.0)),
        blocked(policy("700, blocked", 2.0, 450.0, 700.0, Overtops(20.4))),
        blocked(policy("900, blocked", 2.0, 450.0, 900.0, Highest(157.08))),
        legal(policy("700 from the legal level", 2.0, 450.0, 700.0, Highest(156.88))),
        legal(policy("900 from the legal level", 2.0, 450.0, 900.0, Highest(155.86))),
    ] {
        let mut state = State::dry(&system);
        state.settings = spec.start.settings[..system.structures.len()].to_vec();
        state.settings[gates].blocked = blocked;
        state.nodes = spec.start.nodes.clone();
        state.nodes.fill_to(&system.graph, 0, begins_m);
        let (mut highest_m, mut overtops_h) = (0.0_f64, None);
        let mut workspace = Workspace::default();
        for minute in 1..=30 * 60 {
            let now_h = minute as f64 / 60.0;
            let level_m = state.nodes.level_m(&system.graph, 0);
            highest_m = highest_m.max(level_m);
            if level_m > crest_m {
                overtops_h = Some(now_h);
                break;
            }
            let asked_m3_s = if now_h < from_h {
                120.0
            } else if level_m < 155.0 && now_h < 24.0 && highest_m < 155.0 {
                first_m3_s
            } else {
                above_155_m3_s
            };
            state.settings[gates].gates = Gates::Release(asked_m3_s);
            let until = Clock::at_s(minute * 60);
            state.advance(&OneHand, &system, until, &mut workspace).expect("it goes on");
        }
        assert_eq!(state.missing(), 0, "{name}");
        match (wanted, overtops_h) {
            (Highest(wanted_m), None) => {
                assert!((highest_m - wanted_m).abs() < 0.08, "{name}: {highest_m} m");
            }
            (Overtops(wanted_h), Some(at_h)) => {
                assert!((at_h - wanted_h).abs() < 0.3, "{name}: T+{at_h} h");
            }
            (_, found) => panic!("{name}: {highest_m} m, overtopped at {found:?} h"),
        }
    }
}
