//! The direction of the data flow: a module uses only what stands before it.

mod common;

use common::{demand_none, files_below, in_repository, name, read};

/// The modules of the crate, in the order of the data flow.
const ORDER: [&str; 22] = [
    "span",
    "lang",
    "locale",
    "severity",
    "mqm",
    "error",
    "document",
    "text",
    "detect",
    "romanisation",
    "glossary",
    "names",
    "finding",
    "settings",
    "rules",
    "mute",
    "suppression",
    "check",
    "report",
    "fix",
    "review",
    "cli",
];

/// Modules that stand before another and still are none of its business.
const APART: [(&str, &str); 1] = [("text", "document")];

/// The crate root and the binary see everything.
const ROOTS: [&str; 2] = ["lib.rs", "main.rs"];

/// What a file uses by `crate::`, with the line.
fn uses(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (n, line) in without_tests(source).lines().enumerate() {
        if line.trim_start().starts_with("//") {
            continue;
        }
        for (at, root) in line.match_indices("crate::") {
            // `$crate::` and `my_crate::` are other things.
            let before = line[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$')) {
                continue;
            }
            let path = &line[at + root.len()..];
            found.extend(first_names(path).map(|module| (n + 1, module)));
        }
    }
    found
}

/// The first names of a path: `check` of `check::check`, `glossary` and `lang` of `{glossary::Kind, lang}`.
fn first_names(path: &str) -> impl Iterator<Item = String> {
    let first = |p: &str| -> String {
        p.trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let group = path
        .strip_prefix('{')
        .map(|rest| rest.split('}').next().unwrap_or_default());
    let names: Vec<String> = match group {
        Some(list) => list.split(',').map(first).collect(),
        None => vec![first(path)],
    };
    names.into_iter().filter(|n| !n.is_empty())
}

/// A source file up to its test module: what tests use does not matter.
fn without_tests(source: &str) -> &str {
    source
        .split_once("\n#[cfg(test)]\nmod ")
        .map_or(source, |(code, _)| code)
}

fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|m| *m == module)
}

#[test]
fn modules_import_only_what_stands_before_them() {
    let src = in_repository("src");
    let mut failures = Vec::new();
    for path in files_below(&src) {
        let relative = path.strip_prefix(&src).unwrap_or(&path);
        if path.extension().is_none_or(|e| e != "rs") || ROOTS.contains(&name(relative).as_str()) {
            continue;
        }
        let shown = relative.display();
        let module = relative
            .components()
            .next()
            .map(|c| c.as_os_str().to_string_lossy().into_owned())
            .unwrap_or_default();
        let module = module.trim_end_matches(".rs");
        let Some(own) = rank(module) else {
            failures.push(format!(
                "src/{shown}: module {module} has no place in the order"
            ));
            continue;
        };
        for (line, used) in uses(&read(&path)) {
            match rank(&used) {
                None => failures.push(format!(
                    "src/{shown}:{line}: crate::{used} has no place in the order"
                )),
                Some(other) if other > own => failures.push(format!(
                    "src/{shown}:{line}: {module} uses {used}, which stands after it"
                )),
                Some(_) if APART.contains(&(module, used.as_str())) => failures.push(format!(
                    "src/{shown}:{line}: {module} uses {used}, which it must not know"
                )),
                Some(_) => {}
            }
        }
    }
    demand_none("imports run against the data flow", &failures);
}

#[test]
fn imports_are_found_however_they_are_written() {
    let source = "use crate::span::Span;\n// use crate::cli;\nuse crate::{lang, text::fold};\nlet x = crate::names::y();\n\n#[cfg(test)]\nmod tests { use crate::cli; }\n";
    let used: Vec<_> = uses(source).into_iter().map(|(_, m)| m).collect();
    assert_eq!(used, ["span", "lang", "text", "names"]);
}
