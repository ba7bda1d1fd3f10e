//! Names of the invented city, in both languages: districts, streets, communities and the kinds of
//! shelter. Every other name is put together from these.

/// Streets and towns of one district.
pub const STREETS_PER_DISTRICT: usize = 5;
/// Communities of one street.
pub const COMMUNITIES_PER_STREET: usize = COMMUNITIES.len();

/// Districts, from the hills in the west to the harbour in the east.
pub const DISTRICTS: [(&str, &str); 4] = [
    ("西山区", "Xishan district"),
    ("中城区", "Zhongcheng district"),
    ("东湖区", "Donghu district"),
    ("临港区", "Lingang district"),
];

/// Streets and towns, five of each district, from south to north.
pub const STREETS: [(&str, &str); 20] = [
    ("松林镇", "Songlin town"),
    ("石桥镇", "Shiqiao town"),
    ("望山街道", "Wangshan street"),
    ("云岭街道", "Yunling street"),
    ("竹园镇", "Zhuyuan town"),
    ("人民路街道", "Renminlu street"),
    ("文庙街道", "Wenmiao street"),
    ("钟楼街道", "Zhonglou street"),
    ("北门街道", "Beimen street"),
    ("站前街道", "Zhanqian street"),
    ("湖滨街道", "Hubin street"),
    ("柳营街道", "Liuying street"),
    ("学府街道", "Xuefu street"),
    ("新华街道", "Xinhua street"),
    ("梅园街道", "Meiyuan street"),
    ("港口街道", "Gangkou street"),
    ("江滨街道", "Jiangbin street"),
    ("盐场街道", "Yanchang street"),
    ("船厂街道", "Chuanchang street"),
    ("保税区街道", "Baoshuiqu street"),
];

/// Communities of every street.
pub const COMMUNITIES: [(&str, &str); 15] = [
    ("和平", "Heping"),
    ("光明", "Guangming"),
    ("胜利", "Shengli"),
    ("团结", "Tuanjie"),
    ("幸福", "Xingfu"),
    ("长青", "Changqing"),
    ("向阳", "Xiangyang"),
    ("红旗", "Hongqi"),
    ("春风", "Chunfeng"),
    ("前进", "Qianjin"),
    ("友谊", "Youyi"),
    ("永安", "Yong'an"),
    ("兴隆", "Xinglong"),
    ("清泉", "Qingquan"),
    ("翠屏", "Cuiping"),
];

/// A kind of shelter: names, and the fewest and most people it takes.
pub type ShelterKind = (&'static str, &'static str, u32, u32);

/// Every community has one shelter of each kind. The first is the largest: whole communities are
/// taken there.
pub const SHELTERS: [ShelterKind; 10] = [
    ("体育馆", "sports hall", 1_000, 1_400),
    ("小学", "primary school", 250, 500),
    ("中学", "middle school", 400, 800),
    ("文化活动中心", "culture centre", 120, 300),
    ("公园", "park", 300, 900),
    ("广场", "square", 200, 600),
    ("社区服务中心", "service centre", 60, 150),
    ("人防工程", "civil defence works", 150, 400),
    ("礼堂", "assembly hall", 150, 350),
    ("老年活动中心", "home for the elderly", 50, 120),
];

/// The place of a street among all.
pub const fn district_of(street: usize) -> usize {
    street / STREETS_PER_DISTRICT
}

/// Key of a district's leading seat.
pub fn district_key(district: usize) -> String {
    format!("district_{}", district + 1)
}

/// Key of a street's seat, and beginning of the keys of its places.
pub fn street_key(street: usize) -> String {
    format!("s{:02}", street + 1)
}

/// Key of a community.
pub fn community_key(street: usize, community: usize) -> String {
    format!("{}_c{:02}", street_key(street), community + 1)
}

/// Key of a shelter of a community.
pub fn shelter_key(street: usize, community: usize, kind: usize) -> String {
    format!("{}_h{:02}", community_key(street, community), kind + 1)
}

/// Words in both languages as a file has them.
pub fn words(zh: &str, en: &str) -> String {
    format!("(zh: \"{zh}\", en: \"{en}\")")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_streets_and_no_two_communities_of_a_street_have_one_name() {
        for names in [&STREETS[..], &COMMUNITIES[..], &DISTRICTS[..]] {
            let zh: BTreeSet<&str> = names.iter().map(|name| name.0).collect();
            let en: BTreeSet<&str> = names.iter().map(|name| name.1).collect();
            assert_eq!((zh.len(), en.len()), (names.len(), names.len()));
        }
        assert_eq!(STREETS.len(), DISTRICTS.len() * STREETS_PER_DISTRICT);
    }
}
