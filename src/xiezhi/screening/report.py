"""What an import says at the end: every line of the file is accounted for."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

Confidence = Literal["确定", "很可能", "请确认"]
Verdict = Literal["mapped", "ask", "ignored", "forbidden"]


@dataclass(frozen=True)
class ColumnMatch:
    """One column of the file: the dictionary column it maps to, how sure, and why (Chinese)."""

    position: int
    header: str
    column: str | None
    label: str
    verdict: Verdict
    confidence: Confidence | None
    why: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class NoiseLine:
    """A line that is no data: title, header, note, total or blank."""

    line: int
    kind: Literal["title", "header", "note", "total", "blank", "repeated_header"]
    text: str


@dataclass(frozen=True)
class QuarantinedRow:
    """A row kept out, whole, with the first reason found and what would cure it."""

    line: int
    column: str
    header: str
    value: str
    code: str
    reason: str
    cure: str
    cells: dict[str, str]


@dataclass(frozen=True)
class SheetReport:
    """One sheet of one file. ``rows == kept + quarantined + duplicates``.

    ``kept`` counts distinct good rows, of which ``new`` were not in the table before and
    ``known`` were. ``noise`` counts lines left out; blanks are counted apart.
    """

    file: str
    sheet: str
    table: str | None
    rows: int = 0
    kept: int = 0
    new: int = 0
    known: int = 0
    quarantined: int = 0
    duplicates: int = 0
    noise: int = 0
    blank: int = 0
    mapping: tuple[ColumnMatch, ...] = ()
    quarantined_by_reason: dict[str, int] = field(default_factory=dict)
    noise_lines: tuple[NoiseLine, ...] = ()
    lacks: tuple[str, ...] = ()
    profile: str = ""
    problem: str = ""


@dataclass(frozen=True)
class ImportReport:
    """One import. ``import_id`` is None when nothing was stored; ``repeated`` says the same
    file with the same mapping and data date was stored before, and nothing changed.
    ``snapshot`` is the state of the tables right after it."""

    import_id: str | None
    file: str
    sha256: str
    data_on: date
    repeated: bool
    sheets: tuple[SheetReport, ...]
    enables: tuple[str, ...] = ()
    blocked: dict[str, str] = field(default_factory=dict)
    snapshot: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain values for ``--json`` and for storing."""
        return {**asdict(self), "data_on": self.data_on.isoformat()}
