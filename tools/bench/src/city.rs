//! `cargo run --release -p bench -- city [MINUTES]`: a whole city for a day and a night, or for so
//! many minutes. The scenario is generated, checked and played by its plan, and each is timed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::bail;
use base::Tick;
use cpu_time::ProcessTime;
use drill::{Run, results};
use engine::command::Report;
use engine::event::What;
use ground::PlaceKind;
use scenario::{Autopilot, Language, Problems, Scenario, Texts, check_folder};

/// Measures the city in a folder of its own, which is removed afterwards.
pub fn measure(minutes: Option<u64>) -> anyhow::Result<()> {
    let folder = std::env::temp_dir().join(format!("tuiyan-city-{}", std::process::id()));
    let result = measure_in(&folder, minutes);
    // Best effort: a folder left in the temporary folder harms nobody.
    let _ = fs::remove_dir_all(&folder);
    result
}

fn measure_in(folder: &Path, minutes: Option<u64>) -> anyhow::Result<()> {
    println!("city, processor time");
    timed("generate", || xtask::invent::city::write(folder))?;
    let scenario = timed("check", || checked(folder))?;
    count(&scenario);
    let mut run = Run::new(&scenario, scenario.seed, Autopilot::all(&scenario.setup));
    let end = minutes.map_or(scenario.setup.end(), Tick::from_minutes).min(scenario.setup.end());
    let what = format!("{:.1} h by the plan", end.minutes() / 60.0);
    timed(&what, || Ok(run.play(end, |_| {})?))?;
    timed("fork of the state, at the end", || Ok(std::hint::black_box(run.save().clone())))?;
    let digest = timed("digest, at the end", || Ok(run.world().digest()))?;
    println!("  digest {digest}");
    tell(&run);
    Ok(())
}

fn timed<T>(what: &str, act: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    let start = ProcessTime::now();
    let result = act();
    println!("  {what:30} {:8.3} s", start.elapsed().as_secs_f64());
    result
}

fn checked(folder: &Path) -> anyhow::Result<Scenario> {
    let mut problems = Problems::new();
    let scenario = check_folder(folder, &mut problems);
    match scenario {
        Some(scenario) if problems.is_empty() => Ok(scenario),
        _ => bail!("{}", problems.render(&Texts::new(Language::En), false)),
    }
}

/// What there is.
fn count(scenario: &Scenario) {
    let setup = &scenario.setup;
    let places = setup.ground.places.rows();
    let organisations: BTreeSet<&str> =
        setup.seats.rows().iter().map(|seat| seat.organisation.zh.as_str()).collect();
    for (what, number) in [
        ("organisations", organisations.len()),
        ("seats", setup.seats.len()),
        ("teams", setup.units.len()),
        ("experts", setup.experts.len()),
        ("shelters", places.iter().filter(|place| place.kind == PlaceKind::Shelter).count()),
        ("places with people", places.iter().filter(|place| place.residents.total() > 0).count()),
        ("people", places.iter().map(|place| place.residents.total() as usize).sum()),
        ("tasks of the plan", scenario.plan.tasks.len()),
        ("notices", setup.notices.len()),
    ] {
        println!("  {what:30} {number:8}");
    }
}

/// How many messages were read, those that were passed on to a superior counted once.
fn messages(run: &Run<'_>) -> usize {
    let command = &run.world().command;
    let seats = run.scenario().setup.seats.ids();
    let reports = seats.flat_map(|seat| command.inbox(seat)).map(|received| &received.report);
    let of = |report: &Report| base::Digest::of(report);
    reports.map(of).collect::<BTreeSet<_>>().len()
}

/// What happened.
fn tell(run: &Run<'_>) {
    let count = |is: fn(&What) -> bool| run.events().iter().filter(|event| is(&event.what)).count();
    for (what, number) in [
        ("notices sent", count(|what| matches!(what, What::NoticeSent { .. }))),
        ("notices dropped", count(|what| matches!(what, What::NoticeDropped { .. }))),
        ("messages, copies not counted", messages(run)),
        ("messages read", count(|what| matches!(what, What::MessageRead { .. }))),
        ("messages lost", count(|what| matches!(what, What::MessageLost { .. }))),
        ("orders, receipts and calls counted", run.world().orders.len()),
        ("events", run.events().len()),
    ] {
        println!("  {what:34} {number:8}");
    }
    for (what, number) in results(run) {
        println!("  {what:30} {number:12.3}");
    }
}
