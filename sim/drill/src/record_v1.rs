//! Records of version 1, as they were written before inboxes, directions and notes: read as frames of
//! today, and written anew when such a record shall go on.

use std::collections::BTreeMap;

use base::{Id, Tick};
use engine::command::{SeatSpec, Source};
use engine::orders::Issued;
use engine::{Event, What};
use serde::de::DeserializeOwned;

use crate::record::Frame;

/// Parts of the world that checkpoints of version 1 hold, in their order.
pub const PARTS: usize = 8;
/// The number of [`Frame::Events`].
const EVENTS: u32 = 2;
/// The number of the last frame of version 1.
const LAST: u32 = 4;
/// The number of [`What::MessageRead`], which did not tell the number of the message.
const MESSAGE_READ: u32 = 5;

/// Messages read so far, by seat: their numbers are those in the inboxes.
pub type Read = BTreeMap<u32, u32>;

/// A frame of version 1.
pub fn decode(body: &[u8], read: &mut Read) -> Option<Frame> {
    let (variant, rest) = take::<u32>(body)?;
    if variant > LAST {
        return None;
    }
    if variant != EVENTS {
        return postcard::from_bytes(body).ok();
    }
    let (tick, rest) = take::<Tick>(rest)?;
    let (count, mut rest) = take::<u64>(rest)?;
    let mut events = Vec::new();
    for _ in 0..count {
        let (event, behind) = event(rest, read)?;
        events.push(event);
        rest = behind;
    }
    Some(Frame::Events(tick, events))
}

fn event<'a>(bytes: &'a [u8], read: &mut Read) -> Option<(Event, &'a [u8])> {
    let ((tick, order), bytes) = take::<(Tick, Option<Id<Issued>>)>(bytes)?;
    let (variant, fields) = take::<u32>(bytes)?;
    let (what, rest) = if variant == MESSAGE_READ {
        let ((seat, source), rest) = take::<(Id<SeatSpec>, Source)>(fields)?;
        let count = read.entry(seat.row()).or_default();
        let message = *count;
        *count = count.checked_add(1)?;
        (What::MessageRead { seat, source, message }, rest)
    } else {
        take::<What>(bytes)?
    };
    Some((Event { tick, order, what }, rest))
}

fn take<T: DeserializeOwned>(bytes: &[u8]) -> Option<(T, &[u8])> {
    postcard::take_from_bytes(bytes).ok()
}
