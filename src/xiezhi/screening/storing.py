"""A staged import into the store, in one transaction."""

# ruff: noqa: S608  names in SQL come from the dictionary, which admits plain identifiers only
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import duckdb

from xiezhi.screening.history import newest
from xiezhi.screening.merging import merge
from xiezhi.screening.report import ImportReport, SheetReport
from xiezhi.screening.staging import Staged
from xiezhi.screening.store import Store


@dataclass(frozen=True)
class Part:
    """One staged sheet and the place of its report in the import's reports."""

    sheet: str
    staged: Staged
    at: int


def store_import(store: Store, report: ImportReport, parts: Sequence[Part]) -> ImportReport:
    """Merge what was staged; if this import is already stored, change nothing and say so."""
    with store.writing() as con:
        if earlier := _stored(con, report):
            return replace(earlier, repeated=True)
        assert report.import_id is not None
        # the writer is alone, so its snapshot is the next one
        report = replace(report, snapshot=newest(con) + 1)
        sheets = list(report.sheets)
        _note(con, report)
        for part in parts:
            sheets[part.at] = _merge_part(con, report, part)
        report = replace(report, sheets=tuple(sheets))
        con.execute("DELETE FROM _imports WHERE import_id = ?", [report.import_id])
        _note(con, report)
    return report


def _note(con: duckdb.DuckDBPyConnection, report: ImportReport) -> None:
    """The import itself; the merge asks it for the data date, the report needs the merge."""
    tables = sorted({sheet.table for sheet in report.sheets if sheet.table and sheet.kept})
    con.execute(
        "INSERT INTO _imports (import_id, file, sha256, data_on, stored_at, report, snapshot,"
        " tables) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            report.import_id,
            report.file,
            report.sha256,
            report.data_on,
            datetime.now().replace(microsecond=0),
            json.dumps(report.as_json(), ensure_ascii=False),
            report.snapshot,
            tables,
        ],
    )


def _merge_part(con: duckdb.DuckDBPyConnection, report: ImportReport, part: Part) -> SheetReport:
    assert report.import_id is not None
    table = part.staged.table
    merged = merge(con, table, part.staged.good, report.import_id, part.sheet)
    con.execute(
        "INSERT INTO _quarantine (import_id, sheet, tbl, line, col, header, value, code, reason,"
        f" cure, cells) SELECT $id, $sheet, $tbl, * FROM {part.staged.bad}",
        {"id": report.import_id, "sheet": part.sheet, "tbl": table.table},
    )
    return replace(
        report.sheets[part.at],
        kept=merged.kept,
        new=merged.new,
        known=merged.known,
        duplicates=merged.staged - merged.kept,
    )


def _stored(con: duckdb.DuckDBPyConnection, report: ImportReport) -> ImportReport | None:
    sql = "SELECT report FROM _imports WHERE import_id = ?"
    row = con.execute(sql, [report.import_id]).fetchone()
    if row is None:
        return None
    earlier = json.loads(row[0])
    sheets = tuple(
        replace(
            sheet,
            **{k: old[k] for k in ("kept", "new", "known", "duplicates")},
        )
        for sheet, old in zip(report.sheets, earlier["sheets"], strict=True)
    )
    return replace(report, sheets=sheets, snapshot=earlier["snapshot"])
