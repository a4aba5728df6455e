//! The command line; everything but the exit code is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    wirelint::cli::main()
}
