"""Lists of proceedings with filters, a search by number, title and name, and the ledger's view."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, Subquery

from xiezhi.casework.access import must_see, visible_proceedings
from xiezhi.casework.engine import subject_of
from xiezhi.casework.models import Clock, Proceeding
from xiezhi.casework.selectors.paging import Leaf, leaf
from xiezhi.law.packs import national
from xiezhi.ledger.selectors import EntryRow, HeadRow, entries_of, head


@dataclass(frozen=True, slots=True)
class Filters:
    """What to list: `state` open, closed or all; empty texts filter nothing."""

    state: str = "open"
    procedure_id: str = ""
    stage: str = ""
    handler: str = ""
    department: str = ""
    query: str = ""
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class ProceedingRow:
    """A proceeding in a list; `days_left` is that of its nearest running clock."""

    id: UUID
    case_id: UUID
    number: str
    title: str
    cause: str
    procedure_id: str
    procedure_label: str
    stage_label: str
    handler: str
    handler_name: str
    department: str
    opened_on: date
    closed_on: date | None
    due_on: date | None
    days_left: int | None


@dataclass(frozen=True, slots=True)
class ProceedingPage:
    """One page of a list; `by_procedure` counts (id, label, n) before the procedure filter.

    `overdue` is how many open proceedings that the person may see run past a last day.
    """

    rows: tuple[ProceedingRow, ...]
    total: int
    page: int
    pages: int
    by_procedure: tuple[tuple[str, str, int], ...] = field(default=())
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class LedgerView:
    """The entries of one proceeding and the head of the chain they stand in."""

    proceeding_id: UUID
    number: str
    title: str
    entries: tuple[EntryRow, ...]
    head: HeadRow | None


def proceedings_list(
    person: Any, on: date, filters: Filters | None = None, page: int = 1
) -> ProceedingPage:
    """Return a page of the proceedings a person may see, the first to end first."""
    filters = filters or Filters()
    visible = visible_proceedings(person, on)
    found = _filtered(visible, filters, on)
    counted = dict(found.order_by().values_list("procedure_id").annotate(n=Count("pk")))
    by_procedure = tuple((key, procedure_label(key), n) for key, n in sorted(counted.items()))
    total = sum(counted.values())
    if filters.procedure_id:
        found = found.filter(procedure_id=filters.procedure_id)
        total = counted.get(filters.procedure_id, 0)
    shown = leaf(total, page)
    if filters.state == "open":
        found = found.annotate(due_on=_nearest()).order_by(
            F("due_on").asc(nulls_last=True), "number"
        )
    rows = _listed(found, shown, on)
    late = _filtered(visible, Filters(is_overdue=True), on).order_by().count()
    return ProceedingPage(rows, total, shown.page, shown.pages, by_procedure, late)


def _listed(found: Any, shown: Leaf, on: date) -> tuple[ProceedingRow, ...]:
    """Return the rows of a page: put in order by keys alone, then read whole."""
    ids = list(found.values_list("pk", flat=True)[shown.first : shown.until])
    rows = _with_due(Proceeding.objects.filter(pk__in=ids)).in_bulk(ids)
    return tuple(_row(rows[pk], on) for pk in ids)


def search(person: Any, query: str, on: date, limit: int = 20) -> tuple[ProceedingRow, ...]:
    """Return proceedings whose number, title or a party's name holds the query."""
    if not query.strip():
        return ()
    filters = Filters(state="all", query=query.strip())
    found = _filtered(visible_proceedings(person, on), filters, on)
    return tuple(_row(row, on) for row in _with_due(found)[:limit])


def proceedings_in(
    person: Any, cases: Sequence[UUID], on: date, limit: int = 20
) -> tuple[ProceedingRow, ...]:
    """Return the proceedings of some cases that a person may see, the newest first."""
    found = visible_proceedings(person, on).filter(case_id__in=cases)
    return tuple(_row(row, on) for row in _with_due(found)[:limit])


def proceedings_among(person: Any, ids: Sequence[UUID], on: date) -> tuple[ProceedingRow, ...]:
    """Return of some proceedings those that a person may see, in the order given."""
    rows = _with_due(visible_proceedings(person, on).filter(pk__in=ids)).in_bulk()
    return tuple(_row(rows[pk], on) for pk in ids if pk in rows)


def ledger_view(person: Any, proceeding_id: UUID, on: date) -> LedgerView:
    """Return the acts on file of a proceeding.

    Raises:
        Refused: 403 when the person may not see it.
    """
    proceeding = must_see(person, proceeding_id, on)
    return LedgerView(
        proceeding.pk,
        proceeding.number,
        proceeding.title,
        tuple(entries_of(subject_of(proceeding.pk))),
        head(proceeding.procuratorate_id),
    )


def procedure_label(procedure_id: str) -> str:
    """Return a procedure's name; its id when the pack no longer has it."""
    known = national().procedures.get(procedure_id)
    return known.label if known else procedure_id


def _with_due(found: Any) -> Any:
    """Add the last day of the nearest running clock: looked up for the rows shown alone."""
    return found.annotate(due_on=_nearest()).select_related("case", "handler", "department")


def _nearest() -> Subquery:
    running = Clock.objects.filter(proceeding=OuterRef("pk"), status="running")
    return Subquery(running.order_by("due_on").values("due_on")[:1])


def _filtered(found: Any, filters: Filters, on: date) -> Any:
    if filters.state in ("open", "closed"):
        found = found.filter(closed_on__isnull=filters.state == "open")
    exact = {
        "stage": filters.stage,
        "handler_id": filters.handler,
        "department__code": filters.department,
    }
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if filters.is_overdue:
        late = Q(clocks__status="running", clocks__due_on__lt=on)
        found = found.filter(pk__in=Proceeding.objects.filter(late).order_by().values("pk"))
    if filters.query:
        named = Proceeding.objects.filter(
            Q(number__icontains=filters.query)
            | Q(title__icontains=filters.query)
            | Q(case__number__icontains=filters.query)
            | Q(case__parties__name__icontains=filters.query)
        )
        found = found.filter(pk__in=named.order_by().values("pk"))
    return found


def _row(row: Any, on: date) -> ProceedingRow:
    return ProceedingRow(
        id=row.pk,
        case_id=row.case_id,
        number=row.number,
        title=row.title,
        cause=row.case.cause,
        procedure_id=row.procedure_id,
        procedure_label=procedure_label(row.procedure_id),
        stage_label=row.stage_label,
        handler=row.handler_id or "",
        handler_name=row.handler.name if row.handler else "",
        department=row.department.name,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        due_on=row.due_on,
        days_left=(row.due_on - on).days if row.due_on else None,
    )
