"""The examples beside each template: what a filled document looks like, and what tests render."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from xiezhi.dossier.drafting.template import TemplateError
from xiezhi.dossier.drafting.values import Value


@dataclass(frozen=True)
class Example:
    """A named set of values for one template."""

    name: str
    values: Mapping[str, Value]


def load_examples(folder: Path) -> tuple[Example, ...]:
    """The examples of a template folder; raises TemplateError when there are none."""
    path = folder / "examples.yaml"
    if not path.is_file():
        raise TemplateError(f"文书模板 {folder.name} 缺少示例 examples.yaml")
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(Example(row["name"], _valued(row["values"])) for row in rows)


def _valued(raw: Mapping[str, object]) -> dict[str, Value]:
    return {key: Value(_leaves(content), f"example.{key}") for key, content in raw.items()}


def _leaves(content: object) -> object:
    if not isinstance(content, list):
        return content
    return [
        {key: Value(leaf, f"example.{key}") for key, leaf in row.items()}
        if isinstance(row, dict)
        else row
        for row in content
    ]
