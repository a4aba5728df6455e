//! Where reports go: all of a run or none, whatever happens on the way.

mod common;
#[path = "common/desk.rs"]
mod desk;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use common::read;
use desk::{check, report, wirelint, workspace};

#[test]
fn several_reports_of_one_run_are_those_of_several_runs() {
    let folder = workspace();
    let formats = ["sarif", "html", "junit", "csv"];
    let also: Vec<String> = formats
        .iter()
        .map(|f| format!("--also={f}=out.{f}"))
        .collect();
    let mut arguments: Vec<&str> = also.iter().map(String::as_str).collect();
    arguments.extend(["--level", "info", "--format", "json", "news"]);
    let output = check(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        report(folder.path(), "json")
    );
    for format in formats {
        assert_eq!(
            read(&folder.path().join(format!("out.{format}"))),
            report(folder.path(), format),
            "{format}"
        );
    }
}

/// The names in a folder, sorted.
fn listing(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|e| {
            e.expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn no_report_is_in_place_unless_all_are() {
    let folder = workspace();
    fs::write(folder.path().join("old.sarif"), "old").expect("written");
    let before = listing(folder.path());
    let refused = |arguments: &[&str], why: &str| {
        let output = check(folder.path(), arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert_eq!(said.matches(why).count(), 1, "{said}");
        assert_eq!(listing(folder.path()), before, "{said}");
        assert_eq!(read(&folder.path().join("old.sarif")), "old");
    };
    refused(
        &[
            "--quiet",
            "--also=sarif=old.sarif",
            "--also=html=none/b.html",
            "news",
        ],
        "none/b.html: the report cannot be written",
    );
    refused(
        &[
            "--quiet",
            "--also=sarif=old.sarif",
            "--also=csv=./old.sarif",
            "news",
        ],
        "two reports go to this file",
    );
    if cfg!(target_os = "linux") {
        for format in ["html", "json", "text"] {
            refused(
                &[
                    "--also=sarif=old.sarif",
                    "--output=/dev/full",
                    "--format",
                    format,
                    "news",
                ],
                "/dev/full: the report cannot be written: No space left on device",
            );
        }
        let device = fs::metadata("/dev/full").expect("it is there");
        assert!(!device.is_file(), "a device was replaced");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_a_report_stays_a_link() {
    let folder = workspace();
    let (link, real) = (
        folder.path().join("link.csv"),
        folder.path().join("real.csv"),
    );
    fs::write(&real, "old").expect("written");
    std::os::unix::fs::symlink("real.csv", &link).expect("linked");
    let output = check(folder.path(), &["--quiet", "--report=link.csv", "news"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(link.symlink_metadata().expect("there").is_symlink());
    assert!(read(&real).starts_with("file,line,"));
}

/// An interrupt while articles are still being read: nothing new, nothing changed, and an exit code that says so.
#[cfg(unix)]
#[test]
fn an_interrupt_leaves_no_half_report() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let folder = workspace();
        fs::write(folder.path().join("old.html"), "old").expect("written");
        let before = listing(folder.path());
        let mut child = wirelint(folder.path())
            .args(["check", "--lang=en", "--quiet", "news", "-"])
            .args(["--also=html=old.html", "--report=new.csv"])
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("wirelint starts");
        // Standard input stays open, so the run cannot end.
        let mut pipe = child.stdin.take().expect("piped");
        pipe.write_all(b"The ministers").expect("written");
        let started = std::time::Instant::now();
        while listing(folder.path()).len() < before.len() + 2 {
            assert!(started.elapsed().as_secs() < 60, "no report is begun");
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        let killed = Command::new("kill")
            .args(["-s", signal, &child.id().to_string()])
            .status()
            .expect("kill runs");
        assert!(killed.success());
        let output = child.wait_with_output().expect("wirelint ends");
        drop(pipe);
        assert_eq!(output.status.code(), Some(code), "{output:?}");
        assert_eq!(
            String::from_utf8_lossy(&output.stderr),
            "wirelint: interrupted\n"
        );
        assert_eq!(listing(folder.path()), before);
        assert_eq!(read(&folder.path().join("old.html")), "old");
    }
}
