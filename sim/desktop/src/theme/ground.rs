//! Colours of the ground and its roads. The ground is pale, or dark: colour is kept for what
//! happens on it, and the four official warning colours are never used here.

use egui::Color32;
use egui::ecolor::{gamma_u8_from_linear_f32, linear_f32_from_gamma_u8};
use ground::{Cover, RoadClass};

use crate::settings::Look;

/// Tint of a land cover on flat ground.
pub const fn cover(look: Look, cover: Cover) -> Color32 {
    match (look, cover) {
        (Look::Light, Cover::Open) => Color32::from_rgb(0xEE, 0xEF, 0xDF),
        (Look::Light, Cover::Shrub) => Color32::from_rgb(0xDF, 0xE6, 0xC8),
        (Look::Light, Cover::Forest) => Color32::from_rgb(0xC6, 0xD9, 0xB4),
        (Look::Light, Cover::Bare) => Color32::from_rgb(0xE4, 0xE0, 0xD8),
        (Look::Light, Cover::Water) => Color32::from_rgb(0xAC, 0xCD, 0xE9),
        (Look::Light, Cover::Built) => Color32::from_rgb(0xDB, 0xD2, 0xD6),
        (Look::Dark, Cover::Open) => Color32::from_rgb(0x2E, 0x31, 0x2B),
        (Look::Dark, Cover::Shrub) => Color32::from_rgb(0x2B, 0x33, 0x28),
        (Look::Dark, Cover::Forest) => Color32::from_rgb(0x22, 0x30, 0x22),
        (Look::Dark, Cover::Bare) => Color32::from_rgb(0x38, 0x35, 0x31),
        (Look::Dark, Cover::Water) => Color32::from_rgb(0x15, 0x32, 0x4B),
        (Look::Dark, Cover::Built) => Color32::from_rgb(0x45, 0x3E, 0x44),
    }
}

/// Colour of a road of this class.
pub const fn road(look: Look, class: RoadClass) -> Color32 {
    match (look, class) {
        (Look::Light, RoadClass::Track | RoadClass::Path) => Color32::from_rgb(0x80, 0x70, 0x5E),
        (Look::Light, _) => Color32::from_rgb(0xFF, 0xFF, 0xFF),
        (Look::Dark, RoadClass::Track | RoadClass::Path) => Color32::from_rgb(0x8C, 0x7E, 0x6C),
        (Look::Dark, RoadClass::Local) => Color32::from_rgb(0x7C, 0x85, 0x91),
        (Look::Dark, _) => Color32::from_rgb(0x9A, 0xA3, 0xAF),
    }
}

/// Colour of the edge of a road of this class.
pub const fn road_edge(look: Look, class: RoadClass) -> Color32 {
    match (look, class) {
        (Look::Light, RoadClass::Motorway | RoadClass::Trunk) => {
            Color32::from_rgb(0x5F, 0x66, 0x70)
        }
        (Look::Light, _) => Color32::from_rgb(0x8B, 0x92, 0x9B),
        (Look::Dark, _) => Color32::from_rgb(0x0B, 0x0E, 0x12),
    }
}

/// Colour of the signs of places.
pub const fn place(look: Look) -> Color32 {
    match look {
        Look::Light => Color32::from_rgb(0x33, 0x3A, 0x44),
        Look::Dark => Color32::from_rgb(0xD5, 0xDB, 0xE3),
    }
}

/// What stands behind words on the map, so that they can be read over anything.
pub const fn halo(look: Look) -> Color32 {
    match look {
        Look::Light => Color32::from_rgb(0xFF, 0xFF, 0xFF),
        Look::Dark => Color32::from_rgb(0x10, 0x14, 0x19),
    }
}

/// A colour through which the map behind the panels shines. The panels are laid over the map by
/// their light, not by their numbers: a colour that is thinned by its numbers turns grey there.
pub fn over(colour: Color32, opacity: f32) -> Color32 {
    let thin = |channel: u8| {
        let light = linear_f32_from_gamma_u8(channel) * opacity;
        gamma_u8_from_linear_f32(light)
    };
    let [r, g, b, _] = colour.to_array();
    let alpha = (opacity.clamp(0.0, 1.0) * 255.0).round() as u8;
    Color32::from_rgba_premultiplied(thin(r), thin(g), thin(b), alpha)
}
