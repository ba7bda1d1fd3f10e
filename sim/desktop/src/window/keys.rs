//! Keys in the order in which they were pressed, also where several come in one frame: the panels
//! know only which of Ctrl, Shift and Alt are held at the end of a frame, and a chord that is typed
//! within a slow one would be taken for its last letter.

use std::collections::VecDeque;

use bevy::app::{App as Bevy, PreUpdate};
use bevy::ecs::message::{MessageCursor, Messages};
use bevy::ecs::prelude::*;
use bevy::input::keyboard::{Key, KeyboardInput};
use bevy_egui::EguiPreUpdateSet;

/// Keys that wait for the next frame.
#[derive(Resource, Default)]
pub struct Waiting(VecDeque<KeyboardInput>);

impl Waiting {
    /// Whether the next frame has keys already.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Adds what holds keys back.
pub fn furnish(bevy: &mut Bevy) {
    bevy.init_resource::<Waiting>()
        .add_systems(PreUpdate, hold_back.before(EguiPreUpdateSet::ProcessInput));
}

fn hold_back(
    mut waiting: ResMut<'_, Waiting>,
    mut keys: ResMut<'_, Messages<KeyboardInput>>,
    mut seen: Local<'_, MessageCursor<KeyboardInput>>,
) {
    waiting.0.extend(seen.read(&keys).cloned());
    keys.clear();
    for key in let_through(&mut waiting.0) {
        keys.write(key);
    }
    seen.clear(&keys);
}

/// The keys of one frame: up to the first change of what is held that follows on a letter.
fn let_through(waiting: &mut VecDeque<KeyboardInput>) -> Vec<KeyboardInput> {
    let mut frame = Vec::new();
    let mut typed = false;
    while let Some(key) = waiting.pop_front_if(|key| !(typed && is_held(key))) {
        typed |= !is_held(&key);
        frame.push(key);
    }
    frame
}

/// Whether a key is held together with others.
fn is_held(key: &KeyboardInput) -> bool {
    matches!(key.logical_key, Key::Control | Key::Shift | Key::Alt | Key::AltGraph | Key::Super)
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy::input::ButtonState;
    use bevy::input::keyboard::KeyCode;

    fn key(logical_key: Key, state: ButtonState) -> KeyboardInput {
        KeyboardInput {
            key_code: KeyCode::Space,
            logical_key,
            state,
            text: None,
            repeat: false,
            window: Entity::PLACEHOLDER,
        }
    }

    #[test]
    fn a_chord_within_one_frame_is_a_chord() {
        use ButtonState::{Pressed, Released};
        let letter = |state| key(Key::Character("k".into()), state);
        let chord = [
            key(Key::Control, Pressed),
            letter(Pressed),
            letter(Released),
            key(Key::Control, Released),
            letter(Pressed),
            letter(Released),
        ];
        let mut waiting: VecDeque<KeyboardInput> = chord.clone().into();
        assert_eq!(let_through(&mut waiting), chord[..3], "Ctrl is held at the end");
        assert_eq!(let_through(&mut waiting), chord[3..], "and now it is not");
        assert!(waiting.is_empty() && let_through(&mut waiting).is_empty());
    }
}
