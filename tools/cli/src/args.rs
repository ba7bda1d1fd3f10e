//! The command line, in the user's language.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::styling::Styles;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, value_parser};
use drill::rehearsal::SEEDS_ALLOWED;
use hazards::calc::{ALL, Calculator};
use scenario::{Language, Texts, Value};

use crate::{Outcome, Stop, output};

/// The language of `--lang`, or of the environment; English where neither says.
pub fn language(
    args: impl IntoIterator<Item = OsString>,
    variable: impl Fn(&str) -> Option<String>,
) -> Language {
    let mut args = args.into_iter().filter_map(|arg| arg.into_string().ok());
    let mut asked = None;
    while let Some(arg) = args.next() {
        if arg == "--lang" {
            asked = args.next();
        } else if let Some(value) = arg.strip_prefix("--lang=") {
            asked = Some(value.to_owned());
        }
    }
    let named = |text: &str| if text.starts_with("zh") { Language::Zh } else { Language::En };
    let from_environment = || {
        ["TUIYAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(&variable)
            .find(|value| !value.is_empty())
    };
    // What is no language at all is refused later, in the language of the environment.
    asked
        .filter(|text| ["zh", "en"].iter().any(|known| text.starts_with(known)))
        .or_else(from_environment)
        .map_or(Language::En, |text| named(&text))
}

/// The whole command line.
pub fn command(texts: &Texts) -> Command {
    let say = |key: &str| texts.say(key, &[]);
    let of = |value: &str| format!(" <{}>", say(value));
    let folder = |help: &str| {
        Arg::new("folder")
            .value_name(say("cli-value-folder"))
            .required(true)
            .value_parser(value_parser!(PathBuf))
            .help(say(help))
    };
    let path = |name: &'static str, value: &str, help: &str| {
        Arg::new(name)
            .long(name)
            .value_name(say(value))
            .value_parser(value_parser!(PathBuf))
            .help(say(help))
    };
    let template = format!(
        "{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}",
        say("cli-usage")
    );
    let lang = Arg::new("lang")
        .long("lang")
        .global(true)
        .value_name("zh|en")
        .value_parser(["zh", "en"])
        .hide_possible_values(true)
        .help(say("cli-lang"));
    // `after` is what follows the name and the options.
    let help = |command: Command, after: &str| {
        let name = command.get_name();
        let name = if name == "tuiyan" { name.to_owned() } else { format!("tuiyan {name}") };
        let usage = format!("{name} [{}]{after}", say("cli-options"));
        command
            .override_usage(usage)
            .help_template(template.clone())
            .next_help_heading(say("cli-options"))
            .subcommand_help_heading(say("cli-commands"))
            .disable_help_flag(true)
            .disable_help_subcommand(true)
            .arg(
                Arg::new("help")
                    .short('h')
                    .long("help")
                    .action(ArgAction::Help)
                    .help(say("cli-help")),
            )
    };
    help(Command::new("tuiyan"), &format!(" [{}]", say("cli-commands")))
        .styles(Styles::plain())
        .about(say("cli-about"))
        .after_help(say("cli-examples"))
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .arg(lang)
        .arg(path("home", "cli-value-folder", "cli-home"))
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(say("cli-version")),
        )
        .subcommand(
            help(Command::new("check"), &of("cli-value-folder"))
                .about(say("cli-check"))
                .arg(folder("cli-check-folder"))
                .arg(
                    Arg::new("rehearse")
                        .long("rehearse")
                        .action(ArgAction::SetTrue)
                        .help(say("cli-check-rehearse")),
                )
                .arg(
                    Arg::new("seeds")
                        .long("seeds")
                        .value_name("N")
                        .requires("rehearse")
                        .value_parser(value_parser!(u32).range(
                            i64::from(*SEEDS_ALLOWED.start())..=i64::from(*SEEDS_ALLOWED.end()),
                        ))
                        .allow_negative_numbers(true)
                        .help(say("cli-check-seeds")),
                ),
        )
        .subcommand(
            help(Command::new("run"), &of("cli-value-folder"))
                .about(say("cli-run"))
                .arg(folder("cli-run-folder"))
                .arg(
                    Arg::new("seed")
                        .long("seed")
                        .value_name("N")
                        .value_parser(value_parser!(u64))
                        .allow_negative_numbers(true)
                        .help(say("cli-run-seed")),
                )
                .arg(path("orders", "cli-value-file", "cli-run-orders"))
                .arg(
                    Arg::new("autopilot")
                        .long("autopilot")
                        .value_name("all|none|SEAT,...")
                        .help(say("cli-run-autopilot")),
                )
                .arg(
                    Arg::new("until")
                        .long("until")
                        .value_name(say("cli-value-time"))
                        .allow_negative_numbers(true)
                        .help(say("cli-run-until")),
                )
                .arg(path("out", "cli-value-folder", "cli-run-out"))
                .arg(
                    Arg::new("no-baselines")
                        .long("no-baselines")
                        .action(ArgAction::SetTrue)
                        .help(say("cli-run-no-baselines")),
                )
                .arg(
                    Arg::new("what-if")
                        .long("what-if")
                        .action(ArgAction::SetTrue)
                        .help(say("cli-run-what-if")),
                ),
        )
        .subcommand(
            help(
                Command::new("shot"),
                &format!("{} --out <{}>", of("cli-value-folder"), say("cli-value-file")),
            )
            .about(say("cli-shot"))
            .arg(folder("cli-shot-folder"))
            .arg(
                Arg::new("screen")
                    .long("screen")
                    .value_name("library|briefing|exercise|director|review")
                    .value_parser(["library", "briefing", "exercise", "director", "review"])
                    .hide_possible_values(true)
                    .default_value("exercise")
                    .hide_default_value(true)
                    .help(say("cli-shot-screen")),
            )
            .arg(Arg::new("at").long("at").value_name("HH:MM").help(say("cli-shot-at")))
            .arg(Arg::new("seat").long("seat").value_name("SEAT").help(say("cli-shot-seat")))
            .arg(
                Arg::new("size")
                    .long("size")
                    .value_name("WxH")
                    .default_value("1440x900")
                    .hide_default_value(true)
                    .help(say("cli-shot-size")),
            )
            .arg(
                Arg::new("dark").long("dark").action(ArgAction::SetTrue).help(say("cli-shot-dark")),
            )
            .arg(
                Arg::new("projector")
                    .long("projector")
                    .action(ArgAction::SetTrue)
                    .help(say("cli-shot-projector")),
            )
            .arg(path("out", "cli-value-file", "cli-shot-out").required(true)),
        )
        .subcommand(
            help(Command::new("replay"), &of("cli-value-record")).about(say("cli-replay")).arg(
                Arg::new("record")
                    .value_name(say("cli-value-record"))
                    .required(true)
                    .value_parser(value_parser!(PathBuf))
                    .help(say("cli-replay-record")),
            ),
        )
        .subcommand(
            help(Command::new("calc"), &format!(" [{}]", say("cli-value-name")))
                .about(say("cli-calc"))
                .arg(Arg::new("name").value_name(say("cli-value-name")).help(say("cli-calc-name")))
                .arg(path("in", "cli-value-file", "cli-calc-in"))
                .arg(path("out", "cli-value-file", "cli-calc-out"))
                .args(calculator_options(&say)),
        )
        .subcommand(
            help(Command::new("blocks"), &format!(" [{0}] [{0}]", say("cli-value-name")))
                .about(say("cli-blocks"))
                .arg(Arg::new("hazard").value_name("HAZARD").help(say("cli-blocks-hazard")))
                .arg(Arg::new("block").value_name("BLOCK").help(say("cli-blocks-block")))
                .arg(
                    Arg::new("with")
                        .long("with")
                        .value_name("NEED=KEY")
                        .action(ArgAction::Append)
                        .help(say("cli-blocks-with")),
                ),
        )
        .subcommand(
            help(Command::new("import"), &format!(" --out <{}>", say("cli-value-folder")))
                .about(say("cli-import"))
                .arg(path("osm", "cli-value-file", "cli-import-osm"))
                .arg(
                    path("elevation", "cli-value-file", "cli-import-elevation")
                        .action(ArgAction::Append),
                )
                .arg(path("rasters", "cli-value-folder", "cli-import-rasters"))
                .arg(
                    Arg::new("cell")
                        .long("cell")
                        .value_name("M")
                        .value_parser(value_parser!(f64))
                        .allow_negative_numbers(true)
                        .help(say("cli-import-cell")),
                )
                .arg(path("out", "cli-value-folder", "cli-import-out").required(true)),
        )
}

