"""The fields read out of a text as rows: path, value, and the span each came from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from xiezhi.casework.figures.spoken import spoken

# parts of a field's path as pages name them; an unknown part shows as it is
WORDS = {
    "case_no": "案号", "court": "法院", "procuratorate": "检察院", "indictment_no": "起诉书号",
    "appellate_procuratorate": "二审检察院", "instance": "审级", "procedure": "审理程序",
    "indicted_on": "起诉日期", "judged_on": "裁判日期", "plea_leniency": "认罪认罚",
    "plea_basis": "认罪认罚依据", "defendants": "被告人", "name": "姓名", "sex": "性别",
    "kind": "类别", "born_on": "出生日期", "detained_on": "拘留日期", "arrested_on": "逮捕日期",
    "bailed_on": "取保候审日期", "custody_place": "羁押场所", "counsel": "辩护人",
    "priors": "前科", "sentence_months": "刑期（月）", "probation_months": "缓刑考验期（月）",
    "released_on": "释放日期", "recidivist": "累犯", "voluntary_surrender": "自首",
    "meritorious": "立功", "charges": "罪名", "charges_indicted": "指控罪名",
    "title_charges": "标题罪名", "articles_indictment": "起诉引用条文", "remand": "发回重审",
    "proposed_sentence": "量刑建议", "fine_yuan": "罚金（元）", "charge": "罪名",
    "principal_penalty": "主刑", "term_months": "刑期（月）", "proposed": "量刑建议",
    "term_months_min": "刑期下限（月）", "term_months_max": "刑期上限（月）", "penalty": "刑种",
    "deprivation_of_rights_months": "剥夺政治权利（月）", "lower": "原审", "note": "说明",
    "lower_result": "原审结果", "articles": "引用条文", "illegal_gains_order": "违法所得处理",
    "plaintiffs": "原告", "agents": "代理人", "firm": "所属单位", "for": "代理",
    "loan_on": "借款日期", "principal_yuan": "本金（元）", "monthly_interest_pct": "月利率（%）",
    "iou": "借条", "iou_on": "借条日期", "transfer": "转账", "delivered_on": "交付日期",
    "defendant_absent": "被告缺席", "guarantors": "保证人", "assignment": "债权转让",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field: its path in words, its value, and the sign and anchor of its span."""

    path: str
    label: str
    value: str
    sign: str = ""
    anchor: str = ""


def flat(fields: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield (path, plain value) of nested fields: defendants[0].name."""
    if isinstance(fields, Mapping):
        for name, value in fields.items():
            yield from flat(value, f"{path}.{name}" if path else str(name))
    elif isinstance(fields, list):
        for number, value in enumerate(fields):
            yield from flat(value, f"{path}[{number}]")
    elif fields not in (None, ""):
        yield path, fields


def rows_of(fields: Any, numbers: Mapping[str, tuple[str, str]]) -> tuple[FieldRow, ...]:
    """Return the fields in order; `numbers` gives sign and anchor by path."""
    found = []
    for path, value in flat(fields):
        sign, anchor = numbers.get(path, ("", ""))
        found.append(FieldRow(path, label_of(path), str(value), sign, anchor))
    return tuple(found)


def label_of(path: str) -> str:
    """Return 被告人1·姓名 for defendants[0].name."""
    words = []
    for part in path.split("."):
        name, _bracket, index = part.partition("[")
        number = str(int(index[:-1]) + 1) if index[:-1].isdigit() else ""
        words.append(f"{spoken(WORDS.get(name, name))}{number}")
    return "·".join(words)
