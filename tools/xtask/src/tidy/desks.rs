//! What a desk may look at: commanders see what was reported to them, directors what is so.

use super::code::code_only;
use super::{Complaint, Tree};

/// Folders whose panels show the truth.
const SEE_THE_TRUTH: [&str; 2] = ["director/", "review/"];

/// Only the director's view and the review ask a snapshot for the world as it is.
pub fn commanders_see_reports_only(tree: &Tree) -> Vec<Complaint> {
    const FOLDER: &str = "sim/desktop/src/";
    let mut found = Vec::new();
    for (path, text) in tree.under(FOLDER, ".rs") {
        if SEE_THE_TRUTH.iter().any(|folder| path[FOLDER.len()..].starts_with(folder)) {
            continue;
        }
        found.extend(code_only(text).match_indices(".truth()").map(|(at, _)| {
            let what = "looks at the world as it is; a commander's panel asks for \
                        Snapshot::believed, or takes what it shows from director or review";
            Complaint::at(path, text, at, what)
        }));
    }
    found
}
