"""How imports, models, runs and clues read at the console and as JSON."""

from datetime import date
from typing import Any

import click

from xiezhi.clues.models import Clue, ModelRun
from xiezhi.modelling.library import models, store
from xiezhi.modelling.standing import stages
from xiezhi.screening import ImportReport, availabilities
from xiezhi.screening.report import SheetReport

_COUNTS = ("rows", "kept", "quarantined", "duplicates", "noise")


def say_import(report: ImportReport) -> None:
    """Say where every line of a file went."""
    if report.repeated:
        click.echo(f"{report.file}：以前导入过同一文件，什么也没有改变；那次的结果是：")
    for sheet in report.sheets:
        where = f"{sheet.file}［{sheet.sheet}］" if sheet.sheet else sheet.file
        if sheet.problem:
            click.echo(f"{where}：没有导入。{sheet.problem}")
            continue
        click.echo(
            f"{where} → {sheet.table}：{sheet.rows} 行，入库 {sheet.kept}（新增 {sheet.new}，"
            f"已有 {sheet.known}），隔离 {sheet.quarantined}，完全重复 {sheet.duplicates}，"
            f"剔除标题、合计、说明 {sheet.noise}"
        )
        for reason, count in sheet.quarantined_by_reason.items():
            click.echo(f"    隔离 {count} 行：{reason}")
        if sheet.lacks:
            click.echo(f"    文件里没有：{'、'.join(sheet.lacks)}")
    click.echo(f"    数据截至：{report.data_on.isoformat()}")
    if report.enables:
        click.echo(f"    可以运行：{'、'.join(report.enables)}")
    for model, reason in report.blocked.items():
        click.echo(f"    仍受阻：{model}（{reason}）")


def import_rows(report: ImportReport) -> list[dict[str, Any]]:
    """Return one plain row a sheet, also of a file imported before.

    ``table`` is None for a sheet left out; ``mapping`` says by header the column of the table,
    None for one that is not imported.
    """
    return [
        {
            "file": sheet.file,
            "sheet": sheet.sheet,
            "table": None if sheet.problem else sheet.table,
            "rows": sheet.rows,
            "kept": sheet.kept,
            "quarantined": sheet.quarantined,
            "duplicates": sheet.duplicates,
            "noise": sheet.noise,
            "mapping": _mapping(sheet),
        }
        for sheet in report.sheets
    ]


def refused_row(name: str) -> dict[str, Any]:
    """Return the row of a file of which nothing was imported; why is said apart."""
    return {"file": name, "sheet": "", "table": None} | dict.fromkeys(_COUNTS, 0) | {"mapping": {}}


def _mapping(sheet: SheetReport) -> dict[str, str | None]:
    """Only a column that was imported; of two with the same header the imported one."""
    found: dict[str, str | None] = {}
    for match in sheet.mapping:
        column = match.column if match.verdict == "mapped" else None
        found[match.header] = found.get(match.header) or column
    return found


def model_rows(unit: str, on: date) -> list[dict[str, Any]]:
    """Return one plain row a model; ``ready`` and ``blocked_by`` go by the data of a unit."""
    states = availabilities(models().values(), store(unit), on)
    standing = stages(unit, models().values())
    rows = []
    for key, model in models().items():
        ready = states[key]
        rows.append(
            {
                "id": key,
                "label": model.label,
                "version": model.version,
                "status": str(standing[key].stage),
                "line": key.split(".", 1)[0],
                "question": model.question,
                "tables": list(model.reads),
                "ready": ready.ready,
                "blocked_by": ready.reason,
            }
        )
    return rows


def run_row(run: ModelRun) -> dict[str, Any]:
    """Return a run as plain values."""
    return {
        "model": run.model,
        "version": run.model_version,
        "as_of": run.as_of.isoformat(),
        "state": str(run.state),
        "hits": run.hits,
        "new_clues": run.new_clues,
        "rows_read": run.rows_read,
        "message": run.message,
    }


def say_run(run: ModelRun) -> None:
    """Say how a run ended."""
    if run.state == ModelRun.State.DONE:
        click.echo(f"{run.model}：读 {run.rows_read} 行，命中 {run.hits}，新线索 {run.new_clues}")
    else:
        click.echo(f"{run.model}：{run.get_state_display()}。{run.message}")


def clue_row(clue: Clue) -> dict[str, Any]:
    """Return a clue as plain values; ``rows`` holds the evidence rows by table."""
    return {
        "id": clue.number,
        "model": clue.model,
        "subject": clue.subject,
        "values": clue.values,
        "title": clue.title,
        "rows": clue.rows,
        "as_of": clue.as_of.isoformat(),
        "state": str(clue.state),
    }
