//! Every picture of a paper, drawn once before the text is written.

use crate::OfficeError;
use crate::bitmap::{self, Bitmap};
use sightline_document::{Block, Document, Logo, Picture};
use std::collections::BTreeMap;

/// A picture's file and its shape.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drawn {
    /// Counted from one: `rPicture1`, `picture1.png`.
    pub(super) number: usize,
    /// Height over width.
    pub(super) shape: f64,
}

pub(super) struct Media<'a> {
    by_svg: BTreeMap<&'a str, Drawn>,
    logo: Option<Drawn>,
    files: Vec<(String, Vec<u8>)>,
}

impl<'a> Media<'a> {
    /// Draws each different drawing of the paper.
    pub(super) fn draw(document: &'a Document) -> Result<Media<'a>, OfficeError> {
        let mut wanted: Vec<(&str, &str)> = Vec::new();
        collect(&document.blocks, &mut wanted);
        let mut seen = BTreeMap::new();
        wanted.retain(|(_, svg)| seen.insert(*svg, ()).is_none());
        let drawn = bitmap::draw_all(&wanted)?;

        let mut media = Media { by_svg: BTreeMap::new(), logo: None, files: Vec::new() };
        for ((_, svg), Bitmap { png, shape }) in wanted.into_iter().zip(drawn) {
            let drawn = media.keep("png", png, shape);
            media.by_svg.insert(svg, drawn);
        }
        if let Some(logo) = &document.meta.brand.logo {
            media.logo = Some(media.keep_logo(logo)?);
        }
        Ok(media)
    }

    pub(super) fn of(&self, svg: &str) -> Option<Drawn> {
        self.by_svg.get(svg).copied()
    }

    pub(super) fn logo(&self) -> Option<Drawn> {
        self.logo
    }

    /// File names and bytes, in the order of their numbers.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    fn keep(&mut self, end: &str, bytes: Vec<u8>, shape: f64) -> Drawn {
        let number = self.files.len() + 1;
        self.files.push((format!("picture{number}.{end}"), bytes));
        Drawn { number, shape }
    }

    fn keep_logo(&mut self, logo: &Logo) -> Result<Drawn, OfficeError> {
        let fault = |why: &str| OfficeError::Picture { picture: logo.alt.clone(), why: why.to_owned() };
        match logo.format.as_str() {
            "svg" => {
                let svg = std::str::from_utf8(&logo.bytes).map_err(|_| fault("it is not UTF-8"))?;
                let Bitmap { png, shape } = bitmap::draw(&logo.alt, svg)?;
                Ok(self.keep("png", png, shape))
            }
            "png" => {
                let shape = png_shape(&logo.bytes).ok_or_else(|| fault("it does not begin as PNG does"))?;
                Ok(self.keep("png", logo.bytes.clone(), shape))
            }
            "jpeg" => {
                let shape = jpeg_shape(&logo.bytes).ok_or_else(|| fault("it says nowhere how large it is"))?;
                Ok(self.keep("jpeg", logo.bytes.clone(), shape))
            }
            _ => Err(fault("its format is not one of png, jpeg and svg")),
        }
    }
}

fn collect<'a>(blocks: &'a [Block], wanted: &mut Vec<(&'a str, &'a str)>) {
    for block in blocks {
        match block {
            Block::Pictures(pictures) => wanted.extend(pictures.iter().map(|Picture { anchor, svg, .. }| (anchor.as_str(), svg.as_str()))),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                wanted.extend(cells.filter_map(|cell| cell.spark.as_ref()).map(|spark| (spark.alt.as_str(), spark.svg.as_str())));
            }
            Block::Note(note) => collect(&note.blocks, wanted),
            _ => {}
        }
    }
}

/// PNG says its size in the sixteen bytes after its first sixteen.
fn png_shape(bytes: &[u8]) -> Option<f64> {
    if !bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return None;
    }
    let side = |from: usize| Some(u32::from_be_bytes(bytes.get(from..from + 4)?.try_into().ok()?));
    shape(side(16)?, side(20)?)
}

/// JPEG says its size in the frame header: the first marker C0 to CF that is no table.
fn jpeg_shape(bytes: &[u8]) -> Option<f64> {
    let two = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    if !bytes.starts_with(&[0xff, 0xd8]) {
        return None;
    }
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            return shape(u32::from(two(at + 7)?), u32::from(two(at + 5)?));
        }
        at += 2 + usize::from(two(at + 2)?);
    }
}

fn shape(width: u32, height: u32) -> Option<f64> {
    (width > 0 && height > 0).then(|| f64::from(height) / f64::from(width))
}
