"""Conditions over declared facts: three values, and nothing undeclared."""

from datetime import date
from decimal import Decimal

import pytest

from xiezhi.law import LawError
from xiezhi.law.conditions import Fact, compile_condition, read_fact

FACTS = {
    "in_custody": Fact(label="在押", type="bool"),
    "expected_term_months": Fact(label="可能判处的刑期", type="int", unit="月"),
    "source": Fact(label="来源", type="text", choices={"police": "公安", "court": "法院"}),
    "amount": Fact(label="数额", type="decimal"),
    "filed_on": Fact(label="立案日", type="date"),
    "charges": Fact(label="罪名", type="list"),
    "counts_day_zero": Fact(label="含当日", type="bool", default=False),
}


@pytest.mark.parametrize(
    ("expression", "known", "outcome"),
    [
        ("in_custody", {"in_custody": True}, True),
        ("in_custody", {}, None),
        ("in_custody", {"in_custody": None}, None),
        ("in_custody && expected_term_months > 12", {"in_custody": False}, False),
        ("in_custody || expected_term_months > 12", {"in_custody": True}, True),
        ("in_custody && expected_term_months > 12", {"in_custody": True}, None),
        ("source in ['police']", {"source": "court"}, False),
        ("charges.exists(c, c == '盗窃')", {"charges": ["盗窃", "诈骗"]}, True),
        ("amount > 1000.0", {"amount": Decimal("1000.01")}, True),
        ("filed_on < '2026-01-01'", {"filed_on": date(2025, 12, 31)}, True),
        ("counts_day_zero", {}, False),
        ("counts_day_zero", {"counts_day_zero": True}, True),
    ],
)
def test_a_condition_is_true_false_or_unknown(
    expression: str, known: dict[str, object], outcome: bool | None
) -> None:
    assert compile_condition(expression, FACTS, "规则").holds(known) is outcome


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("custody", "未声明的名称「custody」.*是否指：in_custody"),
        ("in_custody &&", "写法有误"),
        ("in_custody = true", "写法有误"),
    ],
)
def test_a_bad_condition_is_refused_when_loaded(expression: str, said: str) -> None:
    with pytest.raises(LawError, match=said):
        compile_condition(expression, FACTS, "规则")


def test_a_fact_of_the_wrong_type_is_told() -> None:
    condition = compile_condition("expected_term_months > 12", FACTS, "规则")
    with pytest.raises(LawError, match="类型与条件不合"):
        condition.holds({"expected_term_months": "多"})


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("in_custody", "true", True),
        ("in_custody", "否", False),
        ("expected_term_months", "18", 18),
        ("amount", "1000.50", Decimal("1000.50")),
        ("filed_on", "2026-03-01", date(2026, 3, 1)),
        ("source", "police", "police"),
        ("charges", "盗窃, 诈骗", ["盗窃", "诈骗"]),
    ],
)
def test_facts_are_read_by_their_type(name: str, written: str, value: object) -> None:
    assert read_fact(name, written, FACTS) == value


@pytest.mark.parametrize(
    ("name", "written", "cure"),
    [
        ("in_custody", "maybe", "true 或 false"),
        ("expected_term_months", "一年", "整数"),
        ("source", "prison", "police、court"),
        ("filed_on", "2026-3-1", "2026-03-01"),
    ],
)
def test_a_fact_written_wrongly_is_told_with_its_cure(name: str, written: str, cure: str) -> None:
    with pytest.raises(LawError, match=cure):
        read_fact(name, written, FACTS)
