"""Fill a template from what the case holds: each field from the first source that has a value."""

from __future__ import annotations

from collections.abc import Mapping

from xiezhi.dossier.drafting.fields import FieldDefinition
from xiezhi.dossier.drafting.template import Template
from xiezhi.dossier.drafting.values import Value

DECIDED = "decision.do"  # the path of the move that was decided


def gather(template: Template, held: Mapping[str, object]) -> dict[str, Value]:
    """Values for every field that `held` (case path → content) can fill.

    A record list in `held` is a list of mappings; each leaf keeps its own path
    (`subjects[0].name`), so the reader can be led to it.
    """
    found: dict[str, Value] = {}
    for name, definition in template.fields.items():
        decided = str(held.get(DECIDED, ""))
        if decided in definition.by_move:
            found[name] = Value(definition.by_move[decided], DECIDED)
            continue
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


def _row(definition: FieldDefinition, path: str, given: object) -> dict[str, Value]:
    held = given if isinstance(given, Mapping) else {}
    row: dict[str, Value] = {}
    for name in definition.fields:
        content = held.get(name)
        if content not in (None, ""):
            # A leaf that comes from elsewhere (an earlier document) brings its own source
            row[name] = content if isinstance(content, Value) else Value(content, f"{path}.{name}")
    return row
