//! `cargo run --release -p bench -- incidents`: the real tank fires of `scenarios/lab/`, played many times with
//! each model of radiation, beside what is on record.
//!
//! What nobody knows is drawn anew for each run, by seed, within the ranges of `incident.ron`; a seed draws the
//! same for every model. Each is played twice: by heat alone, and with the spills and leaks of its `plant.ron`.
//! Crews look every five minutes; foam goes to burning ground first, then to tanks by number, and to none that it
//! would not suffice for. Concentrate is counted as a tonne to the cubic metre.

use std::path::{Path, PathBuf};

use anyhow::bail;
use base::{Chance, Stream, Tick};
use hazards::tank_fire::farm::{Farm, FarmState, FoamRules, HeatModel, Kind, Phase, Tank, Wind};
use hazards::tank_fire::pool::area_m2;
use scenario::incident_file::{Band, Range};
use scenario::{Incident, Language, Problems, Texts, read_incident};

/// Runs of each model.
const RUNS: u64 = 200;
/// How often crews look again at what burns, s.
const LOOK_S: f64 = 300.0;
/// What keeps a blanket whole, over the rate that a fire requires: an assumption.
const RENEWAL_SHARE: f64 = 0.1;
/// The incidents, by folder.
const INCIDENTS: [&str; 3] = ["gulei_2015", "itc_2019", "dalian_2010"];
/// The models of radiation.
const MODELS: [(&str, HeatModel); 4] = [
    ("solid flame", HeatModel::SolidFlame),
    ("point source, constant", HeatModel::PointSourceConstant),
    ("point source, NIST", HeatModel::PointSourceNist),
    ("simple", HeatModel::Simple),
];

/// What goes from tank to tank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    /// Heat alone: nothing runs out.
    Heat,
    /// Heat, and what runs out and burns.
    HeatAndSpills,
}

/// What came of one run; infinite where it never did.
#[derive(Clone, Copy, Debug)]
struct Outcome {
    /// When the first other tank failed, h.
    first_escalation_h: f64,
    /// Tanks lost by the real end, those that burnt at the start counted.
    tanks: f64,
    /// When nothing burnt any more, h.
    duration_h: f64,
    /// Concentrate used, t.
    foam_t: f64,
}

/// Plays them all and prints the table.
pub fn measure() -> anyhow::Result<()> {
    println!(
        "{RUNS} runs each: median, 5 to 95 % in brackets, the median beside the record, runs within it; h and t"
    );
    for name in INCIDENTS {
        let incident = read(name)?;
        let real = &incident.text.real;
        println!("{}", incident.text.name.en);
        let first = real.first_escalation_min.as_ref().map(in_hours);
        let of = |band: Option<&Band>| band.map_or_else(|| "none".into(), shown);
        let (tanks, hours) = (shown(&real.tanks), shown(&real.duration_h));
        let (first_told, foam) = (of(first.as_ref()), of(real.foam_t.as_ref()));
        row("record", "", [first_told, tanks, hours, foam]);
        for (by_name, by) in [("heat alone", By::Heat), ("with spills", By::HeatAndSpills)] {
            for (model_name, model) in MODELS {
                let runs: Vec<Outcome> =
                    (0..RUNS).map(|seed| play(&incident, model, by, seed)).collect();
                let columns = [
                    column(
                        &runs,
                        |run| run.first_escalation_h,
                        2,
                        |median| told(median, first.as_ref(), ["early", "late", "never"]),
                    ),
                    column(
                        &runs,
                        |run| run.tanks,
                        0,
                        |median| told(median, Some(&real.tanks), ["fewer", "more", "never"]),
                    ),
                    column(
                        &runs,
                        |run| run.duration_h,
                        1,
                        |median| told(median, Some(&real.duration_h), ["early", "late", "never"]),
                    ),
                    column(
                        &runs,
                        |run| run.foam_t,
                        0,
                        |median| match &real.foam_t {
                            Some(band) => told(median, Some(band), ["less", "more", "never"]),
                            None => "not known",
                        },
                    ),
                ];
                row(by_name, model_name, columns);
            }
        }
        for (model_name, model) in MODELS {
            println!("  {:11} {model_name:22} | {}", "calm", cooling_needed(&incident, model));
        }
    }
    Ok(())
}

