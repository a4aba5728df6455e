//! Ctrl-C: what is half written goes away, what was there before stays.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Temporary files of reports that are not in their place yet.
///
/// Whoever makes or moves such a file holds the lock, and so does the handler until the process has ended: an interrupt finds either none of
/// the reports in place or all of them.
static PENDING: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// The temporary files, for as long as nothing may interrupt.
pub struct Pending(MutexGuard<'static, BTreeSet<PathBuf>>);

/// Waits for an interrupt that is under way (for good), then keeps others out.
pub fn pending() -> Pending {
    Pending(PENDING.lock().unwrap_or_else(PoisonError::into_inner))
}

impl Pending {
    /// This file is removed if the run is interrupted.
    pub fn add(&mut self, path: &Path) {
        self.0.insert(path.to_path_buf());
    }

    /// This file is in its place, or gone.
    pub fn remove(&mut self, path: &Path) {
        self.0.remove(path);
    }
}

/// From here on SIGINT and SIGTERM remove the temporary files and end the process with 128 and the signal's number, as a shell would say.
///
/// A thread of its own waits for them, because the main one may be waiting for standard input.
#[cfg(unix)]
pub fn listen() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    // Without signals the run goes on as before: an interrupt then leaves a temporary file behind, and still no half report.
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) else {
        return;
    };
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            let pending = pending();
            for path in pending.0.iter() {
                let _ = std::fs::remove_file(path);
            }
            anstream::eprintln!("wirelint: interrupted");
            std::process::exit(128 + signal);
        }
    });
}

/// Elsewhere an interrupt ends the process as the system does it.
#[cfg(not(unix))]
pub fn listen() {}
