"""Confirmed column mappings, remembered by the headers they belong to."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from xiezhi.screening.errors import ScreeningError
from xiezhi.screening.locks import locked
from xiezhi.screening.matching import normal


@dataclass(frozen=True)
class Profile:
    """A confirmed mapping: header -> column id, or None for a column not imported. ``name`` is
    that of the file for which it was confirmed."""

    signature: str
    table: str
    mapping: Mapping[str, str | None]
    confirmed_by: str
    confirmed_on: date
    name: str = ""


def signature_of(headers: Sequence[str]) -> str:
    """The same for the same set of headers, whatever their order, blanks and brackets."""
    names = sorted(normal(header) for header in headers if normal(header))
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]


class Profiles:
    """A JSON file of profiles. Safe for several processes; written whole or not at all."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def recall(self, headers: Sequence[str]) -> Profile | None:
        """The profile of these headers, None when they were never confirmed."""
        signature = signature_of(headers)
        entry = self._read().get(signature)
        return None if entry is None else _profile(signature, entry)

    def named(self, name: str) -> Profile:
        """The profile of that name or signature, the newest where several have the name.

        Raises :class:`ScreeningError`, which says the names there are.
        """
        known = [_profile(signature, entry) for signature, entry in self._read().items()]
        found = [profile for profile in known if name in (profile.name, profile.signature)]
        if found:
            return max(found, key=lambda profile: profile.confirmed_on)
        there = "；".join(
            f"{p.name or p.signature}（{p.table}，{p.confirmed_by} {p.confirmed_on} 确认）"
            for p in known
        )
        cure = f"已有：{there}" if there else "还没有确认过任何对应；先在网页上导入一次并确认各列"
        raise ScreeningError("没有这个名称的对应", cure, value=name)

    def remember(
        self,
        headers: Sequence[str],
        table: str,
        mapping: Mapping[str, str | None],
        *,
        by: str,
        on: date,
        name: str = "",
    ) -> Profile:
        """Keep a confirmed mapping, replacing an earlier one for the same headers."""
        signature = signature_of(headers)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with locked(self._path.with_suffix(".lock")):
            entries = self._read()
            entries[signature] = {
                "table": table,
                "mapping": dict(mapping),
                "confirmed_by": by,
                "confirmed_on": on.isoformat(),
                "name": name,
            }
            draft = self._path.with_suffix(".new")
            draft.write_text(json.dumps(entries, ensure_ascii=False, indent=1), "utf-8")
            os.replace(draft, self._path)
        return Profile(signature, table, mapping, by, on, name)

    def _read(self) -> dict[str, Any]:
        if not self._path.exists():
            return {}
        loaded: dict[str, Any] = json.loads(self._path.read_text("utf-8"))
        return loaded


def _profile(signature: str, entry: Mapping[str, Any]) -> Profile:
    return Profile(
        signature,
        entry["table"],
        entry["mapping"],
        entry["confirmed_by"],
        date.fromisoformat(entry["confirmed_on"]),
        entry.get("name", ""),
    )
