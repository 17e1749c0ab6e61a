"""Checks that every pack named by an entry was kept, and that each still has its digest."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DatabaseError

from xiezhi.law.contents import digest_in
from xiezhi.ledger.errors import LedgerError
from xiezhi.ledger.models import Entry, KeptPack
from xiezhi.ledger.packs import unpacked


@dataclass(frozen=True, slots=True)
class PackBreak:
    """A pack that cannot be relied on: its version or digest, and what is wrong (zh)."""

    version: str
    problem: str


def broken_packs() -> tuple[PackBreak, ...]:
    """Return every pack that is missing or was changed."""
    try:
        return tuple(_broken())
    except (DatabaseError, UnicodeDecodeError) as error:
        return (PackBreak("（无法读取）", f"规则包表无法读取：{error}"),)


def _broken() -> Iterator[PackBreak]:
    # Entries first: a pack is committed with its first entry, so what they name must be there.
    named = set(Entry.objects.order_by().values_list("rule_version", flat=True).distinct())
    kept = []
    for row in KeptPack.objects.iterator():
        kept.append(row.digest)
        if not row.digest.startswith(digest_in(row.version) or "-"):
            yield PackBreak(row.version, "记载的版本与摘要不符：版本被改动过")
        try:
            unpacked(row.digest, bytes(row.content))
        except LedgerError as error:
            yield PackBreak(row.version, str(error))
    for version in sorted(named):
        digits = digest_in(version)
        if digits and not any(digest.startswith(digits) for digest in kept):
            yield PackBreak(version, "有办案行为依据这一规则包，账本没有保存它的内容")
