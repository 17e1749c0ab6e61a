"""Take judgments in: extract fields, feed the canonical tables, keep anchors into the text."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from xiezhi.clues.access import require_importer
from xiezhi.clues.actions.import_file import is_new, keep_or_undo
from xiezhi.clues.operators import Operator
from xiezhi.clues.orphans import taking_in
from xiezhi.dossier import extract
from xiezhi.evidence.actions.keep_text import Keeper, keep_text
from xiezhi.ledger import digests
from xiezhi.modelling.library import store
from xiezhi.screening import ImportReport, ScreeningError, import_records
from xiezhi.screening.judgments import ExtractedRow, rows_of

DIGITS = 8  # of the digest that a text is named by


def is_judgments(path: Path) -> bool:
    """Say whether a file is JSON lines of judgments: ``{id, text}`` a line."""
    if path.suffix.lower() not in (".jsonl", ".ndjson", ".json"):
        return False
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        try:
            first = json.loads(next((line for line in lines if line.strip()), ""))
        except ValueError:
            return False
    return isinstance(first, dict) and {"id", "text"} <= first.keys()


def import_judgments(
    operator: Operator, path: Path, *, data_on: date | None = None
) -> ImportReport:
    """Extract every judgment and import the rows. Raises ScreeningError with the line."""
    require_importer(operator)
    rows: list[ExtractedRow] = []
    kept: list[tuple[str, str, dict[str, Any]]] = []
    for line, text_id, text in _texts(path):
        record = extract(text, id=text_id, line=line).to_json()
        # Files of one name come every month: the text itself tells their lines apart.
        anchor = f"{path.stem}:{line}:{digests.sha256(text.encode())[:DIGITS]}"
        kept.append((anchor, text, record))
        rows += rows_of(record, anchor, record.get("spans", {}))
    day = data_on or timezone.localdate()
    keeper = Keeper(operator.procuratorate, operator.code, operator.capacity)

    def keep() -> None:
        for anchor, text, record in kept:
            spans = record.pop("spans", {})
            keep_text(
                keeper=keeper,
                key=anchor,
                title=_title(record, anchor),
                kind="judgment",
                content=text,
                fields=record,
                spans=spans,
            )

    with taking_in(operator.procuratorate):
        report = import_records(rows, store(operator.procuratorate), name=path.name, data_on=day)
        if is_new(operator, report):
            keep_or_undo(operator, report, path.name, keep)
    return report


def _title(record: dict[str, Any], anchor: str) -> str:
    number = record.get("case_no") or anchor
    return f"{record.get('court') or ''}{number}"


def _texts(path: Path) -> Iterator[tuple[int, Any, str]]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                value = json.loads(line.decode("utf-8-sig"))
                yield number, value["id"], str(value["text"])
            except (ValueError, KeyError, TypeError) as error:
                raise ScreeningError(
                    "这一行不是裁判文书", "每行应为 {\"id\": …, \"text\": \"…\"}，用 UTF-8 编码",
                    place=f"第 {number} 行", value=line[:120].decode("utf-8", "replace")[:40],
                ) from error  # fmt: skip
