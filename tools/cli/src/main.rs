#![doc = include_str!("../README.md")]
mod args;
mod blocks;
mod calc;
mod check;
mod desk;
mod import_place;
mod laboratory;
mod output;
mod play;
mod replay;
mod shot;

use std::process::ExitCode;

use scenario::{Problems, Texts};

/// How a command ended.
enum Outcome {
    /// 0: done.
    Done,
    /// 1: the run failed.
    Failed,
    /// 2: the input is wrong.
    BadInput,
}

/// Why a command could not go on. Sentences are in the user's language already.
enum Stop {
    /// Problems in files: shown with their places.
    Problems(Box<Problems>),
    /// The input is wrong.
    BadInput(String),
    /// Something that should have worked did not.
    Failed(String),
    /// Nobody listens any more: that is no failure.
    Closed,
}

fn main() -> ExitCode {
    let language = args::language(std::env::args_os(), |name| std::env::var(name).ok());
    let texts = Texts::new(language);
    let result = match args::command(&texts).try_get_matches() {
        Ok(matches) => match matches.subcommand() {
            Some(("check", given)) => check::run(&texts, given),
            Some(("run", given)) => play::run(&texts, given),
            Some(("shot", given)) => shot::run(&texts, given),
            Some(("replay", given)) => replay::run(&texts, given),
            Some(("calc", given)) => calc::run(&texts, given),
            Some(("blocks", given)) => blocks::run(&texts, given),
            Some(("import", given)) => import_place::run(&texts, given),
            _ => desk::open(&texts, &matches),
        },
        Err(error) => args::answer(&texts, &error),
    };
    let complain = |sentence: &str| {
        output::warn(&format!("{}: {sentence}", texts.say("problem-error", &[])));
    };
    let outcome = result.unwrap_or_else(|stop| match stop {
        Stop::Problems(problems) => {
            output::warn(&problems.render(&texts, output::colour()));
            Outcome::BadInput
        }
        Stop::BadInput(sentence) => {
            complain(&sentence);
            Outcome::BadInput
        }
        Stop::Failed(sentence) => {
            complain(&sentence);
            Outcome::Failed
        }
        Stop::Closed => Outcome::Done,
    });
    match outcome {
        Outcome::Done => ExitCode::SUCCESS,
        Outcome::Failed => ExitCode::from(1),
        Outcome::BadInput => ExitCode::from(2),
    }
}
