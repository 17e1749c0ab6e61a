"""Who may see and settle messages: the one place."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from xiezhi.casework.access import closed_to
from xiezhi.exchange.models import Message
from xiezhi.exchange.refusing import refused
from xiezhi.organs import selectors as organs
from xiezhi.organs.roles import Role


def settles_messages(held: frozenset[str]) -> bool:
    """Say whether somebody with these roles may open the messages of their unit."""
    return Role.CASE_MANAGEMENT in held


def visible_messages(person: Any) -> QuerySet[Message]:
    """Return the messages to the unit for which a person manages cases.

    A message taken into a case is not seen by whoever has recused in it.

    Raises:
        Refused: 403 for anybody who does not.
    """
    posts = organs.posts_of(person, timezone.localdate())
    units = {p.procuratorate.code for p in posts if p.role == Role.CASE_MANAGEMENT}
    if not units:
        raise refused("exchange.not_case_management")
    found = Message.objects.filter(procuratorate__in=units)
    return found.exclude(proceeding__in=closed_to(person.code))


def require_manager(person: Any, message: Message) -> str:
    """Return the role in which a person settles a message.

    Raises:
        Refused: 403 unless they manage cases for the unit it was sent to.
    """
    if not visible_messages(person).filter(pk=message.pk).exists():
        raise refused("exchange.not_case_management")
    return str(Role.CASE_MANAGEMENT)
