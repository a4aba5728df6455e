//! The review loop as a desk runs it: check, decide, apply or fix, check again.

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A folder with articles, in which wirelint runs.
struct Desk(TempDir);

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        let desk = Self(TempDir::new().expect("a temporary folder"));
        for (name, text) in files {
            desk.write(name, text.as_bytes());
        }
        desk
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.0.path().join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).expect("a folder");
        }
        fs::write(path, bytes).expect("written");
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.path().join(name)).expect("a file")
    }

    fn text(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).expect("UTF-8")
    }

    /// Runs a command line; its exit code, standard output and standard error.
    fn run(&self, line: &str) -> (i32, String, String) {
        let output: Output = Command::new(env!("CARGO_BIN_EXE_wirelint"))
            .current_dir(self.0.path())
            .env("NO_COLOR", "1")
            .args(line.split_whitespace())
            .output()
            .expect("wirelint starts");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (
            output.status.code().unwrap_or(-1),
            text(output.stdout),
            text(output.stderr),
        )
    }

    /// Checks, and writes decisions into the report: the first whose text the finding has.
    fn reviewed(&self, check: &str, decisions: &[(&str, &str)]) {
        let (_, _, said) = self.run(&format!("check {check} --report r.csv --fail-on never"));
        let report = self.bytes("r.csv");
        let mut reader = csv::Reader::from_reader(&report[..]);
        let header = reader.headers().expect("a header").clone();
        let column = |name: &str| header.iter().position(|h| h == name).expect("a column");
        let (text, decision) = (column("text"), column("decision"));
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&header).expect("memory");
        let mut used = 0;
        for record in reader.records() {
            let record = record.expect("a row");
            let mut cells: Vec<&str> = record.iter().collect();
            if let Some((_, said)) = decisions.iter().find(|(t, _)| *t == cells[text]) {
                cells[decision] = said;
                used += 1;
            }
            writer.write_record(&cells).expect("memory");
        }
        assert!(
            used >= decisions.len(),
            "{decisions:?}: not all found; {said}"
        );
        self.write("r.csv", &writer.into_inner().expect("memory"));
    }
}

const ARTICLE: &str = "Ministers met in Pékin on Monday.\r\n\r\nThe army left Alger and Varsovie, then Alger again.\r\n";

#[test]
fn decisions_are_applied_and_nothing_else_changes() {
    let desk = Desk::new(&[
        ("a.txt", ARTICLE),
        ("desk/b.txt", "\u{feff}He left Pékin.\n"),
    ]);
    desk.reviewed(
        "a.txt desk/b.txt --lang en",
        &[
            ("Pékin", "Fix"),
            ("Alger", "fix: Algiers city"),
            ("Varsovie", "ignore"),
        ],
    );
    let (status, diff, said) = desk.run("apply r.csv --dry-run --lang en");
    assert_eq!(status, 0, "{said}");
    assert!(
        diff.contains("-The army left Alger and Varsovie, then Alger again."),
        "{diff}"
    );
    assert!(
        diff.contains("+The army left Algiers city and Varsovie, then Algiers city again."),
        "{diff}"
    );
    assert_eq!(desk.text("a.txt"), ARTICLE, "a dry run changes nothing");
    let (status, out, said) = desk.run("apply r.csv --lang en");
    assert_eq!((status, out.as_str()), (0, ""), "{said}");
    assert!(
        said.contains("3 decisions in 4 places applied to 2 articles; 0 could not be"),
        "{said}"
    );
    assert_eq!(
        desk.text("a.txt"),
        ARTICLE
            .replace("Pékin", "Beijing")
            .replace("Alger", "Algiers city")
    );
    assert_eq!(desk.text("desk/b.txt"), "\u{feff}He left Beijing.\n");
    // A second time it is done already.
    let (status, _, said) = desk.run("apply r.csv --lang en");
    assert_eq!(status, 0, "{said}");
    assert!(
        said.contains(
            "0 decisions in 0 places applied to 0 articles; 3 had been already; 0 could not be"
        ),
        "{said}"
    );
    // Also when lines have been put before it.
    let longer = format!("A headline\n\n{}", desk.text("a.txt"));
    desk.write("a.txt", longer.as_bytes());
    let (status, _, said) = desk.run("apply r.csv --lang en");
    assert_eq!(
        (status, said.contains("3 had been already")),
        (0, true),
        "{said}"
    );
    // What stands there is neither the old text nor the new one.
    desk.write("a.txt", longer.replace("Beijing", "Peking").as_bytes());
    let (status, _, said) = desk.run("apply r.csv --lang en");
    assert_eq!(status, 1, "{said}");
    assert!(
        said.contains("row 2: a.txt: “Pékin” is no longer there")
            && said.contains("2 had been already; 1 could not be"),
        "{said}"
    );
}

