"""The steps of the procedure, read from ``steps.yaml``: who takes them and what is filled in."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, TypeAdapter

from xiezhi.law import FieldSpec
from xiezhi.law.liability import rules_of
from xiezhi.law.procedure_rules import Cited, FormField
from xiezhi.law.yaml_files import read_yaml
from xiezhi.ledger import packs

Standing = Literal["inspection", "chief", "concerned", "office", "reviewer"]
Choices = Mapping[str, tuple[tuple[str, str], ...]]


class StepField(FormField):
    """A field whose choices may come from a code table of the pack, or from the matter itself."""

    choices_from: str = ""


class Step(Cited):
    """One step: its label, who takes it (``by``), whether it is about a person, its fields."""

    label: str
    by: tuple[Standing, ...]
    about: Literal["case", "person"] = "case"
    fields: tuple[StepField, ...] = Field(default=())

    def specs(self, offered: Choices) -> tuple[FieldSpec, ...]:
        """The fields for a form; ``offered`` are the choices that depend on the matter."""
        return tuple(_spec(field, offered) for field in self.fields)


def _spec(field: StepField, offered: Choices) -> FieldSpec:
    spec = field.spec
    if not field.choices_from:
        return spec
    choices = offered.get(field.choices_from) or codes(field.choices_from)
    return FieldSpec(
        spec.name, spec.label, spec.kind, spec.required, spec.why, choices, spec.source
    )


def codes(table: str) -> tuple[tuple[str, str], ...]:
    """The codes of a table of the pack in force that may be used: code and label."""
    found = rules_of(packs.in_force()).codes(table)
    return tuple((key, code.label) for key, code in found.items() if not code.pending)


@cache
def steps() -> Mapping[str, Step]:
    """Every step by its kind of act."""
    written = read_yaml(Path(__file__).with_name("steps.yaml"))
    return TypeAdapter(dict[str, Step]).validate_python(written)
