"""The time line: every recorded act in words, the newest first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xiezhi.casework.figures.words import REVIEWS, SUBMITTED, act_label, capacity_label, do_label
from xiezhi.law import Procedure
from xiezhi.law.contents import shortened
from xiezhi.ledger.selectors import EntryRow


@dataclass(frozen=True, slots=True)
class Line:
    """One act as read by a person; both digests stand beside it."""

    seq: int
    at: datetime
    label: str
    who: str
    capacity: str
    subject: str
    said: str
    rule: str
    rule_version: str
    version_short: str
    sha256: str
    sm3: str


def lines_of(
    entries: Sequence[EntryRow],
    procedure_under: Callable[[str], Procedure],
    names: Mapping[str, str],
) -> tuple[Line, ...]:
    """Return a line an entry, the newest first; `names` by code of persons and parties.

    Every act is told by the procedure of its own day: `procedure_under` its version.
    """
    return tuple(
        _line(entry, procedure_under(entry.rule_version), names) for entry in reversed(entries)
    )


def _line(entry: EntryRow, procedure: Procedure, names: Mapping[str, str]) -> Line:
    data = entry.data
    did = do_label(procedure, data.get("do"))
    label = act_label(entry.kind)
    return Line(
        seq=entry.seq,
        at=entry.at,
        label=did if entry.kind == "move" and did else label,
        who=names.get(entry.by, entry.by),
        capacity=capacity_label(entry.capacity),
        subject=names.get(str(data.get("subject") or ""), ""),
        said=said(entry.kind, data, did, names),
        rule=entry.rule,
        rule_version=entry.rule_version,
        version_short=shortened(entry.rule_version),
        sha256=entry.sha256,
        sm3=entry.sm3,
    )


def said(kind: str, data: Mapping[str, Any], did: str, names: Mapping[str, str]) -> str:
    """Return what the act says, in a few words; its whole content stands in the ledger."""
    if kind in {"opine", "decide", "resolve"}:
        return "：".join(part for part in (did, str(data.get("reasons") or "")) if part)
    if kind == "review":
        result = str(REVIEWS.get(str(data.get("result")), data.get("result")))
        return "：".join(part for part in (result, str(data.get("remark") or "")) if part)
    if kind == "submit":
        return str(SUBMITTED.get(str(data.get("to")), data.get("to") or ""))
    for key in ("handler", "person"):
        if data.get(key):
            return names.get(str(data[key]), str(data[key]))
    for key in ("number", "reason", "reasons", "text", "content", "reply", "extension", "ground"):
        if data.get(key):
            return str(data[key])
    return ""
