"""Packs by version: the one in force, and earlier ones as they were kept."""

import zlib
from threading import Lock

from xiezhi.law.contents import digest_in, digest_of
from xiezhi.law.errors import PackError
from xiezhi.law.packs import Pack, national, pack_from
from xiezhi.ledger.errors import LedgerError
from xiezhi.ledger.models import KeptPack

LEVEL = 9  # of compression: a pack is written once and kept for life

_loaded: dict[str, Pack] = {}  # by the digits that a version carries
_known: set[str] = set()  # digests that this database is known to keep, for good
_lock = Lock()


def in_force() -> Pack:
    """The pack under which new acts are done."""
    return national()


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
