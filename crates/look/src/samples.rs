//! Pages of samples.
