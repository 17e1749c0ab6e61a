"""Typed reads of casework; everything returned is a frozen dataclass, never a table row."""

from .cases import CaseWords, PartyCard, case_words, parties_of
from .clocks import (
    CalendarDay,
    ClockEntry,
    ClockExplained,
    clock_explained,
)
from .custody import Asked, CustodyBoard, CustodyRow, custody_board
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
    proceedings_in,
    proceedings_list,
    search,
)
from .month import Month, clock_month
from .numbers import Number, Numbered, numbered, numbers_unseen, read_number
from .paging import Leaf
from .touched import Brief, beside, briefs, own_open, touched_by
from .workbench import Workbench, WorkRow, workbench

__all__ = [
    "Asked",
    "Brief",
    "CalendarDay",
    "CaseWords",
    "ClockEntry",
    "ClockExplained",
    "CustodyBoard",
    "CustodyRow",
    "Filters",
    "Leaf",
    "LedgerView",
    "Month",
    "Number",
    "Numbered",
    "PartyCard",
    "ProceedingPage",
    "ProceedingRow",
    "WorkRow",
    "Workbench",
    "beside",
    "briefs",
    "case_of",
    "case_words",
    "clock_explained",
    "clock_month",
    "custody_board",
    "handled_by",
    "ledger_view",
    "must_handle_case",
    "numbered",
    "numbers_unseen",
    "own_open",
    "parties_of",
    "proceeding_numbered",
    "proceedings_in",
    "proceedings_list",
    "proceedings_of",
    "procuratorate_of",
    "read_number",
    "search",
    "team_of",
    "touched_by",
    "workbench",
]
