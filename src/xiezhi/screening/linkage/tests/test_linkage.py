"""Linking planted people and hand-made pairs: what is certain, what a person decides."""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xiezhi.screening import ScreeningError
from xiezhi.screening.linkage import load_subject, load_uses, propose
from xiezhi.screening.linkage.subject import Subject
from xiezhi.screening.linkage.tests.firm_population import Firms, valid_code
from xiezhi.screening.linkage.tests.measure import measure
from xiezhi.screening.linkage.tests.population import Population
from xiezhi.screening.linkage.uses import Use

NUMBER = "11010519491231002X"  # the example of GB 11643-1999 itself
BORN = date(1949, 12, 31)
COLUMNS = ("identity_number", "name", "sex", "born_on", "place", "phone")


def people(*rows):
    """Records a, b, c … of dicts."""
    made = [{"key": "abcdefg"[n], **dict.fromkeys(COLUMNS), **row} for n, row in enumerate(rows)]
    types = {name: pa.date32() if name == "born_on" else pa.string() for name in COLUMNS}
    return pa.Table.from_pylist(made, pa.schema({"key": pa.string(), **types}))


def pairs(table):
    return set(zip(table["left"].to_pylist(), table["right"].to_pylist(), strict=True))


@pytest.fixture(scope="module")
def planted():
    return Population(1_000, seed=3)


@pytest.fixture(scope="module")
def linked(planted):
    return propose(planted.table())


@pytest.fixture(scope="module")
def some(planted):
    table = planted.table().slice(0, 300)
    return table, propose(table)


def test_planted_thousand_is_linked(planted, linked):
    found = measure(planted.records, linked)
    assert found.recall >= 0.95
    assert found.precision >= 0.995
    assert found.by_number < 0.60  # most of the rest is the weights' work


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "trouble", "recall"),
    [(11, 1.0, 0.95), (12, 1.0, 0.95), (13, 1.5, 0.90)],  # the last: half as many errors again
)
def test_planted_twenty_thousand_are_linked(seed, trouble, recall):
    planted = Population(20_000, seed=seed, trouble=trouble)
    found = measure(planted.records, propose(planted.table()))
    assert found.recall >= recall
    assert found.precision >= 0.995
    assert found.by_number < 0.55


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_order_of_records_changes_nothing(some, draw):
    table, one = some
    order = list(range(len(table)))
    draw.shuffle(order)
    other = propose(table.take(order), threads=1)
    assert one.certain.equals(other.certain)
    assert one.to_decide.equals(other.to_decide)
    assert one.groups.equals(other.groups)


@pytest.mark.parametrize("use", load_uses())
def test_a_name_alone_links_nothing(use):
    rare = {"name": "欧阳懿翯", "sex": "女"}
    links = propose(people(rare, rare, rare | {"place": "云州市云江区"}), use=use)
    assert len(links.certain) == 0
    assert len(links.to_decide) == 0


def test_a_use_or_weights_that_trust_the_name_alone_are_refused():
    with pytest.raises(ValueError, match="仅凭名称不得认定"):
        Use(label="x", note="x", certain_at=1, propose_at=0, facts=0, margin=0)
    written = load_subject("person").model_dump()
    written["comparisons"][0]["levels"][1]["counts"] = True
    with pytest.raises(ValueError, match="名称一致不得算作"):
        Subject.model_validate(written)


def test_a_number_of_fifteen_digits_is_the_same_person():
    links = propose(people({"identity_number": NUMBER}, {"identity_number": "110105491231002"}))
    assert pairs(links.certain) == {("a", "b")}
    shown = links.explain("b", "a")
    assert (shown.basis, shown.weight, shown.reason) == ("number", None, "")
    assert (shown.parts[0].left, shown.parts[0].right) == (NUMBER, "110105491231002")


def test_a_number_with_another_name_is_for_a_person():
    same = {"identity_number": NUMBER}
    links = propose(people(same | {"name": "王静"}, same | {"name": "赵德海"}))
    assert len(links.certain) == 0
    assert "冒用" in links.explain("a", "b").reason


@pytest.mark.parametrize(
    ("column", "wrong", "level"),
    [
        ("identity_number", NUMBER[:9] + "5" + NUMBER[10:], "差一位或相邻两位颠倒"),
        ("identity_number", NUMBER[:15] + "20X", "差一位或相邻两位颠倒"),
        ("identity_number", NUMBER[:6] + "********" + NUMBER[14:], "遮盖以外的各位一致"),
        ("name", "趙  雲", "一致（繁简、空格不计）"),
        ("name", "赵芸", "同音或形近"),
        ("phone", "13800010020", "差一位或相邻两位颠倒"),
    ],
)
def test_errors_of_real_life_are_seen_through(column, wrong, level):
    right = {
        "identity_number": NUMBER, "name": "赵云", "born_on": BORN, "phone": "13800010002",
        "place": "云州市云江区人民路3号",
    }  # fmt: skip
    other = right | {"identity_number": None, column: wrong}
    links = propose(people(right, other))
    assert pairs(links.certain) == {("a", "b")}
    part = {p.label: p for p in links.explain("a", "b").parts}
    label = load_subject("person").columns[column].label
    assert part[label].level == level
    assert part[label].weight > 0


def test_day_and_month_swapped():
    one = {"name": "赵云", "born_on": date(1980, 3, 7), "phone": "13800010002"}
    links = propose(people(one, one | {"born_on": date(1980, 7, 3)}))
    assert links.explain("a", "b").parts[1].level == "月日互换"
    assert links.explain("a", "b").parts[1].left == "1980-03-07"


