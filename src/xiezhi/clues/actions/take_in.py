"""Bring an uploaded file in by the worker: check it, let a person look, then store it."""

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone

from xiezhi.clues import drafts
from xiezhi.clues.access import require_importer
from xiezhi.clues.actions.import_file import import_file
from xiezhi.clues.actions.import_judgments import import_judgments, is_judgments
from xiezhi.clues.drafts import Draft
from xiezhi.clues.models import Intake
from xiezhi.clues.operators import Operator
from xiezhi.clues.orphans import batch_key, withdraw_unrecorded
from xiezhi.clues.working import BROKEN_OFF, at_work, is_at_work
from xiezhi.law.refusals import Refused, refuse
from xiezhi.screening import Choice, ImportReport, ScreeningError, Store, national
from xiezhi.screening import import_file as check

SHOWN = 50  # rows of quarantine kept for the page; all of them can be downloaded afterwards
LINES = (".csv", ".txt", ".jsonl", ".json", ".ndjson")


def queue_import(
    operator: Operator, draft: Draft, choices: Mapping[str, Mapping[str, Any]], data_on: date
) -> Intake:
    """Note that an upload is to be checked with the tables and columns confirmed.

    Judgments have no columns to look at: they are stored at once. Raises Refused (403).
    """
    require_importer(operator)
    judgments = is_judgments(draft.path)
    return Intake.objects.create(
        procuratorate=operator.procuratorate,
        asked_by=operator.code,
        draft=draft.key,
        file_name=draft.name[:255],
        choices=dict(choices),
        data_on=data_on,
        phase=Intake.Phase.STORE if judgments else Intake.Phase.CHECK,
        asked_at=timezone.now(),
    )


def confirm_import(operator: Operator, intake_id: UUID) -> Intake:
    """Let a checked file be stored, or one that broke off begin again.

    Raises Refused: 403 not this operator, 409 not yet checked or already stored.
    """
    require_importer(operator)
    mine = Intake.objects.filter(pk=intake_id, asked_by=operator.code)
    fresh = {"state": Intake.State.QUEUED, "lines_read": 0, "message": "", "finished_at": None}
    checked = mine.filter(phase=Intake.Phase.CHECK, state=Intake.State.DONE)
    again = mine.filter(state=Intake.State.FAILED)
    if not checked.update(phase=Intake.Phase.STORE, **fresh) and not again.update(**fresh):
        reason = "现在不能入库：还没有核对完，或者已经入库"
        raise refuse("clues.intake", reason, "回到这次导入，看它到了哪一步")
    return mine.get()


def take_in(operator: Operator, intake: Intake) -> None:
    """Do what an intake waits for; it then says how it ended. A second worker does nothing."""
    with at_work(intake.pk):
        queued = Intake.objects.filter(pk=intake.pk, state=Intake.State.QUEUED)
        if not queued.update(state=Intake.State.RUNNING):
            return
        intake.refresh_from_db()
        try:
            _work(operator, intake)
        except ScreeningError as refusal:
            _end(intake, Intake.State.FAILED, refusal.within(intake.file_name))
        except Refused as refused:
            words = "；".join(f"{one.reason}。{one.cure}" for one in refused.refusals)
            _end(intake, Intake.State.FAILED, words)
        except Exception as error:
            words = f"导入中断：{type(error).__name__}。什么也没有写入，可以重新提交"
            _end(intake, Intake.State.FAILED, words)
            raise


def end_if_broken(intake: Intake) -> None:
    """Mark an intake as failed when its worker is gone, and take back what it left unrecorded."""
    if intake.state != Intake.State.RUNNING or is_at_work(intake.pk):
        return
    withdraw_unrecorded(intake.procuratorate)
    broken = Intake.objects.filter(pk=intake.pk, state=Intake.State.RUNNING)
    broken.update(state=Intake.State.FAILED, message=BROKEN_OFF, finished_at=timezone.now())
    intake.refresh_from_db()


def _work(operator: Operator, intake: Intake) -> None:
    draft = drafts.find(intake.asked_by, intake.draft)
    if draft is None:
        raise ScreeningError("上传的文件已经不在", "重新上传", place=intake.file_name)
    counter = _Counter(intake, draft.path)
    choices = {
        sheet: Choice(one["table"], one["mapping"]) for sheet, one in intake.choices.items()
    }
    if intake.phase == Intake.Phase.CHECK:
        _check(intake, draft, choices, counter)
    elif is_judgments(draft.path):
        _stored(intake, import_judgments(operator, draft.path, data_on=intake.data_on))
    else:
        report = import_file(
            operator, draft.path, name=draft.name, choices=choices, data_on=intake.data_on,
            progress=counter,
        )  # fmt: skip
        _stored(intake, report)
    _end(intake, Intake.State.DONE, "")
    if intake.phase == Intake.Phase.STORE:
        draft.discard()


def _check(
    intake: Intake, draft: Draft, choices: Mapping[str, Choice], counter: "_Counter"
) -> None:
    """Import into tables of its own that are thrown away: nothing is written to the real ones."""
    with tempfile.TemporaryDirectory(prefix="xiezhi-check-") as folder:
        trial = Store(Path(folder), national())
        report = check(
            draft.path, trial, choices=choices, data_on=intake.data_on, progress=counter
        )
        intake.report = report.as_json()
        assert report.import_id is not None
        intake.quarantine = [
            {"line": row.line, "field": row.header, "value": drafts.masked(row.value),
             "reason": row.reason, "cure": row.cure}
            for row in trial.quarantine(report.import_id)[:SHOWN]
        ]  # fmt: skip


def _stored(intake: Intake, report: ImportReport) -> None:
    intake.report = report.as_json()
    intake.batch = batch_key(intake.procuratorate, report.import_id) if report.import_id else ""


def _end(intake: Intake, state: str, message: str) -> None:
    intake.state, intake.message, intake.finished_at = state, message, timezone.now()
    intake.save(update_fields=["state", "message", "finished_at", "report", "quarantine", "batch"])


class _Counter:
    """Writes down how many lines are read; begins with how many there are, where that is known."""

    def __init__(self, intake: Intake, path: Path) -> None:
        self._row = Intake.objects.filter(pk=intake.pk)
        self._before = self._last = 0
        if path.suffix.lower() in LINES:
            with path.open("rb") as lines:
                self._row.update(lines=sum(1 for _ in lines))

    def __call__(self, done: int) -> None:
        """Lines read of the present sheet; the count begins anew with the next one."""
        if done < self._last:
            self._before += self._last
        self._last = done
        self._row.update(lines_read=self._before + done)
