"""Compares the rows of this room with the ledger: what differs, is gone, or is new to it."""

from collections.abc import Iterator

from django.db import connection

from xiezhi.interference import triggers
from xiezhi.interference.actions.recording import CHECK, LIMITED, MONTH, RECORD, WARNING
from xiezhi.interference.models import (
    CounselWarning,
    HandOver,
    LimitedPerson,
    MonthReport,
    Record,
    ReverseCheck,
)
from xiezhi.interference.models.added import Added
from xiezhi.ledger.projections import Difference
from xiezhi.ledger.selectors import entries_about

NAME = "三个规定"
_TABLES: tuple[tuple[type[Added], str, frozenset[str], str], ...] = (
    (Record, RECORD, frozenset({"record_inquiry"}), ""),
    (HandOver, RECORD, frozenset({"hand_over"}), "hand_over"),
    (MonthReport, MONTH, frozenset({"report_nothing", "confirm_department"}), ""),
    (ReverseCheck, CHECK, frozenset({"open_check"}), ""),
    (LimitedPerson, LIMITED, frozenset({"list_person", "strike_person"}), ""),
    (CounselWarning, WARNING, frozenset({"propose_warning"}), ""),
)
_UNKNOWN = "账本没有记载"


def differences() -> Iterator[Difference]:
    """Yield every row that is not what the ledger says, every row gone, every trigger missing."""
    for name in triggers.missing(connection):
        yield Difference(name, "触发器", "没有", "应有：记录只能增加")
    for model, subject, kinds, key in _TABLES:
        said = {}
        for entry in entries_about(subject):
            if entry.kind in kinds:
                data = dict(entry.data)
                said[str(data.pop(key)) if key else entry.subject[1]] = data
        for row in model.objects.all().iterator():
            recorded = said.pop(str(row.pk), None)
            if recorded != row.told:
                told = _UNKNOWN if recorded is None else str(recorded)
                yield Difference(str(row.pk), str(model._meta.verbose_name), str(row.told), told)
        for gone in sorted(said):
            yield Difference(gone, str(model._meta.verbose_name), "无", "账本中有这条记录")
