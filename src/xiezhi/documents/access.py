"""Who may read and who may draft documents. Who may issue and serve the law kernel decides."""

from datetime import date
from typing import Any
from uuid import UUID

from xiezhi.casework import access as casework
from xiezhi.casework.engine import state_of
from xiezhi.casework.selectors import team_of
from xiezhi.documents.models import Document
from xiezhi.documents.rules import refused
from xiezhi.law.acts import Actor
from xiezhi.law.organisation import AUXILIARY
from xiezhi.law.persons import handling_capacity
from xiezhi.law.power_lists import duties, duty
from xiezhi.law.refusals import Refused
from xiezhi.ledger.packs import in_force
from xiezhi.organs.roles import PROSECUTOR_ROLES, Role
from xiezhi.organs.selectors import actor_of


def must_read(person: Any, document_id: UUID, on: date) -> Document:
    """Return a document of a proceeding the person may read.

    Raises:
        Refused: 403, the same for a document that does not exist.
    """
    document = Document.objects.select_related("proceeding__case").filter(pk=document_id).first()
    if document is None:
        raise refused("document.not_yours")
    casework.must_see(person, document.proceeding_id, on)
    return document


# Who reads the internal volume: who handles as a prosecutor, who reviews, decides or inspects.
INTERNAL_READERS = frozenset(
    {
        Role.CHIEF, Role.DEPUTY_CHIEF, Role.FULL_TIME_MEMBER, Role.COMMITTEE_MEMBER,
        Role.DEPARTMENT_HEAD, Role.INSPECTION,
    }
)  # fmt: skip


def must_trace(person: Any, document_id: UUID, on: date) -> Document:
    """Return a document whose trace may be shown: whoever may read it sees how it was decided.

    Raises:
        Refused: 403, the same for a document that does not exist; 409 for one that is not issued
            or has no legal effect.
    """
    document = must_read(person, document_id, on)
    if document.decision_seq is None:
        raise refused("trace.no_effect")
    return document


def reads_internal(person: Any, proceeding: Any, on: date) -> bool:
    """Tell whether a person who may see a proceeding reads its internal volume too.

    Opinions, reviews, votes, dissent and objections are for prosecutors of the team, the head,
    leaders and members of the committee, and an inspector on a stated ground; auxiliaries and
    case management see that there is an entry, not what it says.
    """
    actor = actor_of(person, on)
    if not casework.may_see(person, proceeding, on):
        return False
    return bool(actor.roles & INTERNAL_READERS) or actor.code in state_of(proceeding).prosecutors


def must_draft(person: Any, proceeding: Any, on: date) -> str:
    """Return the role in which the person drafts a document (意见 17: assistants too).

    Raises:
        Refused: 403 for anybody outside the handling team, and for auxiliaries whose list of
            duties does not hold it, with the list.
    """
    actor = actor_of(person, on)
    casework.must_act(actor, proceeding, recused=False)
    drafting = [role for role in AUXILIARY if duty(role, "draft", on, in_force()) is not None]
    held = [role for role in (*sorted(PROSECUTOR_ROLES), *drafting) if role in actor.roles]
    if actor.code not in team_of(proceeding.pk):
        raise refused("draft.not_on_team")
    if not held:
        raise _not_in_the_list(actor, on)
    return handling_capacity(state_of(proceeding), actor) or str(held[0])


def _not_in_the_list(actor: Actor, on: date) -> Refused:
    """The refusal of an auxiliary whose list does not hold drafting, with the items it holds."""
    own = next((role for role in AUXILIARY if role in actor.roles), "")
    items = "；".join(f"{item.no} {item.label}" for item in duties(own, on, in_force()))
    return refused(f"draft.not_in_list.{own}", items) if items else refused("draft.not_on_team")


def may_draft(person: Any, proceeding: Any, on: date) -> bool:
    """Tell whether the person may draft documents of a proceeding."""
    try:
        must_draft(person, proceeding, on)
    except Refused:
        return False
    return True
