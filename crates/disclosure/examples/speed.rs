//! How long disclosure control takes on invented linked tables: `cargo run --release -p sightline-disclosure --example speed`.

use sightline_disclosure::{Problem, Settings, protect, sample};
use std::time::Instant;

fn main() {
    for seed in 0..3 {
        time("county 12 x 12 x 10", &sample::county(12, 12, 10, seed));
    }
    for seed in 0..3 {
        time("3,000 linked cells", &sample::linked(3000, seed));
    }
}

fn time(name: &str, problem: &Problem) {
    let start = Instant::now();
    let outcome = protect(problem, &Settings::default());
    let took = start.elapsed();
    match outcome {
        Ok(outcome) => eprintln!(
            "{name}: {} cells, {} hidden, {} rounds, {} programmes, {took:.0?}",
            problem.cells().len(),
            outcome.all_hidden().count(),
            outcome.rounds(),
            outcome.programmes()
        ),
        Err(refusal) => eprintln!("{name}: {refusal}"),
    }
}
