"""Compares texts and evidence with the ledger: a row changed past the acts is named."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from xiezhi.evidence.models import EvidenceItem, Text
from xiezhi.ledger.projections import Difference
from xiezhi.ledger.selectors import entries_about

SAID = ("kind", "name", "source", "collected_by", "collected_on", "is_key", "text_id")
STATES = {
    "exclude_evidence": EvidenceItem.State.EXCLUDED,
    "readmit_evidence": EvidenceItem.State.INCLUDED,
}


def digest(content: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(content.encode()).hexdigest()


def about(text: Text) -> str:
    """Return the digest of all that is said about a text: case, title, kind, fields, anchors."""
    names = ("case_id", "key", "title", "kind", "fields", "spans", "restricted")
    said = {name: getattr(text, name) for name in names}
    return digest(json.dumps(said, ensure_ascii=False, sort_keys=True, default=str))


def differing_texts() -> Iterator[Difference]:
    """Yield every text whose content or particulars are not those kept, missing or unrecorded."""
    kept = {entry.subject[1]: entry.data for entry in entries_about("text")}
    for text in Text.objects.order_by("pk").iterator(chunk_size=200):
        known = kept.pop(str(text.pk), None)
        name = f"{text.title}（{text.pk}）"
        if known is None:
            yield Difference(name, "文本", "表中有这一份", "账本中没有保存的记录")
            continue
        found = {"正文": (digest(text.content), known["sha256"]),
                 "摘要": (text.sha256, known["sha256"]),
                 "标题、字段和位置": (about(text), known["about"])}  # fmt: skip
        for field, (stored, recorded) in found.items():
            if stored != recorded:
                yield Difference(name, field, stored, recorded)
    for pk, known in sorted(kept.items()):
        yield Difference(f"{known['key']}（{pk}）", "文本", "", "账本中有保存的记录，表中没有")


def differing_items() -> Iterator[Difference]:
    """Yield every item of evidence that is not as it was entered, excluded or readmitted."""
    recorded = _recorded()
    for item in EvidenceItem.objects.order_by("case_id", "no").iterator(chunk_size=500):
        known = recorded.pop((str(item.case_id), item.no), None)
        name = f"证据{item.no}「{item.name}」（案件 {item.case_id}）"
        if known is None:
            yield Difference(name, "证据", "表中有这一项", "账本中没有登记的记录")
            continue
        for field, value in known.items():
            stored = _plain(getattr(item, field))
            if stored != value:
                yield Difference(name, _label(field), str(stored), str(value))
    for (case_id, no), known in sorted(recorded.items()):
        name = f"证据{no}「{known['name']}」（案件 {case_id}）"
        yield Difference(name, "证据", "", "账本中有登记的记录，表中没有")


def _recorded() -> dict[tuple[str, int], dict[str, Any]]:
    """Fold the acts on evidence into what each item should hold, by case and number."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for entry in entries_about("case"):
        if entry.kind == "add_evidence":
            said = {name: _plain(entry.data.get(name)) for name in SAID}
            state = {"state": str(EvidenceItem.State.INCLUDED), "excluded_reason": ""}
            found[entry.subject[1], entry.data["no"]] = said | state
        elif entry.kind in STATES:
            item = found.get((entry.subject[1], entry.data["no"]))
            state = STATES[entry.kind]
            reason = entry.data["reason"] if state == EvidenceItem.State.EXCLUDED else ""
            if item is not None:
                item |= {"state": str(state), "excluded_reason": reason}
    return found


def _plain(value: Any) -> Any:
    """Return a value as the ledger keeps it: text for dates and ids."""
    return value if value is None or isinstance(value, bool) else str(value)


def _label(field: str) -> str:
    column = EvidenceItem._meta.get_field(field)
    return str(column.verbose_name)
