//! A folder of articles to run wirelint on.
#![allow(dead_code, reason = "every test binary uses a part of it")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use super::common::{in_repository, read};

/// The command, where colour and standard input cannot disturb.
pub fn wirelint(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wirelint"));
    command
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::null());
    command
}

/// Text that tries to break out of each format, in names of files as well as in articles.
const HOSTILE: &str = "Two dead in Pékin\r\n\r\nThe ministers met in Varsovie, 100% sure, on Tuesday: ]]> </script><script>alert(1)</script> \u{202e}evil\u{202c}.\r\n\
    The army said the the town was calm. Odd\u{fffe} 😀 marks. The ministers left Varsovie \
    and said the the\r\nthe town %0A::error::no &amp; &lt;b&gt; was calm.\r\n\r\nIn Varsovie, \u{1f600}\u{1f600} in Pékin.\r\n";

/// Articles of ours, a hostile one, one in UTF-16 and one without findings.
pub fn workspace() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("written");
    };
    for slug in ["fr-en-sahel-junta", "fr-en-iran-enrichment"] {
        let article = in_repository("fixtures/articles")
            .join(slug)
            .join("article.txt");
        put(&format!("news/{slug}.txt"), read(&article).as_bytes());
    }
    put("news/a b, c%d 'e' \"f\" é<g>.txt", HOSTILE.as_bytes());
    let wide: Vec<u8> = std::iter::once(0xfeff)
        .chain("The ministers met in Varsovie 😀 and in Pékin on Tuesday.\n".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    put("news/wide.txt", &wide);
    put(
        "news/clean.txt",
        b"The ministers met in Warsaw on Tuesday.\n",
    );
    folder
}

/// Runs `check` on English articles.
pub fn check(folder: &Path, arguments: &[&str]) -> Output {
    wirelint(folder)
        .args(["check", "--lang", "en"])
        .args(arguments)
        .output()
        .expect("wirelint runs")
}

/// A report in a format, with everything in it.
pub fn report(folder: &Path, format: &str) -> String {
    let output = check(folder, &["--level", "info", "--format", format, "news"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{format}: {said}");
    String::from_utf8(output.stdout).expect("UTF-8")
}
