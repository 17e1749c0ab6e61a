"""What was decided about each party of a procedure, with its day: for the own registers."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from xiezhi.casework.engine import state_of
from xiezhi.casework.models import Party, Proceeding


@dataclass(frozen=True, slots=True)
class Made:
    """A move made about a party, or about the whole case: what, when, its form."""

    do: str
    on: date
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Result:
    """One party of one proceeding: who, received when, the facts known, the moves in order."""

    identity_number: str
    name: str
    cause: str
    received_on: date
    facts: Mapping[str, Any]
    moves: tuple[Made, ...]


def results(procedure_id: str, units: Collection[str]) -> Iterator[Result]:
    """Yield every person of the accepted proceedings of a procedure in these units."""
    found = Proceeding.objects.filter(procedure_id=procedure_id, procuratorate__in=units)
    found = found.exclude(last_sha256="").select_related("case").order_by("pk")
    for proceeding in found.iterator(chunk_size=500):
        state = state_of(proceeding)
        for party in proceeding.case.parties.filter(kind=Party.Kind.PERSON):
            if party.code not in state.parties:
                continue
            yield Result(
                identity_number=party.identity_number,
                name=party.name,
                cause=proceeding.case.cause,
                received_on=proceeding.opened_on,
                facts={**state.facts, **state.parties[party.code]},
                moves=tuple(
                    Made(move.do, move.on, move.fields)
                    for move in state.moves
                    if move.subject in (None, party.code)
                ),
            )
