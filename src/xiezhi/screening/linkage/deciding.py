"""What is certain for a use and what a person decides: never by the name alone, never two numbers.

Works on the tables ``prepared`` and ``weighed`` of a connection and makes ``judged``: pairs with
a verdict, '' for certain or the code of the reason why a person decides.
"""

import duckdb

from xiezhi.screening.linkage.subject import Comparison, Subject
from xiezhi.screening.linkage.uses import Use
from xiezhi.screening.linkage.weighing import DECIMALS

BY_NUMBER = """
CREATE TABLE same_number AS
WITH numbered AS (
    SELECT unique_id, number, name, {surname} AS surname, {sound} AS sound,
        count(*) OVER (PARTITION BY number, name) AS alike
    FROM prepared WHERE number IS NOT NULL),
led AS (
    SELECT *, first_value(unique_id) OVER w AS leader, first_value(name) OVER w AS leader_name,
        first_value(surname) OVER w AS leader_surname, first_value(sound) OVER w AS leader_sound
    FROM numbered
    WINDOW w AS (PARTITION BY number ORDER BY name IS NULL, alike DESC, unique_id))
SELECT least(leader, unique_id) AS l, greatest(leader, unique_id) AS r,
    CASE WHEN {other} THEN 'name_differs' ELSE '' END AS verdict
FROM led WHERE leader <> unique_id
"""
OTHER_NAME = (
    "coalesce(surname <> leader_surname AND sound <> leader_sound"
    " AND NOT one_character(name, leader_name), FALSE)"
)
WEIGHED = """
CREATE TABLE judged AS
WITH facts AS (
    SELECT unique_id_l AS l, unique_id_r AS r, round(match_weight, {decimals}) AS weight,
        ({facts}) AS facts, ({doubt}) AND NOT ({settled}) AS doubtful, {shown},
        a.checked AS number_l, b.checked AS number_r
    FROM {weighed} JOIN prepared a ON a.unique_id = unique_id_l
                   JOIN prepared b ON b.unique_id = unique_id_r),
told AS (
    SELECT facts.* FROM facts ANTI JOIN decided USING (l, r)
    WHERE facts > 0 AND weight >= {propose_at}),
sides AS (
    SELECT l AS one, number_r AS number, weight FROM told WHERE number_l IS NULL
    UNION ALL SELECT r, number_l, weight FROM told WHERE number_r IS NULL),
persons AS (
    SELECT one, max(weight) AS best FROM sides WHERE number IS NOT NULL GROUP BY one, number),
rivals AS (
    SELECT one FROM persons GROUP BY one
    HAVING count(*) > 1 AND max(best) - list_sort(list(best))[-2] < {margin})
SELECT told.* EXCLUDE (number_l, number_r, doubtful),
    CASE WHEN {certain_at} IS NULL THEN 'always_a_person'
         WHEN weight < {certain_at} THEN 'weight'
         WHEN facts < {needed} THEN 'facts'
         WHEN doubtful THEN 'doubt'
         WHEN (number_l IS NULL AND number_r IS NOT NULL AND l IN (FROM rivals))
           OR (number_r IS NULL AND number_l IS NOT NULL AND r IN (FROM rivals)) THEN 'rivals'
         ELSE '' END AS verdict
FROM told
"""


def link_by_number(con: duckdb.DuckDBPyConnection, subject: Subject) -> None:
    """Make ``same_number``: every record of a number with the number's leading record.

    A person's record whose name has nothing of the leader's is not certain: a mistake in the
    number, a changed name, or somebody else's identity in use. A unit may change its name.
    """
    person = subject.subject == "person"
    columns = {"surname": "surname", "sound": "sound"} if person else dict.fromkeys(
        ("surname", "sound"), "NULL::VARCHAR"
    )  # fmt: skip
    con.execute(BY_NUMBER.format(**columns, other=OTHER_NAME if person else "FALSE"))
    con.execute(
        "DELETE FROM same_number USING decided d WHERE same_number.l = d.l AND same_number.r = d.r"
    )


def judge(con: duckdb.DuckDBPyConnection, subject: Subject, use: Use, weighed: str) -> None:
    """Make ``judged`` from the weighed pairs. Pairs with no fact beside the name are left out."""
    facts = " + ".join(f"({_at(c, 'counts')})::INT" for c in subject.comparisons)
    doubt, settled = (
        " OR ".join(_at(c, mark) for c in subject.comparisons) for mark in ("doubt", "settles")
    )
    shown = ", ".join(
        f"gamma_{c.column} AS level_{c.column}, round({_weight(c.column, subject)}, {DECIMALS})"
        f" AS weight_{c.column}"
        for c in subject.comparisons
    )
    certain_at = "NULL" if use.certain_at is None else str(use.certain_at)
    con.execute(
        WEIGHED.format(
            decimals=DECIMALS, facts=facts, doubt=doubt, settled=settled,
            shown=shown, weighed=weighed, certain_at=certain_at,
            propose_at=use.propose_at, margin=use.margin, needed=use.facts,
        )
    )  # fmt: skip


def _at(comparison: Comparison, mark: str) -> str:
    """A condition: the pair is at a level of the comparison that bears the mark."""
    last = len(comparison.levels) - 1
    marked = [str(last - n) for n, level in enumerate(comparison.levels) if getattr(level, mark)]
    return f"gamma_{comparison.column} IN ({', '.join(marked)})" if marked else "FALSE"


def _weight(column: str, subject: Subject) -> str:
    adjusted = any(level.frequency for level in subject.comparison(column).levels)
    return f"mw_{column} + mw_tf_adj_{column}" if adjusted else f"mw_{column}"
