"""Compares the clues in the tables with what the ledger says was found and done."""

from collections.abc import Iterator

from xiezhi.clues.evidence_digest import evidence_digest
from xiezhi.clues.models import Clue
from xiezhi.ledger.projections import Difference
from xiezhi.ledger.selectors import entries_about

NAME = "线索"
UNKNOWN = "账本没有记载"


def differences() -> Iterator[Difference]:
    """Yield every clue whose rows or state are not those that the ledger last recorded."""
    evidence: dict[str, str] = {}
    states: dict[str, str] = {}
    for entry in entries_about("model_run"):
        evidence |= entry.data.get("evidence", {})
    for entry in entries_about("clue"):
        number = entry.data["number"]
        states[number] = entry.data["state"]
        if "evidence" in entry.data:
            evidence[number] = entry.data["evidence"]
    for clue in Clue.objects.order_by("number").iterator():
        yield from _differences_of(
            clue, evidence.pop(clue.number, UNKNOWN), states.get(clue.number, Clue.State.OPEN)
        )
    for number in sorted(evidence):
        yield Difference(number, "线索", "无", "账本中有这条线索")


def _differences_of(clue: Clue, evidence: str, state: str) -> Iterator[Difference]:
    digest = evidence_digest(clue)
    if digest != evidence:
        yield Difference(clue.number, "证据行的摘要", digest, evidence)
    if clue.state != state:
        yield Difference(clue.number, "状态", str(clue.state), state)
