"""Clears away what nobody will use again: uploads never confirmed, folders of dead processes."""

import logging
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from xiezhi.clues.models import Intake
from xiezhi.screening.workplaces import clear_abandoned, removed, written_at

DAY = 24 * 60 * 60  # seconds
_WAITING = (Intake.State.QUEUED, Intake.State.RUNNING)
_log = logging.getLogger(__name__)


def sweep() -> int:
    """Remove drafts and working folders older than the settings say; return how many.

    A draft that an intake still waits for or works on stays, however old; so does the folder of a
    living process. Nothing that was stored is touched.
    """
    home, now = Path(settings.XIEZHI_HOME), time.time()
    gone = sum(map(removed, _abandoned_drafts(home / "drafts", now)))
    oldest = now - settings.XIEZHI_WORKING_FOLDER_DAYS * DAY
    screening = home / "screening"
    stores = [folder for folder in screening.glob("*") if folder.is_dir()]
    gone += sum(clear_abandoned(store, oldest) for store in stores)
    if gone:
        _log.info("swept %d folders", gone)
    return gone


def _abandoned_drafts(drafts: Path, now: float) -> Iterator[Path]:
    """The folders of uploads that nobody touched since, and that no intake needs."""
    oldest = now - settings.XIEZHI_DRAFT_DAYS * DAY
    for folder in drafts.glob("*/*"):
        if folder.is_dir() and written_at(folder) < oldest and not _is_needed(folder, oldest):
            yield folder


def _is_needed(folder: Path, oldest: float) -> bool:
    """Whether an intake waits for the draft, or ended so lately that a person may go on."""
    intakes = Intake.objects.filter(asked_by=folder.parent.name, draft=folder.name)
    return any(
        one.state in _WAITING or (one.finished_at and one.finished_at.timestamp() >= oldest)
        for one in intakes
    )
