//! Reads the versions of the contestants' libraries from the lock files.

use std::fs;

fn main() {
    println!("cargo::rerun-if-changed=Cargo.lock");
    println!("cargo::rerun-if-changed=package-lock.json");
    let lock = fs::read_to_string("Cargo.lock").unwrap_or_default();
    let version = |name: &str| {
        let rest = lock.split_once(&format!("name = \"{name}\"\nversion = \""))?.1;
        Some(format!("{name} {}", rest.split('"').next()?))
    };
    let names = ["sonic-rs", "serde_json", "vrl", "jaq-core", "rhai"];
    let mut versions: Vec<_> = names.into_iter().filter_map(version).collect();
    let packages = fs::read_to_string("package-lock.json").unwrap_or_default();
    let jsonata =
        packages.split_once("\"node_modules/jsonata\": {").and_then(|(_, rest)| rest.split('"').nth(3));
    versions.extend(jsonata.map(|version| format!("JSONata {version}")));
    println!("cargo::rustc-env=BENCH_LIBRARIES={}", versions.join(", "));
}
