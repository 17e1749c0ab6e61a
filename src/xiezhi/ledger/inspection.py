"""Checks the entries of one subject for a page: each against its digests and its predecessor."""

from collections.abc import Iterator

from xiezhi.ledger import canonical, digests
from xiezhi.ledger.models import Entry

FIELDS = tuple(field.attname for field in Entry._meta.concrete_fields)


def first_broken_of(subject: tuple[str, str]) -> str:
    """Return what is wrong with the first broken entry (zh), an empty text when all are sound.

    The whole chain, with its deleted entries, is followed by `xiezhi ledger verify`.
    """
    return next(_problems(subject), "")


def _problems(subject: tuple[str, str]) -> Iterator[str]:
    entries = Entry.objects.filter(subject_kind=subject[0], subject_id=subject[1])
    rows = list(entries.order_by("chain", "seq").values(*FIELDS))
    before = _digests_before(rows)
    for row in rows:
        place = f"链 {row['chain']} 第 {row['seq']} 条"
        content = canonical.entry_bytes(int(row["version"]), row)
        if digests.sha256(content) != row["sha256"]:
            yield f"{place}的内容与 SHA-256 摘要不一致：记录被改动过"
        if row["sm3"] and digests.sm3(content) not in ("", row["sm3"]):
            yield f"{place}的内容与 SM3 摘要不一致：记录被改动过"
        known = before.get((row["chain"], row["seq"] - 1), row["previous_sha256"])
        if known != row["previous_sha256"]:
            yield f"{place}与前一条不相接：前一条被改动或者删除过"


def _digests_before(rows: list[dict[str, object]]) -> dict[tuple[object, object], str]:
    """Return the SHA-256 of every predecessor by chain and number, read at once a chain."""
    found: dict[tuple[object, object], str] = {}
    for chain in {row["chain"] for row in rows}:
        wanted = [int(str(row["seq"])) - 1 for row in rows if row["chain"] == chain]
        known = Entry.objects.filter(chain=chain, seq__in=wanted)
        found |= {(chain, seq): sha for seq, sha in known.values_list("seq", "sha256")}
        found |= {(chain, seq): "" for seq in wanted if seq and (chain, seq) not in found}
    return found
