"""Built-in operators: what they give, and a model that asks one before its query."""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import person

from xiezhi.screening import (
    ExtractedRow,
    ModelInvalid,
    check_model,
    import_records,
    load_model,
    national,
    run,
    run_examples,
)
from xiezhi.screening.operators import components

MODEL = """
id: civil.linked_parties
label: 出借人与借款人相互串联
version: 1.0.0
status: draft
owner: 民事检察
question: 哪些当事人通过多份裁判文书连成一环？
because: 以 {ring} 为首的一环共 {people} 人
breach:
  - {cite: 民事诉讼法(2023) 第115条, unverified: true}
power:
  - {cite: 民事诉讼法(2023) 第14条, unverified: true}
reads:
  civil_loan_party: {judgment_id: text, role: text, identity_number: text}
steps:
  ring: {operator: components, query: edges.sql}
yields:
  one_row_per: [ring]
  columns: {ring: text, people: int}
params:
  people_min: {label: 人数下限, value: 3, mark: D}
evidence:
  ring: {ring: ring}
  civil_loan_party: {identity_number: ring.node}
expects: {of: civil_loan_party, at_most: 0.5}
runs_on: [duckdb, spark]
misses: [没有证件号码的当事人不在环内]
check_by: [调取卷宗]
"""
EDGES = """
SELECT a.identity_number AS left_node, b.identity_number AS right_node
FROM civil_loan_party AS a
INNER JOIN civil_loan_party AS b ON b.judgment_id = a.judgment_id
WHERE a.role = 'plaintiff' AND b.role = 'defendant'
"""
QUERY = """
SELECT ring, CAST(COUNT(*) AS BIGINT) AS people
FROM ring
WHERE nodes >= $people_min
GROUP BY ring
ORDER BY ring
"""
A, B, C, D, E = sorted(map(person, range(1, 6)))
ROWS = [("J1", A, B), ("J2", C, B), ("J3", D, E)]


def _table(parties):
    lines = ["judgment_id, party_no, role, identity_number"]
    for judgment, plaintiff, defendant in parties:
        lines += [
            f"{judgment}, 1, plaintiff, {plaintiff}",
            f"{judgment}, 2, defendant, {defendant}",
        ]
    return "\n".join(lines)


def _example(name, parties, expect=""):
    body = "".join(f"      {line}\n" for line in _table(parties).splitlines())
    head = f"- name: {name}\n  given:\n    civil_loan_party: |\n{body}"
    expected = "".join(f"    {line}\n" for line in expect.splitlines())
    return head + (f"  expect: |\n{expected}" if expect else '  expect: ""\n')


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "civil" / "linked_parties"
    path.mkdir(parents=True)
    (path / "model.yaml").write_text(MODEL, "utf-8")
    (path / "edges.sql").write_text(EDGES, "utf-8")
    (path / "query.sql").write_text(QUERY, "utf-8")
    examples = [
        _example("三人经两案相连", ROWS, f"ring, people\n{A}, 3"),
        _example("四人经三案相连", [*ROWS[:2], ("J3", C, D)], f"ring, people\n{A}, 4"),
        *(_example(f"两人一案，第{n}例", [ROWS[n]]) for n in range(3)),
    ]
    (path / "examples.yaml").write_text("".join(examples), "utf-8")
    return path


def _plain_components(pairs):
    """Groups of nodes, found by merging sets one pair at a time."""
    groups = []
    for pair in pairs:
        joined = set(pair).union(*(g for g in groups if g & set(pair)))
        groups = [g for g in groups if not g & set(pair)] + [joined]
    return sorted((node, min(g), len(g)) for g in groups for node in g)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcdefgh甲乙"), st.sampled_from("abcdefgh甲乙"))))
def test_components_are_those_found_by_merging_sets(pairs):
    columns = list(zip(*pairs, strict=True)) or [(), ()]
    edges = pa.table(
        [pa.array(c, pa.string()) for c in columns], names=["left_node", "right_node"]
    )
    found = components(edges).to_pylist()
    assert sorted((r["node"], r["ring"], r["nodes"]) for r in found) == _plain_components(pairs)
    different = {frozenset(pair) for pair in pairs if pair[0] != pair[1]}
    assert sum({r["ring"]: r["edges"] for r in found}.values()) == len(different)
    assert found == sorted(found, key=lambda r: (r["ring"].encode(), r["node"].encode()))


def test_an_edge_without_an_end_is_left_out():
    edges = pa.table({"left_node": ["a", None], "right_node": ["b", "c"]})
    assert [r["node"] for r in components(edges).to_pylist()] == ["a", "b"]


def test_a_model_asks_an_operator_before_its_query(folder):
    model = load_model(folder)
    for result in run_examples(model, national()):
        assert result.passed, (result.name, result.found)


def test_evidence_is_found_through_the_rows_of_a_step(folder, store):
    rows = []
    for judgment, *numbers in ROWS:
        for no, number in enumerate(numbers, start=1):
            role = ("plaintiff", "defendant")[no - 1]
            values = {"judgment_id": judgment, "party_no": no, "role": role}
            values |= {"identity_number": number}
            rows.append(ExtractedRow("civil_loan_party", values, ()))
    import_records(rows, store, name="裁判文书", data_on=date(2026, 11, 9))
    (hit,) = run(load_model(folder), store, date(2026, 11, 10)).hits
    assert set(hit.rows) == {"civil_loan_party"}
    found = {(r.values["judgment_id"], r.values["identity_number"]) for r in
             hit.rows["civil_loan_party"]}  # fmt: skip
    assert found == {("J1", A), ("J1", B), ("J2", C), ("J2", B)}
    assert hit.because == f"以 {A} 为首的一环共 3 人"


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("AS left_node", "AS node", "left_node"),
        ("civil_loan_party AS a", "sentence AS a", "没有声明"),
        ("a.identity_number AS", "a.name AS", "没有声明的列"),
    ],
)
def test_a_step_keeps_the_rules_of_a_query(folder, old, new, word):
    (folder / "edges.sql").write_text(EDGES.replace(old, new), "utf-8")
    with pytest.raises(ModelInvalid, match=word):
        check_model(load_model(folder), national())
