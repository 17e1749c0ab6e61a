"""An earlier conviction as the record tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xiezhi.dossier.charge_table import NamedCharge
from xiezhi.dossier.spans import JSON, Anchors, Found


@dataclass(frozen=True, slots=True)
class Prior:
    """One earlier conviction at ``[start, end)``; every part may be missing."""

    start: int
    end: int
    charges: tuple[NamedCharge, ...] = ()
    judged: Found[date] | None = None
    released: Found[date] | None = None
    sentence_months: int | None = None
    probation_months: int | None = None
    fine_yuan: int | float | None = None
    penalty: Found[str] | None = None

    @property
    def charge(self) -> str | None:
        """The charge or charges, joined."""
        return "、".join(c.name for c in self.charges) or None

    def to_json(self, anchors: Anchors, path: str) -> dict[str, JSON]:
        """The gold shape: fine and probation only when there are any."""
        if self.charges:
            anchors.spans[f"{path}.charge"] = (self.charges[0].start, self.charges[-1].end)
        if self.penalty:
            anchors.spans[f"{path}.sentence_months"] = (self.penalty.start, self.penalty.end)
        record: dict[str, JSON] = {
            "charge": self.charge,
            "sentence_months": self.sentence_months,
            "judged_on": anchors.put_date(f"{path}.judged_on", self.judged),
            "released_on": anchors.put_date(f"{path}.released_on", self.released),
        }
        for key, value in (
            ("probation_months", self.probation_months),
            ("fine_yuan", self.fine_yuan),
        ):
            if value is not None:
                record[key] = value
                if self.penalty:
                    anchors.spans[f"{path}.{key}"] = (self.penalty.start, self.penalty.end)
        return record
