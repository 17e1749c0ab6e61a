"""Who decides, who reviews and who must approve (DT-2), from authority rules and facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xiezhi.law.citations import Citation


@dataclass(frozen=True, slots=True)
class Ground:
    """One rule that spoke: its id, the level it asks for, its label and citation."""

    rule: str
    level: str
    label: str
    citation: Citation | None
    won: bool = False
    in_text: bool = True


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval or filing owed to a superior procuratorate, with its article."""

    of: str
    label: str
    citation: Citation | None
    filing_only: bool = False


@dataclass(frozen=True, slots=True)
class Authority:
    """The answer to "who decides": level prosecutor|chief|committee, and the way there."""

    matter: str
    label: str
    level: str
    decisive: bool
    delegable: bool
    head_review: bool
    rule: str
    citation: Citation | None
    grounds: tuple[Ground, ...] = ()
    approvals: tuple[Approval, ...] = ()
    version: str = ""
