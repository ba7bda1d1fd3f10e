//! Colours, sizes and fonts: one theme, light and dark.

pub mod ground;

use std::sync::Arc;

use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Stroke,
    TextStyle, Visuals,
};

use crate::settings::{Look, Settings};

/// Noto Sans CJK SC, cut to GB 2312, Latin and the signs used here.
const FONT: &[u8] = include_bytes!("../../../../assets/fonts/NotoSansSC-subset.otf");
/// Fonts of common systems that hold the rare characters of names.
const SYSTEM_FONTS: [&str; 6] = [
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/wqy-microhei/wqy-microhei.ttc",
    "C:\\Windows\\Fonts\\msyh.ttc",
    "/System/Library/Fonts/PingFang.ttc",
];

/// Step of all distances, px.
pub const STEP: f32 = 4.0;
/// Body text, px.
pub const BODY: f32 = 13.0;
/// Headings, px.
pub const HEADING: f32 = 16.0;
/// The clock, px.
pub const CLOCK: f32 = 22.0;

/// Colours that carry a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// What can be clicked or is chosen.
    pub accent: Color32,
    /// People at risk, and tasks overdue.
    pub danger: Color32,
    /// Waiting for an answer.
    pub waiting: Color32,
    /// Done.
    pub done: Color32,
    /// Less important text.
    pub quiet: Color32,
    /// Ground of panels.
    pub panel: Color32,
    /// Ground of the screen behind them.
    pub ground: Color32,
    /// Text.
    pub text: Color32,
    /// The border of what is true and not believed.
    pub truth: Color32,
    /// Thin lines between things.
    pub line: Color32,
}

/// The colours of a look.
pub const fn palette(look: Look) -> Palette {
    match look {
        Look::Light => Palette {
            accent: Color32::from_rgb(0x2F, 0x6F, 0xDE),
            danger: Color32::from_rgb(0xC6, 0x28, 0x28),
            waiting: Color32::from_rgb(0xB2, 0x6A, 0x00),
            done: Color32::from_rgb(0x2E, 0x7D, 0x32),
            quiet: Color32::from_rgb(0x5F, 0x66, 0x70),
            panel: Color32::from_rgb(0xFA, 0xFB, 0xFC),
            ground: Color32::from_rgb(0xE9, 0xEC, 0xF0),
            text: Color32::from_rgb(0x1B, 0x1F, 0x24),
            truth: Color32::from_rgb(0x8E, 0x24, 0xAA),
            line: Color32::from_rgb(0xD4, 0xD9, 0xE0),
        },
        Look::Dark => Palette {
            accent: Color32::from_rgb(0x6E, 0xA0, 0xFF),
            danger: Color32::from_rgb(0xFF, 0x6B, 0x6B),
            waiting: Color32::from_rgb(0xFF, 0xB7, 0x4D),
            done: Color32::from_rgb(0x81, 0xC7, 0x84),
            quiet: Color32::from_rgb(0x9A, 0xA4, 0xB2),
            panel: Color32::from_rgb(0x1B, 0x20, 0x27),
            ground: Color32::from_rgb(0x12, 0x16, 0x1B),
            text: Color32::from_rgb(0xE6, 0xEA, 0xEF),
            truth: Color32::from_rgb(0xD1, 0x8B, 0xE8),
            line: Color32::from_rgb(0x33, 0x3B, 0x46),
        },
    }
}

/// Puts fonts, sizes and colours in force. Called when settings change.
pub fn apply(ctx: &Context, settings: &Settings) {
    let colours = palette(settings.look);
    let mut visuals = match settings.look {
        Look::Light => Visuals::light(),
        Look::Dark => Visuals::dark(),
    };
    visuals.panel_fill = colours.panel;
    visuals.window_fill = colours.panel;
    visuals.override_text_color = Some(colours.text);
    visuals.weak_text_color = Some(colours.quiet);
    visuals.hyperlink_color = colours.accent;
    visuals.selection.bg_fill = colours.accent.gamma_multiply(0.35);
    visuals.selection.stroke = Stroke::new(1.0, colours.accent);
    visuals.window_stroke = Stroke::new(1.0, colours.line);
    visuals.widgets.noninteractive.bg_stroke = Stroke::new(1.0, colours.line);
    let corner = CornerRadius::same(4);
    for widget in [
        &mut visuals.widgets.noninteractive,
        &mut visuals.widgets.inactive,
        &mut visuals.widgets.hovered,
        &mut visuals.widgets.active,
        &mut visuals.widgets.open,
    ] {
        widget.corner_radius = corner;
    }
    visuals.window_corner_radius = corner;
    visuals.menu_corner_radius = corner;
    ctx.set_theme(match settings.look {
        Look::Light => egui::Theme::Light,
        Look::Dark => egui::Theme::Dark,
    });
    ctx.set_visuals(visuals);
    ctx.all_styles_mut(|style| {
        style.text_styles = [
            (TextStyle::Small, FontId::new(11.0, FontFamily::Proportional)),
            (TextStyle::Body, FontId::new(BODY, FontFamily::Proportional)),
            (TextStyle::Button, FontId::new(BODY, FontFamily::Proportional)),
            (TextStyle::Heading, FontId::new(HEADING, FontFamily::Proportional)),
            (TextStyle::Monospace, FontId::new(12.0, FontFamily::Monospace)),
        ]
        .into();
        style.spacing.item_spacing = egui::vec2(2.0 * STEP, STEP);
        style.spacing.button_padding = egui::vec2(2.0 * STEP, STEP);
    });
    fit(ctx, settings);
}

/// Draws everything as large as the settings have it, in a window as wide as it is now.
pub fn fit(ctx: &Context, settings: &Settings) {
    let window = ctx.content_rect().width() * ctx.zoom_factor();
    ctx.set_zoom_factor(settings.zoom(window));
}

/// Loads the fonts. Called once.
pub fn load_fonts(ctx: &Context) {
    let mut fonts = FontDefinitions::default();
    fonts.font_data.insert("noto-sans-sc".into(), Arc::new(FontData::from_static(FONT)));
    let mut names = vec!["noto-sans-sc".to_owned()];
    if let Some(bytes) = SYSTEM_FONTS.iter().find_map(|path| std::fs::read(path).ok()) {
        fonts.font_data.insert("system".into(), Arc::new(FontData::from_owned(bytes)));
        names.push("system".into());
    }
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        let list = fonts.families.entry(family.clone()).or_default();
        // Latin of the monospaced family stays its own; all else is Noto.
        let at = if family == FontFamily::Monospace { 1.min(list.len()) } else { 0 };
        for (n, name) in names.iter().enumerate() {
            list.insert(at + n, name.clone());
        }
    }
    ctx.set_fonts(fonts);
}
