//! Grades of the statutes, by the numbers written there.
//!
//! In both statutes “以上” includes the number and “以下” does not, so every bound here is `>=`.
//! The engine does not tell light from serious injuries; all are counted as serious, so a grade by
//! injuries is an upper bound, and the report says so.

use serde::Serialize;

use crate::measures::outcome::Loss;

/// A grade, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Grade {
    /// 一般
    Ordinary,
    /// 较大
    Large,
    /// 重大
    Major,
    /// 特别重大
    Extraordinary,
}

/// What a grade followed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum By {
    /// 死亡人数
    Deaths,
    /// 重伤人数
    Injuries,
    /// 直接经济损失
    Loss,
    /// 受害森林面积
    ForestArea,
}

/// A grade with the rules that gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Graded {
    /// The grade.
    pub grade: Grade,
    /// Every criterion that alone gives this grade.
    pub by: Vec<By>,
}

/// Both grades of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Grades {
    /// 《生产安全事故报告和调查处理条例》第三条, for comparison; `None` where nobody was harmed: a forest
    /// fire that cost nothing but property is no work accident.
    pub accident: Option<Graded>,
    /// 《森林防火条例》第四十条; `None` where no forest burnt and nobody was hurt.
    pub forest_fire: Option<Graded>,
}

/// Grade of an accident: 《生产安全事故报告和调查处理条例》(2007) 第三条.
pub fn accident(deaths: u32, serious_injuries: u32, loss_yuan: f64) -> Option<Graded> {
    worst(&[
        (By::Deaths, step(f64::from(deaths), [1.0, 3.0, 10.0, 30.0])),
        (By::Injuries, step(f64::from(serious_injuries), [1.0, 10.0, 50.0, 100.0])),
        (By::Loss, step(loss_yuan, [f64::MIN_POSITIVE, 10.0e6, 50.0e6, 100.0e6])),
    ])
}

/// Grade of a forest fire: 《森林防火条例》(2008) 第四十条. The area is that of forest (受害森林面积).
pub fn forest_fire(forest_ha: f64, deaths: u32, serious_injuries: u32) -> Option<Graded> {
    worst(&[
        (By::ForestArea, step(forest_ha, [f64::MIN_POSITIVE, 1.0, 100.0, 1000.0])),
        (By::Deaths, step(f64::from(deaths), [1.0, 3.0, 10.0, 30.0])),
        (By::Injuries, step(f64::from(serious_injuries), [1.0, 10.0, 50.0, 100.0])),
    ])
}

pub(crate) fn grades(loss: &Loss) -> Grades {
    let deaths = loss.public_dead.value + loss.responders_dead.value;
    let injured = loss.public_injured.value + loss.responders_injured.value;
    let harmed = deaths + injured > 0;
    let mut forest = forest_fire(loss.forest_ha.value, deaths, injured);
    // “或者其他林地起火的”: any fire on forest land is at least 一般, whatever its area.
    if forest.is_none() && loss.area_ha.value > 0.0 {
        forest = Some(Graded { grade: Grade::Ordinary, by: vec![By::ForestArea] });
    }
    let accident = accident(deaths, injured, loss.loss_yuan.value).filter(|_| harmed);
    Grades { accident, forest_fire: forest }
}

fn step(value: f64, bounds: [f64; 4]) -> Option<Grade> {
    let grades = [Grade::Ordinary, Grade::Large, Grade::Major, Grade::Extraordinary];
    grades.into_iter().zip(bounds).rev().find(|(_, bound)| value >= *bound).map(|(grade, _)| grade)
}

fn worst(criteria: &[(By, Option<Grade>)]) -> Option<Graded> {
    let grade = criteria.iter().filter_map(|(_, grade)| *grade).max()?;
    let by = criteria.iter().filter(|(_, found)| *found == Some(grade)).map(|(by, _)| *by);
    Some(Graded { grade, by: by.collect() })
}

impl Grade {
    /// Key of the grade in the translation files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ordinary => "grade-ordinary",
            Self::Large => "grade-large",
            Self::Major => "grade-major",
            Self::Extraordinary => "grade-extraordinary",
        }
    }
}

impl By {
    /// Key of the criterion in the translation files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Deaths => "grade-by-deaths",
            Self::Injuries => "grade-by-injuries",
            Self::Loss => "grade-by-loss",
            Self::ForestArea => "grade-by-forest-area",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Grade::{Extraordinary, Large, Major, Ordinary};

    fn grade_of(graded: Option<Graded>) -> Option<Grade> {
        graded.map(|graded| graded.grade)
    }

    #[test]
    fn an_accident_changes_its_grade_exactly_at_the_numbers_of_article_3() {
        for (deaths, injuries, loss_yuan, grade) in [
            (0, 0, 0.0, None),
            (0, 0, 1.0, Some(Ordinary)),
            (0, 1, 0.0, Some(Ordinary)),
            (2, 9, 9_999_999.0, Some(Ordinary)),
            (3, 0, 0.0, Some(Large)),
            (0, 10, 0.0, Some(Large)),
            (0, 0, 10.0e6, Some(Large)),
            (9, 49, 49_999_999.0, Some(Large)),
            (10, 0, 0.0, Some(Major)),
            (0, 50, 0.0, Some(Major)),
            (0, 0, 50.0e6, Some(Major)),
            (29, 99, 99_999_999.0, Some(Major)),
            (30, 0, 0.0, Some(Extraordinary)),
            (0, 100, 0.0, Some(Extraordinary)),
            (0, 0, 100.0e6, Some(Extraordinary)),
        ] {
            let found = grade_of(accident(deaths, injuries, loss_yuan));
            assert_eq!(found, grade, "{deaths} dead, {injuries} injured, {loss_yuan} yuan");
        }
    }

    #[test]
    fn a_forest_fire_changes_its_grade_exactly_at_the_numbers_of_article_40() {
        for (forest_ha, deaths, injuries, grade) in [
            (0.0, 0, 0, None),
            (0.99, 0, 0, Some(Ordinary)),
            (0.0, 1, 0, Some(Ordinary)),
            (0.0, 2, 9, Some(Ordinary)),
            (1.0, 0, 0, Some(Large)),
            (99.99, 9, 49, Some(Large)),
            (0.0, 3, 0, Some(Large)),
            (0.0, 0, 10, Some(Large)),
            (100.0, 0, 0, Some(Major)),
            (999.9, 29, 99, Some(Major)),
            (0.0, 10, 0, Some(Major)),
            (0.0, 0, 50, Some(Major)),
            (1000.0, 0, 0, Some(Extraordinary)),
            (0.0, 30, 0, Some(Extraordinary)),
            (0.0, 0, 100, Some(Extraordinary)),
        ] {
            let found = grade_of(forest_fire(forest_ha, deaths, injuries));
            assert_eq!(found, grade, "{forest_ha} ha, {deaths} dead, {injuries} injured");
        }
    }

    #[test]
    fn a_grade_names_every_criterion_that_alone_gives_it() {
        let graded = forest_fire(320.0, 12, 4).expect("a grade");
        assert_eq!((graded.grade, graded.by), (Major, vec![By::ForestArea, By::Deaths]));
    }
}
