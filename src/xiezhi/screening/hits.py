"""What a run of a model yields: hits with the rows that show why."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

Value = str | int | bool | Decimal | date | None


@dataclass(frozen=True)
class Origin:
    """Where a row came from: the import, its file and sheet, and the line in it."""

    import_id: str
    file: str
    sheet: str
    line: int
    data_on: date


@dataclass(frozen=True)
class Anchor:
    """A field of an extracted text: ``start`` and ``end`` are character offsets, end exclusive."""

    field: str
    text_id: str
    start: int
    end: int


@dataclass(frozen=True)
class EvidenceRow:
    """One row behind a hit. ``values`` holds only columns the model declares; ``printed``
    holds values whose spelling in the source differs from the canonical one. ``linked`` says by
    what the row was found to be of the subject, where the model reads links: basis (number,
    weight, decided, alone), the weight with its parts in bits, a person's words."""

    row_id: str
    values: Mapping[str, Value]
    printed: Mapping[str, str]
    origins: tuple[Origin, ...]
    anchors: tuple[Anchor, ...]
    linked: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Hit:
    """One proposed clue. ``key`` is the same for the same model and subject in every run.

    ``subject`` holds the key columns as the source has them; ``values`` every yielded column
    in canonical form; ``because`` is the rule in words with this hit's numbers.
    """

    key: str
    model: str
    subject: Mapping[str, Value]
    values: Mapping[str, Value]
    because: str
    rows: Mapping[str, tuple[EvidenceRow, ...]]


@dataclass(frozen=True)
class ParameterUsed:
    """A number the run used: its value, unit and where it comes from (Chinese)."""

    name: str
    value: Value
    unit: str
    source: str
    verified: bool


@dataclass(frozen=True)
class Hits:
    """A finished run. ``within_bounds`` is False when the number of hits is not what the model
    expects: such a run is for a look, not for publishing.

    ``digest`` names the model's files, ``snapshot`` the tables read. A run that screened only
    what changed says from which snapshot (``since``) and how many keys (``rescreened``); its hits
    are those of a full run, its ``rows_read`` what it really read. ``why_full`` says why not.
    """

    model: str
    version: str
    as_of: date
    data_on: date
    engine: str
    hits: tuple[Hit, ...]
    rows_read: Mapping[str, int]
    params: tuple[ParameterUsed, ...]
    within_bounds: bool
    bounds: str
    seconds: float
    digest: str = ""
    snapshot: int | None = None
    since: int | None = None
    rescreened: int | None = None
    why_full: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values; dates ISO, decimals as strings."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self), default=_plain))
        return plain


def subject_key(model: str, subject: Mapping[str, Value]) -> str:
    """A digest that names the clue: the same model and canonical subject give the same key."""
    body = json.dumps([model, sorted((k, str(v)) for k, v in subject.items())], ensure_ascii=False)
    return hashlib.sha256(body.encode()).hexdigest()[:32]


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
