//! Build a fireline along a named line, by hand or by machine.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Ability, Card, Destination, Filled, Issued, Kind, SlotCard, Takes};
use crate::site::Site;
use crate::units::{self, Job, Task};

/// Build a fireline along a named line, by hand or by machine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BuildLine {
    /// Who.
    pub unit: String,
    /// Line.
    pub line: String,
}

impl Kind for BuildLine {
    const CARD: Card = Card {
        kind: "build_line",
        slots: &[
            SlotCard { name: "unit", takes: Takes::Unit(Ability::Line), optional: false },
            SlotCard { name: "line", takes: Takes::Line, optional: false },
        ],
        statute: "森林防火条例 第38条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.unit), Filled::One(&self.line)]
    }

    fn to_unit(&self) -> Option<&str> {
        Some(&self.unit)
    }

    fn destination(&self) -> Destination<'_> {
        Destination::Line(&self.line)
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let unit = super::unit(site, &self.unit);
        let line = super::line(site, &self.line);
        let here = site.unit(unit).position_at(site.now(), &site.setup.ground.network);
        // It starts at the first cell of the line, wherever it comes from.
        let position = site.setup.lines[line]
            .cells
            .first()
            .map_or(here, |&cell| site.setup.ground.terrain.grid().centre(cell));
        let goal = units::travel::goal_at(site, unit, position);
        let task = Task::BuildLine { line, at: None, metres: 0.0 };
        units::set_out(site, unit, Job { order, goal, task });
    }
}
