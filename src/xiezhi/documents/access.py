"""Who may read and who may draft documents. Who may issue and serve the law kernel decides."""

from datetime import date
from typing import Any
from uuid import UUID

from xiezhi.casework import access as casework
from xiezhi.casework.engine import state_of
from xiezhi.casework.selectors import team_of
from xiezhi.documents.models import Document
from xiezhi.documents.rules import refused
from xiezhi.law.persons import handling_capacity
from xiezhi.law.refusals import Refused
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


def must_draft(person: Any, proceeding: Any, on: date) -> str:
    """Return the role in which the person drafts a document (意见 17: assistants too).

    Raises:
        Refused: 403 for anybody outside the handling team, and for clerks.
    """
    actor = actor_of(person, on)
    casework.must_act(actor, proceeding, recused=False)
    writers = [*sorted(actor.roles & PROSECUTOR_ROLES), Role.ASSISTANT]
    held = [role for role in writers if role in actor.roles]
    if not held or actor.code not in team_of(proceeding.pk):
        raise refused("draft.not_on_team")
    return handling_capacity(state_of(proceeding), actor) or str(held[0])


def may_draft(person: Any, proceeding: Any, on: date) -> bool:
    """Tell whether the person may draft documents of a proceeding."""
    try:
        must_draft(person, proceeding, on)
    except Refused:
        return False
    return True
