"""Paper and money: whether an IOU was written, how the sum went over."""

from __future__ import annotations

import re

from xiezhi.dossier.civil.parties import Parties
from xiezhi.dossier.civil.voices import Part, Voice, said
from xiezhi.dossier.spans import Found

_PAPER = re.compile(r"借条|欠条|借据|欠据|立据|借款条|欠款条")
_BANK = re.compile(
    r"转账|转帐|转款|汇款|汇至|汇给|汇入|汇出|转给|转入|转至|转取|银行卡|网银|手机银行|微信|支付宝"
    r"|存入|打入|打款|电汇|划款|划入|银行交付"
)
_SLIP = re.compile(
    r"(?:转账|转帐|汇款|打款|电汇|转款|银行)[^，。；]{0,6}(?:凭证|记录|回单|凭条|凭据|回执)"
)
_CASH = re.compile(r"现金")
_REPAID = re.compile(
    r"归还|偿还|还款|还了|返还|付息|支付利息|支付[^，。；]{0,6}利息|已付|清偿|还清|还原告|利息"
)
_QUOTED = re.compile(r"“[^”]*”?|(?:载明|内容为|内容是|写明|言明|注明)[：:，][^。]*")
_TAKEN = re.compile(r"现金已|已收")


def read_iou(text: str) -> Found[bool]:
    """Whether an IOU (借条, 欠条, 借据) is told; a contract or a receipt is not one."""
    match = _PAPER.search(text)
    return Found(True, *match.span()) if match else Found(False, 0, 0)


def read_transfer(parties: Parties, found: list[Part]) -> Found[str] | None:
    """ "bank", "cash" or "mixed": as found, else as pleaded, else by a transfer slip in evidence.

    Repayments and the words of an IOU do not count, unless they acknowledge cash received.
    """
    payer = "|".join(["被告", *(re.escape(one.value) for one in parties.defendants)])
    payee = "|".join(["原告", *(re.escape(one.value) for one in parties.plaintiffs)])
    repaid = re.compile(
        rf"(?:{payer})[^，。；]{{0,20}}?(?:转|汇|存|打)[^，。；]{{0,6}}(?:{payee})"
    )
    groups = (
        (said(found, Voice.FINDING), _BANK, _CASH),
        (said(found, Voice.PLEADING, Voice.CLAIM), _BANK, _CASH),
        (said(found, Voice.EVIDENCE), _SLIP, None),
    )
    for group, bank, cash in groups:
        seen: dict[str, tuple[int, int]] = {}
        for part in group:
            _see(part, bank, cash, repaid, seen)
        if seen:
            places = sorted(seen.values())
            kind = "mixed" if len(seen) == 2 else next(iter(seen))
            return Found(kind, places[0][0], places[-1][1])
    return None


def _see(
    part: Part,
    bank: re.Pattern[str],
    cash: re.Pattern[str] | None,
    repaid: re.Pattern[str],
    seen: dict[str, tuple[int, int]],
) -> None:
    text = _QUOTED.sub(_blank, part.text)
    for clause in re.finditer(r"[^，。；]+", text):
        if _REPAID.search(clause.group()) or repaid.search(clause.group()):
            continue
        for kind, pattern in (("bank", bank), ("cash", cash)):
            hit = pattern.search(clause.group()) if pattern else None
            if hit:
                low = part.start + clause.start()
                seen.setdefault(kind, (low + hit.start(), low + hit.end()))


def _blank(quoted: re.Match[str]) -> str:
    return quoted.group() if _TAKEN.search(quoted.group()) else " " * len(quoted.group())
