//! How far a long run has come, on standard error and only where a person reads it.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar, ProgressStyle};

/// A run shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that appears when a run takes long.
pub struct Progress {
    total: u64,
    done: u64,
    started: Instant,
    wanted: bool,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// For so many articles. `wanted` is false where the report itself goes to the terminal, or where nothing is to be said.
    pub fn new(total: usize, wanted: bool) -> Self {
        Self {
            total: total as u64,
            done: 0,
            started: Instant::now(),
            wanted: wanted && io::stderr().is_terminal(),
            bar: None,
        }
    }

    /// So many more articles are done.
    pub fn advance(&mut self, articles: usize) {
        self.done += articles as u64;
        if self.bar.is_none() && self.wanted && self.started.elapsed() > PATIENCE {
            let bar = ProgressBar::new(self.total);
            if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos}/{len} articles{msg}")
            {
                bar.set_style(style);
            }
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            // The bar's own estimate begins when it appears, with what was done before as one leap.
            let left = self.started.elapsed().as_secs_f64()
                * self.total.saturating_sub(self.done) as f64
                / self.done.max(1) as f64;
            bar.set_message(format!(
                ", {} left",
                HumanDuration(Duration::from_secs_f64(left))
            ));
            bar.set_position(self.done);
        }
    }

    /// Says something on standard error without tearing the bar.
    pub fn aside(&self, say: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(say),
            None => say(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