def test_twins_are_for_a_person():
    one = {
        "name": "张伟强", "born_on": BORN, "phone": "13800010002", "sex": "男",
        "place": "云州市云江区人民路3号",
    }  # fmt: skip
    links = propose(people(one, one | {"name": "张伟军"}))
    assert len(links.certain) == 0
    assert "双胞胎" in links.explain("a", "b").reason


def test_two_whole_numbers_never_become_one_person():
    shared = {"name": "欧阳懿", "born_on": BORN, "place": "云江区"}
    rows = [shared | {"identity_number": n} for n in (NUMBER, "110105194912310038", None)]
    links = propose(people(*rows))
    grouped = dict(zip(*links.groups.to_pydict().values(), strict=True))
    assert grouped["a"] != grouped["b"]
    assert {row["verdict"] for row in links.to_decide.to_pylist()} <= {"rivals", "two_numbers"}
    assert len(links.certain) == 0


def test_weights_add_up_to_what_is_shown(linked):
    by_weight = pa.compute.equal(linked.certain["basis"], "weight")
    row = linked.certain.filter(by_weight).to_pylist()[0]
    shown = linked.explain(row["left"], row["right"])
    assert shown.weight == pytest.approx(
        shown.prior + sum(p.weight for p in shown.parts), abs=0.01
    )


def test_a_look_up_leaves_every_weighed_pair_to_a_person(planted):
    links = propose(planted.table(), use="lookup")
    assert set(links.certain["basis"].to_pylist()) == {"number"}
    weighed = [row for row in links.to_decide.to_pylist() if row["basis"] == "weight"]
    assert weighed
    assert {row["verdict"] for row in weighed} == {"always_a_person"}


def test_what_is_wrong_is_said():
    table = people({}, {})
    with pytest.raises(ScreeningError, match="缺少记录编号"):
        propose(table.drop_columns(["key"]))
    with pytest.raises(ScreeningError, match="出现多次"):
        propose(pa.concat_tables([table, table]))
    with pytest.raises(ScreeningError, match="不能按这些列关联人员"):
        propose(table.append_column("income", pa.array([1, 2])))
    with pytest.raises(ScreeningError, match="没有这种用途"):
        propose(table, use="score")
    with pytest.raises(ScreeningError, match="没有直接的关联"):
        propose(table).explain("a", "b")


def test_nothing_in_nothing_out():
    links = propose(people())
    assert (len(links.certain), len(links.to_decide), len(links.groups)) == (0, 0, 0)


def firms(*rows):
    columns = [f.name for f in FIRM if f.name != "key"]
    made = [{"key": "abcdefg"[n], **dict.fromkeys(columns), **row} for n, row in enumerate(rows)]
    return pa.Table.from_pylist(made, FIRM)


FIRM = pa.schema(
    {
        **dict.fromkeys(("key", "credit_code", "firm_name", "legal_representative"), pa.string()),
        **dict.fromkeys(("address", "phone"), pa.string()),
        "established_on": pa.date32(),
    }
)
SEED = {
    "firm_name": "云州市青禾种业有限责任公司", "legal_representative": "赵云",
    "established_on": date(2011, 5, 6), "address": "云州市云江区人民路3号",
}  # fmt: skip


def test_firms_by_code_whatever_they_are_called():
    code = "91110000600037341L"  # the example of python-stdnum's documentation
    links = propose(firms({"credit_code": code}, SEED | {"credit_code": code}), "firm")
    assert pairs(links.certain) == {("a", "b")}


def test_firms_by_what_agrees_beside_the_name():
    other = SEED | {
        "firm_name": "青禾种业（有限）公司".replace("（有限）", "有限"),
        "address": None,
    }
    alone = {"firm_name": SEED["firm_name"]}
    links = propose(firms(SEED, other, alone), "firm")
    assert pairs(links.certain) == {("a", "b")}
    assert len(links.to_decide) == 0


def test_what_a_person_decided_binds():
    one = {"name": "张伟强", "born_on": BORN, "phone": "13800010002", "place": "云州市云江区"}
    table = people(one, one | {"name": "张伟军"}, one)
    assert pairs(propose(table).certain) == {("a", "c")}
    same = propose(table, decided=[("b", "a", True)])
    assert pairs(same.certain) == {("a", "b"), ("a", "c")}
    assert set(same.groups["gathered_in"].to_pylist()) == {"a"}
    assert same.explain("a", "b").basis == "decided"
    apart = propose(table, decided=[("a", "c", False)])
    assert pairs(apart.certain) == set()
    assert len(set(apart.groups["gathered_in"].to_pylist())) == 3


def test_a_decision_never_brings_two_numbers_together_nor_what_another_keeps_apart():
    first, second = {"identity_number": NUMBER}, {"identity_number": "110105194912310038"}
    links = propose(people(first, second), decided=[("a", "b", True)])
    assert len(links.certain) == 0
    assert "两个不同的有效号码" in links.explain("a", "b").reason
    one = {"name": "赵云", "born_on": BORN, "phone": "13800010002"}
    links = propose(people(one, one, one), decided=[("a", "b", False)])
    grouped = dict(zip(*links.groups.to_pydict().values(), strict=True))
    assert grouped["a"] != grouped["b"]
    assert "判断为不是同一对象" in links.explain("b", "c").reason


def test_one_character_of_a_name_is_told_from_two():
    one = {"name": "蒋弘彬", "born_on": BORN, "place": "云州市云江区"}
    links = propose(people(one, one | {"name": "蒋弘超"}), use="lookup")
    assert links.explain("a", "b").parts[0].level == "同姓且名差一字"


def test_planted_firms_are_linked():
    planted = Firms(1_000, seed=5)
    found = measure(planted.records, propose(planted.table(), "firm"), "credit_code", valid_code)
    assert found.recall >= 0.80
    assert found.precision >= 0.99
    assert found.by_number < 0.45
