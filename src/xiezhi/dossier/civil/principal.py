"""The principal: the sum claimed after amendments, without interest; the loan when the claim
has no figure.
"""

from __future__ import annotations

import re
from decimal import Decimal

from xiezhi.dossier.civil.voices import Part, Voice, said
from xiezhi.dossier.numerals import MONEY, NUMBER, number
from xiezhi.dossier.spans import Found

_OWED = re.compile(
    r"(?:本金|借款|欠款|款项|贷款|货款|借条|垫款|现金|款)(?!及利息|本金及利息)"
    r"(?:本金|合计|共计|人民币|剩余|余额|总额|金额|计|为|的|共|各|：|\s)*"
    rf"(?:{NUMBER}元?\s*\(\s*)?(?P<amount>{NUMBER})\s*元"
)
_PAY = re.compile(
    rf"(?:偿还|归还|返还|支付|给付|清偿|还款|还)(?:(?!利息|违约金|费)[^，。；]){{0,18}}?{MONEY}"
)
_LENT = re.compile(
    rf"(?:借款|借到|借给|借走|借得|借取|出借|借人民币|借现金|借)[^，。；\d]{{0,14}}?{MONEY}"
)
_AMENDED = re.compile(r"(?:变更|明确|减少|增加)[^。；]{0,12}(?:请求|诉请)")
_SURETY_ONLY = re.compile(r"承担[^；。]{0,30}连带")
_ASIDE = re.compile(r"\((?:以下|人民币|币种|下同)[^)]*\)")


def read_principal(found: list[Part]) -> Found[Decimal] | None:
    """The principal in yuan and its place."""
    for part in reversed(found):
        amended = _AMENDED.search(part.text)
        if amended:
            sum_ = _first(part, amended.start(), _OWED, _PAY)
            if sum_:
                return sum_
    groups = (
        (said(found, Voice.CLAIM), (_OWED, _PAY)),
        (said(found, Voice.PLEADING), (_LENT,)),
        (said(found, Voice.FINDING), (_OWED, _LENT)),
    )
    for group, patterns in groups:
        for part in group:
            if _SURETY_ONLY.search(part.text):
                continue
            if sum_ := _first(part, 0, *patterns):
                return sum_
    return None


def _first(part: Part, start: int, *patterns: re.Pattern[str]) -> Found[Decimal] | None:
    text = _ASIDE.sub(lambda m: " " * len(m.group()), part.text)
    for pattern in patterns:
        match = pattern.search(text, start)
        value = number(match["amount"]) if match else None
        if match and value:
            low, high = match.span("amount")
            return Found(value, part.start + low, part.start + high)
    return None
