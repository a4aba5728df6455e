//! A git repository to run wirelint in.
#![allow(dead_code, reason = "every test binary uses a part of it")]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

/// A repository of its own, with nobody's settings.
pub struct Repository(TempDir);

impl Repository {
    /// An empty one.
    pub fn new() -> Self {
        let repository = Self(TempDir::new().expect("a temporary folder"));
        repository.git(&["init", "-q", "-b", "main"]);
        repository
    }

    /// Where a path in it is.
    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    /// Removes a file.
    pub fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).expect("removed");
    }

    /// Commits all there is.
    pub fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "articles"]);
    }

    /// Runs git, which must succeed.
    pub fn git(&self, arguments: &[&str]) {
        self.git_in(".", arguments);
    }

    /// Runs git in a folder, which must succeed.
    pub fn git_in(&self, folder: &str, arguments: &[&str]) {
        let output = Command::new("git")
            .current_dir(self.path(folder))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .args(["-c", "user.name=desk", "-c", "user.email=desk@example.org"])
            .args(arguments)
            .output()
            .expect("git runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}");
    }
}
