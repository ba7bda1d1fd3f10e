//! The binary form of a map (`.osm.pbf`): blobs of protocol buffers, read without trust in them.
//!
//! A reader of our own, because the ones at hand unwind on damaged files (unknown member types,
//! sums that overflow): here every number is checked, sums wrap, and every length is bounded by
//! what the format allows (a header 64 KiB, a blob 32 MiB unpacked).

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::{Draft, Member, Read_};
use crate::earth::Bounds;
use crate::report::Fault;

const HEADER_BYTES_MAX: usize = 64 << 10;
const BLOB_BYTES_MAX: usize = 32 << 20;

pub(super) fn read(bytes: &[u8], draft: &mut Draft) -> Read_<()> {
    let mut rest = bytes;
    let mut scratch = Scratch::default();
    let mut unpacked = Vec::new();
    let mut header_seen = false;
    while !rest.is_empty() {
        let place = || format!("byte {}", bytes.len() - rest.len());
        let damaged = |what: &str| (Fault::Damaged, format!("{}: {what}", place()));
        let (size, after) = rest.split_first_chunk::<4>().ok_or_else(|| damaged("ends early"))?;
        let size = u32::from_be_bytes(*size) as usize;
        if size > HEADER_BYTES_MAX {
            return Err(damaged("no blob header"));
        }
        let (header, after) = after.split_at_checked(size).ok_or_else(|| damaged("ends early"))?;
        let (kind, size) = blob_header(header).ok_or_else(|| damaged("bad blob header"))?;
        if size > BLOB_BYTES_MAX {
            return Err((Fault::TooLarge, format!("{}: blob of {size} bytes", place())));
        }
        let (blob, after) = after.split_at_checked(size).ok_or_else(|| damaged("ends early"))?;
        if matches!(kind, b"OSMHeader" | b"OSMData") {
            unpack(blob, &mut unpacked)
                .map_err(|(fault, what)| (fault, format!("{}: {what}", place())))?;
            if kind == b"OSMHeader" {
                header_seen = true;
                header_block(&unpacked, draft)
                    .map_err(|(f, what)| (f, format!("{}: {what}", place())))?;
            } else if header_seen {
                primitive_block(&unpacked, &mut scratch, draft)
                    .map_err(|(fault, what)| (fault, format!("{}: {what}", place())))?;
            } else {
                return Err(damaged("data before the header"));
            }
        }
        rest = after;
    }
    if header_seen { Ok(()) } else { Err((Fault::Damaged, "no header".to_owned())) }
}

/// One field of a message.
enum Field<'a> {
    Number(u64),
    Bytes(&'a [u8]),
    Other,
}

/// Fields of a message, one after the other.
struct Fields<'a> {
    rest: &'a [u8],
}

impl<'a> Fields<'a> {
    const fn of(rest: &'a [u8]) -> Self {
        Self { rest }
    }

    /// The next field; `None` at the end, and `Some(None)` where the message is damaged.
    fn next(&mut self) -> Option<Option<(u64, Field<'a>)>> {
        if self.rest.is_empty() { None } else { Some(self.field()) }
    }

    fn field(&mut self) -> Option<(u64, Field<'a>)> {
        let key = varint(&mut self.rest)?;
        let field = match key & 7 {
            0 => Field::Number(varint(&mut self.rest)?),
            1 => {
                self.rest = self.rest.get(8..)?;
                Field::Other
            }
            2 => {
                let size = usize::try_from(varint(&mut self.rest)?).ok()?;
                let (bytes, rest) = self.rest.split_at_checked(size)?;
                self.rest = rest;
                Field::Bytes(bytes)
            }
            5 => {
                self.rest = self.rest.get(4..)?;
                Field::Other
            }
            _ => return None,
        };
        Some((key >> 3, field))
    }
}

