//! What the invented city is told in a day: calls from communities, status of bureaus, weather, and
//! what depends on what was done. Texts are in `calls.csv` and `statuses.csv`.

use std::fmt::Write as _;

use super::frame::{FORECAST_EVERY_MIN, LENGTH_MIN, WEATHER, periods};
use super::names::{
    COMMUNITIES, COMMUNITIES_PER_STREET, STREETS, STREETS_PER_DISTRICT, community_key,
    district_key, street_key, words,
};
use super::staff::bureaus;
use super::table::rows;

/// Calls that reach each street in a day.
const CALLS_PER_STREET: u64 = 8;
/// Status calls that reach each bureau in a day.
const STATUSES_PER_BUREAU: u64 = 4;

/// Notices under way.
#[derive(Default)]
struct Builder {
    text: String,
    count: u64,
}

impl Builder {
    /// Adds one, for information: this is a load, and nobody scores it. Some are not so, and some were so
    /// an hour ago.
    fn add(&mut self, key: &str, at_min: u64, to: &str, text: (&str, &str), more: &str) {
        self.count += 1;
        let truth = match self.count {
            count if count.is_multiple_of(9) => "truth: False, confidence: 40, ",
            count if count.is_multiple_of(13) => "truth: Stale, confidence: 60, ",
            _ => "confidence: 90, ",
        };
        let words = words(text.0, text.1);
        let _ = writeln!(
            self.text,
            "        (key: \"{key}\", at_min: {at_min}, to: \"{to}\", {truth}for_information: true, text: {words}{more}),"
        );
    }
}

/// A text of a table with the names filled in.
fn filled(text: [&str; 2], zh: &str, en: &str) -> (String, String) {
    (text[0].replace("{zh}", zh), text[1].replace("{en}", en))
}

/// The notices, as the rows of the file.
pub fn notices() -> String {
    let mut builder = Builder::default();
    let smoke = ("护林员电话：老鹰坪方向冒烟。", "Ranger by phone: smoke towards Laoyingping.");
    builder.add("smoke", 0, "dispatch", smoke, "");
    calls(&mut builder);
    statuses(&mut builder);
    weather(&mut builder);
    answers(&mut builder);
    builder.text
}

fn calls(builder: &mut Builder) {
    let texts: Vec<[&str; 2]> = rows(include_str!("calls.csv")).collect();
    for (street, (street_zh, street_en)) in STREETS.into_iter().enumerate() {
        for nth in 0..CALLS_PER_STREET {
            let community = (nth as usize * 4 + street) % COMMUNITIES_PER_STREET;
            let (zh, en) = COMMUNITIES[community];
            let text = texts[(nth as usize * 5 + street) % texts.len()];
            let (zh, en) =
                filled(text, &format!("{street_zh}{zh}"), &format!("{en} ({street_en})"));
            let at_min = 3 + nth * 178 + street as u64 * 2;
            // Whoever has been told to leave does not call.
            let more = if street < STREETS_PER_DISTRICT {
                let place = community_key(street, community);
                format!(", unless: Ordered(kind: \"evacuate\", about: \"{place}\")")
            } else {
                String::new()
            };
            let to = street_key(street);
            builder.add(&format!("call_{to}_{nth}"), at_min, &to, (&zh, &en), &more);
        }
    }
}

fn statuses(builder: &mut Builder) {
    let texts: Vec<[&str; 2]> = rows(include_str!("statuses.csv")).collect();
    for (number, (key, (zh, en))) in bureaus().enumerate() {
        for nth in 0..STATUSES_PER_BUREAU {
            let text = texts[(nth as usize + number) % texts.len()];
            let (zh, en) = filled(text, zh, en);
            let at_min = 7 + nth * 350 + number as u64 * 2;
            builder.add(&format!("status_{key}_{nth}"), at_min, key, (&zh, &en), "");
        }
    }
}

fn weather(builder: &mut Builder) {
    for nth in 1..LENGTH_MIN / 60 {
        let text = ("逐小时实况：风向风速与预报一致。", "Hourly report: the wind is as forecast.");
        builder.add(&format!("hourly_{nth}"), nth * 60, "meteorology", text, "");
    }
    for nth in 0..LENGTH_MIN / FORECAST_EVERY_MIN {
        let text =
            ("火场短临预报和蔓延推演。", "Short forecast for the fire and where it will spread.");
        let forecast = format!(", forecast: [\n{}        ]", periods(&WEATHER));
        for to in ["meteorology", "district_1"] {
            let at_min = 20 + nth * FORECAST_EVERY_MIN;
            builder.add(&format!("forecast_{to}_{nth}"), at_min, to, text, &forecast);
        }
    }
}

/// What is said because of what was done, or was not.
fn answers(builder: &mut Builder) {
    for (street, (street_zh, street_en)) in
        STREETS.into_iter().enumerate().take(STREETS_PER_DISTRICT)
    {
        for (community, (zh, en)) in COMMUNITIES.into_iter().enumerate() {
            let place = community_key(street, community);
            let zh_text = format!("{street_zh}{zh}：群众开始到集合点集中，请安排车辆。");
            let en_text = format!("{en} ({street_en}): people gather. Please send buses.");
            let more = format!(", when: Ordered(kind: \"evacuate\", about: \"{place}\")");
            let to = street_key(street);
            builder.add(&format!("gather_{place}"), 10, &to, (&zh_text, &en_text), &more);
            let zh_text = format!("{street_zh}{zh}：火到了房前屋后！");
            let en_text = format!("{en} ({street_en}): the fire is at the houses!");
            let more = format!(", when: Reached(\"{place}\")");
            builder.add(&format!("fire_at_{place}"), 10, "duty", (&zh_text, &en_text), &more);
        }
    }
    for (key, (zh, en)) in bureaus() {
        let zh_text = format!("{zh}：已按响应级别增派人员。");
        let en_text = format!("{en}: more people are on duty, as the level demands.");
        builder.add(&format!("level_{key}"), 5, key, (&zh_text, &en_text), ", when: Level(3)");
    }
    for number in 1..=20 {
        let zh = format!("森林消防{number}中队：到达集结点，请明确任务。");
        let en = format!("Company {number} has arrived and asks for its sector.");
        let more = format!(", when: UnitReady(\"brigade_{number}\")");
        builder.add(&format!("arrived_{number}"), 10, "brigade", (&zh, &en), &more);
    }
    for district in 0..super::names::DISTRICTS.len() {
        let to = district_key(district);
        let text =
            ("市政府询问：为什么还没有启动响应？", "The city asks: why is no level in force?");
        builder.add(&format!("no_level_{to}"), 90, &to, text, ", unless: Level(3)");
    }
}
