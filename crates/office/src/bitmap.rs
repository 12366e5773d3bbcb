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
    let png = packed(&pixmap).map_err(|error| fault(error.to_string()))?;
    Ok(Bitmap { png, shape: f64::from(down) / f64::from(across) })
}

/// A length in whole dots: at least one, at most the longest side.
fn dots(length: f32) -> u32 {
    crate::whole(f64::from(length.ceil().clamp(1.0, LONGEST_SIDE)))
}

/// The dots as PNG. A drawing has few colours, most of them from the edges of lines; told apart in sixty-four steps, which no eye tells apart, they
/// nearly always fit the 256 of a palette, which halves the file and the time.
fn packed(pixmap: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    // Drawn on white, so nothing is seen through.
    let colours = pixmap.data().chunks_exact(4).map(|dot| [step(dot[0]), step(dot[1]), step(dot[2])]);
    let mut places: Vec<Option<u8>> = vec![None; 1 << 18];
    let mut palette: Vec<u8> = Vec::new();
    let mut dots: Vec<u8> = Vec::with_capacity(pixmap.data().len() / 4);
    for colour in colours.clone() {
        let [red, green, blue] = colour.map(usize::from);
        let place = &mut places[(red << 12) | (green << 6) | blue];
        let Some(index) = place.or_else(|| u8::try_from(palette.len() / 3).ok()) else { break };
        if place.is_none() {
            *place = Some(index);
            palette.extend(colour.map(shade));
        }
        dots.push(index);
    }
    let few = dots.len() == pixmap.data().len() / 4;
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, pixmap.width(), pixmap.height());
    encoder.set_depth(png::BitDepth::Eight);
    if few {
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(palette);
        encoder.set_filter(png::Filter::NoFilter);
    } else {
        encoder.set_color(png::ColorType::Rgb);
        dots = colours.flat_map(|colour| colour.map(shade)).collect();
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&dots)?;
    writer.finish()?;
    Ok(png)
}

/// A shade, 0 to 255, as one of 64 steps; never more than three shades away from it.
fn step(shade: u8) -> u8 {
    shade >> 2
}

/// The shade of a step: black stays black and white stays white.
fn shade(step: u8) -> u8 {
    (step << 2) | (step >> 4)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> String {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"300\" height=\"100\">{inside}</svg>")
    }

    #[test]
    fn a_drawing_is_twice_as_fine_and_keeps_its_colours() {
        let drawn = draw("square", &svg("<rect width=\"150\" height=\"100\" fill=\"#a3202c\"/>")).expect("it is SVG");
        let dots = Pixmap::decode_png(&drawn.png).expect("it is PNG");
        assert_eq!((dots.width(), dots.height()), (600, 200));
        let colour = |x, y| dots.pixel(x, y).map(|dot| [dot.red(), dot.green(), dot.blue()]);
        // a3 20 2c are steps 40, 8 and 11 of 64, which are shown as a2, 20 and 2c. White stays white.
        assert_eq!(colour(10, 10), Some([0xa2, 0x20, 0x2c]));
        assert_eq!(colour(590, 10), Some([0xff, 0xff, 0xff]));
    }

    #[test]
    fn more_colours_than_a_palette_holds_are_kept_too() {
        let stops = "<defs><linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"#f00\"/><stop offset=\".5\" stop-color=\"#0f0\"/><stop offset=\"1\" stop-color=\"#00f\"/></linearGradient>\
                     <linearGradient id=\"b\" x2=\"0\" y2=\"1\"><stop offset=\"0\" stop-color=\"#fff\"/><stop offset=\"1\" stop-opacity=\"0\"/></linearGradient></defs>";
        let drawn = draw(
            "rainbow",
            &svg(&format!("{stops}<rect width=\"300\" height=\"100\" fill=\"url(#a)\"/><rect width=\"300\" height=\"100\" fill=\"url(#b)\"/>")),
        )
        .expect("it is SVG");
        let dots = Pixmap::decode_png(&drawn.png).expect("it is PNG");
        let low = dots.pixel(598, 199).expect("it lies within");
        assert!(low.blue() > 200 && low.red() < 40, "{low:?}");
    }

    #[test]
    fn steps_go_from_black_to_white() {
        assert_eq!((shade(step(0)), shade(step(255))), (0, 255));
        assert!((0..=255).all(|value: u8| shade(step(value)).abs_diff(value) <= 3));
    }
}
