//! A new record that begins as another one did, up to a moment, and then goes its own way.

use base::Tick;
use scenario::Scenario;

use crate::record::{Frame, Journal, Record, RecordError};
use crate::run::Run;
use crate::session::Branch;

/// Plays everything before `tick` of a record again, writes it to a new journal, and returns the run
/// as it was at `tick`. What was given before `tick` for later is left out. The autopilot in force
/// then plays on, until [`Run::switch_autopilot`] says otherwise.
///
/// # Errors
/// If the record does not go so far, does not fit the scenario, or the journal cannot be written.
pub fn branch_from<'a>(
    scenario: &'a Scenario,
    record: &Record,
    tick: Tick,
    mut journal: Journal,
) -> Result<Run<'a>, RecordError> {
    record.check_fits(scenario)?;
    if tick > record.played_until() {
        return Err(RecordError::Misfit(tick));
    }
    let first = record.first_autopilot();
    journal.is_patient = true;
    journal.write_now(&Frame::Branch(Branch { from: record.name(), tick }))?;
    let mut run = Run::new(scenario, record.header.seed, first.clone());
    run.write_to(journal);
    // The header of the new journal may say otherwise.
    run.switch_autopilot(first)?;
    if let Some(session) = &record.session {
        run.set_session(session.clone())?;
    }
    for note in record.notes.iter().filter(|note| note.tick < tick) {
        run.note(note.clone())?;
    }
    while run.world().now < tick {
        let now = run.world().now;
        for (_, autopilot) in record.switches.iter().filter(|(at, _)| *at == now) {
            run.switch_autopilot(autopilot.clone())?;
        }
        for directed in record.directions.iter().filter(|directed| directed.tick == now) {
            run.take_direction(directed.clone())?;
        }
        for order in record.orders.iter().filter(|order| order.tick == now) {
            let by_autopilot = record.by_autopilot.contains(&order.seq);
            if by_autopilot {
                run.expect_turn(order.clone());
            }
            run.take(order.clone(), by_autopilot)?;
        }
        run.tick()?;
    }
    run.beat()?;
    run.settle()?;
    Ok(run)
}
