//! Tests of the engine.

mod definitions;
mod due;
