//! Floods that nobody touches, worked out once for all runs of a scenario.
//!
//! As long as nobody opens a gate or raises a crest, water depends on nothing but on which levees gave way by themselves,
//! and when. What can be seen of it is kept for every minute, and the whole of it for every hour: a run
//! that is the first to touch it takes it from there. The bytes are those of a run that works it out alone.

#![allow(
    clippy::disallowed_types,
    reason = "runs share it, and what one sees does not depend on who else looks"
)]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use base::Tick;
use hazards::flood::system::{Failed, Workspace};

use super::course::MINUTE;
use super::{Course, View, WaterSpec};
use crate::Setup;

/// Minutes between two moments at which the whole water is kept.
const KEPT_MIN: usize = 60;

/// Levees that gave way by themselves, by their number, and from when on: the name of an untouched flood.
pub type Gave = Vec<(u32, Tick)>;

/// Untouched floods, as far as any run has come. It says nothing about a scenario that its water does not say: a copy starts
/// with none, and any two are equal.
#[derive(Default)]
pub struct Untouched {
    floods: Mutex<BTreeMap<Gave, Arc<Mutex<Flood>>>>,
}

/// One of them.
struct Flood {
    begins: Tick,
    /// Minute by minute from the beginning on.
    views: Vec<View>,
    /// Every [`KEPT_MIN`] minutes from the beginning on.
    kept: Vec<Course>,
    /// As far as it has come.
    last: Course,
    buffers: Workspace,
}

impl Untouched {
    /// What can be seen at a minute of the flood in which these levees gave way.
    ///
    /// # Errors
    /// If the water cannot go on until then.
    pub fn view(
        &self,
        setup: &Setup,
        spec: &WaterSpec,
        gave: &[(u32, Tick)],
        at: Tick,
    ) -> Result<View, Failed> {
        let flood = self.flood(setup, spec, gave)?;
        let mut flood = lock(&flood);
        flood.reach(setup, spec, at)?;
        Ok(flood.views[flood.minute(at)].clone())
    }

    /// The whole water at that minute.
    ///
    /// # Errors
    /// If it cannot go on until then.
    pub fn course(
        &self,
        setup: &Setup,
        spec: &WaterSpec,
        gave: &[(u32, Tick)],
        at: Tick,
    ) -> Result<Course, Failed> {
        let flood = self.flood(setup, spec, gave)?;
        let mut flood = lock(&flood);
        flood.reach(setup, spec, at)?;
        if flood.last.at == at {
            return Ok(flood.last.clone());
        }
        let mut course = flood.kept[flood.minute(at) / KEPT_MIN].clone();
        while course.at < at {
            course.live(spec, &mut flood.buffers)?;
        }
        Ok(course)
    }

    fn flood(
        &self,
        setup: &Setup,
        spec: &WaterSpec,
        gave: &[(u32, Tick)],
    ) -> Result<Arc<Mutex<Flood>>, Failed> {
        if let Some(known) = lock(&self.floods).get(gave) {
            return Ok(known.clone());
        }
        let course = match gave.split_last() {
            None => Course::new(spec),
            Some((&(levee, from), before)) => {
                let mut course = self.course(setup, spec, before, from)?;
                let levee = &spec.levees.rows()[levee as usize];
                let weak = levee.weak.as_ref().expect("only a weak levee gives way by itself");
                course.give_way(weak.structure, weak.gap);
                course
            }
        };
        let flood = Arc::new(Mutex::new(Flood::new(setup, spec, course)));
        Ok(lock(&self.floods).entry(gave.to_vec()).or_insert(flood).clone())
    }
}

impl Flood {
    fn new(setup: &Setup, spec: &WaterSpec, course: Course) -> Self {
        Self {
            begins: course.at,
            views: vec![course.view(setup, spec)],
            kept: vec![course.clone()],
            last: course,
            buffers: Workspace::default(),
        }
    }

    fn minute(&self, at: Tick) -> usize {
        ((at.0 - self.begins.0) / MINUTE.0) as usize
    }

    fn reach(&mut self, setup: &Setup, spec: &WaterSpec, at: Tick) -> Result<(), Failed> {
        while self.last.at < at {
            self.last.live(spec, &mut self.buffers)?;
            self.views.push(self.last.view(setup, spec));
            if self.minute(self.last.at).is_multiple_of(KEPT_MIN) {
                self.kept.push(self.last.clone());
            }
        }
        Ok(())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("nobody panicked while working out the water")
}

impl Clone for Untouched {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Untouched {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl std::fmt::Debug for Untouched {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Untouched")
    }
}
