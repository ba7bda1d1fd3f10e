//! The log of a run for other programs: one event a line, which can be read without the scenario.

use engine::{Event, World};
use scenario::Scenario;
use serde_json::{Map, Value, json};

/// One event a line: line n is event n. Beside each number stands the key it means.
pub fn lines(scenario: &Scenario, world: &World, events: &[Event]) -> String {
    let mut lines = String::new();
    for event in events {
        lines.push_str(&line(scenario, world, event).to_string());
        lines.push('\n');
    }
    lines
}

fn line(scenario: &Scenario, world: &World, event: &Event) -> Value {
    let mut line = Map::new();
    line.insert("time".into(), json!(event.tick.to_string()));
    line.insert("clock".into(), json!(scenario.setup.start.at(event.tick).to_string()));
    if let Some(order) = event.order.and_then(|order| world.orders.get(order)) {
        line.insert("order_seat_key".into(), json!(scenario.setup.seats[order.seat].key));
        line.insert("order_task".into(), json!(order.task));
    }
    let plain = serde_json::to_value(event).expect("events are plain data");
    if let Some(what) = plain.get("what").and_then(Value::as_object) {
        for (field, value) in what.values().filter_map(Value::as_object).flatten() {
            name(scenario, world, field, value, &mut line);
        }
    }
    if let Value::Object(fields) = plain {
        line.extend(fields);
    }
    Value::Object(line)
}

/// Adds the key that a number of this field stands for.
fn name(
    scenario: &Scenario,
    world: &World,
    field: &str,
    value: &Value,
    line: &mut Map<String, Value>,
) {
    // Who a message is from: { "Unit": 3 }.
    if let (true, Some(source)) = (field == "source", value.as_object()) {
        for (kind, number) in source {
            if let Some(key) = key(scenario, world, &kind.to_lowercase(), number) {
                line.insert(format!("source_{}_key", kind.to_lowercase()), json!(key));
            }
        }
        return;
    }
    if let Some(key) = key(scenario, world, field, value) {
        line.insert(format!("{field}_key"), json!(key));
    }
}

fn key<'a>(
    scenario: &'a Scenario,
    world: &'a World,
    field: &str,
    number: &Value,
) -> Option<&'a str> {
    let number = usize::try_from(number.as_u64()?).ok()?;
    let setup = &scenario.setup;
    let key = match field {
        "unit" => &setup.units.rows().get(number)?.key,
        "seat" => &setup.seats.rows().get(number)?.key,
        "notice" => &world.notices(setup).nth(number)?.1.key,
        "place" | "from" | "shelter" => &setup.ground.places.rows().get(number)?.key,
        "road" => scenario.road_keys.get(number)?,
        _ => return None,
    };
    Some(key)
}
