"""Compares the clues in the tables with what the ledger says was found and done."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from xiezhi.clues.actions.clue_act import SUBJECTS
from xiezhi.clues.evidence_digest import evidence_digest
from xiezhi.clues.models import Clue
from xiezhi.ledger.projections import Difference
from xiezhi.ledger.selectors import entries_about

NAME = "线索"
UNKNOWN = "账本没有记载"
Said = tuple[datetime, str]  # when it was recorded, and what


def differences() -> Iterator[Difference]:
    """Yield every clue whose rows or state are not those that the ledger last recorded."""
    evidence: dict[str, Said] = {}
    states: dict[str, Said] = {}
    for entry in entries_about("model_run"):
        for number, digest in entry.data.get("evidence", {}).items():
            _note(evidence, number, (entry.recorded_at, digest))
    for entry in chain.from_iterable(map(entries_about, SUBJECTS)):
        number = entry.data["number"]
        _note(states, number, (entry.recorded_at, entry.data["state"]))
        if "evidence" in entry.data:
            _note(evidence, number, (entry.recorded_at, entry.data["evidence"]))
    for clue in Clue.objects.order_by("number").iterator():
        _, digest = evidence.pop(clue.number, (None, UNKNOWN))
        _, state = states.get(clue.number, (None, Clue.State.OPEN))
        yield from _differences_of(clue, digest, state)
    for number in sorted(evidence):
        yield Difference(number, "线索", "无", "账本中有这条线索")


def _note(kept: dict[str, Said], number: str, said: Said) -> None:
    """Keep what was recorded last: a clue that was sent stands in two chains."""
    if number not in kept or kept[number][0] <= said[0]:
        kept[number] = said


def _differences_of(clue: Clue, evidence: str, state: str) -> Iterator[Difference]:
    digest = evidence_digest(clue)
    if digest != evidence:
        yield Difference(clue.number, "证据行的摘要", digest, evidence)
    if clue.state != state:
        yield Difference(clue.number, "状态", str(clue.state), state)
