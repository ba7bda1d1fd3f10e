//! Pictures and roads of the grounds on the screen, worked out on threads of their own: a frame
//! never waits for them.

use std::sync::{Arc, OnceLock};
use std::thread;

use scenario::Scenario;

use super::ground_picture::{self, Picture};
use super::roads::Roads;
use crate::settings::Look;

/// Frames after which what nobody asks for any more is forgotten.
const KEPT_FRAMES: u32 = 30;

/// What has been worked out, and what is being.
#[derive(Default)]
pub struct Grounds {
    pictures: Vec<Entry<(Look, bool), Picture>>,
    roads: Vec<Entry<(), Roads>>,
}

struct Entry<K, T> {
    scenario: Arc<Scenario>,
    kind: K,
    /// Filled by the thread that works it out.
    result: Arc<OnceLock<Arc<T>>>,
    unused_frames: u32,
}

impl Grounds {
    /// A new frame: what has not been asked for in a while is forgotten.
    pub fn begin(&mut self) {
        age(&mut self.pictures);
        age(&mut self.roads);
    }

    /// Whether nothing is being worked out.
    pub fn are_settled(&self) -> bool {
        self.pictures.iter().all(|entry| entry.result.get().is_some())
            && self.roads.iter().all(|entry| entry.result.get().is_some())
    }

    /// The picture of a ground; while it is being painted, another one of the same ground.
    pub fn picture(
        &mut self,
        ctx: &egui::Context,
        scenario: &Arc<Scenario>,
        look: Look,
        relief: bool,
    ) -> Option<Arc<Picture>> {
        let wanted = find(&mut self.pictures, ctx, scenario, (look, relief), move |scenario| {
            ground_picture::paint(&scenario.setup.ground.terrain, look, relief)
        });
        wanted.or_else(|| {
            let same = |entry: &&Entry<_, Picture>| Arc::ptr_eq(&entry.scenario, scenario);
            self.pictures.iter().filter(same).find_map(|entry| entry.result.get().cloned())
        })
    }

    /// The roads of a ground.
    pub fn roads(&mut self, ctx: &egui::Context, scenario: &Arc<Scenario>) -> Option<Arc<Roads>> {
        find(&mut self.roads, ctx, scenario, (), |scenario| {
            Roads::of(&scenario.setup.ground.network)
        })
    }
}

fn age<K, T>(entries: &mut Vec<Entry<K, T>>) {
    entries.retain_mut(|entry| {
        entry.unused_frames += 1;
        entry.unused_frames <= KEPT_FRAMES
    });
}

/// What was worked out for this, or `None` while it is being worked out, beginning now if nobody
/// has begun.
fn find<K: PartialEq, T: Send + Sync + 'static>(
    entries: &mut Vec<Entry<K, T>>,
    ctx: &egui::Context,
    scenario: &Arc<Scenario>,
    kind: K,
    work: impl FnOnce(&Scenario) -> T + Send + 'static,
) -> Option<Arc<T>> {
    let known =
        |entry: &&mut Entry<K, T>| Arc::ptr_eq(&entry.scenario, scenario) && entry.kind == kind;
    if let Some(entry) = entries.iter_mut().find(known) {
        entry.unused_frames = 0;
        let result = entry.result.get().cloned();
        // The thread holds the slot until it has filled it.
        let is_alive = result.is_some() || Arc::strong_count(&entry.result) > 1;
        assert!(is_alive || entry.result.get().is_some(), "the thread that draws a ground died");
        return result;
    }
    let result = Arc::new(OnceLock::new());
    let (slot, its, ctx) = (Arc::clone(&result), Arc::clone(scenario), ctx.clone());
    thread::spawn(move || {
        slot.get_or_init(|| Arc::new(work(&its)));
        ctx.request_repaint();
    });
    let scenario = Arc::clone(scenario);
    entries.push(Entry { scenario, kind, result, unused_frames: 0 });
    None
}
