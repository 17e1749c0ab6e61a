"""The nightly job: the unit's own casework goes into the tables, then every ready model runs."""

import json
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from xiezhi.clues.actions.import_file import import_file
from xiezhi.clues.actions.run_model import queue_run, run_model
from xiezhi.clues.models import ImportBatch, ModelRun
from xiezhi.clues.operators import CONSOLE, Operator, console_operator, console_person
from xiezhi.clues.own_books import OwnRows, own_rows
from xiezhi.modelling.library import models, store
from xiezhi.modelling.stages import IN_USE
from xiezhi.modelling.standing import stage_of
from xiezhi.organs import selectors as organs
from xiezhi.screening import availabilities, national

WHY = "每晚运行"
FILE = "本院办案登记"


@dataclass(frozen=True, slots=True)
class Night:
    """What one night did for a unit: rows of own casework, runs, and models that lack a table."""

    procuratorate: str
    own: tuple[OwnRows, ...]
    runs: tuple[ModelRun, ...]
    blocked: tuple[str, ...]

    @property
    def new_clues(self) -> int:
        """How many clues are new."""
        return sum(run.new_clues or 0 for run in self.runs)


def nightly_operators() -> list[Operator]:
    """Return for whom the night works: the person named, else every unit that holds imports."""
    if console_person() is not None:
        return [console_operator()]
    held = ImportBatch.objects.order_by().values_list("procuratorate", flat=True).distinct()
    return [
        Operator(CONSOLE, CONSOLE, unit, organs.units_under(unit)) for unit in sorted(held)
    ] or [console_operator()]


def screen_nightly(operator: Operator, on: date) -> Night:
    """Do the night's work of one unit as of a day.

    Raises Refused (403) when the operator is no analyst, ScreeningError when the store refuses.
    """
    own = tuple(_keep(operator, rows, on) for rows in own_rows(_units(operator)))
    tables = store(operator.procuratorate)
    used = [
        one for one in models().values() if stage_of(operator.procuratorate, one).stage in IN_USE
    ]
    known = availabilities(used, tables, on)
    ready = [key for key, found in known.items() if found.ready]
    blocked = [key for key in known if key not in ready]
    runs = []
    for key in ready:
        run = queue_run(operator, key, on, WHY)
        run_model(operator, run)
        runs.append(run)
    return Night(operator.procuratorate, own, tuple(runs), tuple(blocked))


def _units(operator: Operator) -> frozenset[str]:
    return operator.reach | {operator.procuratorate}


def _keep(operator: Operator, own: OwnRows, on: date) -> OwnRows:
    """Take the rows in like any file, so that they have origin, data date and undoing."""
    if not own.rows:
        return own
    labels = {name: column.label for name, column in national()[own.table].columns.items()}
    lines = [
        json.dumps({labels[k]: str(v) for k, v in row.items() if v}, ensure_ascii=False)
        for row in own.rows
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{FILE}-{own.table}.jsonl"
        path.write_text("\n".join(lines), "utf-8")
        report = import_file(operator, path, name=f"{FILE} {on}", table=own.table, data_on=on)
    kept = sum(sheet.kept for sheet in report.sheets)
    return replace(own, rows=own.rows[:kept])
