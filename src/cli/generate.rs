//! `wirelint completions` and `wirelint man`: both made from the arguments, so neither can lag behind them.

use clap::CommandFactory;
use clap_complete::Shell;

use super::args::Cli;
use super::{Status, print};
use crate::error::Error;

/// Prints the completion script of a shell.
pub fn completions(shell: Shell) -> Result<Status, Vec<Error>> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "wirelint", &mut script);
    print(&String::from_utf8_lossy(&script)).map(|()| Status::Clean)
}

/// Prints the manual page: the command itself, then every subcommand with its options.
pub fn man() -> Result<Status, Vec<Error>> {
    let mut page = Vec::new();
    let mut command = Cli::command();
    command.build();
    render(&command, &mut page).map_err(|e| {
        vec![Error::new(
            format!("the manual page cannot be made: {e}"),
            "please report it",
        )]
    })?;
    print(&String::from_utf8_lossy(&page)).map(|()| Status::Clean)
}

/// One page for all, because that is what `wirelint man | man -l -` can show.
fn render(command: &clap::Command, page: &mut Vec<u8>) -> std::io::Result<()> {
    let whole = clap_mangen::Man::new(command.clone());
    whole.render(page)?;
    let mut open: Vec<clap::Command> = command.get_subcommands().cloned().collect();
    open.reverse();
    while let Some(sub) = open.pop() {
        if sub.get_name() == "help" {
            continue;
        }
        let name = sub.get_bin_name().unwrap_or(sub.get_name()).to_uppercase();
        page.extend_from_slice(format!(".SH \"{name}\"\n").as_bytes());
        let man = clap_mangen::Man::new(sub.clone());
        let mut body = Vec::new();
        man.render_description_section(&mut body)?;
        man.render_synopsis_section(&mut body)?;
        man.render_options_section(&mut body)?;
        // Their headings stand below the subcommand's.
        let body = String::from_utf8_lossy(&body).replace("\n.SH ", "\n.SS ");
        page.extend_from_slice(
            body.strip_prefix(".SH ")
                .map_or_else(
                    || body.clone().into_bytes(),
                    |rest| format!(".SS {rest}").into_bytes(),
                )
                .as_slice(),
        );
        let mut below: Vec<clap::Command> = sub.get_subcommands().cloned().collect();
        below.reverse();
        open.extend(below);
    }
    Ok(())
}
