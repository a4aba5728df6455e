//! What a terminal shows, what it is spared, and what shells and `man` are given.

mod common;

use std::process::{Command, Output, Stdio};

use common::in_repository;

fn wirelint(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wirelint"));
    for name in [
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "FORCE_HYPERLINK",
        "WIRELINT_DOCS_URL",
    ] {
        command.env_remove(name);
    }
    command
        .current_dir(in_repository("fixtures/articles"))
        .args(arguments)
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .output()
        .expect("wirelint runs")
}

const ARTICLE: &str = "fr-en-sahel-junta/article.txt";

fn stdout(arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let mut all = vec!["check", "--lang=en", ARTICLE];
    all.extend(arguments);
    let output = wirelint(&all, environment);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Arguments, environment, and whether there is colour.
type Case<'a> = (&'a [&'a str], &'a [(&'a str, &'a str)], bool);

/// The flag beats the environment, and a pipe gets no colour unless it is asked for.
#[test]
fn colour_is_where_it_is_wanted() {
    let cases: [Case<'_>; 7] = [
        (&[], &[], false),
        (&["--color=always"], &[], true),
        (&["--color=never"], &[("CLICOLOR_FORCE", "1")], false),
        (&[], &[("CLICOLOR_FORCE", "1")], true),
        (&[], &[("NO_COLOR", "1")], false),
        (&["--color=always"], &[("NO_COLOR", "1")], true),
        (&["--color=always", "--format=csv"], &[], false),
    ];
    for (arguments, environment, coloured) in cases {
        let said = stdout(arguments, environment);
        assert_eq!(
            said.contains('\u{1b}'),
            coloured,
            "{arguments:?} {environment:?}"
        );
    }
}

#[test]
fn rules_are_linked_where_there_is_a_page() {
    let force = [("CLICOLOR_FORCE", "1"), ("FORCE_HYPERLINK", "1")];
    assert!(
        !stdout(&[], &force).contains("\u{1b}]8;"),
        "a link to nowhere"
    );
    for (page, link) in [
        (
            "https://docs.example/rules",
            "https://docs.example/rules#name/acronym",
        ),
        (
            "https://docs.example/{rule}.html",
            "https://docs.example/name/acronym.html",
        ),
    ] {
        let docs = ("WIRELINT_DOCS_URL", page);
        let linked = stdout(&[], &[force[0], force[1], docs]);
        assert!(
            linked.contains(&format!("\u{1b}]8;;{link}\u{1b}\\")),
            "{linked:?}"
        );
        assert!(
            !stdout(&[], &[docs]).contains("docs.example"),
            "a pipe gets a link"
        );
    }
}

#[test]
fn quiet_says_only_what_went_wrong() {
    let quiet = wirelint(&["check", "-q", ARTICLE, "none.txt"], &[]);
    assert_eq!(quiet.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&quiet.stdout), "");
    let said = String::from_utf8_lossy(&quiet.stderr).into_owned();
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(
        said.starts_with("wirelint: none.txt: cannot be read"),
        "{said}"
    );
    // A format that was asked for is what the run is for.
    let loud = stdout(&["--format=csv"], &[]);
    assert_eq!(stdout(&["--format=csv", "--quiet"], &[]), loud);
}

/// The subcommands, as the help lists them.
fn subcommands() -> Vec<String> {
    let help = String::from_utf8(wirelint(&["help"], &[]).stdout).expect("UTF-8");
    let (_, list) = help.split_once("Commands:").expect("a list");
    let (list, _) = list.split_once("Options:").expect("its end");
    let names: Vec<String> = list
        .lines()
        .filter(|l| l.starts_with("  ") && !l.starts_with("   "))
        .filter_map(|l| l.split_whitespace().next())
        .map(str::to_owned)
        .collect();
    assert!(names.len() > 5, "{names:?}");
    names
}

#[test]
fn completions_and_manual_know_every_subcommand() {
    for arguments in [
        &["man"][..],
        &["completions", "bash"],
        &["completions", "zsh"],
        &["completions", "fish"],
        &["completions", "elvish"],
        &["completions", "powershell"],
    ] {
        let output = wirelint(arguments, &[]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        for name in subcommands() {
            assert!(
                said.contains(&name),
                "{arguments:?} does not mention {name}"
            );
        }
        assert!(said.contains("fail"), "{arguments:?}: options are missing");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
    let page = String::from_utf8(wirelint(&["man"], &[]).stdout).expect("UTF-8");
    for part in [
        ".TH wirelint 1",
        ".SH \"WIRELINT CHECK\"",
        ".SH \"WIRELINT NAMES COMPARE\"",
    ] {
        assert!(page.contains(part), "the page lacks {part}");
    }
}
