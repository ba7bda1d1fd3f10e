//! The part of the invented city's plan that fights the fire: verify, report, set a level, brief and
//! attack, build breaks, fly, and keep reserves.

use super::frame::{LINES, line_key};
use super::names::{STREETS_PER_DISTRICT, street_key};
use super::plan::{Done, Head, Tasks};
use super::roads::{FOREST_ROADS, forest_key};

/// Safety zones, from south to north.
const ZONES: [&str; 3] = ["zone_south", "zone_middle", "zone_north"];
/// Where fire starts, from south to north.
const FIRES: [&str; 2] = ["fire_south", "fire_start"];
/// Holds once somebody sent to look has seen the fire.
const VERIFIED: &str = "TaskDone(\"verify\")";

/// One task with few orders.
type Row = (
    &'static str,
    &'static str,
    (&'static str, &'static str),
    &'static str,
    &'static str,
    &'static [&'static str],
    Done<'static>,
);

/// What has to be done at once, and by whom.
const FIRST: [Row; 9] = [
    (
        "verify",
        "3.1",
        ("无人机核实火情", "Verify the fire by drone"),
        "dispatch",
        "Heard(\"smoke\")",
        &[
            "Recon(unit: \"drone_1\", place: \"fire_start\")",
            "Recon(unit: \"drone_2\", place: \"fire_start\")",
        ],
        ("recon", "drone_1", "Effect"),
    ),
    (
        "level_3",
        "4.2",
        ("启动Ⅲ级响应", "Level III"),
        "duty",
        VERIFIED,
        &[
            "ActivateLevel(level: 3, matter: \"城郊森林火灾\", period: \"24小时\", measures: \"力量出动，做好转移准备\")",
        ],
        ("activate_level", "", "Done"),
    ),
    (
        "first_report",
        "4.1",
        ("首报省应急厅", "First report to the province"),
        "duty",
        VERIFIED,
        &["Report(to: \"省应急厅\", text: \"老鹰坪起火，风向偏西，暂无伤亡，力量已出动。\")"],
        ("report", "省应急厅", "Done"),
    ),
    (
        "forces",
        "4.4",
        ("请求直升机", "Ask for the helicopters"),
        "field",
        VERIFIED,
        &[
            "RequestForces(units: [\"helicopter_1\", \"helicopter_2\", \"helicopter_3\", \"helicopter_4\"])",
        ],
        ("request_forces", "helicopter_1", "Issued"),
    ),
    (
        "post",
        "4.3",
        ("设前线指挥部，划分地段", "Forward command post and sectors"),
        "field",
        VERIFIED,
        &[
            "CommandPost(place: \"field_post\")",
            "AssignSector(sector: \"南线\", leader: \"森林消防一中队长\")",
            "AssignSector(sector: \"中线\", leader: \"专业队队长\")",
            "AssignSector(sector: \"北线\", leader: \"民兵营长\")",
        ],
        ("assign_sector", "", "Done"),
    ),
    (
        "level_2",
        "4.2",
        ("升至Ⅱ级响应", "Level II"),
        "hq",
        "All([Level(3), After(min: 120)])",
        &[
            "ActivateLevel(level: 2, matter: \"城郊森林火灾\", period: \"24小时\", measures: \"力量出动，做好转移准备\")",
        ],
        ("activate_level", "", "Done"),
    ),
    (
        "cut_substation",
        "6.8",
        ("变电站停电", "Cut the substation"),
        "power",
        "Ordered(kind: \"evacuate\")",
        &["CutPower(place: \"substation\")"],
        ("cut_power", "substation", "Done"),
    ),
    (
        "publish",
        "4.5",
        ("统一发布", "One voice for the public"),
        "publicity",
        VERIFIED,
        &["Report(to: \"全市公众\", text: \"西山火情已核实，请勿上山，听从社区安排。\")"],
        ("report", "全市公众", "Done"),
    ),
    (
        "hikers",
        "5.1",
        ("劝返登山人员", "Call hikers back"),
        "tourism",
        VERIFIED,
        &["Report(to: \"各景区\", text: \"立即停止售票，清点并劝返登山人员。\")"],
        ("report", "各景区", "Done"),
    ),
];

/// The first hour.
pub fn first_hour(tasks: &mut Tasks) {
    for (key, clause, name, seat, trigger, orders, done) in FIRST {
        let orders: Vec<String> = orders.iter().map(|&order| order.to_owned()).collect();
        tasks.add(&Head { key, clause, name, seat }, trigger, 30, &orders, done);
    }
    for (key, seat, unit, count) in
        [("ask_brigade", "brigade", "brigade", 20), ("ask_militia", "militia", "militia", 36)]
    {
        let units: Vec<String> = (1..=count).map(|nth| format!("\"{unit}_{nth}\"")).collect();
        let order = format!("RequestForces(units: [{}])", units.join(", "));
        let name = ("请求增援", "Ask for more forces");
        let head = Head { key, clause: "4.4", name, seat };
        let about = format!("{unit}_1");
        tasks.add(&head, VERIFIED, 30, &[order], ("request_forces", &about, "Issued"));
    }
}

