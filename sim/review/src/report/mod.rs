//! From facts to words: the terminal, the page, JSON.
