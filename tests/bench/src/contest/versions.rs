//! What the machine is, and which versions took part.

use std::process::Command;

/// The machine as far as it can be read.
#[derive(Clone, Debug)]
pub struct Machine {
    /// The processor, as the system names it.
    pub processor: String,
    pub n_cores: usize,
    /// In GiB, rounded.
    pub memory_gib: u64,
    pub system: String,
}

impl Machine {
    /// Reads what Linux tells; elsewhere most of it is not known.
    pub fn read() -> Self {
        let field = |file: &str, name: &str| {
            let text = std::fs::read_to_string(file).unwrap_or_default();
            let line = text.lines().find(|line| line.starts_with(name)).map(str::to_owned);
            line.and_then(|line| Some(line.split_once(':')?.1.trim().to_owned()))
        };
        let memory_kib = field("/proc/meminfo", "MemTotal")
            .and_then(|text| text.split_whitespace().next().and_then(|number| number.parse::<u64>().ok()))
            .unwrap_or_default();
        Self {
            processor: field("/proc/cpuinfo", "model name")
                .unwrap_or_else(|| std::env::consts::ARCH.to_owned()),
            n_cores: std::thread::available_parallelism().map_or(1, usize::from),
            memory_gib: (memory_kib + (1 << 19)) >> 20,
            system: std::env::consts::OS.to_owned(),
        }
    }
}

/// What a program says of its version, without its own name; `None` when it is not installed.
pub fn version_of(program: &str) -> Option<String> {
    let output = Command::new(program).arg("--version").output().ok()?;
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let said = if said.is_empty() { String::from_utf8_lossy(&output.stderr).trim().to_owned() } else { said };
    said.lines().next().map(str::to_owned)
}
