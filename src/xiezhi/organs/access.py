"""Who may change the office: the only place that says it."""

import datetime as dt

from xiezhi.law.acts import Actor
from xiezhi.organs import rules
from xiezhi.organs.models import Person, Procuratorate
from xiezhi.organs.selectors import actor_of


def keeper(person: Person, procuratorate: Procuratorate, on: dt.date) -> tuple[Actor, str]:
    """Return the actor and the role they keep this office's records in; raise Refused (403)."""
    actor = actor_of(person, on)
    roles = rules.rules()["posts.kept_by"]["roles"]
    capacity = next((role for role in roles if role in actor.roles), None)
    if capacity is None:
        raise rules.refused("posts.kept_by", 403)
    if actor.procuratorate not in _own_and_superior(procuratorate):
        raise rules.refused("posts.kept_by", 403, f"{person.name}不在{procuratorate.name}任职")
    return actor, capacity


def _own_and_superior(procuratorate: Procuratorate) -> set[str]:
    """The unit itself and the next higher one, which appoints the chief below."""
    return {procuratorate.code} | ({procuratorate.parent.code} if procuratorate.parent else set())
