"""DuckDB reads every extract, with its dates as dates and its numbers as numbers, and writes it as Parquet.

    load_duckdb.py EXTRACTS OUT DEFINITIONS THREADS

It does less than a load of ours: JSON and flags stay text, keys and required values are not checked, bad rows are not set aside, nothing is hashed
and no derived tables are made. Typed columns with `store_rejects` take the same time, and lose rows that ours reads.
"""

import sys
from pathlib import Path

import duckdb

import shared

FORMS = {
    "date": "coalesce(try_cast({0} AS DATE), CAST(try_strptime({0}, '%d/%m/%Y') AS DATE)) AS {0}",
    "instant": "coalesce(try_cast({0} AS TIMESTAMP), try_strptime({0}, '%d/%m/%Y')) AS {0}",
    "integer": "try_cast({0} AS BIGINT) AS {0}",
    "decimal": "try_cast({0} AS DOUBLE) AS {0}",
}

extracts, out, definitions, threads = sys.argv[1:5]
Path(out).mkdir(parents=True, exist_ok=True)
base = duckdb.connect(config={"threads": int(threads)})
for table in shared.tables(definitions, extracts):
    chosen = [FORMS.get(table["types"].get(heading), "{0}").format(heading) for heading in table["headings"]]
    columns = dict.fromkeys(table["headings"], "VARCHAR")
    base.execute(
        f"""COPY (SELECT {", ".join(chosen)}
                  FROM read_csv('{table["file"]}', header = true, delim = ',', quote = '"', auto_detect = false, columns = {columns}))
            TO '{out}/{table["name"]}.parquet' (FORMAT parquet, COMPRESSION snappy)"""
    )
