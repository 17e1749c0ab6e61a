"""The loan: principal claimed, dates, written evidence of debt, how the money went over, guarantors."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from xiezhi.dossier.civil.parties import Parties
from xiezhi.dossier.civil.voices import Part, Voice, said
from xiezhi.dossier.dates import DateMention, find_dates
from xiezhi.dossier.numerals import MONEY, NUMBER, number
from xiezhi.dossier.spans import Found

_OWED = re.compile(
    rf"(?:本金|借款|欠款|款项|贷款|货款|借条|垫款|现金|款)(?:本金|本息|合计|共计"
    rf"|人民币|剩余|余额|总额|金额|计|为|的|共|各|："
    rf"|\s)*(?:{NUMBER}元?\s*\(\s*)?(?P<amount>{NUMBER})\s*元"
)
_PAY = re.compile(rf"(?:偿还|归还|返还|支付|给付|清偿|还款|还)[^，。；]{{0,18}}?{MONEY}")
_AMENDED = re.compile(r"变更|减少|增加")
_BORROW = re.compile(
    r"借款|借到|借给|借走|借得|借取|借人民币|借现金|出借|借出|今借|又借|借了|借去"
    r"|转账|转款|转帐|汇款|汇至|汇给|转给|转入|存入|出具[^，。；]{0,12}(?:借条|借据"
    r"|欠条|欠据)|立(?:下)?据|借支|收到[^，。；]{0,12}款|交付"
)
_NOT_LOAN = re.compile(
    r"结婚|离婚|婚姻|登记为|立案|起诉|诉至|转账归还|归还(?:原告)?(?:借款)?(?:本金"
    r"|利息)?\d|偿还(?:原告)?(?:借款)?(?:本金|利息)?\d|支付利息|付息"
)
_TERM_ONLY = re.compile(
    r"(?:借款)?(?:期限|时间|期)(?:为|自|从|：|至|是)*$|(?:至|到|于|在|截止|截至|自)$"
)
_PAPER = re.compile(r"借条|欠条|借据|欠据|立据|借款条|欠款条")
_MADE_OUT = re.compile(
    r"(?:出具|写下|书写|写|立|签|重新|补)[^。；]{0,16}?(?:借条|欠条|借据|欠据)|(?:结算|对账|合并)"
)
_BANK = re.compile(
    r"转账|转帐|转款|汇款|汇至|汇给|汇入|汇出|转给|转入|转至|转取|银行卡|网银"
    r"|手机银行|微信|支付宝|存入|打入|打款|电汇|划款|划入|银行交付"
)
_CASH = re.compile(r"现金")
_REPAID = re.compile(
    r"归还|偿还|还款|还了|返还|付息|支付利息|支付[^，。；]{0,6}利息|已付|清偿|还清"
)
_QUOTED = re.compile(r"“[^”]*”?|(?:载明|内容为|内容是|写明|言明)[：:，][^。]*")
_SECURED = (
    r"(?:提供(?:了)?(?:连带)?(?:责任)?(?:的)?(?:保证|担保|信用担保)"
    r"|(?:连带)?(?:责任)?担保|作为(?:保证|担保)人|以(?:保证|担保)人|在(?:保证|担保)人"
    r"|承担(?:连带)?(?:责任)?保证|保证|作担保|做担保)"
)
_PLEDGE = re.compile(r"抵押|质押")


def read_principal(found: list[Part]) -> Found[Decimal] | None:
    """The principal claimed, after amendments; the loan when the claim gives no figure."""
    claims = said(found, Voice.CLAIM)
    amended = [
        part for part in found if _AMENDED.search(part.text) and re.search(r"请求", part.text)
    ]
    for group in (amended[::-1], claims, said(found, Voice.FINDING), said(found, Voice.PLEADING)):
        for part in group:
            place = part.text.find("变更") if part in amended else 0
            blank = re.sub(
                r"\((?:以下|人民币|币种|下同)[^)]*\)",
                lambda m: " " * len(m.group()),
                part.text[max(place, 0) :],
            )
            match = _OWED.search(blank) or _PAY.search(blank)
            value = number(match["amount"]) if match else None
            if match and value:
                offset = part.start + max(place, 0)
                return Found(value, offset + match.start("amount"), offset + match.end("amount"))
    return None


def read_loan_dates(
    found: list[Part],
) -> tuple[Found[date] | None, Found[date] | None, Found[date] | None]:
    """(first loan, later IOU or settlement, later delivery). A loan told by month only has no date."""
    for group in (said(found, Voice.FINDING), said(found, Voice.PLEADING, Voice.CLAIM)):
        loan = _first_loan(group)
        if loan:
            start = Found(loan.on, loan.start, loan.end) if loan.on else None
            return start, _iou(group, loan), _delivery(group, loan)
    return None, None, None


def _dated(group: list[Part]) -> list[tuple[Part, list[DateMention]]]:
    context: DateMention | None = None
    dated = []
    for part in group:
        dates = list(find_dates(part.text, context=context))
        context = next((d for d in reversed(dates) if d.year), context)
        dated.append((part, dates))
    return dated


def _at(part: Part, mention: DateMention) -> DateMention:
    return DateMention(
        mention.on,
        part.start + mention.start,
        part.start + mention.end,
        mention.year,
        mention.month,
    )


def _first_loan(group: list[Part]) -> DateMention | None:
    for part, dates in _dated(group):
        borrow = _BORROW.search(part.text)
        if not dates or borrow is None:
            continue
        for mention in dates:
            before = part.text[max(0, mention.start - 8) : mention.start]
            after = part.text[mention.end : mention.end + 90]
            clause = re.split(r"[。；]", after)[0]
            if _NOT_LOAN.search(clause[:24]) or re.search(
                r"期限(?:为|自|从|：|至)?$|截止$|截至$", before
            ):
                continue
            if _BORROW.search(clause) and mention.year:
                return _at(part, mention)
    return None


def _iou(group: list[Part], loan: DateMention) -> Found[date] | None:
    for part, dates in _dated(group):
        for mention in dates:
            if mention.on is None or (loan.on and mention.on <= loan.on):
                continue
            clause = re.split(r"[。；]", part.text[mention.end : mention.end + 60])[0]
            made = _MADE_OUT.search(clause)
            if (
                made
                and not _REPAID.search(clause[: made.start()])
                and not any(mention.end < d.start < mention.end + made.start() for d in dates)
            ):
                return Found(
                    mention.on, part.start + mention.start, part.start + mention.end + made.end()
                )
    return None


def _delivery(group: list[Part], loan: DateMention) -> Found[date] | None:
    contract = next(
        (
            p
            for p in group
            if p.start <= loan.start < p.end and re.search(r"签订|订立|借款合同|借款协议", p.text)
        ),
        None,
    )
    if contract is None or loan.on is None:
        return None
    for part, dates in _dated(group):
        for mention in dates:
            clause = re.split(r"[。；，]", part.text[mention.end : mention.end + 50].lstrip("，"))[
                0
            ]
            if (
                mention.on
                and mention.on > loan.on
                and re.search(r"转账|汇款|汇入|交付|发放|转入|支付借款", clause)
                and not _REPAID.search(clause)
            ):
                return Found(mention.on, part.start + mention.start, part.start + mention.end)
    return None


def read_iou(text: str) -> Found[bool]:
    """Whether an IOU (借条, 欠条, 借据) is told; a contract or a receipt is not one."""
    match = _PAPER.search(text)
    return Found(True, *match.span()) if match else Found(False, 0, 0)


def read_transfer(found: list[Part]) -> Found[str] | None:
    """ "bank", "cash" or "mixed": as found, else as pleaded; repayments and words inside an IOU do not count."""
    for group in (
        said(found, Voice.FINDING),
        said(found, Voice.PLEADING, Voice.CLAIM),
        said(found, Voice.EVIDENCE),
    ):
        seen: dict[str, tuple[int, int]] = {}
        for part in group:
            text = _QUOTED.sub(lambda m: " " * len(m.group()), part.text)
            for clause in re.finditer(r"[^，。；]+", text):
                if _REPAID.search(clause.group()):
                    continue
                for kind, pattern in (("bank", _BANK), ("cash", _CASH)):
                    if hit := pattern.search(clause.group()):
                        seen.setdefault(
                            kind,
                            (
                                part.start + clause.start() + hit.start(),
                                part.start + clause.start() + hit.end(),
                            ),
                        )
        if seen:
            places = sorted(seen.values())
            kind = "mixed" if len(seen) == 2 else next(iter(seen))
            return Found(kind, places[0][0], places[-1][1])
    return None


def read_guarantors(parties: Parties, found: list[Part]) -> list[Found[str]]:
    """Who stood surety by the finding, the papers or the pleading; a pledge of one's own things is not surety."""
    names = dict.fromkeys([p.value for p in [*parties.defendants, *parties.third]])
    known: dict[str, Found[str]] = {}
    spoken = "|".join(
        sorted((re.escape(n) for n in [*names, *parties.short_names]), key=len, reverse=True)
    )
    if not spoken:
        return []
    run = rf"(?P<names>(?:{spoken})(?!\d)(?:(?:、|和|与|及)(?:被告)?(?:{spoken})(?!\d))*)"
    patterns = (
        re.compile(rf"(?:担保人|保证人)(?:处)?(?:为|是|系|：|“|由)*(?:被告)?{run}"),
        re.compile(
            rf"{run}(?:\([^)]*\))?(?:自愿|愿意?|均|也|共同|分别|还|则|同时)*(?:为|对"
            rf"|替|就|给)?[^，。；、]{{0,16}}?{_SECURED}"
        ),
    )
    for part in said(found, Voice.FINDING, Voice.PLEADING, Voice.EVIDENCE):
        for clause in re.finditer(r"[^，。；]+", part.text):
            if _PLEDGE.search(clause.group()):
                continue
            for pattern in patterns:
                for match in pattern.finditer(clause.group()):
                    start = part.start + clause.start() + match.start("names")
                    for name in re.finditer(spoken, match["names"]):
                        full = parties.short_names.get(name.group(), name.group())
                        known.setdefault(
                            full, Found(full, start + name.start(), start + name.end())
                        )
    order = {name: place for place, name in enumerate(names)}
    return sorted(known.values(), key=lambda f: order.get(f.value, 99))
