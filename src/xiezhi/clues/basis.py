"""What a clue goes by: the words of its model, or of the report it was registered with."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from xiezhi.clues.access import POWER_TO_VERIFY
from xiezhi.clues.models import Clue
from xiezhi.law import Citation
from xiezhi.law.citations import read_citation
from xiezhi.modelling.library import models
from xiezhi.screening import Model

Article = tuple[str, str]  # instrument, article


@dataclass(frozen=True, slots=True)
class Basis:
    """Question, law breached, power to supervise, ways of checking and known misses of a clue."""

    label: str
    question: str
    breach: tuple[Citation, ...]
    power: tuple[Citation, ...]
    check_by: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    model: Model | None = None


def basis_of(clue: Clue) -> Basis:
    """Return what a clue goes by."""
    model = models().get(clue.model)
    if model is None:
        breach = (Citation(clue.breach, "", verified=True),) if clue.breach else ()
        label = str(Clue.Source(clue.source).label)
        return Basis(label, clue.title, breach, (POWER_TO_VERIFY,))
    return Basis(
        model.label, model.question, citations(model.breach), citations(model.power),
        model.check_by, model.misses, model,
    )  # fmt: skip


def citations(written: Iterable[Any]) -> tuple[Citation, ...]:
    """Return a model's citations as the law room writes them."""
    return tuple(Citation(one.cite, one.quote, not one.unverified) for one in written)


def articles(cites: Iterable[str]) -> frozenset[Article]:
    """Return the articles that citations name, without paragraph and item."""
    read = (read_citation(cite) for cite in cites)
    return frozenset((one.instrument, one.article) for one in read if one is not None)


def articles_of(clue: Clue) -> frozenset[Article]:
    """Return the articles whose breach a clue is about."""
    return articles(one.text for one in basis_of(clue).breach)


def subject_number(subject: dict[str, Any]) -> str:
    """Return the identity number or credit code of a model's subject; empty when it has none."""
    return str(subject.get("identity_number") or subject.get("credit_code") or "")
