//! The plan panel: tasks with their clocks, and in training what the plan asks for.

use base::{Id, Span, Tick};
use egui::{RichText, Ui};
use engine::orders::{Action, Status};
use scenario::plan::Task;

use crate::exercise::desk::{Desk, Wish};
use crate::orders::Draft;
use crate::play::Mode;

/// State of this panel.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Tasks of which the plan's orders are shown.
    unfolded: Vec<Id<Task>>,
}

/// Where a task stands, as its seat can see it; in the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Its limit has passed and it is not done.
    Overdue,
    /// Its clock runs.
    Running,
    /// Nothing has started its clock.
    NotTriggered,
    /// Done, but after its limit.
    Late,
    /// Done in time.
    Done,
}

/// The clock of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Where it stands.
    pub standing: Standing,
    /// When it started.
    pub triggered: Option<Tick>,
    /// When it has to be done.
    pub due: Option<Tick>,
    /// When it was done.
    pub done: Option<Tick>,
}

/// The clock of a task, now.
pub fn clock(desk: &Desk<'_>, task: Id<Task>) -> Clock {
    let plan = &desk.scenario.plan;
    let triggered = desk.believed.triggered(task);
    let due = triggered.map(|at| at + plan.tasks[task].limit);
    let done = desk.believed.done_at(plan, task);
    let standing = match (due, done) {
        (Some(due), Some(done)) if done > due => Standing::Late,
        (_, Some(_)) => Standing::Done,
        (None, None) => Standing::NotTriggered,
        (Some(due), None) if desk.now() > due => Standing::Overdue,
        (Some(_), None) => Standing::Running,
    };
    Clock { standing, triggered, due, done }
}

/// Draws the panel.
pub fn show(ui: &mut Ui, desk: &Desk<'_>, state: &mut State, wishes: &mut Vec<Wish>) {
    let plan = &desk.scenario.plan;
    let mut tasks: Vec<(Id<Task>, Clock)> =
        plan.tasks.ids().map(|task| (task, clock(desk, task))).collect();
    tasks.sort_by_key(|(task, clock)| {
        (clock.standing, if clock.done.is_some() { None } else { clock.due }, *task)
    });
    let (own, others): (Vec<_>, Vec<_>) =
        tasks.into_iter().partition(|(task, _)| plan.tasks[*task].seat == desk.seat());
    let overdue = own.iter().filter(|(_, clock)| clock.standing == Standing::Overdue).count();
    ui.horizontal(|ui| {
        ui.label(RichText::new(desk.say("exercise-plan")).heading())
            .on_hover_text(desk.name(&plan.title));
        if overdue > 0 {
            let overdue = desk.with("plan-overdue-count", [("n", overdue.into())]);
            ui.label(RichText::new(overdue).color(desk.colours.danger));
        }
    });
    egui::ScrollArea::vertical().id_salt("plan").auto_shrink([false, false]).show(ui, |ui| {
        if own.is_empty() {
            ui.label(RichText::new(desk.say("plan-none")).color(desk.colours.quiet));
        }
        for (id, clock) in own {
            task(ui, desk, state, id, &clock, wishes);
        }
        let title = desk.with("plan-others", [("n", others.len().into())]);
        egui::CollapsingHeader::new(title).id_salt("others").show(ui, |ui| {
            for (id, clock) in others {
                task(ui, desk, state, id, &clock, wishes);
            }
        });
    });
}

fn task(
    ui: &mut Ui,
    desk: &Desk<'_>,
    state: &mut State,
    id: Id<Task>,
    clock: &Clock,
    wishes: &mut Vec<Wish>,
) {
    let task = &desk.scenario.plan.tasks[id];
    let is_own = task.seat == desk.seat();
    let hints = desk.mode == Mode::Training && is_own && !task.orders.is_empty();
    let is_open = state.unfolded.contains(&id);
    let (words, colour) = standing(desk, clock);
    let fades = matches!(clock.standing, Standing::NotTriggered | Standing::Done | Standing::Late);
    ui.horizontal_top(|ui| {
        let clause = RichText::new(&task.clause).small().color(desk.colours.quiet);
        ui.add_sized([24.0, 16.0], egui::Label::new(clause));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let name = RichText::new(desk.name(&task.name));
            let name = if fades { name.color(desk.colours.quiet) } else { name };
            let label = egui::Label::new(name).wrap().sense(egui::Sense::click());
            let response = ui.add(label).on_hover_ui(|ui| about(ui, desk, task));
            if response.clicked() {
                if is_open {
                    state.unfolded.retain(|open| *open != id);
                } else {
                    state.unfolded.push(id);
                }
            }
            let line =
                if is_own { words } else { format!("{} · {words}", desk.seat_name(task.seat)) };
            ui.label(RichText::new(line).small().color(colour));
            // What has begun shows its hint unasked.
            let urgent = matches!(clock.standing, Standing::Running | Standing::Overdue);
            if hints && (urgent || is_open) {
                hint(ui, desk, task, wishes);
            }
        });
    });
}

