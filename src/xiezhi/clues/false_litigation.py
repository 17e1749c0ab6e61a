"""The clues of the civil models of false litigation, with the features that count as columns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from xiezhi.clues.access import visible_clues
from xiezhi.clues.basis import articles
from xiezhi.clues.evidence_rows import cells
from xiezhi.clues.models import Clue
from xiezhi.dossier.workbook import Column, Table
from xiezhi.modelling.library import models
from xiezhi.organs.models import Person
from xiezhi.screening import Model

# A model is one of false litigation when it is civil and asks about a breach of one of these.
FALSE_SUITS = articles(
    ("民事诉讼法(2023) 第115条", "民事诉讼法(2023) 第116条", "刑法(2023) 第307条之一")
)


@dataclass(frozen=True, slots=True)
class Suspected:
    """A clue with the values its model yields, by column."""

    id: UUID
    number: str
    title: str
    state: str
    as_of: date
    values: dict[str, str]


def suit_models() -> tuple[Model, ...]:
    """Return the civil models of false litigation, by id."""
    return tuple(
        model
        for _key, model in sorted(models().items())
        if model.line == "civil" and articles(one.cite for one in model.breach) & FALSE_SUITS
    )


def suspected(person: Person) -> list[tuple[Model, list[Suspected]]]:
    """Return the clues of those models that the person may see, by model; newest first."""
    asked = suit_models()
    seen = visible_clues(person).filter(model__in=[model.id for model in asked])
    by_model: dict[str, list[Clue]] = {}
    for clue in seen:
        by_model.setdefault(clue.model, []).append(clue)
    return [(model, [_line(c, model) for c in by_model[model.id]]) for model in asked
            if model.id in by_model]  # fmt: skip


def features(model: Model) -> tuple[tuple[str, str], ...]:
    """Return the columns that a model yields and that have a label: (name, label)."""
    labels = model.yields.labels
    return tuple((name, labels[name]) for name in model.yields.columns if name in labels)


def feature_table(model: Model, found: list[Suspected]) -> Table[Suspected]:
    """Return the list of one model's clues as a table of page and file."""
    columns = [
        Column[Suspected](_("线索"), lambda one: one.title),
        Column[Suspected](_("编号"), lambda one: one.number, "nowrap"),
        Column[Suspected](_("状态"), lambda one: one.state, "nowrap"),
        *(Column[Suspected](label, _value(name)) for name, label in features(model)),
        Column[Suspected](_("数据截至"), lambda one: one.as_of, "nowrap"),
    ]
    return Table(model.label, columns, found)


def _value(name: str) -> Callable[[Suspected], str]:
    return lambda one: one.values.get(name, "")


def _line(clue: Clue, model: Model) -> Suspected:
    values: dict[str, Any] = {**clue.subject, **clue.values}
    shown = cells({name: values.get(name) for name, _label in features(model)}, {})
    return Suspected(
        id=clue.pk,
        number=clue.number,
        title=clue.title,
        state=str(clue.get_state_display()),
        as_of=clue.as_of,
        values={cell.name: cell.value for cell in shown},
    )
