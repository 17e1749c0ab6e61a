"""Offers: every move a person might make now, allowed or refused and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xiezhi.law.refusals import Refusal

if TYPE_CHECKING:
    from xiezhi.law.citations import Citation


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of an act's form.

    kind: text|longtext|date|datetime|bool|int|decimal|choice|person|persons|parties|evidence.
    ``why`` says in Chinese why a required field is required; ``source`` is the path of the case
    field that pre-fills it.
    """

    name: str
    label: str
    kind: str
    required: bool = False
    why: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A move on offer: ``kind`` is the act's kind, ``do`` the move, ``refusals`` why not."""

    kind: str
    do: str
    label: str
    subject: str | None
    allowed: bool
    refusals: tuple[Refusal, ...] = ()
    citation: Citation | None = None
    fields: tuple[FieldSpec, ...] = ()
    documents: tuple[str, ...] = ()
    matter: str | None = None
