//! What the review of a chemical accident says: in words of a plant, with names instead of keys, and
//! nothing better than it was.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

use std::path::Path;
use std::sync::OnceLock;

use drill::Run;
use review::measures::{DialKey, Gate, Reading};
use review::{Review, report};
use scenario::{Folder, Language, Problems, Texts, read_scenario, read_script};
use session::debrief::{self, baselines, play};

/// One of the drills of the tank farm, played and reviewed.
fn reviewed(drill: &str) -> Review {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/tank_farm_styrene");
    let scenario = read_scenario(&path, &mut Problems::new()).unwrap();
    let folder = Folder::open(&path, &mut Problems::new()).unwrap();
    let orders = format!("drills/{drill}/orders.ron");
    let script = read_script(&folder, &orders, &scenario, &mut Problems::new()).unwrap();
    let (seed, until) = (scenario.seed, scenario.setup.end());
    let mut run = Run::new(&scenario, seed, script.autopilot.clone());
    run.follow(&script).unwrap();
    let played = play(&mut run, until, &mut |_| Ok(())).unwrap();
    let both = baselines(&scenario, seed, until, &|_| Ok(())).unwrap();
    debrief::review(&scenario, &played, Some(&both))
}

fn late_cooling() -> &'static Review {
    static REVIEW: OnceLock<Review> = OnceLock::new();
    REVIEW.get_or_init(|| reviewed("late_cooling"))
}

fn sphere_dry() -> &'static Review {
    static REVIEW: OnceLock<Review> = OnceLock::new();
    REVIEW.get_or_init(|| reviewed("sphere_dry_wait"))
}

fn by_the_book() -> &'static Review {
    static REVIEW: OnceLock<Review> = OnceLock::new();
    REVIEW.get_or_init(|| reviewed("by_the_book"))
}

fn all() -> [&'static Review; 3] {
    [by_the_book(), late_cooling(), sphere_dry()]
}

/// The part of the page in one language.
fn page(review: &Review, language: Language) -> String {
    let page = report::html(review, language);
    let from = page.find(&format!("<main lang=\"{}\">", language.code())).unwrap();
    let to = from + page[from..].find("</main>").unwrap();
    page[from..to].to_owned()
}

fn text(review: &Review, language: Language) -> String {
    report::text(review, &Texts::new(language))
}

fn reading(review: &Review, key: DialKey) -> Reading {
    review.dials.iter().find(|dial| dial.key == key).unwrap().reading
}

#[test]
fn the_outcome_of_a_plant_reads_its_worst_loss_and_says_which_it_is() {
    let review = late_cooling();
    assert_eq!(review.outcome.played.plant.as_ref().unwrap().out.value, None);
    let Reading::Capture(share) = reading(review, DialKey::Outcome) else { panic!() };
    assert!(share < 0.01, "the fire is not out: {share}");
    assert!(text(review, Language::Zh).contains("取最低一项：灭火用时"));
    assert!(
        text(review, Language::En).contains("the lowest share avoided: time until the fire is out")
    );
    assert_eq!(reading(by_the_book(), DialKey::Outcome), Reading::Capture(1.0));
}

#[test]
fn crews_in_too_much_heat_not_relieved_or_where_nobody_measured_are_a_concern_and_are_listed() {
    assert_eq!(reading(by_the_book(), DialKey::Safety), Reading::Gate(Gate::Concern));
    assert_eq!(reading(late_cooling(), DialKey::Safety), Reading::Gate(Gate::Concern));
    let safety = &late_cooling().safety;
    assert!(safety.heat_person_min.value > 0.0);
    assert!(by_the_book().safety.unrelieved_person_min.value > 0.0);
    let page = page(by_the_book(), Language::Zh);
    let block = &page[page.rfind("<h3>救援人员安全").unwrap()..];
    assert!(block.contains("超时未轮换") && block.contains("人·分"), "it is in the details");
}

#[test]
fn a_grade_says_that_the_direct_loss_was_not_reckoned() {
    for review in all() {
        let (zh, en) = (page(review, Language::Zh), page(review, Language::En));
        assert!(zh.contains("直接经济损失未计算，最终等级可能更高"));
        assert!(en.contains("direct economic loss not reckoned: the final grade may be higher"));
        assert!(!zh.contains(">不构成 ") && !zh.contains("林地起火"));
    }
}

