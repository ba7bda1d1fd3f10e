//! The maps behind the panels: a camera each, which looks at pictures and roads that lie where they
//! do on the ground, in metres.

use std::sync::Arc;

use bevy::app::{App as Bevy, PostUpdate, Startup};
use bevy::asset::{Assets, Handle, RenderAssetUsages};
use bevy::camera::visibility::{NoFrustumCulling, RenderLayers, Visibility, VisibilitySystems};
use bevy::camera::{
    Camera, Camera2d, CameraUpdateSystems, ClearColor, ClearColorConfig, OrthographicProjection,
    Projection, ScalingMode, Viewport,
};
use bevy::color::Color;
use bevy::ecs::prelude::*;
use bevy::image::{Image, ImageFilterMode, ImageSampler, ImageSamplerDescriptor};
use bevy::math::{UVec2, Vec2};
use bevy::mesh::{Mesh, Mesh2d};
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use bevy::render::view::Msaa;
use bevy::sprite::Sprite;
use bevy::sprite_render::MeshMaterial2d;
use bevy::transform::TransformSystems;
use bevy::transform::components::Transform;
use bevy_egui::{EguiContexts, EguiPostUpdateSet};
use egui::pos2;

use super::road_material::{Part, RoadMaterial, RoadPlugin, RoadStyle, mesh};
use super::{Desk, Target};
use crate::layers::Raster;
use crate::map::ground_picture::Picture;
use crate::map::roads::Roads;
use crate::map::{Drawn, View};
use crate::theme;

/// Maps on the screen at once, at most.
const PANES: usize = 2;
/// Heights of the layers, the lowest first.
const GROUND: f32 = 0.0;
const FIELD: f32 = 1.0;
const EDGES: f32 = 2.0;
const ROADS: f32 = 3.0;

/// Adds what draws the maps.
pub fn furnish(bevy: &mut Bevy) {
    bevy.add_plugins(RoadPlugin).init_resource::<Sent>().add_systems(Startup, spawn).add_systems(
        PostUpdate,
        draw.after(EguiPostUpdateSet::EndPass)
            .before(CameraUpdateSystems)
            .before(TransformSystems::Propagate)
            .before(VisibilitySystems::CalculateBounds)
            .before(VisibilitySystems::VisibilityPropagate),
    );
}

/// Which of the maps a camera, a picture or a mesh belongs to.
#[derive(Component, Clone, Copy)]
struct Pane(usize);

/// A picture behind the panels.
#[derive(Component, Clone, Copy, PartialEq, Eq)]
enum Layer {
    Ground,
    Field,
}

/// What is drawn of the roads.
#[derive(Component, Clone, Copy)]
struct Lines(Part);

/// What the graphics card has been sent, so that nothing is sent twice.
#[derive(Resource, Default)]
struct Sent {
    pictures: Vec<(Arc<Picture>, Handle<Image>)>,
    roads: Vec<(Arc<Roads>, Handle<Mesh>)>,
    fields: [Option<(Arc<Raster>, Handle<Image>)>; PANES],
    styles: [[Option<RoadStyle>; 2]; PANES],
}

