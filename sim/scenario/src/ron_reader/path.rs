//! Paths such as `roads[3].from`: from the name of a value to where it stands.

use super::tree::{Node, Shape};

/// The value at a path, if there is one.
pub(super) fn find<'n>(root: &'n Node, text: &str, path: &str) -> Option<&'n Node> {
    let (node, complete) = follow(root, text, path);
    complete.then_some(node)
}

/// The value at a path, or the last one on the way to it.
pub(super) fn nearest<'n>(root: &'n Node, text: &str, path: &str) -> &'n Node {
    follow(root, text, path).0
}

fn follow<'n>(root: &'n Node, text: &str, path: &str) -> (&'n Node, bool) {
    let mut node = root;
    for step in path.split(['.', '[']).filter(|step| !step.is_empty()) {
        let next = match step.strip_suffix(']') {
            Some(index) => index.parse().ok().and_then(|index| item(node, text, index)),
            None => field(node, text, step),
        };
        match next {
            Some(next) => node = next,
            None => return (node, false),
        }
    }
    (node, true)
}

fn item<'n>(node: &'n Node, text: &str, index: usize) -> Option<&'n Node> {
    match &node.shape {
        Shape::List(items) => items.get(index),
        Shape::Map(entries) => entries.get(index).map(|(_, value)| value),
        Shape::Tuple(Some(word), items) if word.of(text) == "Some" => {
            items.first().and_then(|inner| item(inner, text, index))
        }
        Shape::Tuple(_, items) => items.get(index),
        _ => None,
    }
}

fn field<'n>(node: &'n Node, text: &str, name: &str) -> Option<&'n Node> {
    match &node.shape {
        Shape::Fields(_, fields) => {
            let field = fields.iter().find(|field| field.key.of(text) == name)?;
            Some(&field.value)
        }
        Shape::Map(entries) => {
            let is_key = |key: &Node| key.span.of(text).trim_matches('"') == name;
            entries.iter().find(|(key, _)| is_key(key)).map(|(_, value)| value)
        }
        // `Some((from: ...))` and `Move((to: ...))`: the wrapper has no name of its own in a path.
        Shape::Tuple(_, items) if items.len() == 1 => field(&items[0], text, name),
        _ => None,
    }
}
