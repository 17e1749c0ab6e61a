"""Rows made by our own hand (extracted texts, the city) into the store, with their anchors."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from datetime import date

from xiezhi.screening.cells import Canonical, Cell, as_text, canonical
from xiezhi.screening.dictionary import Table
from xiezhi.screening.errors import ScreeningError
from xiezhi.screening.judgments import ExtractedRow
from xiezhi.screening.plans import nameless
from xiezhi.screening.refusal import Bad
from xiezhi.screening.report import ImportReport, SheetReport
from xiezhi.screening.staging import CHUNK, Batch, Staged, Staging
from xiezhi.screening.store import Store
from xiezhi.screening.storing import Part, store_import


def import_records(
    rows: Sequence[ExtractedRow], store: Store, *, name: str, data_on: date
) -> ImportReport:
    """Store rows for several tables as one import called ``name``; line = place in ``rows``.

    A row with an unreadable or missing key value goes to quarantine like a row of a file. The
    same rows with the same name and day change nothing. Raises :class:`ScreeningError` for a
    table or column the dictionary lacks, and when there are no rows.
    """
    if not rows:
        raise ScreeningError("没有可导入的行", place=name)
    grouped: dict[str, list[tuple[int, ExtractedRow]]] = defaultdict(list)
    for number, row in enumerate(rows, start=1):
        grouped[row.table].append((number, row))
    body = json.dumps([astuple(row) for row in rows], ensure_ascii=False, default=str)
    sha256 = hashlib.sha256(body.encode()).hexdigest()
    parts: list[Part] = []
    reports: list[SheetReport] = []
    with Staging(store.directory) as staging:
        for table in sorted(grouped):
            staged = _stage(staging, store.dictionary[table], grouped[table], name)
            parts.append(Part(table, staged, len(reports)))
            reports.append(_report(name, staged))
        key = hashlib.sha256(f"{name}\n{sha256}\n{data_on}".encode()).hexdigest()[:16]
        report = ImportReport(f"imp-{key}", name, sha256, data_on, False, tuple(reports))
        return store_import(store, report, parts)


def _stage(
    staging: Staging, table: Table, rows: Sequence[tuple[int, ExtractedRow]], name: str
) -> Staged:
    staged = staging.open_sheet(table)
    for start in range(0, len(rows), CHUNK):
        _stage_chunk(staging, staged, rows[start : start + CHUNK], name)
    return staged


def _stage_chunk(
    staging: Staging, staged: Staged, rows: Sequence[tuple[int, ExtractedRow]], name: str
) -> None:
    table = staged.table
    batch = Batch({column: [] for column in table.columns}, [], [], [])
    bad: list[tuple[object, ...]] = []
    for number, row in rows:
        if unknown := set(row.values) - set(table.columns):
            reason = f"“{table.label}”没有这一列"
            raise ScreeningError(reason, "核对列名", f"{name} 第 {number} 行", "、".join(unknown))
        try:
            values, printed = _read(table, row.values)
        except _Refused as refused:
            bad.append(_quarantined(number, refused, row))
            continue
        for column, value in values.items():
            batch.columns[column].append(value)
        batch.lines.append(number)
        batch.printed.append(json.dumps(printed, ensure_ascii=False) if printed else None)
        anchors = [astuple(anchor) for anchor in row.anchors]
        batch.anchors.append(json.dumps(anchors, ensure_ascii=False) if anchors else None)
    staging.add_good(staged, batch)
    staging.add_bad(staged, bad)
    staged.rows += len(rows)
    staged.quarantined.update(str(row[4]) for row in bad)


class _Refused(Exception):
    """A row refused at a column."""

    def __init__(self, column: str, value: str, bad: Bad) -> None:
        super().__init__(column)
        self.column, self.value, self.bad = column, value, bad


def _read(
    table: Table, values: Mapping[str, object]
) -> tuple[dict[str, Canonical], dict[str, str]]:
    read: dict[str, Canonical] = {}
    printed: dict[str, str] = {}
    required = set(table.required())
    for name, column in table.columns.items():
        raw = values.get(name)
        cell: Cell = raw if isinstance(raw, str | int | float | bool | date) else _text(raw)
        try:
            read[name] = None if raw is None else canonical(cell, column)
        except Bad as bad:
            raise _Refused(name, as_text(cell), bad) from bad
        value = read[name]
        if value is None and name in required:
            missing = Bad("missing_key", f"缺“{column.label}”", "补填后重发此行")
            raise _Refused(name, "", missing)
        if isinstance(value, str) and as_text(cell) != value:
            printed[name] = as_text(cell)
    for pair in table.either():
        if all(read[name] is None for name in pair):
            raise _Refused(pair[0], "", nameless(table, pair))
    return read, printed


def _text(raw: object) -> str | None:
    return None if raw is None else str(raw)


def _quarantined(number: int, refused: _Refused, row: ExtractedRow) -> tuple[object, ...]:
    cells = {name: as_text(_text(value)) for name, value in row.values.items()}
    bad = refused.bad
    whole = json.dumps(cells, ensure_ascii=False)
    why = (bad.code, bad.reason, bad.cure)
    return (number, refused.column, refused.column, refused.value, *why, whole)


def _report(name: str, staged: Staged) -> SheetReport:
    reasons: Counter[str] = staged.quarantined
    return SheetReport(
        name,
        staged.table.table,
        staged.table.table,
        rows=staged.rows,
        quarantined=sum(reasons.values()),
        quarantined_by_reason=dict(sorted(reasons.items())),
    )
