//! The letters: Noto Sans for the text (SIL Open Font Licence), DejaVu Sans (Bitstream Vera licence) for letters it lacks, such as Hebrew,
//! Arabic and shapes. No font of the machine is ever used, so that every machine prints the same bytes.

use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, FontInstance, FontVariant, FontVariations};
use typst::utils::LazyHash;

/// All fonts with their index.
pub struct Fonts {
    /// What Typst looks fonts up in.
    pub book: LazyHash<FontBook>,
    /// In the book's order: regular, bold, italic, bold italic; then the fallback, regular and bold.
    pub all: Vec<Font>,
    /// The same, ready to be measured.
    faces: Vec<FontInstance>,
}

/// The fonts, loaded once.
pub static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let files =
        [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF, dejavu::sans::regular(), dejavu::sans::bold()];
    let all: Vec<Font> = files.into_iter().filter_map(|file| Font::new(Bytes::new(file), 0)).collect();
    let ready = |font: &Font| font.clone().instantiate(FontVariant::default(), Abs::pt(10.0), &FontVariations::default());
    Fonts { book: LazyHash::new(FontBook::from_fonts(&all)), faces: all.iter().map(ready).collect(), all }
});

/// Which of the text face's weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Running text.
    Regular,
    /// Headings, totals.
    Bold,
}

impl Fonts {
    /// The first letter of the words that no font has.
    pub fn lacking(&self, words: &str) -> Option<char> {
        words.chars().find(|letter| !letter.is_ascii() && !self.has(*letter))
    }

    fn has(&self, letter: char) -> bool {
        // Letters of private meaning cannot be read aloud: PDF/UA-1 forbids them even where a font draws them.
        let private = matches!(u32::from(letter), 0xE000..=0xF8FF | 0xF0000..);
        !private && (is_unseen(letter) || self.faces.iter().any(|face| face.ttf().glyph_index(letter).is_some()))
    }

    /// How wide the words are in one line, in ems.
    pub fn width(&self, words: &str, weight: Weight) -> f64 {
        let (text, fallback) = match weight {
            Weight::Regular => (0, 4),
            Weight::Bold => (1, 5),
        };
        let advance = |letter: char| {
            [text, fallback].into_iter().find_map(|index| {
                let face = self.faces.get(index)?;
                let glyph = face.ttf().glyph_index(letter)?;
                Some(face.x_advance(glyph.0)?.get())
            })
        };
        words.chars().filter(|letter| !is_unseen(*letter)).map(|letter| advance(letter).unwrap_or(1.0)).sum()
    }
}

/// Letters that steer the line and have no shape: zero-width spaces and joiners, marks of direction, variation selectors.
pub fn is_unseen(letter: char) -> bool {
    matches!(u32::from(letter), 0x00AD | 0x034F | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F)
}
