//! A reading that does not stop at the first problem.
//!
//! `ron` decides whether a text is right. Where it is not, this second reader walks the tree with
//! the same serde type: a value of a wrong type, an unknown field, an unknown variant is noted and a
//! stand-in is given to serde, so that reading goes on. Which fields must not be missing only serde
//! knows, and it stops at the first: each such field is remembered by its type, and the walk begins
//! again. What it read, stand-ins and all, is handed on with the spans that are in doubt, so that
//! what the rest of the file means can be checked too.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{
    self, DeserializeOwned, DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use super::tree::{Field, Node, Shape, Span, read_number, read_whole};
use crate::problem::{Problem, Problems, Sentence, Source, nearest};
use crate::text::Value;

/// How often the walk begins again. Each time is one required field of one type, or one value that
/// a type refused by itself.
const WALKS_MAX: usize = 60;
/// How much text all walks together read, bytes.
const WALKED_BYTES_MAX: usize = 100 * 1024 * 1024;
/// How deep stand-ins are made of stand-ins.
const STAND_IN_DEPTH_MAX: usize = 24;

/// What is wrong with a text, and what it says all the same.
pub(super) struct Diagnosis<T> {
    pub(super) problems: Problems,
    /// The value with stand-ins for what is wrong; `None` where a type cannot be satisfied.
    pub(super) value: Option<T>,
    /// Where stand-ins were given.
    pub(super) doubts: Vec<Span>,
    /// Fields that have to be there are missing.
    pub(super) lacks_fields: bool,
}

/// Finds what is wrong with a text of type `T`.
pub(super) fn diagnose<T: DeserializeOwned>(source: &Source, root: &Node) -> Diagnosis<T> {
    let mut walk = Walk {
        source,
        found: Problems::new(),
        refused: Problems::new(),
        needed: BTreeSet::new(),
        skipped: BTreeSet::new(),
        doubts: Vec::new(),
        bodies: 0,
        stand_in_depth: 0,
        again: false,
    };
    let mut value = None;
    // A long text is walked less often, so that the worst takes seconds and not minutes.
    let walks_max = (WALKED_BYTES_MAX / source.text().len().max(1)).clamp(4, WALKS_MAX);
    for _ in 0..walks_max {
        walk.found = Problems::new();
        walk.doubts.clear();
        walk.again = false;
        walk.stand_in_depth = 0;
        value = give_to(std::marker::PhantomData::<T>, At::Node(root), &mut walk).ok();
        if value.is_some() || !walk.again {
            break;
        }
    }
    let Walk { found: mut problems, refused, doubts, needed, .. } = walk;
    // What a type refused is left out of lists, and the rest of the list then counts wrongly.
    let value = value.filter(|_| refused.is_empty());
    problems.append(refused);
    Diagnosis { problems, value, doubts, lacks_fields: !needed.is_empty() }
}

struct Walk<'a> {
    source: &'a Source,
    /// What this walk found; every walk finds it again.
    found: Problems,
    /// What a type refused by itself, each found once.
    refused: Problems,
    /// Fields that must be there: type, its fields, field.
    needed: BTreeSet<(String, &'static [&'static str], &'static str)>,
    /// Values a type refused, replaced by stand-ins from then on.
    skipped: BTreeSet<Span>,
    /// Where this walk gave stand-ins.
    doubts: Vec<Span>,
    /// How many structs were read from the brackets of a variant.
    bodies: usize,
    stand_in_depth: usize,
    /// Something new was learnt that another walk can use.
    again: bool,
}

/// What serde is given: a value, or a stand-in for one that is missing or wrong.
#[derive(Clone, Copy)]
enum At<'t> {
    Node(&'t Node),
    /// What stands in the brackets of a variant: `to: ...` of `Move(to: ...)`. Only a struct can be
    /// read from it, and the word before the bracket is not its name.
    Body(&'t Node),
    StandIn,
}

struct Reader<'w, 't, 'a> {
    at: At<'t>,
    walk: &'w mut Walk<'a>,
}

/// Why serde gave up on a value.
#[derive(Debug)]
enum Stop {
    /// The type wants a field of this name.
    Missing(&'static str),
    /// The type refused the value in words of its own.
    Refused(String),
    /// Somebody has noted it.
    Noted,
}

impl de::Error for Stop {
    fn custom<M: fmt::Display>(message: M) -> Self {
        Self::Refused(message.to_string())
    }
    fn missing_field(field: &'static str) -> Self {
        Self::Missing(field)
    }
}
impl de::StdError for Stop {}
impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl<'a> Walk<'a> {
    fn text(&self, span: Span) -> &'a str {
        span.of(self.source.text())
    }