/// Crews, brigade, militia, machines and aircraft, and reserves of the fire brigade.
pub fn forces(tasks: &mut Tasks) {
    // Professional crews in four groups: briefed, then to the edge of the fire.
    for group in 0..4 {
        let crews = || (6 * group + 1..=6 * group + 6).map(|nth| format!("crew_{nth}"));
        let zone = ZONES[group % ZONES.len()];
        let of = Group { seat: "forestry_desk", unit: "crew", number: group + 1 };
        of.brief(tasks, VERIFIED, crews(), zone);
        let fire = FIRES[group % FIRES.len()];
        let order = |unit: String| format!("Attack(unit: \"{unit}\", near: \"{fire}\")");
        of.work(tasks, VERIFIED, crews().map(order).collect(), ("attack", "Effect"));
    }
    // Companies of the brigade and detachments of the militia, each group on one break.
    for (seat, unit, groups, size) in [("brigade", "brigade", 5, 4), ("militia", "militia", 6, 6)] {
        for group in 0..groups {
            let first = group * size + 1;
            let units = || (first..first + size).map(|nth| format!("{unit}_{nth}"));
            let zone = ZONES[group % ZONES.len()];
            let line = line_key((group * 2 + 1) % LINES);
            let trigger = format!("UnitReady(\"{unit}_{first}\")");
            let of = Group { seat, unit, number: group + 1 };
            of.brief(tasks, &trigger, units(), zone);
            let order = |unit: String| format!("BuildLine(unit: \"{unit}\", line: \"{line}\")");
            of.work(tasks, &trigger, units().map(order).collect(), ("build_line", "OnScene"));
        }
    }
    // Crews of the western streets and bulldozers close the breaks between.
    for street in 0..STREETS_PER_DISTRICT {
        let seat = street_key(street);
        let line = line_key(street * 2);
        let crews = (0..8).map(|nth| format!("town_{}", nth * STREETS_PER_DISTRICT + street + 1));
        let order = |unit: String| format!("BuildLine(unit: \"{unit}\", line: \"{line}\")");
        let of = Group { seat: &seat, unit: "town", number: street + 1 };
        of.work(tasks, VERIFIED, crews.map(order).collect(), ("build_line", "OnScene"));
    }
    let dozers = (1..=12)
        .map(|nth| format!("BuildLine(unit: \"dozer_{nth}\", line: \"{}\")", line_key(nth - 1)));
    let of = Group { seat: "housing", unit: "dozer", number: 1 };
    of.work(tasks, "Level(3)", dozers.collect(), ("build_line", "OnScene"));
    for number in 1..=4 {
        let order = format!("DropWater(unit: \"helicopter_{number}\", near: \"fire_start\")");
        let trigger = format!("UnitReady(\"helicopter_{number}\")");
        let of = Group { seat: "field", unit: "helicopter", number };
        of.work(tasks, &trigger, vec![order], ("drop_water", "Effect"));
    }
    reserves(tasks);
}

/// Engines wait in turn at the staging areas, drones look again, and forest roads are closed.
fn reserves(tasks: &mut Tasks) {
    for group in 0..10_u64 {
        let place = if group % 2 == 0 { "staging_south" } else { "staging_north" };
        let key = format!("engines_{}", group + 1);
        let name = ("消防车轮换前置", "Engines wait in turn");
        let head = Head { key: &key, clause: "6.9", name, seat: "fire" };
        let trigger = format!("All([Level(3), After(min: {})])", 30 + 120 * group);
        tasks.add_stage(&head, &trigger, ("engine", 8 * group + 1, 8), place);
    }
    for number in 3..=14 {
        let key = format!("look_{number}");
        let name = ("无人机再侦察", "A drone looks again");
        let head = Head { key: &key, clause: "3.2", name, seat: "dispatch" };
        let fire = FIRES[number % FIRES.len()];
        let order = format!("Recon(unit: \"drone_{number}\", place: \"{fire}\")");
        let trigger = format!("After(min: {})", 45 * (number - 2));
        let about = format!("drone_{number}");
        tasks.add(&head, &trigger, 60, &[order], ("recon", &about, "Effect"));
    }
    for road in 0..FOREST_ROADS.len() {
        let (from, to) = (forest_key(road, 0), forest_key(road, 1));
        let key = format!("close_road_{}", road + 1);
        let name = ("封闭进山道路", "Close a road into the hills");
        let head = Head { key: &key, clause: "5.4", name, seat: "police" };
        let order = format!("CloseRoad(from: \"{from}\", to: \"{to}\")");
        let trigger = format!("All([Level(2), After(min: {})])", 780 + 10 * road);
        tasks.add(&head, &trigger, 30, &[order], ("close_road", &from, "Done"));
    }
}

/// Units that are ordered together.
struct Group<'a> {
    seat: &'a str,
    unit: &'a str,
    number: usize,
}

impl Group<'_> {
    fn brief(
        &self,
        tasks: &mut Tasks,
        trigger: &str,
        units: impl Iterator<Item = String>,
        zone: &str,
    ) {
        let orders: Vec<String> =
            units.map(|unit| format!("BriefCrew(unit: \"{unit}\", zone: \"{zone}\")")).collect();
        let key = format!("brief_{}_{}", self.unit, self.number);
        let name = ("进场前交底", "Brief before entering");
        let head = Head { key: &key, clause: "6.1", name, seat: self.seat };
        tasks.add(&head, trigger, 15, &orders, ("brief_crew", zone, "Done"));
    }

    fn work(
        &self,
        tasks: &mut Tasks,
        trigger: &str,
        orders: Vec<String>,
        (kind, stage): (&str, &str),
    ) {
        let key = format!("{}_{}", self.unit, self.number);
        let name = ("力量上阵", "Forces go in");
        let head = Head { key: &key, clause: "6.3", name, seat: self.seat };
        tasks.add(&head, trigger, 60, &orders, (kind, "", stage));
    }
}
