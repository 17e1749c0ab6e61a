"""How the case was brought and tried: procuratorate, indictment, date of prosecution,
procedure, plea leniency.
"""

from __future__ import annotations

import re
from datetime import date

from xiezhi.dossier.criminal.opening import Opening
from xiezhi.dossier.dates import find_dates
from xiezhi.dossier.judgment import Judgment
from xiezhi.dossier.spans import Found

_ORGAN = (
    r"(?P<organ>[^，。：；、（）()〔〕\s“”《》以由被]{2,30}?检察院(?"
    r":第[一二三四五六七八九]分院|[^，。：；、以\s]{0,8}分院)?)"
)
_PROSECUTOR_LINE = re.compile(
    rf"(?:^|[。；\n\s号：])(?:原)?公诉机关(?:暨[^，。：；]{{0,20}}(?:起诉人|原告人"
    rf"|原告))?[：:\s，]*{_ORGAN}"
)
_CHARGING = re.compile(
    rf"(?:^|[。；：\n\s号书，理]){_ORGAN}(?=以|于|根据|依据|指控|起诉|原?公诉|认为|提起|在)"
)
_LOWER_CHARGING = re.compile(rf"(?:审理|受理)(?:的|由|了)?{_ORGAN}(?=指控|起诉|以|提起|公诉)")
_ANY = re.compile(r"[一-龥]{2,30}?检察院(?:第[一二三四五六七八九]分院)?")
_NUMBER = (
    r"(?P<no>[^，。：；“”、\s以于]{1,24}?[〔(]\s*(?:19"
    r"|20)\d{2}\s*[〕)]\s*(?:字)?(?:第)?\s*[\d〇-]{1,8}\s*(?:号)?(?:之[一二三四])?)"
)
_INDICTMENT = re.compile(
    rf"(?:以|根据|依据|依照|持|为|文号|书号|案号"
    rf"|按)[：:“”\"《\s]*{_NUMBER}(?=[”“\"》）)]*\s*(?:号)?(?:刑事)?[《“]?起诉(?:书"
    rf"|意见书|决定书)|[”“\"]?公诉机关|起诉书)"
)
_INDICTMENT_AFTER = re.compile(rf"起诉书(?:文号|编号|案号|字号)?[：:]?[(《“]?{_NUMBER}")
_FILED = re.compile(r"提起公诉|提起(?:变更)?公诉|移送起诉|起诉至本院|诉至本院|向本院起诉")
_PROCEDURE = re.compile(
    r"(?P<verb>适用|转为|转入|变更为|改为|转换为|改用|按照?|依照?"
    r"|同意适用)[^，。；]{0,14}?(?P<kind>速裁|简易|普通)(?:程序|审理)|(?P<kind2>速裁"
    r"|简易|普通)程序(?:专用|进行|公开|审理|，实行)"
)
_TITLE_PROCEDURE = re.compile(r"(速裁|简易|普通)(?:程序)?(?:专用|刑事判决书)")
_PROPOSED_PROCEDURE = re.compile(r"建议|申请|异议")
_PLEA_WORD = re.compile(r"认罪认罚")
_NO_PLEA = re.compile(
    r"不(?:自愿)?(?:认罪认罚|适用认罪认罚)|不再适用认罪认罚|撤回认罪认罚|拒绝认罪认罚"
)
_UNDERTAKING = re.compile(r"(?:签字|签署|签名|签订|自愿)[^，。；]{0,12}具结|具结书")


def read_procuratorate(judgment: Judgment, opening: Opening) -> Found[str] | None:
    """The organ that prosecuted (at first instance, on appeal); the fuller of two ways the head
    writes it.
    """
    text, head_end = judgment.text, max(opening.body_start, opening.parties_start) + 400
    line = _PROSECUTOR_LINE.search(text, max(0, opening.parties_start - 1), head_end)
    pattern = (
        _LOWER_CHARGING if opening.instance and opening.instance.value != "first" else _CHARGING
    )
    match = (
        line
        or pattern.search(text, max(0, opening.parties_start - 1), head_end)
        or _CHARGING.search(text, max(0, opening.parties_start - 1), head_end)
    )
    if match is None:
        return None
    start, end = match.span("organ")
    core = text[start:end]
    for fuller in _ANY.finditer(text, opening.parties_start, head_end):
        whole = fuller.group()
        if (
            whole.endswith(core)
            and len(whole) > len(core)
            and re.match(r"[一-龥]{2,}[省市区州县盟]", whole[: len(whole) - len(core)] + "市")
        ):
            prefix = whole[: len(whole) - len(core)]
            if re.search(r"(?:省|市|区|州|县|盟|旗)$", prefix) and not re.search(
                r"[由经被向于以是]", prefix
            ):
                return judgment.found(*fuller.span())
    return judgment.found(start, end)


def read_indictment_number(judgment: Judgment, opening: Opening) -> Found[str] | None:
    """The number of the indictment as printed."""
    if opening.instance and opening.instance.value == "second" and opening.accusation is None:
        return None
    stop = opening.body_start + 600
    match = _INDICTMENT.search(
        judgment.text, opening.parties_start, stop
    ) or _INDICTMENT_AFTER.search(judgment.text, opening.parties_start, stop)
    return judgment.found(*match.span("no")) if match else None


def read_indicted_on(judgment: Judgment, opening: Opening) -> Found[date] | None:
    """The date of 提起公诉 in the head's sentence."""
    filed = _FILED.search(judgment.text, opening.accusation_organ, opening.body_start + 300)
    if filed is None:
        return None
    start = judgment.text.rfind("。", opening.parties_start, filed.start()) + 1
    start = max(start, opening.parties_start)
    dates = [d for d in find_dates(judgment.text, start, filed.start()) if d.on]
    return Found(dates[-1].on, dates[-1].start, filed.end()) if dates and dates[-1].on else None


def read_procedure(judgment: Judgment, opening: Opening) -> Found[str] | None:
    """速裁, 简易 or 普通 when written for this instance; a change of procedure counts last."""
    text = judgment.text
    end = min(len(text), opening.body_start + 60)
    found: Found[str] | None = None
    for match in _PROCEDURE.finditer(text, opening.parties_start, end):
        clause = text[
            max(
                opening.parties_start, max(text.rfind(c, 0, match.start()) for c in "，。；")
            ) : match.start()
        ]
        if not _PROPOSED_PROCEDURE.search(clause):
            found = Found(match["kind"] or match["kind2"], *match.span())
    if found:
        return found
    title = _TITLE_PROCEDURE.search(text, 0, opening.parties_start)
    if title:
        return Found(title[1], *title.span())
    if opening.instance and opening.instance.value == "first":
        agreed = re.compile(r"同意适用(速裁|简易)程序").search(text, end)
        return Found(agreed[1], *agreed.span()) if agreed else None
    return None


def read_plea(judgment: Judgment) -> tuple[bool, Found[str] | None]:
    """Whether leniency on a plea is in play, and the words: "word" (认罪认罚) or "undertaking"
    (签字具结 only).
    """
    word = _PLEA_WORD.search(judgment.text)
    if word and _NO_PLEA.search(judgment.text):
        return False, None
    if word:
        return True, Found("word", *word.span())
    undertaking = _UNDERTAKING.search(judgment.text) if "具结" in judgment.text else None
    return (True, Found("undertaking", *undertaking.span())) if undertaking else (False, None)
