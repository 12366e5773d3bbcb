//! Periods and conditions, from options.

use crate::args::{EveryArg, Periods};
use crate::output::usage;
use sightline_engine::Condition;
use sightline_model::{Every, Period};

/// The periods asked for.
pub fn read(args: &Periods) -> anyhow::Result<Vec<Period>> {
    if let Some(text) = &args.period {
        return Ok(vec![one(text)?]);
    }
    let (Some(from), Some(to)) = (&args.from, &args.to) else {
        return Err(usage("say which periods: --period P, or --from M --to M --every month"));
    };
    run(from, to, args.every.unwrap_or(EveryArg::Month))
}

/// One period.
pub fn one(text: &str) -> anyhow::Result<Period> {
    Period::parse(text).map_err(|error| usage(error.to_string()))
}

/// A run of periods.
pub fn run(from: &str, to: &str, every: EveryArg) -> anyhow::Result<Vec<Period>> {
    let every = match every {
        EveryArg::Month => Every::Month,
        EveryArg::Quarter => Every::Quarter,
        EveryArg::Year => Every::Year,
    };
    Period::every(&one(from)?, &one(to)?, every).map_err(|error| usage(error.to_string()))
}

/// `DIM=VALUE`, as often as given.
pub fn conditions(texts: &[String]) -> anyhow::Result<Vec<Condition>> {
    texts
        .iter()
        .map(|text| match text.split_once('=') {
            Some((dimension, value)) if !dimension.trim().is_empty() => {
                Ok(Condition { dimension: dimension.trim().to_owned(), value: value.trim().to_owned() })
            }
            _ => Err(usage(format!("--where `{text}`: write it as DIMENSION=VALUE, for example --where sex=Female"))),
        })
        .collect()
}
