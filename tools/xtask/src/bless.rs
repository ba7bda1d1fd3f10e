//! Writes the digest a drill comes to into its `expect.ron`, after a change that was meant to move
//! it. Everything else the file expects has to hold already: a bound is never moved by a tool.

use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context, bail};
use drill::{Mismatch, Run, check_expected};
use scenario::{Folder, Language, Problems, Texts, read_expected, read_scenario, read_script};

/// Blesses every drill of a scenario folder. Returns the drills whose digest moved.
///
/// # Errors
/// If a file has problems, or a drill comes to something its `expect.ron` does not allow.
pub fn bless(scenario_folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut problems = Problems::new();
    let scenario = read_scenario(scenario_folder, &mut problems);
    let Some(scenario) = scenario else { bail!(said(&problems)) };
    let Some(folder) = Folder::open(scenario_folder, &mut problems) else { bail!(said(&problems)) };
    let mut moved = Vec::new();
    for drill in drills(scenario_folder)? {
        let (orders, expect) =
            (format!("drills/{drill}/orders.ron"), format!("drills/{drill}/expect.ron"));
        let script = read_script(&folder, &orders, &scenario, &mut problems);
        let expected = read_expected(&folder, &expect, &scenario, &mut problems);
        let (Some(script), Some(expected)) = (script, expected) else { bail!(said(&problems)) };
        let mut run = Run::new(&scenario, expected.seed, script.autopilot.clone());
        run.follow(&script)?;
        run.play(scenario.setup.end(), |_| {})?;
        let mut wrong = check_expected(&run, &expected);
        wrong.retain(|mismatch| !matches!(mismatch, Mismatch::Digest { .. }));
        if !wrong.is_empty() {
            let lines: Vec<String> = wrong.iter().map(ToString::to_string).collect();
            bail!("{}/drills/{drill}: {}", scenario.id, lines.join("; "));
        }
        let digest = run.world().digest().to_string();
        if digest != expected.digest {
            write_digest(&scenario_folder.join(&expect), &expected.digest, &digest)?;
            moved.push(format!("{}/drills/{drill}", scenario.id));
        }
    }
    Ok(moved)
}

/// Every scenario folder below a folder, or the folder itself if it is one.
///
/// # Errors
/// If the folder cannot be read.
pub fn scenario_folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if folder.join("scenario.ron").is_file() {
        return Ok(vec![folder.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.join("scenario.ron").is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The drills of a scenario that expect something, by name.
fn drills(scenario_folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(scenario_folder.join("drills"))? {
        let entry = entry?;
        if entry.path().join("expect.ron").is_file() {
            names.extend(entry.file_name().into_string());
        }
    }
    names.sort();
    Ok(names)
}

/// Changes the digest and nothing else, so that comments and order stay.
fn write_digest(path: &Path, old: &str, new: &str) -> anyhow::Result<()> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let (from, to) = (format!("digest: \"{old}\""), format!("digest: \"{new}\""));
    if text.matches(&from).count() != 1 {
        bail!("{}: write the digest as `{from}` on one line", path.display());
    }
    fs::write(path, text.replace(&from, &to)).with_context(|| path.display().to_string())
}

fn said(problems: &Problems) -> String {
    problems.render(&Texts::new(Language::En), false)
}
