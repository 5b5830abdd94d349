//! Measuring the real window: how soon it shows something, and how long a frame takes while lists are
//! scrolled.
//!
//! Not what people use; `--measure-frames` of the command line asks for it.

use std::io::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui::{Event, Modifiers, MouseWheelUnit, Pos2, RawInput, TouchPhase, vec2};
use serde_json::{Value, json};

use crate::workbench::View;

/// How long samples may take to be loaded and run.
const MOST_WAITING: Duration = Duration::from_mins(5);

/// How far the wheel turns in a frame.
const WHEEL_POINTS: f32 = 240.0;

/// What is to be measured.
#[derive(Clone, Debug)]
pub struct Measurement {
    /// How many frames are drawn.
    pub frames: usize,
    /// Samples to load before.
    pub load: Option<PathBuf>,
}

/// What was measured so far.
#[derive(Debug)]
pub(super) struct FrameMeter {
    wanted: Measurement,
    /// When the window was asked for, at the start of the program.
    started: Instant,
    first_frame: Option<Duration>,
    loaded: Option<Duration>,
    frame_began: Instant,
    app: Vec<f64>,
    whole: Vec<f64>,
    is_done: bool,
}

/// What the meter wants of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MeterWish {
    Nothing,
    Show(View),
    Close,
}

impl FrameMeter {
    pub(super) fn new(wanted: Measurement, started: Instant) -> Self {
        let frame_began = started;
        let (app, whole) = (Vec::new(), Vec::new());
        Self { wanted, started, first_frame: None, loaded: None, frame_began, app, whole, is_done: false }
    }

    /// A frame begins; the last one took `whole` with everything.
    pub(super) fn begin(&mut self, n_frames: u64, whole: Option<f32>) {
        self.frame_began = Instant::now();
        if n_frames > 0 && self.first_frame.is_none() {
            self.first_frame = Some(self.started.elapsed());
        }
        if self.loaded.is_some()
            && self.whole.len() < self.app.len()
            && let Some(whole) = whole
        {
            self.whole.push(f64::from(whole) * 1_000.0);
        }
    }

    /// The app's part of a frame is over. `is_ready` when samples are loaded and run.
    pub(super) fn end(&mut self, is_ready: bool) -> MeterWish {
        let waited = self.started.elapsed();
        if self.loaded.is_none() {
            if is_ready {
                self.loaded = Some(waited);
            }
            if waited > MOST_WAITING {
                return self.close();
            }
            return MeterWish::Nothing;
        }
        self.app.push(self.frame_began.elapsed().as_secs_f64() * 1_000.0);
        match self.app.len() {
            drawn if drawn >= self.wanted.frames => self.close(),
            drawn if drawn == self.wanted.frames / 2 => MeterWish::Show(View::Grid),
            _ => MeterWish::Nothing,
        }
    }

    fn close(&mut self) -> MeterWish {
        if std::mem::replace(&mut self.is_done, true) {
            return MeterWish::Nothing;
        }
        let text = format!("{}\n", self.report());
        // There is no other place to tell that standard output is closed.
        let _ = std::io::stdout().write_all(text.as_bytes());
        MeterWish::Close
    }

    fn report(&self) -> Value {
        let milliseconds = |duration: Option<Duration>| duration.map(|time| time.as_secs_f64() * 1_000.0);
        json!({
            "first_frame_ms": milliseconds(self.first_frame),
            "ready_ms": milliseconds(self.loaded),
            "frame_ms": percentiles(&self.app),
            "whole_frame_ms": percentiles(&self.whole),
        })
    }

    /// Turns the wheel over the lists, down and up again.
    pub(super) fn scroll(&self, input: &mut RawInput) {
        let Some(screen) = input.screen_rect.filter(|_| self.loaded.is_some()) else { return };
        let frame = self.app.len();
        let at = |x: f32, y: f32| Pos2::new(screen.width() * x, screen.height() * y);
        let places = [at(0.05, 0.3), at(0.9, 0.85), at(0.5, 0.5)];
        let place = places.get(frame / 8 % places.len()).copied().unwrap_or_default();
        let turns = if (frame / 64).is_multiple_of(2) { -WHEEL_POINTS } else { WHEEL_POINTS };
        input.events.push(Event::PointerMoved(place));
        input.events.push(Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            source: egui::MouseWheelSource::Wheel,
            delta: vec2(0.0, turns),
            modifiers: Modifiers::NONE,
            phase: TouchPhase::Move,
        });
    }
}

fn percentiles(times: &[f64]) -> Value {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1)));
    json!({ "p50": at(50), "p99": at(99), "max": times.last(), "frames": times.len() })
}

#[cfg(test)]
mod tests {
    use super::percentiles;

    #[test]
    fn percentiles_are_those_of_the_sorted_times() {
        let times: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        let found = percentiles(&times).to_string();
        assert_eq!(found, r#"{"p50":51.0,"p99":100.0,"max":100.0,"frames":100}"#);
        assert_eq!(percentiles(&[]).to_string(), r#"{"p50":null,"p99":null,"max":null,"frames":0}"#);
    }
}
