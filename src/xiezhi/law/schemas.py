"""JSON Schemas of the YAML kinds, by which an editor helps whoever writes a rule."""

import json
from pathlib import Path
from typing import Any

from xiezhi.law.kinds import KINDS, Kind
from xiezhi.law.packs import PackHead


def schema_of(kind: Kind) -> dict[str, Any]:
    """The schema of one file of a kind: a table of rules, or one rule or a list of them."""
    one = kind.model().model_json_schema(by_alias=True)
    definitions = one.pop("$defs", {})
    if kind.keyed:
        schema: dict[str, Any] = {"type": "object", "additionalProperties": one}
    else:
        schema = {"anyOf": [one, {"type": "array", "items": one}]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.name,
        **schema,
        "$defs": definitions,
    }


def write_schemas(folder: Path) -> list[Path]:
    """Write ``<kind>.schema.json`` for every kind, and ``pack.schema.json``; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    schemas = {kind.name: schema_of(kind) for kind in KINDS}
    schemas["pack"] = PackHead.model_json_schema(by_alias=True)
    written = []
    for name, schema in schemas.items():
        path = folder / f"{name}.schema.json"
        text = json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True)
        path.write_text(f"{text}\n", encoding="utf-8")
        written.append(path)
    return written
