"""Who may read and who may arrange evidence and texts: whoever may read the case."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from xiezhi.casework import access as casework
from xiezhi.casework import selectors as cases
from xiezhi.evidence.models import Text


def visible_texts(person: Any, on: date | None = None) -> QuerySet[Text]:
    """Return the texts of cases the person may read, and texts of public judgments.

    A restricted text is readable in its case, but never found by search.
    """
    public = Q(case__isnull=True, restricted=False)
    return Text.objects.filter(
        public | Q(case__in=casework.visible_cases(person, on).values("pk"))
    )


def must_arrange(person: Any, case_id: Any, on: date) -> tuple[str, str]:
    """Return procuratorate and role of a person who handles the case now.

    Raises:
        Refused: 403 for anybody who is not on the team of an open proceeding in the case.
    """
    return cases.must_handle_case(person, case_id, on)
