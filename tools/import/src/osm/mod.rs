//! OpenStreetMap data, whatever file it came in: nodes, ways and relations with the tags that
//! matter here. Everything is bounded; what does not fit together is counted, not fatal.

mod pbf;
mod xml;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use flate2::read::MultiGzDecoder;

use crate::earth::{Bounds, LatLon};
use crate::report::{Fault, Finding, ImportProblem, Notes};

/// What one import accepts at most: a large province, not a planet.
const NODES_MAX: usize = 40_000_000;
const WAYS_MAX: usize = 8_000_000;
const REFERENCES_MAX: usize = 80_000_000;
const RELATIONS_MAX: usize = 1_000_000;
const MEMBERS_MAX: usize = 10_000_000;
const TAG_BYTES_MAX: usize = 512 << 20;
/// One tag value: OpenStreetMap itself allows 255 characters.
const VALUE_BYTES_MAX: usize = 1024;
/// A file on disk.
const FILE_BYTES_MAX: u64 = 2 << 30;
/// Text of an XML file, unpacked.
const TEXT_BYTES_MAX: u64 = 1 << 30;
/// Map XML packs about 15 to 1; what unpacks to far more is no map.
const PACKING_RATIO_MAX: u64 = 200;

/// A reference to a node that is not in the file.
pub(crate) const MISSING: u32 = u32::MAX;

/// The tags read at all, sorted.
const KEYS: [&str; 44] = [
    "access",
    "aeroway",
    "amenity",
    "area",
    "bridge",
    "bridge:name",
    "building",
    "capacity",
    "content",
    "emergency",
    "highway",
    "int_name",
    "junction",
    "landcover",
    "landuse",
    "lanes",
    "lanes:backward",
    "lanes:forward",
    "leaf_type",
    "leisure",
    "man_made",
    "maxspeed",
    "military",
    "motor_vehicle",
    "name",
    "name:en",
    "name:zh",
    "name:zh-Hans",
    "natural",
    "oneway",
    "place",
    "population",
    "power",
    "ref",
    "service",
    "social_facility",
    "tourism",
    "tunnel",
    "tunnel:name",
    "type",
    "vehicle",
    "water",
    "waterway",
    "wood",
];

/// Key and value pairs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Tags(Vec<(u8, Box<str>)>);

impl Tags {
    /// The value of a key. Only keys of the list above are ever there.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        let wanted = KEYS.binary_search(&key).expect("the key is in the list of keys read") as u8;
        self.0.iter().find(|(known, _)| *known == wanted).map(|(_, value)| &**value)
    }

    /// Whether a key has a value.
    pub(crate) fn is(&self, key: &str, value: &str) -> bool {
        self.get(key) == Some(value)
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A node of a line or a point of interest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) id: i64,
    pub(crate) at: LatLon,
}

/// A line or an outline: `Osm::line` gives its nodes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Way {
    pub(crate) id: i64,
    pub(crate) tags: Tags,
    first: usize,
    len: usize,
}

/// What a relation is made of, as far as it is used here: ways.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Member {
    pub(crate) way: i64,
    pub(crate) inner: bool,
}

/// An area of several outlines.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Relation {
    pub(crate) id: i64,
    pub(crate) tags: Tags,
    pub(crate) members: Vec<Member>,
}

/// A map.
#[derive(Debug, Default)]
pub(crate) struct Osm {
    /// What the file says it covers.
    pub(crate) bounds: Option<Bounds>,
    /// By id.
    pub(crate) nodes: Vec<Node>,
    /// Numbers of nodes with tags of their own, by id.
    pub(crate) points: Vec<(u32, Tags)>,
    /// By id.
    pub(crate) ways: Vec<Way>,
    /// By id.
    pub(crate) relations: Vec<Relation>,
    references: Vec<u32>,
}

impl Osm {
    /// The numbers of the nodes of a way; `MISSING` where the file does not hold the node.
    pub(crate) fn line(&self, way: &Way) -> &[u32] {
        &self.references[way.first..way.first + way.len]
    }

    /// The way with this id.
    pub(crate) fn way(&self, id: i64) -> Option<usize> {
        self.ways.binary_search_by_key(&id, |way| way.id).ok()
    }
}

