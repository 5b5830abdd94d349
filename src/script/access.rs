//! How the engine gets at the inputs of the evaluation at hand, so that one script leaves nothing
//! behind for the next; and where reads of variables are counted.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rhai::Engine;

use crate::script::inspect::InputUse;
use crate::script::memory::Meter;

/// What the engine's hooks know of the script that is being evaluated.
#[derive(Debug, Default)]
pub(super) struct Access {
    assigns_properties: AtomicBool,
    captures: AtomicBool,
    n_inputs: AtomicUsize,
}

impl Access {
    /// Begins the evaluation of a script that treats its so many inputs so.
    pub(super) fn begin(&self, uses: InputUse, n_inputs: usize) {
        self.n_inputs.store(n_inputs, Ordering::Relaxed);
        self.assigns_properties.store(uses.assigns_properties, Ordering::Relaxed);
        self.captures.store(uses.captures, Ordering::Relaxed);
    }

    /// Whether a missing property may be about to be written.
    pub(super) fn assigns_properties(&self) -> bool {
        self.assigns_properties.load(Ordering::Relaxed)
    }
}

/// Has functions capture the constants of a script, which its inputs are, by value. Rhai would make
/// an input shared for good, and refuse `user.emails.filter(|e| e.value != user.userName)`: the
/// function reads what is locked for the call. Has the meter count what is read.
#[expect(deprecated, reason = "rhai marks the hook as volatile; the version is pinned")]
pub(super) fn register(engine: &mut Engine, access: &Arc<Access>, meter: &Arc<Meter>) {
    let (access, meter) = (Arc::clone(access), Arc::clone(meter));
    engine.on_var(move |name, number, context| {
        meter.read(name, number, access.n_inputs.load(Ordering::Relaxed), &context);
        if !access.captures.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let scope = context.scope();
        if scope.is_constant(name) == Some(true) { Ok(scope.get(name).cloned()) } else { Ok(None) }
    });
}
