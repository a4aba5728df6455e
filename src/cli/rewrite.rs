//! Changing articles on disk: whole or not at all, and as a unified diff.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use similar::TextDiff;

use crate::document::Document;
use crate::error::Error;

/// Puts `new` in the place of a file that held `old`: written beside it, then moved over it, so that no reader ever sees half. Permissions are
/// kept, and a symbolic link goes on pointing to the file.
///
/// # Errors
/// When the file is write-protected, has changed since it was read, or cannot be written; it is as it was then.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), Error> {
    let fault = |e: &io::Error| {
        Error::new(
            format!("the article cannot be written: {e}"),
            "check that its folder may be written and is not full; the article is as it was",
        )
        .in_file(path)
    };
    let target = fs::canonicalize(path).map_err(|e| fault(&e))?;
    let permissions = fs::metadata(&target).map_err(|e| fault(&e))?.permissions();
    // Moving a file over another does not ask whether that one may be written.
    if permissions.readonly() {
        return Err(Error::new(
            "the article is write-protected",
            "make it writable if it is to be changed",
        )
        .in_file(path));
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    let (mut file, temporary) = tempfile::Builder::new()
        .make_in(folder, |path| File::create_new(path))
        .map_err(|e| fault(&e))?
        .into_parts();
    file.write_all(new)
        .and_then(|()| file.set_permissions(permissions))
        .and_then(|()| file.sync_all())
        .map_err(|e| fault(&e))?;
    drop(file);
    if fs::read(&target).map_err(|e| fault(&e))? != old {
        return Err(Error::new(
            "the article has changed while it was being checked",
            "run the command again",
        )
        .in_file(path));
    }
    temporary.persist(&target).map_err(|e| fault(&e.error))
}

/// What a change does, as a unified diff of the text.
pub fn unified(old: &Document, new: &Document) -> String {
    let path = old.display_path();
    TextDiff::from_lines(&old.text, &new.text)
        .unified_diff()
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string()
}