/// Reads a file by its name: `.osm.pbf` (or `.pbf`), `.osm`, `.xml`, `.osm.gz`.
pub(crate) fn read(path: &Path, notes: &mut Notes) -> Result<Osm, ImportProblem> {
    let name = path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
    let unreadable = |e: std::io::Error| ImportProblem::of_file(Fault::Unreadable, path, e);
    let file = File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    if size > FILE_BYTES_MAX {
        let detail = format!("{size} > {FILE_BYTES_MAX} bytes");
        return Err(ImportProblem::of_file(Fault::TooLarge, path, detail));
    }
    let mut draft = Draft::default();
    let read = |from: &mut dyn Read, limit: u64| {
        let mut bytes = Vec::new();
        from.take(limit + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() as u64 > limit {
            let detail = format!("> {limit} bytes");
            return Err(ImportProblem::of_file(Fault::TooLarge, path, detail));
        }
        Ok(bytes)
    };
    let result = if name.ends_with(".pbf") {
        let bytes = read(&mut &file, FILE_BYTES_MAX)?;
        pbf::read(&bytes, &mut draft)
    } else if name.ends_with(".osm") || name.ends_with(".xml") {
        let bytes = read(&mut &file, TEXT_BYTES_MAX)?;
        xml::read(&bytes, &mut draft)
    } else if name.ends_with(".osm.gz") || name.ends_with(".xml.gz") {
        let limit = TEXT_BYTES_MAX.min(size.saturating_mul(PACKING_RATIO_MAX) + (1 << 16));
        let mut bytes = Vec::new();
        match MultiGzDecoder::new(&file).take(limit + 1).read_to_end(&mut bytes) {
            Err(e) => Err((Fault::Damaged, e.to_string())),
            Ok(_) if bytes.len() as u64 > limit => {
                Err((Fault::TooLarge, format!("unpacks to > {limit} bytes")))
            }
            Ok(_) => xml::read(&bytes, &mut draft),
        }
    } else {
        Err((Fault::UnknownKind, ".osm.pbf | .osm | .osm.gz".to_owned()))
    };
    match result.and_then(|()| draft.finish(notes)) {
        Ok(osm) => Ok(osm),
        Err((fault, detail)) => Err(ImportProblem::of_file(fault, path, detail)),
    }
}

/// What the two readers answer: a fault and where it is.
type Read_<T> = Result<T, (Fault, String)>;

/// A map being read.
#[derive(Debug, Default)]
struct Draft {
    bounds: Option<Bounds>,
    nodes: Vec<Node>,
    points: Vec<(i64, Tags)>,
    ways: Vec<Way>,
    relations: Vec<Relation>,
    references: Vec<i64>,
    members: usize,
    tag_bytes: usize,
    out_of_range: usize,
}

impl Draft {
    fn bounds(&mut self, bounds: Bounds) {
        if bounds.is_sane() {
            self.bounds = Some(bounds);
        }
    }

    fn node(&mut self, id: i64, lat_deg: f64, lon_deg: f64, tags: &[(&str, &str)]) -> Read_<()> {
        if !(lat_deg.abs() <= 90.0 && lon_deg.abs() <= 180.0) {
            self.out_of_range += 1;
            return Ok(());
        }
        within(self.nodes.len(), NODES_MAX, "nodes")?;
        self.nodes.push(Node { id, at: LatLon::new(lat_deg, lon_deg) });
        let tags = self.tags(tags)?;
        if !tags.is_empty() {
            self.points.push((id, tags));
        }
        Ok(())
    }

    fn way(&mut self, id: i64, nodes: &[i64], tags: &[(&str, &str)]) -> Read_<()> {
        within(self.ways.len(), WAYS_MAX, "ways")?;
        within(self.references.len() + nodes.len(), REFERENCES_MAX, "references")?;
        let tags = self.tags(tags)?;
        let first = self.references.len();
        self.references.extend_from_slice(nodes);
        self.ways.push(Way { id, tags, first, len: nodes.len() });
        Ok(())
    }

    fn relation(&mut self, id: i64, members: &[Member], tags: &[(&str, &str)]) -> Read_<()> {
        let area = tags
            .iter()
            .any(|&(key, value)| key == "type" && matches!(value, "multipolygon" | "boundary"));
        if !area {
            return Ok(());
        }
        self.members += members.len();
        within(self.relations.len(), RELATIONS_MAX, "relations")?;
        within(self.members, MEMBERS_MAX, "members")?;
        let tags = self.tags(tags)?;
        self.relations.push(Relation { id, tags, members: members.to_vec() });
        Ok(())
    }

    fn tags(&mut self, tags: &[(&str, &str)]) -> Read_<Tags> {
        let mut kept = Vec::new();
        for (key, value) in tags {
            if let Ok(key) = KEYS.binary_search(key)
                && value.len() <= VALUE_BYTES_MAX
            {
                self.tag_bytes += value.len() + 24;
                kept.push((key as u8, Box::from(*value)));
            }
        }
        within(self.tag_bytes, TAG_BYTES_MAX, "bytes of tags")?;
        Ok(Tags(kept))
    }

    /// Sorts by id, keeps the last of repeated ids, and turns references into numbers.
    fn finish(mut self, notes: &mut Notes) -> Read_<Osm> {
        let read = self.nodes.len();
        last_of_each(&mut self.nodes, |node| node.id);
        notes.add(Finding::NodesOutOfRange, "", self.out_of_range);
        notes.add(Finding::NodesRepeated, "", read - self.nodes.len());
        last_of_each(&mut self.points, |(id, _)| *id);
        last_of_each(&mut self.ways, |way| way.id);
        last_of_each(&mut self.relations, |relation| relation.id);
        let number = |id: i64| self.nodes.binary_search_by_key(&id, |node| node.id).ok();
        let mut missing = 0;
        let mut references = vec![MISSING; self.references.len()];
        for way in &self.ways {
            let nodes = way.first..way.first + way.len;
            for (reference, &id) in
                references[nodes.clone()].iter_mut().zip(&self.references[nodes])
            {
                match number(id) {
                    Some(node) => *reference = node as u32,
                    None => missing += 1,
                }
            }
        }
        notes.add(Finding::MissingNodes, "", missing);
        let points = self
            .points
            .into_iter()
            .filter_map(|(id, tags)| number(id).map(|node| (node as u32, tags)))
            .collect();
        Ok(Osm {
            bounds: self.bounds,
            points,
            nodes: self.nodes,
            ways: self.ways,
            relations: self.relations,
            references,
        })
    }
}

fn within(count: usize, limit: usize, what: &str) -> Read_<()> {
    if count < limit { Ok(()) } else { Err((Fault::TooLarge, format!("{what} > {limit}"))) }
}

fn last_of_each<T>(rows: &mut Vec<T>, id: impl Fn(&T) -> i64) {
    if !rows.is_sorted_by(|a, b| id(a) < id(b)) {
        // A stable sort: among equal ids the order of the file remains, and the last one is kept.
        rows.sort_by_key(&id);
        rows.reverse();
        rows.dedup_by_key(|row| id(row));
        rows.reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_keys_is_sorted() {
        assert!(KEYS.is_sorted());
    }
}
