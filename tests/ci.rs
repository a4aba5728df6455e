//! What ships for CI systems, run as they run it: the shell of the action and of the GitLab job with `bash` and `sh`, the hooks with `pre-commit` where
//! it is installed.
#![cfg(unix)]

mod common;
#[path = "common/repository.rs"]
mod repository;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use common::{demand_none, in_repository, read};
use repository::Repository;
use wirelint::document::READERS;

const WRONG: &str = "The ministers met in Varsovie on Tuesday.\n";

/// The search path with wirelint on it.
fn path() -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_wirelint"));
    let folder = binary.parent().expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    format!("{}:{path}", folder.display())
}

fn newsroom() -> Repository {
    let repository = Repository::new();
    repository.write("news/a b.txt", WRONG);
    repository.write("news/clean.txt", "The ministers met in Warsaw.\n");
    // Articles as short as these do not tell their language.
    repository.write("wirelint.toml", "lang = \"en\"\n");
    repository.commit();
    repository
}

/// A command as a runner starts it, with these variables.
fn runner(repository: &Repository, program: &str, variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(repository.path("."))
        .env("PATH", path())
        .env("NO_COLOR", "1")
        .env("GITHUB_OUTPUT", repository.path("output"))
        .envs(variables.iter().copied());
    command
}

fn action(repository: &Repository, variables: &[(&str, &str)]) -> (i32, String, String) {
    let _ = fs::remove_file(repository.path("output"));
    let output = runner(repository, "bash", variables)
        .arg(in_repository("ci/check.sh"))
        .output()
        .expect("bash runs");
    said(&output)
}

fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let status = output.status.code().unwrap_or(-1);
    (status, text(&output.stdout), text(&output.stderr))
}

#[test]
fn the_action_checks_and_reports() {
    let repository = newsroom();
    let files = [("WIRELINT_REPORT", "w.csv"), ("WIRELINT_SARIF", "w.sarif")];
    let (status, out, said) = action(&repository, &files);
    assert_eq!(status, 1, "{said}");
    assert!(
        out.starts_with("::warning file=news/a b.txt,line=1,"),
        "{out}"
    );
    assert!(read(&repository.path("w.csv")).contains("Varsovie"));
    assert!(read(&repository.path("w.sarif")).contains("Varsovie"));
    assert_eq!(read(&repository.path("output")), "status=1\n");
    for (variables, expected) in [
        (&[("WIRELINT_FAIL_ON", "error")][..], 0),
        (&[("WIRELINT_REPORT_ONLY", "true")], 0),
        (&[("WIRELINT_REPORT_ONLY", "yes")], 2),
        (&[("WIRELINT_BASELINE", "w.csv")], 0),
        (&[("WIRELINT_PATHS", "news/clean.txt")], 0),
        (&[("WIRELINT_PATHS", "\nnews/clean.txt\nnews/a b.txt\n")], 1),
        (&[("WIRELINT_PATHS", "gone.txt")], 2),
        (&[("WIRELINT_CHANGED_SINCE", "HEAD")], 0),
        (&[("WIRELINT_CHANGED_SINCE", "gone")], 2),
        (&[("WIRELINT_GLOSSARY", "gone.csv")], 2),
        (&[("WIRELINT_LANG", "xx")], 2),
        (&[("WIRELINT_LEVEL", "error")], 0),
        (&[("WIRELINT_CONFIG", "gone.toml")], 2),
        (&[("WIRELINT_SOURCE_LANG", "xx")], 2),
    ] {
        let (status, out, said) = action(&repository, variables);
        assert_eq!(status, expected, "{variables:?}: {out}{said}");
    }
}

#[test]
fn inputs_are_values_and_never_code() {
    let repository = newsroom();
    let hostile = [
        "$(touch pwned)",
        "`touch pwned`",
        "\"; touch pwned; \"",
        "' ; touch pwned ; '",
        "--output=pwned",
        "-o pwned",
        "*",
    ];
    for input in inputs() {
        for value in hostile {
            let (status, _, _) = action(&repository, &[(&input.1, value)]);
            assert!(!repository.path("pwned").exists(), "{input:?} {value}");
            // A report may be called anything.
            let file = ["report", "sarif"].contains(&input.0.as_str());
            assert_eq!(status, if file { 1 } else { 2 }, "{input:?} {value}");
        }
    }
}

