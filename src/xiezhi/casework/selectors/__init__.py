"""Typed reads of casework; everything returned is a frozen dataclass, never a table row."""

from .cases import CaseWords, PartyCard, case_words, parties_of
from .handling import (
    case_of,
    must_handle_case,
    proceeding_numbered,
    proceedings_of,
    procuratorate_of,
    team_of,
)

__all__ = [
    "CaseWords",
    "PartyCard",
    "case_of",
    "case_words",
    "must_handle_case",
    "parties_of",
    "proceeding_numbered",
    "proceedings_of",
    "procuratorate_of",
    "team_of",
]
