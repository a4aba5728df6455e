//! The report for people: one page that needs nothing beside it, with each article's text, its findings in place and notes in the margin.
//!
//! Counts and lists stand before the articles and are known only after the last one, so articles are spooled: a few megabytes in memory,
//! more than that in an unnamed temporary file beside the report. Memory is bounded by the largest article and by the side lists, which are cut.

mod copy;
mod page;

use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::SpooledTempFile;

use super::{Emitter, Outcome, Totals};
use page::Index;

/// Bytes kept in memory before a spool goes to a file.
const SPOOL: usize = 4 << 20;

/// Writes one page for the run.
pub struct Html {
    /// Articles with findings.
    articles: Spool,
    /// Their row in the list.
    list: Spool,
    /// Rows of articles without findings.
    clean: Spool,
    index: Index,
    /// Articles with findings so far.
    number: usize,
}

impl Html {
    /// `folder` is where the report will lie, and where there must be room for it; without one, spools go where temporary files go.
    pub fn new(folder: Option<&Path>) -> Self {
        let spool = || Spool::new(folder);
        Self {
            articles: spool(),
            list: spool(),
            clean: spool(),
            index: Index::default(),
            number: 0,
        }
    }
}

impl Emitter for Html {
    fn begin(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn document(&mut self, outcome: &Outcome, _: &mut dyn Write) -> io::Result<()> {
        if outcome.checked.findings.is_empty() {
            return self.clean.put(&page::clean_row(outcome).into_string());
        }
        self.number += 1;
        self.index.add(outcome, self.number);
        self.list
            .put(&page::list_row(outcome, self.number).into_string())?;
        self.articles
            .put(&page::article(outcome, self.number).into_string())
    }

    fn end(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        let found = self.number;
        out.write_all(page::head(totals).as_bytes())?;
        out.write_all(page::before_list(&self.index, found).as_bytes())?;
        self.list.pour(out)?;
        out.write_all(page::AFTER_LIST.as_bytes())?;
        self.articles.pour(out)?;
        let clean = totals.documents.saturating_sub(found);
        if clean > 0 {
            out.write_all(page::before_clean(clean).as_bytes())?;
            self.clean.pour(out)?;
            out.write_all(page::AFTER_CLEAN.as_bytes())?;
        }
        out.write_all(page::foot().as_bytes())
    }
}

/// Text put aside for later.
struct Spool {
    file: SpooledTempFile,
}

impl Spool {
    fn new(folder: Option<&Path>) -> Self {
        let folder = folder.map(|f| {
            if f.as_os_str().is_empty() {
                PathBuf::from(".")
            } else {
                f.to_path_buf()
            }
        });
        Self {
            file: match folder {
                Some(folder) => tempfile::spooled_tempfile_in(SPOOL, folder),
                None => tempfile::spooled_tempfile(SPOOL),
            },
        }
    }

    fn put(&mut self, text: &str) -> io::Result<()> {
        self.file.write_all(text.as_bytes())
    }

    /// Copies all that was put in. Not with `io::copy`, which must know the size of its reader.
    fn pour(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.file.rewind()?;
        let mut buffer = vec![0; 1 << 16];
        loop {
            match self.file.read(&mut buffer)? {
                0 => return Ok(()),
                n => out.write_all(buffer.get(..n).unwrap_or_default())?,
            }
        }
    }
}