    fn note(&mut self, span: Span, problem: impl FnOnce(Problem) -> Problem, key: &'static str) {
        let source = self.source;
        if !matches!(key, "problem-unknown-field" | "problem-missing-field") {
            self.doubts.push(span);
        }
        self.found.add_error(|| problem(Problem::error(source.place(span.range()), key)));
    }

    fn note_type(&mut self, node: &Node, expected: &'static str) {
        let is_truth = matches!(self.text(node.span), "true" | "false");
        let found = if is_truth { "type-truth" } else { describe(node) };
        let finish = |problem: Problem| {
            problem.with("expected", Value::Key(expected)).with("found", Value::Key(found))
        };
        self.note(node.span, finish, "problem-wrong-type");
    }

    /// Turns what stopped serde at a value into a problem, and learns from it.
    fn learn(&mut self, at: At<'_>, stop: Stop) -> Stop {
        let Stop::Refused(reason) = stop else { return stop };
        if let At::Node(node) | At::Body(node) = at
            && self.skipped.insert(node.span)
        {
            let source = self.source;
            self.refused.add_error(|| {
                Problem::error(source.place(node.span.range()), "problem-refused")
                    .with("reason", reason)
            });
            self.again = true;
        }
        Stop::Noted
    }

    /// Every field a type needs by what is known so far, and does not have.
    fn missing(
        &self,
        name: &str,
        fields: &'static [&'static str],
        has: impl Fn(&str) -> bool,
    ) -> Vec<&'static str> {
        if self.needed.is_empty() {
            return Vec::new();
        }
        let key = |field| (name.to_owned(), fields, field);
        fields
            .iter()
            .copied()
            .filter(|&field| !has(field) && self.needed.contains(&key(field)))
            .collect()
    }
}

