//! The functions that definitions may use: working days, months, birthdays and ages. Those of moments are in [`crate::moments`].

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Date32Builder, Int64Builder, PrimitiveArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Date32Type, Int64Type};
use datafusion::common::{Result, ScalarValue};
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, TypeSignature, Volatility};
use sightline_model::{Calendar, Day, add_months, age_on, birthday};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// What a function makes of its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    WorkingDays,
    AddWorkingDays,
    AddMonths,
    Birthday,
    AgeOn,
    DataUntil,
}

#[derive(Debug)]
struct DayFunction {
    kind: Kind,
    name: &'static str,
    signature: Signature,
    calendar: Arc<Calendar>,
    data_until: Day,
}

// Two functions of one name and one last day are the same function: a session has one calendar.
impl PartialEq for DayFunction {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind && self.data_until == other.data_until
    }
}
impl Eq for DayFunction {}
impl Hash for DayFunction {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.kind.hash(state);
        self.data_until.hash(state);
    }
}

/// Every function, bound to a calendar and to the last day the data know about.
pub(crate) fn all(calendar: &Arc<Calendar>, data_until: Day) -> Vec<ScalarUDF> {
    let two = |second: DataType| TypeSignature::Exact(vec![DataType::Date32, second]);
    let make = |kind, name, signature| {
        ScalarUDF::from(DayFunction {
            kind,
            name,
            signature: Signature::new(signature, Volatility::Immutable),
            calendar: Arc::clone(calendar),
            data_until,
        })
    };
    vec![
        make(Kind::WorkingDays, "working_days", two(DataType::Date32)),
        make(Kind::AddWorkingDays, "add_working_days", two(DataType::Int64)),
        make(Kind::AddMonths, "add_months", two(DataType::Int64)),
        make(Kind::Birthday, "birthday", two(DataType::Int64)),
        make(Kind::AgeOn, "age_on", two(DataType::Date32)),
        make(Kind::DataUntil, "data_until", TypeSignature::Nullary),
    ]
}

impl ScalarUDFImpl for DayFunction {
    fn name(&self) -> &str {
        self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(match self.kind {
            Kind::WorkingDays | Kind::AgeOn => DataType::Int64,
            Kind::AddWorkingDays | Kind::AddMonths | Kind::Birthday | Kind::DataUntil => DataType::Date32,
        })
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        if self.kind == Kind::DataUntil {
            return Ok(ColumnarValue::Scalar(ScalarValue::Date32(Some(self.data_until.epoch()))));
        }
        let all_scalar = args.args.iter().all(|arg| matches!(arg, ColumnarValue::Scalar(_)));
        let rows = if all_scalar { 1 } else { args.number_rows };
        let days = days(&args.args[0], rows)?;
        let result: ArrayRef = match self.kind {
            Kind::WorkingDays => numbers(&days, &self::days(&args.args[1], rows)?, |from, to| Some(i64::from(self.calendar.working_days(from, to)))),
            Kind::AgeOn => numbers(&days, &self::days(&args.args[1], rows)?, |born, day| age_on(born, day).map(i64::from)),
            Kind::AddWorkingDays => moved(&days, &args.args[1], rows, |day, n| self.calendar.add_working_days(day, n))?,
            Kind::AddMonths => moved(&days, &args.args[1], rows, add_months)?,
            Kind::Birthday | Kind::DataUntil => moved(&days, &args.args[1], rows, birthday)?,
        };
        if all_scalar {
            return Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(&result, 0)?));
        }
        Ok(ColumnarValue::Array(result))
    }
}

fn days(value: &ColumnarValue, rows: usize) -> Result<PrimitiveArray<Date32Type>> {
    let array = value.to_array(rows)?;
    let array = if array.data_type() == &DataType::Date32 { array } else { cast(&array, &DataType::Date32)? };
    Ok(array.as_primitive::<Date32Type>().clone())
}

fn numbers(first: &PrimitiveArray<Date32Type>, second: &PrimitiveArray<Date32Type>, make: impl Fn(Day, Day) -> Option<i64>) -> ArrayRef {
    let mut builder = Int64Builder::with_capacity(first.len());
    for (a, b) in first.iter().zip(second.iter()) {
        builder.append_option(a.zip(b).and_then(|(a, b)| make(Day::from_epoch(a), Day::from_epoch(b))));
    }
    Arc::new(builder.finish())
}

fn moved(days: &PrimitiveArray<Date32Type>, by: &ColumnarValue, rows: usize, make: impl Fn(Day, i32) -> Day) -> Result<ArrayRef> {
    let array = by.to_array(rows)?;
    let array = if array.data_type() == &DataType::Int64 { array } else { cast(&array, &DataType::Int64)? };
    let counts = array.as_primitive::<Int64Type>();
    let mut builder = Date32Builder::with_capacity(days.len());
    for (day, n) in days.iter().zip(counts.iter()) {
        let n = n.and_then(|n| i32::try_from(n).ok());
        builder.append_option(day.zip(n).map(|(day, n)| make(Day::from_epoch(day), n).epoch()));
    }
    Ok(Arc::new(builder.finish()))
}