/// How soon the hottest neighbour of what burns at the start fails, without wind and cooling, and how much of the
/// heat cooling would have to keep away from the first second for it to fail when the first did (where none did:
/// for it to last until the end).
fn cooling_needed(incident: &Incident, model: HeatModel) -> String {
    let plant = &incident.plant;
    let tanks: Vec<Tank> = plant.tanks.rows().iter().map(|spec| spec.tank.clone()).collect();
    let farm = Farm::new(tanks, model);
    let lit: Vec<usize> = plant.ignitions.iter().map(|(tank, _)| tank.index()).collect();
    let lit: Vec<usize> = lit.into_iter().filter(|&tank| !farm.is_pool(tank)).collect();
    let others = (0..farm.tanks().len()).filter(|tank| !farm.is_pool(*tank) && !lit.contains(tank));
    let failing_kw_m2 = |to: usize, cooled_share: f64| {
        let fires_kw_m2 = lit.iter().map(|&from| farm.heat_kw_m2(from, to));
        farm.failing_kw_m2(fires_kw_m2, cooled_share)
    };
    let heats = others.map(|to| (failing_kw_m2(to, 0.0), to));
    let hottest = heats.max_by(|a: &(f64, usize), b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let Some((flux_kw_m2, to)) = hottest.filter(|&(flux_kw_m2, _)| flux_kw_m2 > 0.0) else {
        return "no neighbour takes enough heat to fail".into();
    };
    let Tank { vessel, volume_m3, .. } = farm.tanks()[to];
    let fails_min = vessel.time_to_failure_s(flux_kw_m2, volume_m3) / 60.0;
    let real = &incident.text.real;
    let hours = &real.duration_h;
    let until_min = real.first_escalation_min.as_ref().map_or(60.0 * hours.min, |band| band.min);
    // The least share, in steps of a thousandth, with which it lasts.
    let lasts = |share: f64| {
        let left_kw_m2 = failing_kw_m2(to, share);
        left_kw_m2 <= 0.0 || vessel.time_to_failure_s(left_kw_m2, volume_m3) >= 60.0 * until_min
    };
    let needed = (0..1_000).map(|step| f64::from(step) / 1_000.0).find(|&share| lasts(share));
    let needed = needed.map_or_else(|| "all".into(), |share| format!("{:.1} %", 100.0 * share));
    let (key, until_h) = (&plant.tanks.rows()[to].key, until_min / 60.0);
    format!(
        "{key}: {flux_kw_m2:.1} kW/m2, fails after {fails_min:.1} min; to last {until_h:.1} h, {needed} kept away"
    )
}

/// Reads an incident of the lab.
fn read(name: &str) -> anyhow::Result<Incident> {
    let mut problems = Problems::new();
    match read_incident(&folder(name), &mut problems) {
        Some(incident) => Ok(incident),
        None => bail!("{}", problems.render(&Texts::new(Language::En), false)),
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/lab").join(name)
}

/// What is drawn for a run.
struct Drawn {
    wind: Wind,
    cooling_share: f64,
    cooling_from_s: f64,
    fill_factor: f64,
    foam_loss_share: f64,
    knockdown_s: f64,
    foam_t: f64,
    /// From when until when foam is thrown, s, and how much, litres a minute.
    attacks: Vec<(f64, f64, f64)>,
}

impl Drawn {
    fn new(incident: &Incident, seed: u64) -> Self {
        let (drawn, chance) = (&incident.text.drawn, Chance::new(seed));
        let number = |subject: u64, (low, high): Range| {
            chance.at(Stream::Case, subject, Tick(0)).between(low, high)
        };
        let attacks = incident.text.attacks.iter().zip(0_u64..).map(|(attack, n)| {
            let until_s = attack.until_min.map_or(f64::INFINITY, |min| 60.0 * min);
            let from_s = 60.0 * number(100 + 2 * n, attack.from_min);
            (from_s, until_s, number(101 + 2 * n, attack.flow_l_min))
        });
        Self {
            wind: Wind {
                speed_m_s: number(0, drawn.wind_m_s),
                from_deg: number(1, drawn.wind_from_deg),
            },
            cooling_share: number(2, drawn.cooling_share),
            cooling_from_s: 60.0 * number(3, drawn.cooling_from_min),
            fill_factor: number(4, drawn.fill_factor),
            foam_loss_share: number(5, drawn.foam_loss_share),
            knockdown_s: 60.0 * number(6, drawn.knockdown_min),
            foam_t: number(7, drawn.foam_t),
            attacks: attacks.collect(),
        }
    }

    /// What all monitors throw at a moment, litres a minute.
    fn flow_l_min(&self, now_s: f64) -> f64 {
        let on =
            self.attacks.iter().filter(|(from_s, until_s, _)| (*from_s..*until_s).contains(&now_s));
        on.map(|(_, _, flow_l_min)| flow_l_min).sum()
    }
}

/// One run.
struct Run<'a> {
    incident: &'a Incident,
    drawn: Drawn,
    by: By,
    farm: Farm,
    state: FarmState,
    foam_used_t: f64,
}

/// Plays an incident to its end.
fn play(incident: &Incident, model: HeatModel, by: By, seed: u64) -> Outcome {
    let drawn = Drawn::new(incident, seed);
    let plant = &incident.plant;
    let tanks = plant.tanks.rows().iter().map(|spec| {
        let content_m3 = (spec.tank.content_m3 * drawn.fill_factor).min(spec.tank.volume_m3);
        let spill = spec.tank.spill.filter(|_| by == By::HeatAndSpills);
        Tank { content_m3, spill, ..spec.tank.clone() }
    });
    let foam = FoamRules { knockdown_s: drawn.knockdown_s, ..plant.rules.foam };
    let farm = Farm::in_wind(tanks.collect(), model, drawn.wind).with_foam(foam);
    let state = FarmState::new(&farm);
    let mut run = Run { incident, drawn, by, farm, state, foam_used_t: 0.0 };
    run.play()
}

impl Run<'_> {
    fn play(&mut self) -> Outcome {
        let text = &self.incident.text;
        let real_end_s = 3_600.0 * text.real.duration_h.max.unwrap_or(f64::INFINITY);
        let (mut first_s, mut out_s) = (f64::INFINITY, f64::INFINITY);
        let mut lost = 0;
        let looks = (60.0 * text.length_min as f64 / LOOK_S).ceil() as u32;
        for look in 0..looks {
            let now_s = f64::from(look) * LOOK_S;
            self.leaks(now_s);
            lost += self.ignitions(now_s);
            self.cooling(now_s);
            self.foam(now_s);
            let events = self.state.advance(&self.farm, now_s + LOOK_S);
            let failures = events.iter().filter(|event| event.kind == Kind::Failure);
            for failure in failures {
                first_s = first_s.min(failure.t_s);
                lost += usize::from(failure.t_s <= real_end_s);
            }
            if self.state.burns() {
                out_s = f64::INFINITY;
            } else if let Some(last) = events.last() {
                out_s = out_s.min(last.t_s);
            }
        }
        Outcome {
            first_escalation_h: first_s / 3_600.0,
            tanks: lost as f64,
            duration_h: out_s / 3_600.0,
            foam_t: self.foam_used_t,
        }
    }

    /// Sets on fire what burns from now on; how many of it are tanks.
    fn ignitions(&mut self, now_s: f64) -> usize {
        let mut lost = 0;
        for (tank, at) in &self.incident.plant.ignitions {
            let is_now = (now_s..now_s + LOOK_S).contains(&(at.0 as f64));
            let is_pool = self.farm.is_pool(tank.index());
            if is_now && (!is_pool || self.by == By::HeatAndSpills) {
                let lit = self.state.ignite(&self.farm, tank.index()).is_some();
                lost += usize::from(lit && !is_pool);
            }
        }
        lost
    }

    /// What runs out of a tank runs into its pool, as long as there is something.
    fn leaks(&mut self, now_s: f64) {
        if self.by == By::Heat {
            return;
        }
        let until_s = self.incident.text.leaks_until_min.map_or(f64::INFINITY, |min| 60.0 * min);
        let mut flows_m3_s = vec![0.0; self.farm.tanks().len()];
        for leak in &self.incident.plant.leaks {
            let is_open = (leak.at.0 as f64..until_s).contains(&now_s);
            if is_open && self.state.tanks()[leak.from.index()].content_m3 > 0.0 {
                flows_m3_s[leak.from.index()] -= leak.flow_m3_s;
                flows_m3_s[leak.pool.index()] += leak.flow_m3_s;
            }
        }
        for (tank, flow_m3_s) in flows_m3_s.into_iter().enumerate() {
            self.state.flow(tank, flow_m3_s);
        }
    }

    fn cooling(&mut self, now_s: f64) {
        let gone = self.incident.text.withdrawn_min;
        let gone = gone.is_some_and(|(from, to)| (60.0 * from..60.0 * to).contains(&now_s));
        let is_cooled = now_s >= self.drawn.cooling_from_s && !gone;
        let share = if is_cooled { self.drawn.cooling_share } else { 0.0 };
        (0..self.farm.tanks().len()).for_each(|tank| self.state.cool(tank, share));
    }

    /// Foam for what burns, and a little for what is put out and still hot, until there is none left.
    fn foam(&mut self, now_s: f64) {
        let rules = &self.incident.plant.rules;
        let minutes = LOOK_S / 60.0;
        let t_per_l = rules.concentrate_share / 1_000.0;
        let has_foam = self.foam_used_t < self.drawn.foam_t;
        let thrown_l_min = if has_foam { self.drawn.flow_l_min(now_s) } else { 0.0 };
        let arrives_l_min = thrown_l_min * (1.0 - self.drawn.foam_loss_share);
        let mut left_l_min = arrives_l_min;
        let burns = self.state.burns();
        let mut order: Vec<usize> = (0..self.farm.tanks().len()).collect();
        // A blanket first, or it is lost; then burning ground, then tanks.
        order.sort_by_key(|&tank| {
            let is_sealed = self.state.tanks()[tank].phase == Phase::Sealed;
            (!is_sealed, !self.farm.is_pool(tank), tank)
        });
        for tank in order {
            let now = &self.state.tanks()[tank];
            let wanted = match now.phase {
                Phase::Burning => 1.0,
                Phase::Sealed if burns || now_s < now.hot_until_s => RENEWAL_SHARE,
                Phase::Sealed | Phase::Whole | Phase::Out => 0.0,
            };
            let required_l_min = rules.foam_l_min_m2 * area_m2(self.farm.tanks()[tank].diameter_m);
            let needs_l_min = wanted * required_l_min;
            let share = if needs_l_min <= left_l_min { wanted } else { 0.0 };
            left_l_min -= share * required_l_min;
            self.state.foam(&self.farm, tank, share);
        }
        // While anything burns every monitor is on it, whether that suffices or not.
        let on = if burns || arrives_l_min <= 0.0 { 1.0 } else { 1.0 - left_l_min / arrives_l_min };
        self.foam_used_t += on * thrown_l_min * minutes * t_per_l;
        self.foam_used_t = self.foam_used_t.min(self.drawn.foam_t);
    }
}