fn varint(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let (&byte, after) = rest.split_first()?;
        *rest = after;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// Signed numbers are stored so that small ones stay short.
const fn zigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

fn numbers(bytes: &[u8], into: &mut Vec<u64>) -> Option<()> {
    let mut rest = bytes;
    while !rest.is_empty() {
        into.push(varint(&mut rest)?);
    }
    Some(())
}

fn blob_header(bytes: &[u8]) -> Option<(&[u8], usize)> {
    let (mut kind, mut size) = (None, None);
    let mut fields = Fields::of(bytes);
    while let Some(field) = fields.next() {
        match field? {
            (1, Field::Bytes(bytes)) => kind = Some(bytes),
            (3, Field::Number(number)) => size = usize::try_from(number).ok(),
            _ => {}
        }
    }
    Some((kind?, size?))
}

fn unpack(blob: &[u8], into: &mut Vec<u8>) -> Read_<()> {
    into.clear();
    let mut fields = Fields::of(blob);
    let mut found = false;
    while let Some(field) = fields.next() {
        match field.ok_or_else(bad)? {
            (1, Field::Bytes(raw)) => {
                into.extend_from_slice(raw);
                found = true;
            }
            (3, Field::Bytes(packed)) => {
                ZlibDecoder::new(packed)
                    .take(BLOB_BYTES_MAX as u64 + 1)
                    .read_to_end(into)
                    .map_err(|e| (Fault::Damaged, e.to_string()))?;
                found = true;
            }
            (4..=7, Field::Bytes(_)) => {
                return Err((Fault::Unsupported, "packed by other means than zlib".to_owned()));
            }
            _ => {}
        }
        if into.len() > BLOB_BYTES_MAX {
            return Err((Fault::TooLarge, format!("blob unpacks to > {BLOB_BYTES_MAX} bytes")));
        }
    }
    if found { Ok(()) } else { Err(bad()) }
}

fn bad() -> (Fault, String) {
    (Fault::Damaged, "bad message".to_owned())
}

fn header_block(bytes: &[u8], draft: &mut Draft) -> Read_<()> {
    let mut fields = Fields::of(bytes);
    while let Some(field) = fields.next() {
        match field.ok_or_else(bad)? {
            (1, Field::Bytes(bytes)) => {
                let mut edges = [f64::NAN; 4];
                let mut fields = Fields::of(bytes);
                while let Some(field) = fields.next() {
                    if let (which @ 1..=4, Field::Number(value)) = field.ok_or_else(bad)? {
                        edges[which as usize - 1] = zigzag(value) as f64 * 1e-9;
                    }
                }
                let [west_deg, east_deg, north_deg, south_deg] = edges;
                draft.bounds(Bounds { south_deg, west_deg, north_deg, east_deg });
            }
            (4, Field::Bytes(feature)) if !matches!(feature, b"OsmSchema-V0.6" | b"DenseNodes") => {
                let feature = String::from_utf8_lossy(feature).chars().take(80).collect();
                return Err((Fault::Unsupported, feature));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Vectors used again for every element.
#[derive(Default)]
struct Scratch {
    ids: Vec<u64>,
    lats: Vec<u64>,
    lons: Vec<u64>,
    keys: Vec<u64>,
    values: Vec<u64>,
    types: Vec<u64>,
    nodes: Vec<i64>,
    members: Vec<Member>,
}

/// What the elements of a block share.
struct Block<'a> {
    strings: Vec<&'a str>,
    granularity: i64,
    lat_offset: i64,
    lon_offset: i64,
}

impl<'a> Block<'a> {
    fn string(&self, index: u64) -> &'a str {
        usize::try_from(index).ok().and_then(|i| self.strings.get(i)).copied().unwrap_or("")
    }

    fn lat_deg(&self, lat: i64) -> f64 {
        self.granularity.wrapping_mul(lat).wrapping_add(self.lat_offset) as f64 * 1e-9
    }

    fn lon_deg(&self, lon: i64) -> f64 {
        self.granularity.wrapping_mul(lon).wrapping_add(self.lon_offset) as f64 * 1e-9
    }

    fn tags(&self, keys: &[u64], values: &[u64]) -> Vec<(&'a str, &'a str)> {
        keys.iter().zip(values).map(|(&k, &v)| (self.string(k), self.string(v))).collect()
    }
}

fn primitive_block(bytes: &[u8], scratch: &mut Scratch, draft: &mut Draft) -> Read_<()> {
    let mut block = Block { strings: Vec::new(), granularity: 100, lat_offset: 0, lon_offset: 0 };
    let mut groups = Vec::new();
    let mut fields = Fields::of(bytes);
    while let Some(field) = fields.next() {
        match field.ok_or_else(bad)? {
            (1, Field::Bytes(table)) => {
                let mut strings = Fields::of(table);
                while let Some(string) = strings.next() {
                    if let (1, Field::Bytes(string)) = string.ok_or_else(bad)? {
                        block.strings.push(str::from_utf8(string).unwrap_or(""));
                    }
                }
            }
            (2, Field::Bytes(group)) => groups.push(group),
            (17, Field::Number(n)) => block.granularity = n as i64,
            (19, Field::Number(n)) => block.lat_offset = n as i64,
            (20, Field::Number(n)) => block.lon_offset = n as i64,
            _ => {}
        }
    }
    for group in groups {
        let mut fields = Fields::of(group);
        while let Some(field) = fields.next() {
            match field.ok_or_else(bad)? {
                (1, Field::Bytes(node)) => element(node, Kind::Node, &block, scratch, draft)?,
                (2, Field::Bytes(nodes)) => dense_nodes(nodes, &block, scratch, draft)?,
                (3, Field::Bytes(way)) => element(way, Kind::Way, &block, scratch, draft)?,
                (4, Field::Bytes(rel)) => element(rel, Kind::Relation, &block, scratch, draft)?,
                _ => {}
            }
        }
    }
    Ok(())
}

fn dense_nodes(
    bytes: &[u8],
    block: &Block<'_>,
    scratch: &mut Scratch,
    draft: &mut Draft,
) -> Read_<()> {
    let Scratch { ids, lats, lons, keys, .. } = scratch;
    for list in [&mut *ids, &mut *lats, &mut *lons, &mut *keys] {
        list.clear();
    }
    let mut fields = Fields::of(bytes);
    while let Some(field) = fields.next() {
        let (number, Field::Bytes(packed)) = field.ok_or_else(bad)? else { continue };
        let list = match number {
            1 => &mut *ids,
            8 => &mut *lats,
            9 => &mut *lons,
            10 => &mut *keys,
            _ => continue,
        };
        numbers(packed, list).ok_or_else(bad)?;
    }
    if ids.len() != lats.len() || ids.len() != lons.len() {
        return Err(bad());
    }
    let (mut id, mut lat, mut lon) = (0_i64, 0_i64, 0_i64);
    let mut pairs = keys.iter();
    let mut tags = Vec::new();
    for ((&d_id, &d_lat), &d_lon) in ids.iter().zip(&*lats).zip(&*lons) {
        id = id.wrapping_add(zigzag(d_id));
        lat = lat.wrapping_add(zigzag(d_lat));
        lon = lon.wrapping_add(zigzag(d_lon));
        tags.clear();
        while let Some(&key) = pairs.next() {
            if key == 0 {
                break;
            }
            let value = pairs.next().copied().ok_or_else(bad)?;
            tags.push((block.string(key), block.string(value)));
        }
        draft.node(id, block.lat_deg(lat), block.lon_deg(lon), &tags)?;
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Node,
    Way,
    Relation,
}

/// A node, way or relation on its own: they share their first fields.
fn element(
    bytes: &[u8],
    kind: Kind,
    block: &Block<'_>,
    scratch: &mut Scratch,
    draft: &mut Draft,
) -> Read_<()> {
    let Scratch { ids, lats, keys, values, types, nodes, members, .. } = scratch;
    for list in [&mut *ids, &mut *lats, &mut *keys, &mut *values, &mut *types] {
        list.clear();
    }
    let (mut id, mut lat, mut lon) = (0_i64, 0_i64, 0_i64);
    let mut fields = Fields::of(bytes);
    while let Some(field) = fields.next() {
        match (field.ok_or_else(bad)?, kind) {
            // A node's number is signed, those of ways and relations are not.
            ((1, Field::Number(n)), Kind::Node) => id = zigzag(n),
            ((1, Field::Number(n)), _) => id = n as i64,
            ((2, Field::Bytes(packed)), _) => numbers(packed, keys).ok_or_else(bad)?,
            ((3, Field::Bytes(packed)), _) => numbers(packed, values).ok_or_else(bad)?,
            ((8, Field::Number(n)), Kind::Node) => lat = zigzag(n),
            ((9, Field::Number(n)), Kind::Node) => lon = zigzag(n),
            ((8, Field::Bytes(packed)), Kind::Way) => numbers(packed, ids).ok_or_else(bad)?,
            ((8, Field::Bytes(packed)), Kind::Relation) => {
                numbers(packed, lats).ok_or_else(bad)?;
            }
            ((9, Field::Bytes(packed)), Kind::Relation) => numbers(packed, ids).ok_or_else(bad)?,
            ((10, Field::Bytes(packed)), Kind::Relation) => {
                numbers(packed, types).ok_or_else(bad)?;
            }
            _ => {}
        }
    }
    let tags = block.tags(keys, values);
    let mut at = 0_i64;
    match kind {
        Kind::Node => draft.node(id, block.lat_deg(lat), block.lon_deg(lon), &tags),
        Kind::Way => {
            nodes.clear();
            nodes.extend(ids.iter().map(|&d| {
                at = at.wrapping_add(zigzag(d));
                at
            }));
            draft.way(id, nodes, &tags)
        }
        Kind::Relation => {
            members.clear();
            for ((&d, &role), &member) in ids.iter().zip(&*lats).zip(&*types) {
                at = at.wrapping_add(zigzag(d));
                if member == 1 {
                    members.push(Member { way: at, inner: block.string(role) == "inner" });
                }
            }
            draft.relation(id, members, &tags)
        }
    }
}
