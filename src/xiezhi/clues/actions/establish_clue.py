"""Find a clue established: every way of checking has a result and at least one confirms."""

from uuid import UUID

from django.utils import timezone

from xiezhi.clues.actions.clue_act import clue_act
from xiezhi.clues.basis import basis_of
from xiezhi.clues.models import Clue, Verification
from xiezhi.law.refusals import refuse
from xiezhi.organs.models import Person


def establish_clue(person: Person, clue_id: UUID | str, reason: str) -> Clue:
    """Mark a verified clue as established; ``reason`` says on what.

    Raises Refused while a way of checking has no result, or when none confirms.
    """
    with clue_act(person, clue_id, "establish_clue", (Clue.State.VERIFYING,)) as act:
        require_verified(act.clue)
        act.clue.state = Clue.State.ESTABLISHED
        act.clue.reason = reason.strip()
        act.clue.settled_at = timezone.now()
        act.data |= {"reason": reason.strip()}
    return act.clue


def require_verified(clue: Clue) -> None:
    """Raise Refused unless every checking step has a result and at least one confirms."""
    ways = basis_of(clue).check_by
    results = dict(clue.verifications.values_list("step", "result"))
    missing = [way for step, way in enumerate(ways, 1) if step not in results]
    if missing:
        raise refuse(
            "clues.unverified",
            f"核实还差 {len(missing)} 项：{missing[0]}",
            f"{len(ways)} 项核实结果记满以后可以",
        )
    if Verification.Result.CONFIRMS not in results.values():
        raise refuse("clues.not_confirmed", "没有一项核实印证这条线索", "改办不成案，并写明原因")
