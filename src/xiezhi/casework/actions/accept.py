"""Accept a matter (受理): case management registers it, numbers it and opens its proceeding."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xiezhi.casework.access import must_manage
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.actions.register import CaseGiven, register_case, register_proceeding
from xiezhi.casework.assignment import seed
from xiezhi.casework.engine import procedure_read, state_of
from xiezhi.casework.models import Case, Party, Proceeding


def accept(
    person: object,
    procedure_id: str,
    procuratorate: str,
    case: CaseGiven | UUID,
    *,
    received_on: date | None = None,
    facts: Mapping[str, Any] | None = None,
    department: str | None = None,
    follows: UUID | None = None,
    at: datetime | None = None,
) -> Proceeding:
    """Open a proceeding in a new case, or in the case whose id is given.

    The day's assignment seed is published before the number is given, so nobody can know the
    draw when they choose what to accept next.

    Raises:
        Refused: 403 unless case management acts; 409 as the procedure says.
        ValidationError: a party's or the case's particulars are wrong, in Chinese.
    """
    at = at or timezone.now()
    received_on = received_on or timezone.localdate(at)
    actor = must_manage(person, procuratorate, timezone.localdate(at))
    seed.of_day(procuratorate, timezone.localdate(at), by=actor.code, at=at)
    with transaction.atomic():
        matter = _case_of(case, procuratorate, procedure_id, at)
        where = (procedure_id, procuratorate, received_on, at)
        proceeding = register_proceeding(matter, *where, department=department, follows=follows)
        data = {
            "facts": {"unit_level": actor.level, **(facts or {})},
            "received_on": received_on,
            "parties": parties_data(matter, case),
            "number": proceeding.number,
            "case": matter.number,
        }
        return perform(person, proceeding.pk, "accept", data, at=at)


def _case_of(case: CaseGiven | UUID, procuratorate: str, procedure_id: str, at: datetime) -> Case:
    if isinstance(case, CaseGiven):
        return register_case(case, procuratorate, procedure_id, at)
    return Case.objects.get(pk=case)


def parties_data(matter: Case, given: CaseGiven | UUID) -> list[dict[str, Any]]:
    """Return the parties as the act carries them: code, name and what is known about each.

    In a case that is already open, what was entered about a party in its last proceeding goes
    with it; what the moves of that procedure set (an interrogation made in it) does not.
    """
    known: dict[str, Mapping[str, Any]] = {}
    if isinstance(given, CaseGiven):
        known = {f"P{n}": party.facts for n, party in enumerate(given.parties, 1)}
    else:
        last = matter.proceedings.exclude(last_sha256="").order_by("last_seq").last()
        if last is not None:
            moves = procedure_read(last, ()).moves
            made = {name for m in moves for name in (*m.sets_facts, m.counts)}
            known = {
                code: {name: value for name, value in facts.items() if name not in made}
                for code, facts in state_of(last).parties.items()
            }
    # A victim is a party to the case, but nothing is decided about them and no clock runs on them.
    decided_about = matter.parties.exclude(role=Party.Role.VICTIM)
    return [
        {"id": party.code, "name": party.name, "facts": facts_of(party, known.get(party.code, {}))}
        for party in decided_about
    ]


def facts_of(party: Party, known: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the act says about a party: what is known, custody and plea as registered."""
    told = {name: value for name, value in known.items() if name != "name"}
    if party.kind == Party.Kind.PERSON:
        in_custody = party.custody == Party.Custody.IN_CUSTODY
        told["in_custody"] = in_custody
        told.setdefault("detained", in_custody)
        if party.plea_leniency is not None:
            told["plea_leniency"] = party.plea_leniency
    return told
