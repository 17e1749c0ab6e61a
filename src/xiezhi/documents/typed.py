"""Contents that a person typed, as values whose source is that person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from xiezhi.casework.forms.act_form import Mendable, words_of
from xiezhi.documents.checking import IDENTITY, checked_identity, chosen
from xiezhi.documents.phrases import evidence_by_kind
from xiezhi.documents.rules import refused
from xiezhi.dossier.drafting import Template, Value, ValueRefused
from xiezhi.dossier.drafting.fields import FieldDefinition
from xiezhi.dossier.drafting.filling import fill
from xiezhi.evidence.selectors import must_be_citable


def typed_values(
    template: Template, contents: Mapping[str, Any], *, by: str, case_id: UUID
) -> dict[str, Value]:
    """Return values for what was typed; an evidence field takes a list of numbers.

    Raises:
        Refused: 409 for an unknown field, a value that cannot stand, or evidence that may not be
            cited; the message names the field.
    """
    made = {}
    for name, content in contents.items():
        definition = template.fields.get(name)
        if definition is None or definition.at_issue:
            raise refused("draft.value", f"{template.label}没有可以填写的字段「{name}」")
        made[name] = _value(definition, content, f"person.{by}", case_id)
    try:
        fill(template, made)
    except ValueRefused as problem:
        raise refused("draft.value", str(problem)) from problem
    return made


def _value(definition: FieldDefinition, content: Any, source: str, case_id: UUID) -> Value:
    if definition.kind == "evidence":
        numbers = [int(no) for no in content]
        must_be_citable(case_id, numbers)
        content = evidence_by_kind(chosen(case_id, numbers))
        source = "evidence.citable"
    if definition.kind in ("records", "evidence"):
        rows = [{key: _leaf(key, leaf, source) for key, leaf in row.items()} for row in content]
        return Value(rows, source)
    return Value(content, source)


def _leaf(name: str, content: Any, source: str) -> Value:
    if isinstance(content, Value):
        return content
    if name == IDENTITY and content:
        try:
            content = checked_identity(str(content))
        except Mendable as problem:
            raise refused("draft.value", f"{words_of(problem)}；{problem.cure}") from problem
    return Value(content, source)
