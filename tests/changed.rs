//! `wirelint check --changed-since`, in repositories made here.

mod common;
#[path = "common/desk.rs"]
mod desk;
#[path = "common/repository.rs"]
mod repository;

use desk::wirelint;
use repository::Repository;

const WRONG: &str = "The ministers met in Varsovie on Tuesday.\n";

/// The exit code, the articles with findings, and what was said.
fn check(repository: &Repository, folder: &str, arguments: &[&str]) -> (i32, Vec<String>, String) {
    let output = wirelint(&repository.path(folder))
        .args([
            "check",
            "--lang",
            "en",
            "--format",
            "jsonl",
            "--changed-since",
        ])
        .args(arguments)
        .output()
        .expect("wirelint runs");
    let mut articles: Vec<String> = String::from_utf8(output.stdout)
        .expect("UTF-8")
        .lines()
        .map(|line| {
            let finding: serde_json::Value = serde_json::from_str(line).expect("JSON");
            finding["path"].as_str().expect("a path").to_owned()
        })
        .collect();
    articles.dedup();
    (
        output.status.code().unwrap_or(-1),
        articles,
        String::from_utf8(output.stderr).expect("UTF-8"),
    )
}

/// Articles with findings, all committed.
fn newsroom() -> Repository {
    let repository = Repository::new();
    for name in [
        "news/committed.txt",
        "news/staged.txt",
        "news/unstaged.txt",
        "news/deleted.txt",
        "news/renamed.txt",
        "news/same.txt",
        "other/same.md",
    ] {
        repository.write(name, WRONG);
    }
    repository.write(".gitignore", "drafts/\n");
    repository.commit();
    repository.git(&["tag", "base"]);
    repository
}

#[test]
fn what_differs_is_checked_and_nothing_else() {
    let repository = newsroom();
    let more = format!("{WRONG}They left Varsovie.\n");
    repository.write("news/committed.txt", &more);
    repository.git(&["mv", "news/renamed.txt", "news/moved here.txt"]);
    repository.commit();
    repository.write("news/staged.txt", &more);
    repository.git(&["add", "news/staged.txt"]);
    repository.write("news/unstaged.txt", &more);
    repository.remove("news/deleted.txt");
    repository.write("news/untracked.text", WRONG);
    repository.write("drafts/ignored.txt", WRONG);
    repository.write("news/.hidden.txt", WRONG);
    repository.write("news/no-article.rs", WRONG);
    let all = [
        "news/committed.txt",
        "news/moved here.txt",
        "news/staged.txt",
        "news/unstaged.txt",
        "news/untracked.text",
    ];
    assert_eq!(
        check(&repository, ".", &["base"]),
        (1, all.map(str::to_owned).to_vec(), String::new())
    );
    // Since the last commit, by another name.
    let (status, found, _) = check(&repository, ".", &["HEAD"]);
    assert_eq!((status, &found[..]), (1, &all.map(str::to_owned)[2..]));
    // From a folder below, by a path, and by a name that has not changed.
    let (_, found, _) = check(&repository, "news", &["base"]);
    assert_eq!(found.len(), all.len());
    assert_eq!(found[1], "moved here.txt");
    assert_eq!(check(&repository, "other", &["base"]).0, 0);
    let (_, found, _) = check(&repository, "other", &["base", "../news"]);
    assert_eq!(found.len(), all.len());
    let (_, found, _) = check(
        &repository,
        ".",
        &["base", "news/same.txt", "news/staged.txt"],
    );
    assert_eq!(found, ["news/staged.txt"]);
    // A deleted one is skipped; one that never was is not.
    let (status, found, said) = check(&repository, ".", &["base", "news/deleted.txt"]);
    assert_eq!((status, found.len()), (0, 0), "{said}");
    let (status, _, said) = check(&repository, ".", &["base", "news/never.txt"]);
    assert_eq!(status, 2, "{said}");
}

