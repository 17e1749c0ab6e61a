"""Fill a template from what the case holds: each field from the first source that has a value."""

from __future__ import annotations

from collections.abc import Mapping

from xiezhi.dossier.drafting.fields import FieldDefinition
from xiezhi.dossier.drafting.template import Template
from xiezhi.dossier.drafting.values import Value


def gather(template: Template, held: Mapping[str, object]) -> dict[str, Value]:
    """Values for every field that `held` (case path → content) can fill.

    A record list in `held` is a list of mappings; each leaf keeps its own path
    (`subjects[0].name`), so the reader can be led to it.
    """
    found: dict[str, Value] = {}
    for name, definition in template.fields.items():
        for path in definition.source:
            value = _value(definition, path, held.get(path))
            if value is not None:
                found[name] = value
                break
    return found


def _value(definition: FieldDefinition, path: str, content: object) -> Value | None:
    if content is None or content == "" or content == []:
        return None
    if definition.kind not in ("records", "evidence"):
        return Value(content, path)
    if not isinstance(content, list):
        return None
    rows = [_row(definition, f"{path}[{i}]", row) for i, row in enumerate(content)]
    return Value(rows, path)


def _row(definition: FieldDefinition, path: str, row: object) -> dict[str, Value]:
    held = row if isinstance(row, Mapping) else {}
    return {
        name: Value(held[name], f"{path}.{name}")
        for name in definition.fields
        if held.get(name) not in (None, "")
    }