#[test]
fn what_holds_the_old_text_is_not_written_twice() {
    let article = "The army left Alger and Varsovie, then Alger again.\n";
    let desk = Desk::new(&[("a.txt", article)]);
    desk.reviewed(
        "a.txt --lang en",
        &[
            ("Alger", "fix: Alger city"),
            ("Varsovie", "fix: old Varsovie"),
        ],
    );
    let (status, _, said) = desk.run("apply r.csv --lang en");
    assert_eq!(status, 0, "{said}");
    let once = article
        .replace("Alger", "Alger city")
        .replace("Varsovie", "old Varsovie");
    assert_eq!(desk.text("a.txt"), once);
    let (status, _, said) = desk.run("apply r.csv --lang en");
    assert_eq!(
        (status, said.contains("2 had been already")),
        (0, true),
        "{said}"
    );
    assert_eq!(desk.text("a.txt"), once);
    // One place was set back since: it alone is changed.
    desk.write(
        "a.txt",
        once.replace("then Alger city", "then Alger").as_bytes(),
    );
    let (status, _, said) = desk.run("apply r.csv --lang en");
    assert_eq!(
        (status, said.contains("1 decision in 1 place ")),
        (0, true),
        "{said}"
    );
    assert_eq!(desk.text("a.txt"), once);
}

#[test]
fn a_name_and_the_mark_after_it_are_both_mended() {
    let desk = Desk::new(&[("a.txt", "The army left Alger .\n")]);
    desk.reviewed("a.txt --lang en", &[("Alger", "fix"), ("Alger .", "fix")]);
    let (status, _, said) = desk.run("apply r.csv --lang en");
    assert_eq!(status, 0, "{said}");
    assert_eq!(desk.text("a.txt"), "The army left Algiers.\n");
    let (status, _, said) = desk.run("apply r.csv --lang en");
    assert_eq!(
        (status, said.contains("2 had been already")),
        (0, true),
        "{said}"
    );
    // Two texts for one place cannot both be written.
    let desk = Desk::new(&[("a.txt", "The army left Alger .\n")]);
    desk.reviewed(
        "a.txt --lang en",
        &[("Alger", "fix: El Djazaïr"), ("Alger .", "fix: Algiers!")],
    );
    let (status, _, said) = desk.run("apply r.csv --lang en");
    assert_eq!(status, 1, "{said}");
    assert!(
        said.contains("row 3: a.txt: overlaps with what row 2 changes"),
        "{said}"
    );
    assert_eq!(desk.text("a.txt"), "The army left El Djazaïr .\n");
}

#[test]
fn what_moved_is_found_and_what_changed_is_left() {
    // The language is not given to apply: the rules need not run for a place to be found again.
    for lang in ["", " --lang en"] {
        let desk = Desk::new(&[("a.txt", ARTICLE)]);
        desk.reviewed(
            "a.txt --lang en",
            &[("Pékin", "fix"), ("Alger", "fix"), ("Varsovie", "fix")],
        );
        let moved = format!("A new headline\n\n{}", ARTICLE.replace("Pékin", "Peking"));
        desk.write("a.txt", moved.as_bytes());
        let (status, _, said) = desk.run(&format!("apply r.csv{lang}"));
        assert_eq!(status, 1, "{said}");
        assert!(
            said.contains("row 2: a.txt: “Pékin” is no longer there"),
            "{said}"
        );
        let expected = moved
            .replace("Alger", "Algiers")
            .replace("Varsovie", "Warsaw");
        assert_eq!(desk.text("a.txt"), expected, "with{lang}: {said}");
    }
}

