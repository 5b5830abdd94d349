//! Lookup tables as CSV: what is read, what is said, and what is written.

use scimwright::table::{LookupTable, read_csv, write_csv};

use crate::bench::said;

/// The rows as `key=value`, and what is said.
#[track_caller]
fn check(text: &str, rows: &[&str], expected: &[&str]) {
    let (table, diagnostics) = read_csv("t.csv", text);
    let found: Vec<_> = table.rows().iter().map(|row| format!("{}={}", row.key, row.value)).collect();
    assert_eq!(found, rows, "{text:?}");
    assert_eq!(said(&diagnostics), expected, "{text:?}");
    assert_eq!(read_csv("t.csv", &write_csv(&table)).0, table, "{text:?}");
}

#[test]
fn headers_separators_and_line_ends() {
    check("", &[], &[]);
    check("key,value\n", &[], &[]);
    check("key,value\na,b\n", &["a=b"], &[]);
    check("Key;Value\na;b\nc;d,e\n", &["a=b", "c=d,e"], &[]);
    check("key\tvalue\na\tb c\n", &["a=b c"], &[]);
    check("a,b\nc,d", &["a=b", "c=d"], &[]);
    check("key,value\r\na,b\r\n\r\nc,d\r\n", &["a=b", "c=d"], &[]);
    check("\u{feff}key,value\na,b\n", &["a=b"], &[]);
    check("key,value,remark\na,b,whatever\n", &["a=b"], &[]);
    check("key,value\nkey,value\n", &["key=value"], &[]);
}

#[test]
fn texts_of_every_kind() {
    check("key,value\n\"a,b\",\"c\"\"d\"\n", &["a,b=c\"d"], &[]);
    check("key,value\n\"two\nlines\",x\n", &["two\nlines=x"], &[]);
    check("key,value\n東京, é \n", &["東京= é "], &[]);
    check("key,value\n,empty key\na,\n", &["=empty key", "a="], &[]);
    check("key,value\nit's,lone \" quote\n", &["it's=lone \" quote"], &[]);
}

#[test]
fn rows_that_cannot_be_used_are_told_with_their_line() {
    check(
        "key,value\na,b\nlonely\nc,d\n",
        &["a=b", "c=d"],
        &["warning[L601] t.csv 3:1: Line 3 is left out: it has no value"],
    );
    check(
        "key,value\na,1\n A ,2\na,3\n",
        &["a=1", " A =2", "a=3"],
        &[
            "warning[L602] t.csv 3:1: The key ` A ` stands already in line 2",
            "warning[L602] t.csv 4:1: The key `a` stands already in line 2",
        ],
    );
    check(
        "key,value\n\"two\nlines\",1\nlonely\n",
        &["two\nlines=1"],
        &["warning[L601] t.csv 4:1: Line 4 is left out: it has no value"],
    );
}

#[test]
fn keys_are_found_exactly_then_without_case_and_blanks() {
    let (table, _) = read_csv("t.csv", "key,value\nit,Italian\nIT,Informatics\n Straße ,road\n");
    let check = |key: &str, value: Option<&str>| assert_eq!(table.get(key), value, "{key}");
    check("it", Some("Italian"));
    check("IT", Some("Informatics"));
    check("It", Some("Italian"));
    check("  iT\t", Some("Italian"));
    check("STRASSE", None);
    check("straße", Some("road"));
    check("", None);
    check("Ital", None);
}

#[test]
fn a_table_in_json_is_an_object_or_pairs() {
    let check = |csv: &str, json: &str| {
        let (table, _) = read_csv("t.csv", csv);
        assert_eq!(serde_json::to_string(&table).expect("JSON"), json);
        assert_eq!(serde_json::from_str::<LookupTable>(json).expect("a table"), table);
    };
    check("key,value\nb,1\na,2\n", r#"{"b":"1","a":"2"}"#);
    check("key,value\na,1\na,2\n", r#"[["a","1"],["a","2"]]"#);
    check("", "{}");
    let error = serde_json::from_str::<LookupTable>("[1]").unwrap_err().to_string();
    assert_eq!(error, "a table is an object of texts, or an array of [key, value]");
}
