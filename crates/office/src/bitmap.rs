//! Drawings as PNG, for documents that hold no SVG: twice as fine as they are drawn, on white, with fonts of our own so that every machine draws
//! the same.

use crate::OfficeError;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Tree};
use std::sync::{Arc, OnceLock};

/// A side is never longer, whatever the drawing says of itself.
const LONGEST_SIDE: f32 = 4000.0;
/// Dots for each unit of the drawing.
const FINENESS: f32 = 2.0;

/// A drawing as dots.
#[derive(Clone, Debug)]
pub(crate) struct Bitmap {
    pub(crate) png: Vec<u8>,
    /// Height over width.
    pub(crate) shape: f64,
}

/// Every drawing of `wanted`, in order; each comes with the name by which a fault is told.
pub(crate) fn draw_all(wanted: &[(&str, &str)]) -> Result<Vec<Bitmap>, OfficeError> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    let share = wanted.len().div_ceil(workers).max(1);
    let drawn: Vec<Result<Vec<Bitmap>, OfficeError>> = std::thread::scope(|scope| {
        let running: Vec<_> =
            wanted.chunks(share).map(|chunk| scope.spawn(move || chunk.iter().map(|(name, svg)| draw(name, svg)).collect())).collect();
        let fallen = || Err(OfficeError::Picture { picture: "one of several".to_owned(), why: "drawing it failed".to_owned() });
        running.into_iter().map(|handle| handle.join().unwrap_or_else(|_| fallen())).collect()
    });
    Ok(drawn.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// One drawing.
pub(crate) fn draw(name: &str, svg: &str) -> Result<Bitmap, OfficeError> {
    let fault = |why: String| OfficeError::Picture { picture: name.to_owned(), why };
    let mut options = Options { font_family: "Noto Sans".to_owned(), fontdb: fonts(), ..Options::default() };
    // A drawing holds no files of others: nothing is fetched and nothing is opened.
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    let tree = Tree::from_str(svg, &options).map_err(|error| fault(error.to_string()))?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = FINENESS.min(LONGEST_SIDE / width).min(LONGEST_SIDE / height);
    let (across, down) = (dots(width * scale), dots(height * scale));
    let mut pixmap = Pixmap::new(across, down).ok_or_else(|| fault(format!("it is {width} by {height}")))?;
    pixmap.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let png = pixmap.encode_png().map_err(|error| fault(error.to_string()))?;
    Ok(Bitmap { png, shape: f64::from(down) / f64::from(across) })
}

/// A length in whole dots: at least one, at most the longest side.
fn dots(length: f32) -> u32 {
    crate::whole(f64::from(length.ceil().clamp(1.0, LONGEST_SIDE)))
}

fn fonts() -> Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    let load = || {
        let mut database = Database::new();
        for font in [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF] {
            database.load_font_source(Source::Binary(Arc::new(font)));
        }
        // Has the arrows, squares and scripts that the other lacks.
        database.load_font_source(Source::Binary(Arc::new(dejavu::sans::regular())));
        database.set_sans_serif_family("Noto Sans");
        database.set_serif_family("Noto Sans");
        database.set_monospace_family("Noto Sans");
        Arc::new(database)
    };
    Arc::clone(FONTS.get_or_init(load))
}
