"""Follows the proceeding that a clue became: its outcome returns to the clue by itself."""

from typing import Any
from uuid import UUID

from xiezhi.casework.projectors import Step
from xiezhi.clues.models import Clue
from xiezhi.clues.reasons import CORRECTED, FILED, UNFOUNDED
from xiezhi.law.state import State

ROOM = "supervision."  # procedures in which a clue is taken up
ENDS = {"filed": Clue.Outcome.CORRECTED, "dismissed": Clue.Outcome.DISMISSED}
CODES = {Clue.Outcome.CORRECTED: CORRECTED, Clue.Outcome.DISMISSED: UNFOUNDED}


class ClueFollower:
    """The projector of this room: outcome, its day and the reason code of a filed clue."""

    name = "clues"

    def project(self, step: Step) -> None:
        """Write what the proceeding came to after an act."""
        if step.after.procedure_id.startswith(ROOM):
            outcome = outcome_of(step.after)
            on = step.after.closed_on if outcome in CODES else None
            self._write(step.proceeding_id, outcome, on)

    def forget(self, proceeding_id: UUID) -> None:
        """Take the outcome back before a rebuild."""
        self._write(proceeding_id, "", None)

    def rows(self, proceeding_id: UUID) -> list[tuple[Any, ...]]:
        """Return what is kept of a proceeding: the clue's number, outcome, day and code."""
        found = Clue.objects.filter(proceeding=proceeding_id).order_by("number")
        return list(found.values_list("number", "outcome", "outcome_on", "reason_code"))

    def _write(self, proceeding_id: UUID, outcome: str, on: Any) -> None:
        code = CODES.get(outcome, FILED) if outcome else FILED
        Clue.objects.filter(proceeding=proceeding_id).update(
            outcome=outcome, outcome_on=on, reason_code=code
        )


def outcome_of(state: State) -> str:
    """Return what a supervision matter came to: a value of ``Clue.Outcome``, or empty."""
    ended = ENDS.get(state.stage, "") if state.closed else ""
    if ended:
        return str(ended)
    return str(Clue.Outcome.REPLY_ACCEPTED) if state.facts.get("reply_accepted") else ""