/// The inputs of the action, with the variable each comes in.
fn inputs() -> Vec<(String, String)> {
    read(&in_repository("action.yml"))
        .lines()
        .filter_map(|line| {
            let (variable, value) = line.trim().split_once(": ${{ inputs.")?;
            Some((value.strip_suffix(" }}")?.to_owned(), variable.to_owned()))
        })
        .collect()
}

#[test]
fn every_input_reaches_the_script_by_its_variable() {
    let action = read(&in_repository("action.yml"));
    let script = read(&in_repository("ci/check.sh"));
    let (before, after) = action.split_once("\noutputs:").expect("outputs");
    let (_, declared) = before.split_once("\ninputs:\n").expect("inputs");
    let declared: BTreeSet<String> = declared
        .lines()
        .filter_map(|l| l.strip_prefix("  ")?.strip_suffix(':'))
        .filter(|l| !l.starts_with(' '))
        .map(str::to_owned)
        .collect();
    let wired: BTreeSet<String> = inputs().into_iter().map(|(input, _)| input).collect();
    assert!(declared.len() > 10, "{declared:?}");
    assert_eq!(declared, wired);
    let mut failures = Vec::new();
    for (input, variable) in inputs() {
        if !script.contains(&format!("${{{variable}:")) {
            failures.push(format!("{input}: ci/check.sh does not read {variable}"));
        }
    }
    for line in after.lines().filter(|l| l.contains("run:")) {
        if line.contains("${{") {
            failures.push(format!("an expression in a command: {line}"));
        }
    }
    demand_none("inputs go astray", &failures);
}

#[test]
fn the_action_builds_again_only_from_other_sources() {
    let place = Repository::new();
    for file in [
        "Cargo.toml",
        "Cargo.lock",
        "build.rs",
        "src/a b.rs",
        "glossaries/a.csv",
    ] {
        place.write(file, "1");
    }
    place.write(
        "bin/cargo",
        "#!/bin/sh\nmkdir -p \"$WIRELINT_ROOT\"\necho \"$@\" >>\"$WIRELINT_ROOT/log\"\n",
    );
    let root = place.path("the root");
    let install = || {
        let bin = place.path("bin");
        assert!(
            Command::new("chmod")
                .arg("+x")
                .arg(bin.join("cargo"))
                .status()
                .is_ok()
        );
        let output = Command::new("bash")
            .arg(in_repository("ci/install.sh"))
            .env("PATH", format!("{}:{}", bin.display(), path()))
            .env("GITHUB_ACTION_PATH", place.path("."))
            .env("GITHUB_PATH", place.path("path"))
            .env("WIRELINT_ROOT", &root)
            .output()
            .expect("bash runs");
        let (status, _, said) = said(&output);
        assert_eq!(status, 0, "{said}");
        read(&root.join("log")).lines().count()
    };
    assert_eq!((install(), install()), (1, 1));
    place.write("src/a b.rs", "2");
    assert_eq!(install(), 2);
    let log = read(&root.join("log"));
    assert!(
        log.starts_with("install --locked --force --path . --root /"),
        "{log}"
    );
    let added = read(&place.path("path"));
    assert!(
        added.contains(&format!("{}/bin\n", root.display())),
        "{added}"
    );
}

/// The shell of a key in the GitLab job.
fn job(key: &str) -> String {
    let file = read(&in_repository("ci/gitlab.yml"));
    let start = format!("\n  {key}:\n    - |\n");
    let (_, rest) = file.split_once(&start).expect("a block");
    let block = rest
        .lines()
        .take_while(|l| l.is_empty() || l.starts_with("      "));
    let lines: Vec<&str> = block
        .map(|l| l.strip_prefix("      ").unwrap_or(l))
        .collect();
    lines.join("\n")
}

