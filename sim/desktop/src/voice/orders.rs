//! Orders in words: what, who, where.

use engine::orders::{Action, Filled, Takes};

use review::timeline::{addressee, asked_back, reservoir_name, structure_name};

use super::Voice;

/// So many things are named in one line; of more, only their number is told.
const NAMED_MAX: usize = 3;

impl Voice<'_> {
    /// The name of whatever stands behind a key in a slot.
    pub fn filling(&self, takes: Takes, key: &str) -> String {
        let setup = &self.scenario.setup;
        let name = match takes {
            Takes::Unit(_) | Takes::Units(_) => setup.unit(key).map(|unit| self.unit(unit)),
            Takes::Place
            | Takes::PlaceOf(_)
            | Takes::PlaceWithPeople
            | Takes::PlacesWithPeople
            | Takes::Switch(_) => setup.ground.place(key).map(|place| self.place(place)),
            Takes::Seat => setup.seat(key).map(|seat| self.seat_name(seat)),
            Takes::AlertMeans => {
                let means = setup.alert_means.find(|means| means.key == key);
                means.map(|means| self.name(&setup.alert_means[means].name))
            }
            Takes::Line => setup.line(key).map(|line| self.name(&setup.lines[line].name)),
            Takes::Junction => return self.junction(key),
            Takes::Level => return self.say(&format!("exercise-level-{key}")),
            Takes::WarningLevel => return self.say(&format!("warning-level-{key}")),
            Takes::Flag => return self.say("form-yes"),
            Takes::Addressee => return self.addressee(key),
            Takes::Fact => {
                return asked_back(setup, key)
                    .map_or_else(|| key.to_owned(), |name| self.name(&name).to_owned());
            }
            Takes::Tank(_) => {
                return setup.tank(key).map_or_else(|| key.to_owned(), |tank| self.tank(tank));
            }
            Takes::Reservoir => {
                let name = setup.reservoir(key).map(|id| reservoir_name(setup, id));
                return name.map_or_else(|| key.to_owned(), |name| self.name(&name).to_owned());
            }
            Takes::Levee(_) => {
                return setup.levee(key).map_or_else(|| key.to_owned(), |id| self.levee(id));
            }
            Takes::Structure => {
                let name = setup.structure(key).map(|id| structure_name(setup, id));
                return name.map_or_else(|| key.to_owned(), |name| self.name(&name).to_owned());
            }
            Takes::Flow => return self.with("exercise-m3-s", [("n", key.into())]),
            Takes::Expert | Takes::Experts => setup.expert(key).map(|expert| self.expert(expert)),
            Takes::Metres => return self.with("exercise-m", [("n", key.into())]),
            Takes::Minutes => return self.with("exercise-every-min", [("n", key.into())]),
            Takes::Message | Takes::Text | Takes::Statements | Takes::Notice => None,
        };
        name.unwrap_or(key).to_owned()
    }

    /// Whom a report goes to: a contact, a seat, or whoever the words name.
    pub fn addressee(&self, to: &str) -> String {
        self.name(&addressee(&self.scenario.setup, to)).to_owned()
    }

    /// A junction of the roads: the place that stands there, or where it lies.
    fn junction(&self, key: &str) -> String {
        let setup = &self.scenario.setup;
        let node = setup.ground.network.junction(key);
        let place = node.and_then(|node| setup.ground.places.find(|p| p.junction == Some(node)));
        let lies = || node.map(|node| self.spot(setup.ground.network.position(node)));
        let named = place.map(|place| self.place(place).to_owned());
        named.or_else(lies).unwrap_or_else(|| key.to_owned())
    }

    /// The name of a kind of order.
    pub fn kind(&self, kind: &str) -> String {
        self.say(&format!("order-{kind}"))
    }

    /// An order in one line: what, who, where.
    pub fn order(&self, action: &Action) -> String {
        let card = action.card();
        let mut parts = vec![self.kind(card.kind)];
        for (slot, filled) in card.slots.iter().zip(action.slots()) {
            match filled {
                Filled::One(_) if slot.takes == Takes::Flag => {
                    parts.push(self.slot(card.kind, slot.name));
                }
                Filled::One(key) => parts.push(self.filling(slot.takes, key)),
                // What a report says of facts is read where the report is.
                Filled::Many(_) if slot.takes == Takes::Statements => {}
                Filled::Many(keys) => parts.push(self.several(slot.takes, keys)),
                Filled::Number(number) if slot.takes == Takes::Message => {
                    parts.push(format!("#{}", number + 1));
                }
                Filled::Number(number) => {
                    parts.push(self.filling(slot.takes, &number.to_string()));
                }
                Filled::Empty => {}
            }
        }
        parts.join(" · ")
    }

    /// Several names, or the first few and how many there are.
    fn several(&self, takes: Takes, keys: &[String]) -> String {
        let names: Vec<String> =
            keys.iter().take(NAMED_MAX).map(|key| self.filling(takes, key)).collect();
        let named = names.join(&self.say("review-comma"));
        if keys.len() <= NAMED_MAX {
            return named;
        }
        self.with("exercise-and-more", [("names", named.into()), ("n", keys.len().into())])
    }
}
