//! `plan.ron` of the invented city: who does what when. What saves lives stands first, since a seat
//! takes one decision after the other.

use std::fmt::Write as _;

use super::fight;
use super::names::{
    COMMUNITIES, STREETS, STREETS_PER_DISTRICT, community_key, shelter_key, street_key,
};
use super::staff::bureaus;
use super::units::{EXPERTS_PER_FIELD, fields};

/// Buses of the city.
const BUSES: usize = 80;
/// Tenders of the fire brigade.
const TENDERS: usize = 30;

/// What shows that a task is done: the kind of order, what it is about, how far it has to come.
pub type Done<'a> = (&'a str, &'a str, &'a str);

/// The tasks under way.
#[derive(Default)]
pub struct Tasks {
    text: String,
}

/// What a task is called and who has it.
pub struct Head<'a> {
    /// Short name.
    pub key: &'a str,
    /// Clause of the plan.
    pub clause: &'a str,
    /// Names.
    pub name: (&'a str, &'a str),
    /// The seat that has to do it.
    pub seat: &'a str,
}

impl Tasks {
    /// Adds a task.
    pub fn add(
        &mut self,
        head: &Head<'_>,
        trigger: &str,
        limit_min: u64,
        orders: &[String],
        (kind, about, stage): Done<'_>,
    ) {
        let Head { key, clause, name: (zh, en), seat } = *head;
        let about = if about.is_empty() { String::new() } else { format!("about: \"{about}\", ") };
        let _ = writeln!(
            self.text,
            "        (key: \"{key}\", clause: \"{clause}\", name: (zh: \"{zh}\", en: \"{en}\"), \
             seat: \"{seat}\",\n         trigger: {trigger}, limit_min: {limit_min},\n         \
             orders: [{}],\n         done: (order: \"{kind}\", {about}stage: {stage})),",
            orders.join(", ")
        );
    }

    /// Adds a task that sends units of one kind, numbered from `first` on, to a place.
    pub fn add_stage(
        &mut self,
        head: &Head<'_>,
        trigger: &str,
        (unit, first, count): (&str, u64, u64),
        place: &str,
    ) {
        let orders: Vec<String> = (first..first + count)
            .map(|number| format!("Stage(unit: \"{unit}_{number}\", place: \"{place}\")"))
            .collect();
        let last = format!("{unit}_{}", first + count - 1);
        self.add(head, trigger, 60, &orders, ("stage", &last, "OnScene"));
    }
}

/// The file.
pub fn plan() -> String {
    let mut tasks = Tasks::default();
    fight::first_hour(&mut tasks);
    evacuation(&mut tasks);
    fight::forces(&mut tasks);
    city(&mut tasks);
    reports(&mut tasks);
    format!(
        "// Made by `cargo xtask invent city`.\n(\n    version: 1,\n    title: (zh: \
         \"市森林火灾应急预案\", en: \"City plan for forest fires\"),\n    authority: (zh: \
         \"市人民政府办公室\", en: \"City office\"),\n    tasks: [\n{}    ],\n)\n",
        tasks.text
    )
}

/// Every community of the western district is moved when fire is expected there, is told by its
/// street, and some are protected by a tender.
fn evacuation(tasks: &mut Tasks) {
    let western = STREETS.into_iter().take(STREETS_PER_DISTRICT);
    for (street, (street_zh, street_en)) in western.enumerate() {
        let seat = street_key(street);
        for (community, (zh, en)) in COMMUNITIES.into_iter().enumerate() {
            let number = street * COMMUNITIES.len() + community;
            let place = community_key(street, community);
            let shelter = shelter_key(street + STREETS_PER_DISTRICT, community, 0);
            let key = format!("move_{place}");
            let name = (format!("转移{street_zh}{zh}社区"), format!("Move {en} ({street_en})"));
            let name = (name.0.as_str(), name.1.as_str());
            let head = Head { key: &key, clause: "5.2", name, seat: "district_1" };
            let trigger = format!("ExpectedWithin(place: \"{place}\", min: 240)");
            let bus = number % BUSES + 1;
            let orders = [format!(
                "Evacuate(place: \"{place}\", shelter: \"{shelter}\", buses: [\"bus_{bus}\"])"
            )];
            tasks.add(&head, &trigger, 30, &orders, ("evacuate", &place, "Issued"));

            let key = format!("warn_{place}");
            let name = (format!("动员{street_zh}{zh}社区"), format!("Warn {en} ({street_en})"));
            let name = (name.0.as_str(), name.1.as_str());
            let head = Head { key: &key, clause: "5.3", name, seat: &seat };
            let trigger = format!("Ordered(kind: \"evacuate\", about: \"{place}\")");
            let van = street + 1 + STREETS.len() * (community % 2);
            let orders = [format!("Warn(unit: \"van_{van}\", place: \"{place}\")")];
            tasks.add(&head, &trigger, 90, &orders, ("warn", &place, "Effect"));

            if number < TENDERS {
                let key = format!("protect_{place}");
                let name = (
                    format!("水罐车保护{street_zh}{zh}社区"),
                    format!("Protect {en} ({street_en})"),
                );
                let name = (name.0.as_str(), name.1.as_str());
                let head = Head { key: &key, clause: "6.7", name, seat: "fire_desk" };
                let unit = number + 1;
                let orders = [format!("Protect(unit: \"tender_{unit}\", place: \"{place}\")")];
                tasks.add(&head, &trigger, 60, &orders, ("protect", &place, "Received"));
            }
        }
    }
}