impl<'w, 't, 'a> Reader<'w, 't, 'a> {
    /// The value, unless it is a stand-in or is to be replaced by one.
    fn node(&self) -> Option<&'t Node> {
        match self.at {
            At::Node(node) if !self.walk.skipped.contains(&node.span) => Some(node),
            At::Node(_) | At::Body(_) | At::StandIn => None,
        }
    }

    /// Gives a value to serde and learns from how it goes.
    fn give<V>(self, give: impl FnOnce(&mut Walk<'a>) -> Result<V, Stop>) -> Result<V, Stop> {
        let Self { at, walk } = self;
        give(walk).map_err(|stop| walk.learn(at, stop))
    }

    fn whole(&mut self, low: i128, high: i128) -> i128 {
        let Some(node) = self.node() else { return 1 };
        if !matches!(node.shape, Shape::Number) {
            self.walk.note_type(node, "type-whole-number");
            return 1;
        }
        let token = self.walk.text(node.span);
        match read_whole(token) {
            Some(whole) if (low..=high).contains(&whole) => whole,
            Some(whole) if whole < 0 && low == 0 => {
                let finish = |problem: Problem| problem.with("found", token);
                self.walk.note(node.span, finish, "problem-whole-negative");
                1
            }
            Some(_) => {
                let finish = |problem: Problem| {
                    let bound = |limit: i128| limit.to_string();
                    problem.with("found", token).with("low", bound(low)).with("high", bound(high))
                };
                self.walk.note(node.span, finish, "problem-whole-out-of-range");
                1
            }
            None => {
                let finish = |problem: Problem| problem.with("found", token);
                self.walk.note(node.span, finish, "problem-not-whole");
                1
            }
        }
    }

    fn number(&mut self) -> f64 {
        let Some(node) = self.node() else { return 1.0 };
        if !matches!(node.shape, Shape::Number) {
            self.walk.note_type(node, "type-number");
            return 1.0;
        }
        // NaN and the like are noted already by the reader of the tree.
        read_number(self.walk.text(node.span)).filter(|number| number.is_finite()).unwrap_or(1.0)
    }

    fn string(&mut self) -> String {
        let Some(node) = self.node() else { return String::new() };
        if !matches!(node.shape, Shape::Text) {
            self.walk.note_type(node, "type-text");
            return String::new();
        }
        match ron::from_str(self.walk.text(node.span)) {
            Ok(text) => text,
            Err(error) => {
                let reason = error.code.to_string();
                let finish = |problem: Problem| problem.with("reason", reason);
                self.walk.note(node.span, finish, "problem-bad-text");
                String::new()
            }
        }
    }

    /// The word before a bracket has to be the name of the type.
    fn check_name(&mut self, found: Option<Span>, wanted: &'static str) {
        if let Some(span) = found
            && self.walk.text(span) != wanted
        {
            let found = self.walk.text(span);
            let finish = |problem: Problem| problem.with("found", found).with("wanted", wanted);
            self.walk.note(span, finish, "problem-wrong-name");
        }
    }

    /// The items of a tuple of this length; stand-ins where it is something else.
    fn tuple_items(&mut self, name: Option<&'static str>, len: usize) -> Vec<At<'t>> {
        let stand_ins = vec![At::StandIn; len];
        let Some(node) = self.node() else { return stand_ins };
        match &node.shape {
            Shape::Tuple(found, items) => {
                if let Some(name) = name {
                    self.check_name(*found, name);
                }
                self.counted(node, items, len)
            }
            _ => {
                self.walk.note_type(node, "type-tuple");
                stand_ins
            }
        }
    }

    fn counted(&mut self, node: &'t Node, items: &'t [Node], len: usize) -> Vec<At<'t>> {
        if items.len() != len {
            let found = items.len();
            let finish = |problem: Problem| problem.with("wanted", len).with("found", found);
            self.walk.note(node.span, finish, "problem-tuple-length");
        }
        (0..len).map(|i| items.get(i).map_or(At::StandIn, At::Node)).collect()
    }

    /// The known fields of a struct, in the order of the file, then stand-ins for those it needs.
    fn entries(
        &mut self,
        name: &str,
        whole: Span,
        given: &'t [Field],
        fields: &'static [&'static str],
    ) -> Vec<(&'static str, At<'t>)> {
        let mut entries: Vec<(&'static str, At<'t>)> = Vec::with_capacity(fields.len());
        let mut unknown = Vec::new();
        for field in given {
            let key = self.walk.text(field.key).trim_start_matches("r#");
            match fields.iter().find(|known| **known == key) {
                // A field given twice is noted by the reader of the tree.
                Some(known) if entries.iter().any(|(key, _)| key == known) => {}
                Some(known) => entries.push((known, At::Node(&field.value))),
                None => unknown.push((field, key)),
            }
        }
        for (field, key) in unknown {
            if self.walk.found.is_full() {
                self.walk.note(field.key, |problem| problem, "problem-unknown-field");
                continue;
            }
            let free = |known: &&&str| !entries.iter().any(|(key, _)| key == *known);
            let near = nearest(key, fields.iter().filter(free).copied());
            let hint = match near {
                Some(near) => Sentence::new("hint-did-you-mean").with("name", near),
                None => one_of(fields),
            };
            let finish = |problem: Problem| problem.with("name", key).hint(hint);
            self.walk.note(field.key, finish, "problem-unknown-field");
            // What was probably meant is read under its right name.
            if let Some(near) = near {
                let known = fields.iter().copied().find(|known| *known == near);
                entries.extend(known.map(|known| (known, At::Node(&field.value))));
            }
        }
        for field in self.walk.missing(name, fields, |key| entries.iter().any(|(k, _)| *k == key)) {
            let finish = |problem: Problem| problem.with("name", field);
            self.walk.note(whole, finish, "problem-missing-field");
            entries.push((field, At::StandIn));
        }
        entries
    }

    /// Reads a struct, or the fields of a variant.
    fn fields<V: Visitor<'static>>(
        self,
        name: String,
        fields: &'static [&'static str],
        entries: Vec<(&'static str, At<'t>)>,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        self.give(|walk| {
            let access = Entries { entries: entries.into_iter(), value: None, walk };
            visitor.visit_map(access).map_err(|stop| match stop {
                Stop::Missing(field) => {
                    // A field outside the list can only be one renamed by hand: not ours to know.
                    walk.again |= walk.needed.insert((name, fields, field));
                    Stop::Noted
                }
                other => other,
            })
        })
    }

    fn stand_in_fields(fields: &'static [&'static str]) -> Vec<(&'static str, At<'t>)> {
        fields.iter().map(|field| (*field, At::StandIn)).collect()
    }

    /// Guards against types that hold themselves: their stand-in would never end.
    fn deeper<V>(self, go: impl FnOnce(Reader<'_, 't, 'a>) -> Result<V, Stop>) -> Result<V, Stop> {
        let stand_in = !matches!(self.at, At::Body(_)) && self.node().is_none();
        if !stand_in {
            return go(self);
        }
        if self.walk.stand_in_depth >= STAND_IN_DEPTH_MAX {
            return Err(Stop::Noted);
        }
        self.walk.stand_in_depth += 1;
        let Reader { at, walk } = self;
        let result = go(Reader { at, walk: &mut *walk });
        walk.stand_in_depth -= 1;
        result
    }
}

