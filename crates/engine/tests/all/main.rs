//! Tests of the engine.

mod definitions;
