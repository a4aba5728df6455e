//! `wirelint rules` and `wirelint explain`

use super::args::{ExplainArgs, RulesArgs, RulesFormat};
use super::{Status, print};
use crate::error::Error;
use crate::rules::{self, reference};
use crate::settings::names::nearest;

/// Lists the rules.
pub fn list(args: &RulesArgs) -> Result<Status, Vec<Error>> {
    let text = match args.format {
        _ if args.ids => rules::ids().fold(String::new(), |out, id| out + id + "\n"),
        RulesFormat::Text => reference::list(),
        RulesFormat::Markdown => reference::markdown(),
        RulesFormat::Json => reference::json(),
    };
    print(&text).map(|()| Status::Clean)
}

/// Explains one rule.
pub fn explain(args: &ExplainArgs) -> Result<Status, Vec<Error>> {
    let rule = rules::by_id(&args.rule).ok_or_else(|| vec![unknown_rule(&args.rule)])?;
    print(&reference::explain(rule.meta())).map(|()| Status::Clean)
}

/// The error for an id that no rule has, with the nearest one.
pub fn unknown_rule(name: &str) -> Error {
    let remedy = match nearest(rules::ids(), name) {
        Some(id) => format!("did you mean {id:?}? `wirelint rules` lists them"),
        None => "`wirelint rules` lists them".to_owned(),
    };
    Error::new(format!("unknown rule {name:?}"), remedy)
}
