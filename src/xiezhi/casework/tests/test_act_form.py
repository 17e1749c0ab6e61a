"""The form of an act: what an error says, and which source a filled value names."""

import pytest
from django.template import Context, Template

from xiezhi.casework.forms.act_form import ActForm, Filled, Mendable
from xiezhi.law import FieldSpec

MODES = (("a", "直接"), ("b", "邮寄"))
SPECS = (
    FieldSpec("reasons", "处理意见的理由", "longtext", True, "决定的人要看到理由"),
    FieldSpec("mode", "送达方式", "choice", True, "方式不同，凭证不同", MODES),
    FieldSpec("charge", "指控罪名", "text"),
)  # fmt: skip
FIELD = Template("{% load figures %}{% for bound in form %}{% field bound %}{% endfor %}")


def form(data=None):
    return ActForm(data, specs=SPECS, filled={"charge": Filled("盗窃罪", "案件登记", "/cases/")})


def drawn(one):
    return " ".join(FIELD.render(Context({"form": one})).split())


def test_a_required_field_is_named_with_why_and_cure():
    text = drawn(form({"reasons": "", "mode": "", "charge": "盗窃罪"}))
    assert "「处理意见的理由」没有填。决定的人要看到理由。填写后再继续。" in text
    assert "「送达方式」没有填。方式不同，凭证不同。选定后再继续。" in text
    assert 'id="id_reasons_error"' in text
    assert 'aria-describedby="id_reasons_error"' in text


@pytest.mark.parametrize(("typed", "named"), [("盗窃罪", True), ("诈骗罪", False), ("", False)])
def test_a_changed_value_no_longer_names_its_source(typed, named):
    assert "已填：取自" in drawn(form())
    assert ("已填：取自" in drawn(form({"reasons": "", "mode": "a", "charge": typed}))) is named


def test_an_error_of_the_whole_form_names_no_field():
    one = form({"reasons": "充分", "mode": "a", "charge": ""})
    assert one.is_valid()
    one.add_error(None, Mendable("证据3已经排除；不能引用，占 100%", "改引其他证据；或者删去"))
    one.add_error(None, "第一款；第二款")
    said = [(wrong.anchor, wrong.problem, wrong.cure) for wrong in one.complaints()]
    assert said == [
        ("", "证据3已经排除；不能引用，占 100%", "改引其他证据；或者删去"),
        ("", "第一款；第二款", ""),
    ]
