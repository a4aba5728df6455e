//! `wirelint settings`

use std::fmt::Write;

use super::args::ShowSettingsArgs;
use super::plan::{Single, single};
use super::{Status, print};
use crate::error::Error;
use crate::lang::Lang;
use crate::rules;
use crate::settings::resolve::Origin;
use crate::settings::schema::schema;
use crate::severity::Severity;

/// Shows the settings of an article, or the schema of settings files.
pub fn run(args: &ShowSettingsArgs) -> Result<Status, Vec<Error>> {
    let text = if args.schema {
        format!("{:#}\n", schema(rules::ids()))
    } else {
        table(&single(&args.settings, &args.path)?)
    };
    print(&text).map(|()| Status::Clean)
}

fn table(single: &Single) -> String {
    let file = single.file.as_ref();
    let shown = file.map_or("none".to_owned(), |f| f.path.display().to_string());
    let origin = |origin: Origin| match origin {
        Origin::Default => "default".to_owned(),
        Origin::Line(line) => format!("{shown}:{line}"),
        Origin::Flag(flag) => flag.to_owned(),
    };
    let resolved = &single.resolved;
    let lang = |lang: Option<Lang>, none: &'static str| lang.map_or(none, Lang::code).to_owned();
    let level = |level: Option<Severity>, none: &'static str| {
        level.map_or(none, Severity::as_str).to_owned()
    };
    let mut rows = vec![
        (
            "lang",
            resolved
                .lang
                .value
                .map_or("detected".to_owned(), |l| l.to_string()),
            origin(resolved.lang.origin),
        ),
        (
            "source-lang",
            lang(resolved.source_lang.value, "not known"),
            origin(resolved.source_lang.origin),
        ),
        (
            "level",
            level(Some(resolved.level.value), ""),
            origin(resolved.level.origin),
        ),
        (
            "fail-on",
            level(resolved.fail_on.value, "never"),
            origin(resolved.fail_on.origin),
        ),
    ];
    let own = file.into_iter().flat_map(|f| &f.glossaries);
    let own = own.map(|at| (&at.value, Origin::Line(at.line)));
    let given = single.flags.glossaries.iter();
    let given = given.map(|path| (path, Origin::Flag("--glossary")));
    for (path, from) in own.chain(given) {
        rows.push(("glossary", path.display().to_string(), origin(from)));
    }
    for pattern in file.into_iter().flat_map(|f| &f.ignored) {
        rows.push((
            "ignore",
            pattern.value.clone(),
            origin(Origin::Line(pattern.line)),
        ));
    }
    for (name, (given, _)) in &resolved.house {
        let value = format!("{name} = {:?}", given.value);
        rows.push(("convention", value, origin(given.origin)));
    }
    let select = &resolved.select;
    if select.value.is_empty() {
        rows.push(("select", "every rule".into(), origin(select.origin)));
    }
    for rule in &select.value {
        rows.push(("select", (*rule).to_owned(), origin(select.origin)));
    }
    for (rule, given) in &resolved.rules {
        let value = format!("{rule} = {}", level(given.value, "off"));
        rows.push(("rule", value, origin(given.origin)));
    }
    let entries = file.map_or(&[][..], |f| &f.suppress);
    for entry in resolved.suppress.iter().filter_map(|i| entries.get(*i)) {
        let until = entry.until.map(|d| format!(" until {d}"));
        let value = format!("{}{}", entry.what, until.unwrap_or_default());
        rows.push(("suppress", value, origin(Origin::Line(entry.line))));
    }
    let width = |cell: &String| cell.chars().count();
    let widest = rows.iter().map(|(_, value, _)| width(value)).max();
    let widest = widest.unwrap_or_default();
    let mut out = format!("file         {shown}\n");
    if single.left_out {
        out.push_str("left out     yes, by a pattern of ignore\n");
    }
    for (key, value, from) in rows {
        let _ = writeln!(out, "{key:12} {value:widest$}  {from}");
    }
    out
}
