import json
from datetime import date
from pathlib import Path

import pytest

from xiezhi.screening import ScreeningError, import_records, load_models, rows_of, run
from xiezhi.screening.judgments import ExtractedRow

SHARED = Path(__file__).parents[5] / "shared" / "data" / "judgments"
DAY = date(2026, 11, 1)
RECORD = {
    "case_no": "（2019）渝0109刑初483号",
    "court": "重庆市北碚区人民法院",
    "indicted_on": None,
    "articles_indictment": ["264", "67-3"],
    "defendants": [
        {
            "name": "姚某",
            "kind": "person",
            "recidivist": None,
            "charges_indicted": ["盗窃罪"],
            "priors": [{"charge": "盗窃罪", "sentence_months": 8, "released_on": "2017-08-05"}],
            "proposed": {
                "penalty": "有期徒刑", "term_months_min": 8, "term_months_max": 10, "fine": False,
            },
        }
    ],
}  # fmt: skip
SPANS = {
    "case_no": [12, 27],
    "defendants[0].name": [40, 42],
    "defendants[0].proposed.fine": [300, 310],
    "articles_indictment[0]": [200, 206],
}


def test_a_criminal_record_becomes_rows_with_anchors():
    rows = {row.table: row for row in rows_of(RECORD, "T1", SPANS)}
    assert rows["judgment"].values["case_year"] == 2019
    assert [a.field for a in rows["judgment"].anchors] == ["case_no"]
    assert rows["judgment_defendant"].values["recidivist"] is None
    assert rows["judgment_defendant"].anchors[0].start == 40
    proposal = rows["sentence_proposal"]
    assert proposal.values["fine_proposed"] is False
    assert proposal.values["fine_yuan"] is None
    assert proposal.anchors[0].end == 310
    assert rows["prior_conviction"].values["sentence_months"] == 8


@pytest.mark.parametrize(
    ("fine", "proposed", "yuan"), [(True, True, None), (2000, True, 2000), (None, None, None)]
)
def test_a_fine_said_counted_or_silent(fine, proposed, yuan):
    defendant = {"charges_indicted": [], "proposed": {"fine": fine, "probation": True}}
    row = rows_of({"defendants": [defendant]}, "T1")[-1]
    assert row.values["fine_proposed"] is proposed
    assert row.values["fine_yuan"] == yuan
    assert row.values["probation_proposed"] is True
    assert row.values["probation_months"] is None


def test_a_hit_on_an_extracted_judgment_leads_into_the_text(store):
    import_records(rows_of(RECORD, "T1", SPANS), store, name="提取", data_on=DAY)
    hits = run(load_models()["criminal.proposal_outside_range"], store, DAY).hits
    assert len(hits) == 1
    assert hits[0].subject["case_number"] == "（2019）渝0109刑初483号"
    anchor = hits[0].rows["sentence_proposal"][0].anchors[0]
    assert (anchor.text_id, anchor.start, anchor.end) == ("T1", 300, 310)


def test_the_same_records_again_change_nothing(store, contents):
    rows = rows_of(RECORD, "T1", SPANS)
    first = import_records(rows, store, name="提取", data_on=DAY)
    before = contents(store)
    assert import_records(rows, store, name="提取", data_on=DAY).repeated
    assert contents(store) == before
    store.undo(first.import_id)
    assert contents(store) == {}


def test_an_unknown_column_is_refused_and_a_bad_value_quarantined(store):
    with pytest.raises(ScreeningError, match="没有这一列"):
        import_records(
            [ExtractedRow("judgment", {"nonsense": 1}, ())], store, name="x", data_on=DAY
        )
    bad = ExtractedRow("judgment", {"judgment_id": "J", "judged_on": "某日"}, ())
    report = import_records([bad], store, name="x", data_on=DAY)
    assert report.sheets[0].quarantined == 1
    assert store.quarantine(report.import_id)[0].code == "bad_date"


@pytest.mark.skipif(not SHARED.exists(), reason="没有判决书材料")
def test_all_gold_records_are_taken_in(store):
    rows = []
    for name in ("criminal", "civil_loan"):
        lines = (SHARED / f"{name}_gold.jsonl").read_text("utf-8").splitlines()
        for record in map(json.loads, lines):
            rows += rows_of(record, f"{name}-{record['line']}")
    report = import_records(rows, store, name="金标", data_on=DAY)
    assert sum(sheet.quarantined for sheet in report.sheets) == 0
    assert sum(sheet.kept for sheet in report.sheets) == len(rows)
