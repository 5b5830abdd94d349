//! Where everything is: the programs, the bench project, the folder with directories and results.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::args::Options;
use crate::tables::WorldFile;

/// What all runs share.
#[derive(Clone, Debug)]
pub struct Setting {
    /// `tests/bench`.
    pub bench: PathBuf,
    /// The project with the mapping.
    pub project: PathBuf,
    /// Directories and results.
    pub work: PathBuf,
    /// The tables for the other contestants.
    pub world: PathBuf,
    /// `scimwright`.
    pub program: PathBuf,
    /// `bench-vrl`, or why there is none.
    pub vrl: Result<PathBuf, String>,
    /// The bench itself.
    pub this_program: PathBuf,
}

impl Setting {
    /// Builds Scimwright in release, unless a program is given, and writes the tables.
    ///
    /// # Errors
    /// When it cannot be built, or the folder cannot be made.
    pub fn prepare(options: &Options) -> Result<Self, String> {
        let bench = Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf();
        let root = bench.join("../..").canonicalize().map_err(|error| error.to_string())?;
        let this_program = std::env::current_exe().map_err(|error| error.to_string())?;
        let work = options.work.clone().unwrap_or_else(|| root.join("target/bench-work"));
        std::fs::create_dir_all(&work).map_err(|error| format!("{}: {error}", work.display()))?;
        let program = match &options.program {
            Some(program) => program.clone(),
            None => build_scimwright(&root)?,
        };
        let project = bench.join("project");
        let world = work.join("world.json");
        let content =
            serde_json::to_string(&WorldFile::of_project(&project)?).map_err(|error| error.to_string())?;
        std::fs::write(&world, content).map_err(|error| format!("{}: {error}", world.display()))?;
        let takes_part =
            options.contestants.is_empty() || options.contestants.iter().any(|name| name == "vrl");
        let vrl = if takes_part {
            build_vrl(&bench, &this_program)
        } else {
            Err("it was not asked for".to_owned())
        };
        Ok(Self { bench, project, work, world, program, vrl, this_program })
    }

    /// Whether the program can be started by its name.
    pub fn has_program(&self, name: &str) -> bool {
        let mut command = Command::new(name);
        command.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok()
    }
}

/// With the window, as it is shipped, into the `target` of the repository.
fn build_scimwright(root: &Path) -> Result<PathBuf, String> {
    eprintln!("Building scimwright in release …");
    let target = root.join("target");
    build(root, &target, &["--bin", "scimwright"])?;
    Ok(target.join("release/scimwright"))
}

/// Beside the bench itself, with the same options.
fn build_vrl(bench: &Path, this_program: &Path) -> Result<PathBuf, String> {
    eprintln!("Building the contestant VRL, which takes minutes the first time …");
    let release = this_program.parent().ok_or("the bench is in no folder")?;
    let target = release.parent().ok_or("the bench is not in a target folder")?;
    build(bench, target, &["--bin", "bench-vrl", "--features", "vrl"])?;
    Ok(target.join("release/bench-vrl"))
}

fn build(package: &Path, target: &Path, what: &[&str]) -> Result<(), String> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["build", "--release", "--locked", "--manifest-path"]).arg(package.join("Cargo.toml"));
    command.arg("--target-dir").arg(target).args(what);
    let status = command.status().map_err(|error| format!("cargo: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{} does not build: {status}", what[1])) }
}
