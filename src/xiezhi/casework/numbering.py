"""Gives numbers like 云江检刑捕受〔2026〕17号, in the same transaction as what they number."""

from uuid import UUID

from django.db import transaction
from django.db.models import F

from xiezhi.casework.models import IssuedNumber, NumberSeries


def next_number(
    procuratorate: str,
    short_name: str,
    word: str,
    year: int,
    case_id: UUID,
    proceeding_id: UUID | None = None,
) -> str:
    """Give the next number of a series to a case, or a proceeding of it, and return its text.

    Who may read the proceeding may find it by the number. The series row stays locked until the
    caller's transaction ends, so concurrent callers get consecutive numbers and a rolled-back
    caller leaves no gap.

    Raises:
        TransactionManagementError: outside a transaction.
        IntegrityError: at commit, when the case or proceeding does not exist: none outside one.
    """
    transaction.get_connection().validate_no_broken_transaction()
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a number is given inside a transaction")
    key = {"procuratorate_id": procuratorate, "word": word, "year": year}
    if not NumberSeries.objects.filter(**key).update(last=F("last") + 1):
        NumberSeries.objects.get_or_create(**key)
        NumberSeries.objects.filter(**key).update(last=F("last") + 1)
    series = NumberSeries.objects.get(**key)
    text = f"{short_name}{word}〔{year}〕{series.last}号"
    IssuedNumber.objects.create(
        series=series,
        ordinal=series.last,
        text=text,
        case_id=case_id,
        proceeding_id=proceeding_id,
    )
    return text
