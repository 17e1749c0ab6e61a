"""Whatever the text: extraction does not raise, spans lie within it, normalising keeps its
length.
"""

from __future__ import annotations

import json
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from xiezhi.dossier import extract
from xiezhi.dossier.dates import find_dates
from xiezhi.dossier.normal import normalise
from xiezhi.dossier.numerals import number

CASES = Path(__file__).parent / "cases"
TEXTS = [
    yaml.safe_load(p.read_text(encoding="utf-8"))["text"] for p in sorted(CASES.glob("*.yaml"))
]
SHARDS = sorted({shard for text in TEXTS for shard in text.replace("，", "。").split("。")})
PUNCTUATION = "，。；：、（）《》“”〔〕()[]"
ANY = st.text() | st.text(
    alphabet="被告人犯罪年月日判处有期徒刑二一十0123456789甲某" + PUNCTUATION
)
SPLICED = st.lists(st.sampled_from(SHARDS) | st.text(max_size=6), max_size=30).flatmap(
    lambda parts: st.sampled_from(["。", "，", "；", "", "\n"]).map(lambda mark: mark.join(parts))
)


@settings(max_examples=150, deadline=None)
@given(text=ANY | SPLICED)
def test_extraction_never_raises_and_spans_lie_within_the_text(text: str) -> None:
    record = extract(text)
    json.dumps(record.to_json())
    for start, end in record.spans.values():
        assert 0 <= start < end <= len(text)


@settings(max_examples=60, deadline=None)
@given(text=st.sampled_from(TEXTS), start=st.integers(0, 900), end=st.integers(0, 1500))
def test_a_piece_cut_out_of_a_judgment_is_survived(text: str, start: int, end: int) -> None:
    piece = text[start:end]
    assert all(0 <= a < b <= len(piece) for a, b in extract(piece).spans.values())


@given(text=st.text())
def test_normalising_keeps_every_offset(text: str) -> None:
    assert len(normalise(text)) == len(text)
    assert normalise(normalise(text)) == normalise(text)


@given(text=st.text(alphabet="0123456789.,万千百十亿一二三零〇两元年月日同次"))
def test_numbers_and_dates_are_read_or_left(text: str) -> None:
    value = number(text)
    assert value is None or value >= 0
    assert all(0 <= d.start < d.end <= len(text) for d in find_dates(text))
