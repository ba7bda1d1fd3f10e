//! An order built from its card, slot by slot: what forms and the command palette fill in. It goes
//! the way a file goes, through serde, so that a new order needs nothing here.

use serde::Deserialize;
use serde::de::value::{
    Error, MapAccessDeserializer, MapDeserializer, SeqDeserializer, StrDeserializer,
};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use crate::orders::{Action, CARDS, NAMES, Refusal, Takes, YES};

/// What a form holds for one slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlotValue {
    /// A key, or text.
    One(String),
    /// Several keys.
    Many(Vec<String>),
    /// A number.
    Number(u32),
    /// Nothing.
    Empty,
}

impl SlotValue {
    fn is_empty(&self) -> bool {
        match self {
            Self::One(text) => text.trim().is_empty(),
            Self::Many(keys) => keys.is_empty(),
            Self::Number(_) => false,
            Self::Empty => true,
        }
    }

    /// As a person would write it.
    fn shown(&self) -> String {
        match self {
            Self::One(text) => text.clone(),
            Self::Many(keys) => keys.join(", "),
            Self::Number(number) => number.to_string(),
            Self::Empty => String::new(),
        }
    }
}

impl Action {
    /// An order of a kind from what stands in its slots. Whether the keys exist is for
    /// [`Action::misfits`] and [`Action::refusal`] to say.
    ///
    /// # Errors
    /// Every slot that is not filled as its card says.
    pub fn from_slots(kind: &str, slots: &[(&str, SlotValue)]) -> Result<Self, Vec<Refusal>> {
        let unknown =
            |slot: &str, key: String| vec![Refusal::Unknown { slot: slot.to_owned(), key }];
        let card = CARDS.iter().find(|card| card.kind == kind);
        let name = NAMES.iter().find(|(of, _)| *of == kind);
        let Some((card, (_, name))) = card.zip(name) else {
            return Err(unknown("order", kind.to_owned()));
        };
        let value =
            |name: &str| slots.iter().find(|(slot, _)| *slot == name).map(|(_, value)| value);
        let mut wrong = Vec::new();
        for slot in card.slots {
            match value(slot.name).filter(|value| !value.is_empty()) {
                None if slot.optional => {}
                None => wrong.push(Refusal::Missing { slot: slot.name.to_owned() }),
                Some(filled) if !fits(slot.takes, filled) => {
                    wrong.extend(unknown(slot.name, filled.shown()));
                }
                Some(_) => {}
            }
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        // What the checks above let through and serde does not is a slot the card does not have.
        Self::deserialize(Written { name, slots }).map_err(|_| {
            let odd = slots.iter().find(|(name, _)| card.slots.iter().all(|s| s.name != *name));
            match odd {
                Some((name, value)) => unknown(name, value.shown()),
                None => unknown("order", kind.to_owned()),
            }
        })
    }
}

/// Whether a value is of the shape that a slot takes.
fn fits(takes: Takes, value: &SlotValue) -> bool {
    match value {
        SlotValue::Number(number) if takes.is_level() => *number <= 4,
        SlotValue::One(text) if takes.is_level() => text.trim().parse::<u8>().is_ok(),
        SlotValue::Number(_) => takes.is_number(),
        SlotValue::One(text) if takes.is_number() => text.trim().parse::<u32>().is_ok(),
        SlotValue::One(text) if takes == Takes::Flag => text == YES,
        SlotValue::One(_) | SlotValue::Empty => true,
        SlotValue::Many(_) => takes.is_many(),
    }
}

/// An order as serde reads it: the name of its variant, and its fields.
struct Written<'a> {
    name: &'static str,
    slots: &'a [(&'a str, SlotValue)],
}

impl<'a> Written<'a> {
    fn filled(&self) -> impl Iterator<Item = (&'a str, Slot)> + use<'a> {
        let filled = self.slots.iter().filter(|(_, value)| !value.is_empty());
        filled.map(|(name, value)| (*name, Slot(value.clone())))
    }
}

impl<'de> Deserializer<'de> for Written<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_enum(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> EnumAccess<'de> for Written<'_> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Error> {
        let name: StrDeserializer<'_, Error> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for Written<'_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Error> {
        let slots = MapDeserializer::new(self.filled());
        seed.deserialize(MapAccessDeserializer::new(slots))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(MapDeserializer::new(self.filled()))
    }
}

impl IntoDeserializer<'_, Error> for Slot {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// The value of one slot, read as whatever its field is.
struct Slot(SlotValue);

impl<'de> Deserializer<'de> for Slot {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            SlotValue::One(text) => visitor.visit_string(text),
            SlotValue::Many(keys) => visitor.visit_seq(SeqDeserializer::new(keys.into_iter())),
            SlotValue::Number(number) => visitor.visit_u32(number),
            SlotValue::Empty => visitor.visit_unit(),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.is_empty() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let keys = match self.0 {
            SlotValue::Many(keys) => keys,
            SlotValue::One(key) => vec![key],
            SlotValue::Number(_) | SlotValue::Empty => Vec::new(),
        };
        visitor.visit_seq(SeqDeserializer::new(keys.into_iter()))
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_u32(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0.shown().trim().parse() {
            Ok(number) => visitor.visit_u32(number),
            Err(_) => self.deserialize_any(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(self.0.shown() == YES)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 u16 u64 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct tuple tuple_struct map struct enum identifier ignored_any
    }
}
