//! Panning and zooming with mouse and keys.

use egui::{EventFilter, Key, Modifiers, Response, Ui, Vec2, vec2};

use super::Pane;

/// How far an arrow key moves the map, points.
const KEY_STEP: f32 = 60.0;
/// How much a key zooms.
const KEY_ZOOM: f32 = 1.5;
/// Points of the wheel that zoom twice as near.
const WHEEL_TWICE: f32 = 180.0;

/// Takes what a person does with mouse and keys and moves the view.
pub fn steer(ui: &Ui, response: &Response, pane: &mut Pane) {
    if response.dragged() {
        pane.view.pan(response.drag_delta());
    }
    if let Some(pointer) = response.hover_pos() {
        let scroll = ui.input(|input| input.smooth_scroll_delta.y);
        let pinch = ui.input(egui::InputState::zoom_delta);
        pane.view.zoom(pointer, (scroll / WHEEL_TWICE).exp2() * pinch);
    }
    if response.drag_started() || (response.clicked() && response.hovered()) {
        response.request_focus();
    }
    if response.has_focus() {
        let filter = EventFilter {
            tab: false,
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: pane.tools.measure.is_some(),
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        keys(ui, pane);
    }
    // Measuring ends with Escape wherever the focus is.
    if pane.tools.measure.is_some()
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    {
        pane.tools.measure = None;
    }
}

fn keys(ui: &Ui, pane: &mut Pane) {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let mut by = Vec2::ZERO;
    for (key, step) in [
        (Key::ArrowLeft, vec2(KEY_STEP, 0.0)),
        (Key::ArrowRight, vec2(-KEY_STEP, 0.0)),
        (Key::ArrowUp, vec2(0.0, KEY_STEP)),
        (Key::ArrowDown, vec2(0.0, -KEY_STEP)),
    ] {
        if pressed(key) {
            by += step;
        }
    }
    if by != Vec2::ZERO {
        pane.view.pan(by);
    }
    let middle = pane.view.rect.center();
    if pressed(Key::Plus) || pressed(Key::Equals) {
        pane.view.zoom(middle, KEY_ZOOM);
    }
    if pressed(Key::Minus) {
        pane.view.zoom(middle, 1.0 / KEY_ZOOM);
    }
    if pressed(Key::Home) {
        pane.view.fit();
    }
}
