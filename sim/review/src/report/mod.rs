//! From facts to words: the terminal and the page. JSON is the [`Review`](crate::Review) itself.

mod chart_map;
mod charts;
mod columns;
mod facts;
mod page;
mod picture;
mod svg;
mod text;
mod words;

pub use page::html;
pub use text::text;
