"""What two engines would answer differently is refused, and nothing that they answer alike."""

import pytest

from xiezhi.screening.engines.dialects import differences, to_dialect
from xiezhi.screening.lint import parse

READS = {
    "sentence": {
        "case_number": "text", "executed_on": "date", "made_on": "date", "credited_days": "int",
        "fine_yuan": "decimal",
    }
}  # fmt: skip
REFUSED = {
    "SELECT DATE_DIFF('month', made_on, executed_on) AS a FROM sentence": "date_diff",
    "SELECT DATE_DIFF('year', made_on, executed_on) AS a FROM sentence": "date_diff",
    "SELECT executed_on - made_on AS a FROM sentence": "相减",
    "SELECT CAST(executed_on AS DATE) - CAST('2024-01-01' AS DATE) AS a FROM sentence": "相减",
    "WITH s AS (SELECT made_on AS x, executed_on AS y FROM sentence) SELECT y - x FROM s": "相减",
    "SELECT CURRENT_DATE - made_on AS a FROM sentence": "今天",
    "SELECT CAST(fine_yuan AS INTEGER) AS a FROM sentence": "整数",
    "SELECT CAST(fine_yuan * 2 AS BIGINT) AS a FROM sentence": "整数",
    "SELECT CAST(credited_days / NULLIF(credited_days, 0) AS BIGINT) AS a FROM sentence": "整数",
    "SELECT SUM(credited_days) AS a FROM sentence": "SUM",
    "SELECT COALESCE(SUM(credited_days), 0) AS a FROM sentence": "SUM",
    "SELECT SUM(credited_days) OVER (ORDER BY case_number) AS a FROM sentence": "SUM",
    "SELECT fine_yuan / credited_days AS a FROM sentence": "除数",
    "SELECT fine_yuan / 0 AS a FROM sentence": "除数",
    "SELECT credited_days // 2 AS a FROM sentence": "//",
    "SELECT ANY_VALUE(case_number) AS a FROM sentence": "ANY_VALUE",
    "SELECT ROW_NUMBER() OVER () AS a FROM sentence": "ORDER BY",
    "SELECT LAG(made_on) OVER (PARTITION BY case_number) AS a FROM sentence": "ORDER BY",
    "SELECT COUNT(*) OVER (ORDER BY made_on ROWS BETWEEN 1 PRECEDING AND CURRENT ROW"
    " EXCLUDE CURRENT ROW) AS a FROM sentence": "EXCLUDE",
    "SELECT case_number FROM sentence LIMIT 5": "LIMIT",
    "SELECT case_number FROM sentence WHERE case_number LIKE '100\\%'": "反斜线",
    "SELECT LAG(made_on IGNORE NULLS) OVER (ORDER BY case_number) AS a FROM sentence": "NULLS",
}
ALIKE = [
    "SELECT DATE_DIFF('day', made_on, executed_on) AS a FROM sentence",
    "SELECT credited_days - 3 AS a FROM sentence",
    "SELECT CAST(SUM(credited_days) AS BIGINT) AS a FROM sentence",
    "SELECT case_number FROM sentence GROUP BY case_number HAVING SUM(credited_days) > 3",
    "SELECT CAST(ROUND(fine_yuan) AS BIGINT) AS a FROM sentence",
    "SELECT CAST(credited_days AS BIGINT) AS a FROM sentence",
    "SELECT CAST(SUBSTRING(case_number, 1, 4) AS BIGINT) AS a FROM sentence",
    "SELECT fine_yuan / NULLIF(credited_days, 0) AS a FROM sentence",
    "SELECT fine_yuan / 12 AS a, fine_yuan / $months AS b FROM sentence",
    "SELECT case_number FROM sentence WHERE case_number LIKE '%刑%'",
]


@pytest.mark.parametrize("sql", REFUSED)
def test_a_silent_difference_is_refused(sql):
    assert REFUSED[sql] in "；".join(differences(parse(sql), READS))


@pytest.mark.parametrize("sql", ALIKE)
def test_what_is_alike_is_admitted(sql):
    assert differences(parse(sql), READS) == ()


@pytest.mark.parametrize(
    ("duckdb", "spark"),
    [
        ("made_on + TO_MONTHS(12)", "ADD_MONTHS(made_on, 12)"),
        ("made_on + TO_MONTHS(credited_days)", "ADD_MONTHS(made_on, credited_days)"),
        ("made_on - TO_MONTHS(3)", "ADD_MONTHS(made_on, -(3))"),
        ("fine_yuan / 2", "CAST(fine_yuan AS DOUBLE) / CAST(2 AS DOUBLE)"),
        ("AVG(fine_yuan)", "AVG(CAST(fine_yuan AS DOUBLE))"),
        ("CONCAT(case_number, '号')", "CONCAT(COALESCE(case_number, ''), '号')"),
    ],
)
def test_what_is_written_otherwise_is_given_over(duckdb, spark):
    found = " ".join(to_dialect(f"SELECT {duckdb} AS a FROM sentence", "spark").split())
    assert found.replace("( ", "(").replace(" )", ")") == f"SELECT {spark} AS a FROM sentence"
