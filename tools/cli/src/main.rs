#![doc = include_str!("../README.md")]
#![allow(clippy::print_stdout, reason = "this is the program that talks to people")]

mod args;
mod calc;
mod check;
mod import_place;
mod output;
mod play;
mod replay;

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

/// Why a command could not go on.
enum Stop {
    /// Problems in files: shown with their places.
    Problems(Box<Problems>),
    /// One sentence, already in the user's language.
    BadInput(String),
    /// Something that should have worked did not.
    Failed(anyhow::Error),
}

impl From<anyhow::Error> for Stop {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error)
    }
}

fn main() -> ExitCode {
    let language = args::language(std::env::args_os(), |name| std::env::var(name).ok());
    let texts = Texts::new(language);
    let matches = args::command(&texts).get_matches();
    let result = match matches.subcommand() {
        Some(("check", given)) => check::run(&texts, given),
        Some(("run", given)) => play::run(&texts, given),
        Some(("replay", given)) => replay::run(&texts, given),
        Some(("calc", given)) => calc::run(&texts, given),
        Some(("import", given)) => import_place::run(&texts, given),
        _ => play::run_default(&texts),
    };
    let outcome = result.unwrap_or_else(|stop| match stop {
        Stop::Problems(problems) => {
            eprint!("{}", problems.render(&texts, output::colour()));
            Outcome::BadInput
        }
        Stop::BadInput(sentence) => {
            eprintln!("{}: {sentence}", texts.say("problem-error", &[]));
            Outcome::BadInput
        }
        Stop::Failed(error) => {
            eprintln!("{}: {error:#}", texts.say("problem-error", &[]));
            Outcome::Failed
        }
    });
    match outcome {
        Outcome::Done => ExitCode::SUCCESS,
        Outcome::Failed => ExitCode::from(1),
        Outcome::BadInput => ExitCode::from(2),
    }
}
