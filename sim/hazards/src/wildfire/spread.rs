//! How fire moves: minimum travel time on the cell graph (Finney 2002).
//!
//! The arrival at a cell is the minimum, over the cells from which a step leads here, of their
//! arrival plus the time of the step when begun then; the origin is the least (arrival, cell)
//! among equals. Every step takes at least 1 ms, so these equations have one solution, whatever
//! the order in which it is found.

use base::{Chance, Id, Stream, Tick};
use ground::{Grid, Position, Terrain};

use super::behaviour::direction;
use super::crown::FireType;
use super::fire::{ArrivalField, Burnt, Hold, NEVER, Source, Wildfire, holds_of, ms, tick_of};
use super::queue::Queue;
use super::stencil::{Edge, Piece};
use super::weather::WeatherSeries;
use super::wind::TWENTY_FT_PER_10M;
use super::workspace::{Cost, Period, Periods, Workspace};

/// What a run of the solver reads.
pub(super) struct Setting<'a> {
    pub terrain: &'a Terrain,
    pub periods: Periods,
    pub chance: Option<&'a Chance>,
    /// Arrivals before this moment are not looked at.
    pub final_below_ms: u32,
    /// Nothing new arrives before this moment.
    pub earliest_ms: u32,
    /// The only cells that may burn anew, where not all may.
    pub expected: Option<Vec<bool>>,
}

impl Wildfire {
    /// Burns until a moment (included) and returns the cells reached since the last call, by
    /// (time, cell).
    ///
    /// `weather` must agree with earlier calls about the past; when its future changes, call
    /// [`Wildfire::weather_changed`] first. Brands fly where both the options and `chance` say so.
    pub fn advance(
        &mut self,
        terrain: &Terrain,
        weather: &WeatherSeries,
        chance: Option<&Chance>,
        until: Tick,
        workspace: &mut Workspace,
    ) -> Vec<Burnt> {
        let mut burnt = Vec::new();
        let limit_ms = ms(until).saturating_add(1);
        // Most seconds nothing new burns, and nothing needs to be prepared for that.
        if self.fresh_holds.is_empty()
            && self.queue.as_ref().is_some_and(|queue| !queue.has_before(limit_ms))
        {
            self.settled_ms = self.settled_ms.max(limit_ms);
            return burnt;
        }
        let setting = self.open(terrain, weather, chance, workspace);
        self.run(&setting, limit_ms, workspace, Some(&mut burnt));
        burnt
    }

    /// Burns until a moment (included) without a list of what burns: for planning.
    pub fn solve(
        &mut self,
        terrain: &Terrain,
        weather: &WeatherSeries,
        chance: Option<&Chance>,
        until: Tick,
        workspace: &mut Workspace,
    ) {
        self.solve_ms(terrain, weather, chance, ms(until), workspace);
    }

    pub(super) fn solve_ms(
        &mut self,
        terrain: &Terrain,
        weather: &WeatherSeries,
        chance: Option<&Chance>,
        until_ms: u32,
        workspace: &mut Workspace,
    ) {
        let setting = self.open(terrain, weather, chance, workspace);
        self.run(&setting, until_ms.saturating_add(1), workspace, None);
    }

    /// Burns until nothing more can burn.
    pub fn solve_all(
        &mut self,
        terrain: &Terrain,
        weather: &WeatherSeries,
        chance: Option<&Chance>,
        workspace: &mut Workspace,
    ) {
        self.solve(terrain, weather, chance, Tick(u64::MAX), workspace);
    }

    /// Where the fire would be under another weather, from what burns at `now`: what has burnt
    /// stays, no new brands fly, brands on their way are not known.
    pub fn forecast(
        &self,
        terrain: &Terrain,
        weather: &WeatherSeries,
        now: Tick,
        until: Tick,
        workspace: &mut Workspace,
    ) -> ArrivalField {
        let mut ahead = self.clone();
        ahead.weather_changed(now);
        let known = ahead.settled_ms;
        ahead.sources.retain(|source| source.thrown_by.is_none() && source.at_ms < known);
        ahead.solve(terrain, weather, None, until, workspace);
        ahead.arrivals()
    }

