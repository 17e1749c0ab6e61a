"""The days of a reverse check: what is agreed on file and has no record. Facts, never scores."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from xiezhi.casework.selectors import Brief
from xiezhi.casework.selectors.deeds import deeds_of
from xiezhi.interference.data import risk_points
from xiezhi.interference.models import Record
from xiezhi.ledger.selectors import acts_by

INSPECTED = "inspection"  # the ledger's name for a case that was opened on a ground


@dataclass(frozen=True, slots=True)
class Day:
    """A day to be looked at: an act at a risk point (``act``), a contact that was established
    (``contact``) or the opening of a case outside one's own work (``access``)."""

    key: str
    kind: str
    on: str
    what: str
    number: str = ""
    proceeding: str = ""

    @property
    def told(self) -> dict[str, Any]:
        """The day as JSON values."""
        return asdict(self)


def days_of(
    unit: str, code: str, proceedings: Iterable[Brief], contacts: Iterable[tuple[date, str]]
) -> list[Day]:
    """Return the days without any record, by day; ``code`` empty when nobody in particular."""
    touched = {str(one.id): one for one in proceedings}
    found = [*_acts(touched), *_contacts(code, touched, contacts), *_looks(unit, code, touched)]
    found.sort(key=lambda one: (one.on, one.kind, one.number))
    return [Day(str(n), *_rest(one)) for n, one in enumerate(found, 1)]


def _rest(day: Day) -> tuple[str, str, str, str, str]:
    return day.kind, day.on, day.what, day.number, day.proceeding


def _acts(touched: Mapping[str, Brief]) -> Iterator[Day]:
    """Acts at risk points in proceedings of which nothing was recorded until that day."""
    for key, brief in touched.items():
        firsts = Record.objects.filter(proceeding=brief.id).values_list("happened_at", flat=True)
        first = min(firsts, default=None)
        for deed in deeds_of(brief.id).done:
            kind, _colon, do = deed.name.partition(":")
            point = risk_points().at(kind, do) if kind != "opine" else None
            if point and (first is None or timezone.localdate(first) > deed.on):
                yield Day("", "act", deed.on.isoformat(), point[1].label, brief.number, key)


def _contacts(
    code: str, touched: Mapping[str, Brief], contacts: Iterable[tuple[date, str]]
) -> Iterator[Day]:
    """Contacts that the ground of the check states, and that were not recorded for their day."""
    recorded = Record.objects.filter(recorded_by=code) if code else Record.objects.filter(
        proceeding__in=[UUID(key) for key in touched]
    )  # fmt: skip
    known = {timezone.localdate(at) for at in recorded.values_list("happened_at", flat=True)}
    for on, what in contacts:
        if on not in known:
            yield Day("", "contact", on.isoformat(), what)


def _looks(unit: str, code: str, touched: Mapping[str, Brief]) -> Iterator[Day]:
    """Cases that the person opened on a ground, as the ledger keeps them: evidence of access."""
    for subject, act in acts_by(unit, INSPECTED, code) if code else ():
        brief = touched.get(subject)
        ground = str(act.data.get("ground", ""))
        on = timezone.localdate(act.at).isoformat()
        yield Day("", "access", on, ground, brief.number if brief else "", subject)
