"""A power list as people read it on a day: who, by which item, with article and quotation."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from xiezhi.deliberation.access import must_read_lists
from xiezhi.law import Pack
from xiezhi.law.power_board import MatterRow, Moved, matters_on, moved
from xiezhi.law.power_list_rules import ISSUERS, DutyItem, ListVersion, PowerList
from xiezhi.law.power_lists import RuleInForce, duties, stands, unfiled
from xiezhi.ledger import packs

LISTS = "responsibility.lists"
# Whose list, in the order in which the opinion of 2024 names them
OF = {
    "committee": _("检察委员会"),
    "chief": _("检察长"),
    "prosecutor": _("检察官"),
    "lead": _("主办检察官"),
    "department_head": _("部门负责人"),
    "assistant": _("检察官助理"),
    "technician": _("检察技术人员"),
    "clerk": _("书记员"),
    "judicial_police": _("司法警察"),
}


@dataclass(frozen=True, slots=True)
class Late:
    """A provincial list that shows no receipt of its filing, and when that was to be expected."""

    label: str
    version: str
    unit: str
    published_on: date | None
    days: int
    note: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list on a day: cases by kind, matters, duties; the lists behind it and how they stand."""

    on: date
    of: str
    label: str
    version: str
    rules: tuple[RuleInForce, ...]
    matters: tuple[MatterRow, ...]
    duties: tuple[DutyItem, ...]
    documents: tuple[str, ...]
    lists: tuple[tuple[PowerList, ListVersion], ...]
    late: tuple[Late, ...]


def list_page(person: Any, of: str, today: date, on: date) -> ListPage:
    """Return a list by whose it is, as it stood on a day, for who reads it today.

    Raises:
        Refused: 403 for who holds no post.
        KeyError: nobody's list is called so.
    """
    must_read_lists(person, today)
    pack, label = packs.in_force(), str(OF[of])
    return ListPage(
        on=on,
        of=of,
        label=label,
        version=pack.version,
        rules=_cases(of, on, pack),
        matters=tuple(row for row in matters_on(on, pack) if _is_for(row, of)),
        duties=duties(of, on, pack),
        documents=_documents(on, pack) if of == "department_head" else (),
        lists=_behind(on, pack),
        late=late_filings(on, pack),
    )


def _cases(of: str, on: date, pack: Pack) -> tuple[RuleInForce, ...]:
    """The kinds of cases that go up whatever the matter (意见 11, 13)."""
    return tuple(
        RuleInForce(file.id, rule, rule.in_force or file.in_force)
        for file in pack.authority.values()
        for rule in file.rules
        if file.over and rule.level == of and stands(file, rule, on)
    )


def _is_for(row: MatterRow, of: str) -> bool:
    level, entrusted = row.authority.level, row.authority.entrustable
    if of == "department_head":
        return row.authority.head_review
    if of == "prosecutor":
        return level == "prosecutor" or entrusted
    return level == of and not entrusted


def _documents(on: date, pack: Pack) -> tuple[str, ...]:
    """The templates that the review lists name."""
    found = (
        name
        for file in pack.authority.values()
        for rule in file.head_review
        if stands(file, rule, on)
        for name in rule.documents
    )
    return tuple(dict.fromkeys(found))


def _behind(on: date, pack: Pack) -> tuple[tuple[PowerList, ListVersion], ...]:
    """Lists made by a province, with the version in force on the day or the next to come."""
    return tuple(
        (one, version)
        for one in pack.lists.values()
        if one.must_be_filed
        for version in one.versions
        if version.in_force.covers(on) or version.in_force.from_on > on
    )


def late_filings(on: date, pack: Pack) -> tuple[Late, ...]:
    """Provincial lists published long ago and without the receipt of their filing (意见 16)."""
    rule = pack.authority.get(LISTS)
    silent = rule.settings.get("filing_days") if rule else None
    if silent is None:
        return ()
    days = int(silent.value)
    return tuple(
        Late(one.label, version.version, one.issued_by.unit, version.published_on, days,
             silent.label)
        for one, version in unfiled(pack, on, days)
    )  # fmt: skip


def late_for(person: Any, on: date) -> tuple[Late, ...]:
    """Return the same for who serves where lists are made or filed; nothing for anybody else.

    Raises:
        Refused: 403 for who holds no post.
    """
    actor = must_read_lists(person, on)
    return late_filings(on, packs.in_force()) if actor.level in ISSUERS else ()


@dataclass(frozen=True, slots=True)
class Compared:
    """What reads otherwise on two days, each under a pack; versions to choose from."""

    before_on: date
    after_on: date
    before_version: str
    after_version: str
    moved: tuple[Moved, ...]
    versions: tuple[str, ...]


def compared(
    person: Any, before: tuple[date, str], after: tuple[date, str], today: date
) -> Compared:
    """Return what moved between two days; an empty version is the pack in force.

    Raises:
        Refused: 403 for who holds no post.
        LedgerError: no pack of such a version was kept.
    """
    must_read_lists(person, today)
    first, then = _pack(before[1]), _pack(after[1])
    found = moved((before[0], first), (after[0], then))
    kept = tuple(dict.fromkeys((packs.in_force().version, *packs.kept_versions())))
    return Compared(before[0], after[0], first.version, then.version, found, kept)


def _pack(version: str) -> Pack:
    return packs.pack_of(version) if version else packs.in_force()
