//! The time cursor: where in the drill the review looks, and whether it plays on by itself.

use base::Tick;
use egui::{Key, Ui};

/// Speeds of playing on, drill seconds a second.
pub const SPEEDS: [u32; 2] = [60, 600];
/// A small step by key, s.
const STEP_S: u64 = 60;
/// A large step by key, s.
const LEAP_S: u64 = 600;

/// A moment between the beginning and the end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cursor {
    at_s: f64,
    end: Tick,
    /// Plays on at this speed.
    pub speed: Option<u32>,
}

impl Cursor {
    /// At the end of a drill.
    pub const fn at_end(end: Tick) -> Self {
        Self { at_s: end.0 as f64, end, speed: None }
    }

    /// Where it is.
    pub const fn at(&self) -> Tick {
        Tick(self.at_s as u64)
    }

    /// How far it can go.
    pub const fn end(&self) -> Tick {
        self.end
    }

    /// How far it has come, 0 to 1.
    pub fn share(&self) -> f32 {
        (self.at_s / (self.end.0 as f64).max(1.0)) as f32
    }

    /// Goes to a moment; beyond the end means the end.
    pub fn go(&mut self, to: Tick) {
        self.at_s = to.min(self.end).0 as f64;
    }

    /// Goes to a share of the whole.
    pub fn go_share(&mut self, share: f32) {
        self.at_s = f64::from(share.clamp(0.0, 1.0)) * self.end.0 as f64;
    }

    /// Plays on for so many seconds of wall time; stands at the end.
    pub fn play(&mut self, seconds: f64) {
        let Some(speed) = self.speed else { return };
        self.at_s = (self.at_s + seconds * f64::from(speed)).min(self.end.0 as f64);
        if self.at() == self.end {
            self.speed = None;
        }
    }

    /// Arrow keys, Home, End and Space, unless somebody is typing.
    pub fn keys(&mut self, ui: &Ui) {
        if ui.ctx().text_edit_focused() {
            return;
        }
        let now = self.at().0;
        ui.input_mut(|input| {
            let leap = input.modifiers.shift;
            let step_s = if leap { LEAP_S } else { STEP_S };
            let modifiers = input.modifiers;
            let mut pressed = |key| input.consume_key(modifiers, key);
            if pressed(Key::ArrowLeft) {
                self.go(Tick(now.saturating_sub(step_s)));
            }
            if pressed(Key::ArrowRight) {
                self.go(Tick(now + step_s));
            }
            if pressed(Key::Home) {
                self.go(Tick::ZERO);
            }
            if pressed(Key::End) {
                self.go(self.end);
            }
            if pressed(Key::Space) {
                self.speed = if self.speed.is_some() { None } else { Some(SPEEDS[0]) };
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stays_within_the_drill() {
        let mut cursor = Cursor::at_end(Tick(600));
        cursor.go(Tick(1_000));
        assert_eq!(cursor.at(), Tick(600));
        cursor.go_share(-1.0);
        assert_eq!(cursor.at(), Tick::ZERO);
        cursor.go_share(0.5);
        assert_eq!(cursor.at(), Tick(300));
    }

    #[test]
    fn playing_on_it_stops_at_the_end() {
        let mut cursor = Cursor::at_end(Tick(600));
        cursor.go(Tick::ZERO);
        cursor.speed = Some(60);
        cursor.play(2.5);
        assert_eq!((cursor.at(), cursor.speed), (Tick(150), Some(60)));
        cursor.play(100.0);
        assert_eq!((cursor.at(), cursor.speed), (Tick(600), None));
    }
}