#[test]
fn a_report_reaches_nothing_outside_the_root() {
    let desk = Desk::new(&[("a.txt", ARTICLE), ("in/empty.txt", "x")]);
    desk.reviewed("a.txt --lang en", &[("Pékin", "fix")]);
    let report = desk.text("r.csv");
    let outside = fs::canonicalize(desk.0.path().join("a.txt")).expect("a path");
    for name in [
        "../a.txt",
        "x/../../a.txt",
        outside.to_str().expect("UTF-8"),
        "-",
    ] {
        desk.write(
            "in/r.csv",
            report.replace("a.txt,1,", &format!("{name},1,")).as_bytes(),
        );
        let (status, _, said) = desk.run("apply in/r.csv --root in");
        assert_eq!(status, 2, "{name}: {said}");
        assert!(said.contains("row 2, column \"file\""), "{name}: {said}");
        assert_eq!(desk.text("a.txt"), ARTICLE);
    }
    let (status, _, said) = desk.run(&format!("apply r.csv --root {}", desk.0.path().display()));
    assert_eq!(status, 0, "{said}");
    assert!(desk.text("a.txt").contains("Beijing"));
}

#[cfg(unix)]
#[test]
fn permissions_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::new(&[("real/a.txt", ARTICLE), ("b.txt", ARTICLE)]);
    let (real, link) = (
        desk.0.path().join("real/a.txt"),
        desk.0.path().join("a.txt"),
    );
    let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink("real/a.txt", &link).expect("a link");
    fs::set_permissions(
        desk.0.path().join("b.txt"),
        fs::Permissions::from_mode(0o444),
    )
    .expect("permissions");
    let (status, _, said) = desk.run("fix a.txt b.txt --lang en --fail-on never");
    assert_eq!(status, 2, "{said}");
    assert!(
        said.contains("b.txt: the article is write-protected"),
        "{said}"
    );
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    assert_eq!(mode(&real), 0o640);
    assert!(desk.text("real/a.txt").contains("Warsaw"));
    assert_eq!(desk.text("b.txt"), ARTICLE);
    let left: Vec<_> = fs::read_dir(desk.0.path()).expect("a folder").collect();
    assert_eq!(left.len(), 3, "no temporary file stays: {left:?}");
}

