"""The acts of a matter in words: each with its fields, values as people say them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from xiezhi.accountability.choices import KIND_LABELS, offered
from xiezhi.accountability.matter import Matter
from xiezhi.accountability.steps import StepField, codes, steps
from xiezhi.law import Act
from xiezhi.law.liability import EXEMPTIONS, GROSS, Rules
from xiezhi.organs.directory import names

JOINED = "add_breach_clue"
_LISTS = {"exemption": EXEMPTIONS, "gross_circumstance": GROSS}


@dataclass(frozen=True, slots=True)
class Said:
    """One field of an act: its name, label and value in words."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """One act: what, when, by whom, and what was filled in."""

    kind: str
    label: str
    at: datetime
    by: str
    said: tuple[Said, ...]

    def without(self, name: str) -> Told:
        """The act without one of its fields."""
        return replace(self, said=tuple(one for one in self.said if one.name != name))


def told_of(matter: Matter, acts: Iterable[Act]) -> tuple[Told, ...]:
    """The acts in words, in their order."""
    acts = list(acts)
    known = names({act.by for act in acts} | {str(v) for a in acts for v in a.data.values()
                                              if isinstance(v, str)})  # fmt: skip
    rules, choices = matter.worksheet.rules, offered(matter)
    return tuple(_told(act, known, rules, choices) for act in acts)


def _told(act: Act, known: Mapping[str, str], rules: Rules, choices: Mapping[str, Any]) -> Told:
    step = steps()["accept_breach_clue" if act.kind == JOINED else act.kind]
    label = "并入线索" if act.kind == JOINED else step.label
    said = [*_fields(act, step.fields, known, choices), *_added(act, known, rules)]
    return Told(act.kind, label, act.at, known.get(act.by, act.by), tuple(said))


def _fields(
    act: Act, fields: Iterable[StepField], known: Mapping[str, str], choices: Mapping[str, Any]
) -> Iterator[Said]:
    for field in fields:
        value = act.data.get(field.name)
        if value in (None, ""):
            continue
        listed = dict(choices.get(field.choices_from) or ()) | dict(field.choices)
        if field.choices_from and not listed:
            listed = dict(codes(field.choices_from))
        yield Said(field.name, field.label, _value(value, listed, known, field.kind == "person"))


def _value(value: Any, listed: Mapping[str, str], known: Mapping[str, str], person: bool) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if person:
        return known.get(str(value), str(value))
    return str(listed.get(str(value), value))


def _added(act: Act, known: Mapping[str, str], rules: Rules) -> Iterator[Said]:
    """What a finding answers, and what the system put beside a determination or hand-over."""
    data = act.data
    if data.get("capacity"):
        labels = rules.questions["capacity"].choices
        yield Said("capacity", "身份", labels.get(str(data["capacity"]), str(data["capacity"])))
    for name, value in (data.get("said") or {}).items():
        question = rules.questions.get(name)
        if question is None or value in (None, ""):
            continue
        listed = (
            {k: c.label for k, c in rules.codes(_LISTS[name]).items()} if name in _LISTS else {}
        )
        yield Said(
            name, question.label, _value(value, {**question.choices, **listed}, known, False)
        )
    for name, text in (data.get("evidence") or {}).items():
        yield Said(f"evidence-{name}", "证据", str(text))
    if data.get("done_on"):
        yield Said("done_on", "行为日", str(data["done_on"]))
    for one in data.get("proposals") or ():
        kinds = "、".join(str(KIND_LABELS[k]) for k in one["kinds"])
        rows = "、".join(one["rows"]) or "无"
        yield Said("proposal", "当时的建议", f"{kinds}（符合的情形：{rows}）")
    if data.get("organ"):
        yield Said("organ", "移送至", str(data["organ"]))
    if data.get("instance"):
        yield Said("instance", "种类", {"review": "复核", "appeal": "申诉"}[data["instance"]])
