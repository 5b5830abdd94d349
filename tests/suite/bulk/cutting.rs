//! Cutting streams into values: forms, borders of chunks, what is broken or too large.

use std::io::{self, Read, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use scimwright::bulk::{Chunk, ChunkContent, CutOptions, Cutter, Element, Pace, unpacked};

/// The values of an input, each as `line text`, `line#index text` or `line !fault`.
fn cut(input: impl Read, options: CutOptions) -> Vec<String> {
    let mut cutter = Cutter::new(input, options);
    let mut chunk = Chunk::default();
    let mut found = Vec::new();
    while cutter.next_into(&mut chunk) {
        match &chunk.content {
            ChunkContent::Lines => {
                let text = String::from_utf8_lossy(&chunk.bytes);
                for (line, text) in (chunk.first_line..).zip(text.lines()) {
                    if !text.trim().is_empty() {
                        found.push(format!("{line} {}", text.trim()));
                    }
                }
            }
            ChunkContent::Elements(elements) => {
                found.extend(elements.iter().map(|element| element_text(&chunk, element)));
            }
        }
    }
    found.extend(cutter.take_fault().map(|fault| format!("{} !!{}", fault.line, fault.error.kind())));
    found
}

fn element_text(chunk: &Chunk, element: &Element) -> String {
    let Element { range, line, index, fault } = element;
    let text = String::from_utf8_lossy(&chunk.bytes[range.clone()]).replace('\n', "⏎");
    let index = index.map(|index| format!("#{index}")).unwrap_or_default();
    match fault {
        None => format!("{line}{index} {text}"),
        Some(fault) => format!("{line}{index} !{}", fault.message()),
    }
}

const EVERY_SIZE: [usize; 7] = [1, 2, 3, 7, 20, 64, 1 << 20];

/// The same must come out wherever the borders of chunks are, and however the input arrives.
#[track_caller]
fn check(input: &str, expected: &[&str]) {
    for pace in [Pace::Whole, Pace::Eager] {
        for chunk_bytes in EVERY_SIZE {
            let options = CutOptions { chunk_bytes, pace, ..CutOptions::default() };
            assert_eq!(cut(input.as_bytes(), options), expected, "{pace:?} {chunk_bytes}: {input}");
        }
    }
}

#[test]
fn each_line_is_a_value() {
    check("", &[]);
    check(" \n\n", &[]);
    check("{\"a\":1}", &["1 {\"a\":1}"]);
    check("{\"a\":1}\n", &["1 {\"a\":1}"]);
    check("\u{feff}\n{\"a\":1}\r\n\n  {\"b\":2}\n", &["2 {\"a\":1}", "4 {\"b\":2}"]);
    check("{\"a\":\n{\"b\":2}\n{\"c\":3}\n", &["1 {\"a\":", "2 {\"b\":2}", "3 {\"c\":3}"]);
    check("{\"a\":\"x\n{\"b\":2}\n", &["1 {\"a\":\"x", "2 {\"b\":2}"]);
    check("oops\n{\"b\":2}\n", &["1 oops", "2 {\"b\":2}"]);
    check("{\"a\":1}\n[{\"b\":2}]\n", &["1 {\"a\":1}", "2 [{\"b\":2}]"]);
    check("{\"a\":", &["1 {\"a\":"]);
}

#[test]
fn elements_of_arrays_and_lists_are_values() {
    check("[]", &[]);
    check("[{\"a\":1},{\"b\":[2]}]", &["1#0 {\"a\":1}", "1#1 {\"b\":[2]}"]);
    check("[\n {\"a\":1}\n,\n {\"b\":\n 2}\n]\n", &["2#0 {\"a\":1}", "4#1 {\"b\":⏎ 2}"]);
    check("[1, \"x,]\", null ]", &["1#0 1", "1#1 \"x,]\"", "1#2 null "]);
    check("[{\"a\":1}]\n[{\"b\":2}]", &["1#0 {\"a\":1}", "2#1 {\"b\":2}"]);
    let list = "{\"schemas\":[\"x\"],\"Resources\":[{\"a\":1},\n{\"b\":\"]\"}],\"totalResults\":{\"n\":2}}";
    check(list, &["1#0 {\"a\":1}", "2#1 {\"b\":\"]\"}"]);
    check(
        &format!("{list}\n{list}"),
        &["1#0 {\"a\":1}", "2#1 {\"b\":\"]\"}", "3#2 {\"a\":1}", "4#3 {\"b\":\"]\"}"],
    );
    check("{\"resources\":[{\"a\":1}]}{\"Resources\":[{\"b\":1}]}", &["1#0 {\"a\":1}", "1#1 {\"b\":1}"]);
}

#[test]
fn values_over_several_lines_follow_each_other() {
    check("{\n \"a\": 1\n}\n{\n \"b\": 2\n}\n", &["1 {⏎ \"a\": 1⏎}", "4 {⏎ \"b\": 2⏎}"]);
    check("{\"a\":1}{\"b\":2}", &["1 {\"a\":1}", "1 {\"b\":2}"]);
    check(
        "{\"a\":1} x\n{\"b\":2}",
        &["1 {\"a\":1}", "1 !Here stands something that does not belong here", "2 {\"b\":2}"],
    );
}

#[test]
fn what_is_broken_leaves_the_rest_alone() {
    check(
        "[{\"a\":1} {\"b\":2},,{\"c\":3}",
        &[
            "1#0 {\"a\":1}",
            "1 !A comma is missing between two elements",
            "1#1 {\"b\":2}",
            "1 !There is a comma too many",
            "1#2 {\"c\":3}",
            "1 !The array is not closed",
        ],
    );
    check("[\n {\"a\":[1}},\n {\"b\":2}\n]", &["2#0 {\"a\":[1", "3#1 {\"b\":2}"]);
    check("[\n {\"a\":\"x},\n {\"b\":2}\n]", &["2#0 {\"a\":\"x},", "3#1 {\"b\":2}"]);
    // Where nothing tells where the next element begins, none is made up.
    check("[{\"a\":[1}, {\"name\":{\"b\":2}}]", &["1#0 {\"a\":[1", "1 !The array is not closed"]);
    check("[{\"a\":1", &["1#0 {\"a\":1"]);
}

#[test]
fn what_is_too_large_is_passed_over() {
    let options = |chunk_bytes| CutOptions { chunk_bytes, resource_bytes: 40, pace: Pace::Whole };
    let large = format!("{{\"a\":\"{}\"}}", "x".repeat(1000));
    let told = "This resource has 1008 bytes, more than the 40 that are read";
    for chunk_bytes in [1, 7, 64, 500, 5000] {
        let options = options(chunk_bytes);
        let lines = format!("{{\"b\":1}}\n{large}\n{{\"c\":2}}\n");
        let expected = ["1 {\"b\":1}".to_owned(), format!("2 !{told}"), "3 {\"c\":2}".to_owned()];
        if chunk_bytes <= 500 {
            assert_eq!(cut(lines.as_bytes(), options), expected, "{chunk_bytes}");
        }
        let array = format!("[{{\"b\":1}},\n{large},\n{{\"c\":2}}]");
        let expected = ["1#0 {\"b\":1}".to_owned(), format!("2#1 !{told}"), "3#2 {\"c\":2}".to_owned()];
        assert_eq!(cut(array.as_bytes(), options), expected, "{chunk_bytes}");
    }
}

#[test]
fn text_that_is_utf_16_is_refused() {
    let bytes: Vec<u8> = "{\"a\":1}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(cut(bytes.as_slice(), CutOptions::default()), ["1 !!invalid data"]);
}

/// Reads well up to a place, then fails.
struct Failing<'a>(&'a [u8]);