    pub(super) fn open<'a>(
        &self,
        terrain: &'a Terrain,
        weather: &WeatherSeries,
        chance: Option<&'a Chance>,
        workspace: &mut Workspace,
    ) -> Setting<'a> {
        assert_eq!(terrain.grid().cells(), self.arrival.len(), "a fire belongs to one terrain");
        let mut held: Vec<u32> = self.holds.iter().map(|hold| hold.cell.row()).collect();
        held.dedup();
        let periods = workspace.open(terrain, weather, self.options.wind_limit, &held);
        Setting {
            terrain,
            periods,
            chance,
            final_below_ms: self.settled_ms,
            earliest_ms: self.settled_ms,
            expected: None,
        }
    }

    /// Settles everything before a moment.
    fn run(
        &mut self,
        setting: &Setting<'_>,
        limit_ms: u32,
        workspace: &mut Workspace,
        burnt: Option<&mut Vec<Burnt>>,
    ) {
        let mut queue = match self.queue.take() {
            Some(mut queue) => {
                self.mend_fresh_holds(setting, &mut queue, workspace);
                queue
            }
            None => self.rebuild(setting, workspace),
        };
        self.fresh_holds.clear();
        self.drain(setting, limit_ms, &mut queue, workspace, burnt);
        self.settled_ms = self.settled_ms.max(limit_ms);
        self.queue = Some(queue);
    }

    /// Settles candidates in order; stops and says so (false) at a cell that is not expected.
    pub(super) fn drain(
        &mut self,
        setting: &Setting<'_>,
        limit_ms: u32,
        queue: &mut Queue,
        workspace: &mut Workspace,
        mut burnt: Option<&mut Vec<Burnt>>,
    ) -> bool {
        let throws = setting.chance.is_some() && self.options.spotting.is_some();
        let mut last = None;
        let mut thrown = false;
        while let Some((at, cell)) = queue.pop_before(limit_ms) {
            // A candidate that was bettered since, or offered twice.
            if self.arrival[cell as usize] != at || last == Some((at, cell)) {
                continue;
            }
            last = Some((at, cell));
            if setting.expected.as_ref().is_some_and(|expected| !expected[cell as usize]) {
                return false;
            }
            if burnt.is_some() || throws {
                let event = self.event(setting, cell, at, workspace);
                if throws {
                    thrown |= self.throw(setting, &event, queue, workspace);
                }
                if let Some(list) = burnt.as_deref_mut() {
                    list.push(event);
                }
            }
            self.relax(setting, cell, at, queue, workspace);
        }
        if thrown {
            self.sources.sort_unstable();
        }
        true
    }

    /// Works out all candidates from what has burnt and from the sources to come.
    fn rebuild(&mut self, setting: &Setting<'_>, workspace: &mut Workspace) -> Queue {
        let mut queue = Queue::default();
        for (at, from) in self.arrival.iter_mut().zip(&mut self.from) {
            if *at >= self.settled_ms {
                (*at, *from) = (NEVER, NEVER);
            }
        }
        for cell in 0..self.arrival.len() as u32 {
            let at = self.arrival[cell as usize];
            if at < self.settled_ms {
                self.relax(setting, cell, at, &mut queue, workspace);
            }
        }
        for row in 0..self.sources.len() {
            let source = self.sources[row];
            if source.at_ms >= self.settled_ms {
                self.offer_source(setting, &source, &mut queue, workspace);
            }
        }
        queue
    }

    /// Proposes an arrival.
    pub(super) fn offer(&mut self, cell: usize, at: u32, from: u32, queue: &mut Queue) {
        let known = self.arrival[cell];
        if at < known {
            self.arrival[cell] = at;
            self.from[cell] = from;
            queue.push(at, cell as u32);
        } else if at == known && at != NEVER && from < self.from[cell] {
            self.from[cell] = from;
        }
    }

    /// Proposes a source, where there is fuel and nothing closes it.
    pub(super) fn offer_source(
        &mut self,
        setting: &Setting<'_>,
        source: &Source,
        queue: &mut Queue,
        workspace: &mut Workspace,
    ) {
        let (cell, at) = (source.cell.row(), source.at_ms);
        let field = setting.periods.at(u64::from(at)).field;
        let (column, row) = setting.terrain.grid().column_row(source.cell);
        workspace.ready_cell(setting.terrain, field, column, row);
        let held =
            holds_of(&self.holds, cell).iter().any(|hold| hold.from_ms < at && at < hold.until_ms);
        if !held && workspace.costs(field)[cell as usize][0].is_finite() {
            self.offer(cell as usize, at, NEVER, queue);
        }
    }

    /// Proposes arrivals at all cells to which a step leads from here.
    pub(super) fn relax(
        &mut self,
        setting: &Setting<'_>,
        cell: u32,
        at: u32,
        queue: &mut Queue,
        workspace: &mut Workspace,
    ) {
        self.relax_to(setting, (cell, at), None, queue, workspace);
    }

    /// Proposes arrivals at cells to which a step leads from here: all, or only those marked.
    pub(super) fn relax_to(
        &mut self,
        setting: &Setting<'_>,
        (cell, at): (u32, u32),
        only: Option<&[bool]>,
        queue: &mut Queue,
        workspace: &mut Workspace,
    ) {
        let grid = setting.terrain.grid();
        let period = setting.periods.at(u64::from(at));
        let (column, row) = grid.column_row(Id::new(cell));
        let Some(leaves) = leaving(setting, workspace, cell, at) else { return };
        let number = workspace.stencil_of(leaves.field, cell as usize);
        let reach = workspace.book.stencil(number).reach;
        workspace.ready(setting.terrain, period.field, column, row, reach);
        let known_ms = at.max(setting.final_below_ms.saturating_sub(1));
        let count = workspace.book.stencil(number).edges.len();
        for i in 0..count {
            let stencil = workspace.book.stencil(number);
            let edge = workspace.book.edge(stencil.edges[i]);
            if !inside(grid, column, row, edge) {
                continue;
            }
            let to = near(cell, edge.offset);
            if self.arrival[to] <= known_ms || only.is_some_and(|only| !only[to]) {
                continue;
            }
            let costs = workspace.costs(period.field);
            let pieces = workspace.book.pieces(edge);
            let arrives = match quick(costs, pieces, cell, edge, at, &period) {
                Quick::At(arrives) => arrives,
                Quick::Never => continue,
                Quick::Look => {
                    let edge = stencil.edges[i];
                    match self.step(setting, workspace, cell, edge, at, &period) {
                        Some(arrives) => arrives,
                        None => continue,
                    }
                }
            };
            self.offer(to, arrives.max(setting.earliest_ms), cell, queue);
        }
    }

    /// A step through treated cells or a change of weather, piece by piece.
    #[cold]
    fn step(
        &self,
        setting: &Setting<'_>,
        workspace: &mut Workspace,
        cell: u32,
        edge: u16,
        at: u32,
        period: &Period,
    ) -> Option<u32> {
        let edge = *workspace.book.edge(edge);
        let pieces = workspace.book.pieces(&edge);
        let fuel = |offset: i32| setting.terrain.data().fuel_model[near(cell, offset)] != 0;
        if !pieces.iter().all(|piece| fuel(piece.0)) {
            return None;
        }
        let pieces = pieces.to_vec();
        // What the quick look would say without treatment is the arrival unless fire must wait.
        let (unhindered, _) = takes(workspace.costs(period.field), &pieces, cell, &edge);
        let unhindered = (u64::from(at) + whole_ms(unhindered)) as f64;
        let within = unhindered <= period.end_ms as f64;
        let mut walk = Walk {
            holds: &self.holds,
            setting,
            workspace,
            period: *period,
            now: f64::from(at),
            latest: if within { unhindered } else { f64::INFINITY },
            waited: false,
        };
        let mut so_far = 0.0_f32;
        for (offset, share) in pieces {
            if let Some(sides) = edge.sides
                && (0.5 - so_far).abs() < 1e-6
            {
                walk.pass_corner(sides.map(|side| near(cell, side) as u32))?;
            }
            so_far += share;
            walk.cross(near(cell, offset) as u32, &edge, share)?;
        }
        let arrives = match (within, walk.waited) {
            (true, false) => unhindered,
            (true, true) => walk.now.ceil().max(unhindered),
            (false, _) => walk.now.ceil(),
        };
        (arrives < f64::from(NEVER)).then(|| (arrives as u32).max(at + 1))
    }

    fn event(&self, setting: &Setting<'_>, cell: u32, at: u32, workspace: &Workspace) -> Burnt {
        let grid = setting.terrain.grid();
        let id = Id::new(cell);
        let from = self.from[cell as usize];
        let field = setting.periods.at(u64::from(at)).field;
        let mut event = Burnt {
            cell: id,
            at_ms: at,
            intensity_kw_m: 0.0,
            flame_length_m: 0.0,
            fire_type: FireType::Surface,
            thrown_by: None,
        };
        let Some(behaviour) = workspace.behaviour(setting.terrain, field, cell) else {
            // Fuel that has become too wet since the step began.
            return event;
        };
        let toward = if from == NEVER {
            let thrown = |source: &&Source| source.cell == id && source.at_ms == at;
            event.thrown_by = self.sources.iter().find(thrown).and_then(|source| source.thrown_by);
            behaviour.toward
        } else {
            let (to, origin) = (grid.column_row(id), grid.column_row(Id::new(from)));
            direction(i64::from(to.0) - i64::from(origin.0), i64::from(to.1) - i64::from(origin.1))
        };
        let front = behaviour.front(toward);
        event.intensity_kw_m = front.intensity_kw_m;
        event.flame_length_m = front.flame_length_m;
        event.fire_type = front.fire_type;
        event
    }

    /// Throws the brands of a cell; says whether any may start a fire.
    fn throw(
        &mut self,
        setting: &Setting<'_>,
        event: &Burnt,
        queue: &mut Queue,
        workspace: &mut Workspace,
    ) -> bool {
        let (Some(chance), Some(spotting)) = (setting.chance, self.options.spotting) else {
            return false;
        };
        let strong = event.intensity_kw_m >= spotting.intensity_min_kw_m;
        if event.intensity_kw_m <= 0.0 || !(strong || event.fire_type > FireType::Surface) {
            return false;
        }
        let (terrain, grid) = (setting.terrain, setting.terrain.grid());
        let field = setting.periods.at(u64::from(event.at_ms)).field;
        let weather = *workspace.conditions(field).weather();
        let Some(behaviour) = workspace.behaviour(terrain, field, event.cell.row()) else {
            return false;
        };
        let heat_kj_m2 = behaviour.surface_heat_kj_m2
            + if event.fire_type > FireType::Surface { behaviour.crown_heat_kj_m2 } else { 0.0 };
        let heat_gj = heat_kj_m2 * grid.cell_m * grid.cell_m / 1e6;
        let subject = u64::from(event.cell.row());
        let mut draw = chance.at(Stream::Spotting, subject, tick_of(event.at_ms));
        let brands = spotting.brands(
            event.intensity_kw_m,
            heat_gj,
            weather.wind_10m_m_s * TWENTY_FT_PER_10M,
            weather.moisture.m_1h,
            &mut draw,
        );
        let start = grid.centre(event.cell);
        let from = base::maths::toward(weather.wind_from_deg);
        let downwind = (-from.0, -from.1);
        let mut thrown = false;
        for brand in brands {
            let land = Position::new(
                start.x_m + downwind.0 * brand.downwind_m + downwind.1 * brand.across_m,
                start.y_m + downwind.1 * brand.downwind_m - downwind.0 * brand.across_m,
            );
            let Some(cell) = grid.at(land) else { continue };
            if cell == event.cell || terrain.fuel_model(cell) == 0 {
                continue;
            }
            let delay_ms = (brand.delay_s * 1000.0).clamp(1.0, 1e9) as u32;
            let at_ms = event.at_ms.saturating_add(delay_ms).min(NEVER - 1);
            let source = Source { at_ms, cell, thrown_by: Some(event.cell) };
            self.sources.push(source);
            self.offer_source(setting, &source, queue, workspace);
            thrown = true;
        }
        thrown
    }
}

