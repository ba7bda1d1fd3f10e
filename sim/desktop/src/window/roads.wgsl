// Roads: each straight piece is four corners that are moved apart here, so that a width in pixels
// holds at any zoom. Ends are round, edges are smooth, dashes follow the road round its bends.

#import bevy_sprite::{
    mesh2d_functions::{get_world_from_local, mesh2d_position_world_to_clip},
    mesh2d_view_bindings::view,
}
#ifdef SRGB_OUTPUT
#import bevy_render::color_operations::linear_to_srgb
#endif
#ifdef OKLAB_OUTPUT
#import bevy_render::color_operations::linear_rgb_to_oklab
#endif

struct Style {
    // Colour of each class.
    colours: array<vec4<f32>, 7>,
    // Half the width, length of a dash, length of a gap, in pixels.
    widths: array<vec4<f32>, 7>,
}

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var<uniform> style: Style;

struct Corner {
    @builtin(instance_index) instance_index: u32,
    // The end of the piece this corner belongs to, and the other end, metres.
    @location(0) here: vec3<f32>,
    @location(1) other: vec2<f32>,
    // 0 or 1 for the end, -1 or 1 for the side, the class, and where on its road the piece begins.
    @location(2) corner: vec4<f32>,
}

struct Moved {
    @builtin(position) position: vec4<f32>,
    // Along the piece from its beginning, and across it, pixels.
    @location(0) spot: vec2<f32>,
    @location(1) @interpolate(flat) length: f32,
    @location(2) @interpolate(flat) begins: f32,
    @location(3) @interpolate(flat) road_class: u32,
}

@vertex
fn vertex(in: Corner) -> Moved {
    let road_class = u32(in.corner.z + 0.5);
    let half = style.widths[road_class].x;
    // A pixel more all round, for the smooth edge.
    let reach = half + 1.0;
    let pixels_per_m = 0.5 * view.viewport.z * length(view.clip_from_world[0].xyz);
    let is_end = in.corner.x > 0.5;
    let ahead = select(in.other - in.here.xy, in.here.xy - in.other, is_end);
    let length_m = max(length(ahead), 1e-6);
    let along = ahead / length_m;
    let across = vec2<f32>(-along.y, along.x);
    let outward = select(-1.0, 1.0, is_end);
    let moved = in.here.xy + (along * outward + across * in.corner.y) * reach / pixels_per_m;

    var out: Moved;
    let world = get_world_from_local(in.instance_index) * vec4<f32>(moved, in.here.z, 1.0);
    out.position = mesh2d_position_world_to_clip(world);
    if (half <= 0.0) {
        // A class that is not seen at this zoom: all four corners in one point.
        out.position = vec4<f32>(2.0, 2.0, 0.0, 1.0);
    }
    out.length = length_m * pixels_per_m;
    out.spot = vec2<f32>(select(-reach, out.length + reach, is_end), in.corner.y * reach);
    out.begins = in.corner.w * pixels_per_m;
    out.road_class = road_class;
    return out;
}

@fragment
fn fragment(in: Moved) -> @location(0) vec4<f32> {
    let widths = style.widths[in.road_class];
    let beyond = in.spot.x - clamp(in.spot.x, 0.0, in.length);
    let away = length(vec2<f32>(beyond, in.spot.y));
    var seen = clamp(widths.x + 0.5 - away, 0.0, 1.0);
    if (widths.y > 0.0) {
        let period = widths.y + widths.z;
        let at = in.begins + in.spot.x;
        let within = at - period * floor(at / period);
        seen *= clamp(min(within, widths.y - within) + 0.5, 0.0, 1.0);
    }
    if (seen <= 0.0) {
        discard;
    }
    var colour = style.colours[in.road_class];
#ifdef SRGB_OUTPUT
    colour = vec4<f32>(linear_to_srgb(colour.rgb), colour.a);
#endif
#ifdef OKLAB_OUTPUT
    colour = vec4<f32>(linear_rgb_to_oklab(colour.rgb), colour.a);
#endif
    return vec4<f32>(colour.rgb, colour.a * seen);
}