/// The median of one quantity, its range, what is said of the median, and how many runs lie within the record.
fn column(
    runs: &[Outcome],
    of: fn(&Outcome) -> f64,
    digits: usize,
    said: impl Fn(f64) -> &'static str,
) -> String {
    let [low, median, high] = quantiles(runs, of);
    let number = |value: f64| {
        if value.is_finite() { format!("{value:.digits$}") } else { "never".into() }
    };
    let verdict = said(median);
    let within = runs.iter().filter(|run| said(of(run)) == "within").count();
    let share = if verdict == "not known" { String::new() } else { format!(" {within}") };
    format!("{} [{} {}] {verdict}{share}", number(median), number(low), number(high))
}

/// What is exceeded by 95, 50 and 5 of a hundred runs; never is later than any time.
fn quantiles(runs: &[Outcome], of: fn(&Outcome) -> f64) -> [f64; 3] {
    let mut values: Vec<f64> = runs.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    [5, 50, 95].map(|percent| values[(values.len() - 1) * percent / 100])
}

/// Where a number lies beside what is on record: below, above, or never there; `within` otherwise. Where nothing
/// is on record it did not happen.
fn told(
    number: f64,
    real: Option<&Band>,
    [below, above, never]: [&'static str; 3],
) -> &'static str {
    match real {
        None if number.is_finite() => below,
        Some(_) if !number.is_finite() => never,
        Some(band) if number < band.min => below,
        Some(band) if !band.holds(number) => above,
        None | Some(_) => "within",
    }
}

