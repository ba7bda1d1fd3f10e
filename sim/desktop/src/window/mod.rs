//! The window: Bevy runs the frames, egui draws the panels over the map.

mod access;
mod keys;
mod maps;
mod redraw;
mod road_material;
mod shot;
pub mod start;
mod unseen;

use bevy::app::{App as Bevy, AppExit, PluginGroup, Startup};
use bevy::camera::visibility::RenderLayers;
use bevy::camera::{Camera, Camera2d, CameraOutputMode, ClearColorConfig, RenderTarget};
use bevy::color::Color;
use bevy::ecs::prelude::*;
use bevy::log::{Level, LogPlugin};
use bevy::render::render_resource::BlendState;
use bevy::render::view::Msaa;
use bevy::window::{PresentMode, Window, WindowPlugin, WindowRef};
use bevy_egui::{
    EguiContexts, EguiGlobalSettings, EguiPlugin, EguiPrimaryContextPass, PrimaryEguiContext,
};
use egui::UiBuilder;

pub use shot::{Shot, shoot};
pub use unseen::unseen;

use crate::app::App;

/// The program as a resource of the window.
#[derive(Resource)]
pub struct Desk(pub App);

/// What shows a frame: [`App::show`], except in measurements of a part of it.
#[derive(Resource, Clone, Copy)]
pub struct Screen(pub fn(&mut App, &mut egui::Ui));

/// What every camera draws on: the window, or a picture.
#[derive(Resource, Clone)]
pub struct Target(pub RenderTarget);

/// Order of the camera of the panels: after every map.
const PANELS: isize = 10;

/// Opens the window and stays until it is closed.
pub fn run(app: App) -> AppExit {
    let window = Window {
        title: "Tuiyan 推演".into(),
        resolution: (1440, 900).into(),
        present_mode: PresentMode::AutoVsync,
        ..Window::default()
    };
    let plugins = bevy::DefaultPlugins
        .set(WindowPlugin { primary_window: Some(window), ..WindowPlugin::default() })
        .set(quiet());
    let mut bevy = Bevy::new();
    bevy.add_plugins(plugins).insert_resource(Target(RenderTarget::Window(WindowRef::Primary)));
    furnish(&mut bevy, app);
    keys::furnish(&mut bevy);
    redraw::furnish(&mut bevy);
    bevy.run()
}

/// Only what went wrong is said; `RUST_LOG` asks for more.
fn quiet() -> LogPlugin {
    LogPlugin { level: Level::ERROR, filter: "error".into(), ..LogPlugin::default() }
}

/// What a window and a picture have in common.
fn furnish(bevy: &mut Bevy, app: App) {
    bevy.add_plugins(EguiPlugin::default())
        .insert_resource(Desk(app))
        .insert_resource(Screen(App::show))
        .insert_resource(EguiGlobalSettings {
            auto_create_primary_context: false,
            ..EguiGlobalSettings::default()
        })
        .add_systems(Startup, spawn_panels)
        .add_systems(EguiPrimaryContextPass, show);
    maps::furnish(bevy);
    access::furnish(bevy);
}

fn spawn_panels(mut commands: Commands<'_, '_>, target: Res<'_, Target>) {
    commands.spawn((
        PrimaryEguiContext,
        Camera2d,
        Msaa::Off,
        RenderLayers::none(),
        target.0.clone(),
        Camera {
            order: PANELS,
            output_mode: CameraOutputMode::Write {
                blend_state: Some(BlendState::PREMULTIPLIED_ALPHA_BLENDING),
                clear_color: ClearColorConfig::None,
            },
            clear_color: ClearColorConfig::Custom(Color::NONE),
            ..Camera::default()
        },
    ));
}

/// Draws the panels, and with them decides what the maps show.
fn show(
    mut contexts: EguiContexts<'_, '_>,
    mut desk: ResMut<'_, Desk>,
    screen: Res<'_, Screen>,
    mut exit: MessageWriter<'_, AppExit>,
) -> Result {
    let ctx = contexts.ctx_mut()?;
    let whole =
        UiBuilder::new().layer_id(egui::LayerId::background()).max_rect(ctx.viewport_rect());
    let mut ui = egui::Ui::new(ctx.clone(), "tuiyan".into(), whole);
    (screen.0)(&mut desk.0, &mut ui);
    if desk.0.quit {
        exit.write(AppExit::Success);
    }
    Ok(())
}
