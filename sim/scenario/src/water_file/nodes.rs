//! Reservoirs and other nodes of a water file, and what joins them.

use base::Table;
use engine::water::{NodeSpec, ReservoirSpec};
use hazards::flood::graph::{Channel, Curve, CurveError, Storage};
use hazards::flood::grid::{MANNING, RELIEF_MAX_M};

use super::{ENTRIES_MAX, LEVEL_M, NAME_MAX, Reader};
use crate::drill_file::words;

/// Storage, m³: more than any reservoir.
const STORAGE_M3_MAX: f64 = 1e12;

impl Reader<'_, '_, '_> {
    /// Reservoirs, other nodes, and what both hold.
    pub(super) fn nodes(&mut self) -> (Table<ReservoirSpec>, Table<NodeSpec>, Vec<Storage>) {
        let (mut reservoirs, mut nodes) = (Table::new(), Table::new());
        let mut storages = Vec::new();
        let text = self.text;
        let count = text.reservoirs.len();
        let key_path = |row: usize| match row.checked_sub(count) {
            Some(n) => format!("nodes[{n}].key"),
            None => format!("reservoirs[{row}].key"),
        };
        for (n, reservoir) in text.reservoirs.iter().enumerate() {
            let path = format!("reservoirs[{n}]");
            self.check.new_key(&mut self.nodes, &reservoir.key, n, key_path);
            words(self.check, &format!("{path}.name"), &reservoir.name, NAME_MAX);
            let levels = [
                ("level_m", Some(reservoir.level_m)),
                ("limit_m", reservoir.limit_m),
                ("design_m", reservoir.design_m),
                ("crest_m", reservoir.crest_m),
            ];
            for (name, level_m) in levels {
                let Some(level_m) = level_m else { continue };
                self.check.number(format_args!("{path}.{name}"), level_m, LEVEL_M, "unit-m");
            }
            let curve = self.curve(&format!("{path}.storage"), &reservoir.storage);
            if let Some(curve) = &curve
                && reservoir.level_m < curve.bottom_m()
            {
                let path = format!("{path}.level_m");
                self.check.error(path, "problem-level-under-storage", |problem| {
                    problem
                        .with("level", reservoir.level_m.to_string())
                        .with("bottom", curve.bottom_m().to_string())
                });
            }
            let stand_in = || Curve::new(vec![(0.0, 0.0), (1.0, 1.0)]).expect("it rises");
            storages.push(Storage::Curve(curve.unwrap_or_else(stand_in)));
            reservoirs.add(ReservoirSpec {
                key: reservoir.key.clone(),
                name: reservoir.name.clone(),
                limit_m: reservoir.limit_m,
                design_m: reservoir.design_m,
                crest_m: reservoir.crest_m,
                gates: Vec::new(),
                dam: None,
            });
        }
        for (n, node) in text.nodes.iter().enumerate() {
            let path = format!("nodes[{n}]");
            self.check.new_key(&mut self.nodes, &node.key, count + n, key_path);
            words(self.check, &format!("{path}.name"), &node.name, NAME_MAX);
            self.check.number(format_args!("{path}.ground_m"), node.ground_m, LEVEL_M, "unit-m");
            self.check.number(format_args!("{path}.area_m2"), node.area_m2, 0.1..=1e10, "unit-m2");
            if let Some(level_m) = node.level_m {
                self.check.number(format_args!("{path}.level_m"), level_m, LEVEL_M, "unit-m");
            }
            storages.push(Storage::Flat { ground_m: node.ground_m, area_m2: node.area_m2 });
            nodes.add(NodeSpec { key: node.key.clone(), name: node.name.clone() });
        }
        (reservoirs, nodes, storages)
    }

    fn curve(&mut self, path: &str, points: &[(f64, f64)]) -> Option<Curve> {
        if self.check.is_lost(path, points.is_empty()) {
            return None;
        }
        self.check.count(path, "what-point", points.len(), ENTRIES_MAX);
        let mut right = true;
        for (n, &(level_m, stored_m3)) in points.iter().enumerate().take(ENTRIES_MAX) {
            let path = format!("{path}[{n}]");
            right &= self.check.number(format_args!("{path}[0]"), level_m, LEVEL_M, "unit-m")
                & self.check.number(
                    format_args!("{path}[1]"),
                    stored_m3,
                    0.0..=STORAGE_M3_MAX,
                    "unit-m3",
                );
        }
        if !right {
            return None;
        }
        match Curve::new(points.to_vec()) {
            Ok(curve) => return Some(curve),
            Err(CurveError::Falls(n)) => {
                self.check.error(format_args!("{path}[{n}]"), "problem-curve-falls", |problem| {
                    let shown =
                        |(level_m, stored_m3): (f64, f64)| format!("({level_m}, {stored_m3})");
                    problem.with("this", shown(points[n])).with("before", shown(points[n - 1]))
                });
            }
            Err(CurveError::Bottom(stored_m3)) => {
                self.check.error(format_args!("{path}[0][1]"), "problem-curve-bottom", |problem| {
                    problem.with("found", stored_m3.to_string())
                });
            }
            Err(CurveError::Short | CurveError::NotFinite(_)) => {
                self.check.error(path, "problem-curve-short", |problem| problem);
            }
        }
        None
    }

    /// What joins nodes.
    pub(super) fn channels(&mut self) -> Vec<Channel> {
        let text = self.text;
        let reservoirs = text.reservoirs.len();
        let ground_m = |node: usize| match node.checked_sub(reservoirs) {
            Some(n) => text.nodes[n].ground_m,
            None => text.reservoirs[node].storage.first().map_or(0.0, |point| point.0),
        };
        let mut channels = Vec::new();
        for (n, channel) in text.channels.iter().enumerate() {
            let path = format!("channels[{n}]");
            let a = self.check.row(format_args!("{path}.from"), &self.nodes, &channel.from);
            let b = self.check.row(format_args!("{path}.to"), &self.nodes, &channel.to);
            let sizes = [("length_m", channel.length_m), ("width_m", channel.width_m)];
            for (name, size_m) in sizes {
                self.check.number(format_args!("{path}.{name}"), size_m, 0.1..=1e6, "unit-m");
            }
            let allowed = MANNING.0..=MANNING.1;
            self.check.number(
                format_args!("{path}.manning"),
                channel.manning,
                allowed,
                "unit-none",
            );
            let (Some(a), Some(b)) = (a, b) else { continue };
            if a == b {
                self.check.error(format_args!("{path}.to"), "problem-channel-loop", |problem| {
                    problem.with("name", channel.to.as_str())
                });
                continue;
            }
            let lowest_m = ground_m(a).max(ground_m(b));
            let sill_m = channel.sill_m.unwrap_or(lowest_m);
            let allowed = lowest_m..=lowest_m + RELIEF_MAX_M;
            self.check.number(format_args!("{path}.sill_m"), sill_m, allowed, "unit-m");
            channels.push(Channel {
                ends: [a, b],
                length_m: channel.length_m,
                width_m: channel.width_m,
                sill_m,
                manning: channel.manning,
            });
        }
        channels
    }
}