macro_rules! whole_numbers {
    ($($method:ident $visit:ident $kind:ty,)*) => {$(
        fn $method<V: Visitor<'static>>(mut self, visitor: V) -> Result<V::Value, Stop> {
            let whole = self.whole(i128::from(<$kind>::MIN), i128::from(<$kind>::MAX));
            let whole = <$kind>::try_from(whole).unwrap_or(1);
            self.give(|_| visitor.$visit(whole))
        }
    )*};
}

impl<'t> de::Deserializer<'static> for Reader<'_, 't, '_> {
    type Error = Stop;

    whole_numbers! {
        deserialize_i8 visit_i8 i8,
        deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64,
        deserialize_u8 visit_u8 u8,
        deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32,
        deserialize_u64 visit_u64 u64,
    }

    fn deserialize_any<V: Visitor<'static>>(mut self, visitor: V) -> Result<V::Value, Stop> {
        let Some(node) = self.node() else {
            return self.give(|_| visitor.visit_str(""));
        };
        match &node.shape {
            Shape::Number => match read_whole(self.walk.text(node.span)) {
                Some(whole) => match u64::try_from(whole) {
                    Ok(whole) => self.give(|_| visitor.visit_u64(whole)),
                    Err(_) => self.give(|_| visitor.visit_i64(whole as i64)),
                },
                None => {
                    let number = self.number();
                    self.give(|_| visitor.visit_f64(number))
                }
            },
            Shape::Text => {
                let text = self.string();
                self.give(|_| visitor.visit_string(text))
            }
            Shape::Word => match self.walk.text(node.span) {
                "true" => self.give(|_| visitor.visit_bool(true)),
                "false" => self.give(|_| visitor.visit_bool(false)),
                "None" => self.give(|_| visitor.visit_none()),
                _ => self.give(|_| visitor.visit_unit()),
            },
            Shape::List(items) | Shape::Tuple(_, items) => {
                let items: Vec<At<'t>> = items.iter().map(At::Node).collect();
                self.give(|walk| visitor.visit_seq(Items { items: items.into_iter(), walk }))
            }
            Shape::Map(_) => self.deserialize_map(visitor),
            Shape::Fields(_, fields) => {
                let entries: Vec<(String, At<'t>)> = fields
                    .iter()
                    .map(|field| (self.walk.text(field.key).to_owned(), At::Node(&field.value)))
                    .collect();
                let entries = entries.into_iter();
                self.give(|walk| visitor.visit_map(Named { entries, value: None, walk }))
            }
            Shape::Char | Shape::Bytes => self.give(|_| visitor.visit_unit()),
        }
    }

    fn deserialize_bool<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Stop> {
        let mut truth = false;
        if let Some(node) = self.node() {
            match self.walk.text(node.span) {
                "true" => truth = true,
                "false" => {}
                _ => self.walk.note_type(node, "type-truth"),
            }
        }
        self.give(|_| visitor.visit_bool(truth))
    }

    fn deserialize_f32<V: Visitor<'static>>(mut self, visitor: V) -> Result<V::Value, Stop> {
        let number = self.number() as f32;
        self.give(|_| visitor.visit_f32(number))
    }

    fn deserialize_f64<V: Visitor<'static>>(mut self, visitor: V) -> Result<V::Value, Stop> {
        let number = self.number();
        self.give(|_| visitor.visit_f64(number))
    }

    fn deserialize_char<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Stop> {
        if let Some(node) = self.node()
            && !matches!(node.shape, Shape::Char)
        {
            self.walk.note_type(node, "type-character");
        }
        self.give(|_| visitor.visit_char('x'))
    }

    fn deserialize_str<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_string(visitor)
    }

    fn deserialize_string<V: Visitor<'static>>(mut self, visitor: V) -> Result<V::Value, Stop> {
        let text = self.string();
        self.give(|_| visitor.visit_string(text))
    }

    fn deserialize_bytes<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_byte_buf(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.give(|_| visitor.visit_byte_buf(Vec::new()))
    }

    fn deserialize_option<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Stop> {
        let Some(node) = self.node() else {
            return self.give(|_| visitor.visit_none());
        };
        let at = match &node.shape {
            Shape::Word if self.walk.text(node.span) == "None" => {
                return self.give(|_| visitor.visit_none());
            }
            Shape::Tuple(Some(name), items)
                if self.walk.text(*name) == "Some" && items.len() == 1 =>
            {
                At::Node(&items[0])
            }
            _ => At::Node(node),
        };
        self.give(|walk| visitor.visit_some(Reader { at, walk }))
    }

    fn deserialize_unit<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Stop> {
        if let Some(node) = self.node()
            && !matches!(&node.shape, Shape::Tuple(None, items) if items.is_empty())
        {
            self.walk.note_type(node, "type-unit");
        }
        self.give(|_| visitor.visit_unit())
    }

    fn deserialize_unit_struct<V: Visitor<'static>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        match self.node() {
            Some(node) if self.walk.text(node.span) == name => self.give(|_| visitor.visit_unit()),
            _ => self.deserialize_unit(visitor),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'static>>(
        mut self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let at = self.tuple_items(Some(name), 1)[0];
        self.deeper(|reader| reader.give(|walk| visitor.visit_newtype_struct(Reader { at, walk })))
    }

    fn deserialize_seq<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Stop> {
        let mut items = Vec::new();
        if let Some(node) = self.node() {
            match &node.shape {
                // What a type refused is left out of the list.
                Shape::List(list) => items.extend(
                    list.iter()
                        .filter(|item| !self.walk.skipped.contains(&item.span))
                        .map(At::Node),
                ),
                _ => self.walk.note_type(node, "type-list"),
            }
        }
        self.give(|walk| visitor.visit_seq(Items { items: items.into_iter(), walk }))
    }

    fn deserialize_tuple<V: Visitor<'static>>(
        mut self,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let items = self.tuple_items(None, len).into_iter();
        self.deeper(|reader| reader.give(|walk| visitor.visit_seq(Items { items, walk })))
    }

    fn deserialize_tuple_struct<V: Visitor<'static>>(
        mut self,
        name: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let items = self.tuple_items(Some(name), len).into_iter();
        self.deeper(|reader| reader.give(|walk| visitor.visit_seq(Items { items, walk })))
    }

    fn deserialize_map<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Stop> {
        let mut pairs = Vec::new();
        if let Some(node) = self.node() {
            match &node.shape {
                Shape::Map(map) => pairs.extend(
                    map.iter()
                        .filter(|(_, value)| !self.walk.skipped.contains(&value.span))
                        .map(|(key, value)| (At::Node(key), At::Node(value))),
                ),
                _ => self.walk.note_type(node, "type-map"),
            }
        }
        let pairs = pairs.into_iter();
        self.give(|walk| visitor.visit_map(Pairs { pairs, value: None, walk }))
    }

    fn deserialize_struct<V: Visitor<'static>>(
        mut self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let (node, is_body) = match self.at {
            At::Body(node) => (Some(node), true),
            At::Node(_) | At::StandIn => (self.node(), false),
        };
        self.walk.bodies += usize::from(is_body);
        let entries = match node {
            None => Self::stand_in_fields(fields),
            Some(node) => match &node.shape {
                Shape::Fields(found, given) => {
                    if !is_body {
                        self.check_name(*found, name);
                    }
                    self.entries(name, node.span, given, fields)
                }
                Shape::Tuple(_, items) if items.is_empty() => {
                    self.entries(name, node.span, &[], fields)
                }
                _ => {
                    self.walk.note_type(node, "type-fields");
                    Self::stand_in_fields(fields)
                }
            },
        };
        self.deeper(|reader| reader.fields(name.to_owned(), fields, entries, visitor))
    }

    fn deserialize_enum<V: Visitor<'static>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let Some(&first) = variants.first() else { return Err(Stop::Noted) };
        let mut variant = first;
        let mut content = At::StandIn;
        if let Some(node) = self.node() {
            let word = match &node.shape {
                Shape::Word => Some(node.span),
                Shape::Tuple(word, _) | Shape::Fields(word, _) => *word,
                _ => None,
            };
            match word {
                None => self.walk.note_type(node, "type-variant"),
                Some(span) => {
                    let found = self.walk.text(span).trim_start_matches("r#");
                    let known = variants.iter().copied().find(|known| *known == found);
                    let near = nearest(found, variants.iter().copied());
                    if known.is_none() {
                        let hint = match near {
                            Some(near) => Sentence::new("hint-did-you-mean").with("name", near),
                            None => one_of(variants),
                        };
                        let finish = |problem: Problem| problem.with("name", found).hint(hint);
                        self.walk.note(span, finish, "problem-unknown-variant");
                    }
                    let meant = || variants.iter().copied().find(|known| Some(*known) == near);
                    if let Some(meant) = known.or_else(meant) {
                        variant = meant;
                        content = At::Node(node);
                    }
                }
            }
        }
        self.deeper(|reader| {
            reader.give(|walk| visitor.visit_enum(Variant { name, variant, content, walk }))
        })
    }

    fn deserialize_identifier<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_string(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.give(|_| visitor.visit_unit())
    }
}