fn spawn(
    mut commands: Commands<'_, '_>,
    target: Res<'_, Target>,
    mut materials: ResMut<'_, Assets<RoadMaterial>>,
) {
    for pane in 0..PANES {
        let layers = RenderLayers::layer(pane + 1);
        commands.spawn((
            Pane(pane),
            Camera2d,
            Msaa::Off,
            layers.clone(),
            target.0.clone(),
            Camera { order: pane as isize, is_active: false, ..Camera::default() },
        ));
        for (layer, z) in [(Layer::Ground, GROUND), (Layer::Field, FIELD)] {
            let at = Transform::from_xyz(0.0, 0.0, z);
            let hidden = Visibility::Hidden;
            commands.spawn((
                Pane(pane),
                layer,
                Sprite::default(),
                at,
                hidden,
                layers.clone(),
                NoFrustumCulling,
            ));
        }
        for (part, z) in [(Part::Edge, EDGES), (Part::Road, ROADS)] {
            commands.spawn((
                Pane(pane),
                Lines(part),
                Mesh2d::default(),
                MeshMaterial2d(materials.add(RoadMaterial { style: RoadStyle::default() })),
                Transform::from_xyz(0.0, 0.0, z),
                Visibility::Hidden,
                layers.clone(),
                NoFrustumCulling,
            ));
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "a system names each thing it touches")]
#[expect(clippy::type_complexity, reason = "a query names each part it touches")]
fn draw(
    mut contexts: EguiContexts<'_, '_>,
    desk: Res<'_, Desk>,
    mut clear: ResMut<'_, ClearColor>,
    mut sent: ResMut<'_, Sent>,
    mut images: ResMut<'_, Assets<Image>>,
    mut meshes: ResMut<'_, Assets<Mesh>>,
    mut materials: ResMut<'_, Assets<RoadMaterial>>,
    mut cameras: Query<'_, '_, (&Pane, &mut Camera, &mut Projection, &mut Transform)>,
    mut pictures: Query<
        '_,
        '_,
        (&Pane, &Layer, &mut Sprite, &mut Transform, &mut Visibility),
        Without<Camera>,
    >,
    mut lines: Query<
        '_,
        '_,
        (&Pane, &Lines, &mut Mesh2d, &MeshMaterial2d<RoadMaterial>, &mut Visibility),
        (Without<Camera>, Without<Sprite>),
    >,
) -> Result {
    let pixels_per_point = contexts.ctx_mut()?.pixels_per_point();
    let panes = &desk.0.frame.panes;
    let sent = &mut *sent;
    // What no map and no panel covers looks like a panel.
    let [r, g, b, _] = desk.0.palette().panel.to_array();
    clear.0 = Color::srgb_u8(r, g, b);
    sent.send(panes, &mut images, &mut meshes);
    for (pane, mut camera, mut projection, mut transform) in &mut cameras {
        let aim = panes.get(pane.0).and_then(|drawn| Aim::of(&drawn.view, pixels_per_point));
        if camera.is_active != aim.is_some() {
            camera.is_active = aim.is_some();
        }
        let (Some(aim), Some(drawn)) = (aim, panes.get(pane.0)) else { continue };
        aim.apply(&mut camera, &mut projection, &mut transform);
        let [r, g, b, _] = theme::palette(drawn.look).ground.to_array();
        camera.clear_color = ClearColorConfig::Custom(Color::srgb_u8(r, g, b));
    }
    for (pane, layer, mut sprite, mut transform, mut visibility) in &mut pictures {
        let drawn = panes.get(pane.0);
        let image = drawn.and_then(|drawn| sent.image(pane.0, *layer, drawn));
        show(&mut visibility, image.is_some());
        let (Some(image), Some(drawn)) = (image, drawn) else { continue };
        let grid = match (layer, &drawn.field) {
            (Layer::Field, Some(field)) => field.grid,
            _ => *drawn.scenario.setup.ground.terrain.grid(),
        };
        let size = Vec2::new(grid.width_m() as f32, grid.height_m() as f32);
        if sprite.image != image || sprite.custom_size != Some(size) {
            let flip_y = *layer == Layer::Field;
            *sprite = Sprite { image, custom_size: Some(size), flip_y, ..Sprite::default() };
            transform.translation = (size / 2.0).extend(transform.translation.z);
        }
    }
    for (pane, part, mut mesh, material, mut visibility) in &mut lines {
        let drawn = panes.get(pane.0);
        let handle = drawn.and_then(|drawn| sent.mesh(drawn));
        show(&mut visibility, handle.is_some());
        let (Some(handle), Some(drawn)) = (handle, drawn) else { continue };
        if mesh.0 != handle {
            mesh.0 = handle;
        }
        let style = RoadStyle::of(part.0, drawn.look, drawn.view.m_per_point, pixels_per_point);
        let known = &mut sent.styles[pane.0][usize::from(part.0 == Part::Road)];
        if known.as_ref() != Some(&style)
            && let Some(mut material) = materials.get_mut(&material.0)
        {
            material.style = style.clone();
            *known = Some(style);
        }
    }
    Ok(())
}

fn show(visibility: &mut Mut<'_, Visibility>, on: bool) {
    let wanted = if on { Visibility::Visible } else { Visibility::Hidden };
    visibility.set_if_neq(wanted);
}

impl Sent {
    /// Sends what is new, and forgets what nobody shows any more.
    fn send(&mut self, panes: &[Drawn], images: &mut Assets<Image>, meshes: &mut Assets<Mesh>) {
        let shown = |picture: &Arc<Picture>| {
            panes.iter().any(|drawn| is_same(drawn.picture.as_ref(), picture))
        };
        self.pictures.retain(|(picture, _)| shown(picture));
        // Roads stay while they are switched off.
        if !panes.is_empty() && panes.iter().all(|drawn| drawn.roads.is_some()) {
            let shown =
                |roads: &Arc<Roads>| panes.iter().any(|drawn| is_same(drawn.roads.as_ref(), roads));
            self.roads.retain(|(roads, _)| shown(roads));
        }
        for drawn in panes {
            if let Some(picture) = &drawn.picture
                && !self.pictures.iter().any(|(known, _)| Arc::ptr_eq(known, picture))
            {
                self.pictures.push((Arc::clone(picture), images.add(ground_image(picture))));
            }
            if let Some(roads) = &drawn.roads
                && !roads.pieces.is_empty()
                && !self.roads.iter().any(|(known, _)| Arc::ptr_eq(known, roads))
            {
                self.roads.push((Arc::clone(roads), meshes.add(mesh(roads))));
            }
        }
        for (drawn, known) in panes.iter().zip(&mut self.fields) {
            let Some(field) = &drawn.field else {
                *known = None;
                continue;
            };
            match known {
                Some((last, _)) if Arc::ptr_eq(last, field) => {}
                Some((last, handle)) => {
                    // The handle stays: only what it stands for is sent anew.
                    if images.insert(handle.id(), field_image(field)).is_err() {
                        *handle = images.add(field_image(field));
                    }
                    *last = Arc::clone(field);
                }
                None => *known = Some((Arc::clone(field), images.add(field_image(field)))),
            }
        }
    }

    fn image(&self, pane: usize, layer: Layer, drawn: &Drawn) -> Option<Handle<Image>> {
        match layer {
            Layer::Ground => {
                let is_its =
                    |(known, _): &&(Arc<Picture>, _)| is_same(drawn.picture.as_ref(), known);
                self.pictures.iter().find(is_its).map(|(_, handle)| handle.clone())
            }
            Layer::Field => self.fields[pane].as_ref().map(|(_, handle)| handle.clone()),
        }
    }

    fn mesh(&self, drawn: &Drawn) -> Option<Handle<Mesh>> {
        let is_its = |(known, _): &&(Arc<Roads>, _)| is_same(drawn.roads.as_ref(), known);
        self.roads.iter().find(is_its).map(|(_, handle)| handle.clone())
    }
}

fn is_same<T>(shown: Option<&Arc<T>>, known: &Arc<T>) -> bool {
    shown.is_some_and(|shown| Arc::ptr_eq(shown, known))
}

/// Where a camera looks, and through which part of the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Aim {
    /// Upper left corner, px.
    corner: UVec2,
    /// Width and height, px.
    size: UVec2,
    /// Middle of what is seen, m.
    centre_m: Vec2,
    /// Width and height of what is seen, m.
    size_m: Vec2,
}

