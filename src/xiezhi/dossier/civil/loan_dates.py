"""When the loan was made, when a later IOU or settlement was written, when the money came if
later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from xiezhi.dossier.civil.voices import Part, Voice, said
from xiezhi.dossier.dates import DateMention, find_dates
from xiezhi.dossier.spans import Found

_BORROW = re.compile(
    r"借款|借到|借给|借走|借得|借取|借人民币|借现金|出借|借出|今借|又借|借了|借去|借原告|借支"
    r"|转账|转款|转帐|汇款|汇至|汇给|转给|转入|存入|交付|收到[^，。；]{0,12}款"
    r"|出具[^，。；]{0,12}(?:借条|借据|欠条|欠据)|立(?:下)?据"
)
_NOT_LOAN = re.compile(
    r"结婚|离婚|婚姻|登记为|立案|起诉|诉至|付息|支付利息|还款|还清|偿还|(?:归还|返还)(?!信用卡)"
)
_TERM = re.compile(
    r"(?:期限|期间|时间)(?:为|自|从|：|至)*$|(?:截止|截至|至|到|起至|日期(?:为|是))$"
)
_MADE_OUT = re.compile(
    r"(?:出具|写下|书写|写|签|立)[^。；]{0,14}?(?:借条|欠条|借据|欠据)|结算|对账"
    r"|重新[^。；]{0,16}出具"
)
_ANEW = re.compile(r"合并|重新|结算|汇总|累计|就|尚欠")
_NEW_LOAN = re.compile(r"借款|借到|又|再次|借")
_PAID_OUT = re.compile(r"转账|汇款|汇入|交付|发放|转入|支付借款")
_CONTRACT = re.compile(r"签订|订立|借款合同|借款协议")
_REPAID = re.compile(r"归还|偿还|还款|返还|付息|利息")
Dates = tuple[Found[date] | None, Found[date] | None, Found[date] | None]
_Told = tuple[Part, DateMention, str]


def read_loan_dates(found: list[Part]) -> Dates:
    """(first loan, later IOU, later delivery). A loan told by month only has no date."""
    for group in (said(found, Voice.FINDING), said(found, Voice.PLEADING, Voice.CLAIM)):
        told = list(_told(group))
        first = next((one for one in told if _is_loan(*one)), None)
        if first:
            part, mention, _ = first
            loan = _found(part, mention) if mention.on else None
            iou = _iou(told, mention.on)
            if loan is None and iou and (iou.value.year, iou.value.month) == _month(mention):
                loan, iou = iou, None  # told by month, dated by the paper of that month
            return loan, iou, _delivery(told, part, loan.value if loan else None)
    return None, None, None


def _month(mention: DateMention) -> tuple[int | None, int | None]:
    return mention.year, mention.month


def _told(group: list[Part]) -> Iterator[_Told]:
    """Each date with its part and the words after it, up to the end of the clause."""
    context: DateMention | None = None
    for part in group:
        dates = list(find_dates(part.text, context=context))
        context = next((d for d in reversed(dates) if d.year), context)
        for mention, following in zip(dates, [*dates[1:], None], strict=False):
            if mention.on is None and following and following.start - mention.end < 12:
                continue  # 2007年农历七月十三日（公历8月25日): the second is the date
            yield part, mention, re.split(r"[。；]", part.text[mention.end : mention.end + 90])[0]


def _is_loan(part: Part, mention: DateMention, after: str) -> bool:
    before = part.text[max(0, mention.start - 8) : mention.start]
    if mention.year is None or _TERM.search(before) or _is_loose(part, mention):
        return False
    return bool(_BORROW.search(after)) and not _NOT_LOAN.search(after[:24])


def _is_loose(part: Part, mention: DateMention) -> bool:
    """同日, 当日: tied to the sentence before, which a term may have ended."""
    return part.text[mention.start : mention.end] in {"同日", "当日", "当天", "次日", "当晚"}


def _found(part: Part, mention: DateMention) -> Found[date]:
    assert mention.on is not None
    return Found(mention.on, part.start + mention.start, part.start + mention.end)


def _iou(told: list[_Told], loan: date | None) -> Found[date] | None:
    for part, mention, after in told:
        if mention.on is None or (loan and mention.on <= loan) or _is_loose(part, mention):
            continue
        if _TERM.search(part.text[max(0, mention.start - 8) : mention.start]):
            continue
        made = _MADE_OUT.search(after[:50])
        if made is None or next(find_dates(after[: made.start()]), None):
            continue
        between = part.text[max(0, mention.start - 6) : mention.start] + after[: made.start()]
        if _REPAID.search(after[: made.start()]) and not _ANEW.search(between):
            continue
        if _NEW_LOAN.search(between) and not _ANEW.search(between + made.group()):
            continue
        return _found(part, mention)
    return None


def _delivery(told: list[_Told], contract: Part, loan: date | None) -> Found[date] | None:
    if loan is None or not _CONTRACT.search(contract.text):
        return None
    for part, mention, after in told:
        clause = after.lstrip("，").split("，")[0]
        if mention.on is None or mention.on <= loan or _is_loose(part, mention):
            continue
        if _PAID_OUT.search(clause) and not _REPAID.search(clause):
            return _found(part, mention)
    return None
