//! `scenario.ron` of the invented city: its frame, the weather, the lines and the channels.

use super::notices::notices;
use super::staff::seats;
use super::units::{KINDS, experts, units};

/// A day, min.
pub const LENGTH_MIN: u64 = 1_440;
/// A forecast comes so often, min.
pub const FORECAST_EVERY_MIN: u64 = 360;
/// The weather: from when, min, wind, m/s, where it comes from, degrees, and moisture of fine dead
/// fuel. A dry day with a strong west wind, a calm night, and wind again in the morning.
pub const WEATHER: [(u64, f64, f64, f64); 6] = [
    (0, 5.0, 265.0, 0.06),
    (180, 7.0, 280.0, 0.05),
    (480, 4.0, 270.0, 0.07),
    (720, 2.0, 250.0, 0.1),
    (1_080, 5.0, 270.0, 0.07),
    (1_260, 8.0, 290.0, 0.06),
];
/// Firebreaks at the foot of the hills: how many, from south to north.
pub const LINES: usize = 12;

/// Key of a firebreak.
pub fn line_key(line: usize) -> String {
    format!("line_{}", line + 1)
}

/// Stretches of weather, as the rows of the file.
pub fn periods(weather: &[(u64, f64, f64, f64)]) -> String {
    let row = |&(from_min, wind_m_s, from_deg, fine): &(u64, f64, f64, f64)| {
        format!(
            "        (from_min: {from_min}, weather: (wind_10m_m_s: {wind_m_s}, wind_from_deg: \
             {from_deg}, moisture: (m_1h: {fine}, m_10h: {:.2}, m_100h: {:.2}, m_herb: 0.6, \
             m_woody: 0.9, m_foliar: 1.0))),\n",
            fine + 0.01,
            fine + 0.02
        )
    };
    weather.iter().map(row).collect()
}

fn lines() -> String {
    let row = |line: usize| {
        let south_m = 1_200 + 1_300 * line;
        let points: Vec<String> = (0..5)
            .map(|bend| {
                // A break swings to and fro as the slope does.
                let east_m = if bend % 2 == 0 { 6_650 } else { 6_790 };
                format!("({east_m}, {})", south_m + 300 * bend)
            })
            .collect();
        let (key, number) = (line_key(line), line + 1);
        format!(
            "        (key: \"{key}\", name: (zh: \"山脚{number}号隔离带\", en: \"Firebreak \
             {number}\"), points: [{}]),\n",
            points.join(", ")
        )
    };
    (0..LINES).map(row).collect()
}

/// The file.
pub fn scenario() -> String {
    let (weather, lines, units, seats, notices) =
        (periods(&WEATHER), lines(), units(), seats(), notices());
    let experts = experts();
    format!(
        r#"// Made by `cargo xtask invent city`: a city that does not exist, as large as a real one.
(
    version: 1,
    id: "city",
    title: (zh: "西山森林火灾：全市应急指挥", en: "Xishan forest fire: a whole city commands"),
    summary: (
        zh: "9时，西山老鹰坪起火，西风把火推向城区西缘。二十个镇街、三百个社区、三千个安置点，五百支队伍和二百五十名专家，由全市各部门指挥一昼夜。地方、单位和数字都是虚构的。",
        en: "At 09:00 a fire starts at Laoyingping in the western hills, and the wind drives it towards the city. Twenty streets and towns, three hundred communities, three thousand shelters, five hundred teams and two hundred and fifty experts are commanded by all bureaus for a day and a night. Places, organisations and numbers are invented.",
    ),
    start: "09:00",
    length_min: {LENGTH_MIN},
    seed: 1,
    difficulty: 3,
    sunrise: "06:40",
    sunset: "18:20",
    weather: [
{weather}    ],
    ignitions: [(place: "fire_start"), (place: "fire_south")],
    lines: [
{lines}    ],
    unit_kinds: [
{KINDS}    ],
    units: [
{units}    ],
{CHANNELS}
    seats: [
{seats}    ],
    experts: [
{experts}    ],
    notices: [
{notices}    ],
    // As in the Shiping drill: no Chinese survey of preparation and refusal was at hand.
    evacuation: (notification_min: 20, preparation_scale_min: 15, refusal_share: 0.06, insistence_share: 0.9,
        people_per_car: 3, lane_flow_vehicles_h: 600, flight_distance_m: 600, car_speed_km_h: 40),
    harm: (dead_share: 0.3, injured_share: 0.5, indoors_share: 0.35, briefed_share: 0.05, escape_s: 900,
        road_closed_s: 7200, danger_s: 5400),
    worth_yuan: {{ "gas_depot": 60000000, "substation": 40000000 }},
    gauges: [(key: "post", place: "field_post"), (key: "gas", place: "gas_depot")],
)
"#
    )
}

/// Telephone, mobile, platform, satellite and a radio net for each trade and district. The mobile
/// network fails for an hour and a half, the forest net and the platform for half an hour each.
const CHANNELS: &str = include_str!("channels.ron");
