//! From facts to words: the terminal and the page. JSON is the [`Review`](crate::Review) itself.

mod chart_map;
mod chart_plant;
mod charts;
pub(crate) mod columns;
pub mod facts;
mod page;
mod picture;
mod svg;
mod text;
pub mod words;

pub use page::html;
pub use text::text;
