"""Ten headline indicators in 120 months as an analyst would write them for DuckDB: one set-based query each, joined to the months.

    measure_duckdb.py FOLDER DEFINITIONS THREADS [MANIFEST]

Over the extracts as Parquet (FOLDER/dates), or, with a manifest, over the tables of a snapshot of ours (FOLDER holds its files), the derived ones with them.
"""

import json
import sys
from pathlib import Path

import duckdb

import shared

folder, definitions, threads = sys.argv[1:4]
base = duckdb.connect(config={"threads": int(threads)})
base.execute(
    f"""CREATE TEMP TABLE month AS
        SELECT strftime(starts_on, '%Y-%m') AS name, starts_on, last_day(starts_on) AS ends_on
        FROM (SELECT CAST(unnest(generate_series(DATE '{shared.FIRST}', DATE '{shared.LAST}', INTERVAL 1 MONTH)) AS DATE) AS starts_on)"""
)
base.execute(
    f"""CREATE TEMP TABLE working_day AS
        SELECT day, row_number() OVER (ORDER BY day) AS number
        FROM (SELECT CAST(unnest(generate_series(DATE '1950-01-01', DATE '2119-12-31', INTERVAL 1 DAY)) AS DATE) AS day)
        WHERE isodow(day) < 6 AND day NOT IN (SELECT CAST(unnest({shared.holidays(definitions)}) AS DATE))"""
)

# The 45th working day after the start: of the last working day on or before it, the one 45 on.
IN_TIME = """SELECT authorised_on AS happened_on, authorised_on <= l.day AS met
             FROM (SELECT * FROM {assessment} WHERE started_on IS NOT NULL AND authorised_on IS NOT NULL) a
             ASOF JOIN working_day s ON s.day <= a.started_on
             JOIN working_day l ON l.number = s.number + 45"""

if len(sys.argv) > 4:
    manifest = json.loads(Path(sys.argv[4]).read_text())
    for name, table in (manifest["tables"] | manifest["derived"]).items():
        base.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{folder}/{table['sha256']}.parquet')")
    event = {
        "contacts-children": "SELECT received_on AS happened_on, NULL AS met FROM contact_outcome",
        "referrals": "SELECT received_on AS happened_on, NULL AS met FROM referral_history WHERE counted",
        "re-referrals-within-12-months": """SELECT received_on AS happened_on, coalesce(previous_on >= received_on - INTERVAL 12 MONTH, false) AS met
                                            FROM referral_history WHERE counted""",
        "assessments-within-45-working-days": IN_TIME.format(assessment="assessment"),
        "cp-plans-started": "SELECT started_on AS happened_on, NULL AS met FROM cp_plan_counted",
        "repeat-cp-plans-ever": "SELECT started_on AS happened_on, earlier_plans > 0 AS met FROM cp_plan_counted",
        "cla-started": "SELECT started_on AS happened_on, NULL AS met FROM care_period WHERE counted",
    }
    spell = {
        "children-in-need": "SELECT child_id AS child, started_on, ended_on FROM need_episode",
        "cp-plans": "SELECT child_id AS child, started_on, ended_on FROM cp_plan_counted",
        "cla": "SELECT child_id AS child, started_on, ended_on FROM looked_after_spell",
    }
