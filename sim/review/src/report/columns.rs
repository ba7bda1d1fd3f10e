//! Columns on a terminal, where a Chinese character takes two.

use unicode_width::UnicodeWidthStr;

/// Which side a column keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// A text cut to a width, with an ellipsis where something is missing. Line breaks and control
/// characters of a scenario become spaces, so that a name cannot move the cursor.
pub fn cut(text: &str, most: usize) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if width(&clean) <= most {
        return clean;
    }
    let mut short = String::new();
    for c in clean.chars() {
        let mut longer = short.clone();
        longer.push(c);
        if width(&longer) + 1 > most {
            break;
        }
        short = longer;
    }
    short.push('…');
    short
}

/// A table: the first row is its head. No column is wider than `most`; two spaces between columns,
/// two before the first.
pub fn table(rows: &[Vec<String>], sides: &[Side], most: usize) -> String {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| cut(cell, most)).collect()).collect();
    let widths: Vec<usize> = (0..sides.len())
        .map(|i| {
            rows.iter().filter_map(|row| row.get(i)).map(|cell| width(cell)).max().unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for row in &rows {
        let mut line = String::from(" ");
        for ((cell, side), wide) in row.iter().zip(sides).zip(&widths) {
            let space = " ".repeat(wide.saturating_sub(width(cell)));
            match side {
                Side::Left => line.push_str(&format!(" {cell}{space} ")),
                Side::Right => line.push_str(&format!(" {space}{cell} ")),
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stay_in_line_under_wide_characters() {
        let row = |cells: [&str; 2]| cells.map(String::from).to_vec();
        let rows = [row(["任务", "用时"]), row(["transfer", "7"]), row(["转移石坪村", "12.5"])];
        let text = table(&rows, &[Side::Left, Side::Right], 20);
        let ends: Vec<usize> = text.lines().map(width).collect();
        assert_eq!(ends, [18, 18, 18], "{text}");
    }

    #[test]
    fn a_long_name_is_cut_and_cannot_move_the_cursor() {
        assert_eq!(cut("石坪村二组三组", 7), "石坪村…");
        assert_eq!(cut("a\u{1b}[2Jb\nc", 20), "a [2Jb c");
    }
}
