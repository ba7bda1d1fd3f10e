//! Tables of the invented city: text files beside the code, one row a line, cells parted by commas,
//! the first line naming the columns.

/// The rows of a table with `N` columns.
///
/// # Panics
/// If a row has another number of cells: the tables ship with the code, so that is a mistake of ours.
pub fn rows<const N: usize>(text: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    text.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        <[&str; N]>::try_from(cells).unwrap_or_else(|_| panic!("not {N} cells: {line}"))
    })
}

/// A whole number of a table.
///
/// # Panics
/// If it is none.
pub fn whole(cell: &str) -> u64 {
    cell.parse().unwrap_or_else(|_| panic!("not a whole number: {cell}"))
}
