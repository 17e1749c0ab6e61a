"""What people find of a person and of a decision; the engine adds nothing to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from xiezhi.law.liability.rules import EXEMPTIONS, GROSS, Rules

Said = Mapping[str, object]
# found of one person, these are deliberate: no fault less than intent goes with them
_DELIBERATE = ("instigated", "hid_or_distorted", "obstructed", "incited")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is found of one person in one capacity.

    ``done_on`` is the day of the person's act, whose rules apply; None means the decision's day.
    ``evidence`` says by what each answer is proven, by the name of the question.
    """

    person: str
    capacity: str
    said: Said = field(default_factory=dict)
    done_on: date | None = None
    evidence: Mapping[str, str] = field(default_factory=dict)


def problems_of(
    said: Said, evidence: Mapping[str, str], rules: Rules, *, trail_by_hand: bool = False
) -> list[str]:
    """What keeps a finding from being entered, in Chinese; nothing when it may be.

    ``trail_by_hand``: no file of this system holds the trail, so people read it from paper.
    """
    found = []
    for name, value in said.items():
        question = rules.questions.get(name)
        if question is None or (question.told_by == "trail" and not trail_by_hand):
            found.append(f"「{name}」不是由人认定的事项；只填写工作表上的问题")
        elif value is not None and not question.accepts(value):
            found.append(f"「{question.label}」不能是「{value}」；按选项填写")
    if found:
        return found
    return [*_unproven(said, evidence, rules), *_contradicted(said, rules)]


def _unproven(said: Said, evidence: Mapping[str, str], rules: Rules) -> list[str]:
    found = []
    code = said.get("exemption")
    if code:
        known = rules.codes(EXEMPTIONS).get(str(code))
        if known is None or known.pending:
            found.append("这一免责情形的条文还没有录入；先取得《人民检察院司法责任追究条例》原文")
        if not said.get("exemption_source"):
            found.append("适用免责情形应当写明所据的法律文件；填写依据的名称和条款")
        if not evidence.get("exemption"):
            found.append("适用免责情形应当有证据；写明证据的名称和所在卷页")
    if gross := said.get("gross_circumstance"):
        listed = rules.codes(GROSS).get(str(gross))
        if listed is None or listed.pending:
            found.append("这一重大过失情形的条文还没有录入；先取得条例原文")
        if said.get("fault") != "gross":
            found.append("重大过失的情形只用于过错认定为重大过失的；核对过错")
    return found


def _contradicted(said: Said, rules: Rules) -> list[str]:
    if said.get("fault") not in ("ordinary", "gross", "none"):
        return []
    return [
        f"「{rules.questions[name].label}」是故意的行为，与所填的过错不符；核对过错"
        for name in _DELIBERATE
        if said.get(name) is True
    ]
