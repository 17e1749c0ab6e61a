"""Record an act at the end of a chain, in the transaction of the change it belongs to."""

from django.db import connection
from django.utils import timezone

from xiezhi.law.acts import Act
from xiezhi.ledger import canonical, digests
from xiezhi.ledger.chains import may_begin
from xiezhi.ledger.errors import LedgerError
from xiezhi.ledger.models import Entry, Head
from xiezhi.ledger.selectors import EntryRow, row_of
from xiezhi.organs.statements import Statement, insert, together, update

_COLUMNS = [field.attname for field in Entry._meta.concrete_fields]
_HEAD_COLUMNS = ["chain", "seq", "sha256", "sm3"]
_HEAD = Statement(
    lambda chain: (
        Head.objects.select_for_update().filter(chain=chain).order_by().values_list(*_HEAD_COLUMNS)
    ),
    "-",
)
_ADD = insert(Entry, *_COLUMNS)
_MOVE = update(Head, "seq", "sha256", "sm3", key="chain")


def record(
    *, chain: str, subject: tuple[str, str], act: Act, rule: str, rule_version: str
) -> EntryRow:
    """Add the act to the procuratorate's chain and return its entry.

    Must run inside `transaction.atomic`: the head stays locked until the caller commits, so that
    the change and its entry exist together or not at all. Raises LedgerError (zh).
    """
    if not connection.in_atomic_block:
        raise LedgerError("办案行为必须与其引起的变更在同一事务中记录。")
    head = _locked_head(chain)
    entry = Entry(
        chain=chain,
        seq=head.seq + 1,
        version=canonical.VERSION,
        subject_kind=subject[0],
        subject_id=subject[1],
        kind=act.kind,
        at=canonical.instant_text(act.at),
        recorded_at=canonical.instant_text(timezone.now()),
        by=act.by,
        capacity=act.capacity,
        rule=rule,
        rule_version=rule_version,
        data=canonical.data_text(act.data),
        previous_sha256=head.sha256,
        previous_sm3=head.sm3,
    )
    _refuse_overlong(entry)
    content = canonical.entry_bytes(entry.version, vars(entry))
    entry.sha256, entry.sm3 = digests.sha256(content), digests.sm3(content)
    together(
        (_ADD, [getattr(entry, name) for name in _COLUMNS]),
        (_MOVE, (entry.seq, entry.sha256, entry.sm3, chain)),
    )
    return row_of(entry)


def _locked_head(chain: str) -> Head:
    """Return the head, locked; the first entry of a procuratorate begins its chain."""
    if found := _HEAD.rows(chain):
        return Head.from_db(connection.alias, _HEAD_COLUMNS, found[0])
    if not may_begin(chain):
        raise LedgerError(f"没有代码为“{chain}”的人民检察院，不能开立账本链。")
    sm3 = digests.GENESIS if digests.SM3_AVAILABLE else ""
    first = Head(chain=chain, seq=0, sha256=digests.GENESIS, sm3=sm3)
    # Two writers may begin the same chain: the second finds the first one's row and waits for it.
    Head.objects.bulk_create([first], ignore_conflicts=True)
    return Head.from_db(connection.alias, _HEAD_COLUMNS, _HEAD.rows(chain)[0])


def _refuse_overlong(entry: Entry) -> None:
    """SQLite would store a text of any length; PostgreSQL would not: both refuse alike."""
    for field in Entry._meta.concrete_fields:
        limit, value = getattr(field, "max_length", None), getattr(entry, field.name)
        if limit is not None and isinstance(value, str) and len(value) > limit:
            name = field.verbose_name
            raise LedgerError(f"账本字段“{name}”的值“{value[:20]}…”超过 {limit} 个字符。")