fn in_hours(band: &Band) -> Band {
    Band { min: band.min / 60.0, max: band.max.map(|max| max / 60.0), from: band.from.clone() }
}

fn shown(band: &Band) -> String {
    let number = |value: f64| format!("{}", (10.0 * value).round() / 10.0);
    match band.max {
        Some(max) if max > band.min => format!("{} to {}", number(band.min), number(max)),
        Some(_) => number(band.min),
        None => format!("{} and more", number(band.min)),
    }
}

fn row(by: &str, model: &str, [first, tanks, duration, foam]: [String; 4]) {
    println!(
        "  {by:11} {model:22} | first {first:28} | tanks {tanks:18} | out {duration:26} | foam {foam}"
    );
}

#[cfg(test)]
mod tests {
    //! What is so of each incident whatever is drawn; where the models fail, that is held as it is.

    use super::*;

    fn runs(name: &str, model: HeatModel, by: By) -> Vec<Outcome> {
        let incident = read(name).expect("the lab has no problem");
        (0..20).map(|seed| play(&incident, model, by, seed)).collect()
    }

    #[test]
    fn at_dalian_the_farm_stands_only_where_soot_hides_the_heat_of_a_wide_fire() {
        for by in [By::Heat, By::HeatAndSpills] {
            for model in [HeatModel::SolidFlame, HeatModel::PointSourceNist] {
                let [_, median, _] = quantiles(&runs("dalian_2010", model, by), |run| run.tanks);
                assert_eq!(median, 1.0, "{model:?} {by:?}");
            }
            for model in [HeatModel::PointSourceConstant, HeatModel::Simple] {
                let runs = runs("dalian_2010", model, by);
                assert!(runs.iter().all(|run| run.tanks > 1.0), "{model:?} {by:?}");
            }
        }
    }

    #[test]
    fn at_gulei_no_model_lets_tank_609_stand_for_forty_hours_but_by_chance() {
        for (_, model) in MODELS {
            let runs = runs("gulei_2015", model, By::HeatAndSpills);
            let [_, median, _] = quantiles(&runs, |run| run.first_escalation_h);
            assert!(median < 1.0, "{model:?}: {median}");
        }
    }

    #[test]
    fn at_deer_park_every_model_takes_more_tanks_than_were_lost() {
        for (_, model) in MODELS {
            let runs = runs("itc_2019", model, By::HeatAndSpills);
            let [_, median, _] = quantiles(&runs, |run| run.tanks);
            assert!(median > 11.0, "{model:?}: {median}");
        }
    }

    #[test]
    fn a_seed_comes_to_the_same_twice() {
        let incident = read("itc_2019").expect("the lab has no problem");
        let once = || format!("{:?}", play(&incident, HeatModel::SolidFlame, By::Heat, 7));
        assert_eq!(once(), once());
    }
}
