//! `wirelint init`

use std::io::Write;

use super::args::InitArgs;
use super::output::Sink;
use super::{Status, print};
use crate::error::Error;
use crate::settings::find::NAME;

/// Every setting, explained; those that would change anything are commented out.
const TEMPLATE: &str = include_str!("init.toml");

/// Writes a settings file.
pub fn run(args: &InitArgs) -> Result<Status, Vec<Error>> {
    let path = args.folder.join(NAME);
    let path = path.strip_prefix(".").unwrap_or(&path);
    if path.symlink_metadata().is_ok() && !args.force {
        return Err(vec![
            Error::new("the file is there already", "give --force to overwrite it").in_file(path),
        ]);
    }
    if !args.folder.is_dir() {
        let error = Error::new("there is no such folder", "make it first");
        return Err(vec![error.in_file(&args.folder)]);
    }
    let mut sink = Sink::file(path).map_err(|e| vec![about_file(e)])?;
    sink.write_all(TEMPLATE.as_bytes()).map_err(|e| {
        vec![
            Error::new(
                format!("the file cannot be written: {e}"),
                "check that the disk is not full",
            )
            .in_file(path),
        ]
    })?;
    Sink::place(vec![sink]).map_err(|e| vec![about_file(e)])?;
    print(&format!("wrote {}\n", path.display())).map(|()| Status::Clean)
}

/// What a sink says of a report, said of a file.
fn about_file(mut error: Error) -> Error {
    error.problem = error.problem.replacen("report", "file", 1);
    error
}
