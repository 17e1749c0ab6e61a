"""The data of the room: every quotation stands in its article, every point names real moves."""

from pathlib import Path

import pytest
import yaml

from xiezhi.interference import data
from xiezhi.law import Texts, national, texts_folder
from xiezhi.law.citations import read_citation

ROOT = Path(data.__file__).parent
FOLDER = ROOT.parent / "packs" / "cn" / "interference"


def cited():
    """Yield every citation with its quotation, from the data and the refusals."""
    for path in (*FOLDER.glob("*.yaml"), ROOT / "rules.yaml"):
        waiting = [yaml.safe_load(path.read_text(encoding="utf-8"))]
        while waiting:
            one = waiting.pop()
            if isinstance(one, dict):
                waiting += one.values()
                if "cite" in one:
                    yield one["cite"], one["quote"]


def test_every_quotation_stands_in_its_article():
    texts = Texts(texts_folder(), national().instruments)
    if not texts.available():
        pytest.skip("没有法律文本的文件夹，不能核对引文")
    found = list(cited())
    assert len(found) > 10
    wrong = [one for one in found if texts.quotes(*one) is not True]
    assert wrong == []
    assert all(read_citation(cite).instrument in national().instruments for cite, _ in found)


def test_every_risk_point_names_moves_that_procedures_have():
    known = {move.do for one in national().procedures.values() for move in one.moves}
    named = {do for point in data.risk_points().points.values() for do in point.does}
    assert named <= known
    assert all(one.does or one.kinds for one in data.risk_points().points.values())


def test_what_has_no_text_says_so():
    rules = [*data.risk_points().points.values(), data.reporting().monthly,
             *data.practice_limits().values()]  # fmt: skip
    assert all(rule.unverified or rule.citation for rule in rules)
