//! What of a Rust source is code, and what is comment or text.

/// The source with every comment and every text and character literal blanked out, at the same
/// bytes and lines as before.
///
/// ```
/// use xtask::tidy::code::code_only;
/// assert_eq!(code_only("a(\"b\"); // c"), "a(\" \");     ");
/// ```
pub fn code_only(source: &str) -> String {
    let bytes = source.as_bytes();
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let end = if rest.starts_with(b"//") {
            at + line_end(rest)
        } else if rest.starts_with(b"/*") {
            at + comment_end(rest)
        } else if let Some(length) = raw_text_end(rest) {
            let ident_before = at > 0 && is_word(bytes[at - 1]);
            if ident_before { at } else { at + length }
        } else if rest[0] == b'"' {
            at + text_end(rest)
        } else if rest[0] == b'\'' {
            at + char_end(rest)
        } else {
            at
        };
        if end == at {
            at += 1;
            continue;
        }
        // The quotes stay, so that a text is seen to be there.
        let quoted = matches!(rest[0], b'"' | b'\'');
        let (from, to) = if quoted { (at + 1, end - 1) } else { (at, end) };
        for byte in &mut out[from..to.max(from)] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        at = end;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Where a word stands in a text, not as a part of a longer word.
pub fn words<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let bytes = text.as_bytes();
    text.match_indices(word).map(|(at, _)| at).filter(move |&at| {
        let starts = at == 0 || !is_word(bytes[at - 1]) || !is_word(word.as_bytes()[0]);
        let last = word.as_bytes()[word.len() - 1];
        let after = bytes.get(at + word.len());
        starts && (!is_word(last) || after.is_none_or(|&byte| !is_word(byte)))
    })
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn line_end(rest: &[u8]) -> usize {
    rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len())
}

fn comment_end(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

/// The length of a raw text that begins here, if one does.
fn raw_text_end(rest: &[u8]) -> Option<usize> {
    let after_r = rest.strip_prefix(b"br").or_else(|| rest.strip_prefix(b"r"))?;
    let hashes = after_r.iter().take_while(|&&byte| byte == b'#').count();
    if after_r.get(hashes) != Some(&b'"') {
        return None;
    }
    let mut close = vec![b'"'];
    close.extend(std::iter::repeat_n(b'#', hashes));
    let begin = rest.len() - after_r.len() + hashes + 1;
    let found = rest[begin..].windows(close.len()).position(|window| window == close);
    Some(found.map_or(rest.len(), |at| begin + at + close.len()))
}

fn text_end(rest: &[u8]) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// The length of a character literal; 0 for the quote of a lifetime.
fn char_end(rest: &[u8]) -> usize {
    if rest.get(1) == Some(&b'\\') {
        return rest.iter().skip(3).position(|&byte| byte == b'\'').map_or(0, |at| at + 4);
    }
    // One character of up to four bytes, then the closing quote.
    let closing = (2..=5).find(|&at| rest.get(at) == Some(&b'\''));
    match closing {
        Some(at) if at == 2 || rest[1] >= 0x80 => at + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_texts_are_blanked_and_code_is_not() {
        for (source, code) in [
            ("let a = 'x'; // HashMap", "let a = ' ';           "),
            ("fn f<'a>(x: &'a str) {}", "fn f<'a>(x: &'a str) {}"),
            ("/* a /* b */ c */ d", "                  d"),
            ("s(r#\"a\"b\"#, '\\'', c)", "s(        , '  ', c)"),
            ("\"a\\\"b\" + c", "\"    \" + c"),
            ("'火' + c", "'   ' + c"),
        ] {
            assert_eq!(code_only(source), code);
        }
        assert_eq!(words("a_b b ab b", "b").collect::<Vec<_>>(), [4, 9]);
    }
}
