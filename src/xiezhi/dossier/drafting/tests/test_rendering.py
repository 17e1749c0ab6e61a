"""Rendering: gaps are named, sources kept, bytes stable, hostile values harmless."""

import hashlib
import io
import zipfile
from datetime import date

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiezhi.dossier.drafting import ROOT, Value, ValueRefused, load_template, render
from xiezhi.dossier.drafting.examples import load_examples
from xiezhi.dossier.drafting.values import clean

APPROVAL = load_template(ROOT / "arrest_approval")
REFUSAL = load_template(ROOT / "arrest_refusal")
INDICTMENT = load_template(ROOT / "indictment")


def example(template, **changes):
    values = dict(load_examples(ROOT / template.id)[0].values)
    for name, content in changes.items():
        values[name] = Value(content, f"test.{name}")
    return values


def words(draft):
    return [p.text for p in docx.Document(io.BytesIO(draft.content)).paragraphs if p.text]


def test_nothing_filled_names_every_required_field_with_its_reason():
    missing = {one.path: one for one in render(APPROVAL, {}).missing}
    assert {"procuratorate", "sender", "charge", "subjects", "ground"} <= set(missing)
    assert missing["subjects"].label == "犯罪嫌疑人"
    assert missing["ground"].why == "决定须写明符合哪一项逮捕条件"
    assert "number" not in missing, "the number comes at issue"


@pytest.mark.clause("opinion2021-4c")
@pytest.mark.clause("zhangzhou-8c")
def test_a_non_prosecution_decision_without_reasons_names_what_is_missing():
    template = load_template(ROOT / "non_prosecution_decision")
    values = example(template)
    del values["reasons"]
    (missing,) = render(template, values).missing
    assert (missing.label, missing.why) == ("不起诉的理由", "没有说明理由的不起诉决定书不得签发")


def test_a_gap_inside_a_record_names_the_person():
    values = example(INDICTMENT)
    person = dict(values["identity"].content[0])
    del person["birthplace"]
    draft = render(INDICTMENT, {**values, "identity": Value([person], "subjects")})
    (missing,) = draft.missing
    assert missing.path == "identity[0].birthplace"
    assert missing.label == "被告人（沈启衡）的出生地"
    assert "【待填：被告人（沈启衡）的出生地】" in "".join(words(draft))


def test_a_conditional_field_is_required_only_when_its_condition_holds():
    values = example(APPROVAL)
    del values["danger"]
    assert [one.path for one in render(APPROVAL, values).missing] == ["danger"]
    values["ground"] = Value("direct", "test")
    assert render(APPROVAL, values).missing == ()


def test_sources_reach_the_leaf():
    values = example(APPROVAL)
    person = {name: Value(leaf.content, f"subjects[0].{name}") for name, leaf in
              values["subjects"].content[0].items()}  # fmt: skip
    used = render(APPROVAL, {**values, "subjects": Value([person], "subjects")}).used
    assert used["subjects[0].identity_number"] == "subjects[0].identity_number"
    assert used["charge"] == "example.charge"


def test_screen_and_file_say_the_same():
    for template in (APPROVAL, REFUSAL, INDICTMENT):
        draft = render(template, example(template))
        assert words(draft) == [line.text for line in draft.lines]


def test_same_values_same_bytes():
    first, second = (render(INDICTMENT, example(INDICTMENT)).content for _ in range(2))
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}


HOSTILE = [
    "</w:t></w:r><w:r><w:t>注入", "<![CDATA[x]]>", "&lt;&amp;&#0;", "{{ 7*7 }}",
    "{% for x in ().__class__.__mro__ %}{% endfor %}", "{{ item.__class__ }}", "{#注释#}",
    "{_{甲}_}", "{%p if x %}", "]]>", "\"引号'", "——％…", "𠮷田",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_value_is_printed_as_it_is(text):
    draft = render(APPROVAL, example(APPROVAL, sender=text, danger=text))
    assert f"{text}：" in words(draft)
    assert words(draft) == [line.text for line in draft.lines]


def test_control_and_direction_characters_go():
    assert clean("沈\x00启\x07衡\u202e\u200b\x0b\x0c\ud800\ufffe") == "沈启衡"
    assert clean(" 甲\r\n乙\t丙 ") == "甲\n乙 丙"


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.lists(st.text(max_size=80), max_size=4))
def test_any_text_gives_a_file_that_opens(name, reasons):
    values = example(REFUSAL, sender=name, reasons=reasons)
    draft = render(REFUSAL, values)
    assert words(draft) == [line.text for line in draft.lines if line.text]
    shown = clean(name).replace("\n", " ").rstrip("。；")
    assert ("sender" in {one.path for one in draft.missing}) == (not shown)


@pytest.mark.parametrize(
    ("field", "content", "said"),
    [
        ("charge", "罪" * 501, "「罪名」有 501 字，最多 500 字"),
        ("received_on", "三月一日", "不是日期，请写作 2026-03-06"),
        ("ground", "feeling", "不在可选项内，可选："),
        ("subjects", [{"nmae": Value("x", "y")}], "第 1 项的形状不对"),
    ],
)
def test_a_value_that_cannot_stand_is_refused_with_the_cure(field, content, said):
    with pytest.raises(ValueRefused, match=r"请|可选|最多|不对") as refused:
        render(APPROVAL, example(APPROVAL, **{field: content}))
    assert said in str(refused.value)


def test_very_long_reasons_are_refused_not_cut():
    with pytest.raises(ValueRefused, match="最多 50000 字"):
        render(REFUSAL, example(REFUSAL, reasons="理" * 50_001))
    assert render(REFUSAL, example(REFUSAL, reasons="理" * 50_000)).missing == ()


def test_an_unknown_field_is_refused():
    with pytest.raises(ValueRefused, match="批准逮捕决定书没有这些字段：belief"):
        render(APPROVAL, {"belief": Value("x", "y")})


def test_values_survive_storage():
    value = Value([{"name": Value("沈启衡", "a"), "born_on": Value(date(1990, 7, 12), "b")}], "c")
    read = Value.from_json(value.to_json())
    assert read.content[0]["born_on"] == Value("1990-07-12", "b")
    assert read.source == "c"