/// Where a task stands, in words, and the colour that goes with them.
fn standing(desk: &Desk<'_>, clock: &Clock) -> (String, egui::Color32) {
    let now = desk.now();
    let used = |done: Tick| {
        let used = clock.triggered.map_or(Span(0), |triggered| done.since(triggered));
        [("used", desk.span(used).into())]
    };
    let colours = desk.colours;
    match (clock.standing, clock.due, clock.done) {
        (Standing::Overdue, Some(due), _) => {
            let values =
                [("over", desk.span(now.since(due)).into()), ("due", desk.clock(due).into())];
            (format!("! {}", desk.with("plan-overdue", values)), colours.danger)
        }
        (Standing::Running, Some(due), _) => {
            let values =
                [("left", desk.span(due.since(now)).into()), ("due", desk.clock(due).into())];
            (format!("⏵ {}", desk.with("plan-running", values)), colours.waiting)
        }
        (Standing::Late, _, Some(done)) => {
            (format!("✓ {}", desk.with("plan-late", used(done))), colours.waiting)
        }
        // What was done before anything called for it says nothing of whether it will be enough then.
        (Standing::Done, ..) if clock.triggered.is_none() => {
            (format!("○ {}", desk.say("plan-not-triggered")), colours.quiet)
        }
        (Standing::Done, _, Some(done)) if clock.triggered.is_some_and(|at| done <= at) => {
            (format!("✓ {}", desk.say("plan-done-early")), colours.done)
        }
        (Standing::Done, _, Some(done)) => {
            (format!("✓ {}", desk.with("plan-done", used(done))), colours.done)
        }
        _ => (format!("○ {}", desk.say("plan-not-triggered")), colours.quiet),
    }
}

fn about(ui: &mut Ui, desk: &Desk<'_>, task: &Task) {
    ui.label(RichText::new(desk.name(&task.name)).strong());
    let limit = desk.with("plan-limit", [("span", desk.span(task.limit).into())]);
    ui.label(format!("{} · {limit}", desk.seat_name(task.seat)));
    if let Some(statute) = &task.statute {
        ui.label(RichText::new(desk.name(statute)).color(desk.colours.quiet));
    }
}

/// What the plan orders, each with a button that fills the form; what was given already is ticked.
fn hint(ui: &mut Ui, desk: &Desk<'_>, task: &Task, wishes: &mut Vec<Wish>) {
    let open: Vec<&Action> = task.orders.iter().filter(|order| !was_given(desk, order)).collect();
    if open.is_empty() {
        return;
    }
    ui.label(RichText::new(desk.say("plan-asks")).small().color(desk.colours.accent));
    for action in open {
        ui.horizontal(|ui| {
            let fill = RichText::new(desk.say("plan-fill")).small();
            let button = ui.add_enabled(desk.is_manned(), egui::Button::new(fill));
            let order = desk.order(action);
            let name = desk.with("plan-fill-order", [("order", order.clone().into())]);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &name));
            if button.clicked() {
                wishes.push(Wish::Form(Draft::of(action, Some(task.key.clone()))));
            }
            let order = RichText::new(order).small();
            ui.add(egui::Label::new(order).truncate());
        });
    }
}

/// Whether an order stands among those given.
fn was_given(desk: &Desk<'_>, action: &Action) -> bool {
    let mut orders = desk.believed.orders();
    orders.any(|order| order.status != Status::Refused && order.action == action)
}