else:
    for table in Path(folder, "dates").glob("*.parquet"):
        base.execute(f"CREATE VIEW {table.stem} AS SELECT * FROM read_parquet('{table}')")
    base.execute(
        """CREATE VIEW assessment AS
           SELECT cina_referral_id AS referral, cina_assessment_start_date AS started_on, cina_assessment_auth_date AS authorised_on
           FROM ssd_cin_assessments"""
    )
    base.execute(
        """CREATE VIEW adult AS
           SELECT pers_person_id AS child,
                  CAST(pers_dob + INTERVAL 18 YEAR AS DATE) + CASE WHEN strftime(pers_dob, '%m-%d') = '02-29' THEN 1 ELSE 0 END AS adult_on
           FROM ssd_person WHERE pers_dob IS NOT NULL"""
    )
    # Referrals count unless the child has had one on the same day or an earlier episode is still open.
    base.execute(
        """CREATE TEMP TABLE referral_counted AS
           WITH decided AS (
             SELECT r.cine_referral_id AS referral, r.cine_person_id AS child, r.cine_referral_date AS received_on,
                    a.referral IS NOT NULL AS assessed, r.no_further_action AS nfa, r.cine_close_date AS closed_on
             FROM ssd_cin_episodes r
             LEFT JOIN (SELECT DISTINCT referral FROM assessment WHERE started_on IS NOT NULL) a ON a.referral = r.cine_referral_id
             WHERE r.cine_referral_date IS NOT NULL
           ),
           carried AS (
             SELECT child, received_on,
                    max(coalesce(closed_on, CASE WHEN nfa AND NOT assessed THEN received_on ELSE DATE '9999-12-31' END)) OVER earlier AS open_until,
                    max(received_on) OVER earlier AS last_on
             FROM decided
             WINDOW earlier AS (PARTITION BY child ORDER BY received_on, CASE WHEN assessed THEN 0 WHEN nfa THEN 2 ELSE 1 END, referral
                                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
           )
           SELECT received_on, lag(received_on) OVER (PARTITION BY child ORDER BY received_on) AS previous_on
           FROM carried
           WHERE coalesce(open_until <= received_on, true) AND coalesce(last_on < received_on, true)"""
    )
    base.execute(
        """CREATE VIEW plan AS
           SELECT cppl_person_id AS child, cppl_cp_plan_start_date AS started_on, cppl_cp_plan_end_date AS ended_on
           FROM ssd_cp_plans WHERE cppl_cp_plan_start_date IS NOT NULL AND NOT held_for_other"""
    )
    # Periods of care: episodes with one key; no short breaks, none from the 18th birthday.
    base.execute(
        """CREATE TEMP TABLE care AS
           WITH whole AS (
             SELECT clae_cla_id AS period, clae_person_id AS child, min(clae_cla_episode_start_date) AS started_on,
                    max(coalesce(clae_cla_episode_ceased_date, DATE '9999-12-31')) AS ended_on
             FROM ssd_cla_episodes WHERE clae_cla_episode_start_date IS NOT NULL GROUP BY ALL
           ),
           first_status AS (
             SELECT w.period, w.child, l.lega_legal_status AS status
             FROM whole w
             JOIN ssd_legal_status l
               ON l.lega_person_id = w.child AND l.lega_legal_status_start_date <= w.started_on
              AND (coalesce(l.lega_legal_status_end_date, DATE '9999-12-31') > w.started_on OR l.lega_legal_status_start_date = w.started_on)
             WHERE l.lega_legal_status IS NOT NULL
             QUALIFY row_number() OVER (PARTITION BY w.period, w.child ORDER BY l.lega_legal_status_start_date DESC,
                                        coalesce(l.lega_legal_status_end_date, DATE '9999-12-31'), l.lega_legal_status_id) = 1
           )
           SELECT w.child, w.started_on, least(w.ended_on, coalesce(a.adult_on, DATE '9999-12-31')) AS ended_on
           FROM whole w
           LEFT JOIN first_status s ON s.period = w.period AND s.child = w.child
           LEFT JOIN adult a ON a.child = w.child
           WHERE coalesce(s.status NOT IN ('V3', 'V4'), true) AND w.started_on < coalesce(a.adult_on, DATE '9999-12-31') AND w.started_on <= w.ended_on"""
    )
    event = {
        "contacts-children": "SELECT cont_contact_date AS happened_on, NULL AS met FROM ssd_contacts",
        "referrals": "SELECT received_on AS happened_on, NULL AS met FROM referral_counted",
        "re-referrals-within-12-months": """SELECT received_on AS happened_on, coalesce(previous_on >= received_on - INTERVAL 12 MONTH, false) AS met
                                            FROM referral_counted""",
        "assessments-within-45-working-days": IN_TIME.format(assessment="assessment"),
        "cp-plans-started": "SELECT started_on AS happened_on, NULL AS met FROM plan",
        "repeat-cp-plans-ever": "SELECT started_on AS happened_on, started_on > min(started_on) OVER (PARTITION BY child) AS met FROM plan",
        "cla-started": "SELECT started_on AS happened_on, NULL AS met FROM care",
    }
    spell = {
        "children-in-need": """SELECT r.cine_person_id AS child, r.cine_referral_date AS started_on,
                                      least(r.cine_close_date, CASE WHEN l.child IS NULL THEN a.adult_on END) AS ended_on
                               FROM ssd_cin_episodes r
                               LEFT JOIN adult a ON a.child = r.cine_person_id
                               LEFT JOIN (SELECT DISTINCT clea_person_id AS child FROM ssd_care_leavers
                                          WHERE coalesce(clea_care_leaver_eligibility, '') <> 'No Current Eligibility') l ON l.child = r.cine_person_id
                               WHERE r.cine_referral_date IS NOT NULL AND NOT r.no_further_action""",
        "cp-plans": "SELECT child, started_on, ended_on FROM plan",
        "cla": "SELECT child, started_on, ended_on FROM care",
    }

figures = []
for indicator, rows in event.items():
    share = any(word in indicator for word in ("within", "repeat"))
    figures += base.execute(
        f"""SELECT '{indicator}', m.name, {"count(*) FILTER (WHERE e.met)" if share else "count(e.happened_on)"}, {"count(e.happened_on)" if share else "NULL"}
            FROM month m LEFT JOIN ({rows}) e ON date_trunc('month', e.happened_on) = m.starts_on
            GROUP BY m.name ORDER BY m.name"""
    ).fetchall()
for indicator, rows in spell.items():
    figures += base.execute(
        f"""SELECT '{indicator}', m.name, count(DISTINCT s.child), NULL
            FROM month m LEFT JOIN (SELECT child, started_on, coalesce(ended_on, DATE '9999-12-31') AS until_on FROM ({rows})) s
              ON s.started_on <= m.ends_on AND s.until_on > m.ends_on
            GROUP BY m.name ORDER BY m.name"""
    ).fetchall()
shared.show(figures)
