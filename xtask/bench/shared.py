"""What the peers have in common: the tables of the extracts, the months measured, and how figures are printed."""

import csv
import sys
import tomllib
from pathlib import Path

FIRST, LAST = "2008-10-01", "2018-09-01"


def tables(definitions, extracts):
    """For each table of the model that the extracts hold: its name there, its file, headings, types by heading, required headings and key."""
    found = []
    for path in sorted(Path(definitions, "model").glob("*.toml")):
        table = tomllib.loads(path.read_text())
        source = Path(extracts, f"{table.get('ssd', '')}.csv")
        if "ssd" not in table or not source.exists():
            continue
        with source.open(newline="", encoding="utf-8") as file:
            headings = next(csv.reader(file))
        types, required, named = {}, set(), {}
        for column in table["column"]:
            if "ssd" not in column:
                continue
            named[column["name"]] = column["ssd"]
            if "json_key" in column or column.get("json_rest"):
                types[column["ssd"]] = "json"
            elif types.get(column["ssd"]) != "instant":
                types[column["ssd"]] = column["type"]
            if column.get("required"):
                required.add(column["ssd"])
        key = [named[name] for name in table.get("key", []) if name in named]
        found.append({"name": table["ssd"], "file": source, "headings": headings, "types": types, "required": required, "key": key})
    return found


def holidays(definitions):
    """Bank holidays of England, as text."""
    with Path(definitions, "calendar", "bank-holidays-england.csv").open(newline="", encoding="utf-8") as file:
        return [row["date"] for row in csv.DictReader(file)]


def show(rows):
    """Prints figures: indicator, month, numerator, denominator (empty for a count)."""
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["indicator", "period", "numerator", "denominator"])
    for indicator, month, numerator, denominator in rows:
        out.writerow([indicator, month, int(numerator), "" if denominator is None else int(denominator)])
