//! When a frame is drawn: when somebody does something, when something moves, and else not at all.

use std::time::Duration;

use bevy::app::{App as Bevy, Last, PostUpdate, PreUpdate};
use bevy::ecs::message::Messages;
use bevy::ecs::prelude::*;
use bevy::window::RequestRedraw;
use bevy::winit::{UpdateMode, WinitSettings};
use bevy_egui::{
    EguiFullOutput, EguiInput, EguiPostUpdateSet, EguiPreUpdateSet, PrimaryEguiContext,
};

use super::Desk;
use super::keys::Waiting;
use crate::app::App;

/// Between two frames while a drill runs, at the least.
const MOVING: Duration = Duration::from_millis(33);
/// Between two frames while a drill runs, at the most: nothing on the map moves faster than a tick.
const SLOW: Duration = Duration::from_millis(250);
/// Between two frames while a drill stands: it may be asked for something that changes it.
const STANDING: Duration = Duration::from_secs(1);
/// When nothing at all goes on.
const IDLE: Duration = Duration::from_secs(3600);
/// What the panels can ask for is rounded down to one of these: every change costs a frame.
const STEPS: [Duration; 3] = [Duration::from_millis(250), MOVING, Duration::from_millis(16)];
/// Frames drawn after the last one that was asked for: sizes and letters that were new in it are on the
/// screen a frame later.
const TRAILING: u32 = 2;
/// Frames at full pace after somebody has done something: what was asked for arrives meanwhile.
const AFTER_INPUT: u32 = 20;

/// Draws only when there is something to be drawn.
pub fn furnish(bevy: &mut Bevy) {
    let mode = UpdateMode::reactive_low_power(MOVING);
    bevy.insert_resource(WinitSettings { focused_mode: mode, unfocused_mode: mode })
        .init_resource::<Pace>()
        .add_systems(
            PostUpdate,
            ask.after(EguiPostUpdateSet::EndPass).before(EguiPostUpdateSet::ProcessOutput),
        )
        .add_systems(
            PreUpdate,
            watch.after(EguiPreUpdateSet::ProcessInput).before(EguiPreUpdateSet::BeginPass),
        )
        .add_systems(Last, set);
}

/// What the next frame depends on.
#[derive(Resource, Default)]
struct Pace {
    /// When the panels want the next frame.
    wanted: Option<Duration>,
    /// Frames at full pace that are left.
    after_input: u32,
    /// Frames to be drawn although nobody asks for them.
    trailing: u32,
}

/// Notes that somebody does something. Which keys are held is told anew with every frame, which for
/// the panels is something done, and would ask for the next frame: only changes are let through.
fn watch(
    mut pace: ResMut<'_, Pace>,
    mut inputs: Query<'_, '_, &mut EguiInput, With<PrimaryEguiContext>>,
    mut held: Local<'_, egui::Modifiers>,
) {
    let mut busy = false;
    for mut input in &mut inputs {
        input.0.events.retain(|event| match event {
            egui::Event::ModifiersChanged(now) => std::mem::replace(&mut *held, *now) != *now,
            _ => true,
        });
        busy |= !input.0.events.is_empty();
    }
    pace.after_input = if busy { AFTER_INPUT } else { pace.after_input.saturating_sub(1) };
}

/// Hears from the panels when they want the next frame.
fn ask(
    mut pace: ResMut<'_, Pace>,
    outputs: Query<'_, '_, &EguiFullOutput, With<PrimaryEguiContext>>,
) {
    let views = outputs.iter().filter_map(|output| output.0.as_ref());
    let delays = views.flat_map(|output| output.viewport_output.values().map(|v| v.repaint_delay));
    pace.wanted = delays.min();
}

/// Sets when the next frame is drawn. The panels ask for a frame at once whenever they want one at
/// all: only what they really want counts.
fn set(
    mut pace: ResMut<'_, Pace>,
    desk: Res<'_, Desk>,
    keys: Res<'_, Waiting>,
    mut settings: ResMut<'_, WinitSettings>,
    mut redraws: ResMut<'_, Messages<RequestRedraw>>,
) {
    redraws.clear();
    let wanted = pace.wanted.unwrap_or(IDLE);
    let is_asked = wanted < IDLE || pace.after_input == AFTER_INPUT || !keys.is_empty();
    pace.trailing = if is_asked { TRAILING } else { pace.trailing.saturating_sub(1) };
    if wanted.is_zero() || !keys.is_empty() || pace.trailing > 0 && wanted >= IDLE {
        redraws.write(RequestRedraw);
    }
    let mode = UpdateMode::reactive_low_power(wait(&desk.0, wanted, pace.after_input > 0));
    if settings.focused_mode != mode {
        *settings = WinitSettings { focused_mode: mode, unfocused_mode: mode };
    }
}

/// How long to wait for the next frame.
fn wait(app: &App, wanted: Duration, after_input: bool) -> Duration {
    let now = app.play.as_ref().map(|play| play.now.as_ref());
    let own = match now {
        _ if !app.is_settled() => MOVING,
        None => IDLE,
        Some(None) => MOVING,
        Some(_) if after_input => MOVING,
        Some(Some(now)) if now.paused || now.over => STANDING,
        Some(Some(now)) => (Duration::from_secs(1) / now.speed.max(1)).clamp(MOVING, SLOW),
    };
    let asked = if wanted >= IDLE {
        IDLE
    } else {
        STEPS.into_iter().find(|&step| step <= wanted).unwrap_or(STEPS[STEPS.len() - 1])
    };
    own.min(asked)
}
