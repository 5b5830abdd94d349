//! Help, version, and calls that make no sense.

use crate::folder::scimwright;

#[test]
fn help_and_version_go_to_standard_output() {
    let help = scimwright(&["--help"]).exits(0);
    for word in ["run", "check", "test", "export", "import", "functions", "targets", "clients", "Exit status"]
    {
        assert!(help.stdout.contains(word), "{word}");
    }
    assert_eq!(
        scimwright(&["--version"]).exits(0).stdout,
        format!("scimwright {}\n", env!("CARGO_PKG_VERSION"))
    );
    for subcommand in ["run", "check", "test", "export", "import", "functions", "targets", "clients"] {
        let help = scimwright(&[subcommand, "--help"]).exits(0);
        assert!(help.stdout.contains("Usage: "), "{subcommand}");
    }
}

#[test]
fn calls_that_make_no_sense_are_wrong_use() {
    for arguments in
        [&["--nonsense"][..], &["run"], &["export"], &["test"], &["check", "a", "b"], &["run", "--format"]]
    {
        let called = scimwright(arguments).exits(2);
        assert!(!called.stderr.is_empty() && called.stdout.is_empty(), "{arguments:?}");
    }
}
