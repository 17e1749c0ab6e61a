"""Typed reads of casework; everything returned is a frozen dataclass, never a table row."""

from .cases import CaseWords, PartyCard, case_words, parties_of
from .clocks import (
    CalendarDay,
    ClockEntry,
    ClockExplained,
    clock_calendar,
    clock_explained,
    overdue,
)
from .custody import CustodyBoard, CustodyRow, custody_board
from .handling import (
    case_of,
    handled_by,
    must_handle_case,
    proceeding_numbered,
    proceedings_of,
    procuratorate_of,
    team_of,
)
from .lists import (
    Filters,
    LedgerView,
    ProceedingPage,
    ProceedingRow,
    ledger_view,
    overdue_total,
    proceedings_in,
    proceedings_list,
    search,
)
from .workbench import Workbench, WorkRow, workbench

__all__ = [
    "CalendarDay",
    "CaseWords",
    "ClockEntry",
    "ClockExplained",
    "CustodyBoard",
    "CustodyRow",
    "Filters",
    "LedgerView",
    "PartyCard",
    "ProceedingPage",
    "ProceedingRow",
    "WorkRow",
    "Workbench",
    "case_of",
    "case_words",
    "clock_calendar",
    "clock_explained",
    "custody_board",
    "ledger_view",
    "handled_by",
    "must_handle_case",
    "overdue",
    "overdue_total",
    "parties_of",
    "proceeding_numbered",
    "proceedings_in",
    "proceedings_list",
    "proceedings_of",
    "procuratorate_of",
    "search",
    "team_of",
    "workbench",
]
