"""Models that read links: rows without numbers reach them, never by the name alone."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xiezhi.screening import ModelInvalid, ScreeningError, import_file, load_models, run
from xiezhi.screening.linkage import Decision, is_fresh, link
from xiezhi.screening.linkage.linked import linked_rows
from xiezhi.screening.lint import check_model
from xiezhi.screening.model import Step

MODELS = load_models()
VISITS, STAYS = MODELS["juvenile.abnormal_visit_not_reported"], MODELS["juvenile.minor_lodging"]
DAY = dt.date(2025, 7, 1)
FILES = {
    "medical_visit": (
        "医院,身份证号,姓名,出生日期,联系电话,就诊日期,诊断\n",
        "云州一院,,程小满,2013-05-10,13800010002,2025-06-01,早孕\n",
        "云州一院,,程小禾,2012-03-08,13800010009,2025-06-01,早孕\n",
        "云州一院,,林小满,2013-09-02,,2025-06-03,早孕\n",
    ),
    "police_call": (
        "警情编号,身份证号,姓名,联系电话,出生日期,身份,报警日期\n",
        "JJ1,990103201305100016,程小满,13800010002,,受害人,2025-06-01\n",
        "JJ2,990103199003100061,程小禾,,,受害人,2025-06-01\n",
    ),
}


def laid(store, parts=None):
    """The files imported into a store, each table's lines split and ordered as asked."""
    folder = store.directory.parent
    for table, (head, *lines) in FILES.items():
        for number, some in enumerate((parts or {}).get(table, [lines])):
            path = folder / f"{table}{number}.csv"
            path.write_text(head + "".join(some), "utf-8")
            import_file(path, store, table=table, data_on=DAY)
    return store


@pytest.fixture
def store(store):
    return laid(store)


def test_a_visit_without_a_number_is_known_by_what_agrees(store):
    done = link(store, "person")
    assert done.counts["without_number"] == 3
    assert done.counts["by_weight"] == 1
    hits = run(VISITS, store, DAY).hits
    shown = {(str(h.values["identity_number"])[:3], h.values["visited_on"].day) for h in hits}
    assert shown == {("无号码", 1), ("无号码", 3)}  # the namesake's call is nobody's proof


def test_evidence_says_by_what_it_was_linked(store):
    more = store.directory.parent / "later.csv"
    head = FILES["medical_visit"][0]
    more.write_text(
        head + "云州一院,990103201305100016,程小满,2013-05-10,,2025-05-01,阴道裂伤\n"
        "云州二院,,程小满,2013-05-10,13800010002,2025-05-01,阴道裂伤\n", "utf-8"
    )  # fmt: skip
    import_file(more, store, table="medical_visit", data_on=DAY)
    link(store, "person")
    hits = run(VISITS, store, DAY).hits
    found = {
        (h.values["hospital"], h.values["identity_number"]): h.rows["medical_visit"][0].linked
        for h in hits
    }
    by = found["云州二院", "990103201305100016"]
    assert by["basis"] == "weight"
    total = float(by["prior"]) + sum(float(part[2]) for part in by["parts"])
    assert float(by["weight"]) == pytest.approx(total, abs=0.01)
    assert ["出生日期", "一致"] in [part[:2] for part in by["parts"]]
    assert found["云州一院", "990103201305100016"] == {"basis": "number"}


def test_links_older_than_the_data_are_not_read(store):
    asked = ("person", "clue_evidence", ["medical_visit"])
    with pytest.raises(ScreeningError, match="还没有关联"):
        linked_rows(store, store.snapshot(), *asked)
    assert len(run(VISITS, store, DAY).hits) == 2  # a run links first
    linked_at = store.snapshot()
    calls = next(i for i in store.imports() if i.report["sheets"][0]["table"] == "police_call")
    store.undo(calls.import_id)
    with pytest.raises(ScreeningError, match="还没有关联"):
        linked_rows(store, store.snapshot(), *asked)
    assert len(linked_rows(store, linked_at, *asked)) == 3  # as they stood
    assert not is_fresh(store, "person")


def test_nothing_new_is_not_linked_again(store):
    assert link(store, "person").again
    assert is_fresh(store, "person", ())
    again = link(store, "person")
    assert (again.again, again.counts["records"]) == (False, 5)
    assert "沿用" in again.why
    looked = link(store, "person", tables=["police_call"])
    assert (looked.counts["records"], looked.why) == (2, "只看所选的表，不保存")
    with pytest.raises(ScreeningError, match="不能关联人员"):
        link(store, "person", tables=["water_meter"])


def pair_of(store):
    with store.reading() as (con, alias):
        return con.execute(f"SELECT l, r FROM {alias}._link_pairs WHERE verdict = ''").fetchone()


def test_a_decision_binds_when_the_data_come_again(store):
    link(store, "person")
    left, right = pair_of(store)
    apart = Decision(left, right, False, "张三判断：病历是另一人")
    assert link(store, "person", decided=[apart]).counts["by_weight"] == 0
    assert len(run(VISITS, store, DAY).hits) == 3
    store.undo(store.imports()[0].import_id)
    laid(store)
    found = link(store, "person", decided=[apart])
    assert (found.again, found.counts["by_weight"]) == (False, 0)  # the same imports again
    same = link(store, "person", decided=[replace(apart, same=True)])
    assert (same.again, same.counts["decided"]) == (True, 1)
    assert len(run(VISITS, store, DAY).hits) == 2


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_order_and_splits_of_files_change_no_links(store, new_store, tmp_path_factory, draw):
    link(store, "person")
    parts = {}
    for table, (_, *lines) in FILES.items():
        draw.shuffle(lines)
        at = draw.randrange(1, len(lines))
        parts[table] = [lines[:at], lines[at:]]
    other = laid(new_store(tmp_path_factory.mktemp("split") / "store"), parts)
    link(other, "person")
    told = [run(VISITS, each, DAY).hits for each in (store, other)]
    assert [h.key for h in told[0]] == [h.key for h in told[1]]
    assert pair_of(store) == pair_of(other)


def test_a_model_may_not_rest_on_a_name_or_on_loose_links(store):
    loose = {"same": Step(operator="linked_person", use="statistics")}
    with pytest.raises(ModelInvalid, match="不能作为线索的依据"):
        check_model(VISITS.model_copy(update={"steps": loose}), store.dictionary)
    unsaid = VISITS.sql.replace(" AND s.certain", "")
    with pytest.raises(ModelInvalid, match="没有写明是否可以认定"):
        check_model(VISITS.model_copy(update={"sql": unsaid}), store.dictionary)
    named = {**VISITS.reads, "medical_visit": {**VISITS.reads["medical_visit"], "name": "text"}}
    with pytest.raises(ModelInvalid, match="仅凭同名不成线索"):
        check_model(VISITS.model_copy(update={"reads": named}), store.dictionary)
    plain = VISITS.model_copy(update={"steps": {}, "reads": {**STAYS.reads}})
    with pytest.raises(ModelInvalid, match="与数据字典不符"):
        check_model(plain, store.dictionary)
    with pytest.raises(ValueError, match="写 use"):
        Step(operator="linked_person", query="edges.sql")
