"""The frame of every act on one clue: lock it, check who and in which state, change, record."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xiezhi.clues.access import require_verifier
from xiezhi.clues.actions.recording import REPOSITORY_RULES, VERSION, record_act
from xiezhi.clues.models import Clue, Handover
from xiezhi.clues.operators import Operator, operator_of
from xiezhi.law.refusals import refuse
from xiezhi.organs.models import Person

PLAIN, RESTRICTED = "clue", "restricted_clue"
SUBJECTS = (PLAIN, RESTRICTED)


@dataclass
class ClueAct:
    """The clue under change, and the data that the ledger will hold."""

    clue: Clue
    data: dict[str, Any] = field(default_factory=dict)


@contextmanager
def clue_act(
    person: Person,
    clue_id: UUID | str,
    kind: str,
    states: tuple[str, ...],
    *,
    require: Callable[[Person, Clue], None] = require_verifier,
) -> Iterator[ClueAct]:
    """Open an act ``kind`` on a clue that must be in one of ``states``.

    The caller changes ``act.clue`` and fills ``act.data``; both are written on leaving, in one
    transaction, or neither. Raises Refused: 403 not this person, 409 not in this state.
    """
    with transaction.atomic():
        clue = Clue.objects.select_for_update().filter(pk=clue_id).first()
        # A clue that does not exist is refused like one that is not yours: neither is told.
        require(person, clue or Clue(pk=clue_id))
        assert clue is not None
        if clue.state not in states:
            raise refuse(
                "clues.state",
                f"线索现为“{clue.get_state_display()}”，不能再办这一步",
                "查看线索的经过；已经了结的线索，由数据分析人员重新打开",
            )
        if kind != "answer_handover" and Handover.objects.filter(clue=clue, answer="").exists():
            raise refuse(
                "clues.handed_over",
                "线索正在移送本院其他业务部门，还没有签收",
                "由接收部门签收或者退回以后再办",
            )
        act = ClueAct(clue)
        yield act
        clue.save()
        record_clue_act(operator_of(person), clue, kind, act.data)


def record_clue_act(operator: Operator, clue: Clue, kind: str, data: Mapping[str, Any]) -> None:
    """Record an act on a clue, in the caller's transaction.

    The acts on a restricted clue have a subject of their own kind, which no list of entries shows.
    """
    record_act(
        operator,
        (RESTRICTED if clue.restricted else PLAIN, str(clue.pk)),
        kind,
        timezone.now(),
        {"number": clue.number, "state": str(clue.state), **_plain(data)},
        rule=clue.model or REPOSITORY_RULES,
        version=clue.model_version or VERSION,
    )


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: str(value) if isinstance(value, UUID) else value for key, value in data.items()}
