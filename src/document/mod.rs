//! Bytes into a document: decoded text, blocks (headline, dateline, body ...) and quotations.
//!
//! The text keeps the file's own bytes wherever the file is UTF-8, so a span is a byte range of the file. For other encodings
//! [`Document::file_offset`] maps back. What is not prose in a format (Markdown's marks, code) is blanked in [`Document::prose`],
//! byte for byte, so every stage after this one reads prose and still speaks of the file.

pub mod controls;
pub mod dateline;
pub mod decode;
pub mod line_index;
pub mod markdown;
pub mod plain;
pub mod quotations;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::span::Span;
use controls::Control;
use decode::{Decoded, OffsetMap};

/// What a block is to the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The article's title.
    Headline,
    /// A short line between paragraphs.
    Subhead,
    /// A paragraph.
    Body,
    /// A row of a list or table.
    List,
}

/// A paragraph, headline or list row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
    /// The dateline it opens with, if any: place, date, agency.
    pub dateline: Option<Span>,
    /// Direct quotations inside it, quotation marks included.
    pub quotations: Vec<Span>,
}

impl Block {
    /// A block without dateline and quotations; [`Document`] fills them in.
    pub fn new(kind: BlockKind, span: Span) -> Self {
        Self {
            kind,
            span,
            dateline: None,
            quotations: Vec::new(),
        }
    }
}

/// What a reader makes of a decoded text.
pub struct Layout {
    /// Blocks in reading order; they do not overlap.
    pub blocks: Vec<Block>,
    /// The text with everything that is not prose blanked, byte for byte; `None` when all of it is prose.
    pub prose: Option<String>,
    /// Comments for wirelint, in order; their scopes are filled in by [`Document`].
    pub controls: Vec<Control>,
}

/// A format's reader: the seam behind which HTML and news formats are one file each.
pub trait Reader: Sync {
    /// Name of the format.
    fn name(&self) -> &'static str;
    /// File name endings, lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// Finds the blocks.
    fn read(&self, text: &str) -> Layout;
}

/// The readers; the first one reads what no other claims.
pub static READERS: &[&dyn Reader] = &[&plain::Plain, &markdown::Markdown];

/// A decoded article with its blocks.
#[derive(Clone, Debug)]
pub struct Document {
    /// The path as the user gave it, `-` for standard input.
    pub path: PathBuf,
    /// The decoded text; for UTF-8 files, the file itself.
    pub text: String,
    /// Name of the encoding it was read in, as in the WHATWG standard.
    pub encoding: &'static str,
    /// Whether the encoding was guessed.
    pub guessed: bool,
    /// Blocks in reading order.
    pub blocks: Vec<Block>,
    /// Comments for wirelint, in order.
    pub controls: Vec<Control>,
    prose: Option<String>,
    offsets: OffsetMap,
}

impl Document {
    /// Reads a document from the bytes of a file.
    ///
    /// ```
    /// use wirelint::document::{BlockKind, Document};
    /// let document = Document::from_bytes("a.txt", "Two dead in Iraq\n\nBAGHDAD (AFP) - Two men died.\n".as_bytes()).unwrap();
    /// assert_eq!(document.blocks[0].kind, BlockKind::Headline);
    /// assert!(document.blocks[1].dateline.is_some());
    /// ```
    ///
    /// # Errors
    /// When the bytes are empty, binary or not text in any encoding.
    pub fn from_bytes(path: impl AsRef<Path>, bytes: &[u8]) -> Result<Self, Error> {
        let path = path.as_ref();
        let decoded = decode::decode(bytes).map_err(|e| e.in_file(path))?;
        Ok(Self::from_decoded(path, decoded))
    }

    fn from_decoded(path: &Path, decoded: Decoded) -> Self {
        let extension = path
            .extension()
            .map(|e| e.to_string_lossy().to_lowercase())
            .unwrap_or_default();
        let reader = READERS
            .iter()
            .find(|r| r.extensions().contains(&extension.as_str()))
            .unwrap_or(&READERS[0]);
        let Layout {
            mut blocks,
            prose,
            mut controls,
        } = reader.read(&decoded.text);
        let text = prose.as_deref().unwrap_or(&decoded.text);
        let mut first_body = true;
        for block in &mut blocks {
            if block.kind == BlockKind::Body && std::mem::take(&mut first_body) {
                block.dateline = dateline::find(text, block.span);
            }
            block.quotations = quotations::find(text, block.span);
        }
        controls::scopes(&mut controls, text, &blocks);
        Self {
            path: path.to_path_buf(),
            encoding: decoded.encoding,
            guessed: decoded.guessed,
            blocks,
            controls,
            prose,
            offsets: decoded.offsets,
            text: decoded.text,
        }
    }

    /// The text with everything that is not prose blanked; spans hold in it as in [`Self::text`].
    pub fn prose(&self) -> &str {
        self.prose.as_deref().unwrap_or(&self.text)
    }

    /// The byte of the file at which a byte of the text lies.
    pub fn file_offset(&self, offset: usize) -> usize {
        self.offsets.to_file(&self.text, offset)
    }

    /// The path as reports show it, with forward slashes on every system.
    pub fn display_path(&self) -> Cow<'_, str> {
        let path = self.path.to_string_lossy();
        if std::path::MAIN_SEPARATOR == '/' {
            path
        } else {
            Cow::Owned(path.replace(std::path::MAIN_SEPARATOR, "/"))
        }
    }
}
