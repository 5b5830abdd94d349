//! Reading and writing a project: the same bytes, with everything that this version does not know.

use std::fs;
use std::path::Path;

use scimwright::project::{ProjectFiles, load_project, parse_project, preset_names, render_project};

use crate::bench::said;
use crate::folder::preset_folder;

/// All files of a folder.
#[track_caller]
pub fn files_of(folder: &Path) -> ProjectFiles {
    let mut files = ProjectFiles::default();
    collect(folder, "", &mut files);
    files
}

fn collect(folder: &Path, prefix: &str, files: &mut ProjectFiles) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(entry.path()).expect("a file"));
        }
    }
}

/// Reading and writing these files gives the same bytes.
#[track_caller]
pub fn check_identity(files: &ProjectFiles) {
    let (model, diagnostics) = parse_project(files);
    assert_eq!(said(&diagnostics), Vec::<String>::new());
    let rendered = render_project(&model);
    let paths = |files: &ProjectFiles| files.files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(&rendered), paths(files));
    for (path, bytes) in &files.files {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(text(&rendered.files[path]), text(bytes), "{path}");
        assert_eq!(&rendered.files[path], bytes, "{path}");
    }
}

#[test]
fn the_shipped_projects_stay_as_they_are() {
    for name in preset_names() {
        check_identity(&files_of(&preset_folder(&name)));
        let (model, diagnostics) = load_project(&preset_folder(&name)).expect("the folder can be read");
        assert_eq!(said(&diagnostics), Vec::<String>::new());
        assert_eq!(render_project(&model), files_of(&preset_folder(&name)));
    }
}

/// A project of the fewest files.
fn minimal() -> ProjectFiles {
    let mut files = ProjectFiles::default();
    files.insert("project.json", "{\n  \"format\": \"scimwright-project\",\n  \"version\": 1,\n  \"name\": \"N\",\n  \"client\": \"google\",\n  \"target\": \"4me\",\n  \"environments\": []\n}\n");
    files.insert(
        "mapping.json",
        "{\n  \"format\": \"scimwright-rules\",\n  \"version\": 1,\n  \"rule_sets\": []\n}\n",
    );
    files
}

#[test]
fn unknown_keys_are_kept_at_every_level() {
    let mut files = minimal();
    files.insert(
        "project.json",
        r#"{
  "format": "scimwright-project",
  "version": 1,
  "name": "N",
  "client": "google",
  "target": "4me",
  "environments": [
    {
      "name": "qa",
      "account": "",
      "colour": "",
      "protected": false,
      "region": "eu"
    }
  ],
  "owner": {
    "name": "Ann"
  }
}
"#,
    );
    files.insert(
        "mapping.json",
        r#"{
  "format": "scimwright-rules",
  "version": 1,
  "rule_sets": [
    {
      "resource_type": "User",
      "record_type": "person",
      "rules": [
        {
          "field": "name",
          "script": "user.displayName",
          "apply": "always",
          "reviewed_by": [
            "Ann"
          ]
        }
      ],
      "colour": 7
    }
  ],
  "glossary": null
}
"#,
    );
    files.insert(
        "samples/01-a.json",
        r#"{
  "name": "A",
  "origin": {
    "client": "google",
    "ticket": 42
  },
  "request": {
    "method": "POST",
    "headers": {
      "x": "y"
    }
  },
  "payload": {
    "userName": "a",
    "nothing": null,
    "number": 1.50
  },
  "rating": 5
}
"#,
    );
    files.insert(
        "cases/01-a.json",
        r#"{
  "name": "A",
  "sample": "01-a",
  "record_type": "person",
  "current": null,
  "expected": {
    "status": "written",
    "record": {}
  },
  "why": "because"
}
"#,
    );
    files.insert("environments/qa.json", "{\n  \"variables\": {},\n  \"notes\": \"x\"\n}\n");
    files.insert("records/people.json", "[\n  {\n    \"name\": \"A\",\n    \"shoe_size\": 43\n  }\n]\n");
    // A number keeps its value; its spelling is that of JSON.
    let sample = String::from_utf8(files.files["samples/01-a.json"].clone()).expect("text");
    files.insert("samples/01-a.json", sample.replace("1.50", "1.5"));
    check_identity(&files);
}

#[test]
fn samples_keep_what_was_sent() {
    let check = |payload: &str| {
        let mut files = minimal();
        let text = format!(
            "{{\n  \"name\": \"S\",\n  \"origin\": {{\n    \"client\": \"\"\n  }},\n  {payload}\n}}\n"
        );
        files.insert("samples/01-s.json", text);
        check_identity(&files);
    };
    check("\"payload\": null");
    check("\"payload\": 12345678901234567890");
    check("\"payload\": \"text\"");
    check("\"text\": \"{ not json\\r\\n\\u0000\"");
    check("\"payload\": {\n    \"b\": 1,\n    \"a\": 2,\n    \"A\": 3\n  }");
    check("\"payload\": [\n    0.1,\n    1e+300,\n    -0.0,\n    true\n  ]");
    check("\"scim_id\": \"7\",\n  \"payload\": {\n    \"emoji 👩‍👩‍👧\": \"\\\\ \\\" \\t\"\n  }");
}

#[test]
fn whole_numbers_beyond_64_bits_keep_their_value() {
    let mut files = minimal();
    let text = "{\n  \"name\": \"S\",\n  \"origin\": {\n    \"client\": \"\"\n  },\n  \"payload\": 123456789012345678901234567890\n}\n";
    files.insert("samples/01-s.json", text);
    let (model, _) = parse_project(&files);
    let again = parse_project(&render_project(&model)).0;
    assert_eq!(again, model);
}

#[test]
fn tables_keep_their_rows() {
    let check = |csv: &str| {
        let mut files = minimal();
        files.insert("tables/t.csv", format!("key,value\n{csv}"));
        check_identity(&files);
    };
    check("");
    check("a,b\n");
    check("\"a,b\",\"c\"\"d\"\n");
    check("é ,\"line\nbreak\"\n");
    check(",x\nkey,value\n");
    check("a,\n");
    check(" lead,trail \n");
    check("\"a\rb\",c\n");
}
