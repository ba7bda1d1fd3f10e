//! Roads for the graphics card: one mesh for a whole network, widened while it is drawn.
//!
//! A mesh of finished widths would have to be made anew with every step of the zoom, hundreds of
//! thousands of corners of it; like this a zoom changes seven numbers.

use bevy::app::{App as Bevy, Plugin};
use bevy::asset::AssetPath;
use bevy::asset::{Asset, RenderAssetUsages, embedded_asset, embedded_path};
use bevy::color::{Color, ColorToComponents};
use bevy::math::Vec4;
use bevy::mesh::{
    Indices, Mesh, MeshVertexAttribute, MeshVertexBufferLayoutRef, PrimitiveTopology,
};
use bevy::reflect::TypePath;
use bevy::render::render_resource::{
    AsBindGroup, RenderPipelineDescriptor, ShaderType, SpecializedMeshPipelineError, VertexFormat,
};
use bevy::shader::ShaderRef;
use bevy::sprite_render::{AlphaMode2d, Material2d, Material2dKey, Material2dPlugin};

use crate::map::roads::{CLASSES, Roads, style};
use crate::settings::Look;

/// The other end of a piece.
const OTHER: MeshVertexAttribute =
    MeshVertexAttribute::new("RoadOther", 0x7475_6979_0001, VertexFormat::Float32x2);
/// End, side, class, where on its road the piece begins.
const CORNER: MeshVertexAttribute =
    MeshVertexAttribute::new("RoadCorner", 0x7475_6979_0002, VertexFormat::Float32x4);

/// Adds the material and its shader.
pub struct RoadPlugin;

impl Plugin for RoadPlugin {
    fn build(&self, bevy: &mut Bevy) {
        embedded_asset!(bevy, "roads.wgsl");
        bevy.add_plugins(Material2dPlugin::<RoadMaterial>::default());
    }
}

/// Widths and colours of roads, or of their edges.
#[derive(Asset, TypePath, AsBindGroup, Clone, Debug)]
pub struct RoadMaterial {
    /// As the shader takes them.
    #[uniform(0)]
    pub style: RoadStyle,
}

/// Widths and colours by class.
#[derive(Clone, Debug, Default, PartialEq, ShaderType)]
pub struct RoadStyle {
    colours: [Vec4; CLASSES.len()],
    widths: [Vec4; CLASSES.len()],
}

/// What is drawn of a road.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its edge, and what lies between.
    Edge,
    /// The road itself.
    Road,
}

impl RoadStyle {
    /// How roads look at a scale; lengths are in pixels of the screen.
    pub fn of(part: Part, look: Look, m_per_point: f64, pixels_per_point: f32) -> Self {
        let mut all = Self::default();
        for (n, class) in CLASSES.into_iter().enumerate() {
            let style = style(class, look, m_per_point);
            let (colour, width, dash) = match part {
                Part::Edge if style.edge > 0.0 => {
                    (style.edge_colour, style.width + 2.0 * style.edge, 0.0)
                }
                Part::Edge => (style.edge_colour, 0.0, 0.0),
                Part::Road => (style.colour, style.width, style.dash),
            };
            let [r, g, b, a] = colour.to_array();
            all.colours[n] = Color::srgba_u8(r, g, b, a).to_linear().to_vec4();
            all.widths[n] = Vec4::new(width / 2.0, dash, style.gap, 0.0) * pixels_per_point;
        }
        all
    }
}

impl Material2d for RoadMaterial {
    fn vertex_shader() -> ShaderRef {
        shader()
    }

    fn fragment_shader() -> ShaderRef {
        shader()
    }

    fn alpha_mode(&self) -> AlphaMode2d {
        AlphaMode2d::Blend
    }

    fn specialize(
        descriptor: &mut RenderPipelineDescriptor,
        layout: &MeshVertexBufferLayoutRef,
        _: Material2dKey<Self>,
    ) -> Result<(), SpecializedMeshPipelineError> {
        let corner = layout.0.get_layout(&[
            Mesh::ATTRIBUTE_POSITION.at_shader_location(0),
            OTHER.at_shader_location(1),
            CORNER.at_shader_location(2),
        ])?;
        descriptor.vertex.buffers = vec![corner];
        Ok(())
    }
}

fn shader() -> ShaderRef {
    AssetPath::from_path_buf(embedded_path!("roads.wgsl")).with_source("embedded").into()
}

/// The mesh of a network. It is kept by the graphics card alone.
pub fn mesh(roads: &Roads) -> Mesh {
    let corners = roads.pieces.len() * 4;
    let (mut here, mut other) = (Vec::with_capacity(corners), Vec::with_capacity(corners));
    let mut corner = Vec::with_capacity(corners);
    let mut indices = Vec::with_capacity(roads.pieces.len() * 6);
    for piece in &roads.pieces {
        let first = here.len() as u32;
        for (end, at, away) in [(0.0, piece.from, piece.to), (1.0, piece.to, piece.from)] {
            for side in [-1.0_f32, 1.0] {
                here.push([at[0], at[1], 0.0]);
                other.push(away);
                corner.push([end, side, f32::from(piece.class), piece.begins_m]);
            }
        }
        indices.extend([0, 1, 2, 2, 1, 3].map(|n| first + n));
    }
    Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::RENDER_WORLD)
        .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, here)
        .with_inserted_attribute(OTHER, other)
        .with_inserted_attribute(CORNER, corner)
        .with_inserted_indices(Indices::U32(indices))
}
