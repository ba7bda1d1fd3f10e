//! A picture of a screen, drawn without a window.

use std::path::PathBuf;
use std::time::Duration;

use bevy::app::{App as Bevy, AppExit, PluginGroup, ScheduleRunnerPlugin, Update};
use bevy::asset::{Assets, Handle, RenderAssetUsages};
use bevy::camera::RenderTarget;
use bevy::ecs::prelude::*;
use bevy::image::Image;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat, TextureUsages};
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};
use bevy::window::{ExitCondition, WindowPlugin};
use bevy::winit::WinitPlugin;

use super::{Desk, Target, furnish, quiet};
use crate::app::App;

/// Frames drawn once nothing is being worked out any more: layouts settle, letters that are new reach
/// the graphics card, shaders are compiled.
const FRAMES_STILL: u32 = 8;
/// Frames after which it is taken although something is still being worked out.
const FRAMES_MOST: u32 = 600;

/// A picture to be taken.
#[derive(Resource, Clone, Debug)]
pub struct Shot {
    /// Width and height, px.
    pub size: (u32, u32),
    /// Where the PNG goes.
    pub out: PathBuf,
}

/// How it stands with the picture.
#[derive(Resource, Default)]
struct Progress {
    frames: u32,
    /// Of these, the last in which nothing was being worked out.
    still: u32,
    asked: bool,
}

/// Draws the program as it is, once nothing is being worked out any more, and writes the picture.
///
/// # Errors
/// If the picture cannot be drawn or written, with the reason.
pub fn shoot(app: App, shot: Shot) -> Result<(), String> {
    let out = shot.out.clone();
    let mut bevy = Bevy::new();
    let plugins = bevy::DefaultPlugins
        .build()
        .set(WindowPlugin {
            primary_window: None,
            exit_condition: ExitCondition::DontExit,
            ..WindowPlugin::default()
        })
        .disable::<WinitPlugin>()
        .set(quiet());
    bevy.add_plugins(plugins).add_plugins(ScheduleRunnerPlugin::run_loop(Duration::from_millis(1)));
    let (width, height) = shot.size;
    let size = Extent3d { width, height, depth_or_array_layers: 1 };
    let mut canvas = Image::new_fill(
        size,
        TextureDimension::D2,
        &[0, 0, 0, 255],
        TextureFormat::Rgba8UnormSrgb,
        RenderAssetUsages::default(),
    );
    canvas.texture_descriptor.usage |= TextureUsages::RENDER_ATTACHMENT | TextureUsages::COPY_SRC;
    let handle = bevy.world_mut().resource_mut::<Assets<Image>>().add(canvas);
    bevy.insert_resource(Target(RenderTarget::Image(handle.clone().into())))
        .insert_resource(Canvas(handle))
        .insert_resource(shot)
        .init_resource::<Progress>()
        .add_systems(Update, press);
    furnish(&mut bevy, app);
    match bevy.run() {
        AppExit::Success if out.is_file() => Ok(()),
        _ => Err(format!("{}", out.display())),
    }
}

#[derive(Resource)]
struct Canvas(Handle<Image>);

fn press(
    mut commands: Commands<'_, '_>,
    mut progress: ResMut<'_, Progress>,
    desk: Res<'_, Desk>,
    canvas: Res<'_, Canvas>,
) {
    progress.frames += 1;
    progress.still = if desk.0.is_settled() { progress.still + 1 } else { 0 };
    let ready = progress.still >= FRAMES_STILL || progress.frames >= FRAMES_MOST;
    if progress.asked || !ready {
        return;
    }
    progress.asked = true;
    commands.spawn(Screenshot::image(canvas.0.clone())).observe(write);
}

fn write(
    captured: On<'_, '_, ScreenshotCaptured>,
    shot: Res<'_, Shot>,
    mut exit: MessageWriter<'_, AppExit>,
) {
    let done = captured.image.clone().try_into_dynamic().ok().is_some_and(|picture| {
        // What is behind the panels is opaque; the picture carries no opacity.
        picture.to_rgb8().save(&shot.out).is_ok()
    });
    exit.write(if done { AppExit::Success } else { AppExit::error() });
}
