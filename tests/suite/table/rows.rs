//! What rows from a spreadsheet or a CSV file do to a table.

use proptest::prelude::*;
use scimwright::table::{LookupTable, Row, RowChange, RowsChoice, plan_rows, read_csv};

fn row((key, value): &(&str, &str)) -> Row {
    Row { key: (*key).to_owned(), value: (*value).to_owned() }
}

/// The plan as lines, and the table afterwards.
#[track_caller]
fn check(choice: RowsChoice, text: &str, expected: &[&str], after: &str) {
    let table = LookupTable::new([("England", "GB"), ("France", "FR")].iter().map(row).collect());
    let (outside, _) = read_csv("rows", text);
    let plan = plan_rows(&table, outside.rows().to_vec(), choice);
    let lines: Vec<_> = plan
        .rows
        .iter()
        .map(|planned| {
            let change = match &planned.change {
                RowChange::New => "new".to_owned(),
                RowChange::Changed { before } => format!("changed from {before}"),
                RowChange::Same => "same".to_owned(),
                RowChange::Conflict { counts } => format!("conflict with {counts}"),
            };
            format!("{} {change}", planned.row.key)
        })
        .collect();
    assert_eq!(lines, expected);
    let rows: Vec<_> = plan.table.rows().iter().map(|row| format!("{}={}", row.key, row.value)).collect();
    assert_eq!(rows.join(" "), after);
    assert_eq!(plan.is_change(), plan.table != table || plan.n_removed > 0);
}

#[test]
fn rows_from_a_spreadsheet_update_a_table() {
    let update = RowsChoice::Update;
    check(update, "Italy\tIT\n", &["Italy new"], "England=GB France=FR Italy=IT");
    check(update, "england,UK\n", &["england changed from GB"], "England=UK France=FR");
    check(update, "France;FR\n", &["France same"], "England=GB France=FR");
    check(
        update,
        "Italy,IT\nITALY,I\nItaly,IT\n",
        &["Italy new", "ITALY conflict with IT", "Italy same"],
        "England=GB France=FR Italy=IT",
    );
    check(update, "\"a\tb\"\t\"x\ny\"\n", &["a\tb new"], "England=GB France=FR a\tb=x\ny");
    check(update, "", &[], "England=GB France=FR");
}

#[test]
fn rows_from_a_file_replace_a_table() {
    let replace = RowsChoice::Replace;
    check(replace, "Italy,IT\n", &["Italy new"], "Italy=IT");
    check(
        replace,
        "france,FR\nEngland,UK\n",
        &["france same", "England changed from GB"],
        "france=FR England=UK",
    );
}

proptest! {
    #[test]
    fn taking_rows_over_twice_changes_nothing_more(
        table in prop::collection::vec(("[a-cA-C ]{0,3}", "[x-z]{0,2}"), 0..8),
        outside in prop::collection::vec(("[a-cA-C ]{0,3}", "[x-z]{0,2}"), 0..8),
    ) {
        let rows = |pairs: &[(String, String)]| -> Vec<Row> {
            pairs.iter().map(|(key, value)| Row { key: key.clone(), value: value.clone() }).collect()
        };
        let table = LookupTable::new(rows(&table));
        for choice in [RowsChoice::Update, RowsChoice::Replace] {
            let plan = plan_rows(&table, rows(&outside), choice);
            for planned in &plan.rows {
                if !matches!(planned.change, RowChange::Conflict { .. }) {
                    prop_assert_eq!(plan.table.get(&planned.row.key), Some(planned.row.value.as_str()));
                }
            }
            let again = plan_rows(&plan.table, rows(&outside), choice);
            prop_assert_eq!(&again.table, &plan.table);
        }
    }
}