/// Gives a value to a type. A type may refuse what it was given after its reader was content.
fn give_to<'t, S: DeserializeSeed<'static>>(
    seed: S,
    at: At<'t>,
    walk: &mut Walk<'_>,
) -> Result<S::Value, Stop> {
    seed.deserialize(Reader { at, walk: &mut *walk }).map_err(|stop| walk.learn(at, stop))
}

/// The items of a list or tuple.
struct Items<'w, 't, 'a> {
    items: std::vec::IntoIter<At<'t>>,
    walk: &'w mut Walk<'a>,
}

impl SeqAccess<'static> for Items<'_, '_, '_> {
    type Error = Stop;
    fn next_element_seed<T: DeserializeSeed<'static>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Stop> {
        let Some(at) = self.items.next() else { return Ok(None) };
        give_to(seed, at, self.walk).map(Some)
    }
}

/// The entries of a map.
struct Pairs<'w, 't, 'a> {
    pairs: std::vec::IntoIter<(At<'t>, At<'t>)>,
    value: Option<At<'t>>,
    walk: &'w mut Walk<'a>,
}

impl MapAccess<'static> for Pairs<'_, '_, '_> {
    type Error = Stop;
    fn next_key_seed<K: DeserializeSeed<'static>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Stop> {
        let Some((at, value)) = self.pairs.next() else { return Ok(None) };
        self.value = Some(value);
        give_to(seed, at, self.walk).map(Some)
    }
    fn next_value_seed<V: DeserializeSeed<'static>>(&mut self, seed: V) -> Result<V::Value, Stop> {
        let at = self.value.take().unwrap_or(At::StandIn);
        give_to(seed, at, self.walk)
    }
}

