//! `wirelint rules` and `wirelint explain`

use std::fmt::Write;

use super::args::{ExplainArgs, RulesArgs};
use super::{Status, print};
use crate::error::Error;
use crate::finding::Applicability;
use crate::rules::{self, RuleMeta};
use crate::settings::names::nearest;

/// Lists the rules.
pub fn list(args: &RulesArgs) -> Result<Status, Vec<Error>> {
    let mut out = String::new();
    for rule in rules::ALL {
        let meta = rule.meta();
        if args.ids {
            let _ = writeln!(out, "{}", meta.id);
        } else {
            let _ = writeln!(out, "{:32} {:8} {}", meta.id, meta.severity, meta.what);
        }
    }
    print(&out).map(|()| Status::Clean)
}

/// Explains one rule.
pub fn explain(args: &ExplainArgs) -> Result<Status, Vec<Error>> {
    let rule = rules::by_id(&args.rule).ok_or_else(|| vec![unknown_rule(&args.rule)])?;
    print(&text(rule.meta())).map(|()| Status::Clean)
}

fn text(meta: &RuleMeta) -> String {
    let languages = match meta.targets {
        None => "all".to_owned(),
        Some(set) => set
            .iter()
            .map(crate::lang::Lang::code)
            .collect::<Vec<_>>()
            .join(" "),
    };
    let fix = match meta.fix {
        Applicability::None => "none",
        Applicability::Unsafe => "unsafe (the meaning may change)",
        Applicability::Safe => "safe",
    };
    format!(
        "{id}\n\nFinds      {what}\nWhy        {why}\nBad        {bad}\nGood       {good}\nLevel      {severity}\nMQM        {mqm} ({mqm_severity})\nITS        {its}\nLanguages  {languages}\nFix        {fix}\n",
        id = meta.id,
        what = meta.what,
        why = meta.why,
        bad = meta.bad,
        good = meta.good,
        severity = meta.severity,
        mqm = meta.category.as_str(),
        mqm_severity = meta.mqm_severity.as_str(),
        its = meta.category.its(),
    )
}

/// The error for an id that no rule has, with the nearest one.
pub fn unknown_rule(name: &str) -> Error {
    let remedy = match nearest(rules::ids(), name) {
        Some(id) => format!("did you mean {id:?}? `wirelint rules` lists them"),
        None => "`wirelint rules` lists them".to_owned(),
    };
    Error::new(format!("unknown rule {name:?}"), remedy)
}
