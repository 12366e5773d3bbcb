//! How many files to read, what they can show, and the sentence of an audit.

use crate::support::assert_near;
use proptest::prelude::*;
use sightline_compare::Share;
use sightline_compare::interval::difference;
use sightline_compare::sampling::{Draw, NoSize, Sample, chance_of_missing, chance_of_seeing, files_to_see, sample_size};

#[test]
fn ten_points_either_way_need_97_96_81_or_34_files() {
    // n0 = 3.841459 x 0.25 / 0.01 = 96.0365. Of 12,794: 96.0365 / (1 + 95.0365/12794) = 95.33; of 500: / 1.190073 = 80.70; of 50: / 2.900729 = 33.11.
    assert_eq!(sample_size(10.0, 50.0, None), Ok(97));
    assert_eq!(sample_size(10.0, 50.0, Some(12_794)), Ok(96));
    assert_eq!(sample_size(10.0, 50.0, Some(500)), Ok(81));
    assert_eq!(sample_size(10.0, 50.0, Some(50)), Ok(34));
}

#[test]
fn a_narrower_margin_needs_more_and_a_surer_guess_fewer() {
    // 384.146; and with an expected 10 per cent, 3.841459 x 0.09 / 0.0025 = 138.29.
    assert_eq!(sample_size(5.0, 50.0, None), Ok(385));
    assert_eq!(sample_size(5.0, 10.0, None), Ok(139));
    assert_eq!(sample_size(5.0, 90.0, None), Ok(139));
    // Never more than there are: of one, one.
    assert_eq!(sample_size(10.0, 50.0, Some(1)), Ok(1));
    assert_eq!(sample_size(10.0, 50.0, Some(10)), Ok(10));
}

#[test]
fn a_size_that_cannot_be_is_refused() {
    for margin in [0.0, -1.0, 100.0, f64::NAN, 0.000_01] {
        assert_eq!(sample_size(margin, 50.0, None), Err(NoSize::Margin), "{margin}");
    }
    for expected in [0.0, 100.0, f64::NAN] {
        assert_eq!(sample_size(10.0, expected, None), Err(NoSize::Share));
    }
    assert_eq!(sample_size(10.0, 50.0, Some(0)), Err(NoSize::NoPopulation));
}

#[test]
fn eight_files_miss_a_fault_in_a_tenth_of_cases_43_times_in_100() {
    // 0.9 to the eighth is 0.43046721.
    assert_near(chance_of_missing(8, 10.0).unwrap(), 43.046_721, 6);
    assert_near(chance_of_seeing(8, 10.0).unwrap(), 56.953_279, 6);
    assert_eq!(chance_of_missing(0, 10.0), Some(100.0));
    assert_eq!((chance_of_missing(8, 0.0), chance_of_missing(8, 100.0)), (Some(100.0), Some(0.0)));
    assert_eq!((chance_of_missing(8, -0.1), chance_of_missing(8, 100.1)), (None, None));
}

#[test]
fn twenty_nine_files_are_95_per_cent_sure_of_a_tenth_and_59_of_a_twentieth() {
    // 28 of a tenth: 94.77%; 29: 95.29%. 58 of a twentieth: 94.90%; 59: 95.15%.
    assert_eq!(files_to_see(10.0, 95.0), Ok(29));
    assert_eq!(files_to_see(5.0, 95.0), Ok(59));
    assert_near(chance_of_seeing(28, 10.0).unwrap(), 94.77, 2);
    assert_near(chance_of_seeing(29, 10.0).unwrap(), 95.29, 2);
    // Half of all: two files are sure to exactly 75 per cent, three to 87.5.
    assert_eq!((files_to_see(50.0, 75.0), files_to_see(50.0, 75.1), files_to_see(100.0, 95.0)), (Ok(2), Ok(3), Ok(1)));
    assert_eq!((files_to_see(0.0, 95.0), files_to_see(10.0, 100.0)), (Err(NoSize::Share), Err(NoSize::Certainty)));
}

