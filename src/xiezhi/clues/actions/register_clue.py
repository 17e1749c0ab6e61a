"""Register a clue that a person, a case, a petition or another body brought."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from xiezhi.casework.access import visible_proceedings
from xiezhi.casework.identity import check_credit_code, check_identity_number
from xiezhi.clues.access import require_registrar
from xiezhi.clues.actions.clue_act import record_clue_act
from xiezhi.clues.basis import articles
from xiezhi.clues.evidence_digest import evidence_digest
from xiezhi.clues.joining import clue_joined
from xiezhi.clues.lines import LINES
from xiezhi.clues.models import Clue, Report
from xiezhi.clues.numbering import numbers, take_turn
from xiezhi.clues.operators import operator_of
from xiezhi.clues.repository_rules import restricted_classes, source_rules
from xiezhi.law import national
from xiezhi.law.refusals import refuse
from xiezhi.organs.models import Person

NUMBERED = {
    "person": ("identity_number", check_identity_number),
    "unit": ("credit_code", check_credit_code),
}


@dataclass(frozen=True, slots=True)
class ClueGiven:
    """A clue as somebody wrote it down.

    ``subject_kind`` person, unit or unknown; ``breach`` a citation like 「刑法(2023) 第47条」;
    ``proceeding`` the number of a proceeding; ``reference`` that of the paper it came with.
    """

    source: str
    matter: str
    reasons: str
    line: str
    breach: str
    subject_kind: str = "unknown"
    name: str = ""
    number: str = ""
    reference: str = ""
    sender: str = ""
    proceeding: str = ""
    restricted_class: str = ""
    received_on: date | None = None


def register_clue(person: Person, given: ClueGiven) -> Report:
    """Register a clue for the person's unit, or add the report to the clue that tells the same.

    A report of the same subject and breach joins the clue under way as another source. Raises
    Refused: 403 not this source's registrar; 409 something needed is missing or wrong.
    """
    require_registrar(person, given.source)
    number = _checked(given)
    proceeding = _found_in(person, given)
    operator = operator_of(person)
    breach = articles([given.breach])
    with transaction.atomic():
        take_turn(operator.procuratorate)
        known = clue_joined(
            operator.procuratorate, number, breach, restricted_class=given.restricted_class
        )
        clue = known or _new(operator.procuratorate, given, number)
        report = Report.objects.create(
            clue=clue, kind=given.source, name=given.name.strip(), matter=given.matter.strip(),
            text=given.reasons.strip(), reference=given.reference.strip(),
            sender=given.sender.strip(), proceeding=proceeding,
            received_on=given.received_on or timezone.localdate(), reported_by=person.code,
            reported_at=timezone.now(),
        )  # fmt: skip
        data = {
            "report": report.pk, "source": given.source, "matter": report.matter,
            "breach": given.breach, "reference": report.reference, "sender": report.sender,
            "class": given.restricted_class, "evidence": evidence_digest(clue),
        }  # fmt: skip
        record_clue_act(operator, clue, "join_report" if known else "register_clue", data)
    return report


def _new(unit: str, given: ClueGiven, number: str) -> Clue:
    named = {NUMBERED[given.subject_kind][0]: number} if number else {}
    return Clue.objects.create(
        number=next(numbers(unit, restricted=bool(given.restricted_class))), procuratorate=unit,
        source=given.source, line=given.line, title=given.matter.strip()[:255],
        subject={"name": given.name.strip(), **named}, subject_number=number, breach=given.breach,
        digest=uuid4().hex, rows={}, as_of=given.received_on or timezone.localdate(),
        state=Clue.State.RECEIVED, restricted=bool(given.restricted_class),
        restricted_class=given.restricted_class, found_at=timezone.now(),
    )  # fmt: skip


def _checked(given: ClueGiven) -> str:
    """Return the subject's number. Raises Refused for what is missing, unknown or malformed."""
    for name, value, why in (
        ("matter", given.matter, "写明发生了什么，不下结论"),
        ("reasons", given.reasons, "写明从哪里看出来、有什么材料"),
        *((name, getattr(given, name), why)
          for name, why in source_rules()[given.source].needs.items()),
    ):  # fmt: skip
        if not value.strip():
            raise refuse(f"clues.register_{name}", _lacks(name), why)
    if given.line not in LINES:
        raise refuse("clues.register_line", "没有选业务条线", "选由哪一条线的部门初核")
    require_article(given.breach)
    kept = restricted_classes().get(given.restricted_class)
    if given.restricted_class and (kept is None or not kept.kept):
        cure = "按保密规定办理，不在本系统登记" if kept else "从列出的限制知悉类别中选"
        reason = f"「{kept.label if kept else given.restricted_class}」的线索不能在这里登记"
        raise refuse("clues.class", reason, cure, kept.citation if kept else None)
    if given.subject_kind == "unknown":
        return ""
    if given.subject_kind not in NUMBERED:
        raise refuse("clues.subject", "没有选对象是自然人还是单位", "选自然人、单位或者对象未明")
    try:
        return NUMBERED[given.subject_kind][1](given.number, of=given.name.strip())
    except ValidationError as wrong:
        words = "；".join(wrong.messages)
        cure = "改正号码；查不到号码的，选对象未明。仅凭姓名不能与别的来源合并"
        raise refuse("clues.number", words, cure) from wrong


def require_article(breach: str) -> None:
    """Raise Refused unless the words cite an article of an instrument that is known."""
    found = articles([breach])
    if not found or {name for name, _article in found} - set(national().instruments):
        raise refuse(
            "clues.article",
            f"读不出「{breach}」是哪一条",
            "按「刑法(2023) 第47条」的写法填写，法律名称从列出的选",
        )


def _lacks(name: str) -> str:
    words = {
        "matter": "线索的内容", "reasons": "理由和材料", "proceeding": "案号",
        "reference": "来源文号", "sender": "移送或者交办的机关",
    }  # fmt: skip
    return f"没有写{words[name]}"


def _found_in(person: Person, given: ClueGiven) -> UUID | None:
    """The proceeding a clue was found in, which the person must be able to see."""
    if not given.proceeding.strip():
        return None
    seen = visible_proceedings(person).filter(number=given.proceeding.strip()).first()
    if seen is None:
        raise refuse(
            "clues.proceeding",
            f"没有你能看到的案件「{given.proceeding.strip()}」",
            "核对案号；不是你办理的案件，由承办人登记",
        )
    return UUID(str(seen.pk))
