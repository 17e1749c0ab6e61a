"""Fields of an act's form."""

from __future__ import annotations

from dataclasses import dataclass


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
