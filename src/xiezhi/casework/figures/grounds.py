"""The facts a refusal rests on: what was said and decided so far, and where each is to be read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.casework import engine
from xiezhi.casework.figures.case_view import names_in
from xiezhi.casework.figures.decision_path import path_of
from xiezhi.casework.figures.papers import papers_of
from xiezhi.law import State


@dataclass(frozen=True, slots=True)
class GroundFact:
    """One fact: what it is, how it stands, by whom and when, and the page that shows it."""

    label: str
    value: str
    who: str
    url: str
    link: str


def facts_behind(proceeding: Any, on: date, asked: Mapping[str, str]) -> tuple[GroundFact, ...]:
    """Return the steps of the matters concerned and the documents of the party concerned.

    `asked` may name a `matter` or a `subject` (a party's code); without them the case counts.
    """
    state = engine.state_of(proceeding)
    names = names_in(state, list(proceeding.case.parties.all()), set())
    return (
        *_steps(proceeding, state, names, on, asked),
        *_papers(proceeding, state, names, asked.get("subject", "")),
    )


def _steps(
    proceeding: Any, state: State, names: Mapping[str, str], on: date, asked: Mapping[str, str]
) -> Iterator[GroundFact]:
    home = reverse("case-page", args=[proceeding.pk])
    subject = asked.get("subject")
    procedure = engine.procedure_of(proceeding)
    for matter in state.matters.values():
        if asked.get("matter", matter.key) != matter.key:
            continue
        if subject and matter.subject not in (None, subject):
            continue
        whose = names.get(matter.subject or "", "")
        for step in path_of(matter, state, procedure, names, on).steps:
            label = f"{step.title}（{whose}）" if whose else step.title
            is_there = step.state == "done"
            url = f"{home}?tab=opinions#material" if is_there else ""
            yield GroundFact(label, step.result, step.who, url, _("看原文"))


def _papers(
    proceeding: Any, state: State, names: Mapping[str, str], subject: str
) -> Iterator[GroundFact]:
    whose = names.get(subject, "")
    for paper in papers_of(state, names, proceeding.pk):
        if subject and paper.subject not in ("", whose):
            continue
        label = f"{paper.label}（{paper.subject}）" if paper.subject else paper.label
        where = paper.url or reverse("case-page", args=[proceeding.pk]) + "#material"
        value = f"{paper.status} {paper.number}".strip()
        yield GroundFact(label, value, paper.served, where, _("看文书"))
