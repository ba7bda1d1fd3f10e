//! The XML form of a map (`.osm`), read in one pass over the text.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{Draft, Member, Read_};
use crate::earth::Bounds;
use crate::report::Fault;

/// What is being read between its start and its end tag.
enum Open {
    Nothing,
    Node,
    Way,
    Relation,
}

pub(super) fn read(bytes: &[u8], draft: &mut Draft) -> Read_<()> {
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&text);
    let mut open = Open::Nothing;
    let (mut id, mut lat, mut lon) = (0_i64, f64::NAN, f64::NAN);
    let mut tags: Vec<(String, String)> = Vec::new();
    let mut nodes: Vec<i64> = Vec::new();
    let mut members: Vec<Member> = Vec::new();
    let mut ended = false;
    loop {
        let damaged =
            |at: u64, e: &dyn std::fmt::Display| (Fault::Damaged, format!("byte {at}: {e}"));
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(e) => return Err(damaged(reader.error_position(), &e)),
        };
        let at = reader.buffer_position();
        let mut close: Option<Open> = None;
        match &event {
            Event::Eof => break,
            Event::Start(element) | Event::Empty(element) => {
                let empty = matches!(event, Event::Empty(_));
                let name = element.name();
                match name.as_ref() {
                    "bounds" => draft.bounds(bounds(element).map_err(|e| damaged(at, &e))?),
                    "node" => {
                        (id, lat, lon) = (0, f64::NAN, f64::NAN);
                        tags.clear();
                        attributes(element, |key, value| match key {
                            "id" => id = value.parse().unwrap_or(0),
                            "lat" => lat = value.parse().unwrap_or(f64::NAN),
                            "lon" => lon = value.parse().unwrap_or(f64::NAN),
                            _ => {}
                        })
                        .map_err(|e| damaged(at, &e))?;
                        open = Open::Node;
                    }
                    kind @ ("way" | "relation") => {
                        id = 0;
                        tags.clear();
                        nodes.clear();
                        members.clear();
                        open = if kind == "way" { Open::Way } else { Open::Relation };
                        attributes(element, |key, value| {
                            if key == "id" {
                                id = value.parse().unwrap_or(0);
                            }
                        })
                        .map_err(|e| damaged(at, &e))?;
                    }
                    "tag" => {
                        let (mut k, mut v) = (String::new(), String::new());
                        attributes(element, |key, value| match key {
                            "k" => k = value.to_owned(),
                            "v" => v = value.to_owned(),
                            _ => {}
                        })
                        .map_err(|e| damaged(at, &e))?;
                        tags.push((k, v));
                    }
                    "nd" => attributes(element, |key, value| {
                        if key == "ref" {
                            // 0 is no node's number, so that what is no number is missing.
                            nodes.push(value.parse().unwrap_or(0));
                        }
                    })
                    .map_err(|e| damaged(at, &e))?,
                    "member" => {
                        let (mut way, mut of_ways, mut inner) = (0, false, false);
                        attributes(element, |key, value| match key {
                            "type" => of_ways = value == "way",
                            "ref" => way = value.parse().unwrap_or(0),
                            "role" => inner = value == "inner",
                            _ => {}
                        })
                        .map_err(|e| damaged(at, &e))?;
                        if of_ways {
                            members.push(Member { way, inner });
                        }
                    }
                    _ => {}
                }
                if empty && matches!(name.as_ref(), "node" | "way" | "relation") {
                    close = Some(std::mem::replace(&mut open, Open::Nothing));
                }
                ended |= empty && name.as_ref() == "osm";
            }
            Event::End(element) => match element.name().as_ref() {
                "node" | "way" | "relation" => {
                    close = Some(std::mem::replace(&mut open, Open::Nothing));
                }
                "osm" => ended = true,
                _ => {}
            },
            _ => {}
        }
        if let Some(what) = close {
            let tags: Vec<(&str, &str)> =
                tags.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
            match what {
                Open::Node => draft.node(id, lat, lon, &tags)?,
                Open::Way => draft.way(id, &nodes, &tags)?,
                Open::Relation => draft.relation(id, &members, &tags)?,
                Open::Nothing => {}
            }
        }
    }
    if ended { Ok(()) } else { Err((Fault::Damaged, "no </osm>".to_owned())) }
}

fn bounds(element: &BytesStart<'_>) -> quick_xml::Result<Bounds> {
    let nan = f64::NAN;
    let mut bounds = Bounds { south_deg: nan, west_deg: nan, north_deg: nan, east_deg: nan };
    attributes(element, |key, value| {
        let edge = match key {
            "minlat" => &mut bounds.south_deg,
            "minlon" => &mut bounds.west_deg,
            "maxlat" => &mut bounds.north_deg,
            "maxlon" => &mut bounds.east_deg,
            _ => return,
        };
        *edge = value.parse().unwrap_or(nan);
    })?;
    Ok(bounds)
}

fn attributes(element: &BytesStart<'_>, mut take: impl FnMut(&str, &str)) -> quick_xml::Result<()> {
    let mut attributes = element.attributes();
    for attribute in attributes.with_checks(false) {
        let attribute = attribute?;
        let value = attribute.normalized_value(XmlVersion::Explicit1_0)?;
        take(attribute.key.as_ref(), &value);
    }
    Ok(())
}
