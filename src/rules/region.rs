//! Parts of an article, as rules speak of them.

/// A part of an article that a rule reads or does not. A quotation or dateline lies inside another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    /// The title.
    Headline,
    /// Short lines between paragraphs.
    Subhead,
    /// Place, date and agency that a paragraph opens with.
    Dateline,
    /// Paragraphs.
    Body,
    /// Rows of lists and tables.
    List,
    /// What stands in quotation marks, and where a rule leaves these out, in brackets.
    Quotation,
}

impl Region {
    /// Every part, in the order of an article.
    pub const ALL: [Self; 6] = [
        Self::Headline,
        Self::Subhead,
        Self::Dateline,
        Self::Body,
        Self::List,
        Self::Quotation,
    ];

    /// Its name in reports and documentation.
    ///
    /// ```
    /// assert_eq!(wirelint::rules::Region::Headline.as_str(), "headline");
    /// ```
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Subhead => "subhead",
            Self::Dateline => "dateline",
            Self::Body => "body",
            Self::List => "list",
            Self::Quotation => "quotation",
        }
    }
}
