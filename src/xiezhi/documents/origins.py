"""Where a value came from, in words, with the page that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.casework.figures.spoken import spoken
from xiezhi.organs.directory import names


@dataclass(frozen=True, slots=True)
class Origin:
    """A source in words; `url` is empty when no page shows it."""

    label: str
    url: str


@cache
def origins() -> dict[str, dict[str, Any]]:
    """Return the words for the first part of a source path."""
    loaded: dict[str, dict[str, Any]] = yaml.safe_load(
        Path(__file__).with_name("origins.yaml").read_text("utf-8")
    )
    return loaded


def origin_of(source: str, proceeding_id: UUID) -> Origin:
    """Return the words and the page of a source path such as `subjects[0].name`."""
    root, _dot, rest = source.partition(".")
    known = origins().get(root.split("[")[0], {"label": source})
    if root == "person":
        name = names({rest}).get(rest, rest)
        return Origin(
            _("%(what)s（%(name)s）") % {"what": spoken(known["label"]), "name": name}, ""
        )
    label = spoken(known["label"])
    if "tab" not in known:
        return Origin(label, "")
    tab = f"?tab={known['tab']}" if known["tab"] else ""
    return Origin(label, reverse("case-page", args=[proceeding_id]) + tab)
