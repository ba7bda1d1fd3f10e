//! Areas of a map become classes of land, cell by cell.
//!
//! Larger areas are painted first, so that a clearing shows in its forest and a lake in its park;
//! among equal areas the smaller id comes first. Outlines of relations are put together from their
//! member ways; one that does not close is left out and counted.

use std::collections::BTreeMap;

use ground::{Grid, Position};

use crate::fill::{area_and_centre, fill};
use crate::fuel::LandClass;
use crate::osm::{MISSING, Osm, Relation, Tags, Way};
use crate::report::{Finding, Notes};
use crate::{CoverChoices, Waterways};

/// Area of one outline with its holes.
pub(crate) struct Area<'a> {
    pub(crate) id: i64,
    pub(crate) tags: &'a Tags,
    /// Area without regard to holes, m2.
    pub(crate) size_m2: f64,
    pub(crate) centre: Position,
    /// Numbers of the nodes of each outline.
    pub(crate) outlines: Vec<Vec<u32>>,
}

/// What the areas of a map say about the cells.
pub(crate) struct Land {
    /// Class of each cell; `None` where nothing is mapped.
    pub(crate) class: Vec<Option<LandClass>>,
}

/// The class an area is painted with, and whether it is a forest without a leaf type.
fn class(tags: &Tags) -> Option<(LandClass, bool)> {
    use LandClass as C;
    let leaf = || {
        let type_ = tags.get("leaf_type").or_else(|| tags.get("wood"));
        match type_ {
            Some("needleleaved" | "coniferous" | "evergreen") => (C::NeedleForest, false),
            Some("broadleaved" | "deciduous") => (C::BroadForest, false),
            Some("mixed") => (C::MixedForest, false),
            _ => (C::MixedForest, true),
        }
    };
    let sure = |class| Some((class, false));
    match tags.get("natural") {
        Some("wood") => return Some(leaf()),
        Some("scrub") => return sure(C::Scrub),
        Some("heath" | "tundra") => return sure(C::Heath),
        Some("grassland" | "meadow") => return sure(C::Grass),
        Some("fell") => return sure(C::ShortGrass),
        Some("wetland") => return sure(C::Wetland),
        Some("water" | "bay") => return sure(C::Water),
        Some(
            "bare_rock" | "scree" | "shingle" | "sand" | "beach" | "cliff" | "rock" | "glacier"
            | "mud",
        ) => return sure(C::Bare),
        _ => {}
    }
    if matches!(tags.get("waterway"), Some("riverbank" | "dock")) {
        return sure(C::Water);
    }
    match tags.get("landuse") {
        Some("forest") => return Some(leaf()),
        Some("meadow" | "greenfield") => return sure(C::Grass),
        Some("grass" | "village_green" | "recreation_ground" | "cemetery" | "flowerbed") => {
            return sure(C::ShortGrass);
        }
        Some("farmland" | "farm" | "greenhouse_horticulture" | "plant_nursery" | "allotments") => {
            return sure(C::Farmland);
        }
        Some("orchard" | "vineyard") => return sure(C::Orchard),
        Some("basin" | "reservoir" | "salt_pond" | "aquaculture") => return sure(C::Water),
        Some("quarry" | "landfill" | "brownfield") => return sure(C::Bare),
        Some(
            "residential" | "commercial" | "retail" | "industrial" | "construction" | "farmyard"
            | "garages" | "railway" | "education" | "institutional" | "depot" | "port",
        ) => return sure(C::Built),
        _ => {}
    }
    match tags.get("leisure") {
        Some("park" | "garden" | "golf_course" | "pitch") => return sure(C::ShortGrass),
        Some("swimming_pool") => return None,
        _ => {}
    }
    match tags.get("landcover") {
        Some("trees") => return Some(leaf()),
        Some("grass") => return sure(C::Grass),
        Some("scrub") => return sure(C::Scrub),
        _ => {}
    }
    match tags.get("aeroway") {
        Some("aerodrome") => sure(C::ShortGrass),
        Some("apron") => sure(C::Built),
        _ => None,
    }
}

