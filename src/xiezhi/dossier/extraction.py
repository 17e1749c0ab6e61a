"""From the text of a judgment to a record: which grammar reads it, criminal or private loan."""

from __future__ import annotations

import re

from xiezhi.dossier.civil.record import read_loan
from xiezhi.dossier.criminal.record import read_criminal
from xiezhi.dossier.judgment import Judgment
from xiezhi.dossier.spans import JSON, Record

_CRIMINAL = re.compile(r"刑\s*事|刑初|刑终|刑再|公诉机关|检察院|被告人")
_CIVIL = re.compile(r"民\s*事\s*判决|民初|民终|原告|借款")


def extract(text: str, id: JSON = None, line: int | None = None) -> Record:
    """Read one judgment. Never raises on any text; fields the text is silent about are None,
    spans lie within the text.
    """
    judgment = Judgment.of(text)
    return (
        read_loan(judgment, id, line)
        if is_civil(judgment.text)
        else read_criminal(judgment, id, line)
    )


def is_civil(text: str) -> bool:
    """Whether ``text`` reads as a private-loan judgment rather than a criminal one."""
    head = text[:1500]
    if re.search(r"刑\s*事[^。]{0,12}(?:判决书|裁定书)|起诉书|公诉机关", head):
        return False
    criminal = len(_CRIMINAL.findall(head))
    civil = len(_CIVIL.findall(head))
    return civil > criminal
