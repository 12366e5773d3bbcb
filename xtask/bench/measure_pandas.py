"""Ten headline indicators in 120 months as an analyst would write them in pandas: grouped counts for events, a mask at each month's end for stocks.

    measure_pandas.py PARQUET DEFINITIONS
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

import shared

folder, definitions = sys.argv[1:3]
months = pd.period_range(shared.FIRST, shared.LAST, freq="M")
ends = [month.end_time.normalize() for month in months]
open_end = pd.Timestamp("2200-01-01")
figures = []


def read(table, **columns):
    """Columns of a table under names of our choosing."""
    frame = pd.read_parquet(Path(folder, "moments", f"{table}.parquet"), columns=list(columns.values()))
    return frame.rename(columns={theirs: ours for ours, theirs in columns.items()})


def events(indicator, frame, day, met=None):
    """Counts rows, or the share of them with `met`, by month of `day`."""
    grouped = frame.groupby(frame[day].dt.to_period("M"))
    rows = grouped.size().reindex(months, fill_value=0)
    with_property = None if met is None else grouped[met].sum().reindex(months, fill_value=0)
    for month in months:
        numerator, denominator = (rows[month], None) if met is None else (with_property[month], rows[month])
        figures.append((indicator, str(month), numerator, denominator))


def stock(indicator, frame):
    """Counts children with a spell open at each month's end."""
    until = frame["ended_on"].fillna(open_end)
    for month, day in zip(months, ends):
        figures.append((indicator, str(month), frame.loc[(frame["started_on"] <= day) & (until > day), "child"].nunique(), None))


def eighteenth(born_on):
    """18th birthdays; of those born on 29 February on 1 March."""
    birthday = born_on + pd.DateOffset(years=18)
    leap = (born_on.dt.month == 2) & (born_on.dt.day == 29)
    return birthday.mask(leap, birthday + pd.Timedelta(days=1))


contact = read("ssd_contacts", received_on="cont_contact_date").dropna()
events("contacts-children", contact, "received_on")

# Referrals count unless the child has had one on the same day or an earlier episode is still open.
assessment = read("ssd_cin_assessments", referral="cina_referral_id", started_on="cina_assessment_start_date", authorised_on="cina_assessment_auth_date")
referral = read(
    "ssd_cin_episodes", referral="cine_referral_id", child="cine_person_id", received_on="cine_referral_date", closed_on="cine_close_date", nfa="no_further_action"
)
referral = referral[referral["received_on"].notna()]
assessed = referral["referral"].isin(assessment.loc[assessment["started_on"].notna(), "referral"].dropna())
history = referral.assign(
    place=np.select([assessed, referral["nfa"]], [0, 2], 1),
    until=referral["closed_on"].fillna(referral["received_on"].where(referral["nfa"] & ~assessed, open_end)),
).sort_values(["child", "received_on", "place", "referral"])
by_child = history.groupby("child")
open_until = by_child["until"].cummax().groupby(history["child"]).shift()
before = by_child["received_on"].shift()
counted = history[~(open_until > history["received_on"]) & ~(before == history["received_on"])].copy()
events("referrals", counted, "received_on")
counted["previous_on"] = counted.groupby("child")["received_on"].shift()
counted["again"] = counted["previous_on"] >= counted["received_on"] - pd.DateOffset(months=12)
events("re-referrals-within-12-months", counted, "received_on", "again")

done = assessment.dropna(subset=["started_on", "authorised_on"])
limit = np.busday_offset(
    done["started_on"].to_numpy().astype("datetime64[D]"), 45, roll="backward", holidays=np.array(shared.holidays(definitions), dtype="datetime64[D]")
)
done = done.assign(in_time=done["authorised_on"].to_numpy().astype("datetime64[D]") <= limit)
events("assessments-within-45-working-days", done, "authorised_on", "in_time")

person = read("ssd_person", child="pers_person_id", born_on="pers_dob").dropna()
adult_on = pd.Series(eighteenth(person["born_on"]).to_numpy(), index=person["child"])
leaver = read("ssd_care_leavers", child="clea_person_id", eligibility="clea_care_leaver_eligibility")
served = leaver.loc[leaver["eligibility"].fillna("") != "No Current Eligibility", "child"]
need = referral[~referral["nfa"]]
adult = need["child"].map(adult_on).mask(need["child"].isin(served))
stock("children-in-need", pd.DataFrame({"child": need["child"], "started_on": need["received_on"], "ended_on": need["closed_on"].fillna(open_end).clip(upper=adult.fillna(open_end))}))

plan = read(
    "ssd_cp_plans", child="cppl_person_id", started_on="cppl_cp_plan_start_date", ended_on="cppl_cp_plan_end_date", held_for_other="held_for_other"
)
plan = plan[plan["started_on"].notna() & ~plan["held_for_other"]]
stock("cp-plans", plan)
events("cp-plans-started", plan, "started_on")
plan = plan.assign(again=plan["started_on"] > plan.groupby("child")["started_on"].transform("min"))
events("repeat-cp-plans-ever", plan, "started_on", "again")

# Periods of care: episodes with one key; no short breaks, none from the 18th birthday.
episode = read(
    "ssd_cla_episodes", period="clae_cla_id", child="clae_person_id", started_on="clae_cla_episode_start_date", ended_on="clae_cla_episode_ceased_date"
)
episode = episode[episode["started_on"].notna()]
episode["ended_on"] = episode["ended_on"].fillna(open_end)
care = episode.groupby(["period", "child"], as_index=False).agg(started_on=("started_on", "min"), ended_on=("ended_on", "max"))
care["adult_on"] = care["child"].map(adult_on).fillna(open_end)
legal = read(
    "ssd_legal_status", legal="lega_legal_status_id", child="lega_person_id", status="lega_legal_status",
    from_on="lega_legal_status_start_date", until_on="lega_legal_status_end_date",
).dropna(subset=["status"])
legal["until_on"] = legal["until_on"].fillna(open_end)
first = care.merge(legal, on="child")
first = first[(first["from_on"] <= first["started_on"]) & ((first["until_on"] > first["started_on"]) | (first["from_on"] == first["started_on"]))]
first = first.sort_values(["from_on", "until_on", "legal"], ascending=[False, True, True]).drop_duplicates(["period", "child"])
short = first.loc[first["status"].isin(["V3", "V4"]), ["period", "child"]].assign(short_break=True)
care = care.merge(short, on=["period", "child"], how="left")
care = care[care["short_break"].isna() & (care["started_on"] < care["adult_on"]) & (care["started_on"] <= care["ended_on"])]
events("cla-started", care, "started_on")
stock("cla", care.assign(ended_on=care[["ended_on", "adult_on"]].min(axis=1)))

shared.show(figures)