impl Aim {
    /// The whole pixels a view covers, and the ground that lies exactly behind them.
    fn of(view: &View, pixels_per_point: f32) -> Option<Self> {
        let pixel = |points: f32| (points * pixels_per_point).round().max(0.0) as u32;
        let corner = UVec2::new(pixel(view.rect.min.x), pixel(view.rect.min.y));
        let end = UVec2::new(pixel(view.rect.max.x), pixel(view.rect.max.y));
        if end.x <= corner.x || end.y <= corner.y || view.m_per_point <= 0.0 {
            return None;
        }
        let points = |at: UVec2| pos2(at.x as f32, at.y as f32) / pixels_per_point;
        let (first, last) = (view.to_ground(points(corner)), view.to_ground(points(end)));
        let middle = ((first.x_m + last.x_m) / 2.0, (first.y_m + last.y_m) / 2.0);
        Some(Self {
            corner,
            size: end - corner,
            centre_m: Vec2::new(middle.0 as f32, middle.1 as f32),
            size_m: Vec2::new((last.x_m - first.x_m) as f32, (first.y_m - last.y_m) as f32),
        })
    }

    /// Turns a camera there. What stays is not touched: nothing is worked out again.
    fn apply(
        self,
        camera: &mut Mut<'_, Camera>,
        projection: &mut Mut<'_, Projection>,
        transform: &mut Mut<'_, Transform>,
    ) {
        let same = camera.viewport.as_ref().is_some_and(|viewport| {
            viewport.physical_position == self.corner && viewport.physical_size == self.size
        });
        if !same {
            camera.viewport = Some(Viewport {
                physical_position: self.corner,
                physical_size: self.size,
                ..Viewport::default()
            });
        }
        let wanted = ScalingMode::Fixed { width: self.size_m.x, height: self.size_m.y };
        let same = match &**projection {
            Projection::Orthographic(known) => is_scaled(&known.scaling_mode, self.size_m),
            Projection::Perspective(_) | Projection::Custom(_) => false,
        };
        if !same || camera.viewport.is_none() {
            **projection = Projection::Orthographic(OrthographicProjection {
                scaling_mode: wanted,
                ..OrthographicProjection::default_2d()
            });
        }
        let centre = self.centre_m.extend(0.0);
        if transform.translation != centre {
            transform.translation = centre;
        }
    }
}