impl Read for Failing<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            return Err(io::Error::from(io::ErrorKind::ConnectionReset));
        }
        self.0.read(bytes)
    }
}

#[test]
fn what_was_whole_before_an_error_is_given() {
    for chunk_bytes in EVERY_SIZE {
        let options = CutOptions { chunk_bytes, ..CutOptions::default() };
        assert_eq!(cut(Failing(b"{\"a\":1}\n{\"b\":"), options), ["1 {\"a\":1}", "2 !!connection reset"]);
        assert_eq!(cut(Failing(b"[{\"a\":1},\n{\"b\":"), options), ["1#0 {\"a\":1}", "2 !!connection reset"]);
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).expect("memory")
}

fn cut_packed(bytes: &[u8]) -> Vec<String> {
    cut(unpacked(bytes).expect("a beginning"), CutOptions::default())
}

#[test]
fn packed_input_is_recognised_by_its_content() {
    let (one, two) = (b"{\"a\":1}\n", b"{\"b\":2}\n");
    let both = ["1 {\"a\":1}", "2 {\"b\":2}"];
    assert_eq!(cut_packed(&[one.as_slice(), two].concat()), both);
    assert_eq!(cut_packed(&[gzip(one), gzip(two)].concat()), both);
    assert_eq!(cut_packed(&[zstd(one), zstd(two)].concat()), both);
    let text = (0..60_000)
        .map(|number| format!("{{\"a\":{}}}\n", number * 7919 % 10_007))
        .collect::<Vec<_>>()
        .concat();
    for packed in [gzip(text.as_bytes()), zstd(text.as_bytes())] {
        let found = cut_packed(&packed[..packed.len() - 9]);
        let last = found.last().expect("a fault");
        assert!(last.contains("!!unexpected end of file"), "{last}");
        assert!(found.len() > 1 && found[0] == "1 {\"a\":0}", "{found:?}");
    }
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let text = prop_oneof!["[a-z{}\\[\\],:\" \\\\]{0,6}", "\\PC{0,4}"];
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<i32>().prop_map(serde_json::Value::from),
        text.prop_map(serde_json::Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
            prop::collection::btree_map("[a-z\"\\\\]{1,4}", inner, 0..4)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

fn values_of(input: &str, chunk_bytes: usize) -> Vec<serde_json::Value> {
    let options = CutOptions { chunk_bytes, ..CutOptions::default() };
    let found = cut(input.as_bytes(), options);
    let text = |found: &String| found.split_once(' ').expect("a line").1.replace('⏎', "\n");
    found.iter().map(|found| serde_json::from_str(&text(found)).expect("JSON")).collect()
}

proptest! {
    #[test]
    fn values_come_out_as_they_went_in(
        values in prop::collection::vec(
            prop::collection::btree_map("[a-z]{1,3}", json(), 0..3)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
            0..6,
        ),
        chunk_bytes in 1_usize..200,
    ) {
        let lines = values.iter().map(|value| format!("{value}\n")).collect::<Vec<_>>().concat();
        prop_assert_eq!(&values_of(&lines, chunk_bytes), &values);
        let array = serde_json::Value::from(values.clone());
        prop_assert_eq!(&values_of(&array.to_string(), chunk_bytes), &values);
        prop_assert_eq!(&values_of(&format!("{array:#}"), chunk_bytes), &values);
        let list = serde_json::json!({ "totalResults": values.len(), "Resources": values });
        prop_assert_eq!(&values_of(&format!("{list:#}"), chunk_bytes), &values);
    }
}
