//! What a window needs of the system, looked at before it is opened: what is missing would end the
//! program deep inside the libraries that open it, without a word that helps.

use bevy::tasks::block_on;

/// What a window lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// There is no display at all: nobody is looking.
    Display,
    /// There is a display that cannot be reached.
    DisplayRefused {
        /// What it was called.
        name: String,
        /// Why not.
        reason: String,
    },
    /// A library of the window system.
    Library {
        /// The file.
        file: &'static str,
        /// The Debian package that holds it.
        package: &'static str,
    },
    /// Nothing that draws: no driver, not even the one in software.
    Graphics,
}

/// Looks for everything a window needs; all that is missing is named at once.
pub fn lacks() -> Vec<Lack> {
    let mut found = display();
    if found.contains(&Lack::Display) {
        return found;
    }
    found.extend(libraries());
    if !draws() {
        found.push(Lack::Graphics);
    }
    found
}

/// Whether anything can draw: a graphics card, or a driver in software.
pub fn draws() -> bool {
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
    !block_on(instance.enumerate_adapters(wgpu::Backends::PRIMARY)).is_empty()
}

#[cfg(target_os = "linux")]
fn display() -> Vec<Lack> {
    let Some(name) = std::env::var_os("DISPLAY").filter(|name| !name.is_empty()) else {
        return vec![Lack::Display];
    };
    match x11rb::connect(None) {
        Ok(_) => Vec::new(),
        Err(error) => {
            let name = name.to_string_lossy().into_owned();
            vec![Lack::DisplayRefused { name, reason: error.to_string() }]
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn display() -> Vec<Lack> {
    Vec::new()
}

#[cfg(target_os = "linux")]
fn libraries() -> Vec<Lack> {
    let all = [
        (x11_dl::xlib::Xlib::open().is_ok(), "libX11.so.6", "libx11-6"),
        (x11_dl::xlib_xcb::Xlib_xcb::open().is_ok(), "libX11-xcb.so.1", "libx11-xcb1"),
        (x11_dl::xcursor::Xcursor::open().is_ok(), "libXcursor.so.1", "libxcursor1"),
        (x11_dl::xinput2::XInput2::open().is_ok(), "libXi.so.6", "libxi6"),
        (
            xkbcommon_dl::x11::xkbcommon_x11_option().is_some(),
            "libxkbcommon-x11.so.0",
            "libxkbcommon-x11-0",
        ),
    ];
    let missing = all.into_iter().filter(|(there, ..)| !there);
    missing.map(|(_, file, package)| Lack::Library { file, package }).collect()
}

#[cfg(not(target_os = "linux"))]
fn libraries() -> Vec<Lack> {
    Vec::new()
}