/// What bureaus send where: patrols, ambulances, repair teams; and experts whom they consult.
fn city(tasks: &mut Tasks) {
    for group in 0..8 {
        let street = street_key(group);
        let place = format!("{street}_station");
        let trigger = format!("All([TaskDone(\"verify\"), After(min: {})])", 20 + 15 * group);
        let first = 5 * group as u64 + 1;
        let key = format!("ambulances_{}", group + 1);
        let name = ("救护车前置", "Ambulances wait nearby");
        let head = Head { key: &key, clause: "7.1", name, seat: "health_desk" };
        tasks.add_stage(&head, &trigger, ("ambulance", first, 5), &place);
        let key = format!("patrols_{}", group + 1);
        let name = ("警力到镇街", "Patrols go to the streets");
        let head = Head { key: &key, clause: "7.2", name, seat: "police_desk" };
        tasks.add_stage(&head, &trigger, ("patrol", first, 5), &place);
    }
    for (key, seat, unit, name) in [
        (
            "power_teams",
            "power_desk",
            "lines",
            ("供电抢修队前置", "Power repair teams wait nearby"),
        ),
        ("telecom_teams", "telecom_desk", "masts", ("通信抢修队前置", "Telecom teams wait nearby")),
    ] {
        let head = Head { key, clause: "7.3", name, seat };
        tasks.add_stage(&head, "Level(3)", (unit, 1, 10), "field_post");
    }
    for (number, [key, zh, en, seat, _]) in fields().enumerate() {
        // Five at a time: they are asked to come, and consulted.
        for group in 0..EXPERTS_PER_FIELD / 5 {
            let at_min = [60, 120, 180, 420, 540][group as usize] + number;
            let trigger = format!("All([Level(3), After(min: {at_min})])");
            let task = format!("{key}_group_{}", group + 1);
            let name =
                (format!("{zh}第{}组会商", group + 1), format!("{en}: group {} meets", group + 1));
            let name = (name.0.as_str(), name.1.as_str());
            let head = Head { key: &task, clause: "7.4", name, seat };
            let all: Vec<String> =
                (1..=5).map(|one| format!("{key}_{}", 5 * group + one)).collect();
            let mut orders: Vec<String> =
                all.iter().map(|one| format!("RequestExpert(expert: \"{one}\")")).collect();
            let named = all.iter().map(|one| format!("\"{one}\"")).collect::<Vec<_>>().join(", ");
            orders.push(format!("Consult(experts: [{named}], matter: \"{zh}会商\")"));
            tasks.add(&head, &trigger, 60, &orders, ("consult", &all[0], "Done"));
        }
    }
}

/// Reports of streets and bureaus, and roll calls.
fn reports(tasks: &mut Tasks) {
    let mut report = |key: &str, seat: &str, at_min: u64, text: &str| {
        let name = ("定时报告", "Report at the set time");
        let head = Head { key, clause: "4.1", name, seat };
        let order = format!("Report(to: \"{key}\", text: \"{text}\")");
        let trigger = format!("After(min: {at_min})");
        tasks.add(&head, &trigger, 30, &[order], ("report", key, "Done"));
    };
    for street in 0..STREETS.len() {
        let key = street_key(street);
        let at_min = 60 + 4 * street as u64;
        report(&format!("evening_{key}"), &key, 540 + at_min, "人员在岗，安置点开放，无新增险情。");
        report(&format!("morning_{key}"), &key, 1_200 + at_min, "夜间巡查完毕，群众情绪稳定。");
    }
    for (number, (key, _)) in bureaus().enumerate().filter(|(_, (key, _))| *key != "field") {
        let at_min = 300 + 5 * number as u64;
        report(&format!("noon_{key}"), key, at_min, "力量、物资和困难情况见附表。");
        report(&format!("night_{key}"), key, 540 + at_min, "夜间值班安排和备勤力量见附表。");
    }
    for street in 0..STREETS.len() {
        let seat = street_key(street);
        let key = format!("roll_call_{seat}");
        let name = ("点名", "Roll call");
        let head = Head { key: &key, clause: "6.2", name, seat: &seat };
        let order = format!("RollCall(note: \"{seat}\")");
        let trigger = format!("All([Level(3), After(min: {})])", 45 + street);
        tasks.add(&head, &trigger, 20, &[order], ("roll_call", &seat, "Done"));
    }
}
