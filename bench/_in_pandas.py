"""The same questions by hand in pandas, on the same Parquet files: what an analyst would write.

Each returns how many hits it finds; `timed` refuses a figure for a wrong answer."""

import time

import pandas as pd

from xiezhi.screening.parameters import settle


def _table(store, model, name):
    """The columns a model reads of one table, out of the lake's files."""
    columns = list(model.reads[name])
    files = [pd.read_parquet(f.data, columns=[*columns, "_current"]) for f in store.files(name)]
    whole = pd.concat(files) if len(files) > 1 else files[0]
    return whole[whole["_current"]]


def _days(column):
    return pd.to_datetime(column)


def _months_later(days, months):
    """The day so many months later, the last of the month where there is none."""
    month = days.dt.to_period("M") + months
    last = month.dt.days_in_month
    return month.dt.to_timestamp() + pd.to_timedelta(days.dt.day.clip(upper=last) - 1, unit="D")


def bail_over_12_months(store, model, used):
    """criminal.bail_over_12_months."""
    rows = _table(store, model, "coercive_measure")
    rows = rows[(rows["kind"] == "取保候审") & (_days(rows["start_on"]) <= used["data_on"])]
    rows = rows.assign(
        start_on=_days(rows["start_on"]), decided_by=rows["decided_by"].fillna(""),
        last_on=_days(rows["end_on"]).fillna(used["data_on"]),
    )  # fmt: skip
    rows["days"] = (rows["last_on"] - rows["start_on"]).dt.days
    total = rows.groupby(["case_number", "identity_number", "decided_by"], sort=False).agg(
        first_on=("start_on", "min"), days=("days", "sum")
    )
    due = (_months_later(total["first_on"], used["bail_months"]) - total["first_on"]).dt.days
    return len(total[total["days"] > due].sort_index())


def pension_while_serving(store, model, used):
    """execution.pension_while_serving."""
    served = _table(store, model, "imprisonment")
    paid = _table(store, model, "pension_payment")
    paid = paid[paid["returned_on"].isna() & (paid["amount_yuan"] > 0)]
    both = served.merge(paid, on="identity_number")
    start, month = _days(both["start_on"]), _days(both["paid_for"])
    end = _days(both["end_on"]).fillna(used["data_on"])
    both = both[(month >= start) & (_months_later(month, 1) <= end)]
    keys = ["identity_number", "start_on", "end_on"]
    return len(both.groupby(keys, dropna=False).agg(n=("paid_for", "nunique")))


def report_overdue(store, model, used):
    """execution.community_correction_report_overdue."""
    rows = _table(store, model, "community_correction")
    rows = rows[rows["kind"].isin(["管制", "缓刑", "假释"])]
    rows = rows[rows["searched_on"].isna() & rows["excuse"].isna() & rows["ended_on"].isna()]
    due = _days(rows["effective_on"]) + pd.to_timedelta(int(used["report_days"]), unit="D")
    late = _days(rows["reported_on"]).fillna(used["data_on"]) > due
    return len(rows[late].sort_values(["identity_number", "effective_on"]))


def listing_not_removed(store, model, used):
    """civil.listing_not_removed."""
    day, grace = used["data_on"], int(used["grace_days"])
    listed = _debtors(_table(store, model, "debtor_listing"))
    shown = listed[listed["removed_on"].isna() & listed["debtor"].notna()]
    until = _days(shown["until_on"])
    until = until.fillna(_months_later(_days(shown["listed_on"]), int(used["listing_months"])))
    done = _debtors(_table(store, model, "enforcement_case"))
    resumed, closed = _days(done["resumed_on"]), _days(done["closed_on"])
    done = done[(done["close_kind"] == "执行完毕") & (resumed.isna() | (resumed < closed))]
    ended = done.groupby(["case_number", "debtor"], as_index=False)["closed_on"].max()
    first = shown.merge(ended, on=["case_number", "debtor"])
    first = first[(day - _days(first["closed_on"])).dt.days > grace]
    first["problem"] = "执行完毕" + first["kind"]
    second = shown[(shown["kind"] == "失信被执行人") & ((day - until).dt.days > grace)]
    third = _debtors(_table(store, model, "enforcement_termination"))
    third = third[third["resumed_on"].isna() & third["debtor"].notna()]
    third = third[third["restricted"].eq(False)]
    third = third.merge(
        listed[["case_number", "debtor"]].drop_duplicates(), how="left", indicator=True
    )
    third = third[third["_merge"] == "left_only"]
    found = pd.concat([first, second.assign(problem="届满"), third.assign(problem="没有限制")])
    return len(found.groupby(["case_number", "debtor", "problem"]))


def _debtors(rows):
    return rows.assign(debtor=rows["identity_number"].fillna(rows["credit_code"]))


QUESTIONS = {
    "criminal.bail_over_12_months": bail_over_12_months,
    "execution.pension_while_serving": pension_while_serving,
    "execution.community_correction_report_overdue": report_overdue,
    "civil.listing_not_removed": listing_not_removed,
}


def timed(store, model, day, law, hits):
    """Seconds of a model's question in pandas. Raises ValueError when its answer differs."""
    used = {one.name: one.value for one in settle(model, day, day, law)}
    used["data_on"] = pd.Timestamp(day)
    began = time.perf_counter()
    found = QUESTIONS[model.id](store, model, used)
    seconds = time.perf_counter() - began
    if found != hits:
        raise ValueError(f"pandas finds {found}, the model {hits}")
    return seconds
