"""What a run leaves behind, how far it is, and whether somebody wants it stopped."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from xiezhi.clues.models import ModelRun
from xiezhi.screening import Hits, ScreeningError


class RunCancelled(ScreeningError):
    """A person cancelled the run; it wrote nothing."""


def record_of(hits: Hits) -> dict[str, Any]:
    """Return what a later reader needs to repeat a run, as JSON values."""
    return {
        "engine": hits.engine,
        "digest": hits.digest,
        "snapshot": hits.snapshot,
        "since": hits.since,
        "rescreened": hits.rescreened,
        "why_full": hits.why_full,
        "data_on": hits.data_on.isoformat(),
        "rows": dict(hits.rows_read),
        "seconds": f"{hits.seconds:.3f}",
        "bounds": hits.bounds,
        "found": digest_of_hits(hits),
    }


def digest_of_hits(hits: Hits) -> str:
    """Name what a run found: the same hits with the same values give the same digest."""
    body = [[hit["key"], hit["values"]] for hit in hits.as_json()["hits"]]
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def cancelled_words(by: str) -> str:
    """Say who cancelled a run."""
    return f"{by} 取消了运行，什么也没有写入"


def watching(run: ModelRun) -> Callable[[float | None], None]:
    """Return what a run in progress calls twice a second: it notes the progress and raises
    RunCancelled once somebody asked for it."""

    def watch(progress: float | None) -> None:
        asked = ModelRun.objects.filter(pk=run.pk)
        if progress is not None:
            asked.update(percent=min(99, round(progress * 100)))
        by = asked.values_list("cancelled_by", flat=True).first()
        if by:
            raise RunCancelled(cancelled_words(by))

    return watch
