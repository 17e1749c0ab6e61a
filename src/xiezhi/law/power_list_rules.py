"""The kinds of a power list file: who may do what, version by version, each with its days.

``matters`` say who decides a matter (意见 16, 47); ``duties`` what a kind of staff may do
(意见 14, 15, 17 - 20, 23). A list is made nationally or by a provincial procuratorate, whose list
is filed with the supreme one; the filing is data, and a list without it is shown as not filed.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

from pydantic import field_validator, model_validator

from xiezhi.law.authority_rules import LevelRule, Timed
from xiezhi.law.validity import InForce, Rule, break_in

ISSUERS = ("supreme", "provincial")
Need = Literal["guide", "assigned", "chief_approval", "high_stage", "authorised"]


class Issuer(Rule):
    """The procuratorate that made a list."""

    unit: str
    level: str

    @field_validator("level")
    @classmethod
    def _may_make_lists(cls, level: str) -> str:
        if level not in ISSUERS:
            said = "省级人民检察院可以制定辖区内的检察官职权清单，其他人民检察院不得制定或者修改"
            raise ValueError(f"{said}（司法责任制意见(2024) 第16条）")
        return level


class Filing(Rule):
    """The receipt of the Supreme People's Procuratorate for a provincial list (意见 16)."""

    filed_on: date
    number: str


class MatterItem(LevelRule):
    """An item on who decides a matter; ``prosecutor`` entrusts it to whoever handles the case."""

    no: str
    matter: str

    @model_validator(mode="before")
    @classmethod
    def _prosecutors_are_entrusted(cls, written: Any) -> Any:
        if isinstance(written, dict) and "entrusts" not in written:
            return {**written, "entrusts": written.get("level") == "prosecutor"}
        return written

    def names(self, matter: str) -> bool:
        """Whether the item speaks of a matter, by its id or by a prefix ending in ``.*``."""
        if self.matter.endswith(".*"):
            return matter.startswith(self.matter[:-1])
        return self.matter == matter


class DutyItem(Timed):
    """An item on what a kind of staff may do.

    ``acts`` are kinds of act, ``move:<do>``, ``draft`` (a document) or ``evidence``; none for work
    outside this system. ``needs`` are what else must be there, e.g. a guiding prosecutor.
    """

    no: str
    label: str
    acts: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()


class ListVersion(Rule):
    """A version of a list with the days on which it is in force."""

    version: str
    in_force: InForce
    published_on: date | None = None
    filing: Filing | None = None
    matters: tuple[MatterItem, ...] = ()
    duties: tuple[DutyItem, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> ListVersion:
        if not (self.matters or self.duties):
            raise ValueError("清单的这个版本没有任何事项")
        return self

    def filing_due_on(self, days: int) -> date | None:
        """The last day for its receipt; None where no day of publication is known."""
        return None if self.published_on is None else self.published_on + timedelta(days=days)


class PowerList(Rule):
    """A list and its versions; ``of`` are the posts whose powers it holds."""

    id: str
    label: str
    of: tuple[str, ...]
    issued_by: Issuer
    versions: tuple[ListVersion, ...]

    @model_validator(mode="after")
    def _versions_join(self) -> PowerList:
        said = break_in(self.versions)
        if not self.versions or said:
            raise ValueError(said or "清单没有任何版本")
        return self

    @property
    def must_be_filed(self) -> bool:
        """Whether it is filed with the supreme procuratorate (意见 16)."""
        return self.issued_by.level == "provincial"
