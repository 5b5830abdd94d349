//! A run that is killed goes on with `--resume`, and gives the same to the byte.

use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::bench::Bench;
use crate::folder::{Called, Folder, scimwright};

/// A project that takes a while for each user, and users.
fn project(n_users: usize) -> Folder {
    let folder = Bench::new()
        .rule("primary_email", "user.userName")
        .rule("name", "let n = 0; for i in 0..700 { n += i % 7; } user.displayName + n")
        .rule("location", "now")
        .save();
    // So that there are many chunks.
    let filler = "x".repeat(2000);
    let mut users = String::new();
    for number in 0..n_users {
        let email = if number % 10 == 3 { "oops" } else { "@acme.example" };
        let _ = writeln!(
            users,
            "{{\"userName\": \"u{number}{email}\", \"displayName\": \"Ann {number}\", \"title\": \"{filler}\"}}"
        );
        if number % 100 == 50 {
            users.push_str("broken\n");
        }
    }
    folder.write("users.ndjson", users);
    folder
}

fn arguments(folder: &Folder, more: &[&str]) -> Vec<String> {
    let mut arguments: Vec<String> = ["bulk", &folder.arg(""), "--input", &folder.arg("users.ndjson")]
        .into_iter()
        .chain(["--output", &folder.arg("out.ndjson"), "--errors", &folder.arg("errors.ndjson")])
        .map(str::to_owned)
        .collect();
    arguments.extend(more.iter().map(|argument| (*argument).to_owned()));
    arguments
}

#[track_caller]
fn call(folder: &Folder, more: &[&str]) -> Called {
    let arguments = arguments(folder, more);
    scimwright(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
}

const NOW: [&str; 2] = ["--now", "2026-03-01T12:00:00Z"];

/// Starts a run and kills it a while after it has begun to keep how far it is; whether it left
/// something to go on with, and did not end before.
fn kill_after(folder: &Folder, more: &[&str], milliseconds: u64) -> bool {
    let state = folder.path("out.ndjson.resume.json");
    let before = fs::read(&state).ok();
    let mut child = Command::new(env!("CARGO_BIN_EXE_scimwright"))
        .args(arguments(folder, more))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    while child.try_wait().expect("a child").is_none() && fs::read(&state).ok() == before {
        sleep(Duration::from_millis(10));
    }
    sleep(Duration::from_millis(milliseconds));
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
    state.exists()
}

#[test]
fn a_killed_run_goes_on_to_the_same_output() {
    let folder = project(24_000);
    call(&folder, &NOW).exits(1);
    let (output, errors) = (folder.read("out.ndjson"), folder.read("errors.ndjson"));
    fs::remove_file(folder.path("out.ndjson")).expect("the output");
    let first = [&NOW[..], &["--quiet"]].concat();
    let again = ["--resume", "--quiet"];
    let mut is_interrupted = false;
    // A run that comes to its end leaves nothing to go on with, and the next one begins anew. The last
    // one is killed as soon as it can be gone on with.
    for milliseconds in [130, 70, 0] {
        let more = if is_interrupted { &again[..] } else { &first[..] };
        is_interrupted = kill_after(&folder, more, milliseconds);
    }
    for _ in 0..3 {
        is_interrupted = is_interrupted || kill_after(&folder, &first, 0);
    }
    assert!(is_interrupted, "no run was slow enough to be interrupted");
    let done = call(&folder, &["--resume"]);
    assert!(done.stderr.contains("goes on after"), "{}", done.stderr);
    assert!(done.stderr.contains("24000 resources on 24240 lines"), "{}", done.stderr);
    assert!(folder.read("out.ndjson") == output, "the output differs");
    assert!(folder.read("errors.ndjson") == errors, "the errors differ");
    for left in ["out.ndjson.part", "out.ndjson.resume.json", "errors.ndjson.part"] {
        assert!(!folder.path(left).exists(), "{left}");
    }
}

#[test]
fn a_run_of_something_else_does_not_go_on() {
    let folder = project(24_000);
    assert!(kill_after(&folder, &NOW, 20), "the run was not slow enough to be interrupted");
    let check = |more: &[&str], expected: &str| {
        let called = call(&folder, more).exits(2);
        assert!(called.stderr.contains(expected), "{}", called.stderr);
    };
    check(&["--resume", "--new"], "it was started with other arguments");
    check(&["--resume", "--now", "2027-03-01T12:00:00Z"], "it was started with another time");
    let mapping = folder.read("mapping.json");
    folder.write("mapping.json", mapping.replace("% 7", "% 5"));
    check(&["--resume"], "the mapping, or what it uses, is not the same as then");
    folder.write("mapping.json", mapping);
    let users = folder.read("users.ndjson");
    folder.write("users.ndjson", users.replacen("u0@", "v0@", 1));
    check(&["--resume"], "the input is not the same as then");
}

#[test]
fn without_an_interrupted_run_it_starts_at_the_beginning() {
    let folder = project(3);
    let called = call(&folder, &["--resume"]).exits(0);
    assert!(called.stderr.contains("there is no interrupted run"), "{}", called.stderr);
    assert_eq!(folder.read("out.ndjson").lines().count(), 3);
    let called = scimwright(&["bulk", &folder.arg(""), "--resume"]).exits(2);
    assert_eq!(called.stderr, "scimwright: only a run from a file to a file can be resumed\n");
}
