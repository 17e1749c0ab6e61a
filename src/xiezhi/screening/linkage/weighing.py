"""Splink at work: pairs that share a block, weighed by the subject's comparisons."""

from typing import Any

import duckdb

from xiezhi.screening.linkage.spark_weighing import quiet, weigh_on_spark
from xiezhi.screening.linkage.subject import Comparison, Subject

DECIMALS = 4  # of a weight: sums of floats in another order differ far behind


def weigh(
    con: duckdb.DuckDBPyConnection, subject: Subject, above: float, spark: Any = None
) -> str:
    """Weigh ``prepared``; the name of a table with unique_id_l, unique_id_r, match_weight and,
    per comparison, gamma_… and mw_…; only pairs of at least ``above`` bits. Where every record
    has a whole number there is nothing to weigh."""
    if not con.execute("SELECT 1 FROM prepared WHERE checked IS NULL LIMIT 1").fetchone():
        return _nothing(con, subject)
    column, strangers = subject.frequency.column, subject.frequency.strangers
    con.execute(
        f"CREATE TABLE frequencies AS SELECT {column}, (count(*) + 1.0)::DOUBLE /"  # noqa: S608
        f" ((SELECT count(*) FROM prepared) + {strangers}) AS tf_{column}"
        f" FROM prepared WHERE {column} IS NOT NULL GROUP BY {column}"
    )
    if spark is not None:
        return weigh_on_spark(con, spark, settings(subject), column, above)
    from splink import DuckDBAPI, Linker

    with quiet():
        api = DuckDBAPI(con)
        records, found = api.register("prepared"), api.register("frequencies")
        linker = Linker(records, settings(subject), log_level=None, validate_settings=False)
        linker.table_management.register_term_frequency_lookup(found, column)
        pairs = linker.inference.predict(threshold_match_weight=above, warning_mode="never")
        return str(pairs.physical_name)


def _nothing(con: duckdb.DuckDBPyConnection, subject: Subject) -> str:
    kinds = {"gamma": "INTEGER", "mw": "DOUBLE", "mw_tf_adj": "DOUBLE"}
    columns = [
        f"NULL::{kind} AS {prefix}_{comparison.column}"
        for comparison in subject.comparisons
        for prefix, kind in kinds.items()
    ]
    ends = "'' AS unique_id_l, '' AS unique_id_r, 0.0::DOUBLE AS match_weight"
    con.execute(f"CREATE TABLE nothing AS SELECT {', '.join((ends, *columns))} WHERE FALSE")
    return "nothing"


def settings(subject: Subject) -> dict[str, Any]:
    """The subject in Splink's words."""
    return {
        "link_type": "dedupe_only",
        "probability_two_random_records_match": subject.prior,
        "comparisons": [_comparison(c, subject) for c in subject.comparisons],
        "blocking_rules_to_generate_predictions": rules(subject),
        "retain_intermediate_calculation_columns": True,
        "retain_matching_columns": True,
    }


def rules(subject: Subject) -> list[dict[str, str]]:
    """Which pairs are looked at, as conditions in SQL."""
    return [
        {
            "blocking_rule": " AND ".join(f"l.{c} = r.{c}" for c in block.agree)
            + f" AND ({subject.exclude})"
        }
        for block in subject.blocking
    ]


def _comparison(comparison: Comparison, subject: Subject) -> dict[str, Any]:
    levels: list[dict[str, Any]] = []
    for level in comparison.levels:
        said: dict[str, Any] = {"sql_condition": level.when, "label_for_charts": level.label}
        if level.m is None:
            said["is_null_level"] = True
        else:
            said |= {"m_probability": level.m, "u_probability": level.u}
        if level.frequency:
            said |= {
                "tf_adjustment_column": subject.frequency.column,
                "tf_adjustment_weight": 1.0,
                "disable_tf_exact_match_detection": True,
            }
        levels.append(said)
    return {"output_column_name": comparison.column, "comparison_levels": levels}