fn sample(met: u32, of: u32, population: Option<u32>) -> Sample<'static> {
    Sample { share: Share::new(met, of).unwrap(), population, draw: Draw::Random, one: "file", many: "files" }
}

#[test]
fn the_sentence_of_an_audit() {
    assert_eq!(
        sample(7, 8, Some(12_794)).sentence(),
        "7 of 8 files (87.5%). If these 8 were drawn at random, the true share is likely between 53% and 98%. 8 of 12,794 files in the period."
    );
    assert_eq!(sample(7, 8, None).sentence(), "7 of 8 files (87.5%). If these 8 were drawn at random, the true share is likely between 53% and 98%.");
    // More than a twentieth of 40: 75.335 ± 22.424 x sqrt(32/39) is 55.02 to 95.65.
    assert_eq!(
        sample(7, 8, Some(40)).sentence(),
        "7 of 8 files (87.5%). If these 8 were drawn at random, the true share is likely between 55% and 96%. 8 of 40 files in the period."
    );
}

#[test]
fn a_sentence_keeps_its_grammar_and_says_0_and_100_only_of_what_is() {
    assert_eq!(
        sample(1, 1, Some(500)).sentence(),
        "1 of 1 file (100%). If this file was drawn at random, the true share is likely between 21% and 100%. 1 of 500 files in the period."
    );
    // 1 of 500: Wilson 0.0353 to 1.124; 499 of 500 the mirror: 98.876 to 99.9647.
    assert!(sample(1, 500, None).sentence().ends_with("between under 0.1% and 1%."));
    assert!(sample(499, 500, None).sentence().ends_with("between 99% and over 99.9%."));
    assert!(sample(0, 8, None).sentence().ends_with("between 0% and 32%."));
}

#[test]
fn files_chosen_for_a_reason_have_no_interval() {
    assert_eq!(
        Sample { draw: Draw::Chosen, ..sample(7, 8, Some(214)) }.sentence(),
        "7 of 8 files (87.5%). These 8 were chosen, not drawn at random: they do not speak for the rest. 8 of 214 files in the period."
    );
}

#[test]
fn when_every_file_was_read_nothing_is_left_to_sampling() {
    for draw in [Draw::Random, Draw::Chosen] {
        assert_eq!(
            Sample { draw, ..sample(7, 8, Some(8)) }.sentence(),
            "7 of 8 files (87.5%). These are all the files in the period, so nothing is left to sampling."
        );
    }
    // A population smaller than the sample is no population of it.
    assert_eq!(sample(7, 8, Some(7)).sentence(), sample(7, 8, None).sentence());
}

#[test]
fn two_shares_in_words() {
    let found = difference(Share::new(18, 20).unwrap(), Share::new(7, 8).unwrap());
    assert_eq!(found.in_full(), "2.5 points (\u{2212}20.1 to 37.8): could be chance");
}

proptest! {
    #[test]
    fn the_files_asked_for_are_enough_and_one_fewer_is_not(faulty in 0.05_f64..100.0, sure in 1.0_f64..99.9) {
        let files = files_to_see(faulty, sure).unwrap();
        prop_assert!(chance_of_seeing(files, faulty).unwrap() >= sure - 1e-6);
        prop_assert!(files == 1 || chance_of_seeing(files - 1, faulty).unwrap() < sure + 1e-6);
    }

    #[test]
    fn a_smaller_population_never_needs_more(margin in 1.0_f64..30.0, expected in 1.0_f64..99.0, all in 1_u32..100_000) {
        let of_all = sample_size(margin, expected, Some(all)).unwrap();
        prop_assert!(of_all <= all && of_all <= sample_size(margin, expected, None).unwrap().max(1));
        prop_assert!(of_all <= sample_size(margin, expected, Some(all + 1)).unwrap());
    }
}
