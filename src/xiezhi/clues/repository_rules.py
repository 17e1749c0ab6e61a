"""What the repository goes by, read from YAML beside this file: sources, classes, measures, terms.

Every entry names the article it follows with a few of its words, or says ``unverified``.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, model_validator

from xiezhi.law import Citation

FOLDER = Path(__file__).parent


class Entry(BaseModel):
    """One rule: its article in a few words, or ``unverified`` when no text stands behind it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cite: str = ""
    quote: str = ""
    unverified: bool = False

    @model_validator(mode="after")
    def _quotes_what_it_cites(self) -> "Entry":
        if bool(self.cite) != bool(self.quote):
            raise ValueError("cite 与 quote 应当同时写明")
        return self

    @property
    def citation(self) -> Citation | None:
        """The article, for refusals and pages; None where there is none."""
        return Citation(self.cite, self.quote, not self.unverified) if self.cite else None


class SourceRule(Entry):
    """Who registers clues of a source, and which particulars it needs (field → how to fill it)."""

    registrars: frozenset[str]
    functions: frozenset[str] = frozenset()
    needs: Mapping[str, str]


class RestrictedClass(Entry):
    """A class of clues that only some may know of: which functions and which posts of the unit.

    ``filed``: case management sees it once it is established. ``kept`` False: it is never
    registered here. ``letter``: it leaves the unit only with a letter and a day for the feedback.
    """

    label: str
    functions: frozenset[str]
    roles: frozenset[str]
    filed: bool = False
    kept: bool = True
    letter: bool = False


class Measure(Entry):
    """A way of verifying; ``together``: by two persons at least; ``lines`` empty: any line."""

    label: str
    together: bool = False
    lines: frozenset[str] = frozenset()


class Measures(BaseModel):
    """The measures that leave liberty and property alone, and those that never may be noted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    allowed: dict[str, Measure]
    forbidden: dict[str, Measure]


class Term(Entry):
    """A number of days within which something is answered."""

    label: str
    days: int


@cache
def source_rules() -> dict[str, SourceRule]:
    """Return the sources a person may register clues of, by value of ``Clue.Source``."""
    return TypeAdapter(dict[str, SourceRule]).validate_python(_read("sources.yaml"))


@cache
def restricted_classes() -> dict[str, RestrictedClass]:
    """Return the restricted classes by id."""
    return TypeAdapter(dict[str, RestrictedClass]).validate_python(_read("classes.yaml"))


@cache
def measures() -> Measures:
    """Return the measures of verification."""
    return Measures.model_validate(_read("measures.yaml"))


@cache
def terms() -> dict[str, Term]:
    """Return the terms by id."""
    return TypeAdapter(dict[str, Term]).validate_python(_read("terms.yaml"))


def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text("utf-8"))