/// The outlines of a map: closed ways and relations with any tag, by id, ways first.
pub(crate) fn areas<'a>(osm: &'a Osm, positions: &[Position], notes: &mut Notes) -> Vec<Area<'a>> {
    let mut areas = Vec::new();
    let (mut missing, mut open) = (0, 0);
    // Old maps put the tags of a multipolygon on its outer ways, which then stand for no area.
    let mut spoken_for = vec![false; osm.ways.len()];
    let mut of_relations = Vec::new();
    for relation in osm.relations.iter().filter(|r| r.tags.is("type", "multipolygon")) {
        let (outlines, lost, unclosed) = rings(osm, relation);
        missing += lost;
        open += unclosed;
        let outer = || relation.members.iter().filter(|m| !m.inner).filter_map(|m| osm.way(m.way));
        let mut tags = &relation.tags;
        if class(tags).is_none() {
            let of_ways = || outer().map(|way| &osm.ways[way].tags);
            let first = of_ways().find(|tags| class(tags).is_some());
            let same = |a: &Tags| first.is_some_and(|b| class(a).is_none() || class(a) == class(b));
            if let Some(first) = first.filter(|_| of_ways().all(same)) {
                tags = first;
                for way in outer() {
                    spoken_for[way] = true;
                }
            }
        }
        if !outlines.is_empty() {
            of_relations.push(area(relation.id, tags, outlines, positions));
        }
    }
    for (way, spoken_for) in osm.ways.iter().zip(spoken_for) {
        let line = osm.line(way);
        let closed = line.len() >= 4 && line.first() == line.last();
        if closed && !spoken_for && !way.tags.is_empty() && !line.contains(&MISSING) {
            areas.push(area(way.id, &way.tags, vec![line.to_vec()], positions));
        }
    }
    areas.extend(of_relations);
    notes.add(Finding::MissingMembers, "", missing);
    notes.add(Finding::OpenRings, "", open);
    areas
}

fn area<'a>(id: i64, tags: &'a Tags, outlines: Vec<Vec<u32>>, positions: &[Position]) -> Area<'a> {
    let mut largest = (-1.0, Position::default());
    let mut size_m2 = 0.0;
    for outline in &outlines {
        let (size, centre) = area_and_centre(&points(outline, positions));
        size_m2 += size;
        if size > largest.0 {
            largest = (size, centre);
        }
    }
    Area { id, tags, size_m2, centre: largest.1, outlines }
}

fn points(outline: &[u32], positions: &[Position]) -> Vec<Position> {
    outline.iter().map(|&node| positions[node as usize]).collect()
}

/// Puts the ways of a relation together; also how many are missing and how many chains stay open.
fn rings(osm: &Osm, relation: &Relation) -> (Vec<Vec<u32>>, usize, usize) {
    let mut rings = Vec::new();
    let (mut missing, mut open) = (0, 0);
    let mut lines: Vec<&[u32]> = Vec::new();
    for member in &relation.members {
        match osm.way(member.way).map(|way| osm.line(&osm.ways[way])) {
            Some(line) if line.len() >= 2 && !line.contains(&MISSING) => {
                if line.first() == line.last() {
                    rings.push(line.to_vec());
                } else {
                    lines.push(line);
                }
            }
            _ => missing += 1,
        }
    }
    // Which lines end at a node; the first member is taken first.
    let mut ends: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (number, line) in lines.iter().enumerate().rev() {
        ends.entry(line[0]).or_default().push(number);
        ends.entry(line[line.len() - 1]).or_default().push(number);
    }
    let mut used = vec![false; lines.len()];
    for start in 0..lines.len() {
        if used[start] {
            continue;
        }
        used[start] = true;
        let mut ring = lines[start].to_vec();
        while ring.first() != ring.last() {
            let end = ring[ring.len() - 1];
            let waiting = ends.get_mut(&end).expect("every line ends somewhere");
            let next = loop {
                match waiting.pop() {
                    Some(line) if used[line] => {}
                    other => break other,
                }
            };
            let Some(next) = next else { break };
            used[next] = true;
            let line = lines[next];
            if line[0] == end {
                ring.extend_from_slice(&line[1..]);
            } else {
                ring.extend(line[..line.len() - 1].iter().rev());
            }
        }
        if ring.len() >= 4 && ring.first() == ring.last() {
            rings.push(ring);
        } else {
            open += 1;
        }
    }
    (rings, missing, open)
}