/// Answer of the quick look at a step.
enum Quick {
    /// Nothing happens on the way.
    At(u32),
    /// The way is closed for good.
    Never,
    /// Treatment, or a change of weather, on the way.
    Look,
}

/// What a step costs, ms, and how much treatment its cells have.
#[inline]
fn takes(costs: &[Cost], pieces: &[Piece], cell: u32, edge: &Edge) -> (f32, f32) {
    let mut sum = [0.0_f32; 4];
    for &(offset, share) in pieces {
        let cost = &costs[near(cell, offset)];
        for lane in 0..4 {
            sum[lane] += share * cost[lane];
        }
    }
    let takes = sum[0] * edge.length - sum[1] * edge.dx as f32 - sum[2] * edge.dy as f32;
    (takes, sum[3])
}

/// A duration in whole ms, at least one. Infinite ones leave the range of times.
#[inline]
fn whole_ms(takes: f32) -> u64 {
    u64::from(((takes + 0.5) as u32).max(1))
}

/// The arrival of a step, where nothing happens on the way.
#[inline]
fn quick(
    costs: &[Cost],
    pieces: &[Piece],
    cell: u32,
    edge: &Edge,
    at: u32,
    period: &Period,
) -> Quick {
    let (takes, mut treated) = takes(costs, pieces, cell, edge);
    let mut closed = false;
    if let Some(sides) = edge.sides {
        let [one, other] = sides.map(|side| &costs[near(cell, side)]);
        treated += one[3] + other[3];
        closed = one[0] == f32::INFINITY && other[0] == f32::INFINITY;
    }
    if closed || takes == f32::INFINITY {
        // Fuel too wet now may burn in the next period.
        return if period.end_ms == u64::MAX { Quick::Never } else { Quick::Look };
    }
    // NaN cannot be: shares are positive, closed cells have no drift.
    let arrives = u64::from(at) + whole_ms(takes);
    if treated > 0.0 || arrives > period.end_ms {
        Quick::Look
    } else if arrives >= u64::from(NEVER) {
        Quick::Never
    } else {
        Quick::At(arrives as u32)
    }
}

