"""Two rules that do not agree (意见 48; DT-2.15): the opinion and the laws before other documents.

Rules of the laws, the opinion and the procedural rules add up: the highest level wins. A file that
is an other document (其他文件) yields to them wherever it says otherwise; of two other documents
the one of the higher office applies, of the same office the later one. Both stay in the grounds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xiezhi.law.authority_rules import AuthorityRule, LevelRule, OtherDocument

Spoken = tuple["LevelRule", str]
ISSUERS = ("district", "city", "provincial", "supreme")


def prevailing(
    asked: Sequence[Spoken], files: Mapping[str, AuthorityRule]
) -> tuple[list[Spoken], list[Spoken]]:
    """The rules that apply and those overruled; each of ``asked`` with the file it stands in."""
    documents = {s: files[s].document for _, s in asked if s in files and files[s].document}
    text = [one for one in asked if one[1] not in documents]
    if text:
        levels = {rule.level for rule, _ in text}
        out = [one for one in asked if one[1] in documents and one[0].level not in levels]
    else:
        first = max((d for d in documents.values() if d), key=_rank, default=None)
        out = [one for one in asked if first and documents[one[1]] != first]
    return [one for one in asked if one not in out], out


def _rank(document: OtherDocument) -> tuple[int, date]:
    return ISSUERS.index(document.issuer), document.issued_on
