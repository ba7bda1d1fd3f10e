//! The window without a window: every frame is worked out, none is drawn. For measurements.

use bevy::app::{App as Bevy, PluginGroup};
use bevy::asset::{Assets, RenderAssetUsages};
use bevy::camera::RenderTarget;
use bevy::image::Image;
use bevy::log::LogPlugin;
use bevy::render::RenderPlugin;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use bevy::render::settings::WgpuSettings;
use bevy::window::{ExitCondition, WindowPlugin};
use bevy::winit::WinitPlugin;

use super::{Screen, Target, furnish};
use crate::app::App;

/// The program with nothing to draw on. `screen` shows a frame, as [`App::show`] does; the frames
/// are played with [`Bevy::update`].
pub fn unseen(app: App, size: (u32, u32), screen: Screen) -> Bevy {
    let mut bevy = Bevy::new();
    let nothing = WgpuSettings { backends: None, ..WgpuSettings::default() };
    bevy.add_plugins(
        bevy::DefaultPlugins
            .build()
            .set(WindowPlugin {
                primary_window: None,
                exit_condition: ExitCondition::DontExit,
                ..WindowPlugin::default()
            })
            .set(RenderPlugin { render_creation: nothing.into(), ..RenderPlugin::default() })
            .disable::<WinitPlugin>()
            .disable::<LogPlugin>(),
    );
    let extent = Extent3d { width: size.0, height: size.1, depth_or_array_layers: 1 };
    let canvas = Image::new_fill(
        extent,
        TextureDimension::D2,
        &[0; 4],
        TextureFormat::Rgba8UnormSrgb,
        RenderAssetUsages::default(),
    );
    let canvas = bevy.world_mut().resource_mut::<Assets<Image>>().add(canvas);
    bevy.insert_resource(Target(RenderTarget::Image(canvas.into())));
    furnish(&mut bevy, app);
    bevy.insert_resource(screen);
    bevy.finish();
    bevy.cleanup();
    bevy
}
