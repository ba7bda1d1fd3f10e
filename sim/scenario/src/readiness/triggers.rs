//! Tasks, notices and objectives whose condition can never hold, and tasks that wait for each other.

use engine::Setup;

use super::Sound;
use super::occurs::{Never, Occurrences};
use crate::check::Check;
use crate::problem::{Problems, Sentence};

/// Tells which conditions can never hold, and why.
pub(super) fn check<'a>(sound: &Sound<'a>, known: &Occurrences<'a>, problems: &mut Problems) {
    let setup = sound.setup;
    let mut check = Check::new(&sound.plan.document, problems);
    let tasks = sound.built.tasks.rows();
    // The task that each task waits for in vain, if it waits for one.
    let waits: Vec<Option<usize>> = tasks
        .iter()
        .map(|task| match known.task(task) {
            Err(Never::Waits(other)) => Some(other),
            _ => None,
        })
        .collect();
    for (number, task) in tasks.iter().enumerate() {
        let path = format!("{}.trigger", sound.plan.value.path(number));
        match known.task(task) {
            // What only follows from another task is told of that one.
            Ok(_) => {}
            Err(Never::Waits(other)) => {
                if comes_back(&waits, number) {
                    let document = &sound.plan.document;
                    let see = document.place(&format!("{}.trigger", sound.plan.value.path(other)));
                    check.error(path, "problem-task-circle", |problem| {
                        let problem = problem.with("name", task.key.as_str());
                        let problem = problem.with("clause", task.clause.as_str());
                        let name = known.task_key(other);
                        let note = Sentence::new("note-task-waits").with("name", name);
                        problem.with("other", name).see(see, note)
                    });
                }
            }
            Err(why) => {
                let Some(hint) = reason(&why, known, setup, &setup.seats[task.seat].key) else {
                    continue;
                };
                check.warning(path, "problem-trigger-never", |problem| {
                    let problem = problem.with("name", task.key.as_str());
                    problem.with("clause", task.clause.as_str()).hint(hint)
                });
            }
        }
    }
    for (row, notice) in setup.notices.rows().iter().enumerate() {
        let why = notice.when.as_ref().and_then(|when| known.when(when, notice.to).err());
        let Some(why) = why.filter(|why| !matches!(why, Never::NotSent(_))) else { continue };
        let hint = reason(&why, known, setup, &setup.seats[notice.to].key);
        let Some(hint) = hint else { continue };
        let (document, number) = sound.notice(row);
        let mut check = Check::new(document, problems);
        check.warning(format_args!("notices[{number}].when"), "problem-notice-never", |problem| {
            problem.with("name", notice.key.as_str()).hint(hint)
        });
    }
    let mut check = Check::new(&sound.scenario.document, problems);
    for (row, objective) in sound.objectives.iter().enumerate() {
        let Err(why) = known.when(&objective.condition, objective.who) else { continue };
        let hint = reason(&why, known, setup, &setup.seats[objective.who].key);
        let Some(hint) = hint else { continue };
        let path = format!("objectives[{row}].condition");
        check.warning(path, "problem-objective-never", |problem| {
            problem.with("name", objective.key.as_str()).hint(hint)
        });
    }
}

/// Whether who follows from task to task what each waits for comes back to where he began.
fn comes_back(waits: &[Option<usize>], from: usize) -> bool {
    let mut next = waits[from];
    for _ in 0..waits.len() {
        match next {
            Some(task) if task == from => return true,
            Some(task) => next = waits[task],
            None => return false,
        }
    }
    false
}

/// Why a condition can never hold, and so what to change; `None` where it follows from a task, of
/// which it is told.
fn reason(why: &Never<'_>, known: &Occurrences<'_>, setup: &Setup, seat: &str) -> Option<Sentence> {
    let end = known.end_min().to_string();
    Some(match why {
        Never::Late(min) => {
            Sentence::new("hint-never-late").with("min", min.to_string()).with("end", end)
        }
        Never::NotTold(notice) => {
            let to = setup.notices.rows().iter().find(|known| known.key == *notice);
            let to = to.map_or("", |notice| &setup.seats[notice.to].key);
            let sentence = Sentence::new("hint-never-told").with("notice", *notice);
            sentence.with("to", to).with("seat", seat)
        }
        Never::NobodySays(fact) => {
            Sentence::new("hint-never-said").with("fact", *fact).with("seat", seat)
        }
        Never::NotSent(notice) => Sentence::new("hint-never-sent").with("notice", *notice),
        Never::NoForecast => Sentence::new("hint-never-forecast").with("seat", seat),
        Never::NoFire => Sentence::new("hint-never-burns"),
        Never::NobodyLooks => Sentence::new("hint-never-looked").with("seat", seat),
        Never::NotOrdered(kind) => Sentence::new("hint-never-ordered").with("kind", *kind),
        Never::NoOrders(task) => Sentence::new("hint-never-done").with("task", *task),
        Never::Waits(_) => return None,
        Never::NoSensor(sensor) => Sentence::new("hint-never-alarm").with("sensor", *sensor),
        Never::NotRequested(unit) => Sentence::new("hint-never-requested").with("unit", *unit),
        Never::UnitLate(unit, min) => {
            let sentence = Sentence::new("hint-never-unit").with("unit", *unit);
            sentence.with("min", min.to_string()).with("end", end)
        }
        Never::Contradiction => Sentence::new("hint-never-holds"),
    })
}
