//! Playing a record again, and saying where it differs if it does.

use base::Tick;
use engine::Event;
use scenario::Scenario;

use crate::record::{Checkpoint, Record, RecordError};
use crate::run::Run;

/// Where a replay first differs from its record.
#[derive(Clone, Debug, PartialEq)]
pub enum Difference {
    /// Other things happened in a tick.
    Event {
        /// Which tick.
        tick: Tick,
        /// Number of the event within the tick.
        number: usize,
        /// What the record says.
        recorded: Option<Event>,
        /// What happened now.
        replayed: Option<Event>,
    },
    /// The state differs at a checkpoint although all events were alike.
    Part {
        /// The tick of the checkpoint.
        tick: Tick,
        /// The first part that differs.
        part: String,
    },
    /// The final digest differs.
    End {
        /// The tick.
        tick: Tick,
    },
}

/// Plays a record again. `None` if everything is alike to the end of the record.
///
/// # Errors
/// If the record names a seat or a time that the scenario does not have.
pub fn replay<'a>(
    scenario: &'a Scenario,
    record: &Record,
) -> Result<(Option<Difference>, Run<'a>), RecordError> {
    let mut run = Run::again(scenario, record)?;
    let until = record.played_until();
    let mut events = record.events.iter().peekable();
    let mut checkpoints = record.checkpoints.iter().peekable();
    while run.world().now < until {
        let tick = run.world().now;
        let replayed = run.tick()?;
        let recorded: &[Event] =
            events.next_if(|(at, _)| *at == tick).map_or(&[], |(_, events)| events);
        if let Some(difference) = first_difference(tick, recorded, replayed) {
            return Ok((Some(difference), run));
        }
        while let Some(checkpoint) = checkpoints.next_if(|c| c.tick == run.world().now) {
            if let Some(part) = first_part(checkpoint, &Checkpoint::of(run.world())) {
                return Ok((Some(Difference::Part { tick: checkpoint.tick, part }), run));
            }
        }
    }
    // What the replay never came to, because it stands out of order, was not confirmed.
    if let Some((tick, recorded)) = events.next() {
        let (tick, recorded) = (*tick, recorded.first().cloned());
        return Ok((Some(Difference::Event { tick, number: 0, recorded, replayed: None }), run));
    }
    if let Some(checkpoint) = checkpoints.next() {
        let part = checkpoint.parts.first().map(|(part, _)| part.clone()).unwrap_or_default();
        return Ok((Some(Difference::Part { tick: checkpoint.tick, part }), run));
    }
    if let Some((tick, digest)) = record.end
        && (run.world().now, run.world().digest()) != (tick, digest)
    {
        return Ok((Some(Difference::End { tick }), run));
    }
    Ok((None, run))
}

/// The first part that is not alike, or that only one of the two has.
fn first_part(recorded: &Checkpoint, now: &Checkpoint) -> Option<String> {
    let parts = recorded.parts.len().max(now.parts.len());
    let number = (0..parts).find(|&n| recorded.parts.get(n) != now.parts.get(n))?;
    recorded.parts.get(number).or(now.parts.get(number)).map(|(part, _)| part.clone())
}

fn first_difference(tick: Tick, recorded: &[Event], replayed: &[Event]) -> Option<Difference> {
    let number = (0..recorded.len().max(replayed.len()))
        .find(|&number| recorded.get(number) != replayed.get(number))?;
    Some(Difference::Event {
        tick,
        number,
        recorded: recorded.get(number).cloned(),
        replayed: replayed.get(number).cloned(),
    })
}