#[test]
fn other_encodings_are_kept() {
    let text = "Les ministres se sont réunis à Beijing et à Łódź.";
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain("Ministers met in Pékin and in Łódź.\r\n".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let latin = b"Ministers met in P\xe9kin on Monday, said the mayor of M\xfcnster, and the caf\xe9 of Orl\xe9ans was closed.\r\n";
    let desk = Desk::new(&[("c.txt", text)]);
    desk.write("wide.txt", &utf16);
    desk.write("latin.txt", latin);
    desk.reviewed(
        "wide.txt latin.txt --lang en",
        &[("Pékin", "fix: Beijing é")],
    );
    let (status, _, said) = desk.run("apply r.csv --lang en");
    assert_eq!(status, 0, "{said}");
    let wide: Vec<u8> = std::iter::once(0xfeff)
        .chain("Ministers met in Beijing é and in Łódź.\r\n".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(desk.bytes("wide.txt"), wide);
    let expected = b"Ministers met in Beijing \xe9 on Monday, said the mayor of M\xfcnster, and the caf\xe9 of Orl\xe9ans was closed.\r\n";
    assert_eq!(desk.bytes("latin.txt"), expected);
    // What an encoding cannot say is left, and said.
    desk.write("latin.txt", latin);
    desk.reviewed("latin.txt --lang en", &[("Pékin", "fix: Łódź")]);
    let (status, _, said) = desk.run("apply r.csv --lang en");
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("cannot be written in windows-1252"), "{said}");
    assert_eq!(desk.bytes("latin.txt"), latin);
}

#[test]
fn fixes_settle_on_disk() {
    let text = "\u{feff}Ministers met in Pékin .\r\nA American plane left left Alger.\r\n";
    let desk = Desk::new(&[("a.txt", text)]);
    let (status, diff, said) = desk.run("fix a.txt --lang en --diff");
    assert_eq!(status, 1, "{said}");
    assert!(diff.contains("+Ministers met in Beijing."), "{diff}");
    assert_eq!(desk.text("a.txt"), text);
    desk.run("fix a.txt --lang en");
    let once = desk.text("a.txt");
    assert!(
        once.starts_with("\u{feff}Ministers met in Beijing.\r\nAn American plane"),
        "{once:?}"
    );
    let (_, diff, said) = desk.run("fix a.txt --lang en --diff");
    assert_eq!(diff, "", "{said}");
    desk.run("fix a.txt --lang en");
    assert_eq!(desk.text("a.txt"), once);
}

#[test]
fn a_baseline_is_the_gates_memory() {
    let desk = Desk::new(&[("a.txt", ARTICLE)]);
    desk.reviewed(
        "a.txt --lang en",
        &[("Alger", "ignore until 2027-01-31"), ("Varsovie", "later")],
    );
    desk.write("base.csv", &desk.bytes("r.csv"));
    let check = "check a.txt --lang en --baseline base.csv --report n.csv --today";
    let (status, out, said) = desk.run(&format!("{check} 2027-01-31"));
    assert_eq!(status, 0, "{out}{said}");
    assert!(out.contains("0 errors, 0 warnings, 3 known"), "{out}");
    assert!(
        desk.text("n.csv").contains("ignore until 2027-01-31"),
        "decisions come back"
    );
    let (status, out, said) = desk.run(&format!("{check} 2027-02-01"));
    assert_eq!(status, 1, "{out}{said}");
    assert!(
        said.contains("“ignore until 2027-01-31” has expired"),
        "{said}"
    );
    assert!(out.contains("Alger") && !out.contains("Varsovie”"), "{out}");
    // Lines move, one thing is mended, one is new.
    let text = format!("Moscou waits.\n\n{}", ARTICLE.replace("Varsovie", "Warsaw"));
    desk.write("a.txt", text.as_bytes());
    let (status, out, said) = desk.run(&format!("{check} 2027-01-01"));
    assert_eq!(status, 1, "{out}{said}");
    assert!(out.contains("Moscou") && out.contains("2 known"), "{out}");
    assert!(
        said.contains("row 4: name/exonym “Varsovie” no longer occurs"),
        "{said}"
    );
    let (status, out, _) = desk.run("diff base.csv n.csv");
    assert_eq!(status, 1, "{out}");
    assert!(out.contains("1 fixed, 1 new, 2 remaining"), "{out}");
    let (status, out, _) = desk.run("diff n.csv n.csv --format csv");
    assert_eq!(status, 0, "{out}");
    assert_eq!(out.matches("\nremaining,").count(), 3, "{out}");
    // A renamed file is known by what it has.
    fs::rename(desk.0.path().join("a.txt"), desk.0.path().join("b.txt")).expect("renamed");
    let (status, out, said) = desk.run("check b.txt --lang en --baseline n.csv --today 2027-01-01");
    assert_eq!(status, 0, "{out}{said}");
    // The same words in a second copy are not: one row covers one finding.
    desk.write("c.txt", &desk.bytes("b.txt"));
    let (status, _, _) =
        desk.run("check b.txt c.txt --lang en --baseline n.csv --today 2027-01-01");
    assert_eq!(status, 1);
}

#[test]
fn ignore_everywhere_holds_in_every_article() {
    let desk = Desk::new(&[("a.txt", ARTICLE), ("b.txt", "They came from Alger.\n")]);
    desk.reviewed("a.txt --lang en", &[("Alger", "Ignore everywhere")]);
    let (status, out, said) = desk.run("check b.txt --lang en --baseline r.csv");
    assert_eq!(status, 0, "{out}{said}");
}

#[test]
fn names_go_into_a_house_glossary() {
    let desk = Desk::new(&[(
        "a.txt",
        "President Boris Zelinsky said Zelinski would stay. The army left Alger and Pékin.\n\nPresident Boris Zelinski then left for the base of Hachd al-Chaabi.\n",
    )]);
    desk.reviewed(
        "a.txt --lang en",
        &[
            ("Zelinsky", "ignore-everywhere"),
            ("Alger", "ignore-everywhere"),
            ("Pékin", "fix: Peking"),
            ("Hachd al-Chaabi", "ignore-everywhere"),
        ],
    );
    let add = "glossary add --from r.csv --to house.csv --lang en";
    let (status, _, said) = desk.run(add);
    assert_eq!(status, 0, "{said}");
    let first = desk.text("house.csv");
    assert!(first.contains("city-beijing,,,Peking|Beijing"), "{first}");
    let (status, _, said) = desk.run("glossary verify house.csv");
    assert_eq!(status, 0, "{said}");
    let (_, out, _) = desk.run("check a.txt --lang en --glossary house.csv --format csv");
    assert_eq!(out.lines().count(), 2, "{out}");
    assert!(out.contains("Pékin,Peking"), "{out}");
    let (status, _, said) = desk.run(add);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("0 decisions added"), "{said}");
    assert_eq!(desk.text("house.csv"), first);
}