#[test]
fn a_fireball_harms_people_and_units_in_words_of_a_plant() {
    let (zh, en) = (page(sphere_dry(), Language::Zh), page(sphere_dry(), Language::En));
    assert!(!zh.contains("被火包围") && !en.contains("verrun by fire") && !en.contains("caught "));
    assert!(zh.contains("后湾村 群众被爆炸火球灼伤：死亡"));
    assert!(zh.contains("专职队泡沫1车 被爆炸火球灼伤：死亡"));
    assert!(en.contains("Houwan village, people burnt by the fireball"));
}

#[test]
fn nothing_of_a_forest_fire_stands_in_the_review_of_a_plant() {
    for review in all() {
        let (zh, en) = (page(review, Language::Zh), page(review, Language::En));
        for words in
            ["扑火", "隔离", "火到", "没有起火", "起火点", "林地", "过火", "火线", "半专业"]
        {
            assert!(!zh.contains(words), "{words}");
        }
        for words in ["nothing burnt", "line, built", "origin", "orest", "Line built", "Fire ("] {
            assert!(!en.contains(words), "{words}");
        }
        assert!(zh.contains("<h2>态势图</h2>") && en.contains("<h2>Map</h2>"));
        assert_eq!(
            zh.contains("<circle class=\"tank lost\""),
            review.outcome.played.plant.as_ref().unwrap().tanks_lost.value > 0
        );
    }
}

#[test]
fn names_stand_where_keys_of_the_scenario_did() {
    for review in all() {
        let (zh, en) = (page(review, Language::Zh), page(review, Language::En));
        for key in [
            "t101",
            "t102",
            "(flange",
            "（flange",
            "gas_rumour",
            "east_cross",
            "e_bridge",
            "（sphere",
        ] {
            assert!(!zh.contains(key) && !en.contains(key), "{key}");
        }
        assert!(zh.contains("泡沫灭火（T-101汽油罐）") && en.contains("(T-101 gasoline)"));
        assert!(en.contains("Activate response level — level III<") && !en.contains("恒远罐区"));
    }
}

#[test]
fn people_told_again_are_not_counted_twice_and_who_refused_at_first_is_said_to_have() {
    for review in all() {
        let zh = page(review, Language::Zh);
        assert!(!zh.contains("1,311"));
        assert!(!zh.contains("拒绝转移"));
    }
    let zh = page(by_the_book(), Language::Zh);
    assert!(zh.contains("后湾村 通知 1,240 人转移") && zh.contains("后湾村 再次通知"));
    assert!(zh.contains("人起初不愿转移"));
}

#[test]
fn the_first_report_says_who_told_whom() {
    let zh = page(by_the_book(), Language::Zh);
    assert!(zh.contains("21 分，县应急指挥中心报市应急局总值班室"));
}

#[test]
fn a_place_that_no_order_could_save_is_said_to_be_that() {
    use review::measures::decisions::Standing;
    let review = late_cooling();
    let places = &review.decisions.threatened;
    let home = places.iter().find(|place| place.place.key == "h1").unwrap();
    assert_eq!(home.standing(), Standing::Impossible);
    assert_eq!(home.reached, None, "the sphere did not burst");
    let given = home.given.as_ref().unwrap();
    assert_eq!((given.seat.key.as_str(), given.by_autopilot), ("eoc", true));
    let zh = page(review, Language::Zh);
    assert!(zh.contains("开场时已来不及") && zh.contains("这次没有波及"));
    assert!(zh.contains("县应急指挥中心（自动代行）"));
    assert!(text(review, Language::Zh).contains("开场时已来不及的不计"));
    for line in zh.lines().filter(|line| line.contains("开场时已来不及")) {
        assert!(!line.contains('−'), "no negative spare: {line}");
    }
}

#[test]
fn who_worked_first_and_who_measured_first_is_found_in_a_plant_too() {
    let review = by_the_book();
    assert!(review.resources.first_at_work.value.is_some());
    assert!(review.information.verified.value.is_some());
    assert!(review.resources.out_of_foam.value > 0, "the engines ran dry before the column came");
}

#[test]
fn people_whom_notices_report_hurt_are_said_not_to_be_counted() {
    for review in all() {
        assert!(page(review, Language::Zh).contains("通报里报告的伤亡"));
        assert!(text(review, Language::En).contains("whom notices of the script report hurt"));
    }
}