/// The fields of a struct, by their known names.
struct Entries<'w, 't, 'a> {
    entries: std::vec::IntoIter<(&'static str, At<'t>)>,
    value: Option<At<'t>>,
    walk: &'w mut Walk<'a>,
}

impl MapAccess<'static> for Entries<'_, '_, '_> {
    type Error = Stop;
    fn next_key_seed<K: DeserializeSeed<'static>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Stop> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(key.into_deserializer()).map(Some)
    }
    fn next_value_seed<V: DeserializeSeed<'static>>(&mut self, seed: V) -> Result<V::Value, Stop> {
        let at = self.value.take().unwrap_or(At::StandIn);
        give_to(seed, at, self.walk)
    }
}

/// The fields of a struct of which nothing is known.
struct Named<'w, 't, 'a> {
    entries: std::vec::IntoIter<(String, At<'t>)>,
    value: Option<At<'t>>,
    walk: &'w mut Walk<'a>,
}

impl MapAccess<'static> for Named<'_, '_, '_> {
    type Error = Stop;
    fn next_key_seed<K: DeserializeSeed<'static>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Stop> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(key.into_deserializer()).map(Some)
    }
    fn next_value_seed<V: DeserializeSeed<'static>>(&mut self, seed: V) -> Result<V::Value, Stop> {
        let at = self.value.take().unwrap_or(At::StandIn);
        give_to(seed, at, self.walk)
    }
}