#[test]
fn what_no_glossary_row_can_say_is_said() {
    let desk = Desk::new(&[("a.txt", "They came on the the road to Algiers.\n")]);
    desk.reviewed("a.txt --lang en", &[("the the", "ignore-everywhere")]);
    let (status, _, said) = desk.run("glossary add --from r.csv --to house.csv --lang en");
    assert_eq!(status, 1, "{said}");
    assert!(
        said.contains("row 2: artifact/doubled-word is no rule on names"),
        "{said}"
    );
    assert!(!desk.0.path().join("house.csv").exists());
}

#[test]
fn refused_reports_change_nothing_and_say_where() {
    let desk = Desk::new(&[("a.txt", ARTICLE)]);
    desk.reviewed("a.txt --lang en", &[("Pékin", "fix"), ("Alger", "ingore")]);
    let (status, _, said) = desk.run("apply r.csv --lang en");
    assert_eq!(status, 2, "{said}");
    assert!(
        said.contains(
            "row 3, column \"decision\": \"ingore\" is no decision; did you mean \"ignore\"?"
        ),
        "{said}"
    );
    assert_eq!(desk.text("a.txt"), ARTICLE);
    let sound = desk.text("r.csv").replace("ingore", "ignore");
    for (report, says) in [
        (
            sound.replacen("fingerprint", "finger print", 1),
            "no column \"fingerprint\"; did you rename it to \"finger print\"?",
        ),
        (
            sound.replacen("context", "decision", 1),
            "column \"decision\" stands twice",
        ),
        (
            sound
                .replacen("comment", "x", 1)
                .replacen(",decision,", ",y,", 1),
            "no column \"decision\"",
        ),
        (
            format!("{sound}a.txt,\"x\n"),
            "a quotation mark is not closed",
        ),
        (
            format!("{sound},1,1,1,1,name/exonym,,,,,,,,,,,fix,\n"),
            "row 5, column \"file\": the cell is empty",
        ),
        (String::new(), "no column \"file\""),
        ("PK\u{3}\u{4}".to_owned(), "a workbook"),
    ] {
        desk.write("bad.csv", report.as_bytes());
        let (status, _, said) = desk.run("apply bad.csv --lang en");
        assert_eq!(status, 2, "{says}: {said}");
        assert!(said.contains(says), "{says}: {said}");
        assert_eq!(desk.text("a.txt"), ARTICLE);
    }
}
