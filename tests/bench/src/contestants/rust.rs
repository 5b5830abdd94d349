//! Hand-written Rust over two parsers, and the bounds: what reading alone takes.

use std::hint::black_box;

use serde_json::Value;

use crate::contestants::lines::LineMapper;
use crate::hand_written::{User, World, map_user};

/// Typed structs on `sonic-rs`.
#[derive(Clone, Copy, Debug)]
pub struct OnSonic<'w>(pub &'w World);

impl LineMapper for OnSonic<'_> {
    fn map(&mut self, line: &[u8], number: u64, output: &mut Vec<u8>) -> Result<(), String> {
        let user: User<'_> = sonic_rs::from_slice(line).map_err(|error| error.to_string())?;
        let mapped = map_user(&user, self.0, number);
        sonic_rs::to_writer(&mut *output, &mapped).map_err(|error| error.to_string())?;
        output.push(b'\n');
        Ok(())
    }
}

/// Typed structs on `serde_json`.
#[derive(Clone, Copy, Debug)]
pub struct OnSerde<'w>(pub &'w World);

impl LineMapper for OnSerde<'_> {
    fn map(&mut self, line: &[u8], number: u64, output: &mut Vec<u8>) -> Result<(), String> {
        let user: User<'_> = serde_json::from_slice(line).map_err(|error| error.to_string())?;
        let mapped = map_user(&user, self.0, number);
        serde_json::to_writer(&mut *output, &mapped).map_err(|error| error.to_string())?;
        output.push(b'\n');
        Ok(())
    }
}

/// What is only read, and how.
#[derive(Clone, Copy, Debug)]
pub enum ReadOnly {
    /// Lines alone.
    Lines,
    /// Into the typed structs, with `sonic-rs`.
    SonicTyped,
    /// Into a `sonic_rs::Value`.
    SonicValue,
    /// Into a `serde_json::Value`.
    SerdeValue,
}

impl LineMapper for ReadOnly {
    fn map(&mut self, line: &[u8], _number: u64, _output: &mut Vec<u8>) -> Result<(), String> {
        match self {
            Self::Lines => {
                black_box(line);
            }
            Self::SonicTyped => {
                let user: User<'_> = sonic_rs::from_slice(line).map_err(|error| error.to_string())?;
                black_box(&user);
            }
            Self::SonicValue => {
                let value: sonic_rs::Value = sonic_rs::from_slice(line).map_err(|error| error.to_string())?;
                black_box(&value);
            }
            Self::SerdeValue => {
                let value: Value = serde_json::from_slice(line).map_err(|error| error.to_string())?;
                black_box(&value);
            }
        }
        Ok(())
    }
}