/// A variant of an enum and what it holds.
struct Variant<'w, 't, 'a> {
    name: &'static str,
    variant: &'static str,
    content: At<'t>,
    walk: &'w mut Walk<'a>,
}

impl<'t> Variant<'_, 't, '_> {
    /// Notes that the variant stands there in a wrong form.
    fn note_form(&mut self, node: &Node, expected: &'static str) {
        let variant = self.variant;
        let finish =
            |problem: Problem| problem.with("name", variant).with("expected", Value::Key(expected));
        self.walk.note(node.span, finish, "problem-variant-form");
    }

    fn items(&mut self, len: usize) -> Vec<At<'t>> {
        if let At::Node(node) = self.content {
            match &node.shape {
                Shape::Tuple(_, items) => {
                    let mut reader = Reader { at: self.content, walk: self.walk };
                    return reader.counted(node, items, len);
                }
                _ => self.note_form(node, "type-tuple"),
            }
        }
        vec![At::StandIn; len]
    }
}

impl<'w, 't, 'a> EnumAccess<'static> for Variant<'w, 't, 'a> {
    type Error = Stop;
    type Variant = Self;
    fn variant_seed<V: DeserializeSeed<'static>>(self, seed: V) -> Result<(V::Value, Self), Stop> {
        Ok((seed.deserialize(self.variant.into_deserializer())?, self))
    }
}

impl VariantAccess<'static> for Variant<'_, '_, '_> {
    type Error = Stop;

    fn unit_variant(mut self) -> Result<(), Stop> {
        if let At::Node(node) = self.content
            && !matches!(node.shape, Shape::Word)
        {
            self.note_form(node, "type-word");
        }
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'static>>(
        mut self,
        seed: T,
    ) -> Result<T::Value, Stop> {
        // `Move(to: ...)`: the fields of what the variant holds stand in its own brackets.
        let body = match self.content {
            At::Node(node) => match &node.shape {
                Shape::Fields(..) => Some((node, false)),
                Shape::Tuple(_, items) if items.is_empty() => Some((node, true)),
                _ => None,
            },
            At::Body(_) | At::StandIn => None,
        };
        let Some((node, is_empty)) = body else {
            let at = self.items(1)[0];
            return give_to(seed, at, self.walk);
        };
        let bodies = self.walk.bodies;
        let read = give_to(seed, At::Body(node), self.walk);
        // Something that is no struct got a stand-in.
        if self.walk.bodies == bodies {
            if is_empty {
                let _ = self.items(1);
            } else {
                self.note_form(node, "type-tuple");
            }
        }
        read
    }

    fn tuple_variant<V: Visitor<'static>>(
        mut self,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let items = self.items(len).into_iter();
        visitor.visit_seq(Items { items, walk: self.walk })
    }

    fn struct_variant<V: Visitor<'static>>(
        mut self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let name = format!("{}::{}", self.name, self.variant);
        let entries = match self.content {
            At::Body(_) | At::StandIn => Reader::stand_in_fields(fields),
            At::Node(node) => match &node.shape {
                Shape::Fields(_, given) => {
                    let mut reader = Reader { at: self.content, walk: self.walk };
                    reader.entries(&name, node.span, given, fields)
                }
                Shape::Tuple(_, items) if items.is_empty() => {
                    let mut reader = Reader { at: self.content, walk: self.walk };
                    reader.entries(&name, node.span, &[], fields)
                }
                _ => {
                    self.note_form(node, "type-fields");
                    Reader::stand_in_fields(fields)
                }
            },
        };
        Reader { at: self.content, walk: self.walk }.fields(name, fields, entries, visitor)
    }
}

fn describe(node: &Node) -> &'static str {
    match &node.shape {
        Shape::Number => "type-number",
        Shape::Text => "type-text",
        Shape::Char => "type-character",
        Shape::Bytes => "type-bytes",
        Shape::Word => "type-word",
        Shape::List(_) => "type-list",
        Shape::Map(_) => "type-map",
        Shape::Tuple(..) => "type-tuple",
        Shape::Fields(..) => "type-fields",
    }
}

/// A hint with the names that may stand here.
fn one_of(known: &[&'static str]) -> Sentence {
    Sentence::new("hint-one-of").with("names", known.join(", "))
}
