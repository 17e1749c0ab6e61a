"""Packs by version: the one in force, and earlier ones as they were kept."""

import zlib
from datetime import date
from functools import cache
from pathlib import Path
from threading import Lock

from django.conf import settings

from xiezhi.law.contents import digest_in, digest_of
from xiezhi.law.errors import PackError
from xiezhi.law.packs import Pack, load_pack, national, pack_from
from xiezhi.law.power_lists import RulesInForce
from xiezhi.law.power_lists import rules_in_force as rules_under
from xiezhi.ledger.errors import LedgerError
from xiezhi.ledger.models import KeptPack

LEVEL = 9  # of compression: a pack is written once and kept for life

_loaded: dict[str, Pack] = {}  # by the digits that a version carries
_known: set[str] = set()  # digests that this database is known to keep, for good
_lock = Lock()


def in_force() -> Pack:
    """The pack under which new acts are done: the national one and the site's own overlays.

    Raises PackError for an overlay that does not stand, e.g. a power list made by a city.
    """
    overlays = tuple(settings.XIEZHI_RULE_OVERLAYS)
    return _laid(overlays) if overlays else national()


@cache
def _laid(overlays: tuple[str, ...]) -> Pack:
    return load_pack(overlays=[Path(folder) for folder in overlays])


def rules_in_force(matter: str, on: date, version: str = "") -> RulesInForce:
    """What speaks of a matter on a day: power lists, who decides, who reviews and approves.

    ``version`` is the pack that an act's entry names; without it the pack in force is asked.
    Raises KeyError for a matter that the pack does not have, LedgerError as `pack_of`.
    """
    return rules_under(matter, on, pack=pack_of(version) if version else in_force())


def kept_versions() -> tuple[str, ...]:
    """The versions of the packs kept here, the latest kept first."""
    return tuple(KeptPack.objects.order_by("-kept_at").values_list("version", flat=True))


def pack_of(version: str) -> Pack:
    """The pack under which an act was done, by the version its entry names.

    An entry written before packs were kept names no digest; it is read by the pack in force.
    Raises LedgerError when the pack was not kept or is no longer what it was.
    """
    now = in_force()
    digits = digest_in(version)
    if not digits or now.digest.startswith(digits):
        return now
    with _lock:
        known = _loaded.get(digits)
        if known is None:
            known = _loaded[digits] = _load(version, digits)
    return known


def unpacked(digest: str, content: bytes) -> bytes:
    """The bytes that were kept. Raises LedgerError unless they have their digest."""
    try:
        whole = zlib.decompress(content)
    except zlib.error as error:
        raise LedgerError(f"规则包 {digest[:8]} 的内容无法解压：保存后被改动过。") from error
    if digest_of(whole) != digest:
        raise LedgerError(f"规则包 {digest[:8]} 的内容与摘要不一致：保存后被改动过。")
    return whole


def is_known(digest: str) -> bool:
    """Whether a transaction that keeps this pack is known to have been committed."""
    return digest in _known


def remember(digest: str) -> None:
    """Note that this database keeps a pack."""
    _known.add(digest)


def forget() -> None:
    """Forget which packs the database keeps: it was emptied, or is another one."""
    _known.clear()


def _load(version: str, digits: str) -> Pack:
    row = KeptPack.objects.filter(digest__startswith=digits).first()
    if row is None:
        raise LedgerError(
            f"账本没有保存规则包 {version}，不能重放在它之下的办案行为。"
            "请用 xiezhi ledger import-packs 读入该版本导出的文件。"
        )
    try:
        return pack_from(unpacked(row.digest, bytes(row.content)))
    except PackError as error:
        raise LedgerError(f"规则包 {version} 不能读取：{error}") from error