/// The options of the calculators that have some.
fn calculator_options(say: &dyn Fn(&str) -> String) -> Vec<Arg> {
    let mut args: Vec<Arg> = Vec::new();
    for (column, _) in ALL.iter().flat_map(Calculator::options) {
        if args.iter().any(|arg| arg.get_id() == column.name) {
            continue;
        }
        let value = if column.unit.is_empty() { column.name } else { column.unit };
        let arg = Arg::new(column.name)
            .long(column.name)
            .value_name(value.to_uppercase())
            .allow_negative_numbers(true)
            .help(say(&format!("calc-option-{}", column.name)));
        args.push(arg);
    }
    args
}

/// Shows the help that was asked for, or says what is wrong with the command line.
pub fn answer(texts: &Texts, error: &clap::Error) -> Result<Outcome, Stop> {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        output::print(texts, error.render().to_string().as_bytes())?;
        return Ok(Outcome::Done);
    }
    Err(Stop::BadInput(format!("{}\n{}", explain(texts, error), texts.say("cli-try-help", &[]))))
}

/// What is wrong with the command line, in the user's language.
fn explain(texts: &Texts, error: &clap::Error) -> String {
    let words = |kind: ContextKind| -> Option<String> {
        match error.get(kind)? {
            ContextValue::String(text) => Some(text.clone()),
            ContextValue::Strings(texts) => Some(texts.join(", ")),
            ContextValue::StyledStr(text) => Some(text.to_string()),
            ContextValue::Number(number) => Some(number.to_string()),
            _ => None,
        }
    };
    let arg = words(ContextKind::InvalidArg).unwrap_or_default();
    let value = words(ContextKind::InvalidValue).unwrap_or_default();
    let about = |key: &str| texts.say(key, &[("arg", arg.as_str().into())]);
    let unknown = |key: &str, name: &str, near: Option<String>| {
        let sentence = texts.say(key, &[("arg", name.into())]);
        match near {
            Some(near) => {
                let hint = texts.say("cli-arg-near", &[("near", near.into())]);
                format!("{sentence}{hint}")
            }
            None => sentence,
        }
    };
    match error.kind() {
        ErrorKind::UnknownArgument => {
            unknown("cli-arg-unknown", &arg, words(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidSubcommand => {
            let name = words(ContextKind::InvalidSubcommand).unwrap_or_default();
            unknown("cli-command-unknown", &name, words(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::MissingRequiredArgument => about("cli-arg-missing"),
        ErrorKind::InvalidValue if value.is_empty() => about("cli-arg-no-value"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let allowed = match arg.split(' ').next() {
                Some("--seed") => {
                    texts.say("cli-allowed-seed", &[("most", u64::MAX.to_string().into())])
                }
                Some("--seeds") => {
                    let (least, most) = (SEEDS_ALLOWED.start(), SEEDS_ALLOWED.end());
                    let values = [
                        ("least", Value::Number(f64::from(*least))),
                        ("most", Value::Text(most.to_string())),
                    ];
                    texts.say("cli-allowed-seeds", &values)
                }
                Some("--cell") => texts.say("cli-allowed-cell", &[]),
                _ => words(ContextKind::ValidValue).unwrap_or_default(),
            };
            let values =
                [("arg", arg.into()), ("value", value.into()), ("allowed", allowed.into())];
            texts.say("cli-arg-bad-value", &values)
        }
        ErrorKind::TooManyValues => {
            let values = [("arg", arg.into()), ("value", value.into())];
            texts.say("cli-arg-too-many", &values)
        }
        ErrorKind::ArgumentConflict => about("cli-arg-twice"),
        ErrorKind::InvalidUtf8 => texts.say("cli-arg-no-text", &[]),
        _ => {
            let reason = error.kind().to_string();
            texts.say("cli-arg-other", &[("reason", Value::Text(reason))])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        for language in [Language::Zh, Language::En] {
            command(&Texts::new(language)).debug_assert();
        }
    }

    #[test]
    fn the_language_comes_from_the_flag_then_from_the_environment() {
        let ask = |args: &[&str], lang: Option<&str>| {
            let args = args.iter().map(OsString::from);
            language(args, |name| (name == "LANG").then_some(lang).flatten().map(str::to_owned))
        };
        assert_eq!(ask(&["tuiyan"], None), Language::En);
        assert_eq!(ask(&["tuiyan"], Some("zh_CN.UTF-8")), Language::Zh);
        assert_eq!(ask(&["tuiyan", "--lang", "en"], Some("zh_CN.UTF-8")), Language::En);
        assert_eq!(ask(&["tuiyan", "--lang", "fr"], Some("zh_CN.UTF-8")), Language::Zh);
        assert_eq!(ask(&["tuiyan", "run", "x", "--lang=zh"], Some("C")), Language::Zh);
    }
}
