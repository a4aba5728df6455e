//! The command line as scripts and CI jobs meet it.
//!
//! `fixtures/cli/<case>/` holds `cmd.txt` (the arguments in one line; `'...'` keeps spaces together), what they need (`stdin.txt`, articles,
//! glossaries) and what must come out: `status.txt`, `stdout.txt` and `stderr.txt` (empty when absent), `after/` (files as they must be
//! when the run is over; nothing else may have appeared). A case runs in a copy of its folder, beside a copy of `fixtures/encodings`.
//! With `UPDATE=1` in the environment the test writes the expectations instead of comparing; review the difference before you commit it.

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use rayon::prelude::*;
use tempfile::TempDir;

use common::{
    demand_none, diff, entries, files_below, folders, in_repository, name, read, read_if_there,
};

const FOLDER: &str = "fixtures/cli";
const ENCODINGS: &str = "encodings";
const AFTER: &str = "after";
/// What a case's folder holds that is not there for the run to see.
const EXPECTATIONS: [&str; 5] = ["cmd.txt", "status.txt", "stdout.txt", "stderr.txt", AFTER];

fn wirelint() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wirelint"));
    command
        .env("NO_COLOR", "1")
        .env_remove("RUST_BACKTRACE")
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::null());
    command
}

/// Runs a command that reads `stdin` from a thread of its own, so that neither side waits for the other.
fn run(command: &mut Command, stdin: Vec<u8>) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("wirelint starts");
    let mut pipe = child.stdin.take().expect("piped");
    let writer = std::thread::spawn(move || {
        // A run that fails early does not read; that is its right.
        let _ = pipe.write_all(&stdin);
    });
    let output = child.wait_with_output().expect("wirelint ends");
    writer.join().expect("the writer does not panic");
    output
}

/// Arguments of a line: words, with `'...'` around those that hold spaces or are empty.
fn arguments(line: &str) -> Vec<String> {
    let mut arguments = Vec::new();
    for (i, part) in line.trim_end().split('\'').enumerate() {
        if i % 2 == 1 {
            arguments.push(part.to_owned());
        } else {
            arguments.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    arguments
}

fn copy_into(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap_or_else(|e| panic!("{}: {e}", to.display()));
        for entry in entries(from) {
            copy_into(&entry, &to.join(name(&entry)));
        }
    } else {
        fs::copy(from, to).unwrap_or_else(|e| panic!("{}: {e}", from.display()));
    }
}

/// A copy of what a case needs.
fn workspace(case: &Path) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for entry in entries(case) {
        if !EXPECTATIONS.contains(&name(&entry).as_str()) {
            copy_into(&entry, &folder.path().join(name(&entry)));
        }
    }
    copy_into(
        &in_repository("fixtures").join(ENCODINGS),
        &folder.path().join(ENCODINGS),
    );
    folder
}

/// Every file below a folder, relative to it.
fn listing(folder: &Path) -> BTreeSet<PathBuf> {
    files_below(folder)
        .into_iter()
        .map(|p| p.strip_prefix(folder).map(Path::to_path_buf).unwrap_or(p))
        .collect()
}

