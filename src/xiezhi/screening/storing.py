"""A staged import into the store, in one transaction."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import duckdb

from xiezhi.screening.merging import merge
from xiezhi.screening.report import ImportReport, SheetReport
from xiezhi.screening.staging import Staged, Staging
from xiezhi.screening.store import Store


@dataclass(frozen=True)
class Part:
    """One staged sheet and the place of its report in the import's reports."""

    sheet: str
    staged: Staged
    at: int


def store_import(
    store: Store, staging: Staging, report: ImportReport, parts: Sequence[Part]
) -> ImportReport:
    """Merge what was staged; if this import is already stored, change nothing and say so."""
    with store.writing() as con:
        if earlier := _stored(con, report):
            return replace(earlier, repeated=True)
        now = datetime.now().replace(microsecond=0)
        con.execute(
            "INSERT INTO _imports VALUES (?, ?, ?, ?, ?, '')",
            [report.import_id, report.file, report.sha256, report.data_on, now],
        )
        sheets = list(report.sheets)
        for part in parts:
            sheets[part.at] = _merge_part(con, staging, report, part)
        report = replace(report, sheets=tuple(sheets))
        con.execute(
            "UPDATE _imports SET report = ? WHERE import_id = ?",
            [json.dumps(report.as_json(), ensure_ascii=False), report.import_id],
        )
    return report


def _merge_part(
    con: duckdb.DuckDBPyConnection, staging: Staging, report: ImportReport, part: Part
) -> SheetReport:
    assert report.import_id is not None
    con.register("_stage_good", staging.read(part.staged.good))
    merged = merge(con, part.staged.table, "_stage_good", report.import_id, part.sheet)
    con.unregister("_stage_good")
    con.register("_stage_bad", staging.read(part.staged.bad))
    con.execute(
        "INSERT INTO _quarantine SELECT $id, $sheet, $tbl, * FROM _stage_bad",
        {"id": report.import_id, "sheet": part.sheet, "tbl": part.staged.table.table},
    )
    con.unregister("_stage_bad")
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
    return replace(report, sheets=sheets)