#[test]
fn nothing_changed_is_said_and_fine() {
    let repository = newsroom();
    let (status, found, said) = check(&repository, ".", &["base"]);
    assert_eq!((status, found.len()), (0, 0));
    assert_eq!(said, "wirelint: no article has changed since base\n");
    let (_, _, said) = check(&repository, ".", &["base", "--quiet"]);
    assert_eq!(said, "");
    // Reports are written all the same: a later step reads them.
    check(&repository, ".", &["base", "--also", "sarif=empty.sarif"]);
    assert!(repository.path("empty.sarif").is_file());
    // The last article of a folder is gone: nothing is left to check, and nothing is wrong.
    repository.remove("other/same.md");
    let (status, _, said) = check(&repository, ".", &["base", "other"]);
    assert_eq!(status, 0, "{said}");
}

#[cfg(unix)]
#[test]
fn odd_names_are_only_names() {
    let repository = newsroom();
    let names = [
        "new\nline.txt",
        "a b 'c' \"d\" \\e.txt",
        "é ü 中.txt",
        "-x.txt",
        "tab\there.txt",
        ":(top)x.txt",
    ];
    for name in names {
        repository.write(name, WRONG);
    }
    let mut expected: Vec<String> = names.map(str::to_owned).to_vec();
    expected.sort();
    let (status, mut untracked, said) = check(&repository, ".", &["base"]);
    untracked.sort();
    assert_eq!((status, &untracked), (1, &expected), "{said}");
    repository.commit();
    let (status, mut committed, said) = check(&repository, ".", &["base"]);
    committed.sort();
    assert_eq!((status, &committed), (1, &expected), "{said}");
}

#[test]
fn repositories_in_the_repository_count_as_a_whole() {
    let repository = newsroom();
    repository.write("inner/a.txt", WRONG);
    repository.git_in("inner", &["init", "-q"]);
    let (_, found, said) = check(&repository, ".", &["base"]);
    assert_eq!(found, ["inner/a.txt"], "{said}");
}

#[test]
fn what_cannot_be_told_is_an_error_with_a_remedy() {
    let repository = newsroom();
    for (arguments, problem, remedy) in [
        (
            &["no-such-branch"][..],
            "no revision \"no-such-branch\"",
            "fetch",
        ),
        (&["base..HEAD"], "no revision", "fetch"),
        (&["base", "-"], "standard input has no revision", "without"),
        (&["base", "/"], "outside the git repository", "without"),
    ] {
        let (status, _, said) = check(&repository, ".", arguments);
        assert_eq!(status, 2, "{arguments:?}: {said}");
        assert!(said.contains(problem) && said.contains(remedy), "{said}");
    }
    let (status, _, said) = check(&repository, ".", &["--output=x", "base"]);
    assert_eq!(status, 2, "{said}");
    assert!(!repository.path("x").exists());
    // No repository at all, and none of a temporary folder above it.
    let outside = tempfile::TempDir::new().expect("a temporary folder");
    let output = wirelint(outside.path())
        .env("GIT_CEILING_DIRECTORIES", outside.path())
        .args(["check", "--changed-since", "HEAD"])
        .output()
        .expect("wirelint runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said.contains("in no git repository") && said.contains("run it in a working copy"),
        "{said}"
    );
    // No git on this machine.
    let output = wirelint(&repository.path("."))
        .env("PATH", outside.path())
        .args(["check", "--changed-since", "HEAD"])
        .output()
        .expect("wirelint runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("there is no program `git`"), "{said}");
}

#[test]
fn a_part_of_the_articles_says_nothing_of_suppressions_for_others() {
    let repository = newsroom();
    repository.write(
        "wirelint.toml",
        "[[suppress]]\nrule = \"name/exonym\"\ntext = \"Varsovie\"\nreason = \"a quotation\"\n",
    );
    repository.write("news/same.txt", "Calm.\n");
    let (status, _, said) = check(&repository, ".", &["base"]);
    assert_eq!((status, said.as_str()), (0, ""));
}
