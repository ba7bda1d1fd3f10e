//! What a screen reader would be told, written to a file: so that a test which moves the real mouse
//! knows where things are, and can read what they say.

use std::fs;
use std::path::PathBuf;

use bevy::app::{App as Bevy, Last};
use bevy::ecs::prelude::*;
use bevy_egui::{EguiContexts, EguiOutput, PrimaryEguiContext};
use serde::Serialize;

/// The variable that names the file.
pub const VARIABLE: &str = "TUIYAN_ACCESS_TREE";

/// One thing on the screen.
#[derive(Debug, Serialize)]
struct Thing {
    role: String,
    name: String,
    value: String,
    disabled: bool,
    /// Left, top, right, bottom, px.
    at: [f64; 4],
}

#[derive(Resource)]
struct Tree {
    path: PathBuf,
    last: Vec<u8>,
}

/// Writes the tree of every frame that differs from the last one, if the variable names a file.
pub fn furnish(bevy: &mut Bevy) {
    let Some(path) = std::env::var_os(VARIABLE).filter(|path| !path.is_empty()) else { return };
    bevy.insert_resource(Tree { path: path.into(), last: Vec::new() }).add_systems(Last, write);
}

fn write(
    mut contexts: EguiContexts<'_, '_>,
    output: Query<'_, '_, &EguiOutput, With<PrimaryEguiContext>>,
    mut tree: ResMut<'_, Tree>,
) {
    if let Ok(ctx) = contexts.ctx_mut() {
        ctx.enable_accesskit();
    }
    let Ok(output) = output.single() else { return };
    let Some(update) = &output.platform_output.accesskit_update else { return };
    let scale = f64::from(output.pixels_per_point);
    let things: Vec<Thing> = update
        .nodes
        .iter()
        .filter_map(|(_, node)| {
            let at = node.bounds()?;
            Some(Thing {
                role: format!("{:?}", node.role()),
                name: node.label().unwrap_or_default().to_owned(),
                value: node.value().unwrap_or_default().to_owned(),
                disabled: node.is_disabled(),
                at: [at.x0 * scale, at.y0 * scale, at.x1 * scale, at.y1 * scale],
            })
        })
        .collect();
    let bytes = serde_json::to_vec(&things).expect("a tree is plain data");
    if bytes == tree.last {
        return;
    }
    // Whole or not at all; a test that reads a moment late finds the next one.
    let partial = tree.path.with_extension("partial");
    if fs::write(&partial, &bytes).is_ok() && fs::rename(&partial, &tree.path).is_ok() {
        tree.last = bytes;
    }
}
