//! Where reports go: standard output, a file that appears whole or not at all, or a device or pipe.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::interrupt;
use crate::error::Error;

/// A place for a report.
pub enum Sink {
    /// Standard output. Once its reader has gone (`| head`) nothing more is written.
    Stdout {
        /// Buffered, because reports are written in small pieces.
        out: BufWriter<io::Stdout>,
        /// The reader has gone.
        closed: bool,
    },
    /// A device or pipe (`/dev/null`, `>(...)`), which is written to and never replaced.
    Direct {
        /// Its name.
        path: PathBuf,
        /// It.
        file: BufWriter<File>,
    },
    /// A file beside its final place, moved there when the report is complete: a run that fails leaves an old report as it was.
    File {
        /// Final place.
        path: PathBuf,
        /// What is written until then. File and path are kept apart because together they add the path, which has a random name, to
        /// every error.
        file: BufWriter<File>,
        /// Where that is.
        temporary: TempPath,
    },
}

impl Sink {
    /// Standard output.
    pub fn stdout() -> Self {
        Self::Stdout {
            out: BufWriter::new(io::stdout()),
            closed: false,
        }
    }

    /// A file.
    ///
    /// # Errors
    /// When its folder cannot be written.
    pub fn file(path: &Path) -> Result<Self, Error> {
        let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let folder = match target.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        if path.is_dir() {
            return Err(Error::new(
                "the report cannot be written: this is a folder",
                "give the name of a file",
            )
            .in_file(path));
        }
        if path.metadata().is_ok_and(|m| !m.is_file()) {
            let file = File::options()
                .write(true)
                .open(path)
                .map_err(|e| unwritable(path, &e))?;
            return Ok(Self::Direct {
                path: path.to_path_buf(),
                file: BufWriter::new(file),
            });
        }
        let mut pending = interrupt::pending();
        let (file, temporary) = tempfile::Builder::new()
            .make_in(folder, |path| File::create_new(path))
            .map_err(|e| unwritable(path, &e))?
            .into_parts();
        pending.add(&temporary);
        Ok(Self::File {
            path: path.to_path_buf(),
            file: BufWriter::new(file),
            temporary,
        })
    }

    /// The name for messages: the file, `-` for standard output.
    pub fn path(&self) -> &Path {
        match self {
            Self::Stdout { .. } => Path::new("-"),
            Self::Direct { path, .. } | Self::File { path, .. } => path,
        }
    }

    /// Writes out all that is buffered, so that a full disk shows before any report is in its place.
    fn seal(&mut self) -> io::Result<()> {
        self.flush()?;
        match self {
            Self::File { file, .. } => {
                readable_by_all(file.get_ref())?;
                // Some file systems find out only now that there is no room.
                file.get_ref().sync_data()
            }
            Self::Stdout { .. } | Self::Direct { .. } => Ok(()),
        }
    }

    /// Puts reports in their places once all of them are written.
    ///
    /// # Errors
    /// When something could not be written; the old files are as they were.
    pub fn place(mut sinks: Vec<Self>) -> Result<(), Error> {
        for sink in &mut sinks {
            sink.seal().map_err(|e| unwritable(sink.path(), &e))?;
        }
        let mut pending = interrupt::pending();
        for sink in sinks {
            if let Self::File {
                path,
                file,
                temporary,
            } = sink
            {
                drop(file);
                // A symbolic link stays one: what it leads to is replaced.
                let place = path.canonicalize().unwrap_or_else(|_| path.clone());
                pending.remove(&temporary);
                temporary
                    .persist(place)
                    .map_err(|e| unwritable(&path, &e.error))?;
            }
        }
        Ok(())
    }
}

/// Temporary files are private; a report is not.
#[cfg(unix)]
fn readable_by_all(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &File) -> io::Result<()> {
    Ok(())
}

/// The error for a report that cannot be written.
pub fn unwritable(path: &Path, e: &io::Error) -> Error {
    Error::new(
        format!("the report cannot be written: {e}"),
        "check that the folder exists, may be written and is not full",
    )
    .in_file(path)
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout { closed: true, .. } => Ok(bytes.len()),
            Self::Stdout { out, closed } => match out.write(bytes) {
                Err(e) if e.kind() == io::ErrorKind::BrokenPipe => {
                    *closed = true;
                    Ok(bytes.len())
                }
                written => written,
            },
            Self::Direct { file, .. } | Self::File { file, .. } => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout { closed: true, .. } => Ok(()),
            Self::Stdout { out, closed } => match out.flush() {
                Err(e) if e.kind() == io::ErrorKind::BrokenPipe => {
                    *closed = true;
                    Ok(())
                }
                flushed => flushed,
            },
            Self::Direct { file, .. } | Self::File { file, .. } => file.flush(),
        }
    }
}
