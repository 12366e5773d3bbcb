//! The council's colour, as custom properties, dark enough to carry white words.

/// Contrast between words and what they stand on: WCAG 2.2, 1.4.3.
const WORDS: f64 = 4.5;

/// Why a colour cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a colour: write # and six hexadecimal digits, such as #0c5a6b")]
pub struct ColourError(String);

/// The stylesheet of a council with this main colour. What words stand on, and what is written in it on white, is darkened until the contrast is 4.5 to 1.
///
/// # Errors
///
/// If it is not `#` and six hexadecimal digits.
pub fn colours(hex: &str) -> Result<String, ColourError> {
    let given = parse(hex).ok_or_else(|| ColourError(hex.chars().take(40).collect()))?;
    let main = darkened(given);
    let deep = mixed(main, BLACK, 30);
    let tint = tint(main);
    Ok(format!(
        ":root{{--council-colour:{};--council-bright:{};--council-text:#ffffff;--council-deep:{};--council-tint:{}}}\n",
        written(main),
        written(given),
        written(deep),
        written(tint)
    ))
}

type Colour = [u8; 3];

const BLACK: Colour = [0; 3];
const WHITE: Colour = [255; 3];

fn parse(hex: &str) -> Option<Colour> {
    let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

fn written([red, green, blue]: Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The nearest darker shade that carries white words, and that is read on white and on its own tint.
fn darkened(colour: Colour) -> Colour {
    let mut shades = (0..=100).map(|percent| mixed(colour, BLACK, percent));
    shades.find(|shade| contrast(*shade, WHITE) >= WORDS && contrast(*shade, tint(*shade)) >= WORDS).unwrap_or(BLACK)
}

/// What a bar or a chip in this colour stands on.
fn tint(colour: Colour) -> Colour {
    mixed(colour, WHITE, 92)
}

/// So many hundredths of the way from one colour to another.
fn mixed(from: Colour, to: Colour, percent: u16) -> Colour {
    let mut out = from;
    for (part, (from, to)) in out.iter_mut().zip(from.into_iter().zip(to)) {
        let sum = u16::from(from) * (100 - percent) + u16::from(to) * percent;
        *part = u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX);
    }
    out
}

/// Contrast as WCAG 2.2 defines it.
fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance as WCAG 2.2 defines it.
fn luminance(colour: Colour) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::{colours, contrast, darkened, parse, tint};

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        // Black on white is 21 to 1 by definition; #767676 is the lightest grey that reaches 4.5 to 1 on white, and #777777 does not.
        assert!((contrast([0, 0, 0], [255, 255, 255]) - 21.0).abs() < 1e-9);
        assert!(contrast([0x76; 3], [255; 3]) >= 4.5);
        assert!(contrast([0x77; 3], [255; 3]) < 4.5);
    }

    #[test]
    fn a_colour_that_does_is_kept_and_one_that_does_not_is_darkened() {
        assert!(colours("#0c5a6b").unwrap().contains("--council-colour:#0c5a6b;"));
        for bright in ["#ffdd00", "#ffffff", "#00ff88", "#f0a0c0"] {
            let shade = darkened(parse(bright).unwrap());
            assert!(contrast(shade, [255; 3]) >= 4.5 && contrast(shade, tint(shade)) >= 4.5, "{bright}");
            assert!(colours(bright).unwrap().contains(&format!("--council-bright:{bright};")));
        }
    }

    proptest::proptest! {
        #[test]
        fn every_colour_ends_in_one_that_can_be_read(colour: [u8; 3]) {
            let shade = darkened(colour);
            assert!(contrast(shade, [255; 3]) >= 4.5 && contrast(shade, tint(shade)) >= 4.5, "{colour:?} {shade:?}");
            // What can be read already is not touched.
            assert!(shade == colour || contrast(colour, [255; 3]) < 4.5 || contrast(colour, tint(colour)) < 4.5, "{colour:?}");
        }
    }

    #[test]
    fn nothing_but_a_colour_gets_into_the_stylesheet() {
        for hostile in ["", "red", "#12345", "#1234567", "#12345g", "#123456}body{display:none", "0c5a6b", "#ä1234", "#+1+1+1"] {
            assert!(colours(hostile).is_err(), "{hostile}");
        }
    }
}