fn is_scaled(mode: &ScalingMode, size_m: Vec2) -> bool {
    matches!(mode, ScalingMode::Fixed { width, height } if Vec2::new(*width, *height) == size_m)
}

fn ground_image(picture: &Picture) -> Image {
    let size = Extent3d { width: picture.columns, height: picture.rows, depth_or_array_layers: 1 };
    let mut image = Image::new_uninit(
        size,
        TextureDimension::D2,
        TextureFormat::Rgba8UnormSrgb,
        RenderAssetUsages::RENDER_WORLD,
    );
    image.texture_descriptor.mip_level_count = picture.levels;
    image.data = Some(picture.rgba.clone());
    image.sampler = ImageSampler::Descriptor(ImageSamplerDescriptor {
        mipmap_filter: ImageFilterMode::Linear,
        ..ImageSamplerDescriptor::linear()
    });
    image
}

fn field_image(field: &Raster) -> Image {
    let size =
        Extent3d { width: field.grid.columns, height: field.grid.rows, depth_or_array_layers: 1 };
    let mut image = Image::new_uninit(
        size,
        TextureDimension::D2,
        TextureFormat::Rgba8UnormSrgb,
        RenderAssetUsages::RENDER_WORLD,
    );
    image.data = Some(field.rgba.clone());
    // Cells keep their edges when they are large: that is how exact the field is.
    image.sampler = ImageSampler::Descriptor(ImageSamplerDescriptor {
        min_filter: ImageFilterMode::Linear,
        ..ImageSamplerDescriptor::nearest()
    });
    image
}

#[cfg(test)]
mod tests {
    use egui::{Rect, Vec2 as Points, pos2};

    use super::*;

    fn view() -> View {
        let mut view = View::of(8_000.0, 6_000.0);
        view.place(Rect::from_min_size(pos2(100.0, 50.0), Points::new(800.0, 600.0)));
        view
    }

    #[test]
    fn a_camera_covers_the_pixels_of_its_map_on_a_fine_screen() {
        let aim = Aim::of(&view(), 1.5).expect("it is on the screen");
        assert_eq!((aim.corner, aim.size), (UVec2::new(150, 75), UVec2::new(1_200, 900)));
        assert_eq!(aim.centre_m, Vec2::new(4_000.0, 3_000.0));
        assert_eq!(aim.size_m, Vec2::new(8_000.0, 6_000.0));
    }

    #[test]
    fn a_pixel_that_is_cut_by_the_edge_shifts_nothing() {
        let mut view = view();
        view.place(Rect::from_min_max(pos2(100.3, 50.4), pos2(700.2, 500.1)));
        let aim = Aim::of(&view, 1.25).expect("it is on the screen");
        let spot = ground::Position::new(3_500.0, 2_800.0);
        let share = (Vec2::new(3_500.0, 2_800.0) - (aim.centre_m - aim.size_m / 2.0)) / aim.size_m;
        let x = aim.corner.x as f32 + share.x * aim.size.x as f32;
        let y = aim.corner.y as f32 + (1.0 - share.y) * aim.size.y as f32;
        let painted = view.to_screen(spot) * 1.25;
        assert!((pos2(x, y) - painted).length() < 0.01, "{x} {y} {painted:?}");
    }

    #[test]
    fn a_map_without_room_has_no_camera() {
        let mut view = view();
        view.place(Rect::from_min_size(pos2(10.0, 10.0), Points::ZERO));
        assert_eq!(Aim::of(&view, 1.0), None);
    }
}
