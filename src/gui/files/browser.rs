//! The state of the file dialog inside the window: a folder, what is in it, and what is typed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::gui::files::FileRequest;

/// How many entries of a folder are listed.
const MOST_ENTRIES: usize = 5_000;

/// A folder being looked at.
#[derive(Clone, Debug, Default)]
pub struct FileBrowser {
    /// The folder.
    pub folder: PathBuf,
    /// What is typed: a path, or a name in the folder.
    pub text: String,
    /// The folders and fitting files in it, folders first.
    pub entries: Vec<BrowserEntry>,
    /// Why the folder cannot be read.
    pub error: Option<String>,
}

/// One entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowserEntry {
    /// Its name.
    pub name: String,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// Whether it is a project folder.
    pub is_project: bool,
}

impl FileBrowser {
    /// Begins in the folder of the request, or in the current one.
    pub fn new(request: &FileRequest) -> Self {
        let start = request.folder.clone().filter(|folder| folder.is_dir());
        let folder = start.or_else(|| std::env::current_dir().ok()).unwrap_or_else(|| PathBuf::from("."));
        let mut browser = Self { text: request.file_name.clone(), ..Self::default() };
        browser.go_to(folder, request);
        browser
    }

    /// Looks at another folder.
    pub fn go_to(&mut self, folder: PathBuf, request: &FileRequest) {
        match list(&folder, request) {
            Ok(entries) => {
                self.entries = entries;
                self.error = None;
                self.folder = folder;
            }
            Err(error) => self.error = Some(format!("{} cannot be read: {error}", folder.display())),
        }
    }

    /// The path that is typed; the folder itself when nothing is.
    pub fn path(&self, request: &FileRequest) -> PathBuf {
        let typed = self.text.trim();
        if typed.is_empty() {
            return self.folder.clone();
        }
        request.completed(self.folder.join(expanded(typed)))
    }

    /// Why the typed path cannot be chosen.
    pub fn objection(&self, request: &FileRequest) -> Option<String> {
        let path = self.path(request);
        match (request.wants_folder(), request.is_saving()) {
            (true, true) => path.is_file().then(|| "This is a file; a folder is wanted".to_owned()),
            (true, false) => {
                let is_project = path.join("project.json").is_file() || path.join("mapping.json").is_file();
                (!is_project).then(|| "Choose a project folder; it has a file project.json".to_owned())
            }
            (false, true) => {
                let parent_exists = path.parent().is_some_and(Path::is_dir);
                if self.text.trim().is_empty() || path.is_dir() {
                    Some("Type a name for the file".to_owned())
                } else {
                    (!parent_exists).then(|| "The folder does not exist".to_owned())
                }
            }
            (false, false) if self.text.trim().is_empty() => Some("Choose a file".to_owned()),
            (false, false) if path.is_dir() => Some("This is a folder; Enter goes into it".to_owned()),
            (false, false) => (!path.is_file()).then(|| "There is no such file".to_owned()),
        }
    }

    /// What happens to a file that is there already.
    pub fn warning(&self, request: &FileRequest) -> Option<&'static str> {
        let replaces = request.is_saving() && !request.wants_folder() && self.path(request).is_file();
        replaces.then_some("The file is there already and will be replaced")
    }
}

/// `~` stands for the home folder, where people are used to it.
fn expanded(typed: &str) -> PathBuf {
    let home = directories::BaseDirs::new().map(|folders| folders.home_dir().to_owned());
    match (typed.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(typed),
    }
}

fn list(folder: &Path, request: &FileRequest) -> std::io::Result<Vec<BrowserEntry>> {
    let mut entries: Vec<_> = fs::read_dir(folder)?
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_folder = path.is_dir();
            let is_shown = !name.starts_with('.') && (is_folder || request.fits(&path));
            let is_project = is_folder && path.join("project.json").is_file();
            is_shown.then_some(BrowserEntry { name, is_folder, is_project })
        })
        .take(MOST_ENTRIES)
        .collect();
    entries.sort_by_key(|entry| (!entry.is_folder, entry.name.to_lowercase()));
    Ok(entries)
}
