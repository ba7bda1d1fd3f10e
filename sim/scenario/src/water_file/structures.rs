//! What is built in a water file: gates, spillways, culverts, pumps, levees.

use base::{Id, Span, Table, maths};
use engine::water::{
    BasinSpec, DamSpec, Gap, HandSpec, LeveeSpec, ReservoirSpec, StructureSpec, WeakSpec,
};
use ground::Position;
use hazards::flood::grid::{Bed, Face, MANNING};
use hazards::flood::structure::{End, Gates, Setting, Structure, Way};

use super::schema::{BasinText, GapText, HandText, Spot, WayText, WeakText};
use super::{ENTRIES_MAX, FLOW_M3_S_MAX, LEVEL_M, NAME_MAX, Reader};
use crate::check::Keys;
use crate::drill_file::words;

/// C of a crest that water runs over along a levee, m^0.5/s: broad.
const LEVEE_COEFFICIENT: f64 = 1.7;
/// Points of a levee.
const POINTS_MAX: usize = 1_000;

impl Reader<'_, '_, '_> {
    /// Structures, as they are named, as they are, and as they are set.
    pub(super) fn structures(&mut self) -> (Table<StructureSpec>, Vec<Structure>, Vec<Setting>) {
        let (mut named, mut built, mut settings) = (Table::new(), Vec::new(), Vec::new());
        for (n, structure) in self.text.structures.iter().enumerate() {
            let path = format!("structures[{n}]");
            let key_path = |row: usize| format!("structures[{row}].key");
            self.check.new_key(&mut self.structures, &structure.key, n, key_path);
            words(self.check, &format!("{path}.name"), &structure.name, NAME_MAX);
            let from = self.spot(&format!("{path}.from"), &structure.from);
            let to = self.spot(&format!("{path}.to"), &structure.to);
            if structure.from == Spot::Outside {
                self.check.error(format_args!("{path}.from"), "problem-from-outside", |p| p);
            }
            if from.is_some() && from == to {
                self.check.error(format_args!("{path}.to"), "problem-structure-loop", |p| p);
            }
            let is_gates = matches!(structure.is, WayText::Gates { .. });
            if is_gates && !matches!(structure.from, Spot::Node(_)) {
                self.check.error(format_args!("{path}.from"), "problem-gates-nowhere", |p| p);
            }
            let (way, setting) = self.way(&format!("{path}.is"), &structure.is);
            let (from, to) = (from.unwrap_or(End::Outside), to.unwrap_or(End::Outside));
            built.push(Structure { from, to, way });
            settings.push(setting);
            let hand = structure.hand.and_then(|hand| self.hand(&format!("{path}.hand"), &hand));
            let (key, name) = (structure.key.clone(), structure.name.clone());
            named.add(StructureSpec { key, name, hand });
        }
        (named, built, settings)
    }

    /// What of a reservoir is built: its gates, in the order of the file, and its dam. Crests of dams come after what is
    /// named.
    pub(super) fn dams(
        &mut self,
        reservoirs: &mut Table<ReservoirSpec>,
        built: &mut Vec<Structure>,
        settings: &mut Vec<Setting>,
    ) {
        for (number, structure) in built.iter().enumerate() {
            if let (End::Node(node), Way::Gates { .. }) = (structure.from, &structure.way)
                && node < reservoirs.len()
            {
                reservoirs[Id::new(node as u32)].gates.push(number);
            }
        }
        for (n, reservoir) in self.text.reservoirs.iter().enumerate() {
            let Some(dam) = &reservoir.dam else { continue };
            let path = format!("reservoirs[{n}].dam");
            let to = self.spot(&format!("{path}.to"), &dam.to);
            self.numbers(&path, [("length_m", dam.length_m, 1.0, 1e5, "unit-m")]);
            let gap = self.gap(&format!("{path}.gap"), &dam.gap);
            let Some(crest_m) = reservoir.crest_m else {
                self.check.error(&path, "problem-dam-crest", |problem| problem);
                continue;
            };
            let way = Way::Crest { crest_m, width_m: dam.length_m, coefficient: LEVEE_COEFFICIENT };
            let (from, to) = (End::Node(n), to.unwrap_or(End::Outside));
            let structure = built.len();
            built.push(Structure { from, to, way });
            settings.push(Setting::default());
            reservoirs[Id::new(n as u32)].dam = Some(DamSpec { structure, gap });
        }
    }

    fn hand(&mut self, path: &str, hand: &HandText) -> Option<HandSpec> {
        self.numbers(path, [("person_h", hand.person_h, 0.0, 10_000.0, "unit-h")]);
        self.cell(&format!("{path}.at"), hand.at)?;
        let person_s = (hand.person_h.clamp(0.0, 10_000.0) * 3_600.0).round() as u64;
        Some(HandSpec { at: Position::new(hand.at.0, hand.at.1), person_s })
    }

    fn gap(&mut self, path: &str, gap: &GapText) -> Gap {
        self.numbers(
            path,
            [
                ("width_m", gap.width_m, 0.1, 1e4, "unit-m"),
                ("floor_m", gap.floor_m, *LEVEL_M.start(), *LEVEL_M.end(), "unit-m"),
                ("grows_min", gap.grows_min as f64, 0.0, 10_080.0, "unit-min"),
            ],
        );
        let grows = Span::from_minutes(gap.grows_min.min(10_080));
        Gap { width_m: gap.width_m, floor_m: gap.floor_m, grows }
    }

    fn weak(&mut self, path: &str, weak: &WeakText, structure: usize) -> WeakSpec {
        self.numbers(
            path,
            [
                ("at_share", weak.at_share, 0.0, 1.0, "unit-none"),
                ("toe_m", weak.toe_m, *LEVEL_M.start(), *LEVEL_M.end(), "unit-m"),
                ("seepage_m", weak.seepage_m, 0.1, 1_000.0, "unit-m"),
                ("creep_ratio", weak.creep_ratio, 1.0, 30.0, "unit-none"),
                ("lasts_min", weak.lasts_min as f64, 1.0, 10_080.0, "unit-min"),
            ],
        );
        WeakSpec {
            structure,
            toe_m: weak.toe_m,
            seepage_m: weak.seepage_m,
            creep_ratio: weak.creep_ratio,
            lasts: Span::from_minutes(weak.lasts_min.min(10_080)),
            gap: self.gap(&format!("{path}.gap"), &weak.gap),
        }
    }

    fn basin(&mut self, path: &str, basin: &BasinText, structure: usize) -> BasinSpec {
        self.numbers(
            path,
            [
                ("at_share", basin.at_share, 0.0, 1.0, "unit-none"),
                ("approval_min", basin.approval_min as f64, 0.0, 10_080.0, "unit-min"),
                ("ready_min", basin.ready_min as f64, 0.0, 10_080.0, "unit-min"),
            ],
        );
        BasinSpec {
            structure,
            approval: Span::from_minutes(basin.approval_min.min(10_080)),
            ready: Span::from_minutes(basin.ready_min.min(10_080)),
            gap: self.gap(&format!("{path}.gap"), &basin.gap),
        }
    }

    fn spot(&mut self, path: &str, spot: &Spot) -> Option<End> {
        match spot {
            &Spot::At(x_m, y_m) => self.cell(path, (x_m, y_m)).map(End::Cell),
            Spot::Node(key) => {
                self.check.row(format_args!("{path}[0]"), &self.nodes, key).map(End::Node)
            }
            Spot::Outside => Some(End::Outside),
        }
    }

    fn numbers<const N: usize>(
        &mut self,
        path: &str,
        numbers: [(&str, f64, f64, f64, &'static str); N],
    ) {
        for (name, value, low, high, unit) in numbers {
            self.check.number(format_args!("{path}.{name}"), value, low..=high, unit);
        }
    }

    fn way(&mut self, path: &str, way: &WayText) -> (Way, Setting) {
        let (low_m, high_m) = (*LEVEL_M.start(), *LEVEL_M.end());
        let mut setting = Setting::default();
        let way = match *way {
            WayText::Crest { crest_m, width_m, coefficient, blocked } => {
                self.numbers(
                    path,
                    [
                        ("crest_m", crest_m, low_m, high_m, "unit-m"),
                        ("width_m", width_m, 0.1, 1e5, "unit-m"),
                        ("coefficient", coefficient, 0.3, 3.0, "unit-none"),
                        ("blocked", blocked, 0.0, 1.0, "unit-none"),
                    ],
                );
                setting.blocked = blocked;
                Way::Crest { crest_m, width_m, coefficient }
            }
            WayText::Gates {
                sill_m,
                count,
                width_m,
                height_m,
                coefficient,
                ramp_m3_s_h,
                release_m3_s,
                blocked,
            } => {
                self.numbers(
                    path,
                    [
                        ("sill_m", sill_m, low_m, high_m, "unit-m"),
                        ("count", f64::from(count), 1.0, 500.0, "unit-none"),
                        ("width_m", width_m, 0.1, 200.0, "unit-m"),
                        ("height_m", height_m, 0.1, 100.0, "unit-m"),
                        ("coefficient", coefficient, 0.3, 3.0, "unit-none"),
                        ("ramp_m3_s_h", ramp_m3_s_h, 0.1, FLOW_M3_S_MAX, "unit-m3-s"),
                        ("release_m3_s", release_m3_s, 0.0, FLOW_M3_S_MAX, "unit-m3-s"),
                        ("blocked", blocked, 0.0, 1.0, "unit-none"),
                    ],
                );
                setting.blocked = blocked;
                setting.gates = Gates::Release(release_m3_s);
                setting.release_m3_s = release_m3_s;
                Way::Gates { sill_m, count, width_m, height_m, coefficient, ramp_m3_s_h }
            }
            WayText::Culvert { floor_m, width_m, height_m, length_m, manning, has_flap, shut } => {
                setting.is_shut = shut;
                self.numbers(
                    path,
                    [
                        ("floor_m", floor_m, low_m, high_m, "unit-m"),
                        ("width_m", width_m, 0.1, 100.0, "unit-m"),
                        ("height_m", height_m, 0.1, 50.0, "unit-m"),
                        ("length_m", length_m, 0.1, 1e5, "unit-m"),
                        ("manning", manning, MANNING.0, MANNING.1, "unit-none"),
                    ],
                );
                let area_m2 = width_m * height_m;
                Way::Culvert { floor_m, area_m2, height_m, length_m, manning, has_flap }
            }
            WayText::Pump { ref curve, start_m, stop_m, fuel_min, shut } => {
                setting.is_shut = shut;
                self.numbers(
                    path,
                    [
                        ("start_m", start_m, low_m, high_m, "unit-m"),
                        ("stop_m", stop_m, low_m, start_m.clamp(low_m, high_m), "unit-m"),
                        ("fuel_min", fuel_min, 0.0, 1e6, "unit-min"),
                    ],
                );
                self.pump_curve(&format!("{path}.curve"), curve);
                setting.fuel_s = 60.0 * fuel_min;
                Way::Pump { curve: curve.clone(), start_m, stop_m }
            }
        };
        (way, setting)
    }

    /// The higher pumps lift, the less they give.
    fn pump_curve(&mut self, path: &str, curve: &[(f64, f64)]) {
        if self.check.is_lost(path, curve.is_empty()) {
            return;
        }
        if curve.is_empty() {
            self.check.error(path, "problem-series-empty", |problem| problem);
        }
        self.check.count(path, "what-point", curve.len(), ENTRIES_MAX);
        for (n, &(lift_m, flow_m3_s)) in curve.iter().enumerate().take(ENTRIES_MAX) {
            let path = format!("{path}[{n}]");
            self.check.number(format_args!("{path}[0]"), lift_m, -100.0..=1_000.0, "unit-m");
            self.check.number(format_args!("{path}[1]"), flow_m3_s, 0.0..=1e4, "unit-m3-s");
        }
        let falls = |pair: &[(f64, f64)]| pair[1].0 > pair[0].0 && pair[1].1 <= pair[0].1;
        if let Some(n) = curve.windows(2).position(|pair| !falls(pair)) {
            self.check.error(format_args!("{path}[{}]", n + 1), "problem-lift-curve", |p| p);
        }
    }

    /// Levees, and the faces that each closes. Their structures come after those that are named.
    pub(super) fn levees(
        &mut self,
        built: &mut Vec<Structure>,
        settings: &mut Vec<Setting>,
    ) -> Vec<(LeveeSpec, Vec<Face>)> {
        let mut keys = Keys::new("what-levee");
        let mut levees = Vec::new();
        let text = self.text;
        let mut taken = std::collections::BTreeSet::new();
        for (n, levee) in text.levees.iter().enumerate() {
            let path = format!("levees[{n}]");
            self.check.new_key(&mut keys, &levee.key, n, |row| format!("levees[{row}].key"));
            words(self.check, &format!("{path}.name"), &levee.name, NAME_MAX);
            let heights = [levee.crest_m.0, levee.crest_m.1];
            for (side, height_m) in heights.into_iter().enumerate() {
                let path = format!("{path}.crest_m[{side}]");
                self.check.number(path, height_m, LEVEL_M, "unit-m");
            }
            let line_path = format!("{path}.line");
            self.check.count(&line_path, "what-point", levee.line.len(), POINTS_MAX);
            if !self.has_grid {
                self.check.error(&line_path, "problem-no-water-grid", |problem| problem);
            }
            let Some(bed) = &self.bed else { continue };
            let line = &levee.line[..levee.line.len().min(POINTS_MAX)];
            let crossed: Vec<Crossed> =
                crossed(bed, line).into_iter().filter(|at| taken.insert(at.face)).collect();
            if crossed.is_empty() {
                self.check.error(&line_path, "problem-levee-nowhere", |problem| problem);
                continue;
            }
            let first = built.len();
            for at in &crossed {
                let crest_m = heights[0] + (heights[1] - heights[0]) * at.share;
                let way =
                    Way::Crest { crest_m, width_m: bed.cell_m(), coefficient: LEVEE_COEFFICIENT };
                let [from, to] = at.cells.map(End::Cell);
                built.push(Structure { from, to, way });
                settings.push(Setting::default());
            }
            // The face nearest to a share of the length.
            let nearest = |share: f64| {
                let apart = |at: &Crossed| (at.share - share).abs();
                let near = (0..crossed.len()).min_by(|&a, &b| {
                    apart(&crossed[a]).total_cmp(&apart(&crossed[b])).then(a.cmp(&b))
                });
                first + near.unwrap_or(0)
            };
            let weak = levee.weak.as_ref().map(|weak| (weak, nearest(weak.at_share)));
            let basin = levee.basin.as_ref().map(|basin| (basin, nearest(basin.at_share)));
            let weak = weak.map(|(weak, at)| self.weak(&format!("{path}.weak"), weak, at));
            let basin = basin.map(|(basin, at)| self.basin(&format!("{path}.basin"), basin, at));
            let spec = LeveeSpec {
                key: levee.key.clone(),
                name: levee.name.clone(),
                structures: (first, crossed.len()),
                length_m: lengths_m(line).sum(),
                middle: middle(line),
                weak,
                basin,
            };
            levees.push((spec, crossed.into_iter().map(|at| at.face).collect()));
        }
        levees
    }
}

/// The point halfway along a line.
fn middle(line: &[(f64, f64)]) -> Position {
    let at = |(x_m, y_m): (f64, f64)| Position::new(x_m, y_m);
    let mut left_m = 0.5 * lengths_m(line).sum::<f64>();
    for (pair, length_m) in line.windows(2).zip(lengths_m(line)) {
        if left_m <= length_m && length_m > 0.0 {
            return at(pair[0]).toward(at(pair[1]), left_m / length_m);
        }
        left_m -= length_m;
    }
    line.first().map_or_else(Position::default, |&first| at(first))
}

fn lengths_m(line: &[(f64, f64)]) -> impl Iterator<Item = f64> {
    line.windows(2).map(|pair| maths::length(pair[1].0 - pair[0].0, pair[1].1 - pair[0].1))
}

/// A face that a line crosses: the cells on both sides, and how far along the line.
struct Crossed {
    face: Face,
    cells: [usize; 2],
    share: f64,
}

/// Faces between cells whose middles lie on different sides of a line, in the order of the line. Together they let nothing
/// through.
fn crossed(bed: &Bed, line: &[(f64, f64)]) -> Vec<Crossed> {
    let ((columns, rows), cell_m) = (bed.size(), bed.cell_m());
    let whole_m: f64 = lengths_m(line).sum();
    let mut found: Vec<Crossed> = Vec::new();
    let mut before_m = 0.0;
    for (pair, length_m) in line.windows(2).zip(lengths_m(line)) {
        let (a, b) = (pair[0], pair[1]);
        // Rows and columns around the piece, one more on each side.
        let range = |low_m: f64, high_m: f64, count: usize| {
            let low = (low_m / cell_m).floor().clamp(1.0, count as f64) as usize - 1;
            let high = (high_m / cell_m).ceil().clamp(0.0, count as f64) as usize;
            low..(high + 1).min(count)
        };
        for row in range(a.1.min(b.1), a.1.max(b.1), rows) {
            // Counted from the south here, as metres are.
            let row_of_cell = rows - 1 - row;
            for column in range(a.0.min(b.0), a.0.max(b.0), columns) {
                let cell = row_of_cell * columns + column;
                let middle = (column as f64 + 0.5, row as f64 + 0.5);
                let at = |(x, y): (f64, f64)| (x * cell_m, y * cell_m);
                let beside = [
                    (column > 0).then(|| (Face::West(cell), cell - 1, (middle.0 - 1.0, middle.1))),
                    (row_of_cell > 0)
                        .then(|| (Face::North(cell), cell - columns, (middle.0, middle.1 + 1.0))),
                ];
                for (face, other, other_middle) in beside.into_iter().flatten() {
                    if !(bed.has(cell) && bed.has(other)) {
                        continue;
                    }
                    let Some(share) = crossing(a, b, at(middle), at(other_middle)) else {
                        continue;
                    };
                    let share = (before_m + share * length_m) / whole_m;
                    found.push(Crossed { face, cells: [other, cell], share });
                }
            }
        }
        before_m += length_m;
    }
    found.sort_by(|a, b| a.share.total_cmp(&b.share).then(a.face.cmp(&b.face)));
    found
}

/// Where the piece from `a` to `b` is crossed by that from `c` to `d`: a share of its length. Ends that just touch belong to
/// one side, so that a corner of the line leaves no hole.
fn crossing(a: (f64, f64), b: (f64, f64), c: (f64, f64), d: (f64, f64)) -> Option<f64> {
    let side = |p: (f64, f64)| (b.0 - a.0) * (p.1 - a.1) - (b.1 - a.1) * (p.0 - a.0);
    if (side(c) > 0.0) == (side(d) > 0.0) {
        return None;
    }
    let other = |p: (f64, f64)| (d.0 - c.0) * (p.1 - c.1) - (d.1 - c.1) * (p.0 - c.0);
    let (at_a, at_b) = (other(a), other(b));
    if (at_a > 0.0) == (at_b > 0.0) {
        return None;
    }
    Some(at_a / (at_a - at_b))
}