/// What a run left behind: its output, and files new or changed.
struct Result {
    said: [(&'static str, String); 3],
    files: Vec<(PathBuf, String)>,
}

fn result(case: &Path) -> Result {
    let folder = workspace(case);
    let before = listing(folder.path());
    let stdin = fs::read(case.join("stdin.txt")).unwrap_or_default();
    let output = run(
        wirelint()
            .current_dir(folder.path())
            .args(arguments(&read(&case.join("cmd.txt")))),
        stdin,
    );
    let lossless = |bytes: Vec<u8>| {
        String::from_utf8(bytes).unwrap_or_else(|e| format!("not UTF-8: {:?}", e.into_bytes()))
    };
    let status = output
        .status
        .code()
        .map_or_else(|| "killed".to_owned(), |code| code.to_string());
    let expected = listing(&case.join(AFTER));
    let files = listing(folder.path())
        .into_iter()
        .filter(|file| !before.contains(file) || expected.contains(file))
        .map(|file| {
            let text = read(&folder.path().join(&file));
            (file, text)
        })
        .collect();
    Result {
        said: [
            ("status.txt", format!("{status}\n")),
            ("stdout.txt", lossless(output.stdout)),
            ("stderr.txt", lossless(output.stderr)),
        ],
        files,
    }
}

/// What differs from the expectations, file by file.
fn fault(case: &Path) -> Option<String> {
    let result = result(case);
    let mut faults = String::new();
    let mut compare = |what: String, expected: &str, found: &str| {
        let difference = diff(expected, found);
        if !difference.is_empty() {
            let _ = write!(
                faults,
                "  {what}:
{difference}"
            );
        }
    };
    for (file, found) in &result.said {
        let expected = read_if_there(&case.join(file)).unwrap_or_default();
        compare((*file).to_owned(), &expected, found);
    }
    let left: BTreeSet<PathBuf> = result.files.iter().map(|(f, _)| f.clone()).collect();
    for (file, found) in &result.files {
        let expected = read_if_there(&case.join(AFTER).join(file)).unwrap_or_default();
        compare(format!("{AFTER}/{}", file.display()), &expected, found);
    }
    for file in listing(&case.join(AFTER)).difference(&left) {
        compare(
            format!("{AFTER}/{}", file.display()),
            "a file\n",
            "nothing\n",
        );
    }
    (!faults.is_empty()).then(|| format!("{}:\n{faults}", name(case)))
}

fn write(path: &Path, text: &str) {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    }
    fs::write(path, text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
}

/// Writes what a run says and leaves behind as its expectations.
fn update(case: &Path) {
    let result = result(case);
    for (file, text) in &result.said {
        let path = case.join(file);
        if text.is_empty() {
            let _ = fs::remove_file(path);
        } else {
            write(&path, text);
        }
    }
    for (file, text) in &result.files {
        write(&case.join(AFTER).join(file), text);
    }
}

#[test]
fn cases_run_as_expected() {
    let cases = folders(&in_repository(FOLDER));
    assert!(!cases.is_empty(), "no cases in {FOLDER}");
    if env::var_os("UPDATE").is_some_and(|v| v == "1") {
        cases.par_iter().for_each(|case| update(case));
        return;
    }
    let failures: Vec<String> = cases.par_iter().filter_map(|case| fault(case)).collect();
    demand_none("cases run otherwise (- expected, + found)", &failures);
}

#[test]
fn the_list_of_rules_is_the_list_of_rules() {
    let ids: Vec<&str> = wirelint::rules::ALL.iter().map(|r| r.meta().id).collect();
    let list = |arguments: &[&str]| {
        let output = run(wirelint().args(arguments), Vec::new());
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert_eq!(
        list(&["rules", "--ids"]).lines().collect::<Vec<_>>(),
        ids,
        "rules --ids"
    );
    let table = list(&["rules"]);
    let first: Vec<_> = table
        .lines()
        .filter_map(|l| l.split_whitespace().next())
        .collect();
    assert_eq!(first, ids, "rules");
    for meta in wirelint::rules::ALL.iter().map(|r| r.meta()) {
        let explained = list(&["explain", meta.id]);
        for text in [meta.id, meta.what, meta.why, meta.bad, meta.good] {
            assert!(
                explained.contains(text),
                "explain {} does not say {text:?}",
                meta.id
            );
        }
    }
}

#[test]
fn what_ships_verifies() {
    let output = run(wirelint().args(["glossary", "verify"]), Vec::new());
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let words: Vec<&str> = said.split_whitespace().collect();
    let [concepts, "concepts", "with", forms, "forms;", "no", "clash"] = words[..] else {
        panic!("{said:?}");
    };
    for count in [concepts, forms] {
        assert!(
            count.parse::<usize>().is_ok_and(|n| n > 0),
            "{count:?} in {said:?}"
        );
    }
}

/// The report of an article under a glossary of one's own.
fn checked_with(glossary: &str, article: &str) -> Output {
    let folder = TempDir::new().expect("a temporary folder");
    write(&folder.path().join("own.csv"), glossary);
    write(&folder.path().join("a.txt"), article);
    run(
        wirelint().current_dir(folder.path()).args([
            "check",
            "--lang=en",
            "--glossary=own.csv",
            "--format=csv",
            "a.txt",
        ]),
        Vec::new(),
    )
}

/// A newsroom's file lies over what ships: what ships as a wrong form may be the house form of this house.
#[test]
fn a_house_may_print_what_ships_as_wrong() {
    let overlay = "id,en\ncity-kyiv,Kiev\n";
    let kept = checked_with(overlay, "Shells fell on Kiev on Monday.\n");
    assert_eq!(kept.status.code(), Some(0), "{kept:?}");
    let changed = checked_with(overlay, "Shells fell on Kyiv on Monday.\n");
    assert_eq!(changed.status.code(), Some(1), "{changed:?}");
}

/// A quotation mark that is not closed swallows the rows after it.
#[test]
fn an_unclosed_quotation_mark_is_a_fault() {
    let output = checked_with(
        "id,kind,en\nzed,place,\"Zedtown\nyed,place,Yedtown\n",
        "The army left Zedtown.\n",
    );
    assert_eq!(output.status.code(), Some(2), "{output:?}");
}

/// A reader that has gone away ends the run in peace, however much there would be to say.
#[test]
fn a_broken_pipe_is_no_error() {
    let sentence = "The foreign ministers met in Pékin and in Varsovie on Tuesday.\n\n";
    let folder = TempDir::new().expect("a temporary folder");
    for n in 0..200 {
        write(&folder.path().join(format!("{n}.txt")), &sentence.repeat(2));
    }
    for format in ["text", "csv", "json"] {
        let mut child = wirelint()
            .args(["check", "--lang", "en", "--format", format])
            .arg(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("wirelint starts");
        let mut first = [0; 10];
        let mut reader = child.stdout.take().expect("piped");
        reader.read_exact(&mut first).expect("something is written");
        drop(reader);
        let output = child.wait_with_output().expect("wirelint ends");
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{format}: {complaint}");
        assert!(!complaint.contains("panicked"), "{format}: {complaint}");
    }
}

#[test]
fn a_line_of_five_megabytes_is_read() {
    const BYTES: usize = 5 << 20;
    const PATIENCE: Duration = Duration::from_secs(120);
    let sentence = "The army of the country said on Tuesday that its men had left the town. ";
    let mut line = sentence.repeat(BYTES / sentence.len());
    line.push_str("The ministers then met in Varsovie.\n");
    let started = Instant::now();
    let output = run(
        wirelint().args([
            "check",
            "--lang",
            "en",
            "--format",
            "csv",
            "--select",
            "name/exonym",
            "-",
        ]),
        line.into_bytes(),
    );
    assert_eq!(
        output.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let report = String::from_utf8_lossy(&output.stdout);
    assert_eq!(
        report.lines().count(),
        2,
        "one finding is expected: {report:.2000}"
    );
    assert!(
        started.elapsed() < PATIENCE,
        "it took {:?}",
        started.elapsed()
    );
}

/// Permissions do not bind the superuser, so this says nothing when run as one.
#[cfg(unix)]
#[test]
fn an_unreadable_file_is_an_error() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("secret.txt");
    write(&path, "The army left.\n");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("permissions are set");
    if fs::read(&path).is_ok() {
        return;
    }
    let output = run(
        wirelint().args(["check", "--lang", "en"]).arg(&path),
        Vec::new(),
    );
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{complaint}");
    assert!(
        complaint.contains("secret.txt: cannot be read"),
        "{complaint}"
    );
}

#[test]
fn arguments_are_cut_as_the_fixtures_use_them() {
    assert_eq!(
        arguments("names compare 'Al Gore' B ''\n"),
        ["names", "compare", "Al Gore", "B", ""]
    );
}
