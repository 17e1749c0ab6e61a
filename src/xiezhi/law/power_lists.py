"""Reads of power lists: which version is in force on a day, what it says, and what moved.

``rules_in_force`` is what a question about one day asks: the lists, who decides by which rule, who
reviews and who approves, under the rules of that day and no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from xiezhi.law.authority_rules import ApprovalRule, AuthorityRule, LevelRule, ReviewRule, Timed
from xiezhi.law.validity import InForce, version_on

if TYPE_CHECKING:
    from xiezhi.law.packs import Pack
    from xiezhi.law.power_list_rules import DutyItem, ListVersion, MatterItem, PowerList

FILING_SETTING = "filing_days"


@dataclass(frozen=True, slots=True)
class ListInForce:
    """A list of matters on a day: its version, from when, how it is filed, the item that speaks.

    ``item`` is empty where the list says nothing of the matter.
    """

    id: str
    label: str
    version: str
    unit: str
    from_on: date
    until_on: date | None
    filed_on: date | None
    filing_number: str
    must_be_filed: bool
    item: str = ""

    @property
    def said(self) -> str:
        """The list and its version in words, e.g. 某省检察官职权清单 v2（第3项）."""
        item = f"第{self.item}项" if self.item else "未列该事项"
        return f"{self.label} {self.version}（{item}）"


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """One rule on who decides, with its file, and the list's version when it is an item of one."""

    source: str
    rule: LevelRule
    in_force: InForce | None
    version: str = ""


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """Everything that speaks of a matter on a day; ``pack`` is the version of the pack asked."""

    matter: str
    on: date
    pack: str
    lists: tuple[ListInForce, ...]
    rules: tuple[RuleInForce, ...]
    reviews: tuple[tuple[str, ReviewRule], ...]
    approvals: tuple[tuple[str, ApprovalRule], ...]

    @property
    def list_versions(self) -> tuple[str, ...]:
        """The versions of the lists, e.g. ``provincial.prosecutor@v1``."""
        return tuple(f"{one.id}@{one.version}" for one in self.lists)


def rules_in_force(matter: str, on: date, *, pack: Pack) -> RulesInForce:
    """What speaks of a matter on a day. Raises KeyError for a matter that the pack does not have.

    For an act on file give the pack that its entry names and the day of the act.
    """
    asked = pack.authority[matter]
    files = files_over(asked, pack)
    rules = [RuleInForce(f.id, r, r.in_force or f.in_force) for f in files for r in f.rules]
    listed = [
        RuleInForce(the_list.id, item, item.in_force or version.in_force, version.version)
        for the_list, version, item in items_of(matter, on, pack)
    ]
    return RulesInForce(
        matter=matter,
        on=on,
        pack=pack.version,
        lists=lists_on(matter, on, pack),
        rules=tuple(r for r in (*listed, *rules) if r.in_force is None or r.in_force.covers(on)),
        reviews=tuple((f.id, r) for f in files for r in f.head_review if stands(f, r, on)),
        approvals=tuple((f.id, r) for f in files for r in f.approvals if stands(f, r, on)),
    )


def files_over(matter: AuthorityRule, pack: Pack) -> list[AuthorityRule]:
    """The matter's own file and those laid over it."""
    return [matter, *(r for r in pack.authority.values() if r.over and r.covers(matter))]


def stands(file: AuthorityRule, rule: Timed, on: date) -> bool:
    """Whether a rule of a file is in force on a day: by its own days, else by the file's."""
    days = rule.in_force or file.in_force
    return days is None or days.covers(on)


def items_of(
    matter: str, on: date, pack: Pack
) -> Iterator[tuple[PowerList, ListVersion, MatterItem]]:
    """Yield the items that speak of a matter in the versions in force on a day."""
    for one in pack.lists.values():
        version = version_on(one.versions, on)
        for item in version.matters if version else ():
            if item.names(matter) and item.in_force_on(on):
                assert version is not None
                yield one, version, item


def lists_on(matter: str, on: date, pack: Pack) -> tuple[ListInForce, ...]:
    """The lists of matters in force on a day, with the item on this matter."""
    speaking = {one.id: item.no for one, _, item in items_of(matter, on, pack)}
    found = []
    for one in pack.lists.values():
        version = version_on(one.versions, on)
        if version is None or not any(v.matters for v in one.versions):
            continue
        filing = version.filing
        found.append(
            ListInForce(
                one.id, one.label, version.version, one.issued_by.unit,
                version.in_force.from_on, version.in_force.until_on,
                filing.filed_on if filing else None, filing.number if filing else "",
                one.must_be_filed, speaking.get(one.id, ""),
            )
        )  # fmt: skip
    return tuple(found)


def duty(role: str, act: str, on: date, pack: Pack) -> DutyItem | None:
    """The item by which a kind of staff may do an act on a day, or None when no list has it."""
    return next((item for item in duties(role, on, pack) if act in item.acts), None)


def duties(role: str, on: date, pack: Pack) -> tuple[DutyItem, ...]:
    """Every item of the lists of a post on a day."""
    found = []
    for one in pack.lists.values():
        version = version_on(one.versions, on) if role in one.of else None
        found += [item for item in (version.duties if version else ()) if item.in_force_on(on)]
    return tuple(found)


def unfiled(pack: Pack, on: date, days: int) -> tuple[tuple[PowerList, ListVersion], ...]:
    """Provincial lists published more than so many days ago and not yet filed (意见 16)."""
    return tuple(
        (one, version)
        for one in pack.lists.values()
        for version in one.versions
        if one.must_be_filed
        and version.filing is None
        and (due := version.filing_due_on(days)) is not None
        and due < on
    )