/// The period whose stencil leads out of a cell: that of its arrival, or the first later one in
/// which its fuel is dry enough to burn.
#[inline]
pub(super) fn leaving(
    setting: &Setting<'_>,
    workspace: &mut Workspace,
    cell: u32,
    at: u32,
) -> Option<Period> {
    let (column, row) = setting.terrain.grid().column_row(Id::new(cell));
    let mut period = setting.periods.at(u64::from(at));
    loop {
        workspace.ready_cell(setting.terrain, period.field, column, row);
        if workspace.costs(period.field)[cell as usize][0] < f32::INFINITY {
            return Some(period);
        }
        period = setting.periods.after(&period)?;
    }
}

/// The cell at a difference of cell numbers. A step never leaves the grid ([`inside`]).
#[inline]
pub(super) const fn near(cell: u32, offset: i32) -> usize {
    cell.wrapping_add_signed(offset) as usize
}

/// Whether a step ends on the grid; then all of it lies there.
pub(super) const fn inside(grid: &Grid, column: u32, row: u32, edge: &Edge) -> bool {
    // Adding a negative step wraps round to a huge number, which is not below the limit.
    column.wrapping_add_signed(edge.dx) < grid.columns
        && row.wrapping_add_signed(edge.dy) < grid.rows
}

/// Fire on its way along one step.
struct Walk<'a> {
    holds: &'a [Hold],
    setting: &'a Setting<'a>,
    workspace: &'a mut Workspace,
    period: Period,
    now: f64,
    /// When the step ends at the latest if it need not wait: guards against rounding.
    latest: f64,
    waited: bool,
}

