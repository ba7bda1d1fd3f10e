//! `tuiyan blocks`: building blocks of plans, listed, or as they stand in a plan.

use std::collections::BTreeMap;

use clap::ArgMatches;
use scenario::blocks::{self, Block, BlockError};
use scenario::problem::nearest;
use scenario::{Texts, Value};

use crate::{Outcome, Stop, output};

/// Lists the hazards, the blocks of one, or writes one block.
pub fn run(texts: &Texts, given: &ArgMatches) -> Result<Outcome, Stop> {
    let Some(hazard) = given.get_one::<String>("hazard") else {
        let lists: Vec<String> = blocks::hazards().map(|hazard| list(texts, hazard)).collect();
        output::say(texts, &lists.join("\n"))?;
        return Ok(Outcome::Done);
    };
    let Some(all) = blocks::of(hazard) else {
        let names: Vec<&str> = blocks::hazards().collect();
        return Err(unknown(texts, hazard, &names));
    };
    let Some(name) = given.get_one::<String>("block") else {
        output::say(texts, &list(texts, hazard))?;
        return Ok(Outcome::Done);
    };
    let Some(block) = all.iter().find(|block| block.key == *name) else {
        let names: Vec<&str> = all.iter().map(|block| block.key.as_str()).collect();
        return Err(unknown(texts, name, &names));
    };
    let mut values = BTreeMap::new();
    for pair in given.get_many::<String>("with").into_iter().flatten() {
        let Some((name, value)) = pair.split_once('=') else {
            let pair = Value::Text(pair.clone());
            return Err(Stop::BadInput(texts.say("cli-blocks-pair", &[("pair", pair)])));
        };
        values.insert(name.trim().to_owned(), value.trim().to_owned());
    }
    let filled = block.filled(&values, true).map_err(|wrong| refused(texts, block, &wrong))?;
    output::print(texts, format!("// {}\n{filled}\n", block.list.name()).as_bytes())?;
    Ok(Outcome::Done)
}

fn list(texts: &Texts, hazard: &str) -> String {
    let mut lines = vec![hazard.to_owned()];
    for block in blocks::of(hazard).unwrap_or_default() {
        let name = block.name.get(texts.language());
        lines.push(format!("    {}  {name}", block.key));
        lines.push(format!("        {}: {}", block.list.name(), block.needs.join(", ")));
    }
    lines.join("\n")
}

fn unknown(texts: &Texts, name: &str, names: &[&str]) -> Stop {
    let near = nearest(name, names.iter().copied()).map(str::to_owned);
    let known = near.unwrap_or_else(|| names.join(", "));
    let values = [("name", Value::Text(name.to_owned())), ("names", Value::Text(known))];
    Stop::BadInput(texts.say("cli-blocks-unknown", &values))
}

fn refused(texts: &Texts, block: &Block, wrong: &[BlockError]) -> Stop {
    let needs = || Value::Text(block.needs.join(", "));
    let sentence = |error: &BlockError| match error {
        BlockError::Missing(name) | BlockError::Unknown(name) => {
            let values = [("name", Value::Text(name.clone())), ("names", needs())];
            texts.say("cli-blocks-need", &values)
        }
        BlockError::NotAKey(value) => {
            texts.say("cli-blocks-key", &[("value", Value::Text(value.clone()))])
        }
    };
    Stop::BadInput(wrong.iter().map(sentence).collect::<Vec<_>>().join("\n  "))
}
