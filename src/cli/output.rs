//! Where reports go: standard output, or a file that appears whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

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
        let folder = match path.parent() {
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
        let (file, temporary) = tempfile::Builder::new()
            .make_in(folder, |path| File::create_new(path))
            .map_err(|e| unwritable(path, &e))?
            .into_parts();
        Ok(Self::File {
            path: path.to_path_buf(),
            file: BufWriter::new(file),
            temporary,
        })
    }

    /// Puts the report in its place.
    ///
    /// # Errors
    /// When something could not be written; the old file is as it was.
    pub fn finish(self) -> Result<(), Error> {
        match self {
            Self::Stdout { mut out, closed } => match out.flush() {
                Err(e) if !closed && e.kind() != io::ErrorKind::BrokenPipe => {
                    Err(unwritable(Path::new("-"), &e))
                }
                _ => Ok(()),
            },
            Self::File {
                path,
                file,
                temporary,
            } => {
                let file = file
                    .into_inner()
                    .map_err(|e| unwritable(&path, e.error()))?;
                readable_by_all(&file).map_err(|e| unwritable(&path, &e))?;
                temporary
                    .persist(&path)
                    .map_err(|e| unwritable(&path, &e.error))?;
                Ok(())
            }
        }
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

fn unwritable(path: &Path, e: &io::Error) -> Error {
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
            Self::File { file, .. } => file.write(bytes),
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
            Self::File { file, .. } => file.flush(),
        }
    }
}
