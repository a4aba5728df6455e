//! `wirelint glossary`

use std::fmt::Write;

use super::args::{GlossaryCommand, ShowArgs, VerifyArgs};
use super::plan::glossary_here;
use super::{Status, print};
use crate::error::Error;
use crate::glossary::{Concept, Role};
use crate::lang::Lang;
use crate::text::fold_form;

/// Runs a subcommand.
pub fn run(command: &GlossaryCommand) -> Result<Status, Vec<Error>> {
    match command {
        GlossaryCommand::Verify(args) => verify(args),
        GlossaryCommand::Show(args) => show(args),
        GlossaryCommand::Add(args) => super::glossary_add::run(args),
    }
}

fn verify(args: &VerifyArgs) -> Result<Status, Vec<Error>> {
    let glossary = glossary_here(&args.file, &args.files)?;
    let (mut concepts, mut forms) = (0, 0);
    for concept in glossary.index().concepts() {
        concepts += 1;
        forms += concept.forms.len();
    }
    print(&format!(
        "{concepts} concepts with {forms} forms; no clash\n"
    ))
    .map(|()| Status::Clean)
}

fn show(args: &ShowArgs) -> Result<Status, Vec<Error>> {
    let glossary = glossary_here(&args.file, &args.glossary)?;
    let index = glossary.index();
    let mut found: Vec<&Concept> = index
        .exact(&fold_form(&args.name))
        .iter()
        .map(|p| index.concept(*p))
        .collect();
    found.extend(index.concepts().filter(|c| c.id == args.name));
    found.dedup_by(|a, b| a.id == b.id);
    if found.is_empty() {
        return Err(vec![Error::new(
            format!("the glossary has no {:?}", args.name),
            "add a row for it to a file of your own and give that with --glossary",
        )]);
    }
    let mut out = String::new();
    for concept in found {
        let _ = writeln!(out, "{} ({}) {}", concept.id, concept.kind, concept.native);
        for lang in Lang::TARGETS {
            let forms: Vec<_> = concept.accepted(lang).map(|f| f.text.as_str()).collect();
            if !forms.is_empty() {
                let _ = writeln!(out, "  {lang}        {}", forms.join(" | "));
            }
        }
        for (role, name) in [(Role::Variant, "variants"), (Role::Avoid, "avoid   ")] {
            let forms: Vec<_> = concept
                .forms
                .iter()
                .filter(|f| f.role == role)
                .map(|f| f.text.as_str())
                .collect();
            if !forms.is_empty() {
                let _ = writeln!(out, "  {name}  {}", forms.join(" | "));
            }
        }
        for (name, text) in [("note    ", &concept.note), ("source  ", &concept.source)] {
            if !text.is_empty() {
                let _ = writeln!(out, "  {name}  {text}");
            }
        }
    }
    print(&out).map(|()| Status::Clean)
}
