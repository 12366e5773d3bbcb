//! The functions of moments that definitions may use. A moment is held in UTC; what the clock on the wall said is worked out for England.
//!
//! Elapsed hours are real time: the night on which the clocks change is an hour longer or shorter than its clock face says. Working time knows days only,
//! and the office's closing time, from which on a moment belongs to the next working day (domain guide, section 3).

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, PrimitiveArray};
use datafusion::arrow::array::{TimestampMicrosecondArray, TimestampMicrosecondBuilder};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Date32Type, Int64Type, TimeUnit, TimestampMicrosecondType};
use datafusion::common::{Result, ScalarValue};
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility};
use sightline_model::{Calendar, Day, england};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

const HOUR: i64 = 3_600_000_000;
const MINUTE: i64 = 60_000_000;
/// When the office closes, in microseconds after midnight: from this very time on it is shut.
const CLOSES: i64 = 17 * HOUR;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    ElapsedHours,
    AddHours,
    OfficeDay,
    LocalDay,
    LocalMinute,
    Weekday,
    IsWorkingDay,
}

#[derive(Debug)]
struct MomentFunction {
    kind: Kind,
    name: &'static str,
    signature: Signature,
    calendar: Arc<Calendar>,
}

// Two functions of one name are the same function: a session has one calendar.
impl PartialEq for MomentFunction {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}
impl Eq for MomentFunction {}
impl Hash for MomentFunction {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.kind.hash(state);
    }
}

/// A moment, as every table holds it.
fn moment() -> DataType {
    DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))
}

/// Every function, bound to a calendar.
pub(crate) fn all(calendar: &Arc<Calendar>) -> Vec<ScalarUDF> {
    let make = |kind, name, arguments| {
        let signature = Signature::any(arguments, Volatility::Immutable);
        ScalarUDF::from(MomentFunction { kind, name, signature, calendar: Arc::clone(calendar) })
    };
    vec![
        make(Kind::ElapsedHours, "elapsed_hours", 2),
        make(Kind::AddHours, "add_hours", 2),
        make(Kind::OfficeDay, "office_day", 1),
        make(Kind::LocalDay, "local_day", 1),
        make(Kind::LocalMinute, "local_minute", 1),
        make(Kind::Weekday, "day_of_week", 1),
        make(Kind::IsWorkingDay, "is_working_day", 1),
    ]
}

impl ScalarUDFImpl for MomentFunction {
    fn name(&self) -> &str {
        self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(match self.kind {
            Kind::ElapsedHours => DataType::Float64,
            Kind::AddHours => moment(),
            Kind::OfficeDay | Kind::LocalDay => DataType::Date32,
            Kind::LocalMinute | Kind::Weekday => DataType::Int64,
            Kind::IsWorkingDay => DataType::Boolean,
        })
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let all_scalar = args.args.iter().all(|arg| matches!(arg, ColumnarValue::Scalar(_)));
        let rows = if all_scalar { 1 } else { args.number_rows };
        let first = &args.args[0];
        let result: ArrayRef = match self.kind {
            Kind::ElapsedHours => elapsed(&moments(first, rows)?, &moments(&args.args[1], rows)?),
            Kind::AddHours => {
                let hours = as_kind(&args.args[1], rows, &DataType::Int64)?;
                later(&moments(first, rows)?, hours.as_primitive::<Int64Type>())
            }
            Kind::OfficeDay => days(&moments(first, rows)?, |at| self.office_day(at)),
            Kind::LocalDay => days(&moments(first, rows)?, |at| england::to_local(at).0),
            Kind::LocalMinute => {
                let mut minutes = Int64Builder::with_capacity(rows);
                moments(first, rows)?.iter().for_each(|at| minutes.append_option(at.map(|at| england::to_local(at).1 / MINUTE)));
                Arc::new(minutes.finish())
            }
            Kind::Weekday => {
                let days = as_kind(first, rows, &DataType::Date32)?;
                let mut numbers = Int64Builder::with_capacity(rows);
                // 1 January 1970 was a Thursday: Monday is 1, Sunday 7.
                days.as_primitive::<Date32Type>().iter().for_each(|day| numbers.append_option(day.map(|day| i64::from((day + 3).rem_euclid(7) + 1))));
                Arc::new(numbers.finish())
            }
            Kind::IsWorkingDay => {
                let days = as_kind(first, rows, &DataType::Date32)?;
                let mut flags = BooleanBuilder::with_capacity(rows);
                let works = |day| self.calendar.is_working_day(Day::from_epoch(day));
                days.as_primitive::<Date32Type>().iter().for_each(|day| flags.append_option(day.map(works)));
                Arc::new(flags.finish())
            }
        };
        if all_scalar {
            return Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(&result, 0)?));
        }
        Ok(ColumnarValue::Array(result))
    }
}

impl MomentFunction {
    /// The working day to which a moment belongs: its own, or the next one if the office had closed or does not open that day.
    fn office_day(&self, at: i64) -> Day {
        let (day, time) = england::to_local(at);
        if time < CLOSES && self.calendar.is_working_day(day) { day } else { self.calendar.add_working_days(day, 1) }
    }
}

fn as_kind(value: &ColumnarValue, rows: usize, kind: &DataType) -> Result<ArrayRef> {
    let array = value.to_array(rows)?;
    Ok(if array.data_type() == kind { array } else { cast(&array, kind)? })
}

fn moments(value: &ColumnarValue, rows: usize) -> Result<TimestampMicrosecondArray> {
    Ok(as_kind(value, rows, &moment())?.as_primitive::<TimestampMicrosecondType>().clone())
}

#[expect(clippy::cast_precision_loss, reason = "microseconds of centuries lie below 2^53")]
fn elapsed(from: &TimestampMicrosecondArray, to: &TimestampMicrosecondArray) -> ArrayRef {
    let mut hours = Float64Builder::with_capacity(from.len());
    for (from, to) in from.iter().zip(to.iter()) {
        hours.append_option(from.zip(to).map(|(from, to)| (to - from) as f64 / HOUR as f64));
    }
    Arc::new(hours.finish())
}

fn later(at: &TimestampMicrosecondArray, hours: &PrimitiveArray<Int64Type>) -> ArrayRef {
    let mut moved = TimestampMicrosecondBuilder::with_capacity(at.len());
    for (at, hours) in at.iter().zip(hours.iter()) {
        moved.append_option(at.zip(hours).and_then(|(at, hours)| at.checked_add(hours.checked_mul(HOUR)?)));
    }
    Arc::new(moved.finish().with_timezone("UTC"))
}

fn days(at: &TimestampMicrosecondArray, make: impl Fn(i64) -> Day) -> ArrayRef {
    let mut days = Date32Builder::with_capacity(at.len());
    at.iter().for_each(|at| days.append_option(at.map(|at| make(at).epoch())));
    Arc::new(days.finish())
}