/// Paints every area, then lines of water.
pub(crate) fn paint(
    osm: &Osm,
    areas: &[Area<'_>],
    positions: &[Position],
    grid: &Grid,
    choices: &CoverChoices,
    notes: &mut Notes,
) -> Land {
    let mut cells: Vec<Option<(LandClass, bool)>> = vec![None; grid.cells()];
    let mut too_complex = 0;
    let mut painted: Vec<(&Area<'_>, (LandClass, bool))> =
        areas.iter().filter_map(|area| Some((area, class(area.tags)?))).collect();
    // A stable sort: ways before relations, each by id, where the size is the same.
    painted.sort_by(|(a, _), (b, _)| b.size_m2.total_cmp(&a.size_m2).then(a.id.cmp(&b.id)));
    for (area, class) in painted {
        let outlines: Vec<_> = area.outlines.iter().map(|o| points(o, positions)).collect();
        let filled = fill(grid, &outlines, |cell| cells[cell] = Some(class));
        too_complex += usize::from(!filled);
    }
    build_up(areas, positions, grid, &mut cells);
    for way in &osm.ways {
        if is_water_line(way, choices.waterways) {
            for pair in osm.line(way).windows(2) {
                if pair.contains(&MISSING) {
                    continue;
                }
                let [from, to] = [positions[pair[0] as usize], positions[pair[1] as usize]];
                // A line far outside would be walked cell by cell for nothing.
                if touches(grid, from, to) {
                    for cell in grid.line(from, to) {
                        cells[cell.index()] = Some((LandClass::Water, false));
                    }
                }
            }
        }
    }
    let coastlines = osm.ways.iter().filter(|way| way.tags.is("natural", "coastline")).count();
    notes.add(Finding::AreasTooComplex, "", too_complex);
    notes.add(Finding::CoastlinesIgnored, "", coastlines);
    let assumed = cells.iter().filter(|cell| matches!(cell, Some((_, true)))).count();
    notes.add(Finding::LeafTypeAssumed, "", assumed);
    Land { class: cells.into_iter().map(|cell| cell.map(|(class, _)| class)).collect() }
}

/// Cells of which buildings cover a tenth are built up, whatever lies between the houses: the least
/// that a village street reaches. A building counts where its middle is.
fn build_up(
    areas: &[Area<'_>],
    positions: &[Position],
    grid: &Grid,
    cells: &mut [Option<(LandClass, bool)>],
) {
    const SHARE_MIN: f64 = 0.1;
    let mut houses_m2 = vec![0.0; cells.len()];
    for area in areas.iter().filter(|a| a.tags.get("building").is_some_and(|b| b != "no")) {
        if let Some(cell) = grid.at(area.centre) {
            houses_m2[cell.index()] += area.size_m2;
        }
        if area.size_m2 > grid.cell_m * grid.cell_m {
            let outlines: Vec<_> = area.outlines.iter().map(|o| points(o, positions)).collect();
            fill(grid, &outlines, |cell| cells[cell] = Some((LandClass::Built, false)));
        }
    }
    for (cell, houses_m2) in cells.iter_mut().zip(houses_m2) {
        if houses_m2 >= SHARE_MIN * grid.cell_m * grid.cell_m {
            *cell = Some((LandClass::Built, false));
        }
    }
}

fn is_water_line(way: &Way, waterways: Waterways) -> bool {
    let underground = way.tags.get("tunnel").is_some_and(|v| v != "no");
    let wanted = match (waterways, way.tags.get("waterway")) {
        (Waterways::None, _) | (_, None) => false,
        (_, Some("river" | "canal")) => true,
        (Waterways::All, Some("stream" | "ditch" | "drain")) => true,
        _ => false,
    };
    wanted && !underground
}

fn touches(grid: &Grid, from: Position, to: Position) -> bool {
    let (width, height) = (grid.width_m(), grid.height_m());
    let long = (to.x_m - from.x_m).abs().max((to.y_m - from.y_m).abs());
    from.x_m.min(to.x_m) <= width
        && from.x_m.max(to.x_m) >= 0.0
        && from.y_m.min(to.y_m) <= height
        && from.y_m.max(to.y_m) >= 0.0
        && long <= 2.0 * (width + height)
}
