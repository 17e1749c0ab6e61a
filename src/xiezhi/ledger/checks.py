"""The check of every entry as work of the worker: asked for, how far it is, what it found."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django_tasks import TaskResult, default_task_backend
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from xiezhi.ledger.verification import verify
from xiezhi.screening.locks import is_held, locked


@dataclass(frozen=True, slots=True)
class Check:
    """A check: waiting, done with its report (plain values), or failed; `read` of `total`."""

    id: str
    state: str
    read: int = 0
    total: int = 0
    report: dict[str, Any] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found broken."""
        return bool(self.report.get("is_sound"))


def check_all(check_id: str) -> dict[str, Any]:
    """Follow every chain, writing down how far it has come; return the report as plain values."""

    def note(read: int, total: int) -> None:
        _progress(check_id).write_text(json.dumps([read, total]))

    with locked(_lock(check_id)):
        report = verify(progress=note)
    for path in (_progress(check_id), _lock(check_id)):
        path.unlink(missing_ok=True)
    return {**asdict(report), "is_sound": report.is_sound}


def check_of(check_id: str) -> Check | None:
    """Return a check; None when there is none such. One whose worker died has failed."""
    try:
        result = default_task_backend.get_result(check_id)
    except (TaskResultDoesNotExist, NotImplementedError):  # or none are kept
        return None
    if result.status == TaskResultStatus.SUCCESSFUL:
        return _done(check_id, result)
    if result.status == TaskResultStatus.FAILED:
        return Check(check_id, "failed")
    read, total = _read(check_id)
    if result.status == TaskResultStatus.RUNNING and total and not is_held(_lock(check_id)):
        again = default_task_backend.get_result(check_id)  # it may have ended since
        if again.status == TaskResultStatus.SUCCESSFUL:
            return _done(check_id, again)
        return Check(check_id, "failed", read, total)
    return Check(check_id, "waiting", read, total)


def _done(check_id: str, result: "TaskResult[Any]") -> Check | None:
    found = result.return_value
    if not isinstance(found, dict) or "chains" not in found:
        return None  # a result of other work
    return Check(check_id, "done", report=found)


def _read(check_id: str) -> tuple[int, int]:
    try:
        read, total = json.loads(_progress(check_id).read_text())
    except (OSError, ValueError):
        return 0, 0
    return int(read), int(total)


def _progress(check_id: str) -> Path:
    return Path(settings.XIEZHI_HOME) / "work" / f"check-{check_id}.json"


def _lock(check_id: str) -> Path:
    return Path(settings.XIEZHI_HOME) / "work" / f"check-{check_id}.lock"
