"""Makes what the peers measure: the extracts as typed Parquet, by the reading rules of ours, written again and by other means.

    prepare.py EXTRACTS OUT DEFINITIONS

Left out: rows with a date that cannot be read, without a required value, or with the key of an earlier row. OUT/dates has dates as dates (for DuckDB),
OUT/moments as timestamps (pandas would read dates as objects). Not timed: the peers start from clean, typed, columnar files.
"""

import sys
from pathlib import Path

import duckdb

import shared

WANTED = {
    "ssd_contacts": "cont_contact_id, cont_person_id, cont_contact_date",
    "ssd_cin_episodes": """cine_referral_id, cine_person_id, cine_referral_date, cine_close_date,
        coalesce({cine_referral_nfa}, {nfa}, false) AS no_further_action""",
    "ssd_cin_assessments": "cina_assessment_id, cina_referral_id, cina_assessment_start_date, cina_assessment_auth_date",
    "ssd_cp_plans": "cppl_cp_plan_id, cppl_person_id, cppl_cp_plan_start_date, cppl_cp_plan_end_date, coalesce({cppl_cp_plan_ola}, false) AS held_for_other",
    "ssd_cla_episodes": "clae_cla_episode_id, clae_cla_id, clae_person_id, clae_cla_episode_start_date, clae_cla_episode_ceased_date, clae_entered_care_date",
    "ssd_legal_status": "lega_legal_status_id, lega_person_id, lega_legal_status, lega_legal_status_start_date, lega_legal_status_end_date",
    "ssd_care_leavers": "clea_table_id, clea_person_id, clea_care_leaver_eligibility",
    "ssd_person": "pers_person_id, pers_dob",
}


def flag(text):
    return f"CASE WHEN lower({text}) IN ('y', '1', 'true', 'yes') THEN true WHEN lower({text}) IN ('n', '0', 'false', 'no') THEN false END"


def clean(table):
    """The query for the rows that count, with dates as dates."""
    headings, types = table["headings"], table["types"]
    dates = [h for h in headings if types.get(h) in ("date", "instant")]
    text = ", ".join(f"nullif(trim({h}), '') AS {h}" for h in headings)
    read = ", ".join(f"coalesce(try_cast({h} AS TIMESTAMP), try_strptime({h}, '%d/%m/%Y'))::DATE AS {h}" for h in dates)
    spoilt = [f"(raw.{h} IS NOT NULL AND typed.{h} IS NULL)" for h in dates] + [f"raw.{h} IS NULL" for h in headings if h in table["required"]]
    source = f"read_csv('{table['file']}', header = true, delim = ',', quote = '\"', auto_detect = false, columns = {dict.fromkeys(headings, 'VARCHAR')})"
    return f"""
        WITH lines AS (SELECT *, row_number() OVER () AS line FROM {source}),
        raw AS (SELECT {text}, line FROM lines),
        typed AS (SELECT * {"REPLACE (" + read + ")" if read else ""} FROM raw),
        good AS (SELECT typed.* FROM typed JOIN raw USING (line) WHERE NOT ({" OR ".join(spoilt) or "false"}))
        SELECT * FROM good QUALIFY row_number() OVER (PARTITION BY {", ".join(table["key"])} ORDER BY line) = 1"""


extracts, out, definitions = sys.argv[1:4]
base = duckdb.connect()
for folder in ("dates", "moments"):
    Path(out, folder).mkdir(parents=True, exist_ok=True)
slots = {"nfa": flag("json_extract_string(cine_referral_outcome_json, '$.NFA_FLAG')")}
slots |= {name: flag(name) for name in ("cine_referral_nfa", "cppl_cp_plan_ola")}
for table in shared.tables(definitions, extracts):
    if table["name"] not in WANTED:
        continue
    base.execute(f"CREATE OR REPLACE TEMP TABLE clean AS {clean(table)}")
    base.execute(f"CREATE OR REPLACE TEMP TABLE wanted AS SELECT {WANTED[table['name']].format(**slots)} FROM clean ORDER BY line")
    base.execute(f"COPY wanted TO '{out}/dates/{table['name']}.parquet' (FORMAT parquet, COMPRESSION snappy)")
    dates = [name for name, kind in base.execute("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'wanted'").fetchall() if kind == "DATE"]
    moments = "REPLACE (" + ", ".join(f"{name}::TIMESTAMP AS {name}" for name in dates) + ")" if dates else ""
    base.execute(f"COPY (SELECT * {moments} FROM wanted) TO '{out}/moments/{table['name']}.parquet' (FORMAT parquet, COMPRESSION snappy)")
