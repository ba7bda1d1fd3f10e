//! The seven dials, one file each. They are never summed.

pub mod coordination;
pub mod decisions;
pub mod information;
pub mod injects;
pub mod intents;
pub mod outcome;
pub mod plan_time;
pub mod reports;
pub mod resources;
pub mod safety;
pub mod span;

use serde::Serialize;

/// Which dial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum DialKey {
    /// 预案用时
    PlanTime,
    /// 处置结果
    Outcome,
    /// 决策
    Decisions,
    /// 信息
    Information,
    /// 协同
    Coordination,
    /// 力量
    Resources,
    /// 救援人员安全
    Safety,
}

impl DialKey {
    /// Every dial, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::PlanTime,
        Self::Outcome,
        Self::Decisions,
        Self::Information,
        Self::Coordination,
        Self::Resources,
        Self::Safety,
    ];

    /// Key of the dial in the translation files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::PlanTime => "dial-plan-time",
            Self::Outcome => "dial-outcome",
            Self::Decisions => "dial-decisions",
            Self::Information => "dial-information",
            Self::Coordination => "dial-coordination",
            Self::Resources => "dial-resources",
            Self::Safety => "dial-safety",
        }
    }
}

/// One dial.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Dial {
    /// Which.
    pub key: DialKey,
    /// What it reads.
    pub reading: Reading,
}

/// What a dial reads.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub enum Reading {
    /// There was nothing to measure, or nobody did anything.
    Nothing,
    /// So many of so many.
    Count {
        /// Reached.
        good: u32,
        /// Of all.
        of: u32,
    },
    /// Share of the difference between nobody acting and the plan that this run made, on one seed.
    Capture(f64),
    /// Things to look at; not a grade.
    Flags(u32),
    /// A gate.
    Gate(Gate),
}

/// State of the safety gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Gate {
    /// No breach and nobody hurt.
    Clear,
    /// A rule was breached, a crew was at work too long or in too much heat, or was hit; nobody was hurt.
    Concern,
    /// Responders were hurt.
    Breach,
}
