"""Every template: loads, cites the law, renders its examples completely."""

import json
import os
import re
from pathlib import Path

import pytest
import yaml

from xiezhi.dossier.drafting import ROOT, TemplateError, load_template, load_templates, render
from xiezhi.dossier.drafting.examples import load_examples

TEMPLATES = load_templates()
CASES = [
    pytest.param(template, example, id=f"{template.id}: {example.name}")
    for template in TEMPLATES.values()
    for example in load_examples(ROOT / template.id)
]
TEXTS = Path(os.environ.get("XIEZHI_LAW_TEXTS", "../shared/law/articles"))
INSTRUMENTS = yaml.safe_load((ROOT.parent / "instruments.yaml").read_text(encoding="utf-8"))


def test_the_documents_that_moves_call_for_are_there():
    assert [template.label for template in TEMPLATES.values()] == [
        "批准逮捕决定书", "不批准逮捕决定书", "继续侦查提纲", "纠正违法通知书",
        "变更强制措施建议书", "批准延长侦查羁押期限决定书", "不批准延长侦查羁押期限决定书",
        "通知立案书", "要求说明理由通知书", "起诉书", "不起诉决定书", "流程监控通知书",
        "检察意见书", "检察建议书", "抗诉书", "复议决定书", "复核决定书", "审查报告",
        "补充侦查提纲", "监督事项审查报告", "通知撤销案件书",
    ]  # fmt: skip


@pytest.mark.parametrize(("template", "example"), CASES)
def test_an_example_renders_without_gap(template, example):
    draft = render(template, example.values)
    assert draft.missing == ()
    text = "\n".join(line.text for line in draft.lines)
    assert "待填" not in text
    assert "签发时生成" not in text
    assert not re.search(r"[。，；：]{2}|[{}%]", text), "doubled stops or markup left over"


@pytest.mark.parametrize(("template", "example"), CASES)
def test_every_value_on_the_paper_traces_to_a_field(template, example):
    draft = render(template, example.values)
    given = set(draft.used)
    assert given
    for path, source in draft.used.items():
        assert path.split("[")[0] in template.fields
        assert source.startswith("example.")


def test_a_required_field_says_why():
    for template in TEMPLATES.values():
        for name, one in template.fields.items():
            if (one.required or one.required_when) and not one.at_issue:
                assert one.why, f"{template.id}.{name}"


def quotes():
    for template in TEMPLATES.values():
        yield pytest.param(template.cite, template.quote, id=template.id)
        for name, one in template.fields.items():
            if one.cite:
                yield pytest.param(one.cite, one.quote, id=f"{template.id}.{name}")


@pytest.mark.parametrize(("cite", "quote"), list(quotes()))
def test_quotation_stands_in_the_article(cite, quote):
    if not TEXTS.is_dir():
        pytest.skip("没有法律文本目录，未核对引文（XIEZHI_LAW_TEXTS）")
    instrument, article = re.fullmatch(r"(.+) 第(\d+)条.*", cite).groups()
    lines = (TEXTS / INSTRUMENTS[instrument]["text"]).read_text(encoding="utf-8").splitlines()
    texts = {row["article"]: row["text"] for row in map(json.loads, lines)}
    assert "".join(quote.split()) in "".join(texts[article].split())


def write(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "template.yaml").write_text(text, encoding="utf-8")
    return folder


GOOD = """
id: slip
label: 便函
version: 1
in_force: {from: 2020-01-01}
cite: 刑事诉讼法(2018) 第8条
quote: 人民检察院依法对刑事诉讼实行法律监督
word: 便
legal_effect: false
fields: {name: {label: 姓名, why: 须写明姓名}}
sheet: [{text: "{{ name }}"}]
"""


def test_a_template_is_read(tmp_path):
    assert load_template(write(tmp_path / "slip", GOOD)).fields["name"].label == "姓名"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("{{ name }}", "{{ nmae }}"), "正文用了没有声明的字段：nmae"),
        (('sheet: [{text: "{{ name }}"}]', "sheet: [{text: 无}]"), "正文没有用到的字段：name"),
        (("id: slip", "id: other"), "应与目录名相同"),
        (("why: 须写明姓名", "kind: text"), "必填项须写明理由"),
        (("why: 须写明姓名", "why: x, kind: choice"), "choice 须有 choices"),
        (("word: 便", "wrod: 便"), "wrod"),
        (("id: slip", "id: [slip"), "有误"),
    ],
)
def test_a_broken_template_is_refused_by_name(tmp_path, change, said):
    with pytest.raises(TemplateError, match="slip") as refused:
        load_template(write(tmp_path / "slip", GOOD.replace(*change)))
    assert said in str(refused.value)


def test_a_folder_without_template_is_refused(tmp_path):
    with pytest.raises(TemplateError, match="没有文书模板 nothing"):
        load_template(tmp_path / "nothing")
