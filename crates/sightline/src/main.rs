//! The command line. Settings, clock and wiring only: what is counted lies in `definitions/`, how in the other crates.

mod against;
mod aims;
mod args;
mod benchmarks;
mod catalogue;
mod chart;
mod check;
mod clock;
mod collection;
mod compare;
mod comparison;
mod demo;
mod demo_paper;
mod demo_settings;
mod divided;
mod doctor;
mod due;
mod kind;
mod live;
mod load;
mod measure;
mod movement;
mod output;
mod pages;
mod papers;
mod periods;
mod progress;
mod published;
mod report;
mod service;
mod serving;
mod workplace;

use args::{Cli, Command};
use clap::Parser;
use sightline_engine::EngineError;
use std::process::ExitCode;
use workplace::Workplace;

/// Exit code for "done, but what was asked about did not pass".
const DID_NOT_PASS: u8 = 3;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(DID_NOT_PASS),
        Err(error) => {
            // A reader that closes its end early (`| head`) is no failure.
            if error.chain().any(reader_is_gone) {
                return ExitCode::SUCCESS;
            }
            output::say(format!("sightline: {}", output::in_words(&error)));
            ExitCode::from(if wrong_usage(&error) { 2 } else { 1 })
        }
    }
}

/// True if whoever read the output has stopped.
fn reader_is_gone(cause: &(dyn std::error::Error + 'static)) -> bool {
    let broken = |error: &std::io::Error| error.kind() == std::io::ErrorKind::BrokenPipe;
    let of_csv = |error: &csv::Error| matches!(error.kind(), csv::ErrorKind::Io(inner) if broken(inner));
    cause.downcast_ref().is_some_and(broken) || cause.downcast_ref().is_some_and(of_csv)
}

/// True for what only another command line can mend.
fn wrong_usage(error: &anyhow::Error) -> bool {
    let misnamed = |e: &EngineError| matches!(e, EngineError::NoIndicator(..) | EngineError::NoDimension { .. } | EngineError::NoDue(..));
    error.is::<output::WrongUsage>()
        || error.downcast_ref::<sightline_records::Error>().is_some_and(|e| matches!(e, sightline_records::Error::Address(_)))
        || error.downcast_ref::<sightline_benchmarks::BenchmarkError>().is_some_and(sightline_benchmarks::BenchmarkError::is_usage)
        || error.downcast_ref::<EngineError>().is_some_and(misnamed)
}

/// Runs a command. `false`: done, but what was asked about did not pass.
fn run(cli: &Cli) -> anyhow::Result<bool> {
    if matches!(cli.command, Command::Serve(_)) {
        service::be_frugal();
    }
    let place = Workplace::new(cli)?;
    match &cli.command {
        Command::Demo(args) => demo::demo(&place, args).map(|()| true),
        Command::Synth(args) => demo::synth(&place, args).map(|()| true),
        Command::Load(args) => load::load(&place, args).map(|()| true),
        Command::Loads => load::loads(&place).map(|()| true),
        Command::Check(args) => check::check(&place, args),
        Command::Indicators(args) => catalogue::indicators(&place, args),
        Command::Measure(args) => measure::measure(&place, args).map(|()| true),
        Command::List(args) => measure::list(&place, args).map(|()| true),
        Command::Due(args) => due::due(&place, args).map(|()| true),
        Command::Chart(args) => chart::chart(&place, args).map(|()| true),
        Command::Compare(args) => compare::compare(&place, args).map(|()| true),
        Command::Benchmarks(args) => benchmarks::benchmarks(&place, args).map(|()| true),
        Command::Clock(args) => clock::clock(&place, args),
        Command::Report(args) => papers::report(&place, args).map(|()| true),
        Command::Paper(command) => papers::paper(&place, command),
        Command::Publish(args) => papers::publish(&place, args).map(|()| true),
        Command::Verify(args) => papers::verify(&place, args),
        Command::Serve(args) => service::serve(&place, args).map(|()| true),
        Command::User(command) => service::user(&place, command).map(|()| true),
        Command::Backup(args) => service::backup(&place, args).map(|()| true),
        Command::Restore(args) => service::restore(&place, args).map(|()| true),
        Command::Doctor(args) => doctor::doctor(&place, args),
    }
}