impl Walk<'_> {
    fn is_fuel(&self, cell: u32) -> bool {
        self.setting.terrain.fuel_model(Id::new(cell)) != 0
    }

    fn cost(&mut self, cell: u32, period: &Period) -> Cost {
        let (column, row) = self.setting.terrain.grid().column_row(Id::new(cell));
        self.workspace.ready_cell(self.setting.terrain, period.field, column, row);
        self.workspace.costs(period.field)[cell as usize]
    }

    /// The moment at which a crossing of (part of) a cell that begins at `start` ends, through all
    /// changes of weather; and the period of that moment.
    fn crossing(
        &mut self,
        cell: u32,
        edge: &Edge,
        share: f32,
        start: f64,
    ) -> Option<(f64, Period)> {
        let mut period = self.period;
        let (mut now, mut left) = (start, 1.0);
        loop {
            while period.end_ms != u64::MAX && now >= period.end_ms as f64 {
                period = self.setting.periods.after(&period)?;
            }
            let cost = self.cost(cell, &period).map(f64::from);
            let whole = f64::from(share)
                * (cost[0] * f64::from(edge.length)
                    - cost[1] * f64::from(edge.dx)
                    - cost[2] * f64::from(edge.dy));
            let end = now + left * whole;
            if whole.is_finite() && (period.end_ms == u64::MAX || end <= period.end_ms as f64) {
                return Some((end, period));
            }
            let next = self.setting.periods.after(&period)?;
            if whole.is_finite() {
                left -= (period.end_ms as f64 - now) / whole;
                left = left.max(0.0);
            }
            now = period.end_ms as f64;
            period = next;
        }
    }

    /// Crosses a piece, waiting out what closes its cell.
    fn cross(&mut self, cell: u32, edge: &Edge, share: f32) -> Option<()> {
        let holds = holds_of(self.holds, cell);
        loop {
            let (end, period) = self.crossing(cell, edge, share, self.now)?;
            let end = if self.waited { end } else { end.min(self.latest) };
            let closing = holds
                .iter()
                .find(|hold| f64::from(hold.until_ms) > self.now && f64::from(hold.from_ms) < end);
            match closing {
                None => {
                    self.now = end;
                    self.period = period;
                    return Some(());
                }
                Some(hold) if hold.until_ms == NEVER => return None,
                Some(hold) => {
                    self.waited = true;
                    self.now = f64::from(hold.until_ms);
                }
            }
        }
    }

    /// Passes the corner between two cells as soon as either is open.
    fn pass_corner(&mut self, sides: [u32; 2]) -> Option<()> {
        let [one, other] = sides.map(|side| self.opens(side));
        let at = match (one, other) {
            (Some(a), Some(b)) => a.min(b),
            (a, b) => a.or(b)?,
        };
        if at > self.now {
            self.waited = true;
            self.now = at;
        }
        Some(())
    }

    /// The first moment from now on at which a cell is open to fire.
    fn opens(&mut self, cell: u32) -> Option<f64> {
        if !self.is_fuel(cell) {
            return None;
        }
        let holds = holds_of(self.holds, cell);
        let (mut now, mut period) = (self.now, self.period);
        loop {
            while period.end_ms != u64::MAX && now >= period.end_ms as f64 {
                period = self.setting.periods.after(&period)?;
            }
            let closing = holds
                .iter()
                .find(|hold| f64::from(hold.from_ms) <= now && now < f64::from(hold.until_ms));
            if let Some(hold) = closing {
                if hold.until_ms == NEVER {
                    return None;
                }
                now = f64::from(hold.until_ms);
            } else if self.cost(cell, &period)[0] == f32::INFINITY {
                now = self.setting.periods.after(&period)?.from_ms as f64;
            } else {
                return Some(now);
            }
        }
    }
}