#[test]
fn the_gitlab_job_checks_and_reports() {
    let repository = newsroom();
    let shell = format!("set -e\n{}\n{}\n", job("before_script"), job("script"));
    let unset = [
        "WIRELINT_GIT",
        "WIRELINT_REV",
        "WIRELINT_PATHS",
        "WIRELINT_CHANGED_SINCE",
        "WIRELINT_ARGUMENTS",
    ];
    for (variables, expected) in [
        (&[][..], 1),
        (&[("WIRELINT_ARGUMENTS", "--fail-on=error\n--lang=en")], 0),
        (&[("WIRELINT_ARGUMENTS", "--report-only")], 0),
        (&[("WIRELINT_PATHS", "news/a b.txt")], 1),
        (&[("WIRELINT_PATHS", "news/clean.txt\nnews/a b.txt")], 1),
        (&[("WIRELINT_PATHS", "*")], 2),
        (&[("WIRELINT_PATHS", "$(touch pwned)")], 2),
        (&[("WIRELINT_ARGUMENTS", "--lang=`touch pwned`")], 2),
        (&[("CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD")], 0),
        (
            &[
                ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD"),
                ("WIRELINT_CHANGED_SINCE", "none"),
            ],
            1,
        ),
        (&[("WIRELINT_CHANGED_SINCE", "gone")], 2),
    ] {
        for shell_program in ["sh", "bash"] {
            let mut command = runner(&repository, shell_program, &[]);
            command
                .envs(unset.map(|name| (name, "")))
                .envs(variables.iter().copied());
            let output = command.args(["-c", &shell]).output().expect("a shell runs");
            let (status, out, said) = said(&output);
            assert_eq!(
                status, expected,
                "{shell_program} {variables:?}: {out}{said}"
            );
            assert!(!repository.path("pwned").exists());
        }
    }
    let issues = read(&repository.path("wirelint-quality.json"));
    assert!(issues.starts_with('['), "{issues}");
    assert!(
        repository.path("wirelint-junit.xml").is_file()
            && repository.path("wirelint.csv").is_file()
    );
    // Where it is not installed and nobody says from where, that is said.
    let bare = Repository::new();
    fs::create_dir(bare.path("bin")).expect("a folder");
    let output = runner(&bare, "/bin/sh", &[("WIRELINT_GIT", "")])
        .env("PATH", bare.path("bin"))
        .args(["-c", &job("before_script")])
        .output()
        .expect("a shell runs");
    let (status, _, said) = said(&output);
    assert_eq!(
        (status, said.contains("set WIRELINT_GIT")),
        (2, true),
        "{said}"
    );
}

#[test]
fn hooks_take_what_a_folder_takes() {
    let hooks = read(&in_repository(".pre-commit-hooks.yaml"));
    let endings: Vec<&str> = READERS
        .iter()
        .flat_map(|r| r.extensions().iter().copied())
        .collect();
    let pattern = format!("  files: (?i)\\.({})$\n", endings.join("|"));
    assert_eq!(hooks.matches("- id: ").count(), 2);
    assert_eq!(hooks.matches(&pattern).count(), 2, "{pattern}");
}

fn pre_commit() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join("pre-commit"))
        .find(|p| p.is_file())
}

/// The hook that builds wirelint takes minutes: `scripts/try_ci.sh` tries that one.
#[test]
fn the_hook_stops_a_commit() {
    let Some(program) = pre_commit() else {
        // Past the capture of the test's own output.
        let _ = writeln!(
            std::io::stderr(),
            "ci: skipped the hook, there is no pre-commit"
        );
        return;
    };
    let hooks = Repository::new();
    hooks.write(
        ".pre-commit-hooks.yaml",
        &read(&in_repository(".pre-commit-hooks.yaml")),
    );
    hooks.commit();
    let repository = newsroom();
    repository.write("news/code.rs", WRONG);
    repository.write("news/WIRE.TXT", "He left Pékin.\n");
    repository.git(&["add", "-A"]);
    let run = |files: &[&str]| {
        let output = runner(&repository, &program.to_string_lossy(), &[])
            .env("PRE_COMMIT_HOME", hooks.path("home"))
            .args([
                "try-repo",
                &hooks.path(".").to_string_lossy(),
                "wirelint-system",
                "--files",
            ])
            .args(files)
            .output()
            .expect("pre-commit runs");
        said(&output)
    };
    let (status, out, said) = run(&["news/a b.txt", "news/WIRE.TXT", "news/code.rs"]);
    assert_eq!(status, 1, "{out}{said}");
    assert!(
        out.contains("Varsovie") && out.contains("Pékin") && out.contains("exit code: 1"),
        "{out}"
    );
    assert!(!out.contains("code.rs"), "{out}");
    let (status, out, said) = run(&["news/clean.txt"]);
    assert_eq!((status, out.contains("Passed")), (0, true), "{out}{said}");
    let (status, out, _) = run(&["news/code.rs"]);
    assert_eq!((status, out.contains("Skipped")), (0, true), "{out}");
}
