//! Drawing: a few shapes, always escaped, always with the same digits.

use std::fmt::Write;

/// A drawing in progress.
pub struct Svg {
    out: String,
}

/// Text and attribute values for HTML and SVG: markup characters are written as references, and
/// control characters are left out.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

impl Svg {
    /// A drawing of this size that scales to the width it is given.
    pub fn new(class: &str, width: f64, height: f64, title: &str) -> Self {
        let mut out = String::new();
        let (width, height) = (size(width), size(height));
        let title = escape(title);
        let _ = write!(
            out,
            "<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
             aria-label=\"{title}\"><title>{title}</title>"
        );
        Self { out }
    }

    /// Something drawn elsewhere in this module's own hand.
    pub fn raw(&mut self, shape: &str) -> &mut Self {
        self.out.push_str(shape);
        self
    }

    /// A straight line.
    pub fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) -> &mut Self {
        let (x1, y1, x2, y2) = (size(from.0), size(from.1), size(to.0), size(to.1));
        let _ = write!(
            self.out,
            "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>"
        );
        self
    }

    /// A rectangle.
    pub fn rect(&mut self, class: &str, at: (f64, f64), wide: f64, high: f64) -> &mut Self {
        let (x, y, wide, high) = (size(at.0), size(at.1), size(wide.max(0.0)), size(high.max(0.0)));
        let _ = write!(
            self.out,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\"/>"
        );
        self
    }

    /// A circle.
    pub fn circle(&mut self, class: &str, at: (f64, f64), radius: f64) -> &mut Self {
        let (x, y, r) = (size(at.0), size(at.1), size(radius));
        let _ = write!(self.out, "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>");
        self
    }

    /// A line through points; closed where it is a shape.
    pub fn path(&mut self, class: &str, points: &[(f64, f64)], closed: bool) -> &mut Self {
        let mut d = String::new();
        for (i, point) in points.iter().enumerate() {
            let step = if i == 0 { 'M' } else { 'L' };
            let _ = write!(d, "{step}{} {}", size(point.0), size(point.1));
        }
        if closed {
            d.push('Z');
        }
        let _ = write!(self.out, "<path class=\"{class}\" d=\"{d}\"/>");
        self
    }

    /// A text.
    pub fn text(&mut self, class: &str, at: (f64, f64), text: &str) -> &mut Self {
        let (x, y) = (size(at.0), size(at.1));
        let text = escape(text);
        let _ = write!(self.out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{text}</text>");
        self
    }

    /// The drawing.
    pub fn finish(mut self) -> String {
        self.out.push_str("</svg>");
        self.out
    }
}

/// A tenth of a unit is finer than any printer needs.
fn size(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Round steps of a scale up to `highest`, about `count` of them: 1, 2 or 5 times a power of ten.
pub fn steps(highest: f64, count: f64) -> f64 {
    let rough = (highest / count).max(1e-9);
    let mut power = 1.0;
    while power * 10.0 <= rough {
        power *= 10.0;
    }
    while power > rough {
        power /= 10.0;
    }
    let factor = [1.0, 2.0, 5.0, 10.0].into_iter().find(|f| power * f >= rough);
    power * factor.unwrap_or(10.0)
}

/// The longest round length that is not longer than `most`: 1, 2 or 5 times a power of ten.
pub fn round_down(most: f64) -> f64 {
    let round = steps(most, 1.0);
    if round <= most {
        return round;
    }
    // `steps` is the next round length above: one down from it is below.
    let power = steps(round / 10.0, 1.0);
    [5.0, 2.0, 1.0].into_iter().map(|f| power * f).find(|length| *length <= most).unwrap_or(power)
}

/// About how wide a text is, in units of its font size: a Chinese character is as wide as high.
pub fn text_em(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 0.56 } else { 1.0 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_bar_is_round_and_fits_on_maps_of_every_size() {
        // 2,900 to 5,000 m once sent the map of Worcester into a loop without an end.
        for tenth in 1..100_000 {
            let most = f64::from(tenth) * 0.7;
            let length = round_down(most);
            assert!(length <= most && length >= most / 2.5 - 1e-9, "{length} of {most}");
        }
    }
}
