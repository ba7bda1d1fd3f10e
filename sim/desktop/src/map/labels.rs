//! Names on the map: each where it hides no other, the important ones first.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// Space between a sign and its name, points.
const BESIDE: f32 = 3.0;
/// Least space between two names, points.
const APART: f32 = 2.0;
/// How far a name is moved away if there is no room beside its sign, points.
const FAR: [f32; 2] = [18.0, 36.0];
/// Side of the squares that names are sorted into, points.
const SQUARE: f32 = 64.0;

/// A name that wants a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wish {
    /// What it names, points of the screen.
    pub at: Pos2,
    /// Half the width of the sign there.
    pub sign: f32,
    /// Size of the name.
    pub size: Vec2,
    /// Who comes first: the greatest.
    pub weight: u64,
}

/// A name that has found its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// Which of the wishes.
    pub wish: usize,
    /// Where it is.
    pub rect: Rect,
    /// Whether it stands so far from what it names that a line has to lead there.
    pub led: bool,
}

/// Finds places for names inside `within` and outside `taken`, the greatest weight first, then the
/// order of the list. Names without a place are left out.
pub fn arrange(wishes: &[Wish], taken: &[Rect], within: Rect) -> Vec<Label> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by_key(|&wish| (std::cmp::Reverse(wishes[wish].weight), wish));
    // Signs are seen: names keep off them where they can. In a crowd a name may hide the sign of
    // something lesser, never that of something greater, and never another name.
    let mut signs = Board::new(within);
    for wish in wishes {
        signs.take(sign_of(wish));
    }
    let mut board = Board::new(within);
    for &rect in taken {
        board.take(rect);
    }
    let mut labels = Vec::new();
    for wish in order {
        board.take(sign_of(&wishes[wish]));
        let free = |(rect, _): &(Rect, bool)| board.is_free(*rect);
        let open = places(&wishes[wish]).find(|place| free(place) && signs.is_free(place.0));
        if let Some((rect, led)) = open.or_else(|| places(&wishes[wish]).find(free)) {
            board.take(rect.expand(APART / 2.0));
            labels.push(Label { wish, rect, led });
        }
    }
    labels
}

fn sign_of(wish: &Wish) -> Rect {
    Rect::from_center_size(wish.at, Vec2::splat(wish.sign * 1.6))
}

/// Where a name may stand, best first: beside its sign, then farther away with a line.
fn places(wish: &Wish) -> impl Iterator<Item = (Rect, bool)> {
    let Wish { at, sign, size, .. } = *wish;
    let beside = move |reach: f32| {
        let (x, y) = (size.x / 2.0 + reach, size.y / 2.0 + reach);
        let slant = (size.x / 2.0 + reach * 0.7, size.y / 2.0 + reach * 0.7);
        [
            vec2(x, 0.0),
            vec2(-x, 0.0),
            vec2(0.0, -y),
            vec2(0.0, y),
            vec2(slant.0, -slant.1),
            vec2(slant.0, slant.1),
            vec2(-slant.0, -slant.1),
            vec2(-slant.0, slant.1),
        ]
        .map(|offset| Rect::from_center_size(at + offset, size))
    };
    let near = beside(sign + BESIDE).map(|rect| (rect, false));
    let far = FAR.map(|far| beside(sign + far).map(|rect| (rect, true)));
    near.into_iter().chain(far.into_iter().flatten())
}

/// What is taken, sorted into squares so that only neighbours are looked at.
struct Board {
    within: Rect,
    columns: usize,
    rows: usize,
    squares: Vec<Vec<Rect>>,
}

impl Board {
    fn new(within: Rect) -> Self {
        let columns = (within.width() / SQUARE).ceil().clamp(1.0, 256.0) as usize;
        let rows = (within.height() / SQUARE).ceil().clamp(1.0, 256.0) as usize;
        Self { within, columns, rows, squares: vec![Vec::new(); columns * rows] }
    }

    fn squares(&self, rect: Rect) -> impl Iterator<Item = usize> + use<> {
        let square = |at: Pos2| {
            let from = at - self.within.min;
            let column = (from.x / SQUARE).max(0.0) as usize;
            let row = (from.y / SQUARE).max(0.0) as usize;
            (column.min(self.columns - 1), row.min(self.rows - 1))
        };
        let (first, last, columns) = (square(rect.min), square(rect.max), self.columns);
        (first.1..=last.1)
            .flat_map(move |row| (first.0..=last.0).map(move |column| row * columns + column))
    }

    fn take(&mut self, rect: Rect) {
        if self.within.intersects(rect) {
            for square in self.squares(rect) {
                self.squares[square].push(rect);
            }
        }
    }

    fn is_free(&self, rect: Rect) -> bool {
        self.within.contains_rect(rect)
            && self
                .squares(rect)
                .all(|square| self.squares[square].iter().all(|taken| !overlap(*taken, rect)))
    }
}

/// Whether two rectangles share more than an edge.
pub fn overlap(a: Rect, b: Rect) -> bool {
    a.min.x < b.max.x && b.min.x < a.max.x && a.min.y < b.max.y && b.min.y < a.max.y
}

/// The end of the line that leads from a sign to its name: the nearest point of the name.
pub fn leads_to(label: Rect, sign: Pos2) -> Pos2 {
    pos2(sign.x.clamp(label.min.x, label.max.x), sign.y.clamp(label.min.y, label.max.y))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: Rect = Rect { min: pos2(0.0, 0.0), max: pos2(900.0, 600.0) };

    fn wish(x: f32, y: f32, weight: u64) -> Wish {
        Wish { at: pos2(x, y), sign: 5.0, size: vec2(60.0, 15.0), weight }
    }

    fn none_overlap(labels: &[Label]) {
        for (n, a) in labels.iter().enumerate() {
            for b in &labels[n + 1..] {
                assert!(!overlap(a.rect, b.rect), "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn a_lonely_name_stands_to_the_right_of_its_sign() {
        let labels = arrange(&[wish(300.0, 300.0, 1)], &[], SCREEN);
        assert_eq!(labels[0].rect.left_center(), pos2(308.0, 300.0));
        assert!(!labels[0].led);
    }

    #[test]
    fn the_weightier_name_takes_the_better_place() {
        let labels = arrange(&[wish(300.0, 300.0, 1), wish(330.0, 300.0, 9)], &[], SCREEN);
        assert_eq!(labels[0].wish, 1);
        assert_eq!(labels[0].rect.left_center().y, 300.0);
        none_overlap(&labels);
    }

    #[test]
    fn a_name_with_no_room_beside_its_sign_is_led_to() {
        let crowd = Rect::from_center_size(pos2(300.0, 300.0), vec2(170.0, 44.0));
        let labels = arrange(&[wish(300.0, 300.0, 1)], &[crowd], SCREEN);
        assert!(labels[0].led, "{labels:?}");
        assert!(!overlap(labels[0].rect, crowd));
    }

    #[test]
    fn a_crowd_of_names_never_overlaps_nor_leaves_the_map() {
        let crowd: Vec<Wish> = (0..600_u32)
            .map(|n| {
                let (x, y) = (n * 7919 % 900, n * 104_729 % 600);
                wish(x as f32, y as f32, u64::from(n % 17))
            })
            .collect();
        let labels = arrange(&crowd, &[], SCREEN);
        assert!(labels.len() > 60, "{}", labels.len());
        none_overlap(&labels);
        assert!(labels.iter().all(|label| SCREEN.contains_rect(label.rect)));
    }
}
